"""Where every target, task and body stands in a period, as the rows of a circular's annexes.

Text and annexes print the same rows, so that they cannot disagree; every number in them is traced.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from zmddoc.citation import citations
from zmddoc.compose.rows import BodyRow, ChapterRows, MatterRow, PlaceRow, TargetRow
from zmddoc.compose.trace import Input, Trace, Words, of_matter, of_target, of_unit
from zmddoc.compose.views import NONE, UNASSIGNED, name
from zmddoc.numerals import plain
from zmddoc.prose import prose
from zmddoc.supervise import Board, Judgement, MatterState, Part, Place, UnitState
from zmddoc.supervise.measure import is_rate
from zmddoc.supervise.pace import Deadline
from zmddoc.supervise.reasons import (
    due_words,
    gap_words,
    mode_rule,
    signed,
    value_words,
    verdict,
    year_figure,
)
from zmddoc.supervise.shares import decimal, percent
from zmddoc.supervise.words import LIGHTS, REPORTING, STATUSES, Status, light_word
from zmddoc.text import day

LEFT_BLANK = "未填报"
"""The return is there, the cell was left empty."""

UNDUE: tuple[Status, ...] = ("not_due", "unassigned")


class Standing:
    """The rows of one board."""

    def __init__(self, board: Board, trace: Trace) -> None:
        self.board, self.trace = board, trace
        self.chapters = tuple(self._chapters())
        self.places = tuple(self._place(place) for place in board.ranking)
        self.bodies = tuple(self._body(state) for state in board.units)
        self.totals = tuple(self._totals())
        """The last row of the lights by body: all tasks, then as ``BodyRow.lights``."""

    @property
    def matters(self) -> tuple[MatterRow, ...]:
        """Every task, in the order of the plan."""
        return tuple(row for chapter in self.chapters for row in chapter.rows)

    @property
    def targets(self) -> tuple[TargetRow, ...]:
        """Every target, in the order of the plan."""
        return tuple(row for chapter in self.chapters for row in chapter.targets)

    def _chapters(self) -> Iterator[ChapterRows]:
        plan = self.board.plan
        cited = citations(plan)
        for number, chapter in enumerate(prose(plan), 1):
            rows = tuple(self._matter(state) for state in self.board.chapter(number))
            if rows:
                label = cited[chapter.section.path].clause
                title = self.trace.words(chapter.title, f"{label}·标题", "方案原文")
                heading = chapter.mark if chapter.title else ""
                yield ChapterRows(label, heading, title, rows)

    def _matter(self, state: MatterState) -> MatterRow:
        matter, shown = state.matter, verdict(state.light, state.status)
        source = (of_matter(state, shown),)
        lead = tuple(map(name, matter.lead)) or (UNASSIGNED,)
        return MatterRow(
            state=state,
            clause=matter.clause,
            title=self.trace.words(matter.title, f"{matter.id}·标题", "方案原文", source),
            notes=tuple(self._notes(matter.id, state.deadline, state)),
            verdict=shown,
            lead=lead,
            targets=tuple(self._target(one, state, lead) for one in state.judgements),
        )

    def _notes(self, id: str, due: Deadline, of: MatterState | Judgement) -> Iterator[Words]:
        """What the office decided, with its days."""
        if due.extension:
            decided = Input("plan/decisions.yaml", f"延期 {id}", due.extension.dated.isoformat())
            rule = f"原时限{day(due.stated)}，{due.extension.approved_by}批准延期"
            yield self.trace(f"延期至{day(due.day)}", f"{id}·延期", rule, (decided,))
        if of.closing:
            decided = Input("plan/decisions.yaml", f"销号 {id}", of.closing.dated.isoformat())
            rule = f"{of.closing.reviewer}审核销号，依据{of.closing.evidence}"
            yield self.trace(f"{day(of.closing.dated)}销号", f"{id}·销号", rule, (decided,))

    def _target(self, one: Judgement, state: MatterState, lead: tuple[str, ...]) -> TargetRow:
        target, id, trace = one.target, one.target.id, self.trace
        quote = Input(id, one.name, one.matter.quote_of(target))
        year = year_figure(target, one.aim)
        wanted, value = _wanted(one), _value(one)
        source = (of_target(one, value),)
        completion = NONE if one.completion is None else f"{one.completion}%"
        compared = one.closing is None and target.kind != "milestone"
        gap = NONE if one.gap is None or not compared else signed(one.gap)
        moved = one.deadline.extension not in (None, state.deadline.extension)
        own = moved or (one.closing is not None and one.closing is not state.closing)
        due_rule = f"{year}×{percent(one.share)}%" if _pace(one) else "按全年目标"
        return TargetRow(
            judgement=one,
            clause=one.matter.clause,
            name=trace.words(one.name, f"{id}·指标名称", "方案原文", (quote,)),
            notes=tuple(self._notes(id, one.deadline, one)) if own else (),
            year=trace.words(year, f"{id}·全年目标", "方案原文", (quote,)),
            wanted=trace.words(wanted, f"{id}·本期应完成", due_rule, (quote,)),
            pace=trace(f"序时{percent(one.share)}%", f"{id}·序时进度", mode_rule(one), (quote,))
            if _pace(one)
            else "",
            value=trace.words(value, f"{id}·完成数", "报送的累计数", source),
            completion=trace.words(completion, f"{id}·完成率", "完成数÷全年目标", source),
            gap=trace.words(gap, f"{id}·序时差", _gap_rule(one), source),
            gap_words=trace.words(
                gap_words(one) if compared else "", f"{id}·差距", _gap_rule(one), source
            ),
            verdict=verdict(one.light, one.status),
            lead=lead,
            overdue=one.overdue,
        )

    def _place(self, place: Place) -> PlaceRow:
        label = name(place.unit)
        state = self.board.unit(place.unit.name)
        assert state
        counted = [one for one in state.judgements if one.degree is not None]
        inputs = [of_target(one, f"序时完成度{_exact(one.degree)}%") for one in counted]
        rank, last = (
            str(number) if number is not None else NONE
            for number in (place.place, place.last_place)
        )
        score = NONE if place.score is None else f"{place.score}%"
        trace = self.trace
        own = Input(place.unit.name, place.unit.full, score)
        before = self.board.before
        earlier = Input(place.unit.name, before.period.id if before else NONE, last)
        return PlaceRow(
            place=place,
            name=label,
            rank=trace.words(
                rank, f"{label}·位次", "按平均序时完成度由高到低排列，并列的之后顺延", (own,)
            ),
            score=trace.words(
                score, f"{label}·平均序时完成度", "各项指标序时完成度的平均数，保留一位小数", inputs
            ),
            counted=trace(len(counted), f"{label}·计入指标数", "计入平均的指标", inputs)
            if place.score is not None
            else NONE,
            last=trace.words(last, f"{label}·上期位次", "上期排名", (earlier,)),
            change=trace.words(
                _change(place), f"{label}·位次变化", "上期位次减本期位次", (own, earlier)
            ),
            note=place.note or NONE,
        )

    def _body(self, state: UnitState) -> BodyRow:
        label = name(state.unit)
        return BodyRow(
            state=state,
            name=label,
            total=self.trace(
                len(state.parts), f"{label}·任务数", "须报送的任务", map(_of_part, state.parts)
            ),
            lights=tuple(
                self.trace(len(parts), f"{label}·{word}", "所负责任务的亮灯", map(_of_part, parts))
                for word, parts in _by_light(state.parts)
            ),
            reporting=self._reporting(state, label),
        )

    def _reporting(self, state: UnitState, label: str) -> Words:
        word = REPORTING[state.reporting]
        if state.reporting != "late":
            return word
        rule = f"收到日期减报送截止日{self.board.period.report_by.isoformat()}"
        text = f"{word}{state.days_late}天"
        return self.trace(text, f"{label}·迟报天数", rule, (of_unit(state),))

    def _totals(self) -> Iterator[Words]:
        parts = [part for state in self.board.units for part in state.parts]
        yield self.trace(len(parts), "各单位·任务数合计", "上列各数之和", map(_of_part, parts))
        for word, some in _by_light(parts):
            yield self.trace(len(some), f"各单位·{word}合计", "上列各数之和", map(_of_part, some))


def _by_light(parts: Sequence[Part]) -> list[tuple[str, list[Part]]]:
    """The parts under each light, from green to grey, then those not judged."""
    lit: list[tuple[str, list[Part]]] = [
        (f"{word}灯", [part for part in parts if part.light == light])
        for light, word in LIGHTS.items()
    ]
    return [*lit, ("未判定", [part for part in parts if part.light is None])]


def _of_part(part: Part) -> Input:
    shown = f"{name(part.unit)}：{light_word(part.light)}"
    if part.returned is None:
        return Input(part.matter.id, part.matter.title, shown)
    returned = part.returned
    cell = part.task.cells.get("progress", "") if part.task else ""
    return Input(
        part.matter.id, part.matter.title, shown, returned.unit, returned.file, returned.sha256,
        cell, returned.received.isoformat(),
    )  # fmt: skip


def _pace(one: Judgement) -> bool:
    """Whether it is held against the schedule."""
    return one.mode == "pace" and _wanted(one) != NONE


def _wanted(one: Judgement) -> str:
    if one.aim is None or one.status in UNDUE or one.closing:
        return NONE
    return due_words(one.target, one.aim)


def _value(one: Judgement) -> str:
    if one.value is not None:
        return value_words(one.target, one.value)
    missing = one.status == "unreported"
    return (LEFT_BLANK if one.why == "blank" else STATUSES["unreported"]) if missing else NONE


def _gap_rule(one: Judgement) -> str:
    if is_rate(one.target):
        return "完成数减全年目标"
    return "（完成数减本期应完成）÷全年目标"


def _change(place: Place) -> str:
    change = place.change
    if change is None:
        return NONE
    if change == 0:
        return "持平"
    return f"升{change}位" if change > 0 else f"降{-change}位"


def _exact(degree: Fraction | None) -> Decimal:
    assert degree is not None
    return Decimal(plain(round(decimal(degree * 100), 4)))
