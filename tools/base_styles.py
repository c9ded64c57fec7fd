"""The styles of base.docx as a table, and as styles.xml."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from zmddoc.render.docx.wml import Element, w

FANGSONG, KAITI, HEITI = "仿宋_GB2312", "楷体_GB2312", "黑体"
XIAOBIAOSONG, SONGTI = "方正小标宋简体", "宋体"

LINE = 579
"""One of 22 lines: 580 would leave room for 21 (measured in LibreOffice)."""
TIGHT = -5
"""What each character is set closer by, so that 28 of them fill the 8844 of the 版心."""
CHAR = 320 + TIGHT
"""One 3号 character as it is set."""
TEXT_WIDTH = 8844
RED, GREY = "FF0000", "555555"


@dataclass(frozen=True)
class Paragraph:
    """A paragraph style; what is None or False is inherited from ``based``."""

    id: str
    name: str
    based: str = "Normal"
    next: str = ""
    alias: str = ""
    link: str = ""
    font: str = ""
    half_points: int = 0
    color: str = ""
    spacing: int | None = None
    line: int = 0
    auto: bool = False
    """Whether a line grows with what stands in it."""
    before: int | None = None
    after: int | None = None
    left: int | None = None
    right: int | None = None
    first: int | None = None
    """First line's indent; negative hangs."""
    align: str = ""
    keep: bool = False
    grid: bool = True
    outline: int | None = None
    rule: str = ""
    """The red line: ``single`` stands under it; of a letter's double lines ``upper`` stands under
    the 标志, ``lower`` at the foot of the page."""
    tab: int = 0
    """A right tab."""


def _table(id: str, name: str, **more: object) -> Paragraph:
    values: dict[str, object] = {
        "based": "Cell", "half_points": 21, "line": 300, "spacing": 0, "grid": False, **more
    }  # fmt: skip
    return Paragraph(id, name, **values)  # type: ignore[arg-type]


PARAGRAPHS: tuple[Paragraph, ...] = (
    Paragraph(
        "Normal", "Normal", based="", font=FANGSONG, half_points=32, spacing=TIGHT, line=LINE,
        before=0, after=0, align="both",
    ),
    Paragraph("NormalIndent", "Normal Indent", first=2 * CHAR),
    Paragraph(
        "Heading1", "heading 1", next="NormalIndent", alias="一级标题", font=HEITI, first=2 * CHAR,
        keep=True, outline=0,
    ),
    Paragraph(
        "Heading2", "heading 2", next="NormalIndent", alias="二级标题", link="Heading2Char",
        font=KAITI, first=2 * CHAR, keep=True, outline=1,
    ),
    Paragraph(
        "Heading3", "heading 3", next="NormalIndent", alias="三级标题", first=2 * CHAR, keep=True,
        outline=2,
    ),
    Paragraph("Item", "条文", based="NormalIndent"),
    # 版头. The size, and with it the distance from the top, is set per document.
    Paragraph(
        "Issuer", "发文机关标志", next="DocumentNumber", font=XIAOBIAOSONG, half_points=68,
        color=RED, spacing=0, line=680, before=1984, align="center", keep=True, grid=False,
    ),
    Paragraph(
        "DocumentNumber", "发文字号", next="DocumentTitle", line=320, before=1288, after=2 * LINE,
        align="center", keep=True, grid=False, rule="single",
    ),
    # 信函: the 标志 and the lower line stand in text boxes (docs/decisions/021-word-styles.md).
    Paragraph(
        "LetterIssuer", "信函标志", based="Issuer", next="LetterNumber", before=0, rule="upper",
    ),
    Paragraph("LetterRule", "信函底线", half_points=2, spacing=0, line=20, grid=False, rule="lower"),
    Paragraph(
        "LetterNumber", "信函文号", based="DocumentNumber", next="DocumentTitle", align="right",
        rule="none",
    ),
    Paragraph(
        "DocumentTitle", "公文标题", next="Addressee", font=XIAOBIAOSONG, half_points=44, spacing=0,
        line=600, after=LINE, align="center", keep=True, grid=False,
    ),
    Paragraph(
        "Subtitle", "Subtitle", next="NormalIndent", font=KAITI, after=LINE, align="center",
        keep=True, grid=False,
    ),
    Paragraph("Addressee", "主送机关", next="NormalIndent"),
    # 附件说明: 附件： is three characters wide, 1. one.
    Paragraph(
        "Attachment", "附件说明", next="AttachmentNext", before=LINE, left=6 * CHAR - TIGHT,
        first=-(4 * CHAR - TIGHT),
    ),
    Paragraph("AttachmentOne", "附件说明（单件）", before=LINE, left=5 * CHAR, first=-3 * CHAR),
    Paragraph("AttachmentNext", "附件说明（续）", left=6 * CHAR + TIGHT, first=-(CHAR + TIGHT)),
    Paragraph("Signatory", "署名", before=LINE, left=4300, align="center", keep=True),
    Paragraph("Date", "成文日期", left=4300, align="center"),
    Paragraph("Annex", "附件标识", next="DocumentTitle", font=HEITI, after=LINE, keep=True),
    Paragraph("Note", "注", half_points=24, spacing=0, line=360, before=60, grid=False),
    Paragraph(
        "Stamp", "底注", half_points=18, spacing=0, line=300, before=60, color=GREY, grid=False,
    ),
    _table("Cell", "表格", based="Normal", align="left"),
    _table("CellCentred", "表格居中", align="center"),
    _table("CellHead", "表头", font=HEITI, align="center", keep=True),
    _table("CellBand", "表格分栏", font=HEITI, keep=True),
    _table("Form", "表单", based="Normal", half_points=28, line=440, align="left"),
    _table("FormCentred", "表单居中", based="Form", half_points=28, line=440, align="center"),
    _table(
        "FormHead", "表单标签", based="Form", half_points=28, line=440, font=HEITI, align="center",
    ),
    Paragraph("Figure", "图", line=0, spacing=0, align="center", keep=True, grid=False, auto=True),
    Paragraph(
        "Caption", "caption", font=HEITI, half_points=24, spacing=0, line=400, align="center",
        grid=False,
    ),
    Paragraph(
        "Tear", "裁切线", half_points=24, spacing=0, line=360, before=280, align="center", keep=True,
        grid=False, rule="tear",
    ),
    Paragraph(
        "Sample", "示例标记", font=HEITI, half_points=24, spacing=0, line=360, color=GREY,
        align="center", grid=False,
    ),
    # 版记: 左右各空一字 is the cell's margin.
    Paragraph(
        "Copies", "抄送", half_points=28, spacing=0, line=400, left=840, first=-840, grid=False,
    ),
    Paragraph(
        "Printing", "印发", half_points=28, spacing=0, line=400, align="left", grid=False,
        tab=TEXT_WIDTH - 560,
    ),
    Paragraph("ColophonAnchor", "版记位置", line=1000, spacing=0, grid=False),
    Paragraph("Break", "分节", half_points=2, spacing=0, line=20, grid=False),
    # 页码: 居右空一字 on odd pages, 居左空一字 on even ones.
    Paragraph(
        "Footer", "footer", font=SONGTI, half_points=28, spacing=0, line=280, grid=False,
    ),
    Paragraph("FooterOdd", "单页码", based="Footer", align="right", right=280),
    Paragraph("FooterEven", "双页码", based="Footer", align="left", left=280),
)  # fmt: skip


