"""How documents cite the items of a plan: （十二）, （十二）3, 二、（四）, 第三条."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from zmddoc.model import Plan
from zmddoc.numerals import chinese
from zmddoc.project import DataPath
from zmddoc.sections import Section, sections, written
from zmddoc.typography import normalise

WHOLE = "全文"
"""A chapter without heading."""
_UNNUMBERED = "无编号"


@dataclass(frozen=True)
class Citation:
    """How one item is cited."""

    clause: str
    """As short as is plain: （十二）; with its chapter where tasks are numbered from 1 in each; of a
    chapter 第二章."""
    place: str
    """With its chapter wherever there is one: 二、（四）."""


def citations(plan: Plan) -> Mapping[DataPath, Citation]:
    """Return how each chapter, task and measure is cited, by its path."""
    return dict(_citations(plan))


def _citations(plan: Plan) -> Iterator[tuple[DataPath, Citation]]:
    chapters = sections(plan)
    marks = {one.path: mark for top in chapters for one, mark in _marked(top.children)}
    uses = Counter(marks.values())
    for top in chapters:
        heading = _chapter(top)
        yield top.path, Citation(heading, heading)
        within = f"{written('number', top.number)}、" if top.number else ""
        for task in top.children:
            bare = marks[task.path]
            told_by_chapter = plan.received.restart or uses[bare] > 1 or task.number is None
            clause = within + bare if told_by_chapter else bare
            yield from _with_measures(task, Citation(clause, within + bare))


def _with_measures(section: Section, cited: Citation) -> Iterator[tuple[DataPath, Citation]]:
    yield section.path, cited
    for measure, mark in _marked(section.children):
        mark = mark.rstrip(".．、")
        below = Citation(cited.clause + mark, cited.place + mark)
        yield from _with_measures(measure, below)


def _marked(siblings: Sequence[Section]) -> Iterator[tuple[Section, str]]:
    """Yield each with its mark; those without a number are told apart by their order."""
    unnumbered = [one for one in siblings if one.number is None]
    for one in siblings:
        mark = normalise(one.mark.strip())
        if one.number is None:
            which = f"之{chinese(unnumbered.index(one) + 1)}" if len(unnumbered) > 1 else ""
            mark = f"（{_UNNUMBERED}{which}）"
        yield one, mark


def _chapter(section: Section) -> str:
    if section.number:
        return f"第{written('number', section.number)}章"
    return f"“{normalise(section.record.title)}”" if section.record.title else WHOLE
