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

from zmddoc.assign import items
from zmddoc.compose.draft import Facts
from zmddoc.compose.ledger import Figure, aim
from zmddoc.compose.views import NONE, Head, Reporting, name, reporting
from zmddoc.model import Period, Plan, Progress, Registry, Rules, Target, Unit
from zmddoc.model.base import canonical
from zmddoc.numerals import chinese, plain
from zmddoc.supervise import Matter, matters
from zmddoc.supervise.measure import members
from zmddoc.text import day
from zmddoc.typography import normalise, printed

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
UNREPORTED = "未报送"

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
    fills: tuple[FieldKey, ...]
    """The cells that are to be filled in."""
    owner: str = ""
    """Who fills in the figure, where another body does."""
    members: int = 0
    """For ``members``: how many there are; 0 where nobody knows."""

    @property
    def entry(self) -> Entry:
        """What the figure cell takes."""
        return entry_of(self.target) if self.target else "number"

    @property
    def wording(self) -> str:
        """The plan's words without the clause's number, which other tasks' coming and going moves."""
        return self.words.removeprefix(_cited(self.matter))

    @property
    def digest(self) -> str:
        """12 hex digits over what the row asks for: it changes where the plan's words, figure,
        unit or deadline change, not where a clause is renumbered."""
        due = self.matter.due.isoformat() if self.matter.due else ""
        return _digest([self.id, self.wording, str(self.aim), self.unit, due])


@dataclass(frozen=True)
class Form:
    """One body's form for one period."""

    id: str
    unit: str
    """Canonical name."""
    called: str
    """The name as documents print it."""
    period: Period
    plan: str
    """The plan's content hash."""
    number: str
    """The plan's document number."""
    head: Head
    shown: Reporting
    rows: tuple[FormRow, ...]
    notes: tuple[str, ...]
    group: bool = False
    """It is a group's, not a body's."""


def machine(form: Form) -> Iterator[tuple[str, ...]]:
    """Yield what a form says of itself to the machine that reads it back, line by line: what it is,
    and of every row its id, its digest and the words it was built with."""
    yield (MARK,)
    yield ("form", form.id)
    yield ("period", form.period.id)
    yield ("unit", form.unit)
    yield ("plan", form.plan)
    yield ("number", form.number)
    for row in form.rows:
        yield ("row", row.id, row.digest, row.wording)


def headlines(form: Form) -> tuple[str, str]:
    """The two lines above the table: who reports on what by when, and what the form is."""
    shown = form.shown
    return (
        f"填报单位：{form.called}\u3000\u3000报送期：{form.period.id}（{shown.name}）"
        f"\u3000\u3000数据截至：{shown.cutoff}\u3000\u3000请于{shown.report_by}前报送",
        f"依据：{form.number}\u3000\u3000方案内容校验码：{form.plan[:12]}"
        f"\u3000\u3000表号：{form.id}",
    )


def form_id(period: str, unit: str, plan: str) -> str:
    """The id of the form of ``unit`` (canonical name) for ``period`` under the plan of that content
    hash: 2021Q2-3f9a1c2b7d4e. Nothing else goes into it, so it can be found again."""
    return f"{period}-{_digest([period, unit, plan])}"


def entry_of(target: Target) -> Entry:
    """What a target's figure cell takes."""
    if target.per:
        return "members"
    return "yes-no" if target.kind == "milestone" else "number"


def reporting_bodies(everything: Iterable[Matter], registry: Registry) -> tuple[Unit, ...]:
    """Return those that have a form, in 建制顺序: every body that has to report, and a leading group
    that no list names the members of, or that owns figures."""
    asked = {
        unit.name
        for matter in everything
        for unit in (*matter.reporters, *(u for u in matter.lead if _reports_itself(u, matter)))
    }
    return tuple(unit for unit in registry.units if unit.name in asked)


def _reports_itself(unit: Unit, matter: Matter) -> bool:
    """Whether a group that leads the matter reports in its own name."""
    return not unit.members or (unit is matter.owner and bool(matter.targets))


def formless(plan: Plan, registry: Registry) -> tuple[Unit, ...]:
    """Return every body that is named in a duty and has no form: those that only support, and
    groups whose members report for themselves."""
    named = {unit.name for item in items(plan, registry) for unit in item.bodies}
    asked = reporting_bodies(matters(plan, registry), registry)
    return tuple(u for u in registry.units if u.name in named and u not in asked)


def forms(
    plan: Plan,
    registry: Registry,
    rules: Rules,
    returned: Iterable[Progress],
    period: Period,
    unit: str = "",
) -> tuple[Form, ...]:
    """Return the forms of ``period``, in 建制顺序; with ``unit`` (any name of a body) only that
    body's. ``returned`` is what came in for any period: earlier ones give 上期累计."""
    facts = Facts(plan, registry, rules, ())
    everything = matters(plan, registry)
    chosen = registry.find(unit) if unit else None
    before = sorted((p for p in returned if p.period < period.id), key=lambda p: p.period)
    return tuple(
        _form(facts, everything, body, period, before)
        for body in reporting_bodies(everything, registry)
        if not unit or body is chosen
    )


