"""Ids: permanent, of one shape, never repeated (DESIGN.md, "The data")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zmddoc.catalogue import diagnostic
from zmddoc.check.subject import at, items
from zmddoc.diagnostics import Diagnostic, Related
from zmddoc.model import Chapter, Measure
from zmddoc.project import DataPath, Project

_TASK = re.compile(r"T[0-9]{2,3}")
_NUMBER = "[1-9][0-9]?"


def _ids(project: Project) -> Iterator[tuple[DataPath, str, str]]:
    """Yield the path of every id, the id, and the id of what it belongs to ('' for a task)."""
    for item in items(project):
        if isinstance(item.record, Chapter):
            continue
        parent = "" if item.path[-2] == "tasks" else _parent(project, item.path)
        yield (*item.path, "id"), item.record.id, parent
        for i, target in enumerate(item.targets):
            yield (*item.path, "targets", i, "id"), target.id, item.record.id


def _parent(project: Project, path: DataPath) -> str:
    above = next(item for item in items(project) if item.path == path[:-2])
    return above.record.id if isinstance(above.record, Measure) else ""


def id_shape(project: Project) -> Iterator[Diagnostic]:
    """Z301: a task is T04, its measure T04.1, its target T04-1. Z303: one that belongs to
    another item."""
    for path, name, parent in _ids(project):
        if not parent:
            if not _TASK.fullmatch(name):
                message = f"条的编号“{name}”应写作 T04 的样子"
                hint = "大写 T 加两位数字，不足两位补零"
                yield diagnostic("Z301", at(project, path), message, hint)
            continue
        mark, what = ("-", "指标") if "targets" in path else (".", "措施")
        wanted = f"{parent}{mark}1"
        if re.fullmatch(re.escape(parent + mark) + _NUMBER, name):
            continue
        if re.fullmatch(rf"T[0-9]{{2,3}}(?:\.{_NUMBER})*{re.escape(mark)}{_NUMBER}", name):
            message = f"{what}编号“{name}”写在了 {parent} 之下"
            yield diagnostic("Z303", at(project, path), message, f"应以 {parent}{mark} 开头")
        else:
            message = f"{what}编号“{name}”应写作 {wanted} 的样子"
            hint = f"所在的编号，加“{mark}”和序号"
            yield diagnostic("Z301", at(project, path), message, hint)


def ids_once(project: Project) -> Iterator[Diagnostic]:
    """Z302: an id that stands twice."""
    first: dict[str, DataPath] = {}
    for path, name, _ in _ids(project):
        if name in first:
            where = Related(at(project, first[name]), "第一次用在这里")
            hint = "编号一经使用就不再变动、不再重用；新的一条用下一个没用过的号"
            yield diagnostic("Z302", at(project, path), f"编号“{name}”重复", hint, [where])
        else:
            first[name] = path


def ids_complete(project: Project) -> Iterator[Diagnostic]:
    """Z304: a task number is left out below the highest: a task lost, or an id mistyped. Ids that
    are not of the right shape or stand twice (Z301, Z302) account for as many."""
    tasks = [item for item in items(project) if item.path[-2] == "tasks"]
    numbered = {
        int(item.record.id[1:]): item
        for item in tasks
        if isinstance(item.record, Measure) and _TASK.fullmatch(item.record.id)
    }
    missing = sorted(set(range(1, max(numbered, default=0))) - set(numbered))
    if len(missing) <= len(tasks) - len(numbered):
        return
    beyond = [number for number in numbered if number > len(tasks)]
    after = numbered[min(beyond or [number for number in numbered if number > missing[0]])]
    shown = "、".join(f"T{number:02}" for number in missing[:5])
    more = f"等 {len(missing)} 个" if len(missing) > 5 else ""
    message = f"编号到了 {after.label}，却没有 {shown}{more}"
    place = at(project, (*after.path, "id"))
    yield diagnostic("Z304", place, message, "是丢了一条，还是编号写错了")
