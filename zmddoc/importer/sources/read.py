"""What kind of file it is, by its content; the name only helps to say what is wrong with it."""

from __future__ import annotations

import re
from pathlib import PurePath

from zmddoc.importer.sources.encoding import decoded
from zmddoc.importer.sources.official import OFFICIAL
from zmddoc.importer.sources.pdf import read_pdf
from zmddoc.importer.sources.source import LIMIT, Gathering, Source, too_long
from zmddoc.importer.sources.webpage import read_page
from zmddoc.importer.sources.word import read_word
from zmddoc.importer.sources.wrapped import continuing
from zmddoc.package import FILE_LIMIT, MEGABYTE, NOT_OFFICE, open_package
from zmddoc.refusal import Refusal

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD = {
    ".doc": "旧版 Word 文档（.doc）",
    ".wps": "WPS 文字（.wps）",
    ".et": "WPS 表格（.et）",
    ".xls": "旧版 Excel 工作簿（.xls）",
    ".ppt": "旧版演示文稿（.ppt）",
}
_PAGE = re.compile(
    r"\s{0,200}(?:<\?xml[^>]{0,200}>\s{0,200})?<(?:!doctype\s+html|html|head|body)\b", re.I
)
_ELEMENT = re.compile(r"<(?:p|div|table|span|br|article|section|h[1-6])\b", re.I)


def read_source(name: str, content: bytes) -> Source:
    """Return the document of a file that is called ``name``. Raises Refusal (Z121 to Z125)."""
    if not content.strip(b"\0 \r\n\t"):
        raise OFFICIAL.damaged("文件是空的")
    if len(content) > FILE_LIMIT:
        raise OFFICIAL.unreadable(f"文件超过 {FILE_LIMIT // MEGABYTE} MB", OFFICIAL.slim)
    suffix = PurePath(name).suffix.lower()
    if content.startswith(_OLE):
        raise _old(suffix, content)
    if suffix == ".ofd" or (content.startswith(b"PK") and b"OFD.xml" in content):
        hint = "用 OFD 阅读软件打开，导出为 PDF 再导入"
        raise OFFICIAL.unreadable("是版式文件（.ofd）", hint)
    if content.startswith(b"PK"):
        return read_word(open_package(content, OFFICIAL))
    if b"%PDF-" in content[:1024]:
        return read_pdf(content)
    _refuse_others(content)
    text, encoding = decoded(content)
    if _PAGE.match(text) or (suffix in (".html", ".htm") and _ELEMENT.search(text)):
        return read_page(text, encoding)
    if suffix in (".mht", ".mhtml") or text.startswith(("MIME-Version:", "From: <Saved by")):
        hint = "用浏览器打开网页，另存为“网页，仅 HTML”再导入"
        raise OFFICIAL.unreadable("是打包的网页（.mht）", hint)
    if text.lstrip().startswith("<?xml"):
        raise OFFICIAL.unreadable(f"不是{OFFICIAL.what}，是 XML 文件", OFFICIAL.save_as)
    return _plain(text, encoding)


def _old(suffix: str, content: bytes) -> Refusal:
    """Why a compound file is not read."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        return OFFICIAL.locked()
    called = _OLD.get(suffix, "旧版 DOC、XLS 或 WPS 格式")
    return OFFICIAL.unreadable(f"是{called}", OFFICIAL.save_as)


def _refuse_others(content: bytes) -> None:
    """Refuse what is no document."""
    for mark, what in NOT_OFFICE:
        if content.startswith(mark) and mark != b"<":
            hint = "用 WPS 或 Word 打开，另存为 .docx 再导入"
            if what == "图片":
                hint = "图片里的字读不出；请来文单位发电子文档，或识别成文字、核对后存为 .docx"
            if what == "压缩包":
                hint = "先解压，再导入里面的文件"
            raise OFFICIAL.unreadable(f"不是{OFFICIAL.what}，是{what}", hint)


def _plain(text: str, encoding: str) -> Source:
    if len(text) > LIMIT:
        raise too_long()
    gathering = Gathering()
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    going_on = continuing(lines)
    if going_on:
        gathering.note(f"每行的宽度一样，是折行：{len(going_on)}行接到了上一行之后")
    paragraphs: list[list[tuple[str, str]]] = []
    for i, line in enumerate(lines):
        if i not in going_on:
            paragraphs.append([])
        paragraphs[-1].append((f"第{i + 1}行", line))
    for (place, first), *more in paragraphs:
        rest = [(further, line.strip()) for further, line in more]
        gathering.line(place, first.rstrip() if rest else first, *rest)
    return gathering.source("text", encoding)
