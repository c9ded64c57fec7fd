"""A pattern for any of many words, of which each place of a text is held against few."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_DEEP = 6
"""By how many characters words are told apart; what they share further is held against each."""


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that finds the longest of these words that begins at a place; none where
    there are no words. A text is searched in about the same time however many there are."""
    longest_first = sorted({word for word in words if word}, key=lambda word: (-len(word), word))
    return re.compile(_written(longest_first, _DEEP) if longest_first else "(?!)")


def _written(words: Sequence[str], deep: int) -> str:
    if not deep or len(words) == 1:
        return "|".join(map(re.escape, words))
    behind: dict[str, list[str]] = {}
    for word in words:
        behind.setdefault(word[:1], []).append(word[1:])
    behind[""] = behind.pop("", [])  # shorter than all others
    ways = [
        f"{re.escape(first)}(?:{_written(rest, deep - 1)})" if first else ""
        for first, rest in behind.items()
        if rest
    ]
    return "|".join(ways)
