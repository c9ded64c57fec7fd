"""The mark at the head of every page of a document that is made of sample data."""

from __future__ import annotations

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from lxml import etree

from zmddoc.render.docx import styles as named
from zmddoc.render.docx.additions import Additions
from zmddoc.render.docx.styles import Styles
from zmddoc.render.docx.wml import Element, paragraph, w

_ID = "rIdSample"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"


def mark_pages(tree: Element, words: str, styles: Styles, additions: Additions) -> None:
    """Let every page of the ``w:document`` say ``words`` at its head."""
    text = w("t")
    text.text = words
    header = w("hdr", paragraph(styles.id(named.SAMPLE), w("r", text)))
    content = etree.tostring(header, encoding="UTF-8", xml_declaration=True, standalone=True)
    additions.add(_ID, "header", "header1.xml", content, _TYPE)
    for section in tree.iter(qn("w:sectPr")):
        kinds = [
            "default",
            "even",
            *(["first"] if section.find(qn("w:titlePg")) is not None else []),
        ]
        for place, kind in enumerate(kinds):
            attributes = {qn("w:type"): kind, qn("r:id"): _ID}
            section.insert(place, OxmlElement("w:headerReference", attributes, {"r": _RELATIONS}))
