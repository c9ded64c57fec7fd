"""The named styles of the base: the only place where formatting lives.

Where a value depends on the document (the size of the 发文机关标志, the axis of the 署名), the
document gets a style of its own, derived from the named one, so that it still has a name and can be
changed in one place.
"""

from __future__ import annotations

from copy import deepcopy

from docx.oxml.ns import qn
from lxml import etree

from zmddoc.render.docx.errors import DocxError
from zmddoc.render.docx.wml import Element, w

BODY = "Normal Indent"
ITEM = "条文"
HEADINGS = {"h2": "heading 1", "h3": "heading 2"}
RUN_IN = "二级标题字符"
MARKS = {"mark.added": "增字", "mark.gone": "删字"}
"""Character styles, by the name of the element."""
ISSUER = "发文机关标志"
NUMBER = "发文字号"
LETTER_ISSUER, LETTER_NUMBER, LETTER_RULE = "信函标志", "信函文号", "信函底线"
TITLE = "公文标题"
SUBTITLE = "Subtitle"
ADDRESSEE = "主送机关"
ATTACHMENT, ATTACHMENT_ONE, ATTACHMENT_NEXT = "附件说明", "附件说明（单件）", "附件说明（续）"
SIGNATORY, DATE = "署名", "成文日期"
ANNEX = "附件标识"
NOTE, STAMP = "注", "底注"
TABLE = "公文表格"
CELL, CELL_CENTRED, CELL_HEAD, CELL_BAND = "表格", "表格居中", "表头", "表格分栏"
FORM, FORM_CENTRED, FORM_HEAD = "表单", "表单居中", "表单标签"
FIGURE, CAPTION, TEAR, SAMPLE = "图", "caption", "裁切线", "示例标记"
COLOPHON_TABLE, COLOPHON_ANCHOR, COPIES, PRINTING = "版记表", "版记位置", "抄送", "印发"
BREAK = "分节"


class Styles:
    """The styles of one document."""

    def __init__(self, sheet: Element) -> None:
        """``sheet`` is the base's ``w:styles``; it is not changed."""
        self._sheet = sheet
        self._ids = {
            str(name.get(qn("w:val"))): str(style.get(qn("w:styleId")))
            for style in sheet.iterfind(qn("w:style"))
            for name in style.iterfind(qn("w:name"))
        }
        self._own: list[Element] = []

    def id(self, name: str) -> str:
        """Return the id of the style called ``name``. Word renames ids when it saves the base, never
        names. Raises DocxError if the base has lost it."""
        try:
            return self._ids[name]
        except KeyError:
            raise DocxError(f"base.docx 中没有样式“{name}”") from None

    def mark(self, element: str) -> str:
        """Return the id of the character style of marked words, by the name of their element."""
        return self.id(MARKS[element])

    def variant(
        self,
        name: str,
        label: str,
        *,
        left: int | None = None,
        line: int | None = None,
        before: int | None = None,
        after: int | None = None,
        half_points: int | None = None,
        keep_with_next: bool = False,
    ) -> str:
        """Return the id of a paragraph style named ``name（label）`` that differs from ``name`` in
        the values given, in twips but for ``half_points``. It is added when first asked for; equal
        labels must mean equal values. A style of that name in the base is used as it is."""
        full = f"{name}（{label}）"
        if full in self._ids:
            return self._ids[full]
        spacing = {"before": before, "after": after, "line": line}
        given: dict[str, str | int] = {k: v for k, v in spacing.items() if v is not None}
        if line is not None:
            given["lineRule"] = "exact"
        paragraph = w("pPr")
        if keep_with_next:
            paragraph.append(w("keepNext"))
        if given:
            paragraph.append(w("spacing", **given))
        if left is not None:
            paragraph.append(w("ind", left=left))
        made = w(
            "style",
            w("name", val=full),
            w("basedOn", val=self.id(name)),
            w("uiPriority", val=99),
            paragraph,
            type="paragraph",
            customStyle=1,
            styleId=full,
        )
        if half_points is not None:
            made.append(w("rPr", w("sz", val=half_points), w("szCs", val=half_points)))
        self._own.append(made)
        self._ids[full] = full
        return full

    def xml(self) -> bytes | None:
        """Return the document's styles.xml, or None where the base's own will do."""
        if not self._own:
            return None
        sheet = deepcopy(self._sheet)
        sheet.extend(self._own)
        return etree.tostring(sheet, encoding="UTF-8", xml_declaration=True, standalone=True)
