"""Marks: where in a document a figure stands whose origin is known (``zmddoc.compose.trace``).

While a document is composed, a figure stands in ``<data value="12">``, and a picture carries the
numbers of what it shows in ``data-marks``. ``parse`` takes both off; ``marks`` reads them before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from lxml import etree, html

ELEMENT = "data"
ATTRIBUTE = "data-marks"

_HEADINGS = ("p.annex", "h2", "h3")
"""From the highest to the lowest; a title says what the whole document is, not where in it."""

_BEFORE, _AFTER = 20, 8
"""Characters shown before and behind a figure."""


@dataclass(frozen=True)
class Mark:
    """One figure where it stands."""

    number: int
    """Of its origin."""
    place: str
    """The headings above it: 一、总体情况 › （一）报送情况。"""
    words: str
    """It in 【】 among the words around it in its block or table row; of a picture its caption."""


def marked(text: str, number: int) -> str:
    """Return the words as HTML, marked."""
    return f'<{ELEMENT} value="{number}">{escape(text)}</{ELEMENT}>'


def dissolve(root: etree._Element) -> None:
    """Take every mark off; the words stay."""
    etree.strip_tags(root, ELEMENT)
    etree.strip_attributes(root, ATTRIBUTE)


def marks(source: str) -> tuple[Mark, ...]:
    """Return the marks of a composed document in reading order."""
    root = html.document_fromstring(source, parser=html.HTMLParser(encoding=None))
    return tuple(_marks(root))


def _marks(root: etree._Element) -> Iterator[Mark]:
    above: dict[str, str] = {}
    for element in root.iter(etree.Element):
        word = f"{element.tag}.{element.get('class')}" if element.get("class") else element.tag
        if element.tag == "section":
            above = {}
        elif word in _HEADINGS:
            higher = _HEADINGS[: _HEADINGS.index(word)]
            above = {key: above[key] for key in higher if key in above}
            above[word] = _words(element)
        elif element.tag == ELEMENT:
            yield Mark(int(element.get("value", "")), _place(above), _around(element))
        for number in element.get(ATTRIBUTE, "").split():
            figure = element.getparent()
            assert figure is not None
            yield Mark(int(number), _place(above), _words(figure))


def _place(above: dict[str, str]) -> str:
    return " › ".join(above.values())


def _around(element: etree._Element) -> str:
    """The words around the element in the table row that holds it, else in its block."""
    above = list(element.iterancestors())
    block = next((one for one in above if one.tag == "tr"), above[0])
    own = element.text
    element.text = f"【{own}】"
    words = _words(block)
    element.text = own
    start, end = max(0, words.index("【") - _BEFORE), words.index("】") + 1 + _AFTER
    return "…" * (start > 0) + words[start:end] + "…" * (end < len(words))


def _words(element: etree._Element) -> str:
    if element.tag == "tr":
        return "｜".join(_words(cell) for cell in element)
    return " ".join("".join(map(str, element.itertext())).split())
