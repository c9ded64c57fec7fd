"""What a change means to a body: who gains, loses, must do more, less, sooner, later."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from zmddoc.revise.body import Bodies, Body
from zmddoc.revise.entry import Entry

Kind = Literal["gains", "loses", "more", "less", "sooner", "later", "other"]
Role = Literal["lead", "support", "member", ""]
"""牵头, 配合, as a member of a group that is named; '' for no part in it."""

OPPOSITE: dict[Kind, Kind] = {
    "gains": "loses",
    "loses": "gains",
    "more": "less",
    "less": "more",
    "sooner": "later",
    "later": "sooner",
    "other": "other",
}

WEIGHT: dict[Role, int] = {"lead": 3, "support": 2, "member": 1, "": 0}


@dataclass(frozen=True, order=True)
class Effect:
    """What one change means to one body."""

    body: Body
    kind: Kind
    before: Role = ""
    after: Role = ""
    """Its part in the item before and after the change."""

    def mirrored(self) -> Effect:
        """What the change means when it is undone."""
        return replace(
            self,
            body=self.body.mirrored(),
            kind=OPPOSITE[self.kind],
            before=self.after,
            after=self.before,
        )


Roles = dict[Body, Role]


def roles(entry: Entry | None, side: int, bodies: Bodies) -> Roles:
    """Return everybody's part in an entry on one side (0 old, 1 new). A body named directly is not
    a member as well; a group stands there itself, and for each of its members."""
    found: Roles = {}
    if entry is None:
        return found
    for body in entry.effective_leads:
        found.setdefault(body, "lead")
    for body in entry.effective_supports:
        found.setdefault(body, "support")
    for group in tuple(found):
        for member in bodies.members(group, side):
            found.setdefault(member, "member")
    return found


def strongest(parts: Iterable[Roles]) -> Roles:
    """Return everybody's greatest part in any of several entries."""
    found: Roles = {}
    for one in parts:
        for body, role in one.items():
            found[body] = max(found.get(body, ""), role, key=WEIGHT.__getitem__)
    return found


def passed_on(before: Roles, after: Roles, only: Iterable[Body] | None = None) -> Iterator[Effect]:
    """Yield what a change of parts means to each body whose part is another one; of the bodies in
    ``only``, where given."""
    for body in only if only is not None else {**before, **after}:
        old, new = before.get(body, ""), after.get(body, "")
        if old != new:
            yield Effect(body, _sense(old, new), old, new)


def _sense(old: Role, new: Role) -> Kind:
    if not old or not new:
        return "gains" if new else "loses"
    return "more" if WEIGHT[new] > WEIGHT[old] else "less"


def on_all(kind: Kind, before: Roles, after: Roles) -> Iterator[Effect]:
    """Yield one effect for everybody who has a part both before and after: to whom something comes
    or from whom it goes, it is told as that. Where nobody is the same, for everybody, and as a mere
    change: who has given it up need not do more, and to whom it is new nothing was raised."""
    kept = [one for one in before if one in after]
    nobody_is_the_same = before and after and not kept
    for body in kept or {**before, **after}:
        sense: Kind = "other" if nobody_is_the_same else kind
        yield Effect(body, sense, before.get(body, ""), after.get(body, ""))


def settled(effects: Iterable[Effect]) -> tuple[Effect, ...]:
    """Return the effects once each, in one order."""
    return tuple(sorted(set(effects)))
