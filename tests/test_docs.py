"""The papers are true: every command shown runs, every link and picture is there."""

import re
import shlex
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from support.filling import filled
from support.handed import form
from support.quarters import two_quarters, write
from support.repository import Repository

from zmddoc.check import check
from zmddoc.read import read_project

ROOT = Path(__file__).resolve().parent.parent
PAPERS = ("README.md", "docs/使用手册.md")
MAKE = {"make build", "make test"}  # run by .ci/run and by whoever runs this suite


def commands() -> list[str]:
    found: list[str] = []
    for paper in PAPERS:
        for block in re.findall(r"```sh\n(.*?)```", (ROOT / paper).read_text("utf-8"), re.S):
            for line in block.splitlines():
                command = line.split("#")[0].strip()
                if command and not command.startswith("export "):
                    found.append(command)
    return list(dict.fromkeys(found))


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project folder with returns, and with what ``verify`` and ``--void`` are shown
    on."""
    folder = tmp_path_factory.mktemp("docs")
    for own in ("plan", "plans/示例/plan"):
        shutil.copytree(ROOT / "plan", folder / own)
    read, _ = read_project(folder)
    assert read.plan and read.registry and read.rules
    write(folder, two_quarters(read.plan, read.registry, read.rules))
    kept = Repository(folder)
    kept.commit("录入")
    kept.commit("注释", ("# 成文日期", "# 成文的日期"))
    run(folder, "zmddoc demo build/示例")
    run(folder, "zmddoc build 任务清单 --unit 市工信局")
    run(folder, "zmddoc issue 任务清单 --unit 市科技局 --unit 市教育局 --dated 2021-07-08")
    return folder


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project folder to which nothing has been returned yet, with what came back."""
    folder = tmp_path_factory.mktemp("inbox")
    shutil.copytree(ROOT / "plan", folder / "plan")
    for name, value in (("回收", 300), ("更正", 310)):
        (folder / name).mkdir()
        content = filled(form("市工信局"), {("T13-1", "value"): value})
        (folder / name / "市工信局.xlsx").write_bytes(content)
    return folder


def run(folder: Path, command: str) -> subprocess.CompletedProcess[str]:
    words = shlex.split(command)
    if words[1] == "watch":
        return interrupted(folder, words)
    return subprocess.run(
        [sys.executable, "-m", *words], cwd=folder, capture_output=True, text=True, check=False
    )


def interrupted(folder: Path, words: list[str]) -> subprocess.CompletedProcess[str]:
    """What ends with Ctrl-C, ended so once it says that."""
    with subprocess.Popen(
        [sys.executable, "-m", *words], cwd=folder, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True, encoding="utf-8",
    ) as process:  # fmt: skip
        assert process.stdout
        said = ""
        for line in process.stdout:
            said += line
            if "按 Ctrl-C 结束" in line:
                process.send_signal(signal.SIGINT)
        return subprocess.CompletedProcess(words, process.wait(), said, said)


def test_the_commands_shown_in_the_papers_run(project: Path, inbox: Path) -> None:
    """In the order shown: each finds what those before it made."""
    wrong: dict[str, str] = {}
    for command in (one for one in commands() if one not in MAKE):
        assert command.startswith("zmddoc ")
        done = run(inbox if "collect" in command else project, command)
        expected = 1 if "--strict" in command else 0  # the real plan has true warnings
        if done.returncode != expected:
            wrong[command] = f"{done.returncode}: {done.stderr}"
    assert not wrong


def test_make_has_the_two_commands() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for command in MAKE:
        assert re.search(rf"^{command.split()[1]}:", makefile, re.M)


@pytest.mark.parametrize(
    "paper", [*PAPERS, "docs/diagnostics.md", "docs/gongwen-html.md", "docs/diff-json.md"]
)
def test_links_and_pictures_are_there(paper: str) -> None:
    file = ROOT / paper
    for target in re.findall(r"\]\(([^)#]+)\)", file.read_text("utf-8")):
        if "://" not in target:
            assert (file.parent / target).exists(), target


def yaml_of(heading: str) -> str:
    """The YAML that the manual shows under a heading."""
    manual = (ROOT / "docs/使用手册.md").read_text("utf-8")
    found = re.search(r"```yaml\n(.*?)```", manual.partition(f"### {heading}\n")[2], re.S)
    assert found
    return found[1]


@pytest.mark.parametrize(
    ("heading", "file"),
    [
        ("规则写在 plan/rules.yaml", "plan/rules.yaml"),
        ("销号和延期写在 plan/decisions.yaml", "plan/decisions.yaml"),
    ],
)
def test_the_data_that_the_manual_shows_are_sound(folder: Path, heading: str, file: str) -> None:
    (folder / file).write_text(yaml_of(heading), encoding="utf-8")
    project, found = read_project(folder)
    ours = [one for one in (*found, *check(project)) if one.place.file == file]
    assert {one.code for one in ours} <= {"Z775"}  # nothing was returned for what it strikes off
