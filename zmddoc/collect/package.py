"""An Office Open XML file from a stranger: opened only as far as it is safe, and never further.

What is unpacked is bounded in size before it is unpacked; no entity is ever expanded and nothing is
fetched; macros, links to other files and the like are refused, because the original is kept and
somebody else will open it in an office program.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Literal

from lxml import etree

from zmddoc.collect.refusal import Refusal

MEGABYTE = 1024 * 1024
FILE_LIMIT = 30 * MEGABYTE
"""A form is some tens of kilobytes; pictures pasted as evidence may make it megabytes."""
PART_LIMIT = 16 * MEGABYTE
TOTAL_LIMIT = 48 * MEGABYTE
"""Of the XML that is read: one part, and all of them."""
MARKUP_LIMIT = 2_000_000
"""Tags and attributes in one part: what they cost in memory is many times what they measure."""
PACKED_LIMIT = 300 * MEGABYTE
PARTS_LIMIT = 3000
RATIO_LIMIT, RATIO_FROM = 250, 4 * MEGABYTE
"""A part that unpacks to more than ``RATIO_FROM`` and that many times its size is a bomb."""

Kind = Literal["xlsx", "docx"]

_MAIN: dict[str, Kind] = {
    "spreadsheetml.sheet.main+xml": "xlsx",
    "spreadsheetml.template.main+xml": "xlsx",
    "wordprocessingml.document.main+xml": "docx",
    "wordprocessingml.template.main+xml": "docx",
}
_MACROS = re.compile(r"vbaproject|vbadata|jsaproject|macrosheets?/|dialogsheets/", re.I)
_LINKS = re.compile(r"xl/(externallinks/|connections\.xml|querytables/)", re.I)
_ACTIVE = re.compile(r"activex|/oleobject[^/]*\.bin$|\.exe$|\.scr$|\.js$|\.vbs$", re.I)

_NOT_OFFICE = (
    (b"%PDF", "PDF 文件"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"Rar!", "压缩包"),
    (b"7z\xbc\xaf", "压缩包"),
    (b"<", "网页或 XML 文件"),
    (b"{\\rtf", "RTF 文件"),
)
_AGAIN = "请填报单位重新发一份"
_SAVE_AS = "用 WPS 或 Excel 打开，另存为 .xlsx（不是 .xlsm）再收"


class Package:
    """The parts of a file that has passed ``open_package``."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._read = 0
        self.kind: Kind = "xlsx"
        self.main = ""
        """The name of the main part: xl/workbook.xml."""

    def names(self) -> list[str]:
        """The parts' names, in the order of the archive."""
        return self._archive.namelist()

    def __contains__(self, name: str) -> bool:
        return name in self._archive.NameToInfo

    def part(self, name: str) -> bytes:
        """Unpack a part. Raises Refusal where it is missing, damaged or too large."""
        try:
            with self._archive.open(name) as stream:
                content = stream.read(PART_LIMIT + 1)
        except KeyError:
            raise Refusal("Z700", f"文件不完整，缺 {name}", _AGAIN) from None
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
            raise Refusal("Z700", "文件已损坏或没有传完", _AGAIN) from error
        except (NotImplementedError, RuntimeError) as error:
            raise Refusal("Z701", "文件有密码保护", "请填报单位取消密码后重发") from error
        self._read += len(content)
        if len(content) > PART_LIMIT or self._read > TOTAL_LIMIT:
            raise Refusal("Z702", "解压后大得不正常，可能是恶意文件", _AGAIN)
        return content

    def elements(
        self, name: str, *tags: str, markup: int = MARKUP_LIMIT
    ) -> Iterator[etree._Element]:
        """Yield the elements of a part that have one of the local names ``tags``, each when it is
        complete, and forget it afterwards. Raises Refusal for a part that is no plain XML, or has
        more than ``markup`` tags and attributes."""
        content = self.part(name)
        if content.count(b"<") + content.count(b"=") > markup:
            raise Refusal("Z702", "表格大得不正常", "删去表外带格式的空行、空列再报")
        try:
            _refuse_declarations(content)
            wanted = [f"{{*}}{tag}" for tag in tags]
            for _, element in _parsed(content, events=("end",), tag=wanted):
                yield element
                _forget(element)
        except etree.XMLSyntaxError as error:
            raise Refusal("Z700", f"文件已损坏：{name} 不是完整的 XML", _AGAIN) from error

    def look_through(self) -> None:
        """Refuse (Z702) a package any part of which has a DTD, or that is too large altogether. A
        damaged part is met when it is read: not all are needed."""
        for name in self.names():
            if name.lower().endswith((".xml", ".rels")):
                try:
                    _refuse_declarations(self.part(name))
                except etree.XMLSyntaxError:
                    continue
                except Refusal as refusal:
                    if refusal.code != "Z700":
                        raise
        self._read = 0

    def related(self, name: str) -> dict[str, tuple[str, str]]:
        """The parts that a part refers to: by relation id, its type's last word and its name."""
        found = {}
        for one in self.elements_if_there(_relations_of(name), "Relationship"):
            if one.get("TargetMode") == "External":
                continue
            target = posixpath.normpath(
                posixpath.join(posixpath.dirname(name), str(one.get("Target") or ""))
            )
            kind = str(one.get("Type") or "").rpartition("/")[2]
            found[str(one.get("Id"))] = kind, target.lstrip("/")
        return found

    def elements_if_there(self, name: str, *tags: str) -> Iterator[etree._Element]:
        """As ``elements``; nothing where there is no such part."""
        return self.elements(name, *tags) if name in self else iter(())


