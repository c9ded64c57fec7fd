"""The PDF measured against GB/T 9704-2012 (DOMAIN.md paragraph 1), on the documents of the real plan
wherever they show it."""

import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fontTools.pens.boundsPen import BoundsPen
from support import press, real, samples
from support.paper import BOTTOM, LEFT, MM, RIGHT, TOP, Line, Paper, Sheet
from support.said import printed, said

from zmddoc.gongwen.tree import name
from zmddoc.present import Present
from zmddoc.stamp import read_stamp
from zmddoc.verify import verify

LINE, SIZE = 28.99, 16.0
"""Points: 22 lines fill 225 mm; 3号."""
STARTS_NO_LINE, ENDS_NO_LINE = "，。、；：！？）》”’〕】％%", "（《“‘〔【"
MEETING = re.compile("[，。、；：！？）》”](?=[，。、；：！？）》”（《“])|[（《“](?=[（《“])")
"""The first of two marks between which half an em is taken out."""
HEI = {f"{real.book().faces['hei'][0].family}-Cut"}
RED = (1.0, 0.0, 0.0)
PAPERS = (real.PLAN, real.BREAKDOWN, *real.SHEETS)


def indented(line: Line) -> bool:
    return line.left > LEFT + SIZE


def text_sheets() -> list[Sheet]:
    """The pages of the plan that are text from top to bottom."""
    return list(real.paper(real.PLAN).sheets[2:-1])


# 版心


@pytest.mark.parametrize("path", PAPERS)
def test_nothing_but_the_page_number_stands_outside_the_type_area(path: str) -> None:
    for sheet in real.paper(path).sheets:
        left, top, right, bottom = sheet.area
        assert (round(sheet.width / MM), round(sheet.height / MM)) in {(210, 297), (297, 210)}
        lines = [line for line in sheet.lines if line.chars[0].colour != RED]  # no 标志
        assert min(line.left for line in lines) >= left - 0.1
        assert max(line.right for line in lines) <= right + 0.5
        assert min(line.baseline - 0.88 * max(line.sizes) for line in lines) >= top
        assert max(line.baseline + 0.12 * max(line.sizes) for line in lines) <= bottom
        assert all(rule.left > left - 0.6 and rule.right < right + 0.6 for rule in sheet.rules)
        assert len(sheet.foot) <= 1


def test_a_full_page_has_22_lines() -> None:
    full = [sheet for sheet in text_sheets() if len(sheet.lines) == 22]
    assert len(full) >= 5
    for sheet in full:
        baselines = [line.baseline for line in sheet.lines]
        steps = [b - a for a, b in itertools.pairwise(baselines)]
        assert steps == pytest.approx([LINE] * 21, abs=0.02)
        half = (LINE - SIZE) / 2
        assert baselines[0] - 0.88 * SIZE - half == pytest.approx(TOP, abs=0.1)
        assert baselines[-1] + 0.12 * SIZE + half == pytest.approx(BOTTOM, abs=0.1)


def test_a_page_is_short_only_where_a_heading_or_two_lines_are_kept_together() -> None:
    sheets = text_sheets()
    for sheet, following in itertools.pairwise(sheets):
        first, *rest = following.lines
        heading = first.faces == HEI
        kept = 2 if heading else 1 if indented(first) or indented(rest[1]) else 0
        assert 22 - kept <= len(sheet.lines) <= 22, sheet.number


def test_faces_of_every_kind_keep_22_lines() -> None:
    block = f"<h2>一、标题</h2><h3>（一）标题</h3><p>2021年{'示例文字' * 12}</p><p>{'“示例”，文字。' * 9}</p>"
    for sheet in Paper(press.pdf(samples.page(samples.portrait(block * 12)))).sheets[:-1]:
        first, *rest = sheet.lines
        steps = [(line.baseline - first.baseline) / LINE for line in rest]
        assert steps == pytest.approx(list(range(1, len(sheet.lines))), abs=0.01)
        assert len(sheet.lines) >= 19


