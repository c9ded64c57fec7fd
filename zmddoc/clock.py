"""What day it is: the only place that asks the clock."""

from __future__ import annotations

import os
import time
from datetime import date, datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8))
"""The office's day, wherever the machine thinks it stands."""


class ClockError(ValueError):
    """SOURCE_DATE_EPOCH is not a number of seconds."""


def today() -> date:
    """Return the day it is in China; with SOURCE_DATE_EPOCH in the environment the day of that
    second, so that a run can be repeated. Raises ClockError where that is no number of seconds."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    try:
        return datetime.fromtimestamp(int(given) if given else time.time(), CHINA).date()
    except (ValueError, OverflowError, OSError) as error:
        raise ClockError(f"SOURCE_DATE_EPOCH={given}") from error
