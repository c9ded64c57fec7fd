"""Building a project folder: what is there afterwards, also when something goes wrong."""

import hashlib
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from zmddoc.build import Order, Outcome, build
from zmddoc.project import Project
from zmddoc.read import read_project

ROOT = Path(__file__).resolve().parent.parent
DOCX = Order(formats=("docx",))


def make(folder: Path, order: Order) -> Outcome:
    project, _ = read_project(folder)
    return build(project, order)


def digest(folder: Path) -> dict[str, str]:
    return {
        str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted((folder / "build").rglob("*"))
        if file.is_file()
    }


def test_the_main_job(folder: Path) -> None:
    outcome = make(folder, Order())
    assert outcome.failures == ()
    names = {str(p.relative_to(folder / "build")) for p in (folder / "build").rglob("*.*")}
    assert len([n for n in names if n.startswith("任务清单/") and n.endswith(".pdf")]) == 36
    assert len([n for n in names if n.startswith("任务清单/") and n.endswith(".docx")]) == 36
    for name in (
        "方案/驻马店市2021年工业经济高质量发展工作方案.docx",
        "方案/驻马店市2021年工业经济高质量发展工作方案.pdf",
        "责任分解表/责任分解表.docx",
        "责任分解表/责任分解表.pdf",
        "台账/总台账.xlsx",
        "构建报告.txt",
    ):
        assert name in names
    assert len(outcome.written) == 38 * 2 + 1
    assert not [n for n in names if n.endswith(".part")]
    report = (folder / "build/构建报告.txt").read_text(encoding="utf-8")
    assert "推定" in report
    assert "没有成员名单" in report
    assert "制造+服务" in report


def test_one_body_only(folder: Path) -> None:
    outcome = make(folder, Order(("sheet",), "市发展改革委", ("docx",)))
    assert outcome.written == ("build/任务清单/市发改委.docx",)


ELSEWHERE = (
    {"PYTHONHASHSEED": "1", "TZ": "Asia/Shanghai", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "2", "TZ": "America/Lima", "LC_ALL": "C"},
)


def test_the_same_plan_gives_the_same_bytes_in_another_process(
    folder: Path, tmp_path: Path
) -> None:
    """On another day, with other jobs, hash seed, time zone and locale; each with a cache of its
    own."""
    script = (
        "import sys, time\n"
        "moment, days = time.time, int(sys.argv[2])\n"
        "time.time = lambda: moment() + days * 86400.5\n"
        "from pathlib import Path; from zmddoc.read import read_project\n"
        "from zmddoc.build import Order, build\n"
        "if __name__ == '__main__':\n"
        "    p, _ = read_project(Path(sys.argv[1]))\n"
        "    order = Order(('plan', 'sheet', 'ledger'), '', ('docx', 'pdf'))\n"
        "    assert build(p, order, jobs=1 + days // 40).drawn == 37 * 2 + 1"
    )
    (tmp_path / "script.py").write_text(script, encoding="utf-8")
    found = []
    for days, other in zip((0, 40), ELSEWHERE, strict=True):
        subprocess.run(
            [sys.executable, str(tmp_path / "script.py"), str(folder), str(days)],
            check=True,
            env={
                **os.environ,
                **other,
                "PYTHONPATH": str(ROOT),
                "ZMDDOC_CACHE": str(tmp_path / f"cache{days}"),
            },
        )
        found.append(digest(folder))
        shutil.rmtree(folder / "build")
    assert found[0] == found[1]
    assert len(found[0]) == 37 * 2 + 1 + 1


def test_a_failing_document_does_not_cost_the_others(folder: Path) -> None:
    (folder / "templates").mkdir()
    text = (ROOT / "templates/sheet.html.j2").read_text(encoding="utf-8")
    broken = text.replace(
        "<p>请明确", "<p>{% if unit == '市工信局' %}{{ lead[0].nothing }}{% endif %}请明确"
    )
    assert broken != text
    (folder / "templates/sheet.html.j2").write_text(broken, encoding="utf-8")
    line = next(n for n, words in enumerate(broken.splitlines(), 1) if "lead[0].nothing" in words)
    outcome = make(folder, DOCX)
    assert len(outcome.written) == 38 - 1 + 1
    (failure,) = outcome.failures
    assert failure.code == "Z601"
    assert (failure.place.file, failure.place.line) == ("templates/sheet.html.j2", line)
    assert "任务清单/市工信局" in failure.message


def test_a_character_no_face_has_is_never_a_blank_box(folder: Path) -> None:
    file = folder / "plan/plan.yaml"
    text = file.read_text(encoding="utf-8")
    rare = "\u0f00"  # Tibetan: none of the faces has it
    file.write_text(
        text.replace("title: 培育技术创新企业", f"title: 培育{rare}企业"), encoding="utf-8"
    )
    outcome = make(folder, Order(("plan",), "", ("pdf",)))
    assert outcome.written == ()
    assert {f.code for f in outcome.failures} == {"Z602"}
    assert any("U+0F00" in f.message and "T04" in f.message for f in outcome.failures)


def test_a_sheet_of_a_body_without_tasks_is_taken_away(folder: Path) -> None:
    make(folder, DOCX)
    old = folder / "build/任务清单/市工商联.docx"
    note = folder / "build/任务清单/说明.docx"
    note.write_bytes(b"not ours")
    assert old.exists()
    file = folder / "plan/plan.yaml"
    text = file.read_text(encoding="utf-8").replace(", 市工商联]", "]").replace("、市工商联)", ")")
    file.write_text(text, encoding="utf-8")
    outcome = make(folder, DOCX)
    assert outcome.removed == ("build/任务清单/市工商联.docx",)
    assert not old.exists()
    assert note.read_bytes() == b"not ours"


def test_an_interrupted_build_leaves_the_last_good_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(folder, DOCX)
    before = digest(folder)
    file = folder / "plan/plan.yaml"
    text = file.read_text(encoding="utf-8").replace("year: 2021", "year: 2021\nsample: 示例数据", 1)
    file.write_text(text, encoding="utf-8")
    moved: list[object] = []
    replace = Path.replace

    def interrupt(self: Path, target: Path) -> Path:
        if target.is_relative_to(folder):
            if len(moved) == 5:
                raise KeyboardInterrupt
            moved.append(target)
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        make(folder, DOCX)
    monkeypatch.undo()
    between = digest(folder)
    assert not list((folder / "build").rglob("*.part"))
    make(folder, DOCX)
    after = digest(folder)
    assert set(before) == set(between) == set(after)
    assert [between[name] != before[name] for name in between].count(True) == 5
    assert all(between[name] in (before[name], after[name]) for name in between)


def test_progress_counts_every_file(folder: Path, real: Project) -> None:
    seen: list[tuple[int, int]] = []
    project = replace(real, root=folder)
    build(project, DOCX, lambda name, done, total: seen.append((done, total)))
    assert seen == [(n, 39) for n in range(1, 40)]