def test_a_page_of_plain_text_is_22_lines_of_28_characters() -> None:
    text = samples.page(samples.portrait("<p>" + "示例文字" * 600 + "</p>"))
    sheets = Paper(press.pdf(text)).sheets
    assert len(sheets) == 4
    assert [len(line.text) for line in sheets[0].lines] == [26] + [28] * 21
    for sheet in sheets[1:3]:
        assert [len(line.text) for line in sheet.lines] == [28] * 22


def test_lines_of_the_plan_hold_28_characters() -> None:
    """A mark that may not begin a line takes a character with it, a quotation mark those on both
    sides; a figure is not split."""
    cells = [
        sum(0.5 if char.text.isascii() else 1 for char in line.chars)
        + 2 * indented(line)
        - 0.5 * len(MEETING.findall(line.text))
        for line in full_lines()
    ]
    assert min(cells) >= 25 and max(cells) <= 28
    assert sum(27.5 <= count <= 28 for count in cells) > 0.7 * len(cells)


def full_lines() -> Iterator[Line]:
    """The lines of the plan that are followed by another of their paragraph."""
    for sheet in text_sheets():
        for line, following in zip(sheet.lines, sheet.lines[1:], strict=False):
            if not indented(following):
                yield line


def test_the_right_edge_is_flush() -> None:
    rights = [line.right for line in full_lines()]
    assert len(rights) > 150
    assert rights == pytest.approx([RIGHT] * len(rights), abs=0.5)


@pytest.mark.parametrize("path", PAPERS)
def test_no_mark_stands_where_it_may_not(path: str) -> None:
    for sheet in real.paper(path).sheets:
        for line in sheet.cell_lines:
            words = line.strip("\u3000 ")
            assert not words or words[0] not in STARTS_NO_LINE, line
            assert not words or words[-1] not in ENDS_NO_LINE, line


def test_no_heading_is_left_at_the_foot_of_a_page() -> None:
    headings = [line for s in text_sheets() for line in s.lines if line.faces == HEI]
    assert len(headings) >= 5
    for sheet in text_sheets():
        assert sheet.lines[-1].faces != HEI
        assert len(sheet.lines) < 2 or sheet.lines[-2].faces != HEI


# faces and sizes

STYLES = {
    "p.issuer": ("xiaobiaosong", None), "h1": ("xiaobiaosong", 22), "h2": ("hei", 16),
    "h3": ("kai", 16), "p": ("fangsong", 16), "p.number": ("fangsong", 16),
    "p.addressee": ("fangsong", 16), "p.attachment": ("fangsong", 16), "p.annex": ("hei", 16),
    "p.signatory": ("fangsong", 16), "p.date": ("fangsong", 16), "p.subtitle": ("kai", 16),
    "span.office": ("fangsong", 14), "span.day": ("fangsong", 14), "p.note": ("fangsong", 12),
    "p.stamp": ("fangsong", 9), "th": ("hei", 10.5), "td": ("fangsong", 10.5),
    "td.center": ("fangsong", 10.5), "p.cell": ("fangsong", 10.5), "td.band": ("hei", 10.5),
}  # fmt: skip
"""The face of each element's words, and its size in points."""


@pytest.mark.parametrize("path", PAPERS)
def test_every_character_has_the_face_and_size_of_its_element(path: str) -> None:
    tree = real.composed()[path]
    for (letter, element), char in zip(said(tree), printed(real.paper(path), tree), strict=True):
        role, size = STYLES[name(element)]
        assert char.text == letter
        assert char.face == face(role, letter), char
        assert size is None or char.size == pytest.approx(size, abs=0.01), char


def face(role: str, letter: str) -> str:
    """The face in which a character is to be set on this machine."""
    book = real.book()
    if letter.isascii() and (latin := book.latin.get(role)):
        return f"{latin.family}-ASCII"
    return next(f"{f.family}-Cut" for f in book.faces[role] if ord(letter) in f.characters)


# 版头


@pytest.fixture(scope="module")
def cover() -> Sheet:
    return real.paper(real.PLAN).sheets[0]


