"""Issuing, as a clerk types it and as two do at once."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import count
from pathlib import Path
from typing import get_args

import pytest
from pypdf import PdfReader
from support.docx_text import docx_lines
from support.killed import killed_at

from zmddoc.check import check
from zmddoc.cli import main
from zmddoc.issue import Order, Outcome, issue, void
from zmddoc.issue.admission import Case, dates
from zmddoc.kinds import ISSUED
from zmddoc.model import Issue, IssuedKind, Voiding
from zmddoc.project import Project
from zmddoc.read import read_project

ROOT = Path(__file__).resolve().parent.parent
ZMDDOC = [sys.executable, "-m", "zmddoc"]
DAY = date(2021, 7, 8)
TODAY = date(2021, 7, 20)
SMALL = "市工商联"
"""A body with one task: its sheet is soon set."""


def sheet(*units: str, **more: object) -> Order:
    return Order("sheet", DAY, units, **more)  # type: ignore[arg-type]


def register(folder: Path) -> tuple[Issue, ...]:
    project, found = read_project(folder)
    assert not [one for one in found if one.severity == "error"]
    return project.register.issues


def faults(folder: Path) -> list[str]:
    project, _ = read_project(folder)
    return [one.code for one in check(project) if one.code.startswith("Z8")]


def codes(outcome: Outcome) -> list[str]:
    assert not outcome.issues
    return [one.code for one in outcome.refused]


def change(folder: Path, old: str, new: str, file: str = "plan/rules.yaml") -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")


# What a document is given.


def test_a_document_is_numbered_dated_frozen_and_recorded(folder: Path) -> None:
    outcome = issue(folder, sheet("市工信局"), TODAY)
    assert outcome.refused == ()
    (entry,) = outcome.issues
    assert register(folder) == (entry,)
    number = "驻政办函〔2021〕1号"
    assert (entry.number, entry.dated, entry.kind, entry.unit) == (number, DAY, "sheet", "市工信局")
    assert entry.recipients == ("市工信局",)
    assert entry.title == "驻马店市人民政府办公室关于印发市工信局任务清单的通知"
    project, _ = read_project(folder)
    assert project.plan and entry.plan == project.plan.content_hash()
    assert [file.name for file in entry.files] == [
        f"{number}/{number}.docx",
        f"{number}/{number}.pdf",
    ]
    for file in entry.files:
        content = (folder / "plan/issued" / file.name).read_bytes()
        assert hashlib.sha256(content).hexdigest() == file.sha256
    docx, pdf = ((folder / "plan/issued" / file.name).read_bytes() for file in entry.files)
    said = docx_lines(docx)
    assert said.count(number) == 1 and said.count("2021年7月8日") == 1
    assert not [line for line in said if "年　　月" in line]
    page = PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    assert number in page and "2021年7月8日" in page.replace(" ", "")
    assert not list((folder / "plan").rglob(".*"))
    assert faults(folder) == []


def test_numbers_run_on_in_each_series(folder: Path) -> None:
    issue(folder, sheet("市工信局"), TODAY)
    issue(folder, Order("breakdown", DAY), TODAY)
    issue(folder, sheet("市科技局", SMALL), TODAY)
    assert [one.number for one in register(folder)] == [
        "驻政办函〔2021〕1号", "驻政办〔2021〕11号", "驻政办函〔2021〕2号", "驻政办函〔2021〕3号",
    ]  # fmt: skip
    assert [one.unit for one in register(folder)] == ["市工信局", "", "市科技局", SMALL]
    breakdown = register(folder)[1]
    assert len(breakdown.recipients) == 35
    assert faults(folder) == []


def test_a_new_year_begins_where_the_rules_say(folder: Path) -> None:
    order = Order("sheet", date(2022, 1, 6), (SMALL,))
    assert codes(issue(folder, order, date(2022, 1, 7))) == ["Z822"]
    change(folder, "sheet], used: 0", "sheet], used: 0, other_years: [{year: 2022, used: 6}]")
    issue(folder, order, date(2022, 1, 7))
    assert [one.number for one in register(folder)] == ["驻政办函〔2022〕7号"]
    assert faults(folder) == []


def test_a_void_number_is_never_used_again(folder: Path) -> None:
    issue(folder, sheet(SMALL), TODAY)
    frozen = (folder / "plan/issued/驻政办函〔2021〕1号/驻政办函〔2021〕1号.docx").read_bytes()
    before = (folder / "plan/register.yaml").read_text(encoding="utf-8")
    voiding = Voiding(dated=date(2021, 7, 9), reason="附件有误")
    outcome = void(folder, "驻政办函〔2021〕1号", voiding)
    assert [one.void for one in outcome.issues] == [voiding]
    after = (folder / "plan/register.yaml").read_text(encoding="utf-8")
    assert after == before + "  void: {dated: 2021-07-09, reason: 附件有误}\n"
    issue(folder, sheet(SMALL), TODAY)
    assert [(one.number, one.void is None) for one in register(folder)] == [
        ("驻政办函〔2021〕1号", False), ("驻政办函〔2021〕2号", True),
    ]  # fmt: skip
    there = folder / "plan/issued/驻政办函〔2021〕1号/驻政办函〔2021〕1号.docx"
    assert there.read_bytes() == frozen
    assert faults(folder) == []


def test_a_rehearsal_changes_nothing(folder: Path) -> None:
    outcome = issue(folder, sheet(SMALL, "市科技局", rehearsal=True), TODAY)
    assert [(one.number, one.unit) for one in outcome.issues] == [
        ("驻政办函〔2021〕1号", "市科技局"), ("驻政办函〔2021〕2号", SMALL),
    ]  # fmt: skip
    assert not (folder / "plan/register.yaml").exists()
    assert not (folder / "plan/issued").exists()


def test_to_everybody_who_has_none_yet(folder: Path) -> None:
    """One number each, in 建制顺序; what is issued is passed over."""
    issue(folder, sheet(SMALL), TODAY)
    outcome = issue(folder, sheet(skip_issued=True), TODAY)
    assert len(outcome.issues) == 35
    assert [one.unit for one in outcome.skipped] == [SMALL]
    serials = [int(re.findall(r"\d+", one.number)[1]) for one in register(folder)]
    assert serials == list(range(1, 37))
    project, _ = read_project(folder)
    assert project.registry
    ranked = [unit.name for unit in project.registry.units if unit.name != SMALL]
    assert [one.unit for one in outcome.issues] == ranked
    assert {one.code for one in outcome.warnings} == {"Z814"}
    assert any("推定" in note for note in outcome.notes)
    assert faults(folder) == []
    again = issue(folder, sheet(skip_issued=True), TODAY)
    assert (again.issues, again.refused, len(again.skipped)) == ((), (), 36)


# What stands against it.


def test_nothing_is_issued_twice(folder: Path) -> None:
    issue(folder, sheet(SMALL), TODAY)
    outcome = issue(folder, sheet("市科技局", SMALL), TODAY)
    assert codes(outcome) == ["Z824"]
    (refused,) = outcome.refused
    assert "驻政办函〔2021〕1号" in refused.message
    lines = (folder / "plan/register.yaml").read_text(encoding="utf-8").splitlines()
    assert "驻政办函〔2021〕1号" in lines[refused.place.line - 1]
    assert len(register(folder)) == 1


@pytest.mark.parametrize(
    ("dated", "today", "codes_"),
    [
        (date(2021, 3, 28), TODAY, ["Z823"]),
        (date(2021, 3, 29), TODAY, []),
        (date(2021, 7, 21), TODAY, ["Z823"]),
        (date(2021, 7, 20), TODAY, []),
    ],
)
def test_a_date_is_not_before_the_plan_nor_to_come(
    folder: Path, dated: date, today: date, codes_: list[str]
) -> None:
    outcome = issue(folder, Order("sheet", dated, (SMALL,), rehearsal=True), today)
    assert [one.code for one in outcome.refused] == codes_


def test_a_date_before_that_of_the_last_number_is_pointed_out(folder: Path) -> None:
    issue(folder, sheet(SMALL), TODAY)
    outcome = issue(folder, Order("sheet", date(2021, 7, 7), ("市科技局",)), TODAY)
    assert len(outcome.issues) == 1
    assert [one.code for one in outcome.warnings] == ["Z804"]


def test_without_a_series_no_number(folder: Path) -> None:
    change(folder, "kinds: [notice, sheet]", "kinds: [notice]")
    assert codes(issue(folder, sheet(SMALL), TODAY)) == ["Z821"]


@pytest.mark.parametrize("kind", [kind for kind in ISSUED if kind in ("notice", "circular")])
def test_what_there_is_not_cannot_be_issued(folder: Path, kind: IssuedKind) -> None:
    """No returns, no notices."""
    assert codes(issue(folder, Order(kind, DAY, period="2021Q2"), TODAY)) == ["Z825"]


def test_a_plan_with_errors_issues_nothing(folder: Path) -> None:
    change(folder, "新认定国家高新技术企业20家", "新认定国家高新技术企业30家", "plan/plan.yaml")
    outcome = issue(folder, sheet(SMALL), TODAY)
    assert set(codes(outcome)) >= {"Z501", "Z507"}
    assert not (folder / "plan/issued").exists()


def test_a_character_without_a_face_issues_nothing(folder: Path) -> None:
    change(folder, "contact: {office: ''", "contact: {office: 'ༀ'")
    (folder / "templates").mkdir()
    text = (ROOT / "templates/sheet.html.j2").read_text(encoding="utf-8")
    marked = text.replace("<p>请明确", "<p>{{ contact.office }}请明确")
    assert marked != text
    (folder / "templates/sheet.html.j2").write_text(marked, encoding="utf-8")
    assert set(codes(issue(folder, sheet(SMALL), TODAY))) == {"Z602"}


def test_a_broken_template_issues_nothing(folder: Path) -> None:
    (folder / "templates").mkdir()
    broken = "{% extends 'skeleton.html.j2' %}\n{% block body %}{{ nothing }}{% endblock %}"
    (folder / "templates/sheet.html.j2").write_text(broken, encoding="utf-8")
    assert codes(issue(folder, sheet(SMALL), TODAY)) == ["Z601"]


def test_a_register_that_takes_no_entry_is_left_alone(folder: Path) -> None:
    text = "issues: [  ]  # 见纸质登记簿\nissues_: 1\n"
    (folder / "plan/register.yaml").write_text(text, encoding="utf-8")
    assert codes(issue(folder, sheet(SMALL), TODAY)) == ["Z202"]
    flow = (
        "issues: [{number: 驻政办函〔2021〕1号, kind: sheet, title: 示例, dated: 2021-07-08, "
        f"recipients: [市工信局], plan: '{'0' * 64}', files: [], unit: 市工信局}}]\n"
    )
    (folder / "plan/register.yaml").write_text(flow, encoding="utf-8")
    assert codes(issue(folder, sheet(SMALL), TODAY)) == ["Z826"]
    assert (folder / "plan/register.yaml").read_text(encoding="utf-8") == flow
    assert not (folder / "plan/issued").exists()


@pytest.mark.parametrize(
    ("number", "dated", "said"),
    [
        ("驻政办函〔2021〕9号", DAY, "没有"),
        ("驻政办函〔2021〕1号", date(2021, 7, 7), "早于"),
        ("驻政办函〔2021〕2号", DAY, "作废"),
    ],
)
def test_what_cannot_be_made_void(folder: Path, number: str, dated: date, said: str) -> None:
    issue(folder, sheet("市科技局", SMALL), TODAY)
    void(folder, "驻政办函〔2021〕2号", Voiding(dated=DAY, reason="示例"))
    before = (folder / "plan/register.yaml").read_bytes()
    outcome = void(folder, number, Voiding(dated=dated, reason="示例"))
    assert codes(outcome) == ["Z827"]
    assert said in outcome.refused[0].message
    assert (folder / "plan/register.yaml").read_bytes() == before


OFFICE = "issuer: 驻马店市制造强市建设工作领导小组办公室\n"
APPROVAL = "approval: 经市政府同意\n"


@pytest.mark.parametrize(
    ("rules", "unit", "codes_"),
    [
        ("", "西平县人民政府", []),
        ("", "市经济开发区管委会", []),
        (OFFICE, SMALL, []),
        (OFFICE, "西平县人民政府", ["Z813"]),
        (OFFICE, "市经济开发区管委会", ["Z813"]),
        (OFFICE, "各县、区人民政府(管委会)", ["Z813"]),
        (OFFICE + APPROVAL, "西平县人民政府", []),
        (OFFICE + APPROVAL.replace("市政府", "市委、市政府"), "西平县人民政府", []),
        (OFFICE + APPROVAL.replace("市政府", "领导小组"), "西平县人民政府", ["Z813"]),
    ],
)
def test_who_may_direct_a_county(folder: Path, rules: str, unit: str, codes_: list[str]) -> None:
    with (folder / "plan/rules.yaml").open("a", encoding="utf-8") as file:
        file.write(rules)
    outcome = issue(folder, sheet(unit, rehearsal=True), TODAY)
    assert [one.code for one in outcome.refused] == codes_
    assert all(one.place.file == "plan/rules.yaml" and one.place.line for one in outcome.refused)
    assert all("领导小组办公室" in one.title for one in outcome.issues if rules)


def test_an_office_that_may_not_direct_counties_issues_no_breakdown(folder: Path) -> None:
    with (folder / "plan/rules.yaml").open("a", encoding="utf-8") as file:
        file.write(OFFICE)
    assert codes(issue(folder, Order("breakdown", DAY), TODAY)) == ["Z813"]


def test_a_vertical_body_is_better_written_a_letter(folder: Path) -> None:
    outcome = issue(folder, sheet("市税务局", rehearsal=True), TODAY)
    assert [one.code for one in outcome.warnings] == ["Z814"]
    outcome = issue(folder, sheet("市科技局", rehearsal=True), TODAY)
    assert outcome.warnings == ()


# Two at once, and killed.


def type_at_once(folder: Path, *commands: tuple[str, ...]) -> list[tuple[int, str]]:
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1626750000", "PYTHONPATH": str(ROOT)}
    running = [
        subprocess.Popen(
            [*ZMDDOC, *words], cwd=folder, env=environment, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )
        for words in commands
    ]  # fmt: skip
    said = [one.communicate(timeout=300)[0] for one in running]
    return [(one.returncode, words) for one, words in zip(running, said, strict=True)]


def test_two_at_once_never_take_one_number(folder: Path) -> None:
    units = ("市科技局", "市工信局", SMALL, "市财政局")
    done = type_at_once(folder, *(("issue", "sheet", "--unit", unit) for unit in units))
    assert [code for code, _ in done] == [0, 0, 0, 0], done
    entries = register(folder)
    assert [one.number for one in entries] == [f"驻政办函〔2021〕{n}号" for n in (1, 2, 3, 4)]
    assert {one.unit for one in entries} == set(units)
    assert {one.dated for one in entries} == {TODAY}
    assert faults(folder) == []


def test_two_at_once_do_not_issue_one_document_twice(folder: Path) -> None:
    done = type_at_once(folder, *[("issue", "sheet", "--unit", SMALL)] * 3)
    assert sorted(code for code, _ in done) == [0, 1, 1]
    assert sum("Z824" in words for _, words in done) == 2
    assert len(register(folder)) == 1


def test_killed_anywhere_there_is_nothing_or_a_finished_issue(folder: Path, tmp_path: Path) -> None:
    """At every seventh step that the whole command takes on the disk (``test_freeze`` takes them
    all); the next one gets the right number and leaves nothing behind."""
    issue(folder, sheet(SMALL, rehearsal=True), TODAY)  # whatever is prepared once
    outcomes = []
    for step in count(1, 7):
        project = tmp_path / str(step)
        shutil.copytree(folder, project)
        killed = killed_at(step, project, partial(issue, project, sheet(SMALL), TODAY))
        entries = read_project(project)[0].register.issues
        assert faults(project) == []
        issue(project, sheet("市科技局"), TODAY)
        assert [one.unit for one in register(project)] == [SMALL] * len(entries) + ["市科技局"]
        assert [one.number for one in register(project)] == [
            f"驻政办函〔2021〕{n + 1}号" for n in range(len(entries) + 1)
        ]
        assert faults(project) == []
        assert not list((project / "plan").rglob(".*"))
        shutil.rmtree(project)
        outcomes.append(len(entries))
        if not killed:
            break
    assert len(outcomes) > 5
    assert outcomes == sorted(outcomes) and set(outcomes) == {0, 1}


# What is typed.


@dataclass(frozen=True)
class Typed:
    """What came of one command."""

    code: int
    out: str
    err: str


Type = Callable[..., Typed]


@pytest.fixture
def typed(folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Type:
    """Type a command in the project's folder, on 20 July 2021."""
    monkeypatch.chdir(folder)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1626750000")

    def type_(*words: str) -> Typed:
        capfd.readouterr()
        code = main(list(words))
        out, err = capfd.readouterr()
        assert "Traceback" not in err and code in (0, 1, 2), err
        return Typed(code, out, err)

    return type_


