"""The quarterly circular: every number in it recomputed, every name in it accounted for."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from support import golden
from support.circulars import (
    Annexes,
    boards,
    circular,
    draft,
    paragraph,
    prose,
    text,
    under,
)
from support.quarters import quarter, two_quarters, write
from support.reckoning import Reckoned, ranked, reckon
from support.supervision import (
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
)

from zmddoc.compose.circular import subject
from zmddoc.gongwen.figures import svg_of
from zmddoc.gongwen.tree import name, words
from zmddoc.model import Progress
from zmddoc.numbering import Issuance, read_number
from zmddoc.project import Project

STATUSES = ("完成", "达到序时", "落后", "未报送", "未到判定期", "未落实责任单位")
WORDS = {"green": "绿", "blue": "蓝", "yellow": "黄", "red": "红", "grey": "灰", None: ""}
LEADS = ("市发改委", "市科技局", "市工信局", "市自然资源局", "市商务局", "市金融工作局")


@pytest.fixture(scope="module")
def quarters(real: Project) -> tuple[Progress, Progress]:
    assert real.plan and real.registry and real.rules
    return two_quarters(real.plan, real.registry, real.rules)


@pytest.fixture(scope="module")
def second(real: Project, quarters: tuple[Progress, Progress]) -> etree._Element:
    return circular(boards(real, "2021Q2", *quarters))


@pytest.fixture(scope="module")
def third(real: Project, quarters: tuple[Progress, Progress]) -> etree._Element:
    return circular(boards(real, "2021Q3", *quarters))


# Every number of the text, from the annexes.


def numbers(sentence: str, unit: str) -> tuple[int, dict[str, tuple[int, Decimal]]]:
    """The total and, by kind, count and share: 完成2项，占6.1%."""
    total = re.search(rf"(\d+){unit}：", sentence)
    assert total, sentence
    found = re.findall(rf"([\u4e00-\u9fff]+?)(\d+){unit}，占([\d.]+)%", sentence[total.end() :])
    return int(total[1]), {kind: (int(n), Decimal(share)) for kind, n, share in found}


def agrees(tree: etree._Element) -> None:
    """Hold the text of a circular against its own annexes."""
    annexes = Annexes(tree)
    _tallies_agree(tree, annexes)
    _chapters_agree(tree, annexes)
    _bodies_agree(tree, annexes)
    _problems_agree(tree, annexes)


def _tallies_agree(tree: etree._Element, annexes: Annexes) -> None:
    reporting = [re.sub(r"\d+天", "", row[-1]) for row in annexes.bodies]
    asked = [one for one in reporting if one != "无须报送"]
    for sentence, unit, listed, kinds in (
        (paragraph(tree, "报送情况"), "个", asked, ("按时报送", "迟报", "未报送")),
        (paragraph(tree, "任务进展"), "条", [m.status for m in annexes.matters], STATUSES),
        (paragraph(tree, "指标进展"), "项", [t.status for t in annexes.targets], STATUSES),
    ):
        total, parts = numbers(sentence, unit)
        assert tuple(parts) == kinds
        assert {kind: n for kind, (n, _) in parts.items()} == {k: listed.count(k) for k in kinds}
        assert sum(n for n, _ in parts.values()) == total == len(listed)
        assert sum(share for _, share in parts.values()) == (Decimal("100.0") if total else 0)
        for n, share in parts.values():
            assert not total or abs(share - Decimal(100) * n / total) < Decimal("0.1")


def _chapters_agree(tree: etree._Element, annexes: Annexes) -> None:
    shown: list[str] = []
    for sentence in (one for one in prose(tree) if re.match("第.+?章“", one)):
        found = re.fullmatch(r"第(.+?)章“(.+)”：任务(\d+)条，(.*)。", sentence)
        assert found, sentence
        shown.append(f"{found[1]}、{found[2]}")
        matters = [one for one in annexes.matters if one.chapter == shown[-1]]
        targets = [target for one in matters for target in one.targets]
        assert int(found[3]) == len(matters)
        if not targets:
            assert found[4] == "没有量化指标"
            continue
        head, _, pace = found[4].partition("；")
        assert head.startswith(f"指标{len(targets)}项，其中")
        kinds = dict(re.findall(r"([\u4e00-\u9fff]+?)(\d+)项", head.partition("其中")[2]))
        assert kinds == {k: str(n) for k, n in Counter(t.status for t in targets).items()}
        judged = [one for one in targets if one.pace and one.gap != "—"]
        assert bool(pace) == bool(judged)
        if judged:
            done = [min(Decimal(100), Decimal(one.completion[:-1])) for one in judged]
            due = [Decimal(one.pace) for one in judged]
            completion, schedule = (_mean(done), _mean(due))
            stated = [Decimal(n) for n in re.findall(r"[\d.]+", pace)]
            assert stated[:2] == [len(judged), completion]
            if completion == schedule:
                assert pace.endswith(f"与序时进度{schedule}%持平")
            else:
                word = "超前" if completion > schedule else "落后"
                assert pace.endswith(
                    f"{word}序时进度（{schedule}%）{abs(completion - schedule)}个百分点"
                )
    assert shown == list(dict.fromkeys(one.chapter for one in annexes.matters))


def _mean(values: list[Decimal]) -> Decimal:
    return (sum(values) / len(values)).quantize(Decimal("0.1"), "ROUND_HALF_UP")


def _bodies_agree(tree: etree._Element, annexes: Annexes) -> None:
    said = paragraph(tree, "单位完成情况")
    ranking = annexes.ranking
    placed = [row for row in ranking if row[0] != "—"]
    assert said.startswith(f"牵头单位{len(ranking)}个，参加排名{len(placed)}个")
    scores = [Decimal(row[2][:-1]) for row in placed]
    assert scores == sorted(scores, reverse=True)
    assert [int(row[0]) for row in placed] == [scores.index(s) + 1 for s in scores]  # 1, 2, 2, 4
    for row in placed:
        expected = "—"
        if row[4] != "—":
            change = int(row[4]) - int(row[0])
            expected = "持平" if not change else f"{'升' if change > 0 else '降'}{abs(change)}位"
        assert row[5] == expected
    full = [row[1] for row in placed if row[2] == "100.0%"]
    assert _listed(said, "所牵头的指标均达到序时的") == full
    first = [f"{row[1]}（{row[2]}）" for row in placed if row[0] == "1"]
    assert _listed(said, "排在首位的") == ([] if full else first)
    last = [f"{row[1]}（{row[2]}）" for row in placed if row[0] == placed[-1][0] != "1"]
    assert _listed(said, "排在末位的") == last
    for words_, note in (
        ("有指标未报送、不排位次的", "未报送，不排位次"),
        ("没有可比指标、不排位次的", "无可比指标"),
    ):
        assert _listed(said, words_) == [row[1] for row in ranking if row[6] == note]
    lights = [[int(n) for n in row[1:-1]] for row in annexes.bodies]
    for total, *parts in lights:
        assert total == sum(parts)
    assert [int(n) for n in annexes.total[1:-1]] == [
        sum(c) for c in zip(*lights, strict=True)
    ] or not lights
    assert {row[1] for row in ranking} <= {row[0] for row in annexes.bodies}


def _listed(said: str, words_: str) -> list[str]:
    """The names in …的2个：甲、乙, whose count has to be right."""
    found = re.search(rf"{words_}(\d+)个：([^；。]+)", said)
    if not found:
        return []
    listed = found[2].split("、")
    assert int(found[1]) == len(listed)
    return listed


def _problems_agree(tree: etree._Element, annexes: Annexes) -> None:
    """Every target behind is named once under the bodies of its row, with the row's own figures;
    every body that was silent or late is named, and nobody else."""
    behind = [one for one in annexes.targets if one.status == "落后"]
    told = [
        (names, piece.rstrip("。"))
        for line in under(tree, "进展落后")
        for names, _, pieces in [line.partition("：")]
        for piece in pieces.split("；")
    ]
    figures = [(names, piece) for names, piece in told if "过了时限尚未销号" not in piece]
    assert len(figures) == len(behind)
    for one in behind:
        lead = (
            one.lead if one.lead != "未落实责任单位" else "未落实责任单位的指标（不涉及单位评价）"
        )
        clause = re.match("（.+?）\\d?", one.matter)
        assert clause
        begins = rf"{re.escape(clause[0] + one.name)}(累计|为)?{re.escape(one.value)}，"
        (piece,) = (p for n, p in figures if n == lead and re.match(begins, p))
        if one.pace:
            assert f"本期应完成{one.wanted}，" in piece
        if one.gap != "—":
            assert f"{one.gap.lstrip('-')}个百分点" in piece
        assert f"亮{one.light}灯" in piece
    said = paragraph(tree, "进展落后")
    if told:
        bodies = {n for names, _ in told for n in names.split("、") if not n.startswith("未落实")}
        overdue = sum("到期未完成" in piece for _, piece in figures)
        stated = [int(n) for n in re.findall(r"\d+", said)]
        late = len(told) - len(figures)
        assert stated == [len(behind), overdue, *([late] if late else []), len(bodies)]
    else:
        assert said == "本期没有落后的指标和过了时限尚未销号的任务。"
    reported_ = paragraph(tree, "报送不及时、不完整")
    assert _listed(reported_, "未报送的单位") == [r[0] for r in annexes.bodies if r[-1] == "未报送"]
    assert _listed(reported_, "迟报的单位") == [
        f"{r[0]}（{r[-1]}）" for r in annexes.bodies if r[-1].startswith("迟报")
    ]
    grey = sum(one.status == "未报送" for one in annexes.targets)
    stated_ = re.search(r"没有数据的指标(\d+)项", reported_)
    assert (int(stated_[1]) if stated_ else 0) == grey
    good = _listed(paragraph(tree, "完成较好的单位"), "均亮绿灯的")
    lit = {row[0]: row for row in annexes.bodies}
    places = {row[1] for row in annexes.ranking if row[0] != "—"}
    for one_ in good:
        assert one_ in places
        assert lit[one_][-1] == "按时报送"
        assert int(lit[one_][2]) > 0
        assert lit[one_][3:7] == ["0"] * 4


def test_the_text_agrees_with_the_annexes(second: etree._Element, third: etree._Element) -> None:
    agrees(second)
    agrees(third)
    assert "迟报2天" in text(second)
    assert _listed(paragraph(third, "报送不及时、不完整"), "未报送的单位") == ["市自然资源局"]


# The same from the YAML, reckoned without the program.


def matches(tree: etree._Element, done: Reckoned, plan_: Any) -> None:
    """Hold the annexes against what was reckoned independently."""
    annexes = Annexes(tree)
    assert len(annexes.matters) == len(done.lead)
    for one, (id, targets) in zip(annexes.matters, done.targets.items(), strict=True):
        assert (one.status, one.light) == (done.status[id], WORDS[done.light[id]]), id
        for shown, target_ in zip(one.targets, targets, strict=True):
            assert (shown.status, shown.light) == (
                done.status[target_], WORDS[done.light[target_]],
            ), target_  # fmt: skip
            assert shown.completion == done.completion.get(target_, "—"), target_
            if shown.gap != "—":
                assert Decimal(shown.gap) == done.gap[target_], target_
            else:
                assert target_ not in done.gap or plan_[target_].kind == "milestone"
    assert {row[0]: row[-1] for row in annexes.bodies} == done.reporting
    for row in annexes.bodies:
        lights = done.lights[row[0]]
        order = ("green", "blue", "yellow", "red", "grey", None)
        assert [int(n) for n in row[1:-1]] == [len(lights), *(lights.count(x) for x in order)]
    places = {row[1]: row for row in annexes.ranking}
    assert set(places) == set(ranked(done))
    for body, (place, shown_) in ranked(done).items():
        row = places[body]
        assert row[0] == ("—" if place is None else str(place))
        assert shown_ in (row[2], row[6])


@pytest.mark.parametrize("period", ["2021Q2", "2021Q3"])
def test_the_annexes_agree_with_the_yaml(
    real: Project, quarters: tuple[Progress, Progress], folder: Path, period: str
) -> None:
    write(folder, quarters)
    tree = circular(boards(real, period, *quarters))
    assert real.plan
    by_id = {t.id: t for _, _, one in real.plan.tasks() for t in one.targets}
    matches(tree, reckon(folder, period), by_id)


PERIODS = ("2021Q2", "2021Q3", "2021Q4")


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.integers(0, 10**6), st.sampled_from(PERIODS), st.sets(st.sampled_from(LEADS)),
    st.sets(st.sampled_from(LEADS)), st.sets(st.sampled_from(["T04", "T09", "T13", "T23", "T28"])),
    st.sets(st.sampled_from(["T05-1", "T06-1", "T12-1", "T12-2", "T28-2"])), st.booleans(),
)  # fmt: skip
def test_whatever_is_returned_text_annexes_and_yaml_agree(
    real: Project, tmp_path_factory: pytest.TempPathFactory, seed: int, period: str,
    silent: set[str], late: set[str], omitted: set[str], blank: set[str], ahead: bool,
) -> None:  # fmt: skip
    assert real.plan and real.registry and real.rules
    when = next(one for one in real.rules.periods if one.id == period)
    made = quarter(
        real.plan, real.registry, when, seed,
        silent=silent, late=late, omitted=omitted, blank=blank, ahead=ahead,
    )  # fmt: skip
    folder = tmp_path_factory.mktemp("project")
    shutil.copytree(real.root / "plan", folder / "plan")
    write(folder, [made])
    tree = circular(boards(real, period, made))
    agrees(tree)
    by_id = {t.id: t for _, _, one in real.plan.tasks() for t in one.targets}
    matches(tree, reckon(folder, period), by_id)


# Quarters that are all of one kind, and what history brings.


def test_all_green(real: Project) -> None:
    assert real.plan and real.registry and real.rules
    when = real.rules.periods[0]
    tree = circular(boards(real, when.id, quarter(real.plan, real.registry, when, 5, ahead=True)))
    agrees(tree)
    assert paragraph(tree, "进展落后") == "本期没有落后的指标和过了时限尚未销号的任务。"
    assert paragraph(tree, "报送不及时、不完整") == "应报送的单位均按时足项报送。"
    assert not paragraph(tree, "通报批评")
    assert not paragraph(tree, "及时补报")
    assert not paragraph(tree, "跟踪督办")
    good = paragraph(tree, "完成较好的单位")
    assert _listed(good, "均亮绿灯的") == ["市发改委", "市科技局", "市工信局", "市金融工作局"]
    assert good.count("超前序时") == 4  # the lead-in and three examples
    assert "（报送：示例：" in good


def test_all_grey(real: Project) -> None:
    """The period was collected and nobody reported: all named, nothing counted as zero."""
    tree = circular(boards(real, "2021Q2", Progress(period="2021Q2")))
    agrees(tree)
    assert _listed(paragraph(tree, "报送不及时、不完整"), "未报送的单位") == list(LEADS)
    annexes = Annexes(tree)
    assert {one.value for one in annexes.targets} == {"—", "未报送"}
    assert all(row[0] == row[2] == row[4] == row[5] == "—" for row in annexes.ranking)
    assert "没有可与序时进度对比的指标" in paragraph(tree, "分章进展")
    assert "没有按时足项报送" in paragraph(tree, "完成较好的单位")
    captions = [words(one) for one in tree.iter("figcaption")]
    assert captions == ["图1\u3000各牵头单位平均序时完成度"]
    assert "完成度见图1" in paragraph(tree, "单位完成情况")


def test_what_was_not_collected_has_no_circular(real: Project) -> None:
    with pytest.raises(ValueError, match="unpack"):
        draft(boards(real, "2021Q2"))


def test_the_last_quarter_judges_annual_figures_and_asks_for_no_next_return(real: Project) -> None:
    assert real.plan and real.registry and real.rules
    last = real.rules.periods[-1]
    tree = circular(boards(real, last.id, quarter(real.plan, real.registry, last, 8)))
    agrees(tree)
    annual = [one for one in Annexes(tree).targets if one.name.startswith("营业收入")]
    assert len(annual) == 3
    assert all(one.status in ("完成", "落后") for one in annual)
    assert "最后一个报送期" in paragraph(tree, "按时报送")
    assert not re.search(r"请于.*前报送", text(tree))
    overdue = [one for one in Annexes(tree).targets if one.status == "落后"]
    assert overdue
    assert {one.light for one in overdue} == {"红"}
    assert all("到期未完成" in line for line in under(tree, "进展落后"))


def test_the_first_quarter_has_no_change(second: etree._Element, third: etree._Element) -> None:
    assert {(row[4], row[5]) for row in Annexes(second).ranking} == {("—", "—")}
    places = {row[1]: row[0] for row in Annexes(second).ranking}
    changes = {row[1]: row[4] for row in Annexes(third).ranking}
    assert changes == places
    assert [row[5] for row in Annexes(third).ranking if row[4] != "—" and row[0] != "—"] == ["持平"]


def small(period: str, *returns: Any, **more: Any) -> etree._Element:
    return circular(a_board(period, *returns, **more))


def test_two_leads_are_one_row_and_both_are_named() -> None:
    shared = plan(
        task("T01", [target()], lead=("乙局", "甲局")),
        task("T02", [target("T02-1")], lead=("甲局",)),
    )
    timely = REPORT_BY[1]
    tree = small(
        "2021Q2",
        progress("2021Q2", returned("乙局", {"T01": {"T01-1": 1}}, timely),
                 returned("甲局", {"T01": {}, "T02": {"T02-1": 20}}, timely)),
        of=shared,
    )  # fmt: skip
    agrees(tree)
    assert [m.lead for m in Annexes(tree).matters] == ["乙局、甲局", "甲局"]
    assert under(tree, "进展落后") == [
        "乙局、甲局：（一）示例指标T01-1累计1家，本期应完成10家，落后序时45.0个百分点，亮红灯。"
    ]
    assert "涉及单位2个" in paragraph(tree, "进展落后")


def test_members_of_a_group_are_asked_one_by_one() -> None:
    own = plan(
        task("T01", lead=("各县区",)),
        task("T02", [target("T02-1")], lead=("甲局",)),
        task("T03", lead=("各成员单位",)),
    )
    timely = REPORT_BY[1]
    tree = small(
        "2021Q2",
        progress("2021Q2", returned("示例县", {"T01": {}}, timely),
                 returned("甲局", {"T02": {"T02-1": 12}}, timely)),
        of=own,
    )  # fmt: skip
    agrees(tree)
    assert [(row[0], row[-1]) for row in Annexes(tree).bodies] == [
        ("甲局", "按时报送"), ("示例县", "按时报送"), ("示例区", "未报送"),
    ]  # fmt: skip
    assert [m.status for m in Annexes(tree).matters] == ["未报送", "达到序时", "未落实责任单位"]
    assert _listed(paragraph(tree, "完成较好的单位"), "均亮绿灯的") == ["甲局"]
    assert "无从催报的任务1条：（三）示例任务T03" in paragraph(tree, "责任未落实")


def test_ties_share_a_place_and_the_next_are_skipped() -> None:
    bodies = ("甲局", "乙局", "丙局")
    own = plan(*(task(f"T0{i}", [target(f"T0{i}-1")], lead=(b,)) for i, b in enumerate(bodies, 1)))
    tree = small(
        "2021Q2",
        progress("2021Q2", *(
            returned(b, {f"T0{i}": {f"T0{i}-1": value}}, REPORT_BY[1])
            for (i, b), value in zip(enumerate(bodies, 1), (5, 10, 12), strict=True)
        )),
        of=own,
    )  # fmt: skip
    agrees(tree)
    assert [(row[0], row[1]) for row in Annexes(tree).ranking] == [
        ("1", "乙局"), ("1", "丙局"), ("3", "甲局"),
    ]  # fmt: skip
    assert _listed(paragraph(tree, "单位完成情况"), "排在末位的") == ["甲局（50.0%）"]


def test_places_gained_and_lost() -> None:
    bodies = dict(zip(("甲局", "乙局", "丙局"), ("T01", "T02", "T03"), strict=True))
    own = plan(*(task(id, [target(f"{id}-1")], lead=(body,)) for body, id in bodies.items()))

    def quarter_(number: int, values: Mapping[str, int]) -> Progress:
        period = f"2021Q{number}"
        return progress(period, *(
            returned(body, {bodies[body]: {f"{bodies[body]}-1": value}}, REPORT_BY[number - 1])
            for body, value in values.items()
        ))  # fmt: skip

    tree = small(
        "2021Q3",
        quarter_(2, {"甲局": 5, "乙局": 10, "丙局": 12}),
        quarter_(3, {"甲局": 15, "乙局": 10}),
        of=own,
    )
    agrees(tree)
    assert [(row[1], row[0], row[4], row[5]) for row in Annexes(tree).ranking] == [
        ("甲局", "1", "3", "升2位"), ("乙局", "2", "1", "降1位"), ("丙局", "—", "1", "—"),
    ]  # fmt: skip


def test_nearly_on_schedule_is_not_100() -> None:
    """A hundred targets of which one is a hair behind: 99.9, and no body that has reached all."""
    many = plan(task("T01", [target(f"T01-{i}", value=2000) for i in range(1, 101)]))
    values = {f"T01-{i}": 1000 for i in range(1, 100)} | {"T01-100": 999}
    tree = small("2021Q2", reported("2021Q2", "甲局", {"T01": values}), of=many)
    agrees(tree)
    assert Annexes(tree).ranking[0][2] == "99.9%"


def test_criticism_is_said_with_its_trigger_and_the_paper_before_it() -> None:
    urged = notice(7, "甲局", "2021Q2", "urge", "T01", dated=date(2021, 7, 20))
    behind = (reported(p, "甲局", {"T01": {"T01-1": 1}}) for p in ("2021Q2", "2021Q3"))
    tree = small("2021Q3", *behind, issues=[urged])
    agrees(tree)
    (line,) = under(tree, "通报批评")
    assert line == (
        "甲局：（一）示例任务T01，已就此事印发催办通知而仍亮黄、红、灰灯"
        "（此前已于2021年7月20日以示政办函〔2021〕7号印发催办通知）。"
    )
    assert "通报批评1件" in paragraph(tree, "跟踪督办")


def test_three_red_quarters_need_no_paper_before() -> None:
    own = plan(task("T01", [target(due=date(2021, 2, 28))]))
    behind = (reported(p, "甲局", {"T01": {"T01-1": 0}}) for p in ("2021Q1", "2021Q2", "2021Q3"))
    (line,) = under(small("2021Q3", *behind, of=own), "通报批评")
    assert line == "甲局：（一）示例任务T01，连续3期亮红灯。"


def test_decisions_are_shown() -> None:
    tree = small(
        "2021Q3",
        reported("2021Q3", "甲局", {"T01": {"T01-1": 5}, "T02": {}}),
        of=plan(task("T01", [target()]), task("T02", [target("T02-1")])),
        closings=[closing("T02", date(2021, 10, 8))],
        extensions=[extension("T01", date(2021, 8, 1), date(2022, 6, 30))],
    )  # fmt: skip
    agrees(tree)
    assert "经审核已销号1条" in paragraph(tree, "任务进展")
    assert "经批准延期1条" in paragraph(tree, "任务进展")
    said = text(tree)
    assert "（延期至2022年6月30日）" in said
    assert "（2021年10月8日销号）" in said
    first, second_ = Annexes(tree).targets
    assert (first.pace, first.status) == ("50.0", "落后")
    assert (second_.wanted, second_.gap, second_.status) == ("—", "—", "完成")


def test_nobody_is_blamed_for_what_the_plan_gives_to_nobody() -> None:
    """The figure is known, because another body returned it, and is behind; no body is named."""
    own = plan(task("T01", [target()], lead=()), task("T02", [target("T02-1")]))
    tree = small(
        "2021Q2",
        reported("2021Q2", "甲局", {"T01": {"T01-1": 1}, "T02": {"T02-1": 12}}),
        of=own,
    )
    agrees(tree)
    assert under(tree, "进展落后") == [
        "未落实责任单位的指标（不涉及单位评价）：（一）示例指标T01-1累计1家，本期应完成10家，"
        "落后序时45.0个百分点，亮红灯。"
    ]
    assert "涉及单位0个" in paragraph(tree, "进展落后")
    assert _listed(paragraph(tree, "完成较好的单位"), "均亮绿灯的") == ["甲局"]
    assert "1项指标没有写明责任单位，只列数据，不作为对任何单位的评价。本期有数据的1项" in text(
        tree
    )


def test_a_plan_that_names_a_body_for_everything_has_no_headline_table() -> None:
    tree = small("2021Q2", reported("2021Q2", "甲局", {"T01": {"T01-1": 12}}))
    agrees(tree)
    assert not paragraph(tree, "主要目标")
    assert not paragraph(tree, "责任未落实")
    assert len(list(tree.iter("table"))) == 3


def test_a_milestone_has_no_points() -> None:
    own = plan(task("T01", [target(kind="milestone", bound="=", due=date(2021, 5, 31))]))
    tree = small("2021Q2", reported("2021Q2", "甲局", {"T01": {"T01-1": 0}}), of=own)
    agrees(tree)
    assert under(tree, "进展落后") == ["甲局：（一）示例指标T01-1未完成，到期未完成，亮红灯。"]


# What the document says of itself.


def test_the_annexes_are_called_as_the_text_calls_them(third: etree._Element) -> None:
    listed = [words(p) for p in third.iter("p") if name(p) == "p.attachment"]
    titles = [re.sub(r"^(附件：)?\d\.", "", one) for one in listed]
    assert titles == Annexes(third).titles
    assert len(titles) == 3


def test_pictures_are_numbered_and_say_their_numbers(third: etree._Element) -> None:
    captions = [words(one) for one in third.iter("figcaption")]
    assert captions == ["图1\u3000各章平均完成率与序时进度", "图2\u3000各牵头单位平均序时完成度"]
    pace, bodies = (one.get("alt", "") for one in third.iter("img"))
    for image in third.iter("img"):
        drawn = "".join(map(str, etree.fromstring(svg_of(image).encode()).itertext()))
        for number in re.findall(r"：([\d.]+%)，", image.get("alt", "")):
            assert number in drawn
    for one in prose(third):
        if found := re.search(r"“(.+)”.*平均完成率([\d.]+%)", one):
            assert f"{found[1]}：{found[2]}，" in pace
    for row in Annexes(third).ranking:
        assert f"{row[1]}：{row[2] if row[0] != '—' else row[6]}" in bodies


def test_no_cell_is_blank(second: etree._Element, third: etree._Element) -> None:
    for tree in (second, third):
        assert not [td for td in tree.iter("td", "th") if not words(td)]


def test_a_draft_and_a_numbered_circular(
    real: Project, quarters: tuple[Progress, Progress]
) -> None:
    shown = boards(real, "2021Q3", *quarters)
    number = read_number("驻政办〔2021〕30号")
    assert number
    issued = text(circular(shown, Issuance(number, date(2021, 10, 25)))).split("\n")
    plain = text(circular(shown)).split("\n")
    changed = [(a, b) for a, b in zip(plain, issued, strict=True) if a != b]
    assert changed == [
        ("驻政办〔2021〕\u3000\u3000号", "驻政办〔2021〕30号"),
        ("\u3000\u3000\u3000\u3000年\u3000\u3000月\u3000\u3000日", "2021年10月25日"),
        (
            "驻马店市人民政府办公室\u3000\u3000\u3000\u3000年\u3000\u3000月\u3000\u3000日印发",
            "驻马店市人民政府办公室2021年10月25日印发",
        ),
    ]
    dispatch = draft(shown).dispatch
    assert dispatch
    assert dispatch.period == "2021Q3"
    assert "市工信局" in dispatch.recipients
    assert "西平县" in "".join(dispatch.recipients)


def test_copies_go_to_whom_the_government_does_not_direct(third: etree._Element) -> None:
    (copies,) = (words(p) for p in third.iter("p") if name(p) == "p.copies")
    assert copies == "抄送：市工商联，市税务局，市人行驻马店支行，市银保监局。"
    own = small("2021Q2", reported("2021Q2", "甲局", {"T01": {}}), by=rules(copies="示例办公室"))
    assert "抄送：示例办公室。" in text(own)


@pytest.mark.parametrize(
    ("title", "issuer", "about"),
    [
        (
            "驻马店市2021年工业经济高质量发展工作方案",
            "驻马店市人民政府办公室",
            "工业经济高质量发展",
        ),
        ("关于促进民营经济发展的若干措施", "驻马店市人民政府", "促进民营经济发展"),
        ("驻马店市优化营商环境三年行动计划(2021—2023年)", "驻马店市人民政府办公室", "优化营商环境"),
        ("示例省推动制造业高质量发展实施方案", "示例省人民政府办公厅", "推动制造业高质量发展"),
        ("驻马店市2021年工作要点", "驻马店市人民政府办公室", ""),
        ("区域协同发展规划", "示例市人民政府办公室", "区域协同发展"),
    ],
)
def test_the_title_is_about_what_the_plan_is_about(title: str, issuer: str, about: str) -> None:
    assert subject(plan(title=title, issuer=issuer)) == about


def test_the_whole(third: etree._Element) -> None:
    golden.check("季度通报-2021Q3.txt", golden.projection(third))
