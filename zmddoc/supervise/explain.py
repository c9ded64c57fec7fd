"""Why a target or a matter stands where it stands: the rule, the numbers, the return, the light."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from zmddoc.model import Closing, Extension, Issue, Return
from zmddoc.numerals import plain
from zmddoc.supervise.board import Board
from zmddoc.supervise.judge import Judgement
from zmddoc.supervise.ladder import Call
from zmddoc.supervise.matters import Matter
from zmddoc.supervise.reasons import (
    amount,
    gap_words,
    light_rule,
    mode_rule,
    reason,
    signed,
    unit_of,
    verdict,
)
from zmddoc.supervise.shares import percent
from zmddoc.supervise.state import MatterState, Part
from zmddoc.supervise.words import REQUESTS, STEPS, light_word
from zmddoc.text import day
from zmddoc.typography import normalise

_INDENT = "  "


def explain(board: Board, id: str) -> tuple[str, ...]:
    """Return the lines that explain a target or a matter, indented under what they belong to.
    Raises LookupError where the board has none of that id."""
    if state := board.matter(id):
        return tuple(_matter(board, state))
    if one := board.target(id):
        return (
            f"{one.target.id} {one.name}",
            *_indented(_whose(board, one.matter)),
            *_indented(_target(board, one)),
            *_indented(_calls(board, one.matter.id)),
        )
    raise LookupError(id)


def _whose(board: Board, matter: Matter) -> Iterator[str]:
    period = board.period
    yield f"所在任务：{matter.id} {matter.clause}{matter.title}"
    lead = "、".join(normalise(unit.name) for unit in matter.lead) or "未落实责任单位"
    first = "（数以首位所报为准）" if len(matter.lead) > 1 else ""
    yield f"牵头单位：{lead}{first}"
    yield (
        f"报送期：{period.id}，数据截至{day(period.cutoff)}，"
        f"{day(period.report_by)}前报送{'' if board.now.collected else '（这一期还没有收过报送表）'}"
    )


def _matter(board: Board, state: MatterState) -> Iterator[str]:
    yield f"{state.matter.id} {state.matter.clause}{state.matter.title}"
    yield from _indented(islice(_whose(board, state.matter), 1, None))
    yield from _indented(_deadline(state.deadline.extension, day(state.deadline.day), "完成时限"))
    if state.closing:
        yield _INDENT + _closed(state.closing)
    for part in state.parts:
        yield from _indented(_part(part))
    for one in state.judgements:
        yield f"{_INDENT}指标 {one.target.id} {one.name}"
        yield from _indented(_indented(_target(board, one)))
    if not state.judgements and not state.closing:
        yield (
            f"{_INDENT}怎样判：没有量化指标，看报送和时限——报送了为绿，"
            "过了时限还没有销号为红，未报送为灰"
        )
    yield f"{_INDENT}本条亮灯：{verdict(state.light, state.status)}{_composed(state)}"
    if state.awaits_closing:
        yield f"{_INDENT}待审核：指标已达到或时限已到，是否销号由督查机构决定"
    yield from _indented(_calls(board, state.matter.id))


def _composed(state: MatterState) -> str:
    if state.closing or not (state.light or state.matter.lead):
        return ""
    if not state.parts and not state.judgements:
        return "，牵头的集合没有成员名单，无从催报"
    shown = len(state.judgements) + len(state.parts)
    return "，取各单位报送情况和各项指标中最差的" if shown > 1 else ""


def _part(part: Part) -> Iterator[str]:
    name = normalise(part.unit.name)
    if part.task is None:
        what = "本期没有报送" if part.returned is None else "报送表里没有报这一条"
        yield f"{name}：{what}"
    else:
        assert part.returned
        yield f"{name}：{_received(part.returned)}"
        for label, said in (
            ("进展", part.task.progress),
            ("问题", part.task.problems),
            ("下步", part.task.next_steps),
            ("佐证", part.task.evidence),
        ):
            if said:
                yield f"{_INDENT}{label}：{' '.join(said.split())}"
    if part.request:
        until = f"至{day(part.request.until)}" if part.request.until else ""
        yield f"{_INDENT}申请{REQUESTS[part.request.kind]}{until}：{part.request.reason}（由督查机构决定）"


def _received(returned: Return) -> str:
    return f"{day(returned.received)}报送，文件“{returned.file}”，SHA-256 {returned.sha256}"


def _target(board: Board, one: Judgement) -> Iterator[str]:
    yield f"原文：{one.matter.quote_of(one.target)}"
    yield f"怎样判：{mode_rule(one)}"
    if one.rule:
        yield f"{_INDENT}另有规定：{one.rule.reason}"
    yield from _deadline(one.deadline.extension, day(one.deadline.day), "时限")
    yield from _value(one)
    yield from _numbers(one)
    if one.closing:
        yield _closed(one.closing)
    yield f"亮灯：{verdict(one.light, one.status)}"
    yield f"{_INDENT}理由：{reason(one)}"
    if one.judged and not one.closing:
        yield f"{_INDENT}门槛：{light_rule(board.rules, one)}"


def _value(one: Judgement) -> Iterator[str]:
    before = ""
    if one.previous is not None:
        before = f"（上期{plain(one.previous)}{unit_of(one.target)}）"
    if one.source is None:
        yield f"报送数：没有{before}"
        return
    found = one.source.target
    against = ""
    if found.baseline is not None:
        against = f"，比较的基数{plain(found.baseline)}{one.target.unit}"
    yield f"报送数：{plain(found.value)}{unit_of(one.target)}{against}{before}"
    late = "，迟报" if one.late else ""
    yield f"{_INDENT}出处：{one.source.returned.unit}，{_received(one.source.returned)}{late}"
    yield f"{_INDENT}单元格：{found.cell}，报送表编号 {one.source.returned.form}"


def _numbers(one: Judgement) -> Iterator[str]:
    if one.aim is None or one.target.kind == "milestone":
        return
    done = f"，完成率{one.completion}%" if one.completion is not None else ""
    yield f"全年目标：{amount(one.aim.figure, one.target)}{done}"
    if one.aim.line != one.aim.figure:
        yield f"{_INDENT}左右的允差：到{amount(one.aim.line, one.target)}算达到"
    if one.mode == "pace":
        yield (
            f"本期应达：{amount(one.aim.line, one.target)}×{percent(one.share)}%"
            f"＝{amount(one.aim.wanted, one.target)}"
        )
    if one.gap is not None:
        yield f"序时差：{signed(one.gap)}个百分点（{gap_words(one)}）"


def _deadline(extension: Extension | None, due: str, label: str) -> Iterator[str]:
    if extension is None:
        yield f"{label}：{due}"
        return
    yield (
        f"{label}：{due}（{day(extension.dated)}经{extension.approved_by}批准延期，"
        f"理由：{extension.reason}）"
    )


def _closed(closing: Closing) -> str:
    return f"销号：{day(closing.dated)}，审核{closing.reviewer}，依据{closing.evidence}"


def _calls(board: Board, id: str) -> Iterator[str]:
    found = [one for one in board.calls if one.matter.id == id]
    if not found:
        yield "督办：本期不需要"
    for one in found:
        yield f"督办：对{normalise(one.unit.name)}应{STEPS[one.step]}——{one.reason}"
        yield from _indented(_history(one))


def _history(one: Call) -> Iterator[str]:
    for issue in one.earlier:
        yield f"此前：{_issue(issue)}"
    if one.issued:
        yield f"本期已办：{_issue(one.issued)}"
    elif one.light:
        yield f"本期尚未印发（{light_word(one.light)}灯）"


def _issue(issue: Issue) -> str:
    step = STEPS[issue.step] if issue.step else "通知"
    return f"{day(issue.dated)} {issue.number}（{step}）"


def _indented(lines: Iterator[str]) -> Iterator[str]:
    return (_INDENT + line for line in lines)
