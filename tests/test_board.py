"""The board: who reported, what each matter shows, counts, ranking; and how it explains itself."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.supervision import (
    PERIODS,
    REPORT_BY,
    a_board,
    closing,
    extension,
    notice,
    plan,
    progress,
    reported,
    returned,
    rules,
    target,
    task,
    units,
)

from zmddoc.model import Measure, Registry
from zmddoc.project import Project
from zmddoc.supervise import Board, board, explain, latest, matters, tally
from zmddoc.supervise.words import STATUSES

TIMELY = REPORT_BY[1]


def second_quarter(*returns: Any, **more: Any) -> Board:
    return a_board("2021Q2", progress("2021Q2", *returns), **more)


def timely(unit: str, tasks: dict[str, Any], **said: Any) -> Any:
    return returned(unit, tasks, TIMELY, **said)


# What is supervised.


def test_the_real_plan_has_31_matters(real: Project) -> None:
    """32 tasks without 总体要求, which nobody leads and which has no figure; 33 targets."""
    assert real.plan and real.registry
    found = matters(real.plan, real.registry)
    assert [one.id for one in found] == [f"T{n:02}" for n in range(2, 33)]
    assert sum(len(one.targets) for one in found) == 33
    assert sum(not one.lead for one in found) == 1  # （二）


def test_a_measure_with_a_duty_of_its_own_is_a_matter() -> None:
    """Its targets are its own; those of a measure without one stay with the task."""
    duty = {"lead": ("乙局",), "annotation": "(示例)"}
    measures = (
        {"id": "T01.1", "text": "示例", "duty": duty, "targets": (target("T01.1-1"),)},
        {"id": "T01.2", "text": "示例", "targets": (target("T01.2-1"),)},
    )
    own = plan(task(measures=tuple(Measure.model_validate(one) for one in measures)))
    first, second = matters(own, units())
    assert (first.id, [t.id for t in first.targets]) == ("T01", ["T01.2-1"])
    assert (second.id, second.clause, second.above) == ("T01.1", "（一）1", ("T01",))
    assert second.title == first.title
    struck = second_quarter(of=own, closings=[closing("T01", TIMELY)])
    assert [one.status for one in struck.matters] == ["done", "done"]


def test_a_chapters_duty_falls_on_its_tasks() -> None:
    chapter = {"title": "示例章", "duty": {"lead": ("乙局",), "annotation": "(示例)"}}
    both = (task("T01", lead=()), task("T02"))
    first, second = matters(plan(chapters=({**chapter, "tasks": both},)), units())
    assert [u.name for u in first.lead] == ["乙局"]
    assert [u.name for u in second.lead] == ["甲局"]


# Who reported.


def test_on_time_late_and_missing() -> None:
    tasks = [task("T01"), task("T02", lead=["乙局"]), task("T03", lead=["丙局"])]
    late = returned("乙局", {"T02": {}}, date(2021, 7, 8))
    found = second_quarter(timely("甲局", {"T01": {}}), late, of=plan(*tasks))
    assert [(one.unit.name, one.reporting, one.days_late) for one in found.units] == [
        ("甲局", "on_time", 0),
        ("乙局", "late", 3),
        ("丙局", "missing", 0),
    ]
    assert [one.light for one in found.matters] == ["green", "green", "grey"]


def test_what_a_return_leaves_out_is_not_reported() -> None:
    found = second_quarter(timely("甲局", {"T01": {}}), of=plan(task("T01"), task("T02")))
    (unit,) = found.units
    assert [matter.id for matter in unit.omitted] == ["T02"]
    assert [one.status for one in found.matters] == ["on", "unreported"]


def test_nothing_is_asked_for_what_is_struck_off() -> None:
    found = second_quarter(closings=[closing("T01", TIMELY)])
    assert [(one.reporting, one.omitted) for one in found.units] == [("not_required", ())]
    assert found.matters[0].missing == ()


def test_a_body_may_be_called_by_any_of_its_names(real: Project) -> None:
    assert real.plan and real.registry and real.rules
    said = returned("市发展改革委", {"T10": {}}, TIMELY)
    found = board(
        real.plan, real.registry, real.rules, [progress("2021Q2", said)],
        real.decisions, real.register, "2021Q2",
    )  # fmt: skip
    unit = found.unit("市发改委")
    assert unit and unit.reporting == "on_time"


# Matters.


@pytest.mark.parametrize(
    ("due", "cutoffs"),
    [
        # reported every quarter: green until the day has passed, then red until it is struck off
        (date(2021, 6, 30), ["green", "green", "red", "red"]),
        (date(2021, 12, 31), ["green", "green", "green", "green"]),
    ],
)
def test_a_matter_without_targets(due: date, cutoffs: list[str]) -> None:
    of = plan(task(due=due))
    for period, light in zip(PERIODS, cutoffs, strict=True):
        one = a_board(period, reported(period, "甲局", {"T01": {}}), of=of).matters[0]
        assert one.light == light
        assert one.overdue == (light == "red")
        assert one.awaits_closing == (light == "green" and period == PERIODS[(due.month - 1) // 3])
        assert a_board(period, progress(period), of=of).matters[0].light == "grey"
    moved = extension("T01", date(2021, 7, 1), date(2021, 12, 31))
    q3 = reported("2021Q3", "甲局", {"T01": {}})
    assert a_board("2021Q3", q3, of=of, extensions=[moved]).matters[0].light == "green"


@pytest.mark.parametrize(
    ("values", "light", "status"),
    [
        ({"T01-1": 10, "T01-2": 10}, "green", "on"),
        ({"T01-1": 20, "T01-2": 20}, "green", "done"),
        ({"T01-1": 20, "T01-2": 10}, "green", "on"),
        ({"T01-1": 10, "T01-2": 9}, "blue", "behind"),
        ({"T01-1": 10}, "grey", "unreported"),  # a value left out never lets it be green
        ({"T01-1": 9}, "grey", "unreported"),  # what is not known is worse than a small lag
        ({"T01-1": 8}, "yellow", "behind"),  # and does not hide a large one
        ({"T01-1": 1}, "red", "behind"),
        ({}, "grey", "unreported"),
    ],
)
def test_a_matter_shows_the_worst_of_its_targets(
    values: dict[str, Any], light: str, status: str
) -> None:
    of = plan(task(targets=[target("T01-1"), target("T01-2")]))
    one = second_quarter(timely("甲局", {"T01": values}), of=of).matters[0]
    assert (one.light, one.status) == (light, status)


def test_a_matter_that_is_reported_and_not_judged_yet_shows_no_light() -> None:
    of = plan(task(targets=[target(kind="share", unit="%")]))
    by = rules({"id": "T01-1", "judged": "year-end"})
    one = second_quarter(timely("甲局", {"T01": {}}), of=of, by=by).matters[0]
    assert (one.light, one.status) == (None, "not_due")
    assert second_quarter(of=of, by=by).matters[0].light == "grey"


# Two leads.


TWO = plan(task(targets=[target()], lead=["甲局", "乙局"], support=["丙局"]))


def test_two_leads_are_one_row_and_the_first_owns_the_value() -> None:
    found = second_quarter(
        timely("甲局", {"T01": {"T01-1": 8}}), timely("乙局", {"T01": {"T01-1": 20}}), of=TWO
    )
    (state,) = found.matters
    assert found.judgements[0].value == 8
    assert (found.targets.total, found.tasks.total) == (1, 1)
    assert [len(one.judgements) for one in found.units] == [1, 1]
    assert [part.light for part in state.parts] == ["yellow", "yellow"]
    assert [call.unit.name for call in found.calls] == ["甲局", "乙局"]  # both are notified


def test_what_the_owner_leaves_out_does_not_fall_on_the_other_lead() -> None:
    found = second_quarter(timely("乙局", {"T01": {"T01-1": 20}}), of=TWO)
    (state,) = found.matters
    assert found.judgements[0].light == "grey"
    assert {part.unit.name: part.light for part in state.parts} == {"甲局": "grey", "乙局": None}
    assert state.light == "grey"
    assert [unit.name for unit in state.missing] == ["甲局"]


def test_a_silent_second_lead_keeps_the_matter_from_being_green() -> None:
    found = second_quarter(timely("甲局", {"T01": {"T01-1": 10}}), of=TWO)
    (state,) = found.matters
    assert {part.unit.name: part.light for part in state.parts} == {"甲局": "green", "乙局": "grey"}
    assert (state.light, found.judgements[0].light) == ("grey", "green")


def test_bodies_that_support_are_asked_nothing() -> None:
    assert [one.unit.name for one in second_quarter(of=TWO).units] == ["甲局", "乙局"]


# Groups.


def test_each_member_of_a_group_reports() -> None:
    of = plan(task(lead=["各县区"]))
    found = second_quarter(timely("示例区", {"T01": {}}), of=of)
    assert [one.unit.name for one in found.units] == ["示例县", "示例区"]
    assert [unit.name for unit in found.matters[0].missing] == ["示例县"]
    assert found.matters[0].light == "grey"
    assert [call.unit.name for call in found.calls] == ["示例县"]


def test_a_group_that_nobody_listed_is_not_blamed() -> None:
    of = plan(task(lead=["各成员单位"]))
    found = second_quarter(of=of)
    assert (found.units, found.calls, found.ranking) == ((), (), ())
    assert (found.matters[0].light, found.matters[0].status) == (None, "unassigned")
    spoken = second_quarter(timely("各成员单位", {"T01": {}}), of=of)
    assert (spoken.matters[0].light, spoken.matters[0].status) == ("green", "on")


def test_nobody_is_blamed_for_what_nobody_is_responsible_for() -> None:
    of = plan(task("T01", [target()], lead=()), task("T02"))
    found = second_quarter(of=of)
    assert found.matters[0].status == "unassigned"
    assert {call.matter.id for call in found.calls} == {"T02"}
    assert found.targets["unassigned"] == 1


# Counting.


def test_everything_is_counted_once(real: Project) -> None:
    assert real.plan and real.registry and real.rules
    said = timely("市科技局", {"T04": {"T04-1": 10, "T04-2": 100}, "T03": {}})
    found = board(
        real.plan, real.registry, real.rules, [progress("2021Q2", said)],
        real.decisions, real.register, "2021Q2",
    )  # fmt: skip
    assert {c.label: c.count for c in found.targets.counts} == {
        "完成": 0, "达到序时": 1, "落后": 1, "未报送": 21, "未到判定期": 3, "未落实责任单位": 7,
    }  # fmt: skip
    assert {c.label: c.count for c in found.tasks.counts} == {
        "完成": 0, "达到序时": 1, "落后": 1, "未报送": 26, "未到判定期": 0, "未落实责任单位": 3,
    }  # fmt: skip


@given(st.lists(st.sampled_from(list(STATUSES)), max_size=40))
def test_a_tally_adds_up(statuses: list[Any]) -> None:
    found = tally(statuses)
    assert found.total == len(statuses)
    assert sum(one.share for one in found.counts) == (100 if statuses else 0)


SOME = plan(
    task("T01", [target("T01-1"), target("T01-2", kind="growth", unit="%")], lead=["甲局", "乙局"]),
    task("T02", [target("T02-1", per="各县区", value=1)], lead=["乙局"]),
    task("T03", lead=["丙局"]),
    task("T04", [target("T04-1")], lead=()),
)


@given(st.randoms(use_true_random=False), st.data())
def test_the_order_of_returns_and_bodies_changes_no_judgement(
    chance: random.Random, data: st.DataObject
) -> None:
    values = st.one_of(st.none(), st.integers(-5, 40))
    mine = {
        id: {t: v for t in ids if (v := data.draw(values)) is not None}
        for id, ids in {"T01": ("T01-1", "T01-2"), "T02": ("T02-1",), "T03": ()}.items()
    }
    returns = [
        timely("甲局", {"T01": mine["T01"]}),
        timely("乙局", {"T01": {}, "T02": mine["T02"]}),
        timely("丙局", {"T03": {}}),
    ][: data.draw(st.integers(0, 3))]
    before = second_quarter(*returns, of=SOME)
    chance.shuffle(returns)
    names = list(units().units)
    chance.shuffle(names)
    after = second_quarter(*returns, of=SOME, bodies=Registry(source="示例", units=tuple(names)))
    assert [one.light for one in after.judgements] == [one.light for one in before.judgements]
    assert [one.status for one in after.matters] == [one.status for one in before.matters]
    assert {(c.unit.name, c.matter.id, c.step) for c in after.calls} == {
        (c.unit.name, c.matter.id, c.step) for c in before.calls
    }
    assert {(p.unit.name, p.place, p.score) for p in after.ranking} == {
        (p.unit.name, p.place, p.score) for p in before.ranking
    }
    assert before.targets.total == len(before.judgements) == 4
    assert all(one.status in STATUSES for one in (*before.judgements, *before.matters))
    assert all((one.light == "grey") == (one.status == "unreported") for one in before.judgements)


# Ranking.


FOUR = [("T01", "甲局"), ("T02", "乙局"), ("T03", "丙局"), ("T04", "示例县")]
RANKED = plan(*(task(id, [target(f"{id}-1")], lead=[unit]) for id, unit in FOUR))


def ranked(period: str, values: dict[str, Any], *others: Any) -> Board:
    said = progress(
        period,
        *(
            returned(unit, {id: {f"{id}-1": values[id]}}, REPORT_BY[PERIODS.index(period)])
            for id, unit in FOUR
            if id in values
        ),
    )
    return a_board(period, said, *others, of=RANKED)


def test_equal_ones_share_a_place() -> None:
    """Due 10 of 20: 10 and 30 are both 100% (what is more does not count), 9 is 90%, 4 is 40%."""
    found = ranked("2021Q2", {"T01": 9, "T02": 4, "T03": 9, "T04": 30}).ranking
    assert [(one.unit.name, one.place, str(one.score)) for one in found] == [
        ("示例县", 1, "100.0"),
        ("甲局", 2, "90.0"),
        ("丙局", 2, "90.0"),
        ("乙局", 4, "40.0"),
    ]


def test_what_prints_equal_shares_a_place() -> None:
    """1666/5000 of 2500 due and so on: 66.64% and 66.60% both print 66.6."""
    of = plan(*(task(id, [target(f"{id}-1", value=5000)], lead=[unit]) for id, unit in FOUR[:2]))
    said = (timely("甲局", {"T01": {"T01-1": 1666}}), timely("乙局", {"T02": {"T02-1": 1665}}))
    found = second_quarter(*said, of=of).ranking
    assert [(one.place, str(one.score)) for one in found] == [(1, "66.6"), (1, "66.6")]


def test_an_average_short_of_100_is_never_100() -> None:
    """2499 of 2500 due: 99.96%."""
    of = plan(task(targets=[target(value=5000)]))
    (one,) = second_quarter(timely("甲局", {"T01": {"T01-1": 2499}}), of=of).ranking
    assert str(one.score) == "99.9"


def test_missing_is_not_zero() -> None:
    found = ranked("2021Q2", {"T01": 0, "T02": 10}).ranking
    assert [(one.unit.name, one.place, one.note) for one in found] == [
        ("乙局", 1, ""),
        ("甲局", 2, ""),
        ("丙局", None, "未报送，不排位次"),
        ("示例县", None, "未报送，不排位次"),
    ]
    assert [str(one.score) for one in found] == ["100.0", "0.0", "None", "None"]


def test_leaving_out_the_worst_value_gains_no_place() -> None:
    of = plan(task(targets=[target("T01-1"), target("T01-2")]))
    (one,) = second_quarter(timely("甲局", {"T01": {"T01-1": 10}}), of=of).ranking
    assert one.place is None


def test_last_place_and_change() -> None:
    """Q1 (5 due): 甲 5, 乙 1, 丙 nothing, 县 3 → 1, 3, -, 2. Q2: 甲 2nd, 乙 1st."""
    before = progress(
        "2021Q1",
        *(
            returned(unit, {id: {f"{id}-1": value}}, REPORT_BY[0])
            for (id, unit), value in zip((FOUR[0], FOUR[1], FOUR[3]), (5, 1, 3), strict=True)
        ),
    )
    found = ranked("2021Q2", {"T01": 9, "T02": 10, "T03": 1, "T04": 2}, before).ranking
    assert [(one.unit.name, one.place, one.last_place, one.change) for one in found] == [
        ("乙局", 1, 3, 2),
        ("甲局", 2, 1, -1),
        ("示例县", 3, 2, -1),
        ("丙局", 4, None, None),
    ]


def test_what_cannot_be_compared_has_no_place() -> None:
    of = plan(task("T01"), task("T02", [target("T02-1")], lead=["乙局"]))
    said = (timely("甲局", {"T01": {}}), timely("乙局", {"T02": {"T02-1": 1}}))
    found = second_quarter(*said, of=of).ranking
    assert [(one.unit.name, one.place, one.note) for one in found] == [
        ("乙局", 1, ""),
        ("甲局", None, "无可比指标"),
    ]


# The period.


def test_the_latest_period_with_returns() -> None:
    q1, q2 = reported("2021Q1", "甲局", {"T01": {}}), progress("2021Q2")
    found = latest(rules(), [q1, q2])
    assert found and found.id == "2021Q1"
    assert latest(rules(), []) is None


def test_a_period_that_the_rules_do_not_have() -> None:
    with pytest.raises(LookupError):
        a_board("2022Q1")


def test_the_value_of_the_period_before() -> None:
    q1, q2 = (reported(p, "甲局", {"T01": {"T01-1": n}}) for p, n in (("2021Q1", 5), ("2021Q2", 9)))
    assert a_board("2021Q2", q1, q2).judgements[0].previous == 5


# Explaining.


def test_a_target_explains_itself() -> None:
    q1 = reported("2021Q1", "甲局", {"T01": {"T01-1": 4}})
    q2 = reported("2021Q2", "甲局", {"T01": {"T01-1": 8}}, late=2)
    found = a_board("2021Q2", q1, q2, issues=[notice(1, "甲局", "2021Q1", "notice", "T01")])
    text = "\n".join(explain(found, "T01-1"))
    for words in (
        "所在任务：T01 （一）示例任务T01",
        "牵头单位：甲局",
        "数据截至2021年6月30日，2021年7月5日前报送",
        "按序时进度判，按月匀速推进，到2021年12月31日应完成100%",
        "报送数：8家（上期4家）",
        f"文件“甲局.xlsx”，SHA-256 {'0' * 64}，迟报",
        "单元格：填报!F7",
        "本期应达：20家×50.0%＝10家",
        "序时差：-10.0个百分点（落后序时10.0个百分点）",
        "亮灯：黄（落后）",
        "对甲局应催办通知",
        "2021年3月31日 示政办函〔2021〕1号（督办通知）",
    ):
        assert words in text, text


def test_a_matter_explains_itself() -> None:
    said = timely("甲局", {"T01": {"T01-1": 20}}, progress="做了\n示例", evidence="示例文件")
    text = "\n".join(explain(second_quarter(said), "T01"))
    for words in ("T01 （一）示例任务T01", "进展：做了 示例", "佐证：示例文件", "指标 T01-1", "本条亮灯：绿（完成）",
                  "是否销号由督查机构决定", "督办：本期不需要"):  # fmt: skip
        assert words in text, text


def test_decisions_explain_themselves() -> None:
    moved = extension("T01", date(2021, 6, 1), date(2022, 3, 31))
    text = "\n".join(explain(second_quarter(extensions=[moved]), "T01"))
    assert "完成时限：2022年3月31日（2021年6月1日经示例批准延期，理由：示例）" in text
    text = "\n".join(explain(second_quarter(closings=[closing("T01", TIMELY)]), "T01"))
    assert "销号：2021年7月5日，审核示例科，依据示例材料" in text


def test_every_matter_and_target_of_the_real_plan_explains_itself(real: Project) -> None:
    assert real.plan and real.registry and real.rules
    found = board(real.plan, real.registry, real.rules, [], real.decisions, real.register, "2021Q4")
    for state in found.matters:
        for id in (state.matter.id, *(one.target.id for one in state.judgements)):
            assert "亮灯：" in "\n".join(explain(found, id))
    with pytest.raises(LookupError):
        explain(found, "T99")
