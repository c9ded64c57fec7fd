"""Revisions of the real plan, each written down as a folder: what was done, and what must be said.

``python -m pytest tests/test_revisions.py --rewrite-expected`` writes ``expected`` anew, to be read
before it is committed."""

import json
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from support import golden
from support.projection import projected
from support.revisions import FOLDERS, ROOT, editions, project

from zmddoc.account.data import as_json
from zmddoc.account.terminal import Sides, as_text
from zmddoc.check import check
from zmddoc.revise.bybody import by_body
from zmddoc.revise.changes import KINDS, mirrored
from zmddoc.revise.document import FIELDS
from zmddoc.revise.effects import roles
from zmddoc.revise.revision import Revision, revise
from zmddoc.revise.summary import summary

SCHEMA = json.loads((ROOT / "docs" / "diff.schema.json").read_text(encoding="utf-8"))

by_name = pytest.mark.parametrize("folder", FOLDERS, ids=[folder.name for folder in FOLDERS])


@cache
def revision(folder: Path) -> Revision:
    return revise(*editions(folder))


@by_name
def test_what_was_changed_is_what_is_said(folder: Path) -> None:
    golden.check(folder / "expected", projected(revision(folder)))


@by_name
def test_the_plans_compared_are_plans(folder: Path) -> None:
    """Nothing that ``check`` calls an error, but that the text differs from the one received."""
    for edition in editions(folder):
        errors = [one for one in check(project(edition)) if one.severity == "error"]
        assert not [one for one in errors if one.code not in {"Z501", "Z502", "Z503", "Z504"}]


@by_name
def test_undone_it_is_the_same_read_backwards(folder: Path) -> None:
    old, new = editions(folder)
    there, back = revision(folder), revise(new, old)
    assert {mirrored(change) for change in there.changes} == {*back.changes}
    assert [mirrored(mirrored(change)) for change in there.changes] == [*there.changes]
    assert not revise(new, new).changes


@by_name
def test_every_change_says_on_whom_it_falls(folder: Path) -> None:
    """All but those of what nobody is responsible for, and of the document itself."""
    found = revision(folder)
    bodies = found.compared.bodies
    for change in found.changes:
        concerned = {**roles(change.old, 0, bodies), **roles(change.new, 1, bodies)}
        if concerned or change.kind.startswith(("lead", "support", "group")):
            assert change.effects, change.kind


@by_name
def test_the_summary_is_what_is_listed(folder: Path) -> None:
    """On the terminal, in JSON and by body: each recomputed from what is printed there."""
    found = revision(folder)
    counted = summary(found)
    assert Counter(one.kind for one in found.changes) == dict(counted.counts)
    data = json.loads(as_json(found, Sides("旧", "新")))
    assert data["summary"]["total"] == len(data["changes"]) == counted.total
    assert Counter(one["kind"] for one in data["changes"]) == data["summary"]["counts"]
    units = {effect["unit"] for one in data["changes"] for effect in one["effects"]}
    assert units == {one["unit"] for one in data["bodies"]}
    assert len(units) == counted.affected == data["summary"]["affected"]
    assert len(data["unaffected"]) == counted.unaffected
    text = as_text(found, Sides("旧", "新"))
    words = f"共 {counted.total} 处变化，涉及 {counted.affected} 个单位"
    assert (words if counted.total else "没有变化。") in text


@by_name
def test_json_is_as_its_schema_says(folder: Path) -> None:
    found = revision(folder)
    data = json.loads(as_json(found, Sides("旧", "新", ("注意",)), impact=()))
    Draft202012Validator(SCHEMA).validate(data)
    for change in data["changes"]:
        for side, words in (("old", "before"), ("new", "after")):
            if isinstance(change.get(words), str) and "edits" in change:
                assert "".join(one[side] for one in change["edits"]) == change[words]
    for body in by_body(found).affected:
        only = json.loads(as_json(found, Sides("旧", "新"), only=body.body))
        Draft202012Validator(SCHEMA).validate(only)
        assert {e["unit"] for one in only["changes"] for e in one["effects"]} == {body.body.name}


def test_the_schema_is_one_and_names_every_kind() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    listed = [
        k
        for one in SCHEMA["properties"]["changes"]["items"]["oneOf"]
        for k in one["properties"]["kind"]["enum"]
    ]
    assert sorted(listed) == sorted(KINDS)
    (of_document,) = [
        one["properties"]["field"]["enum"]
        for one in SCHEMA["properties"]["changes"]["items"]["oneOf"]
        if "document-changed" in one["properties"]["kind"]["enum"]
    ]
    assert of_document == list(FIELDS)


@by_name
def test_a_body_is_told_all_that_affects_it_and_nothing_else(folder: Path) -> None:
    found = revision(folder)
    bodies = by_body(found)
    for share in bodies.affected:
        assert list(share.changes) == [c for c in found.changes if share.body in c.bodies]
    affected = {share.body for share in bodies.affected}
    assert not affected & {*bodies.unaffected}


def test_there_is_a_revision_of_every_kind() -> None:
    kinds = {change.kind for folder in FOLDERS for change in revision(folder).changes}
    assert kinds == {*KINDS}
    assert len(FOLDERS) >= 60
    empty = [folder.name for folder in FOLDERS if not revision(folder).changes]
    assert len([name for name in empty if "不算变化" in name]) >= 6
