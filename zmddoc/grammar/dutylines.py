"""Annotations without brackets: a labelled line behind an item's words, 责任单位：市人社局、财政局."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from zmddoc.grammar.bodies import recognise
from zmddoc.grammar.bodylist import mentions, mostly_bodies
from zmddoc.grammar.bodywords import is_group
from zmddoc.grammar.brackets import CLOSING, OPENING, brackets
from zmddoc.grammar.clausereader import LONGEST, read_clause
from zmddoc.grammar.dutyreading import DutyReading, reading
from zmddoc.grammar.dutywords import Label, bracket_label, label_at
from zmddoc.grammar.reading import Doubt, Span, least

_BEFORE = "\n。！；;）)】”★●◆■▲※—*"
_SPACE = " \t\u3000"


def labelled_lines(text: str, taken: list[Span]) -> Iterator[DutyReading]:
    """The annotations whose label, with its colon or in brackets of its own (【责任单位】), stands behind
    the end of a sentence or line, and those that are a sentence of bodies alone. ``taken`` are the places already read, in order."""
    at, n = 0, 0
    while at < len(text):
        while n < len(taken) and taken[n].end <= at:
            n += 1
        if n < len(taken) and taken[n].start <= at:
            at = taken[n].end
            continue
        limit = taken[n].start if n < len(taken) else len(text)
        fresh = _begins(text, at) or _about(text, at)
        label = _label(text, at, limit) if fresh else None
        if fresh and label is None and (spoken := _sentence(text, at, limit)):
            yield spoken
            at = spoken.span.end
            continue
        if label is None or label.role not in ("lead", "support", "some"):
            at += 1
            continue
        end = _end(text, label, min(limit, at + LONGEST + 1))
        found = _line(text, at, label, end)
        if found:
            yield found
        at = max(end, label.end)


def _begins(text: str, at: int) -> bool:
    """Whether a label may begin here: behind a sentence's end, white space or a bullet."""
    before = text[max(0, at - 6) : at]
    return not before.strip(_SPACE) or before[-1] in _SPACE or before.rstrip(_SPACE)[-1] in _BEFORE


def _line(text: str, at: int, label: Label, end: int) -> DutyReading | None:
    """The annotation of a label and what follows, None where its first word is no body."""
    if end - at > LONGEST or end <= label.end:
        return None
    pairs = brackets(text, at, end)
    stray = text[end - 1] in CLOSING and not any(pair.end == end for pair in pairs.pairs)
    clause = read_clause(text, at, end - stray)
    if not clause.names:
        return None
    first = clause.names[0]
    if first.confidence == "doubtful" and (len(first.name) > 12 or _SAYS.search(first.name)):
        return None  # 责任单位：要抓好落实
    return reading(text, Span(at, end), clause, lost="括号没有开头" if stray else "")


_SAYS = re.compile(r"[的是要应将须“”《》\d]|负责|落实|以上|如下")
SPOKEN = ("牵头", "负责", "配合", "落实")
"""How an annotation without a label ends."""


def _sentence(text: str, at: int, limit: int) -> DutyReading | None:
    """The annotation that a whole sentence without a sign is: 省发展改革委牵头，省财政厅配合。 None where it
    names what are hardly bodies, or says what they are to do."""
    before = text[max(at - 6, 0) : at].rstrip(_SPACE)
    if (at and before[-1:] not in ("。", "\n", "") and not _about(text, at)) or text[
        at : at + 1
    ].isspace():
        return None
    farthest = min(limit, at + LONGEST_SENTENCE + 1)
    ends = (text.find(mark, at, farthest) for mark in "。\n")
    end = min((one for one in ends if one >= 0), default=farthest)
    if not 4 <= end - at <= LONGEST_SENTENCE or not text.endswith(SPOKEN, at, end):
        return None
    clause = read_clause(text, at, end)
    known = [recognise(one.name) for one in clause.names]
    if clause.object or not clause.verbal or not (any(known) or text.startswith("由", at)):
        return None
    if not mostly_bodies([one.name for one in clause.names]):
        return None
    read = reading(text, Span(at, end), clause)
    said = Span(at, end).of(text)
    why = Doubt(read.span, said, "一句话，没有括号和“责任单位”，照通常读作责任", "是正文", "likely")
    return replace(read, confidence=least((read.confidence, "likely")), doubts=(*read.doubts, why))


_ABOUT = re.compile(
    r"(?:^|[。\n])[^。\n]{0,6}关于[^。\n]{2,80}(?:问题|事项|工作|建议|意见|任务)[，,]$"
)


def _about(text: str, at: int) -> bool:
    """Whether 由甲部会同乙部负责落实 may begin here: behind 关于……的问题，."""
    return text.startswith("由", at) and bool(_ABOUT.search(text, max(0, at - 100), at))


LONGEST_SENTENCE = 200


_BY = re.compile(
    r"由([^。；;\n（(：:]{2,150}?)(?:具体|共同|分别|联合|按(?:照)?(?:各自)?职责(?:分工)?){0,2}(?:牵头|负责|承办|承担|组织实施|抓好落实|落实)"
)


def in_prose(text: str) -> Iterator[Span]:
    """Yield the words that say in a sentence who is to do it and are no annotation: 由市财政局牵头. Most of
    them are known bodies or groups, one with its level."""
    for match in _BY.finditer(text):
        names = [one.name for one in mentions(text, *match.span(1))]
        bodies = [recognise(name) for name in names]
        if mostly_bodies(names) and any(body and body.level for body in bodies):
            yield Span(*match.span())


def _label(text: str, at: int, limit: int) -> Label | None:
    if text[at] in OPENING:
        pairs = brackets(text, at, min(limit, at + 12)).pairs
        return bracket_label(text, at, pairs[0].end) if pairs and pairs[0].start == at else None
    label = label_at(text, at, min(limit, at + 60))
    return label if label and label.colon else None


def _names(text: str, start: int, limit: int) -> bool:
    """Whether the line holds known bodies and nothing else."""
    end = start
    while end < limit and text[end] not in "。\n":
        end += 1
    found = mentions(text, start, end) if end - start < 100 else ()
    return bool(found) and all(recognise(m.name) or is_group(m.name) for m in found)


def _end(text: str, first: Label, limit: int) -> int:
    """The end of a labelled line, with the lines of other labels that follow and lines it breaks
    into."""
    start = end = first.end
    said = {first.role}
    while True:
        while end < limit and text[end] not in "。\n":
            end += 1
        stop = end
        while stop > start and text[stop - 1].isspace():
            stop -= 1
        nxt = end + 1 if end < limit else end
        while nxt < limit and text[nxt].isspace():
            nxt += 1
        further = _label(text, nxt, limit) if nxt < limit else None
        if further:
            goes_on = further.role not in said
            said.add(further.role)
        else:
            goes_on = nxt < limit and text[end] == "\n"
            goes_on = goes_on and (text[stop - 1] in "、，,：:" or _names(text, nxt, limit))
        if not goes_on:
            return stop
        end = nxt
