"""Bar charts for the circular, as SVG: greys and hatches only, so that a black-and-white copy says
the same; every bar carries its value and its word. No colour, no picture element beyond lines,
rectangles and text, so that every reader draws the same (docs/decisions/090-circular.md).

Sizes are in mm; faces are named by role, as ``gongwen.figures`` wants them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal
from xml.sax.saxutils import escape

from zmddoc.compose.titles import title_lines

Fill = Literal["solid", "pale", "hatch", "black", "none"]
"""How a bar is filled; told apart on a copier, and named in the legend."""

WIDTH = 156.0
"""The 版心."""

_HEIGHT = 212.0
"""What a picture may take of a page, its caption left out."""

_SIZES = (3.7, 3.175, 2.65)
"""Sizes of words: 五号, 小五, 六号; the largest that lets the rows fit is taken."""

_SPACES = {3.7: 1.15, 3.175: 0.8, 2.65: 0.6}
"""By size: what keeps one row from the next, in characters."""

_LABELS = 60.0
"""Where the bars begin at the furthest: longer names are set on several lines."""

_GAP = 2.0
"""Between a name and its bar."""

_THICK = 1.15
"""Of a bar, in characters."""

_VALUES = 34.0
"""Room for the values, right of the bars."""

_GREYS: dict[Fill, str] = {
    "solid": "#8c8c8c", "pale": "#dcdcdc", "hatch": "#fff", "black": "#1a1a1a", "none": "#fff",
}  # fmt: skip


@dataclass(frozen=True)
class Bar:
    """One row of a chart."""

    name: str
    value: float | None
    """In percent, 0 to 100; None: there is no bar, only the word."""
    word: str
    """What is printed beside the bar: 66.7%　黄."""
    fill: Fill
    line: float | None = None
    """The row's own mark of the schedule, in percent."""


@dataclass(frozen=True)
class Chart:
    """Rows, a legend of the fills that occur, and what the heavy line says."""

    bars: tuple[Bar, ...]
    legend: tuple[tuple[Fill, str], ...]
    line: str
    """序时进度."""


