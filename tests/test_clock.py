"""The day: the one that is given, or China's."""

import time
from datetime import date

import pytest

from zmddoc.clock import ClockError, today


def test_the_second_given_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1625155200")  # 2021-07-01 16:00 UTC
    assert today() == date(2021, 7, 2)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1625155199")
    assert today() == date(2021, 7, 1)


def test_it_is_the_day_in_china_wherever_the_machine_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setattr(time, "time", lambda: 1625155200.0)
    for zone in ("UTC", "America/New_York", "Asia/Shanghai"):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        assert today() == date(2021, 7, 2)


@pytest.mark.parametrize("given", ["yesterday", "1e9", "9" * 30])
def test_nonsense_is_refused(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", given)
    with pytest.raises(ClockError):
        today()
