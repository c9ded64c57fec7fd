"""Which entry of the new edition is which of the old one: by permanent id, else by likeness.

docs/decisions/101-pairing.md says why, with the threshold and what it was measured on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from zmddoc.model import Plan
from zmddoc.revise.entry import Entry
from zmddoc.revise.likeness import THRESHOLD, candidates, likeness, ratio
from zmddoc.revise.matching import best_matching

CONTRADICTED = 0.8
"""An id is set aside where what it stands for is unlike (below the threshold) and one of the two is
this much like another entry: it was numbered anew, not rewritten."""

Basis = Literal["id", "likeness"]


@dataclass(frozen=True)
class Pair:
    """An entry and what became of it."""

    old: Entry
    new: Entry
    basis: Basis
    score: float | None = None
    """How like they are, from 0 to 1, where that is why they are a pair."""

    def mirrored(self) -> Pair:
        """The same from new to old."""
        return replace(self, old=self.new, new=self.old)


def one_plan(old: Plan, new: Plan) -> bool:
    """Whether two plans are one plan at two times, so that an id is the same task in both: ids are
    permanent within one plan, next year's numbers begin again."""
    return (old.issuer, old.year) == (new.issuer, new.year)


def pair(old: Sequence[Entry], new: Sequence[Entry], ids_hold: bool) -> tuple[Pair, ...]:
    """Return the pairs of tasks and of measures, in the order of the old edition. What is in none
    was removed or added."""
    pairs = [
        one
        for level in ("task", "measure")
        for one in _level(
            [entry for entry in old if entry.level == level],
            [entry for entry in new if entry.level == level],
            ids_hold,
        )
    ]
    return tuple(sorted(pairs, key=lambda one: one.old.order))


def _level(old: list[Entry], new: list[Entry], ids_hold: bool) -> Iterator[Pair]:
    by_id = list(_by_id(old, new)) if ids_hold else []
    firm = [one for one in by_id if _firm(one)]
    taken = {id(entry) for one in firm for entry in (one.old, one.new)}
    rest_old = [entry for entry in old if id(entry) not in taken]
    rest_new = [entry for entry in new if id(entry) not in taken]
    doubtful = {one.old.id: one for one in by_id if id(one.old) not in taken}
    yield from firm
    yield from _settled(rest_old, rest_new, doubtful)


def _by_id(old: list[Entry], new: list[Entry]) -> Iterator[Pair]:
    """Yield the pairs of one id; an id that stands twice is none."""
    once = [
        {entry.id: entry for entry in side if counted[entry.id] == 1}
        for side in (old, new)
        for counted in [Counter(entry.id for entry in side)]
    ]
    yield from (Pair(one, once[1][key], "id") for key, one in once[0].items() if key in once[1])


def _firm(one: Pair) -> bool:
    return one.old.record == one.new.record or likeness(one.old, one.new) >= THRESHOLD


def _settled(old: list[Entry], new: list[Entry], doubtful: dict[str, Pair]) -> Iterator[Pair]:
    """Yield the pairs of what no id settles. Where the ids of two unlike entries are equal, they
    are a pair all the same, unless one of them is found elsewhere."""
    alike = list(_alike(old, new))
    if doubtful:
        held = {id(entry) for one in doubtful.values() for entry in (one.old, one.new)}
        strong = [
            one
            for one in alike
            if (one.score or 0) >= CONTRADICTED
            or (id(one.old) not in held and id(one.new) not in held)
        ]
        found = {id(entry) for one in strong for entry in (one.old, one.new)}
        kept = [
            one
            for one in doubtful.values()
            if id(one.old) not in found and id(one.new) not in found
        ]
        if kept:
            settled = {id(entry) for one in kept for entry in (one.old, one.new)}
            yield from kept
            old = [entry for entry in old if id(entry) not in settled]
            new = [entry for entry in new if id(entry) not in settled]
            alike = list(_alike(old, new))
    yield from alike


def _alike(old: list[Entry], new: list[Entry]) -> Iterator[Pair]:
    """Yield the pairs of the best assignment: first what is the same to the word, in order, then
    what is alike."""
    for key in (_all_of, _words_of):
        same = list(_same(old, new, key))
        yield from same
        taken = {id(entry) for one in same for entry in (one.old, one.new)}
        old = [entry for entry in old if id(entry) not in taken]
        new = [entry for entry in new if id(entry) not in taken]
    scores = {(i, j): likeness(old[i], new[j]) for i, j in candidates(old, new)}
    for i, j in sorted(best_matching(scores, THRESHOLD, (len(old), len(new))).items()):
        yield Pair(old[i], new[j], "likeness", scores[i, j])


def _all_of(entry: Entry) -> Hashable:
    return entry.folded, entry.effective_leads, frozenset(entry.effective_supports)


def _words_of(entry: Entry) -> Hashable:
    return entry.folded


def _same(old: list[Entry], new: list[Entry], key: object) -> Iterator[Pair]:
    assert callable(key)
    waiting: dict[Hashable, list[Entry]] = {}
    for entry in reversed(new):
        waiting.setdefault(key(entry), []).append(entry)
    for entry in old:
        found = waiting.get(key(entry))
        if found:
            other = found.pop()
            yield Pair(entry, other, "likeness", likeness(entry, other))


def pair_chapters(
    old: Sequence[Entry], new: Sequence[Entry], pairs: Iterable[Pair]
) -> tuple[Pair, ...]:
    """Return the pairs of chapters, which have no ids: half by title, half by what they hold."""
    chapters = [[entry for entry in side if entry.level == "chapter"] for side in (old, new)]
    places = [{entry.chapter: i for i, entry in enumerate(side)} for side in chapters]
    common: Counter[tuple[int, int]] = Counter()
    for one in pairs:
        if one.old.level == "task":
            common[places[0][one.old.chapter], places[1][one.new.chapter]] += 1
    tasks = [
        Counter(entry.chapter for entry in side if entry.level == "task") for side in (old, new)
    ]
    scores = {
        (i, j): _chapter_likeness(a, b, common[i, j], tasks[0][a.chapter] + tasks[1][b.chapter])
        for i, j in {*common, *candidates(*chapters)}
        for a, b in [(chapters[0][i], chapters[1][j])]
    }
    sizes = (len(chapters[0]), len(chapters[1]))
    return tuple(
        Pair(chapters[0][i], chapters[1][j], "likeness", scores[i, j])
        for i, j in sorted(best_matching(scores, THRESHOLD, sizes).items())
    )


def _chapter_likeness(old: Entry, new: Entry, common: int, tasks: int) -> float:
    title = ratio(old.folded[0], new.folded[0]) or 0.0
    return round((title + 2 * common / tasks) / 2 if tasks else title, 4)
