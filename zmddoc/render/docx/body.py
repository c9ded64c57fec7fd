"""The walk: sections and blocks of gongwen HTML onto paragraphs in named styles."""

from __future__ import annotations

from collections.abc import Iterator

from docx.oxml.ns import qn
from lxml import etree

from zmddoc.gongwen.redline import is_marked
from zmddoc.gongwen.tree import NUMBERED, name, words
from zmddoc.render.docx import styles as named
from zmddoc.render.docx.base import Base
from zmddoc.render.docx.colophon import colophon
from zmddoc.render.docx.errors import DocxError
from zmddoc.render.docx.figure import picture
from zmddoc.render.docx.letterhead import letterhead
from zmddoc.render.docx.masthead import masthead
from zmddoc.render.docx.signature import signature
from zmddoc.render.docx.styles import Styles
from zmddoc.render.docx.table import table
from zmddoc.render.docx.text import runs
from zmddoc.render.docx.tracked import settle, whole
from zmddoc.render.docx.wml import Element, paragraph, w

_PLAIN = {
    "p": named.BODY,
    "p.addressee": named.ADDRESSEE,
    "p.annex": named.ANNEX,
    "p.subtitle": named.SUBTITLE,
    "p.note": named.NOTE,
    "p.stamp": named.STAMP,
    "p.tear": named.TEAR,
    **named.HEADINGS,
}
_TAIL = ("p.note", "p.stamp")
"""What belongs to the table above and does not stand on a page without any of it."""

_SHAPES = {f"section.{shape}": shape for shape in ("portrait", "landscape", "letter", "slip")}
LINE, CLOSE = 579, 240
"""Twips: a line of the page, and what stands between title and table on a turned page."""


class Body:
    """The body of one document."""

    def __init__(self, base: Base, styles: Styles) -> None:
        self._base = base
        self._styles = styles
        self._colophons = 0
        self.pictures: list[etree._Element] = []
        """The pictures met, in order: their files belong in the package."""

    def build(self, document: etree._Element) -> Element:
        """Return the ``w:document`` of a gongwen document.

        Raises DocxError, with its task, for what has no place in Word.
        """
        body = w("body")
        sections = list(document.iterfind("body/*"))
        if not sections:
            raise DocxError("文件没有内容")
        for section in sections:
            if name(section) not in _SHAPES:
                raise DocxError(f"没有 {name(section)} 的版式", section)
            shape = self._base.section(_SHAPES[name(section)])
            body.extend(self._settled(section, shape))
            if len(body) == 0 or body[-1].tag != qn("w:p"):
                body.append(paragraph(self._styles.id(named.BREAK)))
            if section is sections[-1]:
                body.append(shape)
            else:
                body[-1][0].append(shape)
        return w("document", body)

    def _settled(self, section: etree._Element, shape: Element) -> Iterator[Element]:
        """Yield what a section holds, with the marks of paragraphs that came or went."""
        made = self._blocks(section, shape)
        if not is_marked(section):
            yield from (element for element, _ in made)
        else:
            yield from settle([whole(element, block) for element, block in made])

    def _blocks(
        self, section: etree._Element, shape: Element
    ) -> Iterator[tuple[Element, etree._Element]]:
        """Yield the paragraphs and tables of a section, each with the block that it is made of."""
        blocks = list(section)
        for i, block in enumerate(blocks):
            before = name(blocks[i - 1]) if i else ""
            after = name(blocks[i + 1]) if i + 1 < len(blocks) else ""
            for element in self._block(block, before, after, shape):
                yield element, block

    def _block(
        self, block: etree._Element, before: str, after: str, shape: Element
    ) -> Iterator[Element]:
        width, height = text_area(shape)
        section = block.getparent()
        kind = name(section) if section is not None else ""
        tight = {"section.landscape": "横排", "section.slip": "单页"}.get(kind, "")
        match name(block):
            case "header.masthead":
                yield from masthead(block, self._styles, width)
            case "header.letterhead":
                yield from letterhead(block, self._styles, width)
            case "h1":
                yield paragraph(self._title(before, after, tight), *runs(block))
            case "p.annex" | "p.subtitle" as word if tight:
                close = self._styles.variant(_PLAIN[word], tight, after=CLOSE)
                yield paragraph(close, *runs(block))
            case "p.attachment":
                style = self._attachment(words(block), before)
                yield paragraph(self._kept(style, after), *runs(block))
            case "div.item":
                yield paragraph(self._kept(named.ITEM, after), *self._item(block))
            case "div.signature":
                yield from signature(block, self._styles, width)
            case "figure":
                yield from self._figure(block)
            case "table" | "table.form":
                yield table(block, self._styles, height, followed=after in _TAIL)
            case "div.colophon":
                self._colophons += 1
                yield colophon(block, self._styles, width, self._colophons)
            case word if word in _PLAIN:
                marked = runs(block, marked=self._styles.mark)
                yield paragraph(self._kept(_PLAIN[word], after), *marked)
            case other:
                raise DocxError(f"没有 {other} 的版式", block)

    def _figure(self, block: etree._Element) -> Iterator[Element]:
        for part in block:
            match name(part):
                case "img":
                    self.pictures.append(part)
                    shown = picture(part, len(self.pictures))
                    yield paragraph(self._styles.id(named.FIGURE), shown)
                case "figcaption":
                    yield paragraph(self._styles.id(named.CAPTION), *runs(part))
                case other:
                    raise DocxError(f"图里不能排 {other}", part)

    def _title(self, before: str, after: str, tight: str) -> str:
        """The style's id: a title that begins an upright page stands one line down, one with a
        subtitle is close to it, and a ``tight`` page, turned or a slip, has no lines to spare."""
        labels: list[str] = []
        above: int | None = None
        below: int | None = None
        if not before and not tight:
            labels.append("首行")
            above = LINE
        if after == "p.subtitle":
            labels.append("接副标题")
            below = 0
        elif tight:
            labels.append(tight)
            below = CLOSE
        if not labels:
            return self._styles.id(named.TITLE)
        return self._styles.variant(named.TITLE, "，".join(labels), before=above, after=below)

    def _kept(self, style: str, after: str) -> str:
        """The style's id, kept on the page of the 署名 that follows, or of the 附件说明 before it:
        neither stands on a page without text."""
        if after in ("div.signature", "p.attachment"):
            return self._styles.variant(style, "与落款同页", keep_with_next=True)
        if style == named.NOTE and after in _TAIL:
            return self._styles.variant(style, "与下段同页", keep_with_next=True)
        return self._styles.id(style)

    def _attachment(self, text: str, before: str) -> str:
        if before == "p.attachment":
            return named.ATTACHMENT_NEXT
        return named.ATTACHMENT if NUMBERED.match(text) else named.ATTACHMENT_ONE

    def _item(self, block: etree._Element) -> Iterator[Element]:
        for part in block:
            match name(part):
                case "h3":
                    yield from runs(part, self._styles.id(named.RUN_IN))
                case "p":
                    yield from runs(part)
                case other:
                    raise DocxError(f"条文里不能排 {other}", part)


def text_area(shape: Element) -> tuple[int, int]:
    """Return width and height of the 版心 of a ``w:sectPr``, in twips."""
    size, margin = shape.find(qn("w:pgSz")), shape.find(qn("w:pgMar"))
    assert size is not None and margin is not None

    def of(element: Element, attribute: str) -> int:
        return int(element.get(qn(f"w:{attribute}")) or 0)

    return (
        of(size, "w") - of(margin, "left") - of(margin, "right"),
        of(size, "h") - of(margin, "top") - of(margin, "bottom"),
    )
