"""A revision as JSON, for programs; its schema is docs/diff.schema.json."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from zmddoc.account.terminal import Sides
from zmddoc.model import Target
from zmddoc.numerals import plain
from zmddoc.revise.body import Body
from zmddoc.revise.bybody import Share, by_body
from zmddoc.revise.changes import Change, Part
from zmddoc.revise.edits import Edit
from zmddoc.revise.effects import Effect
from zmddoc.revise.entry import Entry
from zmddoc.revise.impact import Finding
from zmddoc.revise.pairing import Pair
from zmddoc.revise.revision import Revision
from zmddoc.revise.summary import summary
from zmddoc.revise.telling import tell
from zmddoc.revise.words import stated

FORMAT = "zmddoc/diff/1"


def as_json(
    revision: Revision,
    sides: Sides,
    *,
    only: Body | None = None,
    impact: Sequence[Finding] | None = None,
) -> str:
    """Return the account of a revision; with ``only`` the changes that affect one body, and nobody
    else's effects."""
    counted = summary(revision)
    bodies = by_body(revision)
    shares = bodies.affected if only is None else (bodies.share(only),)
    changes = revision.changes if only is None else shares[0].changes
    places = {id(change): i for i, change in enumerate(changes)}
    document: dict[str, Any] = {
        "format": FORMAT,
        "old": sides.old,
        "new": sides.new,
        "notes": list(sides.notes),
        "summary": {
            "total": counted.total,
            "counts": dict(counted.counts),
            "affected": counted.affected,
            "unaffected": counted.unaffected,
            "uncompared": counted.uncompared,
        },
        "unit": only.name if only else None,
        "changes": [_change(change, only) for change in changes],
        "bodies": [_share(share, places) for share in shares],
        "unaffected": [] if only else [body.name for body in bodies.unaffected],
        "pairs": [_pair(one) for one in revision.compared.pairs],
        "uncompared": [_entry(one) for one in revision.compared.uncompared],
    }
    if impact is not None:
        document["impact"] = [_finding(one) for one in impact]
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _change(change: Change, only: Body | None) -> dict[str, Any]:
    made: dict[str, Any] = {"kind": change.kind, "words": tell(change)}
    for one in fields(change):
        value = getattr(change, one.name)
        if one.name == "effects":
            value = tuple(e for e in value if only is None or e.body == only)
        made[one.name] = _plain(value)
    return made


def _plain(value: Any) -> Any:
    match value:
        case Entry():
            return _entry(value)
        case Target():
            return _target(value)
        case Body():
            return value.name
        case Effect():
            return {
                "unit": value.body.name,
                "effect": value.kind,
                "before": value.before or None,
                "after": value.after or None,
            }
        case Edit():
            return {"old": value.old, "new": value.new, "real": value.real}
        case Part():
            return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
        case date():
            return value.isoformat()
        case tuple():
            return [_plain(one) for one in value]
        case _:
            return value


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "level": entry.level,
        "id": entry.id or None,
        "clause": entry.clause,
        "chapter": entry.chapter,
        "title": entry.title,
    }


def _target(target: Target) -> dict[str, Any]:
    return {
        "id": target.id,
        "name": target.name,
        "stated": stated(target),
        "bound": target.bound,
        "value": None if target.value is None else plain(target.value),
        "low": None if target.low is None else plain(target.low),
        "high": None if target.high is None else plain(target.high),
        "unit": target.unit,
    }


def _share(share: Share, places: dict[int, int]) -> dict[str, Any]:
    return {
        "unit": share.body.name,
        "known_before_as": list(share.body.old),
        "effects": [
            {
                "change": places[id(change)],
                "effect": effect.kind,
                "before": effect.before or None,
                "after": effect.after or None,
            }
            for change, effect in share.parts
        ],
    }


def _pair(one: Pair) -> dict[str, Any]:
    return {
        "old": one.old.id,
        "new": one.new.id,
        "basis": one.basis,
        "score": one.score,
    }


def _finding(one: Finding) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "subject": one.subject,
        "unit": one.unit or None,
        "reason": one.reason,
        "next_step": one.next_step,
        "ids": list(one.ids),
    }
