"""``zmddoc demo``."""

from __future__ import annotations

from pathlib import Path

import click

from zmddoc.cli.exits import CLEAN, FINDINGS
from zmddoc.cli.findings import show
from zmddoc.cli.help import Command
from zmddoc.cli.mishaps import Refusal, Trouble


@click.command(
    cls=Command,
    help="新建一个示例项目文件夹，里面有编好的两期数据，供学习和试用。\n"
    "报送表发出、填好、收回、亮灯、督办、通报、印发，样样都有；每一页都印着“示例数据”。",
    short_help="做一个示例项目",
    options_metavar="",
    examples=(
        ("zmddoc demo 示例", "在当前文件夹里新建“示例”"),
        ("zmddoc -C 示例 status --period 2021Q3", "看示例里第三季度的情况"),
    ),
)
@click.argument("folder", metavar="文件夹", required=False, type=click.Path(path_type=Path))
def demo(folder: Path | None) -> int:
    """Make the demo and say what to try in it."""
    if folder is None:
        raise click.UsageError("请写明示例放在哪个文件夹，例如：zmddoc demo 示例")
    from zmddoc.cli.progress import shown_progress
    from zmddoc.demo import GUIDE, NothingGiven, Occupied, make

    try:
        with shown_progress() as progress:
            made = make(folder, progress)
    except Occupied as occupied:
        raise Refusal(
            f"“{folder}”已经有东西了，没有动它。示例要一个新的或空的文件夹，换一个名字再试。"
        ) from occupied
    except NothingGiven as missing:
        raise Trouble(f"程序所带的方案读不出来，做不成示例：{missing}") from missing
    if made.found:
        show(made.found, folder, aside=True)
    first, second, *_ = (period.id for period in made.periods)
    click.echo(f"示例项目在 {folder}：{first} 已印发，{second} 已收回，等着督办和通报。")
    click.echo(f"先看 {folder / GUIDE}，里面写着可以依次试的命令。")
    return FINDINGS if any(one.severity == "error" for one in made.found) else CLEAN
