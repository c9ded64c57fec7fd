"""Steps that a secretariat might take with the real plan, made up by chance, several at a time."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from support.revisions import ROOT, edition
from zmddoc.read import read_project
from zmddoc.revise.edition import Edition

PROJECT, _ = read_project(ROOT)
assert PROJECT.plan and PROJECT.registry
REAL = edition([])
TASKS = [task.id for _, _, task in PROJECT.plan.tasks()]
TARGETS = [one.id for _, _, task in PROJECT.plan.tasks() for one in task.targets]
DEPARTMENTS = [one.name for one in PROJECT.registry.units if one.kind == "department"]
GROUPS = [one.name for one in PROJECT.registry.units if one.kind == "group"]
DAYS = ["2021-06-30", "2021-09-30", "2021-12-31"]
CHAPTERS = len(PROJECT.plan.chapters)

Step = dict[str, Any]
tasks, targets = st.sampled_from(TASKS), st.sampled_from(TARGETS)
bodies = st.lists(st.sampled_from(DEPARTMENTS), min_size=1, max_size=4, unique=True)


@st.composite
def duty(draw: st.DrawFn) -> Step:
    names, leads = draw(bodies), draw(st.integers(1, 2))
    return {"task": draw(tasks), "lead": names[:leads], "support": names[leads:]}


@st.composite
def new_task(draw: st.DrawFn) -> Step:
    number = draw(st.integers(33, 60))
    words = draw(
        st.sampled_from(
            ["开展隐患排查，建立整改台账。", "绘制图谱，明确招商方向。", "推广成熟做法。"]
        )
    )
    record = {
        "id": f"T{number}",
        "title": f"示例任务{number}",
        "text": words * draw(st.integers(1, 3)),
    }
    return {
        "add": {"task": record},
        "to": [draw(st.integers(1, CHAPTERS)), draw(st.integers(1, 4))],
    }


steps = st.one_of(
    duty(),
    new_task(),
    st.builds(lambda id: {"remove": id}, tasks),
    st.builds(lambda id: {"remove": id}, targets),
    st.builds(
        lambda id, c, p: {"task": id, "move": [c, p]},
        tasks, st.integers(1, CHAPTERS), st.integers(1, 6),
    ),
    st.builds(lambda c, to: {"chapter": c, "move": to}, *[st.integers(1, CHAPTERS)] * 2),
    st.builds(lambda id, day: {"task": id, "set": {"due": day}}, tasks, st.sampled_from(DAYS)),
    st.builds(lambda id, day: {"target": id, "set": {"due": day}}, targets, st.sampled_from(DAYS)),
    st.builds(lambda day: {"plan": {"due": day}}, st.sampled_from(DAYS)),
    st.builds(
        lambda id, v: {"target": id, "set": {"value": v, "bound": ">=", "low": 0, "high": 0}},
        targets, st.integers(1, 40),
    ),
    st.builds(lambda id, soft: {"target": id, "set": {"soft": soft}}, targets, st.booleans()),
    st.builds(lambda id, unit: {"target": id, "set": {"unit": unit}}, targets, st.sampled_from("家个%")),
    st.builds(lambda id, word: {"task": id, "set": {"title": word}}, tasks, st.sampled_from(["甲事", "乙事"])),
    st.builds(
        lambda id, word: {"task": id, "set": {"text": word}},
        tasks, st.sampled_from(["完成示例工作，建立台账。", "另行部署。"]),
    ),
    st.builds(lambda c, word: {"chapter": c, "set": {"title": word}}, st.integers(1, CHAPTERS), st.just("示例章")),
    st.builds(lambda id, n: {"task": id, "rename": f"T{n}"}, tasks, st.integers(61, 99)),
    st.builds(
        lambda group, joins: {"group": group, "join": joins}, st.sampled_from(GROUPS), bodies
    ),
    st.builds(lambda n: {"plan": {"number": f"驻政办〔2021〕{n}号"}}, st.integers(1, 3)),
    st.builds(lambda year: {"plan": {"year": year}}, st.sampled_from([2021, 2022])),
)  # fmt: skip


def made(wanted: list[Step]) -> Edition:
    """The real plan with those of the steps done that can be: of two that contradict each other
    the second is left out."""
    done: list[Step] = []
    found = REAL
    for step in wanted:
        if "set" in step and "low" in step["set"]:
            step = {**step, "set": {**step["set"], "low": None, "high": None}}
        try:
            found = edition([*done, step])
        except (AssertionError, KeyError, IndexError, ValueError):
            continue
        done.append(step)
    return found


revisions = st.lists(steps, min_size=1, max_size=6)
