"""``zmddoc pack``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from zmddoc.cli.arguments import KIND, PeriodName, Whole, file_formats, find_period, refuse_formats
from zmddoc.cli.exits import CLEAN, FINDINGS
from zmddoc.cli.findings import show
from zmddoc.cli.folder import checked_folder
from zmddoc.cli.folders import option
from zmddoc.cli.help import Command
from zmddoc.cli.mishaps import Trouble
from zmddoc.cli.progress import shown_progress
from zmddoc.diagnostics import has_errors
from zmddoc.kinds import FORMATS, KINDS, PERIODIC, SINGLE, formats_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zmddoc.pack import Packed


@click.command(
    cls=Command,
    help="把要发给每个单位的文件打成一个压缩包，放进 build/分发/，另列分发清单。\n"
    "先照 zmddoc build 生成，再打包，所以包里总是现行方案的文件；印发过的，放印发的定稿。\n"
    "不写类别：没有 --period 时是任务清单，有 --period 时是任务清单、报送表和督办通知。\n"
    "每包里有校验清单（SHA-256），可用 sha256sum -c 核对。",
    short_help="按单位打包分发",
    options_metavar="[选项]",
    examples=(
        ("zmddoc pack", "每个单位一包任务清单"),
        ("zmddoc pack --period 2021Q2", "任务清单、这一期的报送表和督办通知"),
        ("zmddoc pack 报送表 --period 2021Q2", "只打包报送表"),
        ("zmddoc pack --format pdf", "包里只放 PDF"),
    ),
)
@click.argument("kinds", metavar="[类别]…", nargs=-1, type=KIND)
@click.option(
    "--period", metavar="报送期", type=PeriodName(), help="哪一个报送期，如 2021Q2，另放一个文件夹"
)
@file_formats("包里只放这种格式，可以写几次")
@click.option(
    "--jobs",
    metavar="个数",
    type=Whole(0, 999),
    default=0,
    help="用几个进程排版；不写时有几个处理器就用几个",
)
@option("项目文件夹，同写在命令前面的 -C")
def pack(kinds: tuple[str, ...], period: str | None, formats: tuple[str, ...], jobs: int) -> int:
    """Build what is sent to each body, pack it and say what there is."""
    whole = [KINDS[kind] for kind in KINDS if kind in set(kinds) - SINGLE]
    if whole:
        raise click.UsageError(f"{'、'.join(whole)}不分单位，不能按单位打包。")
    refuse_formats(kinds, formats)
    timely = [KINDS[kind] for kind in KINDS if kind in set(kinds) & PERIODIC]
    if timely and not period:
        raise click.UsageError(f"{'、'.join(timely)}按报送期生成，请用 --period 写明是哪一期。")
    if period and kinds and not timely:
        raise click.UsageError("任务清单不分报送期，不能单独与 --period 一起写。")
    project, found = checked_folder()
    rules = project.rules
    chosen = find_period(rules, period).id if rules and period else ""
    if has_errors(found) or not (project.plan and project.registry and rules):
        show(found, project.root, aside=True)
        click.echo("方案有错误，没有打包。改好之后请再运行一次。", err=True)
        return FINDINGS

    from zmddoc.build import Order, build
    from zmddoc.pack import pack as pack_

    possible = SINGLE if chosen else SINGLE - PERIODIC
    meant = [kind for kind in KINDS if kind in (kinds or possible)]
    wanted = tuple(kind for kind in meant if formats_of(kind, formats or FORMATS))
    left = "、".join(KINDS[kind] for kind in meant if kind not in wanted)
    if left:
        click.echo(f"{left}没有这种格式，不在包里。", err=True)
    order = Order(wanted, formats=tuple(f for f in FORMATS if f in formats), period=chosen)
    with shown_progress() as progress:
        outcome = build(project, order, progress, jobs=jobs)
    if outcome.failures:
        show(outcome.failures, project.root, aside=True)
    packed = pack_(project, order, outcome.made)
    _say(packed, outcome.notes)
    if packed.lacking:
        click.echo(f"文件不全，没有打包：{'、'.join(packed.lacking)}。", err=True)
        return FINDINGS
    if not packed.packages:
        raise Trouble("没有要发给各单位的文件，没有可打包的。")
    return FINDINGS if outcome.failures else CLEAN


def _say(packed: Packed, notes: Sequence[str]) -> None:
    same = len(packed.packages) - len(packed.written)
    if packed.packages:
        line = (
            f"{len(packed.packages)} 个单位各一包，在 {packed.folder}/ 里，分发清单.xlsx 逐包列明"
        )
        click.echo(line + (f"；其中 {same} 包没有变化。" if same else "。"))
    if packed.removed:
        click.echo(f"撤下了 {len(packed.removed)} 个已不该有的包。")
    if packed.groups:
        click.echo(f"成员各有一包，不另给集合打包：{'、'.join(packed.groups)}。")
    if packed.issued:
        click.echo(f"{len(packed.issued)} 份已印发，包里是印发的定稿；其余是草稿，未编号。")
    for note in notes:
        if note.partition("：")[0] in packed.issued:
            click.echo(note)
