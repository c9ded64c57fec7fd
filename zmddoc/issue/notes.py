"""What a build has to say of its drafts beside what was issued, or will be."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from lxml import etree

from zmddoc.compose import Draft
from zmddoc.gongwen.substance import substance
from zmddoc.issue.admission import authority
from zmddoc.kinds import KINDS, PERIODIC
from zmddoc.model import Register
from zmddoc.numbering import standing
from zmddoc.project import Project
from zmddoc.text import day

Composed = Sequence[tuple[Draft, etree._Element]]


def notes(project: Project, composed: Composed) -> Iterator[str]:
    """Yield what stands against issuing these drafts as they are, and which of them say something
    else than the document that was issued."""
    yield from drift(project.register, composed)
    for draft, tree in composed:
        for one in authority(project, draft, tree):
            yield f"{one.message}（印发时{'不予编号' if one.severity == 'error' else '提醒'}）"


def drift(register: Register, composed: Composed) -> Iterator[str]:
    """Yield a note for every draft that says something else than the document that was issued."""
    for draft, tree in composed:
        dispatch = draft.dispatch
        if dispatch is None:
            continue
        key = (draft.kind, draft.stamp.unit, dispatch.period, dispatch.step)
        issue = standing(register, *key)
        if issue and issue.words and issue.words != substance(tree):
            yield (
                f"{draft.path}：文字与{day(issue.dated)}印发的 {issue.number} 已不同；"
                "印发件不变，要换发须作废重印"
            )


def gone(register: Register, listed: Iterable[Draft], kinds: Collection[str]) -> Iterator[str]:
    """Yield a note for every document of these kinds that was issued and that the plan no longer
    gives rise to. What belongs to a period is history, and left out."""
    there = {(draft.kind, draft.stamp.unit) for draft in listed}
    for issue in register.issues:
        wanted = issue.kind in kinds and issue.kind not in PERIODIC and not issue.void
        if wanted and (issue.kind, issue.unit) not in there:
            what = f"{issue.unit}的{KINDS.get(issue.kind, issue.kind)}"
            yield f"{issue.number}：印发过{what}，现行方案已没有这份文件，看是否作废"
