"""Gongwen trees to files: faces looked for once, and prepared once for what a batch prints."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from lxml import etree

from zmddoc.compose import Composer
from zmddoc.gongwen.figures import characters

if TYPE_CHECKING:
    from zmddoc.fonts import FontBook
    from zmddoc.render.pdf import PdfRenderer


class Press:
    """Renders documents with the templates of one project."""

    def __init__(self, composer: Composer) -> None:
        self._composer = composer
        self._characters: set[str] = set()
        self._renderer: PdfRenderer | None = None

    @cached_property
    def fonts(self) -> FontBook:
        """The faces of this machine, looked for only when a page is to be drawn."""
        from zmddoc.fonts import find_fonts

        return find_fonts()

    def expect(self, trees: Iterable[etree._Element], more: str = "") -> None:
        """Prepare the faces for these documents at once; ``more``: characters that come on top."""
        wanted = {*characters(list(trees)), *more}
        if not wanted <= self._characters:
            self._characters |= wanted
            self._renderer = None

    def pdf(self, tree: etree._Element) -> bytes:
        """Return the document as PDF."""
        return self._pages(tree).render(tree)

    def docx(self, tree: etree._Element) -> bytes:
        """Return the document as DOCX."""
        from zmddoc.render.docx import render_docx

        pictured = next(tree.iter("img"), None) is not None
        draw = self._pages(tree).picture if pictured else None
        return render_docx(tree, self._composer.file("base.docx"), draw)

    def _pages(self, tree: etree._Element) -> PdfRenderer:
        from zmddoc.render.pdf import PdfRenderer

        self.expect([tree])
        if self._renderer is None:
            sheet = self._composer.file("gongwen.css").read_text(encoding="utf-8")
            self._renderer = PdfRenderer(self.fonts, sheet, self._characters)
        return self._renderer
