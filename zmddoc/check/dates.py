"""Dates and years of the plan (DOMAIN.md §6: 成文日≤印发日, deadline ≥ issue date, year)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from zmddoc.catalogue import diagnostic
from zmddoc.check.subject import at, items, targets
from zmddoc.diagnostics import Diagnostic, Related
from zmddoc.model import Chapter
from zmddoc.project import DataPath, Project

_YEAR = re.compile(r"(?:19|20)\d{2}(?=年)")
_NUMBER = re.compile(r"〔(\d{4})〕")


def _deadlines(project: Project) -> Iterator[tuple[DataPath, str, date]]:
    if project.plan and project.plan.due:
        yield ("due",), "方案", project.plan.due
    for item in items(project):
        if not isinstance(item.record, Chapter) and item.record.due:
            yield (*item.path, "due"), item.label, item.record.due
    for _, path, target in targets(project):
        if target.due:
            yield (*path, "due"), target.id, target.due


def deadlines(project: Project) -> Iterator[Diagnostic]:
    """Z407: a deadline before the plan was dated. Z408: one beyond the plan's year."""
    plan = project.plan
    if plan is None:
        return
    for path, label, due in _deadlines(project):
        if plan.dated and due < plan.dated:
            message = f"{label}的完成时限 {due} 早于成文日期 {plan.dated}"
            related = [Related(at(project, ("dated",)), "成文日期在这里")]
            yield diagnostic("Z407", at(project, path), message, "看两个日期哪个写错", related)
        elif due.year > plan.year:
            message = f"{label}的完成时限 {due} 超出方案年度 {plan.year} 年"
            related = [Related(at(project, ("year",)), "方案年度在这里")]
            yield diagnostic("Z408", at(project, path), message, "跨年任务属实就不必改", related)


def deadlines_complete(project: Project) -> Iterator[Diagnostic]:
    """Z409: tasks without a deadline of their own or the plan's."""
    plan = project.plan
    if plan is None or plan.due:
        return
    without = [task for _, _, task in plan.tasks() if task.due is None]
    if without:
        message = f"{len(without)} 条没有完成时限({without[0].id} 等)"
        hint = "写上方案的 due(年度方案通常是年末)，或逐条写 due"
        yield diagnostic("Z409", at(project, ("year",)), message, hint)


def published_after_dated(project: Project) -> Iterator[Diagnostic]:
    """Z410: published before it was dated."""
    plan = project.plan
    if plan and plan.published and plan.dated and plan.published < plan.dated:
        message = f"发文日期 {plan.published} 早于成文日期 {plan.dated}"
        related = [Related(at(project, ("dated",)), "成文日期在这里")]
        hint = "看两个日期哪个写错"
        yield diagnostic("Z410", at(project, ("published",)), message, hint, related)


def years_agree(project: Project) -> Iterator[Diagnostic]:
    """Z411: the year, the years in the title, the document number and the date disagree."""
    plan = project.plan
    if plan is None:
        return
    titled = [int(year) for year in _YEAR.findall(plan.title)]
    if titled and not min(titled) <= plan.year <= max(titled):
        message = f"方案年度是 {plan.year}，标题写的是 {titled[0]} 年"
        related = [Related(at(project, ("title",)), "标题在这里")]
        hint = "看两处哪个写错；方案确是跨年的就不必改"
        yield diagnostic("Z411", at(project, ("year",)), message, hint, related)
    numbered = _NUMBER.search(plan.number)
    if numbered and plan.dated and int(numbered[1]) != plan.dated.year:
        message = f"发文字号是 {numbered[1]} 年的，成文日期在 {plan.dated.year} 年"
        related = [Related(at(project, ("dated",)), "成文日期在这里")]
        hint = "看两处哪个写错；年初补发上年文号的就不必改"
        yield diagnostic("Z411", at(project, ("number",)), message, hint, related)
