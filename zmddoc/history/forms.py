"""The forms that were made for bodies to fill in, found in build/ by their stamps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from zmddoc.compose.forms import forms
from zmddoc.kinds import KINDS
from zmddoc.model import Plan, Registry, Rules
from zmddoc.revise.impact import SentForm
from zmddoc.verify import read_stamp_of


def sent_forms(root: Path, plan: Plan, registry: Registry, rules: Rules) -> tuple[SentForm, ...]:
    """Return every form in the project's build/, by period and body; files that are none are
    passed over. A form that asks what ``plan`` asks is of that plan."""
    if not rules.periods:
        return ()
    now = {form.part for form in forms(plan, registry, rules, (), rules.periods[0])}
    edition = plan.content_hash()
    return tuple(replace(one, plan=edition) if one.plan in now else one for one in _forms(root))


def _forms(root: Path) -> Iterator[SentForm]:
    folder = root / "build" / KINDS["form"]
    for file in sorted(folder.glob("*/*.xlsx")) + sorted(folder.glob("*/*.docx")):
        stamp = None if file.name.startswith((".", "~")) else read_stamp_of(file)
        if stamp and stamp.kind == "form":
            path = file.relative_to(root).as_posix()
            yield SentForm(path, stamp.unit, file.parent.name, stamp.part)
