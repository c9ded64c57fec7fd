"""The other parts of base.docx: page shapes, footers, settings, faces and the package's own."""

from __future__ import annotations

from collections.abc import Iterable

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from lxml import etree

from base_styles import FANGSONG, HEITI, KAITI, SONGTI, XIAOBIAOSONG, serialise
from zmddoc.render.docx.wml import Element, paragraph, w

MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
PARTS = {
    "word/styles.xml": ("styles", "rId1"),
    "word/settings.xml": ("settings", "rId2"),
    "word/fontTable.xml": ("fontTable", "rId3"),
    "word/footer1.xml": ("footer", "rId4"),
    "word/footer2.xml": ("footer", "rId5"),
}
FACES = {
    # name: what else to look for, generic family (the faces are named, never bundled)
    FANGSONG: ("仿宋", "modern"),
    KAITI: ("楷体", "modern"),
    HEITI: ("SimHei", "modern"),
    XIAOBIAOSONG: ("方正小标宋_GBK", "script"),
    SONGTI: ("SimSun", "auto"),
}


def package(styles: Element, specimen: Iterable[tuple[str, str]]) -> dict[str, bytes]:
    """Return the members of a Word document with these ``styles`` and a line in each style of
    ``specimen`` (id, name)."""
    made = {
        "word/document.xml": serialise(_document(specimen)),
        "word/styles.xml": serialise(styles),
        "word/settings.xml": serialise(_settings()),
        "word/fontTable.xml": serialise(_faces()),
        "word/footer1.xml": serialise(_footer("FooterOdd")),
        "word/footer2.xml": serialise(_footer("FooterEven")),
        "docProps/core.xml": _CORE.encode(),
    }
    return {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(
            ("rId1", f"{RELATIONS}/officeDocument", "word/document.xml"),
            ("rId2", f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "word/_rels/document.xml.rels": _relations(
            *(
                (id, f"{RELATIONS}/{kind}", name.removeprefix("word/"))
                for name, (kind, id) in PARTS.items()
            )
        ),
        **made,
    }


def _document(specimen: Iterable[tuple[str, str]]) -> Element:
    lines = [_line(style, name) for style, name in specimen]
    turn = paragraph("Break")
    turn[0].append(_section("landscape"))
    return w("document", w("body", turn, *lines, _section("portrait")))


def _line(style: str, name: str) -> Element:
    text = w("t")
    text.text = name
    return paragraph(style, w("r", text))


def _section(shape: str) -> Element:
    """A page of A4: 天头 37 mm, 订口 28 mm, 版心 156 mm x 225 mm (GB/T 9704-2012, 5.1, 5.2). Turned, the
    页码 keeps its 7 mm from the 版心: in LibreOffice its baseline is 8.7 mm under it, and the dash of a
    Song face stands 0.3 to 0.4 em above that."""
    size: dict[str, str | int]
    if shape == "portrait":
        size = {"w": 11906, "h": 16838}
        margins = {"top": 2098, "right": 1474, "bottom": 1984, "left": 1588, "footer": 1437}
    else:
        size = {"w": 16838, "h": 11906, "orient": "landscape"}
        margins = {"top": 1588, "right": 2098, "bottom": 1474, "left": 1984, "footer": 927}
    footers = []
    for kind, id in (("default", "rId4"), ("even", "rId5")):
        attributes = {qn("w:type"): kind, qn("r:id"): id}
        footers.append(OxmlElement("w:footerReference", attributes, {"r": RELATIONS}))
    made = w(
        "sectPr",
        *footers,
        w("type", val="nextPage"),
        w("pgSz", **size),
        w("pgMar", **{**margins, "header": 851, "gutter": 0}),
        w("cols", space=425),
    )
    if shape == "portrait":  # turned, LibreOffice would push the text 1.3 mm down for it
        made.append(w("docGrid", type="lines", linePitch=579))
    return made


def _footer(style: str) -> Element:
    """— 1 — (GB/T 9704-2012, 7.5)."""
    number = w("t")
    number.text = "1"
    field = w("fldSimple", w("r", number), instr=" PAGE ")
    return w("ftr", paragraph(style, _dash("— "), field, _dash(" —")))


def _dash(words: str) -> Element:
    text = w("t")
    text.text = words
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return w("r", w("rPr", w("rFonts", hint="eastAsia")), text)


def _settings() -> Element:
    uri = "http://schemas.microsoft.com/office/word"
    return w(
        "settings",
        w("zoom", percent=100),
        w("defaultTabStop", val=420),
        w("evenAndOddHeaders"),
        w("characterSpacingControl", val="compressPunctuation"),
        # 15: Word 2013 and later; lower would open in compatibility mode.
        w("compat", w("compatSetting", name="compatibilityMode", uri=uri, val=15)),
        w("themeFontLang", val="en-US", eastAsia="zh-CN"),
        w("decimalSymbol", val="."),
        w("listSeparator", val=","),
    )


def _faces() -> Element:
    return w(
        "fonts",
        *(
            w(
                "font",
                w("altName", val=other),
                w("charset", val=86),
                w("family", val=family),
                w("pitch", val="default"),
                name=face,
            )
            for face, (other, family) in FACES.items()
        ),
    )


_CORE = """<?xml version='1.0' encoding='UTF-8' standalone='yes'?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"\
 xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:language>zh-CN</dc:language></cp:coreProperties>"""


def _relations(*entries: tuple[str, str, str]) -> bytes:
    root = etree.Element("Relationships", {}, {None: f"{PACKAGE}/relationships"})
    for id, kind, target in entries:
        etree.SubElement(root, "Relationship", {"Id": id, "Type": kind, "Target": target})
    return serialise(root)


def _content_types() -> bytes:
    root = etree.Element("Types", {}, {None: f"{PACKAGE}/content-types"})
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    for extension, kind in (("rels", relations), ("xml", "application/xml")):
        etree.SubElement(root, "Default", {"Extension": extension, "ContentType": kind})
    kinds = {
        "word/document.xml": f"{MAIN}.document.main+xml",
        **{name: f"{MAIN}.{kind}+xml" for name, (kind, _) in PARTS.items()},
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    for name, kind in kinds.items():
        etree.SubElement(root, "Override", {"PartName": f"/{name}", "ContentType": kind})
    return serialise(root)
