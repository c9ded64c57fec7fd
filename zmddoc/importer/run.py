"""An import as a whole: read, assembled, proved; then written, all of it or nothing."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from zmddoc.importer.assemble import assemble
from zmddoc.importer.head import Given
from zmddoc.importer.onto import Continued, continued
from zmddoc.importer.proof import first_difference
from zmddoc.importer.record import Record
from zmddoc.importer.rules import proposed_rules
from zmddoc.importer.sources import Source, read_source
from zmddoc.importer.sources.pasted import posted
from zmddoc.importer.trouble import NotImported
from zmddoc.importer.units import proposed_units
from zmddoc.model import Plan, Registry, Rules
from zmddoc.model.imported import Dropped, Imported
from zmddoc.project import IMPORTED, PLAN, RULES, UNITS, Project
from zmddoc.refusal import Refusal
from zmddoc.storage import put
from zmddoc.text import rebuild
from zmddoc.write import write_yaml

ORIGINALS = "plan/source/原件"
"""Where the files that came in are kept, byte for byte."""


@dataclass(frozen=True)
class Bundle:
    """What an import comes to."""

    plan: Plan
    registry: Registry
    imported: Imported
    source: Source
    content: bytes
    """The file that came in."""
    continued: Continued | None = None
    """Where it goes on from a plan that is there already."""
    before: Project | None = None
    """The project as it is."""


def bring_in(name: str, content: bytes, given: Given, project: Project | None = None) -> Bundle:
    """Return what the file ``name`` comes to; onto the plan and registry of ``project``, where that
    has them, so that tasks which go on keep their ids. Raises NotImported: for what cannot be read,
    what is no plan, and where the proof fails."""
    try:
        source = read_source(name, content)
    except Refusal as refusal:
        raise NotImported(f"{refusal.reason}。{refusal.hint}。") from refusal
    place = placing(source)
    record = Record(place)
    days = (posted(one.words) for one in source.furniture)
    plan = assemble(source.text, record, given, "-", next(filter(None, days), None))
    plan = plan.model_copy(
        update={"received": plan.received.model_copy(update={"file": source_file(plan)})}
    )
    registry = proposed_units(plan, record, project.registry if project else None, source.text)
    going_on = None
    if project and project.plan and project.registry:
        going_on = continued(project.plan, project.registry, plan, registry)
        plan = going_on.plan
    difference = first_difference(source.text, rebuild(plan))
    if difference:
        raise NotImported(
            f"读出的方案还原不出原文。第一处不同在{place(difference.offset)}：\n"
            f"  原文：…{difference.source}…\n  还原：…{difference.plan}…\n"
            "这是程序的不足，请把公文交给维护人员。"
        )
    renamed = going_on.renamed if going_on else {}
    imported = Imported(
        file=Path(name).name,
        sha256=hashlib.sha256(content).hexdigest(),
        kind=source.kind,
        encoding=source.encoding,
        plan=plan.content_hash(),
        notes=source.notes,
        furniture=tuple(
            Dropped(place=one.place, words=one.words, why=one.why) for one in source.furniture
        ),
        readings=tuple(
            one.model_copy(update={"id": _renamed(one.id, renamed)}) for one in record.readings
        ),
    )
    return Bundle(plan, registry, imported, source, content, going_on, project)


def placing(source: Source) -> Callable[[int], str]:
    """Return where in the file an offset of the source's text is."""
    starts = [line.start for line in source.lines]

    def place(offset: int) -> str:
        i = bisect_right(starts, offset) - 1
        return source.lines[max(i, 0)].place if starts else "第1行"

    return place


def source_file(plan: Plan) -> str:
    """Where the received words are kept, relative to the plan folder: under the number, else the
    title."""
    name = (plan.number or plan.title).translate({ord(char): "_" for char in '/\\:*?"<>|\n\t'})
    return f"source/{name[:60]}.txt"


def write(bundle: Bundle, root: Path) -> tuple[str, ...]:
    """Write the plan below ``root`` and return what was written, relative to it; plan.yaml last,
    so that what is interrupted leaves the plan that was there. What the office decided for itself
    (rules.yaml) is left as it is, and so is a file that says the same already; of one with words by
    hand a copy is kept. Raises OSError."""
    suffix = Path(bundle.imported.file).suffix.lower()
    original = f"{ORIGINALS}/{bundle.imported.sha256[:12]}{suffix}"
    files: list[tuple[str, bytes]] = [
        (original, bundle.content),
        *((copy, (root / name).read_bytes()) for name, copy in by_hand(bundle, root).items()),
        (f"plan/{bundle.plan.received.file}", rebuild(bundle.plan).encode()),
    ]
    replaced = {name for name, _ in _replaced(bundle)}
    if UNITS in replaced:
        files.append((UNITS, as_written(bundle.registry)))
    files.append((IMPORTED, as_written(bundle.imported)))
    if not (root / RULES).exists():
        files.append((RULES, as_written(proposed_rules(bundle.plan))))
    if PLAN in replaced:
        files.append((PLAN, as_written(bundle.plan)))
    for name, content in files:
        put(root / name, content, durable=True)
    return tuple(name for name, _ in files)


def by_hand(bundle: Bundle, root: Path) -> dict[str, str]:
    """Return the files with words or a setting by hand that ``write`` replaces, each with where it
    keeps the copy of it. Raises OSError."""
    copies = {}
    for name, before in _replaced(bundle):
        if before is None:
            continue
        content = (root / name).read_bytes()
        if content != as_written(before):
            digest = hashlib.sha256(content).hexdigest()[:12]
            copies[name] = f"{ORIGINALS}/{digest}-{Path(name).name}"
    return copies


def _replaced(bundle: Bundle) -> Iterator[tuple[str, Plan | Registry | None]]:
    """Yield the files whose plan or registry the import changes, each with what it says so far."""
    registry, plan = (bundle.before.registry, bundle.before.plan) if bundle.before else (None, None)
    if registry != bundle.registry:
        yield UNITS, registry
    if plan != bundle.plan:
        yield PLAN, plan


def as_written(model: Plan | Registry | Rules | Imported) -> bytes:
    """Return the file that an import writes of it."""
    match model:
        case Plan():
            comment = (
                f"{model.title}：章、条、责任、指标。\n"
                "由 zmddoc import 从公文读出；文字照收到的原样，更正写在文末 errata。"
            )
        case Registry():
            comment = (
                "单位名录：方案点到的单位。先后即建制顺序；全称、类别是程序照通行名称提的，请核对。"
            )
        case Rules():
            comment = "报送与督查规则：程序照通行做法初设，请核定后把 confirmed 改为 true。"
        case Imported():
            comment = (
                "导入时读出的各项和把握大小。由 zmddoc import 写入；"
                "没有把握的，用 zmddoc import --review 逐条核对。"
            )
    return write_yaml(model, comment).encode()


def _renamed(key: str, renamed: Mapping[str, str]) -> str:
    """A reading's id, with the id of the task it belongs to as it is in the plan."""
    for end in range(len(key), 0, -1):
        if key[:end] in renamed and (end == len(key) or key[end] in ".-"):
            return renamed[key[:end]] + key[end:]
    return key
