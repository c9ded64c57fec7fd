"""The head of the document: title, number, issuer, date, addressees, covering notice."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from zmddoc.grammar.ending import BODY_END
from zmddoc.grammar.outline import Outline
from zmddoc.grammar.reading import Span
from zmddoc.importer.days import read_day
from zmddoc.importer.period import own_period
from zmddoc.importer.record import Record
from zmddoc.importer.trouble import NotImported
from zmddoc.importer.words import tidy
from zmddoc.typography import HAN

_YEARS = re.compile(r"((?:19|20)\d\d)年?[-—–~～－至到]{1,2}((?:19|20)\d\d)(?!\d)")
"""A plan of several years: 2023—2025年."""
_LIMIT = re.compile(r"(20\d\d)年(?:\d{1,2}月(?:底|\d{1,2}日)?|年?[底末])(?:之|以)?前")
_GOAL = re.compile(r"(?:(?<!达)到|(?<!截)至|力争(?:到|在|用)?)(20\d\d)年(?!以来|的水平|水平)")
"""By when something is to be reached: 到2025年."""
_QUOTED = re.compile(r"《[^《》]{0,120}》")
_SENT = re.compile(r"印发|转发|批转")
_CITED = re.compile(r"[〔\[]((?:19|20)\d\d)[〕\]]")
_YEAR = re.compile(r"(?:19|20)\d\d(?=年(?!远景))|(?<=[〔\[（(])(?:19|20)\d\d(?=[〕\]）)])")

NAMES: dict[str, str] = {
    "title": "标题", "number": "发文字号", "issuer": "发文机关", "dated": "成文日期",
    "published": "发文日期", "recipients": "主送", "cover_title": "通知标题", "cover": "通知正文",
    "preamble": "引言",
}  # fmt: skip
"""The fields of the head, as clerks call them."""

_SPACED = re.compile(rf"\s+(?=[{HAN}《》（）])|(?<=[{HAN}《》（）])\s+")
"""Titles are spread out and broken into lines; no space in them means anything."""

_EXPECTED = ("title", "number", "issuer", "dated", "recipients")


UNKNOWN = "（发文机关待补）"
"""Stands for the issuer where the text names none."""


@dataclass(frozen=True)
class Given:
    """What the clerk says of the document; it goes before what the text seems to say."""

    title: str = ""
    number: str = ""
    issuer: str = ""
    dated: date | None = None
    published: date | None = None
    year: int | None = None


@dataclass(frozen=True)
class Front:
    """The head as read."""

    fields: Mapping[str, Any]
    """Fields of ``model.Plan``: those that the text has, or that were given, and ``due``, the end
    of the year, for a plan of one year."""
    year: int
    spans: Mapping[str, Span] = field(default_factory=dict)
    """Where the text has them; what was given and stands there otherwise is not among them."""

    def up_to(self, text: str, end: int) -> Front:
        """Return the head with its preamble cut at ``end``, or without one where no words are left.
        ``text`` is the document's, and has a preamble that begins before ``end``."""
        kept = Span(self.spans["preamble"].start, end)
        fields, spans = dict(self.fields), dict(self.spans)
        if words := tidy(kept.of(text)):
            fields["preamble"], spans["preamble"] = words, kept
        else:
            del fields["preamble"], spans["preamble"]
        return replace(self, fields=fields, spans=spans)


