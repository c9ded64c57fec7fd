"""Deadlines read out of running text."""

from datetime import date

import pytest
from support.sentences import readings

from zmddoc.grammar.deadlines import DeadlineReading, deadlines


def shown(one: DeadlineReading, text: str) -> str:
    """A reading in a line: the words, the day, how sure."""
    day = "每" if one.recurring else str(one.due or "无日")
    return f"{one.span.of(text)} {day} {one.confidence}"


@pytest.mark.parametrize(("text", "wanted"), readings("deadlines"))
def test_a_sentence_is_read(text: str, wanted: list[str]) -> None:
    assert [shown(one, text) for one in deadlines(text, 2021)] == wanted
    half = text.translate(str.maketrans("，；：（）", ",;:()"))
    assert [shown(one, half) for one in deadlines(half, 2021)] == wanted


@pytest.mark.parametrize("text", ["9月31日前完成。", "2021年2月29日前完成。", "13月底前完成。"])
def test_a_day_that_does_not_exist_is_a_doubt(text: str) -> None:
    (one,) = deadlines(text, 2021)
    assert one.due is None
    assert one.confidence == "doubtful"
    assert "没有" in one.doubts[0].why


def test_a_year_is_the_plans_where_none_is_written() -> None:
    assert deadlines("年内完成。", 2023)[0].due == date(2023, 12, 31)
    assert deadlines("2月底前完成。", 2024)[0].due == date(2024, 2, 29)
