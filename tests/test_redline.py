"""Documents with tracked changes: accept all is the new document, reject all the old one, in the tree
and in the Word file, by hand-made and by generated revisions."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree
from support.docx_text import W, part
from support.redlines import COMPOSER, document, marked
from support.revisions import FOLDERS, editions
from support.steps import Step, made, revisions
from support.tracked import shown_after

from zmddoc.gongwen import parse
from zmddoc.gongwen.redline import (
    CHANGE,
    RedlineError,
    _evened,
    accepted,
    is_marked,
    redline,
    rejected,
)
from zmddoc.gongwen.tree import words
from zmddoc.press import Press

PRESS = Press(COMPOSER)
by_name = pytest.mark.parametrize("folder", FOLDERS, ids=[folder.name for folder in FOLDERS])


def body(tree: etree._Element) -> bytes:
    """A document's body without the ids of tasks, words of cells in paragraphs."""
    bare = _evened(parse(etree.tostring(tree, encoding="unicode", method="html")))
    for element in bare.iter(etree.Element):
        for attribute in ("data-task",):
            if attribute in element.attrib:
                del element.attrib[attribute]
    found = bare.find("body")
    assert found is not None
    return etree.tostring(found)


@by_name
@pytest.mark.parametrize("kind", ["plan", "breakdown"])
def test_accepted_it_is_the_new_document_and_rejected_the_old(folder: Path, kind: str) -> None:
    old, new = editions(folder)
    tree = marked(old, new, kind)
    assert body(accepted(tree)) == body(document(new, kind))
    assert body(rejected(tree)) == body(document(old, kind))
    same = body(document(new, kind)) == body(document(old, kind))
    assert is_marked(tree) != same


@by_name
def test_word_accepts_and_rejects_to_the_same_texts_and_styles(folder: Path) -> None:
    old, new = editions(folder)
    content = PRESS.docx(marked(old, new, "plan"))
    assert shown_after(content, accept=True) == shown_after(PRESS.docx(document(new, "plan")))
    assert shown_after(content, accept=False) == shown_after(PRESS.docx(document(old, "plan")))


WITH_ROWS = [
    "一次修订里增删移改都有", "绿色制造不再要市水利局配合", "督导考核不再点各县区", "按章定责，第二章由市科技局改为市工信局牵头",
    "重大创新平台一条拆开，指标随文字带走", "试点县和区域布局两条合成一条", "主要目标落实到市工信局", "编号不变而整条重写，仍是同一条",
    "下一年度的方案沿用大部分条，编号从头排", "领导小组成员名单增加市财政局和市人社局",
]  # fmt: skip


@pytest.mark.parametrize("name", WITH_ROWS)
def test_tables_are_tracked_row_by_row_and_cell_by_cell(name: str) -> None:
    old, new = editions(next(one for one in FOLDERS if one.name == name))
    content = PRESS.docx(marked(old, new, "breakdown"))
    assert shown_after(content, accept=True) == shown_after(PRESS.docx(document(new, "breakdown")))
    assert shown_after(content, accept=False) == shown_after(PRESS.docx(document(old, "breakdown")))


@given(revisions, revisions)
@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
def test_generated_revisions_in_word(old_steps: list[Step], new_steps: list[Step]) -> None:
    old, new = made(old_steps), made(new_steps)
    tree = marked(old, new, "plan")
    assert body(accepted(tree)) == body(document(new, "plan"))
    assert body(rejected(tree)) == body(document(old, "plan"))
    content = PRESS.docx(tree)
    assert shown_after(content, accept=True) == shown_after(PRESS.docx(document(new, "plan")))
    assert shown_after(content, accept=False) == shown_after(PRESS.docx(document(old, "plan")))


