"""Bodies that the plan names once for every task: 以下均需各县区落实，不再列出."""

from support.real import ROOT

from zmddoc.assign import items, responsibilities, tallies, unassigned
from zmddoc.check import check
from zmddoc.compose.views import shared_note
from zmddoc.importer.head import Given
from zmddoc.importer.run import bring_in
from zmddoc.project import Project
from zmddoc.revise.changes import DocumentChanged, SupportGained
from zmddoc.revise.edition import Edition
from zmddoc.revise.revision import revise

TEXT = """示例市2021年示例工作方案
一、加快转型
（一）抓项目。建成示例项目10个。（责任单位：市工信局、市财政局{}）
（二）抓服务。走访企业20家。
二、强化保障
（三）抓督导。办结率达到95%。（市商务局牵头，各县区配合）
"""
SAID = "。以下均需各县区、市直有关部门落实，不再列出"


def edition(said: str) -> Edition:
    bundle = bring_in("示例.txt", TEXT.format(said).encode(), Given())
    return Edition(bundle.plan, bundle.registry)


def test_they_support_every_task_once() -> None:
    plan, registry = edition(SAID).plan, edition(SAID).registry
    listed = items(plan, registry)
    assert [[unit.name for unit in one.support] for one in listed] == [
        ["市财政局", "各县区", "市直有关部门"],
        ["各县区", "市直有关部门"],
        ["各县区", "市直有关部门"],
    ]
    sheets = {one.unit.name: one for one in responsibilities(listed, registry)}
    assert [one.item.id for one in sheets["市直有关部门"].of("support")] == ["T01", "T02", "T03"]
    assert {one.unit.name: one.total for one in tallies(listed, registry)}["各县区"] == 3


def test_a_target_that_nobody_leads_is_still_unassigned() -> None:
    one = edition(SAID)
    assert [t.id for _, t in unassigned(items(one.plan, one.registry))] == ["T02-1"]


def test_a_revision_that_names_them_gives_every_task_to_them() -> None:
    revision = revise(edition(""), edition(SAID))
    (field,) = [
        one
        for one in revision.changes
        if isinstance(one, DocumentChanged) and one.field == "shared"
    ]
    assert (field.before, field.after) == ("", "各县区、市直有关部门")
    gained = [
        (one.new.id, one.body.name) for one in revision.changes if isinstance(one, SupportGained)
    ]
    assert sorted(gained) == [
        ("T01", "各县区"),
        ("T01", "市直有关部门"),
        ("T02", "各县区"),
        ("T02", "市直有关部门"),
        ("T03", "市直有关部门"),
    ]


def test_only_what_the_text_says_of_all_may_stand_there() -> None:
    one = edition(SAID)
    for names, faults in ((one.plan.shared, 0), (("市财政局",), 1)):
        plan = one.plan.model_copy(update={"shared": names})
        found = [each for each in check(Project(ROOT, plan, one.registry)) if each.code == "Z401"]
        assert len(found) == faults


def test_a_note_below_the_tables_says_why_they_stand_in_every_row() -> None:
    assert shared_note(edition(SAID).plan) == (
        "注：方案言明各县区、市直有关部门对各条都有责任，本表列为各条的配合单位。"
    )
    assert shared_note(edition("").plan) == ""
