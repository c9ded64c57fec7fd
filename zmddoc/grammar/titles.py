"""Whether a section has a title of its own, and where it ends.

A title stands on a line of its own, or runs in up to the first 。 (GB/T 9704 leaves that open). Up
to that 。 a plan without titles has its first sentence: which of the two it is shows from its
length, its inner marks, what stands behind it, and from what the other sections of its level do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from zmddoc.grammar.flow import BREAK, NONE, SPACE, Flow
from zmddoc.grammar.marks import is_annotation

Clarity = Literal["certain", "clear", "open", "none"]
"""``certain``: set apart by its place. ``clear``: a short first sentence. ``open``: could be either."""

LONGEST_LINE = 60
"""Characters of a heading on its own line."""
SHORT, LONG = 24, 42
"""Characters before the first 。: up to ``SHORT`` without a comma, a title; over ``LONG``, none."""

_STANDING = (
    "指导思想", "基本原则", "总体要求", "总体思路", "总体目标", "发展目标", "工作目标", "主要目标",
    "主要任务", "重点任务", "工作任务", "工作要求", "有关要求", "保障措施", "组织保障", "组织领导",
    "组织实施", "实施步骤", "工作步骤", "总体要求和主要目标", "任务目标", "目标任务", "工作安排",
)  # fmt: skip
"""Headings that need no sign behind them."""
_GOES_ON = re.compile(
    r"[，,、的和与及。：:；（(]|阶段|工作|方案|机制|体系|制度|建设|办法|计划|任务|目标|要求|措施|保障|到位|有力|责任|原则"
)
"""Behind such words the heading is a longer one: 组织实施阶段, 组织领导机制."""
_SENTENCE = "。！？!?；;"
_LABEL = re.compile(
    r"(?:牵头|主要|分管|联系)?(?:负责|责任|配合|包保)?(?:领导|人)[：:]"
    r"|(?:牵头|主办|协同|配合|主要|第一)?(?:责任|牵头|配合|主办|承办|负责)(?:单位|部门)[：:]"
)
"""A line that says who is to do it."""
_FIGURES = re.compile(r"\d[\d.]*(?:%|％|万|亿|元|个|家|年|月|日|号)|《")


@dataclass(frozen=True)
class Title:
    """Title from the section's first word to ``end``, joint from there to ``body``."""

    end: int
    body: int
    clarity: Clarity
    why: str = ""


def read_title(flow: Flow, lo: int, hi: int, parent: bool) -> Title:
    """The title in the words ``lo`` to ``hi`` that stand before the first child; parent: there is
    a child."""
    if lo >= hi:
        return Title(lo, lo, "clear")
    duty = next(duty_brackets(flow, lo, hi), (hi, hi))[0]
    stop = flow.find(_SENTENCE, lo, duty)
    return (
        _heading(flow, lo, duty, stop, parent)
        or _own_line(flow, lo, hi, stop)
        or _standing(flow, lo, hi)
        or _run_in(flow, lo, duty, stop, parent)
        or _before_colon(flow, lo, duty, stop)
        or Title(lo, lo, "none")
    )


def duty_brackets(flow: Flow, lo: int, hi: int) -> Iterator[tuple[int, int]]:
    """Brackets between ``lo`` and ``hi`` that say who is to do it: start and end of each."""
    i = lo
    while i < hi:
        closer = flow.partner.get(i, -1)
        if closer > i and flow.words[i] in "（(〔[【":
            if closer < hi and is_annotation(flow.words[i + 1 : closer]):
                yield i, closer + 1
            i = closer + 1
        else:
            i += 1


def _heading(flow: Flow, lo: int, duty: int, stop: int, parent: bool) -> Title | None:
    """A heading right before its first child: no sentence ends in it."""
    if not parent or stop not in (-1, duty - 1) or duty - lo > LONGEST_LINE:
        return None
    if flow.next_gap(lo, duty, BREAK) > 0:
        return None
    last = flow.words[duty - 1]
    if last in "：:":  # 有下列情形之一的： is a sentence that goes on
        return None if _announces(flow, lo, duty - 1) else Title(duty - 1, duty, "certain")
    if stop == duty - 1 and last != "。":
        return None
    return Title(duty - (last == "。"), duty, "certain")


