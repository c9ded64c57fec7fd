"""Notices of the small made-up plan of ``support.supervision``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from lxml import etree

from support.supervision import (
    PERIODS,
    REPORT_BY,
    a_board,
    plan,
    progress,
    returned,
    rules,
    target,
    task,
)
from zmddoc.assign import items
from zmddoc.compose import Composer, Draft
from zmddoc.compose.draft import Facts
from zmddoc.compose.notices import notice_drafts
from zmddoc.gongwen import lines
from zmddoc.model import Registry
from zmddoc.supervise import Board

Papers = dict[str, tuple[Draft, etree._Element]]
OFFICE = "示例市人民政府办公室"
GROUP_OFFICE = "示例市示例工作领导小组办公室"


def bodies() -> Registry:
    """Departments, a 垂直管理单位, a 人民团体, two counties and the group of them."""
    kinds = {
        "甲局": "department", "乙局": "department", "丙局": "department",
        "示例税务局": "vertical", "示例工商联": "organisation",
        "示例县": "county", "示例区": "county",
    }  # fmt: skip
    records: list[dict[str, Any]] = [
        {"name": name, "full": name, "kind": kind} for name, kind in kinds.items()
    ]
    members = tuple({"unit": one} for one in ("示例县", "示例区"))
    records.append(
        {"name": "各县区", "full": "各县区", "kind": "group", "members": members, "source": "示例"}
    )
    return Registry.model_validate({"source": "示例", "units": tuple(records)})


def office(issuer: str = OFFICE, **fields: Any) -> Any:
    """Rules under which ``issuer`` issues."""
    series = ({"code": "示政办函", "kinds": ("notice",)},)
    return rules(issuer=issuer, series=series, **fields)


def papers(board: Board) -> Papers:
    """The notices of a board, by name."""
    facts = Facts(board.plan, board.registry, board.rules, items(board.plan, board.registry))
    composer = Composer()
    return {one.name: (one, composer.compose(one)) for one in notice_drafts(facts, board)}


def said(paper: tuple[Draft, etree._Element]) -> str:
    """Every word of it."""
    return "\n".join(lines(paper[1]))


def step_of(paper: tuple[Draft, etree._Element]) -> tuple[str, str | None, Sequence[str]]:
    """Body, rung and matters."""
    draft = paper[0]
    assert draft.dispatch
    return draft.stamp.unit, draft.dispatch.step, draft.dispatch.matters


def judged(*tasks: dict[str, Any], period: str = "2021Q2", **more: Any) -> Board:
    """A board on which 甲局, 示例税务局 and 示例县 have returned 1 for each target they own."""
    at = PERIODS.index(period)
    values = {one["id"]: {each["id"]: 1 for each in one["targets"]} for one in tasks}
    owner = {one["id"]: one["duty"]["lead"][0] for one in tasks}
    units = dict.fromkeys(name for one in tasks for name in one["duty"]["lead"])
    returns = [
        returned(
            unit,
            {id: given if owner[id] == unit else {} for id, given in values.items() if unit in _leads(tasks, id)},
            REPORT_BY[at],
            progress=f"{unit}的进展",
        )
        for unit in units
        if unit != "各县区"
    ]  # fmt: skip
    more = {"by": office(), "bodies": bodies(), **more}
    return a_board(period, progress(period, *returns), of=plan(*tasks), **more)


def _leads(tasks: tuple[dict[str, Any], ...], id: str) -> tuple[str, ...]:
    return next(tuple(one["duty"]["lead"]) for one in tasks if one["id"] == id)


def fullest(targets: int, approval: str) -> tuple[Draft, etree._Element]:
    """The sheet that holds as much text as passes, about a matter with so many targets."""
    found = None
    for words in range(1, 60):
        one = task(
            "T01",
            [target(f"T01-{n}", name="示例指标名称较长的一项") for n in range(targets)],
            text="示例文字“引号”与2021年5G，" * words,
            support=("乙局", "丙局", "示例税务局"),
            title="示例事项名称",
            **({} if targets else {"due": date(2021, 6, 1)}),
        )
        (paper,) = papers(judged(one, by=office(approval=approval))).values()
        if paper[0].template != "slip.html.j2":
            assert found is not None
            return found
        found = paper
    raise AssertionError("every length passes")
