"""What the documents of a project would say if they were made now."""

from __future__ import annotations

from functools import cache

from lxml import etree

from zmddoc.compose import Composer
from zmddoc.kinds import KINDS, PERIODIC
from zmddoc.listing import Listing, Order
from zmddoc.project import Project
from zmddoc.stamp import Stamp, read_stamp


class Present:
    """The parts that documents say now, found for one kind and body after the other."""

    def __init__(self, project: Project) -> None:
        """The project must be free of errors."""
        self.project = project
        self._composer = Composer(project.root / "templates")
        self._listing = cache(self._listed)
        self.parts = cache(self._parts)

    def _listed(self, kind: str, period: str) -> Listing:
        return Listing(self.project, Order((kind,), formats=("xlsx",), period=period))

    def _parts(self, kind: str, unit: str, period: str) -> frozenset[str]:
        """Return the hashes of the documents of this kind, body and period; none where there is no
        such document. Raises ComposeError."""
        rules = self.project.rules
        assert rules
        if kind not in KINDS or (kind in PERIODIC) != bool(period):
            return frozenset()
        if period and period not in {one.id for one in rules.periods}:
            return frozenset()
        listing = self._listing(kind, period)
        marks = [read_stamp(book.content.head.stamp) for book in listing.books]
        if not marks:
            drafts = [draft for draft in listing.drafts if draft.stamp.unit == unit]
            marks = [_stamp(self._composer.compose(draft)) for draft in drafts]
        return frozenset(mark.part for mark in marks if mark and mark.unit == unit)


def _stamp(tree: etree._Element) -> Stamp | None:
    found = (
        meta.get("content", "") for meta in tree.iter("meta") if meta.get("name") == "keywords"
    )
    return read_stamp(next(found, ""))
