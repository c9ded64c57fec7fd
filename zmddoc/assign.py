"""Who does what: the plan's duties resolved against the registry (pure functions).

Every figure and name a document prints about duties comes from here, so that two documents cannot
disagree. Names that the registry does not know are left out; ``check`` refuses them first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from zmddoc.citation import Citation, citations
from zmddoc.model import Chapter, LeadBasis, Measure, Plan, Registry, Target, Unit
from zmddoc.once import once
from zmddoc.project import DataPath
from zmddoc.sections import Section, sections
from zmddoc.text import own_words

Role = Literal["lead", "support", "member"]


@dataclass(frozen=True)
class Item:
    """Something a duty can stand on, in the order of the plan: a task always, a chapter or a
    measure where it carries a duty of its own."""

    section: Section
    id: str
    """The task's or measure's id; for a chapter ''."""
    task: int
    """The place of the task it belongs to, from 1, straight through the plan; for a chapter 0."""
    within: str | None
    """The id of the task it is or belongs to; None for a chapter."""
    cited: Citation
    chapter: int
    """The place of its chapter, from 1."""
    lead: tuple[Unit, ...]
    support: tuple[Unit, ...]
    due: date | None
    inherited: bool = False
    """Whether its bodies are those of its chapter, since it names none."""
    passed_on: bool = False
    """Of a chapter: whether there is nothing to do but what stands in tasks that name nobody."""

    @property
    def record(self) -> Measure | Chapter:
        """What it is in the plan."""
        return self.section.record

    @property
    def clause(self) -> str:
        """As documents cite it: （十二）, （十二）3, 第二章."""
        return self.cited.clause

    @property
    def bodies(self) -> tuple[Unit, ...]:
        """Every body of its duties, leads first."""
        return self.lead + self.support

    @property
    def targets(self) -> tuple[Target, ...]:
        """Its own targets, and those of its measures that have no duty of their own."""
        return () if isinstance(self.record, Chapter) else tuple(_targets(self.record))


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
    return _Walk(plan, registry).items()


class _Walk:
    def __init__(self, plan: Plan, registry: Registry) -> None:
        self.plan, self.registry = plan, registry
        self.cited: Mapping[DataPath, Citation] = citations(plan)
        self.shared = _resolve(iter(plan.shared), registry)

    def items(self) -> Iterator[Item]:
        number = 0
        for c, chapter in enumerate(sections(self.plan), 1):
            assert isinstance(chapter.record, Chapter)
            above = self._item(chapter, "", 0, None, c, self.plan.due)
            if chapter.record.duty:
                heirs = any(not _answered(one) for one in chapter.record.tasks)
                said = own_words(chapter.record, "body") or own_words(chapter.record, "tail")
                yield replace(above, passed_on=heirs and not said)
            for task in chapter.children:
                number += 1
                yield from self._with_measures(task, number, None, c, self.plan.due, above)

    def _with_measures(
        self,
        section: Section,
        task: int,
        within: str | None,
        chapter: int,
        due: date | None,
        above: Item | None,
    ) -> Iterator[Item]:
        record = section.record
        assert isinstance(record, Measure)
        within = within or record.id
        item = self._item(section, record.id, task, within, chapter, record.due or due)
        if above and above.bodies and not _answered(record):
            item = replace(item, lead=above.lead, support=above.support, inherited=True)
        if record.id == within:
            item = replace(item, support=_beside(item, self.shared))
        if above or record.duty:
            yield item
        for measure in section.children:
            yield from self._with_measures(measure, task, within, chapter, item.due, None)

    def _item(
        self,
        section: Section,
        id: str,
        task: int,
        within: str | None,
        chapter: int,
        due: date | None,
    ) -> Item:
        lead, support = _bodies(section.record, self.registry)
        cited = self.cited[section.path]
        return Item(section, id, task, within, cited, chapter, lead, support, due)


def _answered(record: Measure) -> bool:
    """Whether somebody answers for it, or for a part of it."""
    return bool(record.duty) or any(map(_answered, record.measures))


def _targets(record: Measure) -> Iterator[Target]:
    yield from record.targets
    for measure in record.measures:
        if not measure.duty:
            yield from _targets(measure)


def _bodies(
    record: Measure | Chapter, registry: Registry
) -> tuple[tuple[Unit, ...], tuple[Unit, ...]]:
    lead = _resolve((name for duty in record.duty for name in duty.lead), registry)
    support = _resolve((name for duty in record.duty for name in duty.support), registry)
    leads = {unit.name for unit in lead}
    return lead, tuple(unit for unit in support if unit.name not in leads)


def _beside(item: Item, shared: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """Who supports the item, with those that the plan names once for every task."""
    named = {unit.name for unit in item.bodies}
    return (*item.support, *(unit for unit in shared if unit.name not in named))


def _resolve(names: Iterator[str], registry: Registry) -> tuple[Unit, ...]:
    found = (registry.find(name) for name in names)
    return tuple({unit.name: unit for unit in found if unit}.values())


def responsibility(unit: Unit, plan_items: Sequence[Item], registry: Registry) -> Responsibility:
    """Return what falls on ``unit``: what it leads, what it supports, and what falls on it as a
    member of a group. A body named directly does not appear again as a member."""
    groups = registry.groups_of(unit)
    parts: list[Assignment] = []
    for item in plan_items:
        if item.passed_on:
            continue
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


def responsibilities(plan_items: Sequence[Item], registry: Registry) -> tuple[Responsibility, ...]:
    """Return the responsibility of every body on which something falls, in 建制顺序."""
    concerned = _concerned(plan_items, registry)
    found = (
        responsibility(unit, concerned[unit.name], registry)
        for unit in registry.units
        if unit.name in concerned
    )
    return tuple(one for one in found if one.assignments)


def _concerned(plan_items: Sequence[Item], registry: Registry) -> dict[str, list[Item]]:
    """The items in which a body is named, itself or as a member of a group, by its name: to look
    through all items for every body would take the square of the plan's length."""
    concerned: dict[str, list[Item]] = {}
    for item in plan_items:
        members = (registry.find(one.unit) for unit in item.bodies for one in unit.members)
        for name in {unit.name for unit in (*item.bodies, *members) if unit}:
            concerned.setdefault(name, []).append(item)
    return concerned


def tallies(plan_items: Sequence[Item], registry: Registry) -> tuple[Tally, ...]:
    """Return how often each body is named, in 建制顺序; bodies never named are left out. The sum
    of all totals is the number of mentions in the plan, a body that
    the plan names once for every task counted with each."""
    own = [item for item in plan_items if not item.inherited]
    leads = Counter(unit.name for item in own for unit in item.lead)
    supports = Counter(unit.name for item in own for unit in item.support)
    counted = (Tally(unit, leads[unit.name], supports[unit.name]) for unit in registry.units)
    return tuple(tally for tally in counted if tally.total)


def answered(plan_items: Sequence[Item]) -> int:
    """Return how many tasks have a body that leads, in themselves or in a measure of theirs."""
    return len({item.task for item in plan_items if item.task and item.lead})


@once
def bases(plan: Plan) -> frozenset[LeadBasis]:
    """Return why the leads of the plan's duties lead, every reason once; none where nobody leads."""
    return frozenset(
        duty.basis or plan.lead_basis
        for chapter in sections(plan)
        for one in chapter.walk()
        for duty in one.record.duty
        if duty.lead
    )


def unassigned(plan_items: Sequence[Item]) -> tuple[tuple[Item, Target], ...]:
    """Return the targets for which nobody leads (未落实责任单位), never assigned by guessing."""
    return tuple((item, target) for item in plan_items if not item.lead for target in item.targets)
