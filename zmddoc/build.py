"""From a project folder to build/: every document whole or not at all.

A document that fails is reported and the others are still made; a file is written beside its place
and moved there, so that an interrupted build leaves the last good one.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from zmddoc.compose import ComposeError, Composer, Draft, drafts
from zmddoc.diagnostics import Diagnostic, Place
from zmddoc.gongwen.figures import characters
from zmddoc.kinds import FORMATS, KINDS
from zmddoc.model import Plan, Registry, Rules
from zmddoc.project import PLAN
from zmddoc.stamp import stamp
from zmddoc.verify import read_stamp_of

if TYPE_CHECKING:
    from zmddoc.fonts import FontBook
    from zmddoc.render.pdf import PdfRenderer

Progress = Callable[[str, int, int], None]
"""Called with the file just made, how many are made, and how many there are."""


@dataclass(frozen=True)
class Order:
    """What to build."""

    kinds: tuple[str, ...] = tuple(KINDS)
    unit: str = ""
    formats: tuple[str, ...] = FORMATS


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
    root: Path,
    plan: Plan,
    registry: Registry,
    rules: Rules,
    order: Order,
    progress: Progress = lambda name, done, total: None,
) -> Outcome:
    """Build what is ordered below ``root``/build and return what was made and what failed.

    The plan must be free of errors (``check``). Raises OSError when build/ cannot be written.
    """
    return _Build(root, plan, registry, rules, order, progress).run()


class _Build:
    def __init__(
        self,
        root: Path,
        plan: Plan,
        registry: Registry,
        rules: Rules,
        order: Order,
        progress: Progress,
    ) -> None:
        self.root, self.out = root, root / "build"
        self.plan, self.registry, self.rules = plan, registry, rules
        self.order, self.progress = order, progress
        self.composer = Composer(root / "templates")
        self.written: list[str] = []
        self.failures: list[Diagnostic] = []
        self.notes: list[str] = [
            f"{e.task or '正文'}：“{e.wrong}”更正为“{e.right}”（{e.reason}）" for e in plan.errata
        ]

    def run(self) -> Outcome:
        order = self.order
        listed = drafts(self.plan, self.registry, self.rules, order.kinds, order.unit)
        ledger = "ledger" in order.kinds and not order.unit
        self.total = len(listed) * len(order.formats) + ledger
        if ledger:
            self._ledger()
        composed = list(self._composed(listed))
        if "docx" in order.formats:
            self._docx(composed)
        if "pdf" in order.formats:
            self._pdf(composed)
        self.notes += sorted({w for draft in listed for w in draft.warnings})
        removed = () if order.unit else tuple(self._remove_stale(listed, ledger))
        outcome = Outcome(
            tuple(self.written), removed, tuple(self.failures), tuple(dict.fromkeys(self.notes))
        )
        _write(self.out / "构建报告.txt", _report(self.plan, outcome).encode())
        return outcome

    def _composed(self, listed: Sequence[Draft]) -> Iterator[tuple[Draft, etree._Element]]:
        for draft in listed:
            try:
                yield draft, self.composer.compose(draft)
            except ComposeError as error:
                place = Place(f"templates/{error.template}", error.line)
                self._fail("Z601", place, draft, error.message, error.task)

    def _docx(self, composed: Sequence[tuple[Draft, etree._Element]]) -> None:
        from zmddoc.render.docx import render_docx

        base = self.composer.file("base.docx")
        pictured = [tree for _, tree in composed if next(tree.iter("img"), None) is not None]
        draw = self._renderer(pictured).picture if pictured else None
        for draft, tree in composed:
            self._make(draft, "docx", partial(render_docx, tree, base, draw))

    def _pdf(self, composed: Sequence[tuple[Draft, etree._Element]]) -> None:
        self.notes += [str(substitution) for substitution in self.fonts.substitutions()]
        legible = [pair for pair in composed if self._legible(self.fonts, *pair)]
        if not legible:
            return
        renderer = self._renderer([tree for _, tree in legible])
        for draft, tree in legible:
            self._make(draft, "pdf", partial(renderer.render, tree))

    @cached_property
    def fonts(self) -> FontBook:
        """The faces of this machine, looked for only when a page is to be drawn."""
        from zmddoc.fonts import find_fonts

        return find_fonts()

    def _renderer(self, trees: Sequence[etree._Element]) -> PdfRenderer:
        from zmddoc.render.pdf import PdfRenderer

        stylesheet = self.composer.file("gongwen.css").read_text(encoding="utf-8")
        return PdfRenderer(self.fonts, stylesheet, characters(trees))

    def _legible(self, book: FontBook, draft: Draft, tree: etree._Element) -> bool:
        """Whether some face has every character; a blank box on paper is never let through."""
        missing = book.missing_glyphs(tree)
        for char, _, task in missing:
            message = f"没有一种字体有“{char}”（U+{ord(char):04X}）"
            self._fail("Z602", Place(f"templates/{draft.template}"), draft, message, task)
        return not missing

    def _ledger(self) -> None:
        from zmddoc.compose.ledger import ledger
        from zmddoc.render.xlsx import render_ledger

        mark = stamp(self.plan, self.registry, "ledger")
        draft = Draft("ledger", "总台账", "", mark, dict)
        content = ledger(self.plan, self.registry, self.rules)
        self._make(draft, "xlsx", partial(render_ledger, content))

    def _make(self, draft: Draft, suffix: str, render: Callable[[], bytes]) -> None:
        """Render one file and put it in its place; a failure is noted and the build goes on."""
        path = f"{draft.path}.{suffix}"
        try:
            content = render()
        except Exception as error:  # one document's failure must not cost the others
            self._fail(
                "Z901",
                Place(f"templates/{draft.template}" if draft.template else PLAN),
                draft,
                f"{suffix.upper()} 排版失败：{error}",
                getattr(error, "task", ""),
            )
        else:
            _write(self.out / path, content)
            self.written.append(f"build/{path}")
        self.progress(f"build/{path}", len(self.written), self.total)

    def _fail(self, code: str, place: Place, draft: Draft, message: str, task: str) -> None:
        about = f"（{task}）" if task else ""
        self.failures.append(Diagnostic(place, code, f"{draft.path}{about}：{message}"))

    def _remove_stale(self, listed: Sequence[Draft], ledger: bool) -> Iterator[str]:
        """Take away what an earlier plan made and this one does not: a sheet of a body that no
        longer has a task must not be mailed. Only files that carry a stamp are touched."""
        kept = {draft.path for draft in listed} | ({"台账/总台账"} if ledger else set())
        suffixes = {f".{suffix}" for suffix in self.order.formats} | {".xlsx"}
        for kind in self.order.kinds:
            for file in sorted((self.out / KINDS[kind]).glob("*")):
                if file.suffix not in suffixes or f"{KINDS[kind]}/{file.stem}" in kept:
                    continue
                if read_stamp_of(file):
                    file.unlink()
                    yield f"build/{KINDS[kind]}/{file.name}"


def _report(plan: Plan, outcome: Outcome) -> str:
    """The build report: what was made, what failed, and what the documents do not say."""
    blocks = [
        ("生成文件", outcome.written),
        ("撤下文件（现行方案已无此件）", outcome.removed),
        ("未生成", tuple(f"{d.place}：{d.code} {d.message}" for d in outcome.failures)),
        ("提示", outcome.notes),
    ]
    lines = [f"构建报告：{plan.title}（{plan.number}）", f"方案内容校验码：{plan.content_hash()}"]
    for title, entries in blocks:
        if entries:
            lines += ["", f"{title}（{len(entries)}）", *(f"  {entry}" for entry in entries)]
    return "\n".join(lines) + "\n"


def _write(path: Path, content: bytes) -> None:
    """Write the file whole: beside its place first, then moved there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    os.close(handle)
    temporary = Path(name)
    try:
        temporary.write_bytes(content)
        temporary.chmod(0o644)
        temporary.replace(path)
    except BaseException:
        temporary.unlink()
        raise
