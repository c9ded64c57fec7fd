"""``zmddoc collect`` as a clerk types it, rightly and wrongly."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.filling import filled
from tests.support.handed import ROOT, Office, form, good

Run = Callable[..., tuple[int, str, str]]
PERIOD = ("--period", "2021Q2")


@pytest.fixture(autouse=True)
def inbox(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of returns beside the real plan, on the third of July."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1625270400")  # 2021-07-03 08:00 in China
    inbox = folder / "回收"
    inbox.mkdir()
    (inbox / "市科技局.xlsx").write_bytes(good())
    (inbox / "市商务局.xlsx").write_bytes(filled(form("市商务局"), {("T25", "progress"): "示例"}))
    return inbox


def test_a_folder(run: Run, folder: Path) -> None:
    code, out, err = run("collect", "回收", *PERIOD)
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "2 份文件，收下 2 份。",
        "2021Q2（2021-07-05 前报送）：",
        "  已报送 2：市科技局（缺 T03、T04-2、T05-2、T05-3、T06、T06-1、T07、T07-1 等）、市商务局",
        "  迟报 0",
        "  未报送 4：市发改委、市工信局、市自然资源局、市金融工作局",
        "  牵头的集合没有单独报送：市制造强市建设工作领导小组各成员单位",
    ]
    returned = Office(folder).returned()
    assert returned
    assert returned.received.isoformat() == "2021-07-03"
    # what is in the ledger now passes the check, and stands on the board
    assert run("check")[0] == 0
    code, out, _ = run("status", *PERIOD)
    assert code == 0
    assert "按时报送 2" in out


def test_late_by_the_day_that_is_given(run: Run) -> None:
    code, out, _ = run("collect", "回收/市商务局.xlsx", *PERIOD, "--received", "2021年7月8日")
    assert code == 0
    assert "  迟报 1：市商务局（2021-07-08 到，迟 3 天）" in out


def test_what_is_refused_is_exit_code_1(run: Run, folder: Path) -> None:
    bad = good({("T04-2", "value"): "约130家"})
    (folder / "回收/市科技局.xlsx").write_bytes(bad)
    (folder / "回收/坏.xlsx").write_bytes(bad[:-99])
    code, out, _ = run("collect", "回收", *PERIOD)
    assert code == 1
    assert "回收/市科技局.xlsx 填报!F9: 错误 Z707: “约130家”不是准数" in out
    assert "  提示：报截至数据截止日的准数" in out
    assert "回收/坏.xlsx: 错误 Z700: 文件已损坏或没有传完" in out
    assert "3 份文件，收下 2 份，没收 1 份；另有 1 格没收。" in out


def test_what_is_no_form_is_passed_over_and_named(run: Run, inbox: Path) -> None:
    (inbox / "佐证").mkdir()
    (inbox / "佐证/照片.jpg").write_bytes(b"\xff\xd8\xff")
    (inbox / "市工信局（改名）").write_bytes(filled(form("市工信局"), {("T13-1", "value"): 300}))
    for name in ("~$市科技局.xlsx", ".~lock.市科技局.xlsx#", "Thumbs.db", ".DS_Store"):
        (inbox / name).write_bytes(b"x")
    code, out, _ = run("collect", "回收", *PERIOD)
    assert code == 0
    assert "回收/佐证/照片.jpg: 警告 Z718: 不是报送表，跳过" in out
    assert out.count("Z718") == 1
    assert "3 份文件，收下 3 份。" in out


def test_the_originals_are_not_collected_again(run: Run, folder: Path) -> None:
    run("collect", "回收", *PERIOD)
    code, out, _ = run("collect", ".", *PERIOD)
    assert code == 0
    assert "2 份文件，收下 2 份。台账没有变化。" in out


def test_replacing_and_undoing(run: Run, folder: Path) -> None:
    run("collect", "回收", *PERIOD)
    before = Office(folder).ledger_bytes()
    (folder / "更正.xlsx").write_bytes(good({("T04-1", "value"): 15}))
    code, out, _ = run("collect", "更正.xlsx", *PERIOD)
    assert code == 1
    assert "Z712" in out
    assert "1 份文件，收下 0 份，没收 1 份。台账没有变化。" in out
    assert run("collect", "更正.xlsx", *PERIOD, "--replace")[0] == 0
    assert Office(folder).figures()["T04-1"] == "15"
    code, out, _ = run("collect", "--undo", *PERIOD)
    assert code == 0
    assert "已退回到 2021Q2 上一次收之前。退掉的一版存为 plan/progress/originals/" in out
    assert Office(folder).ledger_bytes() == before
    assert run("collect", "--undo", *PERIOD)[0] == 0
    code, _, err = run("collect", "--undo", *PERIOD)
    assert code == 1
    assert "2021Q2 还没有收过，没有可退的。" in err


def test_undoing_what_is_gone(run: Run, folder: Path) -> None:
    run("collect", "回收/市科技局.xlsx", *PERIOD)
    run("collect", "回收/市商务局.xlsx", *PERIOD)
    (kept,) = (folder / "plan/progress/originals").glob("*.yaml")
    kept.unlink()
    code, _, err = run("collect", "--undo", *PERIOD)
    assert code == 1
    assert f"退不回去：plan/progress/originals/{kept.name} 不在了或被改动过。" in err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["回收"], "请用 --period 写明收的是哪一期"),
        ([*PERIOD], "请写明要收的文件或文件夹"),
        (["回收", "--period", "2021Q1"], "报送期有：2021Q2、2021Q3、2021Q4。"),
        (["没有", *PERIOD], "没有“没有”这个文件或文件夹。"),
        (["回收", *PERIOD, "--received", "昨天"], "“昨天”不是日期。写成 2021-07-03 的样子。"),
        (["回收", *PERIOD, "--undo"], "--undo 只与 --period 一起写。"),
        (["回收", *PERIOD, "--replce"], "--replace"),
    ],
)
def test_misuse(run: Run, folder: Path, words: list[str], says: str) -> None:
    code, out, err = run("collect", *words)
    assert (code, out) == (2, "")
    assert says in err
    assert not (folder / "plan/progress").exists()


def test_an_empty_folder(run: Run, folder: Path) -> None:
    (folder / "空").mkdir()
    code, _, err = run("collect", "空", *PERIOD)
    assert code == 1
    assert "“空”里没有可收的文件。" in err


def test_a_clock_that_is_none(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "昨天")
    code, _, err = run("collect", "回收", *PERIOD)
    assert code == 2
    assert "环境变量 SOURCE_DATE_EPOCH=昨天 不是秒数。" in err


def test_nothing_is_collected_into_a_plan_that_has_errors(run: Run, folder: Path) -> None:
    plan = folder / "plan/plan.yaml"
    plan.write_text(plan.read_text("utf-8").replace("市科技局", "市科枝局"), encoding="utf-8")
    code, _, err = run("collect", "回收", *PERIOD)
    assert code == 1
    assert "方案、规则或已收的数据有错误，没有收。" in err
    assert not (folder / "plan/progress").exists()


def test_nor_into_a_ledger_that_cannot_be_read(run: Run, folder: Path) -> None:
    run("collect", "回收", *PERIOD)
    ledger = folder / "plan/progress/2021Q2.yaml"
    ledger.write_text(ledger.read_text("utf-8").replace("value: 12", "value: 十二"), "utf-8")
    broken = ledger.read_bytes()
    code, _, err = run("collect", "回收", *PERIOD, "--replace")
    assert code == 1
    assert "plan/progress/2021Q2.yaml" in err
    assert ledger.read_bytes() == broken


def test_who_comes_second_is_told_to_wait(folder: Path) -> None:
    from zmddoc.storage import locked

    (folder / "表.xlsx").write_bytes(good())
    command = [sys.executable, "-m", "zmddoc", "collect", "表.xlsx", *PERIOD]
    with locked(folder / "plan/progress"):
        other = subprocess.Popen(
            command, cwd=folder, env={"PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"},
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
        )  # fmt: skip
        assert other.stderr
        assert "另有人正在收这个项目的报送表" in other.stderr.readline()
    assert "1 份文件，收下 1 份。" in other.communicate(timeout=60)[0]
