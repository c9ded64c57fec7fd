"""From a project folder to build/: every document whole or not at all, and none made twice.

A document that fails is reported and the others are still made; a file is written beside its place
and moved there, so that an interrupted build leaves the last good one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from lxml import etree

from zmddoc.cache import Cache
from zmddoc.catalogue import diagnostic
from zmddoc.compose import ComposeError, Composer, Draft
from zmddoc.compose.forms import formless
from zmddoc.compose.views import name
from zmddoc.diagnostics import Diagnostic, Place
from zmddoc.gongwen.substance import spoken_of
from zmddoc.issue.notes import gone, notes
from zmddoc.jobs import Job, Supply
from zmddoc.kinds import FORMATS, KINDS, folder_of, formats_of
from zmddoc.listing import Listing, Order
from zmddoc.model import Plan
from zmddoc.pool import Drawn, cores, draw
from zmddoc.press import Press
from zmddoc.project import PLAN, Project
from zmddoc.record import Record
from zmddoc.storage import put
from zmddoc.verify import edited, read_stamp_of

__all__ = ["Order", "Outcome", "Trial", "build"]

TRACE = "来源.csv"
"""What the file in which a document's figures are traced adds to its name."""

REPORT = "构建报告.txt"

Progress = Callable[[str, int, int], None]
"""Called with the file just settled, how many are, and how many there are."""


@dataclass(frozen=True)
class Trial:
    """What is looked at without being made."""

    only: str = ""
    """The one file (below build/) of which to say what it is made from; '' to compare all of them
    with what they should be, byte for byte."""


@dataclass(frozen=True)
class Outcome:
    """What a build made: paths relative to the project folder."""

    made: tuple[str, ...]
    """Every file that is now as the project gives it, in the order of the documents."""
    written: tuple[str, ...]
    """Those of them that were not so before."""
    removed: tuple[str, ...]
    """Documents of an earlier plan that no longer exist."""
    failures: tuple[Diagnostic, ...]
    notes: tuple[str, ...]
    """What the build report says: substituted faces, inferred members, corrections."""
    drawn: int = 0
    """How many of the files had to be drawn; the others were in the cache."""
    damaged: int = 0
    """How many entries of the cache were damaged, and so made again."""
    ingredients: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """Of a trial: by path below build/, what each file is made from."""


def build(
    project: Project,
    order: Order,
    progress: Progress = lambda name, done, total: None,
    *,
    jobs: int = 0,
    cache: Cache | None = None,
    trial: Trial | None = None,
    drawing: Drawing | None = None,
    press: Press | None = None,
) -> Outcome:
    """Build what is ordered below the project's build/ and return what was made and what failed;
    by ``jobs`` processes, 0: as many as there are processors, or by another ``drawing``
    (``cluster.draw``). The bytes do not depend on it. A ``press`` of the same project may be given
    that has been used before, as long as no template has changed; it has the cache then.

    The project must be free of errors (``check``), and the period one of its rules'. Raises OSError
    when build/ cannot be written. What of the drafts differs from what was issued, or could not be
    issued, is noted. In a ``trial`` nothing is written or taken away, and what would be is said.
    """
    drawing = drawing or partial(draw, workers=jobs or cores())
    press = press or Press(Composer(project.root / "templates"), cache)
    return _Build(project, order, progress, drawing, press, trial).run()


@dataclass(frozen=True)
class _Sheet:
    """A file on its way."""

    path: str
    """Below build/."""
    template: str = ""
    """'' for a workbook."""
    unit: str = ""
    """Whose it is, '' where it is for all."""
    tasks: Mapping[str, str] = field(default_factory=dict)
    """The hashes of what it says of which task, by id."""


Drawing = Callable[[Iterable[tuple[_Sheet, Job]], Supply], Drawn[_Sheet]]
"""Draws jobs, wherever that is."""


