"""The ledger on the real plan: its rows as values, and its workbook as an office program sees it."""

import io
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pdfplumber
import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from zmddoc.assign import items, tallies, unassigned
from zmddoc.compose.ledger import COLUMNS, Figure, Ledger, aim, ledger, plain
from zmddoc.model import Duty, Measure, Plan, Registry, Rules, Target
from zmddoc.project import Project
from zmddoc.render.xlsx import render_ledger
from zmddoc.render.xlsx.ledger import HEADER_ROW
from zmddoc.render.xlsx.style import literal
from zmddoc.stamp import read_stamp
from zmddoc.typography import normalise, printed

ROOT = Path(__file__).resolve().parent.parent
HEADINGS = [
    "任务编号",
    "序号",
    "章节条款",
    "目标任务（原文）",
    "工作内容/具体举措",
    "指标",
    "年度目标",
    "单位",
    "牵头单位",
    "配合单位",
    "责任领导",
    "责任人",
    "完成时限",
    "Q1目标",
    "Q2目标",
    "Q3目标",
    "Q4目标",
    "本期完成",
    "累计完成",
    "完成率",
    "序时差",
    "进展情况",
    "存在问题",
    "下步打算",
    "预警等级",
    "督办单号",
    "是否销号/日期",
    "佐证材料",
    "数据来源",
    "填报人/时间",
    "方案版本",
]


def parts(real: Project) -> tuple[Plan, Registry, Rules]:
    assert real.plan and real.registry and real.rules
    return real.plan, real.registry, real.rules


@pytest.fixture(scope="module")
def content(real: Project) -> Ledger:
    return ledger(*parts(real))


@pytest.fixture(scope="module")
def book(content: Ledger) -> Workbook:
    return load_workbook(io.BytesIO(render_ledger(content)))


@pytest.fixture(scope="module")
def sheet(book: Workbook) -> Worksheet:
    return book["总台账"]


def at(content: Ledger, code: str) -> dict[str, object]:
    """The row of a task or target, by heading."""
    (row,) = [row for row in content.rows if row[0] == code]
    return dict(zip((column.title for column in COLUMNS), row, strict=True))


def test_columns_are_those_of_the_domain_in_order() -> None:
    assert [column.title for column in COLUMNS] == HEADINGS


def test_a_row_for_every_target_and_every_task_without(content: Ledger, real: Project) -> None:
    plan, _, _ = parts(real)
    tasks = [task for _, _, task in plan.tasks()]
    assert len(content.rows) == sum(max(1, len(task.targets)) for task in tasks)
    expected = [t.id for task in tasks for t in (task.targets or (task,))]
    assert [row[0] for row in content.rows] == expected
    assert [row[1] for row in content.rows] == list(range(1, len(expected) + 1))
    assert len(set(expected)) == len(expected)


def test_every_text_and_every_target_is_verbatim(content: Ledger, real: Project) -> None:
    plan, _, _ = parts(real)
    for _, _, task in plan.tasks():
        for target in task.targets or (None,):
            row = at(content, target.id if target else task.id)
            title = printed(plan, task.title, task.id)
            words = [printed(plan, target.quote, task.id)] if target else []
            assert row["目标任务（原文）"] == "\n".join([title, *words])
            assert row["工作内容/具体举措"] == printed(plan, task.text, task.id)
            assert all(word in row["工作内容/具体举措"] for word in words)
            assert row["单位"] == ((target.unit or "—") if target else "—")


def test_ninety_seven_mentions_each_in_its_column(content: Ledger, real: Project) -> None:
    plan, _, _ = parts(real)
    seen: dict[str, tuple[str, str]] = {}
    for row in content.rows:
        cells = dict(zip(HEADINGS, row, strict=True))
        task = str(row[0]).partition("-")[0]
        pair = (str(cells["牵头单位"]), str(cells["配合单位"]))
        assert seen.setdefault(task, pair) == pair
    mentions = 0
    for _, _, task in plan.tasks():
        lead, support = seen[task.id]
        named = [name for cell in (lead, support) for name in cell.split("\n")]
        named = [name for name in named if name not in ("—", "未落实责任单位")]
        assert named == [normalise(name) for duty in task.duty for name in duty.names]
        mentions += len(named)
    assert mentions == 97


def test_nobody_is_invented_for_the_headline_targets(content: Ledger) -> None:
    for number in range(1, 8):
        row = at(content, f"T02-{number}")
        assert (row["牵头单位"], row["配合单位"]) == ("未落实责任单位", "—")
    assert at(content, "T01")["牵头单位"] == "—"
    assert sum("未落实责任单位" in row for row in content.rows) == 7