def _form(
    facts: Facts,
    everything: Iterable[Matter],
    unit: Unit,
    period: Period,
    before: list[Progress],
) -> Form:
    plan = facts.plan
    mark = facts.stamp("form", unit.name)
    called = name(unit)
    title = f"{printed(plan, plan.title)}落实情况报送表"
    return Form(
        id=form_id(period.id, unit.name, mark.plan),
        unit=unit.name,
        called=called,
        period=period,
        plan=mark.plan,
        number=plan.number,
        head=facts.head(title, f"{called}{period.id}报送表", mark),
        shown=reporting(period),
        rows=tuple(_rows(facts, everything, unit, period, before)),
        notes=tuple(_notes(unit)),
        group=unit.kind == "group",
    )


def _rows(
    facts: Facts,
    everything: Iterable[Matter],
    unit: Unit,
    period: Period,
    before: list[Progress],
) -> Iterator[FormRow]:
    for matter in everything:
        if unit in matter.reporters or unit in matter.lead:
            yield from _matter_rows(facts, matter, unit, period, before)


def open_rows(
    plan: Plan, registry: Registry, rules: Rules, returned: Iterable[Progress], period: Period
) -> tuple[FormRow, ...]:
    """Return the rows of what no body is responsible for: they stand in nobody's form, and
    whoever knows the figures may report them."""
    facts = Facts(plan, registry, rules, ())
    before = [one for one in returned if one.period < period.id]
    return tuple(
        row
        for matter in matters(plan, registry)
        if not matter.lead
        for row in _matter_rows(facts, matter, None, period, before)
    )


def _matter_rows(
    facts: Facts, matter: Matter, unit: Unit | None, period: Period, before: list[Progress]
) -> Iterator[FormRow]:
    yield FormRow(
        id=matter.id,
        matter=matter,
        target=None,
        words="\n".join(filter(None, (_cited(matter) + matter.title, matter.text))),
        aim=day(matter.due).replace("年", "年\n") if matter.due else NONE,
        unit=NONE,
        last=NONE,
        fills=(*WORDS, *ASKED),
    )
    owner = matter.owner or unit
    for target in matter.targets:
        figures = FIGURES if target.bound == "relative" else FIGURES[:1]
        yield FormRow(
            id=target.id,
            matter=matter,
            target=target,
            words=_target_words(matter, target),
            aim=aim(target, matter.quote_of(target)),
            unit=target.unit or NONE,
            last=_last(target, period, before, facts.rules),
            fills=figures if owner is unit else (),
            owner="" if owner is unit or owner is None else name(owner),
            members=members(target, facts.registry),
        )


def _cited(matter: Matter) -> str:
    return f"{chinese(matter.chapter)}、{matter.clause}"


def _target_words(matter: Matter, target: Target) -> str:
    """The words that state the target; where they state another as well, its name before them."""
    quote = matter.quote_of(target)
    shared = matter.quotes.count(quote) > 1
    words = f"{matter.name_of(target)}：{quote}" if shared else quote
    return f"{words}（按{normalise(target.per)}逐个计）" if target.per else words


def _last(target: Target, period: Period, before: list[Progress], rules: Rules) -> Figure | str:
    """What was last returned of the target, with the period where that is not the one before."""
    known = [p.id for p in rules.periods if p.id < period.id]
    if not known:
        return NONE
    found = latest(before, target.id)
    if found is None:
        return UNREPORTED
    when, value = found
    if entry_of(target) == "yes-no":
        words = YES if value else NO
        return words if when == known[-1] else f"{words}（{when}）"
    return Figure(value, after="" if when == known[-1] else f"（{when}）")


def latest(returned: Iterable[Progress], target: str) -> tuple[str, Decimal] | None:
    """Return the latest period, of those given, in which the target's figure was returned, and the
    figure; None where it never was."""
    found = [
        (one.period, figure.value)
        for one in returned
        for back in one.returns
        for task in back.tasks
        for figure in task.targets
        if figure.id == target
    ]
    return max(found, key=lambda pair: pair[0]) if found else None


def _notes(unit: Unit) -> Iterator[str]:
    yield "只填黄色的格；编号、条款、原文和灰色的格请勿改动。可以调列宽、行高，不要删行、删列。"
    yield "累计数从年初算起，只填数字，如 1200、8.5；单位见本行。没有数的留空，留空不等于零。"
    yield "数不能用“约”“左右”，也不要写公式。方案或数有疑问的，写在“存在问题”里。"
    yield "需要延期、调整、办结的，选申请事项并写明理由；是否同意由督查机构审核决定。"
    if unit.kind == "group":
        yield f"{name(unit)}：由牵头汇总的机构填报一份，各成员不分别填报。"


def fillable(row: FormRow, key: FieldKey) -> bool:
    """Whether the row's cell is to be filled in."""
    return key in row.fills


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