def test_it_says_number_and_files(typed: Type, folder: Path) -> None:
    done = typed("issue", "任务清单", "--unit", SMALL, "--dated", "2021年7月8日")
    assert done.code == 0
    number = "驻政办函〔2021〕1号"
    assert done.out.startswith(f"已印发：{number}\u30002021年7月8日\n")
    for file in (f"plan/issued/{number}/{number}.docx", f"plan/issued/{number}/{number}.pdf"):
        assert file in done.out and (folder / file).is_file()
    assert "Z814" in done.err and "请核对：报送日期未经核定" in done.err
    assert typed("issue", "sheet", "--unit", SMALL).code == 1


def test_the_date_is_today_unless_given(typed: Type, folder: Path) -> None:
    assert typed("issue", "sheet", "--unit", SMALL).code == 0
    assert [one.dated for one in register(folder)] == [TODAY]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["issue"], "请写明印发哪一类"),
        (["issue", "方案"], "没有“方案”这个可印发的文件类别"),
        (["issue", "任务清单"], "请用 --unit 写明单位"),
        (["issue", "任务清单", "--unit", "市科枝局"], "市科技局"),
        (["issue", "任务清单", "--all", "--unit", SMALL], "--all 是全部单位"),
        (["issue", "责任分解表", "--unit", SMALL], "不分单位"),
        (["issue", "责任分解表", "--all"], "不分单位"),
        (["issue", "责任分解表", "--period", "2021Q2"], "不分报送期"),
        (["issue", "责任分解表", "--dated", "昨天"], "“昨天”不是日期"),
        (["issue", "责任分解表", "--dated", "2021-02-30"], "不是日期"),
        (["issue", "--void", "驻政办函〔2021〕1号"], "文号和原因"),
        (["issue", "--why", "示例"], "文号和原因"),
        (["issue", "--void", "驻政办函〔2021〕1号", "--why", " "], "文号和原因"),
        (["issue", "sheet", "--void", "驻政办函〔2021〕1号", "--why", "示例"], "作废只写"),
        (["register", "--format", "xml"], "xml"),
    ],
)
def test_what_is_typed_wrongly(typed: Type, folder: Path, words: list[str], said: str) -> None:
    done = typed(*words)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert not (folder / "plan/issued").exists()


