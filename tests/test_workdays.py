"""Working days, against the State Council's announcements."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zmddoc.workdays import announced, is_workday, workday_after

YEARS = st.dates(date(2021, 1, 1), date(2026, 11, 30))


@pytest.mark.parametrize(
    ("day", "works"),
    [
        # 国办发明电〔2020〕27号, for 2021
        ("2021-02-11", False), ("2021-02-17", False), ("2021-02-07", True), ("2021-02-20", True),
        ("2021-04-05", False), ("2021-04-25", True), ("2021-05-08", True),
        ("2021-09-18", True), ("2021-09-20", False), ("2021-09-26", True),
        ("2021-10-01", False), ("2021-10-07", False), ("2021-10-08", True), ("2021-10-09", True),
        ("2021-10-10", False),
        # 国办发明电〔2024〕12号, for 2025
        ("2025-01-26", True), ("2025-02-08", True), ("2025-10-08", False), ("2025-10-11", True),
        # not announced: the weekday decides
        ("2090-05-01", True), ("2090-05-06", False),
    ],
)  # fmt: skip
def test_a_day(day: str, works: bool) -> None:
    assert is_workday(date.fromisoformat(day)) is works


def test_years_that_are_announced() -> None:
    assert all(announced(year) for year in range(2021, 2027))
    assert not announced(2090)


@pytest.mark.parametrize(
    ("day", "count", "then"),
    [
        ("2021-07-08", 7, "2021-07-19"),
        ("2021-09-30", 1, "2021-10-08"),
        ("2021-09-30", 3, "2021-10-11"),  # over a Saturday that is worked
        ("2021-09-17", 1, "2021-09-18"),
        ("2021-07-08", 0, "2021-07-08"),
    ],
)
def test_days_are_counted_from_the_next(day: str, count: int, then: str) -> None:
    assert workday_after(date.fromisoformat(day), count) == date.fromisoformat(then)


@given(YEARS, st.integers(1, 15))
def test_the_end_is_a_workday_and_the_count_is_right(day: date, count: int) -> None:
    end = workday_after(day, count)
    assert is_workday(end)
    between = (day + timedelta(n) for n in range(1, (end - day).days + 1))
    assert sum(map(is_workday, between)) == count
