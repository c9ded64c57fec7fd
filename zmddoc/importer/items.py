"""Chapters, tasks and measures of the plan, from what was read in the items of the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from zmddoc.grammar.clause import DutyReading
from zmddoc.grammar.reading import least
from zmddoc.grammar.targets import TargetReading
from zmddoc.importer.facts import NOTHING, ItemFacts, Piece, Run
from zmddoc.importer.layout import UNNUMBERED, Layout, departures, own_form
from zmddoc.importer.record import Record
from zmddoc.model import Chapter, Duty, Measure, Target, Task
from zmddoc.model.plan import LeadBasis

_TARGET_FIELDS = (
    "name", "bound", "value", "low", "high", "unit", "kind", "baseline", "direction", "soft", "per", "due",
)  # fmt: skip


class Builder:
    """Builds the items of one plan, and notes what it read."""

    def __init__(
        self,
        record: Record,
        layout: Layout,
        basis: LeadBasis,
        due: date | None,
        groups: Sequence[str],
    ) -> None:
        """``due``: what holds for everything without a deadline of its own; ``groups``: those that
        duties name."""
        self._record, self._layout, self._basis, self._whole = record, layout, basis, due
        self._groups = groups
        self._tasks = 0

    def whole(self, items: Sequence[ItemFacts]) -> tuple[Chapter, ...]:
        """The one untitled chapter of a plan whose topmost items are tasks."""
        return (Chapter(title="", tasks=tuple(self._row(items))),)

    def chapters(self, items: Sequence[ItemFacts]) -> Iterator[Chapter]:
        """The chapters of a plan that has them."""
        follow = 1
        for item, number in departures(items):
            if self._layout.restart:
                follow = 1
            yield self._chapter(item, number, follow)
            if item.children:
                follow = item.children[-1].section.number + 1

    def _chapter(self, item: ItemFacts, number: int | None, follow: int) -> Chapter:
        key = f"第{item.section.number}章"
        at = item.section.mark.start
        fields: dict[str, Any] = {
            "title": item.title,
            "number": number,
            "form": _heading_form(item, self._layout.chapter),
        }
        heading, own = _below_heading(item)
        intro = not item.children or any(piece.targets for piece in item.run.pieces)
        if item.burdened and intro:
            fields["form"] = _heading_form(replace(item, run=heading), self._layout.chapter)
            fields["duty"] = tuple(self._duties(heading, key, at))
            tasks = [self.unnumbered(own), *self._row(item.children, follow)]
        else:
            fields["text"] = item.run.first.words
            fields["duty"] = tuple(self._duties(item.run, key, at))
            tasks = list(self._row(item.children, follow))
        if item.children:
            fields["tail"] = item.tail.first.words
            fields["duty"] = (*fields.get("duty", ()), *self._duties(item.tail, key, at, "tail"))
        self._record.note(key, "标题", at, item.title)
        return Chapter(**{"title": "", **_given(fields)}, tasks=tuple(tasks))

    def unnumbered(self, item: ItemFacts) -> Task:
        """The task that words without a number are: those of a chapter, where somebody must do something
        in them."""
        words = replace(item, title="", joint="", children=(), tail=NOTHING)
        task: Task = self._item(Task, words, self._next(), 0)
        return task.model_copy(update={"form": UNNUMBERED, "text": task.text.strip()})

    def _row(self, items: Sequence[ItemFacts], start: int = 1) -> Iterator[Task]:
        for item, number in departures(items, start):
            task: Task = self._item(Task, item, self._next(), 0)
            yield task if number is None else task.model_copy(update={"number": number})

    def _next(self) -> str:
        self._tasks += 1
        return f"T{self._tasks:02}"

    def _item(self, kind: type[Any], item: ItemFacts, key: str, depth: int) -> Any:
        at = item.section.mark.start
        targets = tuple(self._targets(item, key))
        measures = tuple(
            self._item(Measure, child, f"{key}.{i}", depth + 1).model_copy(
                update={} if number is None else {"number": number}
            )
            for i, (child, number) in enumerate(departures(item.children), 1)
        )
        fields = {
            "title": item.title,
            "text": item.run.first.words,
            "form": own_form(item, self._layout.usual(depth)),
            "duty": (
                *self._duties(item.run, key, at),
                *self._duties(item.tail, key, at, "tail"),
            ),
            "tail": item.tail.first.words,
            "targets": targets,
            "due": self._due(item, key),
            "measures": measures,
        }
        self._record.note(key, "标题", at, item.title or "（无标题）")
        return kind(id=key, **_given(fields))

    def _duties(self, run: Run, key: str, at: int, where: str = "body") -> Iterator[Duty]:
        for i, (reading, words, after) in enumerate(run.annotated, 1):
            lead, support = _roles(reading)
            basis = (
                "rule" if (reading.basis, self._basis) == ("convention", "rule") else reading.basis
            )
            fields: dict[str, Any] = {
                "rest": after.words,
                "basis": None if basis == self._basis else basis,
                "at": None if where == "body" else where,
            }
            said = said_of_duty(lead, support)
            self._record.note(
                f"{key}.duty.{where}{i}", "责任", at, said, reading.confidence, reading.doubts
            )
            fields |= {"lead": lead, "support": support}
            yield Duty(annotation=words, **_given(fields))

    def _targets(self, item: ItemFacts, key: str) -> Iterator[Target]:
        whole = "\n".join(piece.words for piece in item.pieces)
        at = item.section.mark.start
        number = 0
        for piece, reading in ((one, target) for one in item.pieces for target in one.targets):
            quote = _unique(reading, piece, whole)
            if not quote:
                said = reading.quote.of(piece.words)
                why = "同样的话在这一条里不止一处，没有列为指标"
                other = "是指标"
                self._record.note(f"{key}-", "指标", at, said, "doubtful", why=why, other=other)
                continue
            number += 1
            target = self._target(reading, f"{key}-{number}", quote)
            self._record.note(
                target.id, "指标", at, said_of(target), reading.confidence, reading.doubts
            )
            yield target

    def _target(self, reading: TargetReading, key: str, quote: str) -> Target:
        fields = {name: getattr(reading, name) for name in _TARGET_FIELDS}
        fields["name"] = reading.name or quote
        if fields["due"] == self._whole:
            del fields["due"]
        if reading.per:
            fields["per"] = group_meant(reading.per, self._groups)
        return Target(id=key, quote=quote, **_given(fields))

    def _due(self, item: ItemFacts, key: str) -> date | None:
        """The day by which the item is to be done: of several the last."""
        found = item.deadlines
        at = item.section.mark.start
        reached = {one.due for piece in item.pieces for one in piece.targets if one.due}
        days = sorted({one.due for one in found if one.due and not one.recurring} | reached)
        for one in found:
            if one.doubts:
                said = one.due.isoformat() if one.due else ""
                self._record.note(f"{key}.due", "时限", at, said, one.confidence, one.doubts)
        if not days:
            return None
        others = "、".join(day.isoformat() for day in days[:-1])
        trust = "likely" if others else least((one.confidence for one in found), "likely")
        why = "文中写了这个日子，当作这一条的时限" if trust == "likely" else ""
        if others:
            why = f"还写有 {others}，以最后的为准"
        other = days[-2].isoformat() if others else ""
        self._record.note(
            f"{key}.due", "时限", at, days[-1].isoformat(), trust, why=why, other=other
        )
        return None if days[-1] == self._whole else days[-1]


def _heading_form(item: ItemFacts, usual: str) -> str | None:
    """How a chapter is set; one without a title says so, or it would have no heading at all."""
    form = own_form(item, usual)
    return form or (None if item.title else f"{item.section.style}{{text}}")


def _below_heading(item: ItemFacts) -> tuple[Run, ItemFacts]:
    """The annotation that stands behind the heading of items, answering for all of them, and the
    item without it; of an item without children nothing is taken."""
    if not item.children or item.run.first.words.strip() or not item.run.annotated:
        return NOTHING, item
    (reading, words, after), *others = item.run.annotated
    heading = Run(NOTHING.first, ((reading, words, NOTHING.first),))
    return heading, replace(item, run=Run(after, tuple(others), item.run.dues))


def said_of_duty(lead: Sequence[str], support: Sequence[str]) -> str:
    """Who leads and who supports, for a clerk."""
    said = f"牵头：{'、'.join(lead) or '没有写'}"
    return said + (f"；配合：{'、'.join(support)}" if support else "")


def said_of(target: Target) -> str:
    """What a target says, for a clerk."""
    figure = f"{target.low}–{target.high}" if target.bound == "range" else str(target.value or "")
    bound = {"relative": f"与{target.baseline}相比", "range": ""}.get(target.bound, target.bound)
    said = f"{target.name} {bound} {figure}{target.unit}".strip()
    return f"{said}（力争）" if target.soft else said


def _roles(reading: DutyReading) -> tuple[tuple[str, ...], tuple[str, ...]]:
    lead = tuple(dict.fromkeys(one.name for one in reading.lead))
    support = tuple(dict.fromkeys(one.name for one in reading.support))
    return lead, tuple(name for name in support if name not in lead)


_KINDS = frozenset("省市州盟县区旗乡镇村")


def group_meant(words: str, groups: Iterable[str]) -> str:
    """Return the group that 各县(区) means: the one of ``groups`` that is made up of the same kinds
    of place; where there is none, or more than one, the words as they stand."""
    kinds = _KINDS.intersection(words)
    found = [one for one in groups if _KINDS.intersection(one) == kinds and one.startswith("各")]
    return found[0] if kinds and len(found) == 1 else words


def _unique(reading: TargetReading, piece: Piece, whole: str) -> str:
    """The quote, drawn out to the left until it stands in the item once; '' where it never does."""
    start, end = reading.quote.start, reading.quote.end
    while end > start and piece.words[end - 1].isspace():
        end -= 1
    while start > 0 and whole.count(piece.words[start:end]) > 1:
        start -= 1
    quote = piece.words[start:end]
    return quote if whole.count(quote) == 1 else ""


def _given(fields: dict[str, Any]) -> dict[str, Any]:
    """Without what is empty: the model has its defaults."""
    return {key: value for key, value in fields.items() if value not in (None, "", ())}
