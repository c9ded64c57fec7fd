"""What a command does not need, it does not import: so it starts fast.

Imports are counted, not seconds; ``tools/startup.py`` measures seconds.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

HEAVY = {
    "docx",
    "fontTools",
    "jinja2",
    "lxml",
    "openpyxl",
    "pydantic",
    "pypdf",
    "rapidfuzz",
    "rich",
    "uharfbuzz",
    "weasyprint",
    "yaml",
}
PLAN = {"pydantic", "yaml"}
"""What reading a plan takes."""

SCRIPT = """
import json, sys
from zmddoc.cli import main
code = main(sys.argv[1:])
print(json.dumps([code, sorted({name.split(".")[0] for name in sys.modules})]), file=sys.stderr)
"""


def run(arguments: list[str], folder: Path, **environment: str) -> tuple[int, set[str]]:
    """Run a command in a process of its own, output piped: its exit code and the heavy libraries
    imported at the end."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *arguments],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    code, names = json.loads(done.stderr.splitlines()[-1])
    return code, HEAVY & set(names)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["--version"],
        ["build", "--help"],
        ["issue", "--help"],
        ["register", "--help"],
        ["check", "--help"],
        ["text", "--help"],
        ["verify", "--help"],
        ["doctor", "--help"],
        ["bulid"],
        ["build", "--formt", "docx"],
        ["build", "清单"],
    ],
    ids=" ".join,
)
def test_help_and_misuse_import_nothing_heavy(arguments: list[str], tmp_path: Path) -> None:
    code, heavy = run(arguments, tmp_path)
    assert code == (0 if arguments[-1].startswith("--") else 2)
    assert heavy == set()


@pytest.mark.parametrize("command", ["check", "text"])
def test_a_folder_without_a_plan_is_refused_at_once(command: str, tmp_path: Path) -> None:
    assert run([command], tmp_path) == (2, set())


def test_text_takes_no_more_than_reading_a_plan(folder: Path) -> None:
    assert run(["text"], folder) == (0, PLAN)


def test_check_takes_no_renderer(folder: Path) -> None:
    code, heavy = run(["check"], folder)
    assert code == 0
    assert heavy <= PLAN | {"rapidfuzz"}


def test_word_files_are_made_without_what_pdf_takes(folder: Path) -> None:
    code, heavy = run(["build", "任务清单", "--unit", "市工信局", "--format", "docx"], folder)
    assert code == 0
    assert not heavy & {"weasyprint", "fontTools", "uharfbuzz", "rich", "openpyxl"}


def test_a_word_file_is_verified_without_what_pdf_takes(folder: Path) -> None:
    run(["build", "任务清单", "--unit", "市工信局", "--format", "docx"], folder)
    code, heavy = run(["verify", "build/任务清单/市工信局.docx"], folder)
    assert code == 0
    assert not heavy & {"weasyprint", "fontTools", "uharfbuzz", "rich", "openpyxl", "docx", "pypdf"}


def test_kinds_are_completed_without_reading_anything(folder: Path) -> None:
    script = "import sys; from zmddoc.cli import main\ntry:\n main()\nfinally:\n"
    script += " print(sorted(set(sys.modules) & set(sys.argv[1].split(','))), file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", script, ",".join(sorted(HEAVY))],
        cwd=folder,
        env={
            **os.environ,
            "_ZMDDOC_COMPLETE": "bash_complete",
            "COMP_WORDS": "zmddoc build 任",
            "COMP_CWORD": "2",
        },
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout == "plain,任务清单\n"
    assert done.stderr == "[]\n"


def test_a_build_of_what_has_not_changed_imports_nothing_heavy(folder: Path) -> None:
    order = ["build", "任务清单", "--unit", "市工信局", "--format", "docx"]
    assert run(order, folder)[0] == 0
    assert run(order, folder) == (0, set())
