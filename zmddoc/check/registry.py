"""The registry of bodies in itself: names that clash, groups and their members (DESIGN.md)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zmddoc.catalogue import diagnostic
from zmddoc.check.names import all_names
from zmddoc.diagnostics import Diagnostic, Related
from zmddoc.model import Unit
from zmddoc.nearest import nearest
from zmddoc.project import UNITS, DataPath, Project

_MARKS = "、()（）“”·"
_CITY = re.compile(r"(\w{2,}?)市")


def _units(project: Project) -> Iterator[tuple[DataPath, Unit]]:
    if project.registry:
        for i, unit in enumerate(project.registry.units):
            yield ("units", i), unit


def names_unique(project: Project) -> Iterator[Diagnostic]:
    """Z307: one name for two bodies."""
    first: dict[str, tuple[Unit, DataPath]] = {}
    for path, unit in _units(project):
        own = [("name", unit.name), ("full", unit.full)]
        named: list[tuple[DataPath, str]] = [((*path, key), name) for key, name in own]
        named += [((*path, "aliases", i, "name"), a.name) for i, a in enumerate(unit.aliases)]
        for where, name in named:
            other, there = first.setdefault(name, (unit, where))
            if other is not unit:
                message = f"“{name}”已登记给“{other.full}”"
                related = [Related(project.place(UNITS, there), "第一次登记在这里")]
                hint = "一个名称只能是一个单位的"
                yield diagnostic("Z307", project.place(UNITS, where), message, hint, related)


def groups_have_members(project: Project) -> Iterator[Diagnostic]:
    """Z308: a group that lists nobody: its tasks reach nobody."""
    for path, unit in _units(project):
        if unit.kind == "group" and not unit.members:
            yield diagnostic(
                "Z308",
                project.place(UNITS, (*path, "name")),
                f"“{unit.name}”没有列出成员，其任务落不到具体单位",
                unit.source or "取得成员名单后写入 members，并注明来源",
            )


def members_known(project: Project) -> Iterator[Diagnostic]:
    """Z309: a member that is not registered."""
    registry = project.registry
    if registry is None:
        return
    for path, unit in _units(project):
        for i, member in enumerate(unit.members):
            if registry.find(member.unit) is None:
                near = nearest(member.unit, all_names(registry))
                yield diagnostic(
                    "Z309",
                    project.place(UNITS, (*path, "members", i, "unit")),
                    f"“{unit.name}”的成员“{member.unit}”不在名录里",
                    f"想写的是“{near}”吗？" if near else "先登记这个单位",
                )


def members_inferred(project: Project) -> Iterator[Diagnostic]:
    """Z310: members that no list names; one diagnostic for each group."""
    for path, unit in _units(project):
        inferred = [(i, member) for i, member in enumerate(unit.members) if member.inferred]
        if not inferred:
            continue
        names = "、".join(member.unit for _, member in inferred)
        reasons = "；".join(dict.fromkeys(m.basis for _, m in inferred if m.basis))
        yield diagnostic(
            "Z310",
            project.place(UNITS, (*path, "members", inferred[0][0])),
            f"“{unit.name}”有 {len(inferred)} 个成员是推定的：{names}",
            (f"依据：{reasons}。" if reasons else "没有写明依据(basis)。") + "核实后删去 inferred",
        )


def members_in_order(project: Project) -> Iterator[Diagnostic]:
    """Z311: members of what is no group, a member listed twice, a group within a group, a list
    whose source is not given."""
    registry = project.registry
    if registry is None:
        return
    for path, unit in _units(project):
        where = (*path, "members")
        if unit.members and unit.kind != "group":
            message = f"“{unit.name}”不是集合(kind: group)，不应有成员"
            hint = "是集合就写 kind: group，不是就删去 members"
            yield diagnostic("Z311", project.place(UNITS, where), message, hint)
        elif unit.members and not unit.source:
            message = f"“{unit.name}”没有写明成员名单的来源(source)"
            yield diagnostic("Z311", project.place(UNITS, where), message, "写上名单出自哪个文件")
        seen: dict[str, int] = {}
        for i, member in enumerate(unit.members):
            body = registry.find(member.unit)
            if body is None:
                continue
            place = project.place(UNITS, (*where, i, "unit"))
            if body.kind == "group":
                message = f"“{unit.name}”的成员“{member.unit}”本身是集合"
                yield diagnostic("Z311", place, message, "把它的成员逐个列出")
            if body.name in seen:
                first = project.place(UNITS, (*where, seen[body.name], "unit"))
                message = f"“{unit.name}”把“{body.name}”列了两次"
                related = [Related(first, "第一次在这里")]
                yield diagnostic("Z311", place, message, "删去一处", related)
            seen.setdefault(body.name, i)


def short_fits_full(project: Project) -> Iterator[Diagnostic]:
    """Z312: a short name or an undated alias is made of characters of the full name, in their
    order, and a body of the city (市…) has the city's name in it; where not, one of them is likely
    mistyped. An alias with dates is another name, of another time."""
    city = _CITY.match(project.plan.issuer) if project.plan else None
    for path, unit in _units(project):
        names = [("简称", unit.name, (*path, "name"))]
        names += [
            ("别名", alias.name, (*path, "aliases", i, "name"))
            for i, alias in enumerate(unit.aliases)
            if not (alias.since or alias.until)
        ]
        for what, name, there in names:
            if not _within(name.removeprefix("市"), unit.full):
                message = f"{what}“{name}”与全称“{unit.full}”对不上"
                hint = f"{what}的字应依次出现在全称里；看两者是否写错"
                yield _misfit(project, path, message, hint, there)
        if city and unit.name.startswith("市") and city[1] not in unit.full:
            message = f"“{unit.name}”的全称“{unit.full}”里没有“{city[1]}”"
            hint = "看市的名称是否写错"
            yield _misfit(project, path, message, hint, (*path, "name"))


def _misfit(
    project: Project, path: DataPath, message: str, hint: str, there: DataPath
) -> Diagnostic:
    """At the full name; at an alias, which is the likelier to be wrong of the two."""
    places = [project.place(UNITS, (*path, "full")), project.place(UNITS, there)]
    if "aliases" in there:
        places.reverse()
    return diagnostic("Z312", places[0], message, hint, [Related(places[1], "与这里对照")])


def _within(short: str, full: str) -> bool:
    rest = iter(full)
    return all(char in rest for char in short if char not in _MARKS)


def alias_dates(project: Project) -> Iterator[Diagnostic]:
    """Z313: a name that ends before it begins."""
    for path, unit in _units(project):
        for i, alias in enumerate(unit.aliases):
            if alias.since and alias.until and alias.since > alias.until:
                message = f"“{alias.name}”的止日 {alias.until} 早于起日 {alias.since}"
                place = project.place(UNITS, (*path, "aliases", i, "until"))
                yield diagnostic("Z313", place, message, "看两个日期哪个写错")
