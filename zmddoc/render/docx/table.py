"""Tables: fixed column widths, a header that repeats, rows kept whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from zmddoc.gongwen.tree import name
from zmddoc.render.docx import styles as named
from zmddoc.render.docx.errors import DocxError
from zmddoc.render.docx.field import field
from zmddoc.render.docx.styles import Styles
from zmddoc.render.docx.text import runs
from zmddoc.render.docx.tracked import row as tracked_row
from zmddoc.render.docx.tracked import settle, whole
from zmddoc.render.docx.wml import Element, paragraph, w
from zmddoc.render.rows import may_split, spans
from zmddoc.render.widths import TWIPS_PER_MM

_STYLES = {
    "table": {
        "th": named.CELL_HEAD,
        "td": named.CELL,
        "td.center": named.CELL_CENTRED,
        "td.band": named.CELL_BAND,
    },
    "table.form": {
        "th": named.FORM_HEAD,
        "td": named.FORM,
        "td.center": named.FORM_CENTRED,
        "td.band": named.FORM_HEAD,
    },
}
_LINES = {"input": 1, "select": 1, "textarea": 2}
"""How many lines a field keeps free for who writes by hand."""

_WIDTH = re.compile(r"width:(\d+(?:\.\d+)?)mm")


def table(block: etree._Element, styles: Styles, height: int, *, followed: bool = False) -> Element:
    """Return the ``w:tbl`` of a table on pages whose 版心 is ``height`` twips high; ``followed``: its
    last row stays with what stands under it.

    Raises DocxError if a column has no width or a row does not fill the columns.
    """
    widths = _widths(block)
    made = w(
        "tbl",
        w(
            "tblPr",
            w("tblStyle", val=styles.id(named.TABLE)),
            w("tblW", w=sum(widths), type="dxa"),
            w("jc", val="center"),
            w("tblLayout", type="fixed"),
            w("tblLook", val="0000"),
        ),
        # WPS hides a table whose columns have no width here.
        w("tblGrid", *(w("gridCol", w=width) for width in widths)),
    )
    for part in block.iterchildren("thead", "tbody"):
        made.extend(_rows(part, widths, styles, height, followed=followed))
    return made


def _widths(block: etree._Element) -> list[int]:
    """The columns in twips, rounded so that their sum is right."""
    total, widths = 0.0, list[int]()
    for col in block.iterfind("colgroup/col"):
        if not (found := _WIDTH.fullmatch(col.get("style", ""))):
            raise DocxError("表格有一列没有写明宽度", col)
        total += float(found[1])
        widths.append(round(total * TWIPS_PER_MM) - sum(widths))
    if not widths:
        raise DocxError("表格没有写明各列宽度", block)
    return widths


def _rows(
    part: etree._Element, widths: list[int], styles: Styles, height: int, *, followed: bool
) -> Iterator[Element]:
    below: dict[int, tuple[int, int]] = {}
    """By column: how many more rows a cell above reaches into, and how many columns it takes."""
    for row in part:
        properties = w("trPr")
        if not may_split(row, [width / 20 for width in widths], height / 20):
            properties.append(w("cantSplit"))
        if part.tag == "thead":
            properties.append(w("tblHeader"))
        last = followed and part.tag == "tbody" and row.getnext() is None
        cells = _cells(row, widths, styles, below, kept=last or spans(row))
        made = w("tr", *([properties] if len(properties) else []), *cells)
        yield tracked_row(made, row)


def _cells(
    row: etree._Element,
    widths: list[int],
    styles: Styles,
    below: dict[int, tuple[int, int]],
    *,
    kept: bool,
) -> Iterator[Element]:
    column, left = 0, list(row)
    while column < len(widths) and (left or column in below):
        if column in below:
            rows, span = below.pop(column)
            if rows > 1:
                below[column] = rows - 1, span
            empty = paragraph(_style(named.CELL, styles, kept=kept))
            yield w("tc", _properties(widths[column : column + span], "continue"), empty)
        else:
            cell = left.pop(0)
            rows, span = _number(cell, "rowspan"), _number(cell, "colspan")
            if rows > 1:
                below[column] = rows - 1, span
            merge = "restart" if rows > 1 else ""
            properties = _properties(widths[column : column + span], merge)
            yield w("tc", properties, *_paragraphs(cell, styles, kept=kept))
        column += span
    if left or column != len(widths):
        raise DocxError(f"表格一行的格数与{len(widths)}列不符", row)


def _properties(widths: list[int], merge: str = "") -> Element:
    made = w("tcPr", w("tcW", w=sum(widths), type="dxa"))
    if len(widths) > 1:
        made.append(w("gridSpan", val=len(widths)))
    if merge:
        made.append(w("vMerge", val=merge))
    made.append(w("vAlign", val="center"))
    return made


def _paragraphs(cell: etree._Element, styles: Styles, *, kept: bool) -> Iterator[Element]:
    named_styles = _STYLES[name(next(cell.iterancestors("table")))]
    if name(cell) not in named_styles:
        raise DocxError(f"表格里不能排 {name(cell)}", cell)
    style = _style(named_styles[name(cell)], styles, kept=kept)
    if fields := list(cell.iterchildren(*_LINES)):
        yield paragraph(style, *map(_field, fields))
        return
    blocks = list(cell.iterchildren("p"))
    if not blocks:
        yield paragraph(style, *runs(cell, marked=styles.mark))
        return
    if cell.text or any(child.tail for child in cell) or len(blocks) < len(cell):
        raise DocxError("表格一格里既有段落又有散落的文字", cell)
    made = (paragraph(style, *runs(block, marked=styles.mark)) for block in blocks)
    yield from settle([whole(one, block) for one, block in zip(made, blocks, strict=True)])


def _style(style: str, styles: Styles, *, kept: bool) -> str:
    return styles.variant(style, "与下行同页", keep_with_next=True) if kept else styles.id(style)


def _field(one: etree._Element) -> Element:
    choices = [option.text or "" for option in one.iterchildren("option")]
    called, lines = one.get("name", ""), _LINES[str(one.tag)]
    return field(
        called, one.get("title", ""), lines=lines, choices=choices, day=one.get("type") == "date"
    )


def _number(cell: etree._Element, attribute: str) -> int:
    value = cell.get(attribute, "1")
    if not (value.isascii() and value.isdigit() and int(value)):
        raise DocxError(f"{attribute} 应是正整数，不是“{value}”", cell)
    return int(value)
