"""Each change in one sentence, the same on every paper that tells of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from zmddoc.model import Target
from zmddoc.revise import changes as kinds
from zmddoc.revise.body import Bodies
from zmddoc.revise.changes import Change
from zmddoc.revise.effects import Effect, Kind
from zmddoc.revise.entry import Entry
from zmddoc.revise.revision import Revision
from zmddoc.revise.words import (
    EFFECT_WORDS,
    FACET_WORDS,
    FIELD_WORDS,
    UNASSIGNED,
    name,
    names,
    stated,
)
from zmddoc.text import day

SHORT = 40
"""Characters: a field of the document is quoted whole up to this length."""


def by_effect(change: Change, bodies: Bodies) -> Iterator[tuple[Kind, list[Effect]]]:
    """Yield each kind of effect that a change has, with whom it falls on, in 建制顺序."""
    ranked = bodies.ranked(change.bodies)
    for kind in EFFECT_WORDS:
        found = [e for body in ranked for e in change.effects if (e.body, e.kind) == (body, kind)]
        if found:
            yield kind, found


def same_entry(change: Change) -> tuple[int, bool]:
    """Equal for the changes of one entry that stand together; what is gone is another than what
    took its place."""
    entry = change.entry
    return (entry.order if entry else -1), change.new is None


def by_chapter(revision: Revision) -> Iterator[tuple[str, list[Change]]]:
    """Yield each chapter with the changes in it, under its title as it is now; '' for the whole
    document. What is gone stands with its chapter, where that is still there."""
    now = {pair.old.order: pair.new for pair in revision.compared.chapters}
    found: dict[str, list[Change]] = {}
    for change in revision.changes:
        entry = change.entry
        while entry and entry.parent:
            entry = entry.parent
        if entry and change.new is None:
            entry = now.get(entry.order, entry)
        found.setdefault(entry.label if entry else "", []).append(change)
    yield from found.items()


def tell(change: Change) -> str:
    """Return what has changed, without the word for its kind; of a text that is told by its marked
    differences only what it is the text of, or ''."""
    match change:
        case kinds.DocumentChanged():
            return _document(change)
        case kinds.ChapterAdded() | kinds.ChapterRemoved():
            return change.entry.label if change.entry else ""
        case kinds.TaskAdded() | kinds.TaskRemoved():
            return "；".join(_contents(change.entry)) if change.entry else ""
        case kinds.ChapterMoved() | kinds.TaskMoved():
            return _way(change)
        case kinds.TaskSplit():
            entries = [change.new, *(part.entry for part in change.parts)]
            return f"拆为{_labels(entries)}"
        case kinds.TaskMerged():
            parts = [part.entry for part in change.parts]
            merged = sorted([change.old, *parts] if change.old else parts, key=_order)
            return f"由{_labels(merged)}合成"
        case kinds.LeadSwapped() | kinds.LeadReordered():
            return f"{names(change.before)} → {names(change.after)}"
        case kinds.LeadGained() | kinds.LeadLost() | kinds.SupportGained() | kinds.SupportLost():
            return name(change.body)
        case kinds.GroupChanged():
            return _members(change)
        case kinds.TargetChange():
            return _target(change)
        case kinds.DeadlineChange():
            return _deadline(change)
    return ""


def _order(entry: Entry) -> int:
    return entry.order


def _labels(entries: Sequence[Entry | None]) -> str:
    return "、".join(dict.fromkeys(entry.label for entry in entries if entry))


def _document(change: kinds.DocumentChanged) -> str:
    words = FIELD_WORDS[change.field]
    before, after = change.before, change.after
    if len(before) > SHORT or len(after) > SHORT:
        return words
    return f"{words}：{before or '（无）'} → {after or '（无）'}"


def _contents(entry: Entry) -> Iterator[str]:
    """What a task that came or went says of who, what and when."""
    if entry.effective_leads:
        yield f"牵头：{names(entry.effective_leads)}"
    if entry.effective_supports:
        yield f"配合：{names(entry.effective_supports)}"
    if not entry.bodies:
        yield UNASSIGNED
    if entry.targets:
        words = "、".join(_figure(entry, one) for one in entry.targets)
        yield f"指标：{words}"
    if entry.record.model_fields_set >= {"due"} and entry.due:
        yield f"时限：{day(entry.due)}"


def _figure(entry: Entry, target: Target) -> str:
    return f"{entry.printed(target.name)} {stated(target)}"


def _way(change: Change) -> str:
    old, new = change.old, change.new
    assert old and new
    if isinstance(change, kinds.TaskMoved) and change.elsewhere and old.parent and new.parent:
        return f"由{old.parent.clause}{old.clause}移至{new.parent.clause}{new.clause}"
    if old.clause == new.clause:  # what stood before it has gone, what stood behind it has not
        return f"次序变动，仍为{new.clause}"
    return f"由{old.clause}移至{new.clause}"


def _members(change: kinds.GroupChanged) -> str:
    parts = []
    if change.joined:
        parts.append(f"新增{names(change.joined)}")
    if change.left:
        parts.append(f"减少{names(change.left)}")
    where = "、".join(entry.clause for entry in change.new_entries)
    return f"{name(change.group)}{'，'.join(parts)}（涉及{where}）"


def _target(change: kinds.TargetChange) -> str:
    before, after = change.before, change.after
    target, entry = after or before, change.new if after else change.old
    assert target and entry
    called = entry.printed(target.name)
    if isinstance(change, kinds.TargetMoved) and change.old and change.new:
        return f"{called}：由{change.old.clause}移至{change.new.clause}"
    if before is None or after is None:
        return f"{called}：{stated(target)}"
    if isinstance(change, kinds.TargetRestated):
        return f"{called}：{'；'.join(_facets(change, before, after))}"
    return f"{called}：{stated(before)} → {stated(after)}"


def _facets(change: kinds.TargetRestated, before: Target, after: Target) -> Iterator[str]:
    for facet in change.facets:
        was, is_ = getattr(before, facet), getattr(after, facet)
        if facet in ("name", "baseline", "per", "tolerance"):
            yield f"{FACET_WORDS[facet]}由“{was or '无'}”改为“{is_ or '无'}”"
        else:
            yield f"{FACET_WORDS[facet]}变动：{stated(before)} → {stated(after)}"


def _deadline(change: kinds.DeadlineChange) -> str:
    target, entry = change.new_target or change.old_target, change.entry
    what = "全文完成时限" if entry is None else "完成时限"
    if target and entry:
        what = f"{entry.printed(target.name)}完成时限"
    return f"{what}：{_day(change.before)} → {_day(change.after)}"


def _day(value: date | None) -> str:
    return day(value) if value else "未定"
