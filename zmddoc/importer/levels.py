"""Which depth of an outline holds the tasks: 条 under chapters, or the topmost items themselves."""

from __future__ import annotations

from collections.abc import Iterable

from zmddoc.importer.facts import ItemFacts


def tasks_on_top(items: Iterable[ItemFacts]) -> bool:
    """Whether the topmost items are the tasks of a plan without chapters.

    They are where none has items below it, and where most have none and a duty of their own. Else
    duties decide: chapters are what holds items with duties; topmost items that carry most duties
    themselves, above plain 1. 2. 3., are tasks with measures. Other items （一） are 条 of a chapter,
    as GB/T 9704 has the levels; where duties decide nothing, topmost 1. 2. 3. are tasks.
    """
    top = tuple(items)
    below = [child for item in top for child in item.children]
    if not below:
        return True
    if 2 * sum(bool(item.duties) and not item.children for item in top) > len(top):
        return True
    if any("number" in child.section.style for child in below):
        return False
    own = sum(len(item.duties) for item in top)
    inner = sum(len(item.duties) for child in below for item in child.walk())
    return own > inner or (own == inner and "arabic" in top[0].section.style)
