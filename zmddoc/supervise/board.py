"""The board of a period: everything that is judged, counted, ranked and called for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import groupby

from zmddoc.model import Decisions, Light, Period, Plan, Progress, Register, Registry, Rules
from zmddoc.supervise.judge import Judgement
from zmddoc.supervise.ladder import Call, calls
from zmddoc.supervise.matters import Matter, matters
from zmddoc.supervise.pace import in_force
from zmddoc.supervise.ranking import Place, ranking
from zmddoc.supervise.shares import shares
from zmddoc.supervise.state import MatterState, Part, Snapshot, UnitState, snapshot
from zmddoc.supervise.words import LIGHTS, STATUSES, Status


@dataclass(frozen=True)
class Count:
    """How many are of one status."""

    status: Status
    label: str
    count: int
    share: Decimal
    """In percent, one decimal place; those of a tally add up to 100.0."""


@dataclass(frozen=True)
class Tally:
    """How many are of each status, in the order in which statuses are printed."""

    counts: tuple[Count, ...]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(one.count for one in self.counts)

    def __getitem__(self, status: Status) -> int:
        return next(one.count for one in self.counts if one.status == status)


def tally(statuses: Iterable[Status]) -> Tally:
    """Count the statuses; each thing counted is in exactly one."""
    given = list(statuses)
    counted = [given.count(status) for status in STATUSES]
    rows = zip(STATUSES.items(), counted, shares(counted), strict=True)
    return Tally(tuple(Count(s, label, n, share) for (s, label), n, share in rows))


@dataclass(frozen=True)
class Board:
    """One period, complete: every target, matter and body once."""

    plan: Plan
    registry: Registry
    rules: Rules
    now: Snapshot
    before: Snapshot | None
    """The period before, where there is one and returns were collected."""
    ranking: tuple[Place, ...]
    calls: tuple[Call, ...]
    """The ladder: what each body's history calls for, by body and matter."""

    @property
    def period(self) -> Period:
        """The period that is judged."""
        return self.now.period

    @property
    def matters(self) -> tuple[MatterState, ...]:
        """Every matter, in the order of the plan."""
        return self.now.matters

    @property
    def units(self) -> tuple[UnitState, ...]:
        """Every body that has to report, in 建制顺序."""
        return self.now.units

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        """Every target, in the order of the plan."""
        return self.now.judgements

    @property
    def targets(self) -> Tally:
        """The targets of the whole city by status, each counted once."""
        return tally(one.status for one in self.judgements)

    @property
    def tasks(self) -> Tally:
        """The matters of the whole city by status, each counted once."""
        return tally(one.status for one in self.matters)

    @property
    def requests(self) -> tuple[Part, ...]:
        """What bodies ask for (延期, 调整, 办结), for the office to decide."""
        return tuple(part for one in self.units for part in one.parts if part.request)

    def chapter(self, number: int) -> tuple[MatterState, ...]:
        """The matters of the chapter ``number``, from 1."""
        return self._chapters.get(number, ())

    @cached_property
    def _chapters(self) -> dict[int, tuple[MatterState, ...]]:
        by_chapter = groupby(self.matters, key=lambda one: one.matter.chapter)
        return {number: tuple(found) for number, found in by_chapter}

    def unit(self, name: str) -> UnitState | None:
        """The state of the body of that canonical name; None where it has nothing to report."""
        return self._units.get(name)

    def matter(self, id: str) -> MatterState | None:
        """The state of a matter, by its id."""
        return self._matters.get(id)

    def target(self, id: str) -> Judgement | None:
        """The judgement of a target, by its id."""
        return self._targets.get(id)

    @cached_property
    def _units(self) -> dict[str, UnitState]:
        return {one.unit.name: one for one in self.units}

    @cached_property
    def _matters(self) -> dict[str, MatterState]:
        return {one.matter.id: one for one in self.matters}

    @cached_property
    def _targets(self) -> dict[str, Judgement]:
        return {one.target.id: one for one in self.judgements}


def lights(shown: Iterable[Light | None]) -> Mapping[Light, int]:
    """How often each light is shown, from green to grey; what shows none is not counted."""
    given = list(shown)
    return {light: given.count(light) for light in LIGHTS}


def latest(rules: Rules, progress: Iterable[Progress]) -> Period | None:
    """The last period of the rules for which something was returned; None where nothing was."""
    returned = {one.period for one in progress if one.returns}
    return next((p for p in reversed(rules.periods) if p.id in returned), None)


def board(
    plan: Plan,
    registry: Registry,
    rules: Rules,
    progress: Iterable[Progress],
    decisions: Decisions,
    register: Register,
    period: str,
) -> Board:
    """Return the board of ``period`` (2021Q2). Raises LookupError where the rules have no such
    period."""
    known = [one.id for one in rules.periods]
    if period not in known:
        raise LookupError(period)
    history = _history(
        matters(plan, registry), registry, rules, {one.period: one for one in progress},
        decisions, rules.periods[: known.index(period) + 1],
    )  # fmt: skip
    before = history[-2] if len(history) > 1 and history[-2].collected else None
    return Board(
        plan, registry, rules, history[-1], before,
        ranking(history[-1], before), calls(history, rules, registry, register),
    )  # fmt: skip


def _history(
    everything: tuple[Matter, ...],
    registry: Registry,
    rules: Rules,
    progress: Mapping[str, Progress],
    decisions: Decisions,
    periods: tuple[Period, ...],
) -> list[Snapshot]:
    """The periods in order, each with the values of the one before."""
    found: list[Snapshot] = []
    previous: dict[str, Decimal] = {}
    for period in periods:
        decided = in_force(decisions, period, rules)
        one = snapshot(
            everything, registry, rules, period, progress.get(period.id), decided, previous
        )
        previous = {j.target.id: j.value for j in one.judgements if j.value is not None}
        found.append(one)
    return found
