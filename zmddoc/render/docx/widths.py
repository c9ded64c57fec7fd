"""How wide a text sets, as far as can be told without its face."""

from __future__ import annotations

import math
from unicodedata import east_asian_width

TWIPS_PER_MM = 1440 / 25.4


def ems(text: str) -> float:
    """Return the width of ``text`` in ems: a Chinese character, an ideographic space and a mark
    such as “ or — are one em wide, an ASCII character half of one."""
    return sum(0.5 if east_asian_width(char) in "NaHNa" and char < "\u0250" else 1 for char in text)


def line_count(text: str, width: float) -> int:
    """Return how many lines ``text`` takes at ``width`` ems a line, at least one."""
    # A line is rarely full: marks may not begin it, numbers are not split.
    return max(1, math.ceil(ems(text) / max(1.0, width - 0.5)))


def twips(millimetres: float) -> int:
    """Return a length in twips (1/1440 inch)."""
    return round(millimetres * TWIPS_PER_MM)
