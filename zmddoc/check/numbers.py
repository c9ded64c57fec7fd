"""The numbers of the received text: none left out, none twice, none repaired in silence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from zmddoc.catalogue import diagnostic
from zmddoc.check.subject import at
from zmddoc.diagnostics import Diagnostic, Place
from zmddoc.model import Chapter, Plan
from zmddoc.numerals import chinese
from zmddoc.project import Project
from zmddoc.sections import Section, sections
from zmddoc.typography import normalise

_NUMERAL = "[一二三四五六七八九十百千万零]+"
_NUMBER = re.compile(rf"(?:[(（](?P<task>{_NUMERAL})[)）]|(?P<chapter>{_NUMERAL})、)")


def numbered_in_order(project: Project) -> Iterator[Diagnostic]:
    """Z505: the numbers of chapters or tasks in the received text leave a gap or repeat. A plan
    that says itself where they do, or that is not numbered 一、 and （一） throughout, is Z525's."""
    plan = project.plan
    if plan is None or project.received is None or not _straight(plan):
        return
    for kind, what in (("chapter", "章"), ("task", "条")):
        expected = 1
        for number, line in enumerate(project.received.split("\n"), 1):
            match = _NUMBER.match(line)
            if match and match[kind]:
                if match[kind] != chinese(expected):
                    message = f"原文的{what}序号应到“{chinese(expected)}”，这里是“{match[kind]}”"
                    hint = "原文漏了、重了，或收到的文本不全；与印发的原件核对"
                    place = Place(f"plan/{plan.received.file}", number, 1)
                    yield diagnostic("Z505", place, message, hint)
                    break
                expected += 1


def _straight(plan: Plan) -> bool:
    received = plan.received
    return (
        not (received.restart or received.loose)
        and received.chapter.startswith("{number}、")
        and bool(re.match(r"[(（]\{number\}[)）]", received.task))
        and all(one.record.title or one.depth for one in sections(plan))
        and all(
            one.record.number is None and one.record.form is None
            for top in sections(plan)
            for one in top.walk()
        )
    )


def told_numbers_in_order(project: Project) -> Iterator[Diagnostic]:
    """Z525: a number that is written in the plan because it is not the one that its place gives."""
    plan = project.plan
    if plan is None:
        return
    yield from _told(project, sections(plan), {})


def _told(
    project: Project, siblings: Sequence[Section], last: dict[int, int]
) -> Iterator[Diagnostic]:
    """``last`` is the last number at each depth. A row may begin with 1, or go on from the row
    before it, as the measures of some plans do through all tasks."""
    first = True
    for one in siblings:
        if one.number is not None:
            before = last.get(one.depth, 0)
            begins = first and one.number == 1
            if one.record.number is not None and one.number != before + 1 and not begins:
                wanted = 1 if first and one.number <= before else before + 1
                yield _out_of_order(project, one, wanted)
            last[one.depth] = one.number
            first = False
        yield from _told(project, one.children, last)


def _out_of_order(project: Project, one: Section, wanted: int) -> Diagnostic:
    label = "章" if isinstance(one.record, Chapter) else f"{one.record.id} "
    due = _mark(replace(one, number=wanted))
    message = f"{label}的序号应到“{due}”，照原文写的是“{_mark(one)}”"
    hint = "与印发的原件核对：漏了就补上，原件如此就不必改"
    return diagnostic("Z525", at(project, (*one.path, "number")), message, hint)


def _mark(section: Section) -> str:
    return normalise(section.mark.strip()).rstrip("、.．")
