"""The official document to plan.yaml: nothing lost, nothing guessed, the same again every time."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from support.planwords import texts
from support.real import ROOT, project

from zmddoc.assign import items
from zmddoc.importer.head import Given
from zmddoc.importer.proof import bare, first_difference
from zmddoc.importer.run import Bundle, bring_in
from zmddoc.model import Plan
from zmddoc.text import rebuild

SEED = next((ROOT / "plan/source").glob("*.txt"))


def imported(text: str, **given_: object) -> Bundle:
    return bring_in("示例.txt", text.encode(), Given(**given_))  # type: ignore[arg-type]


def substance(plan: Plan) -> dict[str, object]:
    """A plan without how its source was set and kept."""
    return plan.model_dump(mode="json", exclude={"received", "errata", "due"})


def hand_made() -> Plan:
    plan = project().plan
    assert plan
    return plan


def test_the_real_plan_comes_out_as_it_was_made_by_hand() -> None:
    read = bring_in(SEED.name, SEED.read_bytes(), Given()).plan
    made = hand_made()
    assert len(list(read.tasks())) == 32
    for (_, chapter, task), (_, own, other) in zip(read.tasks(), made.tasks(), strict=True):
        assert chapter.title == own.title
        assert (task.id, task.title, task.text, task.duty) == (
            other.id, other.title, other.text, other.duty,
        )  # fmt: skip
        figures = [one.model_dump(exclude={"name"}) for one in task.targets]
        assert figures == [one.model_dump(exclude={"name"}) for one in other.targets]
    for name in (
        "title",
        "number",
        "issuer",
        "dated",
        "published",
        "year",
        "recipients",
        "cover_title",
        "cover",
        "preamble",
        "lead_basis",
    ):
        assert getattr(read, name) == getattr(made, name)


def test_the_plan_gives_the_source_back() -> None:
    text = SEED.read_text(encoding="utf-8")
    assert bare(rebuild(imported(text).plan)) == bare(text)


@settings(max_examples=60)
@given(texts())
def test_what_is_rebuilt_is_read_as_the_same_plan(text: str) -> None:
    plan = imported(text).plan
    again = imported(rebuild(plan)).plan
    assert substance(again) == substance(plan)
    assert first_difference(text, rebuild(again)) is None


@settings(max_examples=40)
@given(texts())
def test_whatever_is_not_sure_says_why_and_what_else_it_could_be(text: str) -> None:
    readings = imported(text).imported.readings
    assert all(one.why and one.other for one in readings if one.confidence != "sure")


def test_the_same_file_twice_is_the_same_to_the_byte() -> None:
    first, second = (bring_in(SEED.name, SEED.read_bytes(), Given()) for _ in range(2))
    assert (first.plan, first.registry, first.imported) == (
        second.plan,
        second.registry,
        second.imported,
    )


@pytest.mark.parametrize(
    ("source", "plan", "offset"),
    [("一、甲\n乙", "一、甲丙", 4), ("甲乙", "甲", 1), ("甲", "甲乙", 1), ("", "甲", 0)],
)
def test_the_first_difference_is_shown(source: str, plan: str, offset: int) -> None:
    found = first_difference(source, plan)
    assert found and found.offset == offset


def test_white_space_is_no_difference() -> None:
    assert first_difference("一、 甲\u3000\n\u200b乙", "一、甲乙") is None


def test_a_deadline_in_the_bracket_is_the_tasks() -> None:
    text = "示例市2021年示例方案\n一、做好示例工作。建立台账。（责任单位：市财政局；完成时限：2021年6月30日）\n二、推进项目。抓好落实。（市工信局，2021年9月底前）\n"
    plan = imported(text).plan
    assert [str(task.due) for _, _, task in plan.tasks()] == ["2021-06-30", "2021-09-30"]
    assert [task.duty[0].lead for _, _, task in plan.tasks()] == [("市财政局",), ("市工信局",)]


_FIRST = "示例市2021年示例方案\n一、做好示例工作。建立台账。（责任单位：市财政局{}）\n二、推进项目。抓好落实。（责任单位：市工信局{}）\n{}"


@pytest.mark.parametrize(
    ("text", "names", "confidence"),
    [
        (_FIRST.format("。以下均需各县区落实，不再列出", "", ""), ("各县区",), "likely"),
        (_FIRST.format("", "", "以上各项任务均需各县区落实。"), ("各县区",), "likely"),
        (_FIRST.format("", "。以下均需各县区落实，不再列出", ""), (), "doubtful"),
        (_FIRST.format("；各县区配合，下同", "", ""), (), "doubtful"),
    ],
    ids=["from the first on", "of all before", "from the second on", "the same below"],
)
def test_bodies_that_every_item_shares(text: str, names: tuple[str, ...], confidence: str) -> None:
    bundle = imported(text)
    (asked,) = [one for one in bundle.imported.readings if one.id == "plan.shared"]
    assert "各县区" in asked.read
    assert (bundle.plan.shared, asked.confidence) == (names, confidence)
    supports = [one.support for one in items(bundle.plan, bundle.registry)]
    assert all("各县区" in [unit.name for unit in one] for one in supports) == bool(names)


def test_figures_in_a_chapter_that_tells_how_things_stand_are_never_sure() -> None:
    text = (
        "示例市2021年示例方案\n一、发展现状\n（一）产业基础。示例园区达到20个，示例企业突破300家。\n"
        "二、主要任务\n（一）做强产业。示例园区达到30个。\n"
    )
    sure = {
        one.id: one.confidence for one in imported(text).imported.readings if one.what == "指标"
    }
    assert list(sure.values()) == ["doubtful", "doubtful", "sure"]


def test_a_number_that_is_missing_is_said_and_not_repaired() -> None:
    text = "示例市2021年示例方案\n一、甲项工作。抓好落实。\n三、乙项工作。抓好落实。\n四、丙项工作。抓好落实。\n"
    bundle = imported(text)
    assert [task.number for _, _, task in bundle.plan.tasks()] == [None, 3, None]
    assert any(one.what == "编号" for one in bundle.imported.readings)
    assert bare(rebuild(bundle.plan)) == bare(text)