class _Build:
    def __init__(
        self,
        project: Project,
        order: Order,
        progress: Progress,
        drawing: Drawing,
        press: Press,
        trial: Trial | None,
    ) -> None:
        self.trial = trial
        self.ingredients: dict[str, Mapping[str, Any]] = {}
        self.project, self.out = project, project.root / "build"
        self.order, self.progress, self.drawing = order, progress, drawing
        self.listing = Listing(project, order)
        self.press, self.composer = press, press.composer
        self.record = Record(self.out, press.cache)
        self.damaged = press.cache.damaged
        self.made: set[str] = set()
        self.written: set[str] = set()
        self.failures: list[Diagnostic] = []
        self.drawn = self.settled = 0
        self.notes: list[str] = [
            f"{e.task or '正文'}：“{e.wrong}”更正为“{e.right}”（{e.reason}）"
            for e in self.listing.plan.errata
        ]

    def run(self) -> Outcome:
        listing, order = self.listing, self.order
        paths = [book.path for book in listing.books]
        paths += [f"{d.path}.{form}" for d in listing.drafts for form in order.forms(d.kind)]
        self.total = len(paths)
        if any(path.endswith(".pdf") for path in paths):
            self.notes += [str(one) for one in self.press.fonts.substitutions()]
        try:
            with closing(self.drawing(self._wanted(), self.press.supply)) as drawn:
                for sheet, job, content in drawn:
                    self._draw(sheet, job, content)
        finally:
            if not self.trial:
                self.record.keep()
        self._say()
        places = {path: place for place, path in enumerate(paths)}
        made, written = (
            tuple(f"build/{p}" for p in sorted(found, key=lambda p: (places.get(p, 10**9), p)))
            for found in (self.made, self.written)
        )
        removed = tuple(self._left_over(paths) if self.trial else self._remove_stale())
        outcome = Outcome(
            made, written, removed, tuple(sorted(self.failures)),
            tuple(dict.fromkeys(self.notes)), self.drawn, self.press.cache.damaged - self.damaged,
            self.ingredients,
        )  # fmt: skip
        if self.trial:
            return outcome
        report = _report(listing.plan, outcome)
        if not self.record.holds(REPORT, report):
            put(self.out / REPORT, report)
        self.press.cache.trim()
        return outcome

    def _say(self) -> None:
        """Note what the documents themselves do not say."""
        listing, order = self.listing, self.order
        if listing.forms and "xlsx" in order.forms("form") and not order.unit:
            without = "、".join(name(one) for one in formless(listing.plan, listing.registry))
            self.notes.append(f"只配合、不牵头的单位不发报送表，由牵头单位汇总报送：{without}")
        collected = listing.standing and listing.standing.now.collected
        judged = [KINDS[kind] for kind in order.kinds if kind in ("notice", "circular")]
        if judged and not collected:
            self.notes.append(f"{order.period} 还没有收过报送表，没有生成{'、'.join(judged)}")
        if not order.unit:
            self.notes += gone(self.project.register, listing.drafts, order.kinds)
        self.notes += sorted({w for draft in listing.drafts for w in draft.warnings})

    # What has to be drawn.

    def _wanted(self) -> Iterator[tuple[_Sheet, Job]]:
        """Yield the files that are neither in their place nor in the cache; settle the others."""
        only = self.trial.only if self.trial else ""
        for book in self.listing.books:
            if only and only != book.path:
                continue
            sheet = _Sheet(book.path, unit=book.unit)
            yield from self._ordered(sheet, partial(self.press.workbook, book.content))
        for draft in self.listing.drafts:
            if only and only.rpartition(".")[0] != draft.path:
                continue
            yield from self._drafted(draft)

    def _drafted(self, draft: Draft) -> Iterator[tuple[_Sheet, Job]]:
        forms = self.order.forms(draft.kind)
        try:
            tree = self.composer.compose(draft)
            self._trace(draft)
        except ComposeError as error:
            place = Place(f"templates/{error.template}", error.line)
            self._fail("Z601", place, draft.path, error.message, error.task)
            self.settled += len(forms)
            return
        self.notes += notes(self.project, [(draft, tree)])
        tasks = spoken_of(tree)
        for form in forms:
            sheet = _Sheet(f"{draft.path}.{form}", draft.template, draft.stamp.unit, tasks)
            if form != "pdf" or self._legible(draft, tree):
                yield from self._ordered(sheet, partial(self.press.job, form, tree))

    def _legible(self, draft: Draft, tree: etree._Element) -> bool:
        """Whether some face has every character; a blank box on paper is never let through."""
        missing = self.press.fonts.missing_glyphs(tree)
        for char, _, task in missing:
            message = f"没有一种字体有“{char}”（U+{ord(char):04X}）"
            self._fail("Z602", Place(f"templates/{draft.template}"), draft.path, message, task)
        return not missing

    def _ordered(self, sheet: _Sheet, make: Callable[[], Job]) -> Iterator[tuple[_Sheet, Job]]:
        """Yield the file's job unless it is settled without. A form that somebody has filled in
        where it stands is left alone."""
        file = self.out / sheet.path
        if (
            sheet.path.startswith(f"{KINDS['form']}/")
            and not self.record.untouched(sheet.path)
            and file.exists()
            and edited(file)
        ):
            hint = "要收这一份，用 zmddoc collect；要重做，先把它移走"
            message = f"{sheet.path} 已有人填过，没有覆盖"
            self.failures.append(diagnostic("Z902", Place(f"build/{sheet.path}"), message, hint))
            self.settled += 1
            return
        try:
            job = make()
        except Exception as error:
            self._broken(sheet, error)
            return
        if self.trial and self.trial.only:
            self.ingredients[sheet.path] = {**job.ingredients, "tasks": dict(sheet.tasks)}
        elif not self.trial and self.record.current(sheet.path, job.key):
            self._settle(sheet)
        elif (content := self.press.cache.get(job.key)) is not None:
            self._put(sheet, job, content)
        else:
            yield sheet, job

    # What becomes of it.

    def _draw(self, sheet: _Sheet, job: Job, content: bytes | Exception) -> None:
        if isinstance(content, Exception):
            self._broken(sheet, content)
            return
        self.drawn += 1
        self.press.cache.put(job.key, content)
        self._put(sheet, job, content)

    def _put(self, sheet: _Sheet, job: Job, content: bytes) -> None:
        self._write(sheet.path, content)
        if not self.trial:
            self.record.note(sheet.path, job, content, sheet.unit, sheet.tasks)
        self._settle(sheet)

    def _write(self, path: str, content: bytes) -> None:
        """Put the content in its place, unless it is there."""
        if not self.record.holds(path, content):
            if not self.trial:
                put(self.out / path, content)
            self.written.add(path)

    def _settle(self, sheet: _Sheet) -> None:
        self.made.add(sheet.path)
        self._progressed(sheet)

    def _broken(self, sheet: _Sheet, error: Exception) -> None:
        stem, _, suffix = sheet.path.rpartition(".")
        place = Place(f"templates/{sheet.template}" if sheet.template else PLAN)
        message = f"{suffix.upper()} 排版失败：{error}"
        self._fail("Z901", place, stem, message, getattr(error, "task", ""))
        self._progressed(sheet)

    def _progressed(self, sheet: _Sheet) -> None:
        self.settled += 1
        self.progress(f"build/{sheet.path}", self.settled, self.total)

    def _fail(self, code: str, place: Place, path: str, message: str, task: str) -> None:
        about = f"（{task}）" if task else ""
        self.failures.append(Diagnostic(place, code, f"{path}{about}：{message}"))

    def _trace(self, draft: Draft) -> None:
        """Write beside the document where its figures come from, if that is wanted or stands there
        already: a trace of other figures than the document's must not be left."""
        path = f"{draft.path}{TRACE}"
        if not (self.order.trace or (self.out / path).exists()):
            return
        content = self.composer.trace(draft)
        if content is not None:
            self._write(path, content)
            self.made.add(path)

    def _remove_stale(self) -> Iterator[str]:
        """Take away what an earlier plan made and this one does not: a sheet of a body that no
        longer has a task must not be mailed, nor a notice about what has been made good."""
        for path in self.stale():
            file = self.out / path
            file.unlink()
            file.with_name(f"{file.stem}{TRACE}").unlink(missing_ok=True)
            yield f"build/{path}"

    def _left_over(self, paths: Sequence[str]) -> Iterator[str]:
        """Yield every file in the folders of what is ordered that no build puts there; where formats
        are ordered, of those."""
        if self.order.unit:  # whose the others are is not known
            return
        expected = {*paths, *self.made}
        for kind in self.order.kinds:
            folder = folder_of(kind, self.order.period)
            suffixes = {f".{form}" for form in self.order.forms(kind)}
            for file in sorted((self.out / folder).glob("[!.]*")):
                path = f"{folder}/{file.name}"
                meant = not self.order.formats or file.suffix in suffixes
                if meant and path not in expected:
                    yield f"build/{path}"

    def _whose(self, file: Path) -> str | None:
        """The body that a file of an earlier build is for; None where no build made it."""
        unit = self.record.unit(file.relative_to(self.out).as_posix())
        if unit is None:  # not as it was put, or no record: it is asked itself
            mark = read_stamp_of(file)
            unit = mark.unit if mark else None
        return unit

    def stale(self) -> Iterator[str]:
        """Yield the files that an earlier plan made and this one does not. Only files that carry a
        stamp count; where one body's documents are ordered, only that body's."""
        listing, order = self.listing, self.order
        kept = {draft.path for draft in listing.drafts}
        kept |= {book.path.rpartition(".")[0] for book in listing.books}
        for kind in order.kinds:
            folder = folder_of(kind, order.period)
            suffixes = {f".{form}" for form in formats_of(kind, order.formats or FORMATS)}
            for file in sorted((self.out / folder).glob("*")):
                if file.suffix not in suffixes or f"{folder}/{file.stem}" in kept:
                    continue
                unit = self._whose(file)
                if unit is None or unit != (order.unit or unit):
                    continue
                if not (kind == "form" and edited(file)):
                    yield f"{folder}/{file.name}"


def _report(plan: Plan, outcome: Outcome) -> bytes:
    """The build report: what there is, what failed, and what the documents do not say."""
    blocks = [
        ("文件", outcome.made),
        ("未生成", tuple(f"{d.place}：{d.code} {d.message}" for d in outcome.failures)),
        ("提示", outcome.notes),
    ]
    number = f"（{plan.number}）" if plan.number else ""
    lines = [f"构建报告：{plan.title}{number}", f"方案内容校验码：{plan.content_hash()}"]
    for title, entries in blocks:
        if entries:
            lines += ["", f"{title}（{len(entries)}）", *(f"  {entry}" for entry in entries)]
    return ("\n".join(lines) + "\n").encode()
