"""What a build makes again when something has changed: that, and nothing else."""

import hashlib
import os
import shutil
from pathlib import Path

import pytest
from lxml import etree

from zmddoc.assign import items
from zmddoc.build import Order, Outcome, build
from zmddoc.cache import Cache
from zmddoc.compose import Composer, drafts
from zmddoc.read import read_project

ROOT = Path(__file__).resolve().parent.parent
PLAN = "驻马店市2021年工业经济高质量发展工作方案"
WORD = Order(formats=("docx",))
ONE = Order(("sheet",), "市商务局")


def made(folder: Path, order: Order = WORD) -> Outcome:
    return build(read_project(folder)[0], order)


def change(folder: Path, old: str, new: str) -> None:
    file = folder / "plan/plan.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def contents(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted((folder / "build").rglob("*"))
        if file.is_file()
    }


def test_nothing_is_made_when_nothing_has_changed(folder: Path) -> None:
    first = made(folder)
    seen = {file: file.stat().st_mtime_ns for file in (folder / "build").rglob("*.*")}
    second = made(folder)
    assert (second.written, second.drawn) == ((), 0)
    assert second.made == first.made
    assert {file: file.stat().st_mtime_ns for file in seen} == seen


def test_a_date_is_nothing(folder: Path) -> None:
    made(folder)
    for file in folder.rglob("*"):
        os.utime(file, (10**9, 10**9))
    assert made(folder).written == ()
    assert made(folder).written == ()


def test_one_target_of_one_task(folder: Path) -> None:
    """The papers that mention it are made again, the others keep their bytes."""
    made(folder)
    before = contents(folder)
    change(folder, "全年新建5G基站3000个", "全年新建5G基站3100个")
    change(folder, "value: 3000", "value: 3100")
    outcome = made(folder)
    project, _ = read_project(folder)
    assert project.plan and project.registry
    (item,) = (
        one
        for one in items(project.plan, project.registry)
        if any("5G" in target.quote for target in one.targets)
    )
    named = {unit.name for unit in item.bodies}
    members = {m.unit for u in item.bodies for m in u.members}
    bodies = {name for name in named | members if (folder / f"build/任务清单/{name}.docx").exists()}
    assert bodies
    assert set(outcome.written) == {
        f"build/方案/{PLAN}.docx",
        "build/责任分解表/责任分解表.docx",
        "build/台账/总台账.xlsx",
        *(f"build/任务清单/{name}.docx" for name in bodies),
    }
    after = contents(folder)
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {*outcome.written, "build/构建报告.txt"}


def test_back_to_what_it_was_draws_nothing(folder: Path) -> None:
    made(folder)
    before = contents(folder)
    change(folder, "全年新建5G基站3000个", "全年新建5G基站3100个")
    assert made(folder).drawn
    change(folder, "全年新建5G基站3100个", "全年新建5G基站3000个")
    back = made(folder)
    assert back.written
    assert back.drawn == 0
    assert contents(folder) == before


@pytest.mark.parametrize(
    ("name", "suffix"), [("gongwen.css", ".pdf"), ("base.docx", ".docx")], ids=str
)
def test_stylesheet_and_base_make_all_that_they_shape(folder: Path, name: str, suffix: str) -> None:
    made(folder, ONE)
    (folder / "templates").mkdir()
    content = (ROOT / "templates" / name).read_bytes()
    (folder / "templates" / name).write_bytes(content)
    assert made(folder, ONE).drawn == 0
    (folder / "templates" / name).write_bytes(content + (b"/**/" if suffix == ".pdf" else b"\0"))
    outcome = made(folder, ONE)
    assert outcome.drawn == 1
    assert {Path(one).suffix for one in outcome.written} <= {suffix}


def test_a_file_that_was_changed_or_lost_is_put_back(folder: Path) -> None:
    made(folder)
    before = contents(folder)
    (folder / "build/任务清单/市商务局.docx").write_bytes(b"something else")
    (folder / "build/任务清单/市工信局.docx").unlink()
    (folder / "build/构建报告.txt").write_text("", encoding="utf-8")
    outcome = made(folder)
    assert set(outcome.written) == {
        "build/任务清单/市商务局.docx",
        "build/任务清单/市工信局.docx",
    }
    assert outcome.drawn == 0
    assert contents(folder) == before


@pytest.mark.parametrize("lost", ["all", "damaged"])
def test_the_cache_may_go(folder: Path, tmp_path: Path, lost: str) -> None:
    project, _ = read_project(folder)
    cache = tmp_path / "cache"
    build(project, ONE, cache=Cache(cache))
    before = contents(folder)
    if lost == "all":
        shutil.rmtree(cache)
    else:
        for file in cache.rglob("*"):
            if file.is_file():
                file.write_bytes(file.read_bytes()[:-1] + b"?")
    shutil.rmtree(folder / "build")
    outcome = build(project, ONE, cache=Cache(cache))
    assert contents(folder) == before
    assert outcome.drawn == 2
    assert bool(outcome.damaged) == (lost == "damaged")


def test_the_papers_of_all_others_say_the_same(folder: Path) -> None:
    """The law behind it: a paper that says the same is the same, stamp and all."""
    found: list[dict[str, bytes]] = []
    for turn in range(2):
        project, _ = read_project(folder)
        assert project.plan and project.registry and project.rules
        listed = drafts(project.plan, project.registry, project.rules, ("sheet", "breakdown"))
        found.append({one.path: etree.tostring(Composer().compose(one)) for one in listed})
        if not turn:
            change(folder, "全年新建5G基站3000个", "全年新建5G基站3100个")
    same = [path for path in found[0] if found[0][path] == found[1][path]]
    assert 0 < len(same) < len(found[0])
    for path in set(found[0]) - set(same):
        assert "3100个".encode("ascii", "xmlcharrefreplace") in found[1][path]
