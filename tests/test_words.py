"""Every document says the same in HTML, Word and PDF, word for word and in the same order."""

import pytest
from lxml import etree
from support import press, real, samples
from support.circulars import boards, circular
from support.docx_text import docx_lines
from support.paper import Paper
from support.quarters import two_quarters
from support.revisions import FOLDERS, editions
from support.said import pictured, printed, said

from zmddoc.assign import items
from zmddoc.compose import Composer
from zmddoc.compose.comparison import comparison_draft
from zmddoc.compose.draft import Facts
from zmddoc.gongwen import lines, parse
from zmddoc.gongwen.figures import pictured_words
from zmddoc.press import Press
from zmddoc.revise.revision import revise

PARTS = 4
"""Into how many tests the sheets are divided, for the sake of parallel runs."""

GROUPS = ("方案", "责任分解表", *(f"任务清单 {n + 1}/{PARTS}" for n in range(PARTS)))


def group(name: str) -> list[str]:
    """The paths of the documents of one of GROUPS."""
    kind, _, part = name.partition(" ")
    paths = [path for path in real.listed() if path.startswith(f"{kind}/")]
    return paths[int(part[0]) - 1 :: PARTS] if part else paths


def test_no_document_is_left_out() -> None:
    assert sorted(path for name in GROUPS for path in group(name)) == sorted(real.listed())
    assert len(real.listed()) == 38


@pytest.mark.parametrize("name", GROUPS)
def test_the_words_of_word_documents(name: str) -> None:
    for path in group(name):
        assert docx_lines(real.docx(path)) == lines(real.composed()[path]), path


@pytest.mark.parametrize("name", GROUPS)
def test_the_words_of_pdfs(name: str) -> None:
    for path in group(name):
        same(real.paper(path), real.composed()[path], path)


def test_the_words_of_a_circular(real_circular: etree._Element) -> None:
    own = Press(Composer())
    paper = Paper(own.pdf(real_circular))
    same(paper, real_circular, "季度通报")
    drawn = "".join(words for _, words in pictured_words(real_circular))
    assert pictured(paper) == "".join(drawn.split())
    assert docx_lines(own.docx(real_circular)) == lines(real_circular)


@pytest.fixture(scope="module")
def real_circular() -> etree._Element:
    """That of the third quarter of the real plan."""
    of = real.project()
    assert of.plan and of.registry and of.rules
    return circular(boards(of, "2021Q3", *two_quarters(of.plan, of.registry, of.rules)))


@pytest.mark.parametrize("name", ["一次修订里增删移改都有", "全文完成时限由年底提前到11月底"])
def test_the_words_of_a_comparison(name: str) -> None:
    found = revise(*editions(next(folder for folder in FOLDERS if folder.name == name)))
    new, rules = found.compared.new, real.project().rules
    assert rules
    facts = Facts(new.plan, new.registry, rules, items(new.plan, new.registry))
    tree = Composer().compose(comparison_draft(facts, found))
    own = Press(Composer())
    same(Paper(own.pdf(tree)), tree, name)


def test_every_word_of_the_vocabulary_is_printed() -> None:
    tree = parse(samples.WHOLE)
    paper = Paper(press.pdf(samples.WHOLE))
    same(paper, tree, "WHOLE")
    assert pictured(paper) == "示例甲局"


def same(paper: Paper, tree: etree._Element, name: str) -> None:
    """Assert that a PDF shows what a document says."""
    assert "".join(char.text for char in printed(paper, tree)) == "".join(
        c for c, _ in said(tree)
    ), name