@pytest.mark.parametrize(
    "spelt", ["驻政办函〔2021〕1号", "驻政办函[2021]1号", "驻政办函（2021）01"]
)
def test_a_number_is_made_void_however_it_is_typed(typed: Type, folder: Path, spelt: str) -> None:
    typed("issue", "sheet", "--unit", SMALL)
    done = typed("issue", "--void", spelt, "--why", "附件有误")
    assert done.code == 0 and "已作废：驻政办函〔2021〕1号" in done.out
    assert [one.void for one in register(folder)] == [Voiding(dated=TODAY, reason="附件有误")]
    assert "Z827" in typed("issue", "--void", spelt, "--why", "再来").err


def test_the_register_is_listed(typed: Type) -> None:
    assert typed("register").out == "还没有印发过文件。\n"
    typed("issue", "sheet", "--unit", SMALL)
    typed("issue", "责任分解表", "--dated", "2021-07-08")
    typed("issue", "--void", "驻政办函〔2021〕1号", "--why", "附件有误")
    out = typed("register").out
    assert "【已作废：2021年7月20日，附件有误】" in out
    assert "市发改委、市教育局、市科技局等 35 个单位" in out
    assert out.endswith("共 2 个文号，其中作废 1 个。\n")
    table = typed("register", "--format", "csv").out
    assert table.startswith("\ufeff")
    first, second = csv.DictReader(io.StringIO(table.removeprefix("\ufeff")))
    assert (first["文号"], first["作废原因"], first["作废日期"]) == (
        "驻政办函〔2021〕1号", "附件有误", "2021-07-20",
    )  # fmt: skip
    assert second["主送"].split("、")[-2] == "市高新技术产业开发区管委会"
    document = json.loads(typed("register", "--format", "json").out)
    assert [one["number"] for one in document["issues"]] == [first["文号"], second["文号"]]
    assert document["issues"][0]["void"]["reason"] == "附件有误"


