"""The ladder (提醒, 督办通知, 催办通知, 通报批评): which rung a body's history on a matter calls for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zmddoc.model import Issue, Light, Period, Register, Registry, Rules, Step, Trigger, Unit
from zmddoc.supervise.matters import Matter
from zmddoc.supervise.state import Part, Snapshot
from zmddoc.supervise.words import LIGHTS, STEPS

ORDER: tuple[Step, ...] = ("reminder", "notice", "urge", "criticism")
"""From the lowest rung to the highest."""


@dataclass(frozen=True)
class Call:
    """What one body's recorded history on one matter calls for in one period."""

    unit: Unit
    matter: Matter
    step: Step
    trigger: Trigger
    """The trigger that fired, of the highest rung that is reached the first."""
    part: Part
    """The body's part in the matter: its return, its light, the judgements."""
    history: tuple[tuple[Period, Light | None], ...]
    """The lights shown to it so far, this period's last; None where none was shown."""
    earlier: tuple[Issue, ...]
    """The notices issued to it about this matter for earlier periods, void ones left out, in the
    order of issue."""
    issued: Issue | None
    """The notice issued for this period already, if there is one."""

    @property
    def light(self) -> Light | None:
        """This period's light."""
        return self.part.light

    @property
    def refers_to(self) -> Issue | None:
        """The document that a 催办 or 通报批评 refers to by number and date: the last one issued on
        the matter at the rung that the trigger asks for, or above."""
        after = self.trigger.after
        if after is None:
            return None
        return next((i for i in reversed(self.earlier) if _at_least(i.step, after)), None)

    @property
    def reason(self) -> str:
        """Which trigger fired and why, in words."""
        shown = "、".join(f"{p.id}{LIGHTS[light] if light else '—'}" for p, light in self.history)
        words = f"{trigger_words(self.trigger)}（亮灯：{shown}）"
        if self.refers_to:
            words += f"；此前已印发{self.refers_to.number}"
        return words


def trigger_words(trigger: Trigger) -> str:
    """A trigger as a rule in words: 连续2期亮黄、红灯."""
    lights = "、".join(LIGHTS[light] for light in trigger.lights)
    running = f"连续{trigger.periods}期" if trigger.periods > 1 else ""
    words = f"{running}亮{lights}灯"
    return f"已就此事印发{STEPS[trigger.after]}而仍{words}" if trigger.after else words


def calls(
    snapshots: Sequence[Snapshot], rules: Rules, registry: Registry, register: Register
) -> tuple[Call, ...]:
    """Return what the last of ``snapshots`` (periods in order, the earlier ones its history) calls
    for, by body in 建制顺序 and then in the order of the plan. A body answers for the matters that
    it has to report on, never for those it supports; what is struck off calls for nothing."""
    return tuple(_Ladder(snapshots, rules, registry, register).calls())


class _Ladder:
    def __init__(
        self, snapshots: Sequence[Snapshot], rules: Rules, registry: Registry, register: Register
    ) -> None:
        self.now = snapshots[-1]
        self.rules, self.registry = rules, registry
        self.notices = [one for one in register.issues if one.kind == "notice" and not one.void]
        self.history = [(one, _lights(one)) for one in snapshots]

    def calls(self) -> Iterator[Call]:
        for state in self.now.units:
            for part in state.parts:
                if not part.closing:
                    yield from self._call(part)

    def _call(self, part: Part) -> Iterator[Call]:
        key = part.unit.name, part.matter.id
        history = tuple((snap.period, lights.get(key)) for snap, lights in self.history)
        mine = [one for one in self.notices if self._about(one, part)]
        earlier = tuple(one for one in mine if self._before(one))
        issued = next((one for one in mine if one.period == self.now.period.id), None)
        for rung in reversed(self.rules.ladder):
            for trigger in rung.triggers:
                if self._fires(trigger, history, earlier):
                    yield Call(
                        part.unit, part.matter, rung.step, trigger, part, history, earlier, issued
                    )
                    return

    def _about(self, issue: Issue, part: Part) -> bool:
        names = (issue.unit, *issue.recipients)
        to_it = any(self.registry.find(name) is part.unit for name in names if name)
        return to_it and part.matter.id in issue.matters

    def _before(self, issue: Issue) -> bool:
        """Whether a notice belongs to an earlier period; one that names none, by its date."""
        if issue.period is None:
            return issue.dated <= self.now.period.cutoff
        return issue.period < self.now.period.id

    def _fires(
        self,
        trigger: Trigger,
        history: Sequence[tuple[Period, Light | None]],
        earlier: Sequence[Issue],
    ) -> bool:
        if trigger.after and not any(_at_least(one.step, trigger.after) for one in earlier):
            return False
        running = history[-trigger.periods :]
        return len(running) == trigger.periods and all(
            light in trigger.lights for _, light in running
        )


def _lights(snapshot: Snapshot) -> dict[tuple[str, str], Light | None]:
    """The light of every body and matter. Where nothing was collected nobody was asked, and there
    is no light to count."""
    if not snapshot.collected:
        return {}
    return {
        (part.unit.name, part.matter.id): part.light
        for state in snapshot.matters
        for part in state.parts
    }


def _at_least(step: Step | None, least: Step) -> bool:
    return step is not None and ORDER.index(step) >= ORDER.index(least)
