"""What stands in a cell as a value: numbers, 是 and 否, days, words; or why it is none.

A figure is taken only where there is one way to read it. What a clerk types out of habit (1,200, 12家,
8.5%, full-width digits) has one; 约12 and 10-12 have none, and neither has 0.085 where 8.5% may be
meant. Every reason quotes the cell; the caller adds which one it is.
"""

from __future__ import annotations

import math
import re
import unicodedata
from datetime import date, timedelta
from decimal import Decimal

from zmddoc.collect.filled import Answer, cleaned, squeezed
from zmddoc.compose.form import CLOSED, NO, YES, FormRow
from zmddoc.compose.views import NONE
from zmddoc.refusal import Refusal
from zmddoc.supervise.measure import WHOLE

LONGEST = 5000
"""Characters of one cell's words."""

BLANKS = frozenset({"-", "--", "—", "——", "–", "/", "\\", "…", "……", NONE, CLOSED})
"""What is written where there is nothing to write."""

_YES = {YES, "√", "✓", "✔", "TRUE", "Y", "YES", "1", "已完成", "完成", "已"}
_NO = {NO, "×", "✗", "✘", "FALSE", "N", "NO", "0", "未完成", "未"}
_VAGUE = re.compile(
    r"约|左右|近|余|多|来|几|以上|以下|超|预计|大概|大约|估|基本|力争|或|至|~|～|\d-\d|\?"
)
_NUMBER = re.compile(
    r"(?P<sign>[+-]?)(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?P<fraction>\.\d+)?(?P<unit>[^\d.,+-].*)?"
)
_STORED = re.compile(r"[+-]?\d+(?:\.\d+)?(?:E[+-]?\d{1,3})?", re.I)
_DAY = re.compile(
    r"(?P<year>\d{4})(?:年|[-./])(?P<month>\d{1,2})(?:月|[-./])(?P<day>\d{1,2})日?前?(?:T?\d{2}:\d{2}(?::\d{2})?)?"
    r"|(?P<compact>\d{8})"
)
_RATE = re.compile(r"(?:(?P<up>增长|上升|提高|增加)|(?P<down>下降|降低|减少))(?P<number>\d.*)")
_GREATEST = Decimal(10) ** 15


def figure(answer: Answer, row: FormRow) -> Decimal | None:
    """Return the figure in a target's cell, in the target's unit (8.5 for 8.5%), 1 or 0 for 是 and
    否; None where the cell only says that there is none. Raises Refusal (Z707 to Z709, Z711)."""
    _no_formula(answer)
    if answer.kind == "text" and squeezed(answer.text) in BLANKS:
        return None
    if row.entry == "yes-no":
        return _yes_no(answer)
    value = _typed(answer, row) if answer.kind == "number" else _written(answer, row)
    _possible(value, answer, row)
    return value


def _no_formula(answer: Answer) -> None:
    if answer.kind == "formula":
        hint = "把公式的结果复制成数值再报：选择性粘贴—数值"
        raise Refusal("Z711", f"这里是公式 {answer.shown}，不是数值", hint)
    if answer.kind == "error":
        raise Refusal("Z711", f"这里是公式出错的结果 {answer.shown}", "填上数值再报")


def _yes_no(answer: Answer) -> Decimal:
    words = squeezed(answer.text).rstrip("。.")
    if words in _YES:
        return Decimal(1)
    if words in _NO:
        return Decimal(0)
    raise Refusal("Z707", f"{answer.shown}不是“{YES}”或“{NO}”", f"选“{YES}”或“{NO}”")


def _typed(answer: Answer, row: FormRow) -> Decimal:
    """A number that is stored as one, by what its cell shows it as."""
    value = stored(answer.text)
    if value is None:
        raise Refusal("Z707", f"{answer.shown}不是数", "只填阿拉伯数字")
    bare, literals = _format(answer.format)
    if _is_moment(bare):
        shown = f"（{found}）" if (found := day_of(answer)) else ""
        hint = "多半是“1-2”一类被 Excel 改成了日期；把格式改回常规，重填一个数"
        raise Refusal("Z707", f"这里是日期或时间{shown}，不是数", hint)
    if "%" in bare:
        return _percentage(_tidy(value * 100), row)
    if re.search(r"[0#?.],+(?![0#?])", bare):
        hint = "把单元格的格式改回常规，看清数再报"
        raise Refusal("Z709", f"{answer.shown}的单元格格式把数缩小了显示，说不清是多少", hint)
    for words in literals:
        _same_unit(words, _plain(value) + words, row)
    if row.unit == "%" and "%" not in literals:
        _hundredfold(value, row)
    return value


