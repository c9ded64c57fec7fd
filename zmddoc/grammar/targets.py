"""Targets: what the named bodies are to reach by their work, each with its words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date

from zmddoc.grammar.compared import compared, measured_in, milestones, turned
from zmddoc.grammar.cues import STRIVEN
from zmddoc.grammar.dates import dates
from zmddoc.grammar.excuses import UNFOUNDED
from zmddoc.grammar.goal import NO_TARGET, TargetReading
from zmddoc.grammar.ground import Ground
from zmddoc.grammar.naming import thing
from zmddoc.grammar.past import PAST
from zmddoc.grammar.phrases import within
from zmddoc.grammar.pieces import qualifying
from zmddoc.grammar.reading import Confidence, Doubt, Span
from zmddoc.grammar.stated import stated

__all__ = ["TargetReading", "excused", "targets"]

_NAMED = re.compile(
    r"(?P<figure>强|优|佳|大)[^，,。；;、和“”]{1,16}?(?:培育|建设|认定|创建|打造|引进|评选)"
)
_CLASSES = {"企业": "家", "项目": "个", "园区": "个", "产品": "个", "品牌": "个", "村": "个"}


def targets(text: str, year: int) -> tuple[TargetReading, ...]:
    """Return the targets in an item's own words, in their order; ``year`` is the plan's. Figures in
    brackets, in quotes and in names are none."""
    if not text:
        return ()
    ground = Ground(text, year)
    found = [*stated(ground), *_named(ground), *_compared(ground), *_milestones(ground)]
    found += _turned(ground, found)
    return tuple(sorted(found, key=lambda one: (one.quote.start, one.quote.end)))


def excused(text: str, year: int) -> frozenset[int]:
    """Where figures stand that are certainly no targets: rates and ceilings of aid, thresholds, the
    past; and those that only qualify another (亿元以上项目30个)."""
    ground = Ground(text, year)
    for _ in stated(ground):
        pass
    firm = {start for start, why in ground.excused.items() if why not in UNFOUNDED}
    counted = [one for one in ground.figures if not one.decoy]
    return frozenset(firm) | qualifying(text, counted)


def _named(ground: Ground) -> Iterator[TargetReading]:
    """Figures that are part of a name and yet counted: 100强民营企业培育."""
    for figure in ground.figures:
        match = (
            _NAMED.match(ground.text, figure.end) if not figure.unit and not figure.decoy else None
        )
        noun = next((one for one in _CLASSES if match and one in match[0]), "")
        if match and noun and within(ground.cut.quotes, figure.start) is None:
            quote = Span(figure.start, match.end())
            why = Doubt(
                quote, f"指标：{quote.of(ground.text)}", "数是名称的一部分，计量单位未写", NO_TARGET
            )
            yield TargetReading(
                quote.of(ground.text),
                quote,
                ">=",
                "count",
                _CLASSES[noun],
                figure.low,
                doubts=(why,),
            )


def _compared(ground: Ground) -> Iterator[TargetReading]:
    """Targets against a baseline in words."""
    for one in compared(ground.text, ground.cut):
        quote = ground.once(one.start, one.end, one.clause)
        twice = Doubt(quote, f"指标：{quote.of(ground.text)}", "引文在文中不止一处", NO_TARGET)
        for named in one.names:
            unit, sort = measured_in(named)
            assumed = Doubt(quote, f"计量单位：{unit}", "文中没有写计量单位", "万元", "likely")
            doubts: tuple[Doubt, ...] = (twice,) if ground.repeated(quote) else ()
            doubts += (assumed,) if unit == "亿元" else ()
            bare = f"没有写数，只写与“{one.baseline}”相比"
            doubts += (Doubt(quote, f"指标：{named}", bare, NO_TARGET, "likely"),)
            yield TargetReading(
                _undated(named, ground.year),
                quote,
                "relative",
                sort,
                unit,
                baseline=one.baseline,
                doubts=doubts,
                soft=one.striven,
                due=_due_of_measure(ground, one.start, one.end),
            )


def _undated(named: str, year: int) -> str:
    """The name of a measure without the year before it."""
    found = next((one for one in dates(named, year) if one.span.start == 0), None)
    return thing(named[found.span.end :] if found else named)


def _due_of_measure(ground: Ground, start: int, end: int) -> date | None:
    """The end of the year that a comparison is for: 全年, 2020年."""
    if ground.text.startswith("全年", start):
        return date(ground.year, 12, 31)
    a, b = bisect_left(ground.starts, start), bisect_left(ground.starts, end)
    found = next((one for one in ground.dated[a:b] if one.span.start == start), None)
    return found.due if found and found.year and found.year >= ground.year else None


def _milestones(ground: Ground) -> Iterator[TargetReading]:
    """What is to be covered or cleared by a year."""
    for clause, start, end, when in milestones(ground.text, ground.cut, ground.dated):
        words = ground.text[start:end]
        soft = STRIVEN in words
        if any(ground.counts(one) for one in ground.figures_in(clause)):
            continue
        stem = words[when.span.end - start :].removeprefix("实现").removeprefix("完成")
        quote = ground.once(start, end, clause)
        yield _milestone(stem, quote, when.due, soft=soft, confidence="likely")


def _turned(ground: Ground, found: Sequence[TargetReading]) -> Iterator[TargetReading]:
    """What is to be doubled or to grow no more, where nothing else was read."""
    read = {one.quote.start for one in found}
    for clause, start, stem in turned(ground.text, ground.cut):
        a, b = bisect_left(ground.starts, clause.start), bisect_left(ground.starts, clause.end)
        if PAST.search(stem) or any(clause.start <= one < clause.end for one in read):
            continue
        dated = [one for one in ground.dated[a:b] if one.explicit and one.due]
        quote = ground.once(start, clause.end, clause)
        soft = STRIVEN in quote.of(ground.text)
        due = dated[0].due if dated else None
        yield _milestone(stem, quote, due, soft=soft, confidence="doubtful")


def _milestone(
    stem: str, quote: Span, due: date | None, *, soft: bool, confidence: Confidence
) -> TargetReading:
    why = Doubt(quote, f"里程碑：{stem}", "没有数，是否作为指标", NO_TARGET)
    return TargetReading(
        thing(stem),
        quote,
        "=",
        "milestone",
        soft=soft,
        due=due,
        confidence=confidence,
        doubts=(why,),
    )
