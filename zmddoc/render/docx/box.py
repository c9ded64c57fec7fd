"""Text boxes: what stands at a place of the page and not in the flow of its text.

DrawingML for Word and WPS, with a VML copy for readers without it. Frames and floating tables do not
reach such places in LibreOffice (TYPESETTING.md, "Word"; docs/decisions/021-word-styles.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass

from docx.oxml.parser import parse_xml

from zmddoc.render.docx.wml import Element

EMU = 635
"""English Metric Units in a twip."""


@dataclass(frozen=True)
class Position:
    """Where a box stands. ``left`` and ``top`` are twips from the edges of the paper; without them
    it stands at the foot of the 版心, flush left, and its content at its own foot."""

    left: int | None = None
    top: int | None = None


FOOT = Position()

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
<wp:positionH relativeFrom="{h_from}">{h_place}</wp:positionH>
<wp:positionV relativeFrom="{v_from}">{v_place}</wp:positionV>
<wp:extent cx="{cx}" cy="{cy}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>
<wp:docPr id="{number}" name="{name}"/><wp:cNvGraphicFramePr/>
<a:graphic><a:graphicData
 uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>
<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm>
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>
<wps:txbx><w:txbxContent/></wps:txbx>
<wps:bodyPr rot="0" vert="horz" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}"
 anchorCtr="0"><a:noAutofit/></wps:bodyPr></wps:wsp></a:graphicData></a:graphic></wp:anchor>
</w:drawing></mc:Choice><mc:Fallback><w:pict><v:rect id="{name}" filled="f" stroked="f"
 style="position:absolute;width:{width}pt;height:{height}pt;z-index:{number};{vml};v-text-anchor:{vml_anchor}">
<v:textbox inset="0,0,0,0"><w:txbxContent/></v:textbox></v:rect></w:pict></mc:Fallback>
</mc:AlternateContent></w:r>"""


def text_box(
    content: Sequence[Element], name: str, number: int, width: int, height: int, position: Position
) -> Element:
    """Return the run that holds a text box of ``width`` by ``height`` twips with the paragraphs and
    tables of ``content``; ``number`` is its own among the document's boxes."""
    made = parse_xml(
        _BOX.format(
            name=name,
            number=number,
            cx=width * EMU,
            cy=height * EMU,
            width=width / 20,
            height=height / 20,
            **_placed(position),
        ).replace("\n", "")
    )
    for holder in made.iter("{*}txbxContent"):
        holder.extend(deepcopy(list(content)))
    return made


def _placed(position: Position) -> dict[str, str]:
    if position.left is None or position.top is None:
        return {
            "h_from": "margin",
            "h_place": "<wp:align>left</wp:align>",
            "v_from": "margin",
            "v_place": "<wp:align>bottom</wp:align>",
            "anchor": "b",
            "vml": "mso-position-horizontal:left;mso-position-horizontal-relative:margin;"
            "mso-position-vertical:bottom;mso-position-vertical-relative:margin",
            "vml_anchor": "bottom",
        }
    left, top = position.left, position.top
    return {
        "h_from": "page",
        "h_place": f"<wp:posOffset>{left * EMU}</wp:posOffset>",
        "v_from": "page",
        "v_place": f"<wp:posOffset>{top * EMU}</wp:posOffset>",
        "anchor": "t",
        "vml": f"margin-left:{left / 20}pt;margin-top:{top / 20}pt;"
        "mso-position-horizontal-relative:page;mso-position-vertical-relative:page",
        "vml_anchor": "top",
    }
