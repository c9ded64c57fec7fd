"""Ids: permanent, of one shape, never repeated (DESIGN.md, "The data")."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from zmddoc.catalogue import diagnostic
from zmddoc.check.subject import at, items
from zmddoc.diagnostics import Diagnostic, Related
from zmddoc.model import Chapter
from zmddoc.project import DataPath, Project

_SHOWN = 5


@dataclass(frozen=True)
class _Row:
    """Ids that count on from one another: of the plan's tasks, of an item's targets or measures."""

    parent: str
    """The id of the item they belong to; '' for tasks."""
    where: DataPath
    """Where that id stands."""
    what: str
    ids: tuple[tuple[DataPath, str], ...]

    @property
    def prefix(self) -> str:
        """What each of them begins with."""
        return {"条": "T", "指标": f"{self.parent}-", "措施": f"{self.parent}."}[self.what]

    def number(self, name: str) -> int | None:
        """The number that an id has in the row; None for one that is not of its shape."""
        digits = "[0-9]{2,5}" if self.what == "条" else "[1-9][0-9]?"
        match = re.fullmatch(rf"{re.escape(self.prefix)}({digits})", name)
        return int(match[1]) or None if match else None

    def name(self, number: int) -> str:
        """The id of that number."""
        return f"{self.prefix}{number:02}" if self.what == "条" else f"{self.prefix}{number}"

    def elsewhere(self, name: str) -> str:
        """The prefix of an id that would be right in another item, or ''."""
        match = re.fullmatch(
            rf"(T[0-9]{{2,5}}(?:\.[0-9]+)*{re.escape(self.prefix[-1])})[1-9][0-9]?", name
        )
        return match[1] if match and self.parent else ""


def _rows(project: Project) -> Iterator[_Row]:
    tasks = []
    for item in items(project):
        if isinstance(item.record, Chapter):
            continue
        name, path = item.record.id, item.path
        if path[-2] == "tasks":
            tasks.append(((*path, "id"), name))
        rows = {"targets": [one.id for one in item.targets]}
        rows["measures"] = [one.id for one in item.record.measures]
        for key, names in rows.items():
            ids = tuple(((*path, key, i, "id"), one) for i, one in enumerate(names))
            yield _Row(name, (*path, "id"), "指标" if key == "targets" else "措施", ids)
    yield _Row("", (), "条", tuple(tasks))


def id_shape(project: Project) -> Iterator[Diagnostic]:
    """Z301: a task is T04, its measure T04.1, its target T04-1. Z303: one that belongs to another
    item; where all of a row do, it is the item's id that is wrong."""
    for row in _rows(project):
        others = {row.elsewhere(name) for _, name in row.ids}
        other = others.pop() if len(others) == 1 else ""
        if len(row.ids) > 1 and other not in ("", row.prefix):
            message = f"{row.parent} 的{row.what}编号都以 {other} 开头"
            hint = f"是“{row.parent}”写错了，还是{row.what}放错了地方"
            related = [Related(at(project, row.ids[0][0]), f"第一个{row.what}在这里")]
            yield diagnostic("Z303", at(project, row.where), message, hint, related)
            continue
        for path, name in row.ids:
            if row.number(name) is None:
                yield _misshapen(project, row, path, name)


def _misshapen(project: Project, row: _Row, path: DataPath, name: str) -> Diagnostic:
    if row.elsewhere(name):
        message = f"{row.what}编号“{name}”写在了 {row.parent} 之下"
        return diagnostic("Z303", at(project, path), message, f"应以 {row.prefix} 开头")
    if row.what == "条":
        message, hint = f"条的编号“{name}”应写作 T04 的样子", "大写 T 加两位数字，不足两位补零"
    else:
        message = f"{row.what}编号“{name}”应写作 {row.name(1)} 的样子"
        hint = f"所在的编号，加“{row.prefix[-1]}”和序号"
    return diagnostic("Z301", at(project, path), message, hint)


def ids_once(project: Project) -> Iterator[Diagnostic]:
    """Z302: an id that stands twice; at the one that is not in its place, where one is."""
    uses: dict[str, list[tuple[bool, DataPath]]] = defaultdict(list)
    for row in _rows(project):
        for place, (path, name) in enumerate(row.ids, 1):
            uses[name].append((row.number(name) != place, path))
    for name, paths in uses.items():
        (_, keeper), *others = sorted(paths, key=lambda use: use[0])
        for _, path in others:
            where = Related(at(project, keeper), "另一处在这里")
            hint = "编号一经使用就不再变动、不再重用；新的一条用下一个没用过的号"
            yield diagnostic("Z302", at(project, path), f"编号“{name}”重复", hint, [where])


def ids_complete(project: Project) -> Iterator[Diagnostic]:
    """Z304: a number is left out below the highest of its row: something lost, or an id mistyped.
    Ids that are not of the right shape or stand twice (Z301, Z302) account for as many."""
    for row in _rows(project):
        numbered = {row.number(name): path for path, name in row.ids}
        places = {number: path for number, path in numbered.items() if number is not None}
        missing = sorted(set(range(1, max(places, default=0))) - set(places))
        if len(missing) <= len(row.ids) - len(places):
            continue
        beyond = [number for number in places if number > len(row.ids)]
        after = min(beyond or [number for number in places if number > missing[0]])
        shown = "、".join(map(row.name, missing[:_SHOWN]))
        more = f"等 {len(missing)} 个" if len(missing) > _SHOWN else ""
        message = f"编号到了 {row.name(after)}，却没有 {shown}{more}"
        yield diagnostic("Z304", at(project, places[after]), message, "是丢了一条，还是编号写错了")
