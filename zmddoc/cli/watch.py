"""``zmddoc watch``."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import click

from zmddoc.cli.build import build
from zmddoc.cli.exits import CLEAN
from zmddoc.cli.folder import project_folder
from zmddoc.cli.help import Command
from zmddoc.cli.mishaps import Trouble, answer

_POLL = 100
"""Milliseconds without a change after which the library gives control back."""


@click.command(
    cls=Command,
    help="看着 plan/ 和 templates/，存一次盘就重新生成一次，按 Ctrl-C 结束。\n"
    "后面写什么，同 zmddoc build。没写格式时先出 Word 和 Excel 文件，再出 PDF，免得久等。\n"
    "有错误就列出来，改好存盘再接着生成；退出码为 0。",
    short_help="一存盘就重新生成",
    options_metavar="[选项]",
    context_settings={"ignore_unknown_options": True},
    examples=(
        ("zmddoc watch", "看着全部文件"),
        ("zmddoc watch 任务清单 --unit 市工信局", "只看一个单位的清单"),
        ("zmddoc watch 方案 --format docx", "只出 Word 文件"),
    ),
)
@click.argument("words", metavar="[同 build]…", nargs=-1, type=click.UNPROCESSED)
@click.pass_context
def watch(ctx: click.Context, words: tuple[str, ...]) -> int:
    """Build, and build again whenever something has been saved."""
    with build.make_context("build", list(words), parent=ctx) as typed:
        order = typed.params
    if order["check"] or order["why"]:
        raise click.UsageError("watch 只管生成，不能与 --check、--why 一起写。")
    root = project_folder()
    rounds = [words]
    if not (order["formats"] or order["period"] or set(order["kinds"]) == {"ledger"}):
        # A few Word files are done here and now; workers would come too late.
        quick = ("--jobs", "1") if not (order["jobs"] or order["cluster"]) else ()
        rounds.insert(0, (*words, "--format", "docx", *quick))
    first = True
    try:
        for saved in _saved(root):
            if saved:
                click.echo(f"{'、'.join(saved)} 存盘了。")
            for again in rounds[-1:] if first else rounds:
                if _once(ctx, again, stop=first) != CLEAN:
                    break  # the next would say the same
            if first:
                click.echo("看着 plan/ 和 templates/，存盘就重新生成；按 Ctrl-C 结束。")
                first = False
    except KeyboardInterrupt:
        click.echo("不再看着了。已有的文件都是完整的。")
    return CLEAN


def _once(ctx: click.Context, words: tuple[str, ...], *, stop: bool) -> int:
    """Build, say how long it took and return the exit code. What was wrongly typed ends it at the first time (``stop``);
    whatever else is wrong can be put right."""
    begun = time.monotonic()
    try:
        with build.make_context("build", list(words), parent=ctx) as typed:
            code = int(build.invoke(typed))
    except click.UsageError as error:
        if stop:
            raise
        code = answer(error)
    except Exception as error:
        code = answer(error)
    click.echo(f"用了 {time.monotonic() - begun:.1f} 秒。")
    return code


def _saved(root: Path) -> Iterator[list[str]]:
    """Yield nothing at first, then each time the files that were saved since; what is saved while
    the caller is busy is yielded next. Raises Trouble without the library."""
    try:
        from watchfiles import watch as changes
    except ImportError:
        hint = "没有安装看着文件所需的库。请先运行：pip install 'zmddoc[watch]'"
        raise Trouble(hint) from None
    folders = [root / name for name in ("plan", "templates") if (root / name).is_dir()]
    begun = False
    # Nothing is heard before the first yield: it comes of a pause, when all folders are listened to.
    for found in changes(*folders, rust_timeout=_POLL, yield_on_timeout=True):
        names = sorted({Path(name).relative_to(root.resolve()).as_posix() for _, name in found})
        if names or not begun:
            begun = True
            yield names
