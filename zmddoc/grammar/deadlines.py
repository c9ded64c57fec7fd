"""Deadlines: the days by which something in an item is to be done, as its own words state them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from zmddoc.grammar.cues import AID
from zmddoc.grammar.dates import Dated, dates
from zmddoc.grammar.phrases import Clause, Phrases, phrases, within
from zmddoc.grammar.reading import Confidence, Doubt, Span

NO_DUE = "没有时限"
"""What a date is where it is no deadline."""


@dataclass(frozen=True)
class DeadlineReading:
    """A deadline as read. ``due`` is None where it comes again each year or month, where it counts
    from an event (印发之日起30日内), where it is for good (长期坚持), and where the calendar has no
    such day; the last comes with a doubt."""

    span: Span
    due: date | None
    recurring: bool = False
    confidence: Confidence = "likely"
    doubts: tuple[Doubt, ...] = ()


_FROM = re.compile(r"(?:自|从|自从|由|始于|起于|截)$")
_TO = re.compile(r"^(?:起|始|以来|以后|之后|後|后|开始|以後|到期|当日|当年|度)")
_FREED = re.compile(r"[^，,。；;]{0,20}可(?:以)?(?:免|减|缓|享受)")
"""What may be done without until a day: 2020年底前企业可免缴收益."""
_RUNS = re.compile(
    r"(?:延长|顺延|延期|延迟|推迟|执行|施行|有效期?|截止|缓缴|暂停|放宽|期限|期间)(?:[^，,。；;]{0,4}?)$"
)
_TERM = re.compile(
    r"(?:自|从)[^，,。；;]{0,24}起$|(?:执行期|有效期|施行期|服务期|缓缴期|期限)[^，,。；;]{0,24}$"
)
_RUNS_BEHIND = re.compile(r"^(?:止|为止|期间|有效|施行|执行|前?的?(?:缴|申报|到期|发生|新增|应缴))")
_MAY = re.compile(r"(?:可(?:以|在|于|延|申请|享受|暂)?|允许|准予)[^，,。；;]{0,10}$")
_ABLE = re.compile(r"[^，,。；;]{0,4}?(?:能够|有望|能|可)|(?:已|未)")
_STARTS = re.compile(r"(?:起|启动|开始|着手)")
_FOR_WHOM = re.compile(r"(?:对|凡|支持|鼓励|对于|符合|奖励|补助)[^，,。；;]{0,24}$")
_WHO = re.compile(
    r"^[^，,。；;]{0,40}的[^，,。；;]{0,12}(?:企业|单位|项目|人员|个人|职工|贷款|劳动者|毕业生|纳税人)"
)
_COMPARISON = re.compile(r"(?:较|比|与|于|低于|高于|相当于|以|同)$")
_AFTER_YEAR = re.compile(
    r"^(?:同期|度|以来|水平|的?基础上|相比|至|[—－~～-]|第|[一二三四1-4]季度|新增的|申报|前三)"
)
_GOAL = re.compile(
    r"印发|制定|总结|验收|评估|上报|报送|力争|确保|争取|实现|完成|建成|达到|到位|落实|形成|新增|培育|覆盖|基本|全面|出台|投入|开工|竣工|投产|新建"
)
_UNDATED = re.compile(
    r"(?:(?:本(?:方案|意见|通知|措施|政策|办法|计划|规划|细则|文件)?|文件)?(?:印发|发布|公布|出台|下发)(?:之日)?(?:起|后|後)的?)"
    r"(?:(?<!\d)\d{1,3}|[一二两三四五六七八九十]{1,3})(?:个?工作日|个月|日|天|年)(?:之?内|以内)"
)
_LABEL = re.compile(r"(?:完成|办结|推进|落实|整改|工作)?(?:时限|时间|期限|日期)(?:要求)?[:：]\s?")
_FOR_GOOD = re.compile(
    r"长期(?:坚持|推进|实施)?|持续(?:推进|实施|开展|坚持)?|立即|即时|常态化(?:推进|开展)?"
)


_LAST_IN_BRACKET = re.compile(rf"[；;，,]\s?({_FOR_GOOD.pattern})(?=[)）\]〕])")
_FINISHED = re.compile(r"(?:底|末)?(?:建成|投产|投用|竣工|完工|完成|通车|达产)")


def deadlines(text: str, year: int) -> tuple[DeadlineReading, ...]:
    """Return the deadlines in an item's own words, in their order; ``year`` is the plan's, the year
    of a date that names none."""
    if not text:
        return ()
    found = [*_dated(text, year), *_periods(text, year), *_undated(text), *_for_good(text)]
    return tuple(sorted(found, key=lambda one: one.span.start))


def _dated(text: str, year: int) -> Iterator[DeadlineReading]:
    cut = phrases(text)
    starts = [one.start for one in cut.clauses]
    every = dates(text, year)
    ends = {one.span.end for one in every}
    begins = {one.span.start for one in every}
    again = 0
    # behind a date that comes again each year: 每年6月底、12月底前
    for one in every:
        i = bisect_right(starts, one.span.start) - 1
        if i < 0 or not cut.clauses:
            continue
        following = cut.clauses[i + 1] if i + 1 < len(cut.clauses) else None
        read = _deadline(text, cut, cut.clauses[i], following, one, year)
        listed = text[again : one.span.start] in ("、", "和", "及", "、次年") if again else False
        again = one.span.end if one.recurring or listed else 0
        if read and listed:
            read = DeadlineReading(one.span, None, recurring=True, confidence=read.confidence)
        if read is None:
            continue
        run_on = (
            text[one.span.start : one.span.start + 1] in ("至", "到") and one.span.start in ends
        )
        if run_on or (
            one.span.end in begins and text[one.span.end : one.span.end + 1] in ("至", "到")
        ):
            continue  # 2月1日至4月30日
        yield read


def _deadline(
    text: str, cut: Phrases, clause: Clause, following: Clause | None, one: Dated, year: int
) -> DeadlineReading | None:
    start, end = one.span.start, one.span.end
    before, behind = (
        text[max(clause.start, start - 40) : start],
        text[end : min(len(text), end + 60)],
    )
    quoted = within(cut.quotes, start)
    if (quoted and quoted.end > end) or _named(text, cut, start):
        return None
    labelled = _LABEL.search(text, max(start - 8, 0), start) is not None
    runs_to = text[start] in "至到" and before.endswith(("实施", "延续", "延长"))
    if not labelled and (
        runs_to
        or _FROM.search(before)
        or _TO.match(behind)
        or _RUNS.search(before)
        or _TERM.search(before)
        or _ABLE.match(behind)
        or _RUNS_BEHIND.match(behind)
        or _MAY.search(before)
        or _FREED.match(behind)
    ):
        return None
    if not labelled and _FOR_WHOM.search(before) and _WHO.match(behind):
        return None
    if not labelled and before.strip()[:1] in ("对", "凡") and _of_aid(text, clause, one):
        return None
    if one.impossible:
        shown = one.span.of(text)
        if not one.edge and not labelled and not one.explicit:
            return None
        why = Doubt(one.span, f"时限：{shown}", f"没有“{shown}”这一天", "是另一天")
        return DeadlineReading(one.span, None, confidence="doubtful", doubts=(why,))
    if one.recurring:
        limit = one.explicit or labelled
        return (
            DeadlineReading(one.span, None, True, "sure" if limit else "likely") if limit else None
        )
    if one.due is None or one.due.year < year:
        return None
    if one.before:
        shown = one.span.of(text)
        why = Doubt(
            one.span, f"时限：{one.due}", f"“{shown}”可指其末，也可指其始之前", "在它开始之前"
        )
        return DeadlineReading(one.span, one.due, confidence="doubtful", doubts=(why,))
    if one.explicit or labelled:
        return DeadlineReading(
            one.span, one.due, confidence=_confidence(text, clause, one, labelled=labelled)
        )
    return _loose(text, clause, following, one, before, behind)


_REACH = 160
"""Characters on either side of a date that its clause may have a say on it."""


def _of_aid(text: str, clause: Clause, one: Dated) -> bool:
    """Whether aid is spoken of in a date's clause."""
    start, end = max(clause.start, one.span.start - _REACH), one.span.end + _REACH
    return AID.search(text, start, min(clause.end, end)) is not None


