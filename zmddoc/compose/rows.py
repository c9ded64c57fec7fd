"""The rows of a circular's annexes: one for each task, target, body and place in the ranking."""

from __future__ import annotations

from dataclasses import dataclass

from zmddoc.compose.trace import Words
from zmddoc.supervise import Judgement, MatterState, Place, UnitState
from zmddoc.supervise.words import STATUSES, light_word


@dataclass(frozen=True)
class TargetRow:
    """One target."""

    judgement: Judgement
    clause: str
    name: Words
    notes: tuple[Words, ...]
    """延期 and 销号."""
    year: Words
    """全年目标."""
    wanted: Words
    """本期应完成; — while it is not judged."""
    pace: Words
    """序时50.0%; '' where it is not held against the schedule."""
    value: Words
    completion: Words
    gap: Words
    """序时差 in points, with its sign."""
    gap_words: Words
    """落后序时25.0个百分点."""
    verdict: str
    """黄（落后）."""
    lead: tuple[str, ...]
    """As printed; 未落实责任单位 where there is none."""
    overdue: bool

    @property
    def light(self) -> str:
        """绿, 蓝, 黄, 红, 灰; — where nothing was judged."""
        return light_word(self.judgement.light)

    @property
    def light_cell(self) -> tuple[str, ...]:
        """The light on one line, what it is counted as on the next; without a light only that."""
        return _light_cell(self.judgement)

    @property
    def joint(self) -> str:
        """What stands between its name and its value in a sentence."""
        return {"count": "累计", "milestone": ""}.get(self.judgement.target.kind, "为")

    @property
    def milestone(self) -> bool:
        """Whether it is reached or not, and there is no figure."""
        return self.judgement.target.kind == "milestone"


@dataclass(frozen=True)
class MatterRow:
    """One task with its targets."""

    state: MatterState
    clause: str
    title: Words
    notes: tuple[Words, ...]
    verdict: str
    lead: tuple[str, ...]
    targets: tuple[TargetRow, ...]

    @property
    def light_cell(self) -> tuple[str, ...]:
        """The light on one line, what it is counted as on the next; without a light only that."""
        return _light_cell(self.state)


@dataclass(frozen=True)
class ChapterRows:
    """A chapter with its tasks."""

    label: str
    """第二章; 全文 where the plan has no chapters."""
    heading: str
    """一、; '' where it has no heading."""
    title: Words
    rows: tuple[MatterRow, ...]

    @property
    def targets(self) -> tuple[TargetRow, ...]:
        """All of its targets."""
        return tuple(target for row in self.rows for target in row.targets)


@dataclass(frozen=True)
class PlaceRow:
    """One body in the ranking."""

    place: Place
    name: str
    rank: Words
    score: Words
    counted: Words
    last: Words
    change: Words
    note: str


@dataclass(frozen=True)
class BodyRow:
    """One body's lights."""

    state: UnitState
    name: str
    total: Words
    lights: tuple[Words, ...]
    """Green, blue, yellow, red, grey, and what is not judged: together ``total``."""
    reporting: Words


def _light_cell(one: Judgement | MatterState) -> tuple[str, ...]:
    status = STATUSES[one.status]
    return (light_word(one.light), status) if one.light else (status,)
