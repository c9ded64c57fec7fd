"""From a project folder to build/: every document whole or not at all.

A document that fails is reported and the others are still made; a file is written beside its place
and moved there, so that an interrupted build leaves the last good one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING

from lxml import etree

from zmddoc.catalogue import diagnostic
from zmddoc.compose import ComposeError, Composer, Draft, drafts
from zmddoc.compose.form import Form
from zmddoc.compose.form_draft import form_draft
from zmddoc.compose.forms import formless, forms
from zmddoc.compose.views import name
from zmddoc.diagnostics import Diagnostic, Place
from zmddoc.issue.notes import gone, notes
from zmddoc.kinds import FORMATS, KINDS, PERIODIC, folder_of, formats_of
from zmddoc.model import Plan
from zmddoc.press import Press
from zmddoc.project import PLAN, Project
from zmddoc.storage import put
from zmddoc.verify import edited, read_stamp_of

if TYPE_CHECKING:
    from zmddoc.supervise import Board

TRACE = "来源.csv"
"""What the file in which a document's figures are traced adds to its name."""

Progress = Callable[[str, int, int], None]
"""Called with the file just made, how many are made, and how many there are."""


@dataclass(frozen=True)
class Order:
    """What to build."""

    kinds: tuple[str, ...] = tuple(kind for kind in KINDS if kind not in PERIODIC)
    unit: str = ""
    formats: tuple[str, ...] = ()
    """Empty: what is usual for each kind."""
    period: str = ""
    """Id of the reporting period, for the kinds that belong to one."""
    trace: bool = False
    """Whether to write beside a circular where each of its figures comes from."""


