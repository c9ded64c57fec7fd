"""Notices as a clerk makes them: built, taken away again, issued, followed up."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from support import notice_quarters
from support.docx_text import docx_lines

from zmddoc.cli import main
from zmddoc.issue import Order, issue
from zmddoc.read import read_project

ROOT = Path(__file__).resolve().parent.parent
DAY = date(2021, 7, 8)


@pytest.fixture
def quarters(folder: Path) -> Path:
    """The real plan with the second quarter's returns."""
    return notice_quarters.write(folder, ("2021Q2",))


def build(folder: Path, *arguments: str) -> int:
    return main(["-C", str(folder), "build", *arguments])


def made(folder: Path, period: str = "2021Q2") -> list[str]:
    return sorted(path.name for path in (folder / "build/督办通知" / period).glob("*"))


def test_each_body_has_its_file_in_both_formats(
    quarters: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build(quarters, "督办通知", "--period", "2021Q2") == 0
    names = ["市发改委（提醒）", "市商务局（提醒）", "市工信局（提醒）", "市科技局", "市金融工作局"]
    assert made(quarters) == sorted(f"{name}.{form}" for name in names for form in ("docx", "pdf"))
    assert "督办通知 10" in capsys.readouterr().out
    folder = quarters / "build/督办通知/2021Q2"
    said = docx_lines((folder / "市科技局.docx").read_bytes())
    assert "1.（四）培育技术创新企业：黄灯，新认定国家高新技术企业落后序时15.0个百分点。" in said
    fields = PdfReader(folder / "市金融工作局.pdf").get_fields()
    assert fields and "T28.progress" in fields


def test_equal_input_makes_equal_files(quarters: Path) -> None:
    contents = []
    for _ in range(2):
        assert build(quarters, "notice", "--period", "2021Q2", "--unit", "市金融工作局") == 0
        folder = quarters / "build/督办通知/2021Q2"
        contents.append([file.read_bytes() for file in sorted(folder.glob("*"))])
        shutil.rmtree(quarters / "build")
    assert contents[0] == contents[1]


def test_what_has_been_made_good_is_taken_away(
    quarters: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ("督办通知", "--period", "2021Q2", "--format", "docx")
    assert build(quarters, *arguments) == 0
    progress = quarters / "plan/progress/2021Q2.yaml"
    before = progress.read_text(encoding="utf-8")
    progress.write_text(before.replace("value: -1.5", "value: 9.3"), encoding="utf-8")
    capsys.readouterr()
    assert build(quarters, *arguments, "--unit", "市金融工作局") == 0
    out = capsys.readouterr().out
    assert "撤下了 1 个" in out and "市金融工作局在 2021Q2 没有需要提醒、督办的任务" in out
    assert "市金融工作局.docx" not in made(quarters) and "市科技局.docx" in made(quarters)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["督办通知"], 2, "请用 --period 写明是哪一期"),
        (["督办通知", "--period", "2021Q3"], 1, "2021Q3 还没有收过报送表"),
        (["督办通知", "--period", "2021Q2", "--format", "xlsx"], 2, "督办通知只有 DOCX、PDF 格式"),
        (["督办通知", "--period", "2021Q2", "--unit", "市财政局"], 0, "没有需要提醒、督办"),
    ],
)
def test_what_is_said_when_there_is_none(
    quarters: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, words: str
) -> None:
    assert build(quarters, *arguments) == code
    captured = capsys.readouterr()
    assert words in captured.out + captured.err
    assert not (quarters / "build/督办通知").exists()


def test_what_is_issued_is_followed_up_by_number_and_date(quarters: Path) -> None:
    """From the first notice to 催办: the second names what the register has of the first."""
    outcome = issue(quarters, Order("notice", DAY, ("市科技局",), "2021Q2"), date(2021, 7, 20))
    (record,) = outcome.issues
    assert (record.number, record.step, record.matters) == (
        "驻政办函〔2021〕1号", "notice", ("T04", "T06", "T07"),
    )  # fmt: skip
    assert record.answer_by == date(2021, 7, 19)
    frozen = (quarters / "plan/issued" / record.files[0].name).read_bytes()
    said = docx_lines(frozen)
    assert "驻政办函〔2021〕1号" in said and "2021年7月8日" in said
    assert any(line.startswith("请于2021年7月19日前填写回执（附件2）") for line in said)

    register = (quarters / "plan/register.yaml").read_text(encoding="utf-8")
    notice_quarters.write(quarters, ("2021Q2", "2021Q3"))
    (quarters / "plan/register.yaml").write_text(register, encoding="utf-8")
    project, found = read_project(quarters)
    assert project.register.issues == (record,)
    assert not [one for one in found if one.severity == "error"]
    wanted = ("督办通知", "--period", "2021Q3", "--unit", "市科技局", "--format", "docx")
    assert build(quarters, *wanted) == 0
    assert made(quarters, "2021Q3") == ["市科技局.docx", "市科技局（催办）.docx"]
    second = docx_lines((quarters / "build/督办通知/2021Q3/市科技局（催办）.docx").read_bytes())
    assert any("此前已以驻政办函〔2021〕1号（2021年7月8日）督办" in line for line in second)
    assert "2021年7月8日以驻政办函〔2021〕1号印发督办通知" in second
