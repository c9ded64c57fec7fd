"""A workbook begun with the office's face and properties, and packed so that it is reproducible."""

from __future__ import annotations

import io
import zipfile

from lxml import etree
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from zmddoc.compose.views import Head
from zmddoc.render.xlsx.style import BODY

_EPOCH = (1980, 1, 1, 0, 0, 0)


def begun(head: Head) -> tuple[Workbook, Worksheet]:
    """Return a workbook that says what it is, and its first sheet."""
    book = Workbook()
    book._named_styles["Normal"].font = Font(name=BODY, size=10)  # type: ignore[attr-defined]
    properties = book.properties
    properties.title, properties.creator = head.title, head.author
    properties.keywords, properties.description = head.stamp, head.description
    properties.language = "zh-CN"
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    return book, sheet


def packed(book: Workbook) -> bytes:
    """Return the workbook's parts in a zip of fixed order and date."""
    loose, tight = io.BytesIO(), io.BytesIO()
    ExcelWriter(book, zipfile.ZipFile(loose, "w")).save()
    with zipfile.ZipFile(loose) as source, zipfile.ZipFile(tight, "w") as target:
        # The content types come first, as office programs write them.
        for part in sorted(source.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            info = zipfile.ZipInfo(part, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            rewritten = _REWRITTEN.get(part, bytes)
            target.writestr(info, rewritten(source.read(part)))
    return tight.getvalue()


def _timeless(properties: bytes) -> bytes:
    """Core properties without the moments of creation and change, which openpyxl insists on."""
    root = etree.fromstring(properties)
    for moment in root.findall("{http://purl.org/dc/terms/}*"):
        root.remove(moment)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _ours(_: bytes) -> bytes:
    """Extended properties that name this program instead of another."""
    space = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    root = etree.fromstring(f'<Properties xmlns="{space}"/>')
    etree.SubElement(root, f"{{{space}}}Application").text = "zmddoc"
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


_REWRITTEN = {"docProps/core.xml": _timeless, "docProps/app.xml": _ours}
