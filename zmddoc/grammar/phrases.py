"""Running text cut into sentences and clauses, with what stands aside in brackets and quotes."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from zmddoc.grammar.reading import Span

_OPEN = {"（": "）", "(": ")", "〔": "〕", "[": "]", "【": "】", "“": "”", "《": "》", "「": "」"}
_CLOSED_BY: dict[str, set[str]] = {}
for _a, _z in {**_OPEN, "（": "）)", "(": ")）"}.items():
    for _mark in _z:
        _CLOSED_BY.setdefault(_mark, set()).add(_a)
_QUOTES = '“「"'
_SENTENCE = "。；;！？!?\n"
_CLAUSE = "，,：:"


@dataclass(frozen=True)
class Clause:
    """Words between two commas of one sentence, brackets and quotes whole."""

    start: int
    end: int
    sentence: int
    """The number of its sentence."""


@dataclass(frozen=True)
class Phrases:
    """A text in clauses."""

    clauses: tuple[Clause, ...]
    brackets: tuple[Span, ...]
    """The outermost brackets and titles in 《》, marks included."""
    quotes: tuple[Span, ...]
    """The outermost “” and 「」, marks included."""


_STRAIGHT = re.compile(r'"([^"\n]{1,60})"')


def curled(text: str) -> str:
    """The text with “” for the straight quotes that stand in pairs on one line, nothing moved."""
    return _STRAIGHT.sub(r"“\1”", text)


def phrases(text: str) -> Phrases:
    """Return the text in clauses. A bracket that is never closed is an ordinary character."""
    pairs = [one for one in _pairs(text) if not _states(text, one)]
    outer = _outermost(pairs)
    clauses: list[Clause] = []
    sentence = start = 0
    closed = 0
    for i, char in enumerate(text):
        while closed < len(outer) and outer[closed].end <= i:
            closed += 1
        if closed < len(outer) and outer[closed].start <= i:
            continue
        if char in _SENTENCE or (char in _CLAUSE and not _in_number(text, i)):
            clauses.append(Clause(start, i, sentence))
            start = i + 1
            sentence += char in _SENTENCE
    clauses.append(Clause(start, len(text), sentence))
    quotes = _outermost([one for one in pairs if text[one.start] in _QUOTES])
    brackets = _outermost([one for one in pairs if text[one.start] not in _QUOTES])
    return Phrases(tuple(one for one in clauses if one.end > one.start), brackets, quotes)


def _pairs(text: str) -> list[Span]:
    """Brackets and quotes that are closed on their own line."""
    found: list[Span] = []
    stack: list[int] = []
    for i, char in enumerate(text):
        if char == "\n":
            stack.clear()
        elif char in _OPEN:
            stack.append(i)
        elif char in _CLOSED_BY and stack:
            fits = next((k for k in range(1, min(len(stack), 4) + 1)
                         if text[stack[-k]] in _CLOSED_BY[char]), 0)  # fmt: skip
            if fits:
                found.append(Span(stack[-fits], i + 1))
                del stack[-fits:]
    return found


_STATED = re.compile(
    r"(?:达到?|突破|超过|增长|下降|控制在|提高到|不[低少]于|不超过)\s?\d|\d[^，,。；;“”]{0,6}(?:以上|左右|以内)"
)


def _states(text: str, quoted: Span) -> bool:
    """Whether the quotes hold goals in so many words, and no name: 实现“人才达到2000名，贡献率达到40%”的目标."""
    if text[quoted.start] not in _QUOTES or quoted.end - quoted.start < 20:
        return False
    inside = text[quoted.start : min(quoted.end, quoted.start + 300)]
    said = len(_STATED.findall(inside))
    return any(mark in inside for mark in "，,；;、") and said > 1


def _outermost(spans: Sequence[Span]) -> tuple[Span, ...]:
    kept: list[Span] = []
    for one in sorted(spans, key=lambda one: (one.start, -one.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return tuple(kept)


def _in_number(text: str, i: int) -> bool:
    """Whether a comma or colon stands between digits: 1,200; 4:3."""
    return text[i] in ",:：" and text[i - 1 : i].isdigit() and text[i + 1 : i + 2].isdigit()


def within(spans: Sequence[Span], offset: int) -> Span | None:
    """The span of a sorted, disjoint row in which an offset lies."""
    i = bisect_right(spans, offset, key=lambda one: one.start) - 1
    return spans[i] if i >= 0 and offset < spans[i].end else None