def test_what_nobody_knows_is_left_empty(content: Ledger) -> None:
    given = [i for i, column in enumerate(COLUMNS) if column.given]
    for row in content.rows:
        assert all(row[i] not in (None, "") for i in given)
        assert all(row[i] is None for i in range(len(COLUMNS)) if i not in given)


@pytest.mark.parametrize(
    ("code", "read", "value", "unit"),
    [
        ("T02-1", "8%左右", 8, "%"),
        ("T02-2", "≥100", 100, "家"),
        ("T02-6", "≥0.9%", Decimal("0.9"), "%"),
        ("T02-7", "下降3%左右", 3, "%"),
        ("T06-1", "力争≥20%", 20, "%"),
        ("T12-1", "≥3000", 3000, "个"),
        ("T17-1", "力争1–2", 1, "家"),
        ("T18-1", "力争2左右", 2, "家"),
        ("T23-1", "1–2", 1, "个"),
    ],
)
def test_a_figure_reads_as_the_plan_says_and_sorts_as_a_number(
    content: Ledger, code: str, read: str, value: Decimal, unit: str
) -> None:
    row = at(content, code)
    figure = row["年度目标"]
    assert isinstance(figure, Figure)
    assert (str(figure), figure.value, row["单位"]) == (read, value, unit)


def test_what_is_no_figure_is_said_in_the_words_of_the_plan(content: Ledger) -> None:
    assert at(content, "T28-1")["年度目标"] == "不低于上年同期水平"
    assert at(content, "T28-3")["年度目标"] == "不低于制造业贷款增速"
    assert at(content, "T12-2")["年度目标"] == "力争2021年实现乡镇、农村热点区域覆盖"
    assert at(content, "T03")["年度目标"] == "—"
    assert at(content, "T23-1")["指标"] == (
        "培育百亿级主导产业（按各县、区人民政府（管委会）逐个计）"
    )


def test_bounds_that_the_plan_does_not_use() -> None:
    ceiling = Target(
        id="A-1", name="单耗", quote="不超过5吨", bound="<=", kind="level", unit="吨",
        value=Decimal(5),
    )  # fmt: skip
    about = Target(
        id="A-2", name="增速", quote="8%左右", bound="≈", kind="growth", unit="%",
        value=Decimal(8), tolerance=Decimal("0.5"),
    )  # fmt: skip
    assert str(aim(ceiling, "不超过5吨")) == "≤5"
    assert str(aim(about, "8%左右")) == "8%左右（±0.5）"
    assert [plain(Decimal(n)) for n in ("100", "0.90", "1E+3")] == ["100", "0.9", "1000"]


def test_measures_with_duties_have_rows(real: Project) -> None:
    plan, registry, rules = parts(real)
    measure = Measure(
        id="T03.1", text="做细,做实", due=date(2021, 9, 30),
        duty=(Duty(lead=("市财政局",), annotation="(责任单位:市财政局)"),),
    )  # fmt: skip
    first, second, *others = plan.chapters
    task = second.tasks[0].model_copy(update={"measures": (measure,)})
    second = second.model_copy(update={"tasks": (task, *second.tasks[1:])})
    changed = plan.model_copy(update={"chapters": (first, second, *others)})
    row = at(ledger(changed, registry, rules), "T03.1")
    assert row["章节条款"] == "二、（三）1"
    assert row["目标任务（原文）"] == "建设制造业创新高地"
    assert row["工作内容/具体举措"] == "做细，做实"
    assert (row["牵头单位"], row["配合单位"]) == ("市财政局", "—")
    assert row["完成时限"] == date(2021, 9, 30)


def test_totals_agree_with_the_plan(content: Ledger, real: Project) -> None:
    plan, registry, _ = parts(real)
    listed = items(plan, registry)
    totals = dict(content.totals)
    assert totals["任务（条）"] == 32
    assert totals["其中：明确责任单位的任务"] == 30
    assert totals["责任单位"] == 23
    assert totals["责任单位出现（个次）"] == 97 == sum(t.total for t in tallies(listed, registry))
    assert totals["其中：牵头（个次）"] + totals["其中：配合（个次）"] == 97
    assert totals["量化指标（项）"] == sum(len(task.targets) for _, _, task in plan.tasks())
    assert totals["其中：未落实责任单位（项）"] == len(unassigned(listed)) == 7
    assert totals["台账行数"] == len(content.rows)
    assert sum(lead for _, lead, _, _ in content.tallies) == 30
    assert any("按惯例推定" in words for words in content.guide)
    assert any("未经核定" in words for words in content.guide)