def test_a_broken_register_is_not_listed(typed: Type, folder: Path) -> None:
    (folder / "plan/register.yaml").write_text("issues: 1\n", encoding="utf-8")
    done = typed("register")
    assert (done.code, done.out) == (1, "")
    assert "Z203" in done.err


def test_verify_knows_what_was_issued(typed: Type, folder: Path) -> None:
    typed("issue", "sheet", "--unit", SMALL, "--dated", "2021-07-08")
    number = "驻政办函〔2021〕1号"
    docx = f"plan/issued/{number}/{number}.docx"
    for file in (docx, docx.replace(".docx", ".pdf")):
        done = typed("verify", file)
        assert done.code == 0
        assert f"{number}，2021年7月8日印发" in done.out and "一字节不差" in done.out
    copy = folder / "另存.docx"
    content = (folder / docx).read_bytes()
    copy.write_bytes(content)
    assert typed("verify", "另存.docx").code == 0
    copy.write_bytes(content + b"\0")
    done = typed("verify", "另存.docx")
    assert done.code == 1 and "与登记的不同" in done.out
    copy.write_bytes(content)
    change(folder, "reason: '网页转换", "reason: '疑网页转换", "plan/plan.yaml")
    done = typed("verify", "另存.docx")
    assert done.code == 0 and "印发之后方案内容有过改动" in done.out
    typed("issue", "--void", number, "--why", "附件有误")
    done = typed("verify", "另存.docx")
    assert done.code == 1 and "已于2021年7月20日作废：附件有误" in done.out
    (folder / "plan/register.yaml").unlink()
    done = typed("verify", "另存.docx")
    assert done.code == 1 and "登记簿里没有这个号" in done.out


