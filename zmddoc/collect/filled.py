"""A form as it came back: what it says it is, and what stands in its cells, by row id and field.

Rows are known by the id in them and columns by their heading, never by position: a clerk may widen,
hide, colour, move and insert as he likes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from zmddoc.compose.form import FieldKey
from zmddoc.read.source import stray

FORM_ID = re.compile(r"\d{4}Q[1-4]-[0-9a-f]{12}(?![0-9a-f])")
ROW_ID = re.compile(r"T\d{2,5}(?:\.\d{1,2})*(?:-\d{1,2})?")
_UNUSUAL = re.compile(r"[^\n\x20-\x7e\u3001-\u3011\u4e00-\u9fff\uff01-\uff5e]")
_DASHES = str.maketrans("‐‑‒–—−", "------")

AnswerKind = Literal["number", "text", "bool", "error", "formula"]


@dataclass(frozen=True)
class Answer:
    """What stands in one cell, or one control."""

    place: str
    """填报!G7, or for a Word form T04-1 本期累计完成."""
    kind: AnswerKind
    text: str
    """As it stands there."""
    format: str = "General"
    since_1904: bool = False

    @property
    def shown(self) -> str:
        """The value as a message quotes it."""
        text = " ".join(self.text.split())
        return f"“{text if len(text) <= 40 else text[:40] + '…'}”"


@dataclass(frozen=True)
class Identity:
    """What a form says that it is."""

    form: str
    period: str
    unit: str
    part: str
    digests: Mapping[str, str] = field(default_factory=dict)
    """Of each row that it was built with; empty where that has been lost."""
    wording: Mapping[str, str] = field(default_factory=dict)
    """The words of each row that it was built with."""


@dataclass(frozen=True)
class Row:
    """One row of the table as it came back."""

    id: str
    answers: Mapping[FieldKey, Answer]
    """Only cells with something in them."""


@dataclass(frozen=True)
class Filled:
    """A form as it came back, nothing judged yet."""

    identity: Identity | None
    """What its machine-readable part says; None where that is lost."""
    seen: tuple[Answer, ...]
    """The form ids that stand in plain sight."""
    rows: tuple[Row, ...]
    signed: Mapping[str, str] = field(default_factory=dict)
    """What was written behind 填报人 and the like."""
    nameless: tuple[Answer, ...] = ()
    """What was written in a row of the table that has no id."""
    outside: tuple[Answer, ...] = ()
    """What was written outside the table."""
    missing: tuple[str, ...] = ()
    """The headings of columns that are no longer there."""


def squeezed(text: str) -> str:
    """The text in half-width, without any white space, in capitals: for comparing."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", cleaned(text))).upper()


def row_id(text: str) -> str:
    """The id of a task, measure or target in a cell, however it is typed; '' where there is
    none."""
    found = squeezed(text).translate(_DASHES)
    return found if ROW_ID.fullmatch(found) else ""


def cleaned(text: str) -> str:
    """The text without what nobody sees: control characters, zero-width spaces, line ends of
    other systems, blanks at the ends of lines and empty lines around it."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    text = re.sub(r"[\v\f\u2028\u2029]", "\n", text).replace("\xa0", " ")
    text = _UNUSUAL.sub(lambda match: "" if stray(match[0]) else match[0], text)
    return "\n".join(line.strip() for line in text.split("\n")).strip()
