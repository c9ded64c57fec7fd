"""Errata: open corrections of the received text, each of one thing that stands there."""

from __future__ import annotations

from collections.abc import Iterator

from zmddoc.catalogue import diagnostic
from zmddoc.check.subject import Passage, at, items, passages
from zmddoc.diagnostics import Diagnostic
from zmddoc.model import Chapter
from zmddoc.nearest import nearest
from zmddoc.project import Project


def errata_stand(project: Project) -> Iterator[Diagnostic]:
    """Z315: an erratum of a task that does not exist. Z518: one whose words do not stand there,
    stand there more than once, or are not changed."""
    plan = project.plan
    if plan is None:
        return
    tasks = {item.record.id for item in items(project) if not isinstance(item.record, Chapter)}
    texts: dict[str | None, list[str]] = {}
    for passage in passages(project):
        texts.setdefault(passage.task, []).append(passage.text)
    for i, erratum in enumerate(plan.errata):
        path = ("errata", i)
        if erratum.task is not None and erratum.task not in texts:
            there = [
                task for task, words in texts.items() if task and erratum.wrong in "".join(words)
            ]
            meant = there[0] if there else nearest(erratum.task, sorted(tasks))
            message = f"勘误所指的条“{erratum.task}”不存在"
            hint = f"想写的是“{meant}”吗？" if meant else "写条的编号，如 T04"
            yield diagnostic("Z315", at(project, (*path, "task")), message, hint)
            continue
        where = erratum.task or "通知、引言和章标题"
        count = sum(text.count(erratum.wrong) for text in texts.get(erratum.task, ()))
        place = at(project, (*path, "from"))
        if count == 0:
            message = f"要更正的“{erratum.wrong}”不在 {where} 里"
            yield diagnostic("Z518", place, message, "原文已改或写错了；照原文写 from")
        elif count > 1:
            message = f"要更正的“{erratum.wrong}”在 {where} 里有 {count} 处，会一并改掉"
            yield diagnostic("Z518", place, message, "from 写长些，使它只有一处")
        elif erratum.wrong == erratum.right:
            message = f"勘误的 from 与 to 相同：“{erratum.wrong}”"
            hint = "to 写更正之后的文字；不必更正就删去这一条"
            yield diagnostic("Z518", at(project, (*path, "to")), message, hint)


def corrected(project: Project, passage: Passage) -> list[tuple[int, int]]:
    """The spans of a passage that errata correct: what is wrong in them is known already."""
    spans: list[tuple[int, int]] = []
    if project.plan is None:
        return spans
    for erratum in project.plan.errata_of(passage.task):
        start = passage.text.find(erratum.wrong)
        while start >= 0:
            spans.append((start, start + len(erratum.wrong)))
            start = passage.text.find(erratum.wrong, start + 1)
    return spans


def open_at(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether no erratum touches the stretch."""
    return all(end <= a or b <= start for a, b in spans)
