"""One duty annotation as it was read, how sure that is, and two that say one thing put together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from zmddoc.grammar.bodylist import Mention
from zmddoc.grammar.reading import Confidence, Doubt, Span, least
from zmddoc.grammar.roles import Clause

NO_DUTY = "不是责任单位"
FIRST_LEADS = "第一个单位牵头"
"""What an annotation is where it is none, and who leads where it does not say so."""

Place = Literal["behind", "end", "within"]
"""Where a bracket stands: behind a sentence, at the end of one, or within one."""


@dataclass(frozen=True)
class DutyReading:
    """One annotation: the bodies that lead, those that support, and what makes the first ones lead."""

    span: Span
    """The annotation as received, brackets and label and all."""
    lead: tuple[Mention, ...]
    support: tuple[Mention, ...]
    basis: Literal["stated", "convention"]
    """``stated``: the words say who leads; ``convention``: the first-named is taken to."""
    due: Span | None = None
    """Words of a deadline inside the annotation."""
    confidence: Confidence = "sure"
    doubts: tuple[Doubt, ...] = ()


def reading(
    text: str,
    span: Span,
    clause: Clause,
    place: Place = "behind",
    *,
    bare_list: bool = False,
    lost: str = "",
) -> DutyReading:
    """The reading of a clause with how sure it is."""
    read = _said(clause)
    doubts: list[Doubt] = []
    if lost:
        doubts.append(Doubt(span, read, lost, NO_DUTY))
    if not clause.lead:
        doubts.append(Doubt(span, read, "只写了配合单位，没有写谁牵头", FIRST_LEADS))
    if clause.guessed:
        doubts.append(Doubt(span, read, "逗号前的单位没有写明分工", "与逗号后的单位分工相同"))
    if clause.object:
        doubts.append(
            Doubt(span, read, "各单位的分工不同，这里只读出了单位", "各单位只做写明的那一项")
        )
    if clause.dues > 1:
        doubts.append(Doubt(span, read, "一处写了几个时限，这里读第一个", "以后面的时限为准"))
    if clause.several:
        doubts.append(Doubt(span, read, "一处写了几组牵头和配合，这里合在一起", "各组各有各的牵头"))
    if place == "within":
        doubts.append(Doubt(span, read, "括号在句子中间，也可能只是说明", NO_DUTY))
    if bare_list and place == "end" and len(clause.names) == 1:
        doubts.append(Doubt(span, read, "括号里只有一个单位的名称，也可能只是说明", NO_DUTY))
    strange = [m for m in clause.names if m.confidence == "doubtful"]
    doubts += [Doubt(m.span, m.name, "不像单位的名称", "不是单位的名称") for m in strange]
    for named in (m for m in clause.names if m.person):
        why = f"“{named.name}”后面的“{named.person}”当作人名"
        doubts.append(Doubt(named.span, read, why, f"是“{named.name}{named.person}”", "likely"))
    doubts += _usual(text, span, clause, read, bare_list=bare_list)
    confidence = least(one.confidence for one in doubts)
    return DutyReading(
        span, clause.lead, clause.support, clause.basis, clause.due, confidence, tuple(doubts)
    )


def _usual(text: str, span: Span, clause: Clause, read: str, *, bare_list: bool) -> Iterator[Doubt]:
    """What was read in the usual way of such words, and how else it could be."""
    if bare_list:
        why = "没有写“责任单位”“负责”一类的话，照通常读作责任单位"
        yield Doubt(span, read, why, NO_DUTY, "likely")
    if restored := [m for m in clause.names if m.restored]:
        written = "、".join("".join(m.span.of(text).split()) for m in restored)
        named = "、".join(m.name for m in restored)
        yield Doubt(
            span, read, f"省去的字由前后的单位补上：{named}", f"照原文：{written}", "likely"
        )
    if unlisted := [m.name for m in clause.names if m.confidence == "likely" and not m.restored]:
        named = "、".join(unlisted)
        yield Doubt(span, read, f"常见机构名录中没有：{named}", "不是一个单位的名称", "likely")


def _said(clause: Clause) -> str:
    """The reading in a clerk's words: 牵头：市科技局；配合：市工信局."""
    parts = (("牵头", clause.lead), ("配合", clause.support))
    return "；".join(
        f"{role}：{'、'.join(m.name for m in names)}" for role, names in parts if names
    )


def complements(first: DutyReading, second: DutyReading) -> bool:
    """Whether the second only adds to the first: it states no lead where the first does."""
    if not second.lead:
        return True
    return first.basis == "stated" and second.basis == "convention" and not first.support


def merged(first: DutyReading, second: DutyReading) -> DutyReading:
    known = {m.name for m in first.lead + first.support}
    added = tuple(m for m in second.lead + second.support if m.name not in known)
    doubts = first.doubts + (second.doubts if second.lead else second.doubts[1:])
    of_second = second.confidence if second.lead else "sure"
    confidence = least((first.confidence, of_second, *(one.confidence for one in doubts)))
    return DutyReading(
        Span(first.span.start, second.span.end),
        first.lead,
        first.support + added,
        first.basis,
        first.due or second.due,
        confidence,
        doubts,
    )
