"""Adjacent full-width marks set closer (标点挤压).

A full-width mark fills half of its em and leaves the other half blank. Where two marks meet, ”， or
。（, the blank halves make a hole in the line. GB/T 15834-2011 lets marks be narrowed; printers take
out half an em between two marks. As a kerning table of the face it is part of every measure, so
line breaks, justification and drawing agree without being told (docs/decisions/031-justify.md).
"""

from __future__ import annotations

import uharfbuzz
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.ttLib import TTFont

CLOSING, OPENING = "，。、；：！？）》〉”’〕】」』", "（《〈“‘〔【「『"
"""The blank half is behind the mark, or before it."""

_RULES = """
languagesystem DFLT dflt;
feature kern {{
{pairs}
}} kern;
"""


def narrow(font: TTFont, face: uharfbuzz.Face) -> None:
    """Give the font half an em less between two marks, those alone whose glyph does leave a half
    blank. A kerning table that it had is lost. ``face`` is the same font, to measure by."""
    # With glyphs named by number, and not by its own names, fontTools leaves all outlines unread.
    font.setGlyphOrder([f"glyph{number}" for number in range(face.glyph_count)])
    closing = _glyphs(face, CLOSING, blank="behind")
    opening = _glyphs(face, OPENING, blank="before")
    pairs = [
        f"pos [{_names(font, first)}] [{_names(font, second)}] -{face.upem // 2};"
        for first, second in ((closing, opening), (closing, closing), (opening, opening))
        if first and second
    ]
    if pairs:
        addOpenTypeFeaturesFromString(font, _RULES.format(pairs="\n".join(pairs)))


def _names(font: TTFont, glyphs: list[int]) -> str:
    return " ".join(map(font.getGlyphName, glyphs))


def _glyphs(face: uharfbuzz.Face, marks: str, blank: str) -> list[int]:
    """The glyphs of those ``marks`` whose half ``blank`` is free of ink."""
    em, font = face.upem, uharfbuzz.Font(face)
    found = []
    for mark in marks:
        glyph = font.get_nominal_glyph(ord(mark))
        if not glyph or font.get_glyph_h_advance(glyph) != em:
            continue
        ink = font.get_glyph_extents(glyph)
        left, right = ink.x_bearing, ink.x_bearing + ink.width
        if (right <= em / 2) if blank == "behind" else (left >= em / 2):
            found.append(glyph)
    return found
