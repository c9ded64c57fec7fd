"""What the comparison of two editions rests on: their entries, and which is which."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from zmddoc.revise.body import Bodies
from zmddoc.revise.edition import Edition
from zmddoc.revise.entry import Entry
from zmddoc.revise.pairing import Pair
from zmddoc.revise.parts import Division


@dataclass(frozen=True)
class Comparison:
    """Two editions, paired."""

    old: Edition
    new: Edition
    bodies: Bodies
    old_entries: tuple[Entry, ...]
    new_entries: tuple[Entry, ...]
    pairs: tuple[Pair, ...]
    """Of tasks and measures."""
    chapters: tuple[Pair, ...]
    splits: tuple[Division, ...]
    """Old entries that are several new ones."""
    merges: tuple[Division, ...]
    """New entries that were several old ones."""
    removed: tuple[Entry, ...]
    """Tasks and measures that are no more, not counting what was merged or taken apart."""
    added: tuple[Entry, ...]
    uncompared: tuple[Entry, ...]
    """Tasks and measures of one side of which the other side says nothing that could be read."""

    @cached_property
    def paired(self) -> tuple[frozenset[int], frozenset[int]]:
        """The orders of the old and of the new tasks and measures that have a counterpart."""
        return (
            frozenset(one.old.order for one in self.pairs),
            frozenset(one.new.order for one in self.pairs),
        )

    def same_entries(self) -> Iterator[tuple[Entry, Entry]]:
        """Yield what is one entry before and after: chapters, tasks, measures."""
        yield from ((one.old, one.new) for one in self.chapters)
        yield from ((one.old, one.new) for one in self.pairs)

    def descended(self) -> Iterator[tuple[Entry, Entry]]:
        """Yield every pair of which the new one comes from the old one: those that are one entry,
        and the parts of what was split or merged."""
        yield from ((one.old, one.new) for one in self.pairs)
        yield from ((one.whole, part) for one in self.splits for part in one.parts)
        yield from ((part, one.whole) for one in self.merges for part in one.parts)


def loose(entries: Sequence[Entry], held: Iterator[Entry] | Sequence[Entry]) -> list[Entry]:
    """Return the tasks and measures that are not among ``held``."""
    taken = {entry.order for entry in held}
    return [one for one in entries if one.level != "chapter" and one.order not in taken]
