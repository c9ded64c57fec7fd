"""What is worked out of a frozen record once, for all who ask: kept with the record, and as long."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

R = TypeVar("R")
V = TypeVar("V")


def once(work_out: Callable[[R], V]) -> Callable[[R], V]:
    """Return the function so that it works out its value for a record only the first time. The
    value must not be changed by whoever gets it; an equal record, and a copy, have their own."""
    key = f"{work_out.__module__}.{work_out.__qualname__}"

    @wraps(work_out)
    def kept(record: R) -> V:
        known: dict[str, Any] = vars(record)
        if key not in known:
            known[key] = work_out(record)
        value: V = known[key]
        return value

    return kept
