"""Who does what: the plan's duties resolved against the registry (pure functions).

Every figure and name a document prints about duties comes from here, so that two documents cannot
disagree. Names that the registry does not know are left out; ``check`` refuses them first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from zmddoc.model import Chapter, Measure, Plan, Registry, Target, Unit
from zmddoc.numerals import chinese, clause

Role = Literal["lead", "support", "member"]


@dataclass(frozen=True)
class Item:
    """Something a duty can stand on, in the order of the plan and numbered by its position: a
    task always, a chapter or a measure where it carries a duty of its own."""

    record: Measure | Chapter
    id: str
    """The task's or measure's id; for a chapter ''."""
    task: int
    """The number of the task it belongs to, from 1, straight through the plan; for a chapter 0."""
    clause: str
    """As documents cite it: （十二）, （十二）3, 第二章."""
    chapter: int
    """The number of its chapter, from 1."""
    lead: tuple[Unit, ...]
    support: tuple[Unit, ...]
    due: date | None

    @property
    def bodies(self) -> tuple[Unit, ...]:
        """Every body of its duties, leads first."""
        return self.lead + self.support

    @property
    def targets(self) -> tuple[Target, ...]:
        """Its own targets, not those of its measures."""
        return () if isinstance(self.record, Chapter) else self.record.targets


@dataclass(frozen=True)
class Assignment:
    """One body's part in one item."""

    item: Item
    role: Role
    group: Unit | None = None
    """For a member: the group that is named in the duty."""
    inferred: bool = False
    """For a member: no list names it, the membership is inferred."""


@dataclass(frozen=True)
class Responsibility:
    """Everything that falls on one body, each part in the order of the plan."""

    unit: Unit
    assignments: tuple[Assignment, ...]

    def of(self, role: Role) -> tuple[Assignment, ...]:
        """The assignments of one role."""
        return tuple(a for a in self.assignments if a.role == role)

    @property
    def targets(self) -> tuple[Target, ...]:
        """The targets it answers for: those of the items it leads."""
        return tuple(t for a in self.of("lead") for t in a.item.targets)

    @property
    def inferred(self) -> tuple[Assignment, ...]:
        """The assignments that rest on an inferred membership."""
        return tuple(a for a in self.assignments if a.inferred)


@dataclass(frozen=True)
class Tally:
    """How often one body is named: as lead and as support."""

    unit: Unit
    lead: int
    support: int

    @property
    def total(self) -> int:
        """All its mentions."""
        return self.lead + self.support


def items(plan: Plan, registry: Registry) -> tuple[Item, ...]:
    """Return every task of the plan, and every chapter and measure that carries a duty."""
    return tuple(_items(plan, registry))


def _items(plan: Plan, registry: Registry) -> Iterator[Item]:
    number = 0
    for c, chapter in enumerate(plan.chapters, 1):
        if chapter.duty:
            lead, support = _bodies(chapter, registry)
            yield Item(chapter, "", 0, f"第{chinese(c)}章", c, lead, support, plan.due)
        for task in chapter.tasks:
            number += 1
            yield from _with_measures(task, clause(number), number, c, plan, registry, plan.due)


def _with_measures(
    record: Measure,
    cited: str,
    task: int,
    chapter: int,
    plan: Plan,
    registry: Registry,
    inherited: date | None,
    depth: int = 0,
) -> Iterator[Item]:
    lead, support = _bodies(record, registry)
    due = record.due or inherited
    if depth == 0 or record.duty:
        yield Item(record, record.id, task, cited, chapter, lead, support, due)
    for i, measure in enumerate(record.measures, 1):
        below = f"{cited}{i}" if depth == 0 else f"{cited}（{i}）"
        yield from _with_measures(measure, below, task, chapter, plan, registry, due, depth + 1)


def _bodies(
    record: Measure | Chapter, registry: Registry
) -> tuple[tuple[Unit, ...], tuple[Unit, ...]]:
    lead = _resolve((name for duty in record.duty for name in duty.lead), registry)
    support = _resolve((name for duty in record.duty for name in duty.support), registry)
    return lead, tuple(unit for unit in support if unit not in lead)


def _resolve(names: Iterator[str], registry: Registry) -> tuple[Unit, ...]:
    found = (registry.find(name) for name in names)
    return tuple(dict.fromkeys(unit for unit in found if unit))


def responsibility(unit: Unit, plan_items: Sequence[Item], registry: Registry) -> Responsibility:
    """Return what falls on ``unit``: what it leads, what it supports, and what falls on it as a
    member of a group. A body named directly does not appear again as a member."""
    groups = registry.groups_of(unit)
    parts: list[Assignment] = []
    for item in plan_items:
        if unit in item.lead:
            parts.append(Assignment(item, "lead"))
        elif unit in item.support:
            parts.append(Assignment(item, "support"))
        else:
            parts += [
                Assignment(item, "member", group, member.inferred)
                for group, member in groups
                if group in item.bodies
            ]
    return Responsibility(unit, tuple(parts))


def responsibilities(plan: Plan, registry: Registry) -> tuple[Responsibility, ...]:
    """Return the responsibility of every body on which something falls, in 建制顺序."""
    plan_items = items(plan, registry)
    found = (responsibility(unit, plan_items, registry) for unit in registry.units)
    return tuple(one for one in found if one.assignments)


def tallies(plan_items: Sequence[Item], registry: Registry) -> tuple[Tally, ...]:
    """Return how often each body is named, in 建制顺序; bodies never named are left out. The sum
    of all totals is the number of mentions in the plan."""
    counted = (
        Tally(
            unit,
            sum(unit in item.lead for item in plan_items),
            sum(unit in item.support for item in plan_items),
        )
        for unit in registry.units
    )
    return tuple(tally for tally in counted if tally.total)


def unassigned(plan_items: Sequence[Item]) -> tuple[tuple[Item, Target], ...]:
    """Return the targets for which no body is named (未落实责任单位), never assigned by guessing."""
    return tuple(
        (item, target) for item in plan_items if not item.bodies for target in item.targets
    )