def split(bars: Sequence[Bar]) -> list[tuple[Bar, ...]]:
    """The bars in as many nearly equal runs as pages are needed to show them."""
    rows = sum(len(_wrapped(bar.name, _SIZES[-1])) for bar in bars) or 1
    pages = -(-rows // _rows_of_a_page())
    size = -(-len(bars) // pages)
    return [tuple(bars[i : i + size]) for i in range(0, len(bars), size)]


def _rows_of_a_page() -> int:
    return int((_HEIGHT - _head(_SIZES[-1]) - _foot(_SIZES[-1])) / _row_height(1, _SIZES[-1]))


def svg(chart: Chart) -> str:
    """Return the chart as SVG, 156 mm wide and as high as its rows need."""
    size = next((s for s in _SIZES if _total(chart.bars, s) <= _HEIGHT), _SIZES[-1])
    return _Drawing(chart, size).svg()


def _total(bars: Sequence[Bar], size: float) -> float:
    return _head(size) + sum(_height(bar, size) for bar in bars) + _foot(size)


def _head(size: float) -> float:
    """Legend and the words of the line."""
    return size * 2.8


def _foot(size: float) -> float:
    """The scale."""
    return size * 1.9


def _height(bar: Bar, size: float) -> float:
    return _row_height(len(_wrapped(bar.name, size)), size)


def _row_height(lines: int, size: float) -> float:
    return size * (_SPACES[size] + 1.15 * lines)


def text_width(words: str, size: float) -> float:
    """About how wide the words are: a Chinese character is as wide as it is high."""
    return sum(0.56 if char < "\u2000" else 1.0 for char in words) * size


def _wrapped(name: str, size: float) -> tuple[str, ...]:
    """The name in as few lines as fit, broken where the meaning parts."""
    room = _LABELS - _GAP
    if text_width(name, size) <= room:
        return (name,)
    return title_lines(name, limit=int(room / size))


class _Drawing:
    def __init__(self, chart: Chart, size: float) -> None:
        self.chart, self.size = chart, size
        names = [part for bar in chart.bars for part in _wrapped(bar.name, size)]
        self.left = max((text_width(part, size) for part in names), default=0.0) + _GAP
        self.right = WIDTH - _VALUES
        self.top = _head(size)
        self.bottom = self.top + sum(_height(bar, size) for bar in chart.bars)

    def svg(self) -> str:
        height = round(self.bottom + _foot(self.size), 2)
        body = "".join((*self._legend(), *self._scale(), *self._bars(), *self._axis()))
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH:g}mm" height="{height:g}mm"'
            f' viewBox="0 0 {WIDTH:g} {height:g}">{body}</svg>'
        )

    def _at(self, percent: float) -> float:
        return self.left + (self.right - self.left) * percent / 100

    def _legend(self) -> Iterator[str]:
        size = self.size
        box = size * 1.6
        entries = [*self.chart.legend]
        width = sum(box + 1 + text_width(word, size) + 5 for _, word in entries)
        width += box * 0.6 + 1 + text_width(self.chart.line, size)
        x, y = max(0.0, (WIDTH - width) / 2), size * 0.5
        for fill, word in entries:
            yield from _filled(x, y, box, size, fill)
            yield _text(x + box + 1, y + size * 0.86, word, size)
            x += box + 1 + text_width(word, size) + 5
        yield _line(x + box * 0.3, y - 0.3, x + box * 0.3, y + size + 0.3, 0.7)
        yield _text(x + box * 0.6 + 1, y + size * 0.86, self.chart.line, size)

    def _scale(self) -> Iterator[str]:
        for percent in (0, 25, 50, 75, 100):
            x = self._at(percent)
            if percent:
                yield _line(x, self.top, x, self.bottom, 0.12, "#999")
            y = self.bottom + self.size * 1.3
            yield _text(x, y, f"{percent}%", self.size * 0.86, "middle")

    def _bars(self) -> Iterator[str]:
        y = self.top
        for bar in self.chart.bars:
            height = _height(bar, self.size)
            yield from self._row(bar, y, height)
            y += height

    def _row(self, bar: Bar, y: float, height: float) -> Iterator[str]:
        size, middle = self.size, y + height / 2
        parts = _wrapped(bar.name, size)
        for i, part in enumerate(parts):
            base = middle + size * 0.36 + (i - (len(parts) - 1) / 2) * size * 1.12
            yield _text(self.left - _GAP, base, part, size, "end")
        thick = size * _THICK
        if bar.value is not None:
            width = self._at(min(bar.value, 100.0)) - self.left
            yield from _filled(self.left, middle - thick / 2, width, thick, bar.fill)
        if bar.line is not None:
            x = self._at(min(bar.line, 100.0))
            yield _line(x, y, x, y + height, 0.7)
        yield _text(self.right + 3, middle + size * 0.36, bar.word, size)

    def _axis(self) -> Iterator[str]:
        yield _line(self.left, self.top, self.left, self.bottom, 0.25)
        yield _line(self.left, self.bottom, self.right, self.bottom, 0.25)


def _filled(x: float, y: float, width: float, height: float, fill: Fill) -> Iterator[str]:
    """A rectangle with its outline; hatches are lines cut at its edges, since not every reader
    draws a pattern."""
    if width <= 0:
        return
    dashes = ' stroke-dasharray="0.8 0.6"' if fill == "none" else ""
    yield (
        f'<rect x="{x:.2f}" y="{y:.2f}" width="{width:.2f}" height="{height:.2f}"'
        f' fill="{_GREYS[fill]}" stroke="#000" stroke-width="0.2"{dashes}/>'
    )
    if fill == "hatch":
        step = 1.3
        offset = step
        while offset < width + height:
            x1, y1 = (x + offset, y) if offset <= width else (x + width, y + offset - width)
            x2, y2 = (x, y + offset) if offset <= height else (x + offset - height, y + height)
            yield _line(x1, y1, x2, y2, 0.35)
            offset += step


def _line(x1: float, y1: float, x2: float, y2: float, width: float, grey: str = "#000") -> str:
    return (
        f'<line x1="{x1:.2f}" y1="{y1:.2f}" x2="{x2:.2f}" y2="{y2:.2f}"'
        f' stroke="{grey}" stroke-width="{width:g}"/>'
    )


def _text(x: float, y: float, words: str, size: float, anchor: str = "start") -> str:
    return (
        f'<text x="{x:.2f}" y="{y:.2f}" font-family="hei" font-size="{size:.2f}"'
        f' text-anchor="{anchor}">{escape(words)}</text>'
    )
