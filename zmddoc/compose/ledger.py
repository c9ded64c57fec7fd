"""The ledger (总台账): the plan's tasks and targets as rows of plain values (pure functions).

One row for every target, one for an item without targets. What the plan says stands there; what it
says there is none of is ``—``; what nobody knows yet is empty, to be filled in through the year.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from zmddoc.assign import Item, answered, items, tallies, unassigned
from zmddoc.compose.draft import Facts
from zmddoc.compose.ledger_year import CLOSED, OPEN, extended, year
from zmddoc.compose.views import NONE, Head, headings, lead_note, name, reporting, row, shared_note
from zmddoc.model import Plan, Registry, Rules, Target
from zmddoc.numerals import plain
from zmddoc.supervise import Board
from zmddoc.supervise import words as supervision
from zmddoc.text import day
from zmddoc.typography import normalise, printed

Form = Literal["code", "centre", "words", "number", "share", "points", "date", "light", "closing"]
"""How a column is typed and set: ``code`` is text even where it looks like a number; ``share`` is a
ratio, ``points`` a difference in percentage points; ``light`` and ``closing`` are chosen from
LIGHTS and CLOSINGS."""

LIGHTS = tuple(supervision.LIGHTS.values())
CLOSINGS = (OPEN, CLOSED)


@dataclass(frozen=True)
class Column:
    """A column: its heading, its width in half-width characters, and who fills it."""

    title: str
    width: float
    form: Form
    given: bool = False
    """Filled from the plan, not by the bodies."""


COLUMNS = (
    Column("任务编号", 9, "code", True),
    Column("序号", 5, "centre", True),
    Column("章节条款", 14.5, "code", True),
    Column("目标任务（原文）", 20, "words", True),
    Column("工作内容/具体举措", 58, "words", True),
    Column("指标", 17, "words", True),
    Column("年度目标", 11, "centre", True),
    Column("单位", 5, "centre", True),
    Column("牵头单位", 15, "words", True),
    Column("配合单位", 16, "words", True),
    Column("责任领导", 7, "centre"),
    Column("责任人", 7, "centre"),
    Column("完成时限", 11, "date", True),
    Column("Q1目标", 6, "number"),
    Column("Q2目标", 6, "number"),
    Column("Q3目标", 6, "number"),
    Column("Q4目标", 6, "number"),
    Column("本期完成", 6, "number"),
    Column("累计完成", 6, "number"),
    Column("完成率", 7, "share"),
    Column("序时差", 7, "points"),
    Column("进展情况", 22, "words"),
    Column("存在问题", 16, "words"),
    Column("下步打算", 16, "words"),
    Column("预警等级", 5, "light"),
    Column("督办单号", 9, "code"),
    Column("是否销号/日期", 9, "closing"),
    Column("佐证材料", 10, "words"),
    Column("数据来源", 9, "words"),
    Column("填报人/时间", 11, "words"),
    Column("方案版本", 13.5, "code", True),
)
"""The columns of DOMAIN.md paragraph 2, in that order."""


@dataclass(frozen=True)
class Figure:
    """A number with the words around it: ≥ 100, 8 %左右, 1 –2 (a range, by its lower end).

    The cell holds ``value`` (in the target's unit, 8 for 8%), so that it sorts and counts as a
    number; the words are its number format, so that it is read as the plan says it.
    """

    value: Decimal
    before: str = ""
    after: str = ""

    def __str__(self) -> str:
        return f"{self.before}{plain(self.value)}{self.after}"


Value = str | int | Decimal | Figure | date | None
"""A cell: None is empty, to be filled in."""


@dataclass(frozen=True)
class Ledger:
    """The whole workbook as plain values."""

    head: Head
    number: str
    """The plan's document number."""
    rows: tuple[tuple[Value, ...], ...]
    """One value for each of COLUMNS."""
    notes: tuple[str, ...]
    """What stands under the table."""
    guide: tuple[str, ...]
    """How to read and fill it, for the second sheet."""
    totals: tuple[tuple[str, int], ...]
    tallies: tuple[tuple[str, int, int, int], ...]
    """Each body named, with its mentions as lead, as support, and both."""


def ledger(plan: Plan, registry: Registry, rules: Rules, board: Board | None = None) -> Ledger:
    """Return the ledger of a plan that is free of errors; with a board, as it stands at the end of
    the board's period."""
    facts = Facts(plan, registry, rules, items(plan, registry))
    title = f"{printed(plan, plan.title)}总台账"
    given = tuple(_rows(facts, board))
    notes = (*_notes(facts), *(_standing(board) if board else ()))
    guide, totals = tuple(_guide(facts)), _totals(facts, len(given))
    counted = tuple(
        (name(t.unit), t.lead, t.support, t.total) for t in tallies(facts.items, registry)
    )
    content = repr((title, plan.number, given, notes, guide, totals, counted))
    mark = facts.stamp("ledger", part=hashlib.sha256(content.encode()).hexdigest())
    version = "\n".join(filter(None, (plan.number, mark.short)))
    rows = tuple(
        (code, number, *values, version) for number, (code, values) in enumerate(given, start=1)
    )
    head = facts.head(title, "总台账", mark)
    return Ledger(head, plan.number, rows, notes, guide, totals, counted)


def _rows(facts: Facts, board: Board | None) -> Iterator[tuple[str, tuple[Value, ...]]]:
    """Yield each row's code and its values from 章节条款 to 填报人/时间."""
    for item in facts.items:
        if item.passed_on:
            continue
        shown = row(item, facts.plan)
        lead, support = "\n".join(shown.lead_cell), "\n".join(shown.support_cell)
        stated: list[tuple[Target | None, str]] = [
            (target, printed(facts.plan, target.quote, item.within)) for target in item.targets
        ] or [(None, "")]
        for target, words in stated:
            given: dict[str, Value] = {
                "完成时限": (target and target.due) or item.due or NONE,
                **(year(board, item, target) if board else {}),
                "章节条款": _clause(item),
                "目标任务（原文）": "\n".join(filter(None, (_title(facts, item), words))),
                "工作内容/具体举措": shown.text or None,
                "指标": _indicator(facts, target, item) if target else NONE,
                "年度目标": aim(target, words) if target else NONE,
                "单位": (target.unit or NONE) if target else NONE,
                "牵头单位": lead,
                "配合单位": support,
            }
            yield (
                target.id if target else item.id or NONE,
                tuple(given.get(column.title) for column in COLUMNS[2:-1]),
            )


def _clause(item: Item) -> str:
    """章节条款: 二、（四）; of a chapter 第二章."""
    return item.cited.place


def _title(facts: Facts, item: Item) -> str:
    """The item's title, or for a measure without one that of its task."""
    title = item.record.title
    if not title:
        title = next((i.record.title for i in facts.items if i.task == item.task), "")
    return printed(facts.plan, title, item.within)


def _indicator(facts: Facts, target: Target, item: Item) -> str:
    words = printed(facts.plan, target.name, item.within)
    return f"{words}（按{normalise(target.per)}逐个计）" if target.per else words


def aim(target: Target, words: str) -> Figure | str:
    """Return the 年度目标 of a target stated in ``words``: a figure that reads as the plan puts it
    (力争≥20%, 下降3%左右, 1–2) and sorts as a number, a range by its lower end; the plan's own
    words for a milestone, and for what is measured against a baseline (不低于上年同期水平)."""
    value = target.low if target.bound == "range" else target.value
    if value is None:
        return _against(target.baseline, words) if target.baseline else words
    before = ("力争" if target.soft else "") + ("下降" if target.direction == "down" else "")
    before += {">=": "≥", "<=": "≤"}.get(target.bound, "")
    after = f"–{plain(target.high)}" if target.high is not None else ""
    after += "%" if target.unit == "%" else ""
    if target.bound == "≈":
        after += "左右"
        if target.tolerance is not None:
            after += f"（±{plain(target.tolerance)}）"
    return Figure(value, before, after)


def _against(baseline: str, words: str) -> str:
    """The plan's own comparison: 不低于上年同期水平 out of 增速不低于上年同期水平."""
    compared = re.search(
        rf"(?:不低于|不少于|不高于|不超过|高于|低于|超过|达到|优于|与)?{re.escape(normalise(baseline))}.*",
        words,
    )
    return compared[0] if compared else words


def _totals(facts: Facts, rows: int) -> tuple[tuple[str, int], ...]:
    counted = tallies(facts.items, facts.registry)
    return (
        *((("章", headed),) if (headed := headings(facts.plan)) else ()),
        ("任务（条）", sum(1 for _ in facts.plan.tasks())),
        ("其中：明确责任单位的任务", answered(facts.items)),
        ("责任单位", len(counted)),
        ("责任单位出现（个次）", sum(t.total for t in counted)),
        ("其中：牵头（个次）", sum(t.lead for t in counted)),
        ("其中：配合（个次）", sum(t.support for t in counted)),
        ("量化指标（项）", sum(len(item.targets) for item in facts.items)),
        ("其中：未落实责任单位（项）", len(unassigned(facts.items))),
        ("台账行数", rows),
    )


def _notes(facts: Facts) -> Iterator[str]:
    plan = facts.plan
    if note := lead_note(plan):
        yield note
    if shared := shared_note(plan):
        yield shared
    if plan.due and any(not getattr(item.record, "due", None) for item in facts.items):
        yield f"注：方案未逐条写明完成时限的，以{day(plan.due)}为限。"


def _standing(board: Board) -> Iterator[str]:
    shown = reporting(board.period)
    yield f"注：进展截至{shown.name}（数据截至{shown.cutoff}）；空格为未报送或未到判定期。"
    if moved := extended(board):
        yield moved


def _guide(facts: Facts) -> Iterator[str]:
    yield (
        "计行规则：每项量化指标一行，没有量化指标的任务一行；任务编号带“-”的为指标编号，"
        "编号永久不变，催报、回收以此为准。"
    )
    yield (
        "计数规则：同一任务有多个单位的，逐个计入各单位；"
        "“责任单位出现”为牵头与配合个次之和，集合（如各县区）按一个单位计。"
    )
    yield (
        "年度目标：≥为不低于（方案只写数字的，按不低于计），≤为不高于，“1–2”为区间（按下限排序），"
        "“左右”“力争”照方案原文；单位为%的，数值即百分数。"
    )
    yield "蓝色表头各列由方案生成，请勿改动；黄色表头各列由各单位和督查机构全年填写，未知的留空。"
    yield "“—”表示方案没有此项；空格表示尚未填报，不等于零，也不等于完成。"
    yield "预警等级：绿、蓝、黄、红、灰（灰为未报送）。销号由督查机构审核决定，不以填报单位自报为准。"
    if unassigned(facts.items):
        yield "“未落实责任单位”：方案没有写明责任单位的指标，需领导明确，本表不作推定。"
    yield from (note.removeprefix("注：") for note in _notes(facts))
    periods = "；".join(
        f"{shown.name}数据截至{shown.cutoff}，{shown.report_by}前报送"
        for shown in map(reporting, facts.rules.periods)
    )
    yield f"报送：{periods}。"
    if not facts.rules.confirmed:
        yield f"以上报送日期未经核定：{facts.rules.basis.rstrip('。')}。"
