"""Diagnostics as people and programs read them: text with the source line and a caret, or JSON."""

from __future__ import annotations

import json
import os
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from zmddoc.diagnostics import Diagnostic, Place, Severity

WIDTH = 76
"""How many columns of a source line are shown: a task's text is one line of hundreds."""

_WORDS: dict[Severity, str] = {"error": "错误", "warning": "警告"}
_COLOURS = {"error": "31;1", "warning": "33;1", "place": "1", "hint": "36", "dim": "2"}


def as_text(diagnostics: Sequence[Diagnostic], root: Path, *, colour: bool | None = None) -> str:
    """Return every diagnostic with its source line, a caret, its hint and related places, and a
    last line that counts them; source lines are read below ``root``. Without ``colour`` given,
    in colour when the standard output is a terminal and NO_COLOR is not set."""
    if colour is None:
        colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    printer = _Printer(root, colour)
    blocks = ["\n".join(printer.block(diagnostic)) for diagnostic in diagnostics]
    return "\n\n".join([*blocks, summary(diagnostics)]) + "\n"


def as_json(diagnostics: Sequence[Diagnostic]) -> str:
    """Return the same as JSON: counts, and the diagnostics in their order."""
    document = {
        "errors": _count(diagnostics, "error"),
        "warnings": _count(diagnostics, "warning"),
        "diagnostics": [
            {
                **_place(one.place),
                "code": one.code,
                "severity": one.severity,
                "message": one.message,
                "hint": one.hint,
                "related": [{**_place(r.place), "note": r.note} for r in one.related],
            }
            for one in diagnostics
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def summary(diagnostics: Sequence[Diagnostic]) -> str:
    """Return the line that counts them."""
    errors, warnings = _count(diagnostics, "error"), _count(diagnostics, "warning")
    if not errors and not warnings:
        return "没有发现问题。"
    return f"共 {errors} 处错误、{warnings} 处警告。"


class _Printer:
    def __init__(self, root: Path, colour: bool) -> None:
        self.root, self.colour = root, colour
        self.lines = cache(self._read)

    def block(self, one: Diagnostic) -> Iterator[str]:
        """Yield the lines that one diagnostic is printed as."""
        place = self._paint("place", f"{_clean(str(one.place))}:")
        severity = self._paint(one.severity, f"{_WORDS[one.severity]} {one.code}")
        yield f"{place} {severity}: {_clean(one.message)}"
        yield from self._excerpt(one.place)
        if one.hint:
            yield f"  {self._paint('hint', '提示')}：{_clean(one.hint)}"
        for related in one.related:
            where = self._paint("place", _clean(str(related.place)))
            yield f"  {self._paint('hint', '另见')} {where}：{_clean(related.note)}"

    def _excerpt(self, place: Place) -> Iterator[str]:
        lines = self.lines(place.file) if place.line else ()
        if not 1 <= place.line <= len(lines):
            return
        text, caret = window(lines[place.line - 1], place.column)
        margin = f"{place.line:>6} | "
        yield self._paint("dim", margin) + text
        if place.column:
            yield self._paint("dim", " " * 6 + " | ") + " " * caret + self._paint("error", "^")

    def _read(self, file: str) -> tuple[str, ...]:
        try:
            content = (self.root / file).read_bytes()
        except (OSError, ValueError):
            return ()
        text = content.decode("utf-8", errors="replace").removeprefix("\ufeff")
        return tuple(text.replace("\r\n", "\n").split("\n"))

    def _paint(self, what: str, text: str) -> str:
        return f"\x1b[{_COLOURS[what]}m{text}\x1b[0m" if self.colour else text


def window(line: str, column: int) -> tuple[str, int]:
    """Return the part of ``line`` around ``column`` that fits, with … where it is cut, and how
    many columns of a terminal stand before the caret (a Chinese character takes two)."""
    line = _clean(line.rstrip().replace("\t", " "))
    at = min(max(column - 1, 0), len(line))
    start = at
    room = WIDTH // 2
    while start > 0 and room >= _columns(line[start - 1]):
        start -= 1
        room -= _columns(line[start])
    end = start
    room = WIDTH
    while end < len(line) and room >= _columns(line[end]):
        room -= _columns(line[end])
        end += 1
    head, tail = "…" * (start > 0), "…" * (end < len(line))
    caret = len(head) + sum(_columns(char) for char in line[start:at])
    return head + line[start:end] + tail, caret


def _columns(char: str) -> int:
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _clean(text: str) -> str:
    """The text with what a terminal would act on, or not show, made visible."""
    return "".join(
        "\ufffd" if unicodedata.category(char) in {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"} else char
        for char in text
    )


def _count(diagnostics: Sequence[Diagnostic], severity: Severity) -> int:
    return sum(one.severity == severity for one in diagnostics)


def _place(place: Place) -> dict[str, Any]:
    found: dict[str, Any] = {"file": place.file, "line": place.line, "column": place.column}
    return {**found, "cell": place.cell} if place.cell else found
