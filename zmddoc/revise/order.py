"""What has changed places in a list: the fewest items that must move."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from itertools import pairwise

from zmddoc.model import Chapter
from zmddoc.revise.entry import Entry
from zmddoc.revise.pairing import Pair


def out_of_place(pairs: Sequence[Pair]) -> tuple[Pair, ...]:
    """Return the pairs that have moved past others: all but the longest run that keeps its order.
    Where there is a choice the longer texts stay. The answer is the same read backwards."""
    by_old = sorted(pairs, key=lambda one: one.old.order)
    places = {one.new.order: i for i, one in enumerate(sorted(pairs, key=lambda p: p.new.order))}
    rows = [places[one.new.order] for one in by_old]
    if all(a < b for a, b in pairwise(rows)):
        return ()
    staying = set(_longest(rows, [_weight(one) for one in by_old]))
    return tuple(one for i, one in enumerate(by_old) if i not in staying)


Weight = tuple[int, int]


def _weight(one: Pair) -> Weight:
    """One item, and of equal numbers of items the longer texts; the checksum settles what is left
    in the same way whichever edition is the old one."""
    label = "\n".join(sorted((f"{one.old.id} {one.old.title}", f"{one.new.id} {one.new.title}")))
    return 1, (_size(one.old) + _size(one.new) << 32) + zlib.crc32(label.encode())


def _size(entry: Entry) -> int:
    """Characters of its text; of a chapter those of its tasks too."""
    tasks = entry.record.tasks if isinstance(entry.record, Chapter) else ()
    return len(entry.text) + sum(len(task.text) for task in tasks)


def _longest(rows: Sequence[int], weights: Sequence[Weight]) -> list[int]:
    """The places in ``rows``, a permutation, of its heaviest increasing subsequence."""
    size = len(rows)
    tree: list[tuple[Weight, int]] = [((0, 0), -1)] * (size + 1)  # Fenwick tree of maxima
    before = [-1] * size
    best: tuple[Weight, int] = ((0, 0), -1)
    for i, row in enumerate(rows):
        below: tuple[Weight, int] = ((0, 0), -1)
        k = row
        while k:
            below = max(below, tree[k])
            k &= k - 1
        (count, length), before[i] = below
        here = ((count + weights[i][0], length + weights[i][1]), i)
        best = max(best, here)
        k = row + 1
        while k <= size:
            tree[k] = max(tree[k], here)
            k += k & -k
    found, i = [], best[1]
    while i >= 0:
        found.append(i)
        i = before[i]
    return found