def _announces(flow: Flow, lo: int, end: int) -> bool:
    """Whether words before a colon announce a list rather than name it."""
    words = flow.words[lo:end]
    return len(words) > 20 or any(word in words for word in _ANNOUNCING)


_ANNOUNCING = ("，", ",", "以下", "下列", "如下", "包括", "之一", "分别")


def _own_line(flow: Flow, lo: int, hi: int, stop: int) -> Title | None:
    """A heading with white space behind it: a line of its own, or what is left of that line."""
    words, farthest = flow.words, min(hi, lo + LONGEST_LINE + 1)
    end = flow.next_gap(lo, farthest, BREAK)
    if end > 0 and (stop < 0 or stop >= end) and words[end - 1] not in "，,、":
        if words[end - 1] in "：:":
            return None if _announces(flow, lo, end - 1) else Title(end - 1, end, "certain")
        if sum(words.count(c, lo, end) for c in "，,") <= 2:
            return Title(end, end, "certain")
    end = _space(flow, lo, farthest)
    if end > 0 and end - lo >= 4 and hi - end >= 10 and flow.find("，,。；;：:、", lo, end) < 0:
        return Title(end, end, "certain")
    return None


def _space(flow: Flow, lo: int, hi: int) -> int:
    """The first white space between two Chinese characters; that beside a figure says nothing."""
    end = lo
    while (end := flow.next_gap(end, hi, SPACE)) > 0:
        if not (flow.words[end - 1].isascii() or flow.words[end].isascii()):
            return end
    return -1


def _standing(flow: Flow, lo: int, hi: int) -> Title | None:
    found = max((t for t in _STANDING if flow.words.startswith(t, lo)), key=len, default="")
    end = lo + len(found)
    if not found or end >= hi or (flow.gaps[end] == NONE and _GOES_ON.match(flow.words, end)):
        return None
    return Title(end, end, "clear")


def _run_in(flow: Flow, lo: int, duty: int, stop: int, parent: bool) -> Title | None:
    words = flow.words
    if stop < 0 or words[stop] != "。" or flow.find("：:", lo, stop) >= 0:
        return None
    if not parent and (stop + 1 >= duty or _LABEL.match(words, stop + 1)):
        return None  # one sentence is the section's text
    length, commas = stop - lo, sum(words.count(c, lo, stop) for c in "，,")
    if length > LONG or commas > 2:
        return None
    if length <= SHORT and not commas and not _FIGURES.search(words, lo, stop):
        return Title(stop, stop + 1, "clear")
    return Title(stop, stop + 1, "open", "首句可以是标题，也可以是正文")


def _before_colon(flow: Flow, lo: int, duty: int, stop: int) -> Title | None:
    colon = flow.find("：:", lo, min(duty, lo + 16))
    if colon < 0 or colon - lo < 2 or (0 <= stop < colon) or _announces(flow, lo, colon):
        return None
    return Title(colon, colon + 1, "open", "冒号前可以是标题，也可以是正文")


def decide(readings: Sequence[Title], starts: Sequence[int]) -> list[tuple[Title, bool]]:
    """For the sections of one level: each with its title or without, and whether that is in
    doubt."""
    clear = sum(each.clarity in ("certain", "clear") for each in readings)
    none = sum(each.clarity == "none" for each in readings)
    decided = []
    for each, lo in zip(readings, starts, strict=True):
        bare = Title(lo, lo, "none", each.why)
        if each.clarity == "open":
            decided.append((each if clear >= none else bare, min(clear, none) * 4 >= clear + none))
        elif each.clarity == "clear" and each.end > lo and clear * 3 <= none:
            decided.append((bare, True))
        else:
            decided.append((each, False))
    return decided
