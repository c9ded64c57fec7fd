"""Document numbers (发文字号): 机关代字〔年〕序号, and what a document is issued with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_NUMBER = re.compile(r"([\u4e00-\u9fff]{2,12})〔((?:19|20)\d{2})〕([1-9]\d{0,5})号", re.ASCII)


@dataclass(frozen=True, order=True)
class DocumentNumber:
    """A document number; ordered as a register is: by series, year, serial."""

    code: str
    """代字: 驻政办函."""
    year: int
    serial: int

    def __str__(self) -> str:
        return f"{self.code}〔{self.year}〕{self.serial}号"


@dataclass(frozen=True)
class Issuance:
    """What turns a draft into a document: its number and its 成文日期."""

    number: DocumentNumber
    dated: date


def read_number(text: str) -> DocumentNumber | None:
    """Return the number that ``text`` spells: six-corner brackets, no 第, no leading zero
    (DOMAIN.md §1); None where it is spelt otherwise."""
    match = _NUMBER.fullmatch(text)
    return DocumentNumber(match[1], int(match[2]), int(match[3])) if match else None


def blank_number(code: str, year: int) -> str:
    """Return the number as a draft carries it: the serial is left blank."""
    return f"{code}〔{year}〕\u3000\u3000号"
