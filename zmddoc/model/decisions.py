"""What the office decided: ``plan/decisions.yaml``.

A bureau reports and asks; 销号 and 延期 are the office's decisions, each with who reviewed it and on
what evidence (DOMAIN.md paragraph 3). Nothing here is ever computed.
"""

from __future__ import annotations

from zmddoc.model.base import Day, Model, Text


class Closing(Model):
    """销号: a task, or one target of it, is done and struck off."""

    id: Text
    dated: Day
    reviewer: Text
    evidence: Text


class Extension(Model):
    """延期: a deadline moved with approval."""

    id: Text
    dated: Day
    until: Day
    approved_by: Text
    reason: Text


class Decisions(Model):
    """All decisions, in the order they were made; of two on one id the later holds."""

    closings: tuple[Closing, ...] = ()
    extensions: tuple[Extension, ...] = ()
