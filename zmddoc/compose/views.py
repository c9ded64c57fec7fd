"""What templates see: facts as printed words, nothing left to compute."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from zmddoc.assign import Item, bases
from zmddoc.model import Period, Plan, Unit
from zmddoc.numerals import chinese, clause
from zmddoc.prose import content, prose
from zmddoc.text import day
from zmddoc.typography import normalise, printed

UNASSIGNED = "未落实责任单位"
NONE = "—"


@dataclass(frozen=True)
class Row:
    """One item of the plan as the tables print it."""

    number: str
    """序号: the task's number in the plan."""
    id: str
    clause: str
    title: str
    text: str
    """What is to be done, a paragraph a line, without annotations."""
    targets: tuple[str, ...]
    """The words that state each target."""
    lead: tuple[str, ...]
    support: tuple[str, ...]
    due: date | None

    @property
    def lead_cell(self) -> tuple[str, ...]:
        """What the lead column prints: never blank (DOMAIN.md paragraph 6, Blank cell)."""
        return self.lead or ((UNASSIGNED,) if self.targets else (NONE,))

    @property
    def support_cell(self) -> tuple[str, ...]:
        """What the support column prints."""
        return self.support or (NONE,)

    @property
    def target_cell(self) -> tuple[str, ...]:
        """What the target column prints."""
        return self.targets or (NONE,)

    @property
    def due_cell(self) -> tuple[str, ...]:
        """What the deadline column prints: the year on one line, the day on the next."""
        if self.due is None:
            return (NONE,)
        return f"{self.due.year}年", f"{self.due.month}月{self.due.day}日"


@dataclass(frozen=True)
class Part:
    """A chapter with its rows."""

    heading: str
    """一、总体要求; '' where the chapter has none."""
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Reporting:
    """One reporting period as printed."""

    name: str
    cutoff: str
    report_by: str


@dataclass(frozen=True)
class Head:
    """What the head of every document says of it."""

    title: str
    author: str
    description: str
    stamp: str
    footer: str
    """The line at the foot of tables: plan number and content hash."""
    sample: str = ""
    """What every page says at its head where the data are samples: 示例数据."""


def row(item: Item, plan: Plan) -> Row:
    """Return the item as printed: errata applied, punctuation full-width."""
    record = item.record
    task = item.within
    return Row(
        number=str(item.task) if item.task else NONE,
        id=item.id,
        clause=item.clause,
        title=printed(plan, record.title, task),
        text=content(plan, item.section, task),
        targets=_quotes(plan, item),
        lead=tuple(name(unit) for unit in item.lead),
        support=tuple(name(unit) for unit in item.support),
        due=item.due,
    )


def cited(rows: Sequence[Row]) -> str:
    """Return the clauses of the rows as a text cites them: 第九、十一、十六至二十二条; three tasks or more
    running are a range. Where a row is no whole task, or tasks are not numbered straight through
    the plan, each clause as it stands: （十二）1、（十二）2."""
    numbers = [int(row.number) for row in rows if row.number != NONE]
    if len(numbers) < len(rows) or any(
        row.clause not in (clause(n), f"{chinese(n)}、", f"第{chinese(n)}条")
        for n, row in zip(numbers, rows, strict=True)
    ):
        clauses = [row.clause.removesuffix("、") for row in rows]
        return ("，" if any("、" in one for one in clauses) else "、").join(clauses)
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    pieces = [
        f"{chinese(run[0])}至{chinese(run[-1])}" if len(run) > 2 else "、".join(map(chinese, run))
        for run in runs
    ]
    return f"第{'、'.join(pieces)}条"


def _quotes(plan: Plan, item: Item) -> tuple[str, ...]:
    """The words that state the item's targets, once each; words that state several say how many,
    so that a count of the table comes to the number of targets."""
    quotes = Counter(printed(plan, target.quote, item.within) for target in item.targets)
    return tuple(quote if n == 1 else f"{quote}（{n}项）" for quote, n in quotes.items())


def parts(plan: Plan, items: Sequence[Item]) -> tuple[Part, ...]:
    """Return the chapters with their rows, those without any left out; a chapter is a row where
    there is something to do under its own duty."""
    found = (
        Part(
            chapter.mark + chapter.title,
            tuple(
                row(item, plan) for item in items if item.chapter == number and not item.passed_on
            ),
        )
        for number, chapter in enumerate(prose(plan), 1)
    )
    return tuple(part for part in found if part.rows)


def lead_note(plan: Plan) -> str:
    """Return what tables say of why the first-named body leads; '' where the plan says it."""
    found = bases(plan)
    if found == {"convention"}:
        return (
            "注：方案各条只列“责任单位”，未明确牵头单位；"
            "本表以首位所列单位为牵头单位，系按惯例推定。"
        )
    if "convention" in found:
        return "注：方案没有写明牵头单位的，本表以首位所列单位为牵头单位，系按惯例推定。"
    return "注：牵头单位按方案规定，为各条首位所列单位。" if found == {"rule"} else ""


def shared_note(plan: Plan) -> str:
    """Return what tables say of the bodies that the plan names once for every task; '' where it
    names none so."""
    named = "、".join(normalise(name) for name in plan.shared)
    return f"注：方案言明{named}对各条都有责任，本表列为各条的配合单位。" if named else ""


def headings(plan: Plan) -> int:
    """Return how many chapters have a title."""
    return sum(bool(chapter.title) for chapter in plan.chapters)


def name(unit: Unit) -> str:
    """A body's name as documents print it."""
    return normalise(unit.name)


def reporting(period: Period) -> Reporting:
    """Return a reporting period as printed."""
    return Reporting(
        f"{period.year}年第{chinese(period.quarter)}季度", day(period.cutoff), day(period.report_by)
    )
