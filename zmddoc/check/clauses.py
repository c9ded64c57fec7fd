"""The names that stand in a duty's clause: (责任单位:市科技局、市工信局、市发改委).

The grammar reads them; a name that the project knows is taken as the project writes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from zmddoc.grammar.clausereader import annotation

_LONGEST = 6
"""Pieces that one name may have been taken apart into."""


@dataclass(frozen=True)
class Named:
    """A name in a clause, and where it begins."""

    name: str
    offset: int


def names_in(clause: str, known: Iterable[str]) -> Iterator[Named]:
    """Yield the names of the clause, those that lead first. A known name is never taken apart, and
    stays without the prefix that the list wrote once before it."""
    names = frozenset(known)
    every = annotation(clause).every
    i = 0
    while i < len(every):
        first = every[i].span
        for last in range(min(i + _LONGEST, len(every)) - 1, i - 1, -1):
            written = clause[first.start : every[last].span.end]
            if written in names:
                yield Named(written, first.start)
                i = last
                break
        else:
            yield Named(every[i].name, first.start)
        i += 1
