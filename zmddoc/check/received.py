"""The received text line by line or, where its white space does not count, sentence by sentence."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

WORDS = re.compile(r"[^\s。]+|。")
"""A run without white space, up to where a sentence ends."""


@dataclass(frozen=True)
class SourceLine:
    """A line or a sentence, and where each of its characters stands."""

    text: str
    offsets: Sequence[int]
    """Of each character, and of the end."""
    starts: Sequence[int]
    """Where each line of the whole text begins."""

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column, from 1, of the character at ``offset``."""
        at = self.offsets[min(offset, len(self.offsets) - 1)]
        line = bisect_right(self.starts, at)
        return line, at - self.starts[line - 1] + 1


def source_lines(text: str) -> list[SourceLine]:
    """Return the lines of a text without white space at their ends, but for empty ones at its end."""
    starts = _starts(text)
    found = []
    for start, line in zip(starts, text.rstrip().split("\n"), strict=False):
        words = line.rstrip()
        found.append(SourceLine(words, range(start, start + len(words) + 1), starts))
    return found


def sentences(text: str) -> list[SourceLine]:
    """Return the sentences of a text without any white space."""
    starts = _starts(text)
    found: list[SourceLine] = []
    run: list[re.Match[str]] = []
    for match in WORDS.finditer(text):
        run.append(match)
        if match[0] == "。":
            found.append(_sentence(run, starts))
            run = []
    if run:
        found.append(_sentence(run, starts))
    return found


def _sentence(run: Sequence[re.Match[str]], starts: Sequence[int]) -> SourceLine:
    offsets = [i for match in run for i in range(match.start(), match.end())]
    return SourceLine("".join(match[0] for match in run), [*offsets, offsets[-1] + 1], starts)


def _starts(text: str) -> list[int]:
    return [0, *(match.end() for match in re.finditer("\n", text))]