def head(
    text: str, read: Outline, given: Given, record: Record, posted: date | None = None
) -> Front:
    """Return the head; ``posted`` is the day on which a page says that it was put on its site. Raises
    NotImported where nothing says of which year it is."""
    fields: dict[str, Any] = {}
    spans: dict[str, Span] = {}
    for name, what in NAMES.items():
        span: Span | None = getattr(read.head, name)
        told = getattr(given, name, None)
        words = tidy(span.of(text)) if span else ""
        value: Any = read_day(words) if name in ("dated", "published") else words
        if span and value and (not told or told == value):
            spans[name] = span
        if told or value:
            fields[name] = told or value
        if told and value and told != value:
            why = f"原文是“{words}”，照命令写的改"
            record.note(
                f"head.{name}",
                what,
                span.start if span else 0,
                str(told),
                "likely",
                why=why,
                other=words,
            )
        elif value:
            joint = name == "issuer" and _joint(words)
            record.note(
                f"head.{name}",
                what,
                span.start if span else 0,
                str(value),
                "doubtful" if joint else "sure",
                why="几个机关联合署名，当作一个发文机关" if joint else "",
                other="各是一个发文机关" if joint else "",
            )
        elif told:
            record.note(f"head.{name}", what, 0, str(told), why="原文没有，照命令写的填")
        elif name in _EXPECTED:
            why = "原文里没有读到，请补"
            record.note(f"head.{name}", what, 0, "", "doubtful", why=why, other=f"没有{what}")
    if "title" in fields:
        fields["title"] = _SPACED.sub("", fields["title"])
    if "cover_title" in fields:
        fields["cover_title"] = _SPACED.sub("", fields["cover_title"])
    for name in ("cover_title", "cover"):
        if name in fields and fields.get("title"):
            fields[name] = fields[name].replace(fields["title"], "{title}")
    if not fields.get("title"):
        raise NotImported("没有读到标题。请用 --title 写明方案的标题，例如 --title 示例市工作方案")
    year = _year(text, fields, given, record, posted)
    if posted and "published" not in fields and "dated" not in fields:
        fields["published"] = posted
        why = "照网页上的发布日期，不在公文里"
        what = NAMES["published"]
        record.note("head.published", what, 0, f"{posted}", "likely", why=why, other=f"没有{what}")
    title = _own(fields["title"])
    several = _YEARS.search(title)
    if period := own_period(text, read, year):
        fields["due"] = period.end
        why = f"照“{period.title}”一章，以其末日为限"
        record.note("plan.due", "时限", period.span.start, f"{period.end}", "likely", why=why)
    elif several or f"{year}年" in title:
        fields["due"] = date(int(several[2]) if several else year, 12, 31)
        at = spans["title"].start if "title" in spans else 0
        why = "多年的方案，以最后一年年末为限" if several else "年度方案，以年末为限"
        record.note("plan.due", "时限", at, f"{fields['due']}", "likely", why=why)
    if "issuer" not in fields:  # the model must have one; a blank is seen on every page
        fields["issuer"] = UNKNOWN
    return Front(fields, year, spans)


def _joint(issuer: str) -> bool:
    """Whether several bodies stand side by side; a party committee and its government issue as one."""
    several = issuer.split()
    return (
        len(several) > 1
        and not issuer.startswith("中共")
        and all(one.endswith(BODY_END) for one in several)
    )


def _own(title: str) -> str:
    """The title without those of other documents in it; what it sends out is its own."""
    return title if _SENT.search(title) else _QUOTED.sub("", title)


def _year(
    text: str,
    fields: Mapping[str, Any],
    given: Given,
    record: Record,
    posted: date | None = None,
) -> int:
    """The year of the plan: in its title (of several the first), of its date, of its number, else what
    its deadlines and goals, the documents that it cites and the other years in it come to. A plan is
    of no later year than its first goal, and of none before what it cites."""
    if given.year:
        return given.year
    title = _own(fields.get("title", ""))
    if several := _YEARS.search(title):
        return int(several[1])
    if in_title := _YEAR.search(title):
        return int(in_title[0])
    for name in ("dated", "published"):
        if name in fields:
            return int(fields[name].year)
    own = _QUOTED.sub("", text)
    cited = max(_years(_CITED, text), default=0)
    limit = min(_years(_LIMIT, own), default=0)
    goal = min((*_years(_GOAL, own), *_years(_LIMIT, own)), default=0)
    number = max(_years(_YEAR, fields.get("number", "")), default=0)
    named = max(_years(_YEAR, own), default=0) or max(_years(_YEAR, text), default=0)
    seen = posted.year if posted and not 0 < goal < posted.year else 0
    told = [
        (number, "照发文字号"),
        (seen, "照网页上的发布日期"),
        (limit and max(goal, cited), "照原文里最早的时限"),
        (goal and (cited or goal), "照引用的文件" if cited else "照原文里最早的目标年份"),
        (max(named, cited), "照原文里最晚的年份"),
    ]
    found: dict[int, str] = {}
    for year, why in told:
        if year:
            found.setdefault(year, why)
    if found:
        year, *others = found
        why = f"{found[year]}定的，请核对"
        other = str(others[0] if others else year + 1)
        record.note("head.year", "年度", 0, str(year), "doubtful", why=why, other=other)
        return year
    raise NotImported("看不出是哪一年的方案。请用 --year 或 --dated 写明，例如 --year 2021")


def _years(pattern: re.Pattern[str], words: str) -> list[int]:
    return [int(match[match.lastindex or 0]) for match in pattern.finditer(words)]
