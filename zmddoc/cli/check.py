"""``zmddoc check``."""

from __future__ import annotations

import click

from zmddoc.cli.arguments import output_format
from zmddoc.cli.exits import CLEAN, FINDINGS
from zmddoc.cli.findings import show
from zmddoc.cli.folder import checked_folder, template_faults
from zmddoc.cli.help import Command
from zmddoc.cli.output import print_data
from zmddoc.diagnostics import has_errors


@click.command(
    cls=Command,
    help="检查 plan/ 里的方案、单位名录和规则，以及项目自己的 templates/，列出全部问题。\n"
    "没有错误时退出码为 0，有错误时为 1。",
    short_help="检查方案有没有问题",
    examples=(
        ("zmddoc check", "列出错误和警告"),
        ("zmddoc check --strict", "警告也当作错误"),
        ("zmddoc check --format json", "供别的程序读取"),
    ),
)
@click.option("--strict", is_flag=True, help="警告也当作错误")
@output_format()
def check(strict: bool, form: str) -> int:
    """Print every diagnostic of the project folder."""
    project, in_plan = checked_folder()
    found = tuple(sorted({*in_plan, *template_faults(project.root)}))
    if form == "json":
        from zmddoc.report import as_json

        print_data(as_json(found), form)
    else:
        show(found, project.root)
    return FINDINGS if has_errors(found, strict=strict) else CLEAN
