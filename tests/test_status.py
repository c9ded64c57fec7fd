"""``zmddoc status`` and ``zmddoc explain`` as a clerk types them, rightly and wrongly."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support.returns import HASH, SECOND, a_return, write_progress
from support.terminal import shown_on

from zmddoc.cli.columns import columns, cut
from zmddoc.cli.help import width

ROOT = Path(__file__).resolve().parent.parent
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def second_quarter(folder: Path) -> None:
    """The returns of a second quarter, beside the real plan."""
    write_progress(folder, "2021Q2", *SECOND)


def row(out: str, id: str) -> str:
    return next(line for line in out.splitlines() if line.split()[:1] == [id])


# status


def test_the_board_in_words(run: Run) -> None:
    code, out, err = run("status")
    assert (code, err) == (0, "")
    for line in (
        "2021Q2：数据截至2021年6月30日，2021年7月5日前报送",
        "报送：应报 6 个单位，按时报送 1，迟报 1，未报送 4",
        "  迟报：市商务局（3天）",
        "  未报送：市发改委、市工信局、市自然资源局、市金融工作局",
        "  牵头的集合没有成员名单，无从催报：T30、T32",
        "任务：共 31 项，达到序时 3（9.7%），落后 4（12.9%），未报送 21（67.7%），未落实责任单位 3（9.7%）",
        "任务亮灯：绿 3，蓝 0，黄 3，红 1，灰 21",
    ):
        assert line in out.splitlines(), out
    assert re.split(r"\s{2,}", row(out, "T04-1").strip()) == [
        "T04-1", ["黄", "落后"][0], "落后", "40.0%", "-10.0", "8家", "10家", "新认定国家高新技术企业",
    ]  # fmt: skip
    assert "达到序时" in row(out, "T04-2")
    assert "+3.8" in row(out, "T04-2")
    assert "未落实责任单位" in row(out, "T02-1")
    assert re.search(r"市科技局 +红 +督办通知 +T08：亮黄、红灯", out)
    assert re.search(r"市科技局 +黄 +督办通知 +T04、T05、T06：亮黄、红灯", out)
    assert re.search(r"市工信局 +灰 +提醒 +T09、T11、.*T31：亮蓝、灰灯", out)
    assert "数值相同的名次并列" in out  # the rule stands under the table
    assert "\x1b" not in out


def test_the_table_is_aligned(run: Run) -> None:
    _, out, _ = run("status")
    lines = out.splitlines()
    head = next(i for i, line in enumerate(lines) if line.startswith("编号"))
    column = width(lines[head].partition("牵头单位：")[0])
    for line in lines[head + 1 : head + 60]:
        kept, seen = 0, ""
        while kept < column:
            seen += line[len(seen)]
            kept = width(seen)
        assert kept == column
        assert line[len(seen) - 1] == " "
        assert line[len(seen)] != " "


@pytest.mark.parametrize(
    "name", ["2021Q2", "2021q2", "Q2", "二季度", "第二季度", "２０２１Ｑ２", "2021年第二季度"]
)
def test_a_period_may_be_called_in_many_ways(run: Run, name: str) -> None:
    assert "2021Q2：" in run("status", "--period", name)[1]


@pytest.mark.parametrize("name", ["2021Q1", "Q1", "去年", "2020Q2", ""])
def test_an_unknown_period_is_met_with_those_there_are(run: Run, name: str) -> None:
    code, out, err = run("status", "--period", name)
    assert (code, out) == (2, "")
    assert "2021Q2、2021Q3、2021Q4" in err


def test_the_default_is_the_latest_period_with_returns(run: Run, folder: Path) -> None:
    write_progress(folder, "2021Q3")
    assert "2021Q2：" in run("status")[1]
    write_progress(folder, "2021Q3", a_return("市商务局", "2021-10-08", {}))
    assert "2021Q3：" in run("status")[1]


def test_before_the_first_return(run: Run, folder: Path) -> None:
    (folder / "plan/progress/2021Q2.yaml").unlink()
    code, out, _ = run("status")
    assert code == 0
    assert "这一期还没有收过报送表" in out
    assert "督办：本期没有要办的" in out


def test_a_project_with_errors_judges_nobody(run: Run, folder: Path) -> None:
    write_progress(folder, "2021Q2", a_return("市科技居", "2021-07-02", {}, ("T03",)))
    code, out, err = run("status")
    assert (code, out) == (1, "")
    assert "市科技居" in err
    assert "没有判定" in err


def test_as_json(run: Run) -> None:
    code, out, _ = run("status", "--format", "json")
    board: dict[str, Any] = json.loads(out)
    assert code == 0
    assert board["period"] == "2021Q2"
    assert board["tasks"]["total"] == 31 == len(board["matters"])
    assert sum(one["count"] for one in board["targets"]["counts"]) == 33
    assert sum(board["lights"].values()) + 3 == 31
    late = next(one for one in board["units"] if one["unit"] == "市商务局")
    assert (late["reporting"], late["days_late"]) == ("late", 3)
    targets = {one["id"]: one for matter in board["matters"] for one in matter["targets"]}
    one = targets["T04-1"]
    assert (one["value"], one["figure"], one["wanted"], one["completion"], one["gap"]) == (8, 20, 10, 40.0, -10.0)  # fmt: skip
    assert (one["light"], one["status"]) == ("yellow", "behind")
    assert one["source"] == {"unit": "市科技局", "file": "市科技局.xlsx", "sha256": HASH, "cell": "填报!F7"}  # fmt: skip
    steps = {(one["unit"], one["matter"]): one["step"] for one in board["ladder"]}
    assert steps[("市科技局", "T08")] == "notice"
    assert steps[("市工信局", "T09")] == "reminder"
    assert ("市科技局", "T07") not in steps


def test_as_csv(run: Run) -> None:
    code, out, _ = run("status", "--format", "csv")
    assert code == 0
    assert out.startswith("\ufeff")  # Excel takes it for UTF-8
    rows = list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff"))))
    assert len(rows) == 33 + 18  # each target, each matter without any
    (one,) = [row for row in rows if row["指标编号"] == "T04-1"]
    assert (one["亮灯"], one["状态"], one["累计完成"], one["本期应达"]) == ("黄", "落后", "8", "10")
    assert (one["完成率（%）"], one["序时差（百分点）"]) == ("40", "-10")
    assert one["督办"] == "市科技局：督办通知"


def test_a_senders_file_name_is_no_formula(run: Run, folder: Path) -> None:
    bad = a_return("市科技局", "2021-07-02", {"T04-1": "8"}, ("T04",), file="'=cmd|x.xlsx'")
    write_progress(folder, "2021Q2", bad)
    out = run("status", "--format", "csv")[1].removeprefix("\ufeff")
    (one,) = [row for row in csv.DictReader(io.StringIO(out)) if row["指标编号"] == "T04-1"]
    assert one["报送文件"] == "'=cmd|x.xlsx"


def test_on_a_terminal_lights_are_words_in_colour_and_lines_fit(run: Run, folder: Path) -> None:
    ours, theirs = pty.openpty()
    env = {**os.environ, "COLUMNS": "90", "TERM": "xterm", "PYTHONPATH": str(ROOT)}
    env.pop("NO_COLOR", None)
    process = subprocess.Popen([sys.executable, "-m", "zmddoc", "status"], stdout=theirs, env=env)
    os.close(theirs)
    text = shown_on(ours)
    assert process.wait() == 0
    assert "\x1b[33m黄\x1b[0m" in text
    assert "\x1b[31m红\x1b[0m" in text
    plain = re.sub(r"\x1b\[\d+m", "", text).splitlines()
    table = [line for line in plain if re.match(r" *T\d\d", line)]
    assert table and max(map(width, table)) <= 90


def test_columns() -> None:
    rows = [("编号", "数"), ("T1", "1,000"), ("甲", "2")]
    assert list(columns(rows)) == ["编号  数", "T1    1,000", "甲    2"]
    assert list(columns([("a", "中文", "x"), ("bb", "1", "yy")], right=[1])) == [
        "a   中文  x",
        "bb     1  yy",
    ]
    assert list(columns([])) == []
    assert cut("一二三四五", 10) == "一二三四五"
    assert cut("一二三四五", 9) == "一二三…"


# explain


def test_explain_a_target(run: Run) -> None:
    code, out, err = run("explain", "T04-1", "--period", "2021Q2")
    assert (code, err) == (0, "")
    for words in (
        "原文：新认定国家高新技术企业20家",
        "报送数：8家",
        f"SHA-256 {HASH}",
        "单元格：填报!F7",
        "本期应达：20家×50.0%＝10家",
        "亮灯：黄（落后）",
        "督办：对市科技局应督办通知——亮黄、红灯（亮灯：2021Q2黄）",
    ):
        assert words in out, out


@pytest.mark.parametrize("name", ["T04", "t04", "T4", "四", "（四）", "(四)", " T04 "])
def test_a_task_may_be_called_in_many_ways(run: Run, name: str) -> None:
    assert run("explain", name)[1].startswith("T04 （四）培育技术创新企业\n")


def test_explain_several(run: Run) -> None:
    _, out, _ = run("explain", "T04-1", "T25")
    assert "\n\nT25 （二十五）深化国际产业合作\n" in out


def test_explain_needs_an_id(run: Run) -> None:
    code, _, err = run("explain")
    assert code == 2
    assert "zmddoc explain T04" in err


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("T44", "T04"),
        ("T04-9", "T04-1"),
        ("三季度报表", "台账"),
        ("T01", "没有责任单位，也没有指标"),
    ],
)
def test_an_unknown_id_is_met_with_the_nearest(run: Run, name: str, says: str) -> None:
    code, out, err = run("explain", name)
    assert (code, out) == (2, "")
    assert says in err


def test_a_matter_that_is_nobodys_says_so(run: Run) -> None:
    out = run("explain", "T02")[1]
    assert "牵头单位：未落实责任单位" in out
    assert "亮灯：—（未落实责任单位）" in out
    assert "督办：本期不需要" in out
