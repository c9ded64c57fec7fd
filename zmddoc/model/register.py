"""What was formally issued: ``plan/register.yaml``, append-only (DESIGN.md, "The data").

Numbers run per 代字 and year, consecutively; a void number stays on record and is never used again.
"""

from __future__ import annotations

from zmddoc.model.base import Day, Model, Text
from zmddoc.model.progress import Hash
from zmddoc.model.rules import IssuedKind, PeriodId, Step


class IssuedFile(Model):
    """A frozen file, relative to ``plan/issued/``."""

    name: Text
    sha256: Hash


class Voiding(Model):
    """Why and when a number was made void."""

    dated: Day
    reason: Text


class Issue(Model):
    """One document under one number."""

    number: Text
    """驻政办函〔2021〕3号."""
    kind: IssuedKind
    title: Text
    dated: Day
    """成文日期."""
    recipients: tuple[Text, ...]
    """Canonical names; of a circular everyone it went to."""
    plan: Hash
    """Content hash of the plan it was issued under."""
    files: tuple[IssuedFile, ...]
    unit: str = ""
    """The body it is about, '' where it is for all."""
    period: PeriodId | None = None
    step: Step | None = None
    """For a notice: the rung of the ladder."""
    matters: tuple[Text, ...] = ()
    """For a notice: ids of the tasks it is about."""
    answer_by: Day | None = None
    words: Hash | None = None
    """Hash of what it said when issued, but for number, date and check code: a later draft that
    hashes otherwise says something else."""
    void: Voiding | None = None


class Register(Model):
    """All documents ever issued, in the order of issue."""

    issues: tuple[Issue, ...] = ()
