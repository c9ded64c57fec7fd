"""Names of bodies in the plan, resolved against the registry (DOMAIN.md §4, §6)."""

from __future__ import annotations

from collections.abc import Iterator

from zmddoc.catalogue import diagnostic
from zmddoc.check.subject import at, duties, targets
from zmddoc.diagnostics import Diagnostic, Related
from zmddoc.model import Alias, Registry
from zmddoc.nearest import nearest
from zmddoc.project import UNITS, DataPath, Project

_SHOWN = 3


def all_names(registry: Registry) -> dict[str, DataPath]:
    """Every name of every body, with its path in units.yaml."""
    names: dict[str, DataPath] = {}
    for i, unit in enumerate(registry.units):
        names.setdefault(unit.name, ("units", i, "name"))
        names.setdefault(unit.full, ("units", i, "full"))
        for j, alias in enumerate(unit.aliases):
            names.setdefault(alias.name, ("units", i, "aliases", j, "name"))
    return names


def mentions(project: Project) -> Iterator[tuple[DataPath, str]]:
    """Yield every name of a body in duties and targets, with its path in plan.yaml."""
    for i, name in enumerate(project.plan.shared if project.plan else ()):
        yield ("shared", i), name
    for _, path, duty in duties(project):
        for role, names in (("lead", duty.lead), ("support", duty.support)):
            for i, name in enumerate(names):
                yield (*path, role, i), name
    for _, path, target in targets(project):
        if target.per is not None:
            yield (*path, "per"), target.per


def names_known(project: Project) -> Iterator[Diagnostic]:
    """Z305: a name that the registry does not have; one diagnostic for each name."""
    registry = project.registry
    if registry is None:
        return
    unknown: dict[str, list[DataPath]] = {}
    for path, name in mentions(project):
        if registry.find(name) is None:
            unknown.setdefault(name, []).append(path)
    for name, paths in unknown.items():
        known = all_names(registry)
        near = nearest(name, known)
        related = _also(project, paths)
        if near:
            related.insert(0, Related(project.place(UNITS, known[near]), f"名录里的“{near}”"))
        message = f"名录里没有“{name}”{_times(paths)}"
        hint = f"想写的是“{near}”吗？" if near else "先在 plan/units.yaml 登记这个单位"
        yield diagnostic("Z305", at(project, paths[0]), message, hint, related)


def names_current(project: Project) -> Iterator[Diagnostic]:
    """Z306: a name that did not hold on the day the plan is dated; one diagnostic for each name."""
    registry, plan = project.registry, project.plan
    if registry is None or plan is None or plan.dated is None:
        return
    used: dict[str, list[DataPath]] = {}
    for path, name in mentions(project):
        used.setdefault(name, []).append(path)
    for name, paths in used.items():
        unit = registry.find(name)
        if unit is None or name in (unit.name, unit.full):
            continue
        records = [alias for alias in unit.aliases if alias.name == name]
        if any(alias.holds(plan.dated) for alias in records):
            continue
        where = Related(project.place(UNITS, all_names(registry)[name]), "名称的起止日期在这里")
        also = _also(project, paths)
        message = f"“{name}”{_span(records[0])}，成文日期 {plan.dated} 不用这个名称{_times(paths)}"
        hint = f"这个单位的规范简称是“{unit.name}”"
        yield diagnostic("Z306", at(project, paths[0]), message, hint, [where, *also])


def _span(alias: Alias) -> str:
    span = [f"{alias.since} 启用"] if alias.since else []
    return "、".join([*span, f"{alias.until} 停用"] if alias.until else span)


def _times(paths: list[DataPath]) -> str:
    return f"(共 {len(paths)} 处)" if len(paths) > 1 else ""


def _also(project: Project, paths: list[DataPath]) -> list[Related]:
    """The next few places where a name stands."""
    return [Related(at(project, path), "也用在这里") for path in paths[1 : 1 + _SHOWN]]


def per_is_group(project: Project) -> Iterator[Diagnostic]:
    """Z314: ``per`` names a single body: a figure for each of what?"""
    if project.registry is None:
        return
    for _, path, target in targets(project):
        unit = project.registry.find(target.per) if target.per else None
        if unit and unit.kind != "group":
            message = f"{target.id} 的 per 应是一个集合，“{target.per}”是单个单位"
            hint = "删去 per，或写集合的简称"
            yield diagnostic("Z314", at(project, (*path, "per")), message, hint)
