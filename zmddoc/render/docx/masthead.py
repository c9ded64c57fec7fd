"""版头: the 发文机关标志 and the 发文字号 with the red line under it; or those of a letter (信函) between
its two double lines."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from zmddoc.gongwen.tree import name, words
from zmddoc.render.docx import styles as named
from zmddoc.render.docx.errors import DocxError
from zmddoc.render.docx.styles import Styles
from zmddoc.render.docx.text import runs
from zmddoc.render.docx.wml import Element, paragraph
from zmddoc.render.widths import issuer_size

TOP = 1984
"""Twips from the top of the 版心 to the top of the 标志's ink: 35 mm (GB/T 9704-2012, 7.2.4)."""
INK = 0.045
"""How far the ink of 小标宋 begins below the top of its exact line, in ems (measured in
LibreOffice on FandolSong Bold)."""


def masthead(header: etree._Element, styles: Styles, width: int) -> Iterator[Element]:
    """Yield the paragraphs of a 版头 for a 版心 ``width`` twips wide."""
    for block in header:
        match name(block):
            case "p.issuer":
                yield paragraph(_issuer_style(words(block), styles, width), *runs(block))
            case "p.number":
                yield paragraph(styles.id(named.NUMBER), *runs(block))
            case other:
                raise DocxError(f"版头里不能排 {other}", block)


def _issuer_style(text: str, styles: Styles, width: int) -> str:
    size = issuer_size(text, width / 20)
    line = round(size * 20)
    before = TOP - round(INK * line)
    return styles.variant(
        named.ISSUER, f"{size:g}磅", half_points=round(size * 2), line=line, before=before
    )
