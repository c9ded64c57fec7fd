"""A table of contents before the plan: its entries look like sections and are none."""

from __future__ import annotations

from collections.abc import Sequence

from zmddoc.grammar.flow import Flow
from zmddoc.grammar.marks import Mark

_HEADING = "目录"
_LEADERS = "….·-—0123456789"


def contents(flow: Flow, found: Sequence[Mark]) -> tuple[int, int] | None:
    """Where a table of contents begins and ends in the flow, or None.

    It begins with 目录 and an entry numbered 1; it ends with the last entry whose words stand
    again in the plan, before that number 1 comes again."""
    first = next((i for i, m in enumerate(found) if _heads(flow, m)), None)
    if first is None:
        return None
    opening = found[first]
    again = next(
        (m for m in found[first + 1 :] if m.number == 1 and m.family == opening.family), None
    )
    if again is None or _alike(flow, opening.end, again.end, again.start) < opening.end + 2:
        return None
    entries = [m for m in found[first:] if m.start < again.start]
    behind = {(m.family, m.number): m for m in reversed(found) if m.start >= again.start}
    for entry in reversed(entries):
        same = behind.get((entry.family, entry.number))
        if same and (end := _alike(flow, entry.end, same.end, again.start)) >= entry.end + 2:
            while end < again.start and flow.words[end] in _LEADERS:
                end += 1
            return opening.start - len(_HEADING), end
    return None


def _heads(flow: Flow, mark: Mark) -> bool:
    return mark.number == 1 and flow.words.endswith(_HEADING, 0, mark.start)


def _alike(flow: Flow, i: int, j: int, limit: int) -> int:
    """How far the words from ``i`` on are those from ``j`` on."""
    words = flow.words
    while i < limit and j < len(words) and words[i] == words[j]:
        i, j = i + 1, j + 1
    return i
