"""The dispatch list as XLSX: printed, and signed on by whoever fetches his package."""

from __future__ import annotations

from dataclasses import dataclass

from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from zmddoc.compose.views import Head
from zmddoc.render.xlsx.frame import column_heads, title_line
from zmddoc.render.xlsx.packed import begun, packed
from zmddoc.render.xlsx.style import (
    A4,
    BODY,
    GRID,
    TITLE,
    Fitted,
    centred,
    height,
    marked,
    page,
    put,
    wrapped,
)

SHEET, SUMS = "分发清单", "校验"

HEADER_ROW = 3
_COLUMNS = (
    ("序号", 6.0), ("收件单位", 26.0), ("内有文件", 44.0), ("PDF页数", 7.0), ("压缩包", 22.0),
    ("大小（KB）", 9.0), ("文号", 22.0), ("发出日期", 12.0), ("签收人", 12.0), ("签收日期", 12.0),
    ("备注", 14.0),
)  # fmt: skip
_GIVEN = 7
"""How many of them are filled in already."""

_SUM_COLUMNS = (("序号", 6.0), ("压缩包", 26.0), ("SHA-256", 70.0))


@dataclass(frozen=True)
class Parcel:
    """What one body is sent."""

    unit: str
    """Its full name, as on an envelope."""
    file: str
    size: int
    """In bytes."""
    sha256: str
    papers: tuple[str, ...]
    pages: int
    """Of its PDF files; 0 where there are none."""
    numbers: tuple[str, ...]
    """Those of the issued documents in it."""


@dataclass(frozen=True)
class Dispatch:
    """The dispatch list."""

    head: Head
    subtitle: str
    parcels: tuple[Parcel, ...]


def render_dispatch(dispatch: Dispatch) -> bytes:
    """Return the list as an XLSX workbook of two sheets: 分发清单, and the hashes (校验)."""
    book, sheet = begun(dispatch.head)
    sheet.title = SHEET
    rows: list[tuple[str | int | None, ...]] = [
        (
            number, parcel.unit, "\n".join(parcel.papers), parcel.pages or None, parcel.file,
            -(-parcel.size // 1000), "\n".join(parcel.numbers) or "草稿，未编号",
        )
        for number, parcel in enumerate(dispatch.parcels, start=1)
    ]  # fmt: skip
    _table(sheet, dispatch, SHEET, _COLUMNS, rows, _GIVEN)
    sums = [(n, one.file, one.sha256) for n, one in enumerate(dispatch.parcels, start=1)]
    other = book.create_sheet(SUMS)
    other.sheet_view.tabSelected = False
    _table(other, dispatch, "压缩包校验", _SUM_COLUMNS, sums, len(_SUM_COLUMNS))
    return packed(book)


def _table(
    sheet: Worksheet,
    dispatch: Dispatch,
    title: str,
    columns: tuple[tuple[str, float], ...],
    rows: list[tuple[str | int | None, ...]] | list[tuple[int, str, str]],
    given: int,
) -> None:
    sample = dispatch.head.sample
    for row, words, font, points in (
        (1, title, Font(name=TITLE, size=20), 34),
        (2, marked(dispatch.subtitle, sample), Font(name=BODY, size=12), 20),
    ):
        title_line(sheet, row, words, font, points, len(columns))
    heads = ((words, wide, number < given) for number, (words, wide) in enumerate(columns))
    column_heads(sheet, HEADER_ROW, heads, 32)
    widths = [wide for _, wide in columns]
    for at, values in enumerate(rows, start=HEADER_ROW + 1):
        for number in range(1, len(columns) + 1):
            cell = sheet.cell(at, number)
            value = values[number - 1] if number <= len(values) else None
            aligned = wrapped() if isinstance(value, str) else centred()
            put(cell, value, Font(name=BODY, size=10), aligned)
            cell.border = GRID
        tall = max(height(zip(values, widths, strict=False)), 26)  # room to sign in
        sheet.row_dimensions[at] = Fitted(sheet, index=at, ht=tall)
    last = HEADER_ROW + len(rows)
    sheet.freeze_panes = f"A{HEADER_ROW + 1}"
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    sheet.print_area = f"A1:{get_column_letter(len(columns))}{last}"
    page(sheet, A4, dispatch.head.footer, landscape=True, sample=sample)
