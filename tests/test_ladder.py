"""The ladder: stories over four periods, the history that each step is called for by."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from support.supervision import (
    CUTOFFS,
    PERIODS,
    REPORT_BY,
    a_board,
    closing,
    notice,
    plan,
    progress,
    returned,
    target,
    task,
)

from zmddoc.model import Issue
from zmddoc.supervise import Call

DUE = {"2021Q1": 5, "2021Q2": 10, "2021Q3": 15, "2021Q4": 20}
BEHIND = {"green": 0, "blue": 1, "yellow": 3, "red": 7}
"""How many of 20 are missing: 0, 5, 15 and 35 points (in Q1 there are only 25 to lose)."""


def story(period: str, *lights: str, issues: Any = (), skip: Any = (), **more: Any) -> list[Call]:
    """What is called for in ``period`` after 甲局 has shown these lights, one a period."""
    given = []
    for one, light in zip(PERIODS, lights, strict=False):
        if one in skip:
            continue
        if light == "grey":
            given.append(progress(one))
            continue
        value = DUE[one] - BEHIND[light]
        said = returned("甲局", {"T01": {"T01-1": value}}, REPORT_BY[PERIODS.index(one)])
        given.append(progress(one, said))
    found = a_board(period, *given, issues=issues, **more)
    state = found.matter("T01")
    assert state and (state.closing or state.light == lights[PERIODS.index(period)])
    return [one for one in found.calls if one.matter.id == "T01"]


def step(*arguments: Any, **more: Any) -> str | None:
    found = story(*arguments, **more)
    assert len(found) <= 1
    return found[0].step if found else None


FIRST = notice(1, "甲局", "2021Q1", "notice", "T01")
SECOND = notice(2, "甲局", "2021Q2", "urge", "T01")
THIRD = notice(3, "甲局", "2021Q3", "criticism", "T01")


def test_notice_urge_criticism_and_an_end() -> None:
    """Yellow and a notice; yellow still: a 催办 that names the notice; red: 通报批评 that names the
    催办; green: nothing, whatever has been issued."""
    lights = ("yellow", "yellow", "red", "green")
    (one,) = story("2021Q1", *lights)
    assert (one.step, one.refers_to, one.earlier) == ("notice", None, ())

    (one,) = story("2021Q2", *lights, issues=[FIRST])
    assert (one.step, one.refers_to) == ("urge", FIRST)
    assert one.trigger.after == "notice"
    assert (one.refers_to.number, one.refers_to.dated) == ("示政办函〔2021〕1号", CUTOFFS[0])
    assert [light for _, light in one.history] == ["yellow", "yellow"]

    (one,) = story("2021Q3", *lights, issues=[FIRST, SECOND])
    assert (one.step, one.refers_to, one.earlier) == ("criticism", SECOND, (FIRST, SECOND))

    assert story("2021Q4", "yellow", "yellow", "red", "green", issues=[FIRST, SECOND, THIRD]) == []


def test_a_small_lag_twice() -> None:
    assert step("2021Q1", "blue") == "reminder"
    assert step("2021Q2", "blue", "blue") == "notice"
    assert step("2021Q2", "green", "blue") == "reminder"
    assert step("2021Q2", "yellow", "blue") == "notice"
    assert step("2021Q3", "blue", "green", "blue") == "reminder"  # the run was broken


def test_not_reporting_escalates_too() -> None:
    """Grey: a reminder, then a notice; without one issued there is nothing to urge."""
    lights = ("grey", "grey", "grey", "grey")
    assert step("2021Q1", *lights) == "reminder"
    assert step("2021Q2", *lights) == "notice"
    assert step("2021Q3", *lights) == "notice"
    issued = notice(1, "甲局", "2021Q2", "notice", "T01")
    assert step("2021Q3", *lights, issues=[issued]) == "urge"
    urged = notice(2, "甲局", "2021Q3", "urge", "T01")
    assert step("2021Q4", *lights, issues=[issued, urged]) == "criticism"


def test_red_three_times_running_is_criticised_without_any_notice() -> None:
    late = plan(task(targets=[target(due=date(2021, 3, 31))]))  # red from Q1 on: 20 were due
    lights = ("red", "red", "red", "red")
    for period, expected in zip(PERIODS, ("notice", "notice", "criticism", "criticism"), strict=True):  # fmt: skip
        assert step(period, *lights, of=late) == expected
    (one,) = story("2021Q3", *lights, of=late)
    assert one.refers_to is None
    assert one.trigger.periods == 3
    assert "连续3期亮红灯" in one.reason


def test_a_reminder_is_no_notice() -> None:
    reminded = notice(1, "甲局", "2021Q1", "reminder", "T01")
    assert step("2021Q2", "blue", "yellow", issues=[reminded]) == "notice"


def test_a_void_notice_was_never_issued() -> None:
    void = notice(1, "甲局", "2021Q1", "notice", "T01", void={"dated": date(2021, 5, 1), "reason": "示例"})  # fmt: skip
    assert step("2021Q2", "yellow", "yellow", issues=[void]) == "notice"


def test_issuing_this_periods_notice_changes_nothing_in_this_period() -> None:
    (one,) = story("2021Q1", "yellow", issues=[FIRST])
    assert (one.step, one.issued, one.earlier) == ("notice", FIRST, ())


def test_a_later_notice_does_not_change_an_earlier_period() -> None:
    (one,) = story("2021Q2", "yellow", "yellow", issues=[FIRST, SECOND])
    assert (one.step, one.issued, one.earlier) == ("urge", SECOND, (FIRST,))


def test_a_notice_that_recovers_and_lags_again_is_urged() -> None:
    """A second document for the same matter is a 催办."""
    assert step("2021Q3", "yellow", "green", "yellow", issues=[FIRST]) == "urge"


@pytest.mark.parametrize(
    "issue",
    [
        notice(1, "乙局", "2021Q1", "notice", "T01"),  # another body's
        notice(1, "甲局", "2021Q1", "notice", "T02"),  # another matter's
        notice(1, "甲局", "2021Q1", "notice", "T01", kind="circular"),  # another kind
        notice(1, "甲局", "2021Q1", "notice", "T01", period=None, dated=date(2021, 8, 1)),  # later
    ],
)
def test_what_is_not_about_this_matter_does_not_count(issue: Issue) -> None:
    assert step("2021Q2", "yellow", "yellow", issues=[issue]) == "notice"


def test_a_notice_to_several_bodies_counts_for_each() -> None:
    shared = notice(1, "甲局", "2021Q1", "notice", "T01", recipients=("甲局", "乙局"))
    of = plan(task(targets=[target()], lead=["甲局", "乙局"]))
    found = story("2021Q2", "yellow", "yellow", issues=[shared], of=of)
    assert [(one.unit.name, one.step) for one in found] == [("甲局", "urge"), ("乙局", "urge")]


def test_a_period_for_which_nothing_was_collected_blames_nobody() -> None:
    lights = ("blue", "blue", "blue")
    assert step("2021Q3", *lights, skip=["2021Q2"]) == "reminder"
    assert a_board("2021Q2").calls == ()


def test_what_is_struck_off_calls_for_nothing() -> None:
    struck = [closing("T01", date(2021, 7, 1))]
    assert story("2021Q2", "yellow", "yellow", issues=[FIRST], closings=struck) == []


def test_each_matter_has_its_own_history() -> None:
    of = plan(task("T01", [target("T01-1")]), task("T02", [target("T02-1")], lead=["甲局"]))
    said = returned("甲局", {"T01": {"T01-1": 7}, "T02": {"T02-1": 9}}, REPORT_BY[1])
    found = a_board("2021Q2", progress("2021Q2", said), of=of, issues=[FIRST])
    assert [(one.matter.id, one.step) for one in found.calls] == [("T01", "urge"), ("T02", "reminder")]  # fmt: skip
    assert [one.unit.name for one in found.calls] == ["甲局", "甲局"]


def test_the_reason_names_the_trigger_the_lights_and_the_document() -> None:
    (one,) = story("2021Q2", "yellow", "yellow", issues=[FIRST])
    assert one.reason == (
        "已就此事印发督办通知而仍亮黄、红、灰灯（亮灯：2021Q1黄、2021Q2黄）；"
        "此前已印发示政办函〔2021〕1号"
    )
