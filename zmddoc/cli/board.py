"""The board a command is about, and what stands on it."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from zmddoc.cli.arguments import find_period
from zmddoc.cli.findings import show
from zmddoc.cli.folder import checked_folder
from zmddoc.cli.help import unknown
from zmddoc.cli.mishaps import Refusal, Trouble
from zmddoc.diagnostics import has_errors

if TYPE_CHECKING:
    from zmddoc.supervise import Board


def board_of(name: str | None) -> Board:
    """The board of the period called ``name``; without one of the last period for which something
    was returned, or where nothing was, of the first. Raises Refusal, or Trouble where the project
    has errors: nobody is judged by figures that do not hold."""
    project, found = checked_folder()
    plan, registry, rules = project.plan, project.registry, project.rules
    if has_errors(found) or plan is None or registry is None or rules is None:
        show([one for one in found if one.severity == "error"], project.root, aside=True)
        raise Trouble("方案或报送数据有错误，没有判定。改好之后请再运行一次。")
    from zmddoc.supervise import board, latest

    progress = project.progress.values()
    if name is not None:
        period = find_period(rules, name)
    else:
        period = latest(rules, progress) or rules.periods[0]
    return board(plan, registry, rules, progress, project.decisions, project.register, period.id)


def find_item(board: Board, name: str) -> str:
    """The id of the task or target called ``name``: T04, t4-1, （四）. Raises Refusal, with the
    nearest."""
    ids: dict[str, str] = {}
    for state in board.matters:
        ids[state.matter.id] = state.matter.id
        ids.update((one.target.id, one.target.id) for one in state.judgements)
    cited = {state.matter.clause: state.matter.id for state in board.matters}
    said = unicodedata.normalize("NFKC", name).strip().upper()
    padded = re.sub(r"^T(\d)(?!\d)", r"T0\1", said)
    found = ids.get(said) or ids.get(padded)
    found = found or cited.get("（" + said.strip("()（）") + "）")
    if padded in (task.id for _, _, task in board.plan.tasks()) and found is None:
        raise Refusal(f"{padded} 没有责任单位，也没有指标，不是督查事项。")
    if found is None:
        otherwise = "任务编号写作 T04，指标编号写作 T04-1，在台账和报送表里可以查到。"
        raise Refusal(unknown("督查事项或指标", name, ids, otherwise))
    return found
