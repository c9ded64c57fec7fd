"""变更告知: to one body what the revision means to it, with its new task list; nothing about others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from zmddoc.assign import responsibility
from zmddoc.compose.draft import Draft, Facts
from zmddoc.compose.drafts import rows_by_role
from zmddoc.compose.marked import Passage, both_sides
from zmddoc.model import Unit
from zmddoc.numerals import chinese
from zmddoc.revise.bybody import Share, by_body
from zmddoc.revise.changes import Change, GroupChanged
from zmddoc.revise.effects import Effect
from zmddoc.revise.revision import Revision
from zmddoc.revise.telling import tell
from zmddoc.revise.words import EFFECT_WORDS, KIND_WORDS, ROLE_WORDS, name
from zmddoc.typography import printed

KIND = "变更告知"


@dataclass(frozen=True)
class Matter:
    """One change as the letter tells it."""

    number: int
    where: str
    what: str
    part: str
    """The body's part in it, before and after where they differ."""
    old: Passage
    new: Passage
    """The words themselves, where that is what has changed."""


@dataclass(frozen=True)
class Group:
    """The changes that mean the same to the body."""

    number: str
    title: str
    matters: tuple[Matter, ...]


def letters(facts: Facts, revision: Revision, unit: str = "") -> tuple[Draft, ...]:
    """Return a letter to each body that the revision affects, in 建制顺序; with ``unit`` (canonical)
    only to that one. ``facts`` are those of the new edition."""
    return tuple(
        _letter(facts, revision, share)
        for share in by_body(revision).affected
        if not unit or unit in (*share.body.new, *share.body.old)
    )


def _letter(facts: Facts, revision: Revision, share: Share) -> Draft:
    plan = facts.plan
    called = name(share.body)
    unit = facts.registry.find(called) or facts.registry.find(share.body.name)
    title = printed(plan, plan.title)
    mark = facts.edition_stamp(KIND, share.body.name.replace(" ", ""))

    def context() -> Mapping[str, Any]:
        rows = _rows(facts, unit)
        old = revision.compared.old.plan
        return {
            **facts.common(),
            "head": facts.head(f"{called}{KIND}", f"《{title}》修订{KIND}", mark),
            "number": facts.number("sheet"),
            "notice_title": f"{facts.issuer}关于告知《{title}》修订有关事项的函",
            "unit": called,
            "is_group": bool(unit and unit.kind == "group"),
            "old_number": old.number,
            "groups": tuple(groups(share)),
            "count": len(share.changes),
            "list_title": f"{called}任务清单",
            **rows,
            "has_tasks": any(rows.values()),
        }

    return Draft(KIND, called, "change-letter.html.j2", mark, context)


def _rows(facts: Facts, unit: Unit | None) -> Mapping[str, Any]:
    if unit is None:
        return {"lead": [], "support": [], "member": []}
    found = responsibility(unit, facts.items, facts.registry)
    return rows_by_role(found, facts.plan)


def groups(share: Share) -> Iterator[Group]:
    """Yield what the letter has to tell, gains first; a change stands once for each effect."""
    numbers = iter(range(1, len(EFFECT_WORDS) + 1))
    for kind, word in EFFECT_WORDS.items():
        parts = tuple(dict.fromkeys(share.of(kind)))
        if parts:
            matters = tuple(_matter(i, *part) for i, part in enumerate(parts, 1))
            yield Group(chinese(next(numbers)), word, matters)


def _matter(number: int, change: Change, effect: Effect) -> Matter:
    words = tell(change).replace(" → ", "改为")
    what = f"{KIND_WORDS[change.kind]}{f'，{words}' if words else ''}"
    where = change.entry.label if change.entry else "全文"
    if isinstance(change, GroupChanged):
        where = "、".join(entry.label for entry in change.new_entries or change.old_entries)
        what = f"{KIND_WORDS[change.kind]}，{name(change.group)}"
    old, new = both_sides(getattr(change, "edits", ()))
    return Matter(number, where, what, _part(effect), old, new)


def _part(effect: Effect) -> str:
    before, after = ROLE_WORDS[effect.before], ROLE_WORDS[effect.after]
    if effect.before == effect.after:
        return after if effect.after else ""
    if not effect.before:
        return f"{after}（新增）"
    return f"原为{before}，不再承担" if not effect.after else f"由{before}改为{after}"
