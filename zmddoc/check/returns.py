"""What was returned, as the ledger keeps it: whose it is, and whether the figures can be true.

``collect`` refuses what cannot be taken in; these checks are for what stands in plan/progress/,
however it came there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import PurePosixPath

from zmddoc.catalogue import diagnostic
from zmddoc.diagnostics import Diagnostic, Place, Related
from zmddoc.model import Period, Progress, Registry, Return, Target, TargetReturn, TaskReturn, Unit
from zmddoc.nearest import nearest
from zmddoc.numerals import plain
from zmddoc.project import DataPath, Project
from zmddoc.supervise.matters import Matter, matters
from zmddoc.supervise.measure import WHOLE, adds_up, members


@dataclass(frozen=True)
class _Task:
    """What one return says of one task, with its place."""

    file: str
    path: DataPath
    period: str
    returned: Return
    unit: Unit | None
    task: TaskReturn
    matter: Matter | None

    def targets(self) -> Iterator[tuple[DataPath, TargetReturn, Target | None]]:
        """Yield each figure with its path and the target it is for."""
        known = {one.id: one for one in self.matter.targets} if self.matter else {}
        for k, said in enumerate(self.task.targets):
            yield (*self.path, "targets", k), said, known.get(said.id)


def _returns(project: Project) -> Iterator[tuple[str, int, Progress, Return]]:
    for file, progress in project.progress.items():
        for i, returned in enumerate(progress.returns):
            yield file, i, progress, returned


def _tasks(project: Project) -> Iterator[_Task]:
    if project.plan is None or project.registry is None or not project.progress:
        return
    known = {one.id: one for one in matters(project.plan, project.registry)}
    for file, i, progress, returned in _returns(project):
        unit = project.registry.find(returned.unit)
        for j, task in enumerate(returned.tasks):
            path = ("returns", i, "tasks", j)
            yield _Task(file, path, progress.period, returned, unit, task, known.get(task.id))


def _order(project: Project) -> list[str]:
    return [period.id for period in project.rules.periods] if project.rules else []


def file_is_the_periods(project: Project) -> Iterator[Diagnostic]:
    """Z751: a file named after another period. Z752: a period that the rules do not have."""
    order = _order(project)
    for file, progress in project.progress.items():
        place = project.place(file, ("period",))
        name = PurePosixPath(file).stem
        if name != progress.period:
            message = f"文件名是 {name}，里面写的报送期是 {progress.period}"
            yield diagnostic("Z751", place, message, f"应是 {progress.period}.yaml，或改正 period")
        if order and progress.period not in order:
            message = f"规则里没有 {progress.period} 这个报送期"
            yield diagnostic("Z752", place, message, f"rules.yaml 里有：{'、'.join(order)}")


def units_known(project: Project) -> Iterator[Diagnostic]:
    """Z753: a return of a body that the registry does not have."""
    if project.registry is None:
        return
    names = [unit.name for unit in project.registry.units]
    for file, i, _, returned in _returns(project):
        if project.registry.find(returned.unit) is None:
            near = nearest(returned.unit, names)
            hint = f"想写的是“{near}”吗？" if near else "先在 plan/units.yaml 登记这个单位"
            place = project.place(file, ("returns", i, "unit"))
            yield diagnostic("Z753", place, f"名录里没有“{returned.unit}”", hint)


def items_known(project: Project) -> Iterator[Diagnostic]:
    """Z754: a task that is nobody's matter, a target that the task does not have."""
    if project.plan is None or project.registry is None or not project.progress:
        return
    known = matters(project.plan, project.registry)
    ids = [one.id for one in known]
    owners = {target.id: one.id for one in known for target in one.targets}
    for one in _tasks(project):
        if one.matter is None:
            near = nearest(one.task.id, ids)
            place = project.place(one.file, (*one.path, "id"))
            hint = f"想写的是 {near} 吗？" if near else "任务编号写作 T04"
            yield diagnostic("Z754", place, f"方案里没有要报送的任务 {one.task.id}", hint)
            continue
        for path, said, target in one.targets():
            if target is None:
                place = project.place(one.file, (*path, "id"))
                owner = owners.get(said.id)
                hint = f"{said.id} 是 {owner} 的指标" if owner else "对照台账的指标编号改正"
                message = f"{one.task.id} 没有 {said.id} 这个指标"
                yield diagnostic("Z754", place, message, hint)


def leads_only(project: Project) -> Iterator[Diagnostic]:
    """Z755: a body that reports on a task which it does not lead."""
    for one in _tasks(project):
        if one.matter is None or one.unit is None or not one.matter.lead:
            continue
        if one.unit not in (*one.matter.lead, *one.matter.reporters):
            lead = "、".join(unit.name for unit in one.matter.lead)
            place = project.place(one.file, (*one.path, "id"))
            message = f"{one.returned.unit}不牵头 {one.task.id}，不该报它的数"
            yield diagnostic("Z755", place, message, f"牵头的是{lead}")


def once_each(project: Project) -> Iterator[Diagnostic]:
    """Z756: two returns of one body for one period; a task or a target twice in one return."""
    first: dict[tuple[str, ...], Place] = {}

    def twice(key: tuple[str, ...], place: Place, what: str) -> Iterator[Diagnostic]:
        if key in first:
            related = [Related(first[key], "第一次在这里")]
            hint = "核实哪一份作数，删去另一份；判定时以在前的为准"
            yield diagnostic("Z756", place, f"{what}报了两次", hint, related)
        first.setdefault(key, place)

    for file, i, progress, returned in _returns(project):
        unit = project.registry.find(returned.unit) if project.registry else None
        name = unit.name if unit else returned.unit
        place = project.place(file, ("returns", i, "unit"))
        yield from twice((progress.period, name), place, f"{name} {progress.period} ")
        for j, task in enumerate(returned.tasks):
            path: DataPath = ("returns", i, "tasks", j)
            key = (file, str(i), task.id)
            yield from twice(key, project.place(file, (*path, "id")), f"{task.id} ")
            for k, said in enumerate(task.targets):
                place = project.place(file, (*path, "targets", k, "id"))
                yield from twice((file, str(i), "", said.id), place, f"{said.id} ")


