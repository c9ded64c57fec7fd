"""The text rebuilt from the YAML against the text as received: nothing lost, added or changed.

Lines are matched without their numbers, which follow from position: a task left out is then one
finding and not thirty. Where ``received.loose``, white space does not count, and sentences are
matched instead of lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from zmddoc.catalogue import diagnostic
from zmddoc.check.origins import Line, item_of, lines, origin, spoken, text_of
from zmddoc.check.received import SourceLine, sentences, source_lines
from zmddoc.check.subject import at
from zmddoc.diagnostics import Diagnostic, Place, Related
from zmddoc.model import Chapter, Measure, Plan
from zmddoc.project import Project
from zmddoc.text import UnknownField

_NUMBER = re.compile(
    r"[(（](?:[一二三四五六七八九十百千零]+|\d+)[)）]|[一二三四五六七八九十百千零]+、"
    r"|第[一二三四五六七八九十百千零]+[章条]|\d+[.．、](?!\d)|[①-⑳]"
)
_CONTEXT = 6
_PER_LINE = 5
_ALIKE = 50.0


def same_as_received(project: Project) -> Iterator[Diagnostic]:
    """Z501: a line differs from the received text. Z502: a line of it is not in the plan. Z503: a
    line of the plan is not in it. Z504: it stands elsewhere. Z506: there are more than can be numbered."""
    plan = project.plan
    if plan is None or project.received is None:
        return
    split = sentences if plan.received.loose else source_lines
    try:
        built = spoken(plan) if plan.received.loose else lines(plan)
    except UnknownField:
        return  # Z506 (zmddoc.check.forms)
    except ValueError as error:
        message = f"章、条或措施多得无法编号({error})"
        yield diagnostic("Z506", at(project, ("chapters",)), message, "看是不是放错了文件")
        return
    received = split(project.received)
    while built and not text_of(built[-1]):
        built.pop()
    if [text_of(line) for line in built] == [line.text for line in received]:
        return
    yield from _Comparison(project, plan, built, received).diagnostics()


def _file(plan: Plan) -> str:
    return f"plan/{plan.received.file}"


@dataclass(frozen=True)
class _Pair:
    """A line of the received text (its number from 0) and the plan's line for it."""

    received: int
    built: int


