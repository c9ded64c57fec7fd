"""What checks look at: the items of the plan, its passages and targets, each with its place.

Each iterator yields nothing where the plan could not be read, so that a check need not ask.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from zmddoc.diagnostics import Diagnostic, Place
from zmddoc.model import Chapter, Duty, Measure, Target
from zmddoc.numerals import chinese
from zmddoc.project import PLAN, DataPath, Project

Check = Callable[[Project], Iterator[Diagnostic]]
"""One rule: yields what breaks it."""


@dataclass(frozen=True)
class Item:
    """A chapter, task or measure."""

    path: DataPath
    record: Chapter | Measure
    label: str
    """How messages name it: its id, or 第二章."""
    task: str | None
    """The id of the task it is or belongs to; None for a chapter."""
    duties: tuple[Duty, ...]
    """Its own duties and those of what it belongs to."""

    @property
    def targets(self) -> tuple[Target, ...]:
        """Its own targets."""
        return () if isinstance(self.record, Chapter) else self.record.targets


@dataclass(frozen=True)
class Passage:
    """One stretch of received text."""

    path: DataPath
    text: str
    task: str | None
    """The task whose errata apply; None for the notice, the preamble and the chapters."""
    label: str


def items(project: Project) -> Iterator[Item]:
    """Yield every chapter, task and measure in the order of the plan."""
    if project.plan is None:
        return
    for i, chapter in enumerate(project.plan.chapters):
        path: DataPath = ("chapters", i)
        yield Item(path, chapter, f"第{chinese(i + 1)}章", None, chapter.duty)
        for j, task in enumerate(chapter.tasks):
            yield from _nested((*path, "tasks", j), task, task.id, chapter.duty)


def _nested(path: DataPath, record: Measure, task: str, above: tuple[Duty, ...]) -> Iterator[Item]:
    duties = above + record.duty
    yield Item(path, record, record.id, task, duties)
    for i, measure in enumerate(record.measures):
        yield from _nested((*path, "measures", i), measure, task, duties)


def duties(project: Project) -> Iterator[tuple[Item, DataPath, Duty]]:
    """Yield every duty with the item it stands on and its path."""
    for item in items(project):
        for i, duty in enumerate(item.record.duty):
            yield item, (*item.path, "duty", i), duty


def targets(project: Project) -> Iterator[tuple[Item, DataPath, Target]]:
    """Yield every target with its item and its path."""
    for item in items(project):
        for i, target in enumerate(item.targets):
            yield item, (*item.path, "targets", i), target


def passages(project: Project) -> Iterator[Passage]:
    """Yield every stretch of received text that documents print, empty ones left out."""
    return (passage for passage in _passages(project) if passage.text)


def _passages(project: Project) -> Iterator[Passage]:
    plan = project.plan
    if plan is None:
        return
    for key, label in (
        ("title", "标题"),
        ("recipients", "主送"),
        ("cover_title", "通知标题"),
        ("cover", "通知正文"),
        ("preamble", "引言"),
    ):
        yield Passage((key,), getattr(plan, key), None, label)
    for item in items(project):
        yield Passage((*item.path, "title"), item.record.title, item.task, item.label)
        yield Passage((*item.path, "text"), item.record.text, item.task, item.label)
        for i, duty in enumerate(item.record.duty):
            path = (*item.path, "duty", i, "annotation")
            yield Passage(path, duty.annotation, item.task, item.label)


def at(project: Project, path: DataPath, offset: int | None = None) -> Place:
    """The place in plan.yaml of the value at ``path``, or of a character in it."""
    if offset is None:
        return project.place(PLAN, path)
    return project.place_in(PLAN, path, offset)
