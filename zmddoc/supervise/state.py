"""One period: who reported, and which light each matter shows to each body that leads it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from zmddoc.model import (
    Closing,
    Light,
    Period,
    Progress,
    Registry,
    Request,
    Return,
    Rules,
    Target,
    TaskReturn,
    Unit,
)
from zmddoc.supervise.judge import Judgement, Source, judge
from zmddoc.supervise.matters import Matter
from zmddoc.supervise.pace import Deadline, InForce, deadline
from zmddoc.supervise.words import Reporting, Status, worst


@dataclass(frozen=True)
class Part:
    """One body's part in one matter: what it said of it, and the light that falls on it."""

    unit: Unit
    matter: Matter
    returned: Return | None
    """The body's return for the period."""
    task: TaskReturn | None
    """What that says of the matter."""
    judgements: tuple[Judgement, ...]
    """The matter's."""
    closing: Closing | None
    """The matter's."""
    light: Light | None
    """The worst of its own reporting and of the matter's judgements; None where nothing is judged
    yet. A value that the owner left out does not fall on the other leads."""

    @property
    def reported(self) -> bool:
        """Whether it reported on the matter."""
        return self.task is not None

    @property
    def request(self) -> Request | None:
        """What it asks for: 延期, 调整, 办结."""
        return self.task.request if self.task else None


@dataclass(frozen=True)
class MatterState:
    """One matter in one period: one row, however many bodies lead it."""

    matter: Matter
    period: Period
    parts: tuple[Part, ...]
    """Of each body that has to report on it."""
    judgements: tuple[Judgement, ...]
    """Of each of its targets."""
    deadline: Deadline
    closing: Closing | None
    light: Light | None
    """The worst of its parts and judgements; None where nothing is judged yet or nobody is
    responsible."""
    status: Status

    @property
    def missing(self) -> tuple[Unit, ...]:
        """The bodies that had to report on it and did not."""
        return () if self.closing else tuple(p.unit for p in self.parts if not p.reported)

    @property
    def overdue(self) -> bool:
        """逾期: its own deadline, or that of one of its targets, has come and it is not done."""
        if self.judgements:
            return any(one.overdue for one in self.judgements)
        return self.light == "red"

    @property
    def awaits_closing(self) -> bool:
        """待审核销号: everything in it is reached, or its day has come with nothing behind, and the
        office has not struck it off yet."""
        come = self.status == "on" and self.deadline.day <= self.period.cutoff
        return self.closing is None and (self.status == "done" or (come and not self.judgements))


@dataclass(frozen=True)
class UnitState:
    """One body that has to report, in one period."""

    unit: Unit
    returned: Return | None
    reporting: Reporting
    days_late: int
    """Days after ``report_by``; 0 where it is not late or not there."""
    parts: tuple[Part, ...]
    """Its matters, in the order of the plan."""
    judgements: tuple[Judgement, ...]
    """Of the targets it answers for, those of the matters that it is named to lead; a target with
    two leads stands with both."""

    @property
    def omitted(self) -> tuple[Matter, ...]:
        """What its return leaves out."""
        if self.returned is None:
            return ()
        return tuple(p.matter for p in self.parts if not p.reported and not p.closing)

    @property
    def light(self) -> Light | None:
        """The worst of its matters."""
        return worst(part.light for part in self.parts)


@dataclass(frozen=True)
class Snapshot:
    """Everything that is judged in one period, before what history makes of it."""

    period: Period
    collected: bool
    """Whether returns were collected for the period at all; if not, nobody was asked."""
    matters: tuple[MatterState, ...]
    units: tuple[UnitState, ...]
    """In 建制顺序."""

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        """Every target once, in the order of the plan."""
        return tuple(one for state in self.matters for one in state.judgements)


def snapshot(
    everything: Sequence[Matter],
    registry: Registry,
    rules: Rules,
    period: Period,
    progress: Progress | None,
    decided: InForce,
    previous: Mapping[str, Decimal],
) -> Snapshot:
    """Return the period's state; ``previous`` are the values of the period before, by target."""
    judge_ = _Bench(registry, rules, period, progress, decided, previous)
    states = tuple(judge_.matter(matter) for matter in everything)
    return Snapshot(period, progress is not None, states, tuple(judge_.units(states)))


