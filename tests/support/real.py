"""The documents of the real plan as a build makes them, each at most once a process."""

from __future__ import annotations

from functools import cache
from itertools import groupby
from pathlib import Path

from lxml import etree

from support import press
from support.paper import MM, Char, Paper, Sheet
from zmddoc.compose import Composer, Draft, drafts
from zmddoc.fonts import FontBook, find_fonts
from zmddoc.gongwen.figures import characters
from zmddoc.gongwen.tree import words
from zmddoc.kinds import KINDS
from zmddoc.project import Project
from zmddoc.read import read_project
from zmddoc.render.docx import render_docx
from zmddoc.render.pdf import PdfRenderer

ROOT = Path(__file__).resolve().parents[2]
PLAN = "方案/驻马店市2021年工业经济高质量发展工作方案"
BREAKDOWN = "责任分解表/责任分解表"
SHEETS = ("任务清单/市工信局", "任务清单/市教育局", "任务清单/西平县人民政府")
"""Among the sheets the longest, the shortest, and that of a member of a group."""


@cache
def project() -> Project:
    return read_project(ROOT)[0]


@cache
def listed() -> dict[str, Draft]:
    """Every draft by its path below build/."""
    of = project()
    assert of.plan and of.registry and of.rules
    return {draft.path: draft for draft in drafts(of.plan, of.registry, of.rules, tuple(KINDS))}


@cache
def composed() -> dict[str, etree._Element]:
    """Every document as gongwen HTML."""
    composer = Composer()
    return {path: composer.compose(draft) for path, draft in listed().items()}


@cache
def book() -> FontBook:
    """The faces of this machine."""
    return find_fonts()


@cache
def renderer() -> PdfRenderer:
    """The renderer of a batch with all of them."""
    stylesheet = (press.TEMPLATES / "gongwen.css").read_text(encoding="utf-8")
    return PdfRenderer(book(), stylesheet, characters(composed().values()))


@cache
def paper(path: str) -> Paper:
    """One document as PDF."""
    return Paper(renderer().render(composed()[path]))


@cache
def docx(path: str) -> bytes:
    """One document as a Word document."""
    return render_docx(composed()[path], press.BASE, renderer().picture)


def printed(path: str) -> list[Char]:
    """The characters of a PDF in the order in which they are drawn, without spaces, page numbers,
    and the heads of tables that go on from the page before; what is left of a row that goes on
    stands behind the first part of its cell."""
    heads = ["".join(map(words, head.iter("th"))) for head in composed()[path].iter("thead")]
    found: list[list[Char]] = []
    left_open: dict[int, list[Char]] = {}
    for sheet in paper(path).sheets:
        chars = [char for char in sheet.chars if char.text != " " and _in_area(sheet, char)]
        text = "".join(char.text for char in chars)
        chars = chars[next((len(head) for head in heads if text.startswith(head)), 0) :]
        pieces = [(place, list(some)) for place, some in groupby(chars, sheet.cell_of)]
        if left_open:
            # Behind the head, row 0.
            for _, column, some in [(*at, some) for at, some in pieces if at and at[0] == 1]:
                left_open[column] += some
            pieces = [(at, some) for at, some in pieces if not at or at[0] != 1]
        found += [some for _, some in pieces]
        last = len(sheet.rows) - 1 if sheet.goes_on else None
        left_open = {at[1]: some for at, some in pieces if at and at[0] == last}
    return [char for some in found for char in some]


def _in_area(sheet: Sheet, char: Char) -> bool:
    left, top, right, bottom = sheet.area
    # The 标志 of a letter stands above the 版心.
    return left - 1 < char.left < right and min(top, 30 * MM) < char.baseline < bottom
