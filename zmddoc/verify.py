"""What a document is, and whether the plan still says so.

A file comes from a clerk's disk or mailbox and may be anything: it is judged by its content, not by
its name; only its properties are read; what cannot be read is a verdict, not an exception.
"""

from __future__ import annotations

import hashlib
import io
import logging
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from lxml import etree

from zmddoc.compose import ComposeError
from zmddoc.kinds import KINDS
from zmddoc.model import Issue, Plan, Register
from zmddoc.numbering import standing
from zmddoc.present import Present
from zmddoc.stamp import Stamp, read_stamp
from zmddoc.text import day

Status = Literal[
    "current",
    "changed",
    "gone",
    "unknown",
    "other-plan",
    "issued",
    "void",
    "altered",
    "unregistered",
    "no-stamp",
    "unreadable",
]

FILE_LIMIT = 200 * 1024 * 1024
PART_LIMIT = 1024 * 1024
"""Bytes: the largest file that is opened, the largest part of it that is unpacked."""

_CORE = "docProps/core.xml"
_KEYWORDS = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}keywords"
_MODIFIED = "{http://purl.org/dc/terms/}modified"

# pypdf speaks of damaged files through logging, which would otherwise end on the terminal.
logging.getLogger("pypdf").addHandler(logging.NullHandler())


@dataclass(frozen=True)
class Verdict:
    """What is known of one file, and in words for the clerk."""

    status: Status
    message: str
    stamp: Stamp | None = None
    """What it was built from; None where it does not say."""

    @property
    def current(self) -> bool:
        """Whether it holds: a draft that would be made like that now, or a document as it was issued
        and not made void."""
        return self.status in ("current", "issued")


class _Unreadable(Exception):
    """The file cannot be read; the message says why, in Chinese."""


def verify(file: Path, present: Present) -> Verdict:
    """Return what ``file`` is, and whether the project would make it like that now; of an issued
    document whether it is, byte for byte, what the register records.

    Of a draft only what it was made to say is compared: words changed by hand are not seen.
    """
    project = present.project
    assert project.plan
    try:
        content = _content(file)
        entry = _entry(project.register, content)
        if entry:
            return _issued(entry, project.plan)
        found = read_stamp(_keywords(content))
    except _Unreadable as error:
        return Verdict("unreadable", f"无法读取：{error}。")
    if found and found.issued:
        return _not_as_issued(found, project.register)
    if found is None:
        return Verdict(
            "no-stamp", "没有校验信息：不是本系统生成的文件，或者校验信息在另存时丢失了。"
        )
    if found.number != project.plan.number:
        words = f"现行方案是{project.plan.number}，不是同一个方案。"
        return Verdict("other-plan", f"{_origin(found)}；{words}", found)
    status, words = _compared(found, present)
    issue = standing(project.register, found.kind, found.unit, None, None)
    formal = f"这一份是草稿，正式件是{issue.number}（{day(issue.dated)}印发）。" if issue else ""
    return Verdict(status, f"{_origin(found)}；{words}{formal}", found)


def _compared(found: Stamp, present: Present) -> tuple[Status, str]:
    """Whether a draft says what it would say now, and that in words."""
    try:
        if found.kind in KINDS:
            now = present.parts(found.kind, found.unit, found.period)
        else:  # about a whole edition of the plan
            assert present.project.plan
            now = frozenset({present.project.plan.content_hash()})
    except ComposeError as error:
        return "unknown", f"现行模板有误，无法比对：{error}。"
    if found.part in now:
        return "current", "与现行方案和单位名录一致。"
    if not now:
        return "gone", "按现行方案已没有这份文件，请不要再用。"
    code = next(iter(sorted(now)))[: len(found.short)]
    return "changed", f"按现行方案，这份文件的内容已有改动（现行校验码{code}），请重新生成。"


def read_stamp_of(file: Path) -> Stamp | None:
    """Return the stamp in the properties of a .docx, .xlsx or .pdf; None where there is none or
    the file cannot be read."""
    try:
        return read_stamp(_keywords(_content(file)))
    except _Unreadable:
        return None


def edited(file: Path) -> bool:
    """Whether somebody has saved a .docx or .xlsx since it was made: what is built carries no
    moment of change, what an office program saves does. A file that cannot be read may be
    somebody's work too."""
    try:
        content = file.read_bytes()
        properties = _core(content) if content else None
    except (OSError, _Unreadable):
        return True
    return properties is not None and properties.find(_MODIFIED) is not None


def _origin(found: Stamp) -> str:
    kind = KINDS.get(found.kind, found.kind)
    named = " ".join(filter(None, (found.unit, found.period)))
    whose = f"（{named}）" if named else ""
    source = f"依据{found.number}，" if found.number else ""
    return f"{kind}{whose}，{source}内容校验码{found.short}"


