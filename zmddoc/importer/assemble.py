"""From an outline and what was read in it to the plan.

Whatever the words do not say is left out, or noted as what it is: a reading with its confidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from zmddoc.grammar.clause import DutyReading, lead_rule
from zmddoc.grammar.dutytables import duty_tables
from zmddoc.grammar.outline import outline
from zmddoc.importer.everyone import everyone
from zmddoc.importer.facts import ItemFacts, facts
from zmddoc.importer.goals import goals, unlabelled
from zmddoc.importer.head import Given, head
from zmddoc.importer.headings import heading_above, headings_between
from zmddoc.importer.items import Builder
from zmddoc.importer.layout import layout
from zmddoc.importer.levels import tasks_on_top
from zmddoc.importer.notes import note_headings, note_outline, note_unlabelled
from zmddoc.importer.received import annexes, received
from zmddoc.importer.record import Record
from zmddoc.importer.trouble import NotImported
from zmddoc.importer.words import tidy
from zmddoc.model import Chapter, Plan, Task
from zmddoc.model.plan import LeadBasis


def assemble(
    text: str, record: Record, given: Given, file: str, posted: date | None = None
) -> Plan:
    """Return the plan that the text is, noting every reading in ``record``. ``file`` is where its
    words will be kept, relative to the plan folder; ``posted`` the day on which a page says that it
    was put on its site. Raises NotImported."""
    read = outline(text)
    if not read.sections:
        raise NotImported(_refusal(text, record))
    front, goal = goals(text, head(text, read, given, record, posted))
    items = [facts(text, section, front.year) for section in read.sections]
    top = tasks_on_top(items)
    basis = _basis(text, items, record)
    set_as = layout(items, top)
    groups = dict.fromkeys(
        one.name for duty in _duties(items) for one in (*duty.lead, *duty.support)
    )
    builder = Builder(record, set_as, basis, front.fields.get("due"), tuple(groups))
    first = builder.unnumbered(goal) if goal else None
    chapters = builder.whole(items) if top else tuple(builder.chapters(items))
    above = None if goal else heading_above(text, read, front)
    between = tuple(headings_between(text, read))
    note_headings(text, above, between, record)
    heading = above if top and not between else None
    if heading:
        front = front.up_to(text, heading.start)
        (whole,) = chapters
        chapters = (whole.model_copy(update={"title": heading.of(text), "form": "{title}"}),)
    if first:
        chapters = _with_first(first, chapters)
    note_outline(text, read, items, record)
    note_unlabelled(text, unlabelled(text, front), record)
    tasks = items if top else [child for item in items for child in item.children]
    return Plan(
        **front.fields,
        year=front.year,
        lead_basis=basis,
        shared=everyone(text, tasks, record),
        received=received(text, read, front, goal.section.body if goal else heading, set_as, file),
        chapters=chapters,
        closing=tidy(read.closing.of(text)),
        annexes=tuple(annexes(text, read)),
    )


def _refusal(text: str, record: Record) -> str:
    """Why a text without numbered items is no plan; tasks in a table are told of."""
    why = "没有读到“一、”“（一）”“1.”这样编号的条，不像工作方案"
    table = next(duty_tables(text), None)
    if table is None:
        return why
    return (
        f"{why}。文中有任务表（{record.place(table.start)}），表格还不能读，"
        "请把每一行改成一条，例如“1.新建书房10座。（责任单位：市文旅局）”，另存后再导入"
    )


def _with_first(task: Task, chapters: tuple[Chapter, ...]) -> tuple[Chapter, ...]:
    first, *others = chapters
    if first.title:
        return (Chapter(title="", tasks=(task,)), *chapters)
    return (first.model_copy(update={"tasks": (task, *first.tasks)}), *others)


def _basis(text: str, items: Iterable[ItemFacts], record: Record) -> LeadBasis:
    """Why the first-named body leads, in most duties."""
    rule = lead_rule(text)
    if rule is not None:
        record.note("plan.lead_basis", "责任", rule.start, f"首位牵头：{rule.of(text)}")
        return "rule"
    found = list(_duties(items))
    stated = sum(one.basis == "stated" for one in found)
    if 2 * stated > len(found):
        return "stated"
    if found:
        why = "原文只列责任单位，没有言明谁牵头；按惯例以首位为牵头"
        other = "不分牵头、配合"
        record.note(
            "plan.lead_basis", "责任", 0, "首位牵头（惯例）", "likely", why=why, other=other
        )
    return "convention"


def _duties(items: Iterable[ItemFacts]) -> Iterator[DutyReading]:
    return (duty for top in items for item in top.walk() for duty in item.duties)
