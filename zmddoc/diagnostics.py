"""A user's mistake is a value: code, severity, place, message, hint, related place.

The codes and their meaning stand in one catalogue (``zmddoc.catalogue``); docs/diagnostics.md
explains each to a clerk.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, order=True)
class Place:
    """Where in a file of the project: ``file`` relative to the project folder, lines and columns
    from 1; 0 where a file has none. Of a form that came back: ``cell``, such as 填报!G7."""

    file: str
    line: int = 0
    column: int = 0
    cell: str = ""

    def __str__(self) -> str:
        if self.cell:
            return f"{PurePosixPath(self.file)} {self.cell}"
        parts = [str(PurePosixPath(self.file))]
        parts += [str(n) for n in (self.line, self.column) if n]
        return ":".join(parts)


@dataclass(frozen=True, order=True)
class Related:
    """Another place that belongs to a diagnostic ("first defined here")."""

    place: Place
    note: str


@dataclass(frozen=True, order=True)
class Diagnostic:
    """One thing wrong with what the user wrote; ordered by place, then code."""

    place: Place
    code: str
    message: str
    severity: Severity = "error"
    hint: str = ""
    related: tuple[Related, ...] = field(default=())


def has_errors(diagnostics: Iterable[Diagnostic], *, strict: bool = False) -> bool:
    """Whether any is an error; with ``strict`` a warning counts too."""
    return any(strict or d.severity == "error" for d in diagnostics)
