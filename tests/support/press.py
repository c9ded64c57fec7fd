"""The renderers as a build sets them up, for the documents of ``samples``."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from support import samples
from zmddoc.fonts import FontBook, find_fonts
from zmddoc.fonts.prepare import prepare
from zmddoc.gongwen import parse
from zmddoc.gongwen.figures import characters
from zmddoc.render.docx import render_docx
from zmddoc.render.pdf import PdfRenderer

TEMPLATES = Path(__file__).resolve().parent.parent.parent / "templates"
BASE = (TEMPLATES / "base.docx").read_bytes()
FURNITURE = "0123456789— "
"""What page numbers print."""


def printer(book: FontBook, characters: Iterable[str]) -> PdfRenderer:
    """A renderer with the faces of ``book`` cut down to these characters: quicker to set up than
    with all that a press prepares."""
    stylesheet = (TEMPLATES / "gongwen.css").read_text(encoding="utf-8")
    return PdfRenderer(prepare(book, {*characters, *FURNITURE}), stylesheet)


@cache
def renderer(text: str = samples.WHOLE) -> PdfRenderer:
    """The renderer for the characters of ``text``, a gongwen document."""
    return printer(find_fonts(), characters([parse(text)]))


def docx(text: str) -> bytes:
    """A gongwen document as a Word document."""
    return render_docx(parse(text), BASE, renderer().picture)


def pdf(text: str) -> bytes:
    """A gongwen document as PDF."""
    return renderer(text).render(parse(text))
