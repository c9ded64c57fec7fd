"""Forms handed in: built, filled in or damaged, collected into a project folder of their own."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path

from tests.support.filling import Answer, Answers, filled
from zmddoc.collect import Collected, Handed, Options, collect
from zmddoc.compose import Composer
from zmddoc.compose.form import FieldKey
from zmddoc.compose.form_draft import form_draft
from zmddoc.compose.forms import forms
from zmddoc.diagnostics import Diagnostic
from zmddoc.model import Decisions, Duty, Plan, Progress, Return, TargetReturn, TaskReturn
from zmddoc.project import Project
from zmddoc.read import read_project
from zmddoc.read.nodes import parse
from zmddoc.read.schema import validate
from zmddoc.render.docx import render_docx
from zmddoc.render.xlsx import render_form

ROOT = Path(__file__).resolve().parents[2]
JULY_3 = date(2021, 7, 3)

GOOD: Answers = {
    ("T04", "progress"): "已认定一批，示例。",
    ("T04-1", "value"): 12,
    ("T05-1", "value"): 20,
}
"""What 市科技局 fills in rightly in every form that is damaged elsewhere."""


@cache
def plan_as_it_is() -> Project:
    """The real project."""
    project, _ = read_project(ROOT)
    return project


@cache
def form(unit: str = "市科技局", period: int = 0) -> bytes:
    """A body's form as it is built from the real plan, for the period of that number."""
    project = plan_as_it_is()
    assert project.plan and project.registry and project.rules
    (made,) = forms(
        project.plan, project.registry, project.rules, (), project.rules.periods[period], unit
    )
    return render_form(made)


@cache
def word_form(unit: str = "市科技局", period: int = 0) -> bytes:
    """The same as a Word document."""
    project = plan_as_it_is()
    assert project.plan and project.registry and project.rules
    (made,) = forms(
        project.plan, project.registry, project.rules, (), project.rules.periods[period], unit
    )
    composer = Composer()
    return render_docx(composer.compose(form_draft(made)), composer.file("base.docx").read_bytes())


def led_by(plan: Plan, task: str, *lead: str) -> Plan:
    """The plan with other leads for one of its tasks."""
    duty = Duty(lead=lead, annotation="(责任单位:示例)")
    chapters = tuple(
        chapter.model_copy(update={"tasks": tuple(
            one.model_copy(update={"duty": (duty,)}) if one.id == task else one
            for one in chapter.tasks
        )})
        for chapter in plan.chapters
    )  # fmt: skip
    return plan.model_copy(update={"chapters": chapters})


def good(answers: Answers | None = None, number_format: str = "") -> bytes:
    """市科技局's form with GOOD in it, and these answers besides or instead."""
    return _good(tuple((answers or {}).items()), number_format)


@cache
def _good(answers: tuple[tuple[tuple[str, FieldKey], Answer], ...], number_format: str) -> bytes:
    """The same bytes for the same answers: what saves a workbook looks at the clock."""
    more = dict(answers)
    formats = dict.fromkeys(more, number_format) if number_format else {}
    return filled(form(), {**GOOD, **more}, formats=formats)


def repacked(content: bytes, changes: Mapping[str, bytes | None], *, stored: bool = False) -> bytes:
    """An Office file with parts replaced, added (a name that is new) or taken out (None)."""
    packed = io.BytesIO()
    how = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(packed, "w", how) as new:
        for name in source.namelist():
            changed = changes.get(name, source.read(name))
            if changed is not None:
                new.writestr(name, changed)
        for name in changes.keys() - set(source.namelist()):
            added = changes[name]
            if added is not None:
                new.writestr(name, added)
    return packed.getvalue()


def part(content: bytes, name: str) -> bytes:
    """One part of an Office file."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name)


@dataclass
class Office:
    """A project folder that returns are collected into."""

    folder: Path
    number: int = field(default=0)

    def project(self) -> Project:
        """The project as it stands on disk; the plan, which never changes, is read once."""
        progress: dict[str, Progress] = {}
        for path in sorted((self.folder / "plan/progress").glob("*.yaml")):
            file = f"plan/progress/{path.name}"
            document = parse(file, path.read_text(encoding="utf-8"))
            made, found = validate(Progress, document)
            assert made and not found and not document.found
            progress[file] = made
        decided = Decisions()
        if (file_ := self.folder / "plan/decisions.yaml").exists():
            made_, _ = validate(Decisions, parse("x", file_.read_text(encoding="utf-8")))
            assert made_
            decided = made_
        return replace(plan_as_it_is(), root=self.folder, progress=progress, decisions=decided)

    def take(
        self,
        files: Mapping[str, bytes],
        *,
        period: int = 0,
        received: date = JULY_3,
        instead: bool = False,
        older: bool = False,
    ) -> Collected:
        """Put the files in a folder of their own and collect them."""
        self.number += 1
        inbox = self.folder / f"回收{self.number}"
        inbox.mkdir()
        handed = []
        for name, content in files.items():
            (inbox / name).write_bytes(content)
            handed.append(Handed(inbox / name, name))
        rules = self.project().rules
        assert rules
        return collect(
            self.project, self.folder, rules.periods[period], handed, received,
            Options(instead, older),
        )  # fmt: skip

    def ledger(self, period: str = "2021Q2") -> Progress | None:
        """What the ledger of a period says."""
        return self.project().progress.get(f"plan/progress/{period}.yaml")

    def ledger_bytes(self, period: str = "2021Q2") -> bytes | None:
        """The ledger as it stands on disk; None where there is none."""
        file = self.folder / f"plan/progress/{period}.yaml"
        return file.read_bytes() if file.exists() else None

    def returned(self, unit: str = "市科技局", period: str = "2021Q2") -> Return | None:
        """What the ledger has of one body."""
        ledger = self.ledger(period)
        return next((r for r in ledger.returns if r.unit == unit), None) if ledger else None

    def figures(self, unit: str = "市科技局", period: str = "2021Q2") -> dict[str, str]:
        """The figures that the ledger has of one body, by target."""
        returned = self.returned(unit, period)
        tasks = returned.tasks if returned else ()
        return {one.id: f"{one.value:f}" for task in tasks for one in task.targets}

    def task(self, id: str, unit: str = "市科技局") -> TaskReturn:
        """What the ledger has of one task."""
        returned = self.returned(unit)
        assert returned
        return next(task for task in returned.tasks if task.id == id)

    def figure(self, id: str, unit: str = "市科技局") -> TargetReturn:
        """One figure of the ledger."""
        returned = self.returned(unit)
        assert returned
        return next(one for task in returned.tasks for one in task.targets if one.id == id)

    def originals(self) -> dict[str, bytes]:
        """The originals that are kept, by name; each under its hash."""
        kept = self.folder / "plan/progress/originals"
        found = {path.name: path.read_bytes() for path in sorted(kept.glob("[!.]*"))}
        for name, content in found.items():
            assert name.partition(".")[0] == hashlib.sha256(content).hexdigest()
        return found


def errors(outcome: Collected) -> list[Diagnostic]:
    """What was refused."""
    return [one for one in outcome.found if one.severity == "error"]
