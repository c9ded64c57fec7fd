"""docs/diagnostics.md explains every code, and no other."""

import re
from pathlib import Path

from zmddoc.catalogue import ENTRIES

PAPER = Path(__file__).resolve().parent.parent / "docs/diagnostics.md"


def test_the_paper_and_the_catalogue_are_in_step() -> None:
    text = PAPER.read_text(encoding="utf-8")
    headings = re.findall(r"^### (Z\d{3}) (.+)$", text, re.M)
    assert headings == [(entry.code, entry.title) for entry in ENTRIES]
    assert all(entry.meaning in text for entry in ENTRIES)


def test_no_code_stands_twice() -> None:
    codes = [entry.code for entry in ENTRIES]
    assert len(set(codes)) == len(codes)
