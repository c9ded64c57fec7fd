"""Fixtures shared by all tests: the real project, read once."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings
from support import golden

from zmddoc import cache
from zmddoc.cli import main
from zmddoc.project import Project
from zmddoc.read import read_project

ROOT = Path(__file__).resolve().parent.parent

if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:  # begun in the background by a shell
    signal.signal(signal.SIGINT, signal.default_int_handler)  # what tests start inherits it

settings.register_profile("whatever the machine", deadline=None)
settings.load_profile("whatever the machine")


@pytest.fixture(scope="session")
def real() -> Project:
    """The real plan as read from the repository; without errors."""
    project, diagnostics = read_project(ROOT)
    assert not [d for d in diagnostics if d.severity == "error"]
    assert project.plan and project.registry and project.rules
    return project


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project folder of its own with the real plan in it, to be changed at will."""
    shutil.copytree(ROOT / "plan", tmp_path / "project" / "plan")
    return tmp_path / "project"


@pytest.fixture
def run(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str, str]]:
    """Type a command in a folder with the real plan: exit code, output, error output."""
    monkeypatch.chdir(folder)

    def type_(*words: str) -> tuple[int, str, str]:
        capfd.readouterr()
        code = main(list(words))
        sys.stdout.flush()
        out, err = capfd.readouterr()
        assert "Traceback" not in err
        return code, out, err

    return type_


def pytest_addoption(parser: pytest.Parser) -> None:
    """Goldens, and what is expected of a revision, may be written anew, to be read before they are
    committed."""
    parser.addoption("--rewrite-expected", action="store_true", help="write expected results anew")


def pytest_configure(config: pytest.Config) -> None:
    """Tell the goldens whether to write, and everything that is run where its cache is: never the
    user's own. The processes of one run share it."""
    golden.rewriting = bool(config.getoption("--rewrite-expected"))
    if not hasattr(config, "workerinput"):
        os.environ[cache.OWN] = tempfile.mkdtemp(prefix="zmddoc-tests-")


def pytest_unconfigure(config: pytest.Config) -> None:
    """Take the cache away."""
    if not hasattr(config, "workerinput"):
        shutil.rmtree(os.environ.pop(cache.OWN), ignore_errors=True)
