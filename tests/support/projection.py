"""A revision as plain lines, for comparison with what was written down by hand."""

from __future__ import annotations

from collections.abc import Iterator

from zmddoc.revise.changes import Change
from zmddoc.revise.revision import Revision
from zmddoc.revise.summary import summary
from zmddoc.revise.telling import by_effect, tell
from zmddoc.revise.words import EFFECT_WORDS, KIND_WORDS, ROLE_WORDS, name


def projected(revision: Revision) -> str:
    """A line for the sum of it, one for each change with who is affected and how, and one for each
    pair that rests on likeness."""
    counted = summary(revision)
    lines = [
        f"共{counted.total}处变化，涉及{counted.affected}个单位，{counted.unaffected}个不受影响"
    ]
    lines += [_line(revision, change) for change in revision.changes]
    lines += [f"配对 {one.old.id} → {one.new.id} {one.score:.2f}" for one in revision.by_likeness]
    return "\n".join(lines) + "\n"


def _line(revision: Revision, change: Change) -> str:
    entry = change.entry
    where = f"{entry.clause}{entry.title}" if entry else "全文"
    marked = "".join(f"[{one.old}→{one.new}]" for one in getattr(change, "edits", ()) if one.real)
    parts = [
        KIND_WORDS[change.kind],
        where,
        tell(change),
        marked,
        "；".join(_effects(revision, change)),
    ]
    return " | ".join(part for part in parts if part)


def _effects(revision: Revision, change: Change) -> Iterator[str]:
    for kind, found in by_effect(change, revision.compared.bodies):
        listed = "、".join(
            f"{name(e.body)}({ROLE_WORDS[e.before]}→{ROLE_WORDS[e.after]})" for e in found
        )
        yield f"{EFFECT_WORDS[kind]} {listed}"
