"""Percentages as printed: one decimal place, and columns of them that add up.

What is printed is what is judged: a lag is rounded once, to the tenth of a point, and that figure
is held against the thresholds, so that no table shows 落后10.0 beside a blue light.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

TENTH = Decimal("0.1")
HUNDREDTH = Decimal("0.01")


def decimal(value: Fraction) -> Decimal:
    """The fraction as a decimal of 28 digits at most."""
    return Decimal(value.numerator) / Decimal(value.denominator)


def hundredths(value: Fraction) -> Decimal:
    """A figure due, rounded half up to two decimal places at most: 24.55, 12.5, 600."""
    rounded = decimal(value).quantize(HUNDREDTH, ROUND_HALF_UP).normalize()
    return Decimal(int(rounded)) if rounded == rounded.to_integral_value() else rounded


def tenths(value: Fraction) -> Decimal:
    """Rounded half up (away from zero) to one decimal place."""
    rounded = decimal(value).quantize(TENTH, ROUND_HALF_UP)
    return rounded if rounded else Decimal("0.0")


def points(gap: Fraction) -> Decimal:
    """A gap in percentage points to one decimal place. A lag, however small, is never 0.0: a table
    that prints 0.0 says that the target is on schedule."""
    rounded = tenths(gap)
    return -TENTH if gap < 0 and not rounded else rounded


def percent(ratio: Fraction) -> Decimal:
    """A ratio in percent to one decimal place. What is not whole is never 100.0: 0.9996 is 99.9."""
    rounded = tenths(ratio * 100)
    return Decimal("99.9") if ratio < 1 and rounded >= 100 else rounded


def shares(counts: Sequence[int]) -> tuple[Decimal, ...]:
    """The share of each count in their sum, in percent to one decimal place, adding up to 100.0:
    each is rounded down, and what is missing goes, a tenth at a time, to the largest remainders, of
    equal ones to the first (largest remainder method). Of nothing every share is 0.0.

    金寨 printed 72.9% for 162 of 222 (72.97%) so that its column should come to 100 (DOMAIN.md
    paragraph 3); here it is 73.0 and the column does."""
    total = sum(counts)
    if not total:
        return tuple(Decimal("0.0") for _ in counts)
    exact = [Fraction(count * 1000, total) for count in counts]
    parts = [value.numerator // value.denominator for value in exact]
    order = sorted(range(len(counts)), key=lambda i: (parts[i] - exact[i], i))
    for i in order[: 1000 - sum(parts)]:
        parts[i] += 1
    return tuple(Decimal(part).scaleb(-1) for part in parts)
