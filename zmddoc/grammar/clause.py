"""The duty annotations of an item: who answers for it, as its words say.

An annotation stands in brackets (（责任单位：A、B）, （A牵头，B、C配合）, （A、B）) or on a line with a label
(责任单位：A、B). Brackets that explain, date or abbreviate are left alone, and so is running prose.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from zmddoc.grammar.bodylist import Mention
from zmddoc.grammar.bodywords import is_generic, is_group, looks_like_body
from zmddoc.grammar.brackets import CLOSING, brackets
from zmddoc.grammar.dutywords import label_at
from zmddoc.grammar.leadrule import lead_rule
from zmddoc.grammar.reading import Confidence, Doubt, Span
from zmddoc.grammar.roles import LONGEST, Clause, read_clause
from zmddoc.grammar.shared import shared

__all__ = ["DutyReading", "Mention", "duties", "lead_rule", "shared"]


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


def duties(text: str) -> tuple[DutyReading, ...]:
    """The annotations in an item's own words, in their order; spans do not overlap.

    Linear in the length of the text but for brackets nested in brackets, of which three levels are
    looked into."""
    found: list[DutyReading] = []
    taken = 0
    matched = brackets(text)
    starts = [(pair.start, pair.end) for pair in matched.pairs if pair.depth < 3]
    starts += [(at, -1) for at in matched.unclosed]
    for start, end in sorted(starts):
        if start < taken:
            continue
        reading = _closed(text, start, end) if end > 0 else _unclosed(text, start)
        if reading:
            found.append(reading)
            taken = reading.span.end
    found += _lines(text, [r.span for r in found])
    return tuple(_together(text, sorted(found, key=lambda r: r.span.start)))


_NO_DUTY = (
    "以下简称", "以下统称", "下称", "简称", "含", "包括", "包含", "不含", "不包括", "详见", "见附", "见", "附件", "附", "注", "如",
    "例如", "即", "除", "指", "其中", "联系", "电话", "此件", "试行", "暂行", "参照", "根据", "依据", "以", "在", "对", "将", "按", "为", "从", "向",
    "经", "与", "或", "不", "可", "需", "应", "已", "若", "当", "每", "凡", "因", "原", "来源", "摘自", "数据", "单位：", "单位:", "同", "和", "及", "由于", "非", "即由", "截至", "截止",
    "第", "超过", "不超过", "低于", "仅", "特指", "主要是", "主要指", "也", "又", "亦", "这", "该", "本", "其", "被", "使", "让", "通过", "给", "我",
)  # fmt: skip
"""How brackets begin that are no bare list of bodies."""


def _closed(text: str, start: int, end: int) -> DutyReading | None:
    """The annotation in a pair of brackets, None where it is something else."""
    if end - start > LONGEST or end - start < 4:
        return None
    clause = read_clause(text, start + 1, end - 1)
    inner = text[start + 1 : end - 1].strip()
    if clause.labelled:
        return _reading(text, Span(start, end), clause) if clause.names else None
    if not clause.names or inner.startswith(_NO_DUTY) or "：" in inner or ":" in inner:
        return None
    if not all(_body(m.name) for m in clause.names):
        return None
    place = _place(text, start, end)
    if clause.verbal:
        if clause.object and place == "within":
            return None
        return _reading(text, Span(start, end), clause, place)
    if clause.object or place == "within":
        return None
    if place == "end" and _explains(text, start):
        return None
    return _reading(text, Span(start, end), clause, place, bare_list=True)


def _body(name: str) -> bool:
    return (
        len(name) <= 40
        and (looks_like_body(name) or is_group(name))
        and not is_generic(name)
        and not any(mark in name for mark in "“”《》的是要了")
    )


def _place(text: str, start: int, end: int) -> Literal["behind", "end", "within"]:
    """Where a bracket stands: behind a sentence, at the end of one, or within one."""
    before = text[max(0, start - 8) : start].rstrip()
    if not before or before[-1] in "。！；;？?!）)】〕]”":
        return "behind"
    after = text[end : end + 8].lstrip(" \t\u3000")
    if not after or after[0] in "。；;\n，,！（(【〔[、":
        return "end"
    return "within"


def _explains(text: str, start: int) -> bool:
    """Whether a bracket without label and verb tells who the words before it are: 主管部门（市工信局）。"""
    before = text[max(0, start - 10) : start].rstrip()
    return looks_like_body(before) or before.endswith(("人", "者", "方", "等"))


def _reading(
    text: str,
    span: Span,
    clause: Clause,
    place: Literal["behind", "end", "within"] = "behind",
    *,
    bare_list: bool = False,
    lost: str = "",
) -> DutyReading:
    """The reading of a clause with how sure it is."""
    read = _said(clause)
    doubts: list[Doubt] = []
    if lost:
        doubts.append(Doubt(span, read, lost))
    if not clause.lead:
        doubts.append(Doubt(span, read, "只写了配合单位，没有写谁牵头"))
    if clause.object:
        doubts.append(Doubt(span, read, "各单位的分工不同，这里只读出了单位"))
    if clause.several:
        doubts.append(Doubt(span, read, "一处写了几组牵头和配合，这里合在一起"))
    if place == "within":
        doubts.append(Doubt(span, read, "括号在句子中间，也可能只是说明", "不是责任单位"))
    if bare_list and place == "end" and len(clause.names) == 1:
        doubts.append(Doubt(span, read, "括号里只有一个单位的名称，也可能只是说明", "不是责任单位"))
    strange = [m for m in clause.names if m.confidence == "doubtful"]
    doubts += [Doubt(m.span, m.name, "不像单位的名称") for m in strange]
    confidence: Confidence = "sure"
    if doubts:
        confidence = "doubtful"
    elif bare_list or any(m.restored or m.confidence == "likely" for m in clause.names):
        confidence = "likely"
    return DutyReading(
        span, clause.lead, clause.support, clause.basis, clause.due, confidence, tuple(doubts)
    )


def _said(clause: Clause) -> str:
    """The reading in a clerk's words: 牵头：市科技局；配合：市工信局."""
    parts = (("牵头", clause.lead), ("配合", clause.support))
    return "；".join(
        f"{role}：{'、'.join(m.name for m in names)}" for role, names in parts if names
    )


