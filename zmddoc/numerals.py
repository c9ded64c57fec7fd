"""Numbers as documents print them: 一、, （十二）, ③; 0.9 without trailing zeros."""

from __future__ import annotations

from decimal import Decimal

_DIGITS = "零一二三四五六七八九"


def chinese(number: int) -> str:
    """Return 1–99999999 in Chinese: 十二, 三十一, 一百零五, 一百一十五, 三万二千. Raises ValueError
    outside that range."""
    if not 1 <= number < 10**8:
        raise ValueError(f"no heading number {number}")
    high, low = divmod(number, 10**4)
    words = _four(high) + "万" if high else ""
    words += "零" * (bool(high) and 0 < low < 1000) + _four(low)
    return words.removeprefix("一") if words.startswith("一十") else words


def _four(number: int) -> str:
    """0–9999 without what tens at the head leave out; '' for 0."""
    words, skipped = "", False
    for place, mark in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            words += "零" * (skipped and bool(words)) + _DIGITS[digit] + mark
        skipped = not digit
    return words


def clause(number: int) -> str:
    """Return a task's number as documents cite it: （十二）."""
    return f"（{chinese(number)}）"


def circled(number: int) -> str:
    """Return 1–50 in a circle: ⑫. Raises ValueError outside that range."""
    return _sign(number, (1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1))


def bracketed(number: int) -> str:
    """Return 1–20 as one sign in brackets: ⑿. Raises ValueError outside that range."""
    return _sign(number, (1, 20, 0x2474))


def dotted(number: int) -> str:
    """Return 1–20 as one sign with a dot: ⒓. Raises ValueError outside that range."""
    return _sign(number, (1, 20, 0x2488))


def enclosed(number: int) -> str:
    """Return 1–10 in Chinese as one sign in brackets: ㈠. Raises ValueError outside that range."""
    return _sign(number, (1, 10, 0x3220))


def wide(number: int) -> str:
    """Return the number in full-width digits: １２."""
    return str(number).translate({ord("0") + n: chr(0xFF10 + n) for n in range(10)})


def _sign(number: int, *runs: tuple[int, int, int]) -> str:
    """The sign of a number, from runs of signs: first number, last number, code of the first."""
    for first, last, code in runs:
        if first <= number <= last:
            return chr(code + number - first)
    raise ValueError(f"no sign for the number {number}")


def plain(value: Decimal) -> str:
    """A number without exponent and without trailing zeros: 0.9, 100, 3000."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
