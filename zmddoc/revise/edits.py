"""The differences of two texts, as a person would mark them.

Law: put together, the old sides of the edits are the old text and the new sides the new one. The
difference of (b, a) is that of (a, b) read backwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from zmddoc.revise.alignment import Row, aligned
from zmddoc.revise.tokens import NO_NAMES, Names, Token, tokens

_LONGEST_BRIDGE = 3
"""Characters: unchanged ones between two changes, so few that they are read as changed with them."""
_STOPS = "。；！？\n"
_ENDS = frozenset("。；，、：！？）”》;,:!?)")


@dataclass(frozen=True)
class Edit:
    """A stretch of the old text and what stands in its place in the new one."""

    old: str
    new: str
    real: bool = True
    """Whether it changes what is said: not white space, a mark's width, a body's other name."""

    @property
    def equal(self) -> bool:
        """Whether both sides are the same to the character."""
        return self.old == self.new


Edits = tuple[Edit, ...]


def edits(old: str, new: str, names: Names = NO_NAMES) -> Edits:
    """Return the differences of two texts, equal stretches included, in the order of the text."""
    if old == new:
        return (Edit(old, new, False),) if old else ()
    if (len(old), old) > (len(new), new):  # one way only, so that both ways agree
        return reverse(edits(new, old, names))
    head, tail = _common_ends(old, new)
    middle = [text[len(head) : len(text) - len(tail)] for text in (old, new)]
    left, right = (tokens(text, names) for text in middle)
    changed = _edits(_slid(_bridged(_runs(aligned(left, right)))))
    if _said(left) == _said(right):
        changed = (Edit(one.old, one.new, False) for one in changed)
    before, after = ([Edit(end, end, False)] if end else [] for end in (head, tail))
    return tuple(_merged([*before, *changed, *after]))


def _common_ends(old: str, new: str) -> tuple[str, str]:
    """The whole sentences that both texts begin and end with: they need not be looked at."""
    from rapidfuzz.distance import Postfix, Prefix  # 0.1 s of every start saved

    head = old[: Prefix.similarity(old, new)]
    head = head[: max(head.rfind(stop) for stop in _STOPS) + 1]
    if head.count("《") != head.count("》"):
        head = ""
    length = Postfix.similarity(old[len(head) :], new[len(head) :])
    tail = old[len(old) - length :]
    starts = [place for stop in _STOPS if (place := tail.find(stop)) >= 0]
    tail = tail[min(starts) + 1 :] if starts else ""
    return head, tail if tail.count("《") == tail.count("》") else ""


def _merged(changes: list[Edit]) -> Iterator[Edit]:
    """The edits with unchanged stretches that meet made one."""
    for equal, run in groupby(changes, key=lambda one: one.equal):
        if equal:
            words = "".join(one.old for one in run)
            yield Edit(words, words, False)
        else:
            yield from run


def reverse(changes: Edits) -> Edits:
    """Return the differences read backwards: from new to old."""
    return tuple(Edit(one.new, one.old, one.real) for one in changes)


def old_text(changes: Edits) -> str:
    """The text before the edits."""
    return "".join(one.old for one in changes)


def new_text(changes: Edits) -> str:
    """The text after the edits."""
    return "".join(one.new for one in changes)


def apply(changes: Edits, text: str) -> str:
    """Return ``text`` with the edits made. Raises ValueError where it is not the text that they
    were made for."""
    if old_text(changes) != text:
        raise ValueError("these edits belong to another text")
    return new_text(changes)


def said_alike(old: str, new: str, names: Names = NO_NAMES) -> bool:
    """Whether two texts say the same: but for white space, widths of marks and names of one body."""
    return old == new or _said(tokens(old, names)) == _said(tokens(new, names))


def _said(pieces: Iterable[Token]) -> str:
    return "".join(piece.key for piece in pieces)


@dataclass
class _Run:
    """Rows that are all alike or all changed."""

    rows: list[Row]
    same: bool

    @property
    def length(self) -> int:
        """Characters of its longer side."""
        return max(sum(len(row.old) for row in self.rows), sum(len(row.new) for row in self.rows))

    @property
    def one_sided(self) -> bool:
        """Whether it is an insertion or a deletion, not a replacement."""
        return not any(row.old for row in self.rows) or not any(row.new for row in self.rows)


def _runs(rows: Iterable[Row]) -> list[_Run]:
    return [_Run(list(run), same) for same, run in groupby(rows, key=lambda row: row.same)]


def _bridged(runs: list[_Run]) -> list[_Run]:
    """Let a few unchanged characters between two larger changes count as changed, so that a reader
    sees one replacement and not a row of single characters."""
    i = 1
    while i < len(runs) - 1:
        before, bridge, after = runs[i - 1 : i + 2]
        if bridge.same and _is_bridge(bridge, before, after):
            runs[i - 1 : i + 2] = [_Run(before.rows + bridge.rows + after.rows, False)]
            i = max(1, i - 2)
        else:
            i += 1
    return runs


def _is_bridge(bridge: _Run, before: _Run, after: _Run) -> bool:
    if any(row.whole or not row.text.isalnum() for row in bridge.rows):
        return False
    lengths = sorted((before.length, after.length))
    return bridge.length <= min(_LONGEST_BRIDGE, lengths[0]) and bridge.length < lengths[1]


def _slid(runs: list[_Run]) -> list[_Run]:
    """Let an insertion or deletion that may stand at several places stand where a clause ends:
    市科技局、〔市工信局、〕市发改委."""
    runs = [_Run([], True), *runs, _Run([], True)]
    for i, run in enumerate(runs):
        if not run.same and run.one_sided:
            _slide(runs[i - 1].rows, run.rows, runs[i + 1].rows)
    return [run for run in runs if run.rows]


def _slide(before: list[Row], change: list[Row], after: list[Row]) -> None:
    """Move the change to the best of the places where it says the same; in place."""
    while before and before[-1].identical and before[-1].old == change[-1].text:
        after.insert(0, before[-1])
        change.insert(0, change.pop().at(before.pop()))
    places = [_quality(before, change, after)]
    while after and after[0].identical and after[0].old == change[0].text:
        before.append(after[0])
        change.append(change.pop(0).at(after.pop(0)))
        places.append(_quality(before, change, after))
    for _ in range(len(places) - 1 - places.index(max(places))):
        after.insert(0, before[-1])
        change.insert(0, change.pop().at(before.pop()))


def _quality(before: list[Row], change: list[Row], after: list[Row]) -> int:
    begins = not before or before[-1].text[-1:] in _ENDS
    ends = not after or change[-1].text[-1:] in _ENDS
    return 2 * begins + 2 * ends - (change[0].text[:1] in _ENDS)


def _edits(runs: Iterable[_Run]) -> Iterator[Edit]:
    for run in runs:
        if not run.same:
            old = [Token(row.old, row.old_key) for row in run.rows]
            new = [Token(row.new, row.new_key) for row in run.rows]
            yield Edit(_joined(old), _joined(new), _said(old) != _said(new))
            continue
        for _, rows in groupby(run.rows, key=lambda row: row.identical):
            same = list(rows)
            yield Edit("".join(r.old for r in same), "".join(r.new for r in same), False)


def _joined(pieces: Iterable[Token]) -> str:
    return "".join(piece.text for piece in pieces)
