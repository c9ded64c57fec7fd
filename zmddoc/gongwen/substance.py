"""What a document says, apart from what issuing gives it."""

from __future__ import annotations

import hashlib

from lxml import etree

from zmddoc.gongwen.tree import lines, name, words

_FORMAL = frozenset({"p.number", "p.date", "p.stamp"})
"""Number, 成文日期, and the check code of the plan, which changes with things said elsewhere."""


def substance(draft: etree._Element) -> str:
    """Return the SHA-256 (64 hex digits) of the words of an undated draft: two drafts that hash
    equal say the same."""
    return hashlib.sha256("\n".join(lines(draft, _FORMAL)).encode()).hexdigest()


def letter(tree: etree._Element) -> str:
    """Return the running text of the document itself, its tables and annexes left out."""
    first = tree.find("body/section")
    paragraphs = first if first is not None else ()
    return "\n".join(words(p) for p in paragraphs if name(p) in ("p", "div.item"))


def addressee(tree: etree._Element) -> str:
    """Return the 主送 as printed, '' where there is none."""
    return "".join(words(p) for p in tree.iter("p") if name(p) == "p.addressee")
