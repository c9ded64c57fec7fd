"""The demo: everything can be seen in it, nobody can take it for real, and nothing else is touched."""

from __future__ import annotations

import io
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from hashlib import sha256
from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner
from openpyxl import load_workbook
from support.docx_text import W, part

from zmddoc.check import check
from zmddoc.cli.root import root
from zmddoc.demo import GUIDE, make, story
from zmddoc.demo.make import RECEIVED, WAITING
from zmddoc.model import Progress, TaskReturn
from zmddoc.project import Project
from zmddoc.read import read_project
from zmddoc.supervise import Board, board

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = "示例数据"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
KINDS = "督办通知 季度通报"


def run(folder: Path, command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *shlex.split(command)],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def files(folder: Path) -> dict[str, str]:
    """Every file of a folder by its path, with its hash."""
    return {
        str(file.relative_to(folder)): sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo as a newcomer makes it, with the papers of its second quarter."""
    folder = tmp_path_factory.mktemp("demo")
    plan = files(ROOT / "plan")
    done = run(folder, "zmddoc demo 示例", PYTHONHASHSEED="1")
    assert (done.returncode, done.stderr) == (0, "")
    assert files(ROOT / "plan") == plan
    built = folder / "示例"
    (folder / "as made").write_text(json.dumps(files(built)))
    for order in ("台账", f"{KINDS} --period 2021Q3", "报送表 --period 2021Q4"):
        done = run(built, f"zmddoc build {order}", PYTHONHASHSEED="1")
        assert done.returncode == 0, done.stderr
    return built


@pytest.fixture(scope="module")
def project(demo: Path) -> Project:
    project, found = read_project(demo)
    assert not found
    return project


def a_board(project: Project, period: str) -> Board:
    assert project.plan and project.registry and project.rules
    return board(
        project.plan, project.registry, project.rules, project.progress.values(),
        project.decisions, project.register, period,
    )  # fmt: skip


@pytest.fixture(scope="module")
def second(project: Project) -> Board:
    return a_board(project, "2021Q2")


@pytest.fixture(scope="module")
def third(project: Project) -> Board:
    return a_board(project, "2021Q3")


def test_two_demos_are_the_same_to_the_byte(demo: Path, tmp_path: Path) -> None:
    """The second one in an empty folder, where somebody stands."""
    done = run(tmp_path, "zmddoc demo .", PYTHONHASHSEED="2", TZ="America/Lima")
    assert done.returncode == 0, done.stderr
    assert {one.name for one in tmp_path.iterdir()} == {"plan", "build", RECEIVED, WAITING, GUIDE}
    assert files(tmp_path) == json.loads((demo.parent / "as made").read_text())


def test_nothing_is_wrong_with_it_but_what_the_plan_itself_has(project: Project) -> None:
    own, _ = read_project(ROOT)
    assert {(one.code, one.message) for one in check(project)} <= {
        (one.code, one.message) for one in check(own)
    }


def test_every_light_is_shown_and_something_is_not_judged_yet(third: Board) -> None:
    matters = {state.light for state in third.matters}
    assert matters == {"green", "blue", "yellow", "red", "grey", None}
    assert {one.status for one in third.judgements} == {
        "done", "on", "behind", "not_due", "unassigned"
    }  # fmt: skip


def test_every_rung_is_reached(second: Board, third: Board) -> None:
    assert {call.step for call in second.calls} == {"reminder", "notice"}
    assert {call.step for call in third.calls} == {"reminder", "notice", "urge", "criticism"}
    assert {call.issued is not None for call in second.calls} == {True}


def test_what_is_urged_refers_to_a_notice_that_was_issued(demo: Path, third: Board) -> None:
    urged = [call for call in third.calls if call.step == "urge"]
    assert {call.unit.name for call in urged} == {"市发改委", "市科技局"}
    for call in urged:
        first = call.refers_to
        assert first and first.step == "notice" and call.matter.id in first.matters
        for file in first.files:
            content = (demo / "plan/issued" / file.name).read_bytes()
            assert sha256(content).hexdigest() == file.sha256


def test_somebody_is_late_and_somebody_silent_in_each_quarter(second: Board, third: Board) -> None:
    for one, late in ((second, "市金融工作局"), (third, "市发改委")):
        reporting = {state.unit.name: state.reporting for state in one.units}
        assert {name for name, how in reporting.items() if how == "late"} == {late}
        assert {name for name, how in reporting.items() if how == "missing"} == {"市商务局"}
    assert [[m.id for m in state.omitted] for state in third.units if state.omitted] == [["T29"]]


def test_an_extension_a_closing_requests_and_something_overdue(third: Board) -> None:
    extended, closed, overdue = (third.matter(id) for id in ("T05", "T09", "T13"))
    assert extended and closed and overdue
    assert extended.deadline.extension and extended.light == "blue"
    assert closed.closing and closed.closing.reviewer == "示例审核人"
    assert overdue.overdue and overdue.light == "red"
    asked = {part.request.kind for part in third.requests if part.request}
    assert asked == {"extension", "adjustment", "closing"}


def test_two_bodies_share_a_place(third: Board) -> None:
    assert [one.place for one in third.ranking] == [1, 2, 2, 4, None, None]
    assert {one.change for one in third.ranking if one.change is not None} == {-1, 0, 1}


def test_one_body_is_a_good_example(third: Board) -> None:
    good = [one.unit.name for one in third.units if one.light == "green" and one.judgements]
    assert good == ["市金融工作局"]


def test_the_citys_figures_stand_where_nobody_was_asked_for_them(third: Board) -> None:
    headline = third.target("T02-2")
    assert headline and headline.value == 70 and headline.owner is None


def tasks(project: Project) -> Iterator[tuple[Progress, str, TaskReturn]]:
    """Every task of every return, with the hash of the file it stands in."""
    for progress in project.progress.values():
        for returned in progress.returns:
            for task in returned.tasks:
                yield progress, returned.sha256, task


def test_every_figure_is_what_a_clerk_typed_into_its_cell(demo: Path, project: Project) -> None:
    @cache
    def book(digest: str) -> object:
        return load_workbook(demo / "plan/progress/originals" / f"{digest}.xlsx")

    seen = set()
    typed = {**story.FIGURES, **story.CITYWIDE}
    for progress, digest, task in tasks(project):
        quarter = 0 if progress.period == "2021Q2" else 1
        for figure in task.targets:
            sheet, _, cell = figure.cell.partition("!")
            content = book(digest)[sheet][cell].value  # type: ignore[index]
            assert str(content) == str(typed[figure.id][quarter])
            plain = str(content).translate(str.maketrans("６２", "62", ",家%"))
            assert figure.value == Decimal({"否": "0"}.get(plain, plain))
            seen.add((figure.id, quarter))
    assert seen == {(id, quarter) for id in typed for quarter in (0, 1)}


def test_nobodys_words_are_put_into_anybodys_mouth(project: Project) -> None:
    for progress in project.progress.values():
        assert {one.reporter for one in progress.returns} == {"示例填报人"}
    for _, _, task in tasks(project):
        reason = task.request.reason if task.request else ""
        for words in (task.progress, task.problems, task.next_steps, task.evidence, reason):
            assert not words or words.startswith("示例")
    decided = project.decisions
    for text in (
        *(one.reviewer for one in decided.closings),
        *(one.evidence for one in decided.closings),
        *(one.approved_by for one in decided.extensions),
        *(one.reason for one in decided.extensions),
    ):
        assert text.startswith("示例")
    assert all(one.number.startswith("示例") for one in project.register.issues)


def documents(demo: Path, suffix: str) -> list[Path]:
    found = sorted(demo.rglob(f"*.{suffix}"))
    assert found
    return found


def test_every_page_of_every_pdf_says_that_it_is_made_up(demo: Path) -> None:
    for file in documents(demo, "pdf"):
        for page in pypdfium2.PdfDocument(file):
            width, height = page.get_size()
            text = page.get_textpage().get_text_bounded(0, height - 85, width, height)
            assert SAMPLE in text, file


def test_every_section_of_every_word_document_says_so(demo: Path) -> None:
    for file in documents(demo, "docx"):
        content = file.read_bytes()
        said = {
            relation.get("Id"): SAMPLE in "".join(part(content, target).itertext())
            for relation in part(content, "word/_rels/document.xml.rels")
            if (target := f"word/{relation.get('Target')}").startswith("word/header")
        }
        sections = list(part(content).iter(f"{W}sectPr"))
        assert sections
        for section in sections:
            heads = {
                one.get(f"{W}type"): said[one.get(f"{R}id")]
                for one in section.iter(f"{W}headerReference")
            }
            first = {"first"} if section.find(f"{W}titlePg") is not None else set()
            assert heads == dict.fromkeys({"default", "even", *first}, True), file


def test_every_sheet_of_every_workbook_says_so(demo: Path) -> None:
    for file in documents(demo, "xlsx"):
        for sheet in load_workbook(io.BytesIO(file.read_bytes())):
            assert sheet.oddHeader.center.text == SAMPLE, file


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/file").write_text("mine")
    for name in ("a", "a/file"):
        done = CliRunner().invoke(root, ["demo", str(tmp_path / name)])
        assert done.exit_code == 2
        assert "已经有东西了" in done.output
    assert files(tmp_path) == {"a/file": sha256(b"mine").hexdigest()}


def test_what_is_interrupted_leaves_nothing(tmp_path: Path) -> None:
    def stop(name: str, done: int, total: int) -> None:
        assert 0 < done <= total
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make(tmp_path / "示例", stop)
    assert list(tmp_path.iterdir()) == []


def test_every_command_of_the_guide_runs(demo: Path, tmp_path: Path) -> None:
    folder = tmp_path / "示例"
    shutil.copytree(demo, folder)
    shutil.rmtree(folder / "build")
    commands = re.findall(r"^  (zmddoc .*)$", (folder / GUIDE).read_text("utf-8"), re.M)
    assert len(commands) > 8
    for command in commands:
        done = run(folder, command)
        assert done.returncode == (1 if "collect" in command else 0), done.stderr + done.stdout
