"""``zmddoc build``."""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zmddoc.cli.arguments import (
    KIND,
    PeriodName,
    SchedulerAddress,
    UnitName,
    Whole,
    file_formats,
    find_period,
    find_unit,
    refuse_formats,
)
from zmddoc.cli.exits import CLEAN, FINDINGS
from zmddoc.cli.findings import show
from zmddoc.cli.folder import checked_folder, project_folder
from zmddoc.cli.folders import option
from zmddoc.cli.help import Command
from zmddoc.cli.mishaps import Refusal, Trouble
from zmddoc.diagnostics import has_errors
from zmddoc.kinds import FORMATS, KINDS, PERIODIC, SINGLE

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from zmddoc.build import Drawing, Outcome
    from zmddoc.diagnostics import Diagnostic
    from zmddoc.model import Rules
    from zmddoc.press import Press
    from zmddoc.project import Project


@click.command(
    cls=Command,
    help="检查方案，没有错误就生成公文，放进项目文件夹的 build/。\n"
    "类别：方案（plan）、责任分解表（breakdown）、任务清单（sheet）、台账（ledger）；"
    "可以写几个，不写就是这些全部。\n"
    "按报送期生成的类别：报送表（form）、督办通知（notice）、季度通报（circular）；用 --period 写明哪一期，不写类别就是这一期的全部。",
    short_help="生成公文",
    options_metavar="[选项]",
    examples=(
        ("zmddoc build", "生成全部文件"),
        ("zmddoc build 方案 责任分解表", "只生成这两类"),
        ("zmddoc build 任务清单 --unit 市工信局", "只生成一个单位的清单"),
        ("zmddoc build --format docx", "只要 Word 文件"),
        ("zmddoc build 报送表 --period 2021Q2", "各单位这一期的报送表"),
        ("zmddoc build 督办通知 --period 2021Q2", "按亮灯和督办记录，该督办谁就给谁一份"),
        ("zmddoc build 季度通报 --period 2021Q2 --trace", "这一期的通报，附各数来源"),
        ("zmddoc build --cluster tcp://10.0.0.5:8786", "交给集群排版"),
        ("zmddoc build --check", "看 build/ 是不是正好是现在该有的"),
        ("zmddoc build --why build/任务清单/市工信局.docx", "这个文件由什么做成，为什么重做"),
    ),
)
@click.argument("kinds", metavar="[类别]…", nargs=-1, type=KIND)
@click.option(
    "--period",
    metavar="报送期",
    type=PeriodName(),
    help="哪一个报送期，如 2021Q2；报送期在 plan/rules.yaml",
)
@click.option(
    "--unit",
    "units",
    metavar="单位",
    type=UnitName(),
    multiple=True,
    help="只生成这个单位的任务清单、报送表、督办通知；简称、全称、别名都可以",
)
@file_formats("只生成这种格式，可以写几次；台账总是 Excel 文件，报送表不写时是 Excel 文件")
@click.option("--trace", is_flag=True, help="在通报旁边写一份来源表：每个数从哪份报送表的哪一格来")
@click.option(
    "--check", is_flag=True, help="不生成，只看 build/ 里是不是正好是该有的；有出入退出码为 1"
)
@click.option(
    "--why",
    metavar="文件",
    type=click.Path(path_type=Path),
    help="不生成，只说明一个文件由什么做成、上次为什么重做、现在会不会重做",
)
@click.option(
    "--jobs",
    metavar="个数",
    type=Whole(0, 999),
    default=0,
    help="用几个进程排版；不写时处理器有几个就用几个。生成的文件一样",
)
@click.option(
    "--cluster",
    metavar="地址",
    type=SchedulerAddress(),
    default=None,
    help="交给 Dask 集群排版，写调度程序的地址，如 tcp://10.0.0.5:8786。生成的文件一样",
)
@option("项目文件夹，同写在命令前面的 -C")
def build(
    kinds: tuple[str, ...],
    period: str | None,
    units: tuple[str, ...],
    formats: tuple[str, ...],
    trace: bool,
    check: bool,
    why: Path | None,
    jobs: int,
    cluster: str | None,
) -> int:
    """Build what is ordered and say what became of it."""
    if why is not None:
        if kinds or period or units or formats or trace or check:
            raise click.UsageError(
                "--why 单独写，例如：zmddoc build --why build/任务清单/市工信局.pdf"
            )
        return _explain(why)
    refuse_contradictions(kinds, period, units, formats, trace, jobs, cluster)
    return make(project_folder(), kinds, period, units, formats, trace, jobs, cluster, check=check)


@dataclass(frozen=True)
class Standby:
    """What is kept ready from one build to the next (``zmddoc watch``)."""

    press: Press
    drawing: Drawing | None
    look_up: Callable[[], None]
    """Called after each file: raises what ends the build."""


