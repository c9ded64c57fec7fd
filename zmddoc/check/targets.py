"""Targets against the words they quote: figure, unit, bound, 力争, direction, kind.

A figure mistyped is a scandal (DOMAIN.md §6: magnitude 8%/80%, unit, direction).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from zmddoc.anyof import any_of
from zmddoc.catalogue import diagnostic
from zmddoc.check.quotes import place_of_figure, quoted
from zmddoc.check.subject import Item, at, items
from zmddoc.diagnostics import Diagnostic, Related
from zmddoc.grammar.cues import GROWTH, SHARE, STRIVEN, reduces
from zmddoc.grammar.figures import Figure, bare, figures, is_unit, same_measure, same_unit
from zmddoc.grammar.pieces import origins, qualifying
from zmddoc.model import Target
from zmddoc.once import once
from zmddoc.project import DataPath, Project

_COMPARED = re.compile(
    r"(?:不低于|不少于|不高于|不超过|高于|低于|超过|快于|好于|优于|多于|少于|同步)"
)
_RATES = {"%", "％", "‰", "百分点", "个百分点", "基点", "个基点"}
_SENTENCE_ENDS = "。;；!！\n"


@dataclass(frozen=True)
class Quoted:
    """A target, and the figures of its quote as they stand in the text."""

    item: Item
    path: DataPath
    target: Target
    figures: tuple[Figure, ...]
    start: int
    """Where in the item's words the quote begins."""
    aside: frozenset[int]
    """Where figures stand that need no target: 亿元以上 in 亿元以上项目30个, 8个 in 由8个减到4个."""

    @property
    def numbers(self) -> tuple[Decimal, ...]:
        """The value, or both ends, or nothing."""
        wanted = (self.target.value, self.target.low, self.target.high)
        return tuple(number for number in wanted if number is not None)

    @property
    def key(self) -> str:
        """The key that a wrong figure has to be put right in."""
        if self.target.value is not None:
            return "value"
        return "low" if self.target.low is not None else "quote"

    def claims(self, figure: Figure) -> bool:
        """Whether the figure is the target's: number for number, whatever the unit."""
        return len(figure.numbers) == len(self.numbers) and all(
            a == b or (bool(figure.unit) and same_measure(a, figure.unit, b, self.target.unit))
            for a, b in zip(figure.numbers, self.numbers, strict=True)
        )

    @property
    def figure(self) -> Figure | None:
        """The figure of the quote that the target claims."""
        claimed = [one for one in self.figures if self.claims(one)]
        return min(claimed, key=lambda one: (one.start in self.aside, one.start), default=None)

    @property
    def together(self) -> tuple[Figure, ...]:
        """The figure, or all where they share unit and bound: 分别压缩至5个、3个工作日以内."""
        if self.figure is None:
            return ()
        return self.figures if "分别" in self.target.quote else (self.figure,)


@once
def _quoted(project: Project) -> tuple[Quoted, ...]:
    return tuple(_each_quoted(project))


def _each_quoted(project: Project) -> Iterator[Quoted]:
    for item in items(project):
        if not item.targets:
            continue
        there = [one for one in figures(item.words) if not one.decoy]
        aside = qualifying(item.words, there) | origins(item.words, there)
        for i, start, end in quoted(item):
            inside = tuple(one for one in there if start <= one.start < end)
            path = (*item.path, "targets", i)
            yield Quoted(item, path, item.targets[i], inside, start, aside)


