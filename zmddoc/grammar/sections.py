"""The sections of a document, found by their marks: kind by kind, each within the one above."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from zmddoc.grammar.chain import Link, chain, follows
from zmddoc.grammar.ending import AnnexList, annex_heading, annex_list, ends
from zmddoc.grammar.flow import Flow
from zmddoc.grammar.further import announces, document_start, sent_plan, signed_before
from zmddoc.grammar.marks import FAIR, FAMILIES, STRONG, WEAK, Mark, marks
from zmddoc.grammar.titles import Title


@dataclass
class Node:
    """A section being found: its mark, its words, the sections below it."""

    link: Link
    level: int
    hi: int
    """Where its words end, those of its children among them."""
    children: list[Node] = field(default_factory=list)
    tail: int = -1
    """Where the words behind the last child begin."""
    title: Title | None = None

    @property
    def lo(self) -> int:
        """Where its words begin."""
        return self.link.mark.end

    @property
    def own(self) -> int:
        """Where its own words before the first child end."""
        return self.children[0].link.mark.start if self.children else self.hi

    def walk(self) -> Iterator[Node]:
        """This one and all below it."""
        yield self
        for child in self.children:
            yield from child.walk()


NOTICES = 3
"""How many notices may send out one another."""


class Finder:
    """Finds the sections of a flow."""

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self.lists = tuple(_annex_lists(flow))
        """Lists of annexes (附件：1.…): their numbers begin no sections."""
        self.passed: list[Mark] = []
        """Marks that look like those of sections and fit no chain."""
        self.other: int | None = None
        """Where a further document begins."""
        self.by_family: dict[str, list[Mark]] = defaultdict(list)
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

    def top(self, lo: int = 0, sent: int = 0) -> tuple[list[Node], int]:
        """The sections of the highest level from ``lo`` on, and where they are at an end. Points of a
        notice that sends out the plan behind it are none of its sections; ``sent``: how many notices
        were passed over so."""
        flow = self.flow
        limit = len(flow)
        self.other = None
        for start, end in self.stretches(lo):
            for family in self.order:
                links = chain(self.between(family, start, end))
                if not links:
                    continue
                first = links[0].mark.start
                if sent < NOTICES and (found := self.sent_out(lo, first, sent)):
                    return found
                runs = _runs(links)
                self.pass_over(self.between(family, start, end), links)
                run = runs[0]
                limit = end
                if len(runs) > 1:
                    again = runs[1][0].mark.start
                    self.other = document_start(flow, run[-1].mark.end, again)
                    if self.other is None:  # the numbers begin again within one document
                        run = links
                    elif sent < NOTICES and announces(flow, lo, first, self.other):
                        return self.top(self.other, sent + 1)
                    else:
                        limit = self.other
                elif another := self.signed_before(run[-1].mark.end, end):
                    limit = self.other = another
                return self.nodes(run, limit, 1), limit
        return [], limit

    def sent_out(self, lo: int, points: int, sent: int) -> tuple[list[Node], int] | None:
        """The sections of the plan that the notice from ``lo`` on sends out behind its ``points``."""
        start = sent_plan(self.flow, lo, points)
        nodes, limit = self.top(start, sent + 1) if start is not None else ([], 0)
        return (nodes, limit) if nodes else None

    def signed_before(self, lo: int, hi: int) -> int | None:
        """Where between ``lo`` and ``hi``, behind a signature, a title with several sections stands."""
        start = signed_before(self.flow, lo, hi)
        if start is None:
            return None
        several = (len(chain(self.between(family, start, hi))) > 1 for family in self.order)
        return start if any(several) else None

    def stretches(self, lo: int) -> Iterator[tuple[int, int]]:
        """The text up to its first annex, then from there on."""
        start, size = lo, len(self.flow)
        while start < size:
            heading = annex_heading(self.flow, start, size)
            end = heading[0] if heading else size
            yield start, end
            if not heading:
                return
            start = heading[1]

    def nodes(self, links: list[Link], hi: int, level: int) -> list[Node]:
        nodes = []
        for i, link in enumerate(links):
            end = links[i + 1].mark.start if i + 1 < len(links) else hi
            if i + 1 == len(links) and level == 1:
                end = ends(self.flow, link.mark.end, end)
            nodes.append(Node(link, level, end))
        last: dict[str, int] = {}
        for node in nodes:
            if level == 1:
                self.grow(node, self.order.index(node.link.mark.family) + 1, last)
        return nodes

    def grow(self, node: Node, rank: int, last: dict[str, int]) -> None:
        """Find the sections below one, of the highest family that has a chain in it."""
        for i in range(rank, len(self.order)):
            family = self.order[i]
            found = self.between(family, node.lo, node.hi)
            if not found:
                continue
            expected = last.get(family, 0) + 1
            links = chain(self.headed(node, found, expected), expected)
            if self.in_sentences(links):
                continue
            self.pass_over(found, links)
            if links:
                last[family] = links[-1].mark.number
                node.children = self.nodes(links, node.hi, node.level + 1)
                for child in node.children:
                    self.grow(child, i + 1, last)
                return

    def in_sentences(self, links: list[Link]) -> bool:
        """Whether numbers only list what sentences say, one list after the other: 到2026年：①…；②…。到2028年：
        ①…；②…. Sections that begin again stand on lines of their own, or behind whole sentences."""
        again = any(one.restart for one in links)
        return again and not any(one.mark.weight >= STRONG for one in links)

    def pass_over(self, found: list[Mark], links: list[Link]) -> None:
        """Note the marks among sections that look like one and are none."""
        taken = {link.mark.start for link in links}
        first = links[0].mark.start if links else -1
        self.passed += [
            m for m in found if m.weight >= STRONG and m.start > first and m.start not in taken
        ]

    def headed(self, node: Node, found: list[Mark], expected: int) -> list[Mark]:
        """The marks, the first one with more weight where only a heading stands before it."""
        first = found[0]
        if not follows(first.number, expected) or first.weight != WEAK:
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
