"""A file to be drawn, as a job that any process on any machine can do.

A job holds what is particular to its file, and names by hash what it shares with others: base
document, stylesheet, faces. What it gives is a pure function of these and of the tools: so it can be
kept under ``Job.key``, done in parallel, and done elsewhere.
"""

from __future__ import annotations

import atexit
import pickle
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from zmddoc.cache import digest
from zmddoc.toolbox import fingerprint

if TYPE_CHECKING:
    from zmddoc.render.pdf import PdfRenderer

Supply = Callable[[str], bytes]
"""Gives what a job names by hash. Raises KeyError for what it does not have."""


class OtherTools(Exception):
    """The job was made for another version of this program or of a library: what is drawn here
    could differ."""


@dataclass(frozen=True)
class Case:
    """The faces a document is printed with, and its stylesheet, by hash."""

    sheet: str
    faces: tuple[tuple[str, str], ...]
    """Family name and hash, in the order they are declared."""
    families: tuple[tuple[str, tuple[str, ...]], ...]
    """Role and family names, in the order they are tried."""


@dataclass(frozen=True)
class Job:
    """A file to be drawn."""

    form: Literal["docx", "pdf", "xlsx"]
    document: bytes
    """Gongwen HTML in UTF-8; of a workbook the pickled Ledger or Form."""
    content: str
    """The hash of what the document says: a pickle of the same has not always the same bytes."""
    base: str = ""
    """The hash of the base document; '' where there is none."""
    case: Case | None = None
    """None where nothing is set in type: a Word file without pictures, a workbook."""
    tools: str = ""

    @property
    def needs(self) -> tuple[str, ...]:
        """The hashes of all that has to be supplied."""
        case = self.case
        faces = (case.sheet, *(face for _, face in case.faces)) if case else ()
        return tuple(one for one in (self.base, *faces) if one)

    @property
    def ingredients(self) -> dict[str, str]:
        """What the file depends on, by name: each as a hash."""
        case = self.case
        found = {
            "content": self.content,
            "base": self.base,
            "sheet": case.sheet if case else "",
            "faces": digest(repr((case.faces, case.families))) if case else "",
            "tools": self.tools,
        }
        return {name: value for name, value in found.items() if value}

    @cached_property
    def key(self) -> str:
        """The hash of everything the file depends on."""
        return digest(self.form, self.content, self.base, repr(self.case), self.tools)


def perform(job: Job, supply: Supply) -> bytes:
    """Return the file. Raises OtherTools, KeyError where something is not supplied, and whatever
    the renderers raise."""
    if job.tools != fingerprint():
        raise OtherTools("这台机器上的程序或排版库与发出任务的不是同一版本")
    if job.form == "xlsx":
        return _workbook(job.document)
    from zmddoc.gongwen import parse

    tree = parse(job.document.decode())
    if job.form == "pdf":
        assert job.case
        return _renderer(job.case, supply).render(tree)
    from zmddoc.render.docx import render_docx

    draw = _renderer(job.case, supply).picture if job.case else None
    return render_docx(tree, supply(job.base), draw)


def _workbook(document: bytes) -> bytes:
    from zmddoc.compose.form import Form
    from zmddoc.render.xlsx import render_form, render_ledger

    content = pickle.loads(document)
    return render_form(content) if isinstance(content, Form) else render_ledger(content)


_kept: dict[Case, PdfRenderer] = {}
"""The renderers that were used last: setting one up takes as long as a document."""

_MOST = 4

atexit.register(_kept.clear)  # they delete their files while the modules for it are still there


def _renderer(case: Case, supply: Supply) -> PdfRenderer:
    renderer = _kept.pop(case, None)
    if renderer is None:
        from zmddoc.fonts.prepare import Prepared
        from zmddoc.render.pdf import PdfRenderer

        faces = {family: supply(face) for family, face in case.faces}
        prepared = Prepared(faces, dict(case.families))
        renderer = PdfRenderer(prepared, supply(case.sheet).decode())
    _kept[case] = renderer
    if len(_kept) > _MOST:
        del _kept[next(iter(_kept))]
    return renderer