def figure_agrees(project: Project) -> Iterator[Diagnostic]:
    """Z509: the target's figure is not in its quote, or the quote has a figure that no target
    which quotes it has."""
    everything = _quoted(project)
    beside: dict[DataPath, list[Quoted]] = {}
    for one in everything:
        beside.setdefault(one.item.path, []).append(one)
    for one in everything:
        if one.numbers and one.figure is None:
            key = one.key
            if key == "low" and any(f.low == one.target.low for f in one.figures):
                key = "high"
            yield diagnostic(
                "Z509",
                at(project, (*one.path, key)),
                f"{one.target.id} 的数是 {_shown(one)}，引文写的是“{_figures(one)}”",
                "以原文为准改正",
                [place_of_figure(project, one.item, f) for f in one.figures[:2]],
            )
            continue
        for figure in one.figures:
            claimed = any(
                figure in other.figures and other.claims(figure) for other in beside[one.item.path]
            )
            if not claimed and figure.start not in one.aside:
                text = one.item.words[figure.start : figure.end]
                yield diagnostic(
                    "Z509",
                    at(project, (*one.path, "quote")),
                    f"{one.target.id} 的引文里有“{text}”，指标里没有这个数",
                    "写进 value(或 low、high)，或把引文缩短",
                    [place_of_figure(project, one.item, figure)],
                )


def unit_agrees(project: Project) -> Iterator[Diagnostic]:
    """Z510: the unit of measure is not the one written behind the figure; or, where none is
    written there (100强), is none at all."""
    for one in _quoted(project):
        figure, wanted = one.figure, one.target.unit
        if wanted and not is_unit(wanted) and not (figure and figure.unit):
            message = f"{one.target.id} 的计量单位“{wanted}”不是计量单位，引文里也没有写"
            hint = "写 家、个、项、% 一类的单位；没有就不写 unit"
            yield diagnostic("Z510", at(project, (*one.path, "unit")), message, hint)
        if figure is None:
            continue
        written = figure.unit
        if written and not any(_measured(one, figure, other.unit) for other in one.together):
            yield diagnostic(
                "Z510",
                at(project, (*one.path, "unit")),
                f"{one.target.id} 的计量单位是“{one.target.unit}”，引文写的是“{written}”",
                "以原文为准改正",
                [place_of_figure(project, one.item, figure)],
            )


def _measured(one: Quoted, figure: Figure, written: str) -> bool:
    """Whether the target measures its figure in the unit that is written."""
    wanted = one.target.unit
    fits = same_measure(figure.numbers[0], written, one.numbers[0], wanted)
    return bool(wanted) and same_unit(written, wanted) and fits and bare(wanted) <= bare(written)


def bound_agrees(project: Project) -> Iterator[Diagnostic]:
    """Z511: 以上, 左右, 不超过, a range or a comparison in the words, and another ``bound``."""
    for one in _quoted(project):
        target, figure = one.target, one.figure
        if target.bound == "relative":
            if not _COMPARED.search(target.quote):
                message = f"{target.id} 写作相对指标，引文里没有“不低于”一类的词"
                hint = "引文补全，或改正 bound"
                yield diagnostic("Z511", at(project, (*one.path, "bound")), message, hint)
            if target.baseline and target.baseline not in target.quote:
                message = f"{target.id} 的 baseline“{target.baseline}”不在引文里"
                hint = "baseline 照引文里的字写"
                yield diagnostic("Z511", at(project, (*one.path, "baseline")), message, hint)
        elif figure and not any(target.bound in other.bounds for other in one.together):
            allowed = "或".join(f"“{bound}”" for bound in sorted(figure.bounds, reverse=True))
            words = one.item.words[max(figure.start - 4, 0) : figure.end + 3]
            yield diagnostic(
                "Z511",
                at(project, (*one.path, "bound")),
                f"{target.id} 的 bound 是“{target.bound}”，照“{words}”应是{allowed}",
                "以原文为准改正",
                [place_of_figure(project, one.item, figure)],
            )


