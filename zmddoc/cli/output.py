"""What is printed for other programs, JSON and CSV: in UTF-8 whatever the terminal's encoding.

Where one command is run in many folders, all of them give one text, printed when the last is done.
"""

from __future__ import annotations

import csv
import io
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

_DATA = ("json", "csv")

FOLDER = "项目文件夹"
"""The first column of a table of many folders."""


@dataclass
class Turn:
    """The folder whose turn it is where one command is run in many."""

    folder: Path
    form: str = ""
    """In which of the formats for programs it was asked; '' for words."""
    data: str = ""
    """What it would have printed so."""

    def begin(self, form: object) -> None:
        """Say whose words follow: where results are read, unless those are data, and, if that is
        elsewhere, where complaints are."""
        self.form = str(form) if form in _DATA else ""
        words = f"【{self.folder}】"
        if not self.form:
            click.echo(words)
            sys.stdout.flush()
        if self.form or not _together():
            click.echo(words, err=True)


def begin(ctx: click.Context) -> None:
    """Called before a command runs, with its options read."""
    turn = ctx.find_root().obj
    if isinstance(turn, Turn):
        turn.begin(ctx.params.get("form"))


def print_data(text: str, form: str) -> None:
    """Print JSON or CSV (``form``)."""
    turn = click.get_current_context().find_root().obj
    if isinstance(turn, Turn):
        turn.data = text
    else:
        _print(text, form)


def print_all(turns: Sequence[Turn]) -> None:
    """Print what came of all folders: as JSON one object, by folder, null where nothing came; as CSV
    one table, the folder in the first column."""
    form = next((turn.form for turn in turns if turn.form), "")
    if form == "json":
        whole = {str(turn.folder): json.loads(turn.data or "null") for turn in turns}
        _print(json.dumps(whole, ensure_ascii=False, indent=2) + "\n", form)
    elif form == "csv":
        _print(_joined(turns), form)


def _joined(turns: Sequence[Turn]) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    head: list[str] = []
    for turn in turns:
        rows = list(csv.reader(io.StringIO(turn.data)))
        if rows and not head:
            head = rows[0]
            writer.writerow([FOLDER, *head])
        writer.writerows([turn.folder, *row] for row in rows[1:])
    return out.getvalue()


def _print(text: str, form: str) -> None:
    click.echo(text.encode("utf-8-sig" if form == "csv" else "utf-8"), nl=False)  # as Excel asks


def _together() -> bool:
    """Whether results and complaints come out in one place."""
    try:
        return os.path.sameopenfile(sys.stdout.fileno(), sys.stderr.fileno())
    except (OSError, ValueError):
        return False
