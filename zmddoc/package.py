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

from zmddoc.refusal import Refusal, Wanted

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
_CALLED = {"xlsx": "Excel 工作簿", "docx": "Word 文档"}
_MACROS = re.compile(r"vbaproject|vbadata|jsaproject|macrosheets?/|dialogsheets/", re.I)
_LINKS = re.compile(r"xl/(externallinks/|connections\.xml|querytables/)", re.I)
_ACTIVE = re.compile(r"activex|/oleobject[^/]*\.bin$|\.exe$|\.scr$|\.js$|\.vbs$", re.I)

NOT_OFFICE = (
    (b"%PDF", "PDF 文件"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"Rar!", "压缩包"),
    (b"7z\xbc\xaf", "压缩包"),
    (b"<", "网页或 XML 文件"),
    (b"{\\rtf", "RTF 文件"),
)
_AT_HOME = re.compile(r"file:/{0,3}[a-z]:[\\/]", re.I)
"""A template on the writer's own disk: Word notes where it was, and nobody else has it."""
_FETCHING = re.compile(r"\b(?:DDE|DDEAUTO|LINK|INCLUDE\w*|IMPORT|DATABASE|MACROBUTTON)\b", re.I)


class Package:
    """The parts of a file that has passed ``open_package``."""

    def __init__(self, archive: zipfile.ZipFile, wanted: Wanted) -> None:
        self._archive = archive
        self.wanted = wanted
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
            raise self.wanted.damaged(f"文件不完整，缺 {name}") from None
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
            raise self.wanted.damaged() from error
        except (NotImplementedError, RuntimeError) as error:
            raise self.wanted.locked() from error
        self._read += len(content)
        if len(content) > PART_LIMIT or self._read > TOTAL_LIMIT:
            raise self.wanted.unsafe("解压后大得不正常，可能是恶意文件", self.wanted.again)
        return content

    def elements(
        self, name: str, *tags: str, markup: int = MARKUP_LIMIT
    ) -> Iterator[etree._Element]:
        """Yield the elements of a part that have one of the local names ``tags``, each when it is
        complete, and forget it afterwards. Raises Refusal for a part that is no plain XML, or has
        more than ``markup`` tags and attributes."""
        content = self.part(name)
        if content.count(b"<") + content.count(b"=") > markup:
            raise self.wanted.unsafe("内容大得不正常", self.wanted.tidy)
        try:
            self._refuse_declarations(content)
            wanted = [f"{{*}}{tag}" for tag in tags]
            for _, element in _parsed(content, events=("end",), tag=wanted):
                yield element
                _forget(element)
        except etree.XMLSyntaxError as error:
            raise self.wanted.damaged(f"文件已损坏：{name} 不是完整的 XML") from error

    def look_through(self) -> None:
        """Refuse as unsafe a package any part of which has a DTD, or that is too large altogether. A
        damaged part is met when it is read: not all are needed."""
        for name in self.names():
            if name.lower().endswith((".xml", ".rels")):
                try:
                    self._refuse_declarations(self.part(name))
                except etree.XMLSyntaxError:
                    continue
                except Refusal as refusal:
                    if refusal.code != self.wanted.codes[0]:
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

    def refuse_fields(self, codes: str) -> None:
        """Refuse the codes of fields that fetch or start something when a document is opened."""
        if _FETCHING.search(codes):
            hint = f"删去域（Ctrl+Shift+F9 变为普通文字）再{self.wanted.verb}"
            raise self.wanted.unsafe("文档里有会取用别的文件或程序的域（DDE、链接）", hint)

    def _refuse_declarations(self, content: bytes) -> None:
        """Refuse a part with a document type declaration, whatever its encoding: it is known as
        soon as the root begins. Raises Refusal, XMLSyntaxError."""
        for _, root in _parsed(content, events=("start",)):
            if root.getroottree().docinfo.internalDTD is not None:
                raise self.wanted.unsafe("文件里有 DTD 或外部实体，不安全", self.wanted.save_as)
            return


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


