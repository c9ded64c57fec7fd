"""Frozen models of what is kept as data: the plan, the registry of bodies, the rules of supervision."""

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
from zmddoc.model.rules import Contact, Period, Rules
from zmddoc.model.units import Alias, Member, Registry, Unit

__all__ = [
    "Alias",
    "Chapter",
    "Contact",
    "Duty",
    "Erratum",
    "Measure",
    "Member",
    "Period",
    "Plan",
    "Received",
    "Registry",
    "Rules",
    "Target",
    "Task",
    "Unit",
]
