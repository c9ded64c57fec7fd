"""The circular as LibreOffice sets it."""

from __future__ import annotations

import re
from pathlib import Path

import pdfplumber
import pytest
from lxml import etree
from support import press
from support.circulars import boards, circular, first_section, many
from support.libreoffice import SOFFICE, Office
from support.quarters import two_quarters

from zmddoc.fonts import find_fonts
from zmddoc.gongwen.figures import characters
from zmddoc.project import Project
from zmddoc.render.docx import render_docx

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(SOFFICE is None, reason="没有 soffice（LibreOffice）"),
]


def pages(office: Office, tree: etree._Element) -> list[str]:
    """The words of each page."""
    draw = press.printer(find_fonts(), characters([tree])).picture
    pdf: Path = office.to_pdf(render_docx(tree, press.BASE, draw))
    with pdfplumber.open(pdf) as document:
        return [re.sub(r"\s+", "", page.extract_text() or "") for page in document.pages]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return Office(tmp_path_factory.mktemp("office"))


@pytest.mark.parametrize("number", range(2, 10))
def test_no_page_without_text_has_the_signature(office: Office, number: int) -> None:
    last = pages(office, first_section(many(number)[0]))[-1]
    before, named, after = last.partition("附件：1.")
    assert named, last
    assert "年月日" in after
    assert len(before) > 5, last


def test_every_part_is_in_its_place(office: Office, real: Project) -> None:
    assert real.plan and real.registry and real.rules
    tree = circular(boards(real, "2021Q3", *two_quarters(real.plan, real.registry, real.rules)))
    said = pages(office, tree)
    assert said[0].startswith("驻马店市人民政府办公室文件")
    assert "现将《驻马店市2021年" in said[0], "首页必须显示正文"
    assert [one[:3] for one in said if one.startswith("附件")] == ["附件1", "附件2", "附件3"]
    assert "抄送：" in said[-1]
    assert "附件3" in said[-1]
    for title in ("各章平均完成率与序时进度", "各牵头单位平均序时完成度"):
        assert sum(f"图{n}{title}" in one for one in said for n in (1, 2)) == 1