def _parsed(
    content: bytes, *, events: tuple[str, ...], tag: list[str] | None = None
) -> Iterator[tuple[str, etree._Element]]:
    """The events of a part, with nothing expanded and nothing fetched."""
    return iter(
        etree.iterparse(
            io.BytesIO(content),
            events=events,
            tag=tag,
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
    )


def _refuse_declarations(content: bytes) -> None:
    """Refuse a part with a document type declaration, whatever its encoding: it is known as soon
    as the root begins. Raises Refusal, XMLSyntaxError."""
    for _, root in _parsed(content, events=("start",)):
        if root.getroottree().docinfo.internalDTD is not None:
            raise Refusal("Z702", "文件里有 DTD 或外部实体，不安全", _SAVE_AS)
        return


def _forget(element: etree._Element) -> None:
    """Give back the memory of an element that has been seen, and of those before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def local(element: etree._Element) -> str:
    """An element's name without its namespace (there are two of each: transitional, strict)."""
    return str(element.tag).rpartition("}")[2]


def open_package(content: bytes) -> Package:
    """Return the package, looked through: nothing in it does anything or declares an entity. Raises
    Refusal (Z700 to Z702)."""
    if not content:
        raise Refusal("Z700", "文件是空的", _AGAIN)
    if len(content) > FILE_LIMIT:
        hint = "佐证材料的图片另行报送，不要贴在表里"
        raise Refusal("Z700", f"文件超过 {FILE_LIMIT // MEGABYTE} MB", hint)
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise Refusal("Z701", "文件有密码保护", "请填报单位取消密码后重发")
        raise Refusal("Z700", "是旧版 XLS、DOC 或 WPS 格式", _SAVE_AS)
    if not content.startswith(b"PK"):
        what = next((name for mark, name in _NOT_OFFICE if content.startswith(mark)), "别的文件")
        raise Refusal("Z700", f"不是填好的报送表，是{what}", "报送表是 .xlsx 或 .docx 文件")
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise Refusal("Z700", "文件已损坏或没有传完", _AGAIN) from error
    _measure(archive)
    package = Package(archive)
    _find_main(package)
    _refuse_active(package)
    package.look_through()
    return package


def _measure(archive: zipfile.ZipFile) -> None:
    """Refuse what would be too much to unpack, by what it says of itself; what it says is held to
    when a part is read."""
    parts = archive.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise Refusal("Z701", "文件有密码保护", "请填报单位取消密码后重发")
    bomb = (
        len(parts) > PARTS_LIMIT
        or sum(part.file_size for part in parts) > PACKED_LIMIT
        or any(
            part.file_size > RATIO_FROM
            and part.file_size > RATIO_LIMIT * max(part.compress_size, 1)
            for part in parts
        )
    )
    if bomb:
        raise Refusal("Z702", "解压后大得不正常，可能是恶意文件（压缩炸弹）", _AGAIN)
    if len({part.filename for part in parts}) < len(parts):
        raise Refusal("Z700", "文件里有两个同名的部件，已损坏或被改动", _AGAIN)


def _find_main(package: Package) -> None:
    """Say what the file is, by its content types and not by its name."""
    if "[Content_Types].xml" not in package:
        raise Refusal("Z700", "是压缩包，不是填好的报送表", "先解压，再收里面的文件")
    for one in package.elements("[Content_Types].xml", "Override", "Default"):
        kind = str(one.get("ContentType") or "")
        if "sheet.binary" in kind:
            raise Refusal("Z700", "是二进制工作簿（.xlsb）", _SAVE_AS)
        if "macroEnabled" in kind:
            raise Refusal("Z702", "文件带宏", _SAVE_AS)
        for suffix, found in _MAIN.items():
            if kind.endswith(suffix) and local(one) == "Override":
                package.kind, package.main = found, str(one.get("PartName") or "").lstrip("/")
    if not package.main or package.main not in package:
        raise Refusal("Z700", "不是工作簿，也不是 Word 文档", "报送表是 .xlsx 或 .docx 文件")


def _refuse_active(package: Package) -> None:
    """Refuse what does something when it is opened."""
    for name in package.names():
        if _MACROS.search(name):
            raise Refusal("Z702", "文件带宏", _SAVE_AS)
        if _LINKS.match(name):
            hint = "在“数据—编辑链接”里断开链接，把数复制成数值再报"
            raise Refusal("Z702", "文件链接到别的文件或数据源（外部链接、DDE）", hint)
        if _ACTIVE.search(name):
            raise Refusal(
                "Z702", "文件里嵌有控件、程序或别的对象", "删去嵌入的对象，佐证材料另行报送"
            )
        if not name.lower().endswith(".rels"):
            continue
        for one in package.elements(name, "Relationship"):
            kind = str(one.get("Type") or "").rpartition("/")[2]
            if one.get("TargetMode") == "External" and kind != "hyperlink":
                hint = "断开链接，或另存为新文件再报"
                raise Refusal("Z702", f"文件链接到外面（{kind}）", hint)


def _relations_of(name: str) -> str:
    folder, base = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{base}.rels")
