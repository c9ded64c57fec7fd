"""Bodies across two registries: one body, whatever either calls it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from zmddoc.model import Registry, Unit
from zmddoc.revise.tokens import Names


@dataclass(frozen=True, order=True)
class Body:
    """A body, by its canonical names in the old and in the new registry. There is more than one
    where bodies were merged or parted; none where a registry does not have it."""

    old: tuple[str, ...]
    new: tuple[str, ...]

    @property
    def name(self) -> str:
        """What it is called now; what it was called where it is no more."""
        return "、".join(self.new or self.old)

    def mirrored(self) -> Body:
        """The same with old and new exchanged."""
        return Body(self.new, self.old)


class Bodies:
    """Which names of two registries are names of one body."""

    def __init__(self, old: Registry, new: Registry) -> None:
        """Units of both registries that share a name (canonical, full or other) are one body."""
        self.sides = (old, new)
        self._linked: dict[str, str] = {}
        for unit in (*old.units, *new.units):
            first, *others = _names(unit)
            self._root(first)  # a body of one name alone is known as well
            for name in others:
                self._link(first, name)

    def _root(self, name: str) -> str:
        self._linked.setdefault(name, name)
        while self._linked[name] != name:
            self._linked[name] = self._linked[self._linked[name]]
            name = self._linked[name]
        return name

    def _link(self, one: str, other: str) -> None:
        a, b = sorted((self._root(one), self._root(other)))
        self._linked[b] = a

    @cached_property
    def _by_root(self) -> dict[str, Body]:
        found: dict[str, tuple[list[str], list[str]]] = {}
        for side, registry in enumerate(self.sides):
            for unit in registry.units:
                found.setdefault(self._root(unit.name), ([], []))[side].append(unit.name)
        return {root: Body(tuple(a), tuple(b)) for root, (a, b) in found.items()}

    @cached_property
    def _known(self) -> dict[str, Body]:
        return {name: self._by_root[self._root(name)] for name in self._linked}

    @cached_property
    def names(self) -> Names:
        """Every name, each with one that stands for all of its body's."""
        return Names({name: self._root(name) for name in self._linked})

    def find(self, name: str) -> Body:
        """The body of that name. One that no registry has is a body of that name alone."""
        return self._known.get(name) or Body((name,), (name,))

    def known(self, name: str) -> bool:
        """Whether a registry has the name."""
        return name in self._known

    @cached_property
    def _members(self) -> tuple[dict[Body, tuple[Body, ...]], dict[Body, tuple[Body, ...]]]:
        old, new = (
            {
                self.find(unit.name): tuple(
                    dict.fromkeys(self.find(member.unit) for member in unit.members)
                )
                for unit in registry.units
                if unit.members
            }
            for registry in self.sides
        )
        return old, new

    def members(self, group: Body, side: int) -> tuple[Body, ...]:
        """The members that a group has on one side (0 old, 1 new), in 建制顺序; none of a body that
        is no group."""
        return self._members[side].get(group, ())

    def groups(self) -> tuple[Body, ...]:
        """Every group of either side, in 建制顺序."""
        old, new = self._members
        return self.ranked({*old, *new})

    @cached_property
    def _ranks(self) -> dict[Body, int]:
        every = [self.find(unit.name) for side in (1, 0) for unit in self.sides[side].units]
        return {body: rank for rank, body in enumerate(dict.fromkeys(every))}

    def ranked(self, bodies: Iterable[Body]) -> tuple[Body, ...]:
        """The bodies in 建制顺序: those of the new registry, then those that only the old one has,
        then the unknown by name."""
        last = len(self._ranks)
        return tuple(sorted(set(bodies), key=lambda body: (self._ranks.get(body, last), body)))


def _names(unit: Unit) -> Iterator[str]:
    yield from dict.fromkeys(unit.names)
