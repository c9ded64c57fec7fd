"""``zmddoc import``."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zmddoc.cli.arguments import DAY, Whole, output_format
from zmddoc.cli.exits import CLEAN, FINDINGS
from zmddoc.cli.help import Command
from zmddoc.cli.mishaps import Refusal, Trouble
from zmddoc.cli.output import print_data

if TYPE_CHECKING:
    from zmddoc.importer.head import Given
    from zmddoc.importer.review import Walk
    from zmddoc.importer.run import Bundle
    from zmddoc.model.imported import Reading
    from zmddoc.project import Project

_SHOWN = 20


@click.command(
    cls=Command,
    name="import",
    help="把收到的公文（DOCX、带文字的 PDF、网页、纯文本）读成 plan/plan.yaml 和单位名录。\n"
    "先证明一字未丢再写；没有把握的逐条列出，用 --review 核对。\n"
    "项目里已有方案的，继续的任务沿用原编号，先列出变化，问过再写。",
    short_help="由公文导入方案",
    options_metavar="[选项]",
    examples=(
        ("zmddoc import 工作方案.docx", "导入到当前文件夹"),
        ("zmddoc -C 2021年方案 import 工作方案.pdf", "导入到“2021年方案”文件夹"),
        ("zmddoc import 措施.txt --number 示政办〔2021〕3号 --dated 2021-03-01", "补上文中没有的"),
        ("zmddoc import --review", "逐条核对没有把握的地方"),
    ),
)
@click.argument("file", metavar="[公文]", required=False, type=click.Path(path_type=Path))
@click.option("--title", metavar="标题", default="", help="方案的标题；不写就照原文")
@click.option("--number", metavar="文号", default="", help="发文字号；不写就照原文")
@click.option("--issuer", metavar="机关", default="", help="发文机关；不写就照原文")
@click.option("--dated", metavar="日期", type=DAY, help="成文日期；不写就照原文")
@click.option("--published", metavar="日期", type=DAY, help="发文日期；不写就照原文")
@click.option("--year", metavar="年度", type=Whole(1949, 2999), help="方案的年度；不写就照原文")
@click.option("--review", is_flag=True, help="逐条核对没有把握的地方；可以随时退出，下次接着来")
@click.option("--yes", is_flag=True, help="已有方案时不再问，直接写")
@output_format()
def import_(
    file: Path | None,
    title: str,
    number: str,
    issuer: str,
    dated: date | None,
    published: date | None,
    year: int | None,
    review: bool,
    yes: bool,
    form: str,
) -> int:
    """Import a document, or go through what an import was not sure of."""
    from zmddoc.importer.head import Given

    given = Given(title, number, issuer, dated, published, year)
    root = _folder()
    if file is None:
        if not review:
            raise click.UsageError("请写明要导入的公文，例如：zmddoc import 工作方案.docx")
        if given != Given():
            raise click.UsageError("--review 只核对已导入的，不能与标题、文号、日期等一起写。")
        return _review(root)
    bundle = _read(file, given, root)
    if form == "json":
        _as_json(bundle)
    else:
        _say(bundle)
    _tell_by_hand(bundle, root, err=form == "json")
    if not _agreed(bundle, yes, ask=form != "json"):
        click.echo("没有写入。", err=True)
        return FINDINGS
    from zmddoc.importer.run import write

    names = write(bundle, root)
    click.echo(f"写好了：{'、'.join(names)}。", err=form == "json")
    return _review(root) if review else CLEAN


def _folder() -> Path:
    """The folder given with -C (made where missing), or the project the current folder is in, or
    the current folder."""
    given = click.get_current_context().find_root().params.get("folder")
    if given is not None:
        if given.is_file():
            raise Refusal(f"-C 后面应写文件夹，“{given}”是一个文件。")
        return Path(given)
    from zmddoc.cli.folder import find_folder

    try:
        return find_folder(None)
    except Refusal:
        return Path()


def _read(file: Path, given: Given, root: Path) -> Bundle:
    """Raises Refusal or Trouble."""
    from zmddoc.importer.run import bring_in
    from zmddoc.importer.trouble import NotImported
    from zmddoc.package import FILE_LIMIT, MEGABYTE

    if not file.exists():
        raise Refusal(f"没有“{file}”这个文件。")
    if file.is_dir():
        raise Refusal(f"“{file}”是文件夹，请写明其中的公文。")
    if (size := file.stat().st_size) > FILE_LIMIT:
        raise Trouble(f"“{file}”有 {size // MEGABYTE} MB，太大，不像一份公文。")
    try:
        return bring_in(file.name, file.read_bytes(), given, _existing(root))
    except NotImported as why:
        raise Trouble(f"{file} 没有导入：{why}") from None


def _existing(root: Path) -> Project | None:
    from zmddoc.project import PLAN
    from zmddoc.read import read_project

    if not (root / PLAN).is_file():
        return None
    project, _ = read_project(root)
    if not (project.plan and project.registry):
        raise Trouble(
            f"{root / PLAN} 已有方案而读不出来，没有动它。先用 zmddoc check 看看，或换一个文件夹。"
        )
    return project


def _say(bundle: Bundle) -> None:
    """Say what was read, what was left out, and what is not sure."""
    from zmddoc.importer.account import account

    for line in account(bundle, _SHOWN):
        click.echo(line)


def _tell_by_hand(bundle: Bundle, root: Path, err: bool) -> None:
    """Say which files hold what only somebody's hand can have put there, and what becomes of it."""
    from zmddoc.importer.run import by_hand

    for name, copy in by_hand(bundle, root).items():
        click.echo(
            f"{name} 里有手写的注释或排版，写入后不再有；原来的文件照样另存为 {copy}。", err=err
        )


