"""How like two entries are, from 0 to 1: by title, text and bodies.

Weights and threshold, and what they were measured on: docs/decisions/101-pairing.md.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from heapq import nsmallest

from zmddoc.revise.entry import Entry

THRESHOLD = 0.5
"""Below this two tasks are not one task changed but one removed and another added. In the plan of
2021 no two different tasks are more alike than 0.42."""

TITLE, TEXT, DUTY = 0.30, 0.55, 0.15
"""What each is worth; what neither side has is left out of the account."""


def likeness(old: Entry, new: Entry) -> float:
    """Return how like two entries are, to four places."""
    parts = [
        (TITLE, ratio(old.folded[0], new.folded[0])),
        (TEXT, ratio(old.folded[1], new.folded[1])),
        (DUTY, _duties(old, new)),
    ]
    counted = [(weight, value) for weight, value in parts if value is not None]
    total = sum(weight for weight, _ in counted)
    return round(sum(weight * value for weight, value in counted) / total, 4) if total else 0.0


def ratio(old: str, new: str) -> float | None:
    """How much of two texts is common, in order: twice the common characters to all of them; None
    where both are empty."""
    from rapidfuzz.distance import Indel  # 0.1 s of every start saved

    if not old and not new:
        return None
    return float(Indel.normalized_similarity(old, new))


def _duties(old: Entry, new: Entry) -> float | None:
    """Half for who leads, half for everybody named."""
    if not old.bodies and not new.bodies:
        return None
    leads = _common(old.effective_leads, new.effective_leads)
    return (leads + _common(old.bodies, new.bodies)) / 2


def _common(one: Collection[object], other: Collection[object]) -> float:
    union = {*one, *other}
    return len({*one} & {*other}) / len(union) if union else 1.0


_SHINGLE = 4
_COMMON = 64
"""A run of characters that more entries than this have in common tells nothing of any of them."""
_TELLING = 48
"""How many of its rarest runs an entry is looked up by."""
_KEPT = 8
"""How many candidates each entry keeps."""
_SMALL = 10_000
"""Pairs so few that all of them are looked at."""


def candidates(old: list[Entry], new: list[Entry]) -> set[tuple[int, int]]:
    """Return the pairs of places that are worth a closer look. For long lists those that share a
    rare run of characters, the closest few of each, so that the work grows as the lists do and
    not as their product."""
    if len(old) * len(new) <= _SMALL:
        return {(i, j) for i in range(len(old)) for j in range(len(new))}
    forward = set(_closest(old, new))
    return forward | {(i, j) for j, i in _closest(new, old)}


def _closest(entries: list[Entry], others: list[Entry]) -> Iterator[tuple[int, int]]:
    index: dict[str, list[int]] = {}
    for j, other in enumerate(others):
        for run in _runs(other):
            index.setdefault(run, []).append(j)
    for i, entry in enumerate(entries):
        known = ((len(found), run) for run in _runs(entry) if (found := index.get(run)))
        shared: dict[int, float] = {}
        for count, run in nsmallest(_TELLING, known):
            if count <= _COMMON:
                for j in index[run]:
                    shared[j] = shared.get(j, 0.0) + 1 / count
        place = i * len(others) / len(entries)
        order = sorted(shared, key=lambda j: (-shared[j], abs(j - place), j))
        yield from ((i, j) for j in order[:_KEPT])


def _runs(entry: Entry) -> set[str]:
    title, text = entry.folded
    return {*_shingles(f"^{title}$"), *_shingles(text)}


def _shingles(text: str) -> Iterable[str]:
    return (text[i : i + _SHINGLE] for i in range(max(1, len(text) - _SHINGLE + 1)))
