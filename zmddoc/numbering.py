"""Document numbers (发文字号): how they are spelt, which comes next, and what a document is issued
with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from zmddoc.model import Issue, Plan, Register, Rules, Series

CODE = r"[\u4e00-\u9fff]{2,12}"
"""代字: Chinese characters only, since a number also names a folder."""

_NUMBER = re.compile(rf"({CODE})〔((?:19|20)\d{{2}})〕([1-9]\d{{0,5}})号", re.ASCII)

_TYPED = re.compile(rf"({CODE})[〔\[［(（【]([0-9]{{4}})[〕\]］)）】]0*([0-9]+)号?")


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


def as_typed(text: str) -> str:
    """Return what somebody without 〔〕 on the keyboard means: 驻政办函[2021]3号, (2021)3."""
    match = _TYPED.fullmatch(text.strip())
    return f"{match[1]}〔{match[2]}〕{match[3]}号" if match else text.strip()


def blank_number(code: str, year: int) -> str:
    """Return the number as a draft carries it: the serial is left blank."""
    return f"{code}〔{year}〕\u3000\u3000号"


def series_of(rules: Rules, kind: str) -> Series | None:
    """Return the series that documents of ``kind`` are numbered in; None where none is laid down."""
    return next((series for series in rules.series if kind in series.kinds), None)


def used_elsewhere(series: Series, year: int, plan: Plan) -> int | None:
    """Return the last number of ``year`` given outside zmddoc; None where the rules do not say."""
    if year == plan.year:
        return series.used
    return next((one.used for one in series.other_years if one.year == year), None)


def serials(register: Register, code: str, year: int) -> tuple[int, ...]:
    """Return the serials on record in a series and year, void ones too, in the order of record."""
    numbers = (read_number(issue.number) for issue in register.issues)
    return tuple(n.serial for n in numbers if n and (n.code, n.year) == (code, year))


def next_number(register: Register, code: str, year: int, used: int) -> DocumentNumber:
    """Return the number after the last one on record and after ``used``, the last one given
    elsewhere. A void number stays used."""
    return DocumentNumber(code, year, max((used, *serials(register, code, year))) + 1)


def standing(
    register: Register, kind: str, unit: str, period: str | None, step: str | None
) -> Issue | None:
    """Return the issue of the same document that is not void, or None."""
    return next(
        (
            issue
            for issue in register.issues
            if issue.void is None
            and (issue.kind, issue.unit, issue.period, issue.step) == (kind, unit, period, step)
        ),
        None,
    )
