"""A project folder as read: its models, the received text, and where each value stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from zmddoc.diagnostics import Place
from zmddoc.model import Plan, Registry, Rules

PLAN = "plan/plan.yaml"
UNITS = "plan/units.yaml"
RULES = "plan/rules.yaml"

DataPath = tuple[str | int, ...]
"""Where a value stands in a YAML document: ("chapters", 1, "tasks", 0, "text")."""


@dataclass(frozen=True)
class Project:
    """What could be read of a project folder; a part that could not be read is None."""

    root: Path
    plan: Plan | None = None
    registry: Registry | None = None
    rules: Rules | None = None
    received: str | None = None
    """The official text as received (``plan.received.file``)."""
    places: Mapping[str, Mapping[DataPath, Place]] = field(default_factory=dict)
    """By file, then by path: the place of the value (of the key, for a mapping's entry)."""

    def place(self, file: str, path: DataPath = ()) -> Place:
        """The place of the value at ``path``, or of its nearest known ancestor."""
        known = self.places.get(file, {})
        while path and path not in known:
            path = path[:-1]
        return known.get(path, Place(file))
