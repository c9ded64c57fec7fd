import re

import pytest

from zmddoc.numerals import chinese, clause


@pytest.mark.parametrize(
    ("number", "word"),
    [(1, "一"), (9, "九"), (10, "十"), (12, "十二"), (20, "二十"), (32, "三十二"), (99, "九十九")],
)
def test_chinese_numbers(number: int, word: str) -> None:
    assert chinese(number) == word


def test_every_number_differs_and_is_chinese() -> None:
    words = [chinese(n) for n in range(1, 100)]
    assert len(set(words)) == 99
    assert all(re.fullmatch("[一二三四五六七八九十]+", word) for word in words)


@pytest.mark.parametrize("number", [0, -1, 100])
def test_beyond_the_range_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        chinese(number)


def test_clause() -> None:
    assert clause(12) == "（十二）"
