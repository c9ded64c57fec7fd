"""The cells of one row as what the ledger keeps: figures, words, a request."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from zmddoc.collect import values
from zmddoc.collect.filled import Answer, Row, squeezed
from zmddoc.compose.form import (
    ASKED,
    CLOSED,
    FIELDS,
    REQUESTS,
    WORDS,
    FieldKey,
    FormRow,
    figure_words,
)
from zmddoc.compose.ledger import Figure
from zmddoc.model import Request, TargetReturn, TaskReturn
from zmddoc.model.progress import RequestKind
from zmddoc.numerals import plain
from zmddoc.refusal import Refusal
from zmddoc.supervise.measure import adds_up
from zmddoc.text import day

Refuse = Callable[[Refusal, str], None]
Others = Callable[[str], tuple[tuple[str, str, TargetReturn], ...]]
"""A target's figures of other periods: period, file, figure."""

_NOTHING = {"无", "没有", "无申请", "不申请"}


class RowReader:
    """Reads rows; what it cannot take it hands to ``refuse``, what does not belong to ``aside``."""

    def __init__(self, period: str, refuse: Refuse, aside: list[Answer], others: Others) -> None:
        self.period, self.refuse, self.aside, self.others = period, refuse, aside, others

    def task(self, row: FormRow, back: Row | None) -> TaskReturn | None:
        """What was said of a task; None where nothing was."""
        if back is None:
            return None
        self._blocked(row, back)
        said: dict[str, Any] = {}
        cells: dict[str, str] = {}
        for key in WORDS:
            if (answer := back.answers.get(key)) and (text := self._words(answer)):
                said[key], cells[key] = text, answer.place
        request = self._request(row, back, evidence=bool(said.get("evidence")))
        if request:
            cells |= {key: back.answers[key].place for key in ASKED if key in back.answers}
        if not said and not request:
            return None
        return TaskReturn(id=row.id, request=request, cells=cells, **said)

    def target(self, row: FormRow, back: Row) -> TargetReturn | None:
        """A target's figure; None where there is none."""
        self._blocked(row, back)
        answer, baseline = back.answers.get("value"), back.answers.get("baseline")
        if "value" not in row.takes:
            return None
        try:
            self._unit(row, back, answer or baseline)
            value = values.figure(answer, row) if answer else None
            if value is not None and answer:
                self._fallen(row, value, answer)
        except Refusal as refusal:
            self.refuse(refusal, (answer or baseline or back.answers["id"]).place)
            return None
        against = None
        if baseline and "baseline" in row.takes:
            try:
                against = values.figure(baseline, row)
                if value is None and against is not None:
                    hint = "把本期累计完成也填上"
                    reason = f"只有对比基数 {baseline.shown}，没有本期累计完成"
                    raise Refusal("Z707", reason, hint)
            except Refusal as refusal:
                self.refuse(refusal, baseline.place)
                against = None
        if value is None or answer is None:
            return None
        return TargetReturn(id=row.id, value=value, baseline=against, cell=answer.place)

    def _words(self, answer: Answer) -> str:
        try:
            return values.words(answer)
        except Refusal as refusal:
            self.refuse(refusal, answer.place)
            return ""

    def _blocked(self, row: FormRow, back: Row) -> None:
        """What stands where nothing is to be filled in, or where the plan's words stood."""
        shown: dict[str, Figure | str] = {"words": row.words, "unit": row.unit}
        # Not what may have changed since the form went out: the last period's figure, which a late
        # return has brought, and of a task the deadline, which the office has moved.
        if row.target:
            shown["aim"] = row.aim
        for field in FIELDS:
            answer = back.answers.get(field.key)
            if answer is None or field.key == "id" or field.key in row.takes:
                continue
            if not field.prompt:  # what the plan says
                if field.key in shown and not _same(answer, shown[field.key]):
                    self.aside.append(answer)
            elif squeezed(answer.text) not in (
                {squeezed(f"由{row.owner}填"), CLOSED} | values.BLANKS
            ):
                self._misplaced(row, field.key, answer)

    def _misplaced(self, row: FormRow, key: FieldKey, answer: Answer) -> None:
        if key == "value" and row.owner:
            reason = f"{row.id} 的数由{row.owner}报，{answer.shown}没有收"
            self.refuse(Refusal("Z706", reason, f"与{row.owner}核对，由它报"), answer.place)
        else:
            where = f"写在 {row.matter.id} 那一行" if row.target else "写在指标那一行"
            reason = f"{row.id} 这一行的这一格不用填，{answer.shown}没有收"
            self.refuse(Refusal("Z715", reason, f"移到该填的格里再报：{where}"), answer.place)

    def _unit(self, row: FormRow, back: Row, answer: Answer | None) -> None:
        """Refuse a figure beside which somebody has written another unit of measure."""
        unit = back.answers.get("unit")
        if answer and unit and squeezed(unit.text) != squeezed(row.unit):
            reason = f"{answer.shown}旁边的单位被改成了{unit.shown}，方案写的是“{row.unit}”"
            raise Refusal("Z709", reason, "换算成方案的单位再报，单位一栏不要改")

    def _fallen(self, row: FormRow, value: Decimal, answer: Answer) -> None:
        """Refuse a cumulative figure below an earlier period's, or above a later one's."""
        assert row.target
        if not adds_up(row.target):
            return
        for period, file, figure in self.others(row.id):
            there = f"{figure_words(figure.value, row)}（{file} 里 {figure.cell}）"
            if period < self.period and figure.value > value:
                hint = f"应报累计数，不是当季数；{period} 报多了的，先用 --replace 更正 {period}"
                reason = f"累计数 {answer.shown}比 {period} 报的 {there} 还小"
                raise Refusal("Z710", reason, hint)
            if period > self.period and figure.value < value:
                hint = f"{period} 报少了的，先用 --replace 更正 {period}"
                reason = f"累计数 {answer.shown}比后来 {period} 报的 {there} 还大"
                raise Refusal("Z710", reason, hint)

    def _request(self, row: FormRow, back: Row, *, evidence: bool) -> Request | None:
        """What is asked for: whole, or not taken at all."""
        asked, reason, until = (back.answers.get(key) for key in ASKED)
        at = asked
        try:
            kind = _kind(asked)
            at = reason
            why = values.words(reason) if reason else ""
            at = until
            moved = _said_day(until)
        except Refusal as refusal:
            assert at
            self.refuse(refusal, at.place)
            return None
        first = asked or reason or until
        if kind is None:
            if first and (why not in {"", *_NOTHING} or moved):
                told = reason if why not in {"", *_NOTHING} else until
                assert told
                hint = "在“申请事项”里选延期、调整或办结"
                self._incomplete(told, f"没有选申请事项，{told.shown}没有收", hint)
            return None
        assert asked
        if not why:
            self._incomplete(asked, f"申请{asked.shown}没有写理由", "写明申请理由再报")
        elif kind == "extension" and moved is None:
            self._incomplete(
                asked, "申请延期没有写延期到哪一天", "在“延期至”里写日期，如 2021-12-31"
            )
        elif kind != "extension" and moved and until:
            hint = "要延期的选“延期”；不延期的，“延期至”留空"
            self._incomplete(until, f"申请{asked.shown}，却写了延期至 {until.shown}", hint)
        elif kind == "closing" and not evidence:
            hint = "在“佐证材料”里写明文件名、文号或链接"
            self._incomplete(asked, "申请办结没有佐证材料", hint)
        elif moved and until and row.due and moved <= row.due:
            reason_ = f"延期至 {day(moved)}，不晚于现在的时限 {day(row.due)}"
            self.refuse(Refusal("Z714", reason_, "写一个更晚的日子，或不申请延期"), until.place)
        else:
            return Request(kind=kind, reason=why, until=moved)
        return None

    def _incomplete(self, answer: Answer, reason: str, hint: str) -> None:
        self.refuse(Refusal("Z713", f"{reason}；这项申请没有收", hint), answer.place)


def _kind(asked: Answer | None) -> RequestKind | None:
    """What is asked for; None for nothing. Raises Refusal."""
    if asked is None:
        return None
    text = squeezed(values.words(asked)).removeprefix("申请")
    if text in {"", *_NOTHING}:
        return None
    if text not in REQUESTS:
        reason = f"没有{asked.shown}这种申请事项"
        raise Refusal("Z713", reason, f"选{'、'.join(REQUESTS)}之一")
    return REQUESTS[text]


def _said_day(answer: Answer | None) -> date | None:
    """The day in a cell; None where it only says that there is none."""
    if answer is None or squeezed(answer.text) in {*values.BLANKS, *_NOTHING}:
        return None
    return values.day(answer)


def _same(answer: Answer, shown: Figure | str) -> bool:
    """Whether a cell still says what the form was built with."""
    if isinstance(shown, Figure) and answer.kind == "number":
        return values.stored(answer.text) == shown.value
    if isinstance(shown, Figure) and squeezed(answer.text) == squeezed(plain(shown.value)):
        return True
    return squeezed(answer.text) == squeezed(str(shown))
