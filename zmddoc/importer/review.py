"""Going through what is not sure: what is asked, and what each answer does to the plan.

Answers are kept in plan/import.yaml as they are given, so that the walk can be broken off and taken up
again; a change is written to the plan before the answer is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from zmddoc.grammar.deadlines import NO_DUE
from zmddoc.grammar.dutyreading import FIRST_LEADS, NO_DUTY
from zmddoc.grammar.goal import NO_TARGET, NOT_STRIVEN
from zmddoc.importer.days import read_day
from zmddoc.importer.items import said_of_duty
from zmddoc.importer.run import as_written
from zmddoc.model import Duty, Measure, Plan, Registry
from zmddoc.model.imported import Imported, Reading, State
from zmddoc.project import IMPORTED, PLAN, UNITS
from zmddoc.read.nodes import parse
from zmddoc.read.schema import validate
from zmddoc.read.source import decode
from zmddoc.storage import put


class ReviewTrouble(Exception):
    """The walk cannot be done; the message says why, in Chinese."""


@dataclass(frozen=True)
class Walk:
    """A project's readings, and its plan and bodies as they are."""

    root: Path
    imported: Imported
    plan: Plan
    registry: Registry


def doubtful(imported: Imported) -> tuple[Reading, ...]:
    """The readings that somebody should look at: those not sure, the most doubtful first."""
    least = [one for one in imported.readings if one.confidence == "doubtful"]
    return (*least, *(one for one in imported.readings if one.confidence == "likely"))


def typable(reading: Reading) -> bool:
    """Whether what it should be can be typed; of the others one reading or the other holds."""
    return reading.id.startswith(("head.", "unit.")) or reading.id.endswith(".due")


def switchable(reading: Reading) -> bool:
    """Whether the other reading can be put into the plan here; else it is for plan.yaml by hand."""
    if reading.id == "plan.shared":
        return reading.confidence == "likely"
    if _DUTY.fullmatch(reading.id):
        return reading.other in (NO_DUTY, FIRST_LEADS)
    if _TARGET.fullmatch(reading.id):
        return reading.other in (NO_TARGET, NOT_STRIVEN)
    return bool(_DUE.fullmatch(reading.id)) and _day_meant(reading.other) is not False


_DUTY = re.compile(r"(?P<key>T[\d.]+)\.duty\.(?P<at>body|tail)\d+")
_TARGET = re.compile(r"T[\d.]+-\d+")
_DUE = re.compile(r"(?:T[\d.]+|plan)\.due")


def _day_meant(words: str) -> date | Literal[False] | None:
    """The day that the other reading of a deadline says; None for no deadline; False where it says
    neither."""
    return None if words == NO_DUE else read_day(words) or False


def open_walk(root: Path) -> Walk:
    """Return the readings of the project's last import. Raises ReviewTrouble."""
    if not (root / IMPORTED).is_file():
        raise ReviewTrouble(f"这里没有 {IMPORTED}，没有要核对的导入。先用 zmddoc import 导入公文。")
    return Walk(
        root, _read(root, IMPORTED, Imported), _read(root, PLAN, Plan), _read(root, UNITS, Registry)
    )


def _read(root: Path, name: str, model: type[Any]) -> Any:
    text, found = decode(name, (root / name).read_bytes())
    value, more = validate(model, parse(name, text)) if text is not None else (None, ())
    if value is None:
        first = next(iter((*found, *more)), None)
        raise ReviewTrouble(f"{name} 读不出来：{first.message if first else '是空的'}")
    return value


def kept(walk: Walk, reading: Reading) -> Walk:
    """The reading holds: say so on record."""
    return _answered(walk, reading, "kept")


def changed(walk: Walk, reading: Reading, typed: str = "") -> Walk:
    """The other reading holds, or what was ``typed``: put it into the plan, and say so on record.
    Raises ReviewTrouble where that cannot be done here."""
    plan, registry = _apply(walk.plan, walk.registry, reading, typed)
    _replace(walk.root / PLAN, walk.plan, plan)
    _replace(walk.root / UNITS, walk.registry, registry)
    return _answered(Walk(walk.root, walk.imported, plan, registry), reading, "changed", typed)


def _replace(file: Path, old: Plan | Registry, new: Plan | Registry) -> None:
    """Write ``new`` where it is another. Raises ReviewTrouble where the file is not as the program
    writes ``old``: somebody's comments would be lost."""
    if new == old:
        return
    if file.read_bytes() != as_written(old):
        message = f"{file.name} 已有人手工改过，程序不再改动它；请直接在文件里改这一处。"
        raise ReviewTrouble(message)
    put(file, as_written(new), durable=True)


def _answered(walk: Walk, reading: Reading, state: State, typed: str = "") -> Walk:
    now = reading.model_copy(update={"state": state, **({"read": typed} if typed else {})})
    readings = tuple(
        now if one is reading or one == reading else one for one in walk.imported.readings
    )
    imported = walk.imported.model_copy(
        update={"readings": readings, "plan": walk.plan.content_hash()}
    )
    put(walk.root / IMPORTED, as_written(imported), durable=True)
    return Walk(walk.root, imported, walk.plan, walk.registry)


