"""Duty annotations: who leads, who supports, from the words alone."""

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zmddoc.grammar.clause import DutyReading, duties, lead_rule
from zmddoc.grammar.reading import least
from zmddoc.grammar.shared import shared
from zmddoc.project import Project

SHAPES = (Path(__file__).parent / "grammar" / "duties.txt").read_text(encoding="utf-8")


def shapes() -> list[tuple[str, str]]:
    """(text, expected readings) of tests/grammar/duties.txt."""
    blocks = [block.splitlines() for block in SHAPES.split("\n\n") if not block.startswith("#")]
    return [
        (lines[0].replace("⏎", "\n"), "\n".join(lines[1:])) for lines in blocks if "".join(lines)
    ]


def said(text: str, reading: DutyReading) -> str:
    """A reading on one line, as tests/grammar/duties.txt writes it."""
    lead, support = ("|".join(m.name for m in names) for names in (reading.lead, reading.support))
    due = f" @{reading.due.of(text)}" if reading.due else ""
    mark = {"sure": "=", "likely": "~", "doubtful": "?"}[reading.confidence]
    return f"{mark} {reading.basis[0].upper()} {lead or '-'} + {support or '-'}{due}"


@pytest.mark.parametrize(("text", "expected"), shapes(), ids=[text for text, _ in shapes()])
def test_shapes_are_read(text: str, expected: str) -> None:
    assert "\n".join(said(text, reading) for reading in duties(text)) == expected


def test_the_real_plan_comes_out_whole(real: Project) -> None:
    assert real.plan
    annotations = mentions = 0
    for _, _, task in real.plan.tasks():
        words = task.title + "。 " + task.text + "".join(d.annotation for d in task.duty)
        found = duties(words)
        assert [reading.span.of(words) for reading in found] == [d.annotation for d in task.duty]
        for reading, duty in zip(found, task.duty, strict=True):
            assert tuple(m.name for m in reading.lead) == duty.lead
            assert tuple(m.name for m in reading.support) == duty.support
            assert (reading.basis, reading.confidence) == ("convention", "sure")
            annotations += 1
            mentions += len(duty.names)
    assert (annotations, mentions) == (30, 97)


def test_what_is_doubtful_says_why() -> None:
    for text in ("（责任单位：市发改委、市财政局", "文字（市发改委）。", "（配合单位：市财政局）"):
        (reading,) = duties(text)
        assert reading.confidence == "doubtful"
        assert reading.doubts[0].why


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (
            "（甲局、乙局负责，排在第一位的部门为牵头部门，下同）",
            "排在第一位的部门为牵头部门，下同",
        ),
        ("（甲局、乙局等负责。列第一位者为牵头单位，下同）", "列第一位者为牵头单位，下同"),
        ("责任单位中排名首位的为牵头单位。", "责任单位中排名首位的为牵头单位"),
        (
            "以上各项列在首位的单位为牵头单位，其余为配合单位。",
            "以上各项列在首位的单位为牵头单位，其余为配合单位",
        ),
        ("全市考核排名第一位的县区予以表彰，由市工信局牵头。", None),
        ("工业增加值增速位居全省第一位。牵头单位：市统计局", None),
    ],
)
def test_a_rule_on_who_leads_is_found(text: str, rule: str | None) -> None:
    found = lead_rule(text)
    assert (found and found.of(text)) == rule


