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
    ],
)
def test_chinese_numbers(number: int, word: str) -> None:
    assert chinese(number) == word


def test_every_number_differs_and_is_chinese() -> None:
    words = [chinese(n) for n in range(1, 10000)]
    assert len(set(words)) == 9999
    assert all(re.fullmatch("[一二三四五六七八九十百千零]+", word) for word in words)


@pytest.mark.parametrize("number", [0, -1, 10000])
def test_beyond_the_range_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        chinese(number)


def test_clause() -> None:
    assert clause(12) == "（十二）"
