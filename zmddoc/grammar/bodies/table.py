"""The two tables of bodies as data: every way to write a name, and which body it means.

A line of a table is ``kind | short | full | other names | former names``; what the marks in it mean
stands at the head of ``local.txt``."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Literal, get_args

TableKind = Literal["party", "organ", "department", "organisation", "vertical", "company"]
Scope = Literal["province", "below", "any"]
"""Where a written form is used: 厅 in a province, 局 below it, others anywhere."""

_KINDS: dict[str, TableKind] = {kind: kind for kind in get_args(TableKind)}

REFORMS = {
    "R18": {"province": date(2018, 12, 31), "below": date(2019, 3, 31)},
    "R24": {"province": date(2024, 12, 31), "below": date(2024, 12, 31)},
}
"""Until when the names before a reform held, by level (sources at the head of ``local.txt``)."""


@dataclass(frozen=True)
class Term:
    """Between which days a name holds; None where the table does not say."""

    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Row:
    """One body without its place: 工信~ is 工信厅 in a province and 工信局 below it."""

    key: str
    """Unique; the short name below the province."""
    kind: TableKind
    short: str
    full: str
    order: int
    names: tuple[str, ...] = field(compare=False)
    successor: str = ""
    """For a former body, the key of the one that took its place."""
    since: str = ""
    until: str = ""

    def term(self, province: bool) -> Term:
        """When the body existed under this name, at its level."""
        return Term(_day(self.since, False, province), _day(self.until, True, province))


@dataclass(frozen=True)
class Form:
    """A way to write a body's name."""

    row: Row
    scope: Scope = "any"


@lru_cache(maxsize=2)
def table(name: Literal["central", "local"]) -> tuple[Row, ...]:
    """The bodies of a table in its order (建制顺序), a body's forerunners behind it."""
    text = files(__package__).joinpath(f"{name}.txt").read_text(encoding="utf-8")
    rows: list[Row] = []
    for line in text.splitlines():
        if line and not line.startswith("#"):
            rows += _rows(line, len(rows))
    return tuple(rows)


@lru_cache(maxsize=2)
def forms(name: Literal["central", "local"]) -> dict[str, Form]:
    """Every written form of a table. The first row that has a form keeps it; existing bodies come
    before former ones."""
    found: dict[str, Form] = {}
    rows = table(name)
    for row in (*(r for r in rows if not r.successor), *(r for r in rows if r.successor)):
        for written in row.names:
            if "{" in written:
                continue
            if "~" in written:
                found.setdefault(written.replace("~", "厅"), Form(row, "province"))
                found.setdefault(written.replace("~", "局"), Form(row, "below"))
            else:
                found.setdefault(written, Form(row))
    return found


def _rows(line: str, order: int) -> Iterator[Row]:
    cells = [cell.strip() for cell in line.split("|")] + [""] * 5
    kind = _KINDS[cells[0].rstrip("*")]
    if cells[0].endswith("*"):
        for name in cells[1].split():
            yield Row(name, kind, name, name, order, (name,))
        return
    short, full = cells[1], cells[2] or cells[1]
    names = dict.fromkeys((short, full, *cells[3].split()))
    key = short.replace("~", "局")
    former: list[Row] = []
    since = until = ""
    for item in cells[4].split():
        written, begun, ended = _dated(item)
        forms_ = written.split("=")
        if forms_[0] in names:  # its own dates
            since, until = begun, ended
            continue
        former.append(
            Row(
                f"{key}<{forms_[0]}",
                kind,
                forms_[0],
                forms_[-1],
                order,
                tuple(forms_),
                key,
                begun,
                ended,
            )
        )
    yield Row(key, kind, short, full, order, tuple(names), "", since, until)
    yield from former


def _dated(item: str) -> tuple[str, str, str]:
    """A name with its dates taken off: 名>2018-12<2023-07-19."""
    item, _, until = item.partition("<")
    name, _, since = item.partition(">")
    return name, since, until


def _day(written: str, last: bool, province: bool) -> date | None:
    """A day of the table; of a month its first or ``last`` one."""
    if not written:
        return None
    if written in REFORMS:
        return REFORMS[written]["province" if province else "below"]
    year, month, *day = map(int, written.split("-"))
    if day:
        return date(year, month, day[0])
    return date(year, month, calendar.monthrange(year, month)[1] if last else 1)
