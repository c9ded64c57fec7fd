"""How a workbook looks and is printed: said once for all of them."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil
from unicodedata import east_asian_width

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.worksheet import Worksheet

from zmddoc.compose.ledger import Figure, Value

BODY, HEADING, TITLE = "仿宋_GB2312", "黑体", "方正小标宋简体"
LIMIT = 32_767
"""Characters a cell may hold."""
LEADING, TALLEST = 14.5, 409.0
"""Points: a line of 10 pt in the face with the widest leading; the highest row there can be."""
A3, A4 = 8, 9

_THIN = Side(style="thin", color="FF000000")
GRID = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
GIVEN = PatternFill("solid", fgColor="FFDCE6F1")
FILLED = PatternFill("solid", fgColor="FFFFF2CC")
BLOCKED = PatternFill("solid", fgColor="FFEDEDED")
"""Fills: what the plan gives, what is to be filled in, what is not."""


def put(cell: Cell | object, value: Value, font: Font, alignment: Alignment) -> None:
    """Write a value and its look; a text stays a text, whatever it begins with."""
    assert isinstance(cell, Cell)
    cell.font, cell.alignment = font, alignment
    if isinstance(value, Figure):
        cell.value = value.value
        cell.number_format = f"{literal(value.before)}General{literal(value.after)}"
    elif isinstance(value, str):
        if len(value) > LIMIT:
            raise ValueError(f"单元格最多容纳{LIMIT}字：{value[:20]}…")
        cell.value = value
        cell.data_type = "s"
        if value[:1] in "=+-@'":
            cell.quotePrefix = True
    elif value is not None:
        keep = cell.number_format
        cell.value = value
        cell.number_format = keep


def marked(words: str, sample: str) -> str:
    """The line under a title, with the mark of sample data where there is one: print headers are
    seen on paper only."""
    return f"{words}\u3000\u3000【{sample}】" if sample else words


def literal(words: str) -> str:
    """Words inside a number format; a quote among them is escaped outside the quotes."""
    return '\\"'.join(f'"{part}"' if part else "" for part in words.split('"'))


def wrapped() -> Alignment:
    """Words: to the left, broken into lines."""
    return Alignment("left", "center", wrap_text=True)


def centred() -> Alignment:
    """Figures and headings: in the middle."""
    return Alignment("center", "center", wrap_text=True)


def page(sheet: Worksheet, paper: int, foot: str, *, landscape: bool, sample: str = "") -> None:
    """Print set-up: one page wide, as many as needed long; what it was built from and the page
    number below, and above it the mark of sample data."""
    sheet.page_setup.paperSize = paper
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    assert sheet.sheet_properties.pageSetUpPr is not None
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom = 0.6, 0.7
    margins.header = margins.footer = 0.3
    footer = sheet.oddFooter
    assert footer is not None
    for part, words in (
        (footer.left, foot.replace("&", "&&")),
        (footer.right, "第 &P 页 共 &N 页"),
    ):
        part.text, part.font, part.size = words, f"{BODY},Regular", 9
    mark_pages(sheet, sample)


def mark_pages(sheet: Worksheet, sample: str) -> None:
    """Let every printed page say at its head, in red, that the data are samples, where they are."""
    if sample:
        assert sheet.oddHeader is not None
        above = sheet.oddHeader.center
        above.text = sample.replace("&", "&&")
        above.font, above.size, above.color = f"{HEADING},Regular", 14, "FF0000"


class Fitted(RowDimension):
    """A row with a first height, which is found anew when its text changes.

    LibreOffice shows a row without one a single line high; one marked as custom never grows.
    """

    @property
    def customHeight(self) -> bool:
        """Never: openpyxl takes every height for a custom one."""
        return False


def width(words: str) -> int:
    """Width in half-width characters."""
    return sum(2 if east_asian_width(char) in "WFA" else 1 for char in words)


def height(cells: Iterable[tuple[object, float]]) -> float:
    """Height in points of a row that shows all words of its ``(value, column width)`` cells."""
    lines = max(
        sum(max(1, ceil(width(line) / (room - 2))) for line in str(value).split("\n"))
        for value, room in cells
    )
    return min(lines * LEADING + 4, TALLEST)
