"""What a plain (unquoted) scalar means: YAML 1.1's silent surprises are off.

``null``, ``~`` and nothing are None; ``true`` and ``false`` are booleans; 8 and -3 are integers,
0.9 is a Decimal. Everything else is the text as written: yes, no, on, off, 010, 0x10, 1e3, .5,
1_000, 12:30, 2021-03-29, True. Where a number or a date is wanted the schema says so.
"""

from __future__ import annotations

import re
from decimal import Decimal

Scalar = str | int | Decimal | bool | None

_WORDS: dict[str, bool | None] = {"": None, "~": None, "null": None, "true": True, "false": False}
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]{0,17})\.[0-9]{1,18}")


def plain(text: str) -> Scalar:
    """Return the value of a plain scalar."""
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return Decimal(text)
    return text
