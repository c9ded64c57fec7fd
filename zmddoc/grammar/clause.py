"""The duty annotations of an item: who answers for it, as its words say.

An annotation stands in brackets (（责任单位：A、B）, （A牵头，B、C配合）, （A、B）) or on a line with a label
(责任单位：A、B). Brackets that explain, date or abbreviate are left alone, and so is running prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from zmddoc.grammar.bodies import may_be_body, recognise
from zmddoc.grammar.bodylist import Mention, mentions
from zmddoc.grammar.bodywords import (
    is_generic,
    is_group,
    place_name,
    place_type,
    words,
)
from zmddoc.grammar.brackets import CLOSING, brackets
from zmddoc.grammar.clausereader import LONGEST, SCOPE, read_clause
from zmddoc.grammar.dutylines import SPOKEN, labelled_lines
from zmddoc.grammar.dutyreading import NO_DUTY, DutyReading, Place, complements, merged, reading
from zmddoc.grammar.dutywords import label_at, other_colon
from zmddoc.grammar.leadrule import begins_rule, lead_rule
from zmddoc.grammar.prefix import own_prefix
from zmddoc.grammar.reading import Doubt, Span, least
from zmddoc.grammar.roles import Clause

__all__ = ["DutyReading", "Mention", "duties", "lead_rule", "unread"]


def duties(text: str) -> tuple[DutyReading, ...]:
    """The annotations in an item's own words, in their order; spans do not overlap.

    Linear in the length of the text: brackets in brackets are looked into three deep."""
    found: list[DutyReading] = []
    taken = failed = 0
    matched = brackets(text)
    starts = [(pair.start, pair.end) for pair in matched.pairs if pair.depth < 3]
    starts += [(at, -1) for at in matched.unclosed]
    for start, end in sorted(starts):
        if start < taken:
            continue
        if end > 0:
            read = _closed(text, start, end) or _deadline(text, start, end, found)
        elif start >= failed:
            read = _unclosed(text, start)
            failed = _sentence_end(text, start + 1)
        else:
            read = None
        if read:
            if found and read.span.start == found[-1].span.start:
                found.pop()
            found.append(read)
            taken = read.span.end
    found += labelled_lines(text, [r.span for r in found])
    return tuple(_together(text, sorted(found, key=lambda r: r.span.start)))


_NO_DUTY = words(
    "以下简称 以下统称 下称 简称 含 包括 包含 不含 不包括 详见 见 附件 附 注 如 例如 即 除 指 其中 联系 电话 此件 试行 暂行 参照 根据 "
    "依据 以 在 对 将 按 为 从 向 经 与 或 不 可 需 应 已 若 当 每 凡 因 原 来源 摘自 数据 同 和 及 由于 非 截至 截止 第 超过 低于 仅 "
    "特指 主要 也 又 亦 这 该 本 其 被 使 让 通过 给 我 设在 办公室设"
)
"""How brackets begin that are no bare list of bodies."""


def _closed(text: str, start: int, end: int) -> DutyReading | None:
    """The annotation in a pair of brackets, None where it is something else."""
    if end - start > LONGEST or end - start < 4:
        return None
    if begins_rule(text[start + 1 : min(end - 1, start + 80)]):
        return None  # （列第一位的为牵头单位，下同）
    clause = read_clause(text, start + 1, end - 1)
    inner = SCOPE.sub("", text[start + 1 : end - 1].strip(), count=1)
    if clause.labelled:
        return reading(text, Span(start, end), clause) if clause.names else None
    if not clause.names or inner.startswith(_NO_DUTY) or other_colon(inner):
        return None
    place = _place(text, start, end)
    if not all(_body(m.name) for m in clause.names):
        return None if place == "within" else _with_words_behind(text, start, end, clause)
    if clause.verbal:
        if clause.object and place == "within":
            return None
        return reading(text, Span(start, end), clause, place)
    if clause.object or place == "within":
        return None
    if not _named(clause.names):
        return _unknown(text, start, end, clause) if place == "behind" else None
    if place == "end" and _explains(text, start):
        return None
    return reading(text, Span(start, end), clause, place, bare_list=True)


def _unknown(text: str, start: int, end: int, clause: Clause) -> DutyReading | None:
    """The annotation in brackets behind a sentence that list names of no known body: （运行处、投资处）."""
    if not all(_OFFICE.fullmatch(m.name) or is_group(m.name) for m in clause.names):
        return None
    read = reading(text, Span(start, end), clause, bare_list=True)
    said = "、".join(m.name for m in clause.names)
    why = Doubt(read.span, said, "常见机构名录中没有这些名称", NO_DUTY)
    return replace(read, confidence="doubtful", doubts=(*read.doubts, why))


_OFFICE = re.compile(r"[\u4e00-\u9fff（）]{1,10}(?:处|科|股|室|局|办|中心|大队|支队|街道|镇|乡)")


def _with_words_behind(text: str, start: int, end: int, clause: Clause) -> DutyReading | None:
    """The annotation in brackets that say something more behind the last body: （A局、B局负责，汛期坚持）."""
    at = next(m.span.start for m in clause.names if not _body(m.name))
    head = text[:at].rstrip()
    if at == start + 1 or head[-1] not in "，,；;":
        return None
    rest = text[at : end - 1].strip()
    first = read_clause(text, start + 1, len(head) - 1)
    further = any(_body(m.name) and not is_group(m.name) for m in mentions(text, at, end - 1))
    if further or first.object or not first.names or not all(_body(m.name) for m in first.names):
        return None
    if not (first.verbal or _named(first.names)):
        return None
    read = reading(
        text, Span(start, end), first, _place(text, start, end), bare_list=not first.verbal
    )
    why = Doubt(
        read.span, "责任", f"括号里还有“{rest}”，没有读成单位", "其中还有责任单位", "likely"
    )
    return replace(read, confidence=least((read.confidence, "likely")), doubts=(*read.doubts, why))


def unread(text: str) -> Iterator[Span]:
    """Yield the brackets behind a sentence or at its end that name a body known by its level, or
    departments by what they are for (教育、公安部门负责), and are read as no annotation: there may be
    something to do in them."""
    taken: list[Span] | None = None
    for pair in brackets(text).pairs:
        if pair.depth or not 4 <= pair.end - pair.start <= LONGEST:
            continue
        if _place(text, pair.start, pair.end) == "within":
            continue
        inner = text[pair.start + 1 : pair.end - 1].strip()
        if inner.startswith(_NO_DUTY):
            continue
        if not (inner.endswith(SPOKEN) and "部门" in inner) and not any(
            (body := recognise(m.name)) and body.level
            for m in mentions(text, pair.start + 1, pair.end - 1)
        ):
            continue
        if taken is None:
            taken = [one.span for one in duties(text)]
        if not any(one.start <= pair.start < one.end for one in taken):
            yield Span(pair.start, pair.end)


def _deadline(text: str, start: int, end: int, found: list[DutyReading]) -> DutyReading | None:
    """The annotation before a bracket that only adds its deadline: （责任单位：A）（完成时限：6月底）."""
    if not found or end - start > 60 or text[found[-1].span.end : start].strip():
        return None
    clause = read_clause(text, start + 1, end - 1)
    if clause.names or clause.due is None or found[-1].due or clause.object:
        return None
    return replace(found[-1], span=Span(found[-1].span.start, end), due=clause.due)


def _body(name: str) -> bool:
    """Whether the words can be a body where no label says that they are one."""
    if len(name) > 40 or is_generic(name) or (place_type(name) and not is_group(name)):
        return False
    if not is_group(name) and recognise(name):
        return True
    ends = may_be_body(name) or is_group(name) or place_name(name)
    return ends and "设在" not in name and not any(mark in name for mark in "“”《》的是要了")


def _named(names: tuple[Mention, ...]) -> bool:
    """Whether a bare list names bodies for sure: more than half of them known or with their place,
    one with its level. What is not known among them is listed as such."""
    known = [recognise(m.name) for m in names]
    listed = sum(
        bool(body or is_group(m.name) or own_prefix(m.name))
        for m, body in zip(names, known, strict=True)
    )
    if 2 * listed <= len(names):
        return False
    return any(
        (body is not None and (body.level or body.place)) or is_group(m.name) or own_prefix(m.name)
        for m, body in zip(names, known, strict=True)
    )


_STOPS = frozenset("。！；;？?!")
_QUOTED = frozenset("。！？?!")


def _place(text: str, start: int, end: int) -> Place:
    """Where a bracket stands."""
    before = text[max(0, start - 8) : start].rstrip()
    sentence = before.rstrip("）)】〕]”’》」")
    if (
        not before
        or before[-1] in _STOPS
        or (len(before) - len(sentence) == 1 and sentence[-1:] in _QUOTED)
    ):
        return "behind"
    after = text[end : end + 8].lstrip(" \t\u3000")
    if not after or after[0] in "。；;\n！？（(【〔[":
        return "end"
    return "within"


def _explains(text: str, start: int) -> bool:
    """Whether a bracket without label and verb tells who the words before it are: 主管部门（市工信局）。"""
    before = text[max(0, start - 10) : start].rstrip()
    return may_be_body(before) or before.endswith(("人", "者", "方", "等", "》"))


def _unclosed(text: str, start: int) -> DutyReading | None:
    """The annotation behind an opening bracket that nothing closes: up to the end of its sentence."""
    label = label_at(text, start + 1, min(len(text), start + 40))
    end = _sentence_end(text, start + 1)
    inner_end = end - 1 if text[end - 1] in CLOSING else end
    if label is None or not label.colon or label.role not in ("lead", "support", "some"):
        inner = text[start + 1 : end].rstrip()
        if not inner.endswith(SPOKEN) or inner.startswith(_NO_DUTY):
            return None
    clause = read_clause(text, start + 1, inner_end)
    if not clause.names or (not clause.labelled and not all(_body(m.name) for m in clause.names)):
        return None
    return reading(text, Span(start, end), clause, lost="括号没有收尾，读到句末为止")


def _sentence_end(text: str, start: int) -> int:
    """The end of the sentence or line, white space before it left out."""
    limit = min(len(text), start + LONGEST)
    end = start
    while end < limit and text[end] not in "。\n":
        end += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _together(text: str, readings: list[DutyReading]) -> Iterator[DutyReading]:
    """Readings, two brackets beside each other that say one thing put together: （牵头单位：A）（配合单位：B）."""
    waiting: DutyReading | None = None
    for read in readings:
        if (
            waiting
            and not text[waiting.span.end : read.span.start].strip()
            and complements(waiting, read)
        ):
            waiting = merged(waiting, read)
            continue
        if waiting:
            yield waiting
        waiting = read
    if waiting:
        yield waiting
