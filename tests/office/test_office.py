"""Documents as LibreOffice sets them, measured on its PDF (millimetres from the top left corner)."""

from __future__ import annotations

from pathlib import Path

import pdfplumber
import pypdfium2
import pytest
from PIL import ImageChops
from support import samples
from support.libreoffice import SOFFICE, Office
from support.samples import landscape, page, portrait, table

from zmddoc.gongwen import lines, parse
from zmddoc.render.docx import render_docx

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(SOFFICE is None, reason="没有 soffice（LibreOffice）"),
]

BASE = Path(__file__).resolve().parents[2] / "templates" / "base.docx"
MM = 72 / 25.4
SCALE = 4
LEFT, RIGHT, TOP, BOTTOM = 28, 184, 37, 262
"""The 版心 of an upright page."""
COLOPHON = samples.COLOPHON


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return Office(tmp_path_factory.mktemp("office"))


def opened(office: Office, body: str) -> Path:
    return office.to_pdf(render_docx(parse(page(body)), BASE.read_bytes()))


def words_by_line(pdf: Path) -> list[list[str]]:
    """The lines of each page, the page number left out."""
    with pdfplumber.open(pdf) as document:
        return [
            [
                line["text"].replace(" ", "")
                for line in sheet.extract_text_lines(y_tolerance=4)
                if not line["text"].startswith("—")
            ]
            for sheet in document.pages
        ]


