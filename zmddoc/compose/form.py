"""The form (报送表) that a body fills in for one period: its rows as plain values (pure functions).

One form for every body that has to report (``supervise.matters``): it leads something, or is a
member of a group that does; a body that only supports has nothing to fill in. One row for every
task, where it says what was done, and one below it for every target of that task, where its figure
stands. Where several bodies lead a task, the first named owns its figures and the others say their
part in words, so that no figure is counted twice. docs/decisions/060-forms.md says why.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from zmddoc.compose.ledger import Figure
from zmddoc.compose.views import NONE, Head, Reporting
from zmddoc.model import Period, Target
from zmddoc.model.base import canonical
from zmddoc.numerals import plain
from zmddoc.stamp import Stamp
from zmddoc.supervise import Matter

MARK = "zmddoc/form/1"
"""Stands first in the machine's own copy of what the form is."""

SIGNED = ("填报人", "负责人（签字）", "联系电话", "填报日期")
"""What stands under the table, each to be completed behind its colon."""

REQUESTS: Mapping[str, Literal["extension", "adjustment", "closing"]] = {
    "延期": "extension",
    "调整": "adjustment",
    "办结": "closing",
}
"""What a body may ask for, by the word it chooses."""

YES, NO = "是", "否"
UNREPORTED, CLOSED = "未报送", "已销号"

FieldKey = Literal[
    "id", "words", "aim", "unit", "last",
    "value", "baseline", "progress", "problems", "next_steps", "evidence",
    "request", "reason", "until",
]  # fmt: skip


@dataclass(frozen=True)
class Field:
    """A column of the form: its heading (its lines) and its width in half-width characters."""

    key: FieldKey
    title: str
    width: float
    prompt: str = ""
    """What to write in it; '' for what is given."""

    @property
    def label(self) -> str:
        """Its heading on one line."""
        return "".join(self.title.split())


FIELDS = (
    Field("id", "编号", 8.5),
    Field("words", "任务和指标（方案原文）", 49),
    Field("aim", "年度目标\n（时限）", 11),
    Field("unit", "单位", 6),
    Field("last", "上期\n累计", 8),
    Field(
        "value", "本期累计\n完成", 9, "年初至数据截止日的累计数，只填数字。没有数的留空，不要填0。"
    ),
    Field("baseline", "对比\n基数", 8, "与什么相比就填什么的数，如上年同期的数，单位相同。"),
    Field("progress", "进展情况", 24, "本期做了什么、到了哪一步。"),
    Field("problems", "存在问题", 16, "没有的留空。"),
    Field("next_steps", "下步打算", 16, "下一步怎么做、什么时候完成。"),
    Field("evidence", "佐证材料", 12, "文件名、文号或链接；申请办结的必须填。"),
    Field("request", "申请\n事项", 8, "需要延期、调整或办结的，从列表里选；没有的留空。"),
    Field("reason", "申请理由", 14, "选了申请事项的，必须写明理由。"),
    Field("until", "延期至", 11, "只有申请延期才填，写日期，如 2021-12-31。"),
)
"""The columns, in order."""

FIGURES: tuple[FieldKey, ...] = ("value", "baseline")
WORDS: tuple[FieldKey, ...] = ("progress", "problems", "next_steps", "evidence")
ASKED: tuple[FieldKey, ...] = ("request", "reason", "until")

Entry = Literal["number", "yes-no", "members"]
"""What a figure cell takes: a number in the target's unit; 是 or 否; how many members have reached
the figure that each of them is set."""


@dataclass(frozen=True)
class FormRow:
    """A task or a target as the form shows it."""

    id: str
    """The target's id, or the task's (or measure's)."""
    matter: Matter
    target: Target | None
    words: str
    """Of a task its clause and title, and on the next line its text; of a target the words that
    state it."""
    aim: Figure | str
    """年度目标; of a task its deadline."""
    unit: str
    last: Figure | str
    takes: tuple[FieldKey, ...]
    """The cells in which an answer is taken."""
    owner: str = ""
    """Who fills in the figure, where another body does."""
    members: int = 0
    """For ``members``: how many there are; 0 where nobody knows."""
    due: date | None = None
    """The deadline that holds: the plan's, or where an approved 延期 moved it to."""
    closed: bool = False
    """The office has struck it off (销号): nothing more is asked for, but is taken where it comes
    in a form that was built before."""

    @property
    def fills(self) -> tuple[FieldKey, ...]:
        """The cells that are to be filled in."""
        return () if self.closed else self.takes

    @property
    def entry(self) -> Entry:
        """What the figure cell takes."""
        return entry_of(self.target) if self.target else "number"

    @property
    def wording(self) -> str:
        """The plan's words without the clause's number, which other tasks' coming and going moves."""
        return self.words.removeprefix(cited(self.matter))

    @property
    def digest(self) -> str:
        """12 hex digits over what the row asks for: it changes where the plan's words, figure,
        unit or deadline change, not where a clause is renumbered."""
        due = self.matter.due.isoformat() if self.matter.due else ""
        aim = str(self.aim) if self.target else ""
        return _digest([self.id, self.wording, aim, self.unit, due])


