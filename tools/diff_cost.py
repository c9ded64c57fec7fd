"""How the cost of a comparison grows with the plan: 32 to 8,000 tasks made from the real plan.

Three cases: ids kept and a tenth of the tasks changed; no common ids and every task reworded a
little; no common ids, and texts that are all alike but for their numbers.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from zmddoc.model import Chapter, Plan, Task
from zmddoc.read import read_project
from zmddoc.revise.edition import Edition
from zmddoc.revise.revision import revise

ROOT = Path(__file__).resolve().parent.parent
SIZES = (32, 125, 500, 2000, 8000)


def main() -> None:
    project, _ = read_project(ROOT)
    assert project.plan and project.registry
    sizes = [int(word) for word in sys.argv[1:]] or SIZES
    print(f"{'条':>6} {'编号相同':>10} {'编号全新':>10} {'套话成篇':>10}  秒（处理器时间）")
    for size in sizes:
        cells = []
        for case in (kept, renumbered, templated):
            old, new = case(project.plan, size)
            start = time.process_time()
            revise(Edition(old, project.registry), Edition(new, project.registry))
            cells.append(f"{time.process_time() - start:>10.2f}")
        print(f"{size:>6} {' '.join(cells)}", flush=True)


def kept(plan: Plan, size: int) -> tuple[Plan, Plan]:
    """Ids kept; every tenth task has another text, title, lead and figure."""
    old = grown(plan, size)
    return old, mapped(old, lambda i, task: changed(task) if i % 10 == 0 else task)


def renumbered(plan: Plan, size: int) -> tuple[Plan, Plan]:
    """Every id is new and every text is a little different; next year's plan."""
    old = grown(plan, size)
    new = mapped(old, lambda i, task: changed(renamed(i, task)))
    return old, new.model_copy(update={"year": plan.year + 1})


def templated(plan: Plan, size: int) -> tuple[Plan, Plan]:
    """As before, and all texts are one text but for a number."""
    first = next(task for _, _, task in plan.tasks() if task.text)
    old = mapped(
        grown(plan, size),
        lambda i, task: first.model_copy(
            update={
                "id": task.id,
                "title": f"第{i}项工作",
                "text": f"{first.text}第{i}号工作按期完成。",
            }
        ),
    )
    new = mapped(old, lambda i, task: renamed(i, task))
    return old, new.model_copy(update={"year": plan.year + 1})


def grown(plan: Plan, size: int) -> Plan:
    """The plan repeated to ``size`` tasks, each with sentences of its own."""
    chapters: list[Chapter] = []
    count = 0
    while count < size:
        for chapter in plan.chapters:
            tasks = []
            for task in chapter.tasks:
                if count < size:
                    count += 1
                    tasks.append(numbered(count, task))
            if tasks:
                title = f"{chapter.title}（{len(chapters) + 1}）"
                chapters.append(chapter.model_copy(update={"title": title, "tasks": tuple(tasks)}))
    return plan.model_copy(update={"chapters": tuple(chapters), "errata": ()})


def numbered(count: int, task: Task) -> Task:
    """The task under another id, with a sentence that no other has."""
    id = f"T{count:04}"
    targets = tuple(
        one.model_copy(update={"id": f"{id}-{i}"}) for i, one in enumerate(task.targets, 1)
    )
    text = f"{task.text}第{count}批示例项目{count * 7}个按期完成。"
    return task.model_copy(update={"id": id, "text": text, "targets": targets})


def mapped(plan: Plan, change) -> Plan:  # type: ignore[no-untyped-def]
    """The plan with every task changed."""
    count, chapters = 0, []
    for chapter in plan.chapters:
        tasks = []
        for task in chapter.tasks:
            count += 1
            tasks.append(change(count, task))
        chapters.append(chapter.model_copy(update={"tasks": tuple(tasks)}))
    return plan.model_copy(update={"chapters": tuple(chapters)})


def renamed(count: int, task: Task) -> Task:
    """The task under an id that the old plan does not have."""
    targets = tuple(
        one.model_copy(update={"id": f"N{count}-{i}"}) for i, one in enumerate(task.targets, 1)
    )
    return task.model_copy(update={"id": f"N{count}", "targets": targets})


def changed(task: Task) -> Task:
    """The task a little different."""
    duty = tuple(one.model_copy(update={"lead": one.support[:1] or one.lead}) for one in task.duty)
    targets = tuple(
        one.model_copy(update={"value": one.value + 1}) if one.value is not None else one
        for one in task.targets
    )
    text = f"{task.text[:40]}进一步{task.text[40:]}"
    return task.model_copy(
        update={"title": f"{task.title}工作", "text": text, "duty": duty, "targets": targets}
    )


if __name__ == "__main__":
    main()
