"""A proposal for plan/units.yaml: the bodies that a plan names, in 建制顺序."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from zmddoc.grammar.bodies import Entry, Level, certainty, propose
from zmddoc.importer.record import Record
from zmddoc.model import Alias, Plan, Registry, Unit
from zmddoc.typography import normalise

SOURCE = "方案点到的单位；全称照通行名称提出，请与机构编制部门核对"

MEMBERS_OPEN = "成员名单待核"

_PLACE = re.compile(
    r"(?:\d{4}年度?)?((?!关于|全)[^\d《]{2,7}?(?:自治区|自治州|自治县|省|市|区|县|州(?!市)|盟|旗))"
)
_GOVERNMENT = re.compile(r"(.{2,12}(?:自治区|自治州|自治县|省|市|区|县|州|盟|旗))(?:人民)?政府")
_LEVELS: dict[str, Level] = {
    "省": "province", "市": "city", "州": "city", "盟": "city", "县": "county", "区": "county", "旗": "county",
}  # fmt: skip


def names(plan: Plan) -> tuple[str, ...]:
    """Return every body that the plan's duties and targets name, in the order of the text."""
    return tuple(dict.fromkeys(_names(plan)))


def place_of(plan: Plan) -> str:
    """Return whose government it is, by issuer and title: 驻马店市; '' where they do not say."""
    government = _GOVERNMENT.match(plan.issuer)
    if government:
        return government[1]
    for words in (plan.issuer, plan.title):
        if match := _PLACE.match(words):
            return match[1]
    return ""


def level_of(plan: Plan) -> Level | None:
    """Return at which level of government the plan's bodies without a prefix stand."""
    if plan.issuer.startswith("国务院"):
        return "central"
    place = place_of(plan)
    return "province" if place.endswith("自治区") else _LEVELS.get(place[-1:])


def _names(plan: Plan) -> Iterator[str]:
    for chapter in plan.chapters:
        for duty in chapter.duty:
            yield from duty.names
        for item in (one for task in chapter.tasks for one in task.walk()):
            for duty in item.duty:
                yield from duty.names
            yield from (target.per for target in item.targets if target.per)
    yield from plan.shared


def proposed_units(plan: Plan, record: Record, known: Registry | None, text: str = "") -> Registry:
    """Return the bodies that the plan names; those of ``known`` stay as they are and where they
    are. A body that the registry of ordinary bodies (``grammar.bodies``) does not have is noted,
    with its first place in the ``text``."""
    there, new = _known(names(plan), known.units if known else ())
    if not (there or new):
        new = [plan.issuer]  # a registry of nobody is none
    each = {target.per for item in plan.items() for target in item.targets}
    units = []
    for entry in propose(new, place=place_of(plan), level=level_of(plan), day=plan.dated):
        unit = entry.unit
        if unit.name in each and unit.kind != "group":
            unit = Unit(name=unit.name, full=unit.name, kind="group", source=MEMBERS_OPEN)
        _note(unit, entry, record, max(text.find(unit.name), 0))
        units.append(unit)
    source = known.source if known else SOURCE
    return Registry(source=source, units=(*there, *units))


def _known(named: Iterable[str], units: tuple[Unit, ...]) -> tuple[tuple[Unit, ...], list[str]]:
    """The units, those that the plan writes with other marks (（管委会）) under that name too, and the
    names that none of them has."""
    called = {name: i for i, unit in enumerate(units) for name in unit.names}
    loose = {normalise(name): i for name, i in called.items()}
    added: dict[int, list[Alias]] = {}
    new = []
    for name in named:
        if name in called:
            continue
        at = loose.get(normalise(name))
        if at is None:
            new.append(name)
        else:
            added.setdefault(at, []).append(Alias(name=name))
    extended = tuple(
        unit.model_copy(update={"aliases": (*unit.aliases, *added[i])}) if i in added else unit
        for i, unit in enumerate(units)
    )
    return extended, new


def _note(unit: Unit, entry: Entry, record: Record, at: int) -> None:
    group = unit.kind == "group"
    why = unit.note or ("集合的成员名单待核" if group else "")
    confidence = certainty(unit.name) if entry.body or group else "doubtful"
    if why and confidence == "sure":
        confidence = "likely"
    other = "一个单位的名称" if group else _second(unit, entry)
    record.note(f"unit.{unit.name}", "单位", at, unit.full, confidence, why=why, other=other)


def _second(unit: Unit, entry: Entry) -> str:
    """What else a name is: none of a body where it is not known as one, else the full name itself."""
    if not entry.body:
        return "不是单位的名称"
    return "改称后的单位" if "改称" in unit.note else f"全称就是“{unit.name}”"
