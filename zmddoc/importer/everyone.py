"""The bodies that a document names once for every item: into the plan, or into the review."""

from __future__ import annotations

from collections.abc import Sequence

from zmddoc.grammar.shared import Shared, shared
from zmddoc.importer.facts import ItemFacts
from zmddoc.importer.record import Record

_BEHIND = ("以下", "下列", "下同")
_BEFORE = ("以上", "上述")


def everyone(text: str, tasks: Sequence[ItemFacts], record: Record) -> tuple[str, ...]:
    """Return the bodies that the text says support every one of the ``tasks``. What it says of some
    of them only, and what cannot be read for sure, is noted and left to the reader."""
    found = shared(text)
    if found is None:
        return ()
    names = tuple(dict.fromkeys(one.name for one in found.names))
    said = f"每一条都涉及：{'、'.join(names)}"
    words = found.span.of(text)
    at = found.span.start
    if found.plain and _of_all(found, words, tasks):
        why = f"原文说“{words}”；已写进 shared，作为每一条的配合单位，哪一条不涉及请核对"
        record.note("plan.shared", "责任", at, said, "likely", why=why, other="只涉及写明的条")
        return names
    why = f"原文说“{words}”；涉及哪些条没有把握，责任单位里没有加上，请定了再补"
    record.note("plan.shared", "责任", at, said, "doubtful", why=why, other="只涉及写明的条")
    return ()


def _of_all(found: Shared, words: str, tasks: Sequence[ItemFacts]) -> bool:
    """Whether 以下 stands before the second task, 以上 behind the beginning of the last."""
    marks = [one.section.mark.start for one in tasks]
    if any(word in words for word in _BEHIND):
        return len(marks) < 2 or found.span.start < marks[1]
    if any(word in words for word in _BEFORE):
        return not marks or found.span.start > marks[-1]
    return True
