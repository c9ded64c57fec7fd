"""Goldens: what a document says, as text that stands in git and is changed only on request."""

from __future__ import annotations

import re
from pathlib import Path

from lxml import etree

from zmddoc.gongwen.tree import name, words

FOLDER = Path(__file__).resolve().parent.parent / "golden"
rewriting = False
"""Whether ``--rewrite-expected`` asks for goldens to be written anew (set by conftest)."""

_HASH = re.compile(r"(?<=校验码：)[0-9a-f]{12}")


def projection(tree: etree._Element) -> str:
    """Return a gongwen tree as text: a block a line with what it is, a row of a table a line; the
    check code of the plan is left out."""
    lines: list[str] = []
    for section in tree.iterfind("body/section"):
        lines.append(f"[{name(section)}]")
        for block in section:
            if block.tag == "table":
                lines += [" | ".join(map(_cell, row)) for row in block.iter("tr")]
            elif block.tag in ("header", "div"):
                lines += [f"{name(part)}: {words(part)}" for part in block]
            elif block.tag == "h1":
                lines.append("h1: " + "／".join(map(str, block.itertext())))
            else:
                lines.append(f"{name(block)}: {words(block)}")
    return _HASH.sub("…", "\n".join(lines)) + "\n"


def _cell(cell: etree._Element) -> str:
    for field in cell.iterchildren("input", "select", "textarea"):
        return f"<{field.get('name')}>"
    return "／".join(words(one) for one in (list(cell.iterchildren("p")) or [cell]))


def check(file: str | Path, text: str) -> None:
    """Hold ``text`` against the golden ``file`` (in tests/golden, or at a path of its own); where
    ``--rewrite-expected`` asks for it, write it instead."""
    golden = FOLDER / file
    if rewriting:
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")
