"""Which forms there are for a period, who gets one, and what stands in each (pure functions)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zmddoc.assign import items
from zmddoc.compose.draft import Facts
from zmddoc.compose.form import (
    ASKED,
    FIGURES,
    NO,
    UNREPORTED,
    WORDS,
    YES,
    Form,
    FormRow,
    cited,
    entry_of,
    form_id,
    part_of,
)
from zmddoc.compose.ledger import Figure, aim
from zmddoc.compose.views import NONE, name, reporting
from zmddoc.model import Decisions, Period, Plan, Progress, Registry, Rules, Target, Unit
from zmddoc.supervise import Matter, matters
from zmddoc.supervise.measure import members
from zmddoc.supervise.pace import InForce, deadline, in_force
from zmddoc.text import day
from zmddoc.typography import normalise, printed

_NOTHING_DECIDED = Decisions()


def reporting_bodies(everything: Iterable[Matter], registry: Registry) -> tuple[Unit, ...]:
    """Return those that have a form, in 建制顺序: every body that has to report, and a leading group
    that no list names the members of, or that owns figures."""
    asked = {
        unit.name
        for matter in everything
        for unit in (*matter.reporters, *(u for u in matter.lead if _reports_itself(u, matter)))
    }
    return tuple(unit for unit in registry.units if unit.name in asked)


def _reports_itself(unit: Unit, matter: Matter) -> bool:
    """Whether a group that leads the matter reports in its own name."""
    return not unit.members or (unit is matter.owner and bool(matter.targets))


def formless(plan: Plan, registry: Registry) -> tuple[Unit, ...]:
    """Return every body that is named in a duty and has no form: those that only support, and
    groups whose members report for themselves."""
    named = {unit.name for item in items(plan, registry) for unit in item.bodies}
    asked = {unit.name for unit in reporting_bodies(matters(plan, registry), registry)}
    return tuple(unit for unit in registry.units if unit.name in named - asked)


def forms(
    plan: Plan,
    registry: Registry,
    rules: Rules,
    returned: Iterable[Progress],
    period: Period,
    unit: str = "",
    decisions: Decisions = _NOTHING_DECIDED,
) -> tuple[Form, ...]:
    """Return the forms of ``period``, in 建制顺序; with ``unit`` (any name of a body) only that
    body's. ``returned`` is what came in for any period: earlier ones give 上期累计. ``decisions``
    that count in the period move deadlines and strike off what is done."""
    round_ = _Round.of(plan, registry, rules, returned, period, decisions)
    everything = matters(plan, registry)
    chosen = registry.find(unit) if unit else None
    return tuple(
        _form(round_, everything, body)
        for body in reporting_bodies(everything, registry)
        if not unit or body is chosen
    )


def open_rows(
    plan: Plan, registry: Registry, rules: Rules, returned: Iterable[Progress], period: Period
) -> tuple[FormRow, ...]:
    """Return the rows of what no body is responsible for: they stand in nobody's form, and
    whoever knows the figures may report them."""
    round_ = _Round.of(plan, registry, rules, returned, period, _NOTHING_DECIDED)
    return tuple(
        row
        for matter in matters(plan, registry)
        if not matter.lead
        for row in round_.rows(matter, None)
    )


def _form(round_: _Round, everything: Iterable[Matter], unit: Unit) -> Form:
    facts, period = round_.facts, round_.period
    plan = facts.plan
    rows = tuple(
        row
        for matter in everything
        if unit in matter.reporters or unit in matter.lead
        for row in round_.rows(matter, unit)
    )
    part = part_of(plan.number, unit.name, rows)
    mark = facts.stamp("form", unit.name, period.id, part)
    called = name(unit)
    title = f"{printed(plan, plan.title)}落实情况报送表"
    return Form(
        id=form_id(period.id, unit.name, part),
        unit=unit.name,
        called=called,
        period=period,
        part=part,
        number=plan.number,
        head=facts.head(title, f"{called}{period.id}报送表", mark),
        stamp=mark,
        shown=reporting(period),
        rows=rows,
        notes=tuple(_notes(unit)),
        group=unit.kind == "group",
    )


@dataclass(frozen=True)
class _Round:
    """What all forms of one period are made from."""

    facts: Facts
    period: Period
    before: tuple[Progress, ...]
    """What came in for earlier periods."""
    decided: InForce

    @classmethod
    def of(
        cls,
        plan: Plan,
        registry: Registry,
        rules: Rules,
        returned: Iterable[Progress],
        period: Period,
        decisions: Decisions,
    ) -> _Round:
        before = tuple(one for one in returned if one.period < period.id)
        facts = Facts(plan, registry, rules, ())
        return cls(facts, period, before, in_force(decisions, period, rules))

    def rows(self, matter: Matter, unit: Unit | None) -> Iterator[FormRow]:
        """Yield the rows of a matter as they stand in the form of ``unit``: the task's, and one of
        each of its targets."""
        above = (matter.id, *reversed(matter.above))
        due = self._due(matter, None)
        yield FormRow(
            id=matter.id,
            matter=matter,
            target=None,
            words="\n".join(filter(None, (cited(matter) + matter.heading, matter.text))),
            aim=_until(due, moved=due != matter.due),
            unit=NONE,
            last=NONE,
            takes=(*WORDS, *ASKED),
            due=due,
            closed=self.decided.closing(above) is not None,
        )
        owner = matter.owner or unit
        for target in matter.targets:
            figures = FIGURES if target.bound == "relative" else FIGURES[:1]
            yield FormRow(
                id=target.id,
                matter=matter,
                target=target,
                words=_target_words(matter, target),
                aim=aim(target, matter.quote_of(target)),
                unit=target.unit or NONE,
                last=self._last(target),
                takes=figures if owner is unit else (),
                owner="" if owner is unit or owner is None else name(owner),
                members=members(target, self.facts.registry),
                due=self._due(matter, target),
                closed=self.decided.closing((target.id, *above)) is not None,
            )

    def _due(self, matter: Matter, target: Target | None) -> date | None:
        stated = (target.due if target else None) or matter.due
        found = deadline(matter, target, self.period.year, self.decided)
        return found.day if stated or found.extension else None

    def _last(self, target: Target) -> Figure | str:
        """What was last returned of the target, with the period where that is not the one
        before."""
        known = [p.id for p in self.facts.rules.periods if p.id < self.period.id]
        if not known:
            return NONE
        found = latest(self.before, target.id)
        if found is None:
            return UNREPORTED
        when, value = found
        after = "" if when == known[-1] else f"（{when}）"
        if entry_of(target) == "yes-no":
            return f"{YES if value else NO}{after}"
        return Figure(value, after=after)


def _until(due: date | None, *, moved: bool) -> str:
    """A deadline as a narrow column prints it."""
    if due is None:
        return NONE
    return day(due).replace("年", "年\n") + ("\n（已延期）" if moved else "")


def _target_words(matter: Matter, target: Target) -> str:
    """The words that state the target; where they state another as well, its name before them."""
    quote = matter.quote_of(target)
    shared = matter.quotes.count(quote) > 1
    words = f"{matter.name_of(target)}：{quote}" if shared else quote
    return f"{words}（按{normalise(target.per)}逐个计）" if target.per else words


def latest(returned: Iterable[Progress], target: str) -> tuple[str, Decimal] | None:
    """Return the latest period, of those given, in which the target's figure was returned, and the
    figure; None where it never was."""
    found = [
        (one.period, figure.value)
        for one in returned
        for back in one.returns
        for task in back.tasks
        for figure in task.targets
        if figure.id == target
    ]
    return max(found, key=lambda pair: pair[0]) if found else None


def _notes(unit: Unit) -> Iterator[str]:
    yield "只填空着的格（Excel 表里是黄色的）；编号和方案原文请勿改动，不要删行、删列。"
    yield "累计数从年初算起，只填数字，如 1200、8.5；单位见本行。没有数的留空，留空不等于零。"
    yield "数不能用“约”“左右”，也不要写公式。方案或数有疑问的，写在“存在问题”里。"
    yield "需要延期、调整、办结的，选申请事项并写明理由；是否同意由督查机构审核决定。"
    if unit.kind == "group":
        yield f"{name(unit)}：由牵头汇总的机构填报一份，各成员不分别填报。"
