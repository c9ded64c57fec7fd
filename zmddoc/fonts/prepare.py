"""Faces cut down to a batch's characters and made to sit on one line.

A page loses a line when faces of different ascent mix on it, so every face is given the same
metrics (0.88 em above the baseline, 0.12 em below: those of the ideographic em box). Cutting a face
down once for a whole batch is several times faster than letting each document do it. The result
depends on the face, the characters and VERSION alone, and is kept under a hash of these.
"""

from __future__ import annotations

import hashlib
import io
import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import uharfbuzz
from fontTools.ttLib import TTFont

from zmddoc.fonts.book import Face, FontBook

VERSION = 2
"""To be raised whenever the same face and characters would come out differently."""

ASCENT, DESCENT = 0.88, -0.12
"""In em."""

_DROP = ("BASE", "VORG", "vhea", "vmtx", "DSIG", "GPOS", "GSUB", "GDEF")
"""Vertical metrics, signature and features: none is used, all cost time."""


@dataclass(frozen=True)
class Prepared:
    """What the stylesheet needs to know of a batch's faces."""

    files: dict[str, Path]
    """Family name to font file."""
    families: dict[str, tuple[str, ...]]
    """Role to family names, in the order they are tried."""


def prepare(book: FontBook, characters: Iterable[str]) -> Prepared:
    """Return the faces cut down to ``characters``; files already in the cache are not made again."""
    wanted = frozenset(map(ord, characters))
    ascii_only = frozenset(point for point in wanted if point < 0x80)
    files: dict[str, Path] = {}
    families: dict[str, tuple[str, ...]] = {}
    folder = _cache()
    for role, faces in book.faces.items():
        names: list[str] = []
        if latin := book.latin.get(role):
            family = f"{latin.family}-ASCII"
            files.setdefault(family, _cut(latin, ascii_only & latin.characters, folder))
            names.append(family)
        lacking = wanted
        for face in faces:
            if not names or lacking & face.characters:
                names.append(face.family)
                files.setdefault(face.family, _cut(face, wanted & face.characters, folder))
            lacking -= face.characters
        families[role] = tuple(names)
    return Prepared(files, families)


def _cut(face: Face, points: frozenset[int], folder: Path) -> Path:
    source = face.file.read_bytes()
    key = hashlib.sha256(f"{VERSION} {face.index} {sorted(points)} ".encode())
    key.update(hashlib.sha256(source).digest())
    target = folder / f"{key.hexdigest()[:32]}.otf"
    if not target.exists():
        _put(target, _level(_subset(source, face.index, points)))
    return target


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
    font = TTFont(io.BytesIO(source), recalcTimestamp=False)
    em = font["head"].unitsPerEm
    ascent, descent = round(ASCENT * em), round(DESCENT * em)
    hhea, os2 = font["hhea"], font["OS/2"]
    hhea.ascent, hhea.descent, hhea.lineGap = ascent, descent, 0
    os2.sTypoAscender, os2.sTypoDescender, os2.sTypoLineGap = ascent, descent, 0
    os2.usWinAscent, os2.usWinDescent = ascent, -descent
    result = io.BytesIO()
    font.save(result)
    return result.getvalue()


def _cache() -> Path:
    """The user's cache folder; a temporary one where that cannot be written."""
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = base / "zmddoc" / "fonts"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if os.access(folder, os.W_OK):
            return folder
    except OSError:
        pass
    return Path(tempfile.mkdtemp(prefix="zmddoc-"))


def _put(target: Path, content: bytes) -> None:
    """Write whole or not at all: two builds may want the same face at once."""
    handle, part = tempfile.mkstemp(dir=target.parent)
    os.close(handle)
    Path(part).write_bytes(content)
    Path(part).replace(target)
