"""Pace and lights: cases of DOMAIN.md paragraph 3, worked by hand, and the laws behind them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.supervision import (
    CUTOFFS,
    PERIODS,
    a_board,
    closing,
    extension,
    judged,
    plan,
    reported,
    rules,
    target,
    task,
    units,
)

from zmddoc.supervise import Judgement
from zmddoc.supervise.pace import months
from zmddoc.supervise.reasons import reason
from zmddoc.supervise.shares import percent, points, shares, tenths
from zmddoc.supervise.words import WORSE

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


# Pace.


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2021, 3, 31), "25.0"),  # DOMAIN.md paragraph 3, 宣城: Q1 25%
        (date(2021, 6, 30), "50.0"),  # H1 50%
        (date(2021, 9, 30), "75.0"),
        (date(2021, 11, 30), "91.7"),  # November: 11/12
        (date(2021, 12, 31), "100.0"),
        (date(2021, 3, 25), "23.4"),  # 豫政〔2023〕5号: 2 months and 25/31 of 12
    ],
)
def test_the_pace_is_linear_by_months(day: date, expected: str) -> None:
    assert str(percent(months(day, 2021) / 12)) == expected


def test_an_extension_stretches_the_pace_and_is_shown() -> None:
    """Until 31 March of the next year: 6 of 15 months, 40%; 8 of 20 is level with it."""
    moved = extension("T01", date(2021, 6, 1), date(2022, 3, 31))
    one = judged("2021Q2", 8, COUNT, extensions=[moved])
    assert (str(one.gap), one.light) == ("0.0", "green")
    assert one.deadline.extension == moved
    assert one.deadline.stated == date(2021, 12, 31)
    assert judged("2021Q2", 8, COUNT).light == "yellow"
    assert judged("2021Q4", 19, COUNT, extensions=[moved]).light == "green"  # 12/15=80%, 95%


def test_an_extension_makes_a_curve_linear() -> None:
    """The curve asks for 20% by Q2, the way to March 2022 for 40%."""
    moved = [extension("T01-1", date(2021, 6, 1), date(2022, 3, 31))]
    assert str(judged("2021Q2", 4, COUNT, CURVE, extensions=moved).gap) == "-20.0"


def test_an_annual_figure_with_more_time_is_not_judged_in_the_last_period() -> None:
    moved = [extension("T01-1", date(2021, 6, 1), date(2022, 3, 31))]
    assert judged("2021Q4", "0.8", SHARE, YEAR_END, extensions=moved).status == "not_due"


def test_a_target_with_a_deadline_of_its_own_is_not_moved_with_its_task() -> None:
    moved = [extension("T01", date(2021, 6, 1), date(2022, 3, 31))]
    assert judged("2021Q2", 18, HALF_YEAR, extensions=moved).light == "red"


def test_of_two_extensions_the_later_holds() -> None:
    moved = [
        extension("T01-1", date(2021, 5, 1), date(2022, 6, 30)),
        extension("T01-1", date(2021, 6, 1), date(2022, 3, 31)),
    ]
    assert judged("2021Q2", 8, COUNT, extensions=moved).deadline.day == date(2022, 3, 31)


# Decisions.


def test_what_is_struck_off_is_done_whatever_was_reported() -> None:
    for value in (None, 0, 20):
        one = judged("2021Q2", value, COUNT, closings=[closing("T01-1", date(2021, 7, 1))])
        assert (one.light, one.status) == ("green", "done")
        assert "2021年7月1日已销号" in reason(one)


def test_a_claim_strikes_nothing_off() -> None:
    one = judged("2021Q2", 20, COUNT)
    assert one.status == "done"
    assert one.closing is None


def test_a_decision_counts_from_the_period_it_was_made_for() -> None:
    """Q2 is reported by 5 July: what is decided on the 6th counts in Q3, and Q2 stays as it was
    printed; in the last period everything counts."""
    for dated, counts in (
        (date(2021, 7, 5), ("2021Q2", "2021Q3", "2021Q4")),
        (date(2021, 7, 6), ("2021Q3", "2021Q4")),
        (date(2022, 2, 1), ("2021Q4",)),
    ):
        for period in PERIODS:
            struck = judged(period, 1, COUNT, closings=[closing("T01", dated)]).closing
            assert (struck is not None) == (period in counts), (dated, period)


def test_the_rules_may_give_the_office_more_time() -> None:
    own = [one.model_dump() for one in rules().periods]
    own[1]["decided_by"] = date(2021, 7, 20)
    by = rules(periods=tuple(own))
    late = a_board(
        "2021Q2", reported("2021Q2", "甲局", {"T01": {}}), by=by,
        closings=[closing("T01", date(2021, 7, 20))],
    )  # fmt: skip
    assert late.matters[0].closing


# Laws.


KINDS = st.sampled_from(
    [COUNT, RATE, AROUND | {"tolerance": "0.5"}, SHARE, LEVEL, ENERGY, RANGE, PER]
)
CEILINGS = st.sampled_from([CEILING, CEILING | {"value": 0}, RATE | {"bound": "<=", "value": 5}])
NUMBERS = st.decimals(-50, 5000, places=2)


def _shade(one: Judgement) -> int:
    assert one.light
    return WORSE.index(one.light)


@given(KINDS, st.sampled_from(PERIODS), NUMBERS, NUMBERS)
def test_more_is_never_worse(fields: dict[str, Any], period: str, a: Decimal, b: Decimal) -> None:
    less, more = sorted((a, b))
    low, high = judged(period, less, fields), judged(period, more, fields)
    assert _shade(high) <= _shade(low)
    assert high.gap is not None and low.gap is not None
    assert high.gap >= low.gap


@given(CEILINGS, st.sampled_from(PERIODS), NUMBERS, NUMBERS)
def test_under_a_ceiling_less_is_never_worse(
    fields: dict[str, Any], period: str, a: Decimal, b: Decimal
) -> None:
    less, more = sorted((a, b))
    assert _shade(judged(period, less, fields)) <= _shade(judged(period, more, fields))


@given(KINDS, st.sampled_from(PERIODS), NUMBERS)
def test_the_light_and_the_gap_never_contradict_each_other(
    fields: dict[str, Any], period: str, value: Decimal
) -> None:
    one = judged(period, value, fields)
    assert one.gap is not None
    assert (one.light == "green") == (one.gap >= 0)
    assert (one.status in ("done", "on")) == (one.light == "green")
    assert one.degree is not None
    assert 0 <= one.degree <= 1
    assert (one.degree == 1) == (one.light == "green")


@given(st.dates(date(2021, 1, 1), date(2023, 12, 31)))
def test_the_pace_rises_and_is_whole_at_the_deadline(due: date) -> None:
    shares_ = [judged(p, 0, {"value": 20, "due": due}).share for p in PERIODS]
    assert shares_ == sorted(shares_)
    for share, cutoff in zip(shares_, CUTOFFS, strict=True):
        assert (share == 1) == (cutoff >= due)


# Percentages.


def test_shares_of_金寨_add_up() -> None:
    """24+10+162+17+9=222: 162 is 72.97%, which was printed as 72.9 to make 100."""
    assert [str(s) for s in shares([24, 10, 162, 17, 9])] == ["10.8", "4.5", "73.0", "7.7", "4.0"]


def test_equal_remainders_go_to_the_first() -> None:
    assert [str(s) for s in shares([1, 1, 1])] == ["33.4", "33.3", "33.3"]
    assert [str(s) for s in shares([0, 0])] == ["0.0", "0.0"]


@given(st.lists(st.integers(0, 500), min_size=1, max_size=8))
def test_shares_add_up_and_are_less_than_a_tenth_off(counts: list[int]) -> None:
    found = shares(counts)
    total = sum(counts)
    assert sum(found) == (100 if total else 0)
    for count, share in zip(counts, found, strict=True):
        if total:
            assert abs(Fraction(share) - Fraction(count * 100, total)) < Fraction(1, 10)


def test_rounding_is_half_up_and_never_hides_what_is_missing() -> None:
    assert str(tenths(Fraction(5, 100))) == "0.1"
    assert str(tenths(Fraction(-5, 100))) == "-0.1"
    assert str(tenths(Fraction(-1, 1000))) == "0.0"
    assert str(points(Fraction(-1, 1000))) == "-0.1"
    assert str(percent(Fraction(9999, 10000))) == "99.9"
    assert str(percent(Fraction(1))) == "100.0"


# Words.


@pytest.mark.parametrize(
    ("period", "value", "fields", "rule", "words"),
    [
        ("2021Q2", 8, COUNT, None, "累计8家，全年目标20家，完成率40.0%，序时进度50.0%，应达10家，落后序时10.0个百分点，落后"),
        ("2021Q2", 7, RATE, None, "7%，全年目标8%，低于目标1.0个百分点，落后"),
        ("2021Q2", "3.2", ENERGY, None, "下降3.2%，全年目标下降3%左右，高于目标0.2个百分点，达到序时"),
        ("2021Q4", 19, COUNT, None, "累计19家，全年目标20家，完成率95.0%，落后序时5.0个百分点，到期未完成"),
        ("2021Q2", 5, CEILING, None, "累计5起，全年目标不超过4起，完成率80.0%，超出25.0个百分点，落后"),
        ("2021Q2", (45, 50), LOANS, None, "累计45亿元，全年目标不低于上年同期水平（50亿元），完成率90.0%，低于目标10.0个百分点，落后"),
        ("2021Q2", 1, PER, None, "已有1个达到，全年目标各县区共2个全部达到，完成率50.0%，序时进度50.0%，应达1个，与序时持平，达到序时"),
        ("2021Q2", 0, MILESTONE, None, "报称未完成，2021年12月31日到期，未到判定期"),
        ("2021Q2", None, COUNT, None, "已报送，这一项空着"),
        ("2021Q2", 52, LOANS, None, "累计52亿元，全年目标不低于上年同期水平，没有报比较的基数（上年同期水平），无从判定"),
        ("2021Q3", None, SHARE, YEAR_END, "年度指标，年末判定"),
        ("2021Q2", 2, RANGE | {"soft": True}, None, "累计2家，全年目标力争2–4家，完成率100.0%，序时进度50.0%，应达1家，超前序时50.0个百分点，完成"),
    ],
)  # fmt: skip
def test_the_reason_in_words(
    period: str, value: Any, fields: dict[str, Any], rule: dict[str, Any] | None, words: str
) -> None:
    assert reason(judged(period, value, fields, rule)) == words


def test_members_that_nobody_listed_cannot_be_counted() -> None:
    one = judged("2021Q2", 1, PER, bodies=units(members=()))
    assert (one.light, one.status, one.why) == (None, "not_due", "no-members")


def test_a_figure_that_nobody_answers_for_is_judged_by_nobody() -> None:
    of = plan(task("T01", [target()], lead=()), task("T02"))
    one = a_board("2021Q2", reported("2021Q2", "甲局", {"T02": {}}), of=of).target("T01-1")
    assert one
    assert (one.light, one.status, one.owner) == (None, "unassigned", None)
    assert reason(one) == "方案没有写明责任单位，不作推定"
