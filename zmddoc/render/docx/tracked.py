"""Marks of a redline as Word's tracked changes (ISO/IEC 29500-1, 17.13.5).

A paragraph ends with a mark that can be put in or taken out like a character. Where it goes, the
paragraph joins the next one and takes that one's properties; so the last paragraph of a cell or a
section keeps its mark, and what was put in behind it shares it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import count

from docx.oxml.ns import qn
from lxml import etree

from zmddoc.gongwen.redline import CHANGE, accepted, rejected
from zmddoc.render.docx.errors import DocxError
from zmddoc.render.docx.wml import Element, w

_P, _PPR, _RPR, _TR, _TRPR = (qn(f"w:{tag}") for tag in ("p", "pPr", "rPr", "tr", "trPr"))
_INS, _DEL, _STYLE = qn("w:ins"), qn("w:del"), qn("w:pStyle")
_BEHIND = {qn("w:sectPr"), qn("w:pPrChange")}
"""What stands behind the ``w:rPr`` in a ``w:pPr``."""


@dataclass(frozen=True)
class Hand:
    """Who marked the changes, and when: ``2021-05-10T00:00:00Z``."""

    author: str
    dated: str


def hand_of(document: etree._Element) -> Hand:
    """Return who marked a document, from its ``head``."""

    def meta(name: str) -> str:
        found = document.xpath(f"head/meta[@name='{name}']/@content")
        return str(found[0]) if isinstance(found, list) and found else ""

    return Hand(meta("author"), meta("revised") or "1970-01-01T00:00:00Z")


def changed(words: Sequence[Element], side: str) -> Element:
    """Return runs as put in (``ins``) or taken out (``del``)."""
    made = w(side)
    made.extend(words)
    if side == "del":
        for text in made.iter(qn("w:t")):
            text.tag = qn("w:delText")
    return made


def whole(made: Element, block: etree._Element) -> tuple[Element, str]:
    """Return a paragraph with its side: '' or, where its block came or went, ``ins`` or ``del``, and
    its words are marked so. Of a table each row is marked, and the table itself is in both."""
    side = block.get(CHANGE, "")
    if side and made.tag == _P:
        _enclose(made, side)
        return made, side
    if side:
        for one in made.iter(_TR):
            row(one, block)
    return made, ""


def _enclose(paragraph: Element, side: str) -> None:
    words = [child for child in paragraph if child.tag != _PPR]
    for child in words:
        paragraph.remove(child)
    if words:
        paragraph.append(changed(words, side))


def row(made: Element, block: etree._Element) -> Element:
    """Mark a ``w:tr`` as put in or taken out where its row is: the row itself, and all in it."""
    side = block.get(CHANGE)
    if not side:
        return made
    properties = made.find(_TRPR)
    if properties is None:
        properties = w("trPr")
        made.insert(0, properties)
    properties.append(w(side))
    for paragraph in made.iter(_P):
        _enclose(paragraph, side)
        _end(paragraph, side)
    return made


def settle(pairs: Sequence[tuple[Element, str]]) -> list[Element]:
    """Return the paragraphs of a cell or a section, each given with its side ('' for one that is in
    both), with their marks put in or taken out so that the last keeps its own."""
    last = max((i for i, (_, side) in enumerate(pairs) if not side), default=-1)
    found = [paragraph for paragraph, _ in pairs[: last + 1]]
    for paragraph, side in pairs[: last + 1]:
        if side:
            _end(paragraph, side)
    gone = [paragraph for paragraph, side in pairs[last + 1 :] if side == "del"]
    come = [paragraph for paragraph, side in pairs[last + 1 :] if side == "ins"]
    if not gone and not come:
        return found
    if gone and come:  # the last of both share one mark
        final, gone = come[-1], gone
        taken = [child for child in gone[-1] if child.tag != _PPR]
        for place, child in enumerate(taken, 1):
            final.insert(place, child)
        gone, come = gone[:-1], come[:-1]
    else:
        side = "del" if gone else "ins"
        if last < 0 or found[-1].tag != _P:
            raise DocxError("修订在一份里没有可以依附的段落")
        _end(found[-1], side)
        final = (gone or come)[-1]
        gone, come = gone[:-1], come[:-1]
    for paragraph in gone:
        _end(paragraph, "del")
    for paragraph in come:
        _end(paragraph, "ins")
    return [*found, *gone, *come, final]


def _end(paragraph: Element, side: str) -> None:
    """Mark a paragraph's mark as put in or taken out."""
    properties = paragraph.find(_PPR)
    if properties is None:
        properties = w("pPr")
        paragraph.insert(0, properties)
    mark = properties.find(_RPR)
    if mark is None:
        mark = w("rPr")
        place = next(
            (i for i, child in enumerate(properties) if child.tag in _BEHIND), len(properties)
        )
        properties.insert(place, mark)
    mark.insert(0, w(side))


