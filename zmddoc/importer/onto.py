"""A newer edition onto the plan that is there: what goes on keeps its id (the pairing of ``diff``)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from zmddoc.importer.head import UNKNOWN
from zmddoc.model import Measure, Plan, Registry, Target
from zmddoc.revise.edition import Edition
from zmddoc.revise.revision import Revision, compare, revise
from zmddoc.revise.targets import pair_targets

M = TypeVar("M", bound=Measure)

_PART = re.compile(r"(.*[-.])(\d+)")

_KEPT = ("targets", "due")
"""What of an item's record somebody may have put right, and stays where its words are the same."""


@dataclass(frozen=True)
class Continued:
    """A new edition with the ids of the old one."""

    plan: Plan
    renamed: Mapping[str, str]
    """Ids as they were read to ids as they are now."""
    revision: Revision
    """What changed."""


def continued(old: Plan, old_bodies: Registry, new: Plan, new_bodies: Registry) -> Continued:
    """Return ``new`` with the ids of what goes on from ``old``, and for the rest ids that were never
    used. An item whose words are the same to the letter keeps the targets and the deadline that it
    has in ``old``, as somebody may have put them right; corrections of words that are still there
    stay too. A plan of another year begins its ids anew."""
    before = Edition(old, old_bodies)
    compared = compare(before, Edition(new, new_bodies, by_place=True))
    if old.year != new.year or new.issuer not in (old.issuer, UNKNOWN):
        return Continued(new, {}, revise(before, Edition(new, new_bodies)))
    known = {
        one.new.id: one.old.record for one in compared.pairs if isinstance(one.old.record, Measure)
    }
    targets = {one.new.target.id: one.old.target.id for one in pair_targets(compared)}
    plan = _Renamer(old, known, targets).plan(new)
    if new.issuer == UNKNOWN:
        plan = plan.model_copy(update={"issuer": old.issuer})
    return Continued(
        plan,
        dict(_renamed(new, plan)),
        revise(before, Edition(plan, new_bodies)),
    )


class _Renamer:
    """Gives the items of a new edition their ids."""

    def __init__(self, old: Plan, known: Mapping[str, Measure], targets: Mapping[str, str]) -> None:
        self._old, self._known, self._targets = old, known, targets
        used = {one.id for one in old.items()}
        self._task = max((int(m[0]) for i in used if (m := re.search(r"(?<=T)\d+$", i))), default=0)
        self._last: dict[str, int] = {}
        for one in (*used, *(target.id for item in old.items() for target in item.targets)):
            if match := _PART.fullmatch(one):
                self._last[match[1]] = max(self._last.get(match[1], 0), int(match[2]))

    def plan(self, new: Plan) -> Plan:
        chapters = tuple(
            chapter.model_copy(
                update={"tasks": tuple(self._item(task, "") for task in chapter.tasks)}
            )
            for chapter in new.chapters
        )
        heads = (new.title, new.recipients, new.preamble, *(one.title for one in chapters))
        words = "\n".join(
            [*heads, *(_words(item) for c in chapters for task in c.tasks for item in task.walk())]
        )
        errata = tuple(one for one in self._old.errata if one.wrong in words)
        return new.model_copy(update={"chapters": chapters, "errata": errata})

    def _item(self, item: M, parent: str) -> M:
        old = self._known.get(item.id)
        here = old is not None and old.id.rpartition(".")[0] == parent
        key = old.id if old is not None and here else self._new_id(parent)
        update: dict[str, object] = {
            "id": key,
            "measures": tuple(self._item(one, key) for one in item.measures),
        }
        if old is not None and here and _words(old) == _words(item):
            update |= {name: getattr(old, name) for name in _KEPT}
        else:
            update["targets"] = tuple(self._target(one, key) for one in item.targets)
        return item.model_copy(update=update)

    def _target(self, target: Target, item: str) -> Target:
        known = self._targets.get(target.id, "")
        key = known if known.rpartition("-")[0] == item else self._next(f"{item}-")
        return target.model_copy(update={"id": key})

    def _new_id(self, parent: str) -> str:
        if parent:
            return self._next(f"{parent}.")
        self._task += 1
        return f"T{self._task:02}"

    def _next(self, prefix: str) -> str:
        self._last[prefix] = self._last.get(prefix, 0) + 1
        return f"{prefix}{self._last[prefix]}"


def _words(item: Measure) -> str:
    """All its words as received, without those of its measures."""
    rests = "".join(duty.annotation + duty.rest for duty in item.duty)
    return f"{item.title}\n{item.text}{rests}{item.tail}"


def _renamed(read: Plan, now: Plan) -> Iterator[tuple[str, str]]:
    for one, other in zip(read.items(), now.items(), strict=True):
        yield one.id, other.id
        if len(one.targets) == len(other.targets):
            yield from ((a.id, b.id) for a, b in zip(one.targets, other.targets, strict=True))
