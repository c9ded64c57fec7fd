"""Fixtures shared by all tests: the real project, read once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from zmddoc.project import Project
from zmddoc.read import read_project

ROOT = Path(__file__).resolve().parent.parent


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
