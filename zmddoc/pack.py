"""What is sent to each body: its papers and its form in one ZIP, and the list of who is sent what.

A paper that was issued goes out as it is on record, byte for byte; any other one as a draft, as the
build has just made it. Members are stored, not compressed (they are compressed themselves): so the
bytes depend on the papers alone, not on a version of zlib.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from zmddoc.compose.form import Form
from zmddoc.compose.views import Head, name
from zmddoc.kinds import KINDS
from zmddoc.listing import Listing, Order
from zmddoc.model import Unit
from zmddoc.numbering import standing
from zmddoc.project import ISSUED, Project
from zmddoc.render.xlsx import Dispatch, Parcel, render_dispatch
from zmddoc.storage import put
from zmddoc.typography import normalise

FOLDER = "分发"
LIST = "分发清单.xlsx"
SUMS = "校验清单.txt"
"""In every package: SHA-256 and name of each file, as ``sha256sum -c`` reads it."""

_DATE = (1980, 1, 1, 0, 0, 0)
"""The first day a ZIP knows."""


@dataclass(frozen=True)
class Paper:
    """A file that goes to a body."""

    name: str
    """In the package: what it is comes first, and whose; files of many bodies can lie together."""
    path: Path
    number: str = ""
    """Under which it was issued; '' for a draft and for a form."""
    draft: str = ""
    """Path of its draft below build/, without suffix."""


@dataclass(frozen=True)
class Packed:
    """What came of packing: paths relative to the project folder."""

    folder: str
    packages: tuple[str, ...]
    """In 建制顺序."""
    written: tuple[str, ...]
    """Those of them that were not so before."""
    removed: tuple[str, ...]
    """Packages of an earlier plan."""
    lacking: tuple[str, ...]
    """Bodies for which nothing was packed, since not all their papers were made."""
    groups: tuple[str, ...]
    """Groups that are sent nothing, because their members are."""
    issued: tuple[str, ...]
    """Drafts (paths below build/, without suffix) in whose place the issued document was packed."""


def pack(project: Project, order: Order, made: Collection[str]) -> Packed:
    """Pack what is ordered and was ``made`` (relative to the project folder: ``Outcome.made``).

    Of a body whose papers are not all there nothing is packed, and its earlier package is taken
    away. Raises OSError."""
    root = project.root
    folder = "/".join(filter(None, ("build", FOLDER, order.period)))
    papers, groups = _addressed(Listing(project, order), root)
    packages: list[str] = []
    written: list[str] = []
    lacking: list[str] = []
    parcels: list[Parcel] = []
    for unit, theirs in papers:
        drafts = [one for one in theirs if not one.number]
        if any(one.path.relative_to(root).as_posix() not in made for one in drafts):
            lacking.append(unit.name)
            continue
        content = _zip(theirs)
        path = f"{folder}/{name(unit)}.zip"
        packages.append(path)
        if _written(root / path, content):
            written.append(path)
        parcels.append(_parcel(unit, theirs, Path(path).name, content))
    removed = tuple(_remove_others(root, folder, packages))
    _written(root / folder / LIST, render_dispatch(_dispatch(project, order, parcels)))
    issued = dict.fromkeys(one.draft for _, theirs in papers for one in theirs if one.number)
    return Packed(
        folder, tuple(packages), tuple(written), removed, tuple(lacking), groups, tuple(issued)
    )


def _addressed(
    listing: Listing, root: Path
) -> tuple[list[tuple[Unit, list[Paper]]], tuple[str, ...]]:
    """The papers of every body in 建制顺序, and the groups whose members get theirs instead: a group
    has no address, unless it is asked or warned in its own name or nobody lists its members."""
    found: dict[str, list[Paper]] = {}
    named: set[str] = set()
    for unit, kind, paper in _papers(listing, root):
        found.setdefault(unit, []).append(paper)
        if kind != "sheet":
            named.add(unit)
    papers = [(unit, found[unit.name]) for unit in listing.registry.units if unit.name in found]
    groups = tuple(unit.name for unit, _ in papers if unit.members and unit.name not in named)
    return [(unit, theirs) for unit, theirs in papers if unit.name not in groups], groups


def _papers(listing: Listing, root: Path) -> Iterator[tuple[str, str, Paper]]:
    """Yield body, kind and paper of everything that is one body's, in the order of KINDS."""
    project, build = listing.project, root / "build"
    for draft in listing.drafts:
        unit, dispatch = draft.stamp.unit, draft.dispatch
        called = f"{KINDS[draft.kind]}{draft.stamp.period}-{draft.name}"
        issue = dispatch and standing(
            project.register, draft.kind, unit, dispatch.period, dispatch.step
        )
        if issue:
            forms = {f".{form}" for form in listing.order.forms(draft.kind)}
            for path in (root / ISSUED / file.name for file in issue.files):
                if path.suffix not in forms:
                    continue
                yield (
                    unit, draft.kind, Paper(f"{called}{path.suffix}", path, issue.number, draft.path)
                )  # fmt: skip
            continue
        for form in listing.order.forms(draft.kind):
            path = build / f"{draft.path}.{form}"
            yield unit, draft.kind, Paper(f"{called}.{form}", path, "", draft.path)
    for book in listing.books:
        if isinstance(book.content, Form):
            called = f"{KINDS['form']}{book.content.period.id}-{Path(book.path).name}"
            yield book.content.unit, "form", Paper(called, build / book.path)


def _parcel(unit: Unit, papers: list[Paper], called: str, content: bytes) -> Parcel:
    pages = sum(_pages(one.path) for one in papers if one.path.suffix == ".pdf")
    numbers = tuple(dict.fromkeys(one.number for one in papers if one.number))
    names = tuple(one.name for one in papers)
    digest = hashlib.sha256(content).hexdigest()
    return Parcel(normalise(unit.full), called, len(content), digest, names, pages, numbers)


def _pages(file: Path) -> int:
    import pypdfium2

    with pypdfium2.PdfDocument(file) as document:
        return len(document)


def _dispatch(project: Project, order: Order, parcels: list[Parcel]) -> Dispatch:
    plan, rules = project.plan, project.rules
    assert plan and rules
    kinds = "、".join(KINDS[kind] for kind in order.kinds)
    period = f"（{order.period}）" if order.period else ""
    title = normalise(plan.title)
    head = Head(
        f"{title}分发清单",
        rules.issuer or plan.issuer,
        f"{kinds}{period}",
        "",
        plan.number,
        plan.sample,
    )
    return Dispatch(head, f"{title}：{kinds}{period}", tuple(parcels))


def _zip(papers: list[Paper]) -> bytes:
    """The package: every file, and their hashes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        sums = []
        for one in papers:
            content = one.path.read_bytes()
            sums.append(f"{hashlib.sha256(content).hexdigest()}  {one.name}\n")
            archive.writestr(_member(one.name), content)
        archive.writestr(_member(SUMS), "".join(sums).encode())
    return out.getvalue()


def _member(called: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(called, _DATE)
    info.create_system, info.external_attr = 3, 0o644 << 16
    return info


def _written(path: Path, content: bytes) -> bool:
    """Put the content in its place unless it is there; return whether it was not."""
    if path.is_file() and path.read_bytes() == content:
        return False
    put(path, content)
    return True


def _remove_others(root: Path, folder: str, kept: Collection[str]) -> Iterator[str]:
    """Take away packages that are not of these: nobody may be sent an outdated one."""
    for file in sorted((root / folder).glob("*.zip")):
        path = f"{folder}/{file.name}"
        if path not in kept:
            file.unlink()
            yield path
