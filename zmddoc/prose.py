"""The plan's items as documents print them: errata applied, punctuation full-width, a paragraph at
a time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from zmddoc.model import Chapter, Plan, Task
from zmddoc.sections import Section, sections
from zmddoc.text import body_words, own_words, tail_words
from zmddoc.typography import normalise, printed

_FIRST = re.compile(r"[一二三四五六七八九十百千零]+、|第[一二三四五六七八九十百千零]+[章条]\s*")
_SHORT = 16
"""Characters by which what has no title is known."""
_ENDS = "。；！？：，）”"
_GAP = "\u3000"
"""Between a title and words that only white space divides."""


@dataclass(frozen=True)
class Prose:
    """One item as printed."""

    section: Section
    task: str | None
    """The task whose errata apply; None for a chapter."""
    mark: str
    """一、, （十二）, 1. or ''."""
    title: str
    joint: str
    """What stands between title and words on one line: 。"""
    run_in: bool
    """Whether the words follow the title on its line."""
    paragraphs: tuple[str, ...]
    """Its words before anything below it."""
    tail: tuple[str, ...]
    """Its words after the last of what is below it."""
    children: tuple[Prose, ...]

    @property
    def heads(self) -> bool:
        """Whether its title is a heading on a line of its own, as documents set 一、, 第三条 and
        chapters (GB/T 9704-2012, 7.3.3), however the received text sets it."""
        return self.section.depth == 0 or bool(_FIRST.fullmatch(self.mark))

    def lines(self) -> Iterator[str]:
        """Yield it and everything below it, a paragraph a line."""
        heading = self.mark + self.title
        first, *others = self.paragraphs or ("",)
        if (self.run_in and not self.heads) or not self.title:
            yield heading + (self.joint if self.title and first else "") + first
        else:
            yield heading
            yield from filter(None, (first,))
        yield from others
        for child in self.children:
            yield from child.lines()
        yield from self.tail


def prose(plan: Plan) -> tuple[Prose, ...]:
    """Return the chapters with what stands below them."""
    return tuple(_prose(plan, section, None) for section in sections(plan))


def _prose(plan: Plan, section: Section, task: str | None) -> Prose:
    record = section.record
    if not isinstance(record, Chapter):
        task = task or record.id
    joint = normalise(section.joint)
    return Prose(
        section,
        task,
        mark=normalise(section.mark.strip()),
        title=printed(plan, record.title, task),
        joint=joint.strip() or _GAP * bool(joint),
        run_in=bool("{text}" in section.form and "\n" not in joint),
        paragraphs=paragraphs(printed(plan, body_words(record), task)),
        tail=paragraphs(printed(plan, tail_words(record), task)),
        children=tuple(_prose(plan, child, task) for child in section.children),
    )


def content(plan: Plan, section: Section, task: str | None) -> str:
    """Return what is to be done under an item, a paragraph a line, without annotations: its own
    words, and those of the measures below it that have no duty of their own, under their marks."""
    record = section.record
    lines = list(paragraphs(printed(plan, own_words(record, "body"), task)))
    for child in section.children:
        if isinstance(child.record, Task) or child.record.duty:
            continue
        below = content(plan, child, task)
        if below or not child.children:
            title = printed(plan, child.record.title, task)
            joint = (normalise(child.joint).strip() or _GAP) if title and below else ""
            lines += f"{normalise(child.mark.strip())}{title}{joint}{below}".split("\n")
    lines += paragraphs(printed(plan, own_words(record, "tail"), task))
    return "\n".join(lines)


def paragraphs(text: str) -> tuple[str, ...]:
    """Return the paragraphs of a text, without white space around them."""
    return tuple(line.strip() for line in text.split("\n") if line.strip())


def first_words(text: str) -> str:
    """Return what a text without title is called by."""
    line = text.partition("\n")[0]
    return line if len(line) <= _SHORT else f"{line[:_SHORT]}…"


def running(text: str) -> str:
    """Return a text of several paragraphs as one, for a place that has room for one only."""
    found = ""
    for paragraph in paragraphs(text):
        found += _GAP * bool(found and found[-1] not in _ENDS) + paragraph
    return found


def as_printed(plan: Plan) -> str:
    """Return the plan as documents print it, one paragraph a line, from the title to the annexes."""
    lines = [printed(plan, plan.title), *paragraphs(printed(plan, plan.preamble))]
    lines += [line for chapter in prose(plan) for line in chapter.lines()]
    lines += paragraphs(printed(plan, plan.closing))
    for annex in plan.annexes:
        lines += [printed(plan, annex.title), *paragraphs(printed(plan, annex.text))]
    return "\n".join(line for line in lines if line)
