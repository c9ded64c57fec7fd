"""修订对照表: what stood, what stands, what that is and whom it concerns, clause by clause."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from zmddoc.compose.draft import Draft, Facts
from zmddoc.compose.marked import LEFT_OUT, Passage, both_sides, plain
from zmddoc.revise import changes as kinds
from zmddoc.revise.changes import Change
from zmddoc.revise.comparison import Comparison
from zmddoc.revise.edits import edits
from zmddoc.revise.entry import Entry
from zmddoc.revise.revision import Revision
from zmddoc.revise.summary import summary
from zmddoc.revise.telling import by_chapter, by_effect, same_entry, tell
from zmddoc.revise.words import EFFECT_WORDS, KIND_WORDS, ROLE_WORDS, UNASSIGNED, name
from zmddoc.typography import normalise, printed

KIND = "修订对照表"
ADDED, REMOVED = "（新增）", "（删去）"


@dataclass(frozen=True)
class Line:
    """One clause of the table."""

    id: str
    clause: tuple[str, ...]
    """Its number, before and after where they differ."""
    old: tuple[Passage, ...]
    new: tuple[Passage, ...]
    changes: tuple[str, ...]
    bodies: tuple[str, ...]


@dataclass(frozen=True)
class Band:
    """The clauses of one chapter, or what concerns the whole document."""

    title: str
    lines: tuple[Line, ...]


def comparison_draft(facts: Facts, revision: Revision) -> Draft:
    """Return the draft of the comparison table; ``facts`` are those of the new edition."""
    plan = facts.plan
    title = printed(plan, plan.title)

    def context() -> Mapping[str, Any]:
        counted = summary(revision)
        old = revision.compared.old.plan
        return {
            **facts.common(),
            "head": facts.head(f"{title}{KIND}", KIND, facts.edition_stamp(KIND)),
            "title": f"{title}{KIND}",
            "old_number": old.number,
            "old_check": old.content_hash()[:12],
            "new_check": plan.content_hash()[:12],
            "counted": counted,
            "counts": "，".join(f"{KIND_WORDS[kind]}{count}处" for kind, count in counted.counts),
            "bands": bands(revision),
        }

    return Draft(KIND, KIND, "comparison.html.j2", facts.edition_stamp(KIND), context)


def bands(revision: Revision) -> tuple[Band, ...]:
    """Return the rows of the table by chapter, in the order of the new plan."""
    return tuple(
        Band(title or "全文", tuple(_lines(revision.compared, changes)))
        for title, changes in by_chapter(revision)
    )


def _lines(compared: Comparison, changes: list[Change]) -> Iterator[Line]:
    for _, of_entry in groupby(changes, key=same_entry):
        group = list(of_entry)
        if group[0].entry is None:
            yield from (_of_document(compared, change) for change in group)
        else:
            yield _Clause(compared, group).line()


def _of_document(compared: Comparison, change: Change) -> Line:
    """What concerns the whole document stands in a row of its own."""
    texts = getattr(change, "edits", ())
    if isinstance(change, kinds.GroupChanged):
        before, after = _members(compared, change)
        texts = edits(before, after, compared.bodies.names)
    old, new = both_sides(texts, whole=True)
    return Line(
        "",
        ("全文",),
        (old or plain(LEFT_OUT),),
        (new or plain(LEFT_OUT),),
        (_said(change),),
        tuple(_bodies(compared, [change])),
    )


def _members(compared: Comparison, change: kinds.GroupChanged) -> Iterator[str]:
    """Yield who belonged to the group, and who belongs to it."""
    sides = zip(compared.bodies.sides, (change.group.old, change.group.new), strict=True)
    for registry, called in sides:
        units = (registry.find(name) for name in called)
        yield "、".join(normalise(one.unit) for unit in units if unit for one in unit.members)


class _Clause:
    """One row: everything that has changed in one entry."""

    def __init__(self, compared: Comparison, changes: Sequence[Change]) -> None:
        self.compared, self.changes = compared, changes
        merged = next((one for one in changes if isinstance(one, kinds.TaskMerged)), None)
        same = next((one for one in changes if one.old and one.new and one is not merged), None)
        shown = same or changes[0]
        self.old, self.new = shown.old, shown.new

    def line(self) -> Line:
        old, new = self._texts()
        entry = self.new or self.old
        assert entry
        return Line(
            entry.id,
            self._clause(),
            old or (plain(ADDED if self.old is None else LEFT_OUT),),
            new or (plain(REMOVED if self.new is None else LEFT_OUT),),
            tuple(_said(change) for change in self.changes),
            tuple(_bodies(self.compared, self.changes)),
        )

    def _clause(self) -> tuple[str, ...]:
        old, new = self.old, self.new
        if old and new and old.clause != new.clause:
            return f"原{old.clause}", f"现{new.clause}"
        if old and not new:
            return (f"原{old.clause}",)  # something else may have that number now
        return (new.clause,) if new else ()

    def _texts(self) -> tuple[tuple[Passage, ...], tuple[Passage, ...]]:
        """The old and the new words: of what is new or gone all of them, of what is changed those
        sentences that are."""
        if self.old is None or self.new is None:
            return _whole(self.old), _whole(self.new)
        sides = [
            self._side(self.old.title, self.new.title, always=True),
            self._side(self.old.text, self.new.text),
            self._side(self.old.annotation, self.new.annotation, whole=True),
        ]
        parts = self._parts()
        old = tuple(side[0] for side in sides if side[0])
        new = tuple(side[1] for side in sides if side[1])
        return (old + parts, new) if self._merged() else (old, new + parts)

    def _side(
        self, old: str, new: str, *, whole: bool = False, always: bool = False
    ) -> tuple[Passage, Passage]:
        changes = edits(old, new, self.compared.bodies.names)
        if not any(one.real for one in changes):
            return (plain(old), plain(new)) if always else ((), ())
        return both_sides(changes, whole=whole or always)

    def _merged(self) -> bool:
        return any(isinstance(one, kinds.TaskMerged) for one in self.changes)

    def _parts(self) -> tuple[Passage, ...]:
        """What was made out of it, or what it was made of, besides itself."""
        return tuple(
            passage
            for change in self.changes
            for part in getattr(change, "parts", ())
            for passage in (plain(part.entry.label), plain(part.entry.text + part.entry.annotation))
        )


def _whole(entry: Entry | None) -> tuple[Passage, ...]:
    if entry is None:
        return ()
    passages = (plain(entry.title), plain(entry.text + entry.annotation))
    return tuple(passage for passage in passages if passage)


def _said(change: Change) -> str:
    words = tell(change)
    if isinstance(change, kinds.ChapterAdded | kinds.ChapterRemoved):
        words = ""  # the title stands beside it
    return f"{KIND_WORDS[change.kind]}{f'：{words}' if words else ''}"


def _bodies(compared: Comparison, changes: Sequence[Change]) -> Iterator[str]:
    """Whom a clause concerns: everybody once for each effect."""
    found: dict[str, dict[str, None]] = {}
    for change in changes:
        for kind, effects in by_effect(change, compared.bodies):
            for effect in effects:
                role = ROLE_WORDS[effect.after or effect.before]
                words = f"{name(effect.body)}（{role}）" if role else name(effect.body)
                found.setdefault(EFFECT_WORDS[kind], {})[words] = None
    for word in EFFECT_WORDS.values():
        if word in found:
            yield f"{word}：{'、'.join(found[word])}"
    concerns_a_task = any(change.entry and change.entry.level != "chapter" for change in changes)
    if not found:
        yield UNASSIGNED if concerns_a_task else "—"
