"""Whatever goes wrong in the YAML is pointed out at the right line."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from pathlib import Path

import pytest

from tests.support.mutations import (
    PLAN,
    PLAN_KINDS,
    RULE_KINDS,
    RULES,
    UNIT_KINDS,
    UNITS,
    Mutation,
    mangled,
    mutations,
)
from zmddoc.check import check
from zmddoc.diagnostics import Diagnostic, Place
from zmddoc.project import Project
from zmddoc.read import read_project

ROOT = Path(__file__).resolve().parent.parent
MUTATIONS = mutations(ROOT)
BESIDE = {"registered_name_misspelt", "indent_broken", "target_said_otherwise", "byte_flipped"}
"""Kinds where the line may be the related place: a name misspelt in the registry is unknown where
the plan uses it; an indent is wrong against another line; a bound, against low and high."""


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the real plan."""
    folder = tmp_path_factory.mktemp("mutations")
    shutil.copytree(ROOT / "plan", folder / "plan")
    return folder


@pytest.fixture(scope="module")
def known() -> set[tuple[str, str]]:
    """What is found in the real plan as it is."""
    return {(one.code, one.message) for one in examine(ROOT)}


def examine(root: Path) -> list[Diagnostic]:
    project, found = read_project(root)
    return [*found, *check(project)]


def places(one: Diagnostic, mutation: Mutation) -> list[Place]:
    beside = one.related if mutation.kind in BESIDE else ()
    return [one.place, *(related.place for related in beside)]


@pytest.mark.parametrize(
    "mutation", [pytest.param(m, id=f"{m.kind}-{i}") for i, m in enumerate(MUTATIONS)]
)
def test_a_mutation_is_caught_at_its_line(
    mutation: Mutation, workplace: Path, known: set[tuple[str, str]]
) -> None:
    file = workplace / mutation.file
    original = file.read_bytes()
    file.write_bytes(mutation.text.encode("utf-8", errors="surrogateescape"))
    try:
        found = [
            one
            for one in examine(workplace)
            if (one.code, one.message) not in known and one.code != "Z521"  # a count of marks
        ]
    finally:
        file.write_bytes(original)
    there = [
        one
        for one in found
        for place in places(one, mutation)
        if place.file == mutation.file and place.line in mutation.lines
    ]
    assert there, (mutation.name, sorted(mutation.lines)[:3], [str(one) for one in found[:5]])


def test_there_are_enough_and_each_changes_something() -> None:
    originals = {(ROOT / file).read_text(encoding="utf-8") for file in (PLAN, UNITS, RULES)}
    texts = {mutation.text for mutation in MUTATIONS} - originals
    assert len(texts) == len(MUTATIONS) >= 500
    kinds = Counter(mutation.kind for mutation in MUTATIONS)
    assert set(kinds) == {kind.__name__ for kind in (*PLAN_KINDS, *UNIT_KINDS, *RULE_KINDS)}
    assert min(kinds.values()) >= 4
    assert kinds["byte_flipped"] >= 150  # of 240 tries, the rest in what is not mutated


def test_where_it_is_right_to_point_is_narrow() -> None:
    """One line, or where a line may have run over and where two stood: never a stretch."""
    assert max(len(mutation.lines) for mutation in MUTATIONS) <= 2


def test_nothing_done_to_a_file_makes_it_crash(workplace: Path) -> None:
    """Files cut off, doubled, mixed up, or with a value of another sort."""
    dice = random.Random("crash")
    files = [file for file in sorted(workplace.rglob("*")) if file.is_file()]
    for _ in range(150):
        file = dice.choice(files)
        original = file.read_bytes()
        file.write_bytes(mangled(original, dice))
        try:
            assert all(one.message for one in examine(workplace))
        finally:
            file.write_bytes(original)


def test_what_is_right_beside_a_mistake_is_checked_and_nothing_else_said(workplace: Path) -> None:
    """Of a file with a mistake in its fields the rest is checked: the warnings of the real plan are
    still found, and none follows only from what was put aside."""
    _, real = both(workplace)
    tried = 0
    for mutation in MUTATIONS:
        if mutation.kind == "byte_flipped" or mutation.file not in (PLAN, UNITS):
            continue
        file = workplace / mutation.file
        original = file.read_bytes()
        file.write_bytes(mutation.text.encode())
        try:
            project, found = both(workplace)
        finally:
            file.write_bytes(original)
        if project.rest is None:
            continue
        tried += 1
        assert found <= real, mutation.name
        assert len(found) >= len(real) / 2, mutation.name
    assert tried >= 40


def both(root: Path) -> tuple[Project, set[tuple[str, str]]]:
    """The project, and what check alone finds."""
    project, _ = read_project(root)
    return project, {(one.code, one.message) for one in check(project)}
