"""Who is named in a circular and for what: behind, overdue, silent, late, criticised; and who is well
ahead. Nobody is named but by what was returned, judged and decided.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from zmddoc.compose.rows import BodyRow, MatterRow, TargetRow
from zmddoc.compose.standing import Standing
from zmddoc.compose.trace import Input, Trace, Words
from zmddoc.compose.views import name
from zmddoc.model import Step, Unit
from zmddoc.supervise import Board, Call, UnitState
from zmddoc.supervise.ladder import ORDER, trigger_words
from zmddoc.supervise.words import STEPS, light_word
from zmddoc.text import day
from zmddoc.typography import normalise

AHEAD = 3
"""How many targets ahead of schedule are told as examples."""

_LONGEST = 90
"""Characters of a body's own words that are quoted: more is cut at the end of a sentence."""


@dataclass(frozen=True)
class Behind:
    """The targets and tasks behind schedule of the bodies that lead them together."""

    names: tuple[str, ...]
    """The leads, in the order of the plan's clause; empty where nobody is responsible."""
    targets: tuple[TargetRow, ...]
    matters: tuple[MatterRow, ...]
    """Tasks without a target behind whose deadline has passed."""


@dataclass(frozen=True)
class Gaps:
    """What one body left out of its return."""

    name: str
    matters: tuple[MatterRow, ...]
    """Tasks that it did not report on."""
    targets: tuple[TargetRow, ...]
    """Targets whose value it left blank."""


@dataclass(frozen=True)
class Criticised:
    """One matter for which a body is named in 通报批评."""

    clause: str
    title: Words
    reason: Words
    earlier: Words
    """Day and number of the paper that it follows; '' where there is none."""
    step: str
    """What that paper was."""


@dataclass(frozen=True)
class Example:
    """A target ahead of schedule, with what its body says of it."""

    row: TargetRow
    owner: str
    said: Words


