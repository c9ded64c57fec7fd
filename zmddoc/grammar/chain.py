"""Which marks of one family number sections: the best chain of growing numbers.

A number that is missing, repeated or misprinted never loses what stands behind it: the chain goes on
and says so. Linear in the marks: from each number only the few before it are looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zmddoc.grammar.marks import FAIR, STRONG, Mark

REACH = 12
"""Numbers that may be missing between two sections."""


@dataclass(frozen=True)
class Link:
    """A mark in its chain."""

    mark: Mark
    flaw: str = ""
    """What is wrong with its number, in Chinese; '' where it follows."""
    restart: bool = False
    """Whether the numbers begin again here."""


@dataclass(frozen=True)
class _Node:
    score: float
    link: Link
    before: _Node | None


def chain(marks: Sequence[Mark], expected: int = 1) -> list[Link]:
    """The best chain through marks of one family, beginning with 1 or ``expected``; [] where
    nothing convinces."""
    best: dict[int, _Node] = {}
    top: _Node | None = None
    state = 0
    for mark in marks:
        found = list(_ways(mark, best, top, state, expected))
        for node, at in found:
            if at not in best or node.score >= best[at].score:
                best[at] = node
        node, at = max(found, key=lambda each: each[0].score)
        if top is None or node.score >= top.score:
            top, state = node, at
    links: list[Link] = []
    node_ = top
    while node_:
        links.append(node_.link)
        node_ = node_.before
    links.reverse()
    return links if _convincing(links, expected) else []


def follows(number: int, expected: int) -> bool:
    """Whether a section's numbers may begin with this one: 1, or where the section before leaves off, at
    ``expected`` or with some missing."""
    return number == 1 or (expected > 1 and expected <= number < expected + REACH)


def _ways(
    mark: Mark, best: dict[int, _Node], top: _Node | None, state: int, expected: int
) -> Iterator[tuple[_Node, int]]:
    """The chains that end in this mark, each with the number it has come to."""
    number, weight = mark.number, mark.weight
    begins, beyond = number in (1, expected), number - expected
    if begins:
        yield _Node(weight, Link(mark), None), number
    elif follows(number, expected) and weight >= FAIR:
        cost = _jump(beyond)
        yield _Node(weight - cost, Link(mark, _missing(mark, beyond)), None), number
    else:
        yield _Node(weight - 4.5, Link(mark, f"从{number}开始，前面的序号没有找到"), None), number

    def way(before: _Node, cost: float, flaw: str = "", at: int = number) -> tuple[_Node, int]:
        again = flaw == _AGAIN
        return _Node(before.score + weight - cost, Link(mark, flaw, again), before), at

    same = best.get(number) if weight >= STRONG else None
    if previous := best.get(number - 1):
        yield way(previous, 0)
    if weight >= FAIR:
        for step in range(2, REACH + 1):
            if earlier := best.get(number - step):
                yield way(earlier, _jump(step - 1), _missing(mark, step - 1))
        if top and number == 1:
            yield way(top, weight + 1, _AGAIN)
    wrong, misprint = f"序号{number}与前后不相连", min(3, weight - 0.2)
    if same:
        yield way(same, 2.5, f"序号{number}重复")
        if same.link.mark.number != number:  # two that changed places
            yield way(same, misprint, wrong, number + 1)
    if weight >= STRONG and top and number not in (1, state + 1):
        yield way(top, misprint, wrong, state + 1)


def _jump(missing: int) -> float:
    """What a chain costs in which so many numbers are missing in one place."""
    return 2.25 + 0.5 * missing


_AGAIN = "序号重新从头开始"


def _missing(mark: Mark, count: int) -> str:
    first, last = mark.number - count, mark.number - 1
    return f"缺序号{first}" if count == 1 else f"缺序号{first}至{last}"


def _convincing(links: list[Link], expected: int) -> bool:
    if not links:
        return False
    if len(links) == 1:
        only = links[0].mark
        heads_line = only.weight > STRONG
        return only.weight >= FAIR and (follows(only.number, expected) or heads_line)
    return sum(link.mark.weight for link in links) > 0
