"""The papers of a revision: the comparison table and the letters, held against the revision and
against each other."""

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from lxml import html
from support.docx_text import docx_lines
from support.repository import RAISED, RETITLED, Repository
from support.revisions import FOLDERS, ROOT, editions

from zmddoc.assign import items
from zmddoc.cli import main
from zmddoc.compose import Composer
from zmddoc.compose.change_letter import letters
from zmddoc.compose.comparison import REMOVED, bands, comparison_draft
from zmddoc.compose.draft import Facts
from zmddoc.compose.marked import both_sides
from zmddoc.compose.revision_page import revision_page
from zmddoc.gongwen import lines
from zmddoc.gongwen.tree import words
from zmddoc.press import Press
from zmddoc.read import read_project
from zmddoc.revise.bybody import by_body
from zmddoc.revise.edits import edits
from zmddoc.revise.revision import Revision, revise
from zmddoc.revise.summary import summary
from zmddoc.revise.telling import same_entry, tell
from zmddoc.revise.words import KIND_WORDS, name
from zmddoc.stamp import read_stamp
from zmddoc.verify import read_stamp_of

PROJECT, _ = read_project(ROOT)
assert PROJECT.rules
COMPOSER = Composer()
CHANGED = [one for one in FOLDERS if revise(*editions(one)).changes]
by_name = pytest.mark.parametrize("folder", CHANGED, ids=[folder.name for folder in CHANGED])


@cache
def revision(folder: Path) -> Revision:
    return revise(*editions(folder))


def facts(found: Revision) -> Facts:
    new = found.compared.new
    assert PROJECT.rules
    return Facts(new.plan, new.registry, PROJECT.rules, items(new.plan, new.registry))


@by_name
def test_the_table_tells_every_change_and_its_numbers_are_the_summarys(folder: Path) -> None:
    found = revision(folder)
    tree = COMPOSER.compose(comparison_draft(facts(found), found))
    counted = summary(found)
    said = "\n".join(lines(tree))
    assert (
        f"共{counted.total}处变化，涉及单位{counted.affected}个，另有{counted.unaffected}个" in said
    )
    rows = [row for row in tree.iter("tr") if row.find("td") is not None and len(row) == 5]
    told = [words(cell) for row in rows for cell in row[3]]
    assert len(told) == counted.total
    for kind, count in counted.counts:
        word = KIND_WORDS[kind]
        assert sum(one == word or one.startswith(f"{word}：") for one in told) == count
    groups = {same_entry(change) for change in found.changes if change.entry}
    of_document = [change for change in found.changes if change.entry is None]
    assert len(rows) == len(groups) + len(of_document)
    concerned = "\n".join(words(row[4]) for row in rows)
    for body in {body for change in found.changes for body in change.bodies}:
        assert name(body) in concerned


@by_name
def test_marked_words_are_those_that_differ(folder: Path) -> None:
    found = revision(folder)
    tree = COMPOSER.compose(comparison_draft(facts(found), found))
    gone = {words(one) for one in tree.iter("mark") if one.get("class") == "gone"}
    added = {words(one) for one in tree.iter("mark") if one.get("class") == "added"}
    for change in found.changes:
        for one in getattr(change, "edits", ()):
            if one.real:
                assert not one.old or one.old in gone
                assert not one.new or one.new in added


@by_name
def test_everybody_affected_has_a_letter_with_its_own_changes_and_no_others(folder: Path) -> None:
    found = revision(folder)
    drafts = letters(facts(found), found)
    shares = by_body(found).affected
    assert [one.name for one in drafts] == [name(share.body) for share in shares]
    for draft, share in zip(drafts, shares, strict=True):
        tree = COMPOSER.compose(draft)
        said = "\n".join(lines(tree))
        assert (
            f"涉及{'各单位' if '各单位的' in said else '你单位'}的{len(share.changes)}处变化"
            in said
        )
        letter = tree.find("body/section")
        numbered = [p for p in letter.iter("p") if re.match(r"\d+\.（|\d+\.第|\d+\.全文", words(p))]
        assert len(numbered) == len({*share.parts})
        for change in found.changes:
            label = change.entry.label if change.entry else ""
            if share.body not in change.bodies and label:
                ours = {c.entry.label for c in share.changes if c.entry}
                assert label in ours or f".{label}：" not in said
        stamp = read_stamp(tree.xpath("head/meta[@name='keywords']/@content")[0])
        assert stamp and stamp.unit == share.body.name


@by_name
def test_the_page_for_the_browser_says_the_same_and_stands_alone(folder: Path) -> None:
    found = revision(folder)
    content = COMPOSER.page(revision_page(facts(found), found, ("先看这里",))).decode()
    assert not re.search(r"https?:|src=|<link|@import|url\(|data-source", content)
    page = html.document_fromstring(content)
    counted = summary(found)
    items = page.xpath("//li[@data-kind]")
    assert len(items) == counted.total == int(page.get_element_by_id("total").text)
    assert Counter(one.get("data-kind") for one in items) == dict(counted.counts)
    offered = page.xpath("//select[@name='kind']/option[@value!='']")
    assert {one.get("value"): int(one.get("data-count")) for one in offered} == dict(counted.counts)
    affected = {unit for one in items for unit in one.get("data-units").split()}
    rows = page.xpath("//tr[@data-unit]")
    assert (
        len(affected)
        == len(rows)
        == counted.affected
        == int(page.get_element_by_id("affected").text)
    )
    assert [row[0].text for row in rows] == [name(share.body) for share in by_body(found).affected]
    assert int(page.get_element_by_id("unaffected").text) == counted.unaffected
    for change, item in zip(found.changes, items, strict=True):
        said = item.text_content()
        assert KIND_WORDS[change.kind] in said
        assert tell(change) in said
    assert "注意：先看这里" in content


