"""署名 and 成文日期 in the sealed form (GB/T 9704-2012, 7.3.5.1): the date ends four characters
from the right, the signatory stands centred over it."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from zmddoc.gongwen.tree import name, words
from zmddoc.render.docx import styles as named
from zmddoc.render.docx.errors import DocxError
from zmddoc.render.docx.styles import Styles
from zmddoc.render.docx.text import runs
from zmddoc.render.docx.wml import Element, paragraph
from zmddoc.render.widths import ems

SIZE, SPACING = 320, -5
"""Twips: 3号, and what every character of the base's text is set closer by."""
RIGHT = 4 * (SIZE + SPACING)

_STYLES = {"p.signatory": named.SIGNATORY, "p.date": named.DATE}


def signature(block: etree._Element, styles: Styles, width: int) -> Iterator[Element]:
    """Yield the paragraphs of a 署名. All are centred on one axis, which is the date's, so that
    they stay centred whatever width a face gives its digits; a signatory wider than the space
    around that axis moves it inwards."""
    left = left_indent(
        [words(p) for p in block if name(p) == "p.signatory"],
        [words(p) for p in block if name(p) == "p.date"],
        width,
    )
    for p in block:
        if name(p) not in _STYLES:
            raise DocxError(f"署名里不能排 {name(p)}", p)
        style = styles.variant(_STYLES[name(p)], f"左空{left}缇", left=left)
        yield paragraph(style, *runs(p))


def left_indent(signatories: list[str], dates: list[str], width: int) -> int:
    """Return the left indent in twips that centres text on the date's axis."""
    date = max((_width(text) for text in dates), default=0)
    widest = max((_width(text) for text in signatories), default=0)
    space = max(2 * RIGHT + date, widest)
    return max(0, width - space)


def _width(text: str) -> int:
    return round(ems(text) * SIZE) + len(text) * SPACING
