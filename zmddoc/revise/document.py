"""The document itself: title, number, dates, recipients, cover, preamble."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from zmddoc.model import Plan
from zmddoc.prose import running
from zmddoc.revise.changes import Change, DocumentChanged
from zmddoc.revise.comparison import Comparison
from zmddoc.revise.edits import edits, said_alike
from zmddoc.revise.words import LEAD_BASIS_WORDS
from zmddoc.text import day
from zmddoc.typography import printed

FIELDS = (
    "title",
    "number",
    "issuer",
    "dated",
    "published",
    "year",
    "recipients",
    "cover_title",
    "cover",
    "preamble",
    "closing",
    "annexes",
    "lead_basis",
    "shared",
)
"""In the order of the document. The deadline is told of with the others; how the received text was
set, and which errors were corrected on the way out, are no changes of the document."""


def document(compared: Comparison) -> Iterator[Change]:
    """Yield every field of the document that says something else."""
    names = compared.bodies.names
    unread = compared.old.fields_unread | compared.new.fields_unread
    for name in FIELDS:
        before, after = words(compared.old.plan, name), words(compared.new.plan, name)
        if name not in unread and not said_alike(before, after, names):
            changes = edits(before, after, names)
            yield DocumentChanged(field=name, before=before, after=after, edits=changes)


def words(plan: Plan, name: str) -> str:
    """A field of the document as documents print it; '' where the plan has none. The plan's title
    within the cover is left out: another title is told of once."""
    if name == "annexes":
        annexes = (f"{one.title}\n{one.text}" for one in plan.annexes)
        return printed(plan, running("\n".join(annexes)))
    value = getattr(plan, name)
    if name == "lead_basis":
        return LEAD_BASIS_WORDS[plan.lead_basis]
    if isinstance(value, tuple):
        return "、".join(value)
    if isinstance(value, date):
        return day(value)
    if not isinstance(value, str):
        return "" if value is None else str(value)
    return printed(plan, running(value.replace("{title}", "…")))
