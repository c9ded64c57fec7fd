"""Which line of plan.yaml every character of the rebuilt text comes from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from zmddoc.check.received import WORDS
from zmddoc.model import Plan
from zmddoc.project import DataPath
from zmddoc.text import Piece, pieces

_LEVELS = ("chapters", "tasks", "measures")

Line = tuple[Piece, ...]


def lines(plan: Plan) -> list[Line]:
    """Return the rebuilt text line by line as pieces. Raises UnknownField."""
    return list(_split(pieces(plan)))


def spoken(plan: Plan) -> list[Line]:
    """Return the rebuilt text sentence by sentence, without white space. Raises UnknownField."""
    found: list[list[Piece]] = [[]]
    for piece in pieces(plan):
        for match in WORDS.finditer(piece.text):
            offset = None if piece.offset is None else piece.offset + match.start()
            found[-1].append(Piece(match[0], piece.path, offset))
            if match[0] == "。":
                found.append([])
    return [tuple(line) for line in found if line]


def _split(pieces: Sequence[Piece]) -> Iterator[Line]:
    line: list[Piece] = []
    for piece in pieces:
        offset = piece.offset
        for i, text in enumerate(piece.text.split("\n")):
            if i:
                yield tuple(line)
                line = []
            line.append(replace(piece, text=text, offset=offset))
            if offset is not None:
                offset += len(text) + 1
    yield tuple(line)


def text_of(line: Line) -> str:
    """The line's characters, without trailing white space."""
    return "".join(piece.text for piece in line).rstrip()


def origin(line: Line, index: int) -> tuple[DataPath, int | None]:
    """The value, and the offset in it, that the character at ``index`` of the line comes from;
    at the end of a piece, its end, so that what is missing is looked for where it should stand."""
    seen = 0
    last: tuple[DataPath, int | None] = (line[0].path, line[0].offset) if line else ((), None)
    for piece in line:
        if not piece.text:
            continue
        offset = None if piece.offset is None else piece.offset + index - seen
        if index < seen + len(piece.text):
            return piece.path, offset
        last = piece.path, offset
        seen += len(piece.text)
    return last


def item_of(line: Line) -> DataPath:
    """The path of the chapter, task or measure that the line is made of, or () for other lines."""
    for piece in line:
        end = 0
        while end + 1 < len(piece.path) and piece.path[end] in _LEVELS:
            end += 2
        if end:
            return piece.path[:end]
    return ()
