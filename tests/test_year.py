"""A whole year: forms out, filled in, returned, judged, and every total reckoned a second time.

The second reckoning (``support.reckoning``, and the ladder below) knows the plan's YAML and what the
dice have filled in, not one model of zmddoc.
"""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from support.circulars import Annexes, circular, paragraph
from support.filling import filled
from support.libreoffice import SOFFICE, Office
from support.notices import papers, said, step_of
from support.reckoning import Reckoned, ranked, reckon
from support.year import PERIODS, Filled, expected, with_four_periods, year

from zmddoc.build import Order, build
from zmddoc.collect import Handed, collect
from zmddoc.model import Decisions, Issue, Register
from zmddoc.project import Project
from zmddoc.read import read_project
from zmddoc.supervise import Board, board
from zmddoc.supervise.words import LIGHTS, STATUSES

ROOT = Path(__file__).resolve().parent.parent
SEED = 2021
HASH = "0" * 64
RUNGS = ("reminder", "notice", "urge", "criticism")

Way = Callable[[str, str, bytes], bytes]
"""What becomes of a filled-in form on its way back: period, unit, content."""


@dataclass
class Quarter:
    """One quarter as zmddoc has it, and as it ought to be."""

    board: Board
    reckoned: Reckoned
    returned: list[Filled]
    called: set[tuple[str, str, str]]
    """Unit, task and rung of the ladder that ought to be called for."""


class Simulation:
    """A secretariat's year, with the dice for its bureaus."""

    def __init__(self, folder: Path, truth: Path, way: Way) -> None:
        self.folder, self.truth, self.way = folder, truth, way
        for one in (folder, truth):
            shutil.copytree(ROOT / "plan", one / "plan")
            with_four_periods(one)
        self.issues: list[Issue] = []
        self.highest: dict[tuple[str, str], int] = {}
        """The highest rung issued, by unit and task."""
        self.lights: dict[str, list[str | None]] = {}

    def run(self) -> dict[str, Quarter]:
        thrown = year(self.folder, SEED)
        return {period: self._quarter(period, thrown[period]) for period in PERIODS}

    def _read(self) -> Project:
        project, found = read_project(self.folder)
        assert not [one for one in found if one.severity == "error"]
        return project

    def _quarter(self, period: str, returned: list[Filled]) -> Quarter:
        project = self._read()
        assert project.plan and project.registry and project.rules
        assert not build(project, Order(("form",), period=period)).failures
        self._come_back(period, returned)
        expected(self.truth, period, returned)
        project = self._read()
        assert project.plan and project.registry and project.rules
        now = board(
            project.plan, project.registry, project.rules, project.progress.values(),
            Decisions(), Register(issues=tuple(self.issues)), period,
        )  # fmt: skip
        reckoned = reckon(self.truth, period)
        called = self._called(reckoned)
        self._issue(period, called)
        return Quarter(now, reckoned, returned, called)

    def _come_back(self, period: str, returned: list[Filled]) -> None:
        """Fill the forms in and collect them, day by day."""
        (chosen,) = [one for one in self._read().rules.periods if one.id == period]  # type: ignore[union-attr]
        for day in sorted({one.received for one in returned}):
            files = []
            for one in (one for one in returned if one.received == day):
                blank = self.folder / "build/报送表" / period / f"{one.unit}.xlsx"
                back = self.folder / "回收" / period / f"{one.unit}.xlsx"
                back.parent.mkdir(parents=True, exist_ok=True)
                content = filled(blank.read_bytes(), one.answers)
                back.write_bytes(self.way(period, one.unit, content))
                files.append(Handed(back, back.name))
            done = collect(self._read, self.folder, chosen, files, day)
            assert [str(one) for one in done.found] == []

    def _called(self, reckoned: Reckoned) -> set[tuple[str, str, str]]:
        """The ladder by hand: what shows no light is no history, and only issuing makes any."""
        called = set()
        for task, (unit, *_) in ((id, lead) for id, lead in reckoned.lead.items() if lead):
            if unit.endswith("各成员单位"):
                continue
            lights = self.lights.setdefault(task, [])
            lights.append(reckoned.light[task])
            rung = _rung(lights, self.highest.get((unit, task), -1))
            if rung >= 0:
                called.add((unit, task, RUNGS[rung]))
        return called

    def _issue(self, period: str, called: set[tuple[str, str, str]]) -> None:
        for unit, step in sorted({(unit, step) for unit, _, step in called}):
            matters = sorted(id for body, id, rung in called if (body, rung) == (unit, step))
            self.issues.append(
                Issue(
                    number=f"示例函〔2021〕{len(self.issues) + 1}号", kind="notice", title="示例",
                    dated=date.fromisoformat(PERIODS[period][1]), recipients=(unit,), plan=HASH,
                    files=(), unit=unit, period=period, step=step, matters=tuple(matters),
                )  # type: ignore[arg-type]
            )  # fmt: skip
            for id in matters:
                now = max(self.highest.get((unit, id), -1), RUNGS.index(step))
                self.highest[unit, id] = now


