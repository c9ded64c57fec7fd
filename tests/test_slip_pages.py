"""Pages of a slip, and fields to fill in, as the PDF has them."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from pypdf import PdfReader
from support import press, samples

MULTILINE = 1 << 12


@pytest.fixture(scope="module")
def whole() -> bytes:
    return press.pdf(samples.WHOLE)


def pages(content: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(content)
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


def test_a_slip_has_no_page_number(whole: bytes) -> None:
    found = pages(whole)
    number = next(i for i, text in enumerate(found) if "示例督办单" in text)
    assert f"— {number + 1} —" not in found[number]
    assert f"— {number + 2} —" in found[number + 1]


def test_fields_can_be_filled_in(whole: bytes) -> None:
    fields = PdfReader(io.BytesIO(whole)).get_fields()
    assert fields
    assert {
        name: bool(field.get("/Ff", 0) & MULTILINE)  # type: ignore[operator]
        for name, field in fields.items()
    } == {"receiver": False, "progress": True, "done": False, "day": False}


def test_what_a_cell_holds_together_stands_on_one_page() -> None:
    filler = "<p>文字</p>" * 18
    columns = '<colgroup><col style="width:30mm"><col style="width:100mm"></colgroup>'
    group = '<tr><td rowspan="4">组</td><td>甲行</td></tr>' + "".join(
        f"<tr><td>{word}行</td></tr>" for word in "乙丙丁"
    )
    table = f'<table class="form">{columns}<tbody><tr><td>前</td><td>首行</td></tr>{group}</tbody></table>'
    first, second = pages(press.pdf(samples.page(samples.portrait(filler + table))))
    assert "首行" in first
    assert "甲行" in second and "丁行" in second
