"""Texts with what was changed in them marked, each side for itself, unchanged sentences left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from zmddoc.revise.edits import Edit, Edits

LEFT_OUT = "……"
_STOPS = "。；！？"


@dataclass(frozen=True)
class Piece:
    """Words as they are printed: plain, put in, or taken out."""

    words: str
    mark: Literal["", "added", "gone"] = ""


Passage = tuple[Piece, ...]
"""A paragraph."""


def plain(words: str) -> Passage:
    """Return words without marks; nothing for none."""
    return (Piece(words),) if words else ()


def both_sides(changes: Edits, *, whole: bool = False) -> tuple[Passage, Passage]:
    """Return the old and the new text with their differences marked. Unless the ``whole`` is wanted,
    only the sentences in which something is changed, …… for what stands between them."""
    old: list[Piece] = []
    new: list[Piece] = []
    for one in _shown(changes, whole):
        if one is None:
            _leave_out(old)
            _leave_out(new)
        else:
            old.append(Piece(one.old, "gone" if one.real else ""))
            new.append(Piece(one.new, "added" if one.real else ""))
    return _joined(old), _joined(new)


def one_text(changes: Edits, *, whole: bool = False) -> Passage:
    """Return both texts in one: what was taken out, and behind it what was put in."""
    found: list[Piece] = []
    for one in _shown(changes, whole):
        if one is None:
            _leave_out(found)
        elif one.real:
            found += [Piece(one.old, "gone"), Piece(one.new, "added")]
        else:
            found.append(Piece(one.new))
    return _joined(found)


def _shown(changes: Edits, whole: bool) -> Iterator[Edit | None]:
    """Yield the edits that are shown, None for sentences that are left out."""
    skipped = False
    for sentence in _sentences(changes):
        if not whole and not any(one.real for one in sentence):
            skipped = True
            continue
        if skipped:
            yield None
        skipped = False
        yield from sentence
    if skipped:
        yield None


def _leave_out(pieces: list[Piece]) -> None:
    """Say that something is left out, once for what stands together on this side."""
    said = [piece for piece in pieces if piece.words]
    if not said or said[-1] != Piece(LEFT_OUT):
        pieces.append(Piece(LEFT_OUT))


def _sentences(changes: Edits) -> Iterator[list[Edit]]:
    """Yield the edits in groups that begin and end with whole sentences; a sentence ends only where
    both sides have the same stop."""
    group: list[Edit] = []
    for one in changes:
        if not one.equal:
            group.append(one)
            if all(side[-1] in _STOPS for side in (one.old, one.new) if side):
                yield group
                group = []
            continue
        rest = one.old
        while rest:
            ends = [rest.index(stop) + 1 for stop in _STOPS if stop in rest]
            if not ends:
                break
            group.append(Edit(rest[: min(ends)], rest[: min(ends)], False))
            yield group
            group, rest = [], rest[min(ends) :]
        if rest:
            group.append(Edit(rest, rest, False))
    if group:
        yield group


def _joined(pieces: list[Piece]) -> Passage:
    """The pieces without empty ones, like ones that meet made one."""
    found: list[Piece] = []
    for piece in pieces:
        if found and found[-1].mark == piece.mark:
            found[-1] = Piece(found[-1].words + piece.words, piece.mark)
        elif piece.words:
            found.append(piece)
    return tuple(found)