def test_masthead(cover: Sheet) -> None:
    issuer, number, *title = cover.lines[:4]
    name_ = cover.ink((0, TOP, cover.width, issuer.baseline + 8), red=True)
    assert name_[1] - TOP == pytest.approx(35 * MM, abs=0.5 * MM)
    assert (name_[0] + name_[2]) / 2 == pytest.approx((LEFT + RIGHT) / 2, abs=1)
    assert {char.colour for char in issuer.chars} == {RED}
    assert issuer.sizes <= {n / 2 for n in range(20, 125)} and max(issuer.sizes) <= 62

    digits = cover.ink((LEFT, name_[3] + 4, RIGHT, number.baseline + 4))
    assert digits[1] - name_[3] == pytest.approx(2 * LINE, abs=3)
    assert (digits[0] + digits[2]) / 2 == pytest.approx((LEFT + RIGHT) / 2, abs=1)

    below = (0.0, number.baseline + 5, cover.width, title[0].baseline - 30)
    line = cover.ink(below, red=True)
    assert (line[0], line[2]) == pytest.approx((LEFT, RIGHT), abs=0.2)
    assert line[1] - digits[3] == pytest.approx(4 * MM, abs=0.2 * MM)
    assert cover.bars(below) == [pytest.approx((line[1], line[3]), abs=0.2)]
    assert title[0].baseline - 0.88 * 22 - (33 - 22) / 2 - line[3] == pytest.approx(2 * LINE, abs=1)
    assert {char.colour for line in cover.lines[1:] for char in line.chars} == {(0.0, 0.0, 0.0)}


def test_the_first_page_has_text_of_the_notice(cover: Sheet) -> None:
    addressee = next(line for line in cover.lines if line.text.startswith("各县区"))
    title = cover.lines[cover.lines.index(addressee) - 1]
    assert addressee.left == pytest.approx(LEFT, abs=0.1)
    assert addressee.baseline - title.baseline == pytest.approx(2 * LINE, abs=3)
    assert any(line.text.startswith("《") and indented(line) for line in cover.lines)


def test_signature(cover: Sheet) -> None:
    signatory, date = cover.lines[-2:]
    assert date.text == "2021年3月29日"
    middles = [(line.left + line.right) / 2 for line in (signatory, date)]
    assert middles[0] == pytest.approx(middles[1], abs=1)
    assert RIGHT - date.right == pytest.approx(4 * SIZE, abs=1)
    assert date.baseline - signatory.baseline == pytest.approx(LINE, abs=0.1)
    assert signatory.baseline - cover.lines[-3].baseline == pytest.approx(2 * LINE, abs=0.1)


# 页码


@pytest.mark.parametrize("path", PAPERS)
def test_page_numbers(path: str) -> None:
    for sheet in real.paper(path).sheets:
        left, _, right, bottom = sheet.area
        if path in real.SHEETS and sheet.number == 1:
            assert sheet.foot == ()  # 信函首页不显示页码
            continue
        (foot,) = sheet.foot
        assert foot.text == f"— {sheet.number} —"
        assert foot.sizes == {14.0}
        assert foot.faces == {face("song", "—")}
        ink = sheet.ink((left, bottom + 3, right, sheet.height - 20))
        if sheet.number % 2:
            assert right - ink[2] == pytest.approx(14, abs=1)
        else:
            assert ink[0] - left == pytest.approx(14, abs=1)
        (dash,) = sheet.bars((ink[0] + 1, bottom + 3, ink[0] + 9, sheet.height - 20))
        assert (dash[0] + dash[1]) / 2 - bottom == pytest.approx(7 * MM, abs=0.2 * MM)


# 版记


@pytest.mark.parametrize("path", [real.PLAN, real.BREAKDOWN])
def test_colophon(path: str) -> None:
    last = real.paper(path).sheets[-1]
    first, end = last.bars((LEFT, BOTTOM - 27, RIGHT, BOTTOM + 5))
    assert end[1] == pytest.approx(BOTTOM, abs=0.3)
    assert [bar[1] - bar[0] for bar in (first, end)] == pytest.approx([0.35 * MM] * 2, abs=0.1)
    box = last.ink((0, first[0] - 1, last.width, BOTTOM + 2))
    assert (box[0], box[2]) == pytest.approx((LEFT, RIGHT), abs=0.2)
    line = last.lines[-1]
    assert line.text.startswith("驻马店市人民政府办公室") and line.text.endswith("日印发")
    assert len(last.lines) > 1
    assert line.sizes == {14.0}
    assert line.left - LEFT == pytest.approx(14, abs=0.5)
    assert RIGHT - line.right == pytest.approx(14, abs=0.5)


