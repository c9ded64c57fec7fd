"""The body of the plan as blocks: headings, run-in items and paragraphs (GB/T 9704-2012, 7.3.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from zmddoc.model import Chapter, Plan
from zmddoc.prose import Prose, paragraphs, prose
from zmddoc.text import day
from zmddoc.typography import normalise, printed

Kind = Literal["h2", "h3", "item", "p"]

_SECOND = re.compile(r"（[一二三四五六七八九十百千零]+）")


@dataclass(frozen=True)
class Block:
    """One block of the plan."""

    kind: Kind
    words: str
    heading: str = ""
    """Of an item: its title, that the words follow on the line."""
    task: str = ""
    """The id of the task or measure that it begins."""


@dataclass(frozen=True)
class AnnexPage:
    """An annex as printed."""

    label: str
    """附件, or 附件1 where there are several."""
    title: str
    paragraphs: tuple[str, ...]


def body(plan: Plan) -> tuple[Block, ...]:
    """Return the chapters with everything below them, and the closing without the signature."""
    blocks = [block for chapter in prose(plan) for block in _blocks(chapter)]
    return (*blocks, *(Block("p", words) for words in _closing(plan)))


def _blocks(one: Prose) -> Iterator[Block]:
    record = one.section.record
    id = "" if isinstance(record, Chapter) else record.id
    heading, words = one.mark + one.title, list(one.paragraphs)
    if not one.title:
        if heading or words:
            yield Block("p", heading + "".join(words[:1]), task=id)
        words = words[1:]
    else:
        face = _face(one)
        if face != "h2" and one.run_in and words:
            first, words = words[0], words[1:]
            heading += one.joint
            if face == "h3":
                yield Block("item", first, heading, task=id)
            else:
                yield Block("p", heading + first, task=id)
        else:
            yield Block(face, heading, task=id)
    yield from (Block("p", paragraph) for paragraph in words)
    for child in one.children:
        yield from _blocks(child)
    yield from (Block("p", paragraph) for paragraph in one.tail)


def _face(one: Prose) -> Literal["h2", "h3", "p"]:
    """一、 in 黑体, （一） in 楷体, what is below as the text; by the mark, for plans without chapters
    begin with 一、."""
    if _SECOND.fullmatch(one.mark) and one.section.depth:
        return "h3"
    return "h2" if one.heads else "p"


def _closing(plan: Plan) -> tuple[str, ...]:
    """What stands at the end; a signature is printed as one where the plan has no covering notice,
    which has its own."""
    signature = {normalise(plan.issuer), day(plan.dated) if plan.dated else ""}
    found = paragraphs(printed(plan, plan.closing))
    return tuple(words for words in found if words not in signature)


def annex_pages(plan: Plan) -> tuple[AnnexPage, ...]:
    """Return the annexes."""
    several = len(plan.annexes) > 1
    return tuple(
        AnnexPage(
            f"附件{i}" if several else "附件",
            printed(plan, annex.title),
            paragraphs(printed(plan, annex.text)),
        )
        for i, annex in enumerate(plan.annexes, 1)
    )
