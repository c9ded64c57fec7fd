"""``zmddoc issue``."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from zmddoc.cli.arguments import (
    DAY,
    ISSUED_KIND,
    PeriodName,
    UnitName,
    find_period,
    find_unit,
    this_day,
)
from zmddoc.cli.exits import CLEAN, FINDINGS
from zmddoc.cli.findings import show
from zmddoc.cli.folder import project_folder
from zmddoc.cli.help import Command
from zmddoc.kinds import KINDS, PERIODIC, SINGLE

if TYPE_CHECKING:
    from zmddoc.issue import Order, Outcome
    from zmddoc.model import Issue, IssuedKind


@click.command(
    cls=Command,
    help="给文件编号、署上成文日期，DOCX 和 PDF 定稿存进 plan/issued/，记入登记簿。\n"
    "文号接着登记簿往下编，编过的不再用；印发过的文件不再改动。\n"
    "印发不能撤销，只能作废（--void）；没有把握先加 --dry-run 看看。",
    short_help="编号、印发、登记",
    options_metavar="[选项]",
    examples=(
        ("zmddoc issue 责任分解表", "编号印发，成文日期是今天"),
        ("zmddoc issue 任务清单 --unit 市工信局 --dated 2021-07-08", "一个单位的清单"),
        ("zmddoc issue 任务清单 --all --dry-run", "只看会编哪些号，不印发"),
        ("zmddoc issue --void 驻政办函〔2021〕3号 --why 附件有误", "作废一个文号"),
    ),
)
@click.argument("kind", metavar="[类别]", required=False, type=ISSUED_KIND)
@click.option(
    "--unit", "units", metavar="单位", type=UnitName(), multiple=True, help="哪个单位的，可以写几次"
)
@click.option("--all", "every", is_flag=True, help="还没有印发的各单位的都印发，每份一个号")
@click.option("--period", metavar="报送期", type=PeriodName(), help="哪一期的，如 2021Q2")
@click.option("--dated", metavar="日期", type=DAY, help="成文日期（作废时是作废日期），不写是今天")
@click.option("--dry-run", "rehearsal", is_flag=True, help="只看结果，不编号、不写文件")
@click.option("--void", "voided", metavar="文号", help="作废这个文号，号留着不再用")
@click.option("--why", "reason", metavar="原因", help="为什么作废")
def issue(
    kind: str | None,
    units: tuple[str, ...],
    every: bool,
    period: str | None,
    dated: date | None,
    rehearsal: bool,
    voided: str | None,
    reason: str | None,
) -> int:
    """Issue documents, or make a number void."""
    if voided is not None or reason is not None:
        if kind or units or every or period or rehearsal:
            raise click.UsageError("作废只写 --void 文号 --why 原因（和 --dated）。")
        return _void(voided, reason, dated)
    if kind is None:
        names = "、".join(name for one, name in KINDS.items() if one in ISSUED_KIND.spellings)
        raise click.UsageError(f"请写明印发哪一类：{names}。")
    _refuse_contradictions(kind, units, every, period)
    root = project_folder()
    from zmddoc.cli.progress import shown_progress
    from zmddoc.issue import issue as carry_out

    order = _order(root, kind, dated or this_day(), units, period)
    order = replace(order, skip_issued=every, rehearsal=rehearsal)
    with shown_progress() as progress:
        outcome = carry_out(root, order, this_day(), progress, _waiting)
    return _say(outcome, root, rehearsal)


def _refuse_contradictions(
    kind: str, units: tuple[str, ...], every: bool, period: str | None
) -> None:
    name = KINDS[kind]
    if every and units:
        raise click.UsageError("--all 是全部单位，不能与 --unit 一起写。")
    if kind not in SINGLE and (units or every):
        raise click.UsageError(f"{name}不分单位，不要写 --unit、--all。")
    if kind in SINGLE and not (units or every):
        raise click.UsageError(f"{name}一个单位一份，请用 --unit 写明单位；全部印发写 --all。")
    if kind in PERIODIC and not period:
        raise click.UsageError(f"{name}按报送期出，请用 --period 写明哪一期，如 2021Q2。")
    if kind not in PERIODIC and period:
        raise click.UsageError(f"{name}不分报送期，不要写 --period。")


def _order(root: Path, kind: str, dated: date, units: tuple[str, ...], period: str | None) -> Order:
    """What was typed, by the names that the project has; where the project cannot be read, as it
    was typed: issuing says what is wrong. Raises Refusal."""
    from zmddoc.issue import Order
    from zmddoc.read import read_project

    project, _ = read_project(root)
    if project.registry:
        units = tuple(dict.fromkeys(find_unit(project.registry, name).name for name in units))
    if project.rules and period:
        period = find_period(project.rules, period).id
    return Order(cast("IssuedKind", kind), dated, units, period)


def _void(number: str | None, reason: str | None, dated: date | None) -> int:
    if not number or not reason or not reason.strip():
        raise click.UsageError(
            "作废要写明文号和原因：zmddoc issue --void 驻政办函〔2021〕3号 --why 附件有误"
        )
    root = project_folder()
    from zmddoc.issue import void
    from zmddoc.model import Voiding
    from zmddoc.numbering import as_typed

    voiding = Voiding(dated=dated or this_day(), reason=reason.strip())
    outcome = void(root, as_typed(number), voiding, _waiting)
    if outcome.refused:
        show(outcome.refused, root, aside=True)
        return FINDINGS
    (issue,) = outcome.issues
    click.echo(f"已作废：{issue.number}（{issue.title}）。")
    click.echo("这个号留在登记簿里，不再使用；发出去的请收回。")
    return CLEAN


def _waiting() -> None:
    click.echo("另一处正在印发，等它完成……", err=True)


def _say(outcome: Outcome, root: Path, rehearsal: bool) -> int:
    """Print what was issued, and what to look at."""
    if outcome.refused:
        show((*outcome.refused, *outcome.warnings), root, aside=True)
        if not outcome.issues:
            click.echo("没有印发任何文件。", err=True)
    for issue in outcome.skipped:
        click.echo(
            f"此前已印发：{issue.number}（{issue.unit or KINDS.get(issue.kind, issue.kind)}）"
        )
    for issue in outcome.issues:
        _one(issue, root, rehearsal)
    if outcome.issues and len(outcome.issues) > 1:
        click.echo(f"共 {len(outcome.issues)} 份。")
    if not outcome.issues and not outcome.refused:
        click.echo("都已印发过，没有要印发的。")
    if outcome.warnings and not outcome.refused:
        show(outcome.warnings, root, aside=True)
    for note in outcome.notes if outcome.issues else ():
        click.echo(f"请核对：{note}", err=True)
    if rehearsal and outcome.issues:
        click.echo("以上只是预演，没有编号，没有写文件。")
    return FINDINGS if outcome.refused else CLEAN


def _one(issue: Issue, root: Path, rehearsal: bool) -> None:
    from zmddoc.text import day
    from zmddoc.typography import normalise

    head = "将编号" if rehearsal else "已印发"
    click.echo(f"{head}：{issue.number}\u3000{day(issue.dated)}")
    click.echo(f"  {issue.title}")
    shown = "、".join(normalise(name) for name in issue.recipients[:3])
    more = f"等 {len(issue.recipients)} 个单位" if len(issue.recipients) > 3 else ""
    due = f"\u3000答复期限：{day(issue.answer_by)}" if issue.answer_by else ""
    click.echo(f"  主送：{shown}{more}{due}")
    if not rehearsal:
        from zmddoc.project import ISSUED

        for file in issue.files:
            click.echo(f"  {root / ISSUED / file.name}")
