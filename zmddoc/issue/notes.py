"""Whether what was issued still says what the plan says now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from zmddoc.compose import Draft
from zmddoc.gongwen.substance import substance
from zmddoc.model import Register
from zmddoc.numbering import standing
from zmddoc.text import day


def drift(register: Register, composed: Iterable[tuple[Draft, etree._Element]]) -> Iterator[str]:
    """Yield a note for every draft that says something else than the document that was issued."""
    for draft, tree in composed:
        dispatch = draft.dispatch
        if dispatch is None:
            continue
        key = (draft.kind, draft.stamp.unit, dispatch.period, dispatch.step)
        issue = standing(register, *key)
        if issue and issue.words and issue.words != substance(tree):
            yield (
                f"{draft.path}：文字与 {day(issue.dated)}印发的 {issue.number} 已不同；"
                "印发件不变，要换发须作废重印"
            )
