"""What is compared: every chapter, task and measure of an edition, as documents print it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal

from zmddoc.citation import citations
from zmddoc.model import Chapter, Erratum, Measure, Plan, Target
from zmddoc.prose import first_words, running
from zmddoc.revise.body import Bodies, Body
from zmddoc.revise.edition import Edition
from zmddoc.revise.fold import fold
from zmddoc.sections import Section, sections
from zmddoc.text import own_words
from zmddoc.typography import correct, normalise

Level = Literal["chapter", "task", "measure"]


@dataclass(frozen=True)
class Entry:
    """A chapter, task or measure of one edition."""

    level: Level
    id: str
    """'' for a chapter."""
    clause: str
    """As documents cite it: （十二）, （十二）3, 第二章."""
    chapter: int
    """The place of its chapter, from 1."""
    order: int
    """Its place among everything of its edition, from 0."""
    record: Chapter | Measure
    errata: tuple[Erratum, ...] = field(default=(), repr=False)
    """Those of its task."""
    due: date | None = None
    """The deadline that holds for it: its own, or the one of what it is part of."""
    parent: Entry | None = field(default=None, compare=False, repr=False)
    """What it is part of; None for a chapter."""
    leads: tuple[Body, ...] = field(default=(), compare=False, repr=False)
    supports: tuple[Body, ...] = field(default=(), compare=False, repr=False)
    """Of its own duty."""
    shared: tuple[Body, ...] = field(default=(), compare=False, repr=False)
    """Those that the plan names once for every task, of a task and of what has its duty."""

    @cached_property
    def title(self) -> str:
        """As documents print it; '' where it has none."""
        return self._printed(self.record.title)

    @cached_property
    def text(self) -> str:
        """As documents print it, without the clauses of its duties, its paragraphs as one."""
        words = (own_words(self.record, "body"), own_words(self.record, "tail"))
        return self._printed(running("\n".join(words)))

    @cached_property
    def folded(self) -> tuple[str, str]:
        """Title and text without what is no change of words."""
        return fold(self.title), fold(self.text)

    @cached_property
    def annotation(self) -> str:
        """The clauses of its own duties as documents print them."""
        return self._printed("".join(duty.annotation for duty in self.record.duty))

    @property
    def targets(self) -> tuple[Target, ...]:
        """Its own targets."""
        return () if isinstance(self.record, Chapter) else self.record.targets

    @property
    def label(self) -> str:
        """How it is spoken of: （四）培育技术创新企业; without a title by its first words."""
        name = (self.title or first_words(self.text)).rstrip("。")  # it stands within a sentence
        if self.level == "chapter":
            return f"{self.clause} {name}" if name not in ("", self.clause[1:-1]) else self.clause
        return self.clause + name

    @cached_property
    def duty_entry(self) -> Entry | None:
        """Where the duty stands that holds for it: it itself, or the nearest above; None where no
        body is named at all."""
        entry: Entry | None = self
        while entry and not entry.record.duty:
            entry = entry.parent
        return entry

    @property
    def effective_leads(self) -> tuple[Body, ...]:
        """The leads of the duty that holds for it."""
        return self.duty_entry.leads if self.duty_entry else ()

    @property
    def effective_supports(self) -> tuple[Body, ...]:
        """The supporting bodies of the duty that holds for it, those of every task last."""
        own = self.duty_entry.supports if self.duty_entry else ()
        named = {*self.effective_leads, *own}
        return (*own, *(body for body in self.shared if body not in named))

    @property
    def bodies(self) -> tuple[Body, ...]:
        """Every body that the duty that holds for it names, leads first; groups as groups."""
        return self.effective_leads + self.effective_supports

    def printed(self, text: str) -> str:
        """Words of the plan that stand in it, as documents print them."""
        return self._printed(text)

    def _printed(self, text: str) -> str:
        return normalise(correct(text, self.errata))


def entries(edition: Edition, bodies: Bodies) -> tuple[Entry, ...]:
    """Return every chapter, task and measure, in the order of the plan."""
    return tuple(_Walk(edition.plan, bodies).entries())


class _Walk:
    def __init__(self, plan: Plan, bodies: Bodies) -> None:
        self.plan, self.bodies = plan, bodies
        self.order = 0
        self.cited = citations(plan)
        self.shared = self._found(iter(plan.shared))
        self.errata: dict[str | None, tuple[Erratum, ...]] = {}
        for erratum in plan.errata:
            self.errata[erratum.task] = (*self.errata.get(erratum.task, ()), erratum)

    def entries(self) -> Iterator[Entry]:
        for c, chapter in enumerate(sections(self.plan), 1):
            above = self._entry("chapter", chapter, "", c, None, None)
            yield above
            for task in chapter.children:
                yield from self._nested("task", task, c, above, None)

    def _nested(
        self, level: Level, section: Section, chapter: int, above: Entry, task: str | None
    ) -> Iterator[Entry]:
        record = section.record
        assert isinstance(record, Measure)
        task = task or record.id
        made = self._entry(level, section, record.id, chapter, above, task)
        yield made
        for measure in section.children:
            yield from self._nested("measure", measure, chapter, made, task)

    def _entry(
        self,
        level: Level,
        section: Section,
        id: str,
        chapter: int,
        above: Entry | None,
        task: str | None,
    ) -> Entry:
        record = section.record
        leads = self._found(name for duty in record.duty for name in duty.lead)
        supports = self._found(name for duty in record.duty for name in duty.support)
        own = None if isinstance(record, Chapter) else record.due
        order, self.order = self.order, self.order + 1
        return Entry(
            level,
            id,
            self.cited[section.path].clause,
            chapter,
            order,
            record,
            self.errata.get(task, ()),
            own or (above.due if above else self.plan.due),
            above,
            leads,
            tuple(body for body in supports if body not in leads),
            self._of_every_task(level, record, above),
        )

    def _of_every_task(
        self, level: Level, record: Measure | Chapter, above: Entry | None
    ) -> tuple[Body, ...]:
        if level == "task":
            return self.shared
        return above.shared if above and not record.duty else ()

    def _found(self, names: Iterator[str]) -> tuple[Body, ...]:
        return tuple(dict.fromkeys(self.bodies.find(name) for name in names))
