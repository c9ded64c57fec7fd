"""The plan's own period, where a chapter says nothing else: 一、行动时间 2018年2月24日至6月30日。"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from zmddoc.grammar.dates import dates
from zmddoc.grammar.outline import Outline
from zmddoc.grammar.reading import Span
from zmddoc.importer.words import tidy

_TITLE = re.compile(
    r"(?:专项|集中|总体)?(?:行动|实施|整治|工作|活动|治理|推进|创建|开展|执行|攻坚|任务|完成|起止)?(?:时间|时限|期限)(?:安排|要求)?"
)
_UNTIL = re.compile(r"[至到—–\-~～]+")
_YEAR = re.compile(r"(?:19|20)\d\d(?=年)")
_LONGEST = 60
"""Characters; more words are stages, and have periods of their own."""


@dataclass(frozen=True)
class Period:
    """The title of the chapter, where it stands, and the last day."""

    title: str
    span: Span
    end: date


def own_period(text: str, read: Outline, year: int) -> Period | None:
    """Return the period that the plan of ``year`` sets itself, if there is one and no other."""
    found = []
    for section in read.sections:
        title, body = section.title.of(text).strip(), tidy(section.body.of(text))
        if section.children or not _TITLE.fullmatch(title) or not 0 < len(body) <= _LONGEST:
            continue
        begun = _YEAR.search(body)
        last = _UNTIL.split(body)[-1]
        days = [one.due for one in dates(last, int(begun[0]) if begun else year) if one.due]
        if len(days) == 1:
            found.append(Period(title, section.mark, days[0]))
    return found[0] if len(found) == 1 else None
