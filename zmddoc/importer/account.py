"""What an import came to, told to a clerk or to another program."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from zmddoc.importer.onto import Continued
from zmddoc.importer.review import doubtful
from zmddoc.importer.run import Bundle
from zmddoc.model import Plan


def account(bundle: Bundle, shown: int) -> Iterator[str]:
    """Yield the lines: what was read, what was taken for page furniture, and the review list, of
    which at most ``shown`` are printed."""
    plan = bundle.plan
    counts = count(plan)
    yield f"{plan.title}（{plan.number or '没有文号'}）"
    yield (
        f"读出 {counts['chapters']} 章、{counts['tasks']} 条、{counts['measures']} 项措施，"
        f"责任 {counts['duties']} 处、点名单位 {counts['mentions']} 次，指标 {counts['targets']} 项；"
        "与原文逐字相同（空白不计）。"
    )
    for note in bundle.imported.notes:
        yield f"说明：{note}"
    if bundle.imported.furniture:
        yield f"当作版面、没有收进方案的有 {len(bundle.imported.furniture)} 处："
        for dropped in bundle.imported.furniture[:shown]:
            yield f"  {dropped.place}：{dropped.words}（{dropped.why}）"
        yield from _more(len(bundle.imported.furniture), shown)
    if bundle.continued:
        yield from _changes(bundle.continued)
    waiting = doubtful(bundle.imported)
    if waiting:
        yield f"没有把握的有 {len(waiting)} 处（用 zmddoc import --review 逐条核对）："
        for one in waiting[:shown]:
            other = f"；也可能是：{one.other}" if one.other else ""
            reason = f"（{one.why}）" if one.why else ""
            yield f"  {one.place} {one.what} {one.read or '空'}{other}{reason}"
        yield from _more(len(waiting), shown)


def as_data(bundle: Bundle) -> dict[str, Any]:
    """Return the same as data, all of it."""
    changes = bundle.continued.revision.changes if bundle.continued else ()
    return {
        "title": bundle.plan.title,
        "counts": count(bundle.plan),
        "import": bundle.imported.model_dump(mode="json"),
        "changes": len(changes),
    }


def count(plan: Plan) -> dict[str, int]:
    """Return how many chapters, tasks, measures, duties, mentions of bodies and targets."""
    tasks = [task for _, _, task in plan.tasks()]
    items = list(plan.items())
    duties = [d for one in plan.chapters for d in one.duty]
    duties += [d for one in items for d in one.duty]
    return {
        "chapters": sum(bool(chapter.title) for chapter in plan.chapters),
        "tasks": len(tasks),
        "measures": len(items) - len(tasks),
        "duties": len(duties),
        "mentions": sum(len(duty.names) for duty in duties),
        "targets": sum(len(one.targets) for one in items),
    }


def _changes(continued: Continued) -> Iterator[str]:
    from zmddoc.account.terminal import Sides, as_text

    if not continued.revision.changes:
        yield "与现有方案相同。"
        return
    yield from as_text(continued.revision, Sides("现有方案", "导入的公文")).splitlines()


def _more(total: int, shown: int) -> Iterator[str]:
    if total > shown:
        yield f"  ……还有 {total - shown} 处"
