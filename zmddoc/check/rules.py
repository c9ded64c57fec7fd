"""The rules of supervision in themselves: periods in order, confirmed by somebody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from zmddoc.catalogue import diagnostic
from zmddoc.diagnostics import Diagnostic, Related
from zmddoc.model import Period
from zmddoc.project import RULES, Project
from zmddoc.workdays import announced, is_workday

_WEEKDAYS = "一二三四五六日"


def _periods(project: Project) -> tuple[Period, ...]:
    return project.rules.periods if project.rules else ()


def periods_in_order(project: Project) -> Iterator[Diagnostic]:
    """Z412: periods of another year than the plan's, out of order or with one left out; a cut-off
    outside its quarter; a report due before the quarter begins or no later than the one before;
    decisions that count before the report is due, or after the next one is.

    The report may be due before the cut-off: 25 Mar/Jun/Sep is usual (DOMAIN.md §3)."""
    for i, period in enumerate(_periods(project)):
        if project.plan and period.year != project.plan.year:
            message = f"报送期 {period.id} 不在方案年度 {project.plan.year} 年"
            yield _wrong(project, i, "id", message, "改正报送期，或方案的 year")
        day = period.cutoff
        if (day.year, (day.month - 1) // 3 + 1) != (period.year, period.quarter):
            message = f"{period.id} 的数据截止日 {day} 不在这个季度里"
            yield _wrong(project, i, "cutoff", message, "数据截止日通常是季度的最后一天")
        if (period.report_by.year, period.report_by.month) < (period.year, period.quarter * 3 - 2):
            message = f"{period.id} 的报送日 {period.report_by} 早于这个季度"
            yield _wrong(project, i, "report_by", message, "看年份、月份是否写错")
        if period.decided_by and period.decided_by < period.report_by:
            message = f"{period.id} 的审核截止日 {period.decided_by} 早于报送日 {period.report_by}"
            yield _wrong(project, i, "decided_by", message, "报送之后才审核；不写即与报送日同")
    for i, (before, period) in enumerate(pairwise(_periods(project)), 1):
        related = [Related(project.place(RULES, ("periods", i - 1)), "前一期在这里")]
        step = (period.year * 4 + period.quarter) - (before.year * 4 + before.quarter)
        if step != 1:
            message = f"{period.id} 紧接在 {before.id} 之后：" + (
                "次序颠倒或重复" if step < 1 else "中间缺了报送期"
            )
            yield _wrong(project, i, "id", message, "由先到后，一季一期", related)
        if period.report_by <= before.report_by:
            message = f"{period.id} 的报送日 {period.report_by} 不晚于前一期"
            yield _wrong(project, i, "report_by", message, "由先到后，看哪个日期写错", related)
        if before.decided_by and before.decided_by >= period.report_by:
            message = f"{before.id} 的审核截止日 {before.decided_by} 不早于下一期的报送日"
            yield _wrong(project, i - 1, "decided_by", message, "一期审核完再报下一期")


def _wrong(
    project: Project,
    period: int,
    key: str,
    message: str,
    hint: str,
    related: Iterable[Related] = (),
) -> Diagnostic:
    place = project.place(RULES, ("periods", period, key))
    return diagnostic("Z412", place, message, hint, related)


def report_on_workday(project: Project) -> Iterator[Diagnostic]:
    """Z413: a report due on a day off, or in a year whose public holidays are not known yet."""
    for i, period in enumerate(_periods(project)):
        day = period.report_by
        place = project.place(RULES, ("periods", i, "report_by"))
        weekday = f"星期{_WEEKDAYS[day.weekday()]}"
        if not is_workday(day):
            message = f"{period.id} 的报送日 {day}({weekday})是休息日"
            yield diagnostic("Z413", place, message, "改到前后的工作日")
        elif not announced(day.year):
            message = f"{period.id} 的报送日 {day} 未能核对：{day.year} 年的放假安排尚不知道"
            yield diagnostic("Z413", place, message, "放假安排公布后升级 chinesecalendar，再核对")


def rules_confirmed(project: Project) -> Iterator[Diagnostic]:
    """Z414: nobody has confirmed the rules yet."""
    if project.rules and not project.rules.confirmed:
        message = f"报送与督查规则尚未核定：{project.rules.basis}"
        place = project.place(RULES, ("confirmed",))
        yield diagnostic("Z414", place, message, "核定后把 confirmed 改为 true，basis 写明依据")