@pytest.mark.parametrize(("count", "pages"), [(20, 1), (21, 1), (22, 2)])
def test_a_colophon_takes_no_room_but_its_own(count: int, pages: int) -> None:
    printing = f'<div class="colophon">{samples.COLOPHON.partition("</p>")[2]}'
    text = "".join(f"<p>第{n}段</p>" for n in range(count)) + printing
    sheets = Paper(press.pdf(samples.page(samples.portrait(text)))).sheets
    assert len(sheets) == pages
    assert len(sheets[0].lines) == count + (pages == 1)


@pytest.mark.parametrize("count", [1, 18, 19, 21, 22])
def test_a_colophon_with_copies(count: int) -> None:
    text = "".join(f"<p>第{n}段</p>" for n in range(count)) + samples.COLOPHON
    sheets = Paper(press.pdf(samples.page(samples.portrait(text)))).sheets
    assert len(sheets) == (1 if count <= 18 else 2)
    last = sheets[-1]
    bars = last.bars((LEFT, BOTTOM - 95, LEFT + 20, BOTTOM + 5))
    assert bars[-1][1] == pytest.approx(BOTTOM, abs=0.3)
    weights = [bar[1] - bar[0] for bar in bars]
    assert weights == pytest.approx([0.35 * MM, 0.25 * MM, 0.35 * MM], abs=0.1)
    copies, more, *_ = (line for line in last.lines if line.sizes == {14.0})
    assert copies.text.startswith("抄送：") and copies.left - LEFT == pytest.approx(14, abs=0.5)
    assert more.left == pytest.approx(copies.chars[3].left, abs=1)
    assert RIGHT - copies.right >= 14 - 0.5
    above = [line.baseline for line in last.lines if line.sizes == {SIZE}]
    assert not above or max(above) + 0.12 * SIZE < bars[0][0]


# 信函


@pytest.mark.parametrize("path", real.SHEETS)
def test_letter(path: str) -> None:
    sheet = real.paper(path).sheets[0]
    issuer, number, title = sheet.lines[:3]
    upper = sheet.bars((0, issuer.baseline + 8, sheet.width, number.baseline - 20))
    assert [b - a for a, b in upper] == pytest.approx([2, 0.75], abs=0.2)  # 上粗下细
    ink = sheet.ink((0, 0, sheet.width, upper[0][0] - 1), red=True)
    assert ink[1] == pytest.approx(30 * MM, abs=0.5 * MM)
    assert upper[0][0] - ink[3] == pytest.approx(4 * MM, abs=0.3 * MM)
    lower = sheet.bars((0, BOTTOM + 5, sheet.width, sheet.height))
    assert [b - a for a, b in lower] == pytest.approx([0.75, 2], abs=0.2)  # 上细下粗
    assert sheet.height - lower[0][0] == pytest.approx(20 * MM, abs=0.2 * MM)
    for double in (upper, lower):
        box = sheet.ink((0, double[0][0] - 1, sheet.width, double[1][1] + 1), red=True)
        assert (box[0], box[2]) == pytest.approx((20 * MM, 190 * MM), abs=0.3)
    assert number.right == pytest.approx(RIGHT, abs=0.5)
    assert number.baseline - 0.88 * SIZE - upper[1][1] == pytest.approx(SIZE * 7 / 8, abs=0.5)
    assert title.baseline - number.baseline > 2 * LINE


def test_every_covering_letter_is_one_page() -> None:
    sheets = [path for path in real.listed() if path.startswith("任务清单/")]
    assert len(sheets) == 36
    for path in sheets:
        first, *others = real.paper(path).turned
        assert not first and others and all(others), path


# 表


