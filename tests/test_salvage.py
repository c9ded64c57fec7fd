"""A plan with errors is compared as far as it can be read, and what was not read is not called
gone."""

import re
from pathlib import Path

import pytest

from zmddoc.read.salvage import NOT_READ, Readable, read_plan, read_registry
from zmddoc.revise.edition import Edition
from zmddoc.revise.revision import Revision, revise

ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "plan" / "plan.yaml").read_text(encoding="utf-8")
REGISTRY, _ = read_registry("units.yaml", (ROOT / "plan" / "units.yaml").read_bytes())
REAL = read_plan("plan.yaml", TEXT.encode())


def broken(old: str, new: str) -> Readable:
    assert old in TEXT
    found = read_plan("plan.yaml", TEXT.replace(old, new, 1).encode())
    assert any(one.severity == "error" for one in found.diagnostics)
    return found


def compared(new: Readable) -> Revision:
    """The real plan against a broken one, and back again: neither way may say more."""
    assert REAL.plan and new.plan and REGISTRY
    old = Edition(REAL.plan, REGISTRY)
    other = Edition(new.plan, REGISTRY, new.unread, new.fields_unread, new.incomplete)
    there, back = revise(old, other), revise(other, old)
    assert len(there.changes) == len(back.changes)
    return there


def tasks(found: Readable) -> set[str]:
    assert found.plan
    return {task.id for _, _, task in found.plan.tasks()}


def test_a_sound_plan_is_read_whole() -> None:
    assert REAL.plan and not REAL.unread and not REAL.fields_unread and not REAL.incomplete
    assert len(tasks(REAL)) == 32


@pytest.mark.parametrize(
    ("old", "new", "unread"),
    [
        ("value: 20\n", "value: 二十\n", {"T04-1"}),
        ("bound: range\n      low: 1\n", "bound: range\n", {"T17-1"}),
        ("title: 培育技术创新企业\n", "title: 7\n", {"T04", "T04-1", "T04-2"}),
        ("lead: [市工信局]\n      annotation", "lead: []\n      annotation", {"T17", "T17-1", "T17-2", "T17-3"}),
        ("    title: 主攻智能制造\n", "    title: 主攻智能制造\n    due: 明年\n", {"T13", "T13-1"}),
        ("text: 实施战略支柱", "text: *alias # 实施战略支柱", {"T09", "T09-1"}),
    ],
)  # fmt: skip
def test_what_is_broken_is_left_out_by_name(old: str, new: str, unread: set[str]) -> None:
    found = broken(old, new)
    assert found.unread == unread
    assert not found.incomplete
    assert tasks(found) == tasks(REAL) - unread
    assert compared(found).changes == ()


def test_what_was_left_out_is_listed_as_not_compared() -> None:
    found = broken("title: 培育技术创新企业\n", "title: 7\n")
    assert [one.id for one in compared(found).compared.uncompared] == ["T04"]


def test_a_key_that_nobody_knows_does_not_cost_its_task() -> None:
    found = broken("    title: 主攻智能制造\n", "    title: 主攻智能制造\n    memo: 甲\n")
    assert not found.unread
    assert compared(found).changes == ()
    found = broken("lead_basis: convention", "lead_basis: convention\nremark: 甲")
    assert not found.fields_unread
    assert compared(found).changes == ()


@pytest.mark.parametrize(
    "field", ["title", "number", "issuer", "dated", "year", "cover", "lead_basis"]
)
def test_a_field_of_the_document_that_cannot_be_read_is_not_compared(field: str) -> None:
    found = read_plan(
        "plan.yaml", re.sub(rf"(?m)^{field}: .*$", f"{field}: []", TEXT, count=1).encode()
    )
    assert found.fields_unread == {field}
    assert compared(found).changes == ()


def test_a_chapter_whose_title_cannot_be_read_keeps_its_tasks() -> None:
    found = broken("- title: 总体要求和主要目标\n", "- title: 3\n")
    assert found.plan
    assert found.plan.chapters[0].title == NOT_READ
    assert tasks(found) == tasks(REAL)


def test_errata_that_cannot_be_read_are_not_applied_on_either_side() -> None:
    found = broken("{task: T31, from: 互联网 安全生产", "{task: T31, form: 互联网 安全生产")
    assert found.fields_unread == {"errata"}
    assert compared(found).changes == ()


@pytest.mark.parametrize("line", [60, 200, 300, 420, 500])
def test_a_file_that_breaks_off_is_compared_up_to_there(line: int) -> None:
    lines = TEXT.splitlines()
    found = read_plan("plan.yaml", "\n".join([*lines[:line], '"', *lines[line:]]).encode())
    assert found.incomplete
    revision = compared(found)
    assert revision.changes == ()
    missing = tasks(REAL) - tasks(found)
    assert {one.id for one in revision.compared.uncompared if one.level == "task"} == missing
    assert missing


def test_what_can_be_read_of_a_broken_plan_is_compared() -> None:
    found = read_plan(
        "plan.yaml",
        TEXT.replace("title: 主攻智能制造", "title: 7")
        .replace("title: 改造提升传统产业", "title: 改造传统产业")
        .encode(),
    )
    (change,) = compared(found).changes
    assert change.kind == "retitled"


@pytest.mark.parametrize("chapters", ["[]", "", "[{title: 总体要求}]"])
def test_an_empty_plan_has_lost_every_task(chapters: str) -> None:
    head = TEXT[: TEXT.index("chapters:\n")]
    found = read_plan("plan.yaml", f"{head}chapters: {chapters}\n".encode())
    assert found.plan
    kinds = [one.kind for one in compared(found).changes]
    assert kinds.count("task-removed") == 32
    assert kinds.count("chapter-removed") == 8


@pytest.mark.parametrize(
    "content", [b"", b"\n\n", b"# \n", b"- a\n- b\n", b"\xff\xfe\x00", b"x: [", b"plan"]
)
def test_what_is_no_plan_gives_none_and_a_diagnostic(content: bytes) -> None:
    found = read_plan("plan.yaml", content)
    assert found.diagnostics
    assert found.plan is None or not found.plan.chapters


@pytest.mark.parametrize("cut", range(0, len(TEXT), 2311))
def test_no_beginning_of_a_plan_stops_it(cut: int) -> None:
    """A file cut off anywhere: read, compared, nothing called removed."""
    found = read_plan("plan.yaml", TEXT[:cut].encode())
    if found.plan is None or not found.diagnostics:
        return
    kinds = {one.kind for one in compared(found).changes}
    if found.incomplete:
        assert "task-removed" not in kinds
