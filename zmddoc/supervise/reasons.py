"""A judgement in words: what was asked, what was returned, what follows."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from zmddoc.model import Light, Rules, Target
from zmddoc.numerals import plain
from zmddoc.supervise.judge import Judgement
from zmddoc.supervise.measure import Aim, is_rate
from zmddoc.supervise.shares import decimal, hundredths, percent
from zmddoc.supervise.words import LIGHTS, STATUSES, Status, light_word
from zmddoc.text import day
from zmddoc.typography import normalise


def unit_of(target: Target) -> str:
    """The unit that a target's values are counted in: for one that each member of a group has to
    reach, members."""
    return "个" if target.per else target.unit


def amount(value: Fraction, target: Target) -> str:
    """A figure with its unit, two decimal places at most: 12.5家."""
    return f"{plain(hundredths(value))}{unit_of(target)}"


def year_figure(target: Target, asked: Aim | None) -> str:
    """The year's figure as the plan puts it: 不低于20家, 8%左右, 1–2家, 不低于上年同期水平."""
    strive = "力争" if target.soft else ""
    if target.kind == "milestone":
        return f"{strive}完成"
    if target.per and asked:
        return f"{strive}{normalise(target.per)}共{plain(decimal(asked.figure))}个全部达到"
    if target.bound == "relative":
        word = "不高于" if asked and asked.at_most else "不低于"
        known = f"（{amount(asked.figure, target)}）" if asked else ""
        return f"{strive}{word}{normalise(target.baseline or '')}{known}"
    down = "下降" if target.direction == "down" else ""
    if target.bound == "range" and target.low is not None and target.high is not None:
        return f"{strive}{down}{plain(target.low)}–{plain(target.high)}{target.unit}"
    if target.value is None:
        return "—"
    figure = f"{plain(target.value)}{target.unit}"
    word = {"<=": "不超过", "=": "等于"}.get(target.bound, "")
    around = "左右" if target.bound == "≈" else ""
    return f"{strive}{word}{down}{figure}{around}"


def due_words(target: Target, asked: Aim) -> str:
    """What is due now: 12.5家, 不超过3项, 完成."""
    if target.kind == "milestone":
        return "完成"
    words = amount(asked.wanted, target)
    return f"不超过{words}" if asked.at_most else words


def value_words(target: Target, value: Decimal) -> str:
    """A value as returned: 12家, 下降3.1%, 已完成."""
    if target.kind == "milestone":
        return "已完成" if value >= 1 else "未完成"
    down = is_rate(target) and target.direction == "down" and value >= 0
    return f"{'下降' if down else ''}{plain(value)}{unit_of(target)}"


def gap_words(one: Judgement) -> str:
    """The gap in words: 落后序时10.0个百分点, 低于目标0.8个百分点, 与序时持平."""
    gap = one.gap
    if gap is None:
        return ""
    against = "序时" if one.mode == "pace" else "目标"
    if gap == 0:
        return f"与{against}持平"
    size = f"{abs(gap)}个百分点"
    if one.measured and one.measured.over:
        return f"超出{size}" if gap < 0 else f"低于上限{size}"
    if one.mode == "pace":
        return f"{'落后' if gap < 0 else '超前'}序时{size}"
    return f"{'低于' if gap < 0 else '高于'}目标{size}"


def signed(gap: Decimal) -> str:
    """A gap with its sign: +3.8, -10.0, 0.0."""
    return f"{gap:+}" if gap else f"{gap}"


def reason(one: Judgement) -> str:
    """Why the judgement is what it is, in one sentence without its light."""
    return "，".join(part for part in (*_returned(one), *_case(one)) if part)


def _returned(one: Judgement) -> tuple[str, ...]:
    if one.value is None:
        return ()
    target = one.target
    if target.kind == "milestone":
        return ("报称已完成" if one.value >= 1 else "报称未完成",)
    if target.per:
        first = f"已有{plain(one.value)}个达到"
    elif is_rate(target) and target.direction == "down" and one.value >= 0:
        first = f"下降{plain(one.value)}{target.unit}"
    else:
        word = "累计" if target.kind == "count" else ""
        first = f"{word}{plain(one.value)}{unit_of(target)}"
    stated = f"全年目标{year_figure(target, one.aim)}"
    done = f"完成率{one.completion}%" if one.completion is not None and not is_rate(target) else ""
    return tuple(part for part in (first, stated, done) if part)


def _case(one: Judgement) -> tuple[str, ...]:
    target = one.target
    if one.why == "closed" and one.closing:
        return (f"{day(one.closing.dated)}已销号",)
    if one.why == "unassigned":
        return ("方案没有写明责任单位，不作推定",)
    if one.why == "unlisted":
        return ("牵头的集合没有成员名单，无从催报",)
    if one.why == "early":
        if one.mode == "milestone":
            return (f"{day(one.deadline.day)}到期，未到判定期",)
        return ("年度指标，年末判定",)
    if one.why == "no-members":
        return (f"“{normalise(target.per or '')}”没有成员名单，无从判定",)
    if one.why == "no-baseline":
        return (f"没有报比较的基数（{normalise(target.baseline or '')}），无从判定",)
    if one.why == "blank":
        return ("已报送，这一项空着",)
    if one.why == "unreported":
        return ("本期未报送",)
    due = f"应达{amount(one.aim.wanted, target)}" if one.aim and one.mode == "pace" else ""
    pace = f"序时进度{percent(one.share)}%" if one.mode == "pace" and one.share < 1 else ""
    tail = "到期未完成" if one.why == "overdue" else STATUSES[one.status]
    return (pace, due if pace else "", gap_words(one), tail)


def verdict(light: Light | None, status: Status) -> str:
    """The light and the status: 黄（落后）."""
    return f"{light_word(light)}（{STATUSES[status]}）"


def mode_rule(one: Judgement) -> str:
    """How the target is judged, as a rule in words."""
    if one.mode == "year-end":
        return "年度指标，到最后一个报送期才判"
    if one.mode == "milestone":
        return "节点，完成即为完成；时限以前不判"
    if one.mode == "pace":
        how = "按单列的进度曲线" if _on_curve(one) else "按月匀速推进"
        return f"按序时进度判，{how}，到{day(one.deadline.day)}应完成100%"
    if one.target.bound == "relative":
        return "相对指标，每期与所报的基数相比"
    if one.aim and one.aim.at_most:
        return "上限，每期与全年的数相比，不按序时折算"
    what = {"growth": "增速", "share": "占比"}.get(one.target.kind, "存量")
    return f"{what}不按序时折算，每期与全年目标相比"


def _on_curve(one: Judgement) -> bool:
    return bool(one.rule and one.rule.curve) and not one.deadline.extension


def light_rule(rules: Rules, one: Judgement) -> str:
    """The thresholds that apply to the target, in words."""
    asked = rules.thresholds
    if one.measured and one.measured.over and one.target.kind == "count":
        return "不超过上限为绿，超过为红"
    if is_rate(one.target):
        return (
            f"达到目标为绿，未达到为{LIGHTS[asked.rate_short]}，"
            f"增速方向相反为{LIGHTS[asked.rate_reversed]}；到期未达到为红"
        )
    return thresholds(rules)


def thresholds(rules: Rules) -> str:
    """The thresholds of the lights for what is measured in points behind, in words."""
    yellow, red = plain(rules.thresholds.yellow), plain(rules.thresholds.red)
    return (
        f"达到序时为绿，落后不足{yellow}个百分点为蓝，{yellow}个（含）至{red}个百分点（含）为黄，"
        f"超过{red}个百分点或到期未完成为红；未报送为灰"
    )
