"""``zmddoc text``."""

from __future__ import annotations

import sys

import click

from zmddoc.cli.exits import CLEAN, FINDINGS
from zmddoc.cli.findings import show
from zmddoc.cli.folder import read_folder
from zmddoc.cli.help import Command
from zmddoc.diagnostics import has_errors


@click.command(
    cls=Command,
    help="由 plan/plan.yaml 还原官方文本：与收到时一字不差。\n"
    "加 --corrected，输出更正错漏、统一标点之后的文字，即公文里印的文字。",
    short_help="还原官方文本",
    examples=(
        ("zmddoc text", "收到时的原样"),
        ("zmddoc text --corrected", "公文里印的文字"),
        ("zmddoc text > 原文.txt", "存成文件"),
    ),
)
@click.option("--corrected", is_flag=True, help="更正之后的文字")
def text(corrected: bool) -> int:
    """Print the official text rebuilt from the plan, or the plan as documents print it."""
    project, found = read_folder()
    from zmddoc.prose import as_printed
    from zmddoc.text import UnknownField, rebuild

    if project.plan is None or has_errors(found):
        show(found, project.root, aside=True)
    if project.plan is None:
        click.echo("方案读不出来，没有文本可还原。", err=True)
        return FINDINGS
    try:
        words = as_printed(project.plan) if corrected else rebuild(project.plan)
    except UnknownField as error:
        click.echo(
            f"样式里的 {error} 没有对应的内容，无法还原文本。请运行“zmddoc check”。", err=True
        )
        return FINDINGS
    except ValueError:  # 9,999 tasks, 50 circled numbers
        click.echo("有序号大得写不出来，无法还原文本。请运行“zmddoc check”。", err=True)
        return FINDINGS
    words = words.rstrip("\n")
    # What is kept in a file is UTF-8 and whole, whatever encoding the terminal has.
    click.echo(words if sys.stdout.isatty() else words.encode())
    return FINDINGS if has_errors(found) else CLEAN
