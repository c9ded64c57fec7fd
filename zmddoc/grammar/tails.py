"""Words behind a section's last child: whose they are, and where the whole document's begin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from zmddoc.grammar.ending import behind_annotation, closing_words, duty_labels
from zmddoc.grammar.flow import BREAK, Flow
from zmddoc.grammar.reading import Doubt
from zmddoc.grammar.sections import Node
from zmddoc.grammar.titles import duty_brackets


def give_tails(flow: Flow, nodes: Iterable[Node]) -> Iterator[Doubt]:
    """Give each section the words behind its last child that are its own."""
    for node in nodes:
        yield from give_tails(flow, node.children)
        if len(node.children) < 2 or (last := node.children[-1]).children:
            continue
        if _has_duty(flow, node.lo, node.own):
            continue  # who answers for all of it is said above
        cut, doubt = _shared(flow, node.children, last)
        if doubt:
            yield doubt
        if cut < last.hi:
            node.tail, last.hi = cut, cut


def _shared(flow: Flow, siblings: list[Node], last: Node) -> tuple[int, Doubt | None]:
    """Where in the last one's words those begin that are said of all."""
    others = [_has_duty(flow, n.lo, n.hi) for n in siblings[:-1]]
    first = _first_duty(flow, last.lo, last.hi)
    if first <= last.lo:
        return last.hi, None
    if not any(others):
        if flow.gaps[first] == BREAK or last.level > 3:
            return first, None
        if last.level == 3:
            return first, _tail_doubt(flow, first, last)
    if all(others):
        return _same_line(flow, last, behind_annotation(flow, last.lo, last.hi)), None
    return last.hi, None


def _has_duty(flow: Flow, lo: int, hi: int) -> bool:
    return _first_duty(flow, lo, hi) >= 0


def _first_duty(flow: Flow, lo: int, hi: int) -> int:
    """Where the first annotation begins, in brackets or on a line of its own; -1 where there is none."""
    places = [start for start, _ in duty_brackets(flow, lo, hi)][:1]
    places += duty_labels(flow, lo, hi)[:1]
    return min(places, default=-1)


def _tail_doubt(flow: Flow, first: int, last: Node) -> Doubt:
    words = flow.words[first : last.hi]
    return Doubt(
        flow.span(first, last.hi),
        f"上一级各条共有：{words}",
        "只有最后一条之后写有责任单位",
        f"只是最后一条的：{words}",
        "likely",
    )


def _same_line(flow: Flow, last: Node, cut: int) -> int:
    """The cut, unless the words behind it stand on the same line in a text that has lines."""
    lined = flow.gaps[last.link.mark.start] == BREAK
    return last.hi if cut < last.hi and lined and flow.gaps[cut] != BREAK else cut


def closing_start(flow: Flow, nodes: list[Node], limit: int) -> int:
    """Where the words of the whole document begin, behind the last section's; ``limit`` without
    sections."""
    if not nodes:
        return limit
    path = [nodes[-1]]
    while path[-1].children:
        path.append(path[-1].children[-1])
    tailed = next((n for n in path if n.tail >= 0), None)
    if tailed and not _has_duty(flow, tailed.tail, tailed.hi):
        cut, tailed.tail = tailed.tail, -1
    elif tailed:
        cut = behind_annotation(flow, tailed.tail, tailed.hi)
    else:
        last = path[-1]
        leaves = [n for top in nodes for n in top.walk() if not n.children][:-1]
        ended = sum(_has_duty(flow, n.lo, n.hi) for n in leaves)
        cut = last.hi
        if ended * 2 > len(leaves):
            cut = _same_line(flow, last, behind_annotation(flow, last.lo, last.hi))
        if cut == last.hi:
            cut = closing_words(flow, last.lo, last.hi)
    for node in path:
        node.hi = min(node.hi, cut)
    return cut
