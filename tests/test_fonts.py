"""Faces: found, substituted, broken, and what a PDF makes of them."""

import hashlib
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTCollection, TTFont
from support import press, samples
from support.paper import Paper

from zmddoc.build import Order, build
from zmddoc.fonts import FontBook, find_fonts
from zmddoc.fonts.book import Face
from zmddoc.fonts.prepare import _subset, prepare
from zmddoc.fonts.roles import ROLES
from zmddoc.gongwen import parse
from zmddoc.read import read_project

ROOT = Path(__file__).resolve().parent.parent
RARE = "翀玥淏堃昇镕祎喆"
LETTERS = "示例文字方案，。（）一二三0123456789— "


@pytest.fixture(autouse=True)
def no_font(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder; no faces of the system or of the office."""
    monkeypatch.setattr("zmddoc.fonts.book._SYSTEM", ())
    monkeypatch.delenv("ZMDDOC_FONTS", raising=False)
    (tmp_path / "fonts").mkdir()
    return tmp_path / "fonts"


def made(family: str, letters: str = LETTERS, role: str = "kai") -> TTFont:
    """A small face under the name of a prescribed one, cut out of the one that stands in for
    ``role``; with ascent and descent that would cost a page its 22 lines."""
    source = find_fonts().faces[role][0]
    content = _subset(source.file.read_bytes(), source.index, frozenset(map(ord, letters)))
    font = TTFont(io.BytesIO(content))
    for record in font["name"].names:
        record.string = family
    font["hhea"].ascent, font["hhea"].descent = 1300, -600
    return font


def rendered(book: FontBook, body: str) -> Paper:
    document = parse(samples.page(samples.portrait(body)))
    return Paper(press.printer(book, "".join(document.itertext())).render(document))


def faces(paper: Paper) -> set[str]:
    return {char.face for sheet in paper.sheets for char in sheet.chars}


# found and substituted


def test_every_role_has_an_open_face() -> None:
    book = find_fonts()
    assert book.found == frozenset()
    for role in ROLES:
        assert [face.file.name for face in book.faces[role.name]] == [role.stand_in, role.rare]
    assert [str(one) for one in book.substitutions()] == [
        "字体：没有方正小标宋简体，PDF 以 FandolSong-Bold 代替",
        "字体：没有仿宋_GB2312，PDF 以 FandolFang-Regular 代替",
        "字体：没有楷体_GB2312，PDF 以 FandolKai-Regular 代替",
        "字体：没有黑体，PDF 以 NotoSansSC-Regular 代替",
        "字体：没有宋体，PDF 以 FandolSong-Regular 代替",
    ]


def test_a_substitution_is_reported_once_by_name(folder: Path) -> None:
    project, _ = read_project(folder)
    outcome = build(project, Order(("plan", "breakdown"), "", ("pdf",)))
    told = [note for note in outcome.notes if note.startswith("字体：")]
    assert told == [str(one) for one in find_fonts().substitutions()]
    report = (folder / "build/构建报告.txt").read_text(encoding="utf-8")
    assert all(report.count(note) == 1 for note in told)


@pytest.mark.parametrize("way", ["argument", "environment"])
def test_the_office_s_own_face_goes_first(
    no_font: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    made("仿宋_GB2312").save(no_font / "a.otf")
    if way == "environment":
        monkeypatch.setenv("ZMDDOC_FONTS", str(no_font))
    book = find_fonts(no_font if way == "argument" else None)
    assert book.found == {"fangsong"}
    assert book.faces["fangsong"][0].file == no_font / "a.otf"
    assert "fangsong" not in book.latin  # its own digits
    assert "仿宋_GB2312" not in {one.prescribed for one in book.substitutions()}


def test_the_office_s_folder_goes_before_the_system_s(
    no_font: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "system").mkdir()
    monkeypatch.setattr("zmddoc.fonts.book._SYSTEM", (str(tmp_path / "system"),))
    made("楷体_GB2312").save(tmp_path / "system" / "a.otf")
    assert find_fonts(no_font).faces["kai"][0].file.parent == tmp_path / "system"
    made("楷体_GB2312").save(no_font / "z.otf")
    assert find_fonts(no_font).faces["kai"][0].file.parent == no_font


def test_any_name_of_a_prescribed_face_will_do(no_font: Path) -> None:
    made("SimSun").save(no_font / "a.OTF")
    assert find_fonts(no_font).found == {"song"}


def test_a_face_in_a_collection(no_font: Path) -> None:
    collection = TTCollection()
    collection.fonts = [made("NSimSun", "示"), made("黑体")]
    collection.save(no_font / "a.ttc")
    book = find_fonts(no_font)
    assert book.found == {"hei"}
    assert book.faces["hei"][0] == Face(no_font / "a.ttc", 1)
    paper = rendered(book, "<h2>一、示例</h2>")
    assert [line.text for line in paper.sheets[0].lines] == ["一、示例"]
    assert "黑体-Cut" in faces(paper) or len(faces(paper) - {"FandolSong-Regular-Cut"}) == 2


@pytest.mark.parametrize("name", ["a.otf", "a.ttf", "a.ttc"])
def test_a_broken_file_is_passed_over(no_font: Path, name: str) -> None:
    made("仿宋_GB2312").save(stream := io.BytesIO())
    content = stream.getvalue()
    for length in (0, 1, 4, 11, 40, 300, 900, len(content) // 2, len(content) - 400):
        (no_font / name).write_bytes(content[:length])
        assert find_fonts(no_font).found == frozenset(), length
    (no_font / name).write_bytes(b"not a font, but long enough to be taken for one" * 9)
    assert find_fonts(no_font).found == frozenset()


def test_what_is_no_file_is_passed_over(no_font: Path) -> None:
    (no_font / "a.ttf").mkdir()
    (no_font / "b.ttf").symlink_to(no_font / "nowhere")
    assert find_fonts(no_font).found == frozenset()
    assert find_fonts(no_font / "没有").found == frozenset()


# characters


def test_rare_characters_are_printed_in_every_role() -> None:
    body = (
        f"<h1>{RARE}</h1><h2>{RARE}</h2><h3>{RARE}</h3><p>示例{RARE}例文</p>"
        f"<table><colgroup><col style='width:60mm'></colgroup><thead><tr><th>{RARE}</th></tr></thead>"
        f"<tbody><tr><td>{RARE}</td></tr></tbody></table>"
    )
    book = find_fonts()
    assert not set(map(ord, RARE)) & book.faces["fangsong"][0].characters
    assert book.missing_glyphs(parse(samples.page(samples.portrait(body)))) == []
    paper = rendered(book, body)
    lines = [line.text for line in paper.sheets[0].lines]
    assert lines == [RARE, RARE, RARE, f"示例{RARE}例文", RARE, RARE]
    assert {"NotoSerifSC-Regular-Cut", "NotoSansSC-Regular-Cut"} <= faces(paper)
    for face in paper.faces:
        glyphs, order = face.content.getGlyphSet(), face.content.getGlyphOrder()
        for number, text in face.used.items():
            glyphs[order[number]].draw(pen := BoundsPen(glyphs))
            assert pen.bounds or not text.strip(), text


def test_a_rare_character_does_not_move_its_line() -> None:
    plain, rare = (
        rendered(find_fonts(), f"<p>示例{one}文</p>" * 22).sheets[0] for one in ("字", "翀")
    )
    assert [a.baseline for a in plain.lines] == pytest.approx([b.baseline for b in rare.lines])
    assert len(rare.lines) == 22


def test_a_face_of_any_measures_gives_22_lines(no_font: Path) -> None:
    made("仿宋_GB2312", role="song").save(no_font / "a.otf")
    sheet = rendered(find_fonts(no_font), "<p>示例文字</p>" * 22).sheets[0]
    assert len(sheet.lines) == 22


def test_an_installed_face_of_the_same_name_is_not_taken_instead(
    no_font: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fontconfig would prefer it, with its own measures."""
    made("SimHei").save(no_font / "a.otf")
    config = no_font / "fonts.conf"
    config.write_text(f"<fontconfig><dir>{no_font}</dir></fontconfig>", encoding="utf-8")
    monkeypatch.setenv("FONTCONFIG_FILE", str(config))
    paper = rendered(find_fonts(no_font), "<h2>示例</h2>" * 22)
    assert {line.faces.pop() for line in paper.sheets[0].lines} == {"SimHei-Cut"}
    assert {face.content["hhea"].ascent for face in paper.faces} == {880}


def test_a_character_that_no_face_has() -> None:
    body = '<div class="item" data-task="T04"><h3>示\u0f00。</h3><p>例\u0f00\u0f01</p></div>'
    document = parse(samples.page(samples.portrait(body)))
    assert find_fonts().missing_glyphs(document) == [
        ("\u0f00", "kai", "T04"),
        ("\u0f00", "fangsong", "T04"),
        ("\u0f01", "fangsong", "T04"),
    ]


# what comes out does not depend on the machine


def test_the_same_characters_give_the_same_faces() -> None:
    first, second = (prepare(find_fonts(), order) for order in (LETTERS, reversed(LETTERS)))
    assert first == second
    assert all(
        TTFont(io.BytesIO(face))["hhea"].ascent == 0.88 * 1000 for face in first.faces.values()
    )


SCRIPT = """
import hashlib, sys
sys.path[:0] = {path!r}
{before}
from support import press, samples
print(hashlib.sha256(press.pdf(samples.WHOLE)).hexdigest())
"""

NO_SUBSET = """
import cffi
original = cffi.FFI.dlopen
def dlopen(self, name, *flags):
    if "harfbuzz-subset" in str(name) or "harfbuzz_subset" in str(name):
        raise OSError(name)
    return original(self, name, *flags)
cffi.FFI.dlopen = dlopen
import weasyprint.text.ffi
assert not weasyprint.text.ffi.harfbuzz_subset
"""

ANOTHER_DAY = """
import time
moment = time.time
time.time = lambda: moment() + 40 * 86400.5
"""


def elsewhere(before: str, **environment: str) -> str:
    """The hash of a PDF that another process makes."""
    script = SCRIPT.format(path=[str(ROOT), str(ROOT / "tests")], before=before)
    result = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", script],
        env={**os.environ, **environment}, check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert "fontTools" not in result.stderr
    return result.stdout.strip()


def here() -> str:
    return hashlib.sha256(press.pdf(samples.WHOLE)).hexdigest()


def test_without_the_system_s_subsetting_the_bytes_are_the_same() -> None:
    assert elsewhere(NO_SUBSET) == here()


def test_bytes_depend_on_no_seed_no_zone_and_no_day() -> None:
    assert elsewhere("", PYTHONHASHSEED="1", TZ="Asia/Shanghai") == here()
    assert elsewhere(ANOTHER_DAY, PYTHONHASHSEED="2", TZ="America/Lima", LC_ALL="C") == here()


@pytest.mark.parametrize("mode", ["prepend", "assign"])
def test_bytes_depend_on_no_face_and_no_rule_of_the_machine(no_font: Path, mode: str) -> None:
    """A rule that puts one family before, or in place of, whatever is asked for."""
    made("Sample").save(no_font / "a.otf")
    config = no_font / "fonts.conf"
    config.write_text(
        f'<fontconfig><dir>{no_font}</dir><match target="pattern"><edit name="family" mode="{mode}"'
        ' binding="strong"><string>Sample</string></edit></match></fontconfig>',
        encoding="utf-8",
    )
    assert elsewhere("", FONTCONFIG_FILE=str(config)) == here()
