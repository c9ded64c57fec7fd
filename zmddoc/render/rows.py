"""About how high a table row sets: what decides in both formats whether it may be split.

A row is kept whole: half a row at the foot of a page is hard to read, and where it is split neither
WeasyPrint nor Word keeps two lines of every cell together. Only a row that would hardly fit on a
page of its own may be split, or under the title of its table: else the title would stand alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from zmddoc.gongwen.tree import name, words
from zmddoc.render.widths import line_count

SIZE, LINE, MARGIN = 10.5, 15.0, 6.0
"""Points: 五号, its line in a table, and what a cell keeps free at left and right."""

WHOLE = 0.85
"""The share of a page's height up to which a row is kept whole."""

TITLE = 110.0
"""Points: about what 附件, title and subtitle take above a table."""


def may_split(row: etree._Element, widths: Sequence[float], height: float) -> bool:
    """Whether a row of columns ``widths`` points wide may be split between pages whose 版心 is
    ``height`` points high."""
    room = height - TITLE if _under_title(row) else height
    return _height(row, widths) > room * WHOLE


def _under_title(row: etree._Element) -> bool:
    """Whether the row is the first of a table with something above it, bands left out."""
    before = row.getprevious()
    while before is not None and any(name(cell) == "td.band" for cell in before):
        before = before.getprevious()
    table = next(row.iterancestors("table"))
    return before is None and table.getprevious() is not None


def spans(row: etree._Element) -> bool:
    """Whether a cell of this row, or of one above, reaches into the next row: what a cell holds
    together is kept on one page."""
    rows = [row, *row.itersiblings("tr", preceding=True)]
    return any(
        int(cell.get("rowspan", "1")) > distance + 1
        for distance, one in enumerate(rows)
        for cell in one
    )


def _height(row: etree._Element, widths: Sequence[float]) -> float:
    """In points. Cells that reach into other rows are not counted; a column is found by counting
    cells, which is near enough."""
    highest, column = 0.0, 0
    for cell in row:
        span = int(cell.get("colspan", "1"))
        room = (sum(widths[column : column + span]) - MARGIN) / SIZE
        column += span
        if cell.get("rowspan", "1") == "1":
            blocks = list(cell.iterchildren("p")) or [cell]
            highest = max(highest, LINE * sum(line_count(words(block), room) for block in blocks))
    return highest