def make(
    root: Path,
    kinds: tuple[str, ...],
    period: str | None,
    units: tuple[str, ...],
    formats: tuple[str, ...],
    trace: bool,
    jobs: int,
    cluster: str | None,
    *,
    check: bool = False,
    standby: Standby | None = None,
) -> int:
    """Build in the project folder what was typed, which must not contradict itself; say what became
    of it and return the exit code."""
    from zmddoc.cache import Cache
    from zmddoc.glance import Glance

    cache = standby.press.cache if standby else Cache()
    glance = Glance(root, (kinds, period, units, formats, trace), cache)
    if not check and (said := glance.said()):
        click.echo(_same(said["made"], root))
        for line in said["lines"]:
            click.echo(line)
        return CLEAN
    if not (units or cluster or standby):  # a single body's few files need no workers
        _get_ready(jobs, formats)
    project, found = checked_folder(root)

    rules = project.rules
    chosen = find_period(rules, period).id if rules and period else ""
    _refuse_without_period(kinds, chosen, rules)
    if has_errors(found) or not (project.plan and project.registry and rules):
        show(found, project.root, aside=True)
        click.echo("方案有错误，没有生成任何文件。改好之后请再运行一次。", err=True)
        return FINDINGS
    wanted = kinds or [kind for kind in KINDS if (kind in PERIODIC) == bool(chosen)]
    unit = _unit_with_part(project, units[0], wanted) if units else ""
    collected = any(one.period == chosen for one in project.progress.values())
    judged = {"notice", "circular"} & set(kinds)
    if judged and not collected:
        raise Trouble(f"{chosen} 还没有收过报送表，没有{_named(judged)}可生成。")

    from zmddoc.build import Order, Trial, build
    from zmddoc.cli.progress import shown_progress

    order = Order(
        tuple(kind for kind in KINDS if kind in wanted),
        unit,
        tuple(form for form in FORMATS if form in formats),
        chosen,
        trace,
    )
    with shown_progress() as shown, _cluster(cluster) as drawing:

        def progress(name: str, done: int, total: int) -> None:
            shown(name, done, total)
            if standby:
                standby.look_up()

        outcome = build(
            project,
            order,
            progress,
            jobs=jobs,
            cache=cache,
            trial=Trial() if check else None,
            drawing=standby.drawing if standby and standby.drawing else drawing,
            press=standby.press if standby else None,
        )
    if check:
        return _compare(outcome, root, whole=not order.unit)
    lines = list(_lines(outcome, found, root))
    if "notice" in kinds and not outcome.failures and not _count(outcome, "notice"):
        whose = order.unit or "各单位"
        lines.append(f"按督查规则，{whose}在 {chosen} 没有需要提醒、督办的任务。")
    _say(outcome, root)
    for line in lines:
        click.echo(line)
    if outcome.failures:
        return FINDINGS
    glance.keep((*outcome.made, "build/构建报告.txt"), {"made": len(outcome.made), "lines": lines})
    return CLEAN


def _get_ready(jobs: int, formats: tuple[str, ...]) -> None:
    """Have what draws loaded beside, while the plan is read."""
    from zmddoc.pool import cores, get_ready

    if (jobs or cores()) > 1:
        get_ready(formats or ("docx", "pdf"))


def _explain(file: Path) -> int:
    """Say what a file is made from and why it was or was not made."""
    project, found = checked_folder()
    out = (project.root / "build").resolve()
    path = file.resolve()
    if not path.is_relative_to(out) and file.parts[:1] and file.parts[0] in KINDS.values():
        path = out / file  # as --check and the build report name it, but for build/
    if not path.is_relative_to(out):
        raise Refusal(f"“{file}”不在 {out} 里。要写成：--why build/任务清单/市工信局.pdf")
    if has_errors(found):
        show(found, project.root, aside=True)
        click.echo("方案有错误，说不清会生成什么。", err=True)
        return FINDINGS
    from zmddoc.cache import Cache
    from zmddoc.why import NoSuchFile, why

    try:
        for line in why(project, path.relative_to(out).as_posix(), Cache()):
            click.echo(line)
    except NoSuchFile as error:
        raise Refusal(f"{error}。") from error
    return CLEAN


def _compare(outcome: Outcome, root: Path, *, whole: bool) -> int:
    """Say in what build/ is not what it should be; ``whole``: not only of one body."""
    if outcome.failures:
        show(outcome.failures, root, aside=True)
    for path in outcome.written:
        click.echo(f"{path}：{'与应有的不同' if (root / path).exists() else '缺少'}")
    for path in outcome.removed:
        click.echo(f"{path}：多出来的，不是这样生成的")
    wrong = len(outcome.written) + len(outcome.removed) + len(outcome.failures)
    if wrong:
        click.echo(f"有 {wrong} 处出入；重新生成用 zmddoc build。", err=True)
        return FINDINGS
    more = "，没有多出来的" if whole else ""
    click.echo(f"{len(outcome.made)} 个文件都与应有的一字节不差，没有缺少的{more}。")
    return CLEAN


