"""What tells of the past: its words, the years before the plan's, and years that are only referred to."""

from __future__ import annotations

import re

from zmddoc.grammar.dates import Dated
from zmddoc.grammar.phrases import Clause

PAST = re.compile(
    r"目前|现有|约占|截至目前|已经|(?<!对)已(?=[建有完达累培形成认发实开在])|去年|上年度?完成|以来|曾|先后(?!顺序|次序)|"
    r"近[0-9一二三四五六七八九十两]{0,3}年来?|[一二三四五六七八九十几\d]年来(?!料)|(?<=[成立展出现到加得升造降减高长破])了"
)
"""Words of what has been."""

_UNTIL_NOW = re.compile(r"截[至止][到至]?$")
_PAPER_BEFORE = re.compile(r"(?:按照?|根据|依据|遵照|参照|对照|比照|贯彻|落实|执行|依照)$")
_PAPER_BEHIND = re.compile(
    r"[^，,。；;、了]{0,8}?(?:印发|下发|出台|发布|制定|颁布|公布|修订)的?(?=的|《)"
)
_MEASURED_BEHIND = re.compile(
    r"[^，,。；;]{0,24}?(?:的?基础上|相比|[为作]为?(?:基[数期准年]|起点|参照))"
)
_AHEAD = re.compile(
    r"力争|确保|争取|必须|务必|目标|计划|预计|[将须拟]|要(?![素求点闻])|应(?![用急对变])|全年|今年|"
    r"(?:^|[，,：:])\s?(?:进一步|加快|继续|下一步|严格|鼓励|支持|引导)"
)
"""Words of what is to be; 大力, 积极 and the like are said of what has been as well."""

_TELLS = re.compile(
    r"(?:现状|成就|成效|成绩|形势|背景|回顾|基本情况|发展基础|基础条件)$|(?:重要|重大|现实)意义|必要性|重要性|紧迫性|存在的?(?:主要|突出)?问题|"
    r"(?:发展|面临的?)(?:现状|成就|成效|形势|背景|机遇|挑战|基础)|取得的?[^，。]{0,6}(?:成就|成效|成绩|进展)"
)


def tells_only(title: str) -> bool:
    """Whether what stands under a title is told and not to be done: 发展现状与形势, 充分认识…的重要意义."""
    return _TELLS.search(title) is not None


def only_referred_to(text: str, one: Dated, clause: Clause) -> bool:
    """Whether a past year is no time of which something is told: a paper is of it (按照2020年印发的方案),
    or what is to be reached is measured from it (在2020年基础上, 与2020年相比)."""
    before = text[max(clause.start, one.span.start - 8) : one.span.start]
    return bool(
        _PAPER_BEFORE.search(before)
        or _PAPER_BEHIND.match(text, one.span.end)
        or _MEASURED_BEHIND.match(text, one.span.end, clause.end)
    )


def until_now(text: str, one: Dated) -> bool:
    """Whether a date stands behind 截至, which mostly closes a report."""
    begun = one.span.start + (text[one.span.start] in "到至")
    return _UNTIL_NOW.search(text, max(begun - 3, 0), begun) is not None


def looks_ahead(words: str) -> bool:
    """Whether a sentence says in so many words that something is to be done."""
    return _AHEAD.search(words) is not None
