"""A plan with errors, read as far as it can be: what is broken is left out, and named.

``read_project`` refuses a plan that breaks the schema, because no document may be built from it. A
comparison may look at what is left, as long as it says what it did not see.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from zmddoc.diagnostics import Diagnostic
from zmddoc.model import Plan, Registry
from zmddoc.project import DataPath
from zmddoc.read.nodes import Document, Value, closed, opened, parse
from zmddoc.read.schema import validate
from zmddoc.read.source import decode

NOT_READ = "（读不出）"
"""Stands where a text that must be there could not be read."""

_ITEMS = ("targets", "measures", "tasks", "chapters", "annexes", "errata")
_OPTIONAL = ("dated", "published", "due", "preamble", "closing", "annexes", "errata")
_STAND_INS: dict[str, Any] = {
    "title": NOT_READ,
    "number": NOT_READ,
    "issuer": NOT_READ,
    "year": 0,
    "recipients": NOT_READ,
    "cover_title": NOT_READ,
    "cover": NOT_READ,
    "lead_basis": "convention",
    "received": {"file": "-", "form": "-", "chapter": "-", "task": "-"},
    "chapters": ({"title": NOT_READ},),
}
"""What stands for a field of a plan that could not be read."""


@dataclass(frozen=True)
class Readable:
    """What could be read of a plan file."""

    plan: Plan | None
    """None where there is nothing: no text, no YAML, no mapping."""
    diagnostics: tuple[Diagnostic, ...] = ()
    unread: frozenset[str] = frozenset()
    """Ids of tasks, measures and targets that are there and could not be read."""
    fields_unread: frozenset[str] = frozenset()
    """Fields of the document itself that could not be read."""
    incomplete: bool = False
    """Whether there may be tasks of which not even the id could be read."""


def read_plan(file: str, content: bytes) -> Readable:
    """Return what can be read of a plan file's bytes; ``file`` is what diagnostics call it."""
    text, found = decode(file, content)
    if text is None:
        return Readable(None, tuple(sorted(found)))
    document = parse(file, text)
    plan, findings = validate(Plan, document)
    diagnostics = tuple(sorted({*found, *document.found, *findings}))
    if plan is not None:
        return Readable(plan, diagnostics)
    value = document.value if document.partial is None else document.partial
    if not isinstance(value, dict):
        return Readable(None, diagnostics)
    return _Salvage(document, value).readable(diagnostics)


def read_registry(file: str, content: bytes) -> tuple[Registry | None, tuple[Diagnostic, ...]]:
    """Return the registry of a file's bytes, or None, with what is wrong with it."""
    text, found = decode(file, content)
    if text is None:
        return None, tuple(sorted(found))
    document = parse(file, text)
    registry, findings = validate(Registry, document)
    return registry, tuple(sorted({*found, *document.found, *findings}))


class _Salvage:
    def __init__(self, document: Document, value: dict[str, Value]) -> None:
        self.document = document
        self.value: dict[str, Any] = opened(value)
        self.unread: set[str] = set()
        self.fields: set[str] = set()
        self.incomplete = False
        self.empty = not value.get("chapters")

    def readable(self, diagnostics: tuple[Diagnostic, ...]) -> Readable:
        if self.document.partial is not None:
            self._cut_short()
        self._leave_out(sorted(self.document.broken, key=str))
        plan = self._plan()
        if self.empty:
            plan = plan.model_copy(update={"chapters": ()})
        return Readable(
            plan, diagnostics, frozenset(self.unread), frozenset(self.fields), self.incomplete
        )

    def _plan(self) -> Plan:
        """The plan that is left. Each round leaves out what is found wrong; where that cannot be
        reached, the whole field of the document that it lies in."""
        while True:
            try:
                return Plan.model_validate(closed(self.value))
            except ValidationError as error:
                found = error.errors(include_url=False)
            before = closed(self.value)
            strangers = [one["loc"] for one in found if one["type"] == "extra_forbidden"]
            if strangers:
                self._drop_keys(strangers)
            else:
                self._leave_out([one["loc"] for one in found])
            if closed(self.value) == before:
                self._stand_in(str(found[0]["loc"][0]))

    def _cut_short(self) -> None:
        """The file breaks off: its last task may be without its end, and what would stand behind
        it is not known."""
        self.incomplete = True
        self.fields.update(name for name in (*_STAND_INS, *_OPTIONAL) if name not in self.value)
        chapters = self.value.get("chapters")
        if isinstance(chapters, list) and chapters and isinstance(chapters[-1], dict):
            tasks = chapters[-1].get("tasks")
            if isinstance(tasks, list) and tasks:
                self._lose(tasks.pop())
        elif chapters is None:
            self.empty = True

    def _drop_keys(self, paths: list[DataPath]) -> None:
        """Take out keys that nobody knows; what stands beside them can be read."""
        for path in paths:
            holder = self._at(path[:-1])
            if isinstance(holder, dict):
                holder.pop(str(path[-1]), None)
            else:  # inside a single duty or under a key that is no mapping
                self._leave_out([path])

    def _leave_out(self, paths: list[DataPath]) -> None:
        """Take out the smallest item that each path lies in; a field of the document itself gets
        its stand-in."""
        gone: list[tuple[list[Any], Any]] = []
        for path in paths:
            if path[:1] == ("errata",):
                self.fields.add("errata")
            depth = max(
                (
                    i + 1
                    for i in range(len(path) - 1)
                    if path[i] in _ITEMS and type(path[i + 1]) is int
                ),
                default=0,
            )
            items = self._at(path[:depth]) if depth else None
            place = path[depth] if depth else None
            in_chapter = depth == 1 and path[0] == "chapters" and len(path) > 2
            if in_chapter and isinstance(self._at(path[:2]), dict):
                self._mend_chapter(self._at(path[:2]), str(path[2]))
            elif isinstance(items, list) and isinstance(place, int) and place < len(items):
                gone.append((items, items[place]))
            else:
                self._stand_in(str(path[0]) if path else "chapters")
        for items, item in gone:
            if any(one is item for one in items):
                items[:] = [one for one in items if one is not item]
                self._lose(item)

    def _mend_chapter(self, chapter: dict[str, Any], field: str) -> None:
        if field == "title":
            chapter["title"] = NOT_READ
            return
        if field == "tasks":
            self.incomplete = True
        self._lose(chapter.pop(field, None))

    def _stand_in(self, field: str) -> None:
        self.fields.add(field)
        if field in ("chapters", "errata"):
            self.incomplete = self.incomplete or (field == "chapters" and not self.empty)
            self.empty = self.empty or field == "chapters"
        self._lose(self.value.pop(field, None))
        if field in _STAND_INS:
            self.value[field] = opened(_STAND_INS[field])

    def _lose(self, item: Any) -> None:
        """Note the ids of what is left out; what has none may be anything."""
        ids = set(_ids(item))
        self.unread |= ids
        if isinstance(item, dict) and "id" not in item and "from" not in item:
            self.incomplete = True

    def _at(self, path: DataPath) -> Any:
        """What stands at a path; a single duty stands for a list of one, as in the model."""
        value: Any = self.value
        for step in path:
            if isinstance(value, dict):
                value = value if isinstance(step, int) else value.get(step)
            elif isinstance(value, list) and isinstance(step, int) and step < len(value):
                value = value[step]
            else:
                return None
        return value


def _ids(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("id"), str):
            yield value["id"]
        for one in value.values():
            yield from _ids(one)
    elif isinstance(value, list):
        for one in value:
            yield from _ids(one)