def _forget(element: etree._Element) -> None:
    """Give back the memory of an element that has been seen, and of those before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def local(element: etree._Element) -> str:
    """An element's name without its namespace (there are two of each: transitional, strict)."""
    return str(element.tag).rpartition("}")[2]


def open_package(content: bytes, wanted: Wanted) -> Package:
    """Return the package, looked through: nothing in it does anything or declares an entity. Raises
    Refusal with the codes of ``wanted``."""
    if not content:
        raise wanted.damaged("文件是空的")
    if len(content) > FILE_LIMIT:
        raise wanted.unreadable(f"文件超过 {FILE_LIMIT // MEGABYTE} MB", wanted.slim)
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise wanted.locked()
        raise wanted.unreadable("是旧版 XLS、DOC 或 WPS 格式", wanted.save_as)
    if not content.startswith(b"PK"):
        what = next((name for mark, name in NOT_OFFICE if content.startswith(mark)), "别的文件")
        raise wanted.unreadable(f"不是{wanted.what}，是{what}", wanted.files)
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise wanted.damaged() from error
    _measure(archive, wanted)
    package = Package(archive, wanted)
    _find_main(package)
    _refuse_active(package)
    package.look_through()
    return package


def _measure(archive: zipfile.ZipFile, wanted: Wanted) -> None:
    """Refuse what would be too much to unpack, by what it says of itself; what it says is held to
    when a part is read."""
    parts = archive.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise wanted.locked()
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
        raise wanted.unsafe("解压后大得不正常，可能是恶意文件（压缩炸弹）", wanted.again)
    if len({part.filename for part in parts}) < len(parts):
        raise wanted.damaged("文件里有两个同名的部件，已损坏或被改动")


def _find_main(package: Package) -> None:
    """Say what the file is, by its content types and not by its name."""
    wanted = package.wanted
    if "[Content_Types].xml" not in package:
        raise wanted.unreadable(
            f"是压缩包，不是{wanted.what}", f"先解压，再{wanted.verb}里面的文件"
        )
    for one in package.elements("[Content_Types].xml", "Override", "Default"):
        kind = str(one.get("ContentType") or "")
        if "sheet.binary" in kind:
            raise wanted.unreadable("是二进制工作簿（.xlsb）", wanted.save_as)
        if "macroEnabled" in kind:
            raise wanted.unsafe("文件带宏", wanted.save_as)
        for suffix, found in _MAIN.items():
            if kind.endswith(suffix) and local(one) == "Override":
                package.kind, package.main = found, str(one.get("PartName") or "").lstrip("/")
    if not package.main or package.main not in package:
        raise wanted.unreadable("不是工作簿，也不是 Word 文档", wanted.files)
    if package.kind not in wanted.kinds:
        raise wanted.unreadable(f"不是{wanted.what}，是{_CALLED[package.kind]}", wanted.files)


def _refuse_active(package: Package) -> None:
    """Refuse what does something when it is opened."""
    wanted = package.wanted
    for name in package.names():
        if _MACROS.search(name):
            raise wanted.unsafe("文件带宏", wanted.save_as)
        if _LINKS.match(name):
            hint = f"在“数据—编辑链接”里断开链接，把数复制成数值再{wanted.verb}"
            raise wanted.unsafe("文件链接到别的文件或数据源（外部链接、DDE）", hint)
        if _ACTIVE.search(name):
            raise wanted.unsafe("文件里嵌有控件、程序或别的对象", wanted.detach)
        if not name.lower().endswith(".rels"):
            continue
        for one in package.elements(name, "Relationship"):
            kind = str(one.get("Type") or "").rpartition("/")[2]
            if one.get("TargetMode") != "External" or kind == "hyperlink":
                continue
            if kind != "attachedTemplate" or not _AT_HOME.match(str(one.get("Target"))):
                hint = f"断开链接，或另存为新文件再{wanted.verb}"
                raise wanted.unsafe(f"文件链接到外面（{kind}）", hint)


def _relations_of(name: str) -> str:
    folder, base = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{base}.rels")
