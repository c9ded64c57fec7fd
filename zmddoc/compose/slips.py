"""Whether a matter fits a 督办单: one page, its 回执 at the foot.

About how high the sheet's rows set, in points; ``templates/slip.html.j2`` has the columns. What would
not fit is a letter instead. A test sets the fullest sheets that pass, in both formats.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from zmddoc.compose.concerns import Concern, Figure, Reference

ROOM = 420.0
"""Points that the upper table may take; title, thresholds and 回执 have the rest, some 30 points less
than what sets on one page here: Word may set a row higher."""

LINE, PADDING = 15.0, 5.0
"""A line of 五号, and what a row adds to its lines."""

PARAGRAPH = 29.0
"""A line of 三号 above the table."""

WIDE, HALF = 36.0, 17.0
"""Characters of 五号 in a line of a cell that spans the table, and of one that spans half of it."""

_FIGURES = (7.5, 7.5, 5.0, 6.0, 7.0)
"""Characters in a line of each cell of a target's row."""


def fits(concern: Concern, plan: str, opening: str = "") -> bool:
    """Whether the matter fits a sheet; ``plan`` is how the plan is cited before its clause,
    ``opening`` what stands above the table."""
    return PARAGRAPH * _lines(opening, 28) * bool(opening) + height(concern, plan) <= ROOM


def height(concern: Concern, plan: str) -> float:
    """Return about how high the upper table sets, in points."""
    bodies = (
        "、".join((*concern.lead, *concern.members, *concern.support))
        + "（牵头，系按惯例推定）；（配合）"
    )
    dated = max(
        _lines(concern.due + concern.extended, HALF), _lines("，".join(concern.shown), HALF)
    )
    said = [f"{one.label}：{one.words}" for one in concern.said]
    asked = [f"申请{concern.request}，批准之前仍按现定时限和目标办理。"] if concern.request else []
    rows = [
        1, 1, 2,
        _lines(f"{plan}{concern.clause}{concern.heading}。{concern.text}", WIDE),
        _lines(bodies, WIDE),
        dated,
        1 + sum(_lines(words, WIDE) for words in (*said, *asked)),
        1 + bool(concern.earlier) + bool(concern.collector or concern.members),
        *([_lines("，".join(_before(one) for one in concern.earlier), WIDE)] if concern.earlier else []),
        *([1] if concern.figures else []),
        *(_figure(one) for one in concern.figures),
    ]  # fmt: skip
    return sum(LINE * lines + PADDING for lines in rows)


def _figure(one: Figure) -> int:
    cells: Sequence[Sequence[str]] = ((one.name,), one.figure, one.wanted, one.value, (one.gap,))
    return max(
        sum(_lines(words, width) for words in cell)
        for cell, width in zip(cells, _FIGURES, strict=True)
    )


def _before(one: Reference) -> str:
    return f"{one.day}以{one.number}印发{one.step}"


def _lines(text: str, width: float) -> int:
    ems = (sum(0.5 if char.isascii() else 1 for char in line) for line in text.split("\n"))
    return sum(max(1, math.ceil(one / width)) for one in ems)