def _unclosed(text: str, start: int) -> DutyReading | None:
    """The annotation behind an opening bracket that nothing closes: up to the end of its sentence."""
    label = label_at(text, start + 1, min(len(text), start + 40))
    end = _sentence_end(text, start + 1)
    inner_end = end - 1 if text[end - 1] in CLOSING else end
    if label is None or not label.colon or label.role not in ("lead", "support", "some"):
        inner = text[start + 1 : end].rstrip()
        if not inner.endswith(("负责", "牵头", "配合", "落实")) or inner.startswith(_NO_DUTY):
            return None
    clause = read_clause(text, start + 1, inner_end)
    if not clause.names or (not clause.labelled and not all(_body(m.name) for m in clause.names)):
        return None
    return _reading(text, Span(start, end), clause, lost="括号没有收尾，读到句末为止")


def _sentence_end(text: str, start: int) -> int:
    """The end of the sentence or line, white space before it left out."""
    limit = min(len(text), start + LONGEST)
    end = start
    while end < limit and text[end] not in "。\n":
        end += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _lines(text: str, taken: list[Span]) -> Iterator[DutyReading]:
    """Annotations without brackets: a label with its colon behind the end of a sentence."""
    at, n = 0, 0
    while at < len(text):
        while n < len(taken) and taken[n].end <= at:
            n += 1
        if n < len(taken) and taken[n].start <= at:
            at = taken[n].end
            continue
        limit = taken[n].start if n < len(taken) else len(text)
        before = text[:at][-6:].rstrip(" \t\u3000") if at else ""
        if not before or before[-1] in "\n。！；;）)】”" or text[at - 1] in " \u3000\t":
            label = label_at(text, at, min(limit, at + 60))
            if label and label.colon and label.role in ("lead", "support", "some"):
                end = _label_lines_end(text, label.end, limit)
                stray = text[end - 1] in CLOSING and not any(
                    pair.end == end for pair in brackets(text, at, end).pairs
                )
                clause = read_clause(text, at, end - stray)
                if clause.names:
                    yield _reading(
                        text, Span(at, end), clause, lost="括号没有开头" if stray else ""
                    )
                    at = end
                    continue
        at += 1


def _label_lines_end(text: str, start: int, limit: int) -> int:
    """The end of a labelled line, with the labelled lines that follow and lines it breaks into."""
    end = start
    while True:
        while end < limit and text[end] not in "。\n":
            end += 1
        stop = end
        while stop > start and text[stop - 1].isspace():
            stop -= 1
        nxt = end + 1 if end < limit else end
        while nxt < limit and text[nxt].isspace():
            nxt += 1
        goes_on = nxt < limit and (
            label_at(text, nxt, limit) is not None
            or (text[end] == "\n" and text[stop - 1] in "、，,：:")
        )
        if not goes_on or nxt - start > LONGEST:
            return stop
        end = nxt


def _together(text: str, readings: list[DutyReading]) -> Iterator[DutyReading]:
    """Readings, two brackets beside each other that say one thing put together: （牵头单位：A）（配合单位：B）."""
    waiting: DutyReading | None = None
    for reading in readings:
        if (
            waiting
            and not text[waiting.span.end : reading.span.start].strip()
            and _complements(waiting, reading)
        ):
            waiting = _merged(waiting, reading)
            continue
        if waiting:
            yield waiting
        waiting = reading
    if waiting:
        yield waiting


def _complements(first: DutyReading, second: DutyReading) -> bool:
    """Whether the second only adds to the first: it states no lead where the first does."""
    if not second.lead:
        return True
    return first.basis == "stated" and second.basis == "convention" and not first.support


def _merged(first: DutyReading, second: DutyReading) -> DutyReading:
    known = {m.name for m in first.lead + first.support}
    added = tuple(m for m in second.lead + second.support if m.name not in known)
    ranks: tuple[Confidence, ...] = ("sure", "likely", "doubtful")
    doubts = first.doubts + (second.doubts if second.lead else second.doubts[1:])
    confidence: Confidence = (
        "doubtful"
        if doubts
        else max(
            first.confidence, "sure" if not second.lead else second.confidence, key=ranks.index
        )
    )
    return DutyReading(
        Span(first.span.start, second.span.end),
        first.lead,
        first.support + added,
        first.basis,
        first.due or second.due,
        confidence,
        doubts,
    )
