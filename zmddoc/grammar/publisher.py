"""A publisher's table above a document: 索引号, 发文日期, 文号, label by label with their values."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zmddoc.grammar.ending import DATE
from zmddoc.grammar.flow import BREAK, NONE, Flow
from zmddoc.grammar.reading import Span

_LABELS = (
    "索引号", "主题分类", "信息来源", "发文日期", "名称", "文号", "关键词", "发布机构", "发布机关", "发文机关",
    "发文单位", "成文日期", "发布日期", "生成日期", "公开日期", "印发日期", "信息名称", "标题", "主题词", "有效性",
    "效力状态", "所属类别", "文件编号", "发文字号", "公开方式", "公开范围", "体裁分类", "组配分类", "统一编号",
    "信息索引", "分类", "施行日期", "废止日期", "字号", "公开时限", "来源", "信息分类", "内容概述", "公文种类",
)  # fmt: skip
_LABEL = re.compile("(" + "|".join(sorted(_LABELS, key=len, reverse=True)) + ")([：:]?)")
_NUMBERS = ("文号", "发文字号", "文件编号", "字号")
_PUBLISHED = ("发布日期", "发文日期", "公开日期", "印发日期")
NUMBER = re.compile(r"[〔\[（(【](?:19|20)\d\d[〕\]）)】]第?\d{1,4}号")
"""A document's number from its year on."""


@dataclass(frozen=True)
class Table:
    """What a table says; without one, no entries and ``end`` where it would begin."""

    end: int
    entries: tuple[tuple[str, Span], ...] = ()
    number: Span | None = None
    published: Span | None = None


def read_table(flow: Flow, lo: int, hi: int) -> Table:
    """Read the table that the words from ``lo`` on begin with."""
    words = flow.words
    found = [m for m in _LABEL.finditer(words, lo, hi) if m.start() < lo + 600]
    found = [
        m
        for m in found
        if flow.gaps[m.start()] != NONE or words[m.start() - 1] in "|：:号日" or m.start() == lo
    ]
    plain = bool(found) and found[0].start() == lo and not found[0][2]
    found = [m for m in found if m[2] or (plain and flow.gaps[m.end()] != NONE)]
    if len(found) < 2:
        return Table(lo)
    entries, end = [], lo
    number = published = None
    for match, following in zip(found, [*found[1:], None], strict=True):
        start, limit = match.end(), following.start() if following else hi
        last = following is None or limit - start > 200
        end = _value_end(flow, start, hi) if last else limit
        value = words[start:end]
        bare_end = start + len(value.rstrip("|"))
        bare = start + len(value) - len(value.lstrip("|"))
        span = flow.span(min(bare, bare_end), bare_end)
        entries.append((match[1], span))
        if match[1] in _NUMBERS and NUMBER.search(words, bare, bare_end):
            number = span
        if match[1] in _PUBLISHED and (date := DATE.match(words, bare)):
            published = flow.span(bare, date.end())
        if last:
            break
    return Table(end, tuple(entries), number, published)


def _value_end(flow: Flow, start: int, limit: int) -> int:
    """Where the last value ends."""
    words, end = flow.words, start
    while end < limit and words[end] == "|":
        end += 1
    if end > start:
        return end
    gap = flow.next_gap(start, limit, BREAK)
    bar = words.find("|", start, limit)
    ends = [e for e in (gap, bar + 1 if bar >= 0 else -1) if e > 0]
    for pattern in (DATE, NUMBER):
        if (found := pattern.search(words, start, min(limit, start + 30))) and not ends:
            ends.append(found.end())
    return min(ends, default=start)
