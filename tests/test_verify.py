"""What a file was built from: told of good files, old files and files that are broken."""

import io
import shutil
import struct
import zipfile
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest
from docx import Document

from zmddoc.compose.ledger import ledger
from zmddoc.model import Plan
from zmddoc.present import Present
from zmddoc.project import Project
from zmddoc.read import read_project
from zmddoc.render.xlsx import render_ledger
from zmddoc.stamp import Stamp, read_stamp
from zmddoc.verify import PART_LIMIT, Verdict, read_stamp_of, verify

CORE = "docProps/core.xml"
PROPERTIES = (
    '<?xml version="1.0" encoding="UTF-8"?>{doctype}<cp:coreProperties xmlns:cp='
    '"http://schemas.openxmlformats.org/package/2006/metadata/core-properties">'
    "<cp:keywords>{keywords}</cp:keywords></cp:coreProperties>"
)
XMP = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description '
    'xmlns:pdf="http://ns.adobe.com/pdf/1.3/" pdf:Keywords="{}"/></rdf:RDF></x:xmpmeta>'
)


@pytest.fixture(scope="module")
def plan(real: Project) -> Plan:
    assert real.plan
    return real.plan


def docx(file: Path, keywords: str) -> Path:
    document = Document()
    document.core_properties.keywords = keywords
    document.save(str(file))
    return file


def pdf(file: Path, keywords: str, *, xmp: str = "", password: str | None = None) -> Path:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    if keywords:
        writer.add_metadata({"/Keywords": keywords})
    if xmp:
        writer.xmp_metadata = XMP.format(xmp).encode()
    if password is not None:
        writer.encrypt(user_password=password, owner_password="owner", algorithm="AES-256")
    writer.write(file)
    return file


