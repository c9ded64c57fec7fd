"""Pictures: SVG for the Word that draws it, PNG for every other reader."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from docx.oxml.parser import parse_xml
from lxml import etree

from zmddoc.gongwen.figures import size, svg_of
from zmddoc.render.docx.additions import Additions
from zmddoc.render.docx.errors import DocxError
from zmddoc.render.docx.wml import Element

EMU_PER_MM = 36000

_INLINE = """<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"
 xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:drawing>
<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{cx}" cy="{cy}"/>
<wp:docPr id="{id}" name="图{number}"/><a:graphic>
<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>
<pic:nvPicPr><pic:cNvPr id="{id}" name="图{number}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>
<a:blip r:embed="{png}"><a:extLst><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}">
<asvg:svgBlip r:embed="{svg}"/></a:ext></a:extLst></a:blip><a:stretch><a:fillRect/></a:stretch>
</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm>
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>
</wp:inline></w:drawing></w:r>"""

NUMBERED_FROM = 200
"""Ids of drawings: those of text boxes stay below."""


def picture_ids(number: int) -> tuple[str, str]:
    """Return the relationship ids of the ``number``th picture: of its PNG and of its SVG."""
    return f"rIdPng{number}", f"rIdSvg{number}"


def picture(image: etree._Element, number: int) -> Element:
    """Return the run that shows the document's ``number``th picture, an ``img``.

    Raises DocxError if it is no SVG or does not say its size."""
    try:
        width, height = size(svg_of(image))
    except (ValueError, etree.XMLSyntaxError) as error:
        raise DocxError(str(error), image) from error
    png, svg = picture_ids(number)
    made = parse_xml(
        _INLINE.format(
            cx=round(width * EMU_PER_MM),
            cy=round(height * EMU_PER_MM),
            id=NUMBERED_FROM + number,
            number=number,
            png=png,
            svg=svg,
        ).replace("\n", "")
    )
    description = next(made.iter("{*}docPr"))
    description.set("descr", image.get("alt", ""))
    return made


def add_pictures(
    images: Sequence[etree._Element], draw: Callable[[str], bytes] | None, additions: Additions
) -> None:
    """Add the files of the document's pictures. Raises DocxError where there is nothing to draw a PNG
    with."""
    for number, image in enumerate(images, 1):
        if draw is None:
            raise DocxError("没有可以画图的字体", image)
        svg, (png_id, svg_id) = svg_of(image), picture_ids(number)
        name = f"media/image{number}"
        additions.add(png_id, "image", f"{name}.png", draw(svg), "image/png")
        additions.add(svg_id, "image", f"{name}.svg", svg.encode(), "image/svg+xml")
