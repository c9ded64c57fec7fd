"""The words of a Word document, read without the renderer: what ``gongwen.lines`` must equal."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


def part(content: bytes, name: str = "word/document.xml") -> etree._Element:
    """Return one part of a .docx file as a tree."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return etree.fromstring(archive.read(name))


def docx_lines(content: bytes) -> list[str]:
    """Return the paragraphs of the body in reading order, those of cells and text boxes where they
    stand; empty ones, headers and footers are left out, tabs and line breaks say nothing, nor does
    what a field shows before it is filled in."""
    body = part(content).find(f"{W}body")
    assert body is not None
    return [line for line in _paragraphs(body) if line]


def _paragraphs(holder: etree._Element) -> Iterator[str]:
    for element in holder:
        if element.tag == f"{W}p":
            yield "".join(_words(element))
            for box in element.iter(f"{W}txbxContent"):
                if not any(parent.tag == f"{MC}Fallback" for parent in box.iterancestors()):
                    yield from _paragraphs(box)
        elif element.tag in (f"{W}tbl", f"{W}tr", f"{W}tc"):
            yield from _paragraphs(element)


def _words(paragraph: etree._Element) -> Iterator[str]:
    for text in paragraph.iter(f"{W}t"):
        field = next(text.iterancestors(f"{W}sdt"), None)
        if field is not None and field.find(f"{W}sdtPr/{W}showingPlcHdr") is not None:
            continue
        if next(text.iterancestors(f"{W}p")) is paragraph:
            yield text.text or ""
