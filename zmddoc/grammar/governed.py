"""The dates that govern the clauses of a sentence: by when its targets are, whether it tells of the past."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cached_property

from zmddoc.grammar.cues import STRIVEN
from zmddoc.grammar.dates import Dated
from zmddoc.grammar.ground import Ground
from zmddoc.grammar.past import PAST, looks_ahead, only_referred_to, until_now
from zmddoc.grammar.phrases import Clause, within

_HEADS = re.compile(r"(?:力争|确保|争取|其中|并且?|预计|计划|同时|通过努力|[：:，,\s“（(]){0,20}")
"""What may stand before 到2015年 for it to be a year to come."""
_AIMS_BEFORE = re.compile(r"目标(?:任务)?(?:是|为)?[：:，,。\s]{1,2}$")
"""What makes a year hold for all that follows: 主要目标是：2025年，…."""
_GOAL = re.compile(
    r"(?:达|提高|提升|下降|降低|控制|增加|减少|稳定|保持|不低于|不少于|不超过|完成|建成|选拔|培养|引进|培育|实现|新建|改造)"
)


class Governed:
    """What is known of the time from clause to clause of one sentence."""

    def __init__(self, ground: Ground, governing: Dated | None, clauses: Sequence[Clause]) -> None:
        self.ground = ground
        self.words = ground.text[clauses[0].start : clauses[-1].end]
        self.governing = governing
        """到2025年: holds for the sentences behind it too."""
        self.ruling: Dated | None = None
        """A date of this sentence."""
        self.own: Dated | None = None
        """A date of this clause."""
        self.past = False
        """Whether a year before the plan's is told of."""
        self.until_now = False
        """Whether it is told how things stand 截至 a day of the plan's own year."""
        self.reported = False
        """Whether the sentence before tells of the past."""
        self.late = False
        """Whether the goal is one for a year before the plan's: 到2015年达到20%."""

    def enter(self, clause: Clause) -> None:
        """Take up the dates of the next clause."""
        text, year = self.ground.text, self.ground.year
        if clause.end - clause.start <= 10 and PAST.search(text, clause.start, clause.end):
            self.past = True  # 近3年来，
        self.own = None
        for one in self.ground.dates_in(clause):
            before = text[max(one.span.start - 1, 0) : one.span.start]
            if before in ("较", "比"):
                continue  # what it is measured from
            gone = one.year is not None and one.year < year
            if gone and self._aside(one, clause):
                continue
            if until_now(text, one) and (one.year or year) <= year:
                self.past, self.until_now = gone, not gone
                continue
            if one.explicit or one.whole_year:
                self.own = one
            if one.year is None or before == "以" or (before == "于" and not one.explicit):
                continue
            self.late = one.year < year and one.due is not None and self._aims(one, clause)
            self.past = one.year < year and not self.late
            if self.past or not one.due:
                continue
            aim = one.whole_year and _AIMS_BEFORE.search(
                text, max(one.span.start - 12, 0), one.span.start
            )
            if text[one.span.start] == "到" or aim:
                self.governing = one
            elif one.explicit or one.whole_year:
                self.ruling = one

    def narrow(self, start: int, end: int) -> None:
        """Hold to the date among the words of one of several figures: 6月底前下达60%、9月底前下达80%."""
        text = self.ground.text
        there = [
            one
            for one in self.ground.dates_in(Clause(start, end, 0))
            if (one.explicit or one.whole_year)
            and text[max(one.span.start - 1, start) : one.span.start]
            not in ("较", "比", "以", "与")
        ]
        self.own = there[0] if there else self.own

    def _aside(self, one: Dated, clause: Clause) -> bool:
        """Whether a past year is but part of a name, or what something is measured from."""
        inside = within(self.ground.cut.brackets, one.span.start) is not None
        return inside or only_referred_to(self.ground.text, one, clause)

    def _aims(self, one: Dated, clause: Clause) -> bool:
        """Whether a date is aimed at, as 到2015年 or 2015年底前达到 is, whatever year it is now."""
        text = self.ground.text
        before = text[max(clause.start, one.span.start - 40) : one.span.start].strip()
        if text[one.span.start] == "到" and _HEADS.fullmatch(before):
            return True
        if STRIVEN in before:
            return True
        return one.edge.endswith(("前", "内")) and bool(
            _GOAL.search(text, one.span.end, clause.end)
        )

    @property
    def reports(self) -> bool:
        """Whether the sentence tells of the past, or goes on with what does."""
        told = self.past or PAST.search(self.words)
        return bool(told) or (self.reported and not self._ahead)

    @property
    def perhaps_past(self) -> str:
        """Why the targets of the sentence may be what has been reached already, '' where they are not."""
        if not (self.until_now or self.reported) or self._ahead:
            return ""
        return (
            "“截至”多半说的是已经做到的" if self.until_now else "前一句说的是过去，这一句也可能是"
        )

    @property
    def _ahead(self) -> bool:
        return self.due is not None or self._said_ahead

    @cached_property
    def _said_ahead(self) -> bool:
        return looks_ahead(self.words)

    @property
    def due(self) -> date | None:
        """The day by which the clause's targets are to be reached."""
        own = self.own
        if own and own.due and not own.recurring:
            ahead = own.year is None or own.year >= self.ground.year
            return own.due if ahead or self.late else None
        governing = self.ruling or self.governing
        return governing.due if governing else None
