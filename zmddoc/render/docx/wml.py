"""WordprocessingML elements.

python-docx's own makers are the ground floor; ``w`` adds children and attributes in one call, so
that the code reads in the order of the schema, which Word insists on.
"""

from __future__ import annotations

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from lxml import etree

Element = etree._Element

_W = qn("w:")


def w(tag: str, *children: Element, **attributes: str | int) -> Element:
    """Return ``<w:tag>`` with ``w:`` attributes and children, in the order given."""
    element: Element = OxmlElement(
        f"w:{tag}", {qn(f"w:{k}"): str(v) for k, v in attributes.items()}
    )
    element.extend(children)
    return element


def paragraph(style: str, *runs: Element) -> Element:
    """Return a ``w:p`` of the style with id ``style``."""
    return w("p", w("pPr", w("pStyle", val=style)), *runs)
