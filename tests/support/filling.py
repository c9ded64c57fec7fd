"""Forms as a clerk fills them in, with openpyxl in the office program's place."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from datetime import date

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from zmddoc.compose.form import FIELDS, FieldKey
from zmddoc.render.xlsx.form import HEADER_ROW, SHEET

Answer = str | int | float | bool | date | None
Answers = Mapping[tuple[str, FieldKey], Answer]
"""By row and column: ("T04-1", "value")."""


def cell_of(sheet: Worksheet, row: str, key: FieldKey) -> Cell:
    """The cell of a row, which is known by its id, in a column, which is known by its place."""
    (at,) = [
        number
        for number in range(HEADER_ROW + 1, sheet.max_row + 1)
        if sheet.cell(number, 1).value == row
    ]
    cell = sheet.cell(at, [field.key for field in FIELDS].index(key) + 1)
    assert isinstance(cell, Cell)
    return cell


def filled(
    form: bytes,
    answers: Answers,
    *further: Callable[[Workbook], object],
    formats: Mapping[tuple[str, FieldKey], str] | None = None,
) -> bytes:
    """The form with its cells filled in, ``formats`` changed, and whatever ``further`` does to the
    workbook."""
    book = load_workbook(io.BytesIO(form))
    for (row, key), answer in answers.items():
        cell = cell_of(book[SHEET], row, key)
        keep = cell.number_format
        cell.value = answer
        cell.number_format = (formats or {}).get((row, key), keep)
    for change in further:
        change(book)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()
