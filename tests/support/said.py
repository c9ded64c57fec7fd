"""What a gongwen document says and what its PDF shows, character by character in the same order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from lxml import etree

from support.paper import Char, Paper, Sheet
from zmddoc.gongwen.tree import words

_NUMBER = re.compile(r"— \d+ —")


def said(tree: etree._Element) -> list[tuple[str, etree._Element]]:
    """The characters of a document, each with the element that sets it, without white space and
    without what can be chosen in a field."""
    return [
        (char, element)
        for text, element in _texts(next(tree.iter("body")))
        for char in text
        if not char.isspace() and element.tag != "option"
    ]


def _texts(element: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    if element.text:
        yield element.text, element
    for child in element:
        yield from _texts(child)
        if child.tail:
            yield child.tail, element


def pictured(paper: Paper) -> str:
    """The words in the pictures of a PDF, without white space."""
    chars = (char for sheet in paper.sheets for char in sheet.chars if char.pictured)
    return "".join(char.text for char in chars if not char.text.isspace())


def printed(paper: Paper, tree: etree._Element) -> list[Char]:
    """The characters of a PDF in the order in which they are drawn, without white space, pictures,
    page numbers, and the heads of tables that go on from the page before; what is left of a row
    that goes on stands behind the first part of its cell."""
    heads = ["".join(map(words, head.iter("th"))) for head in tree.iter("thead")]
    found: list[list[Char]] = []
    left_open: dict[int, list[Char]] = {}
    in_table = False
    for sheet in paper.sheets:
        chars = list(_text(sheet))
        text = "".join(char.text for char in chars)
        again = (len(head) for head in heads if in_table and text.startswith(head))
        chars = chars[next(again, 0) :]
        pieces = [(place, list(some)) for place, some in groupby(chars, sheet.cell_of)]
        if left_open:
            # Behind the head, row 0.
            for _, column, some in [(*at, some) for at, some in pieces if at and at[0] == 1]:
                left_open[column] += some
            pieces = [(at, some) for at, some in pieces if not at or at[0] != 1]
        found += [some for _, some in pieces]
        foot = sheet.rows[-1][1] if sheet.rows else 0.0
        in_table = bool(foot) and all(char.baseline < foot for char in chars)
        last = len(sheet.rows) - 1 if sheet.goes_on else None
        left_open = {at[1]: some for at, some in pieces if at and at[0] == last}
    return [char for some in found for char in some]


def _text(sheet: Sheet) -> Iterator[Char]:
    numbers = {line.baseline for line in sheet.foot if _NUMBER.fullmatch(line.text)}
    for char in sheet.chars:
        if not char.pictured and not char.text.isspace() and char.baseline not in numbers:
            yield char
