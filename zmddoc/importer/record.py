"""The readings of an import as they are gathered."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from zmddoc.grammar.deadlines import NO_DUE
from zmddoc.grammar.dutyreading import NO_DUTY
from zmddoc.grammar.goal import NO_TARGET
from zmddoc.grammar.reading import Confidence, Doubt, least
from zmddoc.model.imported import Reading

_NEITHER = {"指标": NO_TARGET, "时限": NO_DUE, "责任": NO_DUTY}
"""What it is if it is not what was read, where nothing else suggests itself."""


class Record:
    """Gathers readings; ``place`` says where an offset of the source is."""

    def __init__(self, place: Callable[[int], str]) -> None:
        self.place = place
        """Says where an offset is."""
        self._readings: list[Reading] = []

    @property
    def readings(self) -> tuple[Reading, ...]:
        """All of them, in the order they were noted."""
        return tuple(self._readings)

    def note(
        self,
        key: str,
        what: str,
        at: int,
        read: str,
        confidence: Confidence = "sure",
        doubts: Iterable[Doubt] = (),
        why: str = "",
        other: str = "",
    ) -> None:
        """Note what was read at the offset ``at``; doubts lower the confidence to the least of
        theirs. ``other`` is what else it could be: a reading that is not sure has it, from here, from
        its doubts or from the sort of thing it is."""
        found = tuple(doubts)
        reasons = [why, *(one.why for one in found)]
        lowest = least((confidence, *(one.confidence for one in found)))
        self._readings.append(
            Reading(
                id=key,
                what=what,
                place=self.place(at),
                read=read,
                confidence=lowest,
                why="；".join(dict.fromkeys(one for one in reasons if one)),
                other=other
                or next((one.other for one in found if one.other), "")
                or ("" if lowest == "sure" else _NEITHER.get(what, "")),
            )
        )
