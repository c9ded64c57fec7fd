"""The project folder a command works on: found, and read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from zmddoc.cli.mishaps import Refusal

if TYPE_CHECKING:
    from zmddoc.diagnostics import Diagnostic
    from zmddoc.project import Project

_PLAN = "plan/plan.yaml"


def project_folder() -> Path:
    """The folder given with ``-C``, or the current one, or the nearest above it that has a plan.

    Raises Refusal where there is none."""
    given = click.get_current_context().find_root().params.get("folder")
    return find_folder(given)


def find_folder(given: Path | None) -> Path:
    """As ``project_folder``, for the folder ``given`` (None: the current one)."""
    start = given or Path()
    if start.is_file():
        raise Refusal(
            f"-C 后面应写文件夹，“{start}”是一个文件。\n"
            "项目文件夹是放着 plan 文件夹的那个文件夹，例如：zmddoc -C ../2022年方案 check"
        )
    if not start.is_dir():
        raise Refusal(f"没有“{start}”这个文件夹。")
    resolved = start.resolve()
    for folder in (resolved, *resolved.parents):
        if (folder / _PLAN).is_file():
            return start if folder == resolved else folder
    where = f"文件夹“{start}”" if given else "当前文件夹"
    raise Refusal(
        f"{where}不是项目文件夹：这里和各上级文件夹里都没有 {_PLAN}。\n"
        "请先进入项目文件夹，或用 -C 指明，例如：zmddoc -C ../2022年方案 check"
    )


def read_folder(root: Path | None = None) -> tuple[Project, tuple[Diagnostic, ...]]:
    """Read the project folder ``root`` (None: the one the command works on): what could be read of
    it, and what reading found wrong."""
    root = root or project_folder()
    from zmddoc.read import read_project

    return read_project(root)


def checked_folder(root: Path | None = None) -> tuple[Project, tuple[Diagnostic, ...]]:
    """Read and check the project folder, as ``read_folder``: everything found wrong, by place."""
    project, found = read_folder(root)
    from zmddoc.check import check

    return project, tuple(sorted({*found, *check(project)}))


def template_faults(root: Path) -> tuple[Diagnostic, ...]:
    """What can be seen to be wrong with the project's own templates. A build does not ask: there
    a template costs the documents that are made with it, and no others."""
    own = root / "templates"
    if not own.is_dir():
        return ()
    from zmddoc.compose.lint import lint

    return lint(own)
