"""``zmddoc build``."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zmddoc.cli.arguments import FORMAT, KIND, UnitName, find_unit
from zmddoc.cli.exits import CLEAN, FINDINGS
from zmddoc.cli.findings import show
from zmddoc.cli.folder import checked_folder
from zmddoc.cli.help import Command
from zmddoc.cli.mishaps import Trouble
from zmddoc.diagnostics import has_errors
from zmddoc.kinds import FORMATS, KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zmddoc.build import Outcome
    from zmddoc.diagnostics import Diagnostic
    from zmddoc.project import Project


@click.command(
    cls=Command,
    help="检查方案，没有错误就生成公文，放进项目文件夹的 build/。\n"
    "类别：方案（plan）、责任分解表（breakdown）、任务清单（sheet）、台账（ledger）；"
    "可以写几个，不写就是全部。",
    short_help="生成公文",
    options_metavar="[选项]",
    examples=(
        ("zmddoc build", "生成全部文件"),
        ("zmddoc build 方案 责任分解表", "只生成这两类"),
        ("zmddoc build 任务清单 --unit 市工信局", "只生成一个单位的清单"),
        ("zmddoc build --format docx", "只要 Word 文件"),
    ),
)
@click.argument("kinds", metavar="[类别]…", nargs=-1, type=KIND)
@click.option(
    "--unit",
    "units",
    metavar="单位",
    type=UnitName(),
    multiple=True,
    help="只生成这个单位的任务清单；简称、全称、别名都可以",
)
@click.option(
    "--format",
    "formats",
    metavar="[docx|pdf]",
    type=FORMAT,
    multiple=True,
    help="只生成这种格式，可以写几次；台账总是 Excel 文件",
)
def build(kinds: tuple[str, ...], units: tuple[str, ...], formats: tuple[str, ...]) -> int:
    """Build what is ordered and say what became of it."""
    _refuse_contradictions(kinds, units, formats)
    project, found = checked_folder()

    plan, registry, rules = project.plan, project.registry, project.rules
    if has_errors(found) or plan is None or registry is None or rules is None:
        show(found, project.root, aside=True)
        click.echo("方案有错误，没有生成任何文件。改好之后请再运行一次。", err=True)
        return FINDINGS
    unit = _unit_with_tasks(project, units[0]) if units else ""

    from zmddoc.build import Order, build
    from zmddoc.cli.progress import shown_progress

    order = Order(
        tuple(kind for kind in KINDS if kind in kinds or not kinds),
        unit,
        tuple(form for form in FORMATS if form in formats or not formats),
    )
    with shown_progress() as progress:
        outcome = build(project.root, plan, registry, rules, order, progress)
    _say(outcome, found, project.root)
    return FINDINGS if outcome.failures else CLEAN


def _refuse_contradictions(
    kinds: tuple[str, ...], units: tuple[str, ...], formats: tuple[str, ...]
) -> None:
    if len(units) > 1:
        raise click.UsageError("--unit 只能写一次；要几个单位的清单，请生成全部任务清单。")
    if units and set(kinds) - {"sheet"}:
        others = "、".join(KINDS[kind] for kind in kinds if kind != "sheet")
        raise click.UsageError(f"{others}不分单位，不能与 --unit 一起写。")
    if formats and set(kinds) == {"ledger"}:
        raise click.UsageError("台账总是 Excel 文件，不能与 --format 一起写。")


def _unit_with_tasks(project: Project, name: str) -> str:
    """The canonical name of a body on which something falls. Raises Refusal or Trouble."""
    from zmddoc.assign import items, responsibility

    assert project.plan and project.registry
    unit = find_unit(project.registry, name)
    if not responsibility(
        unit, items(project.plan, project.registry), project.registry
    ).assignments:
        raise Trouble(f"{unit.name}在方案里没有任务，没有清单可生成。")
    return unit.name


def _say(outcome: Outcome, found: Sequence[Diagnostic], root: Path) -> None:
    """Print what was made, what failed, and where to read more."""
    if outcome.failures:
        show(outcome.failures, root, aside=True)
    folder = "build/" if root == Path() else f"{root / 'build'}/"
    counted = Counter(Path(name).parts[1] for name in outcome.written)
    listed = "，".join(f"{kind} {n}" for kind, n in counted.items())
    if outcome.written:
        click.echo(f"生成了 {len(outcome.written)} 个文件，在 {folder} 里：{listed}。")
    else:
        click.echo("没有生成文件。")
    if outcome.removed:
        click.echo(f"撤下了 {len(outcome.removed)} 个现行方案已没有的文件。")
    if outcome.failures:
        click.echo(f"{len(outcome.failures)} 处失败，原因见上；其余文件不受影响。", err=True)
    if outcome.notes:
        click.echo(f"有 {len(outcome.notes)} 条说明，见 {folder}构建报告.txt。")
    if found:
        click.echo(f"方案有 {len(found)} 处警告，可用“zmddoc check”查看。")