def _rung(lights: list[str | None], issued: int) -> int:
    """The rung that the rules ask for; -1 for none."""
    bad = {"yellow", "red", "grey"}
    if (lights[-1] in bad and issued >= 2) or lights[-3:] == ["red"] * 3:
        return 3
    if lights[-1] in bad and issued >= 1:
        return 2
    running = len(lights) > 1 and all(one in {*bad, "blue"} for one in lights[-2:])
    if lights[-1] in {"yellow", "red"} or running:
        return 1
    return 0 if lights[-1] in {"blue", "grey"} else -1


@pytest.fixture(scope="module")
def simulated(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Quarter]:
    folder = tmp_path_factory.mktemp("year")
    return Simulation(folder / "project", folder / "truth", lambda *form: form[-1]).run()


@pytest.fixture(params=PERIODS)
def quarter(request: pytest.FixtureRequest, simulated: dict[str, Quarter]) -> Quarter:
    return simulated[request.param]


def test_the_year_has_everything_to_be_told_apart(simulated: dict[str, Quarter]) -> None:
    lights = Counter(light for one in simulated.values() for light in one.reckoned.light.values())
    assert set(lights) == {*LIGHTS, None}
    steps = Counter(step for one in simulated.values() for _, _, step in one.called)
    assert set(steps) == set(RUNGS)
    how = Counter(
        words[:2] for one in simulated.values() for words in one.reckoned.reporting.values()
    )
    assert set(how) == {"按时", "迟报", "未报"}


def test_the_ledger_holds_what_was_filled_in(quarter: Quarter) -> None:
    typed = {
        figure["id"]: (figure["value"], figure.get("baseline"))
        for one in quarter.returned
        for task in one.tasks
        for figure in task["targets"]
    }
    held = {
        one.target.id: (
            float(one.source.target.value),
            None if one.source.target.baseline is None else float(one.source.target.baseline),
        )
        for one in quarter.board.judgements
        if one.source
    }
    assert held == typed


def test_who_reported_who_late_who_not(quarter: Quarter) -> None:
    shown = {
        state.unit.name: {"on_time": "按时报送", "missing": "未报送"}.get(
            state.reporting, f"迟报{state.days_late}天"
        )
        for state in quarter.board.units
    }
    assert shown == quarter.reckoned.reporting
    assert {one.unit for one in quarter.returned} == {
        unit for unit, how in shown.items() if how != "未报送"
    }


def test_every_target_and_task_is_judged_as_by_hand(quarter: Quarter) -> None:
    reckoned = quarter.reckoned
    for one in quarter.board.judgements:
        id = one.target.id
        assert (one.light, STATUSES[one.status]) == (reckoned.light[id], reckoned.status[id]), id
        assert one.gap == reckoned.gap.get(id), id
        shown = None if one.completion is None else f"{one.completion}%"
        assert shown == reckoned.completion.get(id), id
    for state in quarter.board.matters:
        id = state.matter.id
        assert (state.light, STATUSES[state.status]) == (reckoned.light[id], reckoned.status[id]), (
            id
        )


def test_every_total_comes_to_the_same(quarter: Quarter) -> None:
    reckoned, now = quarter.reckoned, quarter.board
    for tally, ids in (
        (now.targets, [id for mine in reckoned.targets.values() for id in mine]),
        (now.tasks, list(reckoned.lead)),
    ):
        by_hand = Counter(reckoned.status[id] for id in ids)
        assert {one.label: one.count for one in tally.counts if one.count} == by_hand
        assert sum(one.share for one in tally.counts) == 100
        for one in tally.counts:
            assert abs(float(one.share) - 100 * one.count / len(ids)) < 0.1


def test_the_ranking_is_as_by_hand(quarter: Quarter) -> None:
    by_hand = ranked(quarter.reckoned)
    shown = {
        one.unit.name: (one.place, one.note if one.score is None else f"{one.score}%")
        for one in quarter.board.ranking
    }
    assert shown == by_hand


def test_last_periods_place_is_the_one_that_was_printed(simulated: dict[str, Quarter]) -> None:
    before: dict[str, int | None] = {}
    for one in simulated.values():
        shown = {place.unit.name: place.last_place for place in one.board.ranking}
        assert shown == {unit: before.get(unit) for unit in shown}
        before = {unit: place for unit, (place, _) in ranked(one.reckoned).items()}


def test_the_ladder_is_as_by_hand(quarter: Quarter) -> None:
    shown = {(call.unit.name, call.matter.id, call.step) for call in quarter.board.calls}
    assert shown == quarter.called


