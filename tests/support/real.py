"""The documents of the real plan as a build makes them, each at most once a process."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from lxml import etree

from support import press
from support.paper import Paper
from zmddoc.compose import Composer, Draft, drafts
from zmddoc.fonts import FontBook, find_fonts
from zmddoc.gongwen.figures import characters
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
    """The renderer for all of them."""
    return press.printer(book(), characters(composed().values()))


@cache
def paper(path: str) -> Paper:
    """One document as PDF."""
    return Paper(renderer().render(composed()[path]))


@cache
def docx(path: str) -> bytes:
    """One document as a Word document."""
    return render_docx(composed()[path], press.BASE, renderer().picture)
