"""Figures in Chinese running text: numbers, ranges, units of measure, and decoys.

A figure is written in Arabic digits; 两个, 十大, 百亿级 and the like are words here. A decoy is a
figure that sets no target; each kind has one rule in ``DECOYS`` (docs/diagnostics.md, Z516).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

_NUMBER = r"\d++(?:,\d{3})*+(?:\.\d++)?+"
_SCALES = {
    "百": 2, "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8,
    "十亿": 9, "百亿": 10, "千亿": 11, "万亿": 12,
}  # fmt: skip
_SCALE = "|".join(sorted(_SCALES, key=len, reverse=True))
_MEASURE = (
    "个百分点|百分点|个基点|基点|[%％‰]|平方公里|平方千米|平方米|立方米|公里|千米|千瓦时|千瓦|兆瓦|公顷|公斤|"
    "微克/立方米|毫克/立方米|毫克/升|吨标准煤|标准箱|标箱|"
    "个?工作日|个(?:自然)?月|个小时|小时|分钟|个环节|环节|学时|课时|美元|欧元|"
    "人次|户次|家次|件次|台次|人年|场次|车次|班次|架次|千克|床位|蒸吨|千伏安|海里|"
    "[个家项户人名元吨亩台套座件辆次条处所批场张只头棵株间栋米天倍起篇份部艘架对组片块支款种类例位宗斤克桶瓶枚列趟路盏羽眼孔]"
)
_PER = r"(?:/(?:万?人|亩|天|日|年|月|小时|吨|次|台|家|户|辆|公顷|公里|平方米|平方公里|立方米))?"
_UNIT = rf"(?:{_SCALE})?(?:{_MEASURE}){_PER}|(?:{_SCALE})(?!级)"
_RANGE = r"\s{0,4}(?:-|—|–|~|～|－|至|到)\s{0,4}"
_FIGURE = re.compile(
    rf"(?<![\d.])(?P<low>{_NUMBER})(?P<low_unit>[%％‰])?"
    rf"(?:{_RANGE}(?P<high>{_NUMBER}))?\s{{0,2}}(?P<unit>{_UNIT})?"
)
_YEAR = r"(?:19|20)\d{2}"
_SPAN = r"(?:[-—–~～至到、]\d{1,2})?"

DECOYS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("年月日", re.compile(rf"{_YEAR}(?:[-—–~～至]{_YEAR})?年|(?<!\d)\d{{1,2}}{_SPAN}(?:[年月日]|个?年度)")),
    ("作名称用的年份", re.compile(rf"(?<!\d){_YEAR}(?!\d|\.\d|[-—~～至]\d|{_UNIT})")),
    ("文号和序号", re.compile(r"[〔\[（(]\d{4}[〕\]）)]\d++号|第\d++|(?<!\d)\d++(?:号|届|版|期)")),
    ("与字母或加号相连", re.compile(
        r"(?<![\d.])\d[\d.]*+[A-Za-z+]|[A-Za-z+][-/]?\d[\d.]*+|GB(?:/T)?\s{0,4}\d[\d.-]*+"
    )),
    ("引号内的名称", re.compile(r"(?<=“)[^“”]*+(?=”)")),
    ("等级", re.compile(rf"(?<![\d.])(?>{_NUMBER})(?:(?:{_SCALE})?级|千伏(?!安))")),
    ("周年", re.compile(r"(?<!\d)\d++周年")),
    ("比例", re.compile(r"(?<![\d.:：])\d++(?:[:：]\d++)++")),
    ("条数", re.compile(r"(?<!\d)\d++条(?=.{0,4}(?:措施|意见|举措|政策))")),
    ("电话", re.compile(
        r"(?<!\d)(?:0\d{2,3}[-—]{1,2})?\d{7,8}(?!\d|\.)|(?<!\d)(?>\d{3,5})(?=.{0,4}热线)"
        rf"|(?<!\d)12[1-9]\d\d(?!\d|[.,]\d|\s?(?:{_UNIT}))(?=[\u4e00-\u9fff])"  # 12315投诉
    )),
)  # fmt: skip
"""What excuses a figure from being a target, by kind; figures in quotes only without a unit."""

_ASIDE = r"\s{0,4}(?:[（(][^（）()\n]{1,12}[)）])?\s{0,2}[及含]?"
_ABOVE = re.compile(rf"{_ASIDE}以上")
_BELOW = re.compile(rf"{_ASIDE}(?:以下|以内|之内|内(?![部外容控资河陆地需生科蒙在涵]))")
_ABOUT = re.compile(rf"{_ASIDE}(?:左右|上下)")
_AT_LEAST = re.compile(
    r"(?:不[得能]?[低少小]于|达到|达|突破|(?<!不)(?<!不[得能])(?:超过|高于|[多大]于)|至少)\s{0,4}$"
)
_AT_MOST = re.compile(
    r"(?:不[得能]?(?:超过|超|[高多大]于)|(?<!不)(?<!不[得能])[低少小]于|控制在|(?:压缩|压减|缩短|缩减|缩小|降低|下降|减少|精简|合并|[降减缩])[至到为成])"
    r"\s{0,4}$"
)
_ROUGHLY = re.compile(r"(?<![条公节契])约\s{0,4}$")


@dataclass(frozen=True)
class Figure:
    """A figure in a text: ``start`` and ``end`` with its unit, and what it says."""

    start: int
    end: int
    low: Decimal
    high: Decimal | None
    unit: str
    decoy: str
    """The kind of decoy, or ''."""
    bounds: frozenset[str]
    """How its words allow the figure to be compared (see ``Target.bound``)."""

    @property
    def numbers(self) -> tuple[Decimal, ...]:
        """The value, or both ends."""
        return (self.low,) if self.high is None else (self.low, self.high)


@lru_cache(maxsize=1024)
def figures(text: str) -> tuple[Figure, ...]:
    """Return the figures of a text, decoys too."""
    return tuple(_figures(text)) if any(char.isdigit() for char in text) else ()


def _figures(text: str) -> Iterator[Figure]:
    excused = [(kind, [m.span() for m in rule.finditer(text)]) for kind, rule in DECOYS]
    for match in _FIGURE.finditer(text):
        start, end = match.start("low"), match.end()
        unit = match["unit"] or match["low_unit"] or ""
        decoy = next(
            (
                kind
                for kind, spans in excused
                if _covered(spans, start) and not (kind == "引号内的名称" and unit)
            ),
            "",
        )
        high = _decimal(match["high"]) if match["high"] else None
        bounds = _bounds(text, start, end, unit, is_range=high is not None)
        yield Figure(start, end, _decimal(match["low"]), high, unit, decoy, bounds)


def _covered(spans: Sequence[tuple[int, int]], offset: int) -> bool:
    """Whether an offset lies in one of the spans, which stand in order and apart."""
    i = bisect_right(spans, (offset, len(spans) and spans[-1][1] + 1)) - 1
    return i >= 0 and offset < spans[i][1]


def _decimal(digits: str) -> Decimal:
    return Decimal(digits.replace(",", ""))


def _bounds(text: str, start: int, end: int, unit: str, *, is_range: bool) -> frozenset[str]:
    lead = unquoted_end(text, start)
    before = text[max(lead - 8, 0) : lead]
    if is_range:
        return frozenset({"range"})
    if _ABOUT.match(text, end) or _ROUGHLY.search(before):
        return frozenset({"≈"})
    if _BELOW.match(text, end) or (before.endswith("前") and text[end - 1] in "名位强"):
        return frozenset({"<="})
    if _ABOVE.match(text, end) or _AT_LEAST.search(before):
        return frozenset({">="})
    if _AT_MOST.search(before):
        return frozenset({"<="})
    if unit.endswith(("工作日", "小时", "分钟")):
        return frozenset({"<=", ">=", "="})  # 企业开办3个工作日: no longer than that
    return frozenset({">=", "="})


def unquoted_end(text: str, end: int) -> int:
    """Where the words before ``end`` end without the names in quotes that are listed behind them:
    减为“甲”“乙”2个环节."""
    for _ in range(6):
        if text[end - 1 : end] in ("、", "和", "及"):
            end -= 1
        opened = text.rfind("“", max(end - 24, 0), end)
        if text[end - 1 : end] != "”" or opened < 0:
            break
        end = opened
    return end


def same_measure(number: Decimal, unit: str, other: Decimal, other_unit: str) -> bool:
    """Whether two figures are one quantity: 8 亿元 is 80000 万元; 8 % is not 80 %. A unit that is
    not written ('') goes with any."""
    if not unit or not other_unit:
        return number == other
    (scale, _), (other_scale, _) = _base(unit), _base(other_unit)
    return same_unit(unit, other_unit) and number.scaleb(scale) == other.scaleb(other_scale)


def is_unit(unit: str) -> bool:
    """Whether it is a unit of measure, a scale or both: 家, 亿, 亿元."""
    return re.fullmatch(_UNIT, unit) is not None


def same_unit(unit: str, other: str) -> bool:
    """Whether two units measure the same thing; one that is not written, or only as a scale (亿),
    goes with any."""
    base, other_base = _base(unit)[1], _base(other)[1]
    return not base or not other_base or base == other_base


def bare(unit: str) -> bool:
    """Whether the unit is only a scale, or nothing: 亿, not 亿元."""
    return not _base(unit)[1]


def _base(unit: str) -> tuple[int, str]:
    """The power of ten and the unit proper: 亿元 is (8, 元)."""
    match = re.match(rf"({_SCALE})?(.*)", unit)
    scale, base = (match[1], match[2]) if match else (None, unit)
    base = {"％": "%"}.get(base, base)
    if base.startswith("个") and len(base) > 1:
        base = base[1:]  # 个百分点, 个工作日
    return _SCALES[scale] if scale else 0, base
