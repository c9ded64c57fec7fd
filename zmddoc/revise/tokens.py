"""A text in the pieces that a person reads as one: a figure with its unit of measure, a date, a
document number, a body's name, a 《》 title, a Western word; otherwise a character."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from zmddoc.grammar.figures import figures
from zmddoc.revise.fold import fold, widened

_WHOLE = re.compile(
    r"《[^《》]*(?:《[^《》]*》[^《》]*)*》"
    r"|〔\d{4}〕\d+号"
    r"|\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?|\d{1,2}月\d{1,2}日|\d{1,2}月"
    r"|[A-Za-z]+[A-Za-z0-9.+/-]*[A-Za-z0-9+]|\d[\d.]*[A-Za-z][A-Za-z0-9+]*"
    r"|左右|以上|以下|以内|之内|不低于|不少于|不超过|不高于|力争"
)
_GREATEST_NAME = 60


class Token(NamedTuple):
    """One piece of a text."""

    text: str
    key: str
    """Equal for pieces that say the same: folded, a body under one name; '' for white space."""


class Names:
    """The names of bodies, each with the one that stands for all of that body's."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self.names = names
        self.keys = frozenset(names.values())
        self._known = {fold(name): name for name in names}
        self._starts: dict[str, list[str]] = {}
        for name in sorted(self._known, key=len, reverse=True):
            if 1 < len(name) <= _GREATEST_NAME:
                self._starts.setdefault(name[:2], []).append(name)
        self.first = frozenset(start[0] for start in self._starts)
        """The characters that a folded name can begin with."""

    def at(self, text: str, index: int) -> str:
        """The longest name, folded, that begins at ``index`` of a folded text, or ''."""
        candidates = self._starts.get(text[index : index + 2], ())
        return next((name for name in candidates if text.startswith(name, index)), "")

    def key(self, name: str) -> str:
        """What stands for all names of the body that is called ``name``, folded."""
        return self.names[self._known[name]]


NO_NAMES = Names({})
_PADDING = re.compile(r"(?<![0-9A-Za-z])\s+|\s+(?![0-9A-Za-z])")
"""White space that parts no Western words or figures: it says nothing."""


def tokens(text: str, names: Names = NO_NAMES) -> list[Token]:
    """Return the text's pieces; put together again they are the text. A piece may have white space
    in it, as in 市 科技局."""
    plain = widened(text)
    holes = [match.span() for match in _PADDING.finditer(plain)]
    if not holes:
        return [Token(text[a:b], key) for a, b, key in _pieces(plain, names)]
    kept = [i for i in range(len(text)) if not any(a <= i < b for a, b in holes)]
    return list(_with_padding(text, kept, _pieces("".join(plain[i] for i in kept), names)))


def _with_padding(
    text: str, kept: list[int], pieces: Iterator[tuple[int, int, str]]
) -> Iterator[Token]:
    end = 0
    for a, b, key in pieces:
        start, stop = kept[a], kept[b - 1] + 1
        if start > end:
            yield Token(text[end:start], "")
        yield Token(text[start:stop], key)
        end = stop
    if end < len(text):
        yield Token(text[end:], "")


def _pieces(plain: str, names: Names) -> Iterator[tuple[int, int, str]]:
    """Yield where each piece of a text of one width begins and ends, and its key."""
    wholes = dict(_wholes(plain))
    index = 0
    while index < len(plain):
        char = plain[index]
        name = names.at(plain, index) if char in names.first else ""
        if name:
            end, key = index + len(name), names.key(name)
        else:
            end = wholes.get(index, index + 1)
            key = "".join(plain[index:end].split())
        yield index, end, key
        index = end


def _wholes(text: str) -> Iterator[tuple[int, int]]:
    """Where each piece longer than a character begins and ends; where two begin at one place the
    second, a figure with its unit, holds."""
    taken = 0
    spans = [(match.start(), match.end()) for match in _WHOLE.finditer(text)]
    known = {start for start, _ in spans}
    counted = [
        (one.start, one.end)
        for one in figures(text)
        if one.start not in known and one.end - one.start > 1
    ]
    for start, end in sorted(spans + counted):
        if start >= taken:
            yield start, end
            taken = end
