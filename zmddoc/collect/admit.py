"""One form that came back against the plan: what of it is taken, and why the rest is not.

Each cell is judged by itself; one that is refused does not cost the others. Pure: nothing is read
or written here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from zmddoc.catalogue import diagnostic
from zmddoc.collect.cellwise import RowReader
from zmddoc.collect.filled import Answer, Filled, Identity, Row, cleaned, squeezed
from zmddoc.compose.form import CLOSED, FIELDS, SIGNED, Form, FormRow, form_id, headlines
from zmddoc.compose.forms import forms, open_rows
from zmddoc.compose.views import name
from zmddoc.diagnostics import Diagnostic, Place
from zmddoc.model import (
    Decisions,
    Period,
    Plan,
    Progress,
    Registry,
    Return,
    Rules,
    TargetReturn,
    TaskReturn,
)
from zmddoc.refusal import Refusal
from zmddoc.supervise import matters

_SHOWN = 6
"""How many places a warning lists."""


@dataclass(frozen=True)
class Desk:
    """What a return is judged by: the plan as it is, and what came in for other periods."""

    plan: Plan
    registry: Registry
    rules: Rules
    period: Period
    others: Mapping[str, Progress] = field(default_factory=dict)
    """By file (plan/progress/2021Q1.yaml): the other periods'."""
    decisions: Decisions = field(default_factory=Decisions)
    older: bool = False
    """Forms built from an older plan are taken, but for the tasks that changed since."""

    @cached_property
    def edition(self) -> str:
        """The content hash of the plan as it is."""
        return self.plan.content_hash()

    @cached_property
    def forms(self) -> Mapping[str, Form]:
        """The forms of the period as they would be built now, by canonical name."""
        made = forms(
            self.plan, self.registry, self.rules, self.others.values(), self.period,
            decisions=self.decisions,
        )  # fmt: skip
        return {form.unit: form for form in made}

    @cached_property
    def open_rows(self) -> Mapping[str, FormRow]:
        """What nobody is responsible for, by id: anybody may report it."""
        others = self.others.values()
        made = open_rows(self.plan, self.registry, self.rules, others, self.period)
        return {row.id: row for row in made}

    @cached_property
    def owners(self) -> Mapping[str, str]:
        """Who leads each task and target, as documents print it; '' where nobody does."""
        found: dict[str, str] = {}
        for matter in matters(self.plan, self.registry):
            lead = "、".join(name(unit) for unit in matter.lead)
            found[matter.id] = lead
            found.update((target.id, lead) for target in matter.targets)
        return found


@dataclass(frozen=True)
class Admission:
    """What became of one file."""

    file: str
    """As a message names it."""
    returned: Return | None
    """What of it is taken; None where nothing is."""
    found: tuple[Diagnostic, ...]


@dataclass(frozen=True)
class Source:
    """The file a form came back in."""

    shown: str
    """As a message names it."""
    name: str
    """Its own name."""
    sha256: str
    received: date


def admit(filled: Filled, source: Source, desk: Desk) -> Admission:
    """Return what of the form is taken and what is diagnosed (Z703 to Z717, Z719)."""
    judge = _Judge(filled, source, desk)
    try:
        returned = judge.returned()
    except Refusal as refusal:
        judge.refuse(refusal, "")
        returned = None
    return Admission(source.shown, returned, tuple(judge.found))


