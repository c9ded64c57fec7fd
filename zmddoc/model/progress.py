"""What the units returned for one period: ``plan/progress/<period>.yaml`` (DESIGN.md, "The data").

Every value keeps the cell it came from, every return the file (by hash), so that a figure in a
circular can be traced to the form a bureau filled in. Missing is never zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from zmddoc.model.base import Day, Model, Number, Text
from zmddoc.model.rules import PeriodId

Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
"""SHA-256 in hex."""

RequestKind = Literal["extension", "adjustment", "closing"]
"""延期, 调整, 办结: what a bureau may ask for; the office decides (``model.decisions``)."""


class Request(Model):
    """A change that a bureau asks for, with its reason."""

    kind: RequestKind
    reason: Text
    until: Day | None = None
    """For an extension: the deadline asked for."""


class TargetReturn(Model):
    """One target's figure as returned."""

    id: Text
    value: Number
    """Cumulative since the plan's year began, in the target's unit: 8 for 8%. For a target with
    ``per`` the number of members that have reached it; for a milestone 1 (reached) or 0."""
    baseline: Number | None = None
    """For a ``relative`` target: the figure it is measured against, in the same unit."""
    cell: Text
    """Sheet and cell it stood in: 填报!F7."""


class TaskReturn(Model):
    """What a unit says of one task it leads."""

    id: Text
    progress: str = ""
    problems: str = ""
    next_steps: str = ""
    evidence: str = ""
    request: Request | None = None
    targets: tuple[TargetReturn, ...] = ()
    cells: Mapping[str, str] = Field(default_factory=dict)
    """Field to sheet and cell, for what is filled in: ``{progress: 填报!H7}``."""


class Return(Model):
    """One unit's return."""

    unit: Text
    """Canonical name."""
    form: Text
    """The id of the form that was filled in."""
    plan: Hash
    """Content hash of the plan that the return was taken under; where the form asks about an older
    one, that of the part it asks about."""
    received: Day
    """When it came in; later than ``report_by`` is late."""
    file: Text
    """The file's name as it came in."""
    sha256: Hash
    """Hash of the original, kept under it in ``plan/progress/originals/``."""
    revised: Day | None = None
    """When this file came in, where it completes or replaces an earlier one; ``received`` stays the
    day of the first."""
    reporter: str = ""
    """填报人, as written under the table."""
    phone: str = ""
    tasks: tuple[TaskReturn, ...]


class Progress(Model):
    """All returns of one period, in 建制顺序 of the units."""

    period: PeriodId
    previous: Hash | None = None
    """Hash of this file as it was before the last collect, kept beside the originals: undo."""
    returns: tuple[Return, ...] = ()
