"""What a document says, apart from what issuing gives it."""

from __future__ import annotations

import hashlib

from lxml import etree

from zmddoc.gongwen.figures import pictured_words
from zmddoc.gongwen.tree import lines, name, words

_FORMAL = frozenset({"p.number", "p.date", "p.stamp"})
"""Number, 成文日期, and the check code of the plan, which changes with things said elsewhere."""


def substance(draft: etree._Element) -> str:
    """Return the SHA-256 (64 hex digits) of the words of an undated draft: two drafts that hash
    equal say the same."""
    return hashlib.sha256("\n".join(lines(draft, _FORMAL)).encode()).hexdigest()


def said(tree: etree._Element) -> str:
    """Return the SHA-256 (64 hex digits) of all that a document says: what it is, its words, the
    words in its pictures, and what its fields ask for. What issuing gives it does not count, nor how
    it looks."""
    found = [one.text or "" for one in tree.iter("title")]
    found += [
        f"{one.get('name', '')}={one.get('content', '')}"
        for one in tree.iter("meta")
        if one.get("name") != "keywords"
    ]
    found += lines(tree, _FORMAL | {"p.printing"})
    found += [
        f"{one.get('name', '')}={one.get('value', '')}"
        for one in tree.iter("input", "select", "textarea")
    ]
    found += [f"{role}={words}" for role, words in pictured_words(tree)]
    return hashlib.sha256("\n".join(found).encode()).hexdigest()


def spoken_of(tree: etree._Element) -> dict[str, str]:
    """Return, for each task that a document speaks of, the SHA-256 of what it says of it."""
    found: dict[str, list[str]] = {}
    for element in tree.iter(etree.Element):
        if task := element.get("data-task"):
            found.setdefault(task, []).append(words(element))
    return {
        task: hashlib.sha256("\n".join(said).encode()).hexdigest() for task, said in found.items()
    }


def letter(tree: etree._Element) -> str:
    """Return the running text of the document itself, its tables and annexes left out."""
    first = tree.find("body/section")
    paragraphs = first if first is not None else ()
    return "\n".join(words(p) for p in paragraphs if name(p) in ("p", "div.item"))


def addressee(tree: etree._Element) -> str:
    """Return the 主送 as printed, '' where there is none."""
    return "".join(words(p) for p in tree.iter("p") if name(p) == "p.addressee")
