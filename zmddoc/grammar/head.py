"""What stands before a plan's first section: the publisher's table, issuer, title and number, the
recipients, the covering notice, the plan's own title, its preamble."""

from __future__ import annotations

from zmddoc.grammar.ending import label_end, signature
from zmddoc.grammar.flow import BREAK, NONE, Flow
from zmddoc.grammar.headtitle import Titles
from zmddoc.grammar.headwords import (
    ANNEX_LABEL,
    COVERS,
    DATED,
    INNER,
    KIND,
    NO_RECIPIENTS,
    NOTICE,
    OPENERS,
    STOPS,
    SUFFIX,
)
from zmddoc.grammar.publisher import read_table
from zmddoc.grammar.reading import Doubt, Span
from zmddoc.grammar.tree import Head


def read_head(flow: Flow, lo: int, hi: int) -> tuple[Head, list[Doubt]]:
    """Read the words ``lo`` to ``hi``."""
    return _HeadReader(flow, lo, hi).read()


def annex_label(flow: Flow, lo: int, hi: int) -> int:
    """Behind 附件 or 附件1 on a line before the title of a plan that was sent as an annex; else ``lo``."""
    match = ANNEX_LABEL.match(flow.words, lo, hi)
    end = label_end(flow, match) if match else hi
    return end if end < hi and flow.gaps[end] == BREAK else lo


def quoted(flow: Flow, lo: int, hi: int) -> list[str]:
    """The titles in 《》, the inner ones too."""
    found: list[str] = []
    i = lo
    while (i := flow.words.find("《", i, hi)) >= 0:
        closer = flow.partner.get(i, -1)
        if closer > 0:
            inner = flow.words[i + 1 : closer]
            found += dict.fromkeys((inner, inner.translate(INNER)))
        i += 1
    return found


def _named(words: str) -> list[str]:
    """What a notice of this title sends out."""
    for verb in ("关于印发", "关于转发", "印发", "转发"):
        if words.startswith(verb):
            words = words.removeprefix(verb)
            break
    name = words.removesuffix("的通知")
    return [name] if len(name) > 6 else []


BESIDE = 16
"""Characters of a title before or behind those by which a notice calls it."""


class _HeadReader:
    def __init__(self, flow: Flow, lo: int, hi: int) -> None:
        self.flow, self.lo, self.hi = flow, lo, hi
        self.titles = Titles(flow, hi)
        self.doubts: list[Doubt] = []
        self.parts: dict[str, Span] = {}

    def read(self) -> tuple[Head, list[Doubt]]:
        flow = self.flow
        table = read_table(flow, self.lo, self.hi)
        here = annex_label(flow, table.end, self.hi)
        self.parts |= {
            name: span
            for name, span in (("number", table.number), ("published", table.published))
            if span
        }
        title = self.titles.find_title(here)
        after = here
        if not title and (reported := self.titles.reported(here)):
            issuer_end, title = reported
            self.set("issuer", here, issuer_end)
            after = title[1] + 1
        elif title := title or self.titles.before_number(here):
            start, end, issuer = title
            self.set("issuer", issuer, start)
            after = end
            if dated := DATED.match(flow.words, end):
                self.set("dated", *dated.span(1))
                after = dated.end()
        if number := self.titles.find_number(here, title):
            self.set("number", *number)
            if number[0] >= after:
                after = self.titles.behind(number)
        colon = self.find_recipients(after)
        if colon:
            self.set("recipients", after, colon)
            after = colon + 1
        plan = self.find_plan_title(title, after)
        if plan:
            if title:
                self.set("cover_title", title[0], title[1])
            self.read_cover(after, plan[0])
            self.set("title", *plan)
            after = plan[1]
        elif title:
            self.set("title", title[0], title[1])
        elif line := self.titles.title_line(after):
            self.set("title", after, line)
            after = line
        else:
            words = flow.words[self.lo : min(self.hi, self.lo + 20)]
            self.doubts.append(
                Doubt(flow.span(self.lo, self.hi), words, "没有找到标题", "开头的字是标题")
            )
        named = "title" in self.parts and "".join(self.parts["title"].of(flow.text).split())
        if named and flow.words.startswith(named, after):  # once more behind a table of contents
            after += len(named)
        self.set("preamble", after, self.hi)
        return Head(**self.parts, catalogue=table.entries), self.doubts

    def set(self, name: str, start: int, end: int) -> None:
        if end > start:
            self.parts[name] = self.flow.span(start, end)

    def find_recipients(self, after: int) -> int | None:
        """Where the colon behind the recipients stands."""
        flow = self.flow
        colon = flow.find("：:", after, self.hi)
        stop = flow.find("。；", after, self.hi)
        if colon < 0 or (0 <= stop < colon) or colon + 1 >= self.hi:
            return None
        words = flow.words[after:colon]
        if words.startswith(OPENERS) or words.endswith(NO_RECIPIENTS):
            return None
        return colon

    def find_plan_title(
        self, title: tuple[int, int, int] | None, after: int
    ) -> tuple[int, int] | None:
        """The title of the plan behind a covering notice."""
        flow, words = self.flow, self.flow.words
        notice = bool(title and NOTICE.search(words, title[0], title[1]))
        covers = COVERS.search(words, after, min(self.hi, after + 400))
        if not notice and not covers:
            return None
        names = quoted(flow, after, min(self.hi, after + 300))
        if title:
            names += quoted(flow, title[0], title[1]) + _named(words[title[0] : title[1]])
        behind = flow.find("。", after, self.hi)
        behind = behind + 1 if behind >= 0 else after
        for name in names:
            at = words.rfind(name, behind, self.hi)
            while at >= 0 and flow.inside[at]:
                at = words.rfind(name, behind, at + len(name) - 1)
            if at >= 0:
                start, end = self.whole_line(at, at + len(name), behind)
                if suffix := SUFFIX.match(words, end, self.hi):
                    end = suffix.end()
                return start, end
        if not covers:
            return None
        signed = signature(flow, covers.end(), self.hi)
        start = signed.end if signed else behind
        limit = flow.find("。：:", start, self.hi)
        end_ = self.titles.title_end(start, limit if limit >= 0 else self.hi)
        if end_ is None or end_ <= start:
            return None
        self.doubts.append(
            Doubt(
                flow.span(start, end_),
                words[start:end_],
                "方案的标题与通知所称不同",
                "标题照通知所称",
                "likely",
            )
        )
        return start, end_

    def whole_line(self, start: int, end: int, lo: int) -> tuple[int, int]:
        """The title that a notice calls by a part of it: all of its line, where that has white space
        at neither place and no sentence in it."""
        flow, first, last = self.flow, start, end
        while first > max(lo, start - BESIDE) and flow.gaps[first] == NONE:
            first -= 1
        if flow.gaps[first] == BREAK and not STOPS.intersection(flow.words[first:start]):
            start = first
        while last < min(self.hi, end + BESIDE) and flow.gaps[last] == NONE:
            last += 1
        kind = KIND.search(flow.words, end, last)
        if kind and flow.gaps[last] == BREAK and flow.find("，。；：:（(", end, last) < 0:
            end = last
        return start, end

    def read_cover(self, after: int, title: int) -> None:
        """The covering notice's words, signature and date before the plan's title."""
        flow = self.flow
        signed = signature(flow, after, title, title)
        end = title
        if signed:
            end = signed.start
            self.set("dated", signed.date, signed.end)
            if "issuer" not in self.parts:
                self.set("issuer", signed.start, signed.signed)
        else:
            last = flow.words.rfind("。", after, title)
            end = last + 1 if last >= 0 else title
        self.set("cover", after, end)
