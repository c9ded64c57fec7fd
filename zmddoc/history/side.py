"""One side of a comparison as it is typed: a project folder, a plan file, an official document that
is imported for the purpose, or a git revision."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from zmddoc.diagnostics import Diagnostic
from zmddoc.history.git import GitTrouble, Repository
from zmddoc.model import Registry
from zmddoc.project import PLAN, UNITS
from zmddoc.read.salvage import Readable, read_plan, read_registry
from zmddoc.revise.edition import Edition

_TEXTS = {".docx", ".doc", ".wps", ".pdf", ".txt", ".md", ".html", ".htm", ".rtf", ".odt", ".ofd"}
_YAML = {".yaml", ".yml"}


class SideTrouble(Exception):
    """A side that cannot be compared; the message says why, in Chinese."""


@dataclass(frozen=True)
class Side:
    """One side as read."""

    label: str
    """What it is called: HEAD~1（2021-06-30，1a2b3c4d）."""
    readable: Readable
    registry: Registry | None
    """None where it has none of its own, or one that cannot be read."""
    found: tuple[Diagnostic, ...]
    """What is wrong with it, by place."""
    by_place: bool = False
    """Whether its ids say only where an item stands, as those of an imported document."""

    def edition(self, registry: Registry) -> Edition:
        """The edition, with its own registry, or where it has none with the one given. Raises
        SideTrouble where nothing of the plan could be read."""
        if self.readable.plan is None:
            first = next((one for one in self.found if one.severity == "error"), None)
            reason = f"：{first.message}（{first.place}）" if first else ""
            raise SideTrouble(f"{self.label}里没有可比的方案{reason}。")
        return Edition(
            self.readable.plan,
            self.registry or registry,
            self.readable.unread,
            self.readable.fields_unread,
            self.readable.incomplete,
            self.by_place,
        )


NO_BODIES = Registry.model_construct(source="", units=())
"""The registry of nobody, where neither side has one."""


def editions(old: Side, new: Side) -> tuple[Edition, Edition]:
    """Return both editions; a side without a registry takes the other's. The bodies of an imported
    document are those of the other side, where that knows them: members of groups, other names."""
    if old.by_place != new.by_place:
        old, new = _known(old, new), _known(new, old)
    spare = new.registry or old.registry or NO_BODIES
    return old.edition(old.registry or spare), new.edition(new.registry or spare)


def _known(side: Side, other: Side) -> Side:
    from zmddoc.importer.record import Record
    from zmddoc.importer.units import proposed_units

    plan = side.readable.plan
    if not side.by_place or plan is None:
        return side
    return replace(side, registry=proposed_units(plan, Record(str), other.registry))


def notes(old: Side, new: Side) -> tuple[str, ...]:
    """Return what must be said before the comparison: errors, registries that were borrowed, two
    plans that are not one."""
    found = [note for word, side in (("旧", old), ("新", new)) for note in _notes(word, side)]
    plans = old.readable.plan, new.readable.plan
    if plans[0] and plans[1]:
        unread = old.readable.fields_unread | new.readable.fields_unread
        issuers = [plan.issuer for plan in plans if plan]
        years = [plan.year for plan in plans if plan]
        if issuers[0] != issuers[1] and "issuer" not in unread:
            found.append(
                f"两份方案的印发机关不同（{issuers[0]}、{issuers[1]}），多半不是同一份方案的两版；"
                "以下按相近程度配对，同名的单位视为同一单位。"
            )
        elif years[0] != years[1] and "year" not in unread:
            found.append(
                f"两份方案的年度不同（{years[0]}、{years[1]}），编号各自为序，以下按相近程度配对；"
                "时限按各自年度内的日子比较。"
            )
    return tuple(found)


def _notes(word: str, side: Side) -> list[str]:
    found = []
    errors = [one for one in side.found if one.severity == "error"]
    if errors:
        found.append(f"{word}的一份有 {len(errors)} 处错误，只比较了读得出来的部分。")
    readable = side.readable
    if readable.incomplete:
        found.append(f"{word}的一份没有读全，另一份里找不到对应的条，不算新增或删去。")
    if readable.unread:
        found.append(
            f"{word}的一份里读不出来、没有比较的编号：{'、'.join(sorted(readable.unread))}。"
        )
    if readable.plan is not None and not readable.plan.chapters:
        found.append(f"{word}的一份是空的：没有一章一条。")
    if side.registry is None:
        found.append(f"{word}的一份没有可用的单位名录，借用另一份的。")
    return found


def open_side(argument: str, home: Path) -> Side:
    """Return the side that was typed; ``home`` is the project folder that a git revision is read
    for. Raises SideTrouble or GitTrouble."""
    path = Path(argument)
    if path.is_dir():
        return _folder(path)
    if path.is_file():
        return _file(path)
    revision, colon, inside = argument.partition(":")
    if not revision:
        raise SideTrouble("请写明版本，例如 HEAD~1 或 HEAD~1:plan/plan.yaml。")
    if not colon and (
        path.suffix.lower() in _TEXTS | _YAML or argument.startswith(("/", "./", "../"))
    ):
        raise SideTrouble(f"没有“{argument}”这个文件或文件夹。")
    try:
        repository = Repository(home)
        commit = repository.resolve(revision)
    except GitTrouble as trouble:
        if revision.startswith("HEAD"):  # never meant as a file
            raise
        raise GitTrouble(f"没有“{argument}”这个文件或文件夹；当作版本也读不到：{trouble}") from None
    place = _inside(repository, inside) if colon else repository.prefix
    return of_commit(repository, commit, place, revision + (f":{inside}" if colon else ""))


def _folder(folder: Path) -> Side:
    """A project folder, or the plan folder in it."""
    for plan, units in ((PLAN, UNITS), ("plan.yaml", "units.yaml")):
        if (folder / plan).is_file():
            label = "当前文件夹" if folder.resolve() == Path().resolve() else str(folder)
            return _read(label, folder / plan, folder / units, plan, units)
    raise SideTrouble(f"“{folder}”里没有 {PLAN}，不是项目文件夹。")


def _file(file: Path) -> Side:
    if file.suffix.lower() not in _YAML:
        return _document(str(file), file.name, file.read_bytes())
    units = file.with_name("units.yaml")
    return _read(str(file), file, units, file.name, units.name)


def _document(label: str, name: str, content: bytes) -> Side:
    """An official document, imported and not kept. Raises SideTrouble."""
    from zmddoc.importer.head import Given
    from zmddoc.importer.run import bring_in
    from zmddoc.importer.trouble import NotImported

    try:
        bundle = bring_in(name, content, Given())
    except NotImported as why:
        raise SideTrouble(f"“{label}”读不成方案：{why}") from None
    return Side(label, Readable(bundle.plan), bundle.registry, (), by_place=True)


def _read(label: str, plan: Path, units: Path, plan_name: str, units_name: str) -> Side:
    return _side(
        label,
        (plan_name, plan.read_bytes()),
        (units_name, units.read_bytes()) if units.is_file() else None,
    )


def _side(label: str, plan: tuple[str, bytes], units: tuple[str, bytes] | None) -> Side:
    readable = read_plan(*plan)
    registry, found = read_registry(*units) if units else (None, ())
    return Side(label, readable, registry, tuple(sorted({*readable.diagnostics, *found})))


def _inside(repository: Repository, path: str) -> PurePosixPath:
    """A path behind a revision: from the top of the repository, or from the folder with ./ ."""
    place = PurePosixPath(path)
    if path.startswith("."):
        place = repository.prefix / place
    parts: list[str] = []
    for part in place.parts:
        if part == "..":
            if not parts:
                raise SideTrouble(f"“{path}”在仓库之外。")
            parts.pop()
        elif part != "/":
            parts.append(part)
    return PurePosixPath(*parts)


def of_commit(repository: Repository, commit: str, place: PurePosixPath, typed: str) -> Side:
    """Return the plan that a commit has at a place: a project folder, a plan folder or a file.
    Raises SideTrouble where it has none."""
    known = repository.commit(commit)
    label = f"{typed}（{known.dated}，{known.short}）"
    candidates = (place / PLAN, place / "plan.yaml", place)
    files = repository.blobs(commit, *candidates)
    plan = next((one for one in candidates if one in files), None)
    if plan is None:
        raise SideTrouble(f"{label}里没有 {place / PLAN}。")
    if plan.suffix.lower() in _TEXTS:
        return _document(label, plan.name, repository.content(files[plan]))
    units = plan.with_name("units.yaml")
    own = repository.blobs(commit, units).get(units)
    return _side(
        label,
        (str(plan), repository.content(files[plan])),
        (str(units), repository.content(own)) if own else None,
    )
