"""The papers of a revision, into the project's build/修订/."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from zmddoc.assign import items
from zmddoc.compose import Composer
from zmddoc.compose.change_letter import KIND as LETTER
from zmddoc.compose.change_letter import letters
from zmddoc.compose.comparison import comparison_draft
from zmddoc.compose.draft import Facts
from zmddoc.compose.marked_copy import MARKED, marked_copy
from zmddoc.compose.revision_page import revision_page
from zmddoc.gongwen.redline import RedlineError
from zmddoc.press import Press
from zmddoc.project import Project
from zmddoc.revise.revision import Revision
from zmddoc.storage import put
from zmddoc.verify import read_stamp_of

FOLDER = "build/修订"

Progress = Callable[[str, int, int], None]


class PapersTrouble(Exception):
    """The papers cannot be made; the message says why, in Chinese."""


@dataclass(frozen=True)
class Made:
    """What was written and what was taken away, relative to the project folder."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    """Letters of an earlier revision to bodies that this one does not affect."""


def make_papers(
    project: Project,
    revision: Revision,
    unit: str = "",
    notes: Sequence[str] = (),
    progress: Progress = lambda name, done, total: None,
) -> Made:
    """Write the papers of a revision: the comparison table, plan and breakdown with tracked changes,
    a page for the browser, and a letter to each body that is affected; with ``unit`` (canonical) only the letter to that one.
    ``project`` is where they go, and whose rules and templates hold; ``notes`` is what must be said
    before the rest. Raises PapersTrouble, OSError,
    ComposeError."""
    try:
        return _Papers(project, revision, notes, progress).make(unit)
    except RedlineError as error:
        raise PapersTrouble(f"{error}。") from error


class _Papers:
    def __init__(
        self, project: Project, revision: Revision, notes: Sequence[str], progress: Progress
    ) -> None:
        self.notes = notes
        sides = (revision.compared.old, revision.compared.new)
        if any(one.unread or one.fields_unread or one.incomplete for one in sides):
            raise PapersTrouble(
                "有一份方案没有读全，不能出公文。先用 zmddoc check 查看，改好再试。"
            )
        if project.rules is None:
            raise PapersTrouble("plan/rules.yaml 读不出来，不能出公文。")
        self.root, self.revision, self.progress = project.root, revision, progress
        new = sides[1]
        self.facts = Facts(new.plan, new.registry, project.rules, items(new.plan, new.registry))
        self.composer = Composer(project.root / "templates")
        self.press = Press(self.composer)
        self.written: list[str] = []

    def make(self, unit: str) -> Made:
        composed = list(self._composed(unit))
        for path, tree in composed:
            self._legible(path, tree)
        total = 2 * len(composed) + (not unit)
        for path, tree in composed:
            for suffix, render in (("docx", self.press.docx), ("pdf", self.press.pdf)):
                self._put(f"{FOLDER}/{path}.{suffix}", render(tree), total)
        if not unit:
            page = revision_page(self.facts, self.revision, self.notes)
            self._put(f"{FOLDER}/{page.name}.html", self.composer.page(page), total)
        return Made(tuple(self.written), () if unit else tuple(self._stale()))

    def _composed(self, unit: str) -> Iterator[tuple[str, etree._Element]]:
        """Yield every paper: its path below the folder, without suffix, and what it says."""
        if not unit:
            table = comparison_draft(self.facts, self.revision)
            yield table.name, self.composer.compose(table)
            for kind, name in MARKED.items():
                copy = marked_copy(self.facts, self.revision, kind, self.composer.compose)
                yield name, copy
        for letter in letters(self.facts, self.revision, unit):
            yield f"{LETTER}/{letter.name}", self.composer.compose(letter)

    def _legible(self, path: str, tree: etree._Element) -> None:
        missing = self.press.fonts.missing_glyphs(tree)
        if missing:
            char = missing[0][0]
            raise PapersTrouble(f"{path}：没有一种字体有“{char}”（U+{ord(char):04X}）。")

    def _put(self, name: str, content: bytes, total: int) -> None:
        put(self.root / name, content)
        self.written.append(name)
        self.progress(name, len(self.written), total)

    def _stale(self) -> Iterator[str]:
        """A letter about another revision must not be mailed with these."""
        for file in sorted((self.root / FOLDER / LETTER).glob("*")):
            name = file.relative_to(self.root).as_posix()
            if name not in self.written and read_stamp_of(file):
                file.unlink()
                yield name
