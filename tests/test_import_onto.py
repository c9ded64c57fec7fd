"""A newer edition onto the plan that is there: what goes on keeps its id, nothing is asked twice."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from support.real import ROOT, project

from zmddoc.importer.head import Given
from zmddoc.importer.proof import bare
from zmddoc.importer.review import ReviewTrouble, changed, doubtful, kept, open_walk, switchable
from zmddoc.importer.run import Bundle, bring_in, write
from zmddoc.model import Plan
from zmddoc.project import IMPORTED, PLAN, UNITS
from zmddoc.read import read_project
from zmddoc.text import rebuild

SEED = next((ROOT / "plan/source").glob("*.txt"))


def onto(text: str) -> Bundle:
    return bring_in(SEED.name, text.encode(), Given(), project())


def ids(plan: Plan) -> list[str]:
    return [task.id for _, _, task in plan.tasks()]


def seed() -> str:
    return SEED.read_text(encoding="utf-8")


def test_the_same_text_onto_the_hand_made_plan_changes_nothing() -> None:
    bundle = onto(seed())
    assert bundle.continued and not bundle.continued.revision.changes
    made = project().plan
    assert made
    assert ids(bundle.plan) == ids(made)
    assert [t.targets for _, _, t in bundle.plan.tasks()] == [t.targets for _, _, t in made.tasks()]
    assert bundle.plan.errata == made.errata


def test_a_reworded_task_keeps_its_id_and_a_new_one_gets_a_new_number() -> None:
    text = seed().replace("新认定国家高新技术企业20家", "新认定国家高新技术企业25家")
    marker = "\n(五)"
    assert marker in text
    text = text.replace(
        marker,
        "\n(四)培育示例企业。 建立示例企业台账，逐户推进。(责任单位:市工信局、市财政局)" + marker,
    )
    bundle = onto(text)
    found = ids(bundle.plan)
    assert sorted(found) == sorted([*[f"T{i:02}" for i in range(1, 33)], "T33"])
    assert found[4] == "T33"
    kinds = {one.kind for one in bundle.continued.revision.changes} if bundle.continued else set()
    assert {"target-raised", "task-added"} <= {kind.replace("_", "-") for kind in kinds}


def test_a_plan_of_another_year_begins_anew() -> None:
    bundle = bring_in(SEED.name, seed().encode(), Given(year=2022), project())
    assert bundle.plan.year == 2022 and ids(bundle.plan) == [f"T{i:02}" for i in range(1, 33)]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    text = "示例措施\n一、做好示例工作。完善示例台账。（责任单位：市财政局、示例办）\n二、推进示例项目。尽快完成。（市工信局）\n"
    bundle = bring_in("示例.txt", text.encode(), Given(year=2021))
    write(bundle, tmp_path)
    return tmp_path


def test_what_was_written_is_read_again(home: Path) -> None:
    read, found = read_project(home)
    assert read.plan and read.registry and read.rules
    assert not [one for one in found if one.severity == "error"]
    assert read.received


def test_answers_are_kept_and_the_walk_is_taken_up_again(home: Path) -> None:
    walk = open_walk(home)
    waiting = [one for one in doubtful(walk.imported) if one.state == "open"]
    assert len(waiting) >= 3
    kept(walk, waiting[0])
    again = [one for one in doubtful(open_walk(home).imported) if one.state == "open"]
    assert len(again) == len(waiting) - 1


def test_what_is_typed_stands_in_the_plan(home: Path) -> None:
    walk = open_walk(home)
    (number,) = [one for one in walk.imported.readings if one.id == "head.number"]
    changed(walk, number, "示政办〔2021〕3号")
    read, _ = read_project(home)
    assert read.plan and read.plan.number == "示政办〔2021〕3号"
    (dated,) = [one for one in open_walk(home).imported.readings if one.id == "head.dated"]
    with pytest.raises(ReviewTrouble, match="不是日期"):
        changed(open_walk(home), dated, "三月")


def test_a_plan_changed_by_hand_is_not_written_over(home: Path) -> None:
    file = home / PLAN
    by_hand = file.read_text(encoding="utf-8") + "# 手工批注\n"
    file.write_text(by_hand, encoding="utf-8")
    walk = open_walk(home)
    (number,) = [one for one in walk.imported.readings if one.id == "head.number"]
    with pytest.raises(ReviewTrouble, match="手工"):
        changed(walk, number, "示政办〔2021〕3号")
    assert file.read_text(encoding="utf-8") == by_hand


def test_bodies_put_right_by_hand_are_not_written_over(home: Path) -> None:
    file = home / UNITS
    by_hand = file.read_text(encoding="utf-8") + "# 手工批注\n"
    file.write_text(by_hand, encoding="utf-8")
    walk = open_walk(home)
    office = next(one for one in walk.imported.readings if one.id.startswith("unit."))
    with pytest.raises(ReviewTrouble, match="手工"):
        changed(walk, office, "示例市示例办公室")
    assert file.read_text(encoding="utf-8") == by_hand


def test_an_answer_keeps_what_stands_at_the_head_of_the_files(home: Path) -> None:
    walk = open_walk(home)
    office = next(one for one in walk.imported.readings if one.id.startswith("unit."))
    heads = [(home / name).read_text("utf-8").splitlines()[0] for name in (UNITS, IMPORTED)]
    changed(walk, office, "示例市示例办公室")
    assert "示例市示例办公室" in (home / UNITS).read_text("utf-8")
    assert heads == [(home / name).read_text("utf-8").splitlines()[0] for name in (UNITS, IMPORTED)]


def with_the_second(text: str, folder: Path, *keys: str) -> Plan:
    """The plan of a text, those of its readings changed for the second."""
    write(bring_in("示例.txt", text.encode(), Given()), folder)
    readings = {one.id: one for one in doubtful(open_walk(folder).imported)}
    for key in keys:
        assert switchable(readings[key])
        changed(open_walk(folder), readings[key])
    read, found = read_project(folder)
    assert read.plan and not [one for one in found if one.severity == "error"]
    return read.plan


def test_the_other_reading_is_put_into_the_plan_and_the_text_stays(tmp_path: Path) -> None:
    text = (
        "示例市2021年示例措施\n一、做好示例工作。建立台账。（责任单位：市财政局。以下均需各县区落实，不再列出）\n"
        "二、推进示例项目。尽快完成。（市工信局、市商务局）要抓紧。（市教育局）\n"
    )
    plan = with_the_second(text, tmp_path, "T02.duty.body2", "plan.shared", "plan.due")
    second = plan.chapters[0].tasks[1]
    assert [(one.lead, one.rest) for one in second.duty] == [
        (("市工信局",), "要抓紧。（市教育局）")
    ]
    assert (plan.shared, plan.due) == ((), None)
    assert bare(rebuild(plan)) == bare(text)
    walk = open_walk(tmp_path)
    changed(walk, next(one for one in doubtful(walk.imported) if one.id == "T02.duty.body1"))
    read, _ = read_project(tmp_path)
    assert read.plan and not read.plan.chapters[0].tasks[1].duty
    assert bare(rebuild(read.plan)) == bare(text)


def test_of_two_readings_the_second_can_be_chosen(tmp_path: Path) -> None:
    text = (
        "示例市2021年示例措施\n一、做好示例工作。工业增长8%，力争到2021年底，新增企业50家，新增高企20家。\n"
        "二、推进示例项目。6月底前完成验收，9月底前完成整改。（配合单位：市商务局、市财政局）\n"
    )
    plan = with_the_second(text, tmp_path, "T01-2", "T02.duty.body1", "T02.due")
    first, second = plan.chapters[0].tasks
    assert [one.soft for one in first.targets] == [False, False, True]
    assert [(one.lead, one.support) for one in second.duty] == [(("市商务局",), ("市财政局",))]
    assert second.due == date(2021, 6, 30)
    assert bare(rebuild(plan)) == bare(text)


def test_what_only_a_hand_can_put_right_is_not_offered(home: Path) -> None:
    walk = open_walk(home)
    basis = next(one for one in walk.imported.readings if one.id == "plan.lead_basis")
    assert not switchable(basis)
    with pytest.raises(ReviewTrouble, match="直接在"):
        changed(walk, basis)