def test_verify_tells_a_draft_from_what_was_issued(typed: Type) -> None:
    build = ("build", "任务清单", "--unit", SMALL, "--format", "docx")
    typed(*build)
    draft = f"build/任务清单/{SMALL}.docx"
    assert "草稿" not in typed("verify", draft).out
    typed("issue", "sheet", "--unit", SMALL, "--dated", "2021-07-08")
    done = typed("verify", draft)
    assert done.code == 0
    assert "这一份是草稿，正式件是驻政办函〔2021〕1号（2021年7月8日印发）" in done.out


def test_a_build_says_what_has_changed_since_it_was_issued(typed: Type, folder: Path) -> None:
    typed("issue", "sheet", "--unit", SMALL, "--unit", "市科技局", "--dated", "2021-07-08")
    report = folder / "build/构建报告.txt"
    build = ("build", "任务清单", "--format", "docx")
    typed(*build)
    assert "已不同" not in report.read_text(encoding="utf-8")
    # a word of a task that 市科技局 leads and 市工商联 has nothing to do with
    text = "建设制造业创新高地"
    for file in ("plan/plan.yaml", "plan/source/驻政办〔2021〕10号.txt"):
        change(folder, text, "建设制造业创新新高地", file)
    typed(*build)
    noted = [line for line in report.read_text(encoding="utf-8").splitlines() if "已不同" in line]
    assert len(noted) == 1
    assert "任务清单/市科技局" in noted[0] and "驻政办函〔2021〕1号" in noted[0]
    typed("issue", "--void", "驻政办函〔2021〕1号", "--why", "方案有改动")
    typed(*build)
    assert "已不同" not in report.read_text(encoding="utf-8")


