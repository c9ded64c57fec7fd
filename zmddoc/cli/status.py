"""``zmddoc status``."""

from __future__ import annotations

import os
import shutil
import sys

import click

from zmddoc.cli.arguments import PeriodName, output_format
from zmddoc.cli.board import board_of
from zmddoc.cli.exits import CLEAN
from zmddoc.cli.help import Command
from zmddoc.cli.output import print_data


@click.command(
    cls=Command,
    help="看一期的全貌：谁报了、谁迟报、谁没报，各条任务和指标的序时进度、亮灯，排名，该办哪一级督办。\n"
    "不写 --period 就看收到过报送表的最近一期。",
    short_help="看一期的报送、亮灯和督办",
    examples=(
        ("zmddoc status", "收到过报送表的最近一期"),
        ("zmddoc status --period 2021Q2", "第二季度"),
        ("zmddoc status --format csv > 二季度.csv", "存成表格，用 Excel、WPS 打开"),
        ("zmddoc status --format json", "供别的程序读取"),
    ),
)
@click.option("--period", metavar="报送期", type=PeriodName(), help="哪一期，如 2021Q2、Q2、二季度")
@output_format(csv=True)
def status(period: str | None, form: str) -> int:
    """Print the board of a period."""
    board = board_of(period)
    from zmddoc.compose.status import as_csv, as_json

    if form != "text":
        print_data((as_json if form == "json" else as_csv)(board), form)
    else:
        from zmddoc.cli.standing import standing

        screen = sys.stdout.isatty()
        room = shutil.get_terminal_size().columns if screen else None
        for line in standing(board, room, colour=screen and not os.environ.get("NO_COLOR")):
            click.echo(line)
    return CLEAN
