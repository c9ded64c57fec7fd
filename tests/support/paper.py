"""A PDF as it lies on the desk, read without the library that drew it: characters, lines and ink.

Everything is in points from the top left corner of the page; ``MM`` points are a millimetre.
"""

from __future__ import annotations

import io
import itertools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pdfplumber
import pypdf
import pypdfium2
from fontTools.ttLib import TTFont
from PIL import Image, ImageChops

MM = 72 / 25.4
TOP, LEFT, BOTTOM, RIGHT = 37 * MM, 28 * MM, (297 - 35) * MM, (210 - 26) * MM
"""The 版心 of an upright page."""


@dataclass(frozen=True)
class Char:
    """One character."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    face: str
    """PostScript name, without the prefix of a subset."""
    colour: tuple[float, ...]
    pictured: bool
    """Whether it stands in a picture."""


@dataclass(frozen=True)
class Line:
    """The characters on one baseline, from left to right."""

    chars: tuple[Char, ...]

    @property
    def text(self) -> str:
        return "".join(char.text for char in self.chars)

    @property
    def left(self) -> float:
        return self.chars[0].left

    @property
    def right(self) -> float:
        return self.chars[-1].right

    @property
    def baseline(self) -> float:
        return self.chars[0].baseline

    @property
    def faces(self) -> set[str]:
        return {char.face for char in self.chars}

    @property
    def sizes(self) -> set[float]:
        return {round(char.size, 2) for char in self.chars}


@dataclass(frozen=True)
class Rule:
    """A straight line of a table."""

    left: float
    top: float
    right: float
    bottom: float
    weight: float

    @property
    def level(self) -> bool:
        return self.right - self.left > self.bottom - self.top


Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@dataclass(frozen=True)
class Sheet:
    """One page."""

    number: int
    width: float
    height: float
    chars: tuple[Char, ...]
    """In the order in which they are drawn."""
    rules: tuple[Rule, ...]
    picture: Callable[[float, Box], Image.Image]

    @property
    def turned(self) -> bool:
        return self.width > self.height

    @property
    def area(self) -> Box:
        """The 版心."""
        if self.turned:
            return 35 * MM, 28 * MM, (297 - 37) * MM, (210 - 26) * MM
        return LEFT, TOP, RIGHT, BOTTOM

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines in the 版心, from top to bottom."""
        return _lines(char for char in self.chars if char.baseline < self.area[3])

    @cached_property
    def foot(self) -> tuple[Line, ...]:
        """The lines below the 版心: the page number."""
        return _lines(char for char in self.chars if char.baseline >= self.area[3])

    @cached_property
    def cell_lines(self) -> tuple[str, ...]:
        """The lines in the cells of the tables and, where there is no table, those of the text."""
        uprights = [rule for rule in self.rules if not rule.level]
        found = []
        for line in self.lines:
            edges = _merged(r.left for r in uprights if r.top < line.baseline < r.bottom)
            columns: dict[int, str] = {}
            for char in line.chars:
                column = sum(edge < char.left for edge in edges)
                columns[column] = columns.get(column, "") + char.text
            found += [columns[column] for column in sorted(columns)]
        return tuple(found)

    @cached_property
    def rows(self) -> list[tuple[float, float, list[float]]]:
        """The rows of the tables: top, bottom, and the edges of the cells."""
        uprights = [rule for rule in self.rules if not rule.level]
        heights = _merged(y for rule in uprights for y in (rule.top, rule.bottom))
        found = []
        for top, bottom in itertools.pairwise(heights):
            middle = (top + bottom) / 2
            edges = _merged(r.left for r in uprights if r.top < middle < r.bottom)
            if edges:
                found.append((top, bottom, edges))
        return found

    def cell_of(self, char: Char) -> tuple[int, int] | None:
        """The row and the column in which a character stands; None outside the tables."""
        for number, (top, bottom, edges) in enumerate(self.rows):
            if top < char.baseline < bottom:
                return number, sum(edge < (char.left + char.right) / 2 for edge in edges) - 1
        return None

    @cached_property
    def cells(self) -> list[list[str]]:
        """The words in the cells of the tables, row by row."""
        found = [[""] * (len(edges) - 1) for _, _, edges in self.rows]
        for char in self.chars:
            if place := self.cell_of(char):
                found[place[0]][place[1]] += char.text
        return found

    @cached_property
    def goes_on(self) -> bool:
        """Whether the last row of the last table goes on on the next page: it is not closed."""
        foot = self.rows[-1][1] if self.rows else 0.0
        return bool(foot) and not any(r.level and abs(r.top - foot) < 1 for r in self.rules)

    def ink(self, within: Box, red: bool = False, scale: float = 8) -> Box:
        """The smallest box around the ink (or the red ink) in a part of the page."""
        image = self.picture(scale, within)
        first, second, _ = image.split()
        mask = ImageChops.subtract(first, second) if red else ImageChops.invert(second)
        box = mask.point(_dark).getbbox()
        assert box, "no ink"
        x, y = within[0], within[1]
        return x + box[0] / scale, y + box[1] / scale, x + box[2] / scale, y + box[3] / scale

    def bars(self, within: Box, scale: float = 16) -> list[tuple[float, float]]:
        """Top and bottom of every level stroke of ink that crosses the middle of a part of the
        page."""
        middle = (within[0] + within[2]) / 2
        strip = self.picture(scale, (middle, within[1], middle + 1, within[3])).convert("L")
        dark = [strip.getpixel((strip.width // 2, y)) < 160 for y in range(strip.height)]
        edges = [y for y in range(1, len(dark)) if dark[y] != dark[y - 1]]
        places = [within[1] + y / scale for y in edges]
        return list(zip(places[::2], places[1::2], strict=True))


def _merged(places: Iterable[float]) -> list[float]:
    """The places in order, those within a point of each other as one."""
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > 1:
            found.append(place)
    return found


def _dark(value: int) -> int:
    return 255 if value > 110 else 0


def _lines(chars: Iterator[Char]) -> tuple[Line, ...]:
    rows: dict[float, list[Char]] = {}
    for char in chars:
        key = next((y for y in rows if abs(y - char.baseline) < 0.5), char.baseline)
        rows.setdefault(key, []).append(char)
    return tuple(Line(tuple(sorted(rows[y], key=lambda char: char.left))) for y in sorted(rows))


@dataclass(frozen=True)
class Face:
    """An embedded face."""

    name: str
    """As the PDF calls it, with the prefix of a subset."""
    content: TTFont
    used: dict[int, str]
    """Glyph numbers and what they say."""


class Paper:
    """A PDF."""

    def __init__(self, content: bytes) -> None:
        self.content = content

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        document = pypdfium2.PdfDocument(self.content)
        with pdfplumber.open(io.BytesIO(self.content)) as pages:
            return tuple(
                Sheet(
                    page.page_number,
                    page.width,
                    page.height,
                    tuple(_char(page.height, char) for char in page.chars),
                    tuple(_rule(line) for line in page.lines),
                    _camera(document[page.page_number - 1], page.width, page.height),
                )
                for page in pages.pages
            )

    @cached_property
    def turned(self) -> list[bool]:
        """Whether each page is a turned one: known without reading them."""
        sizes = [page.get_size() for page in pypdfium2.PdfDocument(self.content)]
        return [width > height for width, height in sizes]

    @cached_property
    def information(self) -> dict[str, str]:
        """The document information, without the slash before its keys."""
        found = pypdf.PdfReader(io.BytesIO(self.content)).metadata or {}
        return {key.lstrip("/"): str(value) for key, value in found.items()}

    @cached_property
    def faces(self) -> tuple[Face, ...]:
        """The embedded faces; a face that is not embedded is an error."""
        found: dict[str, Face] = {}
        for page in pypdf.PdfReader(io.BytesIO(self.content)).pages:
            for font in page["/Resources"].get("/Font", {}).values():
                name = font["/BaseFont"].lstrip("/")
                if name not in found:
                    descriptor = font["/DescendantFonts"][0]["/FontDescriptor"]
                    file = descriptor.get("/FontFile3") or descriptor.get("/FontFile2")
                    assert file, f"{name} is not embedded"
                    content = TTFont(io.BytesIO(file.get_object().get_data()))
                    found[name] = Face(name, content, _to_unicode(font["/ToUnicode"].get_data()))
        return tuple(found.values())


def _to_unicode(stream: bytes) -> dict[int, str]:
    pairs = {}
    for line in stream.decode("ascii").splitlines():
        code, _, text = line.partition("> <")
        if text and not line.endswith("ffff>"):
            pairs[int(code.lstrip("<"), 16)] = bytes.fromhex(text.rstrip(">")).decode("utf-16-be")
    return pairs


def _char(height: float, char: dict[str, Any]) -> Char:
    colour = char["non_stroking_color"]
    return Char(
        char["text"],
        char["x0"],
        char["x1"],
        height - char["matrix"][5],
        char["size"],
        char["fontname"].partition("+")[2],
        colour if isinstance(colour, tuple) else (colour,),
        char["tag"] == "Figure",
    )


def _rule(line: dict[str, Any]) -> Rule:
    return Rule(line["x0"], line["top"], line["x1"], line["bottom"], line["linewidth"])


def _camera(
    page: pypdfium2.PdfPage, width: float, height: float
) -> Callable[[float, Box], Image.Image]:
    def picture(scale: float, box: Box) -> Image.Image:
        left, top, right, bottom = box
        crop = (max(0, left), max(0, height - bottom), max(0, width - right), max(0, top))
        image: Image.Image = page.render(scale=scale, crop=crop).to_pil().convert("RGB")
        return image

    return picture
