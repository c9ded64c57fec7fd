"""Two rows of tokens one under the other: which stand for each other, which stand alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from zmddoc.revise.tokens import Token

_LARGE = 16_000_000
"""Tokens of one text times tokens of the other, above which sentences are compared first."""
_STOPS = frozenset("。；！？;!?\n")


class Row(NamedTuple):
    """A token of the old text above one of the new; either may be missing."""

    old: str
    new: str
    old_key: str
    new_key: str
    same: bool
    """Whether both say the same; white space is never a difference."""

    @property
    def identical(self) -> bool:
        """Whether both are the same to the character."""
        return self.old == self.new

    @property
    def text(self) -> str:
        """The side that is there; of both the old one."""
        return self.old or self.new

    @property
    def whole(self) -> bool:
        """Whether it is a figure, a name or a title: more than a character, and not white space."""
        return bool(self.old_key) and max(len(self.old), len(self.new)) > 1

    def at(self, other: Row) -> Row:
        """A row of the side that this one has, with the token of ``other``, whose sides are
        identical."""
        if self.old:
            return Row(other.old, "", other.old_key, "", False)
        return Row("", other.new, "", other.new_key, False)


def aligned(old: Sequence[Token], new: Sequence[Token]) -> Iterator[Row]:
    """Yield the rows of the alignment with the fewest tokens that stand alone; of texts so long
    that this would take minutes, sentence by sentence."""
    if len(old) * len(new) > _LARGE:
        yield from _by_sentence(old, new)
        return
    for same, (i, j), (k, m) in stretches([t.key for t in old], [t.key for t in new]):
        yield from _rows(old[i:j], new[k:m], same)


def _by_sentence(old: Sequence[Token], new: Sequence[Token]) -> Iterator[Row]:
    a, b = _sentences(old), _sentences(new)
    for same, (i, j), (k, m) in stretches([_key(s) for s in a], [_key(s) for s in b]):
        left = [token for one in a[i:j] for token in one]
        right = [token for one in b[k:m] for token in one]
        small = left and right and len(left) * len(right) <= _LARGE
        if not same and small:
            yield from aligned(left, right)
        else:
            yield from _rows(left, right, same)


def _sentences(text: Sequence[Token]) -> list[list[Token]]:
    found: list[list[Token]] = [[]]
    for token in text:
        found[-1].append(token)
        if token.text[-1] in _STOPS:
            found.append([])
    return [one for one in found if one]


def _key(sentence: Sequence[Token]) -> str:
    return "\0".join(token.key for token in sentence)


def _rows(old: Sequence[Token], new: Sequence[Token], same: bool) -> Iterator[Row]:
    if same:
        for a, b in zip(old, new, strict=True):
            yield Row(a.text, b.text, a.key, b.key, True)
        return
    yield from (Row(one.text, "", one.key, "", not one.key) for one in old)
    yield from (Row("", one.text, "", one.key, not one.key) for one in new)


def stretches(
    old: Sequence[str], new: Sequence[str]
) -> Iterator[tuple[bool, tuple[int, int], tuple[int, int]]]:
    """Yield stretches of both sides in turn: those that are equal, those that are not."""
    from rapidfuzz.distance import Indel  # 0.1 s of every start saved

    numbers: dict[str, int] = {}
    left = [numbers.setdefault(key, len(numbers)) for key in old]
    right = [numbers.setdefault(key, len(numbers)) for key in new]
    start = (0, 0)
    for one in Indel.opcodes(left, right):
        if one.tag == "equal":
            if start != (one.src_start, one.dest_start):
                yield False, (start[0], one.src_start), (start[1], one.dest_start)
            yield True, (one.src_start, one.src_end), (one.dest_start, one.dest_end)
            start = one.src_end, one.dest_end
    if start != (len(left), len(right)):
        yield False, (start[0], len(left)), (start[1], len(right))
