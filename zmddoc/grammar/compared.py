"""What targets are compared with: those that name no figure, 不低于上年同期水平, the baseline of those that
do, and milestones, 2021年实现乡镇覆盖."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from zmddoc.grammar.cues import BENEFICIARY, LEVELS, OVER
from zmddoc.grammar.dates import Dated
from zmddoc.grammar.excuses import RATES
from zmddoc.grammar.phrases import Clause, Phrases, within
from zmddoc.grammar.pieces import Piece
from zmddoc.model.plan import Kind

_COMPARING = re.compile(
    r"不低于|不少于|不高于|不超过|不大于|不小于|高于|低于|超过|快于|好于|优于|多于|少于|持平于|与(?=[^，,。；;]{2,20}(?:持平|同步))"
)
_IN_STEP = re.compile(r"(?:大体|基本)?(?:保持)?(?:大体|基本)?同步(?:增长)?$")
"""Behind what something is to grow with: 居民收入增长与经济增长基本同步."""
_BASELINE = re.compile(
    r"上年|去年|同期|平均|水平|增速|增幅|余额|馀额|增量|20\d\d年|占比|比重|各项|本地区生产总值|序时|均值|上一年|(?:城镇|农村)居民|经济增长|全[国省市]"
)
_MEASURED = re.compile(
    r"增速|增幅|增量|余额|馀额|成本|占比|比重|率|户数|人数|额|总量|规模|水平|收入|数量|投资|利润|产值|投放|浓度|指数|满意度|支出|排名"
)
_MILESTONE = re.compile(r"(?:实现|达到)[^，,。；;]{0,40}?(?:覆盖|翻番|翻一番|翻两番)")
_TURNS = re.compile(
    r"(?P<what>[^，,。；;“”]{2,30}?)(?:力争|努力|确保|基本|总体)?(?P<how>(?:实现|(?:较|比)[^，,。；;]{2,8}?|再|保持)(?:翻番|翻一番|翻两番|[零负]增长))$"
)
"""What is to be doubled, or to grow no more: 占比实现翻番, 比2010年翻一番, 化肥用量零增长."""
_STARTS = re.compile(r"确保|保证|力争|争取|实现|其中|并|[\s，,、]|推动|促进|引导|鼓励|督促|支持")
_RATE = re.compile(r"(?:增速|增幅|率|占比|比重|比例|浓度比)$")
_STOCK = re.compile(r"(?:余额|馀额|规模|总量|收入|利润|产值|投放|支出|投资)$")
_OFFER = re.compile(
    r"放宽|容忍度|利率|费率|贴息|LPR|裁员率|失业率低于|标准不|补助|补贴|奖励|返还|免征|免收|期限|单价|价格"
)


@dataclass(frozen=True)
class Compared:
    """A measure against a baseline in words; both as they stand."""

    start: int
    end: int
    names: tuple[str, ...]
    baseline: str
    clause: Clause
    striven: bool


def compared(text: str, cut: Phrases) -> Iterator[Compared]:
    """Yield what is to be no worse than something: one for each comparison."""
    for clause in cut.clauses:
        hits = [
            one
            for one in _COMPARING.finditer(text, clause.start, clause.end)
            if not within(cut.brackets, one.start())
        ]
        begun = clause.start
        for i, hit in enumerate(hits):
            limit = hits[i + 1].start() if i + 1 < len(hits) else clause.end
            joint = text.find("、", hit.end(), limit) if i + 1 < len(hits) else -1
            end = joint if joint >= 0 else limit
            read = _compared(text, clause, begun, hit, end)
            if read:
                yield read
            begun = end


def _compared(
    text: str, clause: Clause, begun: int, hit: re.Match[str], end: int
) -> Compared | None:
    start = max(begun, hit.start() - 60)
    striven = False
    while match := _STARTS.match(text, start, hit.start()):
        striven |= match[0] == "力争"
        start = match.end()
    subject, baseline = text[start : hit.start()], text[hit.end() : end].strip()
    if hit[0] == "与":
        step = _IN_STEP.search(baseline)
        if step is None or not subject.endswith(("增长", "增速", "提高")):
            return None
        baseline = baseline[: step.start()]
    aside = _OFFER.search(text, max(clause.start, start - 20), min(clause.end, end + 20)) or (
        baseline[:1].isdigit() and not _YEAR.match(baseline)
    )
    if (
        aside
        or not subject
        or not _BASELINE.search(baseline)
        or len(baseline) > 30
        or _FIGURE.search(baseline)
    ):
        return None
    if BENEFICIARY.search(text, hit.end(), min(clause.end, hit.end() + 40)):
        return None
    if not _MEASURED.search(subject) or text[clause.start : clause.start + 1] == "对":
        return None
    return Compared(
        start,
        hit.end() + len(text[hit.end() : end].rstrip()),
        _names(subject),
        baseline,
        clause,
        striven,
    )


_FIGURE = re.compile(r"\d\s?(?:个百分点|百分点|[%％])")
_YEAR = re.compile(r"(?:19|20)\d\d年")


def _names(subject: str) -> tuple[str, ...]:
    """The measures of a subject: 贷款增量、增速 are two."""
    head, mark, last = subject.rpartition("、")
    first = next((one for one in ("增量", "增速", "余额", "增幅") if head.endswith(one)), "")
    if mark and first and last in ("增量", "增速", "余额", "增幅"):
        return head, head.removesuffix(first) + last
    grown = subject.removesuffix("增长")
    return (grown + "增速" if grown != subject else subject,)


def measured_in(named: str) -> tuple[str, Kind]:
    """The unit and kind of a measure that is compared: % for rates, 亿元 for sums of money."""
    if _RATE.search(named):
        return "%", "growth" if named.endswith(("增速", "增幅")) else "share"
    counted = re.search(r"([户人家])数$", named)
    if counted:
        return counted[1], "level"
    if re.search(r"贷款|投资|收入|税|额|投放", named):
        return "亿元", "level" if _STOCK.search(named) else "count"
    return "", "level"


def milestones(
    text: str, cut: Phrases, dated: tuple[Dated, ...]
) -> Iterator[tuple[Clause, int, int, Dated]]:
    """Yield ``(clause, start, end, date)`` of what is to be covered or brought to nothing by a
    year that is stated in the same clause."""
    for clause in cut.clauses:
        match = _MILESTONE.search(text, clause.start, clause.end)
        if match is None or within(cut.brackets, match.start()):
            continue
        when = next((one for one in dated if clause.start <= one.span.start < match.start()), None)
        if when is not None and re.match(r"力争|确保", text[clause.start : clause.start + 4]):
            yield clause, clause.start, match.end(), when


def turned(text: str, cut: Phrases) -> Iterator[tuple[Clause, int, str]]:
    """Yield ``(clause, start, name)`` of what is to be doubled or to grow no more, whose clause says no
    more than that."""
    for clause in cut.clauses:
        if clause.end - clause.start > 60:
            continue
        start = clause.start
        while match := _STARTS.match(text, start, clause.end):
            start = match.end()
        whole = _TURNS.match(text, start, clause.end) or _OBJECT.match(
            text, clause.start, clause.end
        )
        if whole and not within(cut.brackets, clause.start):
            how = "零增长" if "零增长" in whole["how"] else whole["how"]
            yield clause, whole.start(), whole["what"] + how.removeprefix("实现")


_OBJECT = re.compile(
    r"(?:力争|确保|努力)?(?:实现|保持)(?P<what>[^，,。；;“”]{2,24}?)(?P<how>翻番|翻一番|翻两番|[零负]增长)$"
)

_OVER = re.compile(OVER + r"(?P<what>[^，,。；;0-9]{2,14}(?:" + LEVELS + "))$")
_THAN = re.compile(
    r"(?:较|比(?=上|去|20|同|“?十|基期))(?P<what>[^，,。；;、]{1,12}?)"
    r"(?:年均|平均|至少|累计|分别|同比)?(?:增|下降|降低|减少|提高|提升|压缩|缩短|上升|扩大)"
)


def baseline(text: str, piece: Piece) -> str | None:
    """Return what a change is measured from: 较上年, 由20%; None where nothing says."""
    if piece.origin:
        return text[piece.origin.start : piece.origin.end]
    than = _THAN.search(text, piece.start, piece.figure.start)
    if than:
        return than["what"].removesuffix("再")
    over = (
        _OVER.search(text, piece.start, piece.figure.start) if piece.figure.unit in RATES else None
    )
    return over["what"] if over else None