class _Bench:
    """What every judgement of one period is made from."""

    def __init__(
        self,
        registry: Registry,
        rules: Rules,
        period: Period,
        progress: Progress | None,
        decided: InForce,
        previous: Mapping[str, Decimal],
    ) -> None:
        self.registry, self.rules, self.period = registry, rules, period
        self.decided, self.previous = decided, previous
        self.returns: dict[str, Return] = {}
        for one in progress.returns if progress else ():
            unit = registry.find(one.unit)
            if unit:  # of two returns the later does not silently win (Z703)
                self.returns.setdefault(unit.name, one)
        self.sources: dict[str, dict[str, Source]] = {}
        """By body, then by target."""
        self.known: dict[str, Source] = {}
        """By target, from whoever returned it first."""
        for name, returned in self.returns.items():
            for id, source in _sources(returned):
                self.sources.setdefault(name, {}).setdefault(id, source)
                self.known.setdefault(id, source)

    def matter(self, matter: Matter) -> MatterState:
        judgements = tuple(self._judgement(matter, target) for target in matter.targets)
        closing = self.decided.closing((matter.id, *reversed(matter.above)))
        due = deadline(matter, None, self.period.year, self.decided)
        silent_groups = (u for u in matter.lead if u.kind == "group" and not u.members)
        asked = (*matter.reporters, *(u for u in silent_groups if u.name in self.returns))
        parts = tuple(self._part(unit, matter, judgements, due, closing) for unit in asked)
        lights = [part.light for part in parts] + [one.light for one in judgements]
        light: Light | None = "green" if closing else worst(lights)
        status = _status(light, judgements, closed=closing is not None, asked=bool(parts))
        return MatterState(matter, self.period, parts, judgements, due, closing, light, status)

    def _judgement(self, matter: Matter, target: Target) -> Judgement:
        owner = matter.owner
        returned = self.returns.get(owner.name) if owner else None
        said = _task(returned, matter)
        # what nobody is responsible for may still be known: from whoever returned it
        where = self.sources.get(owner.name, {}) if owner else self.known
        source = where.get(target.id)
        return judge(
            matter, target, self.period, self.rules, self.registry, self.decided, source,
            self.previous.get(target.id), returned=said is not None,
        )  # fmt: skip

    def _part(
        self,
        unit: Unit,
        matter: Matter,
        judgements: tuple[Judgement, ...],
        due: Deadline,
        closing: Closing | None,
    ) -> Part:
        returned = self.returns.get(unit.name)
        task = _task(returned, matter)
        lights = [one.light for one in judgements]
        if unit is not matter.owner:
            lights = [light for light in lights if light != "grey"]
        if task is None:
            lights.append("grey")
        elif not judgements:
            lights.append("red" if self.period.cutoff > due.day else "green")
        light = "green" if closing else worst(lights)
        return Part(unit, matter, returned, task, judgements, closing, light)

    def units(self, states: Iterable[MatterState]) -> Iterator[UnitState]:
        """Yield the state of every body that has to report."""
        parts: dict[str, list[Part]] = {}
        for state in states:
            for part in state.parts:
                parts.setdefault(part.unit.name, []).append(part)
        for unit in self.registry.units:
            if unit.name in parts:
                yield self._unit(unit, tuple(parts[unit.name]))

    def _unit(self, unit: Unit, parts: tuple[Part, ...]) -> UnitState:
        returned = self.returns.get(unit.name)
        days = (returned.received - self.period.report_by).days if returned else 0
        reporting: Reporting
        if returned:
            reporting = "late" if days > 0 else "on_time"
        else:
            reporting = "missing" if any(not p.closing for p in parts) else "not_required"
        named = (part for part in parts if unit in part.matter.lead)
        judgements = tuple(one for part in named for one in part.judgements)
        return UnitState(unit, returned, reporting, max(days, 0), parts, judgements)


def _task(returned: Return | None, matter: Matter) -> TaskReturn | None:
    tasks = returned.tasks if returned else ()
    return next((one for one in tasks if one.id == matter.id), None)


def _sources(returned: Return) -> Iterator[tuple[str, Source]]:
    for task in returned.tasks:
        for one in task.targets:
            yield one.id, Source(returned, task, one)


def _status(
    light: Light | None, judgements: Sequence[Judgement], *, closed: bool, asked: bool
) -> Status:
    if closed:
        return "done"
    if light is None:
        return "not_due" if asked else "unassigned"
    if light == "grey":
        return "unreported"
    if light != "green":
        return "behind"
    return "done" if judgements and all(one.status == "done" for one in judgements) else "on"
