"""Goals that stand before the first item: 主要指标：…… in the preamble."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zmddoc.grammar.reading import Span
from zmddoc.grammar.targets import targets
from zmddoc.grammar.tree import Section
from zmddoc.importer.facts import ItemFacts, facts
from zmddoc.importer.head import Front

_LABEL = re.compile(
    r"(?:(?<=[。\n])|^)\s*(?=[^，。；：:\n]{0,24}?"
    r"(?:目标|指标)(?:任务|要求)?(?:[：:]|\n|[是为][：:]?))"
)


def goals(text: str, front: Front) -> tuple[Front, ItemFacts | None]:
    """Return the head with the preamble up to its goals, and the goals as an item without title and
    number; None where the preamble states none under a label."""
    span = front.spans.get("preamble")
    found = _LABEL.search(span.of(text)) if span else None
    if span is None or found is None:
        return front, None
    start = span.start + found.end()
    item = facts(text, _section(start, span.end), front.year)
    if not any(piece.targets for piece in item.pieces):
        return front, None
    return front.up_to(text, start), item


def unlabelled(text: str, front: Front) -> Iterator[Span]:
    """Yield the words of the preamble that would be targets in an item."""
    span = front.spans.get("preamble")
    if span is None:
        return
    for one in targets(span.of(text), front.year):
        if one.confidence != "doubtful":
            yield Span(span.start + one.quote.start, span.start + one.quote.end)


def _section(start: int, end: int) -> Section:
    nothing = Span(start, start)
    return Section(1, "", 0, nothing, nothing, nothing, Span(start, end), (), Span(end, end))
