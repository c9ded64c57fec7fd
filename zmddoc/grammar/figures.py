"""Figures in Chinese running text: numbers, ranges, units of measure, and decoys.

A figure is written in Arabic digits; 两个, 十大, 百亿级 and the like are words here. A decoy is a
figure that sets no target; each kind has one rule in ``DECOYS`` (docs/diagnostics.md, Z516).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

_NUMBER = (
    r"\d++(?:,\d{3}){0,5}(?:\.\d++|(?<=[\u4e00-\u9fff、]\d)\.[ \u3000]\d++(?=\s?[%％‰个万亿]))?"
)
"""One figure before a stop and a blank is 3. 3%, as pages are scanned; a number of a point it is not."""
_SCALES = {
    "百": 2, "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8,
    "十亿": 9, "百亿": 10, "千亿": 11, "万亿": 12,
}  # fmt: skip
_SCALE = "|".join(sorted(_SCALES, key=len, reverse=True))
_MEASURE = (
    "个百分点|百分点|个基点|基点|[%％‰]|平方公里|平方千米|平方米|立方米|公里|千米|千瓦时|千瓦|兆瓦|公顷|公斤|"
    r"微克/立方米|毫克/立方米|毫克/升|[微毫]克每立方米|毫克每升|[μµu]g/(?:m[3³]|㎥)|mg/(?:m[3³]|㎥|L)|㎡|㎥|k?m[²2](?!\d)|吨标准煤|标准箱|标箱|TEU|延长米|"
    "台[（(][套件][)）]|[套辆][（(]台[)）]|[人场家户][（(]次[)）]|[个座][（(]处[)）]|处[（(][个座][)）]|家[（(]个[)）]|"
    "个?工作日|个(?:自然)?月|个小时|小时|分钟|[毫微]秒|[KMGT]bps|[兆吉太]比特/秒|ms(?![A-Za-z])|个环节|环节|学时|课时|美元|欧元|"
    "人次|户次|家次|件次|台次|人年|场次|车次|班次|架次|千克|床位|蒸吨|千伏安|海里|"
    "张床位|口(?![之人岸径])|"
    "分(?=以上|以内|左右|[，,。；;、）)]|$)|"
    "[个家项户人名元吨亩台套座件辆次条处所批场张只头棵株间栋米天倍起篇份部艘架对组片块支款种类例位宗斤克桶瓶枚列趟路盏羽眼孔]"
)
_PER = r"(?:[/／](?:万?人|亩|天|日|年|月|小时|吨|次|台|家|户|辆|公顷|公里|平方米|平方公里|立方米))?"
_UNIT = rf"(?:{_SCALE})?(?:{_MEASURE}){_PER}|/10万(?:人口?)?|(?:{_SCALE})(?!级)"
_YEARS = re.compile(
    r"(?:受教育(?:年限|时间)|(?:预期|期望|健康|平均|人均)寿命|生存(?:周期|时间|期)|(?:轮候|等候)(?:时间|期限?)|平均[^，,。；;、\d]{0,6}年限)"
    rf"[^，,。；;、\d“”]{{0,10}}(?P<figure>{_NUMBER})\s?(?P<unit>年|周?岁)(?!以?[前底末])"
)
"""A span of life or of learning, or of waiting, that is measured in years: 平均受教育年限达到13年."""
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
    ("等级", re.compile(rf"(?<![\d.]){_NUMBER}(?:(?:{_SCALE})?级|千伏(?!安))")),
    ("周年", re.compile(r"(?<!\d)\d++周年")),
    ("比例", re.compile(r"(?<![\d.:：])\d++(?:[:：]\d++){1,6}")),
    ("条数", re.compile(r"(?<!\d)\d++条(?=.{0,4}(?:措施|意见|举措|政策))")),
    ("电话", re.compile(
        r"(?<!\d)(?:0\d{2,3}[-—]{1,2})?\d{7,8}(?!\d|\.)|(?<!\d)\d{3,5}+(?=.{0,4}热线)"
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


_LESS_IS_BETTER = re.compile(
    r"(?:浓度|PM2\.?5|PM10|排放(?:量|强度|总量)|死亡率|发病率|感染率|失业率|漏损率|投诉率|返贫率|辍学率|不良(?:贷款)?率|逾期率|空置率|降尘强度|事故(?:起|发生)?(?:数|率))"
    r"(?:应|要|力争|分别|稳定|保持|控制){0,2}(?:达到?|为|在)?\s{0,2}$"
)
"""Of what there had better be less a bare figure, or one behind 达到, is a ceiling."""


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
    written = _lent(text, tuple(_figures(text))) if any(char.isdigit() for char in text) else ()
    worded = tuple(_worded(text))
    return tuple(sorted((*written, *worded), key=lambda one: one.start)) if worded else written


def _figures(text: str) -> Iterator[Figure]:
    excused = [(kind, [m.span() for m in rule.finditer(text)]) for kind, rule in DECOYS]
    years = {one.start("figure"): one for one in _YEARS.finditer(text)}
    for match in _FIGURE.finditer(text):
        start, end = match.start("low"), match.end()
        unit = match["unit"] or match["low_unit"] or ""
        if start in years:
            year = years[start]
            low = _decimal(year["figure"])
            bounds = _bounds(text, start, year.end(), year["unit"], is_range=False)
            yield Figure(start, year.end(), low, None, year["unit"], "", bounds)
            continue
        decoy = next(
            (
                kind
                for kind, spans in excused
                if _covered(spans, start) and not _measured(text, start, kind, unit)
            ),
            "",
        )
        high = _decimal(match["high"]) if match["high"] else None
        bounds = _bounds(text, start, end, unit, is_range=high is not None)
        yield Figure(start, end, _decimal(match["low"]), high, unit, decoy, bounds)


_TOGETHER = re.compile(r"\s?[和、与及]\s?")


def _lent(text: str, written: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """The figures, those behind 分别 with the unit that the last of their row writes for all:
    分别不高于53和32微克/立方米."""
    found = list(written)
    for i in range(len(found) - 2, -1, -1):
        one, following = found[i], found[i + 1]
        if one.unit or one.decoy or not following.unit or following.decoy:
            continue
        joint = _TOGETHER.match(text, one.end)
        if (
            joint
            and joint.end() == following.start
            and "分别" in text[max(one.start - 60, 0) : one.start]
        ):
            found[i] = replace(one, unit=following.unit)
    return tuple(found)


def _worded(text: str) -> Iterator[Figure]:
    """Numbers in words behind a bound: 每年不少于两次, 总量超过五千亿元."""
    for match in _WORDED.finditer(text):
        kind = next(one for one in ("few", "many", "round", "rank") if match[one])
        unit = (
            match["times"]
            or match["counter"]
            or match["place"]
            or match["scale"] + (match["unit"] or "")
        )
        low = Decimal(_small(match[kind]) if kind != "round" else 10 ** _SCALES[match["round"]])
        start, end = match.start(kind), match.end()
        yield Figure(
            start, end, low, None, unit, "", _bounds(text, start, end, unit, is_range=False)
        )


def _small(words: str) -> int:
    """A number below ten thousand in words: 两, 十二, 三千五百."""
    whole, digit = 0, 0
    for char in words:
        if char in _PLACES:
            whole, digit = whole + (digit or 1) * _PLACES[char], 0
        else:
            digit = _WORDS.index(char) if char != "两" else 2
    return whole + digit


_WORDS = "零一二三四五六七八九"
_PLACES = {"十": 10, "百": 100, "千": 1000}
_WORDED = re.compile(
    r"(?:不[低少]于|至少|不[得能]?超过)(?P<few>[一二两三四五六七八九十]{1,3})(?P<times>[人家]?次|场次?)"
    r"|(?:不[低少]于|超过|突破|达到?|力争)(?P<many>[一二两三四五六七八九十][一二两三四五六七八九十百千]{0,5})(?P<scale>万亿|[万亿])(?P<unit>元|人|亩|吨|户|立方米|千瓦)?(?!级)"
    r"|(?<=打造|开发|推动|培育|建设|建成|实施|引进|推广|组织|新增|遴选|创建|改造|选派|培训|扶持|招引)(?P<round>[百千万])(?P<counter>[项款家个名场户所支])(?=[\u4e00-\u9fff“]{2})"
    r"|(?:进入|跻身|位居|位列|列|居|保持在?|排名)(?:全[国省市县区])?前(?P<rank>[二两三四五六七八九十]{1,2})(?P<place>[名位])(?!的)"
)


_ACRONYM = re.compile(r"[A-Z]{3}$")


def _measured(text: str, start: int, kind: str, unit: str) -> bool:
    """Whether a unit of measure shows a decoy to be none: “…达到2000名”, 51ug/m3, 培育OPC100家."""
    letters = kind == "与字母或加号相连" and (
        any("a" <= char <= "z" for char in unit)
        or (bool(unit) and _ACRONYM.search(text, max(start - 3, 0), start) is not None)
    )
    return letters or (kind == "引号内的名称" and bool(unit))


def _covered(spans: Sequence[tuple[int, int]], offset: int) -> bool:
    """Whether an offset lies in one of the spans, which stand in order and apart."""
    i = bisect_right(spans, (offset, len(spans) and spans[-1][1] + 1)) - 1
    return i >= 0 and offset < spans[i][1]


def _decimal(digits: str) -> Decimal:
    return Decimal("".join(digits.replace(",", "").split()))


def _bounds(text: str, start: int, end: int, unit: str, *, is_range: bool) -> frozenset[str]:
    lead = unquoted_end(text, start)
    before = text[max(lead - 8, 0) : lead]
    if is_range:
        return frozenset({"range"})
    if _ABOUT.match(text, end) or _ROUGHLY.search(before):
        return frozenset({"≈"})
    if _BELOW.match(text, end) or (before.endswith("前") and text[end - 1] in "名位强"):
        return frozenset({"<="})
    above = _ABOVE.match(text, end)
    little = unit in ("毫秒", "微秒", "ms") or _LESS_IS_BETTER.search(text, max(lead - 24, 0), lead)
    if little and not above:  # PM2.5浓度为42微克/立方米, 时延达到5毫秒: no more than that
        return frozenset({"<=", ">=", "="})
    if above or _AT_LEAST.search(before):
        return frozenset({">="})
    if _AT_MOST.search(before):
        return frozenset({"<="})
    if unit.endswith(("工作日", "小时", "分钟")):
        return frozenset({"<=", ">=", "="})  # 企业开办3个工作日: no longer than that
    return frozenset({">=", "="})


def coefficient(text: str, figure: Figure) -> bool:
    """Whether a number without a unit is a measure all the same: 有效利用系数达到0.55."""
    before = text[max(figure.start - 18, 0) : figure.start]
    return not figure.unit and bool(_COEFFICIENT.search(before) and _ENDS.match(text, figure.end))


_COEFFICIENT = re.compile(
    r"(?:系数|指数|收入比|比值|(?:死亡|事故|发病)率)(?:应|要|力争|稳定|保持|由[\d.]{1,6})?(?:达到?|为|在|(?:提高|提升|增加|上升|降低|下降|缩小|控制|[提升降])[到至为在]|不[低少高大]于|不超过|超过|低于)\s?$"
)
_ENDS = re.compile(r"\s?(?:[，,。；;、：:！)）”\n]|以[上内下]|左右|$|的(?=目标))")


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
    return re.fullmatch(rf"{_UNIT}|年|周?岁", unit) is not None


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
