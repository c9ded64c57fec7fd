"""One collect from beginning to end: under the lock, from files to the ledger of a period."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from zmddoc.catalogue import diagnostic
from zmddoc.collect.admit import Admission, Desk, Source, admit
from zmddoc.collect.archive import Archive, Original
from zmddoc.collect.document import read_document
from zmddoc.collect.merge import merge
from zmddoc.collect.standing import Standing, standings
from zmddoc.collect.workbook import read_workbook
from zmddoc.diagnostics import Diagnostic, Place
from zmddoc.model import Period, Progress
from zmddoc.package import FILE_LIMIT, open_package
from zmddoc.project import PROGRESS, Project
from zmddoc.refusal import Refusal, Wanted
from zmddoc.storage import locked

FORM = Wanted(
    what="填好的报送表",
    files="报送表是 .xlsx 或 .docx 文件",
    kinds=("xlsx", "docx"),
    verb="报",
    codes=("Z700", "Z701", "Z702"),
    again="请填报单位重新发一份",
    unlock="请填报单位取消密码后重发",
    save_as="用 WPS 或 Excel 打开，另存为 .xlsx（不是 .xlsm）再收",
    slim="佐证材料的图片另行报送，不要贴在表里",
    tidy="删去表外带格式的空行、空列再报",
    detach="删去嵌入的对象，佐证材料另行报送",
)


@dataclass(frozen=True)
class Handed:
    """A file that was handed in."""

    path: Path
    shown: str
    """As messages name it."""


@dataclass(frozen=True)
class Options:
    """How a collect goes about what is not plain."""

    replace: bool = False
    """A return that says otherwise than one already in the ledger takes its place."""
    older: bool = False
    """Forms built from an older plan are taken, but for what changed since."""


@dataclass(frozen=True)
class Collected:
    """What a collect made of the files."""

    found: tuple[Diagnostic, ...]
    """File by file, cell by cell."""
    taken: tuple[str, ...]
    """The files, as messages name them, of which something is in the ledger."""
    changed: bool
    """Whether the ledger is another than before."""
    standings: tuple[Standing, ...]

    @property
    def refused(self) -> bool:
        """Whether anything was refused."""
        return any(one.severity == "error" for one in self.found)


def collect(
    read: Callable[[], Project],
    root: Path,
    period: Period,
    files: Sequence[Handed],
    received: date,
    options: Options = Options(),
    waiting: Callable[[], None] = lambda: None,
) -> Collected:
    """Enter the files in the ledger of ``period`` and return what became of each.

    ``read`` reads the project; it is called under the lock, so that of two collects at once the
    second sees what the first has written. Its plan, registry and rules must be free of errors, and
    the period's ledger readable. Nothing is written where nothing changes. Raises OSError.
    """
    archive = Archive(root)
    with locked(archive.folder, waiting):
        archive.sweep()
        project = read()
        desk = _desk(project, period, older=options.older)
        before = project.progress.get(_file(period)) or Progress(period=period.id)
        originals: dict[str, Original] = {}
        admitted = [_admitted(one, desk, received, originals) for one in files]
        merged = merge(before, admitted, desk.registry, replace=options.replace)
        changed = merged.progress.returns != before.returns
        if changed:
            kept = {one.sha256 for one in merged.progress.returns}
            archive.record(merged.progress, [o for h, o in originals.items() if h in kept])
    shown = {a.returned.sha256: a.file for a in admitted if a.returned}
    return Collected(
        found=(*(one for a in admitted for one in a.found), *merged.found),
        taken=tuple(shown[one] for one in dict.fromkeys(merged.taken)),
        changed=changed,
        standings=standings((f for f in desk.forms.values() if f.asks), merged.progress, period),
    )


def undo(
    read: Callable[[], Project],
    root: Path,
    period: Period,
    waiting: Callable[[], None] = lambda: None,
) -> str | None:
    """Take the last collect of ``period`` back; return the hash under which the state that is left
    behind stays in originals/, None where there was nothing to take back. Raises Lost where what
    was before is no longer there, or OSError."""
    archive = Archive(root)
    with locked(archive.folder, waiting):
        archive.sweep()
        progress = read().progress.get(_file(period))
        return archive.undo(progress) if progress else None


def _file(period: Period) -> str:
    return f"{PROGRESS}/{period.id}.yaml"


def _desk(project: Project, period: Period, *, older: bool) -> Desk:
    assert project.plan and project.registry and project.rules
    others = {file: one for file, one in project.progress.items() if one.period != period.id}
    return Desk(
        project.plan, project.registry, project.rules, period, others, project.decisions, older
    )


def _admitted(
    handed: Handed, desk: Desk, received: date, originals: dict[str, Original]
) -> Admission:
    """What is taken of one file; its content goes to ``originals``, by its hash."""
    try:
        content = _content(handed.path)
        package = open_package(content, FORM)
        filled = read_workbook(package) if package.kind == "xlsx" else read_document(package)
    except Refusal as refusal:
        place = Place(handed.shown)
        found = diagnostic(refusal.code, place, refusal.reason, refusal.hint)
        return Admission(handed.shown, None, (found,))
    digest = hashlib.sha256(content).hexdigest()
    originals[digest] = Original(content, package.kind)
    return admit(filled, Source(handed.shown, handed.path.name, digest, received), desk)


def _content(path: Path) -> bytes:
    """The file's content, of one that is too large only so much as shows that. Raises Refusal."""
    try:
        with path.open("rb") as file:
            return file.read(FILE_LIMIT + 1)
    except OSError as error:
        reason = "没有权限" if isinstance(error, PermissionError) else "读不出来"
        raise Refusal("Z700", f"文件{reason}", "看文件还在不在、能不能打开") from error
