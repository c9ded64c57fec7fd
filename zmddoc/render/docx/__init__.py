"""Gongwen HTML as a Word document, on the named styles of ``base.docx``."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from zmddoc.gongwen.redline import is_marked
from zmddoc.gongwen.tree import sample_of
from zmddoc.render.docx.additions import Additions
from zmddoc.render.docx.base import open_base
from zmddoc.render.docx.body import Body
from zmddoc.render.docx.errors import DocxError
from zmddoc.render.docx.figure import add_pictures
from zmddoc.render.docx.properties import core_xml
from zmddoc.render.docx.sample import mark_pages
from zmddoc.render.docx.styles import Styles
from zmddoc.render.docx.tracked import track

__all__ = ["DocxError", "render_docx"]


def render_docx(
    document: etree._Element, base: bytes, draw: Callable[[str], bytes] | None = None
) -> bytes:
    """Return ``document`` (from ``zmddoc.gongwen.parse``) as the bytes of a .docx file on the styles
    of the document ``base``. Equal input gives equal bytes.

    Raises DocxError, with the ``task`` concerned, for what cannot stand in a Word document or what
    the base lacks.
    """
    opened = open_base(base)
    styles, additions = Styles(opened.style_sheet), Additions(opened)
    bodies: list[Body] = []

    def build(one: etree._Element) -> etree._Element:
        bodies.append(Body(opened, styles))
        return bodies[-1].build(one)

    tree = track(document, build) if is_marked(document) else build(document)
    add_pictures(bodies[0].pictures, draw, additions)
    if words := sample_of(document):
        mark_pages(tree, words, styles, additions)
    replaced = {
        opened.document: etree.tostring(
            tree, encoding="UTF-8", xml_declaration=True, standalone=True
        ),
        opened.core: core_xml(document, opened),
        **additions.members(),
    }
    if sheet := styles.xml():
        replaced[opened.styles] = sheet
    return opened.pack(replaced)
