"""Documents of two editions, one marked over the other."""

from __future__ import annotations

from lxml import etree

from support.revisions import ROOT
from zmddoc.assign import items
from zmddoc.compose import Composer, drafts
from zmddoc.compose.draft import Facts
from zmddoc.compose.marked_copy import marked_copy
from zmddoc.read import read_project
from zmddoc.revise.edition import Edition
from zmddoc.revise.revision import revise

COMPOSER = Composer()
PROJECT, _ = read_project(ROOT)
assert PROJECT.rules
RULES = PROJECT.rules


def document(edition: Edition, kind: str) -> etree._Element:
    """The gongwen tree of a plan or a breakdown."""
    (draft,) = drafts(edition.plan, edition.registry, RULES, (kind,))
    return COMPOSER.compose(draft)


def marked(old: Edition, new: Edition, kind: str) -> etree._Element:
    """The new document with its differences from the old one marked."""
    facts = Facts(new.plan, new.registry, RULES, items(new.plan, new.registry))
    return marked_copy(facts, revise(old, new), kind, COMPOSER.compose)
