"""The renderers as a build sets them up, for the documents of ``samples``."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from support import samples
from zmddoc.fonts import find_fonts
from zmddoc.gongwen import parse
from zmddoc.gongwen.figures import characters
from zmddoc.render.docx import render_docx
from zmddoc.render.pdf import PdfRenderer

TEMPLATES = Path(__file__).resolve().parent.parent.parent / "templates"
BASE = TEMPLATES / "base.docx"


@cache
def renderer(text: str = samples.WHOLE) -> PdfRenderer:
    """The renderer of a batch that prints the characters of ``text``, a gongwen document."""
    stylesheet = (TEMPLATES / "gongwen.css").read_text(encoding="utf-8")
    return PdfRenderer(find_fonts(), stylesheet, characters([parse(text)]))


def docx(text: str) -> bytes:
    """A gongwen document as a Word document."""
    return render_docx(parse(text), BASE, renderer().picture)


def pdf(text: str) -> bytes:
    """A gongwen document as PDF."""
    return renderer(text).render(parse(text))