def sums_never_fall(project: Project) -> Iterator[Diagnostic]:
    """Z757: a cumulative figure below the one before (revised, or a quarter's figure pasted where
    the year's belongs); a milestone that was reached and is not any more."""
    order = _order(project)
    last: dict[tuple[str, str], tuple[Decimal, str, Place]] = {}
    rows = [one for one in _tasks(project) if one.period in order]
    for one in sorted(rows, key=lambda row: order.index(row.period)):
        for path, said, target in one.targets():
            if target is None or not adds_up(target) or one.unit is None:
                continue
            key = one.unit.name, said.id
            place = project.place(one.file, (*path, "value"))
            before = last.get(key)
            if before and before[1] != one.period and said.value < before[0]:
                yield diagnostic(
                    "Z757",
                    place,
                    f"{said.id} 累计 {plain(said.value)}，比 {before[1]} 的 {plain(before[0])} 还小",
                    "应报累计数，不是当季数；确是核减的，在 problems 里写明",
                    [Related(before[2], f"{before[1]} 报的在这里")],
                )
            last[key] = said.value, one.period, place


def figures_possible(project: Project) -> Iterator[Diagnostic]:
    """Z758: a figure that cannot be: a share outside 0–100, a count below 0 or in pieces, more
    members than the group has, a milestone that is neither reached nor not."""
    if project.registry is None:
        return
    for one in _tasks(project):
        for path, said, target in one.targets():
            wrong = _impossible(said, target, project.registry) if target else ""
            if wrong:
                place = project.place(one.file, (*path, "value"))
                message = f"{said.id} 报的是 {plain(said.value)}：{wrong}"
                yield diagnostic("Z758", place, message, f"与报送表 {said.cell} 核对")


def _impossible(said: TargetReturn, target: Target, registry: Registry) -> str:
    value = said.value
    whole = value == value.to_integral_value()
    if target.per:
        there = members(target, registry)
        if value < 0 or not whole:
            return "这里填已达到的个数，应是不小于零的整数"
        return f"“{target.per}”只有 {there} 个成员" if there and value > there else ""
    if target.kind == "milestone":
        return "" if value in (0, 1) else "节点只填 1(已完成)或 0(未完成)"
    if target.kind == "share":
        top = {"‰": 1000}.get(target.unit, 100)
        return "" if 0 <= value <= top else f"占比应在 0 与 {top} 之间"
    if target.kind in ("count", "level") and target.bound != "relative":
        if value < 0:
            return "数量不小于零"
        if target.unit in WHOLE and not whole:
            return f"“{target.unit}”应是整数"
    return ""


def baselines_given(project: Project) -> Iterator[Diagnostic]:
    """Z759: a comparison without what it is compared with, or a baseline where there is none."""
    for one in _tasks(project):
        for path, said, target in one.targets():
            if target is None or (target.bound == "relative") == (said.baseline is not None):
                continue
            if said.baseline is None:
                message = f"{said.id} 没有报比较的基数({target.baseline})，无从判定，按未报送计"
                yield diagnostic("Z759", project.place(one.file, path), message, "请补报 baseline")
            else:
                place = project.place(one.file, (*path, "baseline"))
                yield diagnostic(
                    "Z759", place, f"{said.id} 不是相对指标，不该有 baseline", "删去 baseline"
                )


def received_in_time(project: Project) -> Iterator[Diagnostic]:
    """Z760: a return received before its period began: another period's, or a date mistyped."""
    periods: Mapping[str, Period] = (
        {one.id: one for one in project.rules.periods} if project.rules else {}
    )
    for file, i, progress, returned in _returns(project):
        period = periods.get(progress.period)
        begun = period and (period.year, period.quarter * 3 - 2)
        if begun and (returned.received.year, returned.received.month) < begun:
            place = project.place(file, ("returns", i, "received"))
            message = (
                f"{returned.unit}的报送表 {returned.received} 收到，{progress.period} 还没有开始"
            )
            yield diagnostic("Z760", place, message, "看是不是报错了期，或写错了日期")


def leads_agree(project: Project) -> Iterator[Diagnostic]:
    """Z761: two bodies that lead one task report different figures; the first-named one's counts."""
    found: dict[tuple[str, str], list[tuple[_Task, DataPath, TargetReturn]]] = {}
    for one in _tasks(project):
        for path, said, _ in one.targets():
            found.setdefault((one.period, said.id), []).append((one, path, said))
    for (_, id), said_by in found.items():
        first = said_by[0]
        owner = first[0].matter.owner if first[0].matter else None
        ours = next((one for one in said_by if one[0].unit is owner), first)
        for one, path, said in said_by:
            if said.value != ours[2].value and one.unit is not ours[0].unit:
                place = project.place(one.file, (*path, "value"))
                message = (
                    f"{id}：{one.returned.unit}报 {plain(said.value)}，"
                    f"{ours[0].returned.unit}报 {plain(ours[2].value)}"
                )
                there = project.place(ours[0].file, (*ours[1], "value"))
                hint = "以首位牵头单位所报为准；请两家核对"
                yield diagnostic("Z761", place, message, hint, [Related(there, "作数的在这里")])
