"""One edition against another: the one function, plan × plan → changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from zmddoc.revise.body import Bodies
from zmddoc.revise.changes import KINDS, Change
from zmddoc.revise.comparison import Comparison, loose
from zmddoc.revise.deadlines import deadlines
from zmddoc.revise.document import document
from zmddoc.revise.duties import duties
from zmddoc.revise.edition import Edition
from zmddoc.revise.entry import Entry, entries
from zmddoc.revise.groups import groups
from zmddoc.revise.pairing import Pair, one_plan, pair, pair_chapters
from zmddoc.revise.parts import divisions
from zmddoc.revise.structure import structure
from zmddoc.revise.targets import pair_targets, targets
from zmddoc.revise.wording import wording


@dataclass(frozen=True)
class Revision:
    """Everything that is not as it was."""

    compared: Comparison
    changes: tuple[Change, ...]
    """The document's first, then in the order of the new plan; what is gone stands where it
    stood."""

    @property
    def by_likeness(self) -> tuple[Pair, ...]:
        """The tasks and measures that were paired because they are alike, each with its score."""
        return tuple(one for one in self.compared.pairs if one.basis == "likeness")

    @property
    def one_plan(self) -> bool:
        """Whether both are editions of one plan; else its ids say nothing."""
        return _is_one_plan(self.compared.old, self.compared.new)


def revise(old: Edition, new: Edition) -> Revision:
    """Return what changed from ``old`` to ``new``. Nothing is said of what either side has and
    could not be read."""
    compared = compare(old, new)
    pairs = pair_targets(compared)
    of_targets = tuple(targets(compared, pairs))
    changes = (
        *document(compared),
        *deadlines(compared, pairs),
        *groups(compared),
        *structure(compared),
        *wording(compared, of_targets),
        *duties(compared),
        *of_targets,
    )
    return Revision(compared, _ordered(compared, changes))


def compare(old: Edition, new: Edition) -> Comparison:
    """Return the two editions paired: which task is which, what came, what went."""
    if "errata" in old.fields_unread | new.fields_unread:  # then neither side's can be applied
        old, new = _uncorrected(old), _uncorrected(new)
    bodies = Bodies(old.registry, new.registry)
    before, after = entries(old, bodies), entries(new, bodies)
    ids_hold = _is_one_plan(old, new) and not (old.by_place or new.by_place)
    pairs = pair(before, after, ids_hold)
    chapters = pair_chapters(before, after, pairs)
    gone = loose(before, [one.old for one in pairs])
    come = loose(after, [one.new for one in pairs])
    unknown = _only(gone, lambda one: new.incomplete or one.id in new.unread)
    unknown += _only(come, lambda one: old.incomplete or one.id in old.unread)
    gone, come = _without(gone, unknown), _without(come, unknown)
    splits = divisions(
        [entry for entry in before if entry.level != "chapter"],
        {one.old.order: one.new for one in pairs},
        come,
    )
    merges = divisions(
        [entry for entry in after if entry.level != "chapter"],
        {one.new.order: one.old for one in pairs},
        gone,
    )
    apart = [one for split in splits for one in split.parts]
    together = [one for merge in merges for one in merge.parts]
    return Comparison(
        old,
        new,
        bodies,
        before,
        after,
        pairs,
        chapters,
        splits,
        merges,
        tuple(_outermost(_without(gone, [*together, *(one.whole for one in splits)]))),
        tuple(_outermost(_without(come, [*apart, *(one.whole for one in merges)]))),
        tuple(unknown),
    )


def _uncorrected(edition: Edition) -> Edition:
    return replace(edition, plan=edition.plan.model_copy(update={"errata": ()}))


def _is_one_plan(old: Edition, new: Edition) -> bool:
    """Whether the ids of both say the same; where a side does not say whose plan and of which year
    it is, nothing speaks against it."""
    unread = {"issuer", "year"} & (old.fields_unread | new.fields_unread)
    return bool(unread) or one_plan(old.plan, new.plan)


def _only(entries: Iterable[Entry], wanted: Callable[[Entry], bool]) -> list[Entry]:
    return [one for one in entries if wanted(one)]


def _without(entries: Iterable[Entry], others: Iterable[Entry]) -> list[Entry]:
    taken = {id(one) for one in others}
    return [one for one in entries if id(one) not in taken]


def _outermost(entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries that are not part of another of them: a measure goes with its task."""
    known: set[int] = set()
    for one in entries:
        known.add(id(one))
        if id(one.parent) not in known:
            yield one


_RANKS = {kind: rank for rank, kind in enumerate(KINDS)}


def _ordered(compared: Comparison, changes: Iterable[Change]) -> tuple[Change, ...]:
    """The changes as they are told: what is gone behind what stood before it and still stands."""
    behind: dict[int, int] = {}
    stays = {one.old.order: one.new.order for one in (*compared.pairs, *compared.chapters)}
    last = -1
    for entry in compared.old_entries:
        last = stays.get(entry.order, last)
        behind[entry.order] = last

    def place(change: Change) -> tuple[int, int, int, int, str]:
        rank = _RANKS[change.kind]
        entry = change.entry
        if entry is None:
            return -2, 0, 0, rank, str(getattr(change, "group", ""))
        if change.new is None:
            return behind[entry.order], 1, entry.order, rank, _target(change)
        return entry.order, 0, 0, rank, _target(change)

    return tuple(sorted(changes, key=place))


def _target(change: Change) -> str:
    target = getattr(change, "after", None) or getattr(change, "before", None)
    return str(getattr(target, "id", "")) or str(getattr(change, "body", ""))
