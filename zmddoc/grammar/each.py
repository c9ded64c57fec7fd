"""Of whom a figure is asked one by one: 每个乡镇, 各县(区)."""

from __future__ import annotations

import re

EACH = re.compile(
    r"(?:各(?!级|类|项|种|方|界)|每个?(?![年月季周日天]))[^，,。；;、各每]{0,6}?"
    r"(?:县\(区\)|县（区）|县（市、区）|县\(市、区\)|县市区|县区|区县|市县区|市县|市州|乡镇|[县市州区乡镇村]|街道|社区|园区|开发区)"
    r"(?:[\(（][^（）()]{1,8}[\)）])?"
)

_ALL = r"(?:全部|所有)(?:县区|区县|乡镇|行政村|社区|街道|[县镇村])"
OF_EACH_KIND = re.compile(
    _ALL
    + r"(?=均|都|要)|[^，,。；;、的]{0,6}(?:市县|县区|县市区|县（市、区）|县\(市、区\)|乡镇|行政村)(?=每年|每月|每季度|要|应|至少)"
)
"""涉农市县每年…: without 各, and yet each of them."""

_FIRST = re.compile(
    rf"(?:引导|指导|督促|支持|推动|鼓励|要求)?{EACH.pattern}(?:要|至少|均|应|有(?=$)){{0,2}}"
)
_ALL_FIRST = re.compile(rf"{_ALL}(?:均|都|要){{1,2}}")


def each_aside(words: str) -> str:
    """The words without 每个乡镇 and 引导各县 at their head."""
    each = _FIRST.match(words) or _ALL_FIRST.match(words)
    return words[each.end() :] if each else words
