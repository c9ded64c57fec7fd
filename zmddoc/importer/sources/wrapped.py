"""Plain text whose lines were broken at a width, as it is copied from a PDF: which of them go on with the
line before."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_FEWEST = 8
"""Lines with words; of fewer nothing can be said."""
_FULL = 6
"""Full lines."""
_WIDTHS = range(40, 121)
"""Columns (a Chinese character has two) that a page's lines have."""
_SLACK = 6
"""Columns by which a full line may be short, where the next character did not fit or figures stand in it."""
_ENDS = tuple("。！？；!?;")
_BEGINS = re.compile(
    r"[\s\u3000]|[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|[（(]\d{1,2}[）)]|\d{1,2}[.．、](?!\d)|[①-⑳]|第[一二三四五六七八九十]{1,3}[部章节条件]|"
    r"[—–－-]{1,2}\s?\S|附件|抄送|(?:责任|牵头|配合|协办|主办|承办|负责|完成|办结)[\u4e00-\u9fff]{0,4}[：:]"
)
"""How a line begins that goes on with none."""


def continuing(lines: Sequence[str]) -> frozenset[int]:
    """Return which lines go on with the one before them; none where the lines were not broken at a
    width."""
    widths = [_width(line.rstrip()) for line in lines]
    worded = sorted(width for width in widths if width)
    if len(worded) < _FEWEST:
        return frozenset()
    full = worded[len(worded) * 9 // 10]
    if full not in _WIDTHS or worded[-1] > full + _SLACK:
        return frozenset()
    filled = [i for i, width in enumerate(widths) if width >= full - _SLACK]
    broken = [i for i in filled if not lines[i].rstrip().endswith(_ENDS)]
    most = 2 * sum(widths[i] for i in filled) >= sum(worded) and len(filled) >= _FULL
    if not most or 2 * len(broken) < len(filled):
        return frozenset()
    return frozenset(
        i + 1
        for i in broken
        if i + 1 < len(lines) and lines[i + 1].strip() and not _BEGINS.match(lines[i + 1])
    )


def _width(words: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in words)