WORDS = {**LIGHTS, None: ""}


def test_the_circular_prints_every_target_as_by_hand(quarter: Quarter) -> None:
    reckoned, board = quarter.reckoned, quarter.board
    typed = {
        figure["id"]: figure["value"]
        for one in quarter.returned
        for task in one.tasks
        for figure in task["targets"]
    }
    rows = Annexes(circular(board)).targets
    for one, row in zip(board.judgements, rows, strict=True):
        id = one.target.id
        assert (row.name, row.light, row.status) == (
            one.name, WORDS[reckoned.light[id]], reckoned.status[id]
        )  # fmt: skip
        assert row.completion == reckoned.completion.get(id, "—")
        if one.target.kind == "milestone":
            continue
        if id in typed:
            (number,) = re.findall(r"-?\d+(?:\.\d+)?", row.value)
            assert float(number) == typed[id]
        else:
            assert not re.search(r"\d", row.value)  # never a zero


@pytest.mark.parametrize("heading", ["报送情况", "任务进展", "指标进展"])
def test_the_totals_of_the_circulars_text_are_as_by_hand(quarter: Quarter, heading: str) -> None:
    reckoned = quarter.reckoned
    targets = [id for ids in reckoned.targets.values() for id in ids]
    listed = {
        "报送情况": [re.sub(r"\d+天", "", how) for how in reckoned.reporting.values()],
        "任务进展": [reckoned.status[id] for id in reckoned.lead],
        "指标进展": [reckoned.status[id] for id in targets],
    }[heading]
    sentence = paragraph(circular(quarter.board), heading).partition("。")[0]
    total = re.search(r"(\d+)[个条项]：", sentence)
    assert total and int(total[1]) == len(listed)
    found = re.findall(r"([\u4e00-\u9fff]+?)(\d+)[个条项]，占([\d.]+)%", sentence[total.end() :])
    assert {kind: int(n) for kind, n, _ in found if n != "0"} == Counter(listed)
    assert sum(Decimal(share) for _, _, share in found) == 100
    for _, n, share in found:
        assert abs(float(share) - 100 * int(n) / len(listed)) < 0.1


def test_the_circulars_ranking_is_as_by_hand(quarter: Quarter) -> None:
    shown = {row[1]: (row[0], row[2], row[-1]) for row in Annexes(circular(quarter.board)).ranking}
    by_hand = ranked(quarter.reckoned)
    assert set(shown) == set(by_hand)
    for unit, (place, score) in by_hand.items():
        assert shown[unit][0] == ("—" if place is None else str(place))
        assert score in shown[unit][1:]


def test_every_call_is_in_one_notice_with_the_figures_that_were_typed(quarter: Quarter) -> None:
    made = list(papers(quarter.board).values())
    called = {(unit, task, step) for unit, step, matters in map(step_of, made) for task in matters}
    assert called == quarter.called
    assert sum(len(step_of(paper)[2]) for paper in made) == len(called)
    typed = {
        (one.unit, task["id"]): [figure["value"] for figure in task["targets"]]
        for one in quarter.returned
        for task in one.tasks
    }
    milestones = {"T12"}
    for paper in made:
        unit, step, matters = step_of(paper)
        numbers = set(re.findall(r"\d+(?:\.\d+)?", said(paper)))
        for task in set(matters) - milestones if step != "reminder" else ():
            assert {f"{abs(value):g}" for value in typed.get((unit, task), ())} <= numbers, task


@pytest.mark.office
@pytest.mark.skipif(SOFFICE is None, reason="no soffice")
def test_the_same_year_through_libreoffice(tmp_path: Path, simulated: dict[str, Quarter]) -> None:
    """Two bodies save their forms with LibreOffice; nothing else is different then."""
    office = Office(tmp_path)

    def saved(period: str, unit: str, content: bytes) -> bytes:
        if (period, unit) not in {
            ("2021Q1", "市科技局"), ("2021Q2", "市科技局"),
            ("2021Q1", "市发改委"), ("2021Q3", "市工信局"),
        }:  # fmt: skip
            return content
        source = tmp_path / "filled" / f"{period}-{unit}.xlsx"
        source.parent.mkdir(exist_ok=True)
        source.write_bytes(content)
        back = office.convert(source, "xlsx", tmp_path / "saved").read_bytes()
        assert back != content
        done.append(unit)
        return back

    done: list[str] = []
    again = Simulation(tmp_path / "project", tmp_path / "truth", saved).run()
    assert len(done) >= 3
    for period, one in again.items():
        assert one.board.judgements and one.called == simulated[period].called
        values = {j.target.id: j.value for j in one.board.judgements}
        assert values == {j.target.id: j.value for j in simulated[period].board.judgements}
