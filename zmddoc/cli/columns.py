"""Aligned columns on a terminal: Chinese characters take two."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from zmddoc.cli.help import width

Paint = Callable[[int, str], str]
"""From a column and its padded cell to what is printed."""


def columns(
    rows: Sequence[Sequence[str]],
    right: Sequence[int] = (),
    room: int | None = None,
    paint: Paint = lambda column, cell: cell,
) -> Iterator[str]:
    """Yield the rows as lines, each column as wide as its widest cell; those in ``right`` are
    aligned to the right. With ``room`` the last column is cut where a line would be longer."""
    widths = [max(width(row[i]) for row in rows) for i in range(len(rows[0]))] if rows else []
    for row in rows:
        cells = [_padded(cell, widths[i], left=i not in right) for i, cell in enumerate(row[:-1])]
        last = row[-1]
        if room is not None:
            last = cut(last, max(room - sum(map(width, cells)) - 2 * len(cells), 8))
        painted = (paint(i, cell) for i, cell in enumerate((*cells, last)))
        yield "  ".join(painted).rstrip()


def cut(text: str, room: int) -> str:
    """The text within ``room`` columns, with … where something is left out."""
    if width(text) <= room:
        return text
    kept = ""
    for char in text:
        if width(kept + char) > room - 2:
            break
        kept += char
    return kept + "…"


def _padded(cell: str, columns: int, *, left: bool) -> str:
    space = " " * (columns - width(cell))
    return cell + space if left else space + cell
