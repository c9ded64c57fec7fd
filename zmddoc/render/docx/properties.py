"""The document's properties, from the ``head`` of the HTML."""

from __future__ import annotations

from docx.opc.parts.coreprops import CorePropertiesPart
from lxml import etree

from zmddoc.render.docx.base import Base
from zmddoc.render.docx.errors import DocxError


def core_xml(document: etree._Element, base: Base) -> bytes:
    """Return core.xml: title, author (the issuer), subject (what it is) and keywords (the stamp,
    verbatim). There is no date: a draft's bytes say only what it was built from.

    Raises DocxError if a value is longer than the 255 characters Word allows.
    """
    part = CorePropertiesPart.load(
        base.core_part.partname, base.core_part.content_type, base.core_part.blob,
        base.core_part.package,
    )  # fmt: skip
    properties = part.core_properties
    try:
        properties.title = document.findtext("head/title") or ""
        properties.author = _meta(document, "author")
        properties.subject = _meta(document, "description")
        properties.keywords = _meta(document, "keywords")
        properties.language = document.get("lang") or "zh-CN"
    except ValueError as error:
        raise DocxError(f"文档属性过长：{error}") from error
    return bytes(part.blob)


def _meta(document: etree._Element, name: str) -> str:
    for meta in document.iterfind("head/meta"):
        if meta.get("name") == name:
            return str(meta.get("content") or "")
    return ""
