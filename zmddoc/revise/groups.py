"""Groups with other members: who is drawn into, or let go from, every entry that names them."""

from __future__ import annotations

from collections.abc import Iterator

from zmddoc.revise.body import Body
from zmddoc.revise.changes import Change, GroupChanged
from zmddoc.revise.comparison import Comparison
from zmddoc.revise.effects import Effect, Role, roles, settled
from zmddoc.revise.entry import Entry


def groups(compared: Comparison) -> Iterator[Change]:
    """Yield every group that is named before and after, and has other members."""
    for group in compared.bodies.groups():
        old = compared.bodies.members(group, 0)
        new = compared.bodies.members(group, 1)
        joined = tuple(body for body in new if body not in old)
        left = tuple(body for body in old if body not in new)
        named = (
            _naming(compared.old_entries, group),
            _naming(compared.new_entries, group),
        )
        if (joined or left) and all(named):
            yield GroupChanged(
                group=group,
                joined=joined,
                left=left,
                old_entries=named[0],
                new_entries=named[1],
                effects=settled(
                    (
                        *_drawn_in(compared, named[1], joined),
                        *_let_go(compared, named[0], left),
                        Effect(group, "other", *_part(compared, group, named)),
                    )
                ),
            )


def _naming(entries: tuple[Entry, ...], group: Body) -> tuple[Entry, ...]:
    """What names the group: in its own duty, or for a figure per member."""
    return tuple(
        entry
        for entry in entries
        if group in entry.leads + entry.supports
        or any(target.per in (*group.old, *group.new) for target in entry.targets if target.per)
    )


def _part(
    compared: Comparison, group: Body, named: tuple[tuple[Entry, ...], tuple[Entry, ...]]
) -> tuple[Role, Role]:
    """The group's own part in the first entry that names it, before and after."""
    before, after = (
        roles(entries[0], side, compared.bodies).get(group, "member")
        for side, entries in enumerate(named)
    )
    return before, after


def _drawn_in(
    compared: Comparison, entries: tuple[Entry, ...], joined: tuple[Body, ...]
) -> Iterator[Effect]:
    for entry in entries:
        parts = roles(entry, 1, compared.bodies)
        for body in joined:
            if parts.get(body, "member") == "member":
                yield Effect(body, "gains", "", "member")


def _let_go(
    compared: Comparison, entries: tuple[Entry, ...], left: tuple[Body, ...]
) -> Iterator[Effect]:
    for entry in entries:
        parts = roles(entry, 0, compared.bodies)
        for body in left:
            if parts.get(body, "member") == "member":
                yield Effect(body, "loses", "member", "")
