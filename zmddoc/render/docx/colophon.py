"""版记: at the foot of the 版心 of the last page of its section (GB/T 9704-2012, 7.4).

Word knows no "foot of the last page". The 版记 is a table in a text box that is anchored to a last
paragraph and stands on the bottom margin of that paragraph's page. The paragraph is as high as the
box: where the text leaves too little room it goes to the next page and takes the box along, so
that the two never overlap.
"""

from __future__ import annotations

from lxml import etree

from zmddoc.gongwen.tree import name, words
from zmddoc.render.docx import styles as named
from zmddoc.render.docx.box import FOOT, text_box
from zmddoc.render.docx.errors import DocxError
from zmddoc.render.docx.styles import Styles
from zmddoc.render.docx.text import runs
from zmddoc.render.docx.wml import Element, paragraph, w
from zmddoc.render.widths import line_count

SIZE, LINE, ROW, RULES = 280, 400, 80, 80
"""Twips: 4号, the exact line of 抄送 and 印发 in the base, what their rows keep free above
and below it, and the three lines together."""


def colophon(block: etree._Element, styles: Styles, width: int, number: int) -> Element:
    """Return the paragraph that holds a 版记 ``width`` twips wide, the document's ``number``th."""
    rows = [_row(p, styles, width) for p in block]
    height = sum(_lines(p, width) * LINE + ROW for p in block) + RULES
    content = [
        w(
            "tbl",
            w(
                "tblPr",
                w("tblStyle", val=styles.id(named.COLOPHON_TABLE)),
                w("tblW", w=width, type="dxa"),
                w("tblLayout", type="fixed"),
                w("tblLook", val="0000"),
            ),
            w("tblGrid", w("gridCol", w=width)),
            *rows,
        ),
        paragraph(styles.id(named.BREAK)),  # a cell or a box must end with a paragraph
    ]
    anchor = styles.variant(named.COLOPHON_ANCHOR, f"高{height}缇", line=height)
    return paragraph(anchor, text_box(content, f"版记{number}", number, width, height, FOOT))


def _row(p: etree._Element, styles: Styles, width: int) -> Element:
    match name(p):
        case "p.copies":
            line = paragraph(styles.id(named.COPIES), *runs(p))
        case "p.printing":
            line = paragraph(styles.id(named.PRINTING))
            for i, span in enumerate(p):
                if i:
                    line.append(w("r", w("tab")))
                line.extend(runs(span))
        case other:
            raise DocxError(f"版记里不能排 {other}", p)
    return w(
        "tr", w("trPr", w("cantSplit")), w("tc", w("tcPr", w("tcW", w=width, type="dxa")), line)
    )


def _lines(p: etree._Element, width: int) -> int:
    # One character is kept free at either side; 抄送 goes on after its colon, three characters in.
    room = width / SIZE - 2
    return line_count(words(p), room - 3) if name(p) == "p.copies" else 1