@by_name
def test_both_columns_of_the_page_hold_one_text(folder: Path) -> None:
    """Without what was put in it is the old text, without what was taken out the new one."""
    found = revision(folder)
    page = html.document_fromstring(COMPOSER.page(revision_page(facts(found), found)))
    columns = [
        [words(p) for p in page.xpath(f"//div[@class='{side}']/p")] for side in ("old", "new")
    ]
    assert columns[0] == columns[1]
    said = "".join(columns[0])
    for change in found.changes:
        for one in getattr(change, "edits", ()):
            assert not one.real or one.old + one.new in said


def test_a_letter_to_one_body_only() -> None:
    found = revision(next(one for one in FOLDERS if one.name == "一次修订里增删移改都有"))
    (only,) = letters(facts(found), found, "市科技局")
    assert only.name == "市科技局"
    assert letters(facts(found), found, "市水利局") == ()


@pytest.mark.parametrize(
    ("old", "new", "left", "right"),
    [
        ("甲。乙20家。丙。", "甲。乙25家。丙。", "……乙[20家]。……", "……乙[25家]。……"),
        ("甲20家。", "甲25家。", "甲[20家]。", "甲[25家]。"),
        ("甲。丁。", "甲。乙。丁。", "……", "……[乙。]……"),
        ("", "甲。", "", "[甲。]"),
        ("甲。乙，", "甲。乙,", "……", "……"),
    ],
)
def test_unchanged_sentences_are_left_out(old: str, new: str, left: str, right: str) -> None:
    def shown(passage: object) -> str:
        return "".join(f"[{p.words}]" if p.mark else p.words for p in passage)  # type: ignore[attr-defined]

    a, b = both_sides(edits(old, new))
    assert (shown(a), shown(b)) == (left, right)
    whole = both_sides(edits(old, new), whole=True)
    assert tuple("".join(p.words for p in side) for side in whole) == (old, new)


def test_the_word_files_say_what_the_html_says() -> None:
    found = revision(next(one for one in FOLDERS if one.name == "一次修订里增删移改都有"))
    press = Press(COMPOSER)
    for draft in (comparison_draft(facts(found), found), *letters(facts(found), found, "市科技局")):
        tree = COMPOSER.compose(draft)
        assert docx_lines(press.docx(tree)) == lines(tree)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    made = Repository(tmp_path / "库")
    made.commit("录入")
    made.change(*RAISED)
    monkeypatch.chdir(made.project)
    return made


def written(repository: Repository) -> list[str]:
    folder = repository.project / "build" / "修订"
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def test_papers_are_written_and_those_of_another_revision_taken_away(
    repository: Repository, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", "--papers"]) == 0
    out, err = capfd.readouterr()
    assert "指标上调 1" in out
    assert "build/修订/ 里" in err
    letters_to = ("市发改委", "市工信局", "市科技局")
    expected = {f"变更告知/{one}.{form}" for one in letters_to for form in ("docx", "pdf")}
    assert expected | {
        "修订.html",
        "修订对照表.docx",
        "修订对照表.pdf",
        "修订稿.docx",
        "修订稿.pdf",
        "责任分解表修订稿.docx",
        "责任分解表修订稿.pdf",
    } == {*written(repository)}
    stamp = read_stamp_of(repository.project / "build" / "修订" / "变更告知" / "市科技局.pdf")
    assert stamp and (stamp.kind, stamp.unit) == ("变更告知", "市科技局")
    repository.git("checkout", "--quiet", "--", "plan")
    repository.change(*RETITLED)
    assert main(["diff", "--papers"]) == 0
    assert "撤下了 2 个以前的变更告知" in capfd.readouterr()[1]
    assert "变更告知/市科技局.docx" not in written(repository)


def test_with_a_body_only_its_letter_is_written(repository: Repository) -> None:
    assert main(["diff", "--papers", "--unit", "市科技局"]) == 0
    assert written(repository) == ["变更告知/市科技局.docx", "变更告知/市科技局.pdf"]


def test_no_paper_is_made_of_a_plan_that_could_not_be_read_whole(
    repository: Repository, capfd: pytest.CaptureFixture[str]
) -> None:
    repository.change(("title: 改造提升传统产业", "title: 7"))
    assert main(["diff", "--papers"]) == 1
    assert "没有读全，不能出公文" in capfd.readouterr()[1]
    assert written(repository) == []


def test_sentences_are_the_same_on_every_paper() -> None:
    """What the table says of a change is what the terminal says."""
    found = revision(next(one for one in FOLDERS if one.name == "同一条又改指标又换牵头又改文字"))
    said = lines(COMPOSER.compose(comparison_draft(facts(found), found)))
    for change in found.changes:
        assert any(line.endswith(tell(change)) for line in said)


@by_name
def test_a_chapter_has_one_place_in_the_table(folder: Path) -> None:
    titles = [band.title for band in bands(revision(folder))]
    assert len(titles) == len(set(titles))


def test_the_table_shows_the_members_of_a_group() -> None:
    found = revision(next(one for one in CHANGED if one.name == "各县区名单减去西平县"))
    (line,) = (one for band in bands(found) for one in band.lines)
    old, new = ("".join(piece.words for piece in side[0]) for side in (line.old, line.new))
    assert "西平县" in old and "西平县" not in new
    assert old.count("、") == new.count("、") + 1 > 5


def test_what_is_gone_is_cited_by_its_former_number() -> None:
    found = revision(next(one for one in CHANGED if one.name == "删去软件产业支撑一条"))
    gone = next(
        one for band in bands(found) for one in band.lines if one.new[0][0].words == REMOVED
    )
    assert gone.clause[0].startswith("原（")
