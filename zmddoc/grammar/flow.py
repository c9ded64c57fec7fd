"""A text without its white space: what outlines are read on, whether line breaks were kept or lost.

Published plans lose their line breaks, or all their white space. What is left of it is a hint
where something ends, never the only sign of it.
"""

from __future__ import annotations

from collections.abc import Iterable

from zmddoc.grammar.reading import Span

NONE, SPACE, BREAK = 0, 1, 2
"""What stands before a character: nothing, white space, white space with a line break."""

OPENING, CLOSING = "（(〔[【《〈“「『", "）)〕]】》〉”」』"
_KIND = {char: i for pair in (OPENING, CLOSING) for i, char in enumerate(pair)}
_KIND |= {"(": 0, ")": 0, "[": 2, "]": 2}  # （ may be closed by ) and 〔 by ]
FARTHEST = 600
"""Characters between two brackets that belong together; beyond it one of them was lost."""

_PLAIN = str.maketrans("０１２３４５６７８９﹒﹑", "0123456789．、")


class Flow:
    """The characters of a text that are no white space, full-width digits as plain ones,
    the small stop and comma (﹒ ﹑) as the usual ones."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = [i for i, char in enumerate(text) if not char.isspace()]
        self.words = "".join(map(text.__getitem__, self.at)).translate(_PLAIN)
        self.gaps = bytearray(len(self.at) + 1)
        last = -1
        for i, here in enumerate(self.at):
            if here > last + 1:
                self.gaps[i] = BREAK if "\n" in text[last + 1 : here] else SPACE
            last = here
        if self.at:
            self.gaps[0] = self.gaps[-1] = BREAK
        self.partner, self.inside = _brackets(self.words)

    def __len__(self) -> int:
        return len(self.at)

    def place(self, i: int) -> int:
        """Where character ``i`` stands in the text."""
        return self.at[i] if i < len(self.at) else (self.at[-1] + 1 if self.at else 0)

    def span(self, i: int, j: int) -> Span:
        """Characters ``i`` to ``j`` (exclusive) in the text; empty, at the place of ``i``."""
        start = self.place(i)
        return Span(start, self.at[j - 1] + 1) if j > i else Span(start, start)

    def find(self, marks: Iterable[str], lo: int, hi: int) -> int:
        """The first of these characters outside inner brackets between ``lo`` and ``hi``, or -1."""
        wanted, i = frozenset(marks), lo
        while i < hi:
            if self.words[i] in wanted:
                return i
            closer = self.partner.get(i, -1)
            i = closer + 1 if closer > i else i + 1
        return -1

    def next_gap(self, lo: int, hi: int, least: int = SPACE) -> int:
        """The first place behind ``lo`` and before ``hi`` with that much white space before it, or
        -1."""
        return next((i for i in range(lo + 1, hi) if self.gaps[i] >= least), -1)


def _brackets(words: str) -> tuple[dict[int, int], bytearray]:
    """Which bracket closes which (both ways), and for each character whether one is round it.

    A bracket that nothing closes is no bracket; one that closes nothing, neither."""
    partner: dict[int, int] = {}
    stacks: dict[int, list[int]] = {}
    for i, char in enumerate(words):
        if char in OPENING:
            stacks.setdefault(_KIND[char], []).append(i)
        elif char in CLOSING:
            stack = stacks.get(_KIND[char])
            if stack and i - (opener := stack.pop()) <= FARTHEST:
                partner[opener], partner[i] = i, opener
    inside, end = bytearray(len(words) + 1), -1
    for i in range(len(words)):
        inside[i] = i < end
        end = max(end, partner.get(i, -1))
    return partner, inside
