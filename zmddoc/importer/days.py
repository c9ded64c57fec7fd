"""Days as documents write them."""

from __future__ import annotations

import re
from datetime import date

_ARABIC = re.compile(r"(\d{4})[年.\-/](\d{1,2})[月.\-/](\d{1,2})日?")
_CHINESE = re.compile(
    r"([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日"
)
_DIGITS = {**{char: i for i, char in enumerate("〇一二三四五六七八九")}, "○": 0, "零": 0}
_WIDE = {ord("０") + i: ord("0") + i for i in range(10)}


def read_day(words: str) -> date | None:
    """Return the day that is written: 2021年3月9日, 2021-03-09, 二〇二一年三月九日; None for no day,
    or one that does not exist."""
    narrow = "".join(words.split()).translate(_WIDE)
    if match := _ARABIC.search(narrow):
        numbers = [int(one) for one in match.groups()]
    elif match := _CHINESE.search(narrow):
        year = int("".join(str(_DIGITS[char]) for char in match[1]))
        numbers = [year, _ten(match[2]), _ten(match[3])]
    else:
        return None
    try:
        return date(*numbers)
    except ValueError:
        return None


def _ten(words: str) -> int:
    """十 10, 十二 12, 二十 20, 三十一 31."""
    tens, ten, ones = words.rpartition("十")
    if not ten:
        return _DIGITS[ones] if len(ones) == 1 else 0
    return (_DIGITS.get(tens, 1) if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)
