"""The base document: GB/T 9704 as named styles, page shapes and footers."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.package import OpcPackage
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from zmddoc.render.docx.errors import DocxError
from zmddoc.render.docx.wml import Element, w

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date of every zip member: the earliest that zip can say, so that equal input makes equal
bytes."""


_SLIP = {"top": 680, "bottom": 680, "left": 1134, "right": 1134, "header": 340}
"""Twips: 12 mm above and below, 20 mm at the sides; what stands at the head keeps clear of the text."""


@dataclass(frozen=True)
class Base:
    """A base document, read once; rendering replaces three of its parts and copies the rest."""

    members: tuple[tuple[str, bytes], ...]
    """Every zip member by name, in the order of the file."""
    document: str
    styles: str
    core: str
    """The names of the members that rendering replaces."""
    core_part: Part
    style_sheet: Element
    portrait: Element
    landscape: Element
    """The ``w:sectPr`` of either shape, with its footers."""

    def section(self, shape: str) -> Element:
        """Return a new ``w:sectPr`` for a section of class ``portrait``, ``landscape``, ``letter`` (an
        upright one whose first page has no number) or ``slip`` (the same with narrow margins)."""
        made = deepcopy(self.landscape if shape == "landscape" else self.portrait)
        margins = made.find(qn("w:pgMar"))
        if shape == "slip" and margins is not None:
            for side, twips in _SLIP.items():
                margins.set(qn(f"w:{side}"), str(twips))
        if shape in ("letter", "slip"):
            columns = made.find(qn("w:cols"))
            if columns is None:
                made.append(w("titlePg"))
            else:
                columns.addnext(w("titlePg"))
        return made

    def pack(self, replaced: Mapping[str, bytes]) -> bytes:
        """Return the bytes of a document: the base's members, some of them ``replaced``, with those
        behind them that the base does not have."""
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            for name, content in {**dict(self.members), **replaced}.items():
                archive.writestr(_member(name), content, zipfile.ZIP_DEFLATED, 6)
        return stream.getvalue()


@lru_cache(maxsize=4)
def open_base(content: bytes) -> Base:
    """Return the base whose file has this ``content``. Raises DocxError if it is no Word document or
    lacks a page shape."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = tuple((name, archive.read(name)) for name in archive.namelist())
        package = OpcPackage.open(io.BytesIO(content))
        document = package.main_document_part
        styles = document.part_related_by(RT.STYLES)
        core = package.part_related_by(RT.CORE_PROPERTIES)
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError) as error:
        raise DocxError(f"base.docx 不是完整的 Word 文档：{error}") from error
    shapes: dict[str, Element] = {}
    for section in parse_xml(document.blob).iter(qn("w:sectPr")):
        size_ = section.find(qn("w:pgSz"))
        turned = size_ is not None and size_.get(qn("w:orient")) == "landscape"
        shapes.setdefault("landscape" if turned else "portrait", section)
    if len(shapes) < 2:
        raise DocxError("base.docx 应有纵向、横向两节")
    return Base(
        members,
        document.partname.membername,
        styles.partname.membername,
        core.partname.membername,
        core,
        parse_xml(styles.blob),
        shapes["portrait"],
        shapes["landscape"],
    )


def _member(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 0  # the same on every system
    return info
