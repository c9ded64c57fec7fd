"""One of the two sides of a comparison: a plan, its bodies, and what of it could not be read."""

from __future__ import annotations

from dataclasses import dataclass

from zmddoc.model import Plan, Registry


@dataclass(frozen=True)
class Edition:
    """A plan as it was at one time."""

    plan: Plan
    registry: Registry
    unread: frozenset[str] = frozenset()
    """Ids of tasks, measures and targets that are there and could not be read: nothing is said of
    them, in particular not that they are gone."""
    fields_unread: frozenset[str] = frozenset()
    """Fields of the document itself that could not be read."""
    incomplete: bool = False
    """Whether there may be tasks of which not even the id could be read, as where a file breaks
    off: what is not found is then not gone."""
    by_place: bool = False
    """Whether the ids only say where an item stands (an imported document): they pair nothing."""
