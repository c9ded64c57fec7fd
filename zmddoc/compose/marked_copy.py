"""修订稿: a document of the new plan with tracked changes over that of the old one."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from zmddoc.compose.draft import Draft, Facts
from zmddoc.compose.drafts import drafts
from zmddoc.gongwen.redline import redline
from zmddoc.model import Rules
from zmddoc.revise.edition import Edition
from zmddoc.revise.revision import Revision

KIND = "修订稿"
MARKED = {"plan": "修订稿", "breakdown": "责任分解表修订稿"}
"""Which documents are marked, and what the file is called."""


def marked_copy(
    facts: Facts,
    revision: Revision,
    kind: str,
    compose: Callable[[Draft], etree._Element],
) -> etree._Element:
    """Return the document of ``kind`` with everything marked that differs; ``facts`` are those of the
    new edition. The changes are the issuer's, of the day that the new plan is dated. Raises
    RedlineError where the two are not built alike, and what ``compose`` raises."""
    compared = revision.compared
    before = compose(_draft(compared.old, facts.rules, kind))
    after = compose(_draft(compared.new, facts.rules, kind))
    same = {one.old.id: one.new.id for one in compared.pairs}
    made = redline(before, after, same, compared.bodies.names)
    _head(made, facts, kind)
    return made


def _draft(edition: Edition, rules: Rules, kind: str) -> Draft:
    (draft,) = drafts(edition.plan, edition.registry, rules, (kind,))
    return draft


def _head(made: etree._Element, facts: Facts, kind: str) -> None:
    stamp = facts.edition_stamp(KIND)
    for meta in made.iterfind("head/meta"):
        if meta.get("name") == "keywords":
            meta.set("content", str(stamp))
    head = made.find("head")
    assert head is not None
    if facts.plan.dated:
        dated = f"{facts.plan.dated.isoformat()}T00:00:00Z"
        etree.SubElement(head, "meta", {"name": "revised", "content": dated})
    title = head.find("title")
    assert title is not None
    title.text = f"{title.text or ''}（{KIND}）"