def test_the_sheet_shows_every_row_as_read(sheet: Worksheet, content: Ledger) -> None:
    assert sheet["A1"].value == content.head.title
    assert sheet["A2"].value == "（驻政办〔2021〕10号）"
    assert [cell.value for cell in sheet[HEADER_ROW]] == HEADINGS
    for number, row in enumerate(content.rows, start=HEADER_ROW + 1):
        for cell, value in zip(sheet[number], row, strict=True):
            if isinstance(value, Figure):
                value = float(value.value)
            elif isinstance(value, date):
                assert cell.is_date
                assert cell.value.date() == value
                continue
            assert cell.value == value


def data_rows(sheet: Worksheet, content: Ledger) -> list[tuple[Cell, ...]]:
    last = HEADER_ROW + len(content.rows)
    return list(sheet.iter_rows(min_row=HEADER_ROW + 1, max_row=last))


def test_identifiers_are_text_and_figures_are_numbers(sheet: Worksheet, content: Ledger) -> None:
    codes = [i for i, column in enumerate(COLUMNS) if column.form == "code"]
    assert {COLUMNS[i].title for i in codes} >= {"任务编号", "督办单号", "方案版本"}
    for row in data_rows(sheet, content):
        assert all(row[i].number_format == "@" for i in codes)
        assert row[0].data_type == "s"
        assert row[1].data_type == "n"
    by_code = {row[0].value: row[6] for row in data_rows(sheet, content)}
    assert (by_code["T02-2"].value, by_code["T02-2"].number_format) == (100, '"≥"General')
    assert by_code["T02-1"].number_format == 'General"%左右"'
    assert by_code["T17-1"].number_format == '"力争"General"–2"'
    assert by_code["T28-1"].data_type == "s"


def test_set_up_for_the_screen_and_for_print(sheet: Worksheet, content: Ledger) -> None:
    last = HEADER_ROW + len(content.rows)
    assert sheet.freeze_panes == f"E{HEADER_ROW + 1}"
    assert sheet.auto_filter.ref == f"A{HEADER_ROW}:AE{last}"
    assert sheet.print_title_rows == f"${HEADER_ROW}:${HEADER_ROW}"
    assert sheet.page_setup.orientation == "landscape"
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.page_setup.paperSize == 8
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert "&P" in sheet.oddFooter.right.text
    assert sheet.oddFooter.left.text == content.head.footer
    foot = [sheet.cell(row, 1).value for row in range(last + 2, sheet.max_row + 1)]
    assert foot == [*content.notes, content.head.footer]
    assert sheet.cell(last + 1, 1).value is None
    for row in sheet.iter_rows(min_row=HEADER_ROW, max_row=last):
        for cell in row:
            assert cell.border.left.style == cell.border.bottom.style == "thin"
            assert cell.alignment.wrap_text
            assert cell.font.name == ("黑体" if cell.row == HEADER_ROW else "仿宋_GB2312")


def test_lists_to_choose_from(sheet: Worksheet, content: Ledger) -> None:
    last = HEADER_ROW + len(content.rows)
    lists = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    light = lists[f"Y{HEADER_ROW + 1}:Y{last}"]
    assert light.formula1 == '"绿,蓝,黄,红,灰"'
    closing = lists[f"AA{HEADER_ROW + 1}:AA{last}"]
    assert closing.formula1 == '"未销号,已销号"'
    assert not closing.showErrorMessage  # a date may follow


def test_the_guide_agrees_with_the_ledger(book: Workbook, content: Ledger) -> None:
    rows = [tuple(cell.value for cell in row) for row in book["说明"].iter_rows()]
    assert book.sheetnames == ["总台账", "说明"]
    for name, number in content.totals:
        assert (name, number, None, None) in rows
    for tally in content.tallies:
        assert tally in rows
    assert ("合计", 30, 67, 97) in rows


