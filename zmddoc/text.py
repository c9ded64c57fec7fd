"""The official text as it was received, rebuilt from the plan.

``received.form`` is the whole text with fields in braces, and there is a form for the items of each
level. What stands between ``{title}`` and ``{text}`` is left out where either is empty, so that one
form serves items with and without a title; words for which a form has no ``{text}`` stand at its
end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from zmddoc.model import Chapter, Measure, Plan
from zmddoc.project import DataPath
from zmddoc.sections import NUMBERS, Section, sections, written

FIELD = re.compile(r"\{([a-z_.]+)(:0)?\}")
"""A field of a form: ``{name}``, or ``{name:0}`` for a date with zero padding."""


_STOPS = "。；，、：;,:"


class UnknownField(Exception):
    """A form of ``received`` names a field that the plan does not have."""


@dataclass(frozen=True)
class Piece:
    """A run of characters and the value they stand in; ``offset`` in it, None where they are not
    copied from it as they are (a date, a derived number)."""

    text: str
    path: DataPath
    offset: int | None = 0


def day(value: date, *, padded: bool = False) -> str:
    """Return 2021年3月9日; padded, 2021年03月09日 (DOMAIN.md paragraph 1: no zero padding)."""
    return f"{value:%Y年%m月%d日}" if padded else f"{value.year}年{value.month}月{value.day}日"


def cover_title(plan: Plan) -> str:
    """The covering notice's title without its issuer: 关于印发《…》的通知; '' without a notice."""
    return _text(_entitled(plan, "cover_title"))


def cover(plan: Plan) -> str:
    """The covering notice's text; '' without a notice."""
    return _text(_entitled(plan, "cover"))


def body_words(item: Measure | Chapter) -> str:
    """An item's words before anything below it, with its annotations among them, as received."""
    return _text(_words(item, (), "body"))


def tail_words(item: Measure | Chapter) -> str:
    """An item's words after the last of what is below it, with its annotations among them."""
    return _text(_words(item, (), "tail"))


def own_words(item: Measure | Chapter, at: Literal["body", "tail"]) -> str:
    """An item's words without its annotations, before anything below it or after the last of it;
    of two stops that come together where an annotation stood, one."""
    words = item.text if at == "body" else item.tail
    for duty in item.duty:
        if duty.at == at and duty.rest:
            doubled = words[-1:] in _STOPS and duty.rest[0] in _STOPS
            words += duty.rest[1:] if words and doubled else duty.rest
    return words


def rebuild(plan: Plan) -> str:
    """Return the official text as it was received, rebuilt from the plan's fields, before errata.

    Equals the file ``received.file`` character for character but for white space at its end, or
    all white space where ``received.loose``.
    Raises UnknownField when a form names what the plan does not have.
    """
    return _text(pieces(plan))


def pieces(plan: Plan) -> list[Piece]:
    """Return the rebuilt text as pieces. Raises UnknownField."""
    fields: dict[str, Sequence[Piece]] = {
        name: [Piece(getattr(plan, name), (name,))]
        for name in ("title", "number", "issuer", "recipients", "preamble", "closing")
    }
    for name in ("dated", "published"):
        value: date | None = getattr(plan, name)
        if value:
            fields[name] = [Piece(day(value), (name,), None)]
            fields[f"{name}:0"] = [Piece(day(value, padded=True), (name,), None)]
    for key, entry in plan.received.catalogue.items():
        fields[f"catalogue.{key}"] = [Piece(entry, ("received", "catalogue", key))]
    titles = plan.received.title_lines
    fields |= {
        "cover_title": _entitled(plan, "cover_title"),
        "cover": _entitled(plan, "cover"),
        "title_lines": _lines(
            [Piece(text, ("received", "title_lines", i))] for i, text in enumerate(titles)
        )
        or fields["title"],
        "chapters": _lines(line for one in sections(plan) for line in _section(one)),
        "annexes": _lines(_annexes(plan)),
    }
    return list(_filled(plan.received.form, ("received", "form"), fields))


def _entitled(plan: Plan, name: str) -> list[Piece]:
    fields = {"title": [Piece(plan.title, ("title",))]}
    return list(_filled(getattr(plan, name), (name,), fields))


def _section(section: Section) -> Iterator[list[Piece]]:
    record, path = section.record, section.path
    words = list(_words(record, path, "body"))
    fields: dict[str, Sequence[Piece]] = {
        name: [Piece(number, path, None)] for name, number in section.fields.items()
    }
    fields["title"] = [Piece(record.title, (*path, "title"))]
    fields["text"] = words
    line = list(_filled(section.form, section.form_path, fields))
    if "{text}" not in section.form:
        line += words
    if section.form or _text(words):
        yield line
    for child in section.children:
        yield from _section(child)
    tail = list(_words(record, path, "tail"))
    if _text(tail):
        yield tail


def _words(record: Measure | Chapter, path: DataPath, at: str) -> Iterator[Piece]:
    own = "text" if at == "body" else "tail"
    yield Piece(getattr(record, own), (*path, own))
    for i, duty in enumerate(record.duty):
        if duty.at == at:
            yield Piece(duty.annotation, (*path, "duty", i, "annotation"))
            yield Piece(duty.rest, (*path, "duty", i, "rest"))


def _annexes(plan: Plan) -> Iterator[list[Piece]]:
    for i, annex in enumerate(plan.annexes):
        path: DataPath = ("annexes", i)
        fields = {
            name: [Piece(written(name, i + 1), path, None)]
            for name in NUMBERS
            if f"{{{name}}}" in plan.received.annex
        }
        fields["title"] = [Piece(annex.title, (*path, "title"))]
        fields["text"] = [Piece(annex.text, (*path, "text"))]
        yield list(_filled(plan.received.annex, ("received", "annex"), fields))


def _filled(form: str, path: DataPath, fields: Mapping[str, Sequence[Piece]]) -> Iterator[Piece]:
    """Yield the pieces of ``form`` with its fields filled in. Raises UnknownField."""
    end, before = 0, ""
    for match in FIELD.finditer(form):
        name = match[1]
        found = fields.get(match[0][1:-1], fields.get(name))
        if found is None:
            raise UnknownField(match[0])
        joint = (before, name) == ("title", "text")
        if not joint or (_text(found) and _text(fields["title"])):
            yield Piece(form[end : match.start()], path, end)
        yield from found
        end, before = match.end(), name
    yield Piece(form[end:], path, end)


def _lines(lists: Iterable[list[Piece]]) -> list[Piece]:
    joined: list[Piece] = []
    for one in lists:
        if joined:
            joined.append(Piece("\n", one[0].path, None))
        joined += one
    return joined


def _text(run: Iterable[Piece]) -> str:
    return "".join(piece.text for piece in run)
