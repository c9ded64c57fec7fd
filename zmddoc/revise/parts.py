"""What was taken apart, and what was put together, seen by the words that went over.

A merger is a split read backwards, so there is one function for both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from zmddoc.revise.edits import Edits, edits
from zmddoc.revise.entry import Entry
from zmddoc.revise.fold import fold
from zmddoc.revise.tokens import Names

TAKEN_OVER = 0.6
"""The share of a part's text that must be words of the whole."""
_RUN = 6
"""Characters in a row that both have: fewer are common by chance."""
_SHORTEST = 12
"""A text of fewer characters is too short to say where it comes from."""


@dataclass(frozen=True)
class Division:
    """An entry of one edition and the entries of the other that were made out of it."""

    whole: Entry
    kept: Entry | None
    """What still has its id, or is most like it."""
    parts: tuple[Entry, ...]
    """The others, in their order: one at least, two where none was kept."""


def divisions(
    wholes: Sequence[Entry], partners: Mapping[int, Entry], parts: Sequence[Entry]
) -> tuple[Division, ...]:
    """Return which of ``wholes`` the ``parts``, that stand for nothing else, were made out of.
    ``partners`` gives what each whole, by its order, is on the other side."""
    lost = {one.order: _lost(one, partners.get(one.order)) for one in wholes} if parts else {}
    index: dict[str, list[Entry]] = {}
    for whole in wholes:
        for run in runs(lost.get(whole.order, ())):
            index.setdefault(run, []).append(whole)
    found: dict[int, tuple[Entry, list[Entry]]] = {}
    for part in parts:
        origin = _origin(part, index)
        if origin:
            found.setdefault(origin.order, (origin, []))[1].append(part)
    return tuple(
        Division(whole, partners.get(order), tuple(made))
        for order, (whole, made) in sorted(found.items())
        if order in partners or len(made) > 1
    )


def _lost(whole: Entry, partner: Entry | None) -> tuple[str, ...]:
    """What the whole said and its partner says no more."""
    if partner is None:
        return (whole.folded[1],)
    if whole.text == partner.text:
        return ()
    return tuple(fold(one.old) for one in edits(whole.text, partner.text) if not one.equal)


def _origin(part: Entry, index: Mapping[str, list[Entry]]) -> Entry | None:
    text = part.folded[1]
    if len(text) < _SHORTEST:
        return None
    candidates = {one.order: one for run in runs((text,)) for one in index.get(run, ())}
    shares = {
        order: covered(text, {run for run in runs((text,)) if one in index.get(run, ())})
        for order, one in candidates.items()
    }
    best = max(shares, key=lambda order: (shares[order], -order), default=None)
    return candidates[best] if best is not None and shares[best] >= TAKEN_OVER else None


def runs(texts: Iterable[str]) -> set[str]:
    """Every run of characters that is long enough to tell where a text comes from."""
    return {text[i : i + _RUN] for text in texts for i in range(len(text) - _RUN + 1)}


def covered(text: str, known: set[str]) -> float:
    """The share of a folded text that stands in known runs."""
    if not text:
        return 1.0
    marked: set[int] = set()
    for i in range(len(text) - _RUN + 1):
        if text[i : i + _RUN] in known:
            marked.update(range(i, i + _RUN))
    return len(marked) / len(text)


def source(whole: str, part: str) -> str:
    """The stretch of the whole's text that a part was made of: from the first run that they have
    in common to the last, and on to the ends of its clauses."""
    known = runs((part,))
    places = [i for i in range(len(whole) - _RUN + 1) if whole[i : i + _RUN] in known]
    if not places:
        return ""
    start, end = places[0], places[-1] + _RUN
    while end < len(whole) and end - places[-1] < 2 * _RUN and whole[end - 1] not in "。；，":
        end += 1
    return whole[start:end]


def part_edits(whole: Entry, part: Entry, names: Names) -> tuple[str, Edits]:
    """Return the words of the whole that a part was made of, and how they were changed."""
    words = source(whole.text, part.text)
    return words, edits(words, part.text, names)


def taken_over(words: str, parts: Iterable[Entry]) -> bool:
    """Whether words that a whole lost stand in one of its parts; a few characters always do."""
    folded = fold(words)
    return len(folded) < _RUN or any(
        covered(folded, runs((part.folded[1],))) >= TAKEN_OVER for part in parts
    )
