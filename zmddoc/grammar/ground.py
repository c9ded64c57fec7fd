"""A text cut up once for the reading of targets: clauses, figures, dates, each found by place."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from zmddoc.grammar.dates import Dated, dates
from zmddoc.grammar.figures import Figure, coefficient, figures
from zmddoc.grammar.phrases import Clause, Phrases, curled, phrases, within
from zmddoc.grammar.reading import Span

LONGEST = 300
"""Characters of the longest quote."""

_BY = re.compile(r"(?:[应须需要将拟]|力争|确保|争取|必须|计划)?[于在]?[，,]?$")
"""What stands before a date by which something is to be: 应于2020年底前."""
_MEASURED_FROM = re.compile(r"(?:[较比以与同由从自]|相对)$")


class Ground:
    """An item's own words, and ``year``, the plan's."""

    def __init__(self, text: str, year: int) -> None:
        self.text = text = curled(text)
        self.year = year
        self.cut: Phrases = phrases(text)
        self.dated: tuple[Dated, ...] = dates(text, year)
        self.starts = [one.span.start for one in self.dated]
        self.figures: tuple[Figure, ...] = figures(text)
        self.places = [one.start for one in self.figures]
        self.excused: dict[int, str] = {}
        """Where figures stand that are no targets, and why; filled as targets are read."""
        self.sentences: dict[int, list[Clause]] = {}
        for clause in self.cut.clauses:
            self.sentences.setdefault(clause.sentence, []).append(clause)

    def counts(self, figure: Figure) -> bool:
        """Whether a figure has a unit or is a coefficient, is no decoy and stands in no bracket and no quotes."""
        return (
            not figure.decoy
            and (bool(figure.unit) or coefficient(self.text, figure))
            and within(self.cut.brackets, figure.start) is None
            and within(self.cut.quotes, figure.start) is None
        )

    def figures_in(self, clause: Clause) -> Sequence[Figure]:
        """The figures of a clause, decoys too."""
        a, b = bisect_left(self.places, clause.start), bisect_left(self.places, clause.end)
        return self.figures[a:b]

    def dates_in(self, clause: Clause) -> Sequence[Dated]:
        """The dates of a clause."""
        a, b = bisect_left(self.starts, clause.start), bisect_left(self.starts, clause.end)
        return self.dated[a:b]

    def years(self, start: int, end: int) -> list[Dated]:
        """The dates listed last between ``start`` and ``end``, each with a figure of its own behind
        分别: 2023年、2024年分别达到2个和3个; none where there is but one."""
        listed: list[Dated] = []
        a, b = bisect_left(self.starts, start), bisect_left(self.starts, end)
        for one in reversed(self.dated[a:b]):
            stop = listed[-1].span.start if listed else end
            if one.span.end > stop or not one.year:
                continue
            if listed and self.text[one.span.end : stop] not in ("、", "和", "及", "，", ""):
                break
            listed.append(one)
        return listed[::-1] if len(listed) > 1 else []

    def undated(self, start: int, end: int) -> str:
        """The words without the dates by which something is to be: 普及率应于2020年底前达到."""
        words, behind = "", start
        a, b = bisect_left(self.starts, start), bisect_left(self.starts, end)
        for one in self.dated[a:b]:
            before = self.text[start : one.span.start]
            named = any(char.isdigit() or char == "五" for char in one.span.of(self.text))
            limits = one.explicit or (
                one.whole_year and (not before or before.endswith(("于", "在", "，", ",", "、")))
            )
            if (
                not (limits and named)
                or one.recurring
                or one.span.end > end
                or _MEASURED_FROM.search(before)
            ):
                continue
            words += _BY.sub("", self.text[behind : one.span.start])
            behind = one.span.end
        return words + self.text[behind:end]

    def once(self, start: int, end: int, clause: Clause) -> Span:
        """The quote, made longer where it stands in the text more than once."""
        text = self.text
        tries = ((start, end), (clause.start, end), (clause.start, clause.end),
                 (self.sentences[clause.sentence][0].start, clause.end))  # fmt: skip
        for a, b in tries:
            while a < b and text[a] in " ，,、\t":
                a += 1
            if b - a <= LONGEST and not self.repeated(Span(a, b)):
                return Span(a, b)
        return Span(start, end)

    def repeated(self, quote: Span) -> bool:
        """Whether the words of a quote stand in the text more than once."""
        words = quote.of(self.text)
        return self.text.find(words, self.text.find(words) + 1) >= 0
