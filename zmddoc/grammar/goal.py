"""A target as it was read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from zmddoc.grammar.reading import Confidence, Doubt, Span
from zmddoc.model.plan import Bound, Kind

NO_TARGET = "不是指标"
NOT_STRIVEN = "不是力争"
"""What a figure is where it is not the target that was read."""


@dataclass(frozen=True)
class TargetReading:
    """A target as read: the fields of ``model.Target`` without an id; ``quote`` is a place in the
    text that was read."""

    name: str
    quote: Span
    bound: Bound
    kind: Kind
    unit: str = ""
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    baseline: str | None = None
    direction: Literal["up", "down"] = "up"
    soft: bool = False
    per: str | None = None
    due: date | None = None
    confidence: Confidence = "likely"
    doubts: tuple[Doubt, ...] = ()
