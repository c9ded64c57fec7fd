"""Sample data: every page says that it is made up."""

import io

import pypdfium2
import pytest
from openpyxl import load_workbook
from support import press, samples

from zmddoc.compose.forms import forms
from zmddoc.compose.ledger import ledger
from zmddoc.project import Project
from zmddoc.render.xlsx import render_form, render_ledger


def heads(content: bytes) -> list[bool]:
    """Whether each page of a PDF says 示例数据 above its text."""
    found = []
    for page in pypdfium2.PdfDocument(content):
        width, height = page.get_size()
        text = page.get_textpage().get_text_bounded(0, height - 70, width, height)
        found.append("示例数据" in text)
    return found


def test_every_page_of_a_pdf_says_so() -> None:
    marked = press.pdf(samples.WHOLE.replace("<head>", f"<head>{samples.SAMPLE}"))
    assert len(heads(marked)) >= 4
    assert all(heads(marked))
    assert not any(heads(press.pdf(samples.WHOLE)))


def workbooks(project: Project, sample: str) -> list[bytes]:
    """A form and the ledger of the project, its plan marked with ``sample``."""
    assert project.plan and project.registry and project.rules
    plan = project.plan.model_copy(update={"sample": sample})
    form, *_ = forms(plan, project.registry, project.rules, (), project.rules.periods[0])
    return [render_form(form), render_ledger(ledger(plan, project.registry, project.rules, None))]


@pytest.mark.parametrize("sample", ["", "示例数据"])
def test_every_sheet_of_a_workbook_says_so_on_the_screen_and_on_paper(
    real: Project, sample: str
) -> None:
    for content in workbooks(real, sample):
        for sheet in load_workbook(io.BytesIO(content)):
            assert sheet.oddHeader.center.text == (sample or None)
            top = [str(sheet.cell(row, 1).value) for row in (1, 2)]
            assert any("示例数据" in words for words in top) == (
                bool(sample) and sheet.sheet_state == "visible"
            )
