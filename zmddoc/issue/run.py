"""Issuing itself.

Everything is judged and rendered before the first file is written; then each document is frozen for
itself (``zmddoc.freeze``). The lock on plan/ is held from the first look at the register to the last
entry, so that two at once cannot take one number.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from lxml import etree

from zmddoc.catalogue import diagnostic
from zmddoc.check import check
from zmddoc.compose import Composer, Draft
from zmddoc.diagnostics import Diagnostic, Place, has_errors
from zmddoc.freeze import freeze, recover
from zmddoc.gongwen.substance import substance
from zmddoc.issue import admission
from zmddoc.issue.admission import Case
from zmddoc.issue.order import Order, Outcome
from zmddoc.model import Issue, IssuedFile, Register
from zmddoc.numbering import Issuance, next_number, series_of, used_elsewhere
from zmddoc.press import Press
from zmddoc.project import REGISTER, Project
from zmddoc.read import read_project
from zmddoc.register import UnusualRegister, with_issue
from zmddoc.storage import locked

Progress = Callable[[str, int, int], None]
"""Called with the number just rendered, how many are, and how many there are."""


def issue(
    root: Path,
    order: Order,
    today: date,
    progress: Progress = lambda number, done, total: None,
    waiting: Callable[[], None] = lambda: None,
) -> Outcome:
    """Issue what is ordered from the project folder ``root``; ``waiting`` is called when another
    run has to be waited for. Nothing is issued where anything stands against it. Raises OSError
    when the disk refuses; what was issued before stays issued."""
    with locked(root / "plan", waiting):
        project, found = current(root, clean=not order.rehearsal)
        if errors := tuple(one for one in found if one.severity == "error"):
            return Outcome(refused=errors)
        assert project.plan and project.registry and project.rules
        case = Case(project, project.plan, project.registry, project.rules, order)
        return _Run(case, today, progress).outcome()


def current(root: Path, *, clean: bool) -> tuple[Project, tuple[Diagnostic, ...]]:
    """Read and check the project; with ``clean``, what a killed run has left is taken away first.
    For the holder of the lock."""
    project, found = read_project(root)
    if clean and not has_errors(found):
        registered = {issue.number for issue in project.register.issues}
        if recover(root, registered):
            project, found = read_project(root)
    return project, tuple(sorted({*found, *check(project)}))


@dataclass(frozen=True)
class _Ready:
    """A document rendered under its number, not yet on record."""

    issue: Issue
    files: dict[str, bytes]


class _Run:
    def __init__(self, case: Case, today: date, progress: Progress) -> None:
        self.case, self.today, self.progress = case, today, progress
        self.composer = Composer(case.project.root / "templates")
        self.press = Press(self.composer)

    def outcome(self) -> Outcome:
        case, order = self.case, self.case.order
        chosen = case.drafts()
        skipped = tuple(issue for draft in chosen if (issue := case.issued(draft)))
        if order.skip_issued:
            chosen = tuple(draft for draft in chosen if not case.issued(draft))
        refused = list(admission.dates(case, self.today)) or list(admission.numbering(case))
        refused += admission.repeated(case, chosen)
        if not chosen and not skipped:
            refused.append(self._nothing())
        if refused:
            return Outcome(refused=tuple(sorted(refused)))
        trees: list[tuple[Draft, etree._Element]] = []
        found: list[Diagnostic] = []
        for draft, tree in admission.composed(self.composer, chosen):
            if isinstance(tree, Diagnostic):
                found.append(tree)
            else:
                trees.append((draft, tree))
                found += admission.illegible(self.press, draft, tree)
                found += admission.authority(case.project, draft, tree)
        errors = [one for one in found if one.severity == "error"]
        if errors:
            return Outcome(refused=tuple(sorted(errors)))
        notes = tuple(dict.fromkeys(note for draft in chosen for note in draft.warnings))
        outcome = Outcome(skipped=skipped if order.skip_issued else (), notes=notes)
        return self._numbered(trees, found, outcome)

    def _nothing(self) -> Diagnostic:
        """Z825."""
        order = self.case.order
        whose = f"{'、'.join(order.units)}的" if order.units else ""
        when = f"{order.period}的" if order.period else ""
        message = f"没有可印发的文件：{whose}{when}{self.case.what}"
        hint = "先用 zmddoc build 生成草稿，看有哪些文件；看单位和报送期写得对不对"
        return diagnostic("Z825", Place(REGISTER), message, hint)

    def _numbered(
        self, trees: list[tuple[Draft, etree._Element]], found: list[Diagnostic], outcome: Outcome
    ) -> Outcome:
        """Give the numbers, render, and freeze, in this order."""
        case, order, register = self.case, self.case.order, self.case.project.register
        series = series_of(case.rules, order.kind)
        assert series
        used = used_elsewhere(series, order.dated.year, case.plan) or 0
        ready: list[_Ready] = []
        for draft, tree in trees:
            number = next_number(register, series.code, order.dated.year, used)
            issuance = Issuance(number, order.dated)
            try:
                one = self._ready(draft, substance(tree), issuance)
            except Exception as error:  # whatever the renderers raise: nothing is issued then
                place = Place(f"templates/{draft.template}")
                message = f"{draft.path}：排版失败：{error}"
                return Outcome(refused=(diagnostic("Z901", place, message),))
            ready.append(one)
            register = Register(issues=(*register.issues, one.issue))
            self.progress(str(number), len(ready), len(trees))
        found += admission.inversion(case, series.code)
        outcome = replace(outcome, warnings=tuple(sorted(set(found))))
        if order.rehearsal:
            return replace(outcome, issues=tuple(one.issue for one in ready))
        return self._frozen(ready, outcome)

    def _ready(self, draft: Draft, words: str, issuance: Issuance) -> _Ready:
        """The document under its number. A rehearsal renders it as well, to see that it can be."""
        case = self.case
        numbered = next(
            one
            for one in case.drafts(issuance)
            if one.stamp.unit == draft.stamp.unit
            and one.dispatch
            and draft.dispatch
            and one.dispatch.step == draft.dispatch.step
        )
        tree = self.composer.compose(numbered)
        number = str(issuance.number)
        files = {f"{number}.docx": self.press.docx(tree), f"{number}.pdf": self.press.pdf(tree)}
        dispatch = numbered.dispatch
        assert dispatch
        record = Issue(
            number=number,
            kind=case.order.kind,
            title=dispatch.title,
            dated=issuance.dated,
            recipients=dispatch.recipients,
            plan=case.plan.content_hash(),
            files=tuple(
                IssuedFile(name=f"{number}/{name}", sha256=hashlib.sha256(content).hexdigest())
                for name, content in files.items()
            ),
            unit=numbered.stamp.unit,
            period=dispatch.period,
            step=dispatch.step,
            matters=dispatch.matters,
            answer_by=dispatch.answer_by,
            words=words,
        )
        return _Ready(record, files)

    def _frozen(self, ready: list[_Ready], outcome: Outcome) -> Outcome:
        root = self.case.project.root
        text = register_text(root)
        for one in ready:
            try:
                text = with_issue(text, one.issue)
            except UnusualRegister:
                return replace(outcome, refused=(unusual(one.issue.number),))
            freeze(root, one.issue.number, one.files, text)
            outcome = replace(outcome, issues=(*outcome.issues, one.issue))
        return outcome


def register_text(root: Path) -> str:
    """The register as it stands, line ends and all; '' where there is none yet."""
    file = root / REGISTER
    return file.read_bytes().decode("utf-8") if file.exists() else ""


def unusual(number: str) -> Diagnostic:
    """Z826: the register is written in a way that nothing can be put in."""
    message = f"登记簿的写法特别，{number} 登记不进去"
    hint = "把 issues 写成一条一条以“- ”开头的样子；或手工登记"
    return diagnostic("Z826", Place(REGISTER), message, hint)
