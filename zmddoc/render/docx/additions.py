"""Parts that a document has and its base has not, and the places of the package that name them."""

from __future__ import annotations

from lxml import etree

from zmddoc.render.docx.base import Base

_TYPES = "[Content_Types].xml"
_RELATIONS = "word/_rels/document.xml.rels"
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


class Additions:
    """The added parts of one document."""

    def __init__(self, base: Base) -> None:
        members = dict(base.members)
        self._types = etree.fromstring(members[_TYPES])
        self._relations = etree.fromstring(members[_RELATIONS])
        self._parts: dict[str, bytes] = {}

    def add(self, id: str, kind: str, name: str, content: bytes, content_type: str) -> None:
        """Add the part ``word/name``, which the document refers to as ``id``; ``kind`` is that of the
        relationship (image, header)."""
        self._parts[f"word/{name}"] = content
        etree.SubElement(
            self._types,
            etree.QName(self._types, "Override"),
            PartName=f"/word/{name}",
            ContentType=content_type,
        )
        etree.SubElement(
            self._relations,
            etree.QName(self._relations, "Relationship"),
            Id=id,
            Type=f"{_KINDS}/{kind}",
            Target=name,
        )

    def members(self) -> dict[str, bytes]:
        """Return the added members, and those of the base that had to change for them; none where
        nothing was added."""
        if not self._parts:
            return {}
        changed = {_TYPES: self._types, _RELATIONS: self._relations}
        return self._parts | {
            name: etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
            for name, root in changed.items()
        }
