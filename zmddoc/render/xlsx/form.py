"""The form as XLSX: what the plan says is locked, what is to be filled in is open and explained.

Figure cells are of no particular number format: only there do office programs keep what was typed,
turning 8.5% into a percentage that can be told from 8.5 (docs/decisions/060-forms.md).
"""

from __future__ import annotations

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from zmddoc.compose.form import (
    CLOSED,
    FIELDS,
    NO,
    REQUESTS,
    SIGNED,
    YES,
    Field,
    Form,
    FormRow,
    headlines,
    machine,
    prompt,
)
from zmddoc.compose.ledger import Value
from zmddoc.render.xlsx.frame import column_heads, title_line
from zmddoc.render.xlsx.packed import begun, packed
from zmddoc.render.xlsx.style import (
    A4,
    BLOCKED,
    BODY,
    FILLED,
    GRID,
    HEADING,
    TITLE,
    Fitted,
    centred,
    height,
    mark_pages,
    marked,
    page,
    put,
    wrapped,
)

SHEET, MACHINE = "填报", "校验"
HEADER_ROW = 5

_OPEN = Protection(locked=False)
_LEAST = 30.0
"""Points: a row that is to be filled in has room for two lines by hand."""
_CENTRED = ("id", "aim", "unit", "last", "value", "baseline", "request", "until")
_FORMATS = {
    "id": "@", "words": "@",
    "progress": "@", "problems": "@", "next_steps": "@", "evidence": "@", "reason": "@",
    "until": "yyyy-mm-dd",
}  # fmt: skip
_SIGNED_IN = ("words", "progress", "problems", "evidence")
"""The columns in which the lines to be signed stand."""


def render_form(form: Form) -> bytes:
    """Return the form as an XLSX workbook: the sheet 填报, and a hidden one that says what the form
    is. Raises ValueError for a text that no cell can hold."""
    book, sheet = begun(form.head)
    sheet.title = SHEET
    _head(sheet, form)
    for at, row in enumerate(form.rows, start=HEADER_ROW + 1):
        for number, field in enumerate(FIELDS, start=1):
            _cell(sheet.cell(at, number), row, field)
        room = [(given(row, field) or "", field.width) for field in FIELDS]
        sheet.row_dimensions[at] = Fitted(sheet, index=at, ht=max(height(room), _LEAST))
    last = HEADER_ROW + len(form.rows)
    _choices(sheet, form)
    end = _foot(sheet, form, last + 2)
    _protect(sheet)
    sheet.freeze_panes = f"C{HEADER_ROW + 1}"
    sheet.sheet_view.zoomScale, sheet.sheet_view.tabSelected = 90, True
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    sheet.print_area = f"A1:{get_column_letter(len(FIELDS))}{end}"
    foot = f"{form.head.footer}　表号：{form.id}"
    page(sheet, A4, foot, landscape=True, sample=form.head.sample)
    _machine(book.create_sheet(MACHINE), form)
    return packed(book)


def given(row: FormRow, field: Field) -> Value:
    """What a cell of the row shows before anybody fills it in."""
    match field.key:
        case "id":
            return row.id
        case "words":
            return row.words
        case "aim":
            return row.aim
        case "unit":
            return row.unit
        case "last":
            return row.last
        case "value" if row.closed:
            return CLOSED
        case "value" if row.owner:
            return f"由{row.owner}填"
        case _:
            return None


def _head(sheet: Worksheet, form: Form) -> None:
    for at, words, font, points, across in (
        (1, form.head.title, Font(name=TITLE, size=20), 34, "center"),
        (
            2,
            marked(f"（{form.shown.name}）", form.head.sample),
            Font(name=BODY, size=13),
            20,
            "center",
        ),
        *(
            (n, "\u3000\u3000".join(line), Font(name=BODY, size=11), 18, "left")
            for n, line in enumerate(headlines(form), 3)
        ),
    ):
        title_line(sheet, at, words, font, points, len(FIELDS), across)
    heads = ((field.title, field.width, not field.prompt) for field in FIELDS)
    column_heads(sheet, HEADER_ROW, heads, 32)


