"""The kinds of change, one class each, and what each is when it is undone.

Every change names the entry it is about, before and after, and everybody it affects. Changes of the
document itself (its number, its chapters' titles) are about no entry's duty and affect nobody's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, ClassVar

from zmddoc.model import Target
from zmddoc.revise.body import Body
from zmddoc.revise.edits import Edit, Edits, reverse
from zmddoc.revise.effects import Effect, settled
from zmddoc.revise.entry import Entry


@dataclass(frozen=True, kw_only=True)
class Change:
    """One thing that is not as it was."""

    kind: ClassVar[str]
    """In kebab case, as the JSON has it."""
    undone: ClassVar[str]
    """The kind of the same change from new to old."""
    old: Entry | None = None
    """What it is about, as it was; None where it was not there."""
    new: Entry | None = None
    """What it is about, as it is; None where it is no more."""
    effects: tuple[Effect, ...] = ()
    """On whom it falls, and how."""

    @property
    def entry(self) -> Entry | None:
        """What it is about, as it is, or else as it was; None for the document itself."""
        return self.new or self.old

    @property
    def bodies(self) -> tuple[Body, ...]:
        """Everybody affected."""
        return tuple(dict.fromkeys(effect.body for effect in self.effects))


@dataclass(frozen=True, kw_only=True)
class DocumentChanged(Change):
    """A field of the document: number, title, date, recipients, cover, preamble."""

    kind = undone = "document-changed"
    field: str
    before: str
    after: str
    edits: Edits = ()


@dataclass(frozen=True, kw_only=True)
class ChapterAdded(Change):
    """A chapter that was not there."""

    kind, undone = "chapter-added", "chapter-removed"


@dataclass(frozen=True, kw_only=True)
class ChapterRemoved(Change):
    """A chapter that is no more; its tasks are told of one by one."""

    kind, undone = "chapter-removed", "chapter-added"


@dataclass(frozen=True, kw_only=True)
class ChapterMoved(Change):
    """A chapter that stands elsewhere among the others."""

    kind = undone = "chapter-moved"


@dataclass(frozen=True, kw_only=True)
class TaskAdded(Change):
    """A task or measure that was not there, with its targets and duties."""

    kind, undone = "task-added", "task-removed"


@dataclass(frozen=True, kw_only=True)
class TaskRemoved(Change):
    """A task or measure that is no more, with its targets and duties."""

    kind, undone = "task-removed", "task-added"


@dataclass(frozen=True, kw_only=True)
class TaskMoved(Change):
    """A task or measure that stands elsewhere."""

    kind = undone = "task-moved"
    elsewhere: bool
    """In another chapter (a measure: under another task), not only past its neighbours."""


@dataclass(frozen=True, kw_only=True)
class Part:
    """A task made out of the words of another."""

    entry: Entry
    source: str
    """The words of the whole that it was made of."""
    edits: Edits
    """From the whole's words to the part's (of a merger: from the part's to the whole's)."""


@dataclass(frozen=True, kw_only=True)
class TaskSplit(Change):
    """One task that is now several; ``new`` is what is left of it under its id, or the first."""

    kind, undone = "task-split", "task-merged"
    parts: tuple[Part, ...]
    """What was made out of it, without what is left under its id."""


@dataclass(frozen=True, kw_only=True)
class TaskMerged(Change):
    """Several tasks that are now one; ``old`` is what it was before, or the first of them."""

    kind, undone = "task-merged", "task-split"
    parts: tuple[Part, ...]


@dataclass(frozen=True, kw_only=True)
class Retitled(Change):
    """A title (of a chapter, task or measure) in other words."""

    kind = undone = "retitled"
    edits: Edits


@dataclass(frozen=True, kw_only=True)
class Reworded(Change):
    """A text in other words, beyond what its targets' changes explain."""

    kind = undone = "reworded"
    edits: Edits


@dataclass(frozen=True, kw_only=True)
class LeadGained(Change):
    """A body leads that did not, beside those that did."""

    kind, undone = "lead-gained", "lead-lost"
    body: Body


@dataclass(frozen=True, kw_only=True)
class LeadLost(Change):
    """A body leads no more; others still do, or nobody does."""

    kind, undone = "lead-lost", "lead-gained"
    body: Body


@dataclass(frozen=True, kw_only=True)
class LeadSwapped(Change):
    """Other bodies lead in the place of those that did."""

    kind = undone = "lead-swapped"
    before: tuple[Body, ...]
    after: tuple[Body, ...]


@dataclass(frozen=True, kw_only=True)
class LeadReordered(Change):
    """The same bodies lead, in another order: the first one answers for the figures."""

    kind = undone = "lead-reordered"
    before: tuple[Body, ...]
    after: tuple[Body, ...]