def styles_xml() -> Element:
    """Return ``w:styles``."""
    return w(
        "styles",
        w(
            "docDefaults",
            w("rPrDefault", w("rPr", *_face(FANGSONG), *_size(32), _language())),
            w("pPrDefault"),
        ),
        # Word's own styles stay out of sight until used; ours are listed in the order above.
        w(
            "latentStyles",
            defLockedState=0,
            defUIPriority=99,
            defSemiHidden=1,
            defUnhideWhenUsed=1,
            defQFormat=0,
            count=376,
        ),
        *(_style(style, place) for place, style in enumerate(PARAGRAPHS, 1)),
        w(
            "style",
            w("name", val="Default Paragraph Font"),
            w("uiPriority", val=1),
            w("semiHidden"),
            w("unhideWhenUsed"),
            type="character",
            default=1,
            styleId="DefaultParagraphFont",
        ),
        w(
            "style",
            w("name", val="二级标题字符"),
            w("basedOn", val="DefaultParagraphFont"),
            w("link", val="Heading2"),
            w("uiPriority", val=9),
            w("rPr", *_face(KAITI)),
            type="character",
            customStyle=1,
            styleId="Heading2Char",
        ),
        # What was changed, to be seen in black and white.
        *(
            w(
                "style",
                w("name", val=name),
                w("basedOn", val="DefaultParagraphFont"),
                w("uiPriority", val=10),
                w("qFormat"),
                w("rPr", *look),
                type="character",
                customStyle=1,
                styleId=id,
            )
            for id, name, look in (
                ("Added", "增字", [*_face(HEITI), w("u", val="single")]),
                ("Gone", "删字", [w("strike")]),
            )
        ),
        *_table_styles(),
    )


def _style(style: Paragraph, place: int) -> Element:
    attributes: dict[str, str | int] = {"type": "paragraph"}
    if style.id == "Normal":
        attributes["default"] = 1
    if not _is_builtin(style.name):
        attributes["customStyle"] = 1
    made = w("style", w("name", val=style.name), **attributes, styleId=style.id)
    if style.alias:
        made.append(w("aliases", val=style.alias))
    if style.based:
        made.append(w("basedOn", val=style.based))
    if style.next:
        made.append(w("next", val=style.next))
    if style.link:
        made.append(w("link", val=style.link))
    made.append(w("uiPriority", val=place))
    made.append(w("qFormat"))
    for properties in (_paragraph(style), _run(style)):
        if len(properties):
            made.append(properties)
    return made


