"""Synthetic provinces: the real plan many times over, each city with bodies of its own.

The first city is the real one; the others have its bodies under names of their own. Every project is
free of errors, says 示例数据 at the head of its pages, and has the same bytes whenever it is made.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from zmddoc.numerals import chinese
from zmddoc.read import read_project
from zmddoc.text import rebuild

ROOT = Path(__file__).resolve().parents[2]

Record = dict[str, Any]


@dataclass(frozen=True)
class Size:
    """How large a province is, in copies of the real plan."""

    cities: int
    rounds: int = 1
    """How often each city's tasks are repeated."""

    @property
    def tasks(self) -> int:
        """How many tasks its plan has."""
        return 32 * self.cities * self.rounds

    @property
    def lists(self) -> int:
        """How many bodies get a task list; in the real plan 36."""
        return 36 * self.cities


SIZES = (Size(1), Size(10), Size(100), Size(100, 10))
"""Up to 3,200 tasks a body has as many as in the real plan; at 32,000 it has ten times as many."""


def make(folder: Path, size: Size) -> None:
    """Write the project of a province of this size to ``folder``, which must be new or empty."""
    plan, registry = (_read(name) for name in ("plan.yaml", "units.yaml"))
    source = f"source/{plan['number']}.txt"
    (folder / "plan/source").mkdir(parents=True)
    _write(folder / "plan/units.yaml", _registry(registry, size))
    _write(folder / "plan/plan.yaml", _plan(plan, _names(registry), size))
    rules = _read("rules.yaml")
    rules["targets"] = []
    _write(folder / "plan/rules.yaml", rules)
    (folder / "plan" / source).write_text("", encoding="utf-8")
    project, _ = read_project(folder)
    assert project.plan
    (folder / "plan" / source).write_text(rebuild(project.plan), encoding="utf-8")


def change_one_target(folder: Path) -> str:
    """Raise the figure of one target by one, in the plan and in the received text; return the
    task's id."""
    file = folder / "plan/plan.yaml"
    text = file.read_text(encoding="utf-8")
    (received,) = (folder / "plan/source").glob("*.txt")
    old = "新认定国家高新技术企业20家"
    new = "新认定国家高新技术企业21家"
    start = text.index(f"quote: {old}")
    task = text.rindex(old, 0, start)
    value = text.index("value: 20", start)
    text = text[:value] + "value: 21" + text[value + len("value: 20") :]
    for place in (start + len("quote: "), task):
        text = text[:place] + new + text[place + len(old) :]
    file.write_text(text, encoding="utf-8")
    words = received.read_text(encoding="utf-8")
    received.write_text(words.replace(old, new, 1), encoding="utf-8")
    return "T04"


def _read(name: str) -> Record:
    found: Record = yaml.safe_load((ROOT / "plan" / name).read_text(encoding="utf-8"))
    return found


def _write(file: Path, content: Record) -> None:
    with file.open("w", encoding="utf-8") as stream:
        yaml.dump(content, stream, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10**6)


class _Dumper(yaml.CSafeDumper):
    def ignore_aliases(self, data: object) -> bool:
        return True


def _called(city: int, name: str) -> str:
    """A body's name in a city, which is 甲一, 甲二, … 癸十; the first city's are the real ones."""
    if city == 0:
        return name
    stem, branch = divmod(city, 10)
    return f"{'甲乙丙丁戊己庚辛壬癸'[stem]}{chinese(branch + 1)}{name}"


def _names(registry: Record) -> set[str]:
    """Every name of a body, longest names first in ``_annotation``."""
    return {
        name
        for unit in registry["units"]
        for name in (unit["name"], *(alias["name"] for alias in unit.get("aliases", ())))
    }


def _registry(registry: Record, size: Size) -> Record:
    return {**registry, "units": [u for city in range(size.cities) for u in _units(registry, city)]}


def _units(registry: Record, city: int) -> Iterator[Record]:
    for unit in copy.deepcopy(registry["units"]):
        for key in ("name", "full"):
            unit[key] = _called(city, unit[key])
        for alias in unit.get("aliases", ()):
            alias["name"] = _called(city, alias["name"])
        for member in unit.get("members", ()):
            member["unit"] = _called(city, member["unit"])
        yield unit


def _plan(plan: Record, names: set[str], size: Size) -> Record:
    title = f"{plan['title']}（示例）"
    made = {**plan, "title": title, "sample": "示例数据", "chapters": []}
    made["received"] = {**plan["received"], "title_lines": [title]}
    made["errata"] = []
    number = 0
    for city in range(size.cities):
        for _ in range(size.rounds):
            for chapter in copy.deepcopy(plan["chapters"]):
                for task in chapter["tasks"]:
                    number += 1
                    _rename(task, number, city, names)
                made["chapters"].append(chapter)
    made["errata"] = [
        {**entry, "task": _id(32 * copy_ + int(entry["task"][1:]))}
        for copy_ in range(size.cities * size.rounds)
        for entry in plan["errata"]
    ]
    return made


def _id(number: int) -> str:
    return f"T{number:02}"


def _rename(task: Record, number: int, city: int, names: set[str]) -> None:
    task["id"] = _id(number)
    for place, target in enumerate(task.get("targets", ()), 1):
        target["id"] = f"{task['id']}-{place}"
    duty = task.get("duty")
    if not duty:
        return
    for role in ("lead", "support"):
        duty[role] = [_called(city, name) for name in duty.get(role, ())]
    words = duty["annotation"]
    mentioned = [name for name in sorted(names, key=len, reverse=True) if name in words]
    for place, name in enumerate(mentioned):
        words = words.replace(name, f"\0{place}\0")
    for place, name in enumerate(mentioned):
        words = words.replace(f"\0{place}\0", _called(city, name))
    duty["annotation"] = words
