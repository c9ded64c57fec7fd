"""The board of a period as data for other programs: JSON, and CSV that a spreadsheet opens."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from zmddoc.compose.views import UNASSIGNED, name
from zmddoc.numerals import plain
from zmddoc.supervise import Board, Call, Judgement, MatterState, Place, Tally, UnitState, lights
from zmddoc.supervise.reasons import reason, year_figure
from zmddoc.supervise.words import LIGHTS, REPORTING, STATUSES, STEPS, light_word

COLUMNS = (
    "报送期", "任务编号", "条款", "任务", "指标编号", "指标", "牵头单位", "未报送单位", "亮灯", "状态",
    "全年目标", "本期应达", "累计完成", "上期累计", "完成率（%）", "序时差（百分点）", "完成时限", "延期",
    "销号", "理由", "督办", "报送文件", "单元格", "文件校验码",
)  # fmt: skip
"""One row for each matter without targets and for each target."""


def as_json(board: Board) -> str:
    """Return the whole board as JSON."""
    document = {
        "period": board.period.id,
        "cutoff": board.period.cutoff.isoformat(),
        "report_by": board.period.report_by.isoformat(),
        "collected": board.now.collected,
        "tasks": _tally(board.tasks),
        "targets": _tally(board.targets),
        "lights": lights(one.light for one in board.matters),
        "units": [_unit(one) for one in board.units],
        "matters": [_matter(one) for one in board.matters],
        "ranking": [_place(one) for one in board.ranking],
        "ladder": [_call(one) for one in board.calls],
        "requests": [
            {
                "unit": part.unit.name,
                "matter": part.matter.id,
                "kind": part.request.kind,
                "reason": part.request.reason,
                "until": part.request.until.isoformat() if part.request.until else None,
            }
            for part in board.requests
            if part.request
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def as_csv(board: Board) -> str:
    """Return the board as CSV, one row for each of its targets and each matter without any."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for state in board.matters:
        for one in state.judgements or (None,):
            row = _row(board, state, one)
            writer.writerow([row[column] for column in COLUMNS])
    return out.getvalue()


def _row(board: Board, state: MatterState, one: Judgement | None) -> dict[str, str]:
    matter, closing = state.matter, (one or state).closing
    due = (one or state).deadline
    shown, status = (one or state).light, (one or state).status
    called = (f"{name(c.unit)}：{STEPS[c.step]}" for c in board.calls if c.matter.id == matter.id)
    words = {
        "报送期": board.period.id,
        "任务编号": matter.id,
        "条款": matter.clause,
        "任务": matter.title,
        "牵头单位": "、".join(map(name, matter.lead)) or UNASSIGNED,
        "未报送单位": "、".join(map(name, state.missing)),
        "亮灯": LIGHTS[shown] if shown else "",
        "状态": STATUSES[status],
        "完成时限": due.day.isoformat(),
        "延期": f"原为{due.stated.isoformat()}" if due.extension else "",
        "销号": closing.dated.isoformat() if closing else "",
        "督办": "；".join(called),
    }
    numbers = {}
    if one:
        words |= {
            "指标编号": one.target.id,
            "指标": one.name,
            "全年目标": year_figure(one.target, one.aim),
            "理由": reason(one),
        }
        numbers = {
            "本期应达": _number(one.wanted),
            "累计完成": _number(one.value),
            "上期累计": _number(one.previous),
            "完成率（%）": _number(one.completion),
            "序时差（百分点）": _number(one.gap),
        }
        if one.source:
            words |= {
                "报送文件": one.source.returned.file,
                "单元格": one.source.target.cell,
                "文件校验码": one.source.returned.sha256,
            }
    return dict.fromkeys(COLUMNS, "") | {k: _text(v) for k, v in words.items()} | numbers


def _text(value: str) -> str:
    """The words as a cell that no spreadsheet takes for a formula: a file's name is its sender's."""
    return f"'{value}" if value[:1] in ("=", "+", "-", "@", "\t", "\r") else value


def _number(value: Decimal | None) -> str:
    return "" if value is None else plain(round(value, 4))


def _tally(one: Tally) -> dict[str, Any]:
    return {
        "total": one.total,
        "counts": [
            {"status": c.status, "label": c.label, "count": c.count, "share": float(c.share)}
            for c in one.counts
        ],
    }


def _unit(one: UnitState) -> dict[str, Any]:
    returned = one.returned
    return {
        "unit": one.unit.name,
        "reporting": one.reporting,
        "label": REPORTING[one.reporting],
        "days_late": one.days_late,
        "received": returned.received.isoformat() if returned else None,
        "file": returned.file if returned else None,
        "sha256": returned.sha256 if returned else None,
        "matters": [part.matter.id for part in one.parts],
        "omitted": [matter.id for matter in one.omitted],
        "light": one.light,
    }


def _matter(one: MatterState) -> dict[str, Any]:
    return {
        "id": one.matter.id,
        "clause": one.matter.clause,
        "title": one.matter.title,
        "lead": [unit.name for unit in one.matter.lead],
        "missing": [unit.name for unit in one.missing],
        **_standing(one),
        "awaits_closing": one.awaits_closing,
        "targets": [_target(judgement) for judgement in one.judgements],
    }


def _target(one: Judgement) -> dict[str, Any]:
    source = one.source
    return {
        "id": one.target.id,
        "name": one.name,
        "unit": one.target.unit,
        "soft": one.target.soft,
        "mode": one.mode,
        "figure": _float(one.figure),
        "wanted": _float(one.wanted),
        "value": _float(one.value),
        "previous": _float(one.previous),
        "completion": _float(one.completion),
        "gap": _float(one.gap),
        **_standing(one),
        "overdue": one.overdue,
        "late": one.late,
        "reason": reason(one),
        "source": {
            "unit": source.returned.unit,
            "file": source.returned.file,
            "sha256": source.returned.sha256,
            "cell": source.target.cell,
        }
        if source
        else None,
    }


def _standing(one: MatterState | Judgement) -> dict[str, Any]:
    due = one.deadline
    return {
        "light": one.light,
        "light_label": light_word(one.light),
        "status": one.status,
        "status_label": STATUSES[one.status],
        "due": due.day.isoformat(),
        "extended_from": due.stated.isoformat() if due.extension else None,
        "closed": one.closing.dated.isoformat() if one.closing else None,
    }


def _place(one: Place) -> dict[str, Any]:
    return {
        "unit": one.unit.name,
        "place": one.place,
        "score": _float(one.score),
        "targets": one.counted,
        "last_place": one.last_place,
        "change": one.change,
        "note": one.note,
    }


def _call(one: Call) -> dict[str, Any]:
    return {
        "unit": one.unit.name,
        "matter": one.matter.id,
        "step": one.step,
        "label": STEPS[one.step],
        "reason": one.reason,
        "refers_to": one.refers_to.number if one.refers_to else None,
        "issued": one.issued.number if one.issued else None,
    }


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def rows(board: Board) -> Iterator[tuple[MatterState, Judgement | None]]:
    """Yield every matter, each followed by its targets."""
    for state in board.matters:
        yield state, None
        for one in state.judgements:
            yield state, one
