"""``zmddoc verify``."""

from __future__ import annotations

from pathlib import Path

import click

from zmddoc.cli.exits import CLEAN, FINDINGS
from zmddoc.cli.findings import show
from zmddoc.cli.folder import read_folder
from zmddoc.cli.help import Command
from zmddoc.cli.mishaps import Refusal
from zmddoc.diagnostics import has_errors


@click.command(
    cls=Command,
    help="说明文件依据哪个方案，按现在的方案、名录、报送情况重做是不是还是这些内容；\n"
    "印发过的，说明是哪个文号，是不是与登记的一字节不差。\n"
    "全部有效时退出码为 0，有过时、作废、改动过或无法辨认的文件时为 1。",
    short_help="文件是否还与方案一致",
    examples=(
        ("zmddoc verify build/任务清单/市工信局.docx", "看一份文件"),
        ("zmddoc verify build/*/*", "看全部草稿"),
        ("zmddoc verify plan/issued/*/*", "看全部印发件"),
    ),
)
@click.argument("files", metavar="文件…", nargs=-1, type=click.Path(path_type=Path))
def verify(files: tuple[Path, ...]) -> int:
    """Say of each file what it was built from and whether that is still the plan."""
    if not files:
        raise click.UsageError("请写明要看的文件，例如：zmddoc verify build/任务清单/市工信局.docx")
    for file in files:
        if not file.is_file():
            raise Refusal(f"“{file}”是一个文件夹。" if file.is_dir() else f"没有“{file}”这个文件。")
    project, found = read_folder()
    if has_errors(found) or not (project.plan and project.registry and project.rules):
        show(found, project.root, aside=True)
        click.echo("方案读不出来，无法比对。", err=True)
        return FINDINGS
    from zmddoc import verify as verification
    from zmddoc.present import Present

    present, current = Present(project), True
    for file in files:
        verdict = verification.verify(file, present)
        click.echo(f"{file}：{verdict.message}")
        current = current and verdict.current
    return CLEAN if current else FINDINGS
