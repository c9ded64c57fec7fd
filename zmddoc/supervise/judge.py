"""Judging one target in one period: the value returned, the decisions made, the light shown."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from zmddoc.model import (
    Closing,
    Light,
    Period,
    Registry,
    Return,
    Rules,
    Target,
    TargetReturn,
    TargetRule,
    TaskReturn,
    Unit,
)
from zmddoc.supervise.matters import Matter
from zmddoc.supervise.measure import Aim, Measured, aim, judged_as, measure, members
from zmddoc.supervise.pace import Deadline, InForce, deadline, share_due
from zmddoc.supervise.shares import decimal, percent
from zmddoc.supervise.words import Status

Mode = Literal["pace", "full", "year-end", "milestone"]
"""How a target is judged (``model.Judged``); a milestone is not judged before its day."""

Why = Literal[
    "closed", "unassigned", "unlisted", "early", "no-members", "no-baseline", "blank", "unreported",
    "behind", "overdue", "reached", "on",
]  # fmt: skip
"""What a status rests on; ``reasons`` says it in words."""


@dataclass(frozen=True)
class Source:
    """Where a value comes from."""

    returned: Return
    task: TaskReturn
    target: TargetReturn


@dataclass(frozen=True)
class Judgement:
    """One target in one period."""

    matter: Matter
    target: Target
    period: Period
    deadline: Deadline
    rule: TargetRule | None
    """The target's own rule, where it has one."""
    mode: Mode
    share: Fraction
    """How much of the figure is due by the cut-off: 0.5."""
    aim: Aim | None
    """What is asked for, in the target's unit; None where that cannot be said."""
    source: Source | None
    """The owner's return that the value stands in; None where it was not returned."""
    measured: Measured | None
    """The arithmetic; None without a value or an aim."""
    light: Light | None
    """None where it is not judged: not yet, or nobody is responsible."""
    status: Status
    why: Why
    early: bool
    """Nothing is due yet: an annual figure, or a milestone that is not reached, before its time."""
    closing: Closing | None = None
    previous: Decimal | None = None
    """The value returned for the period before."""

    @property
    def owner(self) -> Unit | None:
        """The body whose value counts."""
        return self.matter.owner

    @property
    def value(self) -> Decimal | None:
        """As returned, in the target's unit."""
        return self.source.target.value if self.source else None

    @property
    def figure(self) -> Decimal | None:
        """The year's figure: the plan's, or the baseline, or the number of members."""
        return decimal(self.aim.figure) if self.aim else None

    @property
    def wanted(self) -> Decimal | None:
        """The figure due now, reported or not; None while nothing is, or where it cannot be said."""
        return decimal(self.aim.wanted) if self.aim and not self.early else None

    @property
    def completion(self) -> Decimal | None:
        """完成率 in percent of the year's figure, one decimal place; None without a value."""
        return percent(self.measured.completion) if self.measured else None

    @property
    def gap(self) -> Decimal | None:
        """序时差 in percentage points, one decimal place, below 0 when behind; None where it is not
        judged."""
        return self.measured.gap if self.measured and self.judged else None

    @property
    def judged(self) -> bool:
        """Whether a value was held against what is asked."""
        return self.measured is not None and self.light is not None

    @property
    def degree(self) -> Fraction | None:
        """Share of what is due now, never more than 1, for the ranking; of what is struck off 1;
        None where it is not judged."""
        if self.closing:
            return Fraction(1)
        return self.measured.degree if self.measured and self.judged else None

    @property
    def reported(self) -> bool:
        """Whether its value was returned."""
        return self.source is not None

    @property
    def late(self) -> bool:
        """Whether the return it stands in came after ``report_by``."""
        return self.source is not None and self.source.returned.received > self.period.report_by

    @property
    def overdue(self) -> bool:
        """Whether its deadline has come and it is not reached (逾期)."""
        return self.light == "red" and self.period.cutoff >= self.deadline.day

    @property
    def name(self) -> str:
        """The target's name as documents print it."""
        return self.matter.name_of(self.target)


def judge(
    matter: Matter,
    target: Target,
    period: Period,
    rules: Rules,
    registry: Registry,
    decided: InForce,
    source: Source | None,
    previous: Decimal | None = None,
    *,
    returned: bool = False,
) -> Judgement:
    """Return the judgement; ``source`` is the value that counts, ``returned`` whether its owner has
    returned anything on the matter. Pure, raises nothing."""
    rule = next((one for one in rules.targets if one.id == target.id), None)
    due = deadline(matter, target, period.year, decided)
    come = period.cutoff >= due.day
    mode: Mode = "milestone" if target.kind == "milestone" else judged_as(target, rule)
    share = Fraction(1)
    if mode == "pace":
        share = share_due(period, due, rule.curve if rule else None)
    there = members(target, registry)
    asked = aim(target, rule, share, source.target.baseline if source else None, there)
    measured = None
    if source and asked:
        measured = measure(target, source.target.value, asked, rules.thresholds, due=come)
    closing = decided.closing((target.id, matter.id, *reversed(matter.above)))

    early = _early(mode, measured, period, rules, due)
    light: Light | None = None
    status: Status
    why: Why
    if closing:
        light, status, why = "green", "done", "closed"
    elif not (matter.reporters or returned or source):
        status, why = "unassigned", "unlisted" if matter.lead else "unassigned"
    elif early:
        status, why = "not_due", "early"
    elif target.per and not there:
        status, why = "not_due", "no-members"
    elif measured is None:
        why = "no-baseline" if source else "blank" if returned else "unreported"
        light, status = "grey", "unreported"
    elif measured.light != "green":
        light, status, why = measured.light, "behind", "overdue" if come else "behind"
    elif measured.reached and (come or _lasting(target)):
        light, status, why = "green", "done", "reached"
    else:
        light, status, why = "green", "on", "on"
    return Judgement(
        matter, target, period, due, rule, mode, share, asked, source, measured,
        light, status, why, early, closing, previous,
    )  # fmt: skip


def _early(
    mode: Mode, measured: Measured | None, period: Period, rules: Rules, due: Deadline
) -> bool:
    """Whether it is not judged yet: an annual figure before the last period, a milestone that is
    not reached before its day."""
    if period.cutoff >= due.day:
        return False
    if mode == "year-end":
        return period != rules.periods[-1] or due.extension is not None
    return mode == "milestone" and measured is not None and not measured.reached


def _lasting(target: Target) -> bool:
    """Whether what is reached stays reached: counts that add up and milestones. A rate or a level
    may fall again; a ceiling, an exact figure or a comparison holds only at the end."""
    adds_up = target.kind == "count" and target.bound in (">=", "≈", "range")
    return adds_up or target.kind == "milestone"
