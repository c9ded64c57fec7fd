"""Matters (督查事项): what units report on and are judged by, and who has to report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from zmddoc.assign import Item, items
from zmddoc.model import Chapter, Measure, Plan, Registry, Target, Unit
from zmddoc.prose import content, first_words
from zmddoc.typography import printed


@dataclass(frozen=True)
class Matter:
    """A task, or a measure that has a duty of its own."""

    id: str
    clause: str
    """As documents cite it: （十二）."""
    place: str
    """The same with its chapter: 二、（十二）."""
    heading: str
    """Its title as documents print it; of a measure without one that of its task."""
    text: str
    """What is to be done, as documents print it, a paragraph a line; without the duty's clause."""
    chapter: int
    """The number of its chapter, from 1."""
    above: tuple[str, ...]
    """The ids of the task and the measures that it is part of."""
    lead: tuple[Unit, ...]
    """Its own, or where it has none that of what it is part of; the first owns the values."""
    support: tuple[Unit, ...]
    by_convention: bool
    """Whether nobody says that the first-named leads."""
    reporters: tuple[Unit, ...]
    """Who has to report on it: each lead, and for a group each of its members. A group whose
    members nobody has listed cannot be asked and is left out."""
    targets: tuple[Target, ...]
    """Its own and those of its measures that have no duty of their own."""
    target_names: tuple[str, ...]
    """Of each target, as documents print it."""
    quotes: tuple[str, ...]
    """The words that state each target, as documents print them."""
    due: date | None

    @property
    def title(self) -> str:
        """What it is called: by its heading, or where it has none by its first words."""
        return self.heading or first_words(self.text)

    @property
    def owner(self) -> Unit | None:
        """The body whose values count: of several leads the first (DOMAIN.md paragraph 2)."""
        return self.lead[0] if self.lead else None

    def name_of(self, target: Target) -> str:
        """The name of one of its targets as documents print it."""
        return self.target_names[self.targets.index(target)]

    def quote_of(self, target: Target) -> str:
        """The words that state one of its targets as documents print them."""
        return self.quotes[self.targets.index(target)]


def matters(plan: Plan, registry: Registry) -> tuple[Matter, ...]:
    """Return what is supervised, in the order of the plan: what some body leads, and what has
    targets. A task that has neither (总体要求) is nobody's matter."""
    return tuple(one for one in _Tree(plan, registry).matters() if one.lead or one.targets)


class _Tree:
    def __init__(self, plan: Plan, registry: Registry) -> None:
        self.plan, self.registry = plan, registry
        everything = items(plan, registry)
        self.items = {item.id: item for item in everything if item.id}
        self.chapters = {i.chapter: i for i in everything if isinstance(i.record, Chapter)}

    def matters(self) -> Iterator[Matter]:
        for _, _, task in self.plan.tasks():
            yield from self._of(task, task, (), self.chapters.get(self.items[task.id].chapter))

    def _of(
        self, task: Measure, record: Measure, above: tuple[str, ...], duty: Item | None
    ) -> Iterator[Matter]:
        """Yield the matter that ``record`` is, if it is one, and those below it; ``duty`` is what
        it takes its bodies from where it names none."""
        item = self.items.get(record.id)
        if item:
            if duty is None or (record.duty and not item.inherited):
                duty = item
            targets = tuple(self._targets(record))
            yield Matter(
                id=item.id,
                clause=item.clause,
                place=item.cited.place,
                heading=printed(self.plan, record.title or task.title, task.id),
                text=content(self.plan, item.section, task.id),
                chapter=item.chapter,
                above=above,
                lead=duty.lead,
                support=item.support or duty.support,
                by_convention=any(
                    (one.basis or self.plan.lead_basis) == "convention" for one in duty.record.duty
                ),
                reporters=reporters(duty.lead, self.registry),
                targets=targets,
                target_names=tuple(printed(self.plan, one.name, task.id) for one in targets),
                quotes=tuple(printed(self.plan, one.quote, task.id) for one in targets),
                due=item.due,
            )
        for measure in record.measures:
            yield from self._of(task, measure, (*above, record.id), duty)

    def _targets(self, record: Measure) -> Iterator[Target]:
        yield from record.targets
        for measure in record.measures:
            if measure.id not in self.items:
                yield from self._targets(measure)


def reporters(lead: tuple[Unit, ...], registry: Registry) -> tuple[Unit, ...]:
    """Who has to report where ``lead`` leads: each body once, groups opened into their members."""
    found: list[Unit] = []
    for unit in lead:
        members = (registry.find(member.unit) for member in unit.members)
        found += [unit] if unit.kind != "group" else [one for one in members if one]
    return tuple({unit.name: unit for unit in found}.values())
