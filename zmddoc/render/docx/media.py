"""The files of pictures, and the parts of the package that must name them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from lxml import etree

from zmddoc.gongwen.figures import svg_of
from zmddoc.render.docx.base import Base
from zmddoc.render.docx.errors import DocxError
from zmddoc.render.docx.figure import picture_ids

_TYPES = "[Content_Types].xml"
_RELATIONS = "word/_rels/document.xml.rels"
_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"


def with_pictures(
    base: Base, images: Sequence[etree._Element], draw: Callable[[str], bytes] | None
) -> dict[str, bytes]:
    """Return the members that a document with ``images`` has besides, or instead of, the base's.

    Raises DocxError where there is nothing to draw a PNG with."""
    if draw is None:
        raise DocxError("没有可以画图的字体", images[0])
    members = dict(base.members)
    types, relations = etree.fromstring(members[_TYPES]), etree.fromstring(members[_RELATIONS])
    made: dict[str, bytes] = {}
    for extension, kind in (("png", "image/png"), ("svg", "image/svg+xml")):
        default = etree.Element(
            etree.QName(types, "Default"), Extension=extension, ContentType=kind
        )
        types.insert(0, default)
    for number, image in enumerate(images, 1):
        svg = svg_of(image)
        contents = (draw(svg), svg.encode())
        for id, suffix, content in zip(picture_ids(number), ("png", "svg"), contents, strict=True):
            name = f"media/image{number}.{suffix}"
            made[f"word/{name}"] = content
            etree.SubElement(
                relations, etree.QName(relations, "Relationship"), Id=id, Type=_IMAGE, Target=name
            )
    for name, root in ((_TYPES, types), (_RELATIONS, relations)):
        made[name] = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    return made
