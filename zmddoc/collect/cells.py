"""A workbook's cells as they stand: SpreadsheetML read as it is, whoever saved it.

Values are not interpreted here beyond their type; what a number, a date or a share is worth is for
``zmddoc.collect.values``. A formula is known as one and never computed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from lxml import etree

from zmddoc.package import Package, local
from zmddoc.refusal import Refusal

Kind = Literal["number", "text", "bool", "error", "formula"]

CELLS_LIMIT = 100_000
TEXT_LIMIT = 4_000_000
"""Cells with something in them, and their characters, in the whole workbook; a form has some hundreds
of cells. One string that is shared by many cells counts as often."""
LONGEST = 32_767
"""Characters that a cell can hold; of what is longer, so much as shows that."""
FORMAT_LIMIT = 255
"""Characters of a number format."""

_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_BUILT_IN = {9: "0%", 10: "0.00%", 11: "0.00E+00", 14: "yyyy/m/d", 22: "yyyy/m/d h:mm", 49: "@"}
_BUILT_IN_DATES = (*range(15, 18), *range(27, 37), *range(50, 59))
_BUILT_IN_TIMES = (*range(18, 22), *range(45, 48))


@dataclass(frozen=True)
class Cell:
    """One cell with something in it."""

    row: int
    column: int
    """From 1."""
    kind: Kind
    text: str
    """A number as it is stored (0.085), a text, TRUE or FALSE, #N/A, or a formula with its =."""
    format: str = "General"
    """Its number format."""

    @property
    def reference(self) -> str:
        """G7."""
        letters, number = "", self.column
        while number:
            number, digit = divmod(number - 1, 26)
            letters = chr(65 + digit) + letters
        return f"{letters}{self.row}"


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook."""

    name: str
    cells: Mapping[tuple[int, int], Cell]
    """By row and column."""
    since_1904: bool = False
    """Whether its dates count from 1904, as on a Macintosh."""


def read_sheets(package: Package) -> tuple[Sheet, ...]:
    """Return the sheets of a workbook in their order, hidden ones too. Raises Refusal (Z700,
    Z702)."""
    return tuple(_Workbook(package).sheets())


class _Workbook:
    def __init__(self, package: Package) -> None:
        self.package = package
        parts = package.related(package.main)
        by_kind = dict(parts.values())
        self.parts = {key: name for key, (kind, name) in parts.items() if kind == "worksheet"}
        self.strings = tuple(self._strings(by_kind.get("sharedStrings")))
        self.formats = tuple(self._formats(by_kind.get("styles")))
        self.cells = self.characters = 0

    def sheets(self) -> Iterator[Sheet]:
        since_1904 = False
        listed = []
        for one in self.package.elements(self.package.main, "workbookPr", "sheet"):
            if local(one) == "workbookPr":
                since_1904 = one.get("date1904") in ("1", "true")
                continue
            relation = next((v for k, v in one.attrib.items() if str(k).endswith("}id")), "")
            listed.append((str(one.get("name") or ""), str(relation)))
        for name, relation in listed:
            if relation in self.parts:
                cells = {(c.row, c.column): c for c in self._cells(self.parts[relation])}
                yield Sheet(name, cells, since_1904)

    def _strings(self, name: str | None) -> Iterator[str]:
        for one in self.package.elements_if_there(name, "si") if name else ():
            yield _words(one)

    def _formats(self, name: str | None) -> Iterator[str]:
        """Yield the number format of each style, in the order that cells refer to them by."""
        named: dict[int, str] = {}
        for one in self.package.elements_if_there(name, "numFmt", "cellXfs") if name else ():
            if local(one) == "numFmt":
                code = str(one.get("formatCode") or "")
                named[_whole(one.get("numFmtId"))] = code[:FORMAT_LIMIT]
                continue
            for style in one:
                number = _whole(style.get("numFmtId"))
                yield named.get(number) or _built_in(number)

    def _cells(self, name: str) -> Iterator[Cell]:
        at = 0
        for row in self.package.elements_if_there(name, "row"):
            at = _whole(row.get("r")) or at + 1
            column = 0
            for one in row:
                if local(one) != "c":
                    continue
                place = _REFERENCE.fullmatch(str(one.get("r") or ""))
                column = _column(place[1]) if place else column + 1
                if cell := self._cell(one, at, column):
                    self._count(cell)
                    yield cell

    def _count(self, cell: Cell) -> None:
        self.cells += 1
        self.characters += len(cell.text)
        if self.cells > CELLS_LIMIT or self.characters > TEXT_LIMIT:
            hint = "删去表外的内容，只留报送表"
            raise Refusal("Z702", "内容多得不正常，不是报送表", hint)

    def _cell(self, one: etree._Element, row: int, column: int) -> Cell | None:
        kind = one.get("t") or "n"
        inner = {local(child): child for child in one}
        value = _first(inner["v"]) if "v" in inner else ""
        style = _whole(one.get("s"))
        form = self.formats[style] if style < len(self.formats) else "General"
        if "f" in inner:
            return Cell(row, column, "formula", f"={_first(inner['f'])}", form)
        if kind == "s":
            at = _whole(value, -1)
            text = self.strings[at] if 0 <= at < len(self.strings) else ""
            return Cell(row, column, "text", text, form) if text else None
        if kind == "inlineStr":
            text = _words(inner["is"]) if "is" in inner else ""
            return Cell(row, column, "text", text, form) if text else None
        if not value:
            return None
        if kind == "str":
            return Cell(row, column, "text", value, form)
        if kind == "b":
            return Cell(row, column, "bool", "TRUE" if value == "1" else "FALSE", form)
        if kind == "e":
            return Cell(row, column, "error", value, form)
        if kind == "d":
            return Cell(row, column, "text", value.partition("T")[0], form)
        return Cell(row, column, "number", value, form)


def _words(element: etree._Element) -> str:
    """The text of a string, its runs together, without the reading that may stand above it."""
    found = []
    for one in element.iter():
        if local(one) == "t" and not any(local(up) == "rPh" for up in one.iterancestors()):
            found.append(one.text or "")
    return _unescaped("".join(found)[: LONGEST + 1])


def _first(element: etree._Element) -> str:
    """The text of an element, no more of it than a cell can hold."""
    return "".join(map(str, element.itertext()))[: LONGEST + 1]


def _unescaped(text: str) -> str:
    """Text with the escapes of the format undone: _x000D_ is a carriage return."""
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda match: chr(int(match[1], 16)), text)


def _built_in(number: int) -> str:
    if number in _BUILT_IN:
        return _BUILT_IN[number]
    if number in _BUILT_IN_DATES:
        return "yyyy/m/d"
    return "h:mm" if number in _BUILT_IN_TIMES else "General"


def _whole(text: str | None, otherwise: int = 0) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else otherwise


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
