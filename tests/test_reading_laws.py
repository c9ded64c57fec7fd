"""Laws of the readings of figures, targets and dates: whatever the text, nothing breaks, every place
is in the text, and the work grows with its length."""

import re
import sys
from collections.abc import Callable
from pathlib import Path
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from types import FrameType, ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zmddoc.grammar import (
    compared,
    continued,
    cues,
    dates,
    deadlines,
    each,
    excuses,
    extent,
    figures,
    founded,
    governed,
    ground,
    judging,
    naming,
    phrases,
    pieces,
    stated,
    subject,
    targets,
)
from zmddoc.model import Target

WORDS = (
    "新建", "培育", "规上企业", "力争", "全年", "达到", "不低于", "上年同期水平", "贷款增量、增速", "增长", "下降", "较上年", "分别",
    "由20%", "提升至40%", "8%", "30家", "1-2家", "3—5个", "5-3家", "10亿元", "1.5万名", "以上", "左右", "以内", "100强民营企业培育", "50亿级企业2家",
    "3个工作日", "压缩至", "每个乡镇", "各县(区)", "对", "的企业", "给予", "补助", "2021年", "6月底前", "9月31日前", "到2025年", "年内", "每年",
    "至4月30日", "“336”", "“", "”", "（", "）", "(", "《", "》", "，", "、", "。", "；", "\n", "和", "：", " ", "１２家", "2021", "0731-58225116",
    "1:2", "本方案印发之日起30日内", "完成时限：长期", "²", "٣家", "十四五", "末", "前30名", "①",
)  # fmt: skip
texts = st.one_of(
    st.lists(st.sampled_from(WORDS), max_size=30).map("".join),
    st.text(max_size=60),
    st.text(alphabet="0123456789年月日底前至到—-.,:%万亿元家个（）“”、，。每各", max_size=60),
)


@given(texts)
def test_a_target_can_be_kept_in_the_plan(text: str) -> None:
    for one in targets.targets(text, 2021):
        quote = one.quote.of(text)
        assert quote
        assert one.doubts or text.count(quote) == 1
        Target(
            id="T01-1", name=one.name, quote=quote, bound=one.bound, kind=one.kind, unit=one.unit,
            value=one.value, low=one.low, high=one.high, baseline=one.baseline,
            direction=one.direction, soft=one.soft, per=one.per, due=one.due,
        )  # fmt: skip
        if one.confidence == "sure":
            assert not one.doubts


@given(texts)
def test_a_deadline_stands_in_the_text(text: str) -> None:
    for one in deadlines.deadlines(text, 2021):
        assert one.span.of(text)
        assert not (one.recurring and one.due)
        assert one.due is None or one.due.year >= 2021


LONG: dict[str, Callable[[int], str]] = {
    "plans": lambda n: (
        "力争全年新建示范园区3个、产业基地5家，工业增加值增长8%左右，6月底前完成。" * n
    ),
    "no marks": lambda n: "新建示范园区3个" * n,
    "commas": lambda n: "3家，" * n,
    "goals": lambda n: "6月底前新建园区3个，" * n,
    "dated": lambda n: "6月底前新建园区3家" * n,
    "brackets": lambda n: "（3家" * n,
    "quotes": lambda n: "“3家" * n,
    "titles": lambda n: "《2021年》" * n,
    "digits": lambda n: "1" * n,
    "points": lambda n: "1." * n,
    "colons": lambda n: "1:" * n,
    "ranges": lambda n: "1-" * n,
    "comparisons": lambda n: "贷款增速不低于上年" * n,
    "from": lambda n: "由" * n + "20%提升至40%",
    "each": lambda n: "每个乡镇" * n,
    "dates": lambda n: "2021年至" * n,
    "months": lambda n: "3月底前、" * n,
    "respectively": lambda n: "甲、" * n + "分别达到" + "3家、" * n,
    "listed quotes": lambda n: "减为“甲”、" * n + "3家",
    "taken up": lambda n: "到2023年，控制在9%以内；" * n,
    "gone by": lambda n: "2015年底前达到3家" * n,
    "years gone by": lambda n: "2015年底前、" * n,
    "lists": lambda n: "建设3家" + "园区、" * n,
    "periods": lambda n: "2021年3月至5月" * n,
    "round numbers": lambda n: "推动万家企业" * n,
    "reported": lambda n: "近年来发展很快。" + "新增3家、" * n,
    "straight quotes": lambda n: '"3家' * n,
    "other years": lambda n: "比2010年的3家、" * n,
    "spaces": lambda n: "3" + " " * n + "家",
}


def steps(read: Callable[[str, int], Any], text: str) -> int:
    """How many lines of the program a reading runs."""
    count = 0

    def trace(frame: FrameType, event: str, arg: object) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    figures.figures.cache_clear()
    before = sys.gettrace()
    sys.settrace(trace)
    try:
        read(text, 2021)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("read", [targets.targets, deadlines.deadlines])
@pytest.mark.parametrize("shape", LONG)
def test_work_grows_with_the_length(read: Callable[[str, int], Any], shape: str) -> None:
    once, four = (steps(read, LONG[shape](n)) for n in (100, 400))
    assert four <= 4.6 * once + 200


def repeats(node: Any, inside: int = 1) -> list[str]:
    """The repeats of a pattern that could be tried over and over: without end, or many in many."""
    found: list[str] = []
    for code, value in node:
        if code in (codes.MAX_REPEAT, codes.MIN_REPEAT):
            _, most, body = value
            if most == codes.MAXREPEAT:
                found.append("without end")
            elif inside * int(most) > 400:
                found.append("many in many")
            found += repeats(
                body, inside * max(int(most), 1) if most != codes.MAXREPEAT else inside
            )
        elif code is codes.BRANCH:
            found += [one for branch in value[1] for one in repeats(branch, inside)]
        elif code is codes.SUBPATTERN:
            found += repeats(value[3], inside)
        elif code in (codes.ASSERT, codes.ASSERT_NOT):
            found += repeats(value[1], inside)
        elif code is codes.ATOMIC_GROUP:
            found += repeats(value, inside)
    return found


def patterns(module: ModuleType) -> list[re.Pattern[str]]:
    """The patterns that a module keeps."""
    kept: list[Any] = list(vars(module).values())
    kept += [one for _, one in figures.DECOYS] if module is figures else []
    return [one for one in kept if isinstance(one, re.Pattern)]


@pytest.mark.parametrize(
    "module",
    [
        compared,
        continued,
        cues,
        dates,
        deadlines,
        each,
        excuses,
        extent,
        figures,
        founded,
        governed,
        ground,
        judging,
        naming,
        phrases,
        pieces,
        stated,
        subject,
        targets,
    ],
)
def test_no_pattern_can_be_made_to_backtrack(module: ModuleType) -> None:
    """Repeats have an end, or keep what they took (possessive)."""
    for pattern in patterns(module):
        assert not repeats(parser.parse(pattern.pattern, pattern.flags)), pattern.pattern


def test_no_pattern_keeps_what_a_group_took() -> None:
    """Python before 3.11.5, Debian 12's own among them, goes on in the wrong place behind a group that is
    repeated possessively and fails half-way, and behind an atomic one."""
    groups = re.compile(r"\)(?:[*+?]|\{[\d,]+\})\+|\(\?>")
    package = Path(figures.__file__).parents[1]
    found = [
        f"{file.name}: {line}"
        for file in sorted(package.rglob("*.py"))
        for line in file.read_text(encoding="utf-8").splitlines()
        if groups.search(line)
    ]
    assert found == []