@dataclass(frozen=True)
class Form:
    """One body's form for one period."""

    id: str
    unit: str
    """Canonical name."""
    called: str
    """The name as documents print it."""
    period: Period
    part: str
    """Content hash (SHA-256) of the part of the plan that it asks about: an earlier period's figures,
    an extension, another body's task do not change it."""
    number: str
    """The plan's document number."""
    head: Head
    stamp: Stamp
    shown: Reporting
    rows: tuple[FormRow, ...]
    notes: tuple[str, ...]
    group: bool = False
    """It is a group's, not a body's."""

    @property
    def asks(self) -> bool:
        """Whether there is anything to fill in: not where all is struck off."""
        return any(row.fills for row in self.rows)


def machine(form: Form) -> Iterator[tuple[str, ...]]:
    """Yield what a form says of itself to the machine that reads it back, line by line: what it is,
    and of every row its id, its digest and the words it was built with."""
    yield (MARK,)
    yield ("form", form.id)
    yield ("period", form.period.id)
    yield ("unit", form.unit)
    yield ("part", form.part)
    yield ("number", form.number)
    for row in form.rows:
        yield ("row", row.id, row.digest, row.wording)


def headlines(form: Form) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What stands above the table: who reports on what by when, and what the form is."""
    shown = form.shown
    return (
        (
            f"填报单位：{form.called}",
            f"报送期：{form.period.id}（{shown.name}）",
            f"数据截至：{shown.cutoff}",
            f"请于{shown.report_by}前报送",
        ),
        (f"依据：{form.number or NONE}", f"内容校验码：{form.part[:12]}", f"表号：{form.id}"),
    )


def form_id(period: str, unit: str, part: str) -> str:
    """The id of the form of ``unit`` (canonical name) for ``period`` about the part of the plan of
    that content hash: 2021Q2-3f9a1c2b7d4e. Nothing else goes into it, so it can be found again."""
    return f"{period}-{_digest([period, unit, part])}"


def part_of(number: str, unit: str, rows: Iterable[FormRow]) -> str:
    """Return the content hash of what the form of ``unit`` asks about, under the plan of that
    document number."""
    content = [number, unit, *(row.digest for row in rows)]
    return hashlib.sha256(canonical(content).encode()).hexdigest()


def entry_of(target: Target) -> Entry:
    """What a target's figure cell takes."""
    if target.per:
        return "members"
    return "yes-no" if target.kind == "milestone" else "number"


def cited(matter: Matter) -> str:
    """Where the plan says it: 二、（四）."""
    return matter.place


def prompt(row: FormRow, field: Field, cutoff: date) -> str:
    """What the input message of one cell says."""
    if field.key != "value":
        return field.prompt
    match row.entry:
        case "yes-no":
            return f"截至{cutoff:%-m月%-d日}是否已经完成，选“{YES}”或“{NO}”。"
        case "members":
            among = f"（共{row.members}个）" if row.members else ""
            return f"截至{cutoff:%-m月%-d日}已经达到目标的单位个数{among}，只填数字。"
        case _:
            unit = "" if row.unit == NONE else f"，单位：{row.unit}"
            hint = "。8.5%填8.5" if row.unit == "%" else ""
            return f"年初至{cutoff:%-m月%-d日}的累计数{unit}{hint}。只填数字，没有数的留空。"


def figure_words(value: Decimal, row: FormRow) -> str:
    """A figure as the form would show it: 是 or 否 for a milestone, else the number."""
    if row.entry == "yes-no":
        return YES if value else NO
    return plain(value)


def _digest(content: list[str]) -> str:
    return hashlib.sha256(canonical(content).encode()).hexdigest()[:12]
