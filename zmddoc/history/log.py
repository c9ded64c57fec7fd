"""The plan's revisions in git, each with its effect."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from zmddoc.history.git import Commit, Repository
from zmddoc.history.side import Side, SideTrouble, editions, of_commit
from zmddoc.project import PLAN, UNITS
from zmddoc.revise.revision import revise
from zmddoc.revise.summary import Summary, summary


@dataclass(frozen=True)
class LogEntry:
    """One revision of the plan."""

    commit: Commit
    summary: Summary | None
    """What it changed; None where there is nothing before it to compare with."""
    tasks: int
    """How many tasks the plan has since."""
    trouble: str = ""
    """Why it could not be compared, in Chinese."""
    beginning: bool = False
    """Whether the plan begins here; a shallow clone may end before that."""


def revisions(root: Path, revision: str = "HEAD", limit: int | None = None) -> Iterator[LogEntry]:
    """Yield the revisions of the project's plan up to ``revision``, the latest first. Raises
    GitTrouble."""
    repository = Repository(root)
    commit = repository.resolve(revision)
    paths = (repository.prefix / PLAN, repository.prefix / UNITS)
    shallow = repository.shallow
    for count, one in enumerate(repository.commits(commit, paths)):
        if limit is not None and count == limit:
            return
        yield _entry(repository, one, shallow)


def _entry(repository: Repository, commit: Commit, shallow: bool) -> LogEntry:
    try:
        new = of_commit(repository, commit.id, repository.prefix, commit.short)
    except SideTrouble:
        return LogEntry(commit, None, 0, "这一版里没有方案")
    tasks = _tasks(new)
    if not commit.parent:
        return LogEntry(commit, None, tasks, beginning=not shallow)
    try:
        old = of_commit(repository, commit.parent, repository.prefix, commit.parent[:8])
    except SideTrouble:
        return LogEntry(commit, None, tasks, beginning=True)
    try:
        return LogEntry(commit, summary(revise(*editions(old, new))), tasks)
    except SideTrouble as trouble:
        return LogEntry(commit, None, tasks, str(trouble))


def _tasks(side: Side) -> int:
    plan = side.readable.plan
    return sum(len(chapter.tasks) for chapter in plan.chapters) if plan else 0