def _loose(
    text: str, clause: Clause, following: Clause | None, one: Dated, before: str, behind: str
) -> DeadlineReading | None:
    """A year or a quarter without 前 or 底: a deadline where a goal stands behind it."""
    if (
        one.edge == "期间"
        or "时期" in one.edge
        or _COMPARISON.search(before)
        or _AFTER_YEAR.match(behind)
    ):
        return None
    if text[one.span.end - 1] == "日" or _of_aid(text, clause, one):
        return None
    whole = text[one.span.end : min(clause.end, one.span.end + _REACH)].strip()
    said = (
        whole
        or (following and text[following.start : min(following.end, following.start + 40)])
        or ""
    )
    if _STARTS.match(behind):
        return None
    heads = before.strip() in (
        "",
        "在",
        "力争",
        "确保",
        "争取",
        "力争在",
        "确保在",
        "争取在",
        "其中",
    )
    if _FINISHED.match(behind) or (heads and _GOAL.search(said[:40])):
        return DeadlineReading(one.span, one.due, confidence="likely")
    return None


def _confidence(text: str, clause: Clause, one: Dated, *, labelled: bool) -> Confidence:
    """sure for 2021年底前 with nothing of aid, terms or permission about it."""
    words = text[max(clause.start, one.span.start - _REACH) : min(clause.end, one.span.end + 80)]
    if labelled:
        return "sure"
    about = AID.search(words) or re.search(r"可|缴|到期|期限|申报|享受|交还|归还", words)
    return "likely" if about else "sure"


