"""The outline of a government plan: head, numbered sections of every depth, closing, annexes.

Marks are decided by consistency: a sequence of numbers of one kind is found as a growing chain
(``chain``), from the highest kind of mark down, each within the section above it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from zmddoc.grammar.contents import contents
from zmddoc.grammar.ending import annex_heading, signature
from zmddoc.grammar.flow import BREAK, Flow
from zmddoc.grammar.head import read_head
from zmddoc.grammar.marks import marks
from zmddoc.grammar.reading import Doubt, Span
from zmddoc.grammar.sections import Finder, Node
from zmddoc.grammar.tails import closing_start, give_tails
from zmddoc.grammar.titles import Title, decide, read_title
from zmddoc.grammar.tree import Annex, Anomaly, Head, Outline, Section

__all__ = ["Annex", "Anomaly", "Head", "Outline", "Section", "outline"]


def outline(text: str) -> Outline:
    """Read a text as a source gave it: its line breaks may be kept or lost."""
    flow = Flow(text)
    if entries := contents(flow, marks(flow)):
        table = flow.span(*entries)
        blank = "\n" * (table.end - table.start)
        flow = Flow(text[: table.start] + blank + text[table.end :])
    found = _Reader(flow).read()
    return replace(found, gaps=_gaps(text, found))


class _Reader:
    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self.finder = Finder(flow)
        self.bare = not any(flow.gaps[1:-1])
        self.doubts: list[Doubt] = []
        self.anomalies: list[Anomaly] = []

    def read(self) -> Outline:
        flow = self.flow
        nodes, rest = self.finder.top()
        first = nodes[0].link.mark.start if nodes else rest
        head, doubts = read_head(flow, 0, first)
        self.doubts += doubts
        self.doubts += give_tails(flow, nodes)
        cut = closing_start(flow, nodes, rest)
        self.anomalies += [
            Anomaly(
                flow.span(m.start, m.end),
                f"序号{m.number}与前后不相连，没有当作条目",
                "是一条的编号",
            )
            for m in self.finder.passed
            if m.start < cut
        ]
        self.give_titles(nodes)
        sections = tuple(self.section(node) for node in nodes)
        end, annexes, others = self.after(cut, len(flow))
        closing = flow.span(cut, end)
        signed = signature(flow, cut, end) if head.dated is None else None
        if signed and not flow.words.startswith("印发", signed.end):  # the printer's own day
            head = replace(head, dated=flow.span(signed.date, signed.end))
            if head.issuer is None and signed.signed > signed.start:
                head = replace(head, issuer=flow.span(signed.start, signed.signed))
        return Outline(
            head, sections, closing, annexes, others, (), tuple(self.doubts), tuple(self.anomalies)
        )

    # -- titles --------------------------------------------------------------------------------

    def give_titles(self, nodes: list[Node]) -> None:
        levels: dict[tuple[int, str], list[Node]] = defaultdict(list)
        for top in nodes:
            for node in top.walk():
                levels[node.level, node.link.mark.family].append(node)
        for level in levels.values():
            readings = [read_title(self.flow, n.lo, n.own, bool(n.children)) for n in level]
            if self.bare and not any(one.clarity in ("certain", "clear") for one in readings):
                self.doubts += [self.glued(node) for node in level if node.level == 1]
            for node, (title, doubtful) in zip(
                level, decide(readings, [n.lo for n in level]), strict=True
            ):
                node.title = title
                if doubtful:
                    self.doubt_title(node, title)

    def glued(self, node: Node) -> Doubt:
        span = self.flow.span(node.link.mark.start, min(node.lo + 20, node.own))
        words = span.of(self.flow.text)
        why = "原文没有空白，标题与正文之间也没有标点"
        return Doubt(span, f"没有标题：{words}", why, "开头的字是标题")

    def doubt_title(self, node: Node, title: Title) -> None:
        words = self.flow.words
        stop = self.flow.find("。：:", node.lo, node.own)
        first = words[node.lo : stop if stop > 0 else node.own]
        read, other = (f"标题：{first}", f"没有标题，“{first}”是正文")
        if title.end == node.lo:
            read, other = other, read
        why = title.why or "同一层次的条目有的有标题、有的没有"
        self.doubts.append(
            Doubt(self.flow.span(node.link.mark.start, max(stop, node.lo)), read, why, other)
        )

    def section(self, node: Node) -> Section:
        flow, mark, title = self.flow, node.link.mark, node.title
        assert title
        span = flow.span(mark.start, mark.end)
        if node.link.flaw:
            self.anomalies.append(Anomaly(span, node.link.flaw, "不是条的编号"))
        return Section(
            level=node.level,
            style=mark.style,
            number=mark.number,
            mark=span,
            title=flow.span(node.lo, title.end),
            joint=self.joint(title, node.own),
            body=flow.span(title.body, node.own),
            children=tuple(self.section(child) for child in node.children),
            tail=flow.span(node.tail, node.hi) if node.tail >= 0 else flow.span(node.hi, node.hi),
        )

    def joint(self, title: Title, own: int) -> Span:
        """The mark behind the title with the white space behind it."""
        flow = self.flow
        if title.clarity == "none":
            return flow.span(title.end, title.end)
        start = flow.at[title.end - 1] + 1 if title.end else 0
        end = flow.at[title.body - 1] + 1 if title.body else start
        if title.body < own:
            end = flow.place(title.body)
        return Span(start, end)

    # -- behind the sections -------------------------------------------------------------------

    def after(self, lo: int, hi: int) -> tuple[int, tuple[Annex, ...], tuple[Span, ...]]:
        """Where the closing ends, and the annexes and further documents behind it."""
        flow = self.flow
        others: tuple[Span, ...] = ()
        if self.finder.other is not None and self.finder.other >= lo:
            others, hi = (flow.span(self.finder.other, hi),), self.finder.other
        names = tuple(name for one in self.finder.lists for name in one.names)
        heading = annex_heading(flow, lo, hi, names)
        annexes: list[Annex] = []
        end = heading[0] if heading else hi
        while heading:
            start = heading[1]
            following = annex_heading(flow, start, hi, names)
            stop = following[0] if following else hi
            title = self.annex_title(start, stop, names)
            annexes.append(Annex(flow.span(start, title), flow.span(title, stop)))
            heading = following
        return end, tuple(annexes), others

    def annex_title(self, start: int, stop: int, names: tuple[str, ...]) -> int:
        """Where the title of an annex ends."""
        words = self.flow.words[start : min(stop, start + 60)]
        named = max((_alike(words, name) for name in names), default=0)
        if named >= 4:
            return start + named
        end = self.flow.next_gap(start, stop, BREAK)
        return end if 0 < end <= start + 60 else start


def _gaps(text: str, found: Outline) -> tuple[Span, ...]:
    """Stretches of the text that nothing covers."""
    at, gaps = 0, []
    for span in [*found.leaves(), Span(len(text), len(text))]:
        words = text[at : span.start]
        if words.strip():
            start = at + len(words) - len(words.lstrip())
            gaps.append(Span(start, start + len(words.strip())))
        at = max(at, span.end)
    return tuple(gaps)


def _alike(one: str, other: str) -> int:
    """How many first characters two strings share."""
    pairs = zip(one, other, strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
