"""Checks that only the whole project can answer; each is one rule, all stand in ``CHECKS``."""

from __future__ import annotations

from zmddoc.diagnostics import Diagnostic
from zmddoc.project import Project


def check(project: Project) -> tuple[Diagnostic, ...]:
    """Return everything that is wrong with what could be read of the project, sorted."""
    return ()
