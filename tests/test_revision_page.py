"""The page for the browser, with its filters clicked: its own script run over its own tree."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest
from lxml import etree
from support.browser import Page
from support.revisions import FOLDERS, ROOT, editions

from zmddoc.assign import items
from zmddoc.compose import Composer
from zmddoc.compose.draft import Facts
from zmddoc.compose.revision_page import revision_page
from zmddoc.read import read_project
from zmddoc.revise.bybody import by_body
from zmddoc.revise.revision import Revision, revise
from zmddoc.revise.summary import summary
from zmddoc.revise.words import name

PROJECT, _ = read_project(ROOT)
NAMES = ["一次修订里增删移改都有", "下一年度的方案沿用大部分条，编号从头排"]
by_name = pytest.mark.parametrize("folder", NAMES)


@cache
def revision(folder: str) -> Revision:
    return revise(*editions(next(one for one in FOLDERS if one.name == folder)))


@cache
def content(folder: str) -> bytes:
    found = revision(folder)
    new = found.compared.new
    assert PROJECT.rules
    facts = Facts(new.plan, new.registry, PROJECT.rules, items(new.plan, new.registry))
    return Composer().page(revision_page(facts, found))


def opened(folder: str) -> Page:
    return Page(content(folder))


def shown(page: Page) -> list[etree._Element]:
    return [one for one in page.tree.xpath("//li[@data-kind]") if page.seen(one)]


def said(page: Page) -> str:
    (output,) = page.tree.xpath("//output")
    return str(output.text)


def held(page: Page) -> None:
    """Articles and chapters are seen where something in them is; the page says how many are."""
    assert said(page) == f"显示 {len(shown(page))} 处"
    for holder in page.tree.xpath("//article | //section[not(@data-always)]"):
        some = any(one.tag == "li" and one.get("hidden") is None for one in holder.iter("li"))
        assert page.seen(holder) == some


@by_name
def test_unfiltered_it_shows_everything(folder: str) -> None:
    page = opened(folder)
    assert len(shown(page)) == summary(revision(folder)).total
    held(page)


@by_name
def test_a_kind_chosen_shows_what_the_list_says_and_no_other(folder: str) -> None:
    page = opened(folder)
    for kind, count in summary(revision(folder)).counts:
        page.choose("kind", kind)
        assert [one.get("data-kind") for one in shown(page)] == [kind] * count
        held(page)
    page.choose("kind", "")
    assert len(shown(page)) == summary(revision(folder)).total


@by_name
def test_a_body_chosen_shows_its_changes_and_its_row(folder: str) -> None:
    page, found = opened(folder), revision(folder)
    filters = dict(_options(page))
    for share in by_body(found).affected:
        page.choose("unit", filters[name(share.body)])
        wanted = [i for i, one in enumerate(found.changes) if share.body in one.bodies]
        all_of_it = page.tree.xpath("//li[@data-kind]")
        assert [all_of_it.index(one) for one in shown(page)] == wanted
        rows = [row[0].text for row in page.tree.xpath("//tr[@data-unit]") if page.seen(row)]
        assert rows == [name(share.body)]
        held(page)


def _options(page: Page) -> Iterator[tuple[str, str]]:
    for one in page.tree.xpath("//select[@name='unit']/option"):
        yield one.text, one.get("value")


@by_name
def test_body_and_kind_together_show_what_is_both(folder: str) -> None:
    page, found = opened(folder), revision(folder)
    filters, none = dict(_options(page)), 0
    for share in by_body(found).affected[:4]:
        page.choose("unit", filters[name(share.body)])
        for kind, _ in summary(found).counts:
            page.choose("kind", kind)
            wanted = [one for one in share.changes if one.kind == kind]
            assert len(shown(page)) == len(wanted)
            none += not wanted
            held(page)
    assert none


@by_name
def test_two_columns_show_each_side_and_one_column_both(folder: str) -> None:
    page = opened(folder)
    texts = page.tree.xpath("//div[@class='texts']")
    marked = [one for one in texts if one.findall(".//ins") and one.findall(".//del")]
    assert marked
    for one in marked:
        assert _seen(page, one.find("div[@class='old']")) == {"del"}
        assert _seen(page, one.find("div[@class='new']")) == {"ins"}
    page.choose("layout", "inline")
    for one in marked:
        assert not page.seen(one.find("div[@class='old']"))
        assert _seen(page, one.find("div[@class='new']")) == {"ins", "del"}
    page.choose("layout", "sides")
    assert _seen(page, marked[0].find("div[@class='old']")) == {"del"}


def _seen(page: Page, side: etree._Element) -> set[str]:
    assert page.seen(side)
    return {one.tag for one in side.iter("ins", "del") if page.seen(one)}
