"""Who does what on the real plan, counted a second way."""

from collections import Counter

from zmddoc.assign import items, responsibilities, responsibility, tallies, unassigned
from zmddoc.model import Chapter, Duty, Measure, Member, Plan, Registry, Task, Unit
from zmddoc.project import Project


def facts(real: Project) -> tuple[Plan, Registry]:
    assert real.plan and real.registry
    return real.plan, real.registry


def test_every_mention_of_the_plan_is_on_exactly_one_sheet_row(real: Project) -> None:
    plan, registry = facts(real)
    mentioned = Counter(
        name for _, _, task in plan.tasks() for duty in task.duty for name in duty.names
    )
    rows: Counter[str] = Counter()
    for one in responsibilities(items(plan, registry), registry):
        rows[one.unit.name] += len(one.of("lead")) + len(one.of("support"))
    assert {name: n for name, n in rows.items() if n} == dict(mentioned)
    assert sum(rows.values()) == 97


def test_tallies_add_up_to_the_mentions(real: Project) -> None:
    plan, registry = facts(real)
    counted = tallies(items(plan, registry), registry)
    assert len(counted) == 23
    assert sum(t.lead for t in counted) == 30
    assert sum(t.support for t in counted) == 67
    assert sum(t.total for t in counted) == 97


def test_tasks_are_numbered_straight_through(real: Project) -> None:
    listed = items(*facts(real))
    assert [item.task for item in listed] == list(range(1, 33))
    assert listed[11].clause == "（十二）"
    assert [item.chapter for item in listed][-1] == 8


def test_thirty_six_bodies_have_a_sheet(real: Project) -> None:
    plan, registry = facts(real)
    found = responsibilities(items(plan, registry), registry)
    kinds = Counter(one.unit.kind for one in found)
    assert kinds["group"] == 2
    assert kinds["county"] == 10
    assert kinds["zone"] == 3
    assert kinds["department"] + kinds["organisation"] + kinds["vertical"] == 21


def test_headline_targets_are_assigned_to_nobody(real: Project) -> None:
    plan, registry = facts(real)
    open_targets = unassigned(items(plan, registry))
    assert [target.id for _, target in open_targets] == [f"T02-{n}" for n in range(1, 8)]
    claimed = {
        t.id for one in responsibilities(items(plan, registry), registry) for t in one.targets
    }
    assert not claimed & {target.id for _, target in open_targets}


def test_a_member_carries_what_its_group_is_named_for(real: Project) -> None:
    plan, registry = facts(real)
    county = registry.find("遂平县")
    assert county
    one = responsibility(county, items(plan, registry), registry)
    assert [a.item.id for a in one.of("member")] == ["T30", "T32"]
    assert one.inferred == ()
    zone = registry.find("市经济开发区管委会")
    assert zone
    assert len(responsibility(zone, items(plan, registry), registry).inferred) == 2


def small(*tasks: Task, chapter_duty: tuple[Duty, ...] = ()) -> Plan:
    base = {
        "title": "示例方案", "number": "示〔2021〕1号", "issuer": "示例办公室",
        "dated": "2021-01-01", "year": 2021, "recipients": "示例", "cover_title": "示例",
        "cover": "示例", "lead_basis": "convention",
        "received": {"file": "x", "form": "x", "chapter": "{number}、", "task": "（{number}）{text}"},
    }  # fmt: skip
    chapter = Chapter(title="一章", duty=chapter_duty, tasks=tasks)
    return Plan.model_validate({**base, "chapters": (chapter,)})


def duty(*names: str) -> Duty:
    return Duty(lead=names[:1], support=names[1:], annotation="（责任单位）")


def registry_of(*units: Unit) -> Registry:
    return Registry(source="示例", units=units)


A = Unit(name="甲局", full="示例市甲局", kind="department")
B = Unit(name="乙局", full="示例市乙局", kind="department")
GROUP = Unit(
    name="各局", full="各局", kind="group", members=(Member(unit="甲局"), Member(unit="乙局"))
)


def test_a_body_named_itself_is_not_a_member_as_well() -> None:
    registry = registry_of(A, B, GROUP)
    plan = small(Task(id="T01", text="文", duty=(duty("甲局", "各局"),)))
    one, other = (responsibility(u, items(plan, registry), registry) for u in (A, B))
    assert [a.role for a in one.assignments] == ["lead"]
    assert [a.role for a in other.assignments] == ["member"]


def test_chapters_and_measures_with_duties_are_items() -> None:
    registry = registry_of(A, B)
    measure = Measure(
        id="T01.1", text="做", duty=(duty("乙局"),),
        measures=(Measure(id="T01.1.1", text="细", duty=(duty("甲局"),)),),
    )  # fmt: skip
    plan = small(Task(id="T01", text="文", measures=(measure,)), chapter_duty=(duty("甲局"),))
    listed = items(plan, registry)
    assert [(item.id, item.clause) for item in listed] == [
        ("", "第一章"),
        ("T01", "（一）"),
        ("T01.1", "（一）1"),
        ("T01.1.1", "（一）1（1）"),
    ]


def test_a_body_both_leading_and_supporting_is_counted_once() -> None:
    registry = registry_of(A, B)
    task = Task(id="T01", text="文", duty=(duty("甲局"), duty("乙局", "甲局")))
    (item,) = items(small(task), registry)
    assert item.lead == (A, B)
    assert item.support == ()
