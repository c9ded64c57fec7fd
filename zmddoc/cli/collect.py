"""``zmddoc collect``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zmddoc.cli.arguments import PeriodName, find_period
from zmddoc.cli.exits import CLEAN, FINDINGS
from zmddoc.cli.findings import show
from zmddoc.cli.folder import checked_folder
from zmddoc.cli.help import Command
from zmddoc.cli.mishaps import Refusal, Trouble

if TYPE_CHECKING:
    from zmddoc.collect import Collected, Handed, Standing
    from zmddoc.diagnostics import Diagnostic
    from zmddoc.model import Period
    from zmddoc.project import Project

_OFFICE = {
    ".xlsx", ".docx", ".xlsm", ".docm", ".xls", ".doc", ".et", ".wps", ".xltx", ".dotx", ".xlsb", "",
}  # fmt: skip
_LITTER = {"thumbs.db", "desktop.ini"}
_SIGNATURES = (b"PK", b"\xd0\xcf\x11\xe0")


@click.command(
    cls=Command,
    help="收各单位填好的报送表，记入 plan/progress/；写文件夹就收里面的全部。\n"
    "读不出、说不清、不归它报的逐格指明，其余照收；原件另存，不会丢。\n"
    "全部收下时退出码为 0，有没收的为 1。",
    short_help="收报送表",
    options_metavar="[选项]",
    examples=(
        ("zmddoc collect 回收 --period 2021Q2", "收“回收”文件夹里的全部"),
        ("zmddoc collect 市工信局.xlsx --period 2021Q2", "收一份"),
        ("zmddoc collect 更正.xlsx --period 2021Q2 --replace", "以更正后的一份为准"),
        ("zmddoc collect --undo --period 2021Q2", "退回到上一次收之前"),
    ),
)
@click.argument("paths", metavar="[文件或文件夹]…", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--period",
    metavar="报送期",
    type=PeriodName(),
    help="哪一个报送期，如 2021Q2；必须写明",
)
@click.option("--received", metavar="日期", help="哪一天收到的，如 2021-07-03；不写就是今天")
@click.option("--replace", is_flag=True, help="与已收的不一样时，以这一份为准；前一份仍然存着")
@click.option("--older-plan", is_flag=True, help="按旧方案填的也收，方案改过的任务除外")
@click.option("--undo", is_flag=True, help="退回到这一期上一次收之前")
def collect(
    paths: tuple[Path, ...],
    period: str | None,
    received: str | None,
    replace: bool,
    older_plan: bool,
    undo: bool,
) -> int:
    """Take in the forms and say what became of each, or take the last collect back."""
    if not period:
        raise click.UsageError("请用 --period 写明收的是哪一期，例如：--period 2021Q2。")
    if undo and (paths or received or replace or older_plan):
        raise click.UsageError("--undo 只与 --period 一起写。")
    if not undo and not paths:
        raise click.UsageError(
            "请写明要收的文件或文件夹，例如：zmddoc collect 回收 --period 2021Q2"
        )
    day = _day(received)
    project = _sound_folder()
    assert project.rules
    chosen = find_period(project.rules, period)
    if undo:
        return _take_back(project, chosen)
    handed, skipped = _handed(paths, project.root)

    from zmddoc.collect import Options
    from zmddoc.collect import collect as collect_
    from zmddoc.read import read_project

    outcome = collect_(
        lambda: read_project(project.root)[0],
        project.root,
        chosen,
        handed,
        day,
        Options(replace, older_plan),
        _waiting,
    )
    if found := [*skipped, *outcome.found]:
        show(found, project.root)
    _say(outcome, handed, chosen)
    return FINDINGS if outcome.refused else CLEAN


def _day(received: str | None) -> date:
    """The day given, or today. Raises UsageError."""
    from zmddoc.clock import ClockError, today

    if received is None:
        try:
            return today()
        except ClockError as error:
            raise Refusal(f"环境变量 {error} 不是秒数。") from error
    from zmddoc.collect.filled import Answer
    from zmddoc.collect.values import day_of

    found = day_of(Answer("", "text", received))
    if found is None:
        raise click.UsageError(f"“{received}”不是日期。写成 2021-07-03 的样子。")
    return found


def _sound_folder() -> Project:
    """The project folder, its plan, registry and rules free of errors and what was returned before
    readable. Raises Trouble."""
    from zmddoc.project import PLAN, PROGRESS, RULES, UNITS

    project, found = checked_folder()
    in_the_way = [
        one
        for one in found
        if one.severity == "error"
        and (
            one.place.file in (PLAN, UNITS, RULES)
            or (one.place.file.startswith(PROGRESS) and one.code < "Z3")
        )
    ]
    if in_the_way or not (project.plan and project.registry and project.rules):
        show(in_the_way or found, project.root, aside=True)
        raise Trouble("方案、规则或已收的数据有错误，没有收。改好之后请再运行一次。")
    return project


def _handed(paths: Sequence[Path], root: Path) -> tuple[list[Handed], list[Diagnostic]]:
    """The files to be read, in a fixed order, and those of folders that are plainly no forms."""
    from zmddoc.catalogue import diagnostic
    from zmddoc.collect import Handed
    from zmddoc.diagnostics import Place

    found: dict[Path, Handed] = {}
    skipped: list[Diagnostic] = []
    for path in paths:
        if not path.exists():
            raise Refusal(f"没有“{path}”这个文件或文件夹。")
        if not path.is_dir():
            found.setdefault(path.resolve(), Handed(path, str(path)))
            continue
        for file in _files(path, root):
            if _may_be_a_form(file):
                found.setdefault(file.resolve(), Handed(file, str(file)))
            else:
                hint = "是报送表的，单独写明文件名来收"
                skipped.append(diagnostic("Z718", Place(str(file)), "不是报送表，跳过", hint))
    if not found:
        raise Trouble(f"“{'、'.join(map(str, paths))}”里没有可收的文件。")
    return list(found.values()), skipped


def _files(folder: Path, root: Path) -> Iterator[Path]:
    """Every file below a folder but what programs leave behind, and the project's own."""
    own = (root / "plan").resolve()
    for file in sorted(folder.rglob("*")):
        inside = file.relative_to(folder).parts
        litter = any(part.startswith((".", "~$")) for part in inside)
        litter = litter or file.name.lower() in _LITTER or own in file.resolve().parents
        if file.is_file() and not litter:
            yield file


