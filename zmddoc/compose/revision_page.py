"""The page for the browser: a revision side by side or in one text, to be filtered by body and kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from zmddoc.compose.draft import Draft, Facts
from zmddoc.compose.marked import LEFT_OUT, Passage, Piece, one_text
from zmddoc.revise import changes as kinds
from zmddoc.revise.body import Body
from zmddoc.revise.bybody import by_body
from zmddoc.revise.changes import Change
from zmddoc.revise.comparison import Comparison
from zmddoc.revise.edits import edits
from zmddoc.revise.entry import Entry
from zmddoc.revise.revision import Revision
from zmddoc.revise.summary import summary
from zmddoc.revise.telling import by_effect, same_entry, tell
from zmddoc.revise.words import EFFECT_WORDS, KIND_WORDS, ROLE_WORDS, UNASSIGNED, name
from zmddoc.typography import printed

KIND = "修订"


@dataclass(frozen=True)
class Told:
    """One change."""

    kind: str
    """As the JSON has it."""
    word: str
    words: str
    bodies: tuple[str, ...]
    """Everybody affected, by what their filter is called."""
    effects: tuple[str, ...]


@dataclass(frozen=True)
class Article:
    """Everything that has changed in one entry."""

    id: str
    label: str
    was: str
    """Its number before, where that was another."""
    texts: tuple[Passage, ...]
    changes: tuple[Told, ...]


@dataclass(frozen=True)
class Chapter:
    """The articles of one chapter, or of the whole document."""

    title: str
    articles: tuple[Article, ...]


def revision_page(facts: Facts, revision: Revision, notes: Sequence[str] = ()) -> Draft:
    """Return the draft of the page; ``facts`` are those of the new edition, ``notes`` what must be
    said before the rest."""
    plan = facts.plan
    title = f"{printed(plan, plan.title)}修订对照"
    mark = facts.edition_stamp(KIND)

    def context() -> Mapping[str, Any]:
        counted = summary(revision)
        writer = _Writer(revision)
        old = revision.compared.old.plan
        return {
            **facts.common(),
            "head": facts.head(title, KIND, mark),
            "old_number": old.number,
            "old_check": old.content_hash()[:12],
            "new_check": plan.content_hash()[:12],
            "notes": tuple(notes),
            "counted": counted,
            "kinds": [(kind, KIND_WORDS[kind], count) for kind, count in counted.counts],
            "units": list(writer.units()),
            "chapters": list(writer.chapters()),
            "pairs": [
                (f"{one.score:.2f}", one.old.label, one.new.label, one.old.id, one.new.id)
                for one in revision.by_likeness
            ],
            "uncompared": [entry.label for entry in revision.compared.uncompared],
        }

    return Draft(KIND, KIND, "revision.page.j2", mark, context)


class _Writer:
    def __init__(self, revision: Revision) -> None:
        self.revision, self.compared = revision, revision.compared
        self.bodies = by_body(revision)
        self.called = {share.body: f"u{i}" for i, share in enumerate(self.bodies.affected)}

    def units(self) -> Iterator[tuple[str, str, str]]:
        """Yield what each affected body's filter is called, its name, and its changes in numbers."""
        for share in self.bodies.affected:
            counts = (
                f"{word} {len(share.of(kind))}"
                for kind, word in EFFECT_WORDS.items()
                if share.of(kind)
            )
            yield self.called[share.body], name(share.body), "，".join(counts)

    def chapters(self) -> Iterator[Chapter]:
        for title, changes in groupby(self.revision.changes, key=_chapter):
            yield Chapter(title, tuple(self._articles(changes)))

    def _articles(self, changes: Iterator[Change]) -> Iterator[Article]:
        for _, of_entry in groupby(changes, key=_article):
            group = list(of_entry)
            entry, old = group[0].entry, group[0].old
            was = (
                old.clause if entry and old and group[0].new and old.clause != entry.clause else ""
            )
            yield Article(
                entry.id if entry else "",
                entry.label if entry else "全文",
                was,
                tuple(_texts(self.compared, group)),
                tuple(self._told(change) for change in group),
            )

    def _told(self, change: Change) -> Told:
        effects = [
            f"{EFFECT_WORDS[kind]}：{'、'.join(_part(one.body, one.before, one.after) for one in found)}"
            for kind, found in by_effect(change, self.compared.bodies)
        ]
        if not effects and change.entry and change.entry.level != "chapter":
            effects = [UNASSIGNED]
        bodies = tuple(self.called[body] for body in change.bodies)
        words = tell(change)
        return Told(change.kind, KIND_WORDS[change.kind], words, bodies, tuple(effects))


def _part(body: Body, before: Any, after: Any) -> str:
    role = ROLE_WORDS[after or before]
    return f"{name(body)}（{role}）" if role else name(body)


def _chapter(change: Change) -> str:
    entry = change.entry
    while entry and entry.parent:
        entry = entry.parent
    return entry.label if entry else "全文"


def _article(change: Change) -> tuple[object, ...]:
    """Each change of the whole document stands for itself."""
    return same_entry(change) if change.entry else (change.kind, str(getattr(change, "field", "")))


def _texts(compared: Comparison, changes: Sequence[Change]) -> Iterator[Passage]:
    """Yield the words that changed, what is new and what is gone whole."""
    first = changes[0]
    if first.entry is None:
        yield from (
            one_text(change.edits, whole=True) for change in changes if hasattr(change, "edits")
        )
        return
    same = next(
        (one for one in changes if one.old and one.new and not isinstance(one, kinds.TaskMerged)),
        first,
    )
    old, new = same.old, same.new
    if old is None or new is None:
        entry = old or new
        assert entry
        yield from _whole(entry, "gone" if new is None else "added")
        return
    for before, after in (
        (old.title, new.title),
        (old.text, new.text),
        (old.annotation, new.annotation),
    ):
        changed = edits(before, after, compared.bodies.names)
        if any(one.real for one in changed):
            passage = one_text(changed)
            if passage != (Piece(LEFT_OUT),):
                yield passage
    for change in changes:
        side = "gone" if isinstance(change, kinds.TaskMerged) else "added"
        for part in getattr(change, "parts", ()):
            yield from _whole(part.entry, side)


def _whole(entry: Entry, side: Any) -> Iterator[Passage]:
    for words in (entry.title, entry.text + entry.annotation):
        if words:
            yield (Piece(words, side),)
