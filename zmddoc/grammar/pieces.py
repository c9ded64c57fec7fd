"""The stretch of a clause that belongs to one figure: what is counted stands before or behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from zmddoc.grammar.cues import ACTS, GROWTH
from zmddoc.grammar.figures import Figure
from zmddoc.grammar.phrases import Clause

REACH = 90
"""How many characters before a figure can state what it counts."""

_SUFFIX = re.compile(
    r"\s?(?:[（(][^（）()\d\n]{1,12}[)）])?[含及]?(?:以上|以下|以内|之内|左右|上下|内(?![部外容控资河陆地需生科蒙在涵]))"
)
_JOINT = re.compile(r"、|以及|和|(?<![惠普涉波危])及(?!以)|与|并且?|而")
_MODIFIES = re.compile(
    r"\s?(?:（含）|\(含\)|含)?及?(?:以上|以下)的?(?![和及与])(?=[\u4e00-\u9fff“\d])|级(?=[\u4e00-\u9fff])|的(?=\d)"
)
_FROM = re.compile(r"[由从][^，,。；;]{0,16}$")
_MADE_INTO = re.compile(r"(?:调整|整合|合并|撤并|压减|压缩|精简|减少|优化)[为到至成]\s?")
_LEAD = re.compile(
    r"\d{1,2}[.．、](?!\d)|[（(]\d{1,2}[)）]|[①-⑳]|其中|围绕实现|围绕(?=全年)|并且|同时|以及|确保|保证|并|且|逐步|将|使|预计|要|均|(?:实现)?“(?=[^“”]{0,90}\Z)|[\s,，、:：]|和|及|到时|推动实现|(?=力争)"
)


@dataclass(frozen=True)
class Piece:
    """A figure with the words that are its own."""

    start: int
    end: int
    """Behind the figure, its unit and 以上."""
    limit: int
    """How far words behind the figure may belong to it."""
    figure: Figure
    clause: Clause
    first: bool
    """The first of its clause."""
    origin: Figure | None = None
    """The figure it is to rise or fall from: 由20%提升至40%."""


def pieces(text: str, clause: Clause, figures: Sequence[Figure]) -> Iterator[Piece]:
    """Yield the pieces of a clause, given the figures in it; a figure that is part of the name of
    what another counts (亿元以上项目30个) has none."""
    aside = qualifying(text, figures)
    own = [one for one in figures if one.start not in aside]
    start, origin = clause.start, None
    for i, figure in enumerate(own):
        following = own[i + 1] if i + 1 < len(own) else None
        if following and _rises(text, figure, following):
            origin = figure
            continue
        suffix = _SUFFIX.match(text, figure.end)
        end = suffix.end() if suffix else figure.end
        limit = clause.end
        if following:
            limit = _joint(text, end, following.start)
        piece_start = max(start, figure.start - REACH)
        yield Piece(piece_start, end, limit, figure, clause, start == clause.start, origin)
        start, origin = limit, None


def qualifying(text: str, figures: Sequence[Figure]) -> frozenset[int]:
    """Where figures stand that only say what is counted (亿元以上项目30个, 10家产值超10亿元的企业), or what it
    is compared with (比2010年的92.7万吨减少9%)."""
    return frozenset(
        one.start
        for i, one in enumerate(figures)
        if _from_year(text, one) or _modifies(text, figures, i) or _describes(text, figures, i)
    )


_FROM_YEAR = re.compile(
    r"[比较](?:(?:19|20)\d\d|上|去)年(?:[末底]|同期)?的(?:[\d.]{1,9}[^\d，,。；;]{1,6}、)?$"
)


def _from_year(text: str, figure: Figure) -> bool:
    """Whether a figure is that of another year, with which what is behind it is compared: 比2010年的92.7万吨减少9%."""
    return _FROM_YEAR.search(text, max(figure.start - 40, 0), figure.start) is not None


def origins(text: str, figures: Sequence[Figure]) -> frozenset[int]:
    """Where figures stand from which a figure is to rise or fall: 由20%提升至40%."""
    pairs = pairwise(figures)
    return frozenset(one.start for one, following in pairs if _rises(text, one, following))


def _joint(text: str, start: int, end: int) -> int:
    """Where the last joint between two figures stands, or the first one's end."""
    last = start
    window = max(start, end - REACH)
    for match in _JOINT.finditer(text, window, end):
        last = match.start()
    return last


