"""What was read in a text: where it stands, how sure the reading is, and what else it could be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Confidence = Literal["sure", "likely", "doubtful"]
"""``sure``: the words leave no second reading. ``likely``: the usual reading of such words.
``doubtful``: one of two readings had to be taken."""


def least(confidences: Iterable[Confidence], otherwise: Confidence = "sure") -> Confidence:
    """Return the lowest of them; ``otherwise`` where there are none."""
    order: tuple[Confidence, ...] = ("doubtful", "likely", "sure")
    return min(confidences, key=order.index, default=otherwise)


@dataclass(frozen=True)
class Span:
    """Characters ``start`` to ``end`` (exclusive) of the text that was read."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words."""
        return text[self.start : self.end]


@dataclass(frozen=True)
class Doubt:
    """A reading that somebody should look at."""

    span: Span
    read: str
    """What was read, in words for the clerk: 牵头：市科技局."""
    why: str
    """Why it is doubtful, in Chinese."""
    other: str
    """The second-best reading in the same words."""
    confidence: Confidence = "doubtful"