def package(file: Path, core: bytes, *, compress: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(file, "w", compress) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(CORE, core)
    return file


def properties(keywords: str, doctype: str = "") -> bytes:
    return PROPERTIES.format(keywords=keywords, doctype=doctype).encode()


@pytest.fixture(scope="module")
def present(real: Project) -> Present:
    return Present(real)


@pytest.fixture(scope="module")
def mark(plan: Plan, present: Present) -> Stamp:
    (part,) = present.parts("sheet", "市工信局", "")
    return Stamp("sheet", "市工信局", plan.number, part)


def test_a_ledger_is_current(real: Project, present: Present, tmp_path: Path) -> None:
    assert real.plan and real.registry and real.rules
    file = tmp_path / "总台账.xlsx"
    content = ledger(real.plan, real.registry, real.rules)
    file.write_bytes(render_ledger(content))
    verdict = verify(file, present)
    assert (verdict.status, verdict.current) == ("current", True)
    assert verdict.stamp == read_stamp(content.head.stamp)
    assert verdict.stamp
    assert verdict.message == (
        f"台账，依据驻政办〔2021〕10号，内容校验码{verdict.stamp.short}；与现行方案和单位名录一致。"
    )


def test_every_format_is_read(present: Present, mark: Stamp, tmp_path: Path) -> None:
    files = [
        docx(tmp_path / "a.docx", str(mark)),
        pdf(tmp_path / "b.pdf", str(mark)),
        pdf(tmp_path / "c.pdf", "", xmp=str(mark)),
        pdf(tmp_path / "d.pdf", "钉钉另存", xmp=str(mark)),
        pdf(tmp_path / "e.pdf", str(mark), password=""),
        docx(tmp_path / "改了名.pdf", str(mark)),
    ]
    for file in files:
        assert read_stamp_of(file) == mark, file
        verdict = verify(file, present)
        assert verdict.status == "current", file
        assert "任务清单（市工信局）" in verdict.message


def test_keywords_beside_the_stamp_do_not_matter(mark: Stamp, tmp_path: Path) -> None:
    assert read_stamp_of(docx(tmp_path / "a.docx", f"工业；{mark}；督办")) == mark


def test_what_has_changed_is_told(real: Project, mark: Stamp, tmp_path: Path) -> None:
    file = docx(tmp_path / "a.docx", str(mark))
    text = (real.root / "plan/plan.yaml").read_text(encoding="utf-8")

    def told(old: str = "", new: str = "") -> Verdict:
        revised = tmp_path / "revised"
        shutil.rmtree(revised, ignore_errors=True)
        shutil.copytree(real.root / "plan", revised / "plan")
        assert old in text
        changed = text.replace(old, new) if old else text
        (revised / "plan/plan.yaml").write_text(changed, encoding="utf-8")
        return verify(file, Present(read_project(revised)[0]))

    same = told()
    assert (same.status, same.current) == ("current", True)
    # what stands in other bodies' papers alone
    assert told("培育高成长性工业企业30家", "培育高成长性工业企业31家").status == "current"
    changed = told("新建5G基站3000个", "新建5G基站3100个")
    assert (changed.status, changed.current) == ("changed", False)
    assert "现行校验码" in changed.message
    assert mark.short in changed.message
    other = told("number: 驻政办〔2021〕10号", "number: 驻政办〔2022〕3号")
    assert (other.status, other.current) == ("other-plan", False)
    assert "驻政办〔2022〕3号" in other.message


def test_a_document_that_there_is_no_more(present: Present, mark: Stamp, tmp_path: Path) -> None:
    for gone in (
        replace(mark, unit="市某局"),
        replace(mark, kind="notice", period="2021Q2"),
        replace(mark, kind="notice", period="1999Q9"),
    ):
        verdict = verify(docx(tmp_path / "a.docx", str(gone)), present)
        assert (verdict.status, verdict.current) == ("gone", False)


def test_a_template_that_is_wrong_leaves_it_open(folder: Path, mark: Stamp, tmp_path: Path) -> None:
    (folder / "templates").mkdir()
    (folder / "templates/sheet.html.j2").write_text("{{ nothing }}", encoding="utf-8")
    verdict = verify(docx(tmp_path / "a.docx", str(mark)), Present(read_project(folder)[0]))
    assert (verdict.status, verdict.current) == ("unknown", False)
    assert "模板有误" in verdict.message


def test_a_paper_about_a_whole_edition(
    plan: Plan, present: Present, mark: Stamp, tmp_path: Path
) -> None:
    for part, status in ((plan.content_hash(), "current"), ("0" * 64, "changed")):
        paper = Stamp("修订对照表", "", plan.number, part)
        assert verify(docx(tmp_path / "a.docx", str(paper)), present).status == status


def test_a_file_without_a_stamp(present: Present, tmp_path: Path) -> None:
    empty = tmp_path / "archive.zip"
    with zipfile.ZipFile(empty, "w"):
        pass
    for file in (docx(tmp_path / "a.docx", "工作方案"), pdf(tmp_path / "b.pdf", ""), empty):
        verdict = verify(file, present)
        assert (verdict.status, verdict.stamp) == ("no-stamp", None), file
        assert read_stamp_of(file) is None


def test_what_cannot_be_read_is_a_verdict(present: Present, mark: Stamp, tmp_path: Path) -> None:
    good, paper = docx(tmp_path / "a.docx", str(mark)), pdf(tmp_path / "a.pdf", str(mark))
    cases: dict[str, tuple[bytes, str]] = {
        "truncated.docx": (good.read_bytes()[:-200], "不完整"),
        "head.docx": (good.read_bytes()[:10], "不完整"),
        "truncated.pdf": (paper.read_bytes()[:40], "不完整"),
        "empty.docx": (b"", "空的"),
        "note.txt": ("说明".encode(), "不是 DOCX"),
        "old.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "旧版"),
        "locked.docx": (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "密码保护",
        ),
        "locked.pdf": (pdf(tmp_path / "x.pdf", "", password="1234").read_bytes(), "密码保护"),
        "locked-zip.docx": (encrypted(good.read_bytes()), "密码保护"),
        "xml.docx": (package(tmp_path / "x", b"<broken").read_bytes(), "属性已损坏"),
        "method.docx": (odd_method(package(tmp_path / "y", b"<a/>").read_bytes()), "压缩方式"),
        "bomb.docx": (package(tmp_path / "z", bytes(PART_LIMIT + 1)).read_bytes(), "过大"),
    }
    for name, (content, words) in cases.items():
        file = tmp_path / name
        file.write_bytes(content)
        verdict = verify(file, present)
        assert (verdict.status, words in verdict.message) == ("unreadable", True), (name, verdict)
        assert read_stamp_of(file) is None
    for file in (tmp_path / "没有.docx", tmp_path):
        assert verify(file, present).status == "unreadable"


def test_damage_anywhere_is_no_traceback(present: Present, mark: Stamp, tmp_path: Path) -> None:
    for good in (docx(tmp_path / "a.docx", str(mark)), pdf(tmp_path / "a.pdf", str(mark))):
        content = good.read_bytes()
        file = tmp_path / f"damaged{good.suffix}"
        for at in range(0, len(content), max(1, len(content) // 150)):
            file.write_bytes(content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :])
            verify(file, present)
            file.write_bytes(content[:at])
            verify(file, present)


def test_no_entity_is_followed(present: Present, mark: Stamp, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text(str(mark), encoding="utf-8")
    outside = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'
    file = package(tmp_path / "a.docx", properties("&e;", outside))
    assert read_stamp_of(file) is None
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    laughs = f'<!DOCTYPE x [<!ENTITY e0 "哈">{levels}]>'
    file = package(tmp_path / "b.docx", properties("&e11;", laughs))
    assert verify(file, present).status in ("no-stamp", "unreadable")


def test_a_damaged_pdf_says_nothing_on_the_terminal(
    present: Present, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    content = pdf(tmp_path / "a.pdf", "x").read_bytes()
    file = tmp_path / "b.pdf"
    file.write_bytes(content.replace(b"startxref", b"startxxxx"))
    verify(file, present)
    assert capfd.readouterr() == ("", "")


def encrypted(content: bytes) -> bytes:
    """The archive with every member marked as encrypted."""
    return patched(content, flag=1)


def odd_method(content: bytes) -> bytes:
    """The archive with every member said to be packed by a method nobody knows."""
    return patched(content, method=99)


def patched(content: bytes, flag: int = 0, method: int | None = None) -> bytes:
    data = bytearray(content)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature)
        while at >= 0:
            (flags,) = struct.unpack_from("<H", data, at + offset)
            struct.pack_into("<H", data, at + offset, flags | flag)
            if method is not None:
                struct.pack_into("<H", data, at + offset + 2, method)
            at = data.find(signature, at + 4)
    assert zipfile.is_zipfile(io.BytesIO(data))
    return bytes(data)
