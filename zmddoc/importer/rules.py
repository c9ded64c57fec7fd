"""A proposal for plan/rules.yaml: quarters of the plan's year, and nothing that is decided."""

from __future__ import annotations

from datetime import date

from zmddoc.model import Period, Plan, Rules, Rung, Step, Thresholds, Trigger
from zmddoc.workdays import workday_after

BASIS = "导入方案时照通行做法初设，印发前由本单位核定"

_REPORT_DAYS, _DECIDE_DAYS = 3, 5
"""Working days from the end of a quarter to the report, and from there to the decisions."""

_LADDER: tuple[tuple[Step, tuple[Trigger, ...]], ...] = (
    ("reminder", (Trigger(lights=("blue", "grey")),)),
    (
        "notice",
        (
            Trigger(lights=("yellow", "red")),
            Trigger(lights=("blue", "yellow", "red", "grey"), periods=2),
        ),
    ),
    ("urge", (Trigger(lights=("yellow", "red", "grey"), after="notice"),)),
    (
        "criticism",
        (
            Trigger(lights=("yellow", "red", "grey"), after="urge"),
            Trigger(lights=("red",), periods=3),
        ),
    ),
)


def proposed_rules(plan: Plan) -> Rules:
    """Return rules for the quarters of the plan's year that end after it is dated, not confirmed:
    the lights and rungs that DOMAIN.md paragraph 3 proposes."""
    ends = [date(plan.year, month, day) for month, day in ((3, 31), (6, 30), (9, 30), (12, 31))]
    kept = [end for end in ends if plan.dated is None or end > plan.dated] or ends[-1:]
    return Rules(
        basis=BASIS,
        confirmed=False,
        periods=tuple(_period(end, last=end == kept[-1]) for end in kept),
        thresholds=Thresholds(yellow=10, red=30),  # type: ignore[arg-type]
        ladder=tuple(
            Rung(step=step, triggers=tuple(one for one in triggers if one.periods <= len(kept)))
            for step, triggers in _LADDER
        ),
    )


def _period(end: date, last: bool) -> Period:
    report_by = workday_after(end, _REPORT_DAYS)
    return Period(
        id=f"{end.year}Q{(end.month + 2) // 3}",
        cutoff=end,
        report_by=report_by,
        decided_by=None if last else workday_after(report_by, _DECIDE_DAYS),
    )