def striving_agrees(project: Project) -> Iterator[Diagnostic]:
    """Z512: ``soft`` without 力争 in the sentence, or 力争 in the quote without ``soft``. Z513: 力争
    earlier in the sentence and the target is not soft."""
    for one in _quoted(project):
        text, target = one.item.words, one.target
        begun = max(text.rfind(mark, 0, one.start) for mark in _SENTENCE_ENDS) + 1
        if target.soft and STRIVEN not in text[begun : one.start] + target.quote:
            message = f"{target.id} 写了 soft，所在的句子里没有“力争”"
            yield diagnostic("Z512", at(project, (*one.path, "soft")), message, "删去 soft")
        elif not target.soft and STRIVEN in target.quote:
            message = f"{target.id} 的引文写“力争”，指标没有写 soft: true"
            yield diagnostic("Z512", at(project, one.path), message, "补上 soft: true")
        elif not target.soft and STRIVEN in text[begun : one.start]:
            message = f"{target.id} 前面有“力争”，请看是否也管到这一项"
            offset = text.index(STRIVEN, begun)
            there = Related(at(project, *one.item.origin(offset)), "“力争”在这里")
            place = at(project, (*one.path, "soft"))
            yield diagnostic("Z513", place, message, "管到就写 soft: true", [there])


def direction_agrees(project: Project) -> Iterator[Diagnostic]:
    """Z514: 下降, 降低, 减少 in the quote and not ``direction: down``, or the reverse."""
    for one in _quoted(project):
        down = reduces(one.target.quote)
        if down != (one.target.direction == "down"):
            what = "引文写的是下降" if down else "引文没有“下降”一类的词"
            wanted = "没有写 direction: down" if down else "却写了 direction: down"
            place = at(project, (*one.path, "direction"))
            hint = "补上 direction: down" if down else "删去 direction"
            yield diagnostic("Z514", place, f"{one.target.id}：{what}，{wanted}", hint)


def kind_agrees(project: Project) -> Iterator[Diagnostic]:
    """Z515: a rate that is not in per cent, a count that is, 增长 that is no growth, 占…比重 that is
    no share."""
    for one in _quoted(project):
        target = one.target
        rate = target.unit in _RATES
        quote = target.quote
        grows = bool(GROWTH.search(quote)) or (rate and reduces(quote))
        shares = bool(SHARE.search(quote))
        if target.kind == "milestone":
            wrong = "里程碑没有数" if one.numbers else ""
        elif target.kind in ("growth", "share") and not rate:
            wrong = f"{target.kind} 的计量单位应是 % 或个百分点"
        elif target.kind == "count" and rate:
            wrong = "计数不以 % 计"
        elif rate and grows and target.kind != "growth":
            wrong = "引文说的是增减的幅度，应是 growth"
        elif rate and shares and not grows and target.kind != "share":
            wrong = "引文说的是比重，应是 share"
        else:
            wrong = ""
        if wrong:
            message = f"{target.id} 的 kind 是 {target.kind}：{wrong}"
            hint = "count 数量，level 存量，growth 增减幅度，share 占比，milestone 节点"
            yield diagnostic("Z515", at(project, (*one.path, "kind")), message, hint)


def per_given(project: Project) -> Iterator[Diagnostic]:
    """Z517: the sentence speaks of each member of a group before the quote, ``per`` is empty."""
    registry = project.registry
    if registry is None:
        return
    groups = any_of(name for unit in registry.units if unit.kind == "group" for name in unit.names)
    for one in _quoted(project):
        text = one.item.words
        begun = max(text.rfind(mark, 0, one.start) for mark in _SENTENCE_ENDS) + 1
        said = groups.search(text, begun, one.start)
        if said and not one.target.per and one.numbers:
            message = f"{one.target.id} 前面写着“{said[0]}”，请看是否每个都要达到这个数"
            place = at(project, one.path)
            yield diagnostic("Z517", place, message, "是就写 per(集合的简称)")


def _shown(one: Quoted) -> str:
    return "-".join(str(number) for number in one.numbers) + one.target.unit


def _figures(one: Quoted) -> str:
    text = one.item.words
    return "、".join(text[f.start : f.end] for f in one.figures) or one.target.quote