@pytest.mark.parametrize(
    ("text", "names", "words"),
    [
        (
            "（以下各项均需各县（市、区）人民政府、管委会落实，不再一一列出）",
            ["各县（市、区）人民政府、管委会"],
            "以下各项均需各县（市、区）人民政府、管委会落实，不再一一列出",
        ),
        (
            "一般要求。以上措施均由各县区、市直有关部门负责落实，不再列出。",
            ["各县区", "市直有关部门"],
            "以上措施均由各县区、市直有关部门负责落实，不再列出",
        ),
        (
            "（省发展改革委牵头。以下均需各设区市人民政府落实，不再列出）",
            ["各设区市人民政府"],
            "以下均需各设区市人民政府落实，不再列出",
        ),
        (
            "各区县政府均为责任单位，不再逐项列出。",
            ["各区县政府"],
            "各区县政府均为责任单位，不再逐项列出",
        ),
        (
            "责任单位均含各县（市、区）人民政府，以下不再列出。",
            ["各县（市、区）人民政府"],
            "责任单位均含各县（市、区）人民政府，以下不再列出",
        ),
        (
            "以上各项任务均需各县区政府配合落实。",
            ["各县区政府"],
            "以上各项任务均需各县区政府配合落实",
        ),
        ("上述任务各县区均需抓好落实。", ["各县区"], "上述任务各县区均需抓好落实"),
        (
            "各县（市、区）人民政府均为各项任务的责任单位。",
            ["各县（市、区）人民政府"],
            "各县（市、区）人民政府均为各项任务的责任单位",
        ),
        ("以上政策均由市财政局负责解释。", None, ""),
        ("各县区要抓好落实。以上政策均适用于中小企业。", None, ""),
        ("本意见所称以上均含本数，下同。", None, ""),
        ("甲局、乙局负责，排在第一位的部门为牵头部门，下同", None, ""),
    ],
)
def test_bodies_that_every_item_shares(text: str, names: list[str] | None, words: str) -> None:
    found = shared(text)
    assert (found and [m.name for m in found.names]) == names
    assert found is None or (found.span.of(text), found.plain) == (words, True)


def test_who_is_meant_by_the_same_below_can_only_be_guessed() -> None:
    found = shared("（市发改委；各县区政府配合，下同）")
    assert found
    assert ([m.name for m in found.names], found.plain) == (["各县区政府"], False)
    assert shared("（各县区（含开发区，下同）人民政府负责）") is None
    assert shared("（税务总局、财政部负责，排在第一位的部门为牵头部门，下同）") is None


WORDS = [
    "市发改委",
    "市财政局",
    "财政局",
    "各县（市、区）人民政府",
    "、",
    "，",
    "。",
    "；",
    "：",
    "（",
    "）",
    "(",
    ")",
    "〔",
    "〕",
    "【",
    "】",
    "责任单位：",
    "牵头单位：",
    "配合单位:",
    "牵头",
    "配合",
    "负责",
    "按职责分工负责",
    "会同",
    "和",
    "及",
    "等",
    "等部门",
    "2021年6月底前",
    "完成时限：",
    "各",
    "市",
    "县",
    "区",
    "人民政府",
    "\n",
    "\u3000",
    "一、",
    "以下简称",
    "文字",
    "第一位",
    "排在第一位的部门为牵头部门",
    "下同",
    "以下",
    "均",
    "不再列出",
    "A",
    "1",
]
PHRASES = st.lists(st.sampled_from(WORDS), max_size=40).map("".join)


@given(st.one_of(PHRASES, st.text(max_size=80)))
def test_any_text_is_read(text: str) -> None:
    readings = duties(text)
    assert readings == duties(text)
    end = 0
    for reading in readings:
        assert end <= reading.span.start < reading.span.end <= len(text)
        end = reading.span.end
        names = reading.lead + reading.support
        assert names and all(m.name.strip() for m in names)
        assert len({m.name for m in names}) == len(names)
        for m in names:
            assert reading.span.start <= m.span.start < m.span.end <= reading.span.end
            assert m.name.endswith("".join(m.span.of(text).split()))
        if reading.due:
            assert reading.span.start <= reading.due.start < reading.due.end <= reading.span.end
        assert reading.confidence == least(one.confidence for one in reading.doubts)
    rule = lead_rule(text)
    assert rule is None or 0 <= rule.start < rule.end <= len(text)
    common = shared(text)
    assert common is None or common.names


def calls(text: str) -> int:
    """How many functions reading the text calls."""
    count = 0

    def profile(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(profile)
    try:
        duties(text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "unit",
    [
        "（",
        "（责任单位：",
        "（市发改委、",
        "市发改委和",
        "市发改委等和",
        "（（市发改委））",
        "【责任单位】",
        "责任单位：市发改委 ",
        "牵头单位：市发改委⏎",
        "负责",
        "各市、",
        "（排在第一位牵头，",
        "责任单位：",
        "等",
        "文字。（责任单位：市发改委、市财政局）",
    ],
)
def test_work_grows_with_the_text(unit: str) -> None:
    unit = unit.replace("⏎", "\n")
    once, twice = (calls((unit * (n // len(unit)))[:n]) for n in (6000, 12000))
    assert twice < 2.6 * once + 1000
