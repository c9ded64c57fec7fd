"""The ledger as XLSX."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from zmddoc.compose.ledger import CLOSINGS, COLUMNS, LIGHTS, Form, Ledger, Value
from zmddoc.render.xlsx.frame import column_heads, title_line
from zmddoc.render.xlsx.packed import begun, packed
from zmddoc.render.xlsx.style import (
    A3,
    A4,
    BODY,
    GRID,
    HEADING,
    TITLE,
    Fitted,
    centred,
    height,
    marked,
    page,
    put,
    width,
    wrapped,
)

HEADER_ROW = 3
SHEET, GUIDE = "总台账", "说明"

_GUIDE_WIDTHS = (52.0, 13.0, 13.0, 13.0)
_SIZE_RATIO = 1.1
"""11 pt on the second sheet; column widths count characters of 10 pt."""
_LIGHT_FILLS = dict(
    zip(LIGHTS, ("FFC6E0B4", "FFBDD7EE", "FFFFE699", "FFF4B0A0", "FFD9D9D9"), strict=True)
)
_FORMATS: dict[Form, str] = {
    "code": "@",
    "share": "0.0%",
    "points": "+0.0;-0.0;0.0",
    "date": 'yyyy"."m"."d',
}
_LEFT: tuple[Form, ...] = ("words",)


def render_ledger(ledger: Ledger) -> bytes:
    """Return the ledger as an XLSX workbook of two sheets, 总台账 and 说明.

    Raises ValueError for a text that no cell can hold: longer than 32,767 characters, or with
    control characters.
    """
    book, sheet = begun(ledger.head)
    _table(sheet, ledger)
    _guide(book.create_sheet(GUIDE), ledger)
    return packed(book)


def _table(sheet: Worksheet, ledger: Ledger) -> None:
    sheet.title = SHEET
    columns = len(COLUMNS)
    for row, words, font, points in (
        (1, ledger.head.title, Font(name=TITLE, size=22), 36),
        (
            2,
            marked(f"（{ledger.number}）" if ledger.number else "", ledger.head.sample),
            Font(name=BODY, size=14),
            22,
        ),
    ):
        title_line(sheet, row, words, font, points, columns)
    heads = ((column.title, column.width, column.given) for column in COLUMNS)
    column_heads(sheet, HEADER_ROW, heads, 42)
    for at, values in enumerate(ledger.rows, start=HEADER_ROW + 1):
        for number, (column, value) in enumerate(zip(COLUMNS, values, strict=True), start=1):
            cell = sheet.cell(at, number)
            cell.number_format = _FORMATS.get(column.form, "General")
            aligned = wrapped() if column.form in _LEFT and value != "—" else centred()
            put(cell, value, Font(name=BODY, size=10), aligned)
            cell.border = GRID
        room = (column.width for column in COLUMNS)
        sheet.row_dimensions[at] = Fitted(
            sheet, index=at, ht=height(zip(values, room, strict=True))
        )
    last = HEADER_ROW + len(ledger.rows)
    foot = (*ledger.notes, ledger.head.footer)
    # One empty row between: a filter applied again must not take the notes for data.
    for at, words in enumerate(foot, start=last + 2):
        put(sheet.cell(at, 1), words, Font(name=BODY, size=10), Alignment("left", "center"))
    _rules(sheet, last)
    sheet.freeze_panes = f"E{HEADER_ROW + 1}"
    sheet.auto_filter.ref = f"A{HEADER_ROW}:{get_column_letter(columns)}{max(last, HEADER_ROW + 1)}"
    sheet.sheet_view.zoomScale, sheet.sheet_view.tabSelected = 80, True
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    sheet.print_area = f"A1:{get_column_letter(columns)}{last + 1 + len(foot)}"
    page(sheet, A3, ledger.head.footer, landscape=True, sample=ledger.head.sample)


def _rules(sheet: Worksheet, last: int) -> None:
    """Lists to choose from, and a light in its colour."""
    for number, column in enumerate(COLUMNS, start=1):
        if column.form not in ("light", "closing"):
            continue
        letter = get_column_letter(number)
        cells = f"{letter}{HEADER_ROW + 1}:{letter}{max(last, HEADER_ROW + 1)}"
        choices = LIGHTS if column.form == "light" else CLOSINGS
        listed = DataValidation("list", formula1=f'"{",".join(choices)}"', allow_blank=True)
        listed.add(cells)
        if column.form == "light":
            listed.errorTitle, listed.error = column.title, f"只能填{'、'.join(choices)}。"
            for light, colour in _LIGHT_FILLS.items():
                look = DifferentialStyle(fill=PatternFill("solid", bgColor=colour))
                rule = Rule("cellIs", operator="equal", formula=[f'"{light}"'], dxf=look)
                sheet.conditional_formatting.add(cells, rule)
        else:  # a date may follow the word: the list only proposes
            listed.showErrorMessage = False
            listed.promptTitle, listed.prompt = column.title, "销号的，写明日期：已销号 2021.12.20"
        listed.showInputMessage = True
        sheet.add_data_validation(listed)


def _guide(sheet: Worksheet, ledger: Ledger) -> None:
    sheet.sheet_view.tabSelected = False
    for letter, wide in zip("ABCD", _GUIDE_WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = wide
    heading, body = Font(name=HEADING, size=11), Font(name=BODY, size=11)
    at = 0

    def paragraph(words: str, font: Font, alignment: Alignment, points: float) -> None:
        nonlocal at
        at += 1
        sheet.merge_cells(start_row=at, end_row=at, start_column=1, end_column=len(_GUIDE_WIDTHS))
        put(sheet.cell(at, 1), words, font, alignment)
        sheet.row_dimensions[at].height = points

    def line(values: Iterable[Value], font: Font) -> None:
        nonlocal at
        at += 1
        for number, value in enumerate(values, start=1):
            cell = sheet.cell(at, number)
            put(cell, value, font, wrapped() if number == 1 else centred())
            cell.border = GRID

    paragraph(
        marked(f"{ledger.head.title}说明", ledger.head.sample),
        Font(name=TITLE, size=16),
        centred(),
        34,
    )
    for number, words in enumerate(ledger.guide, start=1):
        # Merged cells do not find their height themselves.
        lines = ceil(width(words) * _SIZE_RATIO / (sum(_GUIDE_WIDTHS) - 8))
        paragraph(f"{number}. {words}", body, wrapped(), 16 * lines + 3)
    at += 1
    line(("合计", "数量"), heading)
    for total in ledger.totals:
        line(total, body)
    at += 1
    line(("单位（建制顺序）", "牵头", "配合", "合计"), heading)
    for tally in ledger.tallies:
        line(tally, body)
    sums = (sum(column) for column in zip(*(t[1:] for t in ledger.tallies), strict=True))
    line(("合计", *sums), body)
    at += 1
    paragraph(ledger.head.footer, body, wrapped(), 18)
    sheet.print_area = f"A1:D{at}"
    page(sheet, A4, ledger.head.footer, landscape=False, sample=ledger.head.sample)
    sheet.page_setup.fitToHeight = 1
