"""The ledger as XLSX: the only module that knows openpyxl.

The same ledger gives the same bytes: no clock in the properties, zip members in a fixed order with
a fixed date.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from math import ceil
from unicodedata import east_asian_width

from lxml import etree
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from zmddoc.compose.ledger import CLOSINGS, COLUMNS, LIGHTS, Figure, Form, Ledger, Value

HEADER_ROW = 3
SHEET, GUIDE = "总台账", "说明"

_BODY, _HEADING, _TITLE = "仿宋_GB2312", "黑体", "方正小标宋简体"
_LIMIT = 32_767
"""Characters a cell may hold."""
_LEADING, _TALLEST = 14.5, 409.0
"""Points: a line of 10 pt in the face with the widest leading; the highest row there can be."""
_GUIDE_WIDTHS = (52.0, 13.0, 13.0, 13.0)
_SIZE_RATIO = 1.1
"""11 pt on the second sheet; column widths count characters of 10 pt."""
_A3, _A4 = 8, 9
_EPOCH = (1980, 1, 1, 0, 0, 0)

_THIN = Side(style="thin", color="FF000000")
_GRID = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_GIVEN = PatternFill("solid", fgColor="FFDCE6F1")
_FILLED = PatternFill("solid", fgColor="FFFFF2CC")
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
    book = Workbook()
    normal = Font(name=_BODY, size=10)
    book._named_styles["Normal"].font = normal  # type: ignore[attr-defined]
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    _table(sheet, ledger)
    _guide(book.create_sheet(GUIDE), ledger)
    properties = book.properties
    properties.title, properties.creator = ledger.head.title, ledger.head.author
    properties.keywords, properties.description = ledger.head.stamp, ledger.head.description
    properties.language = "zh-CN"
    return _packed(book)


def _table(sheet: Worksheet, ledger: Ledger) -> None:
    sheet.title = SHEET
    width = len(COLUMNS)
    for row, words, font, height in (
        (1, ledger.head.title, Font(name=_TITLE, size=22), 36),
        (2, f"（{ledger.number}）", Font(name=_BODY, size=14), 22),
    ):
        _put(sheet.cell(row, 1), words, font, Alignment("center", "center"))
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=width)
        sheet.row_dimensions[row].height = height
    for number, column in enumerate(COLUMNS, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
        cell = sheet.cell(HEADER_ROW, number)
        _put(cell, column.title, Font(name=_HEADING, size=10), _centred())
        cell.border, cell.fill = _GRID, _GIVEN if column.given else _FILLED
    sheet.row_dimensions[HEADER_ROW].height = 42
    for at, values in enumerate(ledger.rows, start=HEADER_ROW + 1):
        for number, (column, value) in enumerate(zip(COLUMNS, values, strict=True), start=1):
            cell = sheet.cell(at, number)
            cell.number_format = _FORMATS.get(column.form, "General")
            aligned = _wrapped() if column.form in _LEFT and value != "—" else _centred()
            _put(cell, value, Font(name=_BODY, size=10), aligned)
            cell.border = _GRID
        sheet.row_dimensions[at] = _Fitted(sheet, index=at, ht=_height(values))
    last = HEADER_ROW + len(ledger.rows)
    foot = (*ledger.notes, ledger.head.footer)
    # One empty row between: a filter applied again must not take the notes for data.
    for at, words in enumerate(foot, start=last + 2):
        _put(sheet.cell(at, 1), words, Font(name=_BODY, size=10), Alignment("left", "center"))
    _rules(sheet, last)
    sheet.freeze_panes = f"E{HEADER_ROW + 1}"
    sheet.auto_filter.ref = f"A{HEADER_ROW}:{get_column_letter(width)}{max(last, HEADER_ROW + 1)}"
    sheet.sheet_view.zoomScale, sheet.sheet_view.tabSelected = 80, True
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    sheet.print_area = f"A1:{get_column_letter(width)}{last + 1 + len(foot)}"
    _page(sheet, _A3, ledger.head.footer, landscape=True)


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


class _Fitted(RowDimension):
    """A row with a first height, which is found anew when its text changes.

    LibreOffice shows a row without one a single line high; one marked as custom never grows.
    """

    @property
    def customHeight(self) -> bool:
        """Never: openpyxl takes every height for a custom one."""
        return False


def _height(values: Iterable[Value]) -> float:
    """Height in points of a row that shows all of its words."""
    lines = max(
        sum(max(1, ceil(_width(line) / (column.width - 2))) for line in str(value).split("\n"))
        for column, value in zip(COLUMNS, values, strict=True)
    )
    return min(lines * _LEADING + 4, _TALLEST)


def _width(words: str) -> int:
    """Width in half-width characters."""
    return sum(2 if east_asian_width(char) in "WFA" else 1 for char in words)


def _guide(sheet: Worksheet, ledger: Ledger) -> None:
    sheet.sheet_view.tabSelected = False
    for letter, width in zip("ABCD", _GUIDE_WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    heading, body = Font(name=_HEADING, size=11), Font(name=_BODY, size=11)
    at = 0

    def paragraph(words: str, font: Font, alignment: Alignment, height: float) -> None:
        nonlocal at
        at += 1
        sheet.merge_cells(start_row=at, end_row=at, start_column=1, end_column=len(_GUIDE_WIDTHS))
        _put(sheet.cell(at, 1), words, font, alignment)
        sheet.row_dimensions[at].height = height

    def line(values: Iterable[Value], font: Font) -> None:
        nonlocal at
        at += 1
        for number, value in enumerate(values, start=1):
            cell = sheet.cell(at, number)
            _put(cell, value, font, _wrapped() if number == 1 else _centred())
            cell.border = _GRID

    paragraph(f"{ledger.head.title}说明", Font(name=_TITLE, size=16), _centred(), 34)
    for number, words in enumerate(ledger.guide, start=1):
        # Merged cells do not find their height themselves.
        lines = ceil(_width(words) * _SIZE_RATIO / (sum(_GUIDE_WIDTHS) - 8))
        paragraph(f"{number}. {words}", body, _wrapped(), 16 * lines + 3)
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
    paragraph(ledger.head.footer, body, _wrapped(), 18)
    sheet.print_area = f"A1:D{at}"
    _page(sheet, _A4, ledger.head.footer, landscape=False)
    sheet.page_setup.fitToHeight = 1


def _put(cell: Cell | object, value: Value, font: Font, alignment: Alignment) -> None:
    """Write a value and its look; a text stays a text, whatever it begins with."""
    assert isinstance(cell, Cell)
    cell.font, cell.alignment = font, alignment
    if isinstance(value, Figure):
        cell.value = value.value
        cell.number_format = f"{_literal(value.before)}General{_literal(value.after)}"
    elif isinstance(value, str):
        if len(value) > _LIMIT:
            raise ValueError(f"单元格最多容纳{_LIMIT}字：{value[:20]}…")
        cell.value = value
        cell.data_type = "s"
        if value[:1] in "=+-@'":
            cell.quotePrefix = True
    elif value is not None:
        keep = cell.number_format
        cell.value = value
        cell.number_format = keep


def _literal(words: str) -> str:
    """Words inside a number format; a quote among them is escaped outside the quotes."""
    return '\\"'.join(f'"{part}"' if part else "" for part in words.split('"'))


def _wrapped() -> Alignment:
    return Alignment("left", "center", wrap_text=True)


def _centred() -> Alignment:
    return Alignment("center", "center", wrap_text=True)


def _page(sheet: Worksheet, paper: int, foot: str, *, landscape: bool) -> None:
    """Print set-up: one page wide, as many as needed long; the stamp and page number below."""
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
        part.text, part.font, part.size = words, f"{_BODY},Regular", 9


def _packed(book: Workbook) -> bytes:
    """The workbook's parts in a zip of fixed order and date."""
    loose, packed = io.BytesIO(), io.BytesIO()
    ExcelWriter(book, zipfile.ZipFile(loose, "w")).save()
    with zipfile.ZipFile(loose) as source, zipfile.ZipFile(packed, "w") as target:
        # The content types come first, as office programs write them.
        for part in sorted(source.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            info = zipfile.ZipInfo(part, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            rewritten = _REWRITTEN.get(part, bytes)
            target.writestr(info, rewritten(source.read(part)))
    return packed.getvalue()


def _timeless(properties: bytes) -> bytes:
    """Core properties without the moments of creation and change, which openpyxl insists on."""
    root = etree.fromstring(properties)
    for moment in root.findall("{http://purl.org/dc/terms/}*"):
        root.remove(moment)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _ours(_: bytes) -> bytes:
    """Extended properties that name this program instead of another."""
    space = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    root = etree.fromstring(f'<Properties xmlns="{space}"/>')
    etree.SubElement(root, f"{{{space}}}Application").text = "zmddoc"
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


_REWRITTEN = {"docProps/core.xml": _timeless, "docProps/app.xml": _ours}
