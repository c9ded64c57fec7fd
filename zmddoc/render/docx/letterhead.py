"""The 版头 of a letter (信函): the 标志 over a double line, another at the foot of the first page.

GB/T 9704-2012, 10.1 (DOMAIN.md paragraph 1, 信函): the 标志 begins 30 mm from the edge of the paper, above
the 版心; so it stands in a text box, as does the lower line. The 发文字号 stands in the text, flush right
under the upper line.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from zmddoc.gongwen.tree import name, words
from zmddoc.render.docx import styles as named
from zmddoc.render.docx.box import Position, text_box
from zmddoc.render.docx.errors import DocxError
from zmddoc.render.docx.masthead import INK
from zmddoc.render.docx.styles import Styles
from zmddoc.render.docx.text import runs
from zmddoc.render.docx.wml import Element, paragraph
from zmddoc.render.widths import issuer_size

TOP, LOWER = 1701, 16838 - 1134
"""Twips from the upper edge of the paper to the ink of the 标志 (30 mm) and to the lower double line
(20 mm from the lower edge)."""
LINES, LEFT = 9638, 1134
"""Twips: the lines are 170 mm long and begin 20 mm from the edge."""
GAP, RULE, NUMBER = 227, 75, 280
"""Twips: 4 mm between 标志 and line, the double line itself, and 7/8 of a 3号 character to the number."""
TOP_MARGIN = 2098
"""天头, 37 mm in twips."""


def letterhead(header: etree._Element, styles: Styles, width: int) -> Iterator[Element]:
    """Yield the paragraphs of a letter's 版头 for a 版心 ``width`` twips wide."""
    for block in header:
        match name(block):
            case "p.issuer":
                size = issuer_size(words(block), width / 20)
                line = round(size * 20)
                style = styles.variant(
                    named.LETTER_ISSUER, f"{size:g}磅", half_points=round(size * 2), line=line
                )
                top = TOP - round(INK * line)
                height = line + GAP + RULE
                yield paragraph(
                    styles.id(named.BREAK),
                    text_box(
                        [paragraph(style, *runs(block))],
                        "信函标志", 101, LINES, height, Position(LEFT, top),
                    ),
                    text_box(
                        [paragraph(styles.id(named.LETTER_RULE))],
                        "信函底线", 102, LINES, RULE, Position(LEFT, LOWER),
                    ),
                )  # fmt: skip
                below = top + height + NUMBER - TOP_MARGIN
            case "p.number":
                style = styles.variant(named.LETTER_NUMBER, f"距顶{below}缇", before=below)
                yield paragraph(style, *runs(block))
            case other:
                raise DocxError(f"版头里不能排 {other}", block)
