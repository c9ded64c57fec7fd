"""Revisions of plans with measures two deep, tails and shared duties, and of one without chapters: on the
terminal and in every paper."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from support.docx_text import docx_lines
from support.revisions import ROOT

from zmddoc.account.terminal import Sides, as_text
from zmddoc.history.papers import FOLDER, make_papers
from zmddoc.read import read_project
from zmddoc.revise.bybody import by_body
from zmddoc.revise.edition import Edition
from zmddoc.revise.revision import Revision, revise

SHAPES = ROOT / "tests" / "shapes"
CHANGES = {
    "无章": [
        ("6个", "8个"), ("value: 6", "value: 8"), ("3个工作日", "2个工作日"),
        ("[县司法局]", "[县财政局]"), ("县司法局配合", "县财政局配合"),
    ],
    "有章": [
        ("3项", "5项"), ("value: 3\n", "value: 5\n"), ("2022-06-30", "2022-09-30"), ("6月底", "9月底"),
        ("lead: [市市场监管局]", "lead: [市档案局]"), ("（责任单位：市市场监管局）", "（责任单位：市档案局）"),
        ("500人次", "600人次"), ("value: 500", "value: 600"), ("按季度报送", "按月报送"),
    ],
}  # fmt: skip
TOLD = {
    "无章": ["一、支持示例创新", "二、（一）", "二、（二）公开示例清单：增加配合", "新建示例工作室：6个改为8个"],
    "有章": ["二、（一）1（1）统一示例标准", "500人次改为600人次", "3项改为5项", "更换牵头，市市场监管局改为市档案局"],
}  # fmt: skip


def revised(name: str, root: Path) -> Revision:
    """The shape with words of its plan replaced; the folder is the new edition's project."""
    shutil.copytree(SHAPES / name, root)
    (root / "templates").symlink_to(ROOT / "templates")
    file = root / "plan" / "plan.yaml"
    text = file.read_text(encoding="utf-8")
    for old, new in CHANGES[name]:
        assert old in text
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")
    before, after = (read_project(folder)[0] for folder in (SHAPES / name, root))
    assert before.plan and before.registry and after.plan and after.registry
    return revise(Edition(before.plan, before.registry), Edition(after.plan, after.registry))


@pytest.mark.parametrize("name", [*CHANGES])
def test_every_paper_tells_of_measures_and_of_items_without_chapters(
    name: str, tmp_path: Path
) -> None:
    root = tmp_path / "项目"
    found = revised(name, root)
    project, _ = read_project(root)
    make_papers(project, found)
    table = docx_lines((root / FOLDER / "修订对照表.docx").read_bytes())
    letters = {
        file.stem: docx_lines(file.read_bytes())
        for file in (root / FOLDER / "变更告知").glob("*.docx")
    }
    said = "\n".join(line for letter in letters.values() for line in letter)
    assert all(words in said for words in TOLD[name])
    assert "。：" not in said
    affected = {share.body.name for share in by_body(found).affected}
    assert {*letters} == affected
    clauses = {change.entry.clause for change in found.changes if change.entry}
    assert clauses <= {*table}
    page = (root / FOLDER / "修订.html").read_text(encoding="utf-8")
    terminal = as_text(found, Sides("旧", "新"))
    for change in found.changes:
        assert change.entry
        assert change.entry.label in terminal
        assert change.entry.label in page


def test_who_gave_a_measure_up_is_not_told_to_do_more(tmp_path: Path) -> None:
    """The lead, the figure and the deadline of one measure are all others: what was raised was raised
    for nobody who had it before."""
    found = revised("有章", tmp_path / "项目")
    shares = {share.body.name: share for share in by_body(found).affected}
    kinds = {name: {kind.kind for _, kind in shares[name].parts} for name in shares}
    assert kinds["市市场监管局"] == {"loses", "other"}
    assert kinds["市档案局"] == {"gains", "other"}
    assert kinds["市教育局"] == {"more"}
