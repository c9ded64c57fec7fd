"""``zmddoc`` itself: the global options, and where each command is."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zmddoc import __version__
from zmddoc.cli.folders import settle
from zmddoc.cli.help import LazyGroup
from zmddoc.cli.mishaps import DEBUG

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


def _folders(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Let the shell complete the name of a folder."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type="dir")]


@click.group(
    cls=LazyGroup,
    members={
        "check": "zmddoc.cli.check:check",
        "build": "zmddoc.cli.build:build",
        "watch": "zmddoc.cli.watch:watch",
        "pack": "zmddoc.cli.pack:pack",
        "collect": "zmddoc.cli.collect:collect",
        "status": "zmddoc.cli.status:status",
        "explain": "zmddoc.cli.explain:explain",
        "issue": "zmddoc.cli.issue:issue",
        "register": "zmddoc.cli.register:register",
        "import": "zmddoc.cli.import_:import_",
        "text": "zmddoc.cli.text:text",
        "diff": "zmddoc.cli.diff:diff",
        "log": "zmddoc.cli.log:log",
        "verify": "zmddoc.cli.verify:verify",
        "demo": "zmddoc.cli.demo:demo",
        "doctor": "zmddoc.cli.doctor:doctor",
    },
    help="把工作方案当作数据保存，由它生成全部公文。\n每条命令后面加 --help，有说明和例子。",
    options_metavar="[选项]",
    subcommand_metavar="命令 …",
    no_args_is_help=True,
    examples=(
        ("zmddoc check", "检查 plan/ 有没有问题"),
        ("zmddoc build", "生成全部文件，放进 build/"),
        ("zmddoc build 任务清单 --unit 市工信局", "只生成一个单位的清单"),
        ("zmddoc -C ../2022年方案 build", "处理另一个文件夹里的方案"),
        ("zmddoc -C 'plans/*' build", "plans 里的各个方案一起生成"),
    ),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option(
    "-C",
    "folder",
    metavar="文件夹",
    type=click.Path(path_type=Path),
    shell_complete=_folders,
    help="项目文件夹（里面有 plan/plan.yaml）；不写时从当前文件夹起逐级向上找。"
    "几个一起做，写成加引号的 'plans/*'",
)
@click.option("--traceback", is_flag=True, help="程序内部出错时显示技术细节")
@click.version_option(__version__, message="%(prog)s %(version)s", help="显示版本号")
@click.pass_context
def root(ctx: click.Context, folder: Path | None, traceback: bool) -> None:
    """The command group; ``folder`` is read by ``zmddoc.cli.folder``."""
    if traceback:
        os.environ[DEBUG] = "1"
    settle(ctx, folder, str(ctx.invoked_subcommand))
