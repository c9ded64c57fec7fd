"""``zmddoc doctor``."""

from __future__ import annotations

from collections import Counter

import click

from zmddoc.cli.exits import CLEAN
from zmddoc.cli.help import Command


@click.command(
    cls=Command,
    help="查看字体和运行环境：哪些字体找到了，哪些用别的代替，缺什么，怎么办。",
    short_help="查看字体和运行环境",
    examples=(("zmddoc doctor", "出了排版问题先看这里"),),
)
def doctor() -> int:
    """Say what the machine has for building documents."""
    from zmddoc.doctor import examine

    counted: Counter[str] = Counter()
    for finding in examine():
        click.echo(str(finding))
        counted[finding.status] += 1
    click.echo(
        f"共 {counted.total()} 项：正常 {counted['ok']}，"
        f"代替 {counted['substituted']}，缺失 {counted['missing']}。"
    )
    return CLEAN
