"""The ranking of the bodies that lead; its rule is printed under the table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from zmddoc.model import Unit
from zmddoc.supervise.shares import percent
from zmddoc.supervise.state import Snapshot, UnitState

RULE = (
    "各牵头单位按所牵头指标的平均序时完成度排列：每项指标以完成数除以本期应完成数，超过100%的按100%计，"
    "已销号的按100%计，各项平均，保留一位小数（不足100%的不进为100%）；未到判定期的指标不计入。数值相同的名次并列，"
    "并列之后的名次顺延。有指标未报送的不排位次，列在最后，不按零计；没有可比指标的不排位次。"
)
"""How bodies are ranked, in the words printed under the table."""

Unplaced = Literal["unreported", "nothing"]

UNPLACED: dict[Unplaced, str] = {"unreported": "未报送，不排位次", "nothing": "无可比指标"}


@dataclass(frozen=True)
class Place:
    """One body in the ranking."""

    unit: Unit
    place: int | None
    """1, 2, 2, 4; None where it has none."""
    score: Decimal | None
    """平均序时完成度 in percent, one decimal place."""
    counted: int
    """How many targets it is the average of."""
    unplaced: Unplaced | None = None
    last_place: int | None = None
    """Its place in the period before."""

    @property
    def change(self) -> int | None:
        """Places gained since the period before; below 0 lost; None where one of them is missing."""
        if self.place is None or self.last_place is None:
            return None
        return self.last_place - self.place

    @property
    def note(self) -> str:
        """Why it has no place, in words; '' where it has one."""
        return UNPLACED[self.unplaced] if self.unplaced else ""


def ranking(now: Snapshot, before: Snapshot | None) -> tuple[Place, ...]:
    """Return the bodies named to lead, best first, equal ones in 建制顺序; then those without a
    place: what was not reported, what has nothing to compare."""
    earlier = {one.unit.name: one.place for one in _places(before)} if before else {}
    return tuple(replace(one, last_place=earlier.get(one.unit.name)) for one in _places(now))


def _places(now: Snapshot) -> list[Place]:
    scored = [
        (state, *_score(state))
        for state in now.units
        if any(state.unit in part.matter.lead for part in state.parts)
    ]
    placed: dict[Decimal, int] = {}
    scores = sorted((s for _, s, _, _ in scored if s is not None), reverse=True)
    for place, score in enumerate(scores, 1):
        placed.setdefault(score, place)
    places = [
        Place(state.unit, None if score is None else placed[score], score, counted, why)
        for state, score, counted, why in scored
    ]
    order: dict[Unplaced | None, int] = {None: 0, "unreported": 1, "nothing": 2}
    return sorted(places, key=lambda one: (order[one.unplaced], one.place or 0))


def _score(state: UnitState) -> tuple[Decimal | None, int, Unplaced | None]:
    """The average, of how many targets, and why there is none. Missing is not zero: one value left
    out and the average says nothing."""
    if state.reporting == "missing" or any(one.light == "grey" for one in state.judgements):
        return None, 0, "unreported"
    degrees = [one.degree for one in state.judgements if one.degree is not None]
    if not degrees:
        return None, 0, "nothing"
    return percent(mean(degrees)), len(degrees), None


def mean(values: Sequence[Fraction]) -> Fraction:
    """The arithmetic mean of at least one value."""
    return sum(values, Fraction(0)) / len(values)
