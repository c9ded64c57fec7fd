"""The closed vocabulary: which element may stand where, with which classes.

docs/gongwen-html.md describes it for those who write templates; a test keeps the two in step.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Element:
    """One word of the vocabulary."""

    parents: frozenset[str]
    """``tag`` or ``tag.class`` of the elements it may stand in."""
    text: bool = False
    """Whether words may stand directly in it."""
    attributes: frozenset[str] = frozenset()


def _in(*parents: str, text: bool = False, attributes: tuple[str, ...] = ()) -> Element:
    return Element(frozenset(parents), text, frozenset(attributes))


_UPRIGHT = ("section.portrait", "section.letter", "section.slip")
_SECTIONS = (*_UPRIGHT, "section.landscape")
_TABLES = ("table", "table.form")
_CELLS = ("th", "td")
_TRACKED = (
    "h1", "h2", "h3", "p", "p.addressee", "p.annex", "p.attachment", "p.cell", "p.copies", "p.date",
    "p.issuer", "p.note", "p.number", "p.signatory", "p.stamp", "p.subtitle", "p.tear",
    "span.day", "span.office", "td", "td.band", "td.center", "th", "figcaption",
)  # fmt: skip
_MARKED = ("p", "p.cell", "p.note", "td", "td.center")

VOCABULARY: dict[str, Element] = {
    # tag, or tag.class; an element carries at most one class of those below
    "html": _in(attributes=("lang",)),
    "head": _in("html"),
    "title": _in("head", text=True),
    "meta": _in("head", attributes=("name", "content", "charset")),
    "body": _in("html"),
    "section.portrait": _in("body"),
    "section.landscape": _in("body"),
    "section.letter": _in("body"),
    "section.slip": _in("body"),
    # 版头
    "header.masthead": _in("section.portrait"),
    "header.letterhead": _in("section.letter"),
    "p.issuer": _in("header.masthead", "header.letterhead", text=True),
    "p.number": _in("header.masthead", "header.letterhead", text=True),
    # 主体
    "h1": _in(*_SECTIONS, text=True),
    "p.addressee": _in(*_UPRIGHT, text=True),
    "h2": _in(*_SECTIONS, text=True),
    "h3": _in(*_SECTIONS, "div.item", text=True),
    "div.item": _in(*_SECTIONS),
    "p": _in(*_SECTIONS, "div.item", text=True),
    "p.attachment": _in(*_UPRIGHT, text=True),
    "div.signature": _in(*_UPRIGHT),
    "p.signatory": _in("div.signature", text=True),
    "p.date": _in("div.signature", text=True),
    # 附件 and tables
    "p.annex": _in(*_SECTIONS, text=True),
    "p.subtitle": _in(*_SECTIONS, text=True),
    "p.note": _in(*_SECTIONS, text=True),
    "p.stamp": _in(*_SECTIONS, text=True),
    "table": _in(*_SECTIONS),
    "table.form": _in(*_SECTIONS),
    "colgroup": _in(*_TABLES),
    "col": _in("colgroup", attributes=("style",)),
    "thead": _in(*_TABLES),
    "tbody": _in(*_TABLES),
    "tr": _in("thead", "tbody"),
    "th": _in("tr", text=True, attributes=("rowspan", "colspan")),
    "td": _in("tr", text=True, attributes=("rowspan", "colspan")),
    "td.center": _in("tr", text=True, attributes=("rowspan", "colspan")),
    "td.band": _in("tr", text=True, attributes=("colspan",)),
    "p.cell": _in(*_CELLS, "td.center", text=True),
    "figure": _in(*_SECTIONS),
    "img": _in("figure", attributes=("src", "alt")),
    "figcaption": _in("figure", text=True),
    # 回执
    "p.tear": _in(*_UPRIGHT, text=True),
    "input": _in("td", "td.center", attributes=("name", "type", "title")),
    "select": _in("td", "td.center", attributes=("name", "title")),
    "option": _in("select", text=True),
    "textarea": _in("td", "td.center", attributes=("name", "title")),
    # 版记
    "div.colophon": _in(*_UPRIGHT),
    "p.copies": _in("div.colophon", text=True),
    "p.printing": _in("div.colophon"),
    "span.office": _in("p.printing", text=True),
    "span.day": _in("p.printing", text=True),
    # inline
    "ins": _in(*_TRACKED, text=True),
    "del": _in(*_TRACKED, text=True),
    "mark.added": _in(*_MARKED, text=True),
    "mark.gone": _in(*_MARKED, text=True),
    "br": _in("h1", "ins", "del", "p.subtitle", *_CELLS, "td.center", "p.cell"),
}

INLINE = frozenset({"mark", "ins", "del"})
"""Tags that stand within a block's words and are no block themselves."""

EVERYWHERE = frozenset({"class", "data-task", "data-change"})
"""Attributes any element may carry: its class, the task it came from, whether it came or went."""
