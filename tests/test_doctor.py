"""What the machine has: told also where everything is missing, and never raised."""

import ctypes
import importlib.metadata
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib.tables._g_l_y_f import Glyph

from zmddoc import doctor
from zmddoc.doctor import LIBRARIES, Finding, Library, examine
from zmddoc.fonts.roles import ROLES

FACES = [role.prescribed[0] for role in ROLES]


def by_name(findings: tuple[Finding, ...]) -> dict[str, Finding]:
    names = [finding.name for finding in findings]
    assert len(names) == len(set(names))
    return dict(zip(names, findings, strict=True))


@pytest.fixture
def no_font(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No font folder of the system, none of the office."""
    monkeypatch.setattr("zmddoc.fonts.book._SYSTEM", ())
    monkeypatch.delenv("ZMDDOC_FONTS", raising=False)
    return tmp_path


def test_this_machine_can_build(no_font: Path) -> None:
    found = by_name(examine())
    assert [name for name in found if name in FACES] == FACES
    assert {found[face].status for face in FACES} == {"substituted"}
    assert all("代替" in found[face].detail and found[face].remedy for face in FACES)
    assert {found[library.name].status for library in LIBRARIES} == {"ok"}
    assert re.fullmatch(r"[\d.]+", found["Pango"].detail)
    assert found["WeasyPrint"].status == "ok"
    assert found["WeasyPrint"].detail == importlib.metadata.version("weasyprint")
    assert found["openpyxl"].detail == importlib.metadata.version("openpyxl")
    assert "pytest" not in found  # only what the program needs to run
    assert [f.area for f in examine()] == sorted(
        (f.area for f in found.values()),
        key=["字体", "PDF 排版", "Python 组件", "可选程序"].index,
    )


def test_what_is_not_in_order_says_what_to_do(no_font: Path) -> None:
    for finding in examine():
        lines = str(finding).split("\n")
        assert finding.name in lines[0]
        assert re.match(r"\[(正常|代替|缺失)\] ", lines[0])
        assert len(lines) == (2 if finding.remedy else 1)
        assert finding.remedy or finding.status != "missing"


def test_the_office_s_own_face_is_found(no_font: Path) -> None:
    builder = FontBuilder(1000)
    builder.setupGlyphOrder([".notdef"])
    builder.setupCharacterMap({})
    builder.setupGlyf({".notdef": Glyph()})
    builder.setupHorizontalMetrics({".notdef": (1000, 0)})
    builder.setupHorizontalHeader()
    builder.setupNameTable({"familyName": "SimHei", "styleName": "Regular", "psName": "SimHei"})
    builder.save(no_font / "simhei.ttf")
    found = by_name(examine(no_font))
    assert (found["黑体"].status, found["黑体"].detail) == ("ok", "已安装：SimHei")
    assert found["黑体"].remedy == ""
    assert found["仿宋_GB2312"].status == "substituted"


def test_a_folder_of_fonts_that_is_not_there(
    no_font: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZMDDOC_FONTS", str(no_font / "没有"))
    assert by_name(examine())["ZMDDOC_FONTS"].status == "missing"


def test_without_any_face(no_font: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zmddoc.fonts.book._open_face", lambda file: None)
    found = by_name(examine())
    assert {found[face].status for face in FACES} == {"missing"}


def test_without_the_nearer_faces(no_font: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from zmddoc.fonts import book

    original = book._open_face
    monkeypatch.setattr(
        book, "_open_face", lambda file: None if "Fandol" in file else original(file)
    )
    found = by_name(examine())
    assert "更接近" in found["仿宋_GB2312"].remedy
    assert "更接近" not in found["黑体"].remedy


def test_without_pango(no_font: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    original = doctor._load

    def load(library: Library) -> ctypes.CDLL | None:
        return None if library.name == "Pango" else original(library)

    monkeypatch.setattr(doctor, "_load", load)
    found = by_name(examine())
    assert found["Pango"].status == found["WeasyPrint"].status == "missing"
    assert "libpango-1.0-0" in found["Pango"].remedy
    assert found["Fontconfig"].status == "ok"


def test_a_library_that_is_not_there_is_none() -> None:
    assert doctor._load(Library("无", ("libzmddoc-none.so.0",), "")) is None


@pytest.mark.parametrize(
    "outcome",
    [
        subprocess.CompletedProcess([], 1, "", "Traceback\nOSError: cannot load library"),
        subprocess.CompletedProcess([], -11, "", ""),
        subprocess.TimeoutExpired([], 60),
        OSError("no process"),
    ],
)
def test_an_engine_that_does_not_start(
    monkeypatch: pytest.MonkeyPatch, outcome: subprocess.CompletedProcess[str] | Exception
) -> None:
    def run(*_: object, **__: object) -> subprocess.CompletedProcess[str]:
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    monkeypatch.setattr(subprocess, "run", run)
    finding = doctor._weasyprint("PDF 排版")
    assert finding.status == "missing"
    assert "无法启动" in finding.detail


def test_without_packages(no_font: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = importlib.metadata.version

    def version(name: str) -> str:
        if name.lower() in ("weasyprint", "uharfbuzz", "openpyxl"):
            raise importlib.metadata.PackageNotFoundError(name)
        return known(name)

    monkeypatch.setattr(importlib.metadata, "version", version)
    findings = examine()
    lacking = {
        f.name: f.area for f in findings if f.status == "missing" and f.name != "LibreOffice"
    }  # which a machine may do without
    assert lacking == {
        "openpyxl": "Python 组件",
        "uharfbuzz": "Python 组件",
        "WeasyPrint": "PDF 排版",
    }


def test_without_libreoffice(no_font: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    finding = by_name(examine())["LibreOffice"]
    assert finding.status == "missing"
    assert "不影响生成文件" in finding.detail
