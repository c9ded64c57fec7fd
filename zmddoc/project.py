"""A project folder as read: its models, the received text, and where each value stands."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from zmddoc.diagnostics import Place
from zmddoc.model import Decisions, Plan, Progress, Register, Registry, Rules

PLAN = "plan/plan.yaml"
UNITS = "plan/units.yaml"
RULES = "plan/rules.yaml"
PROGRESS = "plan/progress"
DECISIONS = "plan/decisions.yaml"
REGISTER = "plan/register.yaml"
ISSUED = "plan/issued"
IMPORTED = "plan/import.yaml"
UNDER_WAY = "plan/issued/.pending/number"
"""The note that a run leaves while it issues: which folder of plan/issued is not on record yet."""

DataPath = tuple[str | int, ...]
"""Where a value stands in a YAML document: ("chapters", 1, "tasks", 0, "text")."""


@dataclass(frozen=True)
class Rest:
    """What is right in files that are not all right: for checking only, nothing is built of it."""

    plan: Plan | None = None
    registry: Registry | None = None
    received: str | None = None
    aside: Mapping[str, frozenset[DataPath]] = field(default_factory=dict)
    """By file: the records that were put aside, with a blank in their place."""


@dataclass(frozen=True)
class Project:
    """What could be read of a project folder; a part that could not be read is None."""

    root: Path
    plan: Plan | None = None
    registry: Registry | None = None
    rules: Rules | None = None
    received: str | None = None
    """The official text as received (``plan.received.file``)."""
    progress: Mapping[str, Progress] = field(default_factory=dict)
    """By file (``plan/progress/2021Q2.yaml``), in the order of the periods."""
    decisions: Decisions = field(default_factory=Decisions)
    register: Register = field(default_factory=Register)
    rest: Rest | None = None
    """Where the plan or the registry could not be read for a few records of it."""
    issued: Mapping[str, str] = field(default_factory=dict)
    """The frozen files that are there: path below plan/issued to SHA-256."""
    places: Mapping[str, Mapping[DataPath, Place]] = field(default_factory=dict)
    """By file, then by path: the place of the value (of the key, for a mapping's entry)."""
    spans: Mapping[str, Mapping[DataPath, tuple[int, int]]] = field(default_factory=dict)
    """By file, then by path: where a scalar begins and ends in the file's text."""
    sources: Mapping[str, str] = field(default_factory=dict)
    """The text of every file read."""

    def place(self, file: str, path: DataPath = ()) -> Place:
        """The place of the value at ``path``, or of its nearest known ancestor."""
        known = self.places.get(file, {})
        while path and path not in known:
            path = path[:-1]
        return known.get(path, Place(file))

    def place_in(self, file: str, path: DataPath, offset: int = 0) -> Place:
        """The place of the character at ``offset`` in the text at ``path``: inside quotes and
        across folded lines. Where the text is not known, that of ``place``."""
        span = self.spans.get(file, {}).get(path)
        source = self.sources.get(file)
        if span is None or source is None:
            return self.place(file, path)
        index = _seek(source, *span, offset)
        return Place(
            file, bisect_left(_breaks(source), index) + 1, index - source.rfind("\n", 0, index)
        )


@lru_cache(maxsize=4)
def _breaks(source: str) -> list[int]:
    """Where the lines of a text end; counted once, for a large plan has many findings."""
    return [match.start() for match in re.finditer("\n", source)]


def _seek(source: str, start: int, end: int, offset: int) -> int:
    """The index in ``source`` of the character at ``offset`` of the scalar written there."""
    style = source[start : start + 1]
    index = start
    if style in ("'", '"'):
        index += 1
    elif style in ("|", ">"):
        index = source.find("\n", start, end) + 1
        index += len(source[index:end]) - len(source[index:end].lstrip(" "))
    while offset > 0 and index < end:
        index += 2 if style == "'" and source.startswith("''", index) else 1
        if source[index - 1] == "\n":
            index += len(source[index:end]) - len(source[index:end].lstrip(" "))
        offset -= 1
    return min(index, max(start, end - 1))
