"""One command over many project folders, as it is typed."""

import csv
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from zmddoc.clock import today

Run = Callable[..., tuple[int, str, str]]
ROOT = Path(__file__).resolve().parent.parent
ORDER = ("任务清单", "--unit", "市商务局", "--format", "docx")
SHEET = "build/任务清单/市商务局.docx"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two projects in plans/, one that is no project, and a file."""
    for name in ("乙", "甲"):
        shutil.copytree(ROOT / "tests/shapes/有章", tmp_path / "plans" / name)
    (tmp_path / "plans/空").mkdir()
    (tmp_path / "plans/说明.txt").write_text("示例", encoding="utf-8")
    return tmp_path


def spoil(folder: Path, name: str) -> None:
    file = folder / "plans" / name / "plan/rules.yaml"
    file.write_text(file.read_text("utf-8").replace("periods:", "period:"), encoding="utf-8")


@pytest.mark.parametrize(
    "words",
    [("-C", "plans/*", "build", *ORDER), ("build", "-C", "plans/*", *ORDER)],
    ids=["before", "behind"],
)
def test_each_is_built_and_said(run: Run, folder: Path, words: tuple[str, ...]) -> None:
    code, out, err = run(*words)
    assert code == 0
    heads = [line for line in out.splitlines() if line.startswith("【")]
    assert heads == ["【plans/乙】", "【plans/甲】"]
    assert out.count("生成了 1 个文件") == 2
    assert "“plans/空”里没有 plan/plan.yaml，略过。" in err
    assert "共 2 个项目文件夹，2 个没有问题。" in err
    alone = folder / "alone"
    shutil.copytree(folder / "plans/甲/plan", alone / "plan")
    assert run("-C", "alone", "build", *ORDER)[0] == 0
    for name in ("乙", "甲"):
        assert (folder / "plans" / name / SHEET).read_bytes() == (alone / SHEET).read_bytes()


def test_one_that_fails_does_not_stop_the_others(run: Run, folder: Path) -> None:
    spoil(folder, "乙")
    code, out, err = run("-C", "plans/*", "build", *ORDER)
    assert code == 1
    assert not (folder / "plans/乙/build").exists()
    assert (folder / "plans/甲" / SHEET).exists()
    first, second = err.index("【plans/乙】"), err.index("【plans/甲】")
    assert first < err.index("方案有错误") < second  # what went wrong is said behind its name
    assert "1 个没有问题；有问题的 1 个：plans/乙。" in err
    assert "生成了 1 个文件" in out.partition("【plans/甲】")[2]


def test_the_exit_code_is_the_worst(run: Run, folder: Path) -> None:
    spoil(folder, "甲")
    code, _, err = run("-C", "plans/*", "build", "任务清单", "--unit", "没有这个局")
    assert code == 2  # of 乙 the body is not known, of 甲 the plan is not sound
    assert "有问题的 2 个：plans/乙、plans/甲" in err


def test_packing_and_checking_many(run: Run, folder: Path) -> None:
    assert run("-C", "plans/*", "pack", "报送表", "--period", "2022Q2")[0] == 0
    first, second = (
        {p.name: p.read_bytes() for p in (folder / "plans" / n / "build/分发/2022Q2").iterdir()}
        for n in ("甲", "乙")
    )
    assert first
    assert first == second
    assert run("-C", str(folder / "plans/[甲乙]"), "check")[0] == 0


def test_a_folder_may_be_called_like_a_pattern(run: Run, folder: Path) -> None:
    (folder / "plans/甲").rename(folder / "plans/方案[一]")
    code, out, _ = run("-C", "plans/方案[一]", "build", *ORDER)
    assert code == 0
    assert "【" not in out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("-C", "没有/*", "build"), "没有与“没有/*”相符的项目文件夹"),
        (("-C", "plans/空*", "check"), "没有与“plans/空*”相符的项目文件夹"),
        (("-C", "plans/*", "issue", "任务清单"), "zmddoc issue 一次只做一个项目文件夹"),
        (("build", "-C", "没有这个文件夹"), "没有“没有这个文件夹”这个文件夹"),
    ],
    ids=str,
)
def test_patterns_that_cannot_be_followed(
    run: Run, words: tuple[str, ...], said: str, folder: Path
) -> None:
    code, _, err = run(*words)
    assert code == 2
    assert said in err


def test_what_is_wrongly_typed_is_said_once(run: Run, folder: Path) -> None:
    code, _, err = run("-C", "plans/*", "build", "--format", "doc")
    assert code == 2
    assert err.count("没有“doc”") == 1


def test_nothing_is_issued_in_many(run: Run, folder: Path) -> None:
    day = str(today())
    assert run("-C", "plans/*", "issue", "任务清单", "--dated", day)[0] == 2
    assert not list(folder.rglob("issued"))


def test_json_of_many_is_one_object(run: Run, folder: Path) -> None:
    spoil(folder, "乙")
    code, out, err = run("-C", "plans/*", "check", "--format", "json")
    assert code == 1
    alone = [run("-C", f"plans/{name}", "check", "--format", "json")[1] for name in ("乙", "甲")]
    assert json.loads(out) == {
        "plans/乙": json.loads(alone[0]),
        "plans/甲": json.loads(alone[1]),
    }
    assert "有问题的 1 个：plans/乙。" in err


def test_a_folder_that_gives_no_json_is_null(run: Run, folder: Path) -> None:
    register = folder / "plans/乙/plan/register.yaml"
    register.write_text("issue: []\n", encoding="utf-8")
    code, out, err = run("-C", "plans/*", "register", "--format", "json")
    assert code == 1
    assert json.loads(out) == {"plans/乙": None, "plans/甲": {"issues": []}}
    assert err.index("【plans/乙】") < err.index("register.yaml") < err.index("【plans/甲】")


def test_a_table_of_many_is_one_table(run: Run, folder: Path) -> None:
    for name in ("乙", "甲"):
        order = ("issue", "任务清单", "--unit", "市商务局", "--dated", "2022-07-08")
        assert run("-C", f"plans/{name}", *order)[0] == 0
    code, out, _ = run("-C", "plans/*", "register", "--format", "csv")
    assert code == 0
    assert out.count("\ufeff") == 1
    rows = list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff"))))
    alone = run("-C", "plans/甲", "register", "--format", "csv")[1].removeprefix("\ufeff")
    (issued,) = csv.DictReader(io.StringIO(alone))
    assert rows == [{"项目文件夹": f"plans/{name}", **issued} for name in ("乙", "甲")]
