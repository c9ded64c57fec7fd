"""The proof: what the plan says, set as it was received, is what the source says.

The one normalisation is declared here: white space and invisible marks are left out on both sides.
"""

from __future__ import annotations

from dataclasses import dataclass

_INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad")
_AROUND = 12


@dataclass(frozen=True)
class Difference:
    """The first place where two texts part."""

    offset: int
    """In the source, of the character that is not matched."""
    source: str
    plan: str
    """What stands there in each, with some characters before it."""


def bare(text: str) -> str:
    """Return the text without white space and invisible marks."""
    return "".join(char for char in text if not _blank(char))


def first_difference(source: str, rebuilt: str) -> Difference | None:
    """Return the first difference between the source and what was rebuilt from the plan, or None
    where they are equal but for white space."""
    places = [i for i, char in enumerate(source) if not _blank(char)]
    there, here = bare(source), bare(rebuilt)
    if there == here:
        return None
    at = next(
        (i for i, (a, b) in enumerate(zip(there, here, strict=False)) if a != b),
        min(len(there), len(here)),
    )
    shown = slice(max(at - _AROUND, 0), at + _AROUND)
    offset = places[at] if at < len(places) else len(source)
    return Difference(offset, there[shown], here[shown])


def _blank(char: str) -> bool:
    return char.isspace() or char in _INVISIBLE
