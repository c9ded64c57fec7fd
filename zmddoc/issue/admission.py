"""What stands against issuing: all of it, before anything is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from lxml import etree

from zmddoc.authority import Paper, objections
from zmddoc.catalogue import diagnostic
from zmddoc.compose import ComposeError, Composer, Draft, drafts
from zmddoc.diagnostics import Diagnostic, Place
from zmddoc.gongwen.substance import addressee, letter
from zmddoc.issue.order import Order
from zmddoc.kinds import KINDS
from zmddoc.model import Issue, Plan, Registry, Rules
from zmddoc.numbering import Issuance, read_number, series_of, standing, used_elsewhere
from zmddoc.press import Press
from zmddoc.project import PLAN, REGISTER, RULES, Project
from zmddoc.supervise import Board, board
from zmddoc.text import day


@dataclass(frozen=True)
class Case:
    """A project whose parts are all there, with what is to be issued from it."""

    project: Project
    plan: Plan
    registry: Registry
    rules: Rules
    order: Order

    @property
    def what(self) -> str:
        """The kind of document, as messages name it."""
        return KINDS.get(self.order.kind, self.order.kind)

    def drafts(self, issuance: Issuance | None = None) -> tuple[Draft, ...]:
        """The drafts that are ordered, in 建制顺序; with ``issuance``, each as it would be with that
        number and date."""
        order = self.order
        kinds = (order.kind,)
        listed = drafts(
            self.plan, self.registry, self.rules, kinds, self._unit, issuance, self._board
        )
        return tuple(
            draft
            for draft in listed
            if draft.dispatch
            and draft.dispatch.period == order.period
            and (not order.units or draft.stamp.unit in order.units)
        )

    @cached_property
    def _board(self) -> Board | None:
        """The board of the period that is ordered; None where none is."""
        project, period = self.project, self.order.period
        if period is None:
            return None
        return board(
            self.plan, self.registry, self.rules, project.progress.values(), project.decisions,
            project.register, period,
        )  # fmt: skip

    @property
    def _unit(self) -> str:
        return self.order.units[0] if len(self.order.units) == 1 else ""

    def issued(self, draft: Draft) -> Issue | None:
        """The issue of the same document that is not void, or None."""
        dispatch = draft.dispatch
        if dispatch is None:
            return None
        key = (draft.kind, draft.stamp.unit, dispatch.period, dispatch.step)
        return standing(self.project.register, *key)


def numbering(case: Case) -> Iterator[Diagnostic]:
    """Yield Z821 and Z822: no number can be given."""
    series = series_of(case.rules, case.order.kind)
    place = case.project.place(RULES, ("series",))
    if series is None:
        message = f"series 里没有编{case.what}的系列"
        hint = f"在 rules.yaml 的 series 里给一个代字，kinds 写上 {case.order.kind}"
        yield diagnostic("Z821", place, message, hint)
    elif used_elsewhere(series, case.order.dated.year, case.plan) is None:
        year = case.order.dated.year
        index = case.rules.series.index(series)
        place = case.project.place(RULES, ("series", index, "code"))
        message = f"{series.code}〔{year}〕在别处已用到几号，series 没有写"
        hint = f"问清后加上 other_years: [{{year: {year}, used: 最后一号}}]，没有用过写 0"
        yield diagnostic("Z822", place, message, hint)


def dates(case: Case, today: date) -> Iterator[Diagnostic]:
    """Yield Z823: dated before the plan, before its period, or after ``today``."""
    dated, plan = case.order.dated, case.plan
    if plan.dated and dated < plan.dated:
        message = f"成文日期 {day(dated)} 早于方案的成文日期 {day(plan.dated)}"
        hint = "改 --dated，看年份是不是写错了"
        yield diagnostic("Z823", case.project.place(PLAN, ("dated",)), message, hint)
    if dated > today:
        message = f"成文日期 {day(dated)} 还没有到，今天是 {day(today)}"
        yield diagnostic("Z823", Place(REGISTER), message, "到那一天再印发，或改 --dated")
    for i, period in enumerate(case.rules.periods):
        earliest = min(period.cutoff, period.report_by)
        if period.id == case.order.period and dated < earliest:
            message = f"成文日期 {day(dated)} 早于 {period.id} 的截止日 {day(earliest)}"
            place = case.project.place(RULES, ("periods", i, "cutoff"))
            yield diagnostic("Z823", place, message, "这一期还没有数，文件里的数从何而来")


def repeated(case: Case, chosen: Sequence[Draft]) -> Iterator[Diagnostic]:
    """Yield Z824: issued already, under which number."""
    for draft in chosen:
        if issue := case.issued(draft):
            at = case.project.register.issues.index(issue)
            place = case.project.place(REGISTER, ("issues", at, "number"))
            message = f"{draft.path}已经印发：{issue.number}，{day(issue.dated)}"
            hint = f"确要重印，先作废：zmddoc issue --void {issue.number} --why 原因"
            yield diagnostic("Z824", place, message, hint)


def inversion(case: Case, code: str) -> Iterator[Diagnostic]:
    """Yield Z804 (a warning) where the last number of the series has a later date."""
    for i, issue in enumerate(case.project.register.issues):
        number = read_number(issue.number)
        if number and number.code == code and issue.dated > case.order.dated:
            place = case.project.place(REGISTER, ("issues", i, "dated"))
            message = f"成文日期 {day(case.order.dated)} 早于 {number} 的 {day(issue.dated)}"
            yield diagnostic("Z804", place, message, "号在后而日期在前，看日期写得对不对")
            return


def composed(
    composer: Composer, chosen: Sequence[Draft]
) -> Iterator[tuple[Draft, etree._Element | Diagnostic]]:
    """Yield every draft with its tree, or with Z601 where a template fails."""
    for draft in chosen:
        try:
            yield draft, composer.compose(draft)
        except ComposeError as error:
            place = Place(f"templates/{error.template}", error.line)
            about = f"（{error.task}）" if error.task else ""
            yield draft, diagnostic("Z601", place, f"{draft.path}{about}：{error.message}")


def illegible(press: Press, draft: Draft, tree: etree._Element) -> Iterator[Diagnostic]:
    """Yield Z602 for every character that no face has."""
    for char, _, task in press.fonts.missing_glyphs(tree):
        about = f"（{task}）" if task else ""
        message = f"{draft.path}{about}：没有一种字体有“{char}”（U+{ord(char):04X}）"
        yield diagnostic("Z602", Place(f"templates/{draft.template}"), message)


def authority(project: Project, draft: Draft, tree: etree._Element) -> Iterator[Diagnostic]:
    """Yield Z813 and Z814 (a warning) for the recipients of a draft."""
    dispatch = draft.dispatch
    if dispatch is None or not (project.plan and project.registry and project.rules):
        return
    own = project.rules.issuer
    place = project.place(*((RULES, ("issuer",)) if own else (PLAN, ("issuer",))))
    issuer = own or project.plan.issuer
    paper = Paper(issuer, dispatch.recipients, dispatch.title, addressee(tree), letter(tree))
    for one in objections(project.registry, paper):
        yield diagnostic(one.code, place, f"{draft.path}：{one.message}", one.hint)
