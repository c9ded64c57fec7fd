"""The board on the terminal: words first, colour only where somebody looks."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import click

from zmddoc.cli.columns import columns
from zmddoc.compose.status import rows
from zmddoc.compose.views import UNASSIGNED, name
from zmddoc.numerals import plain
from zmddoc.supervise import Board, Judgement, MatterState, Tally, lights
from zmddoc.supervise.ranking import RULE
from zmddoc.supervise.reasons import amount, signed, thresholds, unit_of
from zmddoc.supervise.words import LIGHTS, REPORTING, REQUESTS, STATUSES, STEPS
from zmddoc.text import day
from zmddoc.typography import printed

NONE = "－"
"""Where there is no light: full width, as a light's word is."""

_COLOURS = {"绿": "green", "蓝": "blue", "黄": "yellow", "红": "red", "灰": "bright_black"}


def standing(board: Board, room: int | None, *, colour: bool) -> Iterator[str]:
    """Yield the board as lines, cut to ``room`` columns where that is given."""
    yield from _head(board)
    yield from _reporting(board)
    yield from _counts(board, colour=colour)
    yield from _table(board, room, colour=colour)
    yield from _ranking(board)
    yield from _ladder(board, room, colour=colour)
    yield from _decisions(board, room)


def _head(board: Board) -> Iterator[str]:
    period = board.period
    yield printed(board.plan, board.plan.title)
    yield (
        f"{period.id}：数据截至{day(period.cutoff)}，{day(period.report_by)}前报送"
        f"{'' if board.now.collected else '。这一期还没有收过报送表'}"
    )
    if not board.rules.confirmed:
        yield "亮灯和督办的规则尚未核定，以下供参考。"


def _reporting(board: Board) -> Iterator[str]:
    yield ""
    asked = [one for one in board.units if one.reporting != "not_required"]
    parts = [f"应报 {len(asked)} 个单位"]
    for how in ("on_time", "late", "missing"):
        parts.append(f"{REPORTING[how]} {sum(one.reporting == how for one in asked)}")
    yield f"报送：{'，'.join(parts)}"
    late = [f"{name(one.unit)}（{one.days_late}天）" for one in asked if one.reporting == "late"]
    missing = [name(one.unit) for one in asked if one.reporting == "missing"]
    if late:
        yield f"  迟报：{'、'.join(late)}"
    if missing:
        yield f"  未报送：{'、'.join(missing)}"
    unlisted = [s.matter.id for s in board.matters if s.matter.lead and not s.parts]
    if unlisted:
        yield f"  牵头的集合没有成员名单，无从催报：{'、'.join(unlisted)}"
    for one in asked:
        if one.omitted:
            left_out = "、".join(matter.id for matter in one.omitted)
            yield f"  {name(one.unit)}的报送表里没有：{left_out}"


def _counts(board: Board, *, colour: bool) -> Iterator[str]:
    yield f"任务：{_tally(board.tasks)}"
    yield f"指标：{_tally(board.targets)}"
    shown = lights(one.light for one in board.matters)
    words = (f"{_paint(LIGHTS[one], colour)} {n}" for one, n in shown.items())
    yield f"任务亮灯：{'，'.join(words)}"


def _tally(one: Tally) -> str:
    parts = (f"{c.label} {c.count}（{c.share}%）" for c in one.counts if c.count)
    return f"共 {one.total} 项，{'，'.join(parts)}"


def _paint(word: str, colour: bool) -> str:
    light = word.strip()
    return click.style(word, fg=_COLOURS[light]) if colour and light in _COLOURS else word


def _table(board: Board, room: int | None, *, colour: bool) -> Iterator[str]:
    yield ""
    heads = ("编号", "灯", "状态", "完成率", "序时差", "累计", "本期应达", "牵头单位：事项，指标")
    cells = [heads, *(_row(state, one) for state, one in rows(board))]
    yield from columns(
        cells, (3, 4, 5, 6), room, lambda i, cell: _paint(cell, colour) if i == 1 else cell
    )


def _row(state: MatterState, one: Judgement | None) -> tuple[str, ...]:
    if one is None:
        lead = "、".join(map(name, state.matter.lead)) or UNASSIGNED
        words = (state.matter.id, _light(state), _status(state), "", "", "", "")
        return (*words, f"{lead}：{state.matter.clause}{state.matter.title}")
    unit = unit_of(one.target)
    wanted = ""
    if one.aim and one.wanted is not None and one.target.kind != "milestone":
        wanted = amount(one.aim.wanted, one.target)
    return (
        f"  {one.target.id}",
        _light(one),
        _status(one),
        f"{one.completion}%" if one.completion is not None else "",
        signed(one.gap) if one.gap is not None else "",
        f"{plain(one.value)}{unit}" if one.value is not None else "",
        wanted,
        one.name,
    )


def _light(one: MatterState | Judgement) -> str:
    return LIGHTS[one.light] if one.light else NONE


def _status(one: MatterState | Judgement) -> str:
    if one.closing:
        return "已销号"
    words = "逾期" if one.overdue else STATUSES[one.status]
    return f"{words}（延期）" if one.deadline.extension else words


def _ranking(board: Board) -> Iterator[str]:
    yield ""
    yield "排名"
    cells = [("位次", "完成度", "上期", "变化", "指标", "单位")]
    for one in board.ranking:
        cells.append(
            (
                str(one.place) if one.place else "",
                _percent(one.score),
                str(one.last_place) if one.last_place else "",
                _change(one.change),
                str(one.counted) if one.counted else "",
                name(one.unit) + (f"（{one.note}）" if one.note else ""),
            )
        )
    yield from columns(cells, (0, 1, 2, 3, 4))


def _percent(score: Decimal | None) -> str:
    return "" if score is None else f"{score}%"


def _change(places: int | None) -> str:
    if places is None:
        return ""
    return "不变" if not places else f"{'升' if places > 0 else '降'}{abs(places)}"


def _ladder(board: Board, room: int | None, *, colour: bool) -> Iterator[str]:
    yield ""
    if not board.calls:
        yield "督办：本期没有要办的"
        return
    yield "督办"
    alike: dict[tuple[str, str, str, str], list[str]] = {}
    for one in board.calls:
        done = f"已印发{one.issued.number}；" if one.issued else ""
        light = LIGHTS[one.light] if one.light else NONE
        key = (name(one.unit), light, STEPS[one.step], done + one.reason)
        alike.setdefault(key, []).append(one.matter.id)
    cells = [("单位", "灯", "台阶", "依据和事项")]
    for (unit, light, step, why), ids in alike.items():
        cells.append((unit, light, step, f"{'、'.join(ids)}：{why}"))
    yield from columns(cells, (), room, lambda i, cell: _paint(cell, colour) if i == 1 else cell)


def _decisions(board: Board, room: int | None) -> Iterator[str]:
    asked = [
        (name(part.unit), part.matter.id, REQUESTS[part.request.kind], part.request.reason)
        for part in board.requests
        if part.request
    ]
    if asked:
        yield ""
        yield "各单位申请，待审核"
        yield from columns(asked, (), room)
    waiting = [one.matter.id for one in board.matters if one.awaits_closing]
    if waiting:
        yield ""
        yield f"已达到目标或已到时限，待审核销号：{'、'.join(waiting)}"
    yield ""
    yield f"亮灯：{thresholds(board.rules)}。增速、占比不按序时折算。"
    yield f"排名：{RULE}"
