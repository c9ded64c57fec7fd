"""The stamp in every document's properties: what it is, and what part of the plan it says.

It holds no hash of the whole plan: then every change would change every paper
(docs/decisions/121-stamps-of-parts.md).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_STAMP = re.compile(
    r"zmddoc/2 kind=(?P<kind>\S+) unit=(?P<unit>\S*) period=(?P<period>\S*) number=(?P<number>\S*)"
    r" part=(?P<part>[0-9a-f]{64})(?: issued=(?P<issued>\S+))?"
)

OPEN = "\ue000" * 64
"""Stands for the part's hash until the document has been composed."""

_SHORT = 12


@dataclass(frozen=True)
class Stamp:
    """What a document is, and what it says."""

    kind: str
    unit: str
    """The body a document is for, '' where it is for all."""
    number: str
    """The plan's document number."""
    part: str
    """Content hash (SHA-256, 64 hex digits) of the part of the plan that it says; of a paper about
    a whole edition, that of the plan."""
    period: str = ""
    """Id of the reporting period, '' where it belongs to none."""
    issued: str = ""
    """The document number it was issued under, '' for a draft."""

    def __str__(self) -> str:
        issued = f" issued={self.issued}" if self.issued else ""
        return (
            f"zmddoc/2 kind={self.kind} unit={self.unit} period={self.period}"
            f" number={self.number} part={self.part}{issued}"
        )

    @property
    def short(self) -> str:
        """The first 12 digits of the hash: what a table prints at its foot."""
        return self.part[:_SHORT]


def closed(text: str, part: str) -> str:
    """Return the text with the hash ``part``, whole or short, where it was left open."""
    return text.replace(OPEN, part).replace(OPEN[:_SHORT], part[:_SHORT])


def read_stamp(keywords: str) -> Stamp | None:
    """Return the stamp that stands in a document's keywords, or None."""
    match = _STAMP.search(keywords)
    return Stamp(**match.groupdict(default="")) if match else None
