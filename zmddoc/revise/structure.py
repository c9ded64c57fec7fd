"""Tasks and chapters that came, went, moved, were taken apart or put together."""

from __future__ import annotations

from collections.abc import Iterator

from zmddoc.revise.changes import (
    Change,
    ChapterAdded,
    ChapterMoved,
    ChapterRemoved,
    Part,
    TaskAdded,
    TaskMoved,
    TaskRemoved,
    TaskSplit,
    mirrored,
)
from zmddoc.revise.comparison import Comparison
from zmddoc.revise.effects import Effect, Roles, on_all, passed_on, roles, settled, strongest
from zmddoc.revise.entry import Entry
from zmddoc.revise.order import out_of_place
from zmddoc.revise.pairing import Pair
from zmddoc.revise.parts import Division, part_edits


def structure(compared: Comparison) -> Iterator[Change]:
    """Yield what became of chapters, tasks and measures as such."""
    yield from _chapters(compared)
    for entry in compared.added:
        gained = passed_on({}, _with_measures(compared, entry, 1))
        yield TaskAdded(new=entry, effects=settled(gained))
    for entry in compared.removed:
        lost = passed_on(_with_measures(compared, entry, 0), {})
        yield TaskRemoved(old=entry, effects=settled(lost))
    for division in compared.splits:
        yield _split(compared, division, 0)
    for division in compared.merges:
        yield mirrored(_split(compared, division, 1))
    yield from _moves(compared)


def _with_measures(compared: Comparison, entry: Entry, side: int) -> Roles:
    """Everybody's part in an entry or in a measure of it that came or went with it."""
    parts = [roles(entry, side, compared.bodies)]
    everything = (compared.old_entries, compared.new_entries)[side]
    for order in range(entry.order + 1, len(everything)):
        one = everything[order]
        if one.level != "measure" or not _is_below(one, entry):
            break
        if order not in compared.paired[side]:
            parts.append(roles(one, side, compared.bodies))
    return strongest(parts)


def _is_below(entry: Entry, above: Entry) -> bool:
    while entry.parent and entry is not above:
        entry = entry.parent
    return entry is above


def _chapters(compared: Comparison) -> Iterator[Change]:
    old = {one.old.chapter for one in compared.chapters}
    new = {one.new.chapter for one in compared.chapters}
    for entry in compared.old_entries:
        if entry.level == "chapter" and entry.chapter not in old and not compared.new.incomplete:
            lost = passed_on(roles(entry, 0, compared.bodies), {})
            yield ChapterRemoved(old=entry, effects=settled(lost))
    for entry in compared.new_entries:
        if entry.level == "chapter" and entry.chapter not in new and not compared.old.incomplete:
            gained = passed_on({}, roles(entry, 1, compared.bodies))
            yield ChapterAdded(new=entry, effects=settled(gained))
    for one in out_of_place(compared.chapters):
        yield ChapterMoved(old=one.old, new=one.new, effects=_on_both(compared, one))


def _moves(compared: Comparison) -> Iterator[Change]:
    """A task belongs in the chapter that its chapter became, a measure under the task that its
    task became; among those that do, the fewest that must move have moved."""
    homes = {one.old.order: one.new.order for one in (*compared.chapters, *compared.pairs)}
    at_home: dict[int, list[Pair]] = {}
    for one in compared.pairs:
        assert one.old.parent and one.new.parent
        if homes.get(one.old.parent.order) == one.new.parent.order:
            at_home.setdefault(one.new.parent.order, []).append(one)
        else:
            effects = _on_both(compared, one)
            yield TaskMoved(old=one.old, new=one.new, effects=effects, elsewhere=True)
    for siblings in at_home.values():
        for one in out_of_place(siblings):
            effects = _on_both(compared, one)
            yield TaskMoved(old=one.old, new=one.new, effects=effects, elsewhere=False)


def _on_both(compared: Comparison, one: Pair) -> tuple[Effect, ...]:
    before = roles(one.old, 0, compared.bodies)
    return settled(on_all("other", before, roles(one.new, 1, compared.bodies)))


def _split(compared: Comparison, division: Division, side: int) -> TaskSplit:
    """The split of an entry of ``side`` (0 old, 1 new) into entries of the other; read from the
    whole, so that of a merger it is the way back."""
    names = compared.bodies.names
    whole, kept, others = division.whole, division.kept, division.parts
    made = tuple(
        Part(entry=part, source=words, edits=changes)
        for part in others
        for words, changes in [part_edits(whole, part, names)]
    )
    before = roles(whole, side, compared.bodies)
    after = [roles(part, 1 - side, compared.bodies) for part in others]
    remains = roles(kept, 1 - side, compared.bodies) if kept else None
    effects = _shared_out(before, after, remains)
    if side:  # bodies and roles were taken from new to old
        effects = (Effect(e.body.mirrored(), e.kind, e.before, e.after) for e in effects)
    first = kept or others[0]
    return TaskSplit(old=whole, new=first, effects=settled(effects), parts=made)


def _shared_out(before: Roles, parts: list[Roles], kept: Roles | None) -> Iterator[Effect]:
    """Yield what each body has after the split, and had before: everything, some of it, nothing."""
    every = [*parts, *([kept] if kept is not None else [])]
    best = strongest(every)
    for body in {body: None for one in (before, *parts) for body in one}:
        had, has = before.get(body, ""), best.get(body, "")
        if had != has:
            yield from passed_on({body: had} if had else {}, {body: has} if has else {})
        elif all(one.get(body, "") == had for one in every):
            yield Effect(body, "other", had, has)
        else:
            yield Effect(body, "less", had, has)
