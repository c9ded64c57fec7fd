"""The named styles of the base: the only place where formatting lives.

Where a value depends on the document (the size of the 发文机关标志, the axis of the 署名), the
document gets a style of its own, derived from the named one, so that it still has a name and can be
changed in one place.
"""

from __future__ import annotations

from copy import deepcopy

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.oxml.styles import CT_Styles
from docx.shared import Length, Pt, Twips
from docx.styles.style import ParagraphStyle
from docx.styles.styles import Styles as DocxStyles
from lxml import etree

from zmddoc.render.docx.errors import DocxError

NORMAL = "Normal"
BODY = "Normal Indent"
ITEM = "条文"
HEADINGS = {"h2": "heading 1", "h3": "heading 2"}
RUN_IN = "二级标题字符"
ISSUER = "发文机关标志"
NUMBER = "发文字号"
TITLE = "公文标题"
SUBTITLE = "Subtitle"
ADDRESSEE = "主送机关"
ATTACHMENT, ATTACHMENT_ONE, ATTACHMENT_NEXT = "附件说明", "附件说明（单件）", "附件说明（续）"
SIGNATORY, DATE = "署名", "成文日期"
ANNEX = "附件标识"
NOTE, STAMP = "注", "底注"
TABLE = "公文表格"
CELL, CELL_CENTRED, CELL_HEAD, CELL_BAND = "表格", "表格居中", "表头", "表格分栏"
COLOPHON_TABLE, COLOPHON_ANCHOR, COPIES, PRINTING = "版记表", "版记位置", "抄送", "印发"
BREAK = "分节"


class Styles:
    """The styles of one document."""

    def __init__(self, element: CT_Styles) -> None:
        """``element`` is the base's ``w:styles``; it is not changed."""
        self._element = element
        self._ids = {
            str(name.get(qn("w:val"))): str(style.get(qn("w:styleId")))
            for style in element.iterfind(qn("w:style"))
            for name in style.iterfind(qn("w:name"))
        }
        self._own: CT_Styles | None = None

    def id(self, name: str) -> str:
        """Return the id of the style called ``name``. Word renames ids when it saves the base, never
        names. Raises DocxError if the base has lost it."""
        try:
            return self._ids[name]
        except KeyError:
            raise DocxError(f"base.docx 中没有样式“{name}”") from None

    def variant(
        self,
        name: str,
        label: str,
        *,
        left: int | None = None,
        line: int | None = None,
        before: int | None = None,
        after: int | None = None,
        size: float | None = None,
        keep_with_next: bool | None = None,
    ) -> str:
        """Return the id of a paragraph style named ``name（label）`` that differs from ``name`` in
        the values given: twips, and points for ``size``. It is added when first asked for; equal
        labels must mean equal values. A style of that name in the base is used as it is."""
        full = f"{name}（{label}）"
        if full not in self._ids:
            self._add(name, full, left, line, before, after, size, keep_with_next)
        return self._ids[full]

    def _add(
        self,
        name: str,
        full: str,
        left: int | None,
        line: int | None,
        before: int | None,
        after: int | None,
        size: float | None,
        keep_with_next: bool | None,
    ) -> None:
        parent = self.id(name)
        if self._own is None:
            self._own = deepcopy(self._element)
        sheet = DocxStyles(self._own)
        style = sheet.add_style(full, WD_STYLE_TYPE.PARAGRAPH)  # type: ignore[no-untyped-call]
        assert isinstance(style, ParagraphStyle)
        style.element.basedOn_val = parent
        shape = style.paragraph_format
        if keep_with_next is not None:
            shape.keep_with_next = keep_with_next
        if before is not None:
            shape.space_before = _twips(before)
        if after is not None:
            shape.space_after = _twips(after)
        if line is not None:
            shape.line_spacing = _twips(line)
        if left is not None:
            shape.left_indent = _twips(left)
        if size is not None:
            style.font.size = Pt(size)
        self._ids[full] = str(style.style_id)

    def xml(self) -> bytes | None:
        """Return the document's styles.xml, or None where the base's own will do."""
        if self._own is None:
            return None
        return etree.tostring(self._own, encoding="UTF-8", xml_declaration=True, standalone=True)


def _twips(value: int) -> Length:
    return Twips(value)
