"""What stands in the margins of every page: page numbers and running heads, told by where they stand
and that they come again."""

from __future__ import annotations

import itertools
import re
import statistics
from collections import Counter
from collections.abc import Iterator

from zmddoc.importer.sources.pdfrows import Page, Row

_DASH = "-－–—―─·•~～"
_BARE = re.compile(rf"[{_DASH}\s]*([0-9]{{1,4}})[{_DASH}\s]*")
_DRESSED = re.compile(
    rf"[{_DASH}][{_DASH}\s]*([0-9]{{1,4}})[{_DASH}\s]*[{_DASH}]"
    r"|第\s*([0-9]{1,4})\s*页(?:\s*[/，,]?\s*共\s*[0-9]{1,4}\s*页)?"
    r"|([0-9]{1,4})\s*/\s*[0-9]{1,4}"
)
_HEAD, _FOOT = 0.9, 0.115
"""Parts of the height of the page: above the one and below the other there is no text."""
_DIGITS = re.compile("[0-9]+")

NUMBER, RUNNING = "页码", "页眉页脚：每页重复"


def in_margins(pages: list[Page]) -> dict[int, str]:
    """Return which rows are none of the document's, by their identity, and why."""
    numbers = {id(row): NUMBER for row in _numbers(pages)}
    return numbers | {id(row): RUNNING for row in _running(pages, numbers)}


def _ends(page: Page, but: dict[int, str]) -> list[Row]:
    """The two highest rows of a page and the two lowest, and all that are turned."""
    level = sorted((row for row in page.rows if row.level and id(row) not in but), key=_height)
    turned = [row for row in page.rows if not row.level and id(row) not in but]
    return [*level[:2], *[row for row in level[-2:] if row not in level[:2]], *turned]


def _height(row: Row) -> float:
    return -row.base


def _numbers(pages: list[Page]) -> Iterator[Row]:
    """Yield the page numbers: one that says what it is, or bare ones that go up with the pages."""
    bare: list[tuple[int, Row]] = []
    for i, page in enumerate(pages):
        for row in _ends(page, {}):
            words = row.words.strip()
            if row.level and _FOOT * page.height < row.base < _HEAD * page.height:
                continue
            if _DRESSED.fullmatch(words):
                yield row
            elif match := _BARE.fullmatch(words):
                bare.append((int(match[1]) - i, row))
    often = Counter(offset for offset, _ in bare)
    for offset, row in bare:
        if often[offset] > 1 or (len(pages) == 1 and offset == 1):
            yield row


def _running(pages: list[Page], numbers: dict[int, str]) -> Iterator[Row]:
    """Yield what comes again at the same height of several pages, apart from the text."""
    found: dict[tuple[str, int], list[Row]] = {}
    for page in pages:
        pitch = _pitch(page)
        for row in _ends(page, numbers):
            if _BARE.fullmatch(row.words.strip()) or (row.level and not _apart(row, page, pitch)):
                continue
            key = _DIGITS.sub("#", "".join(row.words.split())), round(row.base / 3)
            found.setdefault(key, []).append(row)
    for rows in found.values():
        if len({row.page for row in rows}) >= max(2, 0.3 * len(pages)):
            yield from rows


def _apart(row: Row, page: Page, pitch: float) -> bool:
    """Whether a row stands in a margin, or further from the next than rows of text do."""
    if not _FOOT * page.height < row.base < _HEAD * page.height:
        return True
    gaps = [abs(row.base - other.base) for other in page.rows if other is not row and other.level]
    return min(gaps, default=0) > 1.5 * pitch


def _pitch(page: Page) -> float:
    """How far the rows of a page are from one another."""
    bases = sorted(row.base for row in page.rows if row.level)
    gaps = [b - a for a, b in itertools.pairwise(bases) if b - a > 1]
    return statistics.median(gaps) if gaps else 0.0
