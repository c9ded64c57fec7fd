"""A revision in numbers, the same on every paper that tells of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from zmddoc.revise.bybody import by_body
from zmddoc.revise.changes import KINDS
from zmddoc.revise.revision import Revision


@dataclass(frozen=True)
class Summary:
    """How many changes there are, and on how many bodies they fall."""

    counts: tuple[tuple[str, int], ...]
    """By kind, in the order in which kinds are told; kinds that do not occur are left out."""
    affected: int
    unaffected: int
    """Bodies on which something falls in either edition."""
    uncompared: int
    """Tasks and measures that the other side may have and that could not be read there."""

    @property
    def total(self) -> int:
        """All changes."""
        return sum(count for _, count in self.counts)


def summary(revision: Revision) -> Summary:
    """Return the revision's numbers."""
    counted = Counter(change.kind for change in revision.changes)
    bodies = by_body(revision)
    return Summary(
        tuple((kind, counted[kind]) for kind in KINDS if counted[kind]),
        len(bodies.affected),
        len(bodies.unaffected),
        len(revision.compared.uncompared),
    )
