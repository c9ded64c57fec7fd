"""A form as somebody fills it in who has no program but an office one: cell by cell."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from openpyxl import load_workbook
from openpyxl.cell import Cell

from zmddoc.compose.form import FIELDS, FieldKey
from zmddoc.render.xlsx.form import HEADER_ROW, SHEET
from zmddoc.render.xlsx.packed import packed

_COLUMNS = {field.key: number for number, field in enumerate(FIELDS, start=1)}


def fill_form(
    form: bytes,
    answers: Iterable[tuple[str, FieldKey, str | int | Decimal | date]],
    signed: Mapping[str, str],
) -> bytes:
    """Return the form with its cells filled in: row id, column, content; and what is written behind
    填报人 and the like. An id that the form does not have gets a row of its own below the table, as
    who knows a figure that nobody asks for would write it down."""
    book = load_workbook(io.BytesIO(form))
    sheet = book[SHEET]
    rows = {
        sheet.cell(at, _COLUMNS["id"]).value: at for at in range(HEADER_ROW + 1, sheet.max_row + 1)
    }
    for id, key, content in answers:
        if id not in rows:
            rows[id] = sheet.max_row + 1
            _write(sheet.cell(rows[id], _COLUMNS["id"]), id)
        _write(sheet.cell(rows[id], _COLUMNS[key]), content)
    for cell in (cell for line in sheet.iter_rows(HEADER_ROW + 1) for cell in line):
        label = str(cell.value).removesuffix("：")
        if label in signed and isinstance(cell, Cell):
            cell.value = f"{label}：{signed[label]}"
    return packed(book)


def _write(cell: object, content: str | int | Decimal | date) -> None:
    """Type into a cell; what it looks like stays."""
    assert isinstance(cell, Cell)
    look = cell.number_format
    cell.value = content
    cell.number_format = look
