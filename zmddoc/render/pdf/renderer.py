"""One renderer for a batch: faces prepared and stylesheet parsed once."""

from __future__ import annotations

import copy
from collections.abc import Iterable

from lxml import etree, html
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from zmddoc.fonts import FontBook
from zmddoc.fonts.prepare import prepare
from zmddoc.gongwen.tree import name, words
from zmddoc.render.pdf.justify import install

_FURNITURE = "0123456789— "
"""What the page numbers need."""

_MOST, _WIDTH = 62.0, 442.0
"""发文机关标志: at most 62 pt a character, 442 pt in all (DOMAIN.md paragraph 1)."""

_EM = 16.0
"""3号, in pt."""

_TALL = 400
"""Characters in a cell from which its row may be split over two pages."""


def _refuse(url: str, *_: object, **__: object) -> dict[str, object]:
    raise ValueError(f"公文不引用外部文件：{url}")


class PdfRenderer:
    """Renders gongwen documents of one batch."""

    def __init__(self, fonts: FontBook, stylesheet: str, characters: Iterable[str]) -> None:
        """``stylesheet`` is gongwen.css; ``characters`` are all that the batch prints."""
        install()
        prepared = prepare(fonts, {*characters, *_FURNITURE})
        faces = "\n".join(
            f"@font-face{{font-family:'{family}';src:url('{file.as_uri()}')}}"
            for family, file in prepared.files.items()
        )
        for role, families in prepared.families.items():
            listed = ",".join(f"'{family}'" for family in families)
            stylesheet = stylesheet.replace(f"var(--{role})", listed)
        self._fonts = FontConfiguration()
        self._sheet = CSS(string=faces + stylesheet, font_config=self._fonts)

    def render(self, document: etree._Element) -> bytes:
        """Return the document as PDF; the same document and faces give the same bytes."""
        tree = copy.deepcopy(document)
        for element in tree.iter("p", "tr"):
            if style := _style(element):
                element.set("style", style)
        source = "<!DOCTYPE html>" + html.tostring(tree, encoding="unicode")
        page = HTML(string=source, url_fetcher=_refuse)
        content: bytes = page.write_pdf(
            stylesheets=[self._sheet], font_config=self._fonts, pdf_tags=True
        )
        return content


def _style(element: etree._Element) -> str:
    """What depends on the words themselves and so cannot stand in the stylesheet."""
    word = name(element)
    if word == "p.issuer":
        return f"font-size:{min(_MOST, _WIDTH / len(words(element))):.2f}pt"
    if word == "p.signatory":
        day = element.getnext()
        date_width = _ems(words(day)) * _EM if day is not None else 0.0
        right = 4 * _EM + (date_width - _ems(words(element)) * _EM) / 2
        return f"margin-right:{max(0.0, right):.2f}pt"
    if word == "tr":
        if any(len(words(cell)) > _TALL for cell in element):
            return "break-inside:auto"
        if any(name(cell) == "td.band" for cell in element):
            return "break-after:avoid"
    return ""


def _ems(text: str) -> float:
    return sum(0.5 if char.isascii() else 1 for char in text)
