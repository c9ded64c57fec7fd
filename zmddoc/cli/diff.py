"""``zmddoc diff``."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zmddoc.cli.arguments import UnitName, output_format
from zmddoc.cli.exits import CLEAN, FINDINGS
from zmddoc.cli.help import Command, unknown
from zmddoc.cli.mishaps import Refusal, Trouble
from zmddoc.cli.output import print_data

if TYPE_CHECKING:
    from zmddoc.account.terminal import Sides
    from zmddoc.revise.body import Bodies, Body
    from zmddoc.revise.impact import Finding
    from zmddoc.revise.revision import Revision


@click.command(
    cls=Command,
    help="比较方案的两版：哪些条增、删、移、改，指标、时限、责任怎样变，各单位得到什么、失去什么。\n"
    "旧、新各是一个项目文件夹、一个 plan.yaml、一份公文（DOCX、PDF、网页、文本），或 git 里的一个版本（HEAD~1、标签、"
    "版本:路径）。不写新的一份，就是现在的方案；两份都不写，就是上次提交以来的改动。",
    short_help="比较方案的两版",
    options_metavar="[选项]",
    examples=(
        ("zmddoc diff", "上次提交以来改了什么"),
        ("zmddoc diff HEAD~1", "上一版与现在"),
        ("zmddoc diff 印发稿 HEAD", "标签“印发稿”与最近一次提交"),
        ("zmddoc diff ../2021年方案 .", "两个文件夹里的方案"),
        ("zmddoc diff HEAD~1 --unit 市科技局", "只看一个单位"),
        ("zmddoc diff HEAD~1 --impact", "已报的数、已发的表和公文受什么影响"),
        ("zmddoc diff HEAD~1 --papers", "生成修订对照表、修订稿和变更告知"),
        ("zmddoc diff HEAD~1 --format json", "供别的程序读取"),
    ),
)
@click.argument("old", metavar="[旧]", default="HEAD")
@click.argument("new", metavar="[新]", required=False)
@click.option("--unit", metavar="单位", type=UnitName(), help="只看这个单位")
@click.option("--impact", is_flag=True, help="再列出受影响的报送、报送表和已印发的公文")
@click.option(
    "--papers",
    is_flag=True,
    help="生成修订对照表、修订稿、网页和给各单位的变更告知，放进 build/修订/",
)
@click.option("--exit-code", is_flag=True, help="有变化时退出码为 1，没有为 0")
@output_format()
def diff(
    old: str,
    new: str | None,
    unit: str | None,
    impact: bool,
    papers: bool,
    exit_code: bool,
    form: str,
) -> int:
    """Print what changed from one edition of the plan to another."""
    home = _home()
    if new is None and home is None:
        raise Refusal(
            "当前文件夹不是项目文件夹，没有“现在的方案”可比。\n"
            "请写明两份，例如：zmddoc diff ../2021年方案 ../2022年方案"
        )
    from zmddoc.history.git import GitTrouble
    from zmddoc.history.side import SideTrouble, editions, notes, open_side
    from zmddoc.revise.revision import revise

    try:
        before = open_side(old, home or Path())
        after = open_side(new if new is not None else str(home), home or Path())
        sides = editions(before, after)
    except (GitTrouble, SideTrouble) as trouble:
        raise Refusal(str(trouble)) from None
    revision = revise(*sides)
    body = _body(revision.compared.bodies, unit) if unit else None
    found = _impact(revision, home, body) if impact else None

    from zmddoc.account.terminal import Sides

    said = notes(before, after)
    _print(revision, Sides(before.label, after.label, said), body, found, form)
    if papers:
        _make(revision, home, body, said)
    return FINDINGS if exit_code and revision.changes else CLEAN


def _home() -> Path | None:
    """The project folder that revisions are read for; None where there is none, for two folders
    may be compared from anywhere. Raises Refusal for a folder given with -C that is none."""
    from zmddoc.cli.folder import find_folder

    given = click.get_current_context().find_root().params.get("folder")
    try:
        return find_folder(given)
    except Refusal:
        if given is not None:
            raise
        return None


def _body(bodies: Bodies, called: str) -> Body:
    """The body of that name, as either registry or a document spells it. Raises Refusal."""
    from zmddoc.typography import normalise

    known = {normalise(one): one for one in bodies.names.names}
    found = known.get(normalise(called.strip()))
    if found is None:
        raise Refusal(unknown("单位", called, known, "单位名录在 plan/units.yaml。"))
    return bodies.find(found)


def _impact(revision: Revision, home: Path | None, body: Body | None) -> tuple[Finding, ...]:
    """What on record in the project the revision overtakes. Raises Refusal without a project."""
    if home is None:
        raise Refusal("--impact 要在项目文件夹里运行，或用 -C 指明：报送和登记簿在那里。")
    from zmddoc.history.forms import sent_forms
    from zmddoc.read import read_project
    from zmddoc.revise.impact import impact

    project, _ = read_project(home)
    new = revision.compared.new
    forms = sent_forms(home, new.plan, new.registry, project.rules) if project.rules else ()
    found = impact(revision, project.progress, project.register, forms)
    if body is None:
        return found
    return tuple(
        one for one in found if not one.unit or revision.compared.bodies.find(one.unit) == body
    )


def _make(revision: Revision, home: Path | None, body: Body | None, notes: tuple[str, ...]) -> None:
    """Write the papers of the revision and say on the error output what was made. Raises Refusal
    without a project, Trouble where they cannot be made."""
    if home is None:
        raise Refusal("--papers 要在项目文件夹里运行，或用 -C 指明：公文放进那里的 build/。")
    if not revision.changes:
        click.echo("没有变化，没有生成公文。", err=True)
        return
    from zmddoc.cli.progress import shown_progress
    from zmddoc.compose import ComposeError
    from zmddoc.history.papers import FOLDER, PapersTrouble, make_papers
    from zmddoc.read import read_project

    project, _ = read_project(home)
    try:
        with shown_progress() as progress:
            made = make_papers(project, revision, body.name if body else "", notes, progress)
    except (PapersTrouble, ComposeError) as trouble:
        raise Trouble(str(trouble)) from None
    click.echo(f"生成了 {len(made.written)} 个文件，在 {home / FOLDER}/ 里。", err=True)
    if made.removed:
        click.echo(f"撤下了 {len(made.removed)} 个以前的变更告知。", err=True)


def _print(
    revision: Revision,
    sides: Sides,
    body: Body | None,
    found: tuple[Finding, ...] | None,
    form: str,
) -> None:
    if form == "json":
        from zmddoc.account.data import as_json

        print_data(as_json(revision, sides, only=body, impact=found), form)
        return
    from zmddoc.account.terminal import as_text, impact_text

    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    click.echo(as_text(revision, sides, colour=colour, only=body), nl=False)
    if found is not None:
        click.echo(impact_text(found, colour=colour), nl=False)