class _Comparison:
    def __init__(
        self, project: Project, plan: Plan, built: list[Line], received: list[SourceLine]
    ) -> None:
        self.project, self.file = project, _file(plan)
        self.built, self.source = built, received
        self.received = [line.text for line in received]
        self.texts = [text_of(line) for line in built]
        self.old = [_unnumbered(line) for line in self.received]
        self.new = [_unnumbered(line) for line in self.texts]
        self.same: list[_Pair] = []
        self.changed: list[_Pair] = []
        self.dropped: list[tuple[int, int]] = []
        """Lines of the received text, and the plan's line before which each ought to stand."""
        self.added: list[int] = []

    def diagnostics(self) -> Iterator[Diagnostic]:
        self._match()
        moved = [(i, j) for i, _ in self.dropped for j in self.added if self.old[i] == self.new[j]]
        for i, j in moved:
            hint = "照原文的次序移回"
            yield self._at_line("Z504", j, "的位置与原文不同", hint, self._there(i))
        for i, j in self.dropped:
            if i not in {one for one, _ in moved}:
                yield self._missing(i, j)
        for j in self.added:
            if j not in {one for _, one in moved}:
                hint = "原文没有的不写进方案；收到的文本漏了，与印发的原件核对"
                yield self._at_line("Z503", j, "是原文没有的一行", hint)
        findings = [one for pair in self.changed for one in self._differences(pair)]
        if not (self.dropped or self.added):
            findings += [
                one
                for pair in self.same
                if self.received[pair.received] != self.texts[pair.built]
                for one in self._differences(pair)
            ]
        yield from _grouped(findings)

    def _match(self) -> None:
        matcher = SequenceMatcher(None, self.old, self.new, autojunk=False)
        for tag, i1, i2, j1, j2 in matcher.get_opcodes():
            if tag == "equal":
                self.same += [_Pair(i1 + k, j1 + k) for k in range(i2 - i1)]
                continue
            pairs = self._alike(range(i1, i2), range(j1, j2))
            self.changed += pairs
            taken = {pair.built for pair in pairs}
            self.added += [j for j in range(j1, j2) if j not in taken]
            for i in range(i1, i2):
                if i not in {pair.received for pair in pairs}:
                    after = [pair.built for pair in pairs if pair.received > i]
                    self.dropped.append((i, min(after, default=j2)))

    def _alike(self, olds: range, news: range) -> list[_Pair]:
        """Pair lines that are alike, each with the nearest in likeness, in order."""
        from rapidfuzz.fuzz import ratio  # only a difference needs it

        if len(olds) == len(news) == 1:
            return [_Pair(olds[0], news[0])]
        pairs: list[_Pair] = []
        start = news.start
        for i in olds:
            rated = [(ratio(self.old[i], self.new[j]), -j) for j in range(start, news.stop)]
            best, j = max(rated, default=(0.0, 0))
            if best > _ALIKE:
                pairs.append(_Pair(i, -j))
                start = 1 - j
        return pairs

    def _there(self, i: int, offset: int = 0) -> Related:
        line, column = self.source[i].place(offset)
        return Related(Place(self.file, line, column), "原文在这里")

    def _label(self, j: int) -> str:
        path = item_of(self.built[j])
        if not path or self.project.plan is None:
            return "这一行"
        record: Chapter | Measure = self.project.plan.chapters[int(path[1])]
        for level, i in zip(path[2::2], path[3::2], strict=True):
            record = getattr(record, str(level))[i]
        return f"章“{record.title[:10]}”" if isinstance(record, Chapter) else f"{record.id} "

    def _at_line(self, code: str, j: int, what: str, hint: str, *related: Related) -> Diagnostic:
        path = item_of(self.built[j]) or origin(self.built[j], 0)[0]
        return diagnostic(code, at(self.project, path), self._label(j) + what, hint, related)

    def _missing(self, i: int, j: int) -> Diagnostic:
        """Where the line ought to stand: at the line that now stands there, or after the last."""
        beyond = j >= len(self.built)
        line = self.built[min(j, len(self.built) - 1)]
        place = at(self.project, item_of(line) or origin(line, 0)[0])
        words = self.received[i]
        shown = words if len(words) <= 24 else words[:24] + "…"
        where = "方案末尾" if beyond else f"{self._label(j).rstrip()}之前"
        return diagnostic(
            "Z502", place, f"{where}缺了原文的一行：“{shown}”", "照原文补上", [self._there(i)]
        )

    def _differences(self, pair: _Pair) -> Iterator[Diagnostic]:
        from rapidfuzz.distance import Indel

        old, new = self.received[pair.received], self.texts[pair.built]
        blocks = [
            (op.src_start, op.src_end, op.dest_start, op.dest_end)
            for op in Indel.opcodes(old, new)
            if op.tag != "equal"
        ]
        for i1, i2, j1, j2 in _near(blocks)[:_PER_LINE]:
            path, offset = origin(self.built[pair.built], j1)
            message = (
                f"{self._label(pair.built)}与原文不同："
                f"原文“{_around(old, i1, i2)}”，这里“{_around(new, j1, j2)}”"
            )
            yield diagnostic(
                "Z501",
                at(self.project, path, offset),
                message,
                "文字照收到的原样；原文有误，写进 errata",
                [self._there(pair.received, i1)],
            )


def _unnumbered(line: str) -> str:
    return _NUMBER.sub("", line, count=1) if _NUMBER.match(line) else line


def _near(blocks: list[tuple[int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    """Changes that stand within two characters of each other are one."""
    merged: list[tuple[int, int, int, int]] = []
    for block in blocks:
        if merged and block[0] - merged[-1][1] <= 2:
            merged[-1] = (merged[-1][0], block[1], merged[-1][2], block[3])
        else:
            merged.append(block)
    return merged


def _around(text: str, start: int, end: int) -> str:
    if end - start > 24:
        end = start + 24
    left, right = max(start - _CONTEXT, 0), min(end + _CONTEXT, len(text))
    return "…" * (left > 0) + text[left:right] + "…" * (right < len(text))


def _grouped(findings: list[Diagnostic]) -> Iterator[Diagnostic]:
    """One diagnostic for each place: a form that is wrong is wrong on every line made with it."""
    places: dict[Place, list[Diagnostic]] = {}
    for one in findings:
        places.setdefault(one.place, []).append(one)
    for first, *others in places.values():
        more = f"(另有 {len(others)} 处同此)" if others else ""
        yield diagnostic(first.code, first.place, first.message + more, first.hint, first.related)