def _as_json(bundle: Bundle) -> None:
    import json

    from zmddoc.importer.account import as_data

    print_data(json.dumps(as_data(bundle), ensure_ascii=False, indent=2) + "\n", "json")


def _agreed(bundle: Bundle, yes: bool, ask: bool) -> bool:
    """Whether what is there may be replaced; where nothing is, nothing is asked."""
    if bundle.continued is None or yes:
        return True
    if not bundle.continued.revision.changes:
        return True
    if not (ask and sys.stdin.isatty()):
        raise Refusal("项目里已有方案。看过上面的变化后加上 --yes 再运行，就写入。")
    return click.confirm("按上面的变化更新方案吗？", default=False)


def _review(root: Path) -> int:
    """Walk through the open readings; how many are left decides the exit code."""
    from zmddoc.importer.review import ReviewTrouble, doubtful, open_walk

    try:
        walk = open_walk(root)
    except ReviewTrouble as trouble:
        raise Trouble(str(trouble)) from None
    waiting = [one for one in doubtful(walk.imported) if one.state == "open"]
    if not waiting:
        click.echo("没有要核对的了。")
        return CLEAN
    click.echo(f"还有 {len(waiting)} 处要核对。")
    for i, one in enumerate(waiting, 1):
        _show(i, len(waiting), one)
        outcome = _ask(walk, one)
        if outcome is None:
            break
        walk = outcome
    left = sum(one.state == "open" for one in doubtful(walk.imported))
    click.echo(f"还剩 {left} 处。" if left else "全部核对完了。运行 zmddoc check 再看一遍。")
    return FINDINGS if left else CLEAN


def _show(i: int, total: int, one: Reading) -> None:
    click.echo("")
    click.echo(f"[{i}/{total}] {one.place} {one.what}（{one.id}）")
    click.echo(f"  读作：{one.read or '（空）'}")
    if one.other:
        click.echo(f"  或者：{one.other}")
    click.echo(f"  原因：{one.why or '照通常的写法读的'}")
    click.echo(f"  {'；'.join(_choices(one))}")


def _choices(one: Reading) -> list[str]:
    from zmddoc.importer.review import switchable, typable

    choices = ["回车：照读出的"]
    choices += ["2：照另一种"] if switchable(one) else []
    choices += ["e：自己写"] if typable(one) else []
    choices += ["s：先放着", "q：退出"]
    by_hand = not (switchable(one) or typable(one))
    return [*choices, "要改的请在 plan/plan.yaml 里改"] if by_hand else choices


def _ask(walk: Walk, one: Reading) -> Walk | None:
    """The walk after the answer; None to stop."""
    from zmddoc.importer.review import ReviewTrouble, changed, kept, switchable, typable

    while True:
        try:
            answer = click.prompt("  ", default="", show_default=False, prompt_suffix="> ").strip()
            if answer == "":
                return kept(walk, one)
            if answer in ("q", "Q"):
                return None
            if answer in ("s", "S"):
                return walk
            if answer == "2" and switchable(one):
                return changed(walk, one)
            if answer in ("e", "E") and typable(one):
                return changed(walk, one, click.prompt("  应是").strip())
            click.echo(f"  没有这个选择。{'；'.join(_choices(one))}。")
        except ReviewTrouble as trouble:
            click.echo(f"  {trouble}")
