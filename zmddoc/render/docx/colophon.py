"""版记: at the foot of the 版心 of the last page of its section (GB/T 9704-2012, 7.4).

Word knows no "foot of the last page". The 版记 is a table in a text box that is anchored to a last
paragraph and stands on the bottom margin of that paragraph's page. The paragraph is as high as the
box: where the text leaves too little room it goes to the next page and takes the box along, so
that the two never overlap.
"""

from __future__ import annotations

from copy import deepcopy

from docx.oxml.parser import parse_xml
from lxml import etree

from zmddoc.gongwen.tree import name, words
from zmddoc.render.docx import styles as named
from zmddoc.render.docx.errors import DocxError
from zmddoc.render.docx.styles import Styles
from zmddoc.render.docx.text import run, runs
from zmddoc.render.docx.widths import line_count
from zmddoc.render.docx.wml import Element, paragraph, w

SIZE, LINE, ROW, RULES = 280, 400, 80, 80
"""Twips: 4号, the exact line of 抄送 and 印发 in the base, what their rows keep free above
and below it, and the three lines together."""
EMU = 635
"""English Metric Units in a twip."""

_BOX = """<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
 xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
 xmlns:w10="urn:schemas-microsoft-com:office:word">
<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>
<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="{number}"
 behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>
<wp:positionH relativeFrom="margin"><wp:align>left</wp:align></wp:positionH>
<wp:positionV relativeFrom="margin"><wp:align>bottom</wp:align></wp:positionV>
<wp:extent cx="{cx}" cy="{cy}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>
<wp:docPr id="{number}" name="版记{number}"/><wp:cNvGraphicFramePr/>
<a:graphic><a:graphicData
 uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>
<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm>
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>
<wps:txbx><w:txbxContent/></wps:txbx>
<wps:bodyPr rot="0" vert="horz" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="b"
 anchorCtr="0"><a:noAutofit/></wps:bodyPr></wps:wsp></a:graphicData></a:graphic></wp:anchor>
</w:drawing></mc:Choice><mc:Fallback><w:pict><v:rect id="版记{number}" filled="f" stroked="f"
 style="position:absolute;width:{width}pt;height:{height}pt;z-index:{number};mso-position-horizontal:left;mso-position-horizontal-relative:margin;mso-position-vertical:bottom;mso-position-vertical-relative:margin;v-text-anchor:bottom">
<v:textbox inset="0,0,0,0"><w:txbxContent/></v:textbox></v:rect></w:pict></mc:Fallback>
</mc:AlternateContent></w:r>"""


def colophon(block: etree._Element, styles: Styles, width: int, number: int) -> Element:
    """Return the paragraph that holds a 版记 ``width`` twips wide, the document's ``number``th."""
    rows = [_row(p, styles, width) for p in block]
    height = sum(_lines(p, width) * LINE + ROW for p in block) + RULES
    content = [
        w(
            "tbl",
            w(
                "tblPr",
                w("tblStyle", val=styles.id(named.COLOPHON_TABLE)),
                w("tblW", w=width, type="dxa"),
                w("tblLayout", type="fixed"),
                w("tblLook", val="0000"),
            ),
            w("tblGrid", w("gridCol", w=width)),
            *rows,
        ),
        paragraph(styles.id(named.BREAK)),  # a cell or a box must end with a paragraph
    ]
    box = parse_xml(
        _BOX.format(
            number=number,
            cx=width * EMU,
            cy=height * EMU,
            width=width / 20,
            height=height / 20,
        ).replace("\n", "")
    )
    for holder in box.iter("{*}txbxContent"):
        holder.extend(deepcopy(content))
    anchor = styles.variant(named.COLOPHON_ANCHOR, f"高{height}缇", line=height)
    return paragraph(anchor, box)


def _row(p: etree._Element, styles: Styles, width: int) -> Element:
    match name(p):
        case "p.copies":
            line = paragraph(styles.id(named.COPIES), *runs(p))
        case "p.printing":
            line = paragraph(styles.id(named.PRINTING))
            for i, span in enumerate(p):
                if i:
                    line.append(w("r", w("tab")))
                line.append(run(words(span), span))
        case other:
            raise DocxError(f"版记里不能排 {other}", p)
    return w(
        "tr", w("trPr", w("cantSplit")), w("tc", w("tcPr", w("tcW", w=width, type="dxa")), line)
    )


def _lines(p: etree._Element, width: int) -> int:
    # One character is kept free at either side; 抄送 goes on after its colon, three characters in.
    room = width / SIZE - 2
    return line_count(words(p), room - 3) if name(p) == "p.copies" else 1
