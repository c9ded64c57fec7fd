"""Targets: which is which, and what became of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from zmddoc.grammar.figures import figures
from zmddoc.model import Target
from zmddoc.revise.changes import (
    Change,
    TargetAdded,
    TargetChange,
    TargetLoosened,
    TargetLowered,
    TargetMoved,
    TargetRaised,
    TargetRemeasured,
    TargetRemoved,
    TargetRestated,
    TargetTightened,
)
from zmddoc.revise.comparison import Comparison
from zmddoc.revise.demand import Sense, Shift, restated, shifts
from zmddoc.revise.effects import Roles, on_all, passed_on, roles, settled
from zmddoc.revise.entry import Entry
from zmddoc.revise.fold import fold
from zmddoc.revise.likeness import ratio
from zmddoc.revise.matching import best_matching

ALIKE = 0.5
"""Below this two targets of one task are not one target changed."""

_CLASSES: dict[Shift, type[TargetChange]] = {
    "raised": TargetRaised,
    "lowered": TargetLowered,
    "tightened": TargetTightened,
    "loosened": TargetLoosened,
    "remeasured": TargetRemeasured,
}


@dataclass(frozen=True)
class Held:
    """A target and the entry that it stands in."""

    entry: Entry
    target: Target


@dataclass(frozen=True)
class TargetPair:
    """A target and what became of it."""

    old: Held
    new: Held


def pair_targets(compared: Comparison) -> tuple[TargetPair, ...]:
    """Return the pairs of targets: within what is one task by id, then by likeness; what is left,
    anywhere, by its very name or words."""
    found: list[TargetPair] = []
    old_left = {id(one.target): one for one in _held(compared.old_entries)}
    new_left = {id(one.target): one for one in _held(compared.new_entries)}
    before: dict[int, list[Held]] = {}
    after: dict[int, list[Held]] = {}
    for left, by_entry in ((old_left, before), (new_left, after)):
        for one in left.values():
            by_entry.setdefault(one.entry.order, []).append(one)

    def settle(pairs: Iterable[TargetPair]) -> None:
        for one in pairs:
            if id(one.old.target) in old_left and id(one.new.target) in new_left:
                del old_left[id(one.old.target)], new_left[id(one.new.target)]
                found.append(one)

    relatives = [
        (old, new)
        for old, new in compared.descended()
        if old.order in before and new.order in after
    ]
    for pairing in (_by_id, _by_likeness):
        for old, new in relatives:
            settle(
                pairing(
                    [one for one in before[old.order] if id(one.target) in old_left],
                    [one for one in after[new.order] if id(one.target) in new_left],
                )
            )
    settle(_by_words(old_left.values(), new_left.values()))
    return tuple(sorted(found, key=lambda one: (one.old.entry.order, one.old.target.id)))


def _held(entries: Iterable[Entry]) -> Iterator[Held]:
    return (Held(entry, target) for entry in entries for target in entry.targets)


def _by_id(old: list[Held], new: list[Held]) -> Iterator[TargetPair]:
    """An id is the same target only in a task that kept its own."""
    by_id = {one.target.id: one for one in new}
    for one in old:
        other = by_id.get(one.target.id)
        if other and one.entry.id == other.entry.id:
            yield TargetPair(one, other)


def _by_likeness(old: list[Held], new: list[Held]) -> Iterator[TargetPair]:
    if not old or not new:
        return
    scores = {
        (i, j): max(
            ratio(fold(a.target.name), fold(b.target.name)) or 0.0,
            ratio(_bare(a.target.quote), _bare(b.target.quote)) or 0.0,
        )
        for i, a in enumerate(old)
        for j, b in enumerate(new)
    }
    for i, j in sorted(best_matching(scores, ALIKE, (len(old), len(new))).items()):
        yield TargetPair(old[i], new[j])


def _bare(quote: str) -> str:
    """The words of a quote without its figures."""
    for one in reversed(figures(quote)):
        quote = quote[: one.start] + quote[one.end :]
    return fold(quote)


def _by_words(old: Iterable[Held], new: Iterable[Held]) -> Iterator[TargetPair]:
    """What has the very words, or the very name, of another and is alone in that."""
    left, right = list(old), list(new)
    for words in (_quote, _name):
        known = _single(right, words)
        for key, one in _single(left, words).items():
            if key in known:
                yield TargetPair(one, known[key])


def _single(side: Iterable[Held], words: Callable[[Held], str]) -> dict[str, Held]:
    found: dict[str, list[Held]] = {}
    for one in side:
        found.setdefault(words(one), []).append(one)
    return {key: same[0] for key, same in found.items() if len(same) == 1}


def _quote(one: Held) -> str:
    return fold(one.target.quote)


def _name(one: Held) -> str:
    return fold(one.target.name)


def targets(compared: Comparison, pairs: Sequence[TargetPair]) -> Iterator[Change]:
    """Yield what became of targets. Those of a task that was added or removed are told of with
    it."""
    related = {(old.order, new.order) for old, new in compared.descended()}
    for one in pairs:
        yield from _changes(compared, one, (one.old.entry.order, one.new.entry.order) in related)
    kept = {id(one.old.target) for one in pairs}
    gone = {entry.order for entry in (*compared.removed, *_of_side(compared, 0))}
    for held in _held(compared.old_entries):
        told = id(held.target) in kept or held.entry.order in gone
        if not told and held.target.id not in compared.new.unread:
            before = _roles(compared, held, 0)
            effects = settled(on_all("less", before, before))
            yield TargetRemoved(old=held.entry, effects=effects, before=held.target)
    kept = {id(one.new.target) for one in pairs}
    come = {entry.order for entry in (*compared.added, *_of_side(compared, 1))}
    for held in _held(compared.new_entries):
        told = id(held.target) in kept or held.entry.order in come
        if not told and held.target.id not in compared.old.unread:
            after = _roles(compared, held, 1)
            effects = settled(on_all("more", after, after))
            yield TargetAdded(new=held.entry, effects=effects, after=held.target)


def _of_side(compared: Comparison, side: int) -> Iterator[Entry]:
    """What of one side was not compared at all."""
    entries = (compared.old_entries, compared.new_entries)[side]
    own = {id(entry) for entry in entries}
    return (entry for entry in compared.uncompared if id(entry) in own)


def _changes(compared: Comparison, one: TargetPair, at_home: bool) -> Iterator[Change]:
    old, new = one.old.target, one.new.target
    before, after = _roles(compared, one.old, 0), _roles(compared, one.new, 1)

    def made(kind: type[TargetChange], sense: Sense, **more: tuple[str, ...]) -> TargetChange:
        effects = [*on_all(sense, before, after)]
        if kind is TargetMoved or "per" in more.get("facets", ()):
            same = (effect for effect in effects if effect.before == effect.after)
            effects = [*same, *passed_on(before, after)]
        return kind(
            old=one.old.entry,
            new=one.new.entry,
            effects=settled(effects),
            before=old,
            after=new,
            **more,
        )

    if not at_home:
        yield made(TargetMoved, "other")
    per = ("per",) if _per(compared, old) != _per(compared, new) else ()
    for shift, sense in shifts(old, new):
        if shift != "restated":
            yield made(_CLASSES[shift], sense)
    facets = restated(old, new) + per
    if facets:
        yield made(TargetRestated, "other", facets=facets)


def _per(compared: Comparison, target: Target) -> object:
    return compared.bodies.find(target.per) if target.per else None


def _roles(compared: Comparison, one: Held, side: int) -> Roles:
    """Everybody's part in a target: that in its task, and for a figure per member of a group that
    of each of them."""
    found = roles(one.entry, side, compared.bodies)
    if one.target.per:
        group = compared.bodies.find(one.target.per)
        for body in (group, *compared.bodies.members(group, side)):
            found.setdefault(body, "member")
    return found
