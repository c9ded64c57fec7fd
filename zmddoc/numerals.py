"""Numbers as documents print them: 一、, （十二）; 0.9 without trailing zeros."""

from __future__ import annotations

from decimal import Decimal

_DIGITS = "零一二三四五六七八九"


def chinese(number: int) -> str:
    """Return 1–99 in Chinese: 十二, 二十, 三十一. Raises ValueError outside that range."""
    if not 1 <= number <= 99:
        raise ValueError(f"no heading number {number}")
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else _DIGITS[tens] + "十"
    return head + (_DIGITS[ones] if ones else "")


def clause(number: int) -> str:
    """Return a task's number as documents cite it: （十二）."""
    return f"（{chinese(number)}）"


def plain(value: Decimal) -> str:
    """A number without exponent and without trailing zeros: 0.9, 100, 3000."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
