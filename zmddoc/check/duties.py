"""Duties: nobody left out, nobody twice, nobody guessed (DOMAIN.md §4, §6: 漏单位)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from zmddoc.anyof import any_of
from zmddoc.catalogue import diagnostic
from zmddoc.check.clauses import Named, names_in
from zmddoc.check.names import all_names
from zmddoc.check.subject import Item, at, duties, items, passages
from zmddoc.diagnostics import Diagnostic, Related
from zmddoc.grammar.clausereader import annotation
from zmddoc.grammar.shared import shared
from zmddoc.model import Duty, Unit
from zmddoc.project import DataPath, Project


def clause_agrees(project: Project) -> Iterator[Diagnostic]:
    """Z401: lead and support, in their order, are the names that stand in the clause."""
    registered = set(all_names(project.registry)) if project.registry else set()
    for item, path, duty in duties(project):
        named = list(names_in(duty.annotation, registered | set(duty.names)))
        there = [_identity(project, one.name) for one in named]
        here = [_identity(project, name) for name in duty.names]
        if there == here:
            continue
        yield from _difference(project, item, path, duty, named, there, here)


def _difference(
    project: Project,
    item: Item,
    path: DataPath,
    duty: Duty,
    named: list[Named],
    there: list[str],
    here: list[str],
) -> Iterator[Diagnostic]:
    clause = (*path, "annotation")
    lacking, extra = Counter(there) - Counter(here), Counter(here) - Counter(there)
    for one, identity in zip(named, there, strict=True):
        if lacking[identity]:
            lacking[identity] -= 1
            message = f"{item.label} 的责任分句里有“{one.name}”，lead、support 里没有"
            hint = "漏了单位就补上；分句写错了就照原文改正"
            if identity in here:
                message = f"{item.label} 的责任分句里“{one.name}”不止一处"
                hint = "与印发的原件核对分句"
            place = at(project, (*path, "support" if duty.support else "lead"))
            related = [Related(at(project, clause, one.offset), "分句在这里")]
            yield diagnostic("Z401", place, message, hint, related)
    for i, identity in enumerate(here):
        if extra[identity] and identity not in there:  # what is twice here is Z402 or Z403
            extra[identity] -= 1
            yield diagnostic(
                "Z401",
                at(project, _name_path(path, duty, i)),
                f"{item.label} 的责任分句里没有“{duty.names[i]}”",
                "照原文改正；责任单位只能是原文写明的",
                [Related(at(project, clause), "分句在这里")],
            )
    if sorted(there) == sorted(here):
        i = next(i for i, (a, b) in enumerate(zip(there, here, strict=True)) if a != b)
        yield diagnostic(
            "Z401",
            at(project, _name_path(path, duty, i)),
            f"{item.label} 的责任单位次序与分句不同：这里是“{duty.names[i]}”，"
            f"分句是“{named[i].name}”",
            "次序关系到谁牵头，照原文改正",
            [Related(at(project, clause, named[i].offset), "分句在这里")],
        )


def shared_agrees(project: Project) -> Iterator[Diagnostic]:
    """Z401: the bodies that support every task are those that the text names once for all."""
    plan = project.plan
    if plan is None or not plan.shared:
        return
    told = (shared(passage.text) for passage in passages(project))
    said = {_identity(project, one.name) for found in told if found for one in found.names}
    for i, name in enumerate(plan.shared):
        if _identity(project, name) not in said:
            yield diagnostic(
                "Z401",
                at(project, ("shared", i)),
                f"shared 里的“{name}”，原文没有说它每一条都涉及",
                "照原文改正；原文写作“以下均需各县区落实，不再列出”一类的才写在这里",
            )


def _identity(project: Project, name: str) -> str:
    unit = project.registry.find(name) if project.registry else None
    return unit.name if unit else name


def _name_path(path: DataPath, duty: Duty, i: int) -> DataPath:
    if i < len(duty.lead):
        return (*path, "lead", i)
    return (*path, "support", i - len(duty.lead))


def units_once(project: Project) -> Iterator[Diagnostic]:
    """Z402: a body twice in one role, under one name or two. Z403: a body that leads and supports
    in one duty."""
    for item, path, duty in duties(project):
        first: dict[str, int] = {}
        for i, name in enumerate(duty.names):
            identity = _identity(project, name)
            if identity not in first:
                first[identity] = i
                continue
            before = first[identity]
            other = duty.names[before]
            also = f"(即“{other}”)" if other != name else ""
            crossing = before < len(duty.lead) <= i
            what = "既牵头又配合" if crossing else "重复"
            yield diagnostic(
                "Z403" if crossing else "Z402",
                at(project, _name_path(path, duty, i)),
                f"{item.label}：“{name}”{also}{what}",
                "照责任分句留一处，另一处删去",
                [Related(at(project, _name_path(path, duty, before)), "第一次写在这里")],
            )


def targets_have_duty(project: Project) -> Iterator[Diagnostic]:
    """Z404 未落实责任单位: an item has targets and no body answers for it, or it names supporting bodies
    and nobody leads; never guessed."""
    for item in items(project):
        if item.record.duty and not any(duty.lead for duty in item.duties):
            yield diagnostic(
                "Z404",
                at(project, item.path),
                f"{item.label} 只写了配合单位，没有写谁牵头",
                "由印发机关明确，程序不代为指定",
            )
        elif item.targets and not item.duties:
            yield diagnostic(
                "Z404",
                at(project, item.path),
                f"{item.label} 有 {len(item.targets)} 项指标未落实责任单位",
                "原文没有写责任单位；由印发机关明确，程序不代为指定",
            )


def lead_basis(project: Project) -> Iterator[Diagnostic]:
    """Z405: why the first-named body leads is not borne out by the clause: ``stated`` wants it to say
    who leads (牵头, 主办); ``convention`` wants no lead but the first, and no such words."""
    plan = project.plan
    if plan is None:
        return
    unstated: list[DataPath] = []
    for item, path, duty in duties(project):
        stated = annotation(duty.annotation).basis == "stated"
        basis = duty.basis or plan.lead_basis
        where = (*path, "basis") if duty.basis else (*path, "annotation")
        if basis == "stated" and not stated:
            if duty.basis:
                message = f"{item.label}：basis 写 stated，分句却没有“牵头”"
                yield diagnostic("Z405", at(project, where), message, "分句没有言明，就删去 basis")
            else:
                unstated.append(where)
        elif basis == "convention" and stated:
            message = f"{item.label}：分句写明了“牵头”，依据却是惯例(convention)"
            yield diagnostic("Z405", at(project, where), message, "在这一处写 basis: stated")
        elif basis == "convention" and len(duty.lead) > 1:
            message = f"{item.label}：按惯例只由首位单位牵头，这里有 {len(duty.lead)} 家"
            hint = "首位以外的写进 support；确有依据的，在这一处写 basis"
            yield diagnostic("Z405", at(project, (*path, "lead", 1)), message, hint)
    if unstated:
        yield diagnostic(
            "Z405",
            at(project, ("lead_basis",)),
            f"lead_basis 写 stated，却有 {len(unstated)} 处分句没有“牵头”",
            "原文未言明牵头的，写 convention",
            [Related(at(project, unstated[0]), "例如这一处")],
        )


def named_but_not_responsible(project: Project) -> Iterator[Diagnostic]:
    """Z406: a registered body, or a group, that an item's words name and its duties do not."""
    registry = project.registry
    if registry is None:
        return
    pattern = any_of(all_names(registry))
    everyone = project.plan.shared if project.plan else ()
    for item in items(project):
        responsible: set[str] = set()
        named = (name for duty in item.duties for name in duty.names)
        for name in (*named, *everyone):
            unit = registry.find(name)
            if unit:
                responsible |= {unit.name, *_members(project, unit)}
        if not responsible:
            continue
        found: dict[str, tuple[DataPath, int]] = {}
        title = ((*item.path, "title"), item.record.title)
        for path, text in (title, *((path, text) for _, path, text in item.stretches)):
            for match in pattern.finditer(text):
                unit = registry.find(match[0])
                if unit and unit.name not in responsible:
                    found.setdefault(match[0], (path, match.start()))
        if found:
            path, offset = next(iter(found.values()))
            yield diagnostic(
                "Z406",
                at(project, path, offset),
                f"{item.label} 的正文点到{'、'.join(f'“{n}”' for n in found)}，责任单位里没有",
                "原文如此就不必改；是否另行通知，由印发机关定",
            )


def _members(project: Project, unit: Unit) -> Iterator[str]:
    for member in unit.members:
        body = project.registry.find(member.unit) if project.registry else None
        if body:
            yield body.name