def ink(
    pdf: Path, number: int, area: tuple[float, float, float, float], red: bool = False
) -> tuple[float, float, float, float]:
    """The smallest box around the ink within ``area`` of a page."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        picture = document[number - 1].render(scale=SCALE).to_pil().convert("RGB")
    finally:
        document.close()
    first, second, _ = picture.split()
    mask = ImageChops.subtract(first, second) if red else ImageChops.invert(first)
    pixel = SCALE * MM
    x, y, right, bottom = (round(edge * pixel) for edge in area)
    box = mask.point(_dark).crop((x, y, right, bottom)).getbbox()
    assert box, "no ink"
    return (
        (box[0] + x) / pixel, (box[1] + y) / pixel, (box[2] + x) / pixel, (box[3] + y) / pixel,
    )  # fmt: skip


def _dark(value: int) -> int:
    return 255 if value > 110 else 0


def test_a_full_page_is_28_characters_by_22_lines(office: Office) -> None:
    pages = words_by_line(opened(office, portrait("<p>" + "示例文字" * 600 + "</p>")))
    assert len(pages) == 4
    for sheet in pages[:3]:
        assert len(sheet) == 22
        assert {len(line) for line in sheet[1:]} == {28}
    assert len(pages[0][0]) == 26


def test_paragraphs_and_headings_keep_22_lines(office: Office) -> None:
    block = f"<h2>一、标题</h2><p>{'示例文字' * 12}</p><p>{'“示例”，文字。' * 9}</p>"
    pages = words_by_line(opened(office, portrait(block * 12)))
    assert {len(sheet) for sheet in pages[:-1]} <= {21, 22}  # a heading may go with its text
    assert 22 in {len(sheet) for sheet in pages[:-1]}


@pytest.mark.parametrize("issuer", ["示例市人民政府办公室文件", "示例市人民政府"])
def test_masthead(office: Office, issuer: str) -> None:
    head = samples.MASTHEAD.replace("示例市人民政府办公室文件", issuer)
    text = "<h1>关于示例的通知</h1><p>" + "文字" * 60 + "</p>"
    pdf = opened(office, portrait(head + text))
    name = ink(pdf, 1, (0, 60, 210, 100), red=True)
    assert name[1] == pytest.approx(TOP + 35, abs=0.3)
    assert (name[0] + name[2]) / 2 == pytest.approx(106, abs=0.5)
    assert name[0] >= LEFT and name[2] <= RIGHT
    rule = ink(pdf, 1, (0, name[3] + 15, 210, 150), red=True)
    assert (rule[0], rule[2]) == pytest.approx((LEFT, RIGHT), abs=0.2)
    number = ink(pdf, 1, (60, name[3] + 10, 150, rule[1] - 0.3))
    assert rule[1] - number[3] == pytest.approx(4, abs=0.3)
    assert number[1] - name[3] == pytest.approx(2 * 10.2 + 2.5, abs=1.5)
    title = ink(pdf, 1, (28, rule[3] + 1, 184, rule[3] + 35))
    assert title[1] - rule[3] == pytest.approx(2 * 10.2 + 2.5, abs=1.5)


def test_a_notice_with_its_signature_fits_the_first_page(office: Office) -> None:
    notice = samples.NOTICE.replace("<br>", "示例市二〇二一年度<br>")
    pages = words_by_line(
        opened(office, notice.split('<p class="attachment">')[0] + samples.SIGNATURE)
    )
    assert len(pages) == 1


def test_signature(office: Office) -> None:
    # Without digits: LibreOffice alone puts a gap between them and the characters.
    block = samples.SIGNATURE.replace("2021年3月9日", "二〇二一年三月九日")
    pdf = opened(office, portrait("<p>文。</p>" + block))
    with pdfplumber.open(pdf) as document:
        _, signatory, date, _ = document.pages[0].extract_text_lines(y_tolerance=4)
    middle = [(line["x0"] + line["x1"]) / 2 / MM for line in (signatory, date)]
    assert middle[0] == pytest.approx(middle[1], abs=0.2)
    assert RIGHT - date["x1"] / MM == pytest.approx(4 * 315 / 56.7, abs=0.3)


def test_page_numbers(office: Office) -> None:
    pdf = opened(office, portrait("<p>" + "示例文字" * 300 + "</p>"))
    odd, even = ink(pdf, 1, (0, 263, 210, 290)), ink(pdf, 2, (0, 263, 210, 290))
    assert RIGHT - odd[2] == pytest.approx(4.94, abs=0.5)
    assert even[0] - LEFT == pytest.approx(4.94, abs=0.5)
    dash = ink(pdf, 1, (odd[0], 263, odd[0] + 3, 290))
    assert (dash[1] + dash[3]) / 2 - BOTTOM == pytest.approx(7, abs=0.5)
    with pdfplumber.open(pdf) as document:
        assert "— 1 —" in document.pages[0].extract_text()
        assert "— 2 —" in document.pages[1].extract_text()


@pytest.mark.parametrize("count", [1, 17, 18, 19, 21, 22])
def test_the_colophon_stands_at_the_foot_and_covers_nothing(office: Office, count: int) -> None:
    text = "".join(f"<p>第{i}段</p>" for i in range(count))
    pdf = opened(office, portrait(text + COLOPHON))
    pages = words_by_line(pdf)
    assert len(pages) == (1 if count <= 18 else 2)
    assert [line for sheet in pages for line in sheet][count].startswith("抄送：")
    last = len(pages)
    with pdfplumber.open(pdf) as document:
        sheet = document.pages[last - 1]
        rules = sorted({round(line["top"] / MM, 1) for line in (*sheet.lines, *sheet.rects)})
        above = [c["bottom"] / MM for c in sheet.chars if c["bottom"] / MM < rules[0]]
    assert rules[-1] == pytest.approx(BOTTOM, abs=0.6)
    if len(pages) == 1:
        assert max(above) < rules[0]
    else:
        assert above == []
    box = ink(pdf, last, (0, rules[0] - 1, 210, 263))
    assert (box[0], box[2]) == pytest.approx((LEFT, RIGHT), abs=0.3)


def test_landscape_pages_repeat_the_header_and_keep_bands(office: Office) -> None:
    row = f"<tr><td class='center'>1</td><td>任务</td><td>{'示例文字' * 25}</td><td>某局</td></tr>"
    band = '<tr><td class="band" colspan="4">分栏</td></tr>'
    pdf = opened(office, landscape(table((band + row * 3) * 9)))
    with pdfplumber.open(pdf) as document:
        for sheet in document.pages:
            assert (sheet.width, sheet.height) == pytest.approx((297 * MM, 210 * MM), abs=1)
    pages = words_by_line(pdf)
    assert len(pages) > 2
    for lines_ in pages:
        assert lines_[0] == "序号任务工作内容责任单位"
        assert lines_[-1] != "分栏"
    # The table's frame is the 版心: 28 mm above, 35 mm left, 225 mm wide.
    box = ink(pdf, 1, (0, 0, 297, 183))
    assert (box[0], box[1], box[2]) == pytest.approx((35, 28, 260), abs=0.4)


def test_landscape_page_number(office: Office) -> None:
    pdf = opened(office, landscape("<p>文字</p>"))
    foot = ink(pdf, 1, (0, 185, 297, 205))
    dash = ink(pdf, 1, (foot[0], 185, foot[0] + 3, 205))
    assert (dash[1] + dash[3]) / 2 - 184 == pytest.approx(7, abs=0.5)
    assert 260 - foot[2] == pytest.approx(4.94, abs=0.5)


def test_a_row_higher_than_a_page_goes_on(office: Office) -> None:
    row = f"<tr><td>1</td><td>任务</td><td>{'示例文字' * 700}</td><td>某局</td></tr>"
    pages = words_by_line(opened(office, landscape(table(row))))
    assert "".join(line for sheet in pages for line in sheet).count("示") > 690


def test_every_word_reaches_the_page(office: Office) -> None:
    body = samples.NOTICE + samples.ANNEX + samples.PLAN
    pdf = opened(office, body)
    printed = "".join(line for sheet in words_by_line(pdf) for line in sheet)
    wanted = "".join(lines(parse(samples.page(body)))).replace(" ", "")
    assert sorted(printed) == sorted(wanted)
