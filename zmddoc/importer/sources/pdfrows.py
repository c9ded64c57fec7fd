"""What stands on the pages of a PDF file: rows of characters, with their places in points."""

from __future__ import annotations

import ctypes
import itertools
import math
import statistics
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

_HYPHEN = "\x02"
"""As the library gives a hyphen at the end of a line."""
_UPRIGHT = 0.1
"""Radians within which writing counts as level."""


@dataclass(frozen=True)
class Char:
    """A character as it is set."""

    char: str
    left: float
    right: float
    base: float
    """The height of its base line above the foot of the page."""
    size: float
    font: float
    level: bool


@dataclass
class Row:
    """Characters beside one another on a page."""

    words: str
    left: float
    right: float
    base: float
    size: float
    """How wide a Chinese character is in it."""
    font: float
    """The size of its letters as the file counts it, which is good for comparing alone."""
    page: int
    """From 0."""
    number: int = 0
    """Which row of its page it is, from 1."""
    level: bool = True

    @property
    def place(self) -> str:
        """Where it is, for the clerk."""
        return f"第{self.page + 1}页第{self.number}行"


@dataclass
class Page:
    """What stands on a page."""

    width: float
    height: float
    rows: list[Row]
    pictures: bool
    unread: int
    """Characters that the file does not say the meaning of."""
    skipped: int
    """Pieces of text that the library may have passed over, for want of their face."""
    unseen: bool
    """Whether it has text that is not shown: what a machine made of a scanned page."""


def pages(document: pypdfium2.PdfDocument) -> Iterator[Page]:
    """Yield the pages. Raises PdfiumError."""
    for number in range(len(document)):
        page = document[number]
        try:
            width, height = page.get_size()
            chars, unread = _chars(page)
            rows = [_row(run, number) for run in _runs(chars)]
            skipped, unseen = _pieces(page)
            yield Page(width, height, _ordered(rows), _pictured(page), unread, skipped, unseen)
        finally:
            page.close()


def _chars(page: pypdfium2.PdfPage) -> tuple[list[Char], int]:
    """The characters of a page in the order of the file, and how many of them cannot be read."""
    text = page.get_textpage()
    found: list[Char] = []
    unread = 0
    box = pdfium.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    try:
        raw = text.raw
        for i in range(text.count_chars()):
            if pdfium.FPDFText_IsGenerated(raw, i) == 1:
                continue
            code = pdfium.FPDFText_GetUnicode(raw, i)
            char = chr(code) if 0 < code < 0x110000 else "\ufffd"
            unread += char == "\ufffd" or pdfium.FPDFText_HasUnicodeMapError(raw, i) == 1
            pdfium.FPDFText_GetLooseCharBox(raw, i, box)
            pdfium.FPDFText_GetCharOrigin(raw, i, x, y)
            angle = abs(math.remainder(pdfium.FPDFText_GetCharAngle(raw, i), 2 * math.pi))
            size = max(box.right - box.left, 0.7 * (box.top - box.bottom))
            font = pdfium.FPDFText_GetFontSize(raw, i)
            shown = "-" if char == _HYPHEN else char
            level = angle < _UPRIGHT
            found.append(Char(shown, box.left, box.right, y.value, size, font, level))
    finally:
        text.close()
    return found, unread


def _runs(chars: list[Char]) -> Iterator[list[Char]]:
    """Yield the characters that stand beside one another, as the file has them one after another."""
    run: list[Char] = []
    for char in chars:
        if run and not _beside(run[-1], char):
            yield run
            run = []
        run.append(char)
    if run:
        yield run


def _beside(one: Char, other: Char) -> bool:
    size = max(one.size, other.size)
    if one.level != other.level:
        return False
    if not one.level:
        return abs(one.left - other.left) < size
    return abs(one.base - other.base) < 0.5 * size and other.left > one.right - size


def _row(run: list[Char], page: int) -> Row:
    size = max(char.size for char in run)
    words: list[str] = []
    last: Char | None = None
    for char in run:
        if last and char.level and not (last.char.isspace() or char.char.isspace()):
            gap = char.left - last.right
            latin = last.char.isascii() and char.char.isascii()
            words.append("\t" if gap > 2 * size else " " if latin and gap > 0.2 * size else "")
        words.append(char.char)
        last = char
    whole = "".join(words).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    solid = [char for char in run if not char.char.isspace()] or run
    return Row(
        whole,
        min(char.left for char in solid),
        max(char.right for char in solid),
        run[0].base,
        size,
        statistics.median(char.font for char in run),
        page,
        level=run[0].level,
    )


def _ordered(rows: list[Row]) -> list[Row]:
    """The rows with words, from top to bottom where no two stand beside one another; else as the
    file has them, which keeps the cells of a table together."""
    rows = [row for row in rows if row.words.strip()]
    falling = sorted(rows, key=lambda row: -row.base)
    beside = any(
        abs(one.base - other.base) < 0.3 * min(one.size, other.size)
        for one, other in itertools.pairwise(falling)
    )
    if not beside:
        rows = falling
    for number, row in enumerate(rows, 1):
        row.number = number
    return rows


def _pictured(page: pypdfium2.PdfPage) -> bool:
    return next(iter(page.get_objects([pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3)), None) is not None


def _pieces(page: pypdfium2.PdfPage) -> tuple[int, bool]:
    """How many pieces of text have no width, in a face that is not in the file, and whether any is
    set so as not to be seen."""
    skipped, unseen = 0, False
    for piece in page.get_objects([pdfium.FPDF_PAGEOBJ_TEXT], max_depth=3):
        left, _, right, _ = piece.get_bounds()
        if right - left < 0.01:
            skipped += pdfium.FPDFFont_GetIsEmbedded(pdfium.FPDFTextObj_GetFont(piece.raw)) != 1
        mode = pdfium.FPDFTextObj_GetTextRenderMode(piece.raw)
        unseen = unseen or mode == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
    return skipped, unseen
