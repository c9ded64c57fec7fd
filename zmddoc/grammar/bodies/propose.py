"""A proposal for the registry of a project from the names that its plan uses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from zmddoc.grammar.bodies.recognise import Body, Level, recognise
from zmddoc.grammar.bodies.table import TableKind
from zmddoc.grammar.bodywords import is_group, place_type
from zmddoc.grammar.brackets import bare
from zmddoc.model import Alias, Unit
from zmddoc.model.units import UnitKind

_KINDS: dict[TableKind, UnitKind] = {
    "party": "department",
    "organ": "department",
    "department": "department",
    "organisation": "organisation",
    "vertical": "vertical",
    "company": "organisation",
}
_RANKS: dict[TableKind, int] = {
    "party": 0, "organ": 1, "department": 2, "organisation": 3, "vertical": 4, "company": 5,
}  # fmt: skip
_UNKNOWN, _COUNTY, _ZONE, _GROUP = 6, 7, 8, 9


@dataclass(frozen=True)
class Entry:
    """A proposed unit and the names of the plan that it stands for."""

    unit: Unit
    written: tuple[str, ...]
    body: Body | None
    """None where the registry has no such body: the name is kept as written."""


def propose(
    names: Iterable[str], *, place: str = "", level: Level | None = None, day: date | None = None
) -> tuple[Entry, ...]:
    """The units that the names need, in 建制顺序; names of one body make one unit.

    ``day`` is the document's: a name that did not hold then is noted. What is unknown keeps its name
    as written and says so in its note; groups have no members, which no source lists."""
    groups: dict[tuple[str, str, str], list[str]] = {}
    bodies: dict[tuple[str, str, str], Body | None] = {}
    for name in dict.fromkeys(names):
        body = (
            None
            if is_group(name) or place_type(name)
            else recognise(name, place=place, level=level)
        )
        key = (body.key, body.level or "", body.place) if body else (name, "", "?")
        groups.setdefault(key, []).append(name)
        bodies.setdefault(key, body)
    entries = [_entry(written, bodies[key], place, day) for key, written in groups.items()]
    first = {entry.written[0]: n for n, entry in enumerate(entries)}
    return tuple(sorted(entries, key=lambda e: (*_rank(e), first[e.written[0]])))


def _rank(entry: Entry) -> tuple[int, int]:
    if entry.body:
        return _RANKS[entry.body.kind], entry.body.order
    return {"group": _GROUP, "county": _COUNTY, "zone": _ZONE}.get(entry.unit.kind, _UNKNOWN), 0


def _entry(written: list[str], body: Body | None, place: str, day: date | None) -> Entry:
    name = written[0]
    if body is None or (body.key == "政府" and body.place not in ("", place)):
        return Entry(_unknown(name, place), tuple(written), None)
    others = dict.fromkeys((*written[1:], body.short))
    aliases = tuple(
        Alias(name=other, since=body.since, until=body.until)
        for other in others
        if other not in (name, body.full)
    )
    unit = Unit(
        name=name, full=body.full, kind=_KINDS[body.kind], aliases=aliases, note=_note(body, day)
    )
    return Entry(unit, tuple(written), body)


def _note(body: Body, day: date | None) -> str:
    """What somebody has to look at: a name that did not hold on the day, a full name without place."""
    notes = []
    if day and body.until and body.until < day:
        notes.append(f"这个名称用到{body.until.isoformat()}，成文时应已改称，待核")
    if day and body.since and day < body.since:
        notes.append(f"这个名称自{body.since.isoformat()}起用，待核")
    if body.level not in (None, "central") and not body.place and body.kind != "company":
        notes.append("全称缺地名，待核")
    return "；".join(notes)


_ZONES = (
    "开发区",
    "经开区",
    "高新区",
    "管理区",
    "示范区",
    "功能区",
    "园区",
    "试验区",
    "度假区",
    "合作区",
)


def _unknown(name: str, place: str) -> Unit:
    """A unit that the registry of bodies does not have: a group, a government, or as written."""
    core = bare(name)
    if is_group(name) or place_type(name) or name.startswith(("各", "有关", "相关")):
        return Unit(name=name, full=name, kind="group", source="成员名单待核")
    if core.endswith(_ZONES):
        return Unit(name=name, full=f"{name}管理委员会", kind="zone", note="全称待核")
    if core.endswith(("管委会", "管理委员会")):
        full = name if core.endswith("管理委员会") else name.removesuffix("管委会") + "管理委员会"
        full = place + full[1:] if place and full[0] == place[-1] else full
        return Unit(name=name, full=full, kind="zone", note="全称待核")
    if (
        core.endswith(("县", "区", "县人民政府", "区人民政府", "市人民政府", "县政府", "区政府"))
        and len(core) > 2
    ):
        full = core if core.endswith("人民政府") else core.removesuffix("政府") + "人民政府"
        return Unit(name=name, full=full, kind="county", note="全称待核" if full != name else "")
    return Unit(
        name=name, full=name, kind="department", note="常见机构名录中没有，照原文写，全称和类别待核"
    )