class Problems:
    """Who is named."""

    def __init__(self, standing: Standing, trace: Trace) -> None:
        self.standing, self.trace = standing, trace
        self.board: Board = standing.board

    @property
    def behind(self) -> tuple[TargetRow, ...]:
        """Every target behind, in the order of the plan."""
        return tuple(r for r in self.standing.targets if r.judgement.status == "behind")

    @property
    def overdue_matters(self) -> tuple[MatterRow, ...]:
        """Tasks that are behind though none of their targets is: past their deadline."""
        return tuple(
            row
            for row in self.standing.matters
            if row.state.status == "behind"
            and all(one.judgement.status != "behind" for one in row.targets)
        )

    def by_body(self) -> tuple[Behind, ...]:
        """What is behind by the bodies that lead it, in 建制顺序; last what nobody is responsible
        for."""
        leads = dict.fromkeys(
            row.state.matter.lead
            for row in self.standing.matters
            if row in self.overdue_matters or any(one in self.behind for one in row.targets)
        )
        rank = self.board.registry.rank
        order = sorted(leads, key=lambda lead: (not lead, [rank(unit) for unit in lead]))
        return tuple(
            Behind(
                tuple(map(name, lead)),
                tuple(row for row in self.behind if row.judgement.matter.lead == lead),
                tuple(row for row in self.overdue_matters if row.state.matter.lead == lead),
            )
            for lead in order
        )

    def gaps(self) -> tuple[Gaps, ...]:
        """What the returns leave out, by body."""
        return tuple(
            one for state in self.board.units if state.returned for one in self._gaps(state)
        )

    def _gaps(self, state: UnitState) -> Iterator[Gaps]:
        matters = tuple(r for r in self.standing.matters if r.state.matter in state.omitted)
        targets = tuple(
            row
            for row in self.standing.targets
            if row.judgement.owner is state.unit and row.judgement.why in ("blank", "no-baseline")
        )
        if matters or targets:
            yield Gaps(name(state.unit), matters, targets)

    def unassigned(self) -> tuple[tuple[MatterRow, ...], tuple[MatterRow, ...]]:
        """The tasks that nobody answers for: those whose body the plan does not name, and those of
        a group whose members nobody has listed."""
        rows = [row for row in self.standing.matters if row.state.status == "unassigned"]
        return (
            tuple(row for row in rows if not row.state.matter.lead),
            tuple(row for row in rows if row.state.matter.lead),
        )

    def criticised(self) -> tuple[tuple[str, tuple[Criticised, ...]], ...]:
        """The bodies that the ladder calls 通报批评 for, each with its matters."""
        calls = [call for call in self.board.calls if call.step == "criticism"]
        units = dict.fromkeys(call.unit for call in calls)
        return tuple(
            (name(unit), tuple(self._criticised(one) for one in calls if one.unit is unit))
            for unit in units
        )

    def _criticised(self, call: Call) -> Criticised:
        row = next(r for r in self.standing.matters if r.state.matter is call.matter)
        label = f"{name(call.unit)}·{call.matter.id}·通报批评"
        shown = "；".join(f"{period.id}{light_word(light)}" for period, light in call.history)
        history = Input(call.matter.id, call.matter.title, f"{name(call.unit)}：{shown}")
        reason = self.trace.words(
            trigger_words(call.trigger), label, "督办台阶（plan/rules.yaml）", (history,)
        )
        before = call.refers_to
        earlier: Words = ""
        if before:
            source = Input("plan/register.yaml", before.title, before.number)
            words = f"{day(before.dated)}以{before.number}"
            earlier = self.trace(words, label, "发文登记", (source,))
        step = STEPS[before.step] if before and before.step else ""
        return Criticised(row.clause, row.title, reason, earlier, step)

    def steps(self) -> tuple[tuple[str, Words], ...]:
        """How often each rung of the ladder is called for, from the lowest."""
        return tuple((STEPS[step], self._step(step)) for step in ORDER)

    def _step(self, step: Step) -> Words:
        calls = [call for call in self.board.calls if call.step == step]
        inputs = [
            Input(one.matter.id, one.matter.title, f"{name(one.unit)}：{light_word(one.light)}")
            for one in calls
        ]
        return self.trace(
            len(calls), f"督办·{STEPS[step]}·件数", "督办台阶（plan/rules.yaml）", inputs
        )

    def exemplary(self) -> tuple[BodyRow, ...]:
        """The bodies with a place in the ranking that reported on time and in full, and all of whose
        tasks show green. Who has nothing to compare has only reported, and is not praised for it."""
        placed = {row.place.unit.name for row in self.standing.places if row.place.place}
        return tuple(
            row
            for row in self.standing.bodies
            if row.state.unit.name in placed
            and row.state.reporting == "on_time"
            and row.state.light == "green"
            and not row.state.omitted
        )

    def examples(self) -> tuple[Example, ...]:
        """The targets furthest ahead of schedule of exemplary bodies, one for each task, in the
        order of their lead."""
        units = {row.state.unit.name for row in self.exemplary()}
        ahead = [
            row
            for row in self.standing.targets
            if row.pace
            and row.judgement.gap is not None
            and row.judgement.gap > 0
            and row.judgement.owner
            and row.judgement.owner.name in units
        ]
        ahead.sort(key=lambda row: -(row.judgement.gap or 0))
        first = {row.judgement.matter.id: row for row in reversed(ahead)}
        chosen = [row for row in ahead if first[row.judgement.matter.id] is row][:AHEAD]
        return tuple(
            self._example(row, row.judgement.owner) for row in chosen if row.judgement.owner
        )

    def _example(self, row: TargetRow, owner: Unit) -> Example:
        one = row.judgement
        assert one.source
        returned, task = one.source.returned, one.source.task
        said = excerpt(task.progress)
        source = Input(
            one.matter.id, one.matter.title, said, returned.unit, returned.file, returned.sha256,
            task.cells.get("progress", ""), returned.received.isoformat(),
        )  # fmt: skip
        words = self.trace.words(said, f"{one.matter.id}·进展情况", "报送原文", (source,))
        return Example(row, name(owner), words)


def excerpt(words: str) -> str:
    """What a body wrote, on one line and no longer than can be quoted: whole sentences; '' where
    not even the first one fits."""
    said = normalise(" ".join(words.split())).rstrip("。；;")
    if len(said) <= _LONGEST:
        return said
    ends = [i for i, char in enumerate(said[: _LONGEST + 1]) if char in "。；"]
    return said[: ends[-1]] if ends else ""
