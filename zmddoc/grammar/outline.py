"""The outline of a government plan: head, numbered sections of every depth, closing, annexes.

Marks are decided by consistency: a sequence of numbers of one kind is found as a growing chain
(``chain``), from the highest kind of mark down, each within the section above it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from zmddoc.grammar.chain import Link, chain
from zmddoc.grammar.contents import contents
from zmddoc.grammar.ending import (
    AnnexList,
    annex_heading,
    annex_list,
    behind_annotation,
    closing_words,
    ends,
    signature,
)
from zmddoc.grammar.flow import BREAK, Flow
from zmddoc.grammar.head import document_start, read_head
from zmddoc.grammar.marks import FAIR, FAMILIES, Mark, marks
from zmddoc.grammar.reading import Doubt, Span
from zmddoc.grammar.titles import Title, decide, duty_brackets, read_title
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


@dataclass
class _Node:
    link: Link
    level: int
    hi: int
    """Where its words end, those of its children among them."""
    children: list[_Node] = field(default_factory=list)
    tail: int = -1
    """Where the words behind the last child begin."""
    title: Title | None = None

    @property
    def lo(self) -> int:
        return self.link.mark.end

    @property
    def own(self) -> int:
        """Where its own words before the first child end."""
        return self.children[0].link.mark.start if self.children else self.hi

    def walk(self) -> Iterator[_Node]:
        yield self
        for child in self.children:
            yield from child.walk()


class _Reader:
    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self.by_family: dict[str, list[Mark]] = defaultdict(list)
        self.lists = tuple(_annex_lists(flow))
        listed = bytearray(len(flow))
        for one in self.lists:
            listed[one.start : one.end] = b"\1" * (one.end - one.start)
        for mark in marks(flow):
            if not listed[mark.start]:
                self.by_family[mark.family].append(mark)
        self.order = list(FAMILIES)
        han, article = (
            next((m.start for m in self.by_family[f] if m.weight >= FAIR), len(flow))
            for f in ("han", "article")
        )
        if article < han:
            self.order.remove("article")
            self.order.insert(self.order.index("han"), "article")
        self.other: int | None = None
        """Where a further document begins."""
        self.doubts: list[Doubt] = []
        self.anomalies: list[Anomaly] = []

    def read(self) -> Outline:
        flow = self.flow
        nodes, rest = self.top()
        first = nodes[0].link.mark.start if nodes else rest
        head, doubts = read_head(flow, 0, first)
        self.doubts += doubts
        for node in nodes:
            self.part(node)
        cut = self.close(nodes, rest)
        self.give_titles(nodes)
        sections = tuple(self.section(node) for node in nodes)
        end, annexes, others = self.after(cut, len(flow))
        closing = flow.span(cut, end)
        if head.dated is None and (signed := signature(flow, cut, end)):
            head = replace(head, dated=flow.span(signed.date, signed.end))
            if head.issuer is None and signed.date > signed.start:
                head = replace(head, issuer=flow.span(signed.start, signed.date))
        return Outline(
            head, sections, closing, annexes, others, (), tuple(self.doubts), tuple(self.anomalies)
        )

    # -- sections ------------------------------------------------------------------------------

    def top(self) -> tuple[list[_Node], int]:
        """The sections of the highest level, and where they are at an end."""
        flow = self.flow
        limit = len(flow)
        for start, end in self.stretches():
            for family in self.order:
                links = chain(self.between(family, start, end))
                if not links:
                    continue
                runs = _runs(links)
                run = runs[0]
                limit = end
                if len(runs) > 1:
                    again = runs[1][0].mark.start
                    self.other = document_start(flow, run[-1].mark.end, again)
                    if self.other is None:  # the numbers begin again within one document
                        run = links
                    else:
                        limit = self.other
                return self.nodes(run, limit, 1), limit
        return [], limit

    def stretches(self) -> Iterator[tuple[int, int]]:
        """The text up to its first annex, then from there on."""
        start, size = 0, len(self.flow)
        while start < size:
            heading = annex_heading(self.flow, start, size)
            end = heading[0] if heading else size
            yield start, end
            if not heading:
                return
            start = heading[1]

    def nodes(self, links: list[Link], hi: int, level: int) -> list[_Node]:
        nodes = []
        for i, link in enumerate(links):
            end = links[i + 1].mark.start if i + 1 < len(links) else hi
            if i + 1 == len(links) and level == 1:
                end = ends(self.flow, link.mark.end, end)
            nodes.append(_Node(link, level, end))
        last: dict[str, int] = {}
        for node in nodes:
            if level == 1:
                self.grow(node, self.order.index(node.link.mark.family) + 1, last)
        return nodes

    def grow(self, node: _Node, rank: int, last: dict[str, int]) -> None:
        """Find the sections below one, of the highest family that has a chain in it."""
        for i in range(rank, len(self.order)):
            family = self.order[i]
            found = self.between(family, node.lo, node.hi)
            if not found:
                continue
            expected = last.get(family, 0) + 1
            links = chain(self.headed(node, found, expected), expected)
            if links:
                last[family] = links[-1].mark.number
                node.children = self.nodes(links, node.hi, node.level + 1)
                for child in node.children:
                    self.grow(child, i + 1, last)
                return

    def headed(self, node: _Node, found: list[Mark], expected: int) -> list[Mark]:
        """The marks, the first one with more weight where only a heading stands before it."""
        first = found[0]
        if first.number not in (1, expected) or first.weight >= FAIR:
            return found
        if (
            2 <= first.start - node.lo <= 60
            and self.flow.find("。；;！？", node.lo, first.start) < 0
        ):
            return [replace(first, weight=FAIR), *found[1:]]
        return found

    def between(self, family: str, lo: int, hi: int) -> list[Mark]:
        found = self.by_family[family]
        i = bisect_left(found, lo, key=lambda m: m.start)
        return found[i : bisect_left(found, hi, key=lambda m: m.start)]

    # -- words behind the last child -------------------------------------------------------------

    def part(self, node: _Node) -> None:
        """Give each section the words behind its last child that are its own."""
        for child in node.children:
            self.part(child)
        if len(node.children) < 2 or (last := node.children[-1]).children:
            return
        cut = self.shared(node.children, last)
        if cut < last.hi:
            node.tail, last.hi = cut, cut

    def shared(self, siblings: list[_Node], last: _Node) -> int:
        """Where in the last one's words those begin that are said of all."""
        flow = self.flow
        others = [any(True for _ in duty_brackets(flow, n.lo, n.hi)) for n in siblings[:-1]]
        first = next((start for start, _ in duty_brackets(flow, last.lo, last.hi)), last.lo)
        if first > last.lo and not any(others):
            line = flow.gaps[first] == BREAK
            lined = flow.gaps[last.link.mark.start] == BREAK
            if line or (last.level > 2 and not lined) or last.level > 3:
                return first
            if last.level > 2:
                self.doubt_tail(first, last)
                return first
        if all(others) and first > last.lo:
            return self.alike(last, behind_annotation(flow, last.lo, last.hi))
        return last.hi

    def doubt_tail(self, first: int, last: _Node) -> None:
        words = self.flow.words[first : last.hi]
        self.doubts.append(
            Doubt(
                self.flow.span(first, last.hi),
                f"上一级各条共有：{words}",
                "只有最后一条之后写有责任单位",
                f"只是最后一条的：{words}",
            )
        )

    def alike(self, last: _Node, cut: int) -> int:
        """The cut, unless the words behind it stand on the same line in a text that has lines."""
        lined = self.flow.gaps[last.link.mark.start] == BREAK
        if cut < last.hi and lined and self.flow.gaps[cut] != BREAK:
            return last.hi
        return cut

    def close(self, nodes: list[_Node], limit: int) -> int:
        """Where the closing begins: behind the words of the last section."""
        if not nodes:
            return limit
        path = [nodes[-1]]
        while path[-1].children:
            path.append(path[-1].children[-1])
        last = path[-1]
        tailed = next((n for n in path if n.tail >= 0), None)
        if tailed:
            lo, hi = tailed.tail, tailed.hi
            cut = lo if not any(True for _ in duty_brackets(self.flow, lo, hi)) else hi
            if cut == lo:
                tailed.tail = -1
            else:
                cut = closing_words(self.flow, lo, hi, True)
        else:
            leaves = [n for top in nodes for n in top.walk() if not n.children]
            ended = [
                n for n in leaves[:-1] if any(True for _ in duty_brackets(self.flow, n.lo, n.hi))
            ]
            cut = closing_words(self.flow, last.lo, last.hi, len(ended) * 2 > len(leaves) - 1)
            if cut < last.hi and not ended:
                pass
        for node in path:
            node.hi = min(node.hi, cut)
        return cut

    # -- titles --------------------------------------------------------------------------------

    def give_titles(self, nodes: list[_Node]) -> None:
        levels: dict[tuple[int, str], list[_Node]] = defaultdict(list)
        for top in nodes:
            for node in top.walk():
                levels[node.level, node.link.mark.family].append(node)
        for level in levels.values():
            readings = [read_title(self.flow, n.lo, n.own, bool(n.children)) for n in level]
            for node, (title, doubtful) in zip(
                level, decide(readings, [n.lo for n in level]), strict=True
            ):
                node.title = title
                if doubtful:
                    self.doubt_title(node, title)

    def doubt_title(self, node: _Node, title: Title) -> None:
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

    def section(self, node: _Node) -> Section:
        flow, mark, title = self.flow, node.link.mark, node.title
        assert title
        span = flow.span(mark.start, mark.end)
        if node.link.flaw:
            self.anomalies.append(Anomaly(span, node.link.flaw))
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
        if self.other is not None and self.other >= lo:
            others, hi = (flow.span(self.other, hi),), self.other
        names = tuple(name for one in self.lists for name in one.names)
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


def _annex_lists(flow: Flow) -> Iterator[AnnexList]:
    """The lists of annexes: their numbers begin no sections."""
    at = 0
    while found := annex_list(flow, at, len(flow)):
        yield found
        at = max(found.end, found.start + 1)


def _runs(links: list[Link]) -> list[list[Link]]:
    """The chain, cut where its numbers begin again."""
    runs: list[list[Link]] = []
    for link in links:
        if link.restart or not runs:
            runs.append([])
        runs[-1].append(link)
    return runs
