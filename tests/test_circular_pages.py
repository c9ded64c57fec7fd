"""The circular on paper: the same words in Word, pictures as lines, no page without text."""

from __future__ import annotations

import io
import re
import zipfile

import pdfplumber
import pypdf
import pytest
from lxml import etree
from PIL import Image
from support import press
from support.circulars import boards, circular, first_section, many, text
from support.docx_text import docx_lines
from support.quarters import two_quarters

from zmddoc.compose import Composer
from zmddoc.fonts import find_fonts
from zmddoc.gongwen import lines
from zmddoc.gongwen.figures import characters, svg_of
from zmddoc.project import Project
from zmddoc.render.docx import render_docx
from zmddoc.render.pdf import PdfRenderer

COMPOSER = Composer()


def renderer(*trees: etree._Element) -> PdfRenderer:
    return press.printer(find_fonts(), characters(trees))


@pytest.fixture(scope="module")
def third(real: Project) -> etree._Element:
    assert real.plan and real.registry and real.rules
    return circular(boards(real, "2021Q3", *two_quarters(real.plan, real.registry, real.rules)))


@pytest.fixture(scope="module")
def pdf(third: etree._Element) -> bytes:
    return renderer(third).render(third)


@pytest.fixture(scope="module")
def docx(third: etree._Element) -> bytes:
    return render_docx(third, press.BASE, renderer(third).picture)


def flat(words: str) -> str:
    return re.sub(r"\s+", "", words)


def test_word_says_the_same(third: etree._Element, docx: bytes) -> None:
    assert docx_lines(docx) == lines(third)


def test_the_pdf_says_every_figure(third: etree._Element, pdf: bytes) -> None:
    with pdfplumber.open(io.BytesIO(pdf)) as pages:
        said = flat("".join(page.extract_text() or "" for page in pages.pages))
    for number in set(re.findall(r"\d+(?:\.\d+)?%?", text(third))):
        assert number in said, number


def test_pictures_are_lines_in_the_pdf(pdf: bytes) -> None:
    """Nothing in the PDF is made of dots."""
    for page in pypdf.PdfReader(io.BytesIO(pdf)).pages:
        assert not list(page.images)
    with pdfplumber.open(io.BytesIO(pdf)) as pages:
        drawn = [page for page in pages.pages if "图" in (page.extract_text() or "")]
        assert any(len(page.lines) + len(page.rects) + len(page.curves) > 20 for page in drawn)


def test_pictures_are_sharp_in_word(docx: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        pictures = [one for one in archive.namelist() if one.endswith(".png")]
        assert len(pictures) == 2
        assert len([one for one in archive.namelist() if one.endswith(".svg")]) == 2
        for one in pictures:
            image = Image.open(io.BytesIO(archive.read(one)))
            assert abs(image.width - 156 / 25.4 * 300) < 3
    document = zipfile.ZipFile(io.BytesIO(docx)).read("word/document.xml").decode()
    assert len(re.findall('descr="各[^"]+%', document)) == 2


def test_pictures_are_grey(third: etree._Element) -> None:
    for image in third.iter("img"):
        colours = set(re.findall(r'(?:fill|stroke)="(#[0-9a-f]+)"', svg_of(image)))
        assert colours
        for colour in colours:
            digits = colour[1:] if len(colour) == 7 else "".join(2 * c for c in colour[1:])
            assert digits[:2] == digits[2:4] == digits[4:], colour


@pytest.mark.parametrize("number", [2, 40, 60])
def test_few_and_many_bodies(number: int) -> None:
    tree, registry = many(number)
    pictures = [svg_of(one) for one in tree.iter("img")]
    for svg in pictures:
        width, height = (float(x) for x in re.findall(r'(?:width|height)="([\d.]+)mm"', svg)[:2])
        assert width == 156
        assert height <= 212
    said = "".join(pictures)
    for unit in registry.units:
        assert unit.name in re.sub(r"</text><text[^>]*>|<[^>]*>", "", said)
    captions = ["".join(map(str, one.itertext())) for one in tree.iter("figcaption")]
    assert [one[:2] for one in captions] == [f"图{i}" for i in range(1, len(captions) + 1)]


def test_nothing_runs_off_the_page() -> None:
    tree, _ = many(40)
    with pdfplumber.open(io.BytesIO(renderer(tree).render(tree))) as pages:
        for page in pages.pages:
            assert not [one for one in page.chars if one["x1"] > page.width - 60]
            assert not [one for one in page.chars if one["x0"] < 70]


def test_no_page_without_text_has_the_signature() -> None:
    """However long the text is, a line of it stands above the 附件说明 and the 署名."""
    trees = [first_section(many(number)[0]) for number in range(2, 14)]
    drawn = renderer(*trees)
    starts = set()
    for tree in trees:
        with pdfplumber.open(io.BytesIO(drawn.render(tree))) as pages:
            last = flat(pages.pages[-1].extract_text() or "")
        before, named, after = last.partition("附件：1.")
        assert named, last
        assert "年月日" in after
        assert len(before) > 5, last
        starts.add(len(before) // 100)
    assert len(starts) > 2, "the signature falls on different heights"
