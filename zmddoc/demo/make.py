"""Making the demo: a secretariat's two quarters, done one step after the other by the real parts."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from zmddoc.build import Order, build
from zmddoc.collect import Handed, collect
from zmddoc.compose.forms import forms
from zmddoc.demo import story
from zmddoc.demo.given import lay_out
from zmddoc.demo.guide import GUIDE, guide
from zmddoc.diagnostics import Diagnostic
from zmddoc.issue import Order as IssueOrder
from zmddoc.issue import issue
from zmddoc.kinds import folder_of
from zmddoc.model import Period
from zmddoc.model.rules import IssuedKind
from zmddoc.project import DECISIONS, Project
from zmddoc.read import read_project
from zmddoc.render.xlsx import fill_form
from zmddoc.storage import put
from zmddoc.workdays import workday_after
from zmddoc.write import write_yaml

RECEIVED, WAITING = "收到的报送表", "待收"
"""Folders of the demo: the forms that came back, and one that has not been collected yet."""

Progress = Callable[[str, int, int], None]
"""Called with what was just done, how many steps are done, and how many there are."""


class Occupied(Exception):
    """The folder is not empty, or is a file."""


@dataclass(frozen=True)
class Made:
    """A demo."""

    root: Path
    periods: tuple[Period, ...]
    """Of the rules: the first two have been."""
    found: tuple[Diagnostic, ...]
    """What collecting and issuing said on the way; an error is a fault of the demo."""


def make(root: Path, progress: Progress = lambda name, done, total: None) -> Made:
    """Make the demo in the folder ``root``, whole or not at all, and return what it is. Raises
    Occupied where something is there already, NothingGiven, or OSError."""
    root = root.resolve()
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise Occupied(str(root))
    root.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".zmddoc-", dir=root.parent) as aside:
        made = Path(aside) / "demo"
        made.mkdir()
        work = _Work(made, progress)
        work.do()
        if root.exists():  # somebody may stand in it
            for one in sorted(made.iterdir()):
                one.rename(root / one.name)
        else:
            made.rename(root)
    return Made(root, work.periods, tuple(work.found))


class _Work:
    steps = 9

    def __init__(self, root: Path, progress: Progress) -> None:
        self.root, self.progress = root, progress
        self.found: list[Diagnostic] = []
        self.done = 0
        self.periods: tuple[Period, ...] = ()

    def do(self) -> None:
        periods = lay_out(self.root)
        self.periods = periods
        first, second, *_ = periods
        self._step("方案")
        self._round(first, 0)
        self._issue("notice", first)
        self._issue("circular", first)
        self._round(second, 1)
        text = guide(periods, workday_after(second.report_by, 4), _issued_on("notice", second))
        put(self.root / GUIDE, text.encode())

    def _step(self, name: str) -> None:
        self.done += 1
        self.progress(name, self.done, self.steps)

    def _project(self) -> Project:
        project, found = read_project(self.root)
        self.found += [one for one in found if one.severity == "error"]
        return project

    def _round(self, period: Period, quarter: int) -> None:
        """Forms out, filled in, returned, decided on."""
        project = self._project()
        build(project, Order(("form",), period=period.id))
        self._step(f"{period.id} 报送表")
        self._fill_in(project, period, quarter)
        self._step(f"{period.id} 填报")
        self._collect(period, quarter)
        comment = "示例：办公室作出的销号和延期决定。"
        put(self.root / DECISIONS, write_yaml(story.decisions(quarter), comment).encode())
        self._step(f"{period.id} 回收")

    def _fill_in(self, project: Project, period: Period, quarter: int) -> None:
        plan, registry, rules = project.plan, project.registry, project.rules
        assert plan and registry and rules
        returned = project.progress.values()
        made = forms(plan, registry, rules, returned, period, decisions=project.decisions)
        for form in (form for form in made if form.asks):
            there = f"{form.called}.xlsx"
            blank = (self.root / "build" / folder_of("form", period.id) / there).read_bytes()
            if form.unit == story.FORGETFUL and quarter:
                filled = fill_form(blank, story.forgotten(form, quarter), _signed(period))
                put(self.root / WAITING / there, filled)
            if form.unit not in story.SILENT:
                filled = fill_form(blank, story.answers(form, quarter), _signed(period))
                put(self.root / RECEIVED / period.id / there, filled)

    def _collect(self, period: Period, quarter: int) -> None:
        """Day by day: what came in time, then what came late."""
        files: dict[date, list[Path]] = {}
        for file in sorted((self.root / RECEIVED / period.id).iterdir()):
            late = story.LATE.get(file.stem, (0, 0))[quarter]
            files.setdefault(workday_after(period.report_by, late), []).append(file)
        for day in sorted(files):
            handed = [Handed(one, one.name) for one in files[day]]
            done = collect(self._project, self.root, period, handed, day)
            self.found += done.found

    def _issue(self, kind: IssuedKind, period: Period) -> None:
        dated = _issued_on(kind, period)
        done = issue(self.root, IssueOrder(kind, dated, period=period.id), dated)
        self.found += [*done.refused, *done.warnings]
        self._step(f"{period.id} 印发")


def _issued_on(kind: IssuedKind, period: Period) -> date:
    """A day after everything has been decided, the notices first."""
    return workday_after(period.decided_by or period.report_by, 1 if kind == "notice" else 3)


def _signed(period: Period) -> dict[str, str]:
    return {
        "填报人": story.REPORTER,
        "联系电话": "示例电话",
        "填报日期": period.report_by.isoformat(),
    }
