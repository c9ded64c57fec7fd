"""Deadlines brought forward or put off: of the plan, of an entry, of one target."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from zmddoc.model import Measure, Target
from zmddoc.revise.changes import Change, DeadlineBack, DeadlineForward
from zmddoc.revise.comparison import Comparison
from zmddoc.revise.effects import Roles, on_all, roles, settled, strongest
from zmddoc.revise.entry import Entry
from zmddoc.revise.targets import TargetPair


def deadlines(compared: Comparison, pairs: Iterable[TargetPair]) -> Iterator[Change]:
    """Yield every deadline that has changed, once, where it is laid down. Next year's plan has the
    deadlines of its own year: only a day that is another one within the year has changed."""
    yield from _Deadlines(compared).changes(pairs)


class _Deadlines:
    def __init__(self, compared: Comparison) -> None:
        self.compared = compared
        unread = compared.old.fields_unread | compared.new.fields_unread
        years = (compared.old.plan.year, compared.new.plan.year)
        self.years = (0, 0) if "year" in unread else years

    def changes(self, pairs: Iterable[TargetPair]) -> Iterator[Change]:
        yield from self._of_plan()
        for one in self.compared.pairs:
            if _own(one.old) or _own(one.new):
                yield from self._moved(one.old, one.new, one.old.due, one.new.due)
        for pair in pairs:
            if pair.old.target.due or pair.new.target.due:
                yield from self._of_target(pair)

    def _of_plan(self) -> Iterator[Change]:
        due = self.compared.old.plan.due, self.compared.new.plan.due
        if not self._differ(*due) or "due" in (
            self.compared.old.fields_unread | self.compared.new.fields_unread
        ):
            return
        held = [one for one in self.compared.pairs if _inherited(one.old) and _inherited(one.new)]
        before = strongest(roles(one.old, 0, self.compared.bodies) for one in held)
        after = strongest(roles(one.new, 1, self.compared.bodies) for one in held)
        yield from self._made(None, None, *due, before, after)

    def _of_target(self, pair: TargetPair) -> Iterator[Change]:
        old, new = pair.old, pair.new
        yield from self._moved(
            old.entry,
            new.entry,
            old.target.due or old.entry.due,
            new.target.due or new.entry.due,
            (old.target, new.target),
        )

    def _moved(
        self,
        old: Entry,
        new: Entry,
        before: date | None,
        after: date | None,
        targets: tuple[Target | None, Target | None] = (None, None),
    ) -> Iterator[Change]:
        if self._differ(before, after):
            had, has = roles(old, 0, self.compared.bodies), roles(new, 1, self.compared.bodies)
            yield from self._made(old, new, before, after, had, has, targets)

    def _made(
        self,
        old: Entry | None,
        new: Entry | None,
        before: date | None,
        after: date | None,
        had: Roles,
        has: Roles,
        targets: tuple[Target | None, Target | None] = (None, None),
    ) -> Iterator[Change]:
        forward = before is None or (
            after is not None and self._day(after, 1) < self._day(before, 0)
        )
        kind = DeadlineForward if forward else DeadlineBack
        effects = settled(on_all("sooner" if forward else "later", had, has))
        yield kind(
            old=old,
            new=new,
            effects=effects,
            before=before,
            after=after,
            old_target=targets[0],
            new_target=targets[1],
        )

    def _differ(self, before: date | None, after: date | None) -> bool:
        if before is None or after is None:
            return before is not after
        return self._day(before, 0) != self._day(after, 1)

    def _day(self, day: date, side: int) -> tuple[int, int, int]:
        return day.year - self.years[side], day.month, day.day


def _own(entry: Entry) -> date | None:
    return entry.record.due if isinstance(entry.record, Measure) else None


def _inherited(entry: Entry) -> bool:
    """Whether the plan's deadline holds for it, with none of its own or above it."""
    above: Entry | None = entry
    while above:
        if _own(above):
            return False
        above = above.parent
    return True