def _entry(register: Register, content: bytes) -> Issue | None:
    """The document that was issued with exactly these bytes."""
    digest = hashlib.sha256(content).hexdigest()
    for issue in register.issues:
        if any(file.sha256 == digest for file in issue.files):
            return issue
    return None


def _issued(issue: Issue, plan: Plan) -> Verdict:
    words = f"{issue.number}，{day(issue.dated)}印发，“{issue.title}”；与登记的一字节不差"
    if issue.void:
        gone = f"但这个号已于{day(issue.void.dated)}作废：{issue.void.reason}"
        return Verdict("void", f"{words}，{gone}。")
    later = "" if issue.plan == plan.content_hash() else "；印发之后方案内容有过改动"
    return Verdict("issued", f"{words}{later}。")


def _not_as_issued(found: Stamp, register: Register) -> Verdict:
    """Of a file that says it was issued and has not the bytes on record."""
    if all(issue.number != found.issued for issue in register.issues):
        words = f"文件上的文号是{found.issued}，登记簿里没有这个号。"
        return Verdict("unregistered", words, found)
    words = f"文件上的文号是{found.issued}，内容却与登记的不同：印发之后被改动或另存过。"
    return Verdict("altered", f"{words}以 plan/issued/ 里的为准。", found)


def _content(file: Path) -> bytes:
    """The bytes of a file. Raises _Unreadable."""
    try:
        if file.stat().st_size > FILE_LIMIT:
            raise _Unreadable("文件过大")
        content = file.read_bytes()
    except OSError as error:
        reason = "没有这个文件" if isinstance(error, FileNotFoundError) else "文件打不开"
        raise _Unreadable(reason) from error
    if not content:
        raise _Unreadable("文件是空的")
    return content


def _keywords(content: bytes) -> str:
    """The keywords of a document, '' where it has none. Raises _Unreadable."""
    for signature, read in _READERS.items():
        if content.startswith(signature):
            return read(content)
    if b"%PDF-" in content[:1024]:
        return _of_pdf(content)
    raise _Unreadable("不是 DOCX、XLSX 或 PDF 文件")


def _of_office(content: bytes) -> str:
    """The keywords of an Office Open XML file."""
    properties = _core(content)
    return "" if properties is None else properties.findtext(_KEYWORDS) or ""


def _core(content: bytes) -> etree._Element | None:
    """The core properties of an Office Open XML file; None where it has none. Raises
    _Unreadable."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if _CORE not in archive.namelist():
                return None
            part = archive.getinfo(_CORE)
            if part.flag_bits & 1:
                raise _Unreadable("文件有密码保护")
            with archive.open(part) as stream:
                properties = stream.read(PART_LIMIT + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
        raise _Unreadable("文件已损坏或不完整") from error
    except (NotImplementedError, RuntimeError) as error:
        raise _Unreadable("压缩方式无法识别") from error
    if len(properties) > PART_LIMIT:
        raise _Unreadable("文件属性异常过大")
    try:
        return etree.fromstring(properties, etree.XMLParser(resolve_entities=False))
    except etree.XMLSyntaxError as error:
        raise _Unreadable("文件属性已损坏") from error


def _of_old_office(content: bytes) -> str:
    """Never: a compound file is an encrypted document or one of the old formats."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise _Unreadable("文件有密码保护，请先取消密码")
    raise _Unreadable("是旧版 DOC、XLS 或 WPS 格式，请另存为 DOCX、XLSX 后再核对")


def _of_pdf(content: bytes) -> str:
    """The keywords in the document information, or else the XMP metadata, of a PDF."""
    from pypdf import PdfReader

    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise _Unreadable("文件有密码保护")
        information = reader.metadata
        keywords = str((information and information.get("/Keywords")) or "")
        return keywords if read_stamp(keywords) else _xmp(reader.root_object)
    except _Unreadable:
        raise
    except Exception as error:  # pypdf lets many kinds escape on damaged files
        raise _Unreadable("文件已损坏或不完整") from error


def _xmp(root: object) -> str:
    """The XMP packet as it stands, unparsed; '' where there is none."""
    from pypdf.generic import DictionaryObject, StreamObject

    packet = root.get("/Metadata") if isinstance(root, DictionaryObject) else None
    packet = packet.get_object() if packet is not None else None
    if not isinstance(packet, StreamObject):
        return ""
    return packet.get_data()[:PART_LIMIT].decode("utf-8", "replace")


_READERS: dict[bytes, Callable[[bytes], str]] = {
    b"PK": _of_office,
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": _of_old_office,
    b"%PDF-": _of_pdf,
}
