"""What the year has brought, as the ledger's columns from Q1目标 to 填报人/时间 (pure functions).

Every value comes from the Board, so that the ledger, the circular and the notices cannot disagree.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from zmddoc.assign import Item
from zmddoc.compose.views import NONE
from zmddoc.model import Closing, Target
from zmddoc.supervise import Board, Judgement, MatterState, Part
from zmddoc.supervise.pace import share_due
from zmddoc.supervise.reasons import value_words
from zmddoc.supervise.shares import hundredths
from zmddoc.supervise.words import LIGHTS
from zmddoc.text import day

CLOSED, OPEN = "已销号", "未销号"

Given = str | Decimal | date | None


def year(board: Board, item: Item, target: Target | None) -> dict[str, Given]:
    """Return the values of an item's, or of one of its targets', row by the title of their column;
    what is not known is left out. Of several leads the first one's words stand there."""
    state = board.matter(item.id)
    if state is None:
        return {}
    judged = board.target(target.id) if target else None
    found: dict[str, Given] = dict(_words(state))
    if judged:
        found |= dict(_aims(board, judged)) | dict(_figures(judged))
    due = judged.deadline if judged else state.deadline
    if due.extension:
        found["完成时限"] = due.day
    light = judged.light if judged else state.light
    closing = (judged.closing if judged else None) or state.closing
    found["预警等级"] = LIGHTS[light] if light else None
    found["督办单号"] = "\n".join(_notices(board, item.id)) or None
    found["是否销号/日期"] = _closed(closing)
    return found


def extended(board: Board) -> str:
    """What has been granted of 延期, in one note; '' where nothing has."""
    deadlines = {
        due.extension.id: due
        for state in board.matters
        for due in (state.deadline, *(one.deadline for one in state.judgements))
        if due.extension
    }
    listed = "；".join(
        f"{id}延至{day(due.day)}（{day(due.extension.dated)}批准，原{day(due.stated)}）"
        for id, due in deadlines.items()
        if due.extension
    )
    return f"注：完成时限已计入批准的延期：{listed}。" if listed else ""


def _aims(board: Board, judged: Judgement) -> Iterator[tuple[str, str | Decimal]]:
    """What is due by the end of each quarter; where it is compared with the same months of another
    year, of this one alone: nobody knows the others' baseline here."""
    if judged.aim is None:
        return
    if judged.target.bound == "relative":
        yield f"Q{board.period.quarter}目标", hundredths(judged.aim.line)
        return
    last = board.rules.periods[-1]
    curve = judged.rule.curve if judged.rule else None
    for period in board.rules.periods:
        title = f"Q{period.quarter}目标"
        if judged.mode == "pace":
            yield title, hundredths(judged.aim.line * share_due(period, judged.deadline, curve))
        elif judged.mode == "milestone":
            if share_due(period, judged.deadline) == 1:
                yield title, "完成"
        elif judged.mode == "full" or period == last:
            yield title, hundredths(judged.aim.line)


def _figures(judged: Judgement) -> Iterator[tuple[str, Given]]:
    value = judged.value
    if value is None:
        return
    if judged.mode == "milestone":
        yield "累计完成", value_words(judged.target, value)
        return
    yield "累计完成", value
    if judged.mode == "pace":
        yield "本期完成", value - (judged.previous or 0)
    yield "完成率", judged.completion / 100 if judged.completion is not None else None
    yield "序时差", judged.gap


def _words(state: MatterState) -> Iterator[tuple[str, str | None]]:
    part = _spoken(state)
    if part is None or part.task is None or part.returned is None:
        return
    task, returned = part.task, part.returned
    yield "进展情况", task.progress or NONE
    yield "存在问题", task.problems or NONE
    yield "下步打算", task.next_steps or NONE
    yield "佐证材料", task.evidence or NONE
    yield "数据来源", returned.file
    yield "填报人/时间", f"{part.unit.name}\n{_dotted(returned.received)}"


def _spoken(state: MatterState) -> Part | None:
    return next((part for part in state.parts if part.reported), None)


def _notices(board: Board, id: str) -> Iterator[str]:
    for call in board.calls:
        if call.matter.id == id:
            yield from (issue.number for issue in call.earlier)
            if call.issued:
                yield call.issued.number


def _closed(closing: Closing | None) -> str:
    return f"{CLOSED} {_dotted(closing.dated)}" if closing else OPEN


def _dotted(day: date) -> str:
    return f"{day.year}.{day.month}.{day.day}"
