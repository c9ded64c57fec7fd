"""Counts and averages of a circular, each with what was counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Generic, TypeVar

from zmddoc.compose.rows import BodyRow, ChapterRows, MatterRow, PlaceRow, TargetRow
from zmddoc.compose.trace import Input, Trace, Traced, of_matter, of_target, of_unit
from zmddoc.supervise import Board, UnitState, tally
from zmddoc.supervise.ranking import mean
from zmddoc.supervise.shares import percent, shares, tenths
from zmddoc.supervise.words import REPORTING, Reporting

T = TypeVar("T")

FULL = Decimal(100)


@dataclass(frozen=True)
class Count:
    """How many are of one kind, and their share in all."""

    label: str
    number: int
    count: Traced
    share: Traced
    """In percent, with the sign; those of one row add up to 100.0%."""


@dataclass(frozen=True)
class Counts:
    """A whole divided into kinds: each thing counted is in exactly one."""

    total: Traced
    parts: tuple[Count, ...]

    @property
    def some(self) -> tuple[Count, ...]:
        """The parts that are not empty."""
        return tuple(one for one in self.parts if one.number)


@dataclass(frozen=True)
class Pace:
    """One chapter's completion held against the schedule."""

    counted: Traced
    """How many targets are judged by pace."""
    completion: Decimal
    """Average of their completions as printed, each at most 100, in percent."""
    schedule: Decimal
    """Average of what is due, in percent."""
    shown: Traced
    due: Traced
    gap: Traced
    """Size of the difference, in points."""

    @property
    def difference(self) -> Decimal:
        """Points ahead of the schedule, below 0 behind."""
        return self.completion - self.schedule


@dataclass(frozen=True)
class ChapterCounts:
    """One chapter in figures."""

    rows: ChapterRows
    matters: Traced
    targets: Counts
    pace: Pace | None
    """None where no target of the chapter is judged by pace."""


@dataclass(frozen=True)
class Group(Generic[T]):
    """Some rows of a kind, and how many they are."""

    rows: tuple[T, ...]
    count: Traced

    def __bool__(self) -> bool:
        return bool(self.rows)


class Counter:
    """Counts what stands on one board."""

    def __init__(self, board: Board, trace: Trace) -> None:
        self.board, self.trace = board, trace

    def matters(self) -> Counts:
        """The tasks by status."""
        states = self.board.matters
        groups = [
            (one.label, [of_matter(s, one.label) for s in states if s.status == one.status])
            for one in self.board.tasks.counts
        ]
        return self._counts("任务", groups)

    def targets(self, rows: Sequence[TargetRow], of: str = "指标") -> Counts:
        """Targets by status."""
        counted = tally(row.judgement.status for row in rows)
        groups = [
            (
                one.label,
                [_of_row(row, one.label) for row in rows if row.judgement.status == one.status],
            )
            for one in counted.counts
        ]
        return self._counts(of, groups)

    def reporting(self) -> Counts:
        """The bodies that had to report, by whether they did."""
        kinds: tuple[Reporting, ...] = ("on_time", "late", "missing")
        groups = [(REPORTING[kind], [of_unit(s) for s in self.reported(kind)]) for kind in kinds]
        return self._counts("单位", groups)

    def reported(self, kind: Reporting) -> tuple[UnitState, ...]:
        """The bodies that reported so."""
        return tuple(one for one in self.board.units if one.reporting == kind)

    def chapter(self, rows: ChapterRows) -> ChapterCounts:
        """One chapter."""
        label = rows.label
        return ChapterCounts(
            rows,
            self.trace(
                len(rows.rows),
                f"{label}·任务数",
                "本章的任务",
                [of_matter(row.state, row.verdict) for row in rows.rows],
            ),
            self.targets(rows.targets, f"{label}·指标"),
            self._pace(rows.targets, label),
        )

    def _pace(self, rows: Sequence[TargetRow], label: str) -> Pace | None:
        judged = [row for row in rows if row.pace and row.judgement.gap is not None]
        if not judged:
            return None
        done = [min(row.judgement.completion or Decimal(0), FULL) for row in judged]
        due = [percent(row.judgement.share) for row in judged]
        completion, schedule = average(done), average(due)
        inputs = [_of_row(row, f"完成率{row.completion}") for row in judged]
        paces = [_of_row(row, f"序时{share}%") for row, share in zip(judged, due, strict=True)]
        return Pace(
            self.trace(len(judged), f"{label}·按序时判定的指标数", "按序时判定并已报送的指标", inputs),
            completion,
            schedule,
            self.trace(
                f"{completion}%", f"{label}·平均完成率",
                "各项完成率（超过100%的按100%计）的平均数，保留一位小数", inputs,
            ),
            self.trace(f"{schedule}%", f"{label}·平均序时进度", "各项序时进度的平均数，保留一位小数", paces),
            self.trace(
                f"{abs(completion - schedule)}个百分点", f"{label}·与序时之差",
                "平均完成率与平均序时进度之差", inputs,
            ),
        )  # fmt: skip

    def _counts(self, of: str, groups: Sequence[tuple[str, Sequence[Input]]]) -> Counts:
        everything = [one for _, inputs in groups for one in inputs]
        total = self.trace(len(everything), f"{of}·合计", "各类之和", everything)
        parts = zip(groups, shares([len(inputs) for _, inputs in groups]), strict=True)
        return Counts(total, tuple(self._count(of, *group, share) for group, share in parts))

    def _count(self, of: str, label: str, inputs: Sequence[Input], share: Decimal) -> Count:
        count = self.trace(len(inputs), f"{of}·{label}·个数", f"逐个计数：{label}", inputs)
        rule = "个数÷合计，保留一位小数，各项之和为100.0%（最大余数法）"
        return Count(
            label, len(inputs), count, self.trace(f"{share}%", f"{of}·{label}·占比", rule, inputs)
        )

    def group(
        self, label: str, rule: str, rows: Iterable[T], as_input: Callable[[T], Input]
    ) -> Group[T]:
        """The rows with how many they are."""
        listed = tuple(rows)
        inputs = [as_input(row) for row in listed]
        return Group(listed, self.trace(len(listed), label, rule, inputs))

    def target_group(self, label: str, rule: str, rows: Iterable[TargetRow]) -> Group[TargetRow]:
        """Targets, each with where it stands."""
        return self.group(label, rule, rows, lambda row: _of_row(row, row.verdict))

    def matter_group(self, label: str, rule: str, rows: Iterable[MatterRow]) -> Group[MatterRow]:
        """Tasks, each with where it stands."""
        return self.group(label, rule, rows, lambda row: of_matter(row.state, row.verdict))

    def body_group(self, label: str, rule: str, rows: Iterable[BodyRow]) -> Group[BodyRow]:
        """Bodies, each with its return."""
        return self.group(label, rule, rows, lambda row: of_unit(row.state))

    def place_group(self, label: str, rows: Iterable[PlaceRow]) -> Group[PlaceRow]:
        """Bodies of the ranking, each with its score."""
        return self.group(
            label, "排名表中逐个计数", rows,
            lambda row: Input(row.place.unit.name, row.place.unit.full, str(row.score)),
        )  # fmt: skip


def average(values: Sequence[Decimal]) -> Decimal:
    """The mean of printed values, in one decimal place, so that a reader with the table and a
    calculator finds the same."""
    return tenths(mean([Fraction(value) for value in values]))


def _of_row(row: TargetRow, value: str) -> Input:
    return of_target(row.judgement, value)
