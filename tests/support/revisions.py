"""Revisions written down as what was done to the real plan: ``tests/revisions/<a sentence>/``.

``before/edits.yaml`` lists the steps from the plan and the registry as they are in ``plan/`` to the
edition before (without it, that is the real plan itself), ``after/edits.yaml`` those from there to
the edition after; ``expected`` is what the comparison must say. The steps:

- ``{task: T04, say: 20家, instead: 25家}`` puts other words into every string of an item
- ``{task: T04, set: {due: 2021-06-30}}`` sets fields of an item (also ``target:``, ``plan: {…}``,
  ``chapter: 3``, ``unit: 市科技局``)
- ``{task: T04, lead: […], support: […]}`` gives it another duty, with its clause; ``clause:`` is
  what the clause begins with
- ``{task: T04, move: [7, 1]}`` moves it to a place in a chapter (both from 1); ``{chapter: 3,
  move: 5}``; ``{task: T04, rename: T33}`` gives it, and its targets, another id
- ``{remove: T04}`` (a task, measure, target, or ``chapter: 3``)
- ``{add: {task: {…}}, to: [3, 1]}``; ``{add: {measure: {…}}, to: T04}``, ``{add: {target: {…}},
  to: T04}``; ``{add: {chapter: {…}}, to: 3}``; ``{add: {unit: {…}}}``
- ``{group: …, join: […], leave: […]}``
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from zmddoc.model import Plan, Registry
from zmddoc.project import Project
from zmddoc.revise.edition import Edition

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDERS = sorted(
    path for path in (ROOT / "tests" / "revisions").iterdir() if (path / "expected").exists()
)

Record = dict[str, Any]


@cache
def editions(folder: Path) -> tuple[Edition, Edition]:
    """The two editions that a folder describes."""
    before, after = (steps(folder / side / "edits.yaml") for side in ("before", "after"))
    return edition(before), edition(before + after)


def steps(file: Path) -> list[Record]:
    """The steps that a file lists; none where there is no file."""
    return _load(file.read_text(encoding="utf-8")) if file.exists() else []


def edition(edits: list[Record]) -> Edition:
    """The real plan and registry with the steps done to them."""
    plan, units = (deepcopy(_real(name)) for name in ("plan.yaml", "units.yaml"))
    work = _Work(plan, units)
    for edit in edits:
        work.do(edit)
    return Edition(Plan.model_validate(_frozen(plan)), Registry.model_validate(_frozen(units)))


def project(found: Edition) -> Project:
    """The edition as a project that can be checked, without the text it was received as."""
    return Project(ROOT, found.plan, found.registry)


@cache
def _real(name: str) -> Record:
    return _load((ROOT / "plan" / name).read_text(encoding="utf-8"))


class _Work:
    def __init__(self, plan: Record, units: Record) -> None:
        self.plan, self.units = plan, units

    def do(self, edit: Record) -> None:
        known = {
            "say": self.say, "set": self.set, "lead": self.duty, "support": self.duty,
            "move": self.move, "rename": self.rename, "remove": self.remove, "add": self.add,
            "join": self.members, "leave": self.members, "plan": self.set,
        }  # fmt: skip
        done = {known[key] for key in edit if key in known}
        assert len(done) == 1, edit
        done.pop()(edit)

    def record(self, edit: Record) -> Record:
        """What a step is about."""
        if "plan" in edit:
            return self.plan
        if "chapter" in edit:
            return self.plan["chapters"][edit["chapter"] - 1]
        if "unit" in edit or "group" in edit:
            name = edit.get("unit") or edit["group"]
            return next(one for one in self.units["units"] if one["name"] == name)
        id = edit.get("task") or edit.get("measure") or edit.get("target")
        return self.holder(id)[1]

    def holder(self, id: str) -> tuple[list[Record], Record]:
        """The list in which the record with an id stands, and the record."""
        found = [(held, one) for held, one in _records(self.plan["chapters"]) if one["id"] == id]
        assert len(found) == 1, id
        return found[0]

    def say(self, edit: Record) -> None:
        record = self.plan if edit.get("task") == "*" else self.record(edit)
        assert _replace(record, edit["say"], edit["instead"]), edit

    def set(self, edit: Record) -> None:
        values = edit["plan"] if "plan" in edit else edit["set"]
        record = self.record(edit)
        for key, value in values.items():
            if value is None:
                del record[key]
            else:
                record[key] = value

    def duty(self, edit: Record) -> None:
        record = self.record(edit)
        lead, support = edit.get("lead", []), edit.get("support", [])
        if not lead:
            del record["duty"]
            return
        clause = f"({edit.get('clause', '责任单位:')}{'、'.join([*lead, *support])})"
        record["duty"] = {"lead": lead, "support": support, "annotation": clause}
        if "basis" in edit:
            record["duty"]["basis"] = edit["basis"]

    def move(self, edit: Record) -> None:
        chapters = self.plan["chapters"]
        if "chapter" in edit:
            chapters.insert(edit["move"] - 1, chapters.pop(edit["chapter"] - 1))
            return
        held, record = self.holder(edit.get("task") or edit["target"])
        held.remove(record)
        if isinstance(edit["move"], str):
            self.holder(edit["move"])[1].setdefault("targets", []).append(record)
            return
        chapter, place = edit["move"]
        chapters[chapter - 1].setdefault("tasks", []).insert(place - 1, record)

    def rename(self, edit: Record) -> None:
        record = self.record(edit)
        old, new = record["id"], edit["rename"]
        record["id"] = new
        for one in record.get("targets", ()):
            one["id"] = one["id"].replace(f"{old}-", f"{new}-")
        for one in self.plan["errata"]:
            if one.get("task") == old:
                one["task"] = new

    def remove(self, edit: Record) -> None:
        if isinstance(edit["remove"], int):
            del self.plan["chapters"][edit["remove"] - 1]
        else:
            held, record = self.holder(edit["remove"])
            held.remove(record)

    def add(self, edit: Record) -> None:
        ((kind, record),) = edit["add"].items()
        to = edit.get("to")
        if kind == "task":
            self.plan["chapters"][to[0] - 1].setdefault("tasks", []).insert(to[1] - 1, record)
        elif kind == "chapter":
            self.plan["chapters"].insert(to - 1, record)
        elif kind == "unit":
            self.units["units"].append(record)
        else:
            self.holder(to)[1].setdefault(f"{kind}s", []).append(record)

    def members(self, edit: Record) -> None:
        group = self.record(edit)
        members = [
            one for one in group.get("members", ()) if one["unit"] not in edit.get("leave", ())
        ]
        group["members"] = members + [{"unit": name} for name in edit.get("join", ())]
        group["source"] = "示例名单"


def _records(value: Any, held: list[Record] | None = None) -> Iterator[tuple[list[Record], Record]]:
    if isinstance(value, list):
        for one in list(value):
            yield from _records(one, value)
    elif isinstance(value, dict):
        if "id" in value and held is not None:
            yield held, value
        for one in value.values():
            yield from _records(one)


def _replace(value: Any, old: str, new: str) -> int:
    """Replace words in every string below; how often."""
    count = 0
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, one in list(items):
        if isinstance(one, str) and old in one:
            value[key] = one.replace(old, new)
            count += 1
        elif isinstance(one, dict | list):
            count += _replace(one, old, new)
    return count


class _Loader(yaml.SafeLoader):
    """Dates stay text, and figures are exact, as in zmddoc's own reader."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, rule) for tag, rule in rules if not tag.endswith((":timestamp", ":float"))]
    for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _load(text: str) -> Any:
    return yaml.load(text, Loader=_Loader)  # a SafeLoader


def _frozen(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            key: Decimal(one) if key in _FIGURES and isinstance(one, str) else _frozen(one)
            for key, one in value.items()
        }
    return tuple(_frozen(one) for one in value) if isinstance(value, list) else value


_FIGURES = {"value", "low", "high", "tolerance"}
