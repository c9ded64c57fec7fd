"""Who answers for an entry: leads and supporting bodies gained, lost and exchanged."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from zmddoc.revise.body import Bodies, Body
from zmddoc.revise.changes import (
    Change,
    DutyReworded,
    LeadGained,
    LeadLost,
    LeadReordered,
    LeadSwapped,
    SupportGained,
    SupportLost,
)
from zmddoc.revise.comparison import Comparison
from zmddoc.revise.edits import edits
from zmddoc.revise.effects import Effect, Roles, on_all, passed_on, roles, settled
from zmddoc.revise.entry import Entry
from zmddoc.revise.tokens import tokens


def duties(compared: Comparison) -> Iterator[Change]:
    """Yield the changes of duty of everything that has, or had, a duty of its own, and of every task
    where others support all of them."""
    for old, new in compared.same_entries():
        if old.record.duty or new.record.duty or _told(old) != _told(new):
            yield from _Duty(compared.bodies, old, new).changes()


def _told(entry: Entry) -> tuple[Body, ...]:
    """Those that support every task, of a task."""
    return entry.shared if entry.level == "task" else ()


class _Duty:
    def __init__(self, bodies: Bodies, old: Entry, new: Entry) -> None:
        self.bodies, self.old, self.new = bodies, old, new

    def changes(self) -> Iterator[Change]:
        old, new = self.old, self.new
        leads, led = old.effective_leads, new.effective_leads
        supports = old.effective_supports, new.effective_supports
        if (leads, supports[0]) == (led, supports[1]) and old.annotation == new.annotation:
            return
        self.before = roles(old, 0, self.bodies)
        self.after = roles(new, 1, self.bodies)
        yield from self._leads(leads, led)
        yield from self._supports()
        if {*leads, *supports[0]} == {*led, *supports[1]} and old.annotation and new.annotation:
            yield from self._words()

    def _leads(self, before: tuple[Body, ...], after: tuple[Body, ...]) -> Iterator[Change]:
        lost = tuple(body for body in before if body not in after)
        gained = tuple(body for body in after if body not in before)
        if lost and gained:
            effects = self._effects((*lost, *gained))
            yield LeadSwapped(
                old=self.old, new=self.new, effects=effects, before=lost, after=gained
            )
            return
        for body in lost:
            effects = self._effects((body,))
            yield LeadLost(old=self.old, new=self.new, effects=effects, body=body)
        for body in gained:
            effects = self._effects((body,))
            yield LeadGained(old=self.old, new=self.new, effects=effects, body=body)
        kept = tuple(body for body in before if body in after)
        if kept != tuple(body for body in after if body in before):
            effects = settled(on_all("other", _only(self.before, kept), _only(self.after, kept)))
            yield LeadReordered(
                old=self.old, new=self.new, effects=effects, before=before, after=after
            )

    def _supports(self) -> Iterator[Change]:
        """A body that leads now, or led before, is told of there."""
        before, after = {*self.old.bodies}, {*self.new.bodies}
        for body in self.old.effective_supports:
            if body not in after:
                effects = self._effects((body,))
                yield SupportLost(old=self.old, new=self.new, effects=effects, body=body)
        for body in self.new.effective_supports:
            if body not in before:
                effects = self._effects((body,))
                yield SupportGained(old=self.old, new=self.new, effects=effects, body=body)

    def _effects(self, named: Iterable[Body]) -> tuple[Effect, ...]:
        """What a change means to the bodies named, and to the members of the groups among them."""
        every = dict.fromkeys(named)
        for group in tuple(every):
            for side in (0, 1):
                every.update(dict.fromkeys(self.bodies.members(group, side)))
        return settled(passed_on(self.before, self.after, every))

    def _words(self) -> Iterator[Change]:
        old, new = self.old.annotation, self.new.annotation
        if _frame(old, self.bodies) == _frame(new, self.bodies):
            return
        effects = settled(on_all("other", self.before, self.after))
        changes = edits(old, new, self.bodies.names)
        yield DutyReworded(old=self.old, new=self.new, effects=effects, edits=changes)


def _only(parts: Roles, bodies: Iterable[Body]) -> Roles:
    return {body: parts[body] for body in bodies if body in parts}


_NAME = "\0"
_ROW = re.compile(f"{_NAME}(?:[、,，和及]{_NAME})+")


def _frame(annotation: str, bodies: Bodies) -> str:
    """The clause of a duty without the names in it: their order and number are told of as
    duties."""
    pieces, known = tokens(annotation, bodies.names), bodies.names.keys
    return _ROW.sub(_NAME, "".join(_NAME if one.key in known else one.key for one in pieces))