_AGED = re.compile(r"\d{1,3}周?岁[（(]?[以及含]")
"""An age that says of whom is spoken: 3岁以下, 60岁及以上."""


def _modifies(text: str, figures: Sequence[Figure], i: int) -> bool:
    one = figures[i]
    following = figures[i + 1] if i + 1 < len(figures) else None
    if following is not None and _AGED.match(text, one.start):
        return True
    if following is None:
        return False
    shares = (later for later in figures[i + 1 : i + 4] if later.unit in ("%", "％"))
    if any(_DEFINES.search(text[one.end : later.start]) for later in shares):
        return True  # 每周锻炼不少于3次的人数比例达到32%
    if following.start - one.end > 24:
        return False
    if _OF_WHOM.search(text[one.end : following.start]):
        return True
    if following.unit in ("%", "％") and "的" not in text[one.end : one.end + 4]:
        return False
    between = text[one.end : following.start]
    if one.unit in ("%", "％") and _BROUGHT_TO.search(between):
        return False  # 90%以上乡镇实现15分钟上高速
    return (
        one.unit[-1:] in "元亩吨人万亿米%瓦"
        and (
            _MODIFIES.match(text, one.end) is not None
            or (text.startswith("的", one.end) and following.unit[-1:] in "个家座项条处台套艘")
            or (
                text[one.start - 1 : one.start] in ("超", "过", "达", "逾")
                and (between[:1] in "企项工的" or (between.isascii() and between.isalpha()))
            )
        )
        and not any(mark in between for mark in "、，")
        and not GROWTH.search(between)
    )


_DEFINES = re.compile(
    r"^[^，,；;。]{0,40}的(?:人数|人口|户数|家庭|学校)?(?:比例|比重|占比)[^，,；;。\d]{0,6}$"
)
"""What makes all before it the name of a share."""
_OF_WHOM = re.compile(r"^以上[\u4e00-\u9fff]{2,14}(?:率|比例|比重)[\u4e00-\u9fff]{0,4}\s?$")
"""Whose rate it is: 100户以上自然村硬化率巩固在100%."""
_BROUGHT_TO = re.compile(r"实现|达到|完成|建有|配备|配有")
_MEASURED = re.compile(r"(?:计划|年)?(?:总?投资|产值|营业收入|营收|规模|面积|销售额)额?")


def _describes(text: str, figures: Sequence[Figure], i: int) -> bool:
    """Whether a figure says what those are like that the one before counts: 10家产值超100亿元的企业."""
    if i == 0 or figures[i].start - figures[i - 1].end > 24 or figures[i - 1].unit[-1:] in "%％元":
        return False
    one = figures[i]
    before = text[figures[i - 1].end : one.start]
    suffix = _SUFFIX.match(text, one.end)
    behind = suffix.end() if suffix else one.end
    return (
        text.startswith("的", behind)
        and (
            before.endswith(("超过", "超", "达到", "达", "突破", "不低于", "不少于"))
            or _MEASURED.fullmatch(before) is not None
        )
        and not any(mark in before for mark in "、，")
    )


def _rises(text: str, one: Figure, following: Figure) -> bool:
    """Whether two figures are one way: 由20%提升至40%."""
    if following.start - one.end > 14:
        return False
    if _MADE_INTO.fullmatch(text, one.end, following.start):
        return True  # 22所调整为6所
    return bool(
        _FROM.search(text, max(one.start - 18, 0), one.start)
        and text[following.start - 1 : following.start] in ("至", "到", "为")
    )


def trailing(words: str) -> str:
    """The verb in which the words end, '' where they end otherwise."""
    return next(
        (words[-k:] for k in (4, 3, 2) if len(words) >= k and ACTS.fullmatch(words[-k:])), ""
    )


def led(text: str, start: int, end: int) -> int:
    """Where a quote begins that leaves out 其中, 确保, 将 and white space before its thing."""
    while start < end:
        match = _LEAD.match(text, start, end)
        if not match or match.end() == start:
            return start
        start = match.end()
    return start


def acts(words: str) -> str:
    """The verbs with which the words begin (巩固提升, 引进和培养), '' where they begin with a thing."""
    end = 0
    for _ in range(3):
        joined = end + (words[end : end + 1] in ("和", "与", "、", "并") if end else 0)
        match = ACTS.match(words, joined)
        if not match:
            break
        end = match.end()
    return words[:end]
