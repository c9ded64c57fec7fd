"""Pace and lights: cases of DOMAIN.md paragraph 3, worked by hand, and the laws behind them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

import pytest
from support.supervision import (
    judged,
)

from zmddoc.supervise.reasons import reason

COUNT: dict[str, Any] = {"value": 20}  # 新认定国家高新技术企业20家: a bare figure is a floor
RATE: dict[str, Any] = {"kind": "growth", "value": 8, "unit": "%"}
AROUND = RATE | {"bound": "≈"}
SHARE: dict[str, Any] = {"kind": "share", "value": "0.9", "unit": "%"}
LEVEL: dict[str, Any] = {"kind": "level", "value": 15}
ENERGY: dict[str, Any] = {
    "kind": "growth",
    "bound": "≈",
    "value": 3,
    "unit": "%",
    "direction": "down",
}
RANGE: dict[str, Any] = {"bound": "range", "low": 2, "high": 4}
CEILING: dict[str, Any] = {"bound": "<=", "value": 4, "unit": "起"}
EXACT: dict[str, Any] = {"bound": "=", "value": 10}
PER: dict[str, Any] = {"per": "各县区", "value": 1, "unit": "个"}
LOANS: dict[str, Any] = {"bound": "relative", "baseline": "上年同期水平", "unit": "亿元"}
LOAN_RATE = LOANS | {"kind": "growth", "unit": "%"}
MILESTONE: dict[str, Any] = {"kind": "milestone", "bound": "=", "unit": ""}
HALF_YEAR: dict[str, Any] = {"value": 20, "due": date(2021, 6, 30)}
YEAR_END = {"judged": "year-end"}
CURVE = {"curve": {"2021Q1": Decimal(0), "2021Q2": Decimal(20), "2021Q3": Decimal(60), "2021Q4": Decimal(100)}}  # fmt: skip


class Case(NamedTuple):
    """What is returned for a target, and what comes of it."""

    what: str
    period: str
    value: Any
    """(value, baseline) for a relative target; None: the cell was left empty."""
    fields: dict[str, Any]
    completion: str | None
    gap: str | None
    light: str | None
    status: str
    rule: dict[str, Any] | None = None


CASES = (
    # counts: gap = value/20 − share due, in points
    Case("10/20=50%, due 50%: level with the pace", "2021Q2", 10, COUNT, "50.0", "0.0", "green", "on"),
    Case("5/20=25%, due 25%", "2021Q1", 5, COUNT, "25.0", "0.0", "green", "on"),
    Case("15/20=75%, due 75%", "2021Q3", 15, COUNT, "75.0", "0.0", "green", "on"),
    Case("12/20=60%, due 50%: 10 points ahead", "2021Q2", 12, COUNT, "60.0", "10.0", "green", "on"),
    Case("9/20=45%, due 50%: 5 behind, less than 10", "2021Q2", 9, COUNT, "45.0", "-5.0", "blue", "behind"),
    Case("8/20=40%, due 50%: 10 behind, inclusive (银川)", "2021Q2", 8, COUNT, "40.0", "-10.0", "yellow", "behind"),
    Case("4/20=20%, due 50%: 30 behind, inclusive (银川)", "2021Q2", 4, COUNT, "20.0", "-30.0", "yellow", "behind"),
    Case("3/20=15%, due 50%: 35 behind, more than 30", "2021Q2", 3, COUNT, "15.0", "-35.0", "red", "behind"),
    Case("0/20: a zero that was reported is a zero", "2021Q1", 0, COUNT, "0.0", "-25.0", "yellow", "behind"),
    Case("nothing reported is no zero, and never green", "2021Q1", None, COUNT, None, None, "grey", "unreported"),
    Case("21/20=105%: reached before the year is out", "2021Q2", 21, COUNT, "105.0", "55.0", "green", "done"),
    Case("20/20 at the deadline", "2021Q4", 20, COUNT, "100.0", "0.0", "green", "done"),
    Case("19/20=95% at the deadline: 5 behind, but overdue", "2021Q4", 19, COUNT, "95.0", "-5.0", "red", "behind"),
    Case("260家以上: 129/260=49.615%: 0.4 behind", "2021Q2", 129, {"value": 260}, "49.6", "-0.4", "blue", "behind"),
    Case("8亿元: 3.2/8=40%", "2021Q2", "3.2", {"value": 8, "unit": "亿元"}, "40.0", "-10.0", "yellow", "behind"),
    Case("5G: 1499/3000=49.97%, 0.03 behind: a lag is never printed 0.0", "2021Q2", 1499, {"value": 3000}, "50.0", "-0.1", "blue", "behind"),
    Case("401/1000, due 50%: 9.9 behind", "2021Q2", 401, {"value": 1000}, "40.1", "-9.9", "blue", "behind"),
    Case("4004/10000: 9.96 behind prints 10.0 and so is yellow", "2021Q2", 4004, {"value": 10000}, "40.0", "-10.0", "yellow", "behind"),
    # deadlines before the year's end: months elapsed over months until due
    Case("due 30 Jun: 3 of 6 months, 50% due; 10/20", "2021Q1", 10, HALF_YEAR, "50.0", "0.0", "green", "on"),
    Case("due 30 Jun: 100% due; 18/20=90%, overdue", "2021Q2", 18, HALF_YEAR, "90.0", "-10.0", "red", "behind"),
    Case("due 30 Jun, 20/20", "2021Q2", 20, HALF_YEAR, "100.0", "0.0", "green", "done"),
    Case("due 30 Sep: 3 of 9 months, 33.33%; 7/30=23.33%: exactly 10 behind", "2021Q1", 7, {"value": 30, "due": date(2021, 9, 30)}, "23.3", "-10.0", "yellow", "behind"),
    # a curve of its own: Q1 0, Q2 20, Q3 60, Q4 100
    Case("curve: 0% due, 0/20", "2021Q1", 0, COUNT, "0.0", "0.0", "green", "on", CURVE),
    Case("curve: 20% due, 4/20=20%", "2021Q2", 4, COUNT, "20.0", "0.0", "green", "on", CURVE),
    Case("curve: 60% due, 11/20=55%: 5 behind", "2021Q3", 11, COUNT, "55.0", "-5.0", "blue", "behind", CURVE),
    # growth and shares are never prorated (宣城: 增幅低于目标)
    Case("8.5% against 8%", "2021Q1", "8.5", RATE, "106.3", "0.5", "green", "on"),
    Case("7% against 8%: 1 point short, positive (天津)", "2021Q2", 7, RATE, "87.5", "-1.0", "yellow", "behind"),
    Case("0%: short, but not of the wrong sign", "2021Q2", 0, RATE, "0.0", "-8.0", "yellow", "behind"),
    Case("−2%: the wrong sign (天津)", "2021Q2", -2, RATE, "0.0", "-10.0", "red", "behind"),
    Case("7.9% at the deadline: not reached", "2021Q4", "7.9", RATE, "98.8", "-0.1", "red", "behind"),
    Case("8% at the deadline", "2021Q4", 8, RATE, "100.0", "0.0", "green", "done"),
    Case("力争20%: judged the same", "2021Q2", 18, RATE | {"value": 20, "soft": True}, "90.0", "-2.0", "yellow", "behind"),
    Case("share 0.9%: 0.8 is 0.1 short", "2021Q2", "0.8", SHARE, "88.9", "-0.1", "yellow", "behind"),
    Case("share 0.9%: 0.9", "2021Q2", "0.9", SHARE, "100.0", "0.0", "green", "on"),
    # 左右: with a stated tolerance the line lies below the figure, without one on it
    Case("8%左右 without tolerance: 7.9 is short", "2021Q2", "7.9", AROUND, "98.8", "-0.1", "yellow", "behind"),
    Case("8%左右 ±0.2: 7.8 is enough", "2021Q2", "7.8", AROUND | {"tolerance": "0.2"}, "97.5", "0.0", "green", "on"),
    Case("8%左右 ±0.2: 7.7 is 0.1 below 7.8", "2021Q2", "7.7", AROUND | {"tolerance": "0.2"}, "96.3", "-0.1", "yellow", "behind"),
    Case("8%左右 ±0.2 by rule: 9.5 is no worse", "2021Q2", "9.5", AROUND, "118.8", "1.7", "green", "on", {"tolerance": Decimal("0.2")}),
    Case("2家左右 ±1, a count: the line is 1, half due 0.5", "2021Q2", 1, {"bound": "≈", "value": 2, "tolerance": 1}, "50.0", "25.0", "green", "done"),
    # 能耗下降3%左右: the value is the reduction, a larger one is better
    Case("reduction 3.2 ≥ 3", "2021Q4", "3.2", ENERGY, "106.7", "0.2", "green", "done"),
    Case("reduction 2 < 3", "2021Q2", 2, ENERGY, "66.7", "-1.0", "yellow", "behind"),
    Case("reduction −1: consumption grew", "2021Q2", -1, ENERGY, "0.0", "-4.0", "red", "behind"),
    # annual figures wait for the year's end
    Case("0.9% of R&D: no figure before the year's end", "2021Q2", None, SHARE, None, None, None, "not_due", YEAR_END),
    Case("the same, reported early: still not judged", "2021Q3", "0.5", SHARE, "55.6", None, None, "not_due", YEAR_END),
    Case("the same in the last period: 0.8 missed", "2021Q4", "0.8", SHARE, "88.9", "-0.1", "red", "behind", YEAR_END),
    Case("the same, never reported: grey", "2021Q4", None, SHARE, None, None, "grey", "unreported", YEAR_END),
    # levels stand against the whole figure, in points of it
    Case("12 of 15 at a date: 80%, 20 short", "2021Q2", 12, LEVEL, "80.0", "-20.0", "yellow", "behind"),
    Case("15 of 15: may fall again, so not done", "2021Q2", 15, LEVEL, "100.0", "0.0", "green", "on"),
    Case("a level that a rule lets go by pace: 80% against 50%", "2021Q2", 12, LEVEL, "80.0", "30.0", "green", "on", {"judged": "pace"}),
    # ranges by their lower end; above the upper end is no worse
    Case("2–4家: 1 of 2 at half-year", "2021Q2", 1, RANGE, "50.0", "0.0", "green", "on"),
    Case("2–4家: 0 of 2 at half-year, 50 behind", "2021Q2", 0, RANGE, "0.0", "-50.0", "red", "behind"),
    Case("2–4家: 6 is above the upper end", "2021Q4", 6, RANGE, "300.0", "200.0", "green", "done"),
    Case("2–4家: 1 at the deadline", "2021Q4", 1, RANGE, "50.0", "-50.0", "red", "behind"),
    # ceilings and exact figures
    Case("不超过4起: 4", "2021Q2", 4, CEILING, "100.0", "0.0", "green", "on"),
    Case("不超过4起: 5 cannot be undone; 4/5, 1/4 over", "2021Q2", 5, CEILING, "80.0", "-25.0", "red", "behind"),
    Case("不超过4起: 3 in the end", "2021Q4", 3, CEILING, "100.0", "25.0", "green", "done"),
    Case("零: 0 of 0", "2021Q2", 0, CEILING | {"value": 0}, "100.0", "0.0", "green", "on"),
    Case("零: one is too many", "2021Q2", 1, CEILING | {"value": 0}, "0.0", "-100.0", "red", "behind"),
    Case("a floor of zero is reached by zero", "2021Q2", 0, {"value": 0}, "100.0", "0.0", "green", "done"),
    Case("失业率不超过5%: 5.5 may come down", "2021Q2", "5.5", RATE | {"bound": "<=", "value": 5}, "90.9", "-0.5", "yellow", "behind"),
    Case("=10: 5 at half-year", "2021Q2", 5, EXACT, "50.0", "0.0", "green", "on"),
    Case("=10: 11 is one too many, for good", "2021Q2", 11, EXACT, "90.9", "-10.0", "red", "behind"),
    Case("=10: 10 at the deadline", "2021Q4", 10, EXACT, "100.0", "0.0", "green", "done"),
    # each member of a group: how many of the two counties have reached it
    Case("各县区1个: 1 of 2 counties at half-year", "2021Q2", 1, PER, "50.0", "0.0", "green", "on"),
    Case("各县区1个: 2 of 2 counties", "2021Q3", 2, PER, "100.0", "25.0", "green", "done"),
    Case("各县区1个: 1 of 2 at the deadline", "2021Q4", 1, PER, "50.0", "-50.0", "red", "behind"),
    Case("各县区增长8%: how many have; a rate is not prorated", "2021Q2", 1, PER | RATE, "50.0", "-50.0", "red", "behind"),
    # relative figures, against the baseline that was returned with them
    Case("loans 52 against 50 last year", "2021Q2", (52, 50), LOANS, "104.0", "4.0", "green", "on"),
    Case("loans 45 against 50: 10% short", "2021Q2", (45, 50), LOANS, "90.0", "-10.0", "yellow", "behind"),
    Case("growth 9.9% against 10%", "2021Q2", ("9.9", 10), LOAN_RATE, "99.0", "-0.1", "yellow", "behind"),
    Case("growth −1% against −3% last year: not lower", "2021Q2", (-1, -3), LOAN_RATE, "100.0", "2.0", "green", "on"),
    Case("no baseline, no judgement", "2021Q2", 52, LOANS, None, None, "grey", "unreported"),
    Case("不高于上年同期: 52 against 50 is worse", "2021Q4", (52, 50), LOANS | {"quote": "投诉不高于上年同期水平"}, "96.2", "-4.0", "red", "behind"),
    # milestones are not judged before their day
    Case("not there yet, not due yet", "2021Q2", 0, MILESTONE, "0.0", None, None, "not_due"),
    Case("there early", "2021Q2", 1, MILESTONE, "100.0", "0.0", "green", "done"),
    Case("due 30 Jun and not there", "2021Q2", 0, MILESTONE | {"due": date(2021, 6, 30)}, "0.0", "-100.0", "red", "behind"),
    Case("not reported: grey", "2021Q2", None, MILESTONE, None, None, "grey", "unreported"),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=[f"{c.period}-{c.what}" for c in CASES])
def test_a_case_worked_by_hand(case: Case) -> None:
    one = judged(case.period, case.value, case.fields, case.rule)
    found = (str(one.completion) if one.completion is not None else None,
             str(one.gap) if one.gap is not None else None, one.light, one.status)  # fmt: skip
    assert found == (case.completion, case.gap, case.light, case.status), reason(one)
