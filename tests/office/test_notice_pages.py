"""A 督办单 as LibreOffice sets it: one page, whatever passes for one."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from support import press
from support.libreoffice import SOFFICE, Office
from support.notices import fullest

from zmddoc.render.docx import render_docx

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(SOFFICE is None, reason="没有 soffice（LibreOffice）"),
]


@pytest.mark.parametrize("targets", [0, 1, 4])
def test_the_fullest_sheet_is_one_page(tmp_path: Path, targets: int) -> None:
    _, tree = fullest(targets, "经市政府同意")
    pdf = Office(tmp_path).to_pdf(render_docx(tree, press.BASE, None))
    document = pypdfium2.PdfDocument(pdf)
    try:
        assert len(document) == 1
    finally:
        document.close()