def _is_builtin(name: str) -> bool:
    return name.isascii()


def _paragraph(style: Paragraph) -> Element:
    """``w:pPr``, its children in the order of the schema."""
    made = w("pPr")
    if style.keep:
        made.append(w("keepNext"))
    if not style.based:
        # 22 lines on every page, whatever paragraphs begin or end on it.
        made.append(w("widowControl", val=0))
    if style.rule:
        made.append(w("pBdr", _RULES[style.rule]()))
    if style.tab:
        made.append(w("tabs", w("tab", val="right", pos=style.tab)))
    if not style.based:
        # As in the PDF: no mark hangs out of the 版心, no gap stands between 年 and 2021.
        # (LibreOffice 7.4 ignores all three.)
        made.extend([w("overflowPunct", val=0), w("autoSpaceDE", val=0), w("autoSpaceDN", val=0)])
    if not style.grid:
        made.append(w("snapToGrid", val=0))
    spacing: dict[str, str | int] = {}
    if style.before is not None:
        spacing["before"] = style.before
    if style.after is not None:
        spacing["after"] = style.after
    if style.line:
        spacing |= {"line": style.line, "lineRule": "exact"}
    if style.auto:
        spacing |= {"line": 240, "lineRule": "auto"}
    if spacing:
        made.append(w("spacing", **spacing))
    indent: dict[str, str | int] = {}
    if style.left is not None:
        indent["left"] = style.left
    if style.right is not None:
        indent["right"] = style.right
    if style.first is not None:
        indent |= {"firstLine": style.first} if style.first >= 0 else {"hanging": -style.first}
    if indent:
        made.append(w("ind", **indent))
    if style.align:
        made.append(w("jc", val=style.align))
    if style.outline is not None:
        made.append(w("outlineLvl", val=style.outline))
    return made


_RULES = {
    # 4 mm under the ink of 〔〕, measured in LibreOffice.
    "single": lambda: w("bottom", val="single", sz=12, space=11, color=RED),
    "upper": lambda: w("bottom", val="thickThinSmallGap", sz=24, space=11, color=RED),
    "lower": lambda: w("bottom", val="thinThickSmallGap", sz=24, space=0, color=RED),
    "tear": lambda: w("top", val="dashed", sz=6, space=1, color="000000"),
    "none": lambda: w("bottom", val="nil"),
}


def _run(style: Paragraph) -> Element:
    made = w("rPr")
    if style.font:
        made.extend(_face(style.font))
    if style.color:
        made.append(w("color", val=style.color))
    if style.spacing is not None:
        made.append(w("spacing", val=style.spacing))
    if style.half_points:
        made.extend(_size(style.half_points))
    return made


def _face(font: str) -> list[Element]:
    return [w("rFonts", ascii=font, eastAsia=font, hAnsi=font, cs=font)]


def _size(half_points: int) -> list[Element]:
    return [w("sz", val=half_points), w("szCs", val=half_points)]


def _language() -> Element:
    return w("lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA")


def _table_styles() -> list[Element]:
    return [
        w(
            "style",
            w("name", val="Normal Table"),
            w("uiPriority", val=99),
            w("semiHidden"),
            w("unhideWhenUsed"),
            w("tblPr", w("tblInd", w=0, type="dxa"), _margins(0, 0, 108)),
            type="table",
            default=1,
            styleId="TableNormal",
        ),
        _table_style(
            "DocumentTable",
            "公文表格",
            dict.fromkeys(("top", "left", "bottom", "right", "insideH", "insideV"), 4),
            _margins(40, 40, 60),
        ),
        # First and last line 0.35 mm (8 eighths of a point), the middle one 0.25 mm.
        _table_style(
            "ColophonTable", "版记表", {"top": 8, "bottom": 8, "insideH": 6}, _margins(20, 60, 280)
        ),
    ]


def _table_style(id: str, name: str, borders: dict[str, int], margins: Element) -> Element:
    lines = (w(k, val="single", sz=v, space=0, color="000000") for k, v in borders.items())
    return w(
        "style",
        w("name", val=name),
        w("basedOn", val="TableNormal"),
        w("uiPriority", val=1),
        w("qFormat"),
        w("tblPr", w("tblInd", w=0, type="dxa"), w("tblBorders", *lines), margins),
        type="table",
        customStyle=1,
        styleId=id,
    )


def _margins(top: int, bottom: int, sideways: int) -> Element:
    sides = {"top": top, "left": sideways, "bottom": bottom, "right": sideways}
    return w("tblCellMar", *(w(side, w=width, type="dxa") for side, width in sides.items()))


def serialise(element: etree._Element) -> bytes:
    """Return a part's bytes."""
    return etree.tostring(element, encoding="UTF-8", xml_declaration=True, standalone=True)