def _may_be_a_form(file: Path) -> bool:
    try:
        with file.open("rb") as opened:
            return opened.read(4).startswith(_SIGNATURES) or file.suffix.lower() in _OFFICE
    except OSError:
        return True


def _waiting() -> None:
    click.echo("另有人正在收这个项目的报送表，等他收完……", err=True)


def _take_back(project: Project, period: Period) -> int:
    from zmddoc.collect import Lost, undo
    from zmddoc.read import read_project

    try:
        left = undo(lambda: read_project(project.root)[0], project.root, period, _waiting)
    except Lost as lost:
        raise Trouble(f"退不回去：{lost} 不在了或被改动过。") from lost
    if left is None:
        raise Trouble(f"{period.id} 还没有收过，没有可退的。")
    click.echo(
        f"已退回到 {period.id} 上一次收之前。退掉的一版存为 plan/progress/originals/{left}.yaml。"
    )
    return CLEAN


def _say(outcome: Collected, handed: Sequence[Handed], period: Period) -> None:
    """Print what was taken, and who has reported, who late, who not."""
    refused = len(handed) - len(set(outcome.taken))
    line = f"{len(handed)} 份文件，收下 {len(set(outcome.taken))} 份"
    line += f"，没收 {refused} 份" if refused else ""
    cells = sum(one.severity == "error" and bool(one.place.cell) for one in outcome.found)
    line += f"；另有 {cells} 格没收" if cells else ""
    click.echo(f"{line}。" + ("" if outcome.changed else "台账没有变化。"))
    reported = [one for one in outcome.standings if one.returned and not one.days_late]
    late = [one for one in outcome.standings if one.days_late]
    missing = [one for one in outcome.standings if not one.returned and not one.silent]
    silent = [one for one in outcome.standings if one.silent]
    click.echo(f"{period.id}（{period.report_by} 前报送）：")
    for what, bodies in (("已报送", reported), ("迟报", late), ("未报送", missing)):
        click.echo(f"  {what} {len(bodies)}{'：' if bodies else ''}{_list(bodies)}")
    if silent:
        click.echo(f"  牵头的集合没有单独报送：{_list(silent)}")


def _list(bodies: Sequence[Standing]) -> str:
    return "、".join(one.called + _remark(one) for one in bodies)


def _remark(one: Standing) -> str:
    remarks = []
    if one.days_late:
        remarks.append(f"{one.received} 到，迟 {one.days_late} 天")
    if one.blanks:
        remarks.append(f"缺 {'、'.join(one.blanks[:8])}{' 等' if len(one.blanks) > 8 else ''}")
    return f"（{'；'.join(remarks)}）" if remarks else ""
