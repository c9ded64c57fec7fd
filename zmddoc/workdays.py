"""Working days in China: public holidays off, make-up days (调休) on.

The State Council announces a year's holidays in the November before; a year that the library does
not know yet has Monday to Friday only, and ``announced`` says so.
"""

from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar

_ONE = timedelta(days=1)


def announced(year: int) -> bool:
    """Whether the holidays of ``year`` are known."""
    return any(day.year == year for day in chinese_calendar.holidays)


def is_workday(day: date) -> bool:
    """Whether offices work on ``day``; by the weekday alone where the year is not announced."""
    return chinese_calendar.is_workday(day) if announced(day.year) else day.weekday() < 5


def workday_after(day: date, count: int) -> date:
    """Return the ``count``-th working day after ``day``, which is itself not counted."""
    while count > 0:
        day += _ONE
        count -= is_workday(day)
    return day
