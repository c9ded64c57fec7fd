"""What a figure is of whose words name nothing: the thing the words before it speak of."""

from __future__ import annotations

import re

from zmddoc.grammar.goal import TargetReading

_SAYS_ONLY = re.compile(
    r"(?:力争|确保|争取|努力|要|应|均|并|则|再|也|将|进一步|逐步|稳步|分别|平均|年均|总体|基本|累计|保持|，|,){0,5}"
    r"(?P<says>达到?|突破|冲刺|超过|控制在|[提升降]高?[到至]|提升[到至为]|(?:增加|增长|扩大|下降|降低|减少|压缩|压减|缩短|缩小)[到至为]"
    r"|稳定在|保持在|维持在|不[得能]?[低少高多大小]于|不[得能]?超过)?\s{0,2}约?$"
)
_PLACE = re.compile(
    r"(?:其中)?[，,：:]?(?P<place>[\u4e00-\u9fff、]{0,12}(?:区域|地区|城市|城区|县城|[市县]区|区县|建制镇|乡镇|城镇|农村|乡村|山区|平原|新区|[省市县区镇村])(?:[（(][市县区、]{1,5}[)）])?)$"
)
_CHANGE = ("增速", "提高幅度", "降低率", "增长率", "增加额", "增加量")
_LEVEL = re.compile(r"(?:率|占比|比重|比例|度|指数|面积|产量|总量|总数|数量|规模|收入|数|额|值)$")


def stem(named: str) -> str:
    """The measure whose change a name is of: 人均可支配收入增速 → 人均可支配收入."""
    whole = next((named.removesuffix(one) for one in _CHANGE if named.endswith(one)), named)
    return whole.removesuffix("年均")


def taken_up(
    words: str, last: TargetReading | None, topic: str, *, same_sort: bool, same_unit: bool
) -> str:
    """Return the thing that a figure is of whose own ``words`` name none or only a place, '' where
    they name one or nothing before them is named. ``last`` is the target before."""
    said = _SAYS_ONLY.search(words)
    if said is None or (not said["says"] and STRIVES.search(words) is None):
        return ""
    rest = words[: said.start()].strip(" ，,：:")
    if not rest:
        if last is None:
            return topic if _LEVEL.search(topic) else ""
        if not said["says"]:
            return last.name if same_unit else ""
        whole = stem(last.name)
        return whole if same_unit or (whole != last.name and not same_sort) else ""
    place = _PLACE.fullmatch(rest)
    if place is None or last is None or not same_unit or not _LEVEL.search(last.name):
        return ""
    other = _PLACE_AT_HEAD.sub("", last.name)
    return place["place"] + other


STRIVES = re.compile(r"力争|确保|争取")
_PLACE_AT_HEAD = re.compile(
    r"^[^、，0-9]{0,10}?(?:(?:城市|地区|区域|城区|市区|县城)(?!轨道|更新|体检|道路|公共|居民|生活|绿)|全[国省市县区](?!性))"
)
