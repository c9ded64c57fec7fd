"""What checks look at: the items of the plan, its passages and targets, each with its place.

Each iterator yields nothing where the plan could not be read, so that a check need not ask.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from zmddoc.diagnostics import Diagnostic, Place
from zmddoc.model import Chapter, Duty, Measure, Target
from zmddoc.once import once
from zmddoc.project import PLAN, DataPath, Project
from zmddoc.sections import Section, sections, written

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

    @cached_property
    def stretches(self) -> tuple[tuple[int, DataPath, str], ...]:
        """Its own words but for title and annotations, stretch by stretch: where each begins in
        ``words``, its path, and itself."""
        found: list[tuple[int, DataPath, str]] = []
        start = 0
        for path, text in _stretches(self.path, self.record):
            if text or not found:
                found.append((start, path, text))
                start += len(text) + len(_BETWEEN)
        return tuple(found)

    @cached_property
    def words(self) -> str:
        """Its own words but for title and annotations: what its targets quote."""
        return _BETWEEN.join(text for _, _, text in self.stretches)

    def origin(self, offset: int) -> tuple[DataPath, int]:
        """The path of the character at ``offset`` of ``words``, and its offset there."""
        start, path, _ = next(one for one in reversed(self.stretches) if one[0] <= offset)
        return path, offset - start

    @property
    def targets(self) -> tuple[Target, ...]:
        """Its own targets."""
        return () if isinstance(self.record, Chapter) else self.record.targets


_BETWEEN = "\n"
"""No quote and no figure goes beyond a stretch."""


def _stretches(path: DataPath, record: Chapter | Measure) -> Iterator[tuple[DataPath, str]]:
    for at, own in (("body", record.text), ("tail", record.tail)):
        yield (*path, "text" if at == "body" else "tail"), own
        for i, duty in enumerate(record.duty):
            if duty.at == at:
                yield (*path, "duty", i, "rest"), duty.rest


@dataclass(frozen=True)
class Passage:
    """One stretch of received text, such as an item's title or what stands behind an annotation."""

    path: DataPath
    text: str
    task: str | None
    """The task whose errata apply; None for the notice, the preamble and the chapters."""
    label: str


@once
def items(project: Project) -> tuple[Item, ...]:
    """Return every chapter, task and measure in the order of the plan."""
    return tuple(_items(project))


def _items(project: Project) -> Iterator[Item]:
    if project.plan is None:
        return
    for top in sections(project.plan):
        path, chapter = top.path, top.record
        assert isinstance(chapter, Chapter)
        yield Item(path, chapter, _heading(top), None, chapter.duty)
        for j, task in enumerate(chapter.tasks):
            yield from _nested((*path, "tasks", j), task, task.id, chapter.duty)


def _heading(chapter: Section) -> str:
    """第二章; of one without number 第二部分, by its place."""
    place = int(chapter.path[1]) + 1
    return f"第{written('number', chapter.number)}章" if chapter.number else f"第{place}部分"


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
        ("closing", "结尾"),
    ):
        yield Passage((key,), getattr(plan, key), None, label)
    for i, annex in enumerate(plan.annexes):
        yield Passage(("annexes", i, "title"), annex.title, None, f"附件{i + 1}")
        yield Passage(("annexes", i, "text"), annex.text, None, f"附件{i + 1}")
    for item in items(project):
        yield Passage((*item.path, "title"), item.record.title, item.task, item.label)
        for _, path, text in item.stretches:
            yield Passage(path, text, item.task, item.label)
        for i, duty in enumerate(item.record.duty):
            path = (*item.path, "duty", i, "annotation")
            yield Passage(path, duty.annotation, item.task, item.label)


def at(project: Project, path: DataPath, offset: int | None = None) -> Place:
    """The place in plan.yaml of the value at ``path``, or of a character in it."""
    if offset is None:
        return project.place(PLAN, path)
    return project.place_in(PLAN, path, offset)
