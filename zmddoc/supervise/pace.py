"""Pace (序时进度): deadlines, and what share of a year's figure is due by a cut-off."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from zmddoc.model import Closing, Decisions, Extension, Period, Rules, Target
from zmddoc.supervise.matters import Matter


@dataclass(frozen=True)
class Deadline:
    """When something falls due."""

    day: date
    """The deadline that holds: the plan's, or the one that an approved 延期 moved it to."""
    stated: date
    """The plan's; the end of the plan's year where it names none."""
    extension: Extension | None = None
    """The decision that moved it."""


@dataclass(frozen=True)
class InForce:
    """The office's decisions that count in one period."""

    closings: Mapping[str, Closing]
    extensions: Mapping[str, Extension]
    """By the id they are on; of two on one id the later in the file."""

    def closing(self, ids: Iterable[str]) -> Closing | None:
        """The closing on the first of ``ids`` that has one: 销号 of a task closes its targets."""
        return next((self.closings[one] for one in ids if one in self.closings), None)

    def extension(self, ids: Iterable[str]) -> Extension | None:
        """The extension on the first of ``ids`` that has one."""
        return next((self.extensions[one] for one in ids if one in self.extensions), None)


def in_force(decisions: Decisions, period: Period, rules: Rules) -> InForce:
    """Return the decisions that count in ``period``: those made by its ``decided_by``. A later one
    counts in later periods only, so that what was printed of a period stays true; in the last
    period, where it names no day, everything counts."""
    last = period.decided_by or (None if period == rules.periods[-1] else period.report_by)
    return InForce(
        {one.id: one for one in decisions.closings if last is None or one.dated <= last},
        {one.id: one for one in decisions.extensions if last is None or one.dated <= last},
    )


def deadline(matter: Matter, target: Target | None, year: int, decided: InForce) -> Deadline:
    """Return when the target, or without one the matter, falls due. 延期 of a matter moves the
    targets that have no deadline of their own with it."""
    own = target.due if target else None
    stated = own or matter.due or date(year, 12, 31)
    of_matter = () if own else (matter.id, *reversed(matter.above))
    found = decided.extension(((target.id,) if target else ()) + of_matter)
    return Deadline(found.until if found else stated, stated, found)


def months(day: date, year: int) -> Fraction:
    """Months from the beginning of ``year`` to the end of ``day``: 6 for 30 June, 11 for 30
    November, so that every quarter is a quarter of the year whatever its days."""
    whole = (day.year - year) * 12 + day.month - 1
    return whole + Fraction(day.day, monthrange(day.year, day.month)[1])


def share_due(
    period: Period, due: Deadline, curve: Mapping[str, Decimal] | None = None
) -> Fraction:
    """Return the share (0 to 1) of the figure that is due by the period's cut-off: linear by months
    until the deadline (Q1 25%, H1 50%, 30 November 91.7%: 宣城, DOMAIN.md paragraph 3), or what
    ``curve`` says. A curve was laid down for the plan's deadline: 延期 makes the pace linear."""
    if period.cutoff >= due.day:
        return Fraction(1)
    if curve and not due.extension and period.id in curve:
        return Fraction(curve[period.id]) / 100
    return months(period.cutoff, period.year) / months(due.day, period.year)