@dataclass(frozen=True)
class Outcome:
    """What a build made: paths relative to the project folder, in the order they were made."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    """Documents of an earlier plan that no longer exist."""
    failures: tuple[Diagnostic, ...]
    notes: tuple[str, ...]
    """What the build report says: substituted faces, inferred members, corrections."""


def build(
    project: Project,
    order: Order,
    progress: Progress = lambda name, done, total: None,
) -> Outcome:
    """Build what is ordered below the project's build/ and return what was made and what failed.

    The project must be free of errors (``check``), and the period one of its rules'. Raises OSError
    when build/ cannot be written. What of the drafts differs from what was issued, or could not be
    issued, is noted.
    """
    return _Build(project, order, progress).run()


@dataclass(frozen=True)
class _Book:
    """A document that is no gongwen: a workbook, a form."""

    kind: str
    path: str
    """Below build/, with its suffix."""
    render: Callable[[], bytes]


class _Build:
    def __init__(self, project: Project, order: Order, progress: Progress) -> None:
        assert project.plan and project.registry and project.rules
        self.project, self.out = project, project.root / "build"
        self.plan, self.registry, self.rules = project.plan, project.registry, project.rules
        self.order, self.progress = order, progress
        self.composer = Composer(project.root / "templates")
        self.press = Press(self.composer)
        self.written: list[str] = []
        self.failures: list[Diagnostic] = []
        self.notes: list[str] = [
            f"{e.task or '正文'}：“{e.wrong}”更正为“{e.right}”（{e.reason}）"
            for e in self.plan.errata
        ]

    def run(self) -> Outcome:
        order = self.order
        listed = drafts(
            self.plan, self.registry, self.rules, order.kinds, order.unit,
            board=self.standing if order.period else None,
        )  # fmt: skip
        books = [*self._ledger(), *self._forms()]
        if "docx" in self._formats("form"):
            listed = (*listed, *map(form_draft, self.forms))
        self.total = sum(len(self._formats(d.kind)) for d in listed) + len(books)
        for book in books:
            self._make_book(book)
        composed = list(self._composed(listed))
        self._docx([pair for pair in composed if "docx" in self._formats(pair[0].kind)])
        self._pdf([pair for pair in composed if "pdf" in self._formats(pair[0].kind)])
        self._traces([draft for draft, _ in composed])
        self.notes += self._unjudged()
        self.notes += notes(self.project, composed)
        if not order.unit:
            self.notes += gone(self.project.register, listed, order.kinds)
        self.notes += sorted({w for draft in listed for w in draft.warnings})
        removed = tuple(self._remove_stale(listed, books))
        outcome = Outcome(
            tuple(self.written), removed, tuple(self.failures), tuple(dict.fromkeys(self.notes))
        )
        put(self.out / "构建报告.txt", _report(self.plan, outcome).encode())
        return outcome

    def _unjudged(self) -> Iterator[str]:
        """Say which documents there cannot be because nothing was collected for the period."""
        collected = self.standing and self.standing.now.collected
        kinds = [KINDS[kind] for kind in self.order.kinds if kind in ("notice", "circular")]
        if kinds and not collected:
            yield f"{self.order.period} 还没有收过报送表，没有生成{'、'.join(kinds)}"

    def _formats(self, kind: str) -> tuple[str, ...]:
        return formats_of(kind, self.order.formats)

    def _composed(self, listed: Sequence[Draft]) -> Iterator[tuple[Draft, etree._Element]]:
        for draft in listed:
            try:
                yield draft, self.composer.compose(draft)
            except ComposeError as error:
                place = Place(f"templates/{error.template}", error.line)
                self._fail("Z601", place, draft.path, error.message, error.task)

    def _docx(self, composed: Sequence[tuple[Draft, etree._Element]]) -> None:
        if not composed:
            return
        for draft, tree in composed:
            self._make_draft(draft, "docx", partial(self.press.docx, tree))

    def _pdf(self, composed: Sequence[tuple[Draft, etree._Element]]) -> None:
        if not composed:
            return
        self.notes += [str(substitution) for substitution in self.press.fonts.substitutions()]
        legible = [pair for pair in composed if self._legible(*pair)]
        for draft, tree in legible:
            self._make_draft(draft, "pdf", partial(self.press.pdf, tree))

    def _legible(self, draft: Draft, tree: etree._Element) -> bool:
        """Whether some face has every character; a blank box on paper is never let through."""
        missing = self.press.fonts.missing_glyphs(tree)
        for char, _, task in missing:
            message = f"没有一种字体有“{char}”（U+{ord(char):04X}）"
            self._fail("Z602", Place(f"templates/{draft.template}"), draft.path, message, task)
        return not missing

    def _ledger(self) -> Iterator[_Book]:
        if "ledger" not in self.order.kinds or self.order.unit:
            return
        from zmddoc.compose.ledger import ledger
        from zmddoc.render.xlsx import render_ledger

        content = ledger(self.plan, self.registry, self.rules, self.standing)
        path = f"{folder_of('ledger')}/总台账.xlsx"
        yield _Book("ledger", path, partial(render_ledger, content))

    def _traces(self, listed: Sequence[Draft]) -> None:
        """Write beside the documents where their figures come from, if that is wanted or stands
        there already: a trace of other figures than the document's must not be left."""
        for draft in listed:
            path = f"{draft.path}{TRACE}"
            if not (self.order.trace or (self.out / path).exists()):
                continue
            content = self.composer.trace(draft)
            if content is not None:
                put(self.out / path, content)
                self.written.append(f"build/{path}")

    @cached_property
    def standing(self) -> Board | None:
        """The board of the period that is built, else of the last one with returns; None before any
        return has come in."""
        from zmddoc.supervise import board, latest

        project = self.project
        returned = tuple(project.progress.values())
        last = latest(self.rules, returned)
        period = self.order.period or (last.id if last else "")
        if not (period and returned):
            return None
        return board(
            self.plan, self.registry, self.rules, returned, project.decisions, project.register,
            period,
        )  # fmt: skip

    @cached_property
    def forms(self) -> tuple[Form, ...]:
        """The forms that are ordered."""
        if "form" not in self.order.kinds:
            return ()
        (period,) = (one for one in self.rules.periods if one.id == self.order.period)
        returned = self.project.progress.values()
        made = forms(
            self.plan, self.registry, self.rules, returned, period, self.order.unit,
            self.project.decisions,
        )  # fmt: skip
        return tuple(form for form in made if form.asks)

    def _forms(self) -> Iterator[_Book]:
        if self.forms and "xlsx" in self._formats("form"):
            from zmddoc.render.xlsx import render_form

            for form in self.forms:
                path = f"{folder_of('form', form.period.id)}/{form.called}.xlsx"
                yield _Book("form", path, partial(render_form, form))
        if self.forms and not self.order.unit:
            without = "、".join(name(one) for one in formless(self.plan, self.registry))
            self.notes.append(f"只配合、不牵头的单位不发报送表，由牵头单位汇总报送：{without}")

    def _make_book(self, book: _Book) -> None:
        self._make(book.path, "", book.render)

    def _make_draft(self, draft: Draft, suffix: str, render: Callable[[], bytes]) -> None:
        self._make(f"{draft.path}.{suffix}", draft.template, render)

    def _make(self, path: str, template: str, render: Callable[[], bytes]) -> None:
        """Render one file and put it in its place; a failure is noted and the build goes on. A form
        that somebody has filled in where it stands is left alone."""
        file = self.out / path
        if path.startswith(f"{KINDS['form']}/") and file.exists() and edited(file):
            hint = "要收这一份，用 zmddoc collect；要重做，先把它移走"
            message = f"{path} 已有人填过，没有覆盖"
            self.failures.append(diagnostic("Z902", Place(f"build/{path}"), message, hint))
            return
        try:
            content = render()
        except Exception as error:  # one document's failure must not cost the others
            self._fail(
                "Z901",
                Place(f"templates/{template}" if template else PLAN),
                path.rpartition(".")[0],
                f"{path.rpartition('.')[2].upper()} 排版失败：{error}",
                getattr(error, "task", ""),
            )
        else:
            put(file, content)
            self.written.append(f"build/{path}")
        self.progress(f"build/{path}", len(self.written), self.total)

    def _fail(self, code: str, place: Place, path: str, message: str, task: str) -> None:
        about = f"（{task}）" if task else ""
        self.failures.append(Diagnostic(place, code, f"{path}{about}：{message}"))

    def _remove_stale(self, listed: Sequence[Draft], books: Sequence[_Book]) -> Iterator[str]:
        """Take away what an earlier plan made and this one does not: a sheet of a body that no
        longer has a task must not be mailed, nor a notice about what has been made good. Only files
        that carry a stamp are touched; where one body's documents are ordered, only that body's."""
        kept = {draft.path for draft in listed} | {book.path.rpartition(".")[0] for book in books}
        for kind in self.order.kinds:
            folder = folder_of(kind, self.order.period)
            suffixes = {f".{form}" for form in formats_of(kind, self.order.formats or FORMATS)}
            for file in sorted((self.out / folder).glob("*")):
                if file.suffix not in suffixes or f"{folder}/{file.stem}" in kept:
                    continue
                mark = read_stamp_of(file)
                if mark is None or mark.unit != (self.order.unit or mark.unit):
                    continue
                if not (kind == "form" and edited(file)):
                    file.unlink()
                    file.with_name(f"{file.stem}{TRACE}").unlink(missing_ok=True)
                    yield f"build/{folder}/{file.name}"


def _report(plan: Plan, outcome: Outcome) -> str:
    """The build report: what was made, what failed, and what the documents do not say."""
    blocks = [
        ("生成文件", outcome.written),
        ("撤下文件（现行方案已无此件）", outcome.removed),
        ("未生成", tuple(f"{d.place}：{d.code} {d.message}" for d in outcome.failures)),
        ("提示", outcome.notes),
    ]
    number = f"（{plan.number}）" if plan.number else ""
    lines = [f"构建报告：{plan.title}{number}", f"方案内容校验码：{plan.content_hash()}"]
    for title, entries in blocks:
        if entries:
            lines += ["", f"{title}（{len(entries)}）", *(f"  {entry}" for entry in entries)]
    return "\n".join(lines) + "\n"
