"""Quotes: every target stands in the text, every figure of the text is accounted for."""

from __future__ import annotations

from collections.abc import Iterator

from zmddoc.catalogue import diagnostic
from zmddoc.check.subject import Item, at, items, targets
from zmddoc.diagnostics import Diagnostic, Related
from zmddoc.grammar.figures import Figure, figures
from zmddoc.grammar.targets import excused
from zmddoc.model import Measure
from zmddoc.project import PLAN, DataPath, Project

_MARKS = "，,。；;、：: "


def quote_stands(project: Project) -> Iterator[Diagnostic]:
    """Z507: a quote that does not stand in its item's words. Z508: one that stands there twice."""
    for item, path, target in targets(project):
        text = item.words
        count = text.count(target.quote)
        if count == 1:
            continue
        place = at(project, (*path, "quote"))
        if count == 0:
            near = _nearest(target.quote, text)
            yield diagnostic(
                "Z507",
                place,
                f"{target.id} 的引文不在 {item.label} 的正文里：“{target.quote}”",
                f"正文里最接近的是“{near}”" if near else "引文须与正文逐字相同",
                [Related(at(project, (*item.path, "text")), "正文在这里")],
            )
        else:
            first = text.find(target.quote)
            again = text.find(target.quote, first + 1)
            message = f"{target.id} 的引文在 {item.label} 的正文里有 {count} 处"
            related = [
                Related(at(project, *item.origin(first)), "第一处"),
                Related(at(project, *item.origin(again)), "第二处"),
            ]
            yield diagnostic("Z508", place, message, "引文写长些，使它只有一处", related)


def _nearest(quote: str, text: str) -> str:
    from rapidfuzz.fuzz import partial_ratio_alignment  # only a mistake needs it

    found = partial_ratio_alignment(quote, text, score_cutoff=60)
    return text[found.dest_start : found.dest_end].strip(_MARKS) if found else ""


def quoted(item: Item) -> Iterator[tuple[int, int, int]]:
    """Yield for every target of the item whose quote stands in its words once: the target's place
    in the list, and where in the words the quote begins and ends."""
    text = item.words
    for i, target in enumerate(item.targets):
        if text.count(target.quote) == 1:
            start = text.index(target.quote)
            yield i, start, start + len(target.quote)


def loose_figures(project: Project) -> Iterator[Diagnostic]:
    """Z516: a figure of the text that stands in no target's quote and is no decoy."""
    for path, text, figure, label in _figures(project):
        if figure.decoy:
            continue
        shown = text[max(figure.start - 8, 0) : figure.end + 4]
        yield diagnostic(
            "Z516",
            at(project, path, figure.start),
            f"{label}：“{text[figure.start : figure.end]}”没有指标认领(“…{shown}…”)",
            "是指标就写进 targets；不是指标而常见的写法，请报给维护人员添一条规则",
        )


def _figures(project: Project) -> Iterator[tuple[DataPath, str, Figure, str]]:
    """Yield the figures outside every quote, but for aid, thresholds and the like."""
    if project.plan is None:
        return
    for figure in figures(project.plan.preamble):
        yield ("preamble",), project.plan.preamble, figure, "引言"
    for item in items(project):
        for figure in figures(item.record.title):
            yield (*item.path, "title"), item.record.title, figure, item.label
        spans = [(start, end) for _, start, end in quoted(item)]
        unquoted = isinstance(item.record, Measure) and len(spans) < len(item.targets)
        for begins, path, text in item.stretches:
            aside = excused(text, project.plan.year)
            for figure in figures(text):
                if figure.start in aside:
                    continue
                claimed = any(start <= begins + figure.start < end for start, end in spans)
                if not claimed and not (unquoted and _misquoted(item, figure)):
                    yield path, text, figure, item.label


def _misquoted(item: Item, figure: Figure) -> bool:
    """Whether a target whose quote does not stand in the text has the figure's number: the quote
    is what has to be put right (Z507), the figure is not loose."""
    return any(
        set(figure.numbers) == {n for n in (t.value, t.low, t.high) if n is not None}
        for t in item.targets
        if item.words.count(t.quote) != 1
    )


def place_of_figure(project: Project, item: Item, figure: Figure) -> Related:
    """Where in the item's words the figure stands."""
    where = project.place_in(PLAN, *item.origin(figure.start))
    return Related(where, "正文里的数在这里")
