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

_NUMERAL = "[一二三四五六七八九十百千零]+"
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
    tops = sections(plan)
    yield from _siblings(project, tops, 0)
    last = 0
    for top in tops:
        last = 0 if plan.received.restart else last
        yield from _siblings(project, top.children, last)
        last = _last(top.children, last)
        for task in top.children:
            for one in task.walk():
                yield from _siblings(project, one.children, 0)


def _siblings(project: Project, siblings: Sequence[Section], last: int) -> Iterator[Diagnostic]:
    for one in siblings:
        if one.number is None:
            continue
        if one.record.number is not None and one.number != last + 1:
            label = "章" if isinstance(one.record, Chapter) else f"{one.record.id} "
            wanted = replace(one, number=last + 1)
            message = f"{label}的序号应到“{_mark(wanted)}”，照原文写的是“{_mark(one)}”"
            hint = "与印发的原件核对：漏了就补上，原件如此就不必改"
            yield diagnostic("Z525", at(project, (*one.path, "number")), message, hint)
        last = one.number


def _last(siblings: Sequence[Section], last: int) -> int:
    return next((one.number for one in reversed(siblings) if one.number is not None), last)


def _mark(section: Section) -> str:
    return normalise(section.mark.strip()).rstrip("、.．")
