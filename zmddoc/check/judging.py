"""The rules that progress is judged by: thresholds, targets with rules of their own, the ladder."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from zmddoc.catalogue import diagnostic
from zmddoc.check.subject import targets
from zmddoc.diagnostics import Diagnostic, Related
from zmddoc.model import Rules, Target, TargetRule
from zmddoc.nearest import nearest
from zmddoc.numerals import plain
from zmddoc.project import RULES, DataPath, Project
from zmddoc.supervise.ladder import ORDER
from zmddoc.supervise.measure import judged_as
from zmddoc.supervise.words import STEPS

_SHORT = ("blue", "yellow", "red")


def thresholds_in_order(project: Project) -> Iterator[Diagnostic]:
    """Z415: yellow that does not begin above 0, red that begins below yellow; a rate that falls
    short and is shown as if it did not."""
    if project.rules is None:
        return
    asked, path = project.rules.thresholds, ("thresholds",)
    if asked.yellow <= 0:
        message = f"yellow 是 {plain(asked.yellow)}：落后多少个百分点亮黄灯，应大于零"
        yield _wrong("Z415", project, (*path, "yellow"), message, "如 yellow: 10")
    if asked.red < asked.yellow:
        message = f"red 是 {plain(asked.red)}，小于 yellow 的 {plain(asked.yellow)}"
        hint = "红灯的落后应比黄灯多，如 yellow: 10、red: 30"
        yield _wrong("Z415", project, (*path, "red"), message, hint)
    for key, light in (("rate_short", asked.rate_short), ("rate_reversed", asked.rate_reversed)):
        if light not in _SHORT:
            message = f"{key} 是 {light}：没有达到目标的增速、占比不能亮这个灯"
            yield _wrong("Z415", project, (*path, key), message, "写 blue、yellow 或 red")


def ladder_rises(project: Project) -> Iterator[Diagnostic]:
    """Z416: rungs out of order or twice; an ``after`` that is not below its rung; a trigger that can
    never fire; a green light that calls for something."""
    rules = project.rules
    if rules is None:
        return
    for i, (below, rung) in enumerate(pairwise(rules.ladder), 1):
        if ORDER.index(rung.step) <= ORDER.index(below.step):
            message = f"{rung.step}({STEPS[rung.step]})排在 {below.step}({STEPS[below.step]})之后"
            related = [Related(project.place(RULES, ("ladder", i - 1, "step")), "前一级在这里")]
            hint = f"由低到高，每级一次：{'、'.join(ORDER)}"
            place = project.place(RULES, ("ladder", i, "step"))
            yield diagnostic("Z416", place, message, hint, related)
    for i, rung in enumerate(rules.ladder):
        for j, trigger in enumerate(rung.triggers):
            path: DataPath = ("ladder", i, "triggers", j)
            if trigger.after and ORDER.index(trigger.after) >= ORDER.index(rung.step):
                message = f"{rung.step} 以印发过 {trigger.after} 为前提，{trigger.after} 却不比它低"
                hint = "after 写比这一级低的一级"
                yield _wrong("Z416", project, (*path, "after"), message, hint)
            elif trigger.after and trigger.after not in {one.step for one in rules.ladder}:
                message = f"{rung.step} 以印发过 {trigger.after} 为前提，台阶里却没有这一级"
                hint = f"台阶里有：{'、'.join(one.step for one in rules.ladder)}"
                yield _wrong("Z416", project, (*path, "after"), message, hint)
            if trigger.periods > len(rules.periods):
                message = f"连续 {trigger.periods} 期才够得上，全年只有 {len(rules.periods)} 期"
                hint = f"periods 不大于 {len(rules.periods)}"
                yield _wrong("Z416", project, (*path, "periods"), message, hint)
            if "green" in trigger.lights:
                message = f"{rung.step} 的条件里有绿灯：达到序时的不督办"
                yield _wrong("Z416", project, (*path, "lights"), message, "删去 green")


def ruled_targets_known(project: Project) -> Iterator[Diagnostic]:
    """Z417: a rule for a target that the plan does not have, or two for one target."""
    if project.rules is None or project.plan is None:
        return
    ids = [target.id for _, _, target in targets(project)]
    first: dict[str, int] = {}
    for i, rule in enumerate(project.rules.targets):
        place = project.place(RULES, ("targets", i, "id"))
        if rule.id not in ids:
            near = nearest(rule.id, ids)
            hint = f"想写的是 {near} 吗？" if near else "指标编号写作 T04-1"
            yield diagnostic("Z417", place, f"方案里没有 {rule.id} 这个指标", hint)
        elif rule.id in first:
            related = [Related(project.place(RULES, ("targets", first[rule.id])), "第一次在这里")]
            hint = "合成一条；判定时以在前的为准"
            yield diagnostic("Z417", place, f"{rule.id} 的判法写了两次", hint, related)
        first.setdefault(rule.id, i)


def _ruled(project: Project) -> Iterator[tuple[DataPath, TargetRule, Target, Rules]]:
    if project.rules is None:
        return
    known = {target.id: target for _, _, target in targets(project)}
    for i, rule in enumerate(project.rules.targets):
        if rule.id in known:
            yield ("targets", i), rule, known[rule.id], project.rules


def curves_rise(project: Project) -> Iterator[Diagnostic]:
    """Z418: a curve that leaves a period out or names one that is not there, falls, leaves 0–100, or
    does not end at 100."""
    for path, rule, _, rules in _ruled(project):
        if rule.curve is None:
            continue
        where = (*path, "curve")
        order = [period.id for period in rules.periods]
        missing = [id for id in order if id not in rule.curve]
        strange = [id for id in rule.curve if id not in order]
        if missing or strange:
            what = [f"缺 {'、'.join(missing)}"] * bool(missing)
            what += [f"多 {'、'.join(strange)}"] * bool(strange)
            message = f"{rule.id} 的进度曲线与报送期不符：{'，'.join(what)}"
            yield _wrong("Z418", project, where, message, f"每期一个数：{'、'.join(order)}")
            continue
        shares = [rule.curve[id] for id in order]
        for id, share in zip(order, shares, strict=True):
            if not 0 <= share <= 100:
                message = f"{rule.id} 的进度曲线在 {id} 是 {plain(share)}，应在 0 与 100 之间"
                yield _wrong("Z418", project, (*where, id), message, "写百分数，如 50")
        for before, id in pairwise(order):
            if rule.curve[id] < rule.curve[before]:
                fall = f"由 {plain(rule.curve[before])} 降到 {plain(rule.curve[id])}"
                message = f"{rule.id} 的进度曲线在 {id} {fall}"
                yield _wrong("Z418", project, (*where, id), message, "累计的进度只升不降")
        if shares[-1] != Decimal(100):
            message = f"{rule.id} 的进度曲线到 {order[-1]} 只有 {plain(shares[-1])}"
            yield _wrong("Z418", project, (*where, order[-1]), message, "末期应是 100")


def rules_fit_targets(project: Project) -> Iterator[Diagnostic]:
    """Z419: pace for what is never prorated, a way of judging for a milestone, a tolerance where the
    plan does not say 左右 or one as large as the figure, a curve where nothing is prorated."""
    for path, rule, target, _ in _ruled(project):
        if rule.judged and target.kind == "milestone":
            message = f"{rule.id} 是节点，到期才判，不另定判法"
            yield _wrong("Z419", project, (*path, "judged"), message, "删去 judged")
        elif rule.judged == "pace" and judged_as(target, rule) != "pace":
            message = f"{rule.id} 不能按序时进度判：增速、占比、上限和相对指标不折算"
            yield _wrong("Z419", project, (*path, "judged"), message, "写 full 或 year-end")
        if rule.curve and (target.kind == "milestone" or judged_as(target, rule) != "pace"):
            message = f"{rule.id} 不按序时进度判，进度曲线用不上"
            yield _wrong("Z419", project, (*path, "curve"), message, "删去 curve")
        if rule.tolerance is None:
            continue
        where = (*path, "tolerance")
        if target.bound != "≈":
            message = f"{rule.id} 的原文没有“左右”，不该有允差"
            yield _wrong("Z419", project, where, message, "删去 tolerance")
        elif not 0 <= rule.tolerance < abs(target.value or Decimal(0)):
            message = f"{rule.id} 的允差是 {plain(rule.tolerance)}，应不小于零而小于目标的数"
            yield _wrong("Z419", project, where, message, "写低多少仍算达到，单位与指标相同")


def _wrong(code: str, project: Project, path: DataPath, message: str, hint: str) -> Diagnostic:
    return diagnostic(code, project.place(RULES, path), message, hint)
