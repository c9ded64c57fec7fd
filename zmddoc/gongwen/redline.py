"""One document over another: what was taken out and what was put in, in one tree.

Laws: ``accepted`` gives the new document's body, ``rejected`` the old one's, element for element (but
for ``data-task``). Words stand in ``ins`` and ``del``; a whole block or row that came or went carries
``data-change``. Moves are a deletion and an insertion.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from itertools import zip_longest
from typing import Literal

from lxml import etree

from zmddoc.gongwen.tree import name, words
from zmddoc.revise.alignment import stretches
from zmddoc.revise.edits import edits
from zmddoc.revise.fold import fold
from zmddoc.revise.likeness import ratio
from zmddoc.revise.tokens import NO_NAMES, Names

CHANGE = "data-change"
Side = Literal["ins", "del"]

_ALIKE = 0.4
"""Two blocks less alike than this are a deletion and an insertion, not one block reworded."""
_HOLDERS = ("header.masthead", "header.letterhead", "div.signature", "div.colophon")
"""Blocks that hold blocks, part for part."""
_PLACES = ("tr", "p.printing", "div.item")
"""The cells of a row, the two words of a 印发, the heading and the text of an item."""
_TABLE_PARTS = ("table", "table.form", "thead", "tbody")
_BREAK = "\n"
_CELLS = ("th", "td")


class RedlineError(Exception):
    """The two documents are not built alike, so that none can be marked over the other."""


def redline(
    old: etree._Element,
    new: etree._Element,
    same_task: Mapping[str, str],
    names: Names = NO_NAMES,
) -> etree._Element:
    """Return ``new`` with all that differs from ``old`` marked; ``same_task`` gives the id that a
    task of the old document has in the new one. Raises RedlineError where their sections differ."""
    old, new = (_evened(deepcopy(tree)) for tree in (old, new))
    made = deepcopy(new)
    body = made.find("body")
    assert body is not None
    for section in list(body):
        body.remove(section)
    pairs = zip_longest(old.iterfind("body/*"), new.iterfind("body/*"))
    merger = _Merger(same_task, names)
    for before, after in pairs:
        if before is None or after is None or name(before) != name(after):
            raise RedlineError("新旧两份文件的分节不同，无法在一份上标出修订")
        body.append(merger.holder(before, after))
    return made


def accepted(tree: etree._Element) -> etree._Element:
    """Return a marked document as it is when everything is accepted."""
    return _resolved(tree, "ins")


def rejected(tree: etree._Element) -> etree._Element:
    """Return a marked document as it is when everything is rejected."""
    return _resolved(tree, "del")


def is_marked(tree: etree._Element) -> bool:
    """Whether anything in a document is put in or taken out."""
    return next(tree.iter("ins", "del"), None) is not None or any(
        CHANGE in element.attrib for element in tree.iter(etree.Element)
    )


def _resolved(tree: etree._Element, kept: Side) -> etree._Element:
    made = deepcopy(tree)
    for element in list(made.iter(etree.Element)):
        if CHANGE not in element.attrib:
            continue
        if element.get(CHANGE) == kept:
            del element.attrib[CHANGE]
        else:
            _drop(element)
    for element in list(made.iter("ins", "del")):
        if element.tag == kept:
            _unwrap(element)
        else:
            _drop(element)
    return made


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    _lead(element, element.tail or "")
    parent.remove(element)


def _unwrap(element: etree._Element) -> None:
    parent = element.getparent()
    assert parent is not None
    _lead(element, element.text or "")
    place = parent.index(element)
    children = list(element)
    tail = element.tail or ""
    for i, child in enumerate(children):
        parent.insert(place + i, child)
    if children:
        children[-1].tail = (children[-1].tail or "") + tail
    else:
        _lead(element, tail)
    parent.remove(element)


def _lead(element: etree._Element, text: str) -> None:
    """Put ``text`` before an element."""
    before, parent = element.getprevious(), element.getparent()
    if before is not None:
        before.tail = (before.tail or "") + text
    elif parent is not None:
        parent.text = (parent.text or "") + text


def _evened(tree: etree._Element) -> etree._Element:
    """The tree with the words of every cell in paragraphs, so that cells can be held against each
    other: they are set in the same style."""
    for cell in tree.iter(*_CELLS):
        if (
            any(child.tag in ("p", "input", "textarea") for child in cell)
            or name(cell) == "td.band"
        ):
            continue
        if cell.tag == "th":
            continue
        paragraph = etree.Element("p", {"class": "cell"})
        paragraph.text, cell.text = cell.text, None
        paragraph.extend(list(cell))
        cell.append(paragraph)
    return tree


class _Merger:
    def __init__(self, same_task: Mapping[str, str], names: Names) -> None:
        self.same_task, self.names = same_task, names

    def holder(self, old: etree._Element, new: etree._Element) -> etree._Element:
        """Merge what holds blocks, row for row or block for block."""
        made = _empty(new)
        made.extend(self.blocks(list(old), list(new)))
        return made

    def blocks(
        self, old: Sequence[etree._Element], new: Sequence[etree._Element]
    ) -> Iterator[etree._Element]:
        """Yield the blocks of both, those that are one block merged."""
        for before, after in self._paired(old, new):
            if before is None:
                assert after is not None
                yield _whole(after, "ins")
            elif after is None:
                yield _whole(before, "del")
            else:
                yield self.block(before, after)

    def block(self, old: etree._Element, new: etree._Element) -> etree._Element:
        """Merge two blocks of one name."""
        if _plain(old) == _plain(new):
            return deepcopy(new)
        word = name(new)
        if word in _PLACES:
            return self.places(old, new)
        if word in (*_HOLDERS, *_TABLE_PARTS) or _has_paragraphs(new):
            return self.holder(old, new)
        if not _holds_text_only(old) or not _holds_text_only(new):
            raise RedlineError(f"{word} 的内容变了，无法在一份上标出修订")
        return self.text(old, new)

    def places(self, old: etree._Element, new: etree._Element) -> etree._Element:
        """Merge what has its parts at fixed places."""
        if [name(one) for one in old] != [name(one) for one in new]:
            raise RedlineError(f"{name(new)} 的格局变了，无法在一份上标出修订")
        made = _empty(new)
        made.extend(self.block(a, b) for a, b in zip(old, new, strict=True))
        return made

    def text(self, old: etree._Element, new: etree._Element) -> etree._Element:
        """Merge two blocks of words."""
        made = _empty(new)
        for one in edits(_spoken(old), _spoken(new), self.names):
            if one.equal:
                _append(made, one.new)
                continue
            for tag, said in (("del", one.old), ("ins", one.new)):
                if said:
                    part = etree.SubElement(made, tag)
                    _append(part, said)
        return made

    def _paired(
        self, old: Sequence[etree._Element], new: Sequence[etree._Element]
    ) -> Iterator[tuple[etree._Element | None, etree._Element | None]]:
        """Yield the blocks that are one block, and between them those of one side alone, the old
        ones first."""
        ours = [self._key(one, self.same_task.get) for one in old]
        theirs = [self._key(one, lambda id, other: id) for one in new]
        for same, (i, j), (k, m) in stretches(ours, theirs):
            if same:
                yield from zip(old[i:j], new[k:m], strict=True)
            else:
                yield from self._between(old[i:j], new[k:m])

    def _key(self, element: etree._Element, new_id: Callable[[str, str], str | None]) -> str:
        """Equal for blocks that are one: of one task, or of the same words."""
        task = element.get("data-task")
        if task:
            return f"{name(element)} \0{new_id(task, task + chr(0))}"
        if (
            element.tag in ("tr", "table", "thead", "tbody", "colgroup")
            or name(element) in _HOLDERS
        ):
            band = fold(words(element)) if element.tag == "tr" else ""
            return f"{name(element)} {band}"
        return f"{name(element)} {fold(words(element))}"

    def _between(
        self, old: Sequence[etree._Element], new: Sequence[etree._Element]
    ) -> Iterator[tuple[etree._Element | None, etree._Element | None]]:
        """Pair what stands between equal blocks: in order, of one name, and alike; the last with the
        last where both end so, for a text may change altogether."""
        waiting = list(old)
        for after in new:
            found = next((i for i, one in enumerate(waiting) if _one_block(one, after)), None)
            if found is None:
                yield None, after
                continue
            yield from ((one, None) for one in waiting[:found])
            yield waiting[found], after
            del waiting[: found + 1]
        yield from ((one, None) for one in waiting)


def _one_block(old: etree._Element, new: etree._Element) -> bool:
    """Whether a block may have become another: never one task another."""
    if name(old) != name(new) or old.get("data-task") or new.get("data-task"):
        return False
    if name(new) in ("h1", "p.number", "p.date", "p.signatory", "p.stamp", "td.center", "td", "th"):
        return True  # there is one of them, or each has its place
    if new.tag == "tr":
        return len(old) == len(new) and _alike(old, new)
    return _alike(old, new)


def _alike(old: etree._Element, new: etree._Element) -> bool:
    return (ratio(fold(words(old)), fold(words(new))) or 0.0) >= _ALIKE


def _holds_text_only(element: etree._Element) -> bool:
    return all(child.tag in ("br", "mark") for child in element) and element.tag != "colgroup"


def _has_paragraphs(element: etree._Element) -> bool:
    return any(child.tag == "p" for child in element)


def _empty(element: etree._Element) -> etree._Element:
    """A new element with the tag and attributes of another and nothing in it."""
    return etree.Element(element.tag, {str(k): str(v) for k, v in element.attrib.items()})


def _whole(element: etree._Element, side: Side) -> etree._Element:
    made = deepcopy(element)
    made.set(CHANGE, side)
    return made


def _plain(element: etree._Element) -> bytes:
    """An element's bytes without the ids of tasks."""
    bare = deepcopy(element)
    for one in bare.iter(etree.Element):
        if "data-task" in one.attrib:
            del one.attrib["data-task"]
    return etree.tostring(bare, with_tail=False)


def _spoken(element: etree._Element) -> str:
    """The words of a block, with a line feed for each ``br``."""
    parts = [element.text or ""]
    for child in element:
        parts += [_BREAK if child.tag == "br" else words(child), child.tail or ""]
    return "".join(parts)


def _append(element: etree._Element, said: str) -> None:
    """Add words at the end of an element, ``br`` for each line feed."""
    first, *rest = said.split(_BREAK)
    _add_text(element, first)
    for line in rest:
        etree.SubElement(element, "br")
        _add_text(element, line)


def _add_text(element: etree._Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text
