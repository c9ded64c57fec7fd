"""The benchmark: its provinces are right, its measuring counts all processes, its page says what was
measured. How fast anything is, no test asks."""

import sys
from pathlib import Path

import pytest

from bench.measure import Cost, Failed, cost
from bench.province import SIZES, Size, change_one_target, make
from bench.report import write
from bench.runs import _PATH
from zmddoc.assign import items, responsibilities
from zmddoc.check import check
from zmddoc.diagnostics import has_errors
from zmddoc.read import read_project


@pytest.mark.parametrize("size", SIZES[:2], ids=lambda size: str(size.tasks))
def test_provinces_are_right_and_the_same_each_time(size: Size, tmp_path: Path) -> None:
    for name in ("one", "other"):
        make(tmp_path / name, size)
    project, found = read_project(tmp_path / "one")
    assert not has_errors([*found, *check(project)])
    assert project.plan and project.registry and project.plan.sample == "示例数据"
    assert len(list(project.plan.tasks())) == size.tasks
    assert (
        len(responsibilities(items(project.plan, project.registry), project.registry)) == size.lists
    )
    files = [path.relative_to(tmp_path / "one") for path in (tmp_path / "one").rglob("*.*")]
    assert len(files) == 4
    assert all(
        (tmp_path / "one" / f).read_bytes() == (tmp_path / "other" / f).read_bytes() for f in files
    )


def test_one_target_is_changed(tmp_path: Path) -> None:
    make(tmp_path, SIZES[0])
    before = read_project(tmp_path)[0].plan
    task = change_one_target(tmp_path)
    project, found = read_project(tmp_path)
    assert not has_errors([*found, *check(project)])
    assert before and project.plan
    changed = [
        new.id
        for (_, _, old), (_, _, new) in zip(before.tasks(), project.plan.tasks(), strict=True)
        if old != new
    ]
    assert changed == [task]


def test_processes_left_behind_are_counted(tmp_path: Path) -> None:
    work = "sum(i * i for i in range(3_000_000))"
    left = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {work!r}])"
    environment = {"PYTHONPATH": _PATH}
    idle = cost([sys.executable, "-c", "pass"], environment, tmp_path)
    busy = cost([sys.executable, "-c", left], environment, tmp_path)
    assert busy.cpu > 2 * idle.cpu > 0
    assert idle.memory > 1
    with pytest.raises(Failed):
        cost([sys.executable, "-c", "raise SystemExit(3)"], environment, tmp_path)


def test_the_page_says_what_was_measured(tmp_path: Path) -> None:
    runs = [f"zmddoc {form} {jobs}" for jobs in (1, 2) for form in ("docx", "pdf", "both")]
    runs += ["zmddoc pdf 1 prepared", "zmddoc both 2 prepared"]
    side = {name: {"wall": 2.0, "cpu": 3.0, "memory": 80.0, "bytes": 360000} for name in runs}
    side |= {
        "docxtpl": {"wall": 1.0, "cpu": 1.5, "memory": 70.0, "bytes": 36000},
        "weasyprint": {"wall": 9.0, "cpu": 13.5, "memory": 90.0, "bytes": 360000},
        "typst": {"wall": 0.5, "cpu": 0.75, "memory": 60.0, "bytes": 360000},
    }
    one = {"wall": 1.25, "cpu": 4.0, "memory": 123.0}
    row = {"tasks": 320, "lists": 360, "documents": 36, "bytes": 3600000, "rounds": 1}
    row |= {"check": one, "cold": {**one, "cpu": 7.6}, "unchanged": one, "changed": one}
    results = {
        "documents": 36,
        "rounds": 3,
        "side": side,
        "growth": [row],
        "machine": {"commit": "abc1"},
    }
    write(results, tmp_path)
    page = (tmp_path / "benchmarks.md").read_text(encoding="utf-8")
    assert (
        "| WeasyPrint, plainly | PDF | 13.50 | 9.00 | 4.0 | 375 | 4.50 × | 4.50 × | 90 | 10 |"
        in page
    )
    assert "| 320 | 360 | 4.00 | 12.50 | 7.6 | 1.2 | 100 | 100 |" in page
    assert "LibreOffice" not in page.split("measured: written", 1)[1].split("## As the work")[0]
    assert "abc1" in page
    assert ">375</text>" in (tmp_path / "images/benchmarks.svg").read_text(encoding="utf-8")


def test_costs_are_medians_of_each() -> None:
    costs = [Cost(3, 1, 9), Cost(1, 2, 7), Cost(2, 3, 8)]
    assert Cost.middle(costs) == Cost(2, 2, 8)
