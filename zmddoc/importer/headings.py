"""Headings without a number above the items: 重点任务 on a line of its own before （一） or 1."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zmddoc.grammar.outline import Outline, Section
from zmddoc.grammar.reading import Span
from zmddoc.importer.head import Front

_LONGEST = 40
_HEADING = re.compile(rf"[^。；;：:，,？?！!（）()\n]{{4,{_LONGEST}}}")
_NONE = re.compile(
    r"\d{4}年|.{0,30}(?:政府|办公室|办公厅|委员会|局|厅)$|.{0,12}(?:单位|部门|领导)[ \u3000]"
)
"""A date, a body that signs, a line of duties."""
_LOWER = ("（", "(", "{arabic}", "{wide}", "{dotted}", "{enclosed}")


def heading_above(text: str, read: Outline, front: Front) -> Span | None:
    """Return the last line of the preamble where it is a heading and the items have numbers that
    stand below one (GB/T 9704: 一、 is above （一） and 1.)."""
    span = front.spans.get("preamble")
    if span is None or not _below(read.sections):
        return None
    before, line = _last_line(text, span)
    ended = before.of(text).rstrip().endswith(("。", "：", ":")) or not before.of(text).strip()
    return line if ended and _heads(line.of(text)) else None


def headings_between(text: str, read: Outline) -> Iterator[Span]:
    """Yield the last lines of items that are headings of those behind them."""
    if not _below(read.sections):
        return
    for section in read.sections[:-1]:
        *_, last = section.walk()
        span = section.tail if section.tail.of(text).strip() else last.body
        before, line = _last_line(text, span)
        if before.of(text).rstrip().endswith(("。", "）", ")")) and _heads(line.of(text)):
            yield line


def _below(sections: tuple[Section, ...]) -> bool:
    return bool(sections) and sections[0].style.startswith(_LOWER)


def _heads(line: str) -> bool:
    return _HEADING.fullmatch(line) is not None and _NONE.match(line) is None


def _last_line(text: str, span: Span) -> tuple[Span, Span]:
    """What stands before the last line with words, and that line without white space around it."""
    words = span.of(text).rstrip()
    at = words.rfind("\n") + 1
    start = span.start + at + len(words[at:]) - len(words[at:].lstrip())
    return Span(span.start, span.start + at), Span(start, span.start + len(words))