class _Judge:
    def __init__(self, filled: Filled, source: Source, desk: Desk) -> None:
        self.filled, self.source, self.desk = filled, source, desk
        self.found: list[Diagnostic] = []
        self.aside: list[Answer] = []
        """What is not part of the return: outside the table, or where nothing is to be filled."""

    def refuse(self, refusal: Refusal, place: str) -> None:
        """Note why something is not taken."""
        where = Place(self.source.shown, cell=place)
        self.found.append(diagnostic(refusal.code, where, refusal.reason, refusal.hint))

    def returned(self) -> Return | None:
        """What is taken; None where nothing is left. Raises Refusal for the form as a whole."""
        identity, form = self._identity()
        changed = self._older(identity, form)
        tasks = tuple(self._tasks(form, changed))
        self._leftovers(form)
        if not tasks:
            if not any(one.severity == "error" for one in self.found):
                hint = "填好再报；确实没有进展的，在“进展情况”里写明"
                raise Refusal("Z716", f"{form.called}的报送表是空的，什么也没有填", hint)
            return None
        reporter, _, phone, _ = (cleaned(self.filled.signed.get(one, "")) for one in SIGNED)
        return Return(
            unit=form.unit,
            form=identity.form,
            plan=self.desk.edition if identity.part == form.part else identity.part,
            received=self.source.received,
            file=cleaned(self.source.name),
            sha256=self.source.sha256,
            reporter=reporter,
            phone=phone,
            tasks=tasks,
        )

    # --- which form it is

    def _identity(self) -> tuple[Identity, Form]:
        desk, identity = self.desk, self.filled.identity or self._known()
        own = form_id(identity.period, identity.unit, identity.part)
        again = "请填报单位用发下去的报送表重填，不要自己另做"
        if own != identity.form:
            raise Refusal("Z703", "表里的校验页被改动过，认不出是哪一份报送表", again)
        seen = {answer.text for answer in self.filled.seen}
        if seen and identity.form not in seen:
            reason = f"表上印的表号是 {'、'.join(sorted(seen))}，校验页里的是 {identity.form}"
            raise Refusal("Z703", f"{reason}，两份表混在了一起", again)
        if identity.period != desk.period.id:
            hint = f"是报 {identity.period} 的，用 --period {identity.period} 收；否则请重填"
            reason = f"这是 {identity.period} 的报送表，现在收的是 {desk.period.id}"
            raise Refusal("Z704", reason, hint)
        unit = desk.registry.find(identity.unit)
        if unit is None:
            hint = "单位改了名的，在 plan/units.yaml 里登记别名"
            raise Refusal("Z706", f"名录里没有“{identity.unit}”这个单位", hint)
        form = desk.forms.get(unit.name)
        if form is None:
            hint = "核对方案里的责任单位；它配合的任务由牵头单位报"
            raise Refusal("Z706", f"{name(unit)}现在没有要报送的任务", hint)
        return identity, form

    def _known(self) -> Identity:
        """The form by the id that stands in plain sight, where the hidden sheet has been lost."""
        seen = {answer.text for answer in self.filled.seen}
        for form in self.desk.forms.values():
            for period in self.desk.rules.periods:
                own = form_id(period.id, form.unit, form.part)
                if own in seen:
                    return Identity(own, period.id, form.unit, form.part)
        reason = "表里没有校验页，也没有现行方案的表号，认不出是哪一份报送表"
        raise Refusal("Z703", reason, "请填报单位用发下去的报送表填报，整份发回")

    def _older(self, identity: Identity, form: Form) -> frozenset[str]:
        """The rows whose words have changed since the form was built. Raises Refusal where the
        plan has changed and the office has not said that such forms are taken."""
        if identity.part == form.part:
            return frozenset()
        now = {row.id: row for row in form.rows}
        was = identity.digests
        which = f"这份表是按旧方案（{identity.part[:12]}）生成的，方案后来修订过"
        if not was:
            reason = f"{which}；表里的校验信息丢了，说不清改过哪些"
            raise Refusal("Z705", reason, "发新表请它重填")
        changed = [id for id in now if id in was and was[id] != now[id].digest]
        new = [id for id in now if id not in was]
        gone = [id for id in was if id not in now]
        listed = [
            f"{what}：{'、'.join(ids)}"
            for what, ids in (("改过的", changed), ("新增的", new), ("不再由它报的", gone))
            if ids
        ]
        words = "；".join(listed) or "它的任务一条也没有改"
        if not self.desk.older:
            hint = "发新表请它重填；没有改的任务照收的，加 --older-plan"
            raise Refusal("Z705", f"{which}。{words}", hint)
        return frozenset(changed)

    # --- what it says

    def _tasks(self, form: Form, changed: frozenset[str]) -> Iterator[TaskReturn]:
        known = {**self.desk.open_rows, **{row.id: row for row in form.rows}}
        rows = self._rows(known, changed)
        reader = RowReader(self.desk.period.id, self.refuse, self.aside, self._elsewhere)
        for head in known.values():
            if head.target is not None:
                continue
            task = reader.task(head, rows.get(head.id))
            targets = tuple(
                figure
                for row in known.values()
                if row.target and row.matter.id == head.id and row.id in rows
                and (figure := reader.target(row, rows[row.id]))
            )  # fmt: skip
            if task or targets:
                yield (task or TaskReturn(id=head.id)).model_copy(update={"targets": targets})

    def _rows(self, known: Mapping[str, FormRow], changed: frozenset[str]) -> dict[str, Row]:
        """The rows to be read, by id; the others are diagnosed."""
        found: dict[str, Row] = {}
        for row in self.filled.rows:
            filled_in = [
                answer
                for key, answer in row.answers.items()
                if _FIELD[key].prompt and not _GIVEN.fullmatch(squeezed(answer.text))
            ]
            if row.id in changed:
                self._changed(known[row.id], row, filled_in)
            elif row.id not in known:
                self._strange(row, filled_in)
            elif row.id in found:
                found[row.id] = self._twice(found[row.id], row)
            else:
                found[row.id] = row
        return found

    def _changed(self, row: FormRow, back: Row, filled_in: list[Answer]) -> None:
        identity = self.filled.identity
        before = identity.wording.get(row.id, "") if identity else ""
        for answer in filled_in:
            hint = f"现在的文字：{_short(row.wording)}；请按现行方案重填这一项"
            reason = f"{row.id} 的方案文字已改，原为“{_short(before)}”，{answer.shown}没有收"
            self.refuse(Refusal("Z705", reason, hint), answer.place)

    def _strange(self, row: Row, filled_in: list[Answer]) -> None:
        owner = self.desk.owners.get(row.id)
        for answer in filled_in:
            if owner:
                reason = f"{row.id} 由{owner}牵头，不归这个单位报，{answer.shown}没有收"
                refusal = Refusal("Z706", reason, f"请{owner}在自己的报送表里报")
            else:
                reason = f"方案里没有 {row.id} 这一项要报送，{answer.shown}没有收"
                refusal = Refusal("Z706", reason, "编号被改动了的，改回发下去时的编号")
            self.refuse(refusal, answer.place)

    def _twice(self, first: Row, second: Row) -> Row:
        """Two rows of one id as one, but for what they contradict each other in."""
        answers = {**second.answers, **first.answers}
        for key in set(first.answers) & set(second.answers):
            one, other = first.answers[key], second.answers[key]
            if _FIELD[key].prompt and squeezed(one.text) != squeezed(other.text):
                del answers[key]
                reason = (
                    f"{first.id} 有两行，{_FIELD[key].label}一处是{one.shown}"
                    f"（{one.place}），一处是{other.shown}，都没有收"
                )
                self.refuse(Refusal("Z715", reason, "只留一行再收"), other.place)
        return replace(first, answers=answers)

    def _elsewhere(self, target: str) -> tuple[tuple[str, str, TargetReturn], ...]:
        """The target's figures of other periods: period, file and figure, in their order."""
        found = [
            (progress.period, file, figure)
            for file, progress in self.desk.others.items()
            for one in progress.returns
            for task in one.tasks
            for figure in task.targets
            if figure.id == target
        ]
        return tuple(sorted(found, key=lambda entry: entry[0]))

    # --- what is left over

    def _leftovers(self, form: Form) -> None:
        for answer in self.filled.nameless:
            hint = "补上这一行的编号（如 T04-1），或删去"
            reason = f"这一行没有编号，{answer.shown}没有收"
            self.refuse(Refusal("Z715", reason, hint), answer.place)
        needed = {_FIELD[key].label for row in form.rows for key in row.takes}
        for title in self.filled.missing:
            if title in needed:
                hint = "用发下去的报送表重填，或把这一列的表头改回来"
                self.refuse(Refusal("Z715", f"少了“{title}”一列，这一列没有收", hint), "")
        printed = set(map(squeezed, _printed(form)))
        aside = [a for a in (*self.filled.outside, *self.aside) if squeezed(a.text) not in printed]
        if aside := [a for a in aside if squeezed(a.text)]:
            places = "、".join(f"{a.place} {a.shown}" for a in aside[:_SHOWN])
            more = f"等 {len(aside)} 处" if len(aside) > _SHOWN else ""
            reason = f"表外或不用填的格里有内容，没有收入：{places}{more}"
            hint = "要紧的，请填报单位写进“进展情况”或“存在问题”；原件照存"
            self.refuse(Refusal("Z717", reason, hint), "")


_GIVEN = re.compile(f"[-—/]*|由.+填|{CLOSED}")
"""What the form itself prints where there is nothing to be filled in."""

_FIELD = {field.key: field for field in FIELDS}


def _printed(form: Form) -> Iterator[str]:
    """What a form prints around its table, line by line, as a workbook or a document does."""
    yield from (form.head.title, f"（{form.shown.name}）", form.head.sample, "填表说明")
    yield from (f"{form.head.footer}表号：{form.id}", *(f"{word}：" for word in SIGNED))
    yield from (f"{number}. {note}" for number, note in enumerate(form.notes, 1))
    for line in headlines(form):
        yield from ("".join(line), "".join(line[:2]), "".join(line[2:]))


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 40 else f"{text[:40]}…"
