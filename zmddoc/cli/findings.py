"""Diagnostics on the terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from zmddoc.diagnostics import Diagnostic


def show(diagnostics: Sequence[Diagnostic], root: Path, *, aside: bool = False) -> None:
    """Print the diagnostics and their count; ``aside`` to the error output, where they are not
    what was asked for."""
    from zmddoc.report import as_text

    stream = sys.stderr if aside else sys.stdout
    colour = stream.isatty() and not os.environ.get("NO_COLOR")
    click.echo(as_text(diagnostics, root, colour=colour), nl=False, err=aside)
