"""Titles and texts in other words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from zmddoc.revise.changes import Change, Retitled, Reworded, TargetChange
from zmddoc.revise.comparison import Comparison
from zmddoc.revise.edits import Edits, edits
from zmddoc.revise.effects import on_all, roles, settled
from zmddoc.revise.entry import Entry
from zmddoc.revise.fold import fold
from zmddoc.revise.parts import taken_over

Spans = tuple[tuple[int, int], ...]


def wording(compared: Comparison, targets: Iterable[Change]) -> Iterator[Change]:
    """Yield what is said otherwise. A text whose every difference stands in the words of a target
    that has changed is not told of again; nor what it lost to a part that was split off."""
    told = _told(targets)
    over = {
        entry.order: division.parts for division in compared.splits for entry in [division.whole]
    }
    came = {division.whole.order: division.parts for division in compared.merges}
    names = compared.bodies.names
    for old, new in compared.same_entries():
        if old.record == new.record and old.errata == new.errata:
            continue
        effects = settled(
            on_all("other", roles(old, 0, compared.bodies), roles(new, 1, compared.bodies))
        )
        changes = edits(old.title, new.title, names)
        if any(one.real for one in changes):
            yield Retitled(old=old, new=new, effects=effects, edits=changes)
        if old.text == new.text:
            continue
        changes = edits(old.text, new.text, names)
        quotes = (told[0].get(old.order, ()), told[1].get(new.order, ()))
        passed = (over.get(old.order, ()), came.get(new.order, ()))
        if not _accounted_for(changes, (old, new), quotes, passed):
            yield Reworded(old=old, new=new, effects=effects, edits=changes)


Quotes = Mapping[int, tuple[str, ...]]


def _told(targets: Iterable[Change]) -> tuple[Quotes, Quotes]:
    """The words of the targets that are told of, by the entry that they stand in, old and new."""
    old: dict[int, tuple[str, ...]] = {}
    new: dict[int, tuple[str, ...]] = {}
    for one in targets:
        if not isinstance(one, TargetChange):
            continue
        for entry, target, found in ((one.old, one.before, old), (one.new, one.after, new)):
            if entry and target:
                quote = entry.printed(target.quote)
                found[entry.order] = (*found.get(entry.order, ()), quote)
    return old, new


def _accounted_for(
    changes: Edits,
    entries: tuple[Entry, Entry],
    quotes: tuple[tuple[str, ...], tuple[str, ...]],
    passed: tuple[tuple[Entry, ...], tuple[Entry, ...]],
) -> bool:
    spans = [_spans(entry.text, words) for entry, words in zip(entries, quotes, strict=True)]
    places = [0, 0]
    for one in changes:
        sides = (one.old, one.new)
        if one.real:
            told = all(
                _within(side, place, known)
                for side, place, known in zip(sides, places, spans, strict=True)
            )
            gone_over = (
                not fold(one.new) and bool(passed[0]) and taken_over(one.old, passed[0])
            ) or (not fold(one.old) and bool(passed[1]) and taken_over(one.new, passed[1]))
            if not told and not gone_over:
                return False
        places = [place + len(side) for place, side in zip(places, sides, strict=True)]
    return True


def _spans(text: str, quotes: Iterable[str]) -> Spans:
    found = ((text.find(quote), quote) for quote in quotes)
    return tuple((start, start + len(quote)) for start, quote in found if start >= 0)


def _within(words: str, place: int, spans: Spans) -> bool:
    """Whether the words stand in one of the spans; marks and spaces around them do not count."""
    start, end = place, place + len(words)
    while start < end and not words[start - place].isalnum():
        start += 1
    while end > start and not words[end - place - 1].isalnum():
        end -= 1
    return start == end or any(a <= start and end <= b for a, b in spans)
