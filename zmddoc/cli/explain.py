"""``zmddoc explain``."""

from __future__ import annotations

import click

from zmddoc.cli.arguments import PeriodName
from zmddoc.cli.board import board_of, find_item
from zmddoc.cli.exits import CLEAN
from zmddoc.cli.help import Command


@click.command(
    cls=Command,
    help="说明一条任务或一项指标为什么是这个灯：按什么规则，报了多少，数从哪份报送表的哪一格来，"
    "怎样算，该办哪一级督办。",
    short_help="说明一条任务、一项指标的判定",
    examples=(
        ("zmddoc explain T04", "一条任务，连同它的各项指标"),
        ("zmddoc explain T04-1 --period 2021Q2", "一项指标，第二季度"),
        ("zmddoc explain 四", "按方案里的序号（四）"),
    ),
)
@click.argument("ids", metavar="编号…", nargs=-1)
@click.option("--period", metavar="报送期", type=PeriodName(), help="哪一期，如 2021Q2、Q2、二季度")
def explain(ids: tuple[str, ...], period: str | None) -> int:
    """Print why tasks and targets stand where they stand."""
    if not ids:
        raise click.UsageError("请写明任务或指标的编号，例如：zmddoc explain T04")
    board = board_of(period)
    from zmddoc.supervise import explain as explained

    for i, id in enumerate([find_item(board, name) for name in ids]):
        click.echo("\n" * bool(i) + "\n".join(explained(board, id)))
    return CLEAN