def _percentage(value: Decimal, row: FormRow) -> Decimal:
    """A number shown with its sign of percent; 850% may be an 8.5 that was given the sign later."""
    if row.unit != "%":
        hint = f"这一项的单位是“{row.unit}”，把格式改回常规再填"
        raise Refusal("Z709", f"{_plain(value)}%带百分号，单位不符", hint)
    if abs(value) > 100 and _near(value / 100, row):
        less = _plain(_tidy(value / 100))
        hint = f"是百分之{less}的，把格式改回常规，填 {less}"
        raise Refusal(
            "Z708", f"{_plain(value)}% 可能是把 {less} 改成了百分数，说不清是哪一个", hint
        )
    return value


def _written(answer: Answer, row: FormRow) -> Decimal:
    """A number that is written as text."""
    words = squeezed(answer.text).replace("−", "-").replace("﹪", "%")
    words = re.sub(r"(?<=\d)。(?=\d)", ".", words)
    turned, words = _turn(words, row)
    match = _NUMBER.fullmatch(words)
    if _spaced(answer.text) or match is None or _VAGUE.search(match["unit"] or ""):
        vague = _VAGUE.search(words)
        if vague and re.search(r"\d", words):
            hint = "报截至数据截止日的准数；说明写在“进展情况”里"
            raise Refusal("Z707", f"{answer.shown}不是准数", hint)
        hint = "只填阿拉伯数字，如 12、1200、8.5；没有数的留空，是零的填0"
        raise Refusal("Z707", f"{answer.shown}不是一个数", hint)
    value = Decimal(match["sign"] + match["digits"].replace(",", "") + (match["fraction"] or ""))
    value *= turned
    if unit := match["unit"]:
        _same_unit(unit, f"{answer.shown}", row)
    elif row.unit == "%":
        _hundredfold(value, row)
    return _tidy(value)


def _turn(words: str, row: FormRow) -> tuple[int, str]:
    """1 or -1 by the word before a rate (增长, 下降) and by which way the target counts, and the
    rest."""
    match = _RATE.fullmatch(words) if row.target and row.target.kind == "growth" else None
    if match is None:
        return 1, words
    down = row.target is not None and row.target.direction == "down"
    return 1 if bool(match["down"]) == down else -1, match["number"]


def _spaced(text: str) -> bool:
    """Whether blanks stand between digits otherwise than to set off thousands."""
    words = " ".join(unicodedata.normalize("NFKC", cleaned(text)).split())
    return bool(re.search(r"[\d.,] [\d.,]", words)) and not re.fullmatch(
        r"[^\d]*\d{1,3}(?: \d{3})+(?:\.\d+)?[^\d]*", words
    )


def _same_unit(unit: str, shown: str, row: FormRow) -> None:
    """Refuse a unit of measure that is not the target's; 亿 stands for 亿元."""
    said = squeezed(unit).rstrip("。.;；,，")
    wanted = squeezed(row.unit)
    if said and wanted not in (said, f"{said}元"):
        expected = f"应为“{row.unit}”" if row.unit != NONE else "这一项没有单位"
        hint = "换算成表上的单位再报，只填数字"
        raise Refusal("Z709", f"{shown}的单位是“{said}”，{expected}", hint)


def _hundredfold(value: Decimal, row: FormRow) -> None:
    """Refuse a share without its sign of which the hundredfold may be meant: 0.085 for 8.5%."""
    if 0 < abs(value) < 1 and _near(value * 100, row):
        many = _plain(_tidy(value * 100))
        hint = f"是百分之{many}的填 {many}；确是百分之{_plain(value)}的，写成“{_plain(value)}%”"
        raise Refusal("Z708", f"{_plain(value)} 可能是把 {many}% 写成了小数，说不清是哪一个", hint)


def _near(value: Decimal, row: FormRow) -> bool:
    """Whether a figure is of the size that the target has in view."""
    aims = (row.target.value, row.target.low) if row.target else ()
    return any(aim and abs(aim) / 4 <= abs(value) <= abs(aim) * 4 for aim in aims)


