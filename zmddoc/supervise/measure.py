"""One value against one target: how far it is, how far it ought to be, which light that shows.

Pure arithmetic in fractions; who reported and what was decided is ``judge``'s affair.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from zmddoc.model import Judged, Light, Registry, Target, TargetRule, Thresholds
from zmddoc.supervise.shares import points

_AT_MOST = re.compile("不高于|不超过|不多于|不大于|(?<!不)低于|(?<!不)少于")

WHOLE = frozenset(
    {"家", "个", "项", "户", "起", "件", "人", "名", "次", "台", "座", "条", "套", "处", "所"}
)
"""Units of measure of which there is no half."""


@dataclass(frozen=True)
class Aim:
    """What a target asks for in one period."""

    figure: Fraction
    """The year's figure: of a range its lower end, of ``relative`` the baseline, of ``per`` how many
    members there are, of a milestone 1."""
    line: Fraction
    """From where on the year's figure counts as reached: 左右 with a tolerance begins below it."""
    wanted: Fraction
    """What is due now."""
    at_most: bool
    """The figure is a ceiling."""
    exact: bool
    """Neither more nor less will do."""


@dataclass(frozen=True)
class Measured:
    """One value held against its aim."""

    light: Light
    reached: bool
    """The whole year's figure is reached."""
    completion: Fraction
    """Share of the year's figure: 0.5 for 10 of 20. Within a ceiling 1."""
    degree: Fraction
    """Share of what is due now, never more than 1: what the ranking averages."""
    gap: Decimal
    """序时差: percentage points ahead of what is due now (behind: below 0), one decimal place. Of a
    rate the difference between the rates, else in points of the year's figure."""
    over: bool = False
    """Held against a ceiling, or beyond an exact figure: the gap is room left, below 0 excess."""
    reversed: bool = False
    """A growth rate that has turned the other way."""


def judged_as(target: Target, rule: TargetRule | None) -> Judged:
    """Return how a target is judged: as its rule says; else counts by pace and everything else
    against the whole figure. A rate is never prorated, whatever its rule says; nor is a ceiling,
    nor what is held against a baseline of the same months."""
    stock = target.kind in ("count", "level") and target.bound != "relative"
    may_prorate = stock and not at_most(target)
    said = rule.judged if rule else None
    if said and (may_prorate or said != "pace"):
        return said
    return "pace" if may_prorate and target.kind == "count" else "full"


def is_rate(target: Target) -> bool:
    """Whether its value is a rate; where each member of a group has to reach one, the value is how
    many have."""
    return target.kind in ("growth", "share") and not target.per


def at_most(target: Target) -> bool:
    """Whether less is better: a ceiling, or a comparison whose words say so (不高于上年同期)."""
    relative = target.bound == "relative" and bool(_AT_MOST.search(target.quote))
    return (target.bound == "<=" or relative) and not target.per


def adds_up(target: Target) -> bool:
    """Whether a target's figure only grows through the year: a count, a milestone; not one that is
    compared with something (an increment may shrink)."""
    return target.kind in ("count", "milestone") and target.bound != "relative"


def members(target: Target, registry: Registry) -> int:
    """How many have to reach the figure, where each member of a group has to; else 0."""
    group = registry.find(target.per) if target.per else None
    return len(group.members) if group else 0


def aim(
    target: Target,
    rule: TargetRule | None,
    share: Fraction,
    baseline: Decimal | None = None,
    group: int = 0,
) -> Aim | None:
    """Return what the target asks for when ``share`` of it is due; ``group`` is how many members
    must each reach it. None where that cannot be said: no baseline to compare with, no members."""
    tolerance = Fraction(0)
    if target.per:
        figure = Fraction(group) if group else None
    elif target.kind == "milestone":
        figure = Fraction(1)
    elif target.bound == "range":
        figure = None if target.low is None else Fraction(target.low)
    elif target.bound == "relative":
        figure = None if baseline is None else Fraction(baseline)
    else:
        figure = None if target.value is None else Fraction(target.value)
        if target.bound == "≈":
            stated = rule.tolerance if rule and rule.tolerance is not None else target.tolerance
            tolerance = Fraction(stated or 0)
    if figure is None:
        return None
    line = figure - tolerance
    return Aim(figure, line, line * share, at_most(target), target.bound == "=" and not target.per)


def measure(
    target: Target, value: Decimal, asked: Aim, thresholds: Thresholds, *, due: bool
) -> Measured:
    """Hold ``value`` against what is asked; ``due``: its deadline has come. Raises nothing."""
    number = Fraction(value)
    over = asked.at_most or (asked.exact and number > asked.figure)
    difference = asked.figure - number if over else number - asked.wanted
    if over:
        completion = _within(asked.figure, number)
        degree = completion
        reached = number <= asked.figure
    else:
        whole = Fraction(int(number >= asked.line))
        completion = max(number / asked.figure, Fraction(0)) if asked.figure > 0 else whole
        degree = Fraction(1) if difference >= 0 else _part(number, asked.wanted)
        reached = number >= asked.line
    if is_rate(target):
        gap = difference / 10 if target.unit == "‰" else difference
    elif asked.figure > 0:
        gap = difference / asked.figure * 100
    else:
        gap = Fraction(0 if difference >= 0 else -100)
    backwards = target.kind == "growth" and is_rate(target) and number < 0 and not over
    shown = points(gap)
    light = _light(target, shown, thresholds, due=due, over=over, backwards=backwards)
    return Measured(light, reached, completion, degree, shown, over, backwards and shown < 0)


def _light(
    target: Target,
    gap: Decimal,
    thresholds: Thresholds,
    *,
    due: bool,
    over: bool,
    backwards: bool,
) -> Light:
    if gap >= 0:
        return "green"
    if due or (over and target.kind == "count"):  # what was counted too much stays so
        return "red"
    if is_rate(target):
        return thresholds.rate_reversed if backwards else thresholds.rate_short
    return lag(-gap, thresholds)


def lag(behind: Decimal, thresholds: Thresholds) -> Light:
    """Return the light of something that is so many percentage points behind schedule."""
    if behind < thresholds.yellow:
        return "blue"
    return "yellow" if behind <= thresholds.red else "red"


def _within(ceiling: Fraction, number: Fraction) -> Fraction:
    """1 within the ceiling, beyond it the share that the ceiling is of the number."""
    if number <= ceiling:
        return Fraction(1)
    return _part(ceiling, number)


def _part(number: Fraction, whole: Fraction) -> Fraction:
    return min(Fraction(1), max(Fraction(0), number / whole)) if whole > 0 else Fraction(0)
