"""``zmddoc build circular``: as a clerk types it, and what stands in build/ afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from support.quarters import two_quarters, write

from zmddoc.build import Order, build
from zmddoc.cli import main
from zmddoc.project import Project
from zmddoc.read import read_project

FOLDER = "build/季度通报"


@pytest.fixture
def project(real: Project, folder: Path) -> Path:
    assert real.plan and real.registry and real.rules
    write(folder, two_quarters(real.plan, real.registry, real.rules))
    return folder


@dataclass(frozen=True)
class Typed:
    code: int
    said: str


Type = Callable[..., Typed]


@pytest.fixture
def typed(project: Path, capfd: pytest.CaptureFixture[str]) -> Type:
    """Type ``zmddoc build`` with these words in the project folder."""

    def type_(*words: str) -> Typed:
        capfd.readouterr()
        code = main(["-C", str(project), "build", *words])
        return Typed(code, "".join(capfd.readouterr()))

    return type_


def files(folder: Path) -> list[str]:
    return sorted(one.relative_to(folder).as_posix() for one in (folder / FOLDER).rglob("*.*"))


def test_a_circular_with_its_trace(project: Path, typed: Type) -> None:
    done = typed("季度通报", "--period", "2021Q3", "--format", "docx", "--trace")
    assert done.code == 0, done.said
    assert files(project) == [
        f"{FOLDER}/2021Q3/2021年第三季度通报.docx",
        f"{FOLDER}/2021Q3/2021年第三季度通报来源.csv",
    ]
    report = (project / "build/构建报告.txt").read_text(encoding="utf-8")
    assert "2021Q3 通报点名未报送的单位：市自然资源局；印发前请核对是否确未收到" in report


def test_a_trace_that_is_there_keeps_step(project: Path, typed: Type) -> None:
    """A second build without --trace: what stands beside the circular is still its own."""
    typed("circular", "--period", "Q2", "--format", "docx", "--trace")
    trace = project / FOLDER / "2021Q2/2021年第二季度通报来源.csv"
    before = trace.read_bytes()
    returns = project / "plan/progress/2021Q2.yaml"
    text = returns.read_text(encoding="utf-8")
    returns.write_text(
        text.replace("示例-市发改委", "示例-另一份").replace(
            "市发改委报送表（示例）", "改过的报送表"
        ),
        "utf-8",
    )
    assert typed("circular", "--period", "Q2", "--format", "docx").code == 0
    assert trace.read_bytes() != before
    assert "改过的报送表" in trace.read_text(encoding="utf-8-sig")


def test_without_trace_there_is_none(project: Path, typed: Type) -> None:
    typed("circular", "--period", "2021Q2", "--format", "docx")
    assert files(project) == [f"{FOLDER}/2021Q2/2021年第二季度通报.docx"]


def test_nothing_was_collected(project: Path, typed: Type) -> None:
    done = typed("季度通报", "--period", "2021Q4")
    assert done.code == 1
    assert "2021Q4 还没有收过报送表，没有季度通报可生成。" in done.said
    assert not files(project)


def test_everything_of_a_period_that_was_not_collected(project: Path, typed: Type) -> None:
    """The forms go out at the beginning of the round, when there is nothing to report on yet."""
    shown, _ = read_project(project)
    outcome = build(shown, Order(kinds=("form", "circular"), period="2021Q4"))
    assert not outcome.failures
    assert "2021Q4 还没有收过报送表，没有生成季度通报" in outcome.notes


def test_a_circular_that_no_longer_holds_goes_with_its_trace(project: Path, typed: Type) -> None:
    typed("circular", "--period", "2021Q2", "--format", "docx", "--trace")
    (project / "plan/progress/2021Q2.yaml").unlink()
    shown, _ = read_project(project)
    outcome = build(shown, Order(kinds=("circular",), period="2021Q2", formats=("docx",)))
    assert outcome.removed == (f"{FOLDER}/2021Q2/2021年第二季度通报.docx",)
    assert not files(project)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["季度通报"], "用 --period 写明是哪一期"),
        (["季度通报", "--period", "2021Q2", "--unit", "市工信局"], "季度通报不分单位"),
        (["任务清单", "--trace"], "--trace 写的是季度通报里各数的来源"),
        (["--trace"], "--trace 写的是季度通报里各数的来源"),
        (["季度通报", "--period", "2021Q2", "--format", "xlsx"], "季度通报只有 DOCX、PDF 格式"),
    ],
)
def test_typed_wrongly(project: Path, typed: Type, words: list[str], said: str) -> None:
    done = typed(*words)
    assert done.code == 2
    assert said in done.said


def test_two_builds_are_the_same_bytes(project: Path, typed: Type) -> None:
    def made() -> dict[str, bytes]:
        assert typed("季度通报", "--period", "2021Q3", "--trace").code == 0
        return {name: (project / name).read_bytes() for name in files(project)}

    first = made()
    assert len(first) == 3
    assert made() == first
