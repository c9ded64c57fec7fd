"""Faces cut down to what is printed and made to sit on one line.

A page loses a line when faces of different ascent mix on it, so every face is given the same
metrics (0.88 em above the baseline, 0.12 em below: those of the ideographic em box). Cutting a face
down once for all documents is several times faster than letting each document do it; what it is cut
down to must not depend on which documents those are (docs/decisions/120-what-a-file-is-made-from.md).
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

import uharfbuzz
from fontTools.ttLib import TTFont

from zmddoc.fonts.book import Face, FontBook
from zmddoc.fonts.marks import narrow

ASCENT, DESCENT = 0.88, -0.12
"""In em."""

_DROP = ("BASE", "VORG", "vhea", "vmtx", "DSIG", "GPOS", "GSUB", "GDEF")
"""Vertical metrics, signature and features: none is used, all cost time."""


def _gb2312() -> frozenset[str]:
    """ASCII and the 7,445 characters of GB/T 2312-1980, each mark as either table has it."""
    found = {chr(point) for point in range(0x20, 0x7F)}
    for row in (*range(0xA1, 0xAA), *range(0xB0, 0xF8)):
        for cell in range(0xA1, 0xFF):
            for table in ("gb2312", "gb18030"):
                char = bytes((row, cell)).decode(table, "ignore")
                if len(char) == 1 and not 0xE000 <= ord(char) < 0xF900:
                    found.add(char)
    return frozenset(found)


COMMON = _gb2312() | frozenset("\u00a0\u2002\u2003\u2011–•²³㎡")
"""What every document's faces are cut down to; a character beyond it is rare."""


@dataclass(frozen=True)
class Prepared:
    """What the stylesheet needs to know of the faces."""

    faces: dict[str, bytes]
    """Family name to font file. The names are no installed face's: that would be taken instead."""
    families: dict[str, tuple[str, ...]]
    """Role to family names, in the order they are tried."""

    def __or__(self, other: Prepared) -> Prepared:
        """These faces, and behind them in each role the other's."""
        families = {role: (*own, *other.families[role]) for role, own in self.families.items()}
        return Prepared(self.faces | other.faces, families)

    def rise(self, role: str, text: str) -> float:
        """How far above the baseline the ink of ``text`` reaches, in em; 0 where there is none."""
        return max((self._rise(role, char) for char in text), default=0.0)

    def _rise(self, role: str, char: str) -> float:
        for family in self.families[role]:
            font = self._fonts[family]
            glyph = font.get_nominal_glyph(ord(char))
            if glyph:
                return float(font.get_glyph_extents(glyph).y_bearing / font.face.upem)
        return 0.0

    @cached_property
    def _fonts(self) -> dict[str, uharfbuzz.Font]:
        return {name: uharfbuzz.Font(uharfbuzz.Face(face)) for name, face in self.faces.items()}


def cut(face: Face, points: frozenset[int]) -> bytes:
    """Return the face with these code points alone, and the metrics of all."""
    return _level(_subset(face.file.read_bytes(), face.index, points))


Cut = Callable[[Face, frozenset[int]], bytes]


def prepare(book: FontBook, characters: Iterable[str], cut: Cut = cut) -> Prepared:
    """Return the faces of all roles cut down to ``characters``. The same faces and characters give
    the same bytes."""
    wanted = frozenset(map(ord, characters))
    ascii_only = frozenset(point for point in wanted if point < 0x80)
    made: dict[str, bytes] = {}
    families: dict[str, tuple[str, ...]] = {}
    for role, faces in book.faces.items():
        names: list[str] = []
        if latin := book.latin.get(role):
            names.append(f"{latin.family}-ASCII")
            if names[0] not in made:
                made[names[0]] = cut(latin, ascii_only & latin.characters)
        lacking = wanted
        for face in faces:
            if not names or lacking & face.characters:
                names.append(f"{face.family}-Cut")
                if names[-1] not in made:
                    made[names[-1]] = cut(face, wanted & face.characters)
            lacking -= face.characters
        families[role] = tuple(names)
    return Prepared(made, families)


def prepare_rare(book: FontBook, characters: Iterable[str], cut: Cut = cut) -> Prepared:
    """Return, for each role, the faces that have one of these characters, cut down to them: to
    stand behind those prepared for all documents."""
    wanted = frozenset(map(ord, characters))
    made: dict[str, bytes] = {}
    families: dict[str, tuple[str, ...]] = {}
    for role, faces in book.faces.items():
        names: list[str] = []
        lacking = wanted
        for face in faces:
            if lacking & face.characters:
                names.append(f"{face.family}-Rare")
                if names[-1] not in made:
                    made[names[-1]] = cut(face, wanted & face.characters)
            lacking -= face.characters
        families[role] = tuple(names)
    return Prepared(made, families)


def _subset(source: bytes, index: int, points: frozenset[int]) -> bytes:
    wish = uharfbuzz.SubsetInput()
    # A PDF names glyphs by number. In a CFF face with a charset of its own, as any cut of a
    # CID-keyed face has, ISO 32000 (9.7.4.2) takes that number for the charset's: other characters.
    wish.flags = uharfbuzz.SubsetFlags.CFF_IDENTITY_CHARSET | uharfbuzz.SubsetFlags.NO_HINTING
    wish.sets(uharfbuzz.SubsetInputSets.UNICODE).set(set(points) | {0x20})
    drop = wish.sets(uharfbuzz.SubsetInputSets.DROP_TABLE_TAG)
    for tag in _DROP:
        drop.add(int.from_bytes(tag.encode(), "big"))
    face = uharfbuzz.Face(source, index)
    return bytes(uharfbuzz.subset(face, wish).blob.data)


def _level(source: bytes) -> bytes:
    font = TTFont(io.BytesIO(source), recalcBBoxes=False, recalcTimestamp=False)
    em = font["head"].unitsPerEm
    ascent, descent = round(ASCENT * em), round(DESCENT * em)
    hhea, os2 = font["hhea"], font["OS/2"]
    hhea.ascent, hhea.descent, hhea.lineGap = ascent, descent, 0
    os2.sTypoAscender, os2.sTypoDescender, os2.sTypoLineGap = ascent, descent, 0
    os2.usWinAscent, os2.usWinDescent = ascent, -descent
    narrow(font, uharfbuzz.Face(source))
    result = io.BytesIO()
    font.save(result, reorderTables=None)
    return result.getvalue()