@given(revisions)
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
def test_generated_revisions_of_tables_in_word(steps: list[Step]) -> None:
    old, new = made([]), made(steps)
    content = PRESS.docx(marked(old, new, "breakdown"))
    assert shown_after(content, accept=True) == shown_after(PRESS.docx(document(new, "breakdown")))
    assert shown_after(content, accept=False) == shown_after(PRESS.docx(document(old, "breakdown")))


FULL = next(one for one in FOLDERS if one.name == "一次修订里增删移改都有")


@pytest.fixture(scope="module")
def full() -> bytes:
    """A plan with everything changed in it, as a Word file."""
    return PRESS.docx(marked(*editions(FULL), "plan"))


def test_every_tracked_change_has_author_date_and_a_number_of_its_own(full: bytes) -> None:
    changes = list(part(full).iter(f"{W}ins", f"{W}del", f"{W}pPrChange"))
    assert len(changes) > 30
    assert len({one.get(f"{W}id") for one in changes}) == len(changes)
    assert {one.get(f"{W}author") for one in changes} == {"驻马店市人民政府办公室"}
    assert {one.get(f"{W}date") for one in changes} == {"2021-03-29T00:00:00Z"}


def test_what_was_taken_out_is_no_text(full: bytes) -> None:
    tree = part(full)
    for gone in tree.iter(f"{W}del"):
        assert gone.find(f".//{W}t") is None
    for text in tree.iter(f"{W}delText"):
        assert any(one.tag == f"{W}del" for one in text.iterancestors())


def test_a_tracked_row_is_marked_itself_and_in_its_cells() -> None:
    content = PRESS.docx(marked(*editions(FULL), "breakdown"))
    rows = [row for row in part(content).iter(f"{W}tr") if row.find(f"{W}trPr/{W}del") is not None]
    assert len(rows) == 2  # one task is gone, one has moved
    for row in rows:
        for paragraph in row.iter(f"{W}p"):
            assert paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None
            assert all(run.tag == f"{W}del" for run in paragraph if run.tag != f"{W}pPr")


def test_the_pdf_shows_the_marks_that_word_tracks(full: bytes) -> None:
    """Both come from one tree: the words that the sheet underlines or strikes are the tracked ones."""
    tree = marked(*editions(FULL), "plan")
    for tag, text in (("ins", "t"), ("del", "delText")):
        shown = {words(one) for one in tree.iter(tag)}
        shown |= {words(one) for one in tree.iter(etree.Element) if one.get(CHANGE) == tag}
        tracked = [
            "".join(t.text or "" for t in one.iter(f"{W}{text}"))
            for one in part(full).iter(f"{W}{tag}")
            if one.getparent().tag == f"{W}p"
        ]
        assert "".join(sorted("".join(shown))) == "".join(sorted("".join(dict.fromkeys(tracked))))
    sheet = COMPOSER.file("gongwen.css").read_text(encoding="utf-8")
    assert re.search(r"^ins, .*text-decoration: underline", sheet, re.M)
    assert re.search(r"^del, .*text-decoration: line-through", sheet, re.M)
    assert PRESS.pdf(tree).startswith(b"%PDF")


def test_a_figure_is_one_replacement(full: bytes) -> None:
    tree = marked(*editions(FULL), "plan")
    marks = [(one.tag, words(one)) for one in tree.iter("ins", "del")]
    place = marks.index(("del", "20家"))
    assert marks[place + 1] == ("ins", "25家")


def test_documents_that_are_not_built_alike_are_refused() -> None:
    old, new = editions(FULL)
    plan, breakdown = document(old, "plan"), document(new, "breakdown")
    with pytest.raises(RedlineError, match="分节不同"):
        redline(plan, breakdown, {})


def test_equal_documents_have_no_marks() -> None:
    old, _ = editions(FULL)
    tree = document(old, "plan")
    same = {task.id: task.id for _, _, task in old.plan.tasks()}
    assert not is_marked(redline(tree, tree, same))
    assert PRESS.docx(redline(tree, tree, same)) == PRESS.docx(tree)
