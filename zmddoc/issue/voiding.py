"""Making a number void: it stays on record and is never used again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from zmddoc.catalogue import diagnostic
from zmddoc.diagnostics import Diagnostic, Place, has_errors
from zmddoc.issue.order import Outcome
from zmddoc.issue.run import current, register_text, unusual
from zmddoc.model import Issue, Voiding
from zmddoc.project import REGISTER, Project
from zmddoc.register import UnusualRegister, with_void
from zmddoc.storage import locked, put
from zmddoc.text import day


def void(
    root: Path,
    number: str,
    voiding: Voiding,
    waiting: Callable[[], None] = lambda: None,
) -> Outcome:
    """Make the document issued under ``number`` void and return its entry; its files stay. Raises
    OSError when the disk refuses."""
    with locked(root / "plan", waiting):
        project, found = current(root, clean=True)
        unread = tuple(d for d in found if d.place.file == REGISTER and d.code < "Z3")
        if has_errors(unread):  # what else is wrong may be what the voiding is to put right
            return Outcome(refused=unread)
        refused = _refusal(project, number, voiding)
        if refused:
            return Outcome(refused=(refused,))
        try:
            text = with_void(register_text(root), number, voiding)
        except UnusualRegister:
            return Outcome(refused=(unusual(number),))
        put(root / REGISTER, text.encode(), durable=True)
    (issue,) = (one for one in project.register.issues if one.number == number)
    return Outcome(issues=(issue.model_copy(update={"void": voiding}),))


def _refusal(project: Project, number: str, voiding: Voiding) -> Diagnostic | None:
    """Z827, or None."""
    at = [i for i, issue in enumerate(project.register.issues) if issue.number == number]
    if not at:
        known = [issue.number for issue in project.register.issues if not issue.void]
        hint = f"有效的文号：{'、'.join(known[-5:])}" if known else "还没有印发过文件"
        return diagnostic("Z827", Place(REGISTER), f"登记簿里没有 {number}", hint)
    issue: Issue = project.register.issues[at[0]]
    place = project.place(REGISTER, ("issues", at[0], "number"))
    if issue.void:
        message = f"{number} 已于 {day(issue.void.dated)} 作废：{issue.void.reason}"
        return diagnostic("Z827", place, message, "不必再作废")
    if voiding.dated < issue.dated:
        message = f"作废的日期 {day(voiding.dated)} 早于 {number} 的成文日期 {day(issue.dated)}"
        return diagnostic("Z827", place, message, "改 --dated，不写就是今天")
    return None
