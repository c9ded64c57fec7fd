"""Forms through LibreOffice: typed into, saved again, printed."""

from __future__ import annotations

from pathlib import Path

import pdfplumber
import pytest

from tests.support.filling import written
from tests.support.handed import Office, errors, form, good, word_form
from tests.support.libreoffice import SOFFICE
from tests.support.libreoffice import Office as LibreOffice
from tests.support.typing_clerk import typed

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(SOFFICE is None, reason="没有 soffice（LibreOffice）"),
]

TYPED = {
    "F8": "12",  # T04-1
    "F9": "1,200",  # T04-2
    "F11": "20家",  # T05-1
    "F15": "18.5%",  # T06-1
    "F18": "3.5",  # T07-2
    "H7": "-已认定一批",  # T04
    "I7": "=资金不足",
    "L10": "延期",  # T05
    "M10": "1-2月招标",
    "N10": "2022-3-31",
}


@pytest.fixture(scope="module")
def libre(tmp_path_factory: pytest.TempPathFactory) -> LibreOffice:
    return LibreOffice(tmp_path_factory.mktemp("office"))


@pytest.fixture
def office(folder: Path) -> Office:
    return Office(folder)


def test_what_is_typed_in_libreoffice_is_what_is_read(libre: LibreOffice, office: Office) -> None:
    content = typed(libre, form(), TYPED).read_bytes()
    outcome = office.take({"市科技局.xlsx": content})
    assert outcome.found == ()
    assert office.figures() == {
        "T04-1": "12", "T04-2": "1200", "T05-1": "20", "T06-1": "18.5", "T07-2": "3.5",
    }  # fmt: skip
    assert office.task("T04").progress == "-已认定一批"
    assert office.task("T04").problems == "=资金不足"
    request = office.task("T05").request
    assert request
    assert (request.reason, str(request.until)) == ("1-2月招标", "2022-03-31")


def test_what_is_typed_wrongly_is_refused_at_its_cell(libre: LibreOffice, office: Office) -> None:
    wrong = {"F9": "约130家", "F12": "=1+1", "F13": "1-2", "F15": "0.185", "F18": "35000万元"}
    content = typed(libre, form(), {**TYPED, **wrong}).read_bytes()
    found = {one.place.cell: one.code for one in errors(office.take({"市科技局.xlsx": content}))}
    assert found == {
        "填报!F9": "Z707", "填报!F12": "Z711", "填报!F13": "Z707", "填报!F15": "Z708",
        "填报!F18": "Z709",
    }  # fmt: skip
    assert office.figures() == {"T04-1": "12", "T05-1": "20"}


@pytest.mark.parametrize("way", [["xlsx"], ["ods", "xlsx"], ["xls", "xlsx"], ["xlsx", "xlsx"]])
def test_saved_by_libreoffice_it_says_the_same(
    libre: LibreOffice, office: Office, tmp_path: Path, way: list[str]
) -> None:
    office.take({"表.xlsx": good()})
    before = office.ledger_bytes()
    file = tmp_path / "填好的.xlsx"
    file.write_bytes(good())
    for number, suffix in enumerate(way):
        (tmp_path / str(number)).mkdir()
        file = libre.convert(file, suffix, tmp_path / str(number))
    assert file.read_bytes() != good()
    outcome = office.take({"另存.xlsx": file.read_bytes()})
    assert outcome.found == ()
    assert office.ledger_bytes() == before


def test_a_word_form_saved_by_libreoffice_says_the_same(
    libre: LibreOffice, office: Office, tmp_path: Path
) -> None:
    answers = {
        ("T04", "progress"): "已认定12家，ABC企业3家。\n“示例”。", ("T04-1", "value"): "12家",
        ("T06-1", "value"): "18.5%", ("T05", "request"): "延期", ("T05", "reason"): "待批",
        ("T05", "until"): "2022-03-31", ("signed", "填报人"): "示例甲",
    }  # fmt: skip
    content = written(word_form(), answers)
    office.take({"表.docx": content})
    before = office.ledger_bytes()
    (tmp_path / "in.docx").write_bytes(content)
    (tmp_path / "out").mkdir()
    file = libre.convert(tmp_path / "in.docx", "docx:MS Word 2007 XML", tmp_path / "out")
    outcome = office.take({"另存.docx": file.read_bytes()})
    assert not errors(outcome), outcome.found
    assert office.ledger_bytes() == before


def test_a_word_form_on_paper(libre: LibreOffice, tmp_path: Path) -> None:
    with pdfplumber.open(libre.to_pdf(word_form("市金融工作局"), "报送表")) as document:
        assert len(document.pages) == 2
        assert [round(page.width) for page in document.pages] == [595, 595]
        words = "".join(page.extract_text() for page in document.pages)
    for line in ("T28-1", "进展情况", "申请事项", "延期至", "填报人", "表号"):
        assert line in words
