"""Forms out: their rows as values, and the workbook as an office program sees it."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import pdfplumber
import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.support.filling import cell_of, filled
from tests.support.handed import led_by
from tests.support.libreoffice import Office
from zmddoc.build import Order, build
from zmddoc.compose.form import FIELDS, Form, form_id
from zmddoc.compose.forms import formless, forms
from zmddoc.compose.ledger import ledger
from zmddoc.model import (
    Closing,
    Decisions,
    Duty,
    Extension,
    Measure,
    Plan,
    Progress,
    Registry,
    Return,
    Rules,
    Target,
    TargetReturn,
    TaskReturn,
)
from zmddoc.present import Present
from zmddoc.project import Project
from zmddoc.read import read_project
from zmddoc.render.xlsx import render_form, render_ledger
from zmddoc.typography import printed
from zmddoc.verify import edited, verify

ROOT = Path(__file__).resolve().parent.parent
HASH = "a" * 64


def parts(real: Project) -> tuple[Plan, Registry, Rules]:
    assert real.plan and real.registry and real.rules
    return real.plan, real.registry, real.rules


@pytest.fixture(scope="module")
def made(real: Project) -> dict[str, Form]:
    plan, registry, rules = parts(real)
    return {form.unit: form for form in forms(plan, registry, rules, (), rules.periods[0])}


@pytest.fixture(scope="module")
def book(made: dict[str, Form]) -> Workbook:
    return load_workbook(io.BytesIO(render_form(made["市科技局"])))


@pytest.fixture(scope="module")
def sheet(book: Workbook) -> Worksheet:
    return book["填报"]


def returned(period: str, **values: Decimal) -> Progress:
    """A period in which 市科技局 returned these values: T04_1=12."""
    targets = tuple(
        TargetReturn(id=name.replace("_", "-"), value=value, cell="填报!F7")
        for name, value in values.items()
    )
    one = Return(
        unit="市科技局", form="f", plan=HASH, received=date(2021, 7, 1), file="f.xlsx",
        sha256=HASH, tasks=(TaskReturn(id="T04", targets=targets),),
    )  # fmt: skip
    return Progress(period=period, returns=(one,))


# --- who and what


def test_every_task_that_somebody_leads_is_asked_for_once(
    real: Project, made: dict[str, Form]
) -> None:
    plan, registry, _ = parts(real)
    asked = [row.id for form in made.values() for row in form.rows]
    tasks = [task for _, _, task in plan.tasks() if task.duty]
    expected = {i for task in tasks for i in (task.id, *(t.id for t in task.targets))}
    assert sorted(asked) == sorted(expected)
    for _, _, task in plan.tasks():
        for duty in task.duty:
            lead = registry.find(duty.lead[0])
            assert lead and task.id in [row.id for row in made[lead.name].rows]


def test_nobody_is_asked_for_what_nobody_is_responsible_for(made: dict[str, Form]) -> None:
    asked = {row.matter.id for form in made.values() for row in form.rows}
    assert not asked & {"T01", "T02"}


def test_who_has_a_form_and_who_has_none(real: Project, made: dict[str, Form]) -> None:
    plan, registry, _ = parts(real)
    assert list(made) == [
        "市发改委", "市科技局", "市工信局", "市自然资源局", "市商务局", "市金融工作局",
        "市制造强市建设工作领导小组各成员单位",
    ]  # fmt: skip
    without = [unit.name for unit in formless(plan, registry)]
    assert len(without) == 16
    assert "市财政局" in without
    assert "各县、区人民政府(管委会)" in without
    (note,) = [
        n for n in made["市制造强市建设工作领导小组各成员单位"].notes if "集合" in n or "汇总" in n
    ]
    assert "填报一份" in note


def test_words_figures_and_units_are_those_of_the_plan(
    real: Project, made: dict[str, Form]
) -> None:
    plan, _, _ = parts(real)
    rows = {row.id: row for form in made.values() for row in form.rows}
    for _, _, task in plan.tasks():
        if task.id in rows:
            assert printed(plan, task.text, task.id) in rows[task.id].words
            assert printed(plan, task.title, task.id) in rows[task.id].words
        for target in task.targets:
            if target.id in rows:
                assert printed(plan, target.quote, task.id) in rows[target.id].words
    assert rows["T04"].words.startswith("二、（四）培育技术创新企业\n强化企业")
    assert (str(rows["T04-1"].aim), rows["T04-1"].unit) == ("≥20", "家")
    assert rows["T04"].aim == "2021年\n12月31日"
    # of two targets that the same words state each row says which it is
    assert rows["T28-1"].words != rows["T28-2"].words
    assert rows["T28-1"].words.endswith("：制造业贷款增量、增速不低于上年同期水平")


def test_each_cell_takes_what_its_target_is(made: dict[str, Form]) -> None:
    rows = {row.id: row for form in made.values() for row in form.rows}
    assert rows["T04-1"].entry == "number"
    assert rows["T12-2"].entry == "yes-no"
    assert (rows["T23-1"].entry, rows["T23-1"].members) == ("members", 13)
    assert rows["T28-1"].fills == ("value", "baseline")
    assert rows["T04-1"].fills == ("value",)
    assert "value" not in rows["T04"].fills
    assert set(rows["T04"].fills) == {
        "progress", "problems", "next_steps", "evidence", "request", "reason", "until",
    }  # fmt: skip


def test_a_second_lead_says_its_part_and_no_figure(real: Project) -> None:
    plan, registry, rules = parts(real)
    changed = led_by(plan, "T04", "市科技局", "市财政局")
    both = {f.unit: f for f in forms(changed, registry, rules, (), rules.periods[0])}
    first = {row.id: row for row in both["市科技局"].rows}
    second = {row.id: row for row in both["市财政局"].rows}
    assert first["T04-1"].fills == ("value",)
    assert (second["T04-1"].fills, second["T04-1"].owner) == ((), "市科技局")
    assert "progress" in second["T04"].fills
    shown = load_workbook(io.BytesIO(render_form(both["市财政局"])))["填报"]
    cell = cell_of(shown, "T04-1", "value")
    assert (cell.value, cell.protection.locked) == ("由市科技局填", True)


def test_members_of_a_group_that_leads_report_each_for_itself(real: Project) -> None:
    plan, registry, rules = parts(real)
    group = "各县、区人民政府(管委会)"
    changed = led_by(plan, "T25", group)
    some = {f.unit: f for f in forms(changed, registry, rules, (), rules.periods[0])}
    assert [row.id for row in some["西平县人民政府"].rows] == ["T25"]
    assert len([unit for unit in some if registry.find(unit).kind in ("county", "zone")]) == 13
    assert group not in some  # it owns no figure
    figures = {
        f.unit: f for f in forms(led_by(plan, "T04", group), registry, rules, (), rules.periods[0])
    }
    assert [row.fills for row in figures[group].rows if row.target] == [("value",), ("value",)]
    assert [row.fills for row in figures["西平县人民政府"].rows if row.target] == [(), ()]


def test_what_the_office_has_decided(real: Project) -> None:
    plan, registry, rules = parts(real)
    struck = {"reviewer": "示例", "evidence": "示例"}
    moved = {"until": date(2022, 3, 31), "approved_by": "示例", "reason": "示例"}
    decided = Decisions(
        closings=(
            Closing(id="T04", dated=date(2021, 7, 4), **struck),
            Closing(id="T05-1", dated=date(2021, 7, 4), **struck),
            Closing(id="T25", dated=date(2021, 7, 4), **struck),
        ),
        extensions=(Extension(id="T06", dated=date(2021, 7, 4), **moved),),
    )
    made = {f.unit: f for f in forms(plan, registry, rules, (), rules.periods[0], "", decided)}
    rows = {row.id: row for row in made["市科技局"].rows}
    assert [id for id, row in rows.items() if row.closed] == ["T04", "T04-1", "T04-2", "T05-1"]
    assert all(not row.fills and row.takes for row in rows.values() if row.closed)
    assert rows["T06"].due == date(2022, 3, 31)
    assert rows["T06"].aim == "2022年\n3月31日\n（已延期）"
    assert not made["市商务局"].asks
    # what is asked has not changed by it
    before = {
        row.id: row.digest
        for row in forms(plan, registry, rules, (), rules.periods[0], "市科技局")[0].rows
    }
    assert {id: row.digest for id, row in rows.items()} == before
    sheet = load_workbook(io.BytesIO(render_form(made["市科技局"])))["填报"]
    cell = cell_of(sheet, "T04-1", "value")
    assert (cell.value, cell.protection.locked) == ("已销号", True)
    # a decision of after the period does not count in it
    later = Decisions(closings=(Closing(id="T04", dated=date(2021, 8, 1), **struck),))
    (form,) = forms(plan, registry, rules, (), rules.periods[0], "市科技局", later)
    assert not [row.id for row in form.rows if row.closed]
    (form,) = forms(plan, registry, rules, (), rules.periods[1], "市科技局", later)
    assert [row.id for row in form.rows if row.closed] == ["T04", "T04-1", "T04-2"]


def test_a_measure_with_a_duty_of_its_own_has_a_row(real: Project) -> None:
    plan, registry, rules = parts(real)
    target = Target(
        id="T03.1-1", name="示例", quote="建成2个", bound=">=", kind="count", unit="个",
        value=Decimal(2),
    )  # fmt: skip
    measure = Measure(
        id="T03.1", text="建成2个,做实", targets=(target,),
        duty=(Duty(lead=("市财政局",), annotation="(责任单位:市财政局)"),),
    )  # fmt: skip
    first, second, *others = plan.chapters
    task = second.tasks[0].model_copy(update={"measures": (measure,)})
    second = second.model_copy(update={"tasks": (task, *second.tasks[1:])})
    changed = plan.model_copy(update={"chapters": (first, second, *others)})
    (form,) = forms(changed, registry, rules, (), rules.periods[0], "市财政局")
    assert [(row.id, row.takes[:1]) for row in form.rows] == [
        ("T03.1", ("progress",)), ("T03.1-1", ("value",)),
    ]  # fmt: skip
    assert form.rows[0].words == "二、（三）1建设制造业创新高地\n建成2个，做实"


def test_last_periods_value(real: Project) -> None:
    plan, registry, rules = parts(real)
    q2 = returned("2021Q2", T04_1=Decimal(12), T05_1=Decimal("3.5"))
    q3 = returned("2021Q3", T04_1=Decimal(15))

    def last(period: int, *before: Progress) -> dict[str, str]:
        (form,) = forms(plan, registry, rules, before, rules.periods[period], "市科技局")
        return {row.id: str(row.last) for row in form.rows if row.target}

    assert set(last(0, q2, q3).values()) == {"—"}  # nothing comes before the first
    assert last(1, q3, q2)["T04-1"] == "12"
    assert last(1, q2)["T04-2"] == "未报送"
    assert last(2, q2, q3)["T04-1"] == "15"
    assert last(2, q2, q3)["T05-1"] == "3.5（2021Q2）"


def test_a_forms_id_is_its_period_body_and_plan(real: Project, made: dict[str, Form]) -> None:
    plan, registry, rules = parts(real)
    form = made["市科技局"]
    assert form.id == form_id("2021Q2", "市科技局", form.part)
    assert form.id.startswith("2021Q2-")
    assert len({one.id for one in made.values()}) == len(made)
    (later,) = forms(
        plan, registry, rules, (returned("2021Q2"),), rules.periods[1], "驻马店市科学技术局"
    )
    assert later.id != form.id
    changed = plan.model_copy(update={"preamble": "示例"})
    (other,) = forms(changed, registry, rules, (), rules.periods[0], "市科技局")
    assert other.id == form.id  # it asks about nothing that has changed
    assert [row.digest for row in other.rows] == [row.digest for row in form.rows]


def test_a_rows_digest_is_its_wording_figure_unit_and_deadline(real: Project) -> None:
    plan, registry, rules = parts(real)
    (form,) = forms(plan, registry, rules, (), rules.periods[0], "市科技局")
    before = {row.id: row.digest for row in form.rows}
    task = plan.chapters[1].tasks[1]
    target = task.targets[0]

    def after(**changes: object) -> set[str]:
        changed = target.model_copy(update=changes)
        tasks = list(plan.chapters[1].tasks)
        tasks[1] = task.model_copy(update={"targets": (changed, *task.targets[1:])})
        chapters = list(plan.chapters)
        chapters[1] = chapters[1].model_copy(update={"tasks": tuple(tasks)})
        other = plan.model_copy(update={"chapters": tuple(chapters)})
        (made,) = forms(other, registry, rules, (), rules.periods[0], "市科技局")
        changed_rows = {row.id for row in made.rows if before[row.id] != row.digest}
        assert (made.id != form.id) == bool(changed_rows)
        return changed_rows

    assert after(value=Decimal(25)) == {"T04-1"}
    assert after(unit="个") == {"T04-1"}
    assert after(name="示例") == set()
    assert len(set(before.values())) == len(before)
    # a task before it that goes moves its clause's number, not what it asks for
    first = plan.chapters[0].model_copy(update={"tasks": plan.chapters[0].tasks[:1]})
    moved = plan.model_copy(update={"chapters": (first, *plan.chapters[1:])})
    (made,) = forms(moved, registry, rules, (), rules.periods[0], "市科技局")
    assert {row.id: row.digest for row in made.rows} == before
    assert made.rows[0].words.startswith("二、（二）")


# --- the workbook


def test_what_it_is_stands_hidden_and_in_plain_sight(book: Workbook, made: dict[str, Form]) -> None:
    form = made["市科技局"]
    assert book.sheetnames == ["填报", "校验"]
    hidden = book["校验"]
    assert hidden.sheet_state == "hidden"
    assert hidden.protection.sheet
    lines = [tuple(c for c in row if c is not None) for row in hidden.iter_rows(values_only=True)]
    assert lines[0] == ("zmddoc/form/1",)
    assert ("form", form.id) in lines
    assert ("unit", "市科技局") in lines
    assert ("period", "2021Q2") in lines
    assert ("part", form.part) in lines
    assert [line[1] for line in lines if line[0] == "row"] == [row.id for row in form.rows]
    above = " ".join(str(book["填报"].cell(row, 1).value) for row in (1, 2, 3, 4))
    for words in ("市科技局", "2021Q2", "2021年6月30日", "2021年7月5日", form.part[:12], form.id):
        assert words in above


def test_only_what_is_to_be_filled_in_is_open(sheet: Worksheet, made: dict[str, Form]) -> None:
    assert sheet.protection.sheet
    assert not sheet.protection.formatColumns  # widths may be changed
    for at, row in enumerate(made["市科技局"].rows, start=6):
        assert sheet.cell(at, 1).value == row.id
        for number, field in enumerate(FIELDS, start=1):
            cell = sheet.cell(at, number)
            assert cell.protection.locked == (field.key not in row.fills), cell.coordinate
            assert cell.alignment.wrap_text
            if field.key in row.fills:
                assert cell.value is None
    last = 5 + len(made["市科技局"].rows)
    foot = [str(c.value) for row in sheet.iter_rows(min_row=last + 1) for c in row if c.value]
    assert foot[:4] == ["填报人：", "负责人（签字）：", "联系电话：", "填报日期："]


def test_cells_are_typed(sheet: Worksheet) -> None:
    assert cell_of(sheet, "T04-1", "id").number_format == "@"
    assert cell_of(sheet, "T04-1", "value").number_format == "General"
    assert cell_of(sheet, "T04", "progress").number_format == "@"
    assert cell_of(sheet, "T04", "until").number_format == "yyyy-mm-dd"
    aim = cell_of(sheet, "T04-1", "aim")
    assert (aim.value, aim.number_format) == (20, '"≥"General')


def test_lists_and_messages(made: dict[str, Form], sheet: Worksheet) -> None:
    def rules(sheet: Worksheet, row: str, key: str) -> list[object]:
        where = cell_of(sheet, row, key).coordinate  # type: ignore[arg-type]
        return [one for one in sheet.data_validations.dataValidation if where in one.sqref]

    (asked,) = rules(sheet, "T04", "request")
    assert (asked.type, asked.formula1) == ("list", '"延期,调整,办结"')
    (figure,) = rules(sheet, "T04-1", "value")
    assert figure.type == "decimal"
    assert figure.errorStyle == "warning"
    assert "单位：家" in figure.prompt
    assert "6月30日" in figure.prompt
    (words,) = rules(sheet, "T04", "progress")
    assert words.type is None
    assert words.showInputMessage
    other = load_workbook(io.BytesIO(render_form(made["市发改委"])))["填报"]
    (yes,) = rules(other, "T12-2", "value")
    assert (yes.type, yes.formula1) == ("list", '"是,否"')
    (each,) = rules(other, "T23-1", "value")
    assert "共13个" in each.prompt
    for one in (*sheet.data_validations.dataValidation, *other.data_validations.dataValidation):
        assert len(one.promptTitle) <= 32
        assert len(one.prompt) <= 255


def test_set_up_for_the_screen_and_for_print(sheet: Worksheet, made: dict[str, Form]) -> None:
    assert sheet.freeze_panes == "C6"
    assert sheet.print_title_rows == "$5:$5"
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert made["市科技局"].id in sheet.oddFooter.left.text


def test_sample_data_say_so_on_every_page(real: Project) -> None:
    plan, registry, rules = parts(real)
    invented = plan.model_copy(update={"sample": "示例数据"})
    (form,) = forms(invented, registry, rules, (), rules.periods[0], "市商务局")
    sheets = [
        load_workbook(io.BytesIO(render_form(form)))["填报"],
        *load_workbook(io.BytesIO(render_ledger(ledger(invented, registry, rules)))),
    ]
    assert [sheet.oddHeader.center.text for sheet in sheets] == ["示例数据"] * 3


def test_the_same_bytes_in_another_process() -> None:
    script = (
        "import sys, hashlib; from pathlib import Path\n"
        "from zmddoc.read import read_project; from zmddoc.compose.forms import forms\n"
        "from zmddoc.render.xlsx import render_form\n"
        "p, _ = read_project(Path(sys.argv[1]))\n"
        "for form in forms(p.plan, p.registry, p.rules, (), p.rules.periods[0]):\n"
        "    print(hashlib.sha256(render_form(form)).hexdigest())"
    )
    digests = set()
    for seed, zone in (("1", "Asia/Shanghai"), ("2", "UTC")):
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
        command = [sys.executable, "-c", script, str(ROOT)]
        done = subprocess.run(command, check=True, env=env, capture_output=True, text=True)
        digests.add(done.stdout)
    assert len(digests) == 1


# --- building


def built(folder: Path, *, unit: str = "", period: str = "2021Q2") -> tuple[str, ...]:
    project, _ = read_project(folder)
    return build(project, Order(("form",), unit, (), period)).made


def test_a_workbook_for_every_body(folder: Path, real: Project) -> None:
    written = built(folder)
    assert written[2] == "build/报送表/2021Q2/市工信局.xlsx"
    assert len(written) == 7
    assert all((folder / name).is_file() for name in written)
    assert real.plan and real.registry
    verdict = verify(folder / written[0], Present(real))
    assert verdict.current
    assert "报送表（市发改委 2021Q2）" in verdict.message
    report = (folder / "build/构建报告.txt").read_text("utf-8")
    assert "不发报送表" in report
    assert "市财政局" in report


def test_a_form_that_is_filled_in_is_not_built_over(folder: Path) -> None:
    built(folder)
    file = folder / "build/报送表/2021Q2/市商务局.xlsx"
    fresh = file.read_bytes()
    assert not edited(file)
    work = filled(fresh, {("T25", "progress"): "示例"})
    file.write_bytes(work)
    assert edited(file)
    project, _ = read_project(folder)
    outcome = build(project, Order(("form",), "", (), "2021Q2"))
    assert [one.code for one in outcome.failures] == ["Z902"]
    assert file.read_bytes() == work
    file.unlink()
    assert len(built(folder)) == 7
    assert file.read_bytes() == fresh


def test_a_form_of_a_body_that_leads_no_more_is_taken_away_unless_filled_in(folder: Path) -> None:
    built(folder)
    old = folder / "build/报送表/2021Q2/示例.xlsx"
    other = folder / "build/报送表/2021Q3/示例.xlsx"
    other.parent.mkdir()
    form = (folder / "build/报送表/2021Q2/市商务局.xlsx").read_bytes()
    for file in (old, other):
        file.write_bytes(form)
    project, _ = read_project(folder)
    removed = build(project, Order(("form",), "", (), "2021Q2")).removed
    assert removed == ("build/报送表/2021Q2/示例.xlsx",)
    assert other.exists()
    old.write_bytes(filled(form, {("T25", "progress"): "示例"}))
    build(project, Order(("form",), "", (), "2021Q2"))
    assert old.exists()


@pytest.mark.office
def test_libreoffice_opens_and_paginates_it(made: dict[str, Form], tmp_path: Path) -> None:
    source = tmp_path / "报送表.xlsx"
    source.write_bytes(render_form(made["市工信局"]))
    with pdfplumber.open(Office(tmp_path).convert(source, "pdf")) as document:
        words = [page.extract_text() for page in document.pages]
        assert all(page.width > page.height for page in document.pages)
        assert {round(page.width) for page in document.pages} == {842}
    assert 4 <= len(words) <= 7
    assert all("本期累计" in page for page in words)  # the header repeats
    assert all(made["市工信局"].id in page for page in words)
    assert "填报人：" in words[-1]
    everything = "".join(words)
    for row in made["市工信局"].rows:
        assert row.id in everything
    assert "校验\n" not in everything  # the hidden sheet is not printed
