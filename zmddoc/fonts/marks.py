"""Adjacent full-width marks set closer (标点挤压).

A full-width mark fills half of its em and leaves the other half blank. Where two marks meet, ”， or
。（, the blank halves make a hole in the line. GB/T 15834-2011 lets marks be narrowed; printers take
out half an em between two marks. As a kerning table of the face it is part of every measure, so
line breaks, justification and drawing agree without being told (docs/decisions/031-justify.md).
"""

from __future__ import annotations

from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.pens.boundsPen import ControlBoundsPen
from fontTools.ttLib import TTFont

CLOSING, OPENING = "，。、；：！？）》〉”’〕】」』", "（《〈“‘〔【「『"
"""The blank half is behind the mark, or before it."""

_RULES = """
languagesystem DFLT dflt;
feature kern {{
{pairs}
}} kern;
"""


def narrow(font: TTFont) -> None:
    """Give the face half an em less between two marks, those alone whose glyph does leave a half
    blank. A kerning table that it had is lost."""
    closing = _glyphs(font, CLOSING, blank="behind")
    opening = _glyphs(font, OPENING, blank="before")
    half = font["head"].unitsPerEm // 2
    pairs = [
        f"pos [{' '.join(first)}] [{' '.join(second)}] -{half};"
        for first, second in ((closing, opening), (closing, closing), (opening, opening))
        if first and second
    ]
    if pairs:
        addOpenTypeFeaturesFromString(font, _RULES.format(pairs="\n".join(pairs)))


def _glyphs(font: TTFont, marks: str, blank: str) -> list[str]:
    """The names of the glyphs of those ``marks`` whose half ``blank`` is free of ink."""
    em, known, glyphs = font["head"].unitsPerEm, font.getBestCmap(), font.getGlyphSet()
    found = []
    for mark in marks:
        name = known.get(ord(mark))
        if name is None or glyphs[name].width != em:
            continue
        pen = ControlBoundsPen(glyphs)
        glyphs[name].draw(pen)
        left, _, right, _ = pen.bounds or (0, 0, em, 0)
        if (right <= em / 2) if blank == "behind" else (left >= em / 2):
            found.append(name)
    return found
