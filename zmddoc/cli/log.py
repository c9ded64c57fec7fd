"""``zmddoc log``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from zmddoc.cli.exits import CLEAN
from zmddoc.cli.folder import project_folder
from zmddoc.cli.help import Command
from zmddoc.cli.mishaps import Refusal

if TYPE_CHECKING:
    from zmddoc.history.log import LogEntry


@click.command(
    cls=Command,
    help="列出方案在 git 里的历次修订，每次一行：日期、版本、说明，改了什么，涉及几个单位。",
    short_help="方案的历次修订",
    examples=(
        ("zmddoc log", "全部修订，最近的在前"),
        ("zmddoc log -n 5", "最近五次"),
        ("zmddoc log 印发稿", "到标签“印发稿”为止"),
    ),
)
@click.argument("revision", metavar="[版本]", default="HEAD")
@click.option("-n", "limit", metavar="次数", type=click.IntRange(min=1), help="只列最近几次")
def log(revision: str, limit: int | None) -> int:
    """Print the revisions of the plan."""
    root = project_folder()
    from zmddoc.history.git import GitTrouble
    from zmddoc.history.log import revisions

    count = 0
    try:
        for entry in revisions(root, revision, limit):
            count += 1
            click.echo(_line(entry))
    except GitTrouble as trouble:
        raise Refusal(str(trouble)) from None
    if not count:
        click.echo("方案还没有提交过。")
    return CLEAN


def _line(entry: LogEntry) -> str:
    commit = entry.commit
    return f"{commit.dated}  {commit.short}  {_effect(entry)}（{commit.subject}）"


def _effect(entry: LogEntry) -> str:
    from zmddoc.revise.words import KIND_WORDS

    if entry.trouble:
        return entry.trouble
    counted = entry.summary
    if counted is None:
        if entry.beginning:
            return f"方案录入，共 {entry.tasks} 条"
        return f"共 {entry.tasks} 条；更早的历史不在这份浅克隆里"
    if not counted.total:
        return "内容没有变化"
    words = "，".join(f"{KIND_WORDS[kind]} {count}" for kind, count in counted.counts)
    return f"{words}；涉及 {counted.affected} 个单位"
