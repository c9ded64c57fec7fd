"""Help pages in Chinese: columns by width on the screen, examples, commands loaded lazily."""

from __future__ import annotations

import importlib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import click

from zmddoc.cli.output import begin

_NOT_FIRST = "，。；：、！？）》〉」』】〕”’…,.;:!?)]}%"
"""Never at the head of a line."""

_NOT_LAST = "（《〈「『【〔“‘([{"
"""Never at the end of a line."""


def width(text: str) -> int:
    """Columns on a terminal: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)


def wrap(text: str, columns: int) -> list[str]:
    """Break ``text`` into lines of at most ``columns``: between Chinese characters or at spaces,
    no closing punctuation at the head of a line."""
    lines, line = [], ""
    for piece in _pieces(text):
        if line and width(line) + width(piece.rstrip()) > columns:
            lines.append(line.rstrip())
            line = ""
        line += piece if line else piece.lstrip()
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def _pieces(text: str) -> Iterator[str]:
    """Yield what must stay on one line: a Western word or a character, with the punctuation and
    spaces behind it."""
    piece = ""
    for char in text:
        breakable = (
            piece and piece[-1] not in _NOT_LAST and char not in _NOT_FIRST and not char.isspace()
        )
        if breakable and (piece[-1].isspace() or _wide(char) or _wide(piece[-1])):
            yield piece
            piece = ""
        piece += char
    if piece:
        yield piece


def _wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF"


class Formatter(click.HelpFormatter):
    """click's layout, measured in columns and punctuated in Chinese."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The usage line."""
        super().write_usage(prog, args, "用法：" if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        """A section's heading."""
        self.write(f"{'':>{self.current_indent}}{heading}：\n")

    def write_text(self, text: str) -> None:
        """Paragraphs, one for each line of ``text``."""
        for paragraph in text.splitlines():
            for line in wrap(paragraph, self.width - self.current_indent):
                self.write(f"{'':>{self.current_indent}}{line}\n")

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Terms and what they mean in two columns; a term too long stands on a line of its own."""
        rows = list(rows)
        column = max((w for w in (width(term) for term, _ in rows) if w <= col_max), default=0)
        column += col_spacing
        room = max(self.width - self.current_indent - column, 20)
        for term, meaning in rows:
            fits = width(term) <= column - col_spacing
            lines = wrap(meaning, room)
            head = f"{'':>{self.current_indent}}{term}"
            if not fits or not meaning:
                self.write(f"{head}\n")
            elif lines:
                self.write(f"{head}{'':>{column - width(term)}}{lines.pop(0)}\n")
            for line in lines if meaning else ():
                self.write(f"{'':>{self.current_indent + column}}{line}\n")


class Context(click.Context):
    """A context whose help pages are laid out by ``Formatter``."""

    formatter_class = Formatter


Examples = Sequence[tuple[str, str]]
"""What may be typed, and what it does."""


def _write_examples(examples: Examples, formatter: click.HelpFormatter) -> None:
    with formatter.section("示例"):
        formatter.write_dl(examples, col_max=46)


class Command(click.Command):
    """A command whose help ends with examples."""

    context_class = Context

    def __init__(self, *args: Any, examples: Examples = (), **attributes: Any) -> None:
        attributes.setdefault("options_metavar", "[选项]")
        super().__init__(*args, **attributes)
        self.examples = examples

    def invoke(self, ctx: click.Context) -> Any:
        """Run it; where it is run in many folders, say in which."""
        begin(ctx)
        return super().invoke(ctx)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples."""
        _write_examples(self.examples, formatter)


class LazyGroup(click.Group):
    """A group whose commands are imported when they are used, in the order given.

    ``members`` maps a command's name to ``module:attribute``.
    """

    context_class = Context

    def __init__(
        self,
        *args: Any,
        members: Mapping[str, str],
        examples: Examples = (),
        **attributes: Any,
    ) -> None:
        super().__init__(*args, **attributes)
        self.members = members
        self.examples = examples

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples."""
        _write_examples(self.examples, formatter)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands' names in the order of use."""
        return list(self.members)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command; None where there is none of that name."""
        if cmd_name not in self.members:
            return None
        module, _, attribute = self.members[cmd_name].partition(":")
        found = getattr(importlib.import_module(module), attribute)
        assert isinstance(found, click.Command)
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click's; a misspelt command is met with the nearest ones."""
        name = args[0]
        if name not in self.members and not name.startswith("-"):
            raise click.UsageError(unknown("命令", name, self.members), ctx)
        return super().resolve_command(ctx, args)


def unknown(what: str, name: str, known: Iterable[str], otherwise: str = "") -> str:
    """The message for a name that is not among ``known``: with the nearest of them, or, where none
    is near, with ``otherwise`` (by default all of them)."""
    from difflib import get_close_matches

    names = list(known)
    near = get_close_matches(name, names, cutoff=0.5)
    if near:
        advice = f"您要的是不是{'、'.join(f'“{one}”' for one in near)}？"
    else:
        advice = otherwise or f"可用的有：{'、'.join(names)}。"
    return f"没有“{name}”这个{what}。{advice}"
