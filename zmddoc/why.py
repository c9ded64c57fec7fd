"""Why a file of build/ was made, or was not: what it depends on, and what of that has changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from zmddoc.build import Outcome, Trial, build
from zmddoc.cache import Cache
from zmddoc.kinds import FORMATS, KINDS, PERIODIC
from zmddoc.listing import Order
from zmddoc.project import Project
from zmddoc.record import INGREDIENTS, Record
from zmddoc.toolbox import tools

_SHORT = 12


@dataclass(frozen=True)
class NoSuchFile(Exception):
    """The path is none of a document that a build makes; the message says why, in Chinese."""

    message: str

    def __str__(self) -> str:
        return self.message


def order_of(path: str, project: Project) -> Order:
    """Return the order that makes the one file at ``path`` (below build/). Raises NoSuchFile."""
    parts = PurePosixPath(path).parts
    kinds = {name: kind for kind, name in KINDS.items()}
    kind = kinds.get(parts[0]) if parts else None
    suffix = PurePosixPath(path).suffix.removeprefix(".")
    if kind is None or suffix not in FORMATS or len(parts) != 2 + (kind in PERIODIC):
        folders = "、".join(KINDS.values())
        raise NoSuchFile(f"build/{path} 不是公文；能说明的是 build/ 里这些文件夹的文件：{folders}")
    period = parts[1] if kind in PERIODIC else ""
    if period and (project.rules is None or all(p.id != period for p in project.rules.periods)):
        raise NoSuchFile(f"rules.yaml 里没有 {period} 这个报送期")
    return Order((kind,), formats=(suffix,), period=period)


def why(project: Project, path: str, cache: Cache) -> Iterator[str]:
    """Yield, line by line, what the file at ``path`` (below build/) depends on, why it was made the
    last time, and whether it would be made now. Nothing is written. The project must be free of
    errors. Raises NoSuchFile."""
    order = order_of(path, project)
    record = Record(project.root / "build", cache)
    entry = record.files.get(path)
    trial = build(project, order, cache=cache, trial=Trial(path))
    now = trial.ingredients.get(path)
    yield f"build/{path}"
    if now is None:
        yield from _unmade(trial, path)
        return
    yield "由这些做成："
    before = entry["from"] if entry else {}
    for name, value in now.items():
        if name in INGREDIENTS:
            old = before.get(name)
            changed = f"，上次是 {old[:_SHORT]}，变了" if old and old != value else ""
            yield f"  {INGREDIENTS[name]}：{value[:_SHORT]}{changed}"
    tasks = now.get("tasks", {})
    if tasks:
        yield f"  写到的任务：{'、'.join(tasks)}"
    yield "  排版库：" + "，".join(f"{name} {version}" for name, version in tools()[1:] if version)
    yield from _last(entry)
    yield _verdict(project.root / "build" / path, entry, now, record)


def _unmade(trial: Outcome, path: str) -> Iterator[str]:
    for failure in trial.failures:
        yield f"做不出来：{failure.message}"
    if not trial.failures:
        yield "按现行方案没有这份文件；如果还在，下次 zmddoc build 会撤下。"


def _last(entry: Mapping[str, object] | None) -> Iterator[str]:
    if entry is None:
        yield "上次：没有记录（没有做过，或缓存删过）。"
    else:
        yield f"上次写出它，是因为{entry['why']}。"


def _verdict(
    file: Path, entry: Mapping[str, object] | None, now: Mapping[str, object], record: Record
) -> str:
    """What the next build would do, and why."""
    path = file.relative_to(record.out).as_posix()
    if entry is None:
        return (
            "现在：会做，因为没有它的记录。"
            if not file.exists()
            else "现在：会拿它与应有的内容比对。"
        )
    because = record.difference(path, now)
    if because:
        return f"现在：会重做，因为{because}。"
    if not file.exists():
        return "现在：会从缓存取回，因为文件不在了。"
    if not record.untouched(path):
        return "现在：会从缓存取回，因为文件被改动过。"
    return "现在：不重做，各项都与上次相同。"
