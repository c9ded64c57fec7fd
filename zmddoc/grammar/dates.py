"""Dates in running text: what day 6月底前, 年内 or 到2025年 means."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from zmddoc.grammar.reading import Span

_DATE = re.compile(
    r"(?=[每\d年今本当明次上下第一二三四季月])(?P<lead>每(?=[年季月半]))?"
    r"(?:(?P<year>(?:(?<!\d)(?:19|20)\d{2}|二[〇○零][〇○零一二三四五六七八九]{2}|今|本|当|明|次)?年|(?<!\d)(?:19|20)\d{2}(?=[—–～~至到-]20\d\d年))"
    r"(?P<to>[—–～~至到-]20\d{2}年)?)?"
    r"(?:(?:(?<![\d年月])\d{1,2}[-—–～~](?=\d{1,2}月))?(?P<month>(?<!\d)\d{1,2})月份?(?:(?P<day>\d{1,2})[日号])?"
    r"|(?P<half>[上下]半年)"
    r"|(?P<quarter>第?(?:[一二三四]|(?<!\d)[1-4])季度|(?<=每)季度)"
    r"|(?P<monthly>(?<=每)月(?P<monthday>\d{1,2})日))?"
    r"(?P<part>[月年]?(?:底|末|初|中旬|上旬|下旬|中(?=[前之以，。])))?"
    r"(?P<edge>(?:下班|之|以)?前|(?:之|以)?内|期间)?"
)
_FIVE_YEARS = re.compile(r"[“\"]?十([一二三四五六])五[”\"]?(末|期末|期间|时期)")
_HALVES = {"上": 6, "下": 12}
_HAN_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_NUMERALS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "八": 8, "十": 10}
_WITHIN = re.compile(
    r"[从自]?(?<!\d)(?P<year>20\d\d)年(?:开始|起)[，,]?(?:用|在|力争)?(?P<years>[1-9]|10|[一二两三四五六八十])年(?:左右)?(?:的?时间)?(?:之|以)?内"
)
"""2012年起5年内: by the end of the fifth."""


@dataclass(frozen=True)
class Dated:
    """A date as written: ``due`` is its last day, None for one that the calendar does not have or
    that comes again every year."""

    span: Span
    due: date | None
    recurring: bool
    edge: str
    """前, 内, 期间 or '' as written behind it."""
    explicit: bool
    """Whether it ends in 前, 内, 底 or 末, or is 到: a limit whatever stands round it."""
    whole_year: bool
    """Nothing but a year."""
    impossible: bool
    before: bool
    """前 behind a whole year, quarter or month: by its end, or before it begins."""
    year: int | None
    """The year that is written, or meant by 今年."""


def dates(text: str, year: int) -> tuple[Dated, ...]:
    """Return the dates of a text; one without a year is of ``year``, the plan's."""
    return tuple(sorted(_dates(text, year), key=lambda one: one.span.start))


def _dates(text: str, year: int) -> Iterator[Dated]:
    for match in _FIVE_YEARS.finditer(text):
        last = {"一": 2010, "二": 2015, "三": 2020, "四": 2025, "五": 2030, "六": 2035}[match[1]]
        span = Span(*match.span())
        if text[span.start - 1 : span.start] == "到":
            span = Span(span.start - 1, span.end)
        yield Dated(span, date(last, 12, 31), False, match[2], "末" in match[2],
                    True, False, False, last)  # fmt: skip
    within = {match.start("year"): match for match in _WITHIN.finditer(text)}
    for match in within.values():
        years = _NUMERALS.get(match["years"]) or int(match["years"])
        last = int(match["year"]) + years - 1
        yield Dated(Span(*match.span()), date(last, 12, 31), False, "内", True,
                    True, False, False, last)  # fmt: skip
    for match in _DATE.finditer(text):
        if match.end() > match.start() and match.start() not in within:
            read = _read(text, match, year)
            if read:
                yield read


def _read(text: str, match: re.Match[str], year: int) -> Dated | None:
    part, edge = match["part"] or "", match["edge"] or ""
    inner = match["month"] or match["half"] or match["quarter"] or match["monthly"]
    named = (match["to"][1:] if match["to"] else match["year"] or "").translate(_HAN_DIGITS)
    digits = named[:4] if named[:1].isdigit() else ""
    recurring = bool(match["lead"])
    if not digits and not inner and not (part or edge):
        return None  # 年 alone
    if not digits and not inner and (named == "" or (part == "中" and not edge)):
        return None
    if (match["month"] is None and part.startswith("月")) or (part.startswith("年") and inner):
        return None
    if not recurring and match["lead"] is None and text[match.start() - 1 : match.start()] == "每":
        recurring = True
    if not digits and named == "年" and match.start() and text[match.start() - 1].isalnum():
        before = text[match.start() - 1]
        if before.isdigit() or before in "一二两三四五六七八九十百几多近数半去上前历往逐整新元":
            return None  # 三年内, 近5年底
    meant = int(digits) if digits else year + (named[:1] in ("明", "次") and named != "年")
    due, impossible = _day(match, meant, part)
    if recurring:
        due = None
    start = match.start()
    while start and text[start - 1] in "到至":
        start -= 1
    upto = start < match.start()
    explicit = edge in _LIMITS or part[-1:] in ("底", "末") or (upto and not edge)
    return Dated(
        Span(start, match.end()),
        None if impossible or _BEGINS.match(text, match.end()) else due,
        recurring,
        edge,
        explicit,
        inner is None and not part,
        impossible,
        edge.endswith("前") and not part and not match["day"] and not match["monthly"],
        meant if named else None,
    )


_BEGINS = re.compile(r"起(?!草)|以来|的?基础上")
"""Behind a date: something begins then (2021年起5年内)."""
_LIMITS = ("前", "下班前", "之前", "以前", "内", "之内", "以内")


def _day(match: re.Match[str], year: int, part: str) -> tuple[date | None, bool]:
    """The last day of what is written, and whether there is no such day."""
    month, day = 12, 0
    if match["half"]:
        month = _HALVES[match["half"][0]]
    elif match["quarter"]:
        sign = match["quarter"].removeprefix("第")[0]
        month = 3 * (_NUMERALS.get(sign) or (int(sign) if sign.isdigit() else 4))
    elif match["month"]:
        month, day = int(match["month"]), int(match["day"] or 0)
        if not 1 <= month <= 12 or not 1900 <= year <= 2999:
            return None, True
        day = day or {"中旬": 20, "上旬": 10, "初": 10}.get(part.removeprefix("月"), 0)
    last = monthrange(year, month)[1]
    if day > last or (match["day"] and int(match["day"]) == 0):
        return None, True
    return date(year, month, day or last), False
