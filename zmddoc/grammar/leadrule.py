"""A rule on who leads that a document states once: 排在第一位的部门为牵头部门，下同."""

from __future__ import annotations

from zmddoc.grammar.reading import Span

_FIRST = (
    "第一位",
    "首位",
    "第一的",
    "第一个",
    "最前",
    "列第一",
    "排第一",
    "列首",
    "居首",
    "第一名",
    "位列第一",
    "排名第一",
    "第一责任单位",
    "第一家",
    "首个",
    "首家",
)
_LEADS = ("牵头", "主办", "主责", "负总责")
_BREAKS = "。（）()；;\n【】〔〕[]"
_COMMAS = "，,"
_REACH = 40


def lead_rule(text: str) -> Span | None:
    """The words that make the first-named body lead from there on, without their brackets or full
    stop; None where the text has no such rule.

    The words must speak of the first place and of leading within one sentence: 列第一位者为牵头单位."""
    for first in _FIRST:
        at = text.find(first)
        while at >= 0:
            found = _around(text, at, len(first))
            if found:
                return found
            at = text.find(first, at + 1)
    return None


def begins_rule(words: str) -> bool:
    """Whether the words begin with such a rule: 列第一位者为牵头单位，下同."""
    rule = lead_rule(words.lstrip())
    return rule is not None and rule.start == 0


def _around(text: str, at: int, length: int) -> Span | None:
    """The rule that the words at ``at`` belong to."""
    low, high = max(0, at - _REACH), min(len(text), at + length + _REACH)
    end = at + length
    while end < high and text[end] not in _BREAKS:
        end += 1
    behind = text[at + length : end]
    if not any(word in behind for word in _LEADS):
        return None
    if not any(word in behind for word in ("为", "是", "系", "牵头单位", "牵头部门", "牵头")):
        return None
    start = at
    while start > low and text[start - 1] not in _BREAKS and text[start - 1] not in _COMMAS:
        start -= 1
    if any(word in text[start:end] for word in ("项目", "考核排名", "得分")):
        return None
    return Span(start, end)
