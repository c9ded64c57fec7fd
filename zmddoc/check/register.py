"""The register in itself, against the rules, and against the frozen files (DOMAIN.md §5, §6)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from zmddoc.authority import Paper, objections
from zmddoc.catalogue import diagnostic
from zmddoc.check.names import all_names
from zmddoc.check.subject import at
from zmddoc.diagnostics import Diagnostic, Place, Related
from zmddoc.model import Issue
from zmddoc.nearest import nearest
from zmddoc.numbering import CODE, DocumentNumber, read_number, series_of, used_elsewhere
from zmddoc.project import ISSUED, REGISTER, RULES, DataPath, Project
from zmddoc.text import UnknownField, cover
from zmddoc.typography import normalise
from zmddoc.workdays import announced, is_workday

_SHOWN = 5
_PAPER = "对照发出去的纸件更正"


def _issues(project: Project) -> Iterator[tuple[DataPath, Issue]]:
    for i, issue in enumerate(project.register.issues):
        yield ("issues", i), issue


def _where(project: Project, path: DataPath, *steps: str | int) -> Place:
    return project.place(REGISTER, (*path, *steps))


def _series(project: Project) -> dict[tuple[str, int], list[tuple[DocumentNumber, DataPath]]]:
    """The well-spelt numbers of each 代字 and year with their entries, in the order of the serials;
    of two equal numbers the first."""
    found: dict[tuple[str, int], dict[int, tuple[DocumentNumber, DataPath]]] = defaultdict(dict)
    for path, issue in _issues(project):
        if number := read_number(issue.number):
            found[number.code, number.year].setdefault(number.serial, (number, path))
    return {key: [one[n] for n in sorted(one)] for key, one in found.items()}


def numbers_spelt(project: Project) -> Iterator[Diagnostic]:
    """Z801: a number in the register that is not 代字〔年〕序号, or of another year than its date."""
    for path, issue in _issues(project):
        number = read_number(issue.number)
        place = _where(project, path, "number")
        if number is None:
            message = f"登记的文号“{issue.number}”应写作 驻政办函〔2021〕3号 的样子"
            hint = "年份用六角括号〔〕，序号前不加“第”、不补零"
            yield diagnostic("Z801", place, message, hint)
        elif number.year != issue.dated.year:
            message = f"{issue.number} 的成文日期是 {issue.dated}，年份不一致"
            related = [Related(_where(project, path, "dated"), "成文日期在这里")]
            hint = "对照发出去的纸件，看是号写错了还是日期写错了"
            yield diagnostic("Z801", place, message, hint, related)


def numbers_once(project: Project) -> Iterator[Diagnostic]:
    """Z802: a number given twice. A duplicate number voids trust in all of them."""
    first: dict[str, DataPath] = {}
    for path, issue in _issues(project):
        if issue.number in first:
            related = [Related(_where(project, first[issue.number], "number"), "第一次登记在这里")]
            message = f"文号 {issue.number} 登记了两次"
            hint = "对照纸件更正；都已发出的，收回一份，换号重印"
            yield diagnostic("Z802", _where(project, path, "number"), message, hint, related)
        else:
            first[issue.number] = path


def numbers_consecutive(project: Project) -> Iterator[Diagnostic]:
    """Z803: a serial is missing that was not given outside zmddoc (``used``)."""
    if project.plan is None or project.rules is None:
        return
    series = {one.code: one for one in project.rules.series}
    for (code, year), entries in _series(project).items():
        known = series.get(code)
        used = used_elsewhere(known, year, project.plan) if known else None
        before = entries[0][0].serial - 1 if used is None else 0
        for number, path in entries:
            missing = range(max(before, used or 0) + 1, number.serial)
            before = number.serial
            if missing:
                shown = "、".join(str(n) for n in missing[:_SHOWN])
                more = f"等 {len(missing)} 个" if len(missing) > _SHOWN else ""
                message = f"{number} 之前缺 {shown}{more}号"
                hint = "删去的登记要恢复；在别处用了的，把 series 的 used 改到最后一个"
                yield diagnostic("Z803", _where(project, path, "number"), message, hint)


def dates_in_order(project: Project) -> Iterator[Diagnostic]:
    """Z804: of two numbers the later has the earlier date."""
    for entries in _series(project).values():
        dated = [(number, path, project.register.issues[int(path[1])]) for number, path in entries]
        for (before, there, earlier), (number, path, later) in pairwise(dated):
            if later.dated < earlier.dated:
                message = f"{number} 的成文日期 {later.dated} 早于 {before} 的 {earlier.dated}"
                related = [Related(_where(project, there, "dated"), f"{before} 的日期")]
                place = _where(project, path, "dated")
                yield diagnostic("Z804", place, message, "看是否倒签或记错", related)


def files_unchanged(project: Project) -> Iterator[Diagnostic]:
    """Z805: a frozen file is gone or has other bytes than when it was issued."""
    for path, issue in _issues(project):
        for i, file in enumerate(issue.files):
            found = project.issued.get(file.name)
            if found == file.sha256:
                continue
            what = "不在" if found is None else "与印发时不同，被改动过"
            message = f"{issue.number} 印发的文件 {ISSUED}/{file.name} {what}"
            place = _where(project, path, "files", i, "name")
            yield diagnostic("Z805", place, message, "从备份或版本库恢复原件")


def files_registered(project: Project) -> Iterator[Diagnostic]:
    """Z811: a folder of frozen files whose number the register does not have."""
    known = {issue.number for issue in project.register.issues}
    known |= {file.name.split("/")[0] for issue in project.register.issues for file in issue.files}
    for folder in sorted({name.split("/")[0] for name in project.issued} - known):
        message = f"{ISSUED}/{folder} 里有文件，登记簿里没有这个文号"
        hint = "登记簿丢了这一条就恢复它；不是印发的文件，移到别处"
        yield diagnostic("Z811", Place(f"{ISSUED}/{folder}"), message, hint)


def bodies_known(project: Project) -> Iterator[Diagnostic]:
    """Z806: the body a document is about, or a recipient, is not in the registry."""
    registry = project.registry
    if registry is None:
        return
    for path, issue in _issues(project):
        named: list[tuple[DataPath, str]] = [((*path, "unit"), issue.unit)] if issue.unit else []
        named += [((*path, "recipients", i), name) for i, name in enumerate(issue.recipients)]
        for where, name in named:
            if registry.find(name) is None:
                near = nearest(name, all_names(registry))
                message = f"{issue.number} 登记的“{name}”不在名录里"
                hint = f"想写的是“{near}”吗？" if near else "先在 plan/units.yaml 登记"
                yield diagnostic("Z806", project.place(REGISTER, where), message, hint)


def dates_sensible(project: Project) -> Iterator[Diagnostic]:
    """Z807: void or answered before it was issued. Z812: an answer due on a day off."""
    for path, issue in _issues(project):
        if issue.void and issue.void.dated < issue.dated:
            message = f"{issue.number} 作废的日期 {issue.void.dated} 早于成文日期 {issue.dated}"
            place = _where(project, path, "void", "dated")
            yield diagnostic("Z807", place, message, _PAPER)
        due = issue.answer_by
        if due is None:
            continue
        place = _where(project, path, "answer_by")
        if due < issue.dated:
            message = f"{issue.number} 的答复期限 {due} 早于成文日期 {issue.dated}"
            yield diagnostic("Z807", place, message, _PAPER)
        elif not is_workday(due):
            message = f"{issue.number} 的答复期限 {due} 是休息日"
            yield diagnostic("Z812", place, message, "与承办单位另约工作日")
        elif not announced(due.year):
            message = f"{issue.number} 的答复期限 {due} 未能核对：{due.year} 年的放假安排尚不知道"
            yield diagnostic("Z812", place, message, "放假安排公布后升级 chinesecalendar，再核对")


def numbered_in_own_series(project: Project) -> Iterator[Diagnostic]:
    """Z808: a number of another series than the rules give its kind of document."""
    if project.rules is None:
        return
    for path, issue in _issues(project):
        number, series = read_number(issue.number), series_of(project.rules, issue.kind)
        if number and (series is None or series.code != number.code):
            wanted = f"用“{series.code}”" if series else "没有代字"
            message = f"{issue.number} 的代字是“{number.code}”，按 series 这类文件{wanted}"
            hint = "年中改了代字的不必管；登记写错的，对照纸件更正"
            yield diagnostic("Z808", _where(project, path, "number"), message, hint)


def issued_once(project: Project) -> Iterator[Diagnostic]:
    """Z809: the same document is issued under two numbers, neither void."""
    first: dict[tuple[str | None, ...], DataPath] = {}
    for path, issue in _issues(project):
        if issue.void:
            continue
        key = (issue.kind, issue.unit, issue.period, issue.step)
        if key in first:
            there = first[key]
            other = project.register.issues[int(there[1])].number
            message = f"{issue.number} 与 {other} 是同一份文件，都没有作废"
            related = [Related(_where(project, there, "number"), "先印发的在这里")]
            hint = "作废其中一个：zmddoc issue --void 文号 --why 原因"
            yield diagnostic("Z809", _where(project, path, "number"), message, hint, related)
        else:
            first[key] = path


def series_in_order(project: Project) -> Iterator[Diagnostic]:
    """Z810: a 代字 that cannot be one; a 代字, a kind of document or a year that stands twice."""
    seen: dict[str, DataPath] = {}

    def once(what: str, path: DataPath) -> Iterator[Diagnostic]:
        place = project.place(RULES, path)
        if what in seen:
            related = [Related(project.place(RULES, seen[what]), "第一次写在这里")]
            yield diagnostic("Z810", place, f"{what}写了两次", "每个只属于一个系列", related)
        seen.setdefault(what, path)

    for i, series in enumerate(project.rules.series if project.rules else ()):
        path: DataPath = ("series", i)
        if not re.fullmatch(CODE, series.code):
            message = f"代字“{series.code}”应是 2 至 12 个汉字，如 驻政办函"
            hint = "代字由机关代字的汉字组成，不写年份、括号和“号”"
            yield diagnostic("Z810", project.place(RULES, (*path, "code")), message, hint)
        yield from once(f"代字“{series.code}”", (*path, "code"))
        for j, kind in enumerate(series.kinds):
            yield from once(f"文件类别 {kind}", (*path, "kinds", j))
        for j, other in enumerate(series.other_years):
            yield from once(f"{series.code}的 {other.year} 年", (*path, "other_years", j))


def plan_authorised(project: Project) -> Iterator[Diagnostic]:
    """Z813: the plan is addressed to governments by one that may not direct them."""
    plan, registry = project.plan, project.registry
    if plan is None or registry is None:
        return
    try:
        text = normalise(cover(plan) or plan.preamble)
    except UnknownField:  # Z506
        return
    recipients = normalise(plan.recipients)
    named = [
        unit.name
        for unit in registry.units
        if any(normalise(name) in recipients for name in unit.names)
    ]
    paper = Paper(plan.issuer, tuple(named), "", recipients, text)
    for one in objections(registry, paper):
        yield diagnostic(one.code, at(project, ("recipients",)), one.message, one.hint)
