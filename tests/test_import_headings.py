"""Headings without a number, and headings that name who leads."""

from __future__ import annotations

import pytest

from zmddoc.importer.head import Given
from zmddoc.importer.run import Bundle, bring_in
from zmddoc.model.imported import Reading
from zmddoc.text import rebuild


def imported(text: str) -> Bundle:
    bundle = bring_in("示例.txt", text.encode(), Given(year=2023))
    assert "".join(rebuild(bundle.plan).split()) == "".join(text.split())
    return bundle


def noted(bundle: Bundle, start: str) -> list[Reading]:
    return [one for one in bundle.imported.readings if one.id.startswith(start)]


FRONT = "示例市2023年任务分工\n为抓好落实，提出如下分工。\n"
ONE = "{}办甲事。抓好甲事。（市发改委）\n"
TWO = "{}办乙事。抓好乙事。（市财政局）\n"


@pytest.mark.parametrize("marks", [("（一）", "（二）"), ("1.", "2."), ("１．", "２．")])
def test_a_line_above_the_first_item_is_the_heading_of_all(marks: tuple[str, str]) -> None:
    bundle = imported(f"{FRONT}坚决扛牢粮食安全责任\n{ONE.format(marks[0])}{TWO.format(marks[1])}")
    (chapter,) = bundle.plan.chapters
    assert (chapter.title, chapter.form) == ("坚决扛牢粮食安全责任", "{title}")
    assert bundle.plan.preamble == "为抓好落实，提出如下分工。"
    assert [one.confidence for one in noted(bundle, "heading.")] == ["likely"]


def test_of_several_such_lines_each_is_asked_about() -> None:
    bundle = imported(
        f"{FRONT}扛牢粮食责任\n{ONE.format('（一）')}{TWO.format('（二）')}发展乡村产业\n{ONE.format('（三）')}{TWO.format('（四）')}"
    )
    assert [chapter.title for chapter in bundle.plan.chapters] == [""]
    assert [(one.place, one.confidence) for one in noted(bundle, "heading.")] == [
        ("第3行", "doubtful"),
        ("第6行", "doubtful"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "请各单位抓好落实。",
        "现将分工明确如下：",
        "示例市人民政府",
        "2023年1月2日",
        "牵头单位 市发改委",
        "",
    ],
)
def test_what_is_no_heading(line: str) -> None:
    bundle = imported(f"{FRONT}{line}\n{ONE.format('1.')}{TWO.format('2.')}")
    assert not noted(bundle, "heading.") and not bundle.plan.chapters[0].title


def test_above_items_that_are_chapters_nothing_stands() -> None:
    bundle = imported(f"{FRONT}重点任务\n一、办甲事。（市发改委）\n二、办乙事。（市财政局）\n")
    assert not noted(bundle, "heading.")


# -- duties before or behind their items -----------------------------------------------------------

LEADS = ("牵头单位：市住建局 配合单位：市环保局\n", "牵头单位：市工信局\n", "牵头单位：市农业局\n")
ITEMS = ("1.加快管网建设。新建管网。\n", "2.整治扬尘。严控扬尘。\n", "3.改造农田。建成农田。\n")


@pytest.mark.parametrize("heading", ["一、重点任务\n", ""])
def test_a_line_of_duties_above_the_first_item_puts_all_in_doubt(heading: str) -> None:
    rows = "".join(lead + item for lead, item in zip(LEADS, ITEMS, strict=True))
    last = "二、工作要求\n各单位要抓紧。\n" if heading else ""
    bundle = imported(f"{FRONT}{heading}{rows}{last}")
    asked = noted(bundle, "order.")
    start = 4 if heading else 3
    assert [one.place for one in asked] == [f"第{start + i}行" for i in (0, 2, 4)]
    assert {one.confidence for one in asked} == {"doubtful"}


@pytest.mark.parametrize(
    "rows",
    [
        "".join(item + lead for lead, item in zip(LEADS, ITEMS, strict=True)),
        LEADS[0] + "".join(ITEMS),
        LEADS[0] + "".join(item + lead for lead, item in zip(LEADS, ITEMS, strict=True)),
        "（市住建局）\n" + "".join(f"{item[:-1]}（市工信局）\n" for item in ITEMS[:2]) + ITEMS[2],
    ],
)
def test_lines_behind_their_items_are_not_asked_about(rows: str) -> None:
    assert not noted(imported(f"{FRONT}一、重点任务\n{rows}二、要求\n抓紧。\n"), "order.")


# -- headings that name who leads ------------------------------------------------------------------


@pytest.mark.parametrize(
    "heading",
    ["市发展改革委", "市住建局、市房管局", "市财政局牵头的工作", "示例市长负责的重点工作"],
)
@pytest.mark.parametrize("marks", [("一、", "1．"), ("（一）", "1.")])
def test_a_heading_that_names_who_leads_is_asked_about(
    heading: str, marks: tuple[str, str]
) -> None:
    above, below = marks
    bundle = imported(f"{FRONT}{above}{heading}\n{below}新建甲馆3座。抓好落实。\n")
    assert [(one.read, one.confidence) for one in noted(bundle, "leads.")] == [
        (heading, "doubtful")
    ]


@pytest.mark.parametrize(
    "heading", ["推行行长负责制", "加强财政管理", "压实部门负责人责任", "办甲事（市财政局牵头）"]
)
def test_a_heading_that_names_nobody_is_not(heading: str) -> None:
    bundle = imported(f"{FRONT}一、{heading}\n1．新建甲馆3座。抓好落实。\n")
    assert not noted(bundle, "leads.")


ANNEX = "示例市2023年工作要点\n一、办甲事。（市发改委）\n二、办乙事。（市财政局）\n附件1\n{}\n"


@pytest.mark.parametrize(
    ("annex", "said"),
    [
        (
            "任务分工表\n一、市住建局\n1.新建管网30公里。\n二、市环保局\n1.整治水体2处。",
            "2 处单位或时限",
        ),
        ("任务分工表\n1.新建管网30公里。完成时限：10月底\n2.整治水体。", "1 处单位或时限"),
        ("任务分工表\n1.新建管网30公里。\n责任单位：市住建局", "1 处责任单位"),
    ],
)
def test_an_annex_that_says_who_or_until_when_is_asked_about(annex: str, said: str) -> None:
    (asked,) = noted(imported(ANNEX.format(annex)), "annex.")
    assert (asked.read, asked.confidence) == (f"附件里写有 {said}", "doubtful")


def test_an_annex_that_says_neither_is_not() -> None:
    annex = "领导小组名单\n组长：甲\n成员：乙\n1.填报说明\n2.报送格式"
    assert not noted(imported(ANNEX.format(annex)), "annex.")
