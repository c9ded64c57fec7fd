"""Which line of plan.yaml every character of the rebuilt text comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from zmddoc.model import Plan
from zmddoc.numerals import chinese
from zmddoc.project import DataPath
from zmddoc.text import FIELD, rebuild

_BETWEEN = "\x00"


@dataclass(frozen=True)
class Piece:
    """A run of characters and the value they stand in; ``offset`` in it, None where they are not
    copied from it as they are (a date, a derived number)."""

    text: str
    path: DataPath
    offset: int | None = 0


Line = tuple[Piece, ...]


def lines(plan: Plan) -> list[Line]:
    """Return the rebuilt text line by line as pieces. Raises UnknownField."""
    form = plan.received.form
    fields = _fields(plan)
    pieces = list(_spread(form, ("received", "form"), fields))
    whole = rebuild(plan)
    if "".join(piece.text for piece in pieces) != whole:  # the form has what is not known here
        pieces = [Piece(whole, ("received", "form"), None)]
    return list(_split(pieces))


def _fields(plan: Plan) -> dict[str, Sequence[Piece]]:
    """The pieces of each field; of those not built here, the text that ``rebuild`` gives."""
    title = (Piece(plan.title, ("title",)),)
    composed: dict[str, Sequence[Piece]] = {
        "title": title,
        "cover_title": list(_spread(plan.cover_title, ("cover_title",), {"title": title})),
        "cover": list(_spread(plan.cover, ("cover",), {"title": title})),
        "title_lines": _joined(
            [Piece(text, ("received", "title_lines", i))]
            for i, text in enumerate(plan.received.title_lines)
        )
        or title,
        "chapters": _joined(_chapters(plan)),
    }
    tokens = sorted({match[0] for match in FIELD.finditer(plan.received.form)})
    simple = [token for token in tokens if token[1:-1] not in composed]
    probe = plan.received.model_copy(update={"form": _BETWEEN.join(simple)})
    values = rebuild(plan.model_copy(update={"received": probe})).split(_BETWEEN)
    for token, value in zip(simple, values, strict=False):
        key = token[1:-1].removesuffix(":0")
        path: DataPath = (key,)
        if key.startswith("catalogue."):
            path = ("received", "catalogue", key.removeprefix("catalogue."))
        copied = getattr(plan, key, None) == value or key.startswith("catalogue.")
        composed[token[1:-1]] = (Piece(value, path, 0 if copied else None),)
    return composed


def _chapters(plan: Plan) -> Iterator[list[Piece]]:
    number = 0
    for i, chapter in enumerate(plan.chapters):
        path: DataPath = ("chapters", i)
        heading = {
            "number": (Piece(chinese(i + 1), path, None),),
            "title": (Piece(chapter.title, (*path, "title")),),
        }
        words = [Piece(chapter.text, (*path, "text"))]
        words += [
            Piece(duty.annotation, (*path, "duty", k, "annotation"))
            for k, duty in enumerate(chapter.duty)
        ]
        yield [*_spread(plan.received.chapter, ("received", "chapter"), heading), *words]
        for j, task in enumerate(chapter.tasks):
            number += 1
            at = (*path, "tasks", j)
            words = [Piece(task.text, (*at, "text"))]
            words += [
                Piece(duty.annotation, (*at, "duty", k, "annotation"))
                for k, duty in enumerate(task.duty)
            ]
            fields = {
                "number": (Piece(chinese(number), at, None),),
                "title": (Piece(task.title, (*at, "title")),),
                "text": words,
            }
            yield list(_spread(plan.received.task, ("received", "task"), fields))


def _spread(form: str, path: DataPath, fields: Mapping[str, Sequence[Piece]]) -> Iterator[Piece]:
    """Yield the pieces of ``form`` with its fields filled in."""
    end = 0
    for match in FIELD.finditer(form):
        yield Piece(form[end : match.start()], path, end)
        yield from fields.get(match[0][1:-1], ())
        end = match.end()
    yield Piece(form[end:], path, end)


def _joined(lists: Iterator[list[Piece]]) -> list[Piece]:
    joined: list[Piece] = []
    for pieces in lists:
        if joined:
            joined.append(Piece("\n", pieces[0].path, None))
        joined += pieces
    return joined


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
    """The path of the chapter or task that the line is made of, or () for other lines."""
    for piece in line:
        if piece.path[:1] == ("chapters",):
            return piece.path[:4] if piece.path[2:3] == ("tasks",) else piece.path[:2]
    return ()
