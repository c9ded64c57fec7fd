"""What clerks do with a form and may: each is read as it was meant."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.styles import PatternFill

from tests.support.filling import Answers, cell_of, filled, written
from tests.support.handed import GOOD, JULY_3, Office, errors, form, good, part, repacked
from zmddoc.compose import Composer
from zmddoc.compose.form_draft import form_draft
from zmddoc.compose.forms import forms
from zmddoc.render.docx import render_docx
from zmddoc.render.xlsx import render_form


@pytest.fixture
def office(folder: Path) -> Office:
    return Office(folder)


@pytest.mark.parametrize(
    ("typed", "number_format", "target", "read"),
    [
        (12, "", "T04-1", "12"),
        (12.0, "", "T04-1", "12"),
        ("12", "", "T04-1", "12"),
        ("12家", "", "T04-1", "12"),
        (" 12 家 ", "", "T04-1", "12"),
        ("１２家", "", "T04-1", "12"),
        ("12\u200b\xa0\n", "@", "T04-1", "12"),
        (12, '0"家"', "T04-1", "12"),
        (12, "0_ ", "T04-1", "12"),
        (12, '#,##0.00_);[Red](#,##0.00)', "T04-1", "12"),
        (12, "G/通用格式", "T04-1", "12"),
        (12, "@", "T04-1", "12"),
        ("12。", "", "T04-1", "12"),
        (0, "", "T04-1", "0"),
        ("0家", "", "T04-1", "0"),
        (1200, "#,##0", "T04-2", "1200"),
        ("1,200", "", "T04-2", "1200"),
        ("1，200", "", "T04-2", "1200"),
        ("１，２００", "", "T04-2", "1200"),
        ("1 200", "", "T04-2", "1200"),
        ("1,200家", "", "T04-2", "1200"),
        (8.5, "", "T06-1", "8.5"),
        (0.085, "0.0%", "T06-1", "8.5"),
        (0.085, "0.00%", "T06-1", "8.5"),
        (8.5, '0.0"%"', "T06-1", "8.5"),
        (8.5, r"0.0\%", "T06-1", "8.5"),
        ("8.5%", "", "T06-1", "8.5"),
        ("8.5％", "", "T06-1", "8.5"),
        ("８．５％", "", "T06-1", "8.5"),
        ("8。5%", "", "T06-1", "8.5"),
        ("增长8.5%", "", "T06-1", "8.5"),
        ("下降2.5%", "", "T06-1", "-2.5"),
        (-2.5, "", "T06-1", "-2.5"),
        ("-2.5%", "", "T06-1", "-2.5"),
        ("+8.5%", "", "T06-1", "8.5"),
        ("0.085%", "", "T06-1", "0.085"),
        (0.00085, "0.000%", "T06-1", "0.085"),
        (125, "", "T06-1", "125"),
        (30.299999999999997, "", "T06-1", "30.3"),
        (3.5, "", "T07-2", "3.5"),
        ("3.5亿元", "", "T07-2", "3.5"),
        ("3.5亿", "", "T07-2", "3.5"),
        (3.5, '0.00"亿元"', "T07-2", "3.5"),
        ("—", "", "T04-1", None),
        ("/", "", "T04-1", None),
        ("  ", "", "T04-1", None),
    ],
)  # fmt: skip
def test_a_figure(
    office: Office, typed: str | float, number_format: str, target: str, read: str | None
) -> None:
    answers: Answers = {(target, "value"): typed}
    outcome = office.take({"表.xlsx": good(answers, number_format)})
    assert not errors(outcome)
    expected = {"T04-1": "12", "T05-1": "20"} | ({target: read} if read else {})
    if read is None:
        expected.pop(target)
    assert office.figures() == expected


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("是", 1), ("否", 0), (" 是 ", 1), ("√", 1), ("×", 0), ("已完成", 1), ("未完成", 0),
        (True, 1), (False, 0), (1, 1), (0, 0), ("是。", 1),
    ],
)  # fmt: skip
def test_yes_and_no(office: Office, typed: str | bool, read: int) -> None:
    outcome = office.take({"表.xlsx": filled(form("市发改委"), {("T12-2", "value"): typed})})
    assert not errors(outcome)
    assert office.figures("市发改委") == {"T12-2": str(read)}


def test_of_members_how_many_have_reached_it(office: Office) -> None:
    answers: Answers = {("T23-1", "value"): "13个"}
    assert not errors(office.take({"表.xlsx": filled(form("市发改委"), answers)}))
    assert office.figures("市发改委") == {"T23-1": "13"}


def test_a_figure_and_what_it_is_compared_with(office: Office) -> None:
    answers: Answers = {
        ("T28-1", "value"): 35.2, ("T28-1", "baseline"): "30.1亿元",
        ("T28-2", "value"): -1.5, ("T28-2", "baseline"): 2,
        ("T28-3", "value"): 12,
    }  # fmt: skip
    assert not errors(office.take({"表.xlsx": filled(form("市金融工作局"), answers)}))
    figure = office.figure("T28-1", "市金融工作局")
    assert (figure.value, figure.baseline) == (Decimal("35.2"), Decimal("30.1"))
    assert office.figure("T28-2", "市金融工作局").value == Decimal("-1.5")
    assert office.figure("T28-3", "市金融工作局").baseline is None


@pytest.mark.parametrize(
    "typed",
    [
        date(2022, 3, 31), datetime(2022, 3, 31, 9, 30), "2022-03-31", "2022/3/31", "2022.3.31",
        "2022年3月31日", "２０２２年３月３１日", "2022年3月31日前", "20220331", 20220331,
        " 2022 - 3 - 31 ",
    ],
)  # fmt: skip
def test_a_day(office: Office, typed: object) -> None:
    answers: Answers = {
        ("T05", "request"): "延期", ("T05", "reason"): "待省里批复", ("T05", "until"): typed,  # type: ignore[dict-item]
    }  # fmt: skip
    assert not errors(office.take({"表.xlsx": good(answers)}))
    request = office.task("T05").request
    assert request
    assert (request.kind, request.until) == ("extension", date(2022, 3, 31))


def test_days_that_count_from_1904(office: Office) -> None:
    def macintosh(book: Workbook) -> None:
        cell = cell_of(book["填报"], "T05", "until")
        cell.value = (date(2022, 3, 31) - date(1904, 1, 1)).days
        cell.number_format = "yyyy/m/d"

    asked: Answers = {("T05", "request"): "延期", ("T05", "reason"): "待批"}
    content = filled(good(asked), {}, macintosh)
    workbook = part(content, "xl/workbook.xml")
    assert b"<workbookPr" in workbook
    since = workbook.replace(b"<workbookPr", b'<workbookPr date1904="1"', 1)
    assert not errors(office.take({"表.xlsx": repacked(content, {"xl/workbook.xml": since})}))
    request = office.task("T05").request
    assert request
    assert request.until == date(2022, 3, 31)


def test_requests_and_words(office: Office) -> None:
    answers: Answers = {
        ("T03", "request"): "申请调整", ("T03", "reason"): "口径变了",
        ("T06", "request"): "办结", ("T06", "reason"): "已完成", ("T06", "evidence"): "驻科〔2021〕1号",
        ("T07", "request"): "无", ("T07", "problems"): "  资金不足；\r\n 人手少。\t",
        ("T08", "next_steps"): "-继续推进", ("T08", "evidence"): 2021, ("T08", "problems"): "—",
    }  # fmt: skip
    assert not errors(office.take({"表.xlsx": good(answers)}))
    asked = office.task("T03").request
    assert asked
    assert (asked.kind, asked.reason) == ("adjustment", "口径变了")
    closing = office.task("T06").request
    assert closing
    assert closing.kind == "closing"
    assert office.task("T07").request is None
    assert office.task("T07").problems == "资金不足；\n人手少。"
    task = office.task("T08")
    assert (task.next_steps, task.evidence, task.problems) == ("-继续推进", "2021", "")


def test_every_value_knows_its_cell_and_its_file(office: Office) -> None:
    outcome = office.take({"市科技局（报送）.xlsx": good()})
    returned = office.returned()
    assert returned
    assert outcome.taken == ("市科技局（报送）.xlsx",)
    assert returned.file == "市科技局（报送）.xlsx"
    assert office.figure("T04-1").cell == "填报!F8"
    assert office.task("T04").cells == {"progress": "填报!H7"}
    (kept,) = office.originals()
    assert kept == f"{returned.sha256}.xlsx"
    assert (returned.received, returned.revised) == (JULY_3, None)


def test_who_filled_it_in(office: Office) -> None:
    def sign(book: Workbook) -> None:
        for row in book["填报"].iter_rows():
            for cell in row:
                if cell.value == "填报人：":
                    cell.value = "填报人：示例甲"
                if cell.value == "联系电话：":
                    book["填报"].cell(cell.row, cell.column + 1).value = "0396-0000000"

    office.take({"表.xlsx": filled(good(), {}, sign)})
    returned = office.returned()
    assert returned
    assert (returned.reporter, returned.phone) == ("示例甲", "0396-0000000")


# --- what is done to the sheet


def widen(book: Workbook) -> None:
    for letter in "ABCDEFG":
        book["填报"].column_dimensions[letter].width = 60


def colour(book: Workbook) -> None:
    for row in book["填报"].iter_rows(min_row=6):
        for cell in row:
            cell.fill = PatternFill("solid", fgColor="FFFF0000")


def hide(book: Workbook) -> None:
    book["填报"].row_dimensions[8].hidden = True
    book["填报"].column_dimensions["F"].hidden = True


def rename(book: Workbook) -> None:
    book["填报"].title = "科技局二季度"
    book["校验"].title = "Sheet2"


def reorder_sheets(book: Workbook) -> None:
    book.move_sheet("校验", -1)
    book.create_sheet("佐证清单", 0)["A1"] = "示例"


def unhide(book: Workbook) -> None:
    book["校验"].sheet_state = "visible"


def insert_column(book: Workbook) -> None:
    book["填报"].insert_cols(3)
    book["填报"].cell(5, 3).value = "内部分工"
    book["填报"].cell(8, 3).value = "高新科"


def insert_rows_above(book: Workbook) -> None:
    book["填报"].insert_rows(1, 2)
    book["填报"].cell(1, 1).value = "请各科室周五前填好"


def delete_the_title(book: Workbook) -> None:
    for merged in list(book["填报"].merged_cells.ranges):
        book["填报"].unmerge_cells(str(merged))
    book["填报"].delete_rows(1, 2)


def insert_an_empty_row(book: Workbook) -> None:
    book["填报"].insert_rows(8)


def delete_other_rows(book: Workbook) -> None:
    book["填报"].delete_rows(18, 3)


def sort_backwards(book: Workbook) -> None:
    sheet = book["填报"]
    rows = [
        [cell.value for cell in row]
        for row in sheet.iter_rows(min_row=6, max_row=22)
        if row[0].value
    ]
    for at, values in enumerate(reversed(rows), start=6):
        for number, value in enumerate(values, start=1):
            sheet.cell(at, number).value = value


def retype_the_heads(book: Workbook) -> None:
    sheet = book["填报"]
    for number in range(1, 15):
        cell = sheet.cell(5, number)
        cell.value = f" {str(cell.value).replace(chr(10), ' ')} "


def retype_the_ids(book: Workbook) -> None:
    sheet = book["填报"]
    for at in range(6, 23):
        cell = sheet.cell(at, 1)
        cell.value = f" {str(cell.value).lower().replace('-', '－')}\n"


def unprotect(book: Workbook) -> None:
    for sheet in book:
        sheet.protection.sheet = False


def drop_the_hidden_sheet(book: Workbook) -> None:
    del book["校验"]


def write_a_note_below(book: Workbook) -> None:
    book["填报"].cell(40, 2).value = "T04-1 的数为预计数"


@pytest.mark.parametrize(
    "change",
    [
        widen, colour, hide, rename, reorder_sheets, unhide, insert_column, insert_rows_above,
        delete_the_title, insert_an_empty_row, delete_other_rows, sort_backwards, retype_the_heads,
        retype_the_ids, unprotect, drop_the_hidden_sheet, write_a_note_below,
    ],
)  # fmt: skip
def test_a_sheet_that_was_changed(office: Office, change: Callable[[Workbook], None]) -> None:
    outcome = office.take({"随便什么名字.xls": filled(good(), {}, change)})
    assert not errors(outcome), outcome.found
    assert office.figures() == {"T04-1": "12", "T05-1": "20"}
    assert office.task("T04").progress == GOOD["T04", "progress"]


def test_what_stands_outside_the_table_is_named(office: Office) -> None:
    (one,) = office.take({"表.xlsx": filled(good(), {}, write_a_note_below)}).found
    assert (one.code, one.severity) == ("Z717", "warning")
    assert "填报!B40 “T04-1 的数为预计数”" in one.message
    (one,) = office.take({"表.xlsx": filled(good(), {}, insert_column)}).found
    assert "填报!C8 “高新科”" in one.message


def test_a_clean_form_gives_no_remark(office: Office) -> None:
    assert office.take({"表.xlsx": good()}).found == ()


def test_last_periods_figure_is_known_again_however_a_program_stores_it(office: Office) -> None:
    """openpyxl writes 8.8 as 8.800000000000001."""
    office.take({"表.xlsx": good({("T06-1", "value"): 8.8})})
    now = office.project()
    assert now.plan and now.registry and now.rules
    (next_,) = forms(
        now.plan, now.registry, now.rules, now.progress.values(), now.rules.periods[1], "市科技局"
    )
    blank = render_form(next_)
    assert b"8.800000000000001" in part(blank, "xl/worksheets/sheet1.xml")
    outcome = office.take({"下期.xlsx": filled(blank, GOOD)}, period=1)
    assert outcome.found == ()


def decide(office: Office, text: str) -> None:
    (office.folder / "plan/decisions.yaml").write_text(text, encoding="utf-8")


def test_what_was_struck_off_after_the_form_went_out_is_still_taken(office: Office) -> None:
    closing = "closings:\n- {id: T04, dated: 2021-07-01, reviewer: 示例, evidence: 示例}\n"
    decide(office, closing)
    outcome = office.take({"表.xlsx": good()})
    assert outcome.found == ()
    assert office.figures() == {"T04-1": "12", "T05-1": "20"}
    (standing,) = [one for one in outcome.standings if one.called == "市科技局"]
    assert "T04-2" not in standing.blanks


def test_a_form_that_says_what_is_struck_off_comes_back_without_a_remark(office: Office) -> None:
    decide(office, "closings:\n- {id: T04, dated: 2021-07-01, reviewer: 示例, evidence: 示例}\n")
    now = office.project()
    assert now.plan and now.registry and now.rules
    (made,) = forms(
        now.plan, now.registry, now.rules, (), now.rules.periods[0], "市科技局", now.decisions
    )
    answers: Answers = {("T05-1", "value"): 20}
    word = render_docx(
        Composer().compose(form_draft(made)), Composer().file("base.docx").read_bytes()
    )
    assert office.take({"表.xlsx": filled(render_form(made), answers)}).found == ()
    assert office.take({"表.docx": written(word, {("T05-1", "value"): "20"})}).found == ()
    assert office.figures() == {"T05-1": "20"}


def test_an_extension_may_be_asked_for_again_beyond_the_one_that_was_granted(
    office: Office,
) -> None:
    decide(
        office,
        "extensions:\n- {id: T05, dated: 2021-07-01, until: 2022-03-31, approved_by: 示例, reason: 示例}\n",
    )
    asked: Answers = {("T05", "request"): "延期", ("T05", "reason"): "待批"}
    (one,) = errors(office.take({"表.xlsx": good({**asked, ("T05", "until"): "2022-03-31"})}))
    assert (one.code, "2022年3月31日" in one.message) == ("Z714", True)
    assert not office.take({"表.xlsx": good({**asked, ("T05", "until"): "2022-06-30"})}).found


def test_what_nobody_is_responsible_for_may_be_reported_by_who_knows_it(office: Office) -> None:
    def headline(book: Workbook) -> None:
        sheet = book["填报"]
        sheet.cell(23, 1).value, sheet.cell(23, 6).value = "T02-2", 45

    assert not errors(office.take({"表.xlsx": filled(good(), {}, headline)}))
    assert office.figures()["T02-2"] == "45"


def test_strings_may_stand_in_the_cells_themselves(office: Office) -> None:
    """As some programs write them, with runs of several faces and a reading above."""
    content = good()
    sheet = part(content, "xl/worksheets/sheet1.xml").decode()
    start = sheet.index('<c r="F8"')
    end = sheet.index("</c>", start) + 4
    written = (
        '<c r="F8" t="inlineStr"><is><r><t>1</t></r><r><rPr/><t>3家</t></r>'
        '<rPh sb="0" eb="1"><t>99</t></rPh></is></c>'
    )
    changed = (sheet[:start] + written + sheet[end:]).encode()
    assert not errors(
        office.take({"表.xlsx": repacked(content, {"xl/worksheets/sheet1.xml": changed})})
    )
    assert office.figures()["T04-1"] == "13"


def test_cells_without_references_are_counted(office: Office) -> None:
    """The format allows to leave them out."""
    content = good()
    sheet = part(content, "xl/worksheets/sheet1.xml").decode()
    bare = re.sub(r'<c r="[A-Z]+\d+"', "<c", sheet)
    assert bare != sheet
    outcome = office.take(
        {"表.xlsx": repacked(content, {"xl/worksheets/sheet1.xml": bare.encode()})}
    )
    assert not errors(outcome)
    assert office.figures() == {"T04-1": "12", "T05-1": "20"}
