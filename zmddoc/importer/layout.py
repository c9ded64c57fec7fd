"""How a text sets its items: the usual form of each level, and what departs from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from zmddoc.importer.facts import ItemFacts

UNNUMBERED = "{text}"
"""The form of words that are an item of the plan and have no number in the text."""


@dataclass(frozen=True)
class Layout:
    """The usual forms of a plan's items."""

    chapter: str
    task: str
    measure: tuple[str, ...]
    """By depth below the task."""
    restart: bool
    """Whether the tasks of each chapter are numbered from 1."""

    def usual(self, depth: int) -> str:
        """The form of a task (depth 0) or of a measure below it."""
        return self.task if depth == 0 else self.measure[depth - 1]


def layout(items: Sequence[ItemFacts], top: bool) -> Layout:
    """Return the layout of the items of an outline; ``top``: the topmost are the tasks."""
    chapters = [] if top else list(items)
    tasks = list(items) if top else [child for item in items for child in item.children]
    measures: list[str] = []
    level = [child for item in tasks for child in item.children]
    while level:
        measures.append(_commonest(level))
        level = [child for item in level for child in item.children]
    return Layout(
        _commonest(chapters) if chapters else "{number}、{title}",
        _commonest(tasks) if tasks else "（{number}）{title}。{text}",
        tuple(measures),
        _restart(chapters),
    )


def own_form(item: ItemFacts, usual: str) -> str | None:
    """Return how the item is set where it is not as ``usual`` sets it, else None. What stands
    between title and words is left out of a form where either is empty (``zmddoc.text``)."""
    style, joint = item.section.style, item.joint
    if not item.title:
        return (
            None
            if usual.startswith((f"{style}{{title}}", f"{style}{{text}}"))
            else f"{style}{{text}}"
        )
    if not item.words:
        whole = f"{style}{{title}}{joint.strip()}"
        plain = usual.removesuffix("{text}").rstrip("。：: \n")
        return None if not joint.strip() and plain == f"{style}{{title}}" else whole
    whole = f"{style}{{title}}{joint}{{text}}"
    return None if _bare(whole) == _bare(usual) else whole


def _commonest(items: Iterable[ItemFacts]) -> str:
    """The form of most of those with a title and words, else of most; of equals, the first."""
    listed = list(items)
    full = [item for item in listed if item.title and item.words] or listed
    forms = Counter(_form(item) for item in full)
    return forms.most_common(1)[0][0]


def _form(item: ItemFacts) -> str:
    style = item.section.style
    return f"{style}{{title}}{item.joint}{{text}}" if item.title else f"{style}{{text}}"


def _bare(form: str) -> str:
    return "".join(form.split())


def _restart(chapters: Iterable[ItemFacts]) -> bool:
    firsts = [item.children[0].section.number for item in chapters if item.children]
    return len(firsts) > 1 and 2 * sum(number == 1 for number in firsts[1:]) > len(firsts) - 1


def departures(
    items: Iterable[ItemFacts], start: int = 1
) -> Iterator[tuple[ItemFacts, int | None]]:
    """Yield each item with its number where it is not the one that follows on (``start`` is that
    of the first), else None; the count goes on from what the text has."""
    expected = start
    for item in items:
        number = item.section.number
        yield item, None if number == expected else number
        expected = number + 1
