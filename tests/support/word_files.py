"""Word documents put together part by part."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMES = (
    f'xmlns:w="{_W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def word(body: str, parts: Mapping[str, str] | None = None, **more: str) -> bytes:
    """A document with that body; ``parts`` are the insides of numbering, styles, footnotes, header …;
    ``more`` are files as they stand, ``_`` for ``/`` left to the caller."""
    parts = parts or {}
    roots = {"header": "hdr", "footer": "ftr"}
    files = {
        "[Content_Types].xml": "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>"
        "<Default Extension='xml' ContentType='application/xml'/>"
        "<Default Extension='rels' ContentType='application/vnd.openxmlformats-package.relationships+xml'/>"
        f"<Override PartName='/word/document.xml' ContentType='{_KIND}.document.main+xml'/></Types>",
        "word/document.xml": f"<w:document {_NAMES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": f"<Relationships xmlns='{_RELATIONS}'>"
        + "".join(
            f"<Relationship Id='r{name}' Type='{_RELATION}/{name}' Target='{name}.xml'/>"
            for name in parts
        )
        + "</Relationships>",
    }
    for name, inside in parts.items():
        root = roots.get(name, name)
        files[f"word/{name}.xml"] = f"<w:{root} {_NAMES}>{inside}</w:{root}>"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**files, **more}.items():
            archive.writestr(name, content)
    return stream.getvalue()


def p(*runs: str, properties: str = "") -> str:
    """A paragraph of runs; a run that is no markup is set as words."""
    inside = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def r(words: str, look: str = "") -> str:
    """A run of words."""
    return f"<w:r><w:rPr>{look}</w:rPr><w:t xml:space='preserve'>{words}</w:t></w:r>"


def field(code: str, shown: str = "") -> str:
    """A field as Word writes it, in runs of its own."""
    result = f"<w:r><w:fldChar w:fldCharType='separate'/></w:r>{r(shown)}" if shown else ""
    return (
        "<w:r><w:fldChar w:fldCharType='begin'/></w:r>"
        f"<w:r><w:instrText xml:space='preserve'>{code}</w:instrText></w:r>{result}"
        "<w:r><w:fldChar w:fldCharType='end'/></w:r>"
    )


def listed(level: int = 0, number: int = 1) -> str:
    """The properties of a paragraph in a list."""
    return f"<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{number}'/></w:numPr>"


def numbering(*levels: tuple[str, str], extra: str = "", number: str = "") -> str:
    """A list with those formats and texts; ``extra`` stands in its first level."""
    inside = "".join(
        f"<w:lvl w:ilvl='{i}'><w:start w:val='1'/><w:numFmt w:val='{style}'/>"
        f"{extra if not i else ''}<w:lvlText w:val='{text}'/></w:lvl>"
        for i, (style, text) in enumerate(levels)
    )
    return (
        f"<w:abstractNum w:abstractNumId='7'>{inside}</w:abstractNum>"
        f"<w:num w:numId='1'><w:abstractNumId w:val='7'/></w:num>{number}"
    )
