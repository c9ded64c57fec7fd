"""Where the figures of a document come from: each with its rule and what it was made from.

A ``Traced`` is placed in a template like any other word. It marks the place (``gongwen.marks``), so
that the trace can say where every figure stands without anybody writing that down.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from zmddoc.compose.views import NONE
from zmddoc.gongwen.marks import Mark, marked
from zmddoc.supervise import Judgement, MatterState, UnitState
from zmddoc.supervise.words import REPORTING

COLUMNS = (
    "序号", "所在位置", "所在语句", "内容", "数字", "怎样得来", "依据编号", "依据名称", "依据的值", "报送单位",
    "报送文件", "SHA-256", "单元格", "收到日期",
)  # fmt: skip
"""One row for each thing that a figure was made from, at each place where the figure stands."""

_DIGIT = re.compile("[0-9]")
_NUMBER = re.compile(r"[+-]?[0-9.]+%?")


@dataclass(frozen=True)
class Input:
    """One thing that a figure was made from."""

    id: str
    """T04-1, T04, a body's name, or where in the project the thing is laid down."""
    name: str
    value: str
    """What of it counts: 12家, 绿（完成）."""
    unit: str = ""
    """Who returned it."""
    file: str = ""
    sha256: str = ""
    cell: str = ""
    """Sheet and cell."""
    received: str = ""


@dataclass(frozen=True)
class Origin:
    """Where one figure comes from."""

    label: str
    """What it says: 指标·落后·项数."""
    text: str
    """As printed."""
    rule: str
    inputs: tuple[Input, ...]


@dataclass(frozen=True)
class Traced:
    """Words with a number in them whose origin is known; templates place them like any other."""

    text: str
    number: int

    def __str__(self) -> str:
        return self.text

    def __html__(self) -> str:
        return marked(self.text, self.number)


Words = Traced | str


@dataclass
class Trace:
    """The origins of one document, in the order in which its figures were made."""

    origins: list[Origin] = field(default_factory=list)

    def __call__(self, text: object, label: str, rule: str, inputs: Iterable[Input] = ()) -> Traced:
        """Return ``text`` as a figure with that origin."""
        self.origins.append(Origin(label, str(text), rule, tuple(inputs)))
        return Traced(str(text), len(self.origins) - 1)

    def words(self, text: str, label: str, rule: str, inputs: Iterable[Input] = ()) -> Words:
        """As a call, for words that hold a number; others as they are."""
        return self(text, label, rule, inputs) if _DIGIT.search(text) else text


def of_target(one: Judgement, value: str) -> Input:
    """A target as an input, with the return that its value stands in."""
    if one.source is None:
        return Input(one.target.id, one.name, value)
    returned = one.source.returned
    return Input(
        one.target.id, one.name, value, returned.unit, returned.file, returned.sha256,
        one.source.target.cell, returned.received.isoformat(),
    )  # fmt: skip


def of_matter(state: MatterState, value: str) -> Input:
    """A task as an input; its targets and returns stand beside their own figures."""
    return Input(state.matter.id, state.matter.title, value)


def of_unit(state: UnitState, value: str = "") -> Input:
    """A body as an input, with its return."""
    unit, returned = state.unit, state.returned
    value = value or REPORTING[state.reporting]
    if returned is None:
        return Input(unit.name, unit.full, value)
    return Input(
        unit.name, unit.full, value, returned.unit, returned.file, returned.sha256, "",
        returned.received.isoformat(),
    )  # fmt: skip


def as_csv(origins: Sequence[Origin], marks: Sequence[Mark]) -> bytes:
    """Return the trace as CSV that a spreadsheet opens, in the order in which the figures stand."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for place, mark in enumerate(marks, 1):
        origin = origins[mark.number]
        head = (place, mark.place, mark.words, origin.label, origin.text, origin.rule)
        for one in origin.inputs or (Input(NONE, NONE, NONE),):
            rest = (
                one.id, one.name, one.value, one.unit, one.file, one.sha256, one.cell, one.received,
            )  # fmt: skip
            writer.writerow([_cell(word) for word in (*head, *rest)])
    return out.getvalue().encode("utf-8-sig")


def _cell(word: object) -> str:
    """The words as a cell that no spreadsheet takes for a formula: a file's name is its sender's."""
    text = str(word)
    formula = text[:1] in ("=", "+", "-", "@", "\t", "\r") and not _NUMBER.fullmatch(text)
    return f"'{text}" if formula else text
