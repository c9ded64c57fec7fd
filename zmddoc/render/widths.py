"""How wide a text sets, as far as can be told without its face."""

from __future__ import annotations

import math

TWIPS_PER_MM = 1440 / 25.4
POINTS_PER_MM = 72 / 25.4

LARGEST = 62.0
"""Points: 22 mm, the historic greatest height of a 发文机关标志 (DOMAIN.md paragraph 1)."""


def issuer_size(text: str, width: float) -> float:
    """Return the size in points, to the half, at which a 发文机关标志 fills at most ``width`` points."""
    return min(LARGEST, int(width / max(1.0, ems(text)) * 2) / 2)


def ems(text: str) -> float:
    """Return the width of ``text`` in ems: an ASCII character is half an em wide, a Chinese one, an
    ideographic space and a mark such as “ or — a whole."""
    return sum(0.5 if char.isascii() else 1 for char in text)


def line_count(text: str, width: float) -> int:
    """Return how many lines ``text`` takes at ``width`` ems a line, at least one."""
    # A line is rarely full: marks may not begin it, numbers are not split.
    return max(1, math.ceil(ems(text) / max(1.0, width - 0.5)))
