"""The words of one block as runs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lxml import etree

from zmddoc.gongwen.tree import name, words
from zmddoc.render.docx.errors import DocxError
from zmddoc.render.docx.tracked import changed
from zmddoc.render.docx.wml import Element, w

_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 or Word refuses; tab and line feed are folded to spaces when HTML is parsed."""

_AMBIGUOUS = re.compile(
    "[\u00b7\u00d7\u2013-\u2026\u2030-\u203b\u2160-\u2188\u2190-\u22ff\u2460-\u24ff]"
)
"""Marks that both scripts have (“ ” ‘ ’ — … ·): without a hint Word takes them for Latin."""

_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def run(said: str, owner: etree._Element, style: str = "") -> Element:
    """Return a run of the words ``said`` in the character style with id ``style``.

    Raises DocxError naming the task of ``owner`` if a character cannot stand in a Word document.
    """
    if bad := _FORBIDDEN.search(said):
        raise DocxError(
            f"文字中有控制字符 U+{ord(bad[0]):04X}：{excerpt(said, bad.start())}", owner
        )
    text = w("t")
    text.text = said
    text.set(_XML_SPACE, "preserve")
    properties = []
    if style:
        properties.append(w("rStyle", val=style))
    if _AMBIGUOUS.search(said):
        properties.append(w("rFonts", hint="eastAsia"))
    return w("r", w("rPr", *properties), text) if properties else w("r", text)


def runs(
    block: etree._Element, style: str = "", marked: Callable[[str], str] | None = None
) -> Iterator[Element]:
    """Yield the runs of a block's words in the character style with id ``style``, ``<br>`` as a line
    break; words within a ``mark`` have a style of their own: ``marked`` gives its id.

    Raises DocxError for any other element within and for control characters.
    """
    if block.text:
        yield run(block.text, block, style)
    for child in block:
        if child.tag == "br":
            yield w("r", w("br"))
        elif child.tag == "mark" and marked:
            yield run(words(child), child, marked(name(child)))
        elif child.tag in ("ins", "del"):
            yield changed(list(runs(child, style, marked)), str(child.tag))
        else:
            raise DocxError(f"{block.tag} 里不能排 {child.tag}", child)
        if child.tail:
            yield run(child.tail, block, style)


def excerpt(said: str, at: int) -> str:
    """Return the printable words around offset ``at``."""
    return _FORBIDDEN.sub("□", said[max(0, at - 8) : at + 9])
