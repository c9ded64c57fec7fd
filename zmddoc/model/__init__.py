"""Frozen models of what is kept as data: the plan, the bodies, the rules of supervision, what was
returned, decided and issued."""

from zmddoc.model.decisions import Closing, Decisions, Extension
from zmddoc.model.plan import (
    Chapter,
    Duty,
    Erratum,
    Measure,
    Plan,
    Received,
    Target,
    Task,
)
from zmddoc.model.progress import Progress, Request, Return, TargetReturn, TaskReturn
from zmddoc.model.register import Issue, IssuedFile, Register, Voiding
from zmddoc.model.rules import (
    Contact,
    IssuedKind,
    Judged,
    Light,
    Notices,
    Period,
    Rules,
    Rung,
    Series,
    Step,
    TargetRule,
    Thresholds,
    Trigger,
    YearUse,
)
from zmddoc.model.units import Alias, Member, Registry, Unit

__all__ = [
    "Alias",
    "Chapter",
    "Closing",
    "Contact",
    "Decisions",
    "Duty",
    "Erratum",
    "Extension",
    "Issue",
    "IssuedFile",
    "IssuedKind",
    "Judged",
    "Light",
    "Measure",
    "Member",
    "Notices",
    "Period",
    "Plan",
    "Progress",
    "Received",
    "Register",
    "Registry",
    "Request",
    "Return",
    "Rules",
    "Rung",
    "Series",
    "Step",
    "Target",
    "TargetReturn",
    "TargetRule",
    "Task",
    "TaskReturn",
    "Thresholds",
    "Trigger",
    "Unit",
    "Voiding",
    "YearUse",
]