def test_properties_carry_the_stamp_and_no_clock(real: Project, content: Ledger) -> None:
    plan, _, _ = parts(real)
    with zipfile.ZipFile(io.BytesIO(render_ledger(content))) as archive:
        core = archive.read("docProps/core.xml").decode()
        assert "dcterms" not in core
        assert b"zmddoc" in archive.read("docProps/app.xml")
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist()[0] == "[Content_Types].xml"
    properties = load_workbook(io.BytesIO(render_ledger(content))).properties
    assert properties.keywords == content.head.stamp
    mark = read_stamp(content.head.stamp)
    assert mark and (mark.kind, mark.unit, mark.number) == ("ledger", "", plan.number)
    assert all(row[-1] == f"{plan.number}\n{mark.short}" for row in content.rows)
    assert properties.creator == plan.issuer
    assert properties.title == content.head.title


HOSTILE = ("=1+1", "+1", "-1", "@SUM(A1)", "#N/A", "'quoted", '=HYPERLINK("http://x","点")', "007")


def test_no_formula_from_the_words_of_the_plan(real: Project) -> None:
    plan, registry, rules = parts(real)
    first = plan.chapters[0]
    task = first.tasks[1]
    tasks = tuple(
        task.model_copy(
            update={
                "title": words,
                "text": words,
                "targets": (
                    task.targets[0].model_copy(
                        update={"id": words, "name": words, "quote": words, "unit": words}
                    ),
                ),
            }
        )
        for words in HOSTILE
    )
    chapter = first.model_copy(update={"tasks": tasks})
    changed = plan.model_copy(update={"number": "=1+1", "title": "=2", "chapters": (chapter,)})
    book = load_workbook(io.BytesIO(render_ledger(ledger(changed, registry, rules))))
    types = {cell.data_type for page in book for line in page.iter_rows() for cell in line}
    assert types <= {"s", "n", "d"}
    for number, words in enumerate(HOSTILE, start=HEADER_ROW + 1):
        row = book["总台账"][number]
        for column in (0, 3, 4, 5, 7):
            assert row[column].data_type == "s"
            assert str(row[column].value).split("\n")[0] == words
        assert row[4].quotePrefix == (words[0] in "=+-@'")


def test_a_quote_in_a_unit_does_not_break_the_number_format() -> None:
    assert literal('a"b') == '"a"\\""b"'
    assert literal("") == ""


def test_a_text_no_cell_can_hold_is_refused(content: Ledger) -> None:
    row = (*content.rows[0][:4], "字" * 32_768, *content.rows[0][5:])
    with pytest.raises(ValueError, match="32767"):
        render_ledger(replace(content, rows=(row,)))


def test_the_same_bytes_in_another_process() -> None:
    script = (
        "import sys, hashlib; from pathlib import Path\n"
        "from zmddoc.read import read_project; from zmddoc.compose.ledger import ledger\n"
        "from zmddoc.render.xlsx import render_ledger\n"
        "p, _ = read_project(Path(sys.argv[1]))\n"
        "content = ledger(p.plan, p.registry, p.rules)\n"
        "print(hashlib.sha256(render_ledger(content)).hexdigest())"
    )
    digests = set()
    for seed, zone in (("1", "Asia/Shanghai"), ("2", "UTC")):
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
        command = [sys.executable, "-c", script, str(ROOT)]
        done = subprocess.run(command, check=True, env=env, capture_output=True, text=True)
        digests.add(done.stdout)
    assert len(digests) == 1


def pdf_of(book: bytes, folder: Path) -> Path:
    """The PDF that LibreOffice makes of a workbook."""
    from tests.support.libreoffice import SOFFICE, Office

    source = folder / "总台账.xlsx"
    source.write_bytes(book)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(SOFFICE), "--headless", profile, "--convert-to", "pdf", "--outdir"]
    env = {**os.environ, "FONTCONFIG_FILE": str(Office(folder).config), "HOME": str(folder)}
    subprocess.run(
        [*command, str(folder), str(source)], env=env, check=True, capture_output=True, timeout=180
    )
    return source.with_suffix(".pdf")


@pytest.mark.office
def test_libreoffice_opens_and_paginates_it(content: Ledger, tmp_path: Path) -> None:
    with pdfplumber.open(pdf_of(render_ledger(content), tmp_path)) as document:
        *table, guide = document.pages
        words = [page.extract_text() for page in document.pages]
        assert 3 <= len(table) <= 8
        assert all(round(page.width) == 1191 and page.width > page.height for page in table)
        assert (round(guide.width), round(guide.height)) == (595, 842)
    assert all("任务编号" in page for page in words[:-1])  # the header repeats
    assert all("校验码" in page for page in words)
    for read in ("≥100", "8%左右", "力争1–2", "2021.12.31"):
        assert any(read in page for page in words), read
