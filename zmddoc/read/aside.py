"""What can still be checked of a file whose fields are not all right: the records without mistake.

A record with a mistake is put aside. In its place, so that all others keep their paths, stands a
blank one of the same name. A key that is only misspelt is read as the one that is meant.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from zmddoc.project import DataPath
from zmddoc.read.nodes import Document, closed, opened
from zmddoc.read.schema import meant_key, yaml_path

M = TypeVar("M", bound=BaseModel)

_UNKNOWN = "extra_forbidden"
_ROUNDS = 4
"""A blank record or a key read otherwise may bring to light what was hidden behind it."""


def _text(value: object, otherwise: str) -> str:
    return value if isinstance(value, str) and value else otherwise


def _unit(record: dict[str, Any]) -> dict[str, Any]:
    name = _text(record.get("name"), "—")
    aliases = record.get("aliases")
    known = [one["name"] for one in aliases or () if isinstance(one, dict) and "name" in one]
    kind = "group" if record.get("members") else "department"
    return {
        "name": name,
        "full": _text(record.get("full"), name),
        "kind": kind,
        "aliases": [{"name": name} for name in known if _text(name, "")],
    }


_BLANKS: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "tasks": lambda old: {"id": _text(old.get("id"), "—")},
    "measures": lambda old: {"id": _text(old.get("id"), "—")},
    "targets": lambda old: {
        "id": _text(old.get("id"), "—"),
        "name": "—",
        "quote": "—",
        "bound": "=",
        "kind": "milestone",
    },
    "annexes": lambda old: {"title": _text(old.get("title"), "—")},
    "errata": lambda old: {"from": "—", "to": "", "reason": "—"},
    "units": _unit,
    "members": lambda old: {"unit": _text(old.get("unit"), "—")},
    "aliases": lambda old: {"name": _text(old.get("name"), "—")},
}
"""The lists whose records can be put aside one by one, and the blank for each."""

_VALUES: dict[str, Any] = {
    "dated": "2000-01-01",
    "published": None,
    "due": None,
    "year": 2000,
    "lead_basis": "convention",
}
"""Of the plan's own fields, those that few rules ask for, and what stands for them meanwhile."""


def read_aside(model: type[M], document: Document) -> tuple[M, frozenset[DataPath]] | None:
    """Return the model of what is right in the document, and the paths of what was put aside (of a
    key read otherwise, its own); None where too much is wrong. For checking only: nothing may be
    built of it."""
    return _Aside(model, document).read() if document.value is not None else None


class _Aside:
    def __init__(self, model: type[M], document: Document) -> None:
        self.model, self.document = model, document
        self.value: Any = opened(document.value)
        self.aside: set[DataPath] = set()

    def read(self) -> tuple[Any, frozenset[DataPath]] | None:
        if not all(self._put_aside(path) for path in sorted(self.document.broken, key=str)):
            return None
        for _ in range(_ROUNDS):
            value = closed(self.value)
            try:
                return self.model.model_validate(value), frozenset(self.aside)
            except ValidationError as error:
                details = error.errors(include_url=False)
            paths = [yaml_path(value, one["loc"]) for one in details]
            missing = {p for p, d in zip(paths, details, strict=True) if d["type"] == "missing"}
            unknown_first = sorted(
                zip(paths, details, strict=True), key=lambda one: one[1]["type"] != _UNKNOWN
            )
            if not all(self._mend(path, detail, missing) for path, detail in unknown_first):
                return None
        return None

    def _mend(self, path: DataPath, detail: ErrorDetails, missing: set[DataPath]) -> bool:
        """Do away with one mistake; False where that cannot be done."""
        if detail["type"] == _UNKNOWN:
            record = self._at(path[:-1])
            if not isinstance(record, dict) or path[-1] not in record:
                return True  # its record was put aside
            value = record.pop(path[-1])
            meant = meant_key(self.model, detail["loc"], path, missing)
            if meant and meant not in record:
                record[meant] = value
                self.aside.add(path)
            elif len(path) > 1 or isinstance(value, dict | list):
                return self._put_aside(path)
            return True  # a remark
        record = self._at(path[:-1])
        if path in missing and isinstance(record, dict) and path[-1] in record:
            return True  # it was there, under another name
        return self._put_aside(path)

    def _put_aside(self, path: DataPath) -> bool:
        where = self._record(path)
        if where:
            records, record = self._at(where[:-1]), self._at(where)
            if isinstance(records, list):  # else what it stood in is aside itself
                blank = _BLANKS[str(where[-2])]
                records[int(where[-1])] = blank(record if isinstance(record, dict) else {})
                self.aside.add(where)
            return True
        if path[:1] and path[0] in _VALUES and isinstance(self.value, dict):
            self.value[path[0]] = _VALUES[str(path[0])]
            self.aside.add(path[:1])
            return True
        return False

    def _record(self, path: DataPath) -> DataPath:
        """The innermost record around ``path`` that is not aside already, or ()."""
        for end in range(len(path), 1, -1):
            where = path[:end]
            if isinstance(where[-1], int) and where[-2] in _BLANKS and where not in self.aside:
                return where
        return ()

    def _at(self, path: DataPath) -> Any:
        value = self.value
        for step in path:
            try:
                value = value[step]
            except (KeyError, IndexError, TypeError):
                return None
        return value
