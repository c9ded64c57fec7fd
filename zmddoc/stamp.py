"""The stamp in every document's properties: what it was built from."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zmddoc.model import Plan, Registry

_STAMP = re.compile(
    r"zmddoc/1 kind=(?P<kind>\S+) unit=(?P<unit>\S*) number=(?P<number>\S*)"
    r" plan=(?P<plan>[0-9a-f]{64}) units=(?P<units>[0-9a-f]{64})(?: issued=(?P<issued>\S+))?"
)


@dataclass(frozen=True)
class Stamp:
    """What a document was built from."""

    kind: str
    unit: str
    """The body a document is for, '' where it is for all."""
    number: str
    """The plan's document number."""
    plan: str
    units: str
    """Content hashes (SHA-256, 64 hex digits) of the plan and of the registry."""
    issued: str = ""
    """The document number it was issued under, '' for a draft."""

    def __str__(self) -> str:
        issued = f" issued={self.issued}" if self.issued else ""
        return (
            f"zmddoc/1 kind={self.kind} unit={self.unit} number={self.number}"
            f" plan={self.plan} units={self.units}{issued}"
        )

    @property
    def short(self) -> str:
        """The first 12 digits of the plan's hash: what a table prints at its foot."""
        return self.plan[:12]


def stamp(plan: Plan, registry: Registry, kind: str, unit: str = "", issued: str = "") -> Stamp:
    """Return the stamp of a document built from ``plan`` and ``registry``; ``issued`` is the number
    it is issued under."""
    return Stamp(kind, unit, plan.number, plan.content_hash(), registry.content_hash(), issued)


def read_stamp(keywords: str) -> Stamp | None:
    """Return the stamp that stands in a document's keywords, or None."""
    match = _STAMP.search(keywords)
    return Stamp(**match.groupdict(default="")) if match else None