def test_a_build_says_what_could_not_be_issued(typed: Type, folder: Path) -> None:
    build = ("build", "任务清单", "--unit", "西平县人民政府", "--format", "docx")
    typed(*build)
    report = folder / "build/构建报告.txt"
    assert "发文" not in report.read_text(encoding="utf-8")
    with (folder / "plan/rules.yaml").open("a", encoding="utf-8") as file:
        file.write(OFFICE)
    assert typed(*build).code == 0
    (noted,) = (n for n in report.read_text(encoding="utf-8").splitlines() if "不予编号" in n)
    assert "领导小组办公室不能直接向西平县人民政府发文" in noted


def test_a_build_says_what_was_issued_and_is_no_more(typed: Type, folder: Path) -> None:
    typed("issue", "sheet", "--unit", SMALL, "--dated", "2021-07-08")
    text = (folder / "plan/plan.yaml").read_text(encoding="utf-8")
    text = text.replace(", 市工商联]", "]").replace("、市工商联)", ")")
    (folder / "plan/plan.yaml").write_text(text, encoding="utf-8")
    source = folder / "plan/source/驻政办〔2021〕10号.txt"
    source.write_text(source.read_text(encoding="utf-8").replace("、市工商联)", ")"), "utf-8")
    assert typed("build", "任务清单", "--format", "docx").code == 0
    report = (folder / "build/构建报告.txt").read_text(encoding="utf-8")
    assert "驻政办函〔2021〕1号：印发过市工商联的任务清单，现行方案已没有这份文件" in report


@pytest.mark.parametrize(
    ("dated", "codes_"),
    [(date(2021, 6, 29), ["Z823"]), (date(2021, 6, 30), []), (date(2021, 7, 8), [])],
)
def test_nothing_of_a_period_is_dated_before_it_is_over(
    real: Project, dated: date, codes_: list[str]
) -> None:
    assert real.plan and real.registry and real.rules
    order = Order("circular", dated, period="2021Q2")
    case = Case(real, real.plan, real.registry, real.rules, order)
    found = list(dates(case, TODAY))
    assert [one.code for one in found] == codes_
    assert all(one.place.file == "plan/rules.yaml" and one.place.line for one in found)


def test_the_kinds_that_are_issued_are_those_of_the_model() -> None:
    assert get_args(IssuedKind) == ISSUED


def test_a_clock_that_is_none_is_told(typed: Type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "昨天")
    done = typed("issue", "责任分解表")
    assert done.code == 2 and "SOURCE_DATE_EPOCH" in done.err
