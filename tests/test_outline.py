"""The outline of a plan: every word in its place, whatever became of its line breaks."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.planwords import texts
from support.real import ROOT, project
from support.truth import CORPUS, HELD_OUT

from zmddoc.grammar.outline import Outline, outline

SEED = next((ROOT / "plan/source").glob("*.txt")).read_text(encoding="utf-8")
FILES = sorted(CORPUS.glob("*.txt")) if CORPUS.is_dir() else []
MARKS = st.sampled_from(["一、", "二、", "（一）", "（二）", "1.", "2．", "①", "第一条", "\n", " ", "。", "责任", "示例", "《", "》", "（", "）", "3—4月", "1.6%", "“", "”", "附件：", "为"])  # fmt: skip


def covered(read: Outline, text: str) -> list[str]:
    """What stands in no leaf, or in two."""
    times = [0] * len(text)
    for span in read.leaves():
        for i in range(span.start, span.end):
            times[i] += 1
    return [text[i] for i, n in enumerate(times) if n != 1 and not text[i].isspace()]


def shape(read: Outline) -> list[tuple[int, str, int]]:
    return [(one.level, one.style, one.number) for one in read.walk()]


@given(st.lists(MARKS, max_size=60).map("".join))
def test_every_character_stands_in_one_leaf(text: str) -> None:
    assert not covered(outline(text), text)


@given(texts())
@settings(max_examples=40)
def test_every_character_of_a_plan_stands_in_one_leaf(text: str) -> None:
    assert not covered(outline(text), text)


def test_the_real_plan() -> None:
    read = outline(SEED)
    plan = project().plan
    assert plan and [len(one.children) for one in read.sections] == [
        len(one.tasks) for one in plan.chapters
    ]
    assert not read.anomalies and not covered(read, SEED)


@pytest.mark.parametrize("keep", ["", " "], ids=["nothing", "a space"])
def test_the_real_plan_without_its_line_breaks(keep: str) -> None:
    assert shape(outline(keep.join(SEED.splitlines()))) == shape(outline(SEED))


@pytest.mark.skipif(not FILES, reason="the corpus is not here")
@pytest.mark.parametrize(
    "file", [one for one in FILES if one.name[:2] not in HELD_OUT], ids=lambda one: one.name[:2]
)
def test_lost_line_breaks_change_nothing(file: object) -> None:
    text = file.read_text(encoding="utf-8")  # type: ignore[attr-defined]
    read = outline(text)
    assert not covered(read, text)
    assert shape(outline(" ".join(text.splitlines()))) == shape(read)
    assert shape(outline("".join(text.split()))) == shape(read)


@pytest.mark.parametrize(
    "decoy",
    ["3—4月集中推进", "增长1.6%以上", "按《办法》（〔2020〕5号）办理", "推进“336”工程", "一是建台账，二是抓调度", "2021年、2022年连续推进", "落实第（三）项要求"],
)  # fmt: skip
def test_a_decoy_begins_no_section(decoy: str) -> None:
    text = f"示例工作方案\n一、总体要求\n（一）做好示例工作。{decoy}。\n（二）推进示例项目。{decoy}。\n二、保障措施\n（三）加强调度。抓好落实。"
    assert shape(outline(text)) == [
        (1, "{number}、", 1), (2, "（{number}）", 1), (2, "（{number}）", 2), (1, "{number}、", 2), (2, "（{number}）", 3),
    ]  # fmt: skip


def test_a_missing_number_is_said_and_loses_nothing() -> None:
    text = "示例方案\n一、甲\n（一）做好示例工作。抓好落实。\n（三）推进示例项目。抓好落实。\n（四）加强调度。抓好落实。"
    read = outline(text)
    assert [one.number for one in read.sections[0].children] == [1, 3, 4]
    assert any("2" in one.message for one in read.anomalies)


def test_words_that_begin_like_a_conjunction_are_words() -> None:
    text = (
        "示例措施\n一、及时开展帮扶。抓好落实。\n二、和谐共建。抓好落实。\n三、及早部署。抓好落实。"
    )
    assert [one.number for one in outline(text).sections] == [1, 2, 3]


def test_it_is_linear() -> None:
    """Ten times the text is read in about ten times the steps."""
    import sys

    def steps(text: str) -> int:
        count = 0

        def seen(*_: object) -> None:
            nonlocal count
            count += 1

        sys.setprofile(seen)
        try:
            outline(text)
        finally:
            sys.setprofile(None)
        return count

    body = "（{}）做好示例工作。建立台账，3—4月完成1.6%。（责任单位：市财政局）\n"
    from zmddoc.numerals import chinese

    def plan(n: int) -> str:
        return "示例方案\n一、总体\n" + "".join(body.format(chinese(i)) for i in range(1, n + 1))

    assert steps(plan(300)) < 15 * steps(plan(30))
