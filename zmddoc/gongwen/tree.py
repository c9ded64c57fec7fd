"""Gongwen HTML as a tree: parsed, held against the vocabulary, and its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree, html

from zmddoc.gongwen.marks import dissolve
from zmddoc.gongwen.vocabulary import EVERYWHERE, INLINE, VOCABULARY

SOURCE = "data-source"
"""Attribute that a composed element carries while it is checked: ``template:line``."""

NUMBERED = re.compile(r"附件：1[.．]")
"""How the first of several 附件说明 begins."""

_SPACE = re.compile(r"[ \t\r\n\f]+")
_WIDTH = re.compile(r"width:\d+(\.\d+)?mm")


@dataclass(frozen=True)
class Violation:
    """Something outside the vocabulary."""

    message: str
    source: str
    """``template:line``, or ``:line`` of the HTML where the template is not known."""
    task: str = ""
    """The id of the task it belongs to, where one is known."""


class GongwenError(Exception):
    """The HTML says what the vocabulary does not hold; carries every violation found."""

    def __init__(self, violations: tuple[Violation, ...]) -> None:
        super().__init__("; ".join(v.message for v in violations))
        self.violations = violations


def name(element: etree._Element) -> str:
    """``tag`` or ``tag.class``, as the vocabulary names it."""
    css = element.get("class")
    return f"{element.tag}.{css}" if css else str(element.tag)


def task_of(element: etree._Element | None) -> str:
    """The id of the nearest task around the element, or ''."""
    if element is None:
        return ""
    return element.get("data-task") or task_of(element.getparent())


def parse(source: str) -> etree._Element:
    """Return the ``html`` element of a gongwen document, white space folded and source marks
    and ``marks`` taken off. Raises GongwenError with every violation of the vocabulary."""
    root = html.document_fromstring(source, parser=html.HTMLParser(encoding=None))
    dissolve(root)
    violations = tuple(_violations(root))
    if violations:
        raise GongwenError(violations)
    for element in root.iter(etree.Element):
        if SOURCE in element.attrib:
            del element.attrib[SOURCE]
        _fold(element)
    return root


def _source(element: etree._Element) -> str:
    return element.get(SOURCE) or f":{element.sourceline}"


def _violations(root: etree._Element) -> Iterator[Violation]:
    for comment in root.iter(etree.Comment, etree.PI):
        parent = comment.getparent()
        yield Violation("不应有注释或处理指令", _source(parent if parent is not None else root))
    for element in root.iter(etree.Element):
        word = name(element)
        task = task_of(element)
        known = VOCABULARY.get(word)
        if known is None:
            kind = "class" if element.tag in _TAGS else "元素"
            yield Violation(f"公文词汇表中没有{kind} {word}", _source(element), task)
            continue
        parent = element.getparent()
        if parent is not None and name(parent) in VOCABULARY and name(parent) not in known.parents:
            yield Violation(f"{word} 不能放在 {name(parent)} 里", _source(element), task)
        allowed = EVERYWHERE | known.attributes | {SOURCE}
        for attribute in sorted({*map(str, element.attrib)} - allowed):
            yield Violation(f"{word} 不能有属性 {attribute}", _source(element), task)
        if word == "col" and not _WIDTH.fullmatch(element.get("style", "")):
            yield Violation('col 要写明宽度，如 style="width:12mm"', _source(element), task)
        if not known.text and _loose_text(element):
            yield Violation(f"{word} 里不能直接写文字", _source(element), task)


_TAGS = frozenset(word.split(".")[0] for word in VOCABULARY)


def _loose_text(element: etree._Element) -> bool:
    pieces = [element.text, *(child.tail for child in element)]
    return any(piece and piece.strip() for piece in pieces)


def _fold(element: etree._Element) -> None:
    """Fold white space: one space inside a block's words, none at its ends or between blocks."""
    holds_text = VOCABULARY[name(element)].text
    element.text = _SPACE.sub(" ", element.text or "") if holds_text else None
    children = list(element)
    for child in children:
        child.tail = _SPACE.sub(" ", child.tail or "") if holds_text else None
    if not holds_text or element.tag in INLINE:
        return
    element.text = (element.text or "").lstrip(" ")
    if children:
        children[-1].tail = (children[-1].tail or "").rstrip(" ")
        for child in children:
            if child.tag == "br":
                child.tail = (child.tail or "").lstrip(" ")
    else:
        element.text = element.text.rstrip(" ")


def words(element: etree._Element) -> str:
    """The words of one block, ``<br>`` as nothing; what may be chosen in a field is not said."""
    if next(element.iterchildren("select"), None) is not None:
        return ""
    return "".join(map(str, element.itertext()))


def sample_of(root: etree._Element) -> str:
    """What every page has to say at its head because the document is made of sample data; '' where
    it is not (``<meta name="sample" content="示例数据">``)."""
    found = root.xpath("head/meta[@name='sample']/@content")
    return str(found[0]) if isinstance(found, list) and found else ""


def lines(root: etree._Element, without: frozenset[str] = frozenset()) -> list[str]:
    """The words of a document, one string a block in reading order: a run-in item is one block, a
    printing line is one block with its two parts joined, a cell is one block a paragraph. Elements
    named in ``without`` are left out.

    The text of the DOCX and of the PDF must equal these.
    """
    found: list[str] = []
    body = root.find("body")
    for element in body.iter(etree.Element) if body is not None else ():
        word = name(element)
        if word in without or word == "option":
            continue
        if word in ("div.item", "p.printing"):
            found.append(words(element))
        elif VOCABULARY[word].text and _is_block(element):
            if any(child.tag == "p" for child in element):
                continue
            found.append(words(element))
    return [line for line in found if line]


def _is_block(element: etree._Element) -> bool:
    parent = element.getparent()
    if element.tag in INLINE:
        return False
    return parent is None or name(parent) not in ("div.item", "p.printing")
