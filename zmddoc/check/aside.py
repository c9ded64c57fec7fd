"""What may be said of a project some records of which were put aside (``zmddoc.read.aside``):
nothing about those, and nothing that follows only from their absence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from zmddoc.diagnostics import Diagnostic
from zmddoc.project import PLAN, RULES, UNITS, DataPath, Project, Rest

_TEXT = {"Z501", "Z502", "Z503", "Z504"}
_WITHOUT: dict[str, set[str]] = {
    "tasks": {"Z304", "Z315", "Z409", "Z516", "Z518", "Z521", *_TEXT},
    "measures": {"Z304", "Z516"},
    "targets": {"Z304", "Z516"},
    "errata": {"Z519", "Z520", "Z522"},
    "dated": {"Z306", "Z407", "Z410", "Z411", *_TEXT},
    "published": {"Z506", *_TEXT},
    "due": {"Z409"},
    "year": {"Z408", "Z411", "Z412"},
    "lead_basis": {"Z405"},
    "units": {"Z308", "Z310", "Z406"},
    "members": {"Z308", "Z310", "Z406"},
    "aliases": {"Z305", "Z309", "Z401", "Z406", "Z517", "Z520"},
}
"""By list, or by the plan's own field: what would be said for want of a record of it."""
_LATER = ("Z7", "Z8")
"""Returns and the register are held against a plan and a registry that are whole; so are the rules,
which name targets of the plan."""


def of_rest(project: Project, rest: Rest) -> Project:
    """The project with what is right in its files."""
    return replace(project, plan=rest.plan, registry=rest.registry, received=rest.received)


def heeded(project: Project, one: Diagnostic) -> bool:
    """Whether what a rule says of the rest is true of the project."""
    aside = list(_aside(project))
    if one.code.startswith(_LATER) or (
        one.place.file == RULES and any(f == PLAN for f, _ in aside)
    ):
        return False
    return not any(
        one.code in _WITHOUT.get(_sort(path), ())
        or (one.place.file == file and one.place.line in _lines(project, file, path))
        for file, path in aside
    )


def _aside(project: Project) -> Iterator[tuple[str, DataPath]]:
    for file in (PLAN, UNITS):
        for path in project.rest.aside.get(file, ()) if project.rest else ():
            yield file, path


def _sort(path: DataPath) -> str:
    return str(path[-2] if isinstance(path[-1], int) else path[-1])


def _lines(project: Project, file: str, path: DataPath) -> range:
    """The lines in which the record stands."""
    lines = [
        place.line
        for known, place in project.places.get(file, {}).items()
        if known[: len(path)] == path
    ]
    return range(min(lines, default=0), max(lines, default=-1) + 1)
