"""Gongwen trees to files: faces prepared once, and nothing drawn twice."""

from __future__ import annotations

import pickle
from functools import cached_property
from typing import TYPE_CHECKING

from lxml import etree, html

from zmddoc.cache import Cache, digest
from zmddoc.compose import Composer
from zmddoc.gongwen.figures import characters
from zmddoc.jobs import Case, Job, perform
from zmddoc.toolbox import fingerprint

if TYPE_CHECKING:
    from pathlib import Path

    from zmddoc.compose.form import Form
    from zmddoc.compose.ledger import Ledger
    from zmddoc.fonts import FontBook
    from zmddoc.fonts.book import Face


class Press:
    """Makes jobs of documents, with the templates of one project and the faces of this machine, and
    does those that were never done before."""

    def __init__(self, composer: Composer, cache: Cache | None = None) -> None:
        self.composer = composer
        self.cache = cache or Cache()
        self._supplies: dict[str, bytes] = {}
        self._cases: dict[frozenset[str], Case] = {}

    @cached_property
    def fonts(self) -> FontBook:
        """The faces of this machine, looked for only when a page is to be drawn."""
        from zmddoc.fonts import find_fonts

        return find_fonts()

    def pdf(self, tree: etree._Element) -> bytes:
        """Return the document as PDF. Raises what the renderer raises."""
        return self.do(self.job("pdf", tree))

    def docx(self, tree: etree._Element) -> bytes:
        """Return the document as DOCX. Raises what the renderer raises."""
        return self.do(self.job("docx", tree))

    def do(self, job: Job) -> bytes:
        """Return the file of a job, drawn now unless it was before."""
        return self.cache.made(job.key, lambda: perform(job, self.supply))

    def supply(self, name: str) -> bytes:
        """Return what a job of this press names by hash. Raises KeyError."""
        return self._supplies[name]

    def job(self, form: str, tree: etree._Element) -> Job:
        """Return the job of a gongwen document in a ``form`` of docx or pdf."""
        document = html.tostring(tree, encoding="unicode").encode()
        content = digest(document)
        if form == "pdf":
            return Job("pdf", document, content, case=self._case(tree), tools=fingerprint())
        pictured = next(tree.iter("img"), None) is not None
        case = self._case(tree) if pictured else None
        return Job("docx", document, content, self._base, case, fingerprint())

    def workbook(self, book: Ledger | Form) -> Job:
        """Return the job of a workbook."""
        return Job("xlsx", pickle.dumps(book), digest(repr(book)), tools=fingerprint())

    @cached_property
    def _base(self) -> str:
        return self._file("base.docx")

    @cached_property
    def _sheet(self) -> str:
        return self._file("gongwen.css")

    def _file(self, name: str) -> str:
        return self._shelved(self.composer.file(name).read_bytes())

    def _shelved(self, content: bytes) -> str:
        name = digest(content)
        self._supplies[name] = content
        return name

    def _case(self, tree: etree._Element) -> Case:
        """The faces for a document: the same for all, and more for those with rare characters."""
        from zmddoc.fonts.prepare import COMMON, prepare, prepare_rare

        rare = characters([tree]) - COMMON
        if rare not in self._cases:
            prepared = prepare(self.fonts, COMMON, self._cut)
            if rare:
                prepared |= prepare_rare(self.fonts, rare, self._cut)
            faces = tuple((name, self._shelved(face)) for name, face in prepared.faces.items())
            self._cases[rare] = Case(self._sheet, faces, tuple(prepared.families.items()))
        return self._cases[rare]

    def _cut(self, face: Face, points: frozenset[int]) -> bytes:
        from zmddoc.fonts.prepare import cut

        wanted = " ".join(map(str, sorted(points)))
        key = digest("face", self._face(face.file), str(face.index), wanted, fingerprint())
        return self.cache.made(key, lambda: cut(face, points))

    def _face(self, file: Path) -> str:
        """The hash of a font file; a file that was not written since is not read again."""
        stat = file.stat()
        seen = (str(file), stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns)
        key = digest("file", repr(seen))
        return self.cache.made(key, lambda: digest(file.read_bytes()).encode()).decode()
