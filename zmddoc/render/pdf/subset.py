"""The faces in a PDF cut down to its glyphs, by uharfbuzz.

WeasyPrint does it with the system's libharfbuzz-subset or, where that is missing, ten times more
slowly with fontTools. By one library that is always there it is fast everywhere, and the same
document has the same bytes everywhere (docs/decisions/032-pdf-speed.md).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import uharfbuzz
from weasyprint.pdf.fonts import Font

from zmddoc.render.pdf.upstream import guard


def install() -> None:
    """Let every PDF's faces be cut by ``cut``. Raises RuntimeError in another WeasyPrint."""
    guard("字体裁剪")
    Font.subset = _subset


def _subset(font: Any, to_unicode: dict[int, str], hinting: bool) -> None:
    if to_unicode:  # empty for a face that fields are filled in with: all of it is needed
        font.file_content = cut(font.file_content, font.index, to_unicode)


def cut(source: bytes, index: int, glyphs: Iterable[int]) -> bytes:
    """Return the face with the outlines of these glyphs alone; every glyph keeps its number."""
    wish = uharfbuzz.SubsetInput()
    wish.flags = uharfbuzz.SubsetFlags.RETAIN_GIDS
    wish.sets(uharfbuzz.SubsetInputSets.GLYPH_INDEX).set(set(glyphs))
    drop = wish.sets(uharfbuzz.SubsetInputSets.DROP_TABLE_TAG)
    drop.add(int.from_bytes(b"GPOS", "big"))  # every glyph has its place already
    return bytes(uharfbuzz.subset(_opened(source, index), wish).blob.data)


_DIRECTORY = 12 + 16 * 64
"""Bytes: what lists a face's tables with their check sums, and so tells one face from another."""

_kept: dict[tuple[int, int, bytes], tuple[uharfbuzz.Face, int]] = {}
"""The faces that were cut last, and how often each was."""

_MOST = 32
_OFTEN = 30
"""How often a face is cut before it pays to have it made ready for more: that takes as long as
thirty cuts, and makes each ten times as fast."""


def _opened(source: bytes, index: int) -> uharfbuzz.Face:
    """The face, opened once; made ready for many cuts once it has been cut ``_OFTEN``."""
    key = (index, len(source), source[:_DIRECTORY])
    face, times = _kept.pop(key, (None, 0))
    if face is None:
        face = uharfbuzz.Face(source, index)
    if times == _OFTEN:
        face = uharfbuzz.subset_preprocess(face)
    _kept[key] = face, times + 1
    if len(_kept) > _MOST:
        del _kept[next(iter(_kept))]
    return face
