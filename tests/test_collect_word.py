"""Word forms: out with content controls, and back however Word, WPS or a clerk leaves them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from tests.support.filling import W, written
from tests.support.handed import Office, errors, good, part, plan_as_it_is, repacked, word_form
from zmddoc.build import Order, build
from zmddoc.collect.filled import squeezed
from zmddoc.compose.form import form_id
from zmddoc.compose.forms import forms

ANSWERS = {
    ("T04", "progress"): "已认定一批。\n示例。",
    ("T04-1", "value"): "12家",
    ("T05-1", "value"): "２０",
    ("T06-1", "value"): "18.5%",
    ("T05", "request"): "延期",
    ("T05", "reason"): "待省里批复",
    ("T05", "until"): "2022-03-31",
    ("T03", "evidence"): "驻科〔2021〕1号",
    ("signed", "填报人"): "示例甲",
    ("signed", "联系电话"): "0396-0000000",
}
BODY = "word/document.xml"


@pytest.fixture
def office(folder: Path) -> Office:
    return Office(folder)


def body(content: bytes) -> etree._Element:
    return etree.fromstring(part(content, BODY))


def changed(content: bytes, before: str, after: str) -> bytes:
    xml = part(content, BODY).decode()
    assert before in xml
    return repacked(content, {BODY: xml.replace(before, after, 1).encode()})


def controls(content: bytes) -> dict[str, etree._Element]:
    return {
        str(control.find(f"{W}sdtPr/{W}tag").get(f"{W}val")): control  # type: ignore[union-attr]
        for control in body(content).iter(f"{W}sdt")
    }


def test_every_cell_to_be_filled_in_is_a_control_named_after_its_row() -> None:
    project = plan_as_it_is()
    assert project.plan and project.registry and project.rules
    (form,) = forms(
        project.plan, project.registry, project.rules, (), project.rules.periods[0], "市科技局"
    )
    expected = {f"{row.id}.{key}.{row.digest}" for row in form.rows for key in row.fills}
    found = controls(word_form())
    assert {tag for tag in found if not tag.startswith("signed.")} == expected
    assert all(len(tag) <= 64 for tag in found)  # Word takes no more
    choice = next(c for tag, c in found.items() if tag.startswith("T04.request."))
    assert [i.get(f"{W}value") for i in choice.iter(f"{W}listItem")] == ["延期", "调整", "办结"]
    until = next(c for tag, c in found.items() if tag.startswith("T04.until."))
    assert until.find(f"{W}sdtPr/{W}date") is not None
    words = "".join(t.text or "" for t in body(word_form()).iter(f"{W}t"))
    for line in ("填报单位：市科技局", form.id, form.part[:12], "2021年7月5日前报送"):
        assert line in words
    for row in form.rows:
        assert squeezed(row.wording.split("\n")[0]) in squeezed(words)


def test_yes_and_no_are_a_list() -> None:
    found = controls(word_form("市发改委"))
    yes = next(c for tag, c in found.items() if tag.startswith("T12-2.value."))
    assert [i.get(f"{W}value") for i in yes.iter(f"{W}listItem")] == ["是", "否"]


def test_what_was_filled_in_is_read_back(office: Office) -> None:
    outcome = office.take({"市科技局.docx": written(word_form(), ANSWERS)})
    assert outcome.found == ()
    assert office.figures() == {"T04-1": "12", "T05-1": "20", "T06-1": "18.5"}
    assert office.task("T04").progress == "已认定一批。\n示例。"
    request = office.task("T05").request
    assert request
    assert (request.kind, request.reason, request.until) == (
        "extension", "待省里批复", date(2022, 3, 31),
    )  # fmt: skip
    assert office.figure("T04-1").cell == "T04-1 本期累计完成"
    assert office.task("T04").cells == {"progress": "T04 进展情况"}
    returned = office.returned()
    assert returned
    assert (returned.reporter, returned.phone) == ("示例甲", "0396-0000000")
    (kept,) = office.originals()
    assert kept.endswith(".docx")


def test_word_and_workbook_say_the_same(office: Office) -> None:
    office.take({"表.xlsx": good()})
    before = office.ledger_bytes()
    same = {
        ("T04", "progress"): "已认定一批，示例。",
        ("T04-1", "value"): "12",
        ("T05-1", "value"): "20",
    }
    assert not office.take({"表.docx": written(word_form(), same)}).found
    assert office.ledger_bytes() == before
    other = {**same, ("T04-1", "value"): "13"}
    (one,) = errors(office.take({"表.docx": written(word_form(), other)}))
    assert one.code == "Z712"
    assert "那份12（填报!F8），这份13（T04-1 本期累计完成）" in one.message


def without_controls(content: bytes) -> bytes:
    """The words left, the controls gone: as when a clerk types over them."""
    xml = part(content, BODY).decode()
    bare = re.sub(r"<w:sdtPr>.*?</w:sdtPr>|</?w:sdt(?:Content)?>", "", xml, flags=re.S)
    return repacked(content, {BODY: bare.encode()})


def without_stamp(content: bytes) -> bytes:
    core = part(content, "docProps/core.xml").decode()
    bare = re.sub(r"<cp:keywords>.*?</cp:keywords>", "", core)
    assert bare != core
    return repacked(content, {"docProps/core.xml": bare.encode()})


def with_revisions(content: bytes) -> bytes:
    """A figure changed with changes tracked: 12 struck out, 15 put in."""
    return changed(
        content,
        "<w:t>12家</w:t>",
        "<w:t/></w:r><w:del w:id='1' w:author='x'><w:r><w:delText>9</w:delText></w:r></w:del>"
        "<w:moveFrom w:id='2' w:author='x'><w:r><w:t>8</w:t></w:r></w:moveFrom>"
        "<w:ins w:id='3' w:author='x'><w:r><w:t>12家</w:t></w:r></w:ins><w:r><w:t/>",
    )


@pytest.mark.parametrize("change", [without_controls, without_stamp, with_revisions])
def test_a_document_that_was_changed(office: Office, change: object) -> None:
    assert callable(change)
    outcome = office.take({"表.docx": change(written(word_form(), ANSWERS))})
    assert not errors(outcome)
    assert office.figures() == {"T04-1": "12", "T05-1": "20", "T06-1": "18.5"}
    assert office.task("T04").progress == "已认定一批。\n示例。"


def test_what_is_written_beside_the_table_is_named(office: Office) -> None:
    content = changed(
        written(word_form(), ANSWERS),
        "<w:sectPr",
        "<w:p><w:r><w:t>另附说明</w:t></w:r></w:p><w:sectPr",
    )
    (one,) = office.take({"表.docx": content}).found
    assert one.code == "Z717"
    assert "“另附说明”" in one.message


@pytest.mark.parametrize(
    ("answers", "code", "cell"),
    [
        ({("T04-2", "value"): "约130家"}, "Z707", "T04-2 本期累计完成"),
        ({("T07-2", "value"): "35000万元"}, "Z709", "T07-2 本期累计完成"),
        ({("T06-1", "value"): "0.185"}, "Z708", "T06-1 本期累计完成"),
        ({("T08", "request"): "延期"}, "Z713", "T08 申请事项"),
        ({("T05", "until"): "明年"}, "Z714", "T05 延期至"),
    ],
)
def test_a_bad_cell_does_not_cost_the_others(
    office: Office, answers: dict[tuple[str, str], str], code: str, cell: str
) -> None:
    outcome = office.take({"表.docx": written(word_form(), ANSWERS | answers)})
    assert [(one.code, one.place.cell) for one in errors(outcome)] == [(code, cell)]
    assert office.figures()["T04-1"] == "12"
    assert office.figures()["T05-1"] == "20"


FIELD = (
    "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>DD</w:instrText></w:r>"
    "<w:r><w:instrText>EAUTO c:\\\\windows\\\\cmd.exe</w:instrText></w:r></w:p><w:sectPr"
)


@pytest.mark.parametrize(
    ("damage", "code", "says"),
    [
        (lambda c: changed(c, "<w:sectPr", FIELD), "Z702", "DDE"),
        (lambda c: repacked(c, {"word/vbaProject.bin": b"x"}), "Z702", "文件带宏"),
        (lambda c: changed(c, ">编号<", ">序号<"), "Z703", "里面没有报送表"),
        (lambda c: c[:-300], "Z700", "没有传完"),
        (lambda c: written(word_form(period=1), {("T04-1", "value"): "9"}), "Z704", "2021Q3"),
        (lambda c: word_form(), "Z716", "是空的"),
    ],
)  # fmt: skip
def test_a_bad_document(office: Office, damage: object, code: str, says: str) -> None:
    assert callable(damage)
    outcome = office.take({"表.docx": damage(written(word_form(), ANSWERS))})
    (one,) = errors(outcome)
    assert one.code == code
    assert says in one.message
    assert office.ledger() is None


def test_a_form_of_an_older_plan_says_what_changed(office: Office) -> None:
    content = written(word_form(), ANSWERS)
    core = part(content, "docProps/core.xml").decode()
    plan = re.search(r"part=([0-9a-f]{64})", core)
    digest = re.search(r'"T04-1\.value\.([0-9a-f]{12})"', part(content, BODY).decode())
    assert plan and digest
    before = "0" * 64
    now, was = (form_id("2021Q2", "市科技局", one) for one in (plan[1], before))
    xml = part(content, BODY).decode().replace(now, was).replace(digest[1], "0" * 12)
    older = repacked(
        content,
        {BODY: xml.encode(), "docProps/core.xml": core.replace(plan[1], before).encode()},
    )
    (one,) = errors(office.take({"旧.docx": older}))
    assert one.code == "Z705"
    assert "改过的：T04-1" in one.message
    (one,) = errors(office.take({"旧.docx": older}, older=True))
    assert one.place.cell == "T04-1 本期累计完成"
    assert office.figures() == {"T05-1": "20", "T06-1": "18.5"}
    # where the controls have lost their names nobody can say what changed
    bare = re.sub(r"<w:sdtPr>.*?</w:sdtPr>", "", xml, flags=re.S)
    lost = repacked(older, {BODY: bare.encode()})
    for older_too in (False, True):
        (one,) = errors(office.take({"旧.docx": lost}, older=older_too))
        assert one.code == "Z705"
        assert one.place.cell == ""


def test_docx_is_built_where_it_is_asked_for(folder: Path) -> None:
    here = replace(plan_as_it_is(), root=folder)
    written_ = build(here, Order(("form",), "市商务局", ("docx",), "2021Q2")).written
    assert written_ == ("build/报送表/2021Q2/市商务局.docx",)
    both = build(here, Order(("form",), "市商务局", ("docx", "xlsx"), "2021Q2")).made
    assert set(both) == {"build/报送表/2021Q2/市商务局.docx", "build/报送表/2021Q2/市商务局.xlsx"}