def _named(text: str, cut: Phrases, offset: int) -> bool:
    """Whether the place lies in the title of a document."""
    title = within(cut.brackets, offset)
    return title is not None and text[title.start] == "《"


def _periods(text: str, year: int) -> Iterator[DeadlineReading]:
    """A period that is all a sentence says: 时间：2021年2月24日至6月30日. It ends with its last day."""
    for first, last in pairwise(dates(text, year)):
        if first.span.end != last.span.start or text[last.span.start] not in "至到":
            continue
        if not _WHEN.search(text, max(first.span.start - 12, 0), first.span.start):
            continue
        due, stop = last.due, text[last.span.end : last.span.end + 1]
        if due and last.year is None and first.year and first.year != due.year:
            due = _of_year(due, first.year)
        if due and due.year >= year and not first.recurring and stop in ("", *"。；;\n）)"):
            yield DeadlineReading(Span(first.span.start, last.span.end), due)


_WHEN = re.compile(
    r"(?:\A|[。；;\n]|[（(](?=\D{2,6}[:：]))(?:实施|活动|整治|行动|工作|完成|建设|起止|开展)?(?:(?:时间|时限|期限|日期|周期)[:：])?\s?$"
)
"""What may stand before a period for the sentence to say nothing else."""


def _of_year(day: date, year: int) -> date:
    """The same day of another year; 29 February becomes the 28th."""
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


def _undated(text: str) -> Iterator[DeadlineReading]:
    for match in _UNDATED.finditer(text):
        yield DeadlineReading(Span(*match.span()), None, confidence="likely")


def _for_good(text: str) -> Iterator[DeadlineReading]:
    for label in _LABEL.finditer(text):
        match = _FOR_GOOD.match(text, label.end())
        if match:
            yield DeadlineReading(Span(*match.span()), None, confidence="sure")
    for match in _LAST_IN_BRACKET.finditer(text):
        yield DeadlineReading(Span(*match.span(1)), None, confidence="likely")
