"""Tracked changes of a Word document, accepted or rejected by the book (ISO/IEC 29500-1, 17.13.5),
without the renderer; and what is then left of it."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

from lxml import etree

from support.docx_text import W, part

Shown = tuple[str, str]
"""A paragraph: the name of its style, and its words; a row of a table begins with ``[``."""


def resolved(document: etree._Element, *, accept: bool) -> etree._Element:
    """The ``w:document`` with every tracked change accepted, or rejected."""
    tree = deepcopy(document)
    kept, gone = ("ins", "del") if accept else ("del", "ins")
    for row in list(tree.iter(f"{W}tr")):
        if row.find(f"{W}trPr/{W}{gone}") is not None:
            row.getparent().remove(row)
    for mark in list(tree.iterfind(f".//{W}trPr/{W}{kept}")):
        mark.getparent().remove(mark)
    for change in list(tree.iter(f"{W}pPrChange")):
        properties = change.getparent()
        if not accept:
            before = change.find(f"{W}pPr")
            section = properties.find(f"{W}sectPr")
            mark = properties.find(f"{W}rPr")
            for child in list(properties):
                if child is not section and child is not mark:
                    properties.remove(child)
            for place, child in enumerate(list(before)):
                properties.insert(place, child)
        else:
            properties.remove(change)
    for paragraph in list(tree.iter(f"{W}p")):
        for run in list(paragraph.iterchildren(f"{W}{gone}")):
            paragraph.remove(run)
        for run in list(paragraph.iterchildren(f"{W}{kept}")):
            for child in list(run):
                run.addprevious(child)
            paragraph.remove(run)
    for text in tree.iter(f"{W}delText"):
        text.tag = f"{W}t"
    for paragraph in list(tree.iter(f"{W}p")):
        if paragraph.find(f"{W}pPr/{W}rPr/{W}{gone}") is not None:
            _join(paragraph)
    for mark in list(tree.iterfind(f".//{W}pPr/{W}rPr/{W}{kept}")):
        mark.getparent().remove(mark)
    return tree


def _join(paragraph: etree._Element) -> None:
    """The paragraph's mark goes: its words stand at the head of the next paragraph, which keeps its
    own properties."""
    following = paragraph.getnext()
    words = [child for child in paragraph if child.tag != f"{W}pPr"]
    assert following is not None and following.tag == f"{W}p", "a mark that cannot go"
    place = 1 if following.find(f"{W}pPr") is not None else 0
    for offset, child in enumerate(words):
        following.insert(place + offset, child)
    paragraph.getparent().remove(paragraph)


def shown(document: etree._Element, styles: etree._Element) -> list[Shown]:
    """Every paragraph with its style's name, rows and cells where they begin."""
    names = {
        style.get(f"{W}styleId"): style.find(f"{W}name").get(f"{W}val")
        for style in styles.iter(f"{W}style")
    }

    def walk(holder: etree._Element) -> Iterator[Shown]:
        for element in holder:
            if element.tag == f"{W}p":
                style = element.find(f"{W}pPr/{W}pStyle")
                words = "".join(
                    "\n" if one.tag == f"{W}br" else one.text or ""
                    for one in element.iter(f"{W}t", f"{W}br")
                    if next(one.iterancestors(f"{W}p")) is element
                )
                yield names[style.get(f"{W}val")] if style is not None else "", words
                for box in element.iter(f"{W}txbxContent"):
                    yield from walk(box)
            elif element.tag in (f"{W}tbl", f"{W}tr", f"{W}tc"):
                yield "[", element.tag.removeprefix(W)
                yield from walk(element)

    body = document.find(f"{W}body")
    assert body is not None
    return list(walk(body))


def shown_after(content: bytes, *, accept: bool | None = None) -> list[Shown]:
    """What a .docx file shows once everything in it is accepted or rejected."""
    document, styles = part(content), part(content, "word/styles.xml")
    tree = document if accept is None else resolved(document, accept=accept)
    return shown(tree, styles)