def _possible(value: Decimal, answer: Answer, row: FormRow) -> None:
    """Refuse a figure that cannot be."""
    target, shown = row.target, answer.shown
    assert target
    again = "核实后重报"
    whole = row.entry == "members" or (target.kind in ("count", "level") and row.unit in WHOLE)
    if abs(value) >= _GREATEST or value.as_tuple().exponent < -6:  # type: ignore[operator]
        raise Refusal("Z708", f"{shown}大得或细得不可能", again)
    if value < 0 and target.kind != "growth" and target.bound != "relative":
        raise Refusal("Z708", f"{shown}是负数，这一项不会是负的", again)
    if value < 0 and target.direction == "down" and not _RATE.match(squeezed(answer.text)):
        hint = "下降3%填 3；确是上升的，写“上升3%”"
        raise Refusal("Z708", f"{shown}是负数，说不清是下降还是上升", hint)
    if target.kind == "share" and value > 100:
        raise Refusal("Z708", f"{shown}超过100%，占比不会超过100%", again)
    if whole and value != value.to_integral_value():
        unit = "单位个数" if row.entry == "members" else f"单位是“{row.unit}”"
        raise Refusal("Z708", f"{shown}不是整数，{unit}的应是整数", again)
    if row.entry == "members" and row.members and value > row.members:
        reason = f"{shown}超过了单位总数，总共只有{row.members}个"
        raise Refusal("Z708", reason, "填已经达到目标的单位个数")


def day(answer: Answer) -> date:
    """Return the day in a cell. Raises Refusal (Z711, Z714)."""
    _no_formula(answer)
    found = day_of(answer)
    if found is None:
        raise Refusal("Z714", f"{answer.shown}不是日期", "写成 2021-12-31 的样子，年月日都要有")
    return found


def day_of(answer: Answer) -> date | None:
    """The day that a cell holds, as a number of days where it is shown as a date, or in words."""
    if answer.kind == "number" and is_day(answer.format) and _STORED.fullmatch(answer.text):
        days = int(float(answer.text))
        if 1 <= days < 2_000_000:
            start = date(1904, 1, 1) if answer.since_1904 else date(1899, 12, 30)
            return start + timedelta(days)
    match = _DAY.fullmatch(squeezed(answer.text).removesuffix(".0"))
    if answer.kind not in ("text", "number") or match is None:
        return None
    compact = match["compact"]
    parts = (
        (compact[:4], compact[4:6], compact[6:])
        if compact
        else (match["year"], match["month"], match["day"])
    )
    try:
        return date(*map(int, parts))
    except ValueError:
        return None


def words(answer: Answer) -> str:
    """Return the words in a cell, '' where they only say that there are none. Raises Refusal
    (Z711, Z719)."""
    _no_formula(answer)
    if answer.kind == "number" and (found := day_of(answer)):
        return found.isoformat()
    text = cleaned(answer.text)
    if len(text) > LONGEST:
        reason = f"有{len(text)}字，超过{LONGEST}字"
        raise Refusal("Z719", reason, "写要点，详细材料作为佐证另报")
    return "" if squeezed(text) in BLANKS else text


def is_day(number_format: str) -> bool:
    """Whether a number format shows a day."""
    return bool(re.search(r"[yd年]|m.*日", _format(number_format)[0], re.I))


def _is_moment(bare: str) -> bool:
    """Whether a number format without its literals shows a day or a time."""
    return bare != "General" and bool(re.search(r"[ymdhs年月日时分]", bare, re.I))


def _format(number_format: str) -> tuple[str, tuple[str, ...]]:
    """A number format's first section without its literals, and the literals."""
    if squeezed(number_format) in ("GENERAL", "G/通用格式", "STANDARD"):
        return "General", ()
    section = re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', number_format)[0]
    section = re.sub(r"\[[^\]]*\]", "", section)
    literals = re.findall(r'"([^"]*)"', section)
    section = re.sub(r'"[^"]*"', "", section)
    literals += re.findall(r"[\\!](.)", section)
    section = re.sub(r"[\\!_*].", "", section)
    literals += re.findall(r"[\u4e00-\u9fff]+", "" if re.search("[yd年]", section) else section)
    return section, tuple(one for one in literals if squeezed(one) and one not in "-+() ¥￥$")


def stored(text: str) -> Decimal | None:
    """The number that a cell shows which a program stores as ``text``: 8.8 for 8.800000000000001;
    None where it is no number, or greater than any that a cell can hold."""
    if not _STORED.fullmatch(text) or math.isinf(float(text)):
        return None
    return _tidy(Decimal(f"{float(text):.15g}"))


def _tidy(value: Decimal) -> Decimal:
    """The number without trailing zeros and without an exponent."""
    value = value.normalize()
    return Decimal(int(value)) if value == value.to_integral_value() else value


def _plain(value: Decimal) -> str:
    return f"{value:f}"
