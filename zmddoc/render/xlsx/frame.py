"""What stands above the rows of every table: its title lines, and the heads of its columns."""

from __future__ import annotations

from collections.abc import Iterable

from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from zmddoc.render.xlsx.style import FILLED, GIVEN, GRID, HEADING, centred, put


def title_line(
    sheet: Worksheet,
    row: int,
    words: str,
    font: Font,
    points: float,
    columns: int,
    across: str = "center",
) -> None:
    """Put a line across all columns, in a row of that height in points."""
    put(sheet.cell(row, 1), words, font, Alignment(across, "center"))
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=columns)
    sheet.row_dimensions[row].height = points


def column_heads(
    sheet: Worksheet, row: int, columns: Iterable[tuple[str, float, bool]], points: float
) -> None:
    """Put the heads, each with the width of its column and whether that is given or to be filled in."""
    for number, (words, wide, given) in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = wide
        cell = sheet.cell(row, number)
        put(cell, words, Font(name=HEADING, size=10), centred())
        cell.border, cell.fill = GRID, GIVEN if given else FILLED
    sheet.row_dimensions[row].height = points