def _apply(plan: Plan, registry: Registry, reading: Reading, typed: str) -> tuple[Plan, Registry]:
    where, _, rest = reading.id.partition(".")
    if where == "head":
        return _head(plan, rest, typed), registry
    if where == "unit":
        return plan, _unit(registry, rest, typed)
    if reading.id == "plan.shared":
        return plan.model_copy(update={"shared": ()}), registry
    if duty := _DUTY.fullmatch(reading.id):
        led = reading.other == FIRST_LEADS
        put_right = _led_by_first if led else _as_words
        return _items(
            plan, lambda item: put_right(item, duty["key"], duty["at"], reading)
        ), registry
    if reading.what == "指标":
        striven = reading.other == NOT_STRIVEN
        change = _not_striven if striven else _without_target
        return _items(plan, lambda item: change(item, reading.id)), registry
    if reading.what == "时限":
        day = read_day(typed) if typed else _day_meant(reading.other) or None
        if typed and day is None:
            raise ReviewTrouble(f"“{typed}”不是日期。日期写作 2021-06-30。")
        if reading.id == "plan.due":
            return plan.model_copy(update={"due": day}), registry
        key = reading.id.removesuffix(".due")
        return _items(plan, lambda item: _with(item, key, due=day)), registry
    raise ReviewTrouble(f"这一处请直接在 {PLAN} 里改：{reading.id}。")


def _head(plan: Plan, name: str, typed: str) -> Plan:
    if not typed:
        raise ReviewTrouble("请写明应是什么。")
    value: object = typed
    if name in ("dated", "published"):
        value = read_day(typed)
        if value is None:
            raise ReviewTrouble(f"“{typed}”不是日期。日期写作 2021-03-29。")
    elif name == "year":
        if not (typed.isdigit() and len(typed) == 4):
            raise ReviewTrouble(f"“{typed}”不是年份。年份写作 2021。")
        value = int(typed)
    field = f"{{{name}}}"
    update: dict[str, object] = {name: value}
    before = getattr(plan, name)
    if before and field in plan.received.form:  # the text says what it says
        form = plan.received.form.replace(field, _printed(before))
        update["received"] = plan.received.model_copy(update={"form": form})
    return plan.model_copy(update=update)


def _printed(value: object) -> str:
    from zmddoc.text import day

    return day(value) if isinstance(value, date) else str(value)


def _unit(registry: Registry, name: str, typed: str) -> Registry:
    if not typed:
        raise ReviewTrouble("请写明这个单位的全称。")
    units = tuple(
        one.model_copy(update={"full": typed}) if one.name == name else one
        for one in registry.units
    )
    return registry.model_copy(update={"units": units})


def _items(plan: Plan, change: Any) -> Plan:
    chapters = tuple(
        chapter.model_copy(update={"tasks": tuple(_deep(task, change) for task in chapter.tasks)})
        for chapter in plan.chapters
    )
    return plan.model_copy(update={"chapters": chapters})


def _deep(item: Measure, change: Any) -> Measure:
    below = tuple(_deep(one, change) for one in item.measures)
    return change(item.model_copy(update={"measures": below}))  # type: ignore[no-any-return]


def _without_target(item: Measure, key: str) -> Measure:
    return item.model_copy(update={"targets": tuple(t for t in item.targets if t.id != key)})


def _not_striven(item: Measure, key: str) -> Measure:
    targets = (t.model_copy(update={"soft": False}) if t.id == key else t for t in item.targets)
    return item.model_copy(update={"targets": tuple(targets)})


def _as_words(item: Measure, key: str, at: str, reading: Reading) -> Measure:
    """The item with an annotation that is none among its words, where it stood."""
    if item.id != key:
        return item
    own = [one for one in item.duty if one.at == at]
    meant = _meant(own, reading)
    gone = own[meant]
    words, others = gone.annotation + gone.rest, [one for one in item.duty if one is not gone]
    if meant == 0:
        field = "text" if at == "body" else "tail"
        update: dict[str, object] = {field: getattr(item, field) + words, "duty": tuple(others)}
        return item.model_copy(update=update)
    before = own[meant - 1]
    longer = before.model_copy(update={"rest": before.rest + words})
    return item.model_copy(
        update={"duty": tuple(longer if one is before else one for one in others)}
    )


def _led_by_first(item: Measure, key: str, at: str, reading: Reading) -> Measure:
    """The item with the first of those who only support as the one that leads, by convention."""
    if item.id != key:
        return item
    own = [one for one in item.duty if one.at == at]
    meant = own[_meant(own, reading)]
    lead, *support = meant.support
    led = meant.model_copy(
        update={"lead": (lead,), "support": tuple(support), "basis": "convention"}
    )
    duty = tuple(led if one is meant else one for one in item.duty)
    return item.model_copy(update={"duty": duty})


def _meant(own: Sequence[Duty], reading: Reading) -> int:
    """Which of an item's duties a reading is of. Raises ReviewTrouble where that cannot be told."""
    found = [i for i, one in enumerate(own) if said_of_duty(one.lead, one.support) == reading.read]
    if len(found) != 1:
        raise ReviewTrouble(f"这一处请直接在 {PLAN} 里改：{reading.id}。")
    return found[0]


def _with(item: Measure, key: str, **update: object) -> Measure:
    return item.model_copy(update=update) if item.id == key else item