def _cell(cell: Cell | object, row: FormRow, field: Field) -> None:
    assert isinstance(cell, Cell)
    cell.number_format = _FORMATS.get(field.key, "General")
    aligned = centred() if field.key in _CENTRED else wrapped()
    bold = row.target is None and field.key == "id"
    put(cell, given(row, field), Font(name=BODY, size=10, bold=bold), aligned)
    cell.border = GRID
    if field.key in row.fills:
        cell.fill, cell.protection = FILLED, _OPEN
    elif field.prompt:
        cell.fill = BLOCKED
    elif row.target is None:
        cell.fill = _TASK


_TASK = PatternFill("solid", fgColor="FFF5F8FC")


def _choices(sheet: Worksheet, form: Form) -> None:
    """Lists to choose from, and the message that comes up with each cell."""
    made: dict[tuple[str, str], DataValidation] = {}
    for at, row in enumerate(form.rows, start=HEADER_ROW + 1):
        for number, field in enumerate(FIELDS, start=1):
            if field.key not in row.fills:
                continue
            words = prompt(row, field, form.period.cutoff)
            rule = made.setdefault((field.key, words), _rule(row, field, words))
            rule.add(f"{get_column_letter(number)}{at}")
    for rule in made.values():
        sheet.add_data_validation(rule)


def _rule(row: FormRow, field: Field, words: str) -> DataValidation:
    """What may stand in a cell. Only the lists insist: 12家 or 8.5% can be read, and a warning that
    cannot be got past makes a clerk fill in nothing."""
    listed: tuple[str, ...] = ()
    if field.key == "request":
        listed = tuple(REQUESTS)
    elif field.key == "value" and row.entry == "yes-no":
        listed = (YES, NO)
    if listed:
        rule = DataValidation("list", formula1=f'"{",".join(listed)}"', allow_blank=True)
        rule.errorTitle, rule.error = field.title, f"只能选{'、'.join(listed)}。"
        rule.showErrorMessage = True
    elif field.key in ("value", "baseline"):
        rule = DataValidation(
            "decimal", operator="between", formula1="-1000000000", formula2="1000000000000"
        )
        rule.errorStyle, rule.showErrorMessage = "warning", True
        rule.errorTitle, rule.error = field.title, "这里应填一个数。"
    elif field.key == "until":
        rule = DataValidation("date", operator="greaterThan", formula1="36526", allow_blank=True)
        rule.errorStyle, rule.showErrorMessage = "warning", True
        rule.errorTitle, rule.error = field.title, "这里应填日期，如 2021-12-31。"
    else:
        rule = DataValidation(allow_blank=True)
    rule.allow_blank, rule.showInputMessage = True, True
    rule.promptTitle, rule.prompt = field.title, words
    return rule


def _foot(sheet: Worksheet, form: Form, at: int) -> int:
    """The lines to be signed and the notes; return the last row."""
    keys: list[str] = [field.key for field in FIELDS]
    for word, key in zip(SIGNED, _SIGNED_IN, strict=True):
        cell = sheet.cell(at, keys.index(key) + 1)
        put(cell, f"{word}：", Font(name=BODY, size=11), Alignment("left", "center"))
        cell.protection, cell.number_format = _OPEN, "@"
    sheet.row_dimensions[at].height = 26
    put(sheet.cell(at + 1, 1), "填表说明", Font(name=HEADING, size=10), Alignment("left", "center"))
    for number, words in enumerate(form.notes, start=1):
        cell = sheet.cell(at + 1 + number, 1)
        put(cell, f"{number}. {words}", Font(name=BODY, size=10), Alignment("left", "center"))
    return at + 1 + len(form.notes)


def _protect(sheet: Worksheet) -> None:
    """Lock what is given, without a password; looks, widths and heights stay free."""
    lock = sheet.protection
    lock.sheet = True
    lock.formatCells = lock.formatColumns = lock.formatRows = False
    lock.sort = lock.autoFilter = False


def _machine(sheet: Worksheet, form: Form) -> None:
    sheet.sheet_state = "hidden"
    sheet.sheet_view.tabSelected = False
    for at, line in enumerate(machine(form), start=1):
        for number, words in enumerate(line, start=1):
            cell = sheet.cell(at, number)
            cell.number_format = "@"
            put(cell, words, Font(name=BODY, size=10), Alignment("left", "center"))
    sheet.protection.sheet = True
    mark_pages(sheet, form.head.sample)
