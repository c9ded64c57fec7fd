"""A revision as each body sees it: what it gains, loses, must do more, less, sooner, later."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from zmddoc.revise.body import Body
from zmddoc.revise.changes import Change
from zmddoc.revise.comparison import Comparison
from zmddoc.revise.effects import Effect, Kind
from zmddoc.revise.revision import Revision


@dataclass(frozen=True)
class Share:
    """What a revision means to one body: each change that affects it with how it does."""

    body: Body
    parts: tuple[tuple[Change, Effect], ...]
    """In the order of the revision."""

    def of(self, kind: Kind) -> tuple[tuple[Change, Effect], ...]:
        """The changes of one effect."""
        return tuple(part for part in self.parts if part[1].kind == kind)

    @property
    def changes(self) -> tuple[Change, ...]:
        """Every change that affects it, once."""
        return tuple(dict.fromkeys(change for change, _ in self.parts))


@dataclass(frozen=True)
class ByBody:
    """Everybody on whom something falls, before or after."""

    affected: tuple[Share, ...]
    """In 建制顺序."""
    unaffected: tuple[Body, ...]

    def share(self, body: Body) -> Share:
        """The share of one body; an empty one where nothing affects it."""
        return next((one for one in self.affected if one.body == body), Share(body, ()))


def by_body(revision: Revision) -> ByBody:
    """Return the revision body by body; whoever is not affected is listed as such."""
    parts: dict[Body, list[tuple[Change, Effect]]] = {}
    for change in revision.changes:
        for effect in change.effects:
            parts.setdefault(effect.body, []).append((change, effect))
    bodies = revision.compared.bodies
    shares = tuple(Share(body, tuple(parts[body])) for body in bodies.ranked(parts))
    rest = {body for body in _named(revision.compared) if body not in parts}
    return ByBody(shares, bodies.ranked(rest))


def _named(compared: Comparison) -> Iterator[Body]:
    """Everybody who has a part in something, in either edition, by name or as a member."""
    for side, entries in enumerate((compared.old_entries, compared.new_entries)):
        for entry in entries:
            named = [*entry.leads, *entry.supports]
            named += [compared.bodies.find(one.per) for one in entry.targets if one.per]
            for body in named:
                yield body
                yield from compared.bodies.members(body, side)