@contextmanager
def _cluster(address: str | None) -> Iterator[Drawing | None]:
    """What draws on the cluster at ``address``; None where there is none. Raises Trouble."""
    if not address:
        yield None
        return
    try:
        from zmddoc.cluster import ClusterTrouble, draw
    except ImportError:
        hint = "没有安装集群排版所需的库。请先运行：pip install 'zmddoc[cluster]'"
        raise Trouble(hint) from None
    try:
        yield partial(draw, address=address, say=partial(click.echo, err=True))
    except ClusterTrouble as trouble:
        raise Trouble(f"没有在集群里排版：{trouble}。") from None


def _count(outcome: Outcome, kind: str) -> int:
    """How many files of a kind there are."""
    return sum(Path(name).parts[1] == KINDS[kind] for name in outcome.made)


def refuse_contradictions(
    kinds: tuple[str, ...],
    period: str | None,
    units: tuple[str, ...],
    formats: tuple[str, ...],
    trace: bool,
    jobs: int,
    cluster: str | None,
) -> None:
    """Raise UsageError where what was typed cannot be meant, whatever the plan."""
    if len(units) > 1:
        raise click.UsageError("--unit 只能写一次；要几个单位的清单，请生成全部任务清单。")
    if units and set(kinds) - SINGLE:
        raise click.UsageError(f"{_named(set(kinds) - SINGLE)}不分单位，不能与 --unit 一起写。")
    if period and kinds and not set(kinds) & PERIODIC:
        raise click.UsageError(f"{_named(set(kinds))}不分报送期，不能与 --period 一起写。")
    if formats and set(kinds) == {"ledger"}:
        raise click.UsageError("台账总是 Excel 文件，不能与 --format 一起写。")
    refuse_formats(kinds, formats)
    if cluster and jobs:
        raise click.UsageError("--cluster 与 --jobs 只写一个：文件或在集群里排版，或在本机。")
    if trace and (kinds or not period) and "circular" not in kinds:
        raise click.UsageError("--trace 写的是季度通报里各数的来源，要与季度通报一起写。")


def _refuse_without_period(kinds: tuple[str, ...], period: str, rules: Rules | None) -> None:
    named = set(kinds) & PERIODIC
    if named and not period:
        known = "、".join(one.id for one in rules.periods) if rules else ""
        raise click.UsageError(
            f"{_named(named)}按报送期生成，请用 --period 写明是哪一期"
            + (f"：{known}。" if known else "。")
        )


def _named(kinds: AbstractSet[str]) -> str:
    return "、".join(KINDS[kind] for kind in KINDS if kind in kinds)


def _unit_with_part(project: Project, name: str, kinds: Collection[str]) -> str:
    """The canonical name of a body that has a document of one of the kinds. Raises Refusal or
    Trouble."""
    from zmddoc.assign import items, responsibility
    from zmddoc.compose.forms import formless

    assert project.plan and project.registry
    unit = find_unit(project.registry, name)
    part = responsibility(unit, items(project.plan, project.registry), project.registry)
    if not part.assignments:
        raise Trouble(f"{unit.name}在方案里没有任务，没有清单可生成。")
    if SINGLE.isdisjoint(kinds):
        raise Trouble(f"{_named(set(kinds))}不分单位，没有文件可生成。")
    if SINGLE & set(kinds) == {"form"} and unit in formless(project.plan, project.registry):
        raise Trouble(f"{unit.name}没有报送表：它不牵头，由牵头单位汇总报送。")
    return unit.name


def _folder(root: Path) -> str:
    return "build/" if root == Path() else f"{root / 'build'}/"


def _same(count: int, root: Path) -> str:
    if not count:
        return "没有生成文件。"
    return f"{_folder(root)} 里的 {count} 个文件都没有变化，不必重新生成。"


def _say(outcome: Outcome, root: Path) -> None:
    """Print what was made, and what failed."""
    if outcome.failures:
        show(outcome.failures, root, aside=True)
    counted = Counter(Path(name).parts[1] for name in outcome.written)
    listed = "，".join(f"{kind} {n}" for kind, n in counted.items())
    same = len(outcome.made) - len(outcome.written)
    if outcome.written:
        click.echo(f"生成了 {len(outcome.written)} 个文件，在 {_folder(root)} 里：{listed}。")
        if same:
            click.echo(f"另有 {same} 个没有变化。")
    else:
        click.echo(_same(same, root))
    if outcome.removed:
        click.echo(f"撤下了 {len(outcome.removed)} 个现行方案已没有的文件。")
    if outcome.damaged:
        click.echo(f"缓存里有 {outcome.damaged} 项已损坏，已经重做。", err=True)
    if outcome.failures:
        click.echo(f"{len(outcome.failures)} 处失败，原因见上；其余文件不受影响。", err=True)


def _lines(outcome: Outcome, found: Sequence[Diagnostic], root: Path) -> Iterator[str]:
    """Yield where to read more."""
    if outcome.notes:
        yield f"有 {len(outcome.notes)} 条说明，见 {_folder(root)}构建报告.txt。"
    if found:
        yield f"方案有 {len(found)} 处警告，可用“zmddoc check”查看。"