def track(document: etree._Element, build: Callable[[etree._Element], Element]) -> Element:
    """Return the ``w:document`` of a marked document. Each paragraph has the properties that it has
    in the new document, and as a tracked change those that it had in the old one, where they
    differ. Raises DocxError where the marks would not give back the two documents."""
    made = build(document)
    new = list(_paragraphs(build(accepted(document)), ""))
    old = list(_paragraphs(build(rejected(document)), ""))
    _adopt(list(_paragraphs(made, "del")), new, _take)
    _adopt(list(_paragraphs(made, "ins")), old, _remember)
    _sign(made, hand_of(document))
    return made


def _paragraphs(tree: Element, gone: str) -> Iterator[Element]:
    """Yield the paragraphs that are left when what is ``gone`` (``ins``, ``del`` or '') goes: those
    whose mark stays and whose row does."""
    for paragraph in tree.iter(_P):
        rows = paragraph.iterancestors(_TR)
        if gone and any(one.find(f"{_TRPR}/{qn(f'w:{gone}')}") is not None for one in rows):
            continue
        if not gone or paragraph.find(f"{_PPR}/{_RPR}/{qn(f'w:{gone}')}") is None:
            yield paragraph


def _adopt(
    ours: list[Element], theirs: list[Element], take: Callable[[Element, Element], None]
) -> None:
    if len(ours) != len(theirs):
        raise DocxError("修订稿的段落与新旧两份对不上")
    for one, other in zip(ours, theirs, strict=True):
        take(one, other)


def _style(paragraph: Element) -> Element | None:
    return paragraph.find(f"{_PPR}/{_STYLE}")


def _take(paragraph: Element, other: Element) -> None:
    ours, theirs = _style(paragraph), _style(other)
    if ours is not None and theirs is not None:
        ours.set(qn("w:val"), str(theirs.get(qn("w:val"))))


def _remember(paragraph: Element, other: Element) -> None:
    """Keep the old style beside the new one; of a paragraph that is gone it is the only one."""
    ours, theirs = _style(paragraph), _style(other)
    if ours is None or theirs is None or ours.get(qn("w:val")) == theirs.get(qn("w:val")):
        return
    if paragraph.find(f"{_PPR}/{_RPR}/{_DEL}") is not None:
        ours.set(qn("w:val"), str(theirs.get(qn("w:val"))))
        return
    properties = paragraph.find(_PPR)
    assert properties is not None
    properties.append(w("pPrChange", w("pPr", deepcopy(theirs))))


def _sign(tree: Element, hand: Hand) -> None:
    """Give every tracked change its author, its date and a number of its own."""
    numbers = count(1)
    for change in tree.iter(_INS, _DEL, qn("w:pPrChange")):
        change.set(qn("w:id"), str(next(numbers)))
        change.set(qn("w:author"), hand.author)
        change.set(qn("w:date"), hand.dated)
