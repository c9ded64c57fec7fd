"""One command over many project folders: ``-C 'plans/*'``.

Each folder is worked through as if it had been given alone, after a line with its name; what goes
wrong in one does not stop the others.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from glob import has_magic
from pathlib import Path

import click

from zmddoc.cli.exits import CLEAN
from zmddoc.cli.mishaps import Refusal, answer
from zmddoc.cli.output import Turn, print_all

MANY = ("check", "build", "pack", "status", "text", "register", "log")
"""Commands that may be given many folders: those that enter nothing in a plan."""

_PLAN = "plan/plan.yaml"


class ManyFolders(Exception):
    """A command was given a pattern of folders: it is to be run in each (``work_through``)."""

    def __init__(self, folders: tuple[Path, ...], others: tuple[Path, ...]) -> None:
        super().__init__()
        self.folders = folders
        self.others = others
        """Folders that the pattern fits and that hold no plan."""


def settle(ctx: click.Context, given: Path | None, command: str) -> None:
    """Let ``command`` work on the folder ``given``; where the command is being run in many already,
    on the one whose turn it is (a ``Turn``, the context's object). Raises ManyFolders for a pattern; Refusal
    where nothing fits it."""
    root = ctx.find_root()
    if isinstance(root.obj, Turn):
        root.params["folder"] = root.obj.folder
    elif given is not None:
        if has_magic(str(given)) and not given.exists():
            _spread(given, command)
        root.params["folder"] = given


def _spread(pattern: Path, command: str) -> None:
    if command not in MANY:
        raise Refusal(
            f"zmddoc {command} 一次只做一个项目文件夹；“{pattern}”这样写几个，"
            f"只能用于 {'、'.join(MANY)}。"
        )
    matching = Path(pattern.anchor).glob(str(pattern.relative_to(pattern.anchor)))
    found = sorted(one for one in matching if one.is_dir() and not one.name.startswith("."))
    folders = tuple(one for one in found if (one / _PLAN).is_file())
    if not folders:
        raise Refusal(f"没有与“{pattern}”相符的项目文件夹（里面有 {_PLAN}）。")
    raise ManyFolders(folders, tuple(one for one in found if one not in folders))


def option(help_: str) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """The option ``-C`` behind a command, for who writes it there."""

    def given(ctx: click.Context, param: click.Parameter, folder: Path | None) -> None:
        if folder is not None:
            settle(ctx, folder, str(ctx.info_name))

    return click.option(
        "-C",
        "folder",
        metavar="文件夹",
        type=click.Path(path_type=Path),
        expose_value=False,
        callback=given,
        help=help_,
    )


def work_through(many: ManyFolders, run: Callable[[Turn], int]) -> int:
    """Run the command in each of the folders, say what came of it, and return the worst exit
    code. What is wrongly typed is said once."""
    codes: dict[Path, int] = {}
    turns = [Turn(folder) for folder in many.folders]
    for turn in turns:
        folder = turn.folder
        try:
            codes[folder] = run(turn)
        except click.UsageError as error:
            return answer(error)
        except Exception as error:
            codes[folder] = answer(error)
    print_all(turns)
    for folder in many.others:
        click.echo(f"“{folder}”里没有 {_PLAN}，略过。", err=True)
    wrong = [folder for folder, code in codes.items() if code != CLEAN]
    line = f"共 {len(codes)} 个项目文件夹，{len(codes) - len(wrong)} 个没有问题"
    line += f"；有问题的 {len(wrong)} 个：{'、'.join(map(str, wrong))}。" if wrong else "。"
    sys.stdout.flush()
    click.echo(line, err=True)
    return max(codes.values())
