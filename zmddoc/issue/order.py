"""What is to be issued, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zmddoc.diagnostics import Diagnostic
from zmddoc.model import Issue, IssuedKind


@dataclass(frozen=True)
class Order:
    """Which documents of one kind, dated when."""

    kind: IssuedKind
    dated: date
    """成文日期."""
    units: tuple[str, ...] = ()
    """Canonical names of the bodies whose documents are issued; empty: of all there are."""
    period: str | None = None
    skip_issued: bool = False
    """Pass over what is issued already, instead of refusing it."""
    rehearsal: bool = False
    """Only say what would be issued."""


@dataclass(frozen=True)
class Outcome:
    """What was issued, or why nothing was."""

    issues: tuple[Issue, ...] = ()
    """In the order of their numbers; of a rehearsal those that would be."""
    skipped: tuple[Issue, ...] = ()
    """What was issued before."""
    refused: tuple[Diagnostic, ...] = ()
    """Errors; where there is one, nothing was issued."""
    warnings: tuple[Diagnostic, ...] = ()
    notes: tuple[str, ...] = ()
    """What the documents themselves do not say: inferred members, unconfirmed dates."""
