"""The office's decisions: 销号 and 延期 of what there is, in an order that makes sense."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from zmddoc.catalogue import diagnostic
from zmddoc.diagnostics import Diagnostic, Related
from zmddoc.model import Closing, Extension, Target, TargetReturn
from zmddoc.nearest import nearest
from zmddoc.numerals import plain
from zmddoc.project import DECISIONS, DataPath, Project
from zmddoc.supervise.matters import Matter, matters
from zmddoc.supervise.measure import aim, measure, members

_KNOWN = "任务编号写作 T04，指标编号写作 T04-1"
_REVIEW = "请核对 evidence；数没有报上来的，请补报"


def _decisions(project: Project) -> Iterator[tuple[DataPath, Closing | Extension]]:
    for i, closing in enumerate(project.decisions.closings):
        yield ("closings", i), closing
    for i, extension in enumerate(project.decisions.extensions):
        yield ("extensions", i), extension


def _matters(project: Project) -> tuple[Matter, ...]:
    decided = project.decisions.closings or project.decisions.extensions
    if project.plan is None or project.registry is None or not decided:
        return ()
    return matters(project.plan, project.registry)


def decided_of_what_is(project: Project) -> Iterator[Diagnostic]:
    """Z771: a decision on an id that is nobody's matter and no target."""
    known = {id for one in _matters(project) for id in (one.id, *(t.id for t in one.targets))}
    known |= {id for one in _matters(project) for id in one.above}
    for path, one in _decisions(project):
        if known and one.id not in known:
            near = nearest(one.id, sorted(known))
            place = project.place(DECISIONS, (*path, "id"))
            hint = f"想写的是 {near} 吗？" if near else _KNOWN
            yield diagnostic("Z771", place, f"没有 {one.id} 这个督查事项或指标", hint)


def decided_after_the_plan(project: Project) -> Iterator[Diagnostic]:
    """Z772: a decision dated before the plan was."""
    if project.plan is None or project.plan.dated is None:
        return
    for path, one in _decisions(project):
        if one.dated < project.plan.dated:
            place = project.place(DECISIONS, (*path, "dated"))
            message = f"{one.id} 的决定日期 {one.dated} 早于方案成文日期 {project.plan.dated}"
            yield diagnostic("Z772", place, message, "改正 dated，写作出决定的日期")


def extensions_extend(project: Project) -> Iterator[Diagnostic]:
    """Z773: an extension that does not go beyond the deadline that holds, the plan's or the one of
    the extension before it."""
    if project.plan is None:
        return
    holds: dict[str, date] = {}
    for one in _matters(project):
        due = one.due or date(project.plan.year, 12, 31)
        holds[one.id] = due
        holds.update((target.id, target.due or due) for target in one.targets)
    for i, extension in enumerate(project.decisions.extensions):
        due_now = holds.get(extension.id)
        if due_now and extension.until <= due_now:
            place = project.place(DECISIONS, ("extensions", i, "until"))
            message = f"{extension.id} 延期到 {extension.until}，并不晚于现在的时限 {due_now}"
            yield diagnostic("Z773", place, message, "改正 until；没有延期的，删去这一条")
        holds[extension.id] = extension.until


def closed_once(project: Project) -> Iterator[Diagnostic]:
    """Z774: a second 销号 of one id."""
    first: dict[str, int] = {}
    for i, closing in enumerate(project.decisions.closings):
        if closing.id in first:
            there = project.place(DECISIONS, ("closings", first[closing.id]))
            place = project.place(DECISIONS, ("closings", i, "id"))
            related = [Related(there, "第一次在这里")]
            yield diagnostic("Z774", place, f"{closing.id} 已经销号", "删去重复的一条", related)
        first.setdefault(closing.id, i)


def closed_when_reached(project: Project) -> Iterator[Diagnostic]:
    """Z775: 销号 of what, by the last figure returned, falls short of the year's, or of which no
    figure was ever returned."""
    plan, registry, rules = project.plan, project.registry, project.rules
    if not (plan and registry and rules):
        return
    for i, closing in enumerate(project.decisions.closings):
        place = project.place(DECISIONS, ("closings", i, "id"))
        for matter in _matters(project):
            for target in matter.targets:
                if closing.id not in (target.id, matter.id, *matter.above):
                    continue
                said = _last(project, matter, target)
                if said is None:
                    message = f"{closing.id} 已销号，{target.id} 从来没有报过数"
                    yield diagnostic("Z775", place, message, _REVIEW)
                    continue
                rule = next((one for one in rules.targets if one.id == target.id), None)
                asked = aim(target, rule, Fraction(1), said.baseline, members(target, registry))
                if (
                    asked
                    and not measure(target, said.value, asked, rules.thresholds, due=True).reached
                ):
                    message = (
                        f"{closing.id} 已销号，{target.id} 报的是 {plain(said.value)}，没有达到目标"
                    )
                    yield diagnostic("Z775", place, message, _REVIEW)


def _last(project: Project, matter: Matter, target: Target) -> TargetReturn | None:
    """The last figure that the target's owner returned."""
    registry = project.registry
    found = (
        said
        for progress in sorted(project.progress.values(), key=lambda one: one.period)
        for returned in progress.returns
        if registry and registry.find(returned.unit) is matter.owner
        for task in returned.tasks
        for said in task.targets
        if said.id == target.id
    )
    return next(iter(deque(found, maxlen=1)), None)
