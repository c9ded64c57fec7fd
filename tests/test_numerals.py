import re

import pytest

from zmddoc.numerals import chinese, clause


@pytest.mark.parametrize(
    ("number", "word"),
    [
        (1, "一"),
        (9, "九"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (32, "三十二"),
        (99, "九十九"),
        (100, "一百"),
        (105, "一百零五"),
        (115, "一百一十五"),
        (2000, "二千"),
        (8006, "八千零六"),
        (10000, "一万"),
        (10005, "一万零五"),
        (12345, "一万二千三百四十五"),
        (32000, "三万二千"),
        (100010, "十万零一十"),
        (110500, "十一万零五百"),
    ],
)
def test_chinese_numbers(number: int, word: str) -> None:
    assert chinese(number) == word


def test_every_number_differs_and_is_chinese() -> None:
    words = [chinese(n) for n in range(1, 100000)]
    assert len(set(words)) == 99999
    assert all(re.fullmatch("[一二三四五六七八九十百千万零]+", word) for word in words)


@pytest.mark.parametrize("number", [0, -1, 10**8])
def test_beyond_the_range_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        chinese(number)


def test_clause() -> None:
    assert clause(12) == "（十二）"
