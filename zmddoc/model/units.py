"""The registry of bodies: names, kinds, groups and their members (DESIGN.md, "The data")."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Literal

from pydantic import Field

from zmddoc.model.base import Day, Model, Text

UnitKind = Literal["department", "vertical", "organisation", "county", "zone", "group"]


class Alias(Model):
    """Another name of a body, with the days between which it holds (both included)."""

    name: Text
    since: Day | None = None
    until: Day | None = None
    note: str = ""

    def holds(self, day: date) -> bool:
        """Whether the name may be used on ``day``."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )


class Member(Model):
    """A member of a group; ``inferred`` when no list names it, with the reason in ``basis``."""

    unit: Text
    inferred: bool = False
    basis: str = ""


class Unit(Model):
    """A body, or a group of bodies. Its place in the list is its rank (建制顺序)."""

    name: Text
    """Canonical short name, as documents use it."""
    full: Text
    kind: UnitKind
    aliases: tuple[Alias, ...] = ()
    members: tuple[Member, ...] = ()
    source: str = ""
    """For a group: where the list of members comes from."""
    note: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Every name it is known under: short, full, others."""
        return self.name, self.full, *(alias.name for alias in self.aliases)


class Registry(Model):
    """All bodies in 建制顺序: the order of 主送, of annexes and of ties."""

    source: Text
    """Where the names come from and who has to confirm them."""
    units: tuple[Unit, ...] = Field(min_length=1)

    @cached_property
    def _by_name(self) -> dict[str, Unit]:
        names: dict[str, Unit] = {}
        for unit in self.units:
            for name in unit.names:
                names.setdefault(name, unit)
        return names

    def find(self, name: str) -> Unit | None:
        """The body known under ``name`` (short, full or other), whatever the day; else None."""
        return self._by_name.get(name)

    def rank(self, unit: Unit) -> int:
        """Place in 建制顺序, from 0."""
        return self._ranks[unit.name]

    @cached_property
    def _ranks(self) -> dict[str, int]:
        return {unit.name: rank for rank, unit in enumerate(self.units)}

    def groups_of(self, unit: Unit) -> tuple[tuple[Unit, Member], ...]:
        """The groups that list ``unit``, each with the membership record."""
        return tuple(self._groups.get(unit.name, ()))

    @cached_property
    def _groups(self) -> dict[str, list[tuple[Unit, Member]]]:
        groups: dict[str, list[tuple[Unit, Member]]] = {}
        for group in self.units:
            for member in group.members:
                if body := self.find(member.unit):
                    groups.setdefault(body.name, []).append((group, member))
        return groups