@pytest.mark.parametrize("path", [real.BREAKDOWN, *real.SHEETS])
def test_every_row_of_a_table_stands_whole_on_one_page(path: str) -> None:
    wanted = [
        ["".join(cell.itertext()) for cell in row] for row in real.composed()[path].iter("tr")
    ]
    found: list[list[str]] = []
    head: list[str] = []
    for sheet in real.paper(path).sheets:
        assert not sheet.goes_on
        rows = sheet.cells
        if rows and rows[0] == head:
            rows = rows[1:]
        elif rows:
            head = rows[0]
        found += rows
    assert found == wanted
    assert wanted.count(head) >= 1


@pytest.mark.parametrize("path", [real.BREAKDOWN, *real.SHEETS])
def test_the_head_of_a_table_is_repeated(path: str) -> None:
    head = ["序号", "条款", "任务", "工作内容", "量化指标", "牵头单位", "配合单位", "完成时限"]
    turned = [sheet for sheet in real.paper(path).sheets if sheet.turned and len(sheet.cells) > 1]
    assert turned
    assert all(sheet.cells[0] == head for sheet in turned)


def test_a_title_does_not_stand_alone_above_a_high_row() -> None:
    _, title, rest = real.paper("任务清单/市水利局").sheets
    head, band, row = title.cells
    assert head[0] == "序号" and band == ["配合任务（1条）"] and row[0] == "15"
    assert title.goes_on and not rest.goes_on
    assert rest.cells[1][3] and not rest.cells[1][0]


def test_a_row_higher_than_a_page_goes_on() -> None:
    row = f"<tr><td>1</td><td>任务</td><td>{'示例文字' * 700}</td><td>某局</td></tr>"
    sheets = Paper(press.pdf(samples.page(samples.landscape(samples.table(row))))).sheets
    assert sum(char.text == "示" for sheet in sheets for char in sheet.chars) == 700
    assert len(sheets) > 2


# the file


@pytest.mark.parametrize("path", PAPERS)
def test_faces_are_embedded_cut_down_and_named(path: str) -> None:
    for one in real.paper(path).faces:
        prefix, _, called = one.name.partition("+")
        assert len(prefix) == 6 and prefix.isupper()
        face_, _, part = called.rpartition("-")
        assert face_ == one.content["name"].getDebugName(6) and part in ("ASCII", "Cut")
        assert one.content["maxp"].numGlyphs < 2000


@pytest.mark.parametrize("path", PAPERS)
def test_no_glyph_is_blank_and_each_stands_for_its_character(path: str) -> None:
    """Glyph numbers count from 0 in the charset of the face, as readers that follow ISO 32000
    take them; none is .notdef, none is without ink."""
    for one in real.paper(path).faces:
        top = one.content["CFF "].cff.topDictIndex[0]
        assert top.charset == [".notdef", *(f"cid{n:05d}" for n in range(1, len(top.charset)))]
        glyphs = one.content.getGlyphSet()
        for number, text in one.used.items():
            assert number > 0
            box = top.CharStrings[top.charset[number]]
            glyphs[top.charset[number]].draw(pen := BoundsPen(glyphs))
            assert (pen.bounds is not None) == bool(text.strip()), (text, box)


@pytest.mark.parametrize("path", PAPERS)
def test_no_page_is_blank(path: str) -> None:
    assert all(sheet.lines for sheet in real.paper(path).sheets)


@pytest.mark.parametrize("path", PAPERS)
def test_document_information(path: str) -> None:
    draft, information = real.listed()[path], real.paper(path).information
    assert information["Title"] and information["Subject"]
    assert information["Author"] == "驻马店市人民政府办公室"
    mark = read_stamp(information["Keywords"])
    assert mark and (mark.kind, mark.unit) == (draft.stamp.kind, draft.stamp.unit)
    assert not {"CreationDate", "ModDate"} & set(information)


def test_verify_reads_it(tmp_path: Path) -> None:
    of = real.project()
    present = Present(of)
    for path in PAPERS:
        file = tmp_path / "a.pdf"
        file.write_bytes(real.paper(path).content)
        verdict = verify(file, present)
        assert verdict.status == "current"
