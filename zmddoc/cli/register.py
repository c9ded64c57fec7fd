"""``zmddoc register``."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from zmddoc.cli.arguments import output_format
from zmddoc.cli.exits import CLEAN, FINDINGS
from zmddoc.cli.findings import show
from zmddoc.cli.folder import read_folder
from zmddoc.cli.help import Command
from zmddoc.cli.output import print_data

if TYPE_CHECKING:
    from zmddoc.model import Issue

COLUMNS = ("文号", "成文日期", "标题", "主送", "答复期限", "作废日期", "作废原因")


@click.command(
    cls=Command,
    help="列出登记簿：文号、成文日期、标题、主送、答复期限、作废情况。",
    short_help="列出登记簿",
    examples=(
        ("zmddoc register", "在终端里看"),
        ("zmddoc register --format csv > 登记簿.csv", "用 Excel、WPS 表格打开"),
        ("zmddoc register --format json", "供别的程序读取"),
    ),
)
@output_format(csv=True)
def register(form: str) -> int:
    """Print the register."""
    project, found = read_folder()
    from zmddoc.project import REGISTER

    broken = [one for one in found if one.place.file == REGISTER]
    if broken:
        show(broken, project.root, aside=True)
        return FINDINGS
    issues = project.register.issues
    if form != "text":
        print_data((_json if form == "json" else _csv)(issues), form)
    elif not issues:
        click.echo("还没有印发过文件。")
    else:
        click.echo("\n".join(_text(issues)))
    return CLEAN


def _row(issue: Issue) -> tuple[str, ...]:
    from zmddoc.typography import normalise

    return (
        issue.number,
        issue.dated.isoformat(),
        issue.title,
        "、".join(map(normalise, issue.recipients)),
        issue.answer_by.isoformat() if issue.answer_by else "",
        issue.void.dated.isoformat() if issue.void else "",
        issue.void.reason if issue.void else "",
    )


def _text(issues: Sequence[Issue]) -> list[str]:
    """Two lines for each document: a title is too long for a column."""
    from zmddoc.text import day
    from zmddoc.typography import normalise

    lines = []
    for issue in issues:
        due = f"\u3000答复期限 {day(issue.answer_by)}" if issue.answer_by else ""
        void = issue.void
        mark = f"\u3000【已作废：{day(void.dated)}，{void.reason}】" if void else ""
        names = "、".join(map(normalise, issue.recipients[:3]))
        more = f"等 {len(issue.recipients)} 个单位" if len(issue.recipients) > 3 else ""
        lines += [
            f"{issue.number}\u3000{day(issue.dated)}{due}{mark}",
            f"    {issue.title}",
            f"    主送：{names}{more}",
        ]
    void_count = sum(issue.void is not None for issue in issues)
    return [*lines, f"共 {len(issues)} 个文号，其中作废 {void_count} 个。"]


def _csv(issues: Sequence[Issue]) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(COLUMNS)
    writer.writerows(map(_row, issues))
    return stream.getvalue()


def _json(issues: Sequence[Issue]) -> str:
    records = [issue.model_dump(mode="json") for issue in issues]
    return json.dumps({"issues": records}, ensure_ascii=False, indent=2) + "\n"