@dataclass(frozen=True, kw_only=True)
class SupportGained(Change):
    """A body supports that had no part."""

    kind, undone = "support-gained", "support-lost"
    body: Body


@dataclass(frozen=True, kw_only=True)
class SupportLost(Change):
    """A body supports no more and has no other part."""

    kind, undone = "support-lost", "support-gained"
    body: Body


@dataclass(frozen=True, kw_only=True)
class DutyReworded(Change):
    """The clause of the duty says it otherwise, of the same bodies: 责任单位 becomes 牵头单位."""

    kind = undone = "duty-reworded"
    edits: Edits


@dataclass(frozen=True, kw_only=True)
class GroupChanged(Change):
    """A group that the plan names has other members."""

    kind = undone = "group-changed"
    group: Body
    joined: tuple[Body, ...]
    left: tuple[Body, ...]
    old_entries: tuple[Entry, ...]
    new_entries: tuple[Entry, ...]
    """Where the group is named, before and after."""


@dataclass(frozen=True, kw_only=True)
class TargetChange(Change):
    """Something about one target."""

    before: Target | None = None
    after: Target | None = None


@dataclass(frozen=True, kw_only=True)
class TargetAdded(TargetChange):
    """A target that was not there, in a task that was."""

    kind, undone = "target-added", "target-removed"


@dataclass(frozen=True, kw_only=True)
class TargetRemoved(TargetChange):
    """A target that is no more, in a task that still is."""

    kind, undone = "target-removed", "target-added"


@dataclass(frozen=True, kw_only=True)
class TargetMoved(TargetChange):
    """A target that stands in another task."""

    kind = undone = "target-moved"


@dataclass(frozen=True, kw_only=True)
class TargetRaised(TargetChange):
    """A greater figure. More to do, unless it is a ceiling."""

    kind, undone = "target-raised", "target-lowered"


@dataclass(frozen=True, kw_only=True)
class TargetLowered(TargetChange):
    """A smaller figure."""

    kind, undone = "target-lowered", "target-raised"


@dataclass(frozen=True, kw_only=True)
class TargetTightened(TargetChange):
    """A stricter bound: 左右 → 以上, 力争 no more."""

    kind, undone = "target-tightened", "target-loosened"


@dataclass(frozen=True, kw_only=True)
class TargetLoosened(TargetChange):
    """A laxer bound."""

    kind, undone = "target-loosened", "target-tightened"


@dataclass(frozen=True, kw_only=True)
class TargetRemeasured(TargetChange):
    """Counted in another unit of measure."""

    kind = undone = "target-remeasured"


@dataclass(frozen=True, kw_only=True)
class TargetRestated(TargetChange):
    """Another name, another baseline, another kind of figure; ``facets`` says which."""

    kind = undone = "target-restated"
    facets: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class DeadlineChange(Change):
    """A deadline: of a target, of an entry, or, where both are None, of the whole plan."""

    before: date | None
    after: date | None
    old_target: Target | None = None
    new_target: Target | None = None


@dataclass(frozen=True, kw_only=True)
class DeadlineForward(DeadlineChange):
    """Due earlier, or due on a day at all."""

    kind, undone = "deadline-forward", "deadline-back"


@dataclass(frozen=True, kw_only=True)
class DeadlineBack(DeadlineChange):
    """Due later, or on no day any more."""

    kind, undone = "deadline-back", "deadline-forward"


def _concrete(above: type[Change]) -> Iterator[type[Change]]:
    for one in above.__subclasses__():
        if "kind" in one.__dict__:
            yield one
        yield from _concrete(one)


KINDS: dict[str, type[Change]] = {one.kind: one for one in _concrete(Change)}
"""Every kind of change, in the order in which they are told."""

_EXCHANGED = {
    a: b
    for pair in (
        ("old", "new"),
        ("before", "after"),
        ("joined", "left"),
        ("old_entries", "new_entries"),
        ("old_target", "new_target"),
    )
    for a, b in (pair, pair[::-1])
}


def mirrored(change: Change) -> Change:
    """Return the change from new to old: what was added is removed, what was raised is lowered."""
    values = {
        _EXCHANGED.get(one.name, one.name): _turned(getattr(change, one.name))
        for one in fields(change)
    }
    return KINDS[change.undone](**values)


def _turned(value: Any) -> Any:
    match value:
        case Body() | Effect():
            return value.mirrored()
        case Part():
            return Part(entry=value.entry, source=value.source, edits=reverse(value.edits))
        case tuple():
            if value and isinstance(value[0], Edit):
                return reverse(value)
            turned = tuple(_turned(one) for one in value)
            return settled(turned) if turned and isinstance(turned[0], Effect) else turned
        case _:
            return value
