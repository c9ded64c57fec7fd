"""What a figure counts, in as few words as name it: 规模以上工业增加值增速."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zmddoc.grammar.bodywords import place_name
from zmddoc.grammar.cues import GROWTH, LEVELS, MAKING, OVER, SHARE, STRIVEN, WHOLES, grows, reduces
from zmddoc.grammar.excuses import RATES
from zmddoc.grammar.figures import Figure, bare
from zmddoc.model.plan import Kind

_ADVERBS = (
    STRIVEN, "争取", "努力", "全年", "今年", "本年度", "年内", "累计", "积极", "加快", "大力", "着力",
    "全力", "每年", "新推动", "计划", "拟", "共", "总计", "分别", "全部", "至少", "进一步", "继续", "每月", "每季度", "每周", "每半年", "优先", "平均每年", "年均实现", "基本",
)  # fmt: skip
_TAILS = (
    "至少需", "不低于", "不少于", "不小于", "不高于", "不超过", "不多于", "不大于", "至少", "达到", "突破", "超过", "高于", "低于",
    "少于", "大于", "控制在", "稳定在", "保持在", "维持在", "力争", "确保", "要", "应", "均", "都", "各", "累计", "总体", "分别",
    "年均", "平均", "原则上", "全部", "达", "超", "为", "约", "至", "到", "在", "的", "完成", "实现", "再", "将", "巩固",
)  # fmt: skip
_MOVES = (
    "增加", "增长", "递增", "提高", "提升", "扩大", "上升", "发展", "压缩", "压减", "缩短", "降低", "下降", "减少", "缩减", "削减", "缩小", "精简",
    "控制", "稳定", "保持", "恢复", "下调",
)  # fmt: skip
_FROM = re.compile(
    r"[由从][^，,。；;、]{0,14}(?:提高|提升|增加|压缩|压减|缩短|降低|下降|降|增|减少|缩减|扩大|上升)?(?:至|到|为)\s?$"
)
_ABOUT = re.compile(r"(?:较|比(?=上|去|20|同|基))[^，,。；;]{0,14}$")
_TO = re.compile(r"(?<![下压提上])(?:降|增|减|升)[至到为]$")
_POINT = re.compile(
    r"^(?:[一二三四五六七八九十]是|[—-]{1,2}|[▲●■◆★※•]|[（(]\d{1,2}[)）]|[①-⑳]|\d{1,2}[.．、](?!\d))[\s、，]{0,2}"
)
_YEAR = re.compile(r"^(?:到|至)?20\d\d年(?:底|末)?")
_OVER = re.compile(OVER + r"[^，,。；;]{2,14}(?:目标|同期|" + LEVELS + ")$")
_RANK = re.compile(r"(?:进入|位居|位列|居|保持在?|跻身|排名)?((?:全国|全省|全市|全区)?)前$")
_CLASS = re.compile(r"(.{2,20}?)(?:\d{1,6}|[十百千万]{1,4})亿级")
_BARE_CLASS = re.compile(r"(?:\d{1,6}|[十百千万]{1,4})亿级")
_MAINLY = re.compile(r"重点(?=支持|推进|培育|建设|打造|实施|抓好|发展|扶持|推动|引进)")
_NO_VERBS = re.compile(
    r"总数|总量|数量|保有量|就业|服务|不低于|不少于|不小于|至少|力争|确保|累计|拥有|达到|实现|完成"
)
_HANDED = re.compile(r"(?:下|送|直|通|传|表|抵)达$|(?:供|响|效|对|适)应$")
_PERIOD = re.compile(
    r"(?:力?争|利?用|在|经过)?(?:未来|今后)?(?:\d{1,2}|[一二两三四五六七八九十]{1,2})(?:[—-]\d)?年(?:左右)?(?:的?时间)?(?:之?内|(?<=时间)|(?=新增|培育|新建|建成|完成|引进|培养|创建))[，,]?"
)
"""Within how many years something is to be, which is no part of what it is: 三年内, 用3年时间."""
_BROUGHT_ABOUT = re.compile(
    r"^(?:努力|确保|力争)?实现(?=[^，,。；;]{0,10}(?:新增|净增|就业|增加值|总值|收入|投资|进出口|税收|零售额|产值|产量|总额|[^，,。；;]{2,20}(?:增速|降低率|提高幅度)$))|^对(?=[^，,。；;]{2,16}贡献率)|翻[一两]?番$"
)
_WHOLE = ("总数", "总量", "总规模", "总里程", "总面积", "保有量")
_VERBS = re.compile(
    r"^(?:新开通|新建成?|新增|新发展|新培育|新认定|净增|建成|建设|培育|开通|发展|认定|完成|创建|打造)"
)
_INNER_BOUND = re.compile(
    r"(?<=[\u4e00-\u9fff]{2})(?:不[低少]于|至少|不超过)(?=[具有\u4e00-\u9fff]{4})"
)
_SHARE_OF = re.compile(
    r"^(?P<what>[^，,。；;、]{2,20}?)(?:不[低少高]于|不超过|达到|占)(?:同期)?(?P<whole>[^，,。；;、]{2,20}(?:"
    + WHOLES
    + "))的?$"
)
"""租赁住房用地供应量不低于居住用地供应总量的70%."""
_MARKS = " \t，,、：:；;"


def thing(words: str) -> str:
    """The words before a figure without what only leads up to it: 市级重点实验室达到 → 市级重点实验室."""
    words = _POINT.sub("", _TO.sub("", words.strip(_MARKS)))
    changed = True
    while changed:
        changed = False
        if period := _PERIOD.match(words):
            words, changed = words[period.end() :].lstrip(_MARKS), True
        for adverb in _ADVERBS if words.startswith(_ADVERBS) else ():
            if words.startswith(adverb):
                words, changed = words[len(adverb) :].lstrip(_MARKS), True
        if _MAINLY.match(words):
            words, changed = words[2:], True
        for tail in _TAILS if words.endswith(_TAILS) else ():
            if words == tail:
                break  # 不少于 alone is no 不
            if words.endswith(tail) and not _HANDED.search(words if tail in ("达", "应") else ""):
                words, changed = words[: -len(tail)].rstrip(_MARKS), True
    return words


def name(before: str, after: str, unit: str, *, verb: str = "", previous: str = "") -> str:
    """Return the name of a target: ``before`` and ``after`` its figure, ``verb`` and ``previous``
    name where the words continue a list."""
    words = thing(_YEAR.sub("", thing(_FROM.sub("", before))))
    if words in _TAILS and not after:  # 办好活动，全年不少于20场
        words = thing(previous)
    rate = unit in RATES
    if after:
        words += after.strip(_MARKS).removeprefix("的")
    elif rate or words.endswith(_MOVES):
        words = _measure(
            words.removeprefix("年均").removeprefix("同比"), before, unit, previous=previous
        )
    words = (
        words.replace("研究开发与试验发展", "研发")
        .replace("的比重", "比重")
        .replace("的比例", "比例")
    )
    if verb and not words.startswith(verb):
        words = verb + words
    if rate:
        words = _SHARE_OF.sub(r"\g<what>占\g<whole>比重", words)
        words = words + "比" if words.endswith("占") else words
    else:
        words = _INNER_BOUND.sub("", words)
    if words in _WHOLE and previous and not previous.endswith(("增速", "降低率", "额", "值")):
        words = _VERBS.sub("", previous) + words
    words = _RANK.sub(r"\1排名", _BROUGHT_ABOUT.sub("", words)).replace("排名全", "全")
    part = _CLASS.match(previous)
    if part and _BARE_CLASS.match(words):
        words = part[1] + words
    return words


def measure_of(named: str, figure: Figure) -> str:
    """The unit of a figure; where only a scale is written and people are counted, 万人."""
    people = bare(figure.unit) and re.search(r"人口(?:总量|总数|规模|数)?$", named)
    return figure.unit + "人" if people and figure.unit in ("万", "亿") else figure.unit


def carried_verb(verb: str) -> str:
    """The verb that a list goes on with, '' for words that are none: 总数, 就业."""
    return "" if _NO_VERBS.fullmatch(verb) else verb


_JOINTS = (r"、|以及|和|及|与", r"、|以及|和|与", "、|和", "、|以及", "、")
"""What divides a list, from the finest on: 及 in 京津冀及周边地区、汾渭平原 divides nothing."""


def distributed(words: str, count: int) -> tuple[str, ...]:
    """The ``count`` things of a list that share their last words: 花生种植、收获机械化率 are 花生种植机械化率 and
    花生收获机械化率."""
    bare = _ABOUT.sub("", words)
    cuts = ([one.strip(_MARKS) for one in re.split(joint, bare)] for joint in _JOINTS)
    every = [[one for one in cut if one] for cut in cuts]
    parts = next((cut for cut in every if len(cut) == count), every[0])
    if len(parts) == 1 and count == 2 and "城乡居民" in words:
        return tuple(words.replace("城乡", one) for one in ("城镇", "农村"))
    if len(parts) < 2:
        return tuple(parts)
    if all(one.endswith(("数", "率", "量", "额", "值", "度", "入", "积", "重")) for one in parts):
        return tuple(parts)
    if ending := _of_places(parts):  # 甲市、乙市固定资产投资
        return (*(one + ending for one in parts[:-1]), parts[-1])
    places = _PLACES.fullmatch(parts[0]) and _PLACES.match(parts[-1])
    if places:
        ending = parts[-1][places.end() :]  # 县城、城市污水处理率
        return (*(one + ending for one in parts[:-1]), parts[-1])
    owner, mark, ending = parts[-1].partition("的")
    if mark and ending and not any("的" in one for one in parts[:-1]):
        return tuple(one + ending for one in (*parts[:-1], owner))  # 甲用户、乙用户的办电时间
    if among := _AMONG.search(parts[-1]):  # 甲、乙、丙等区域细颗粒物浓度
        ending = parts[-1][among.end() :]
        return tuple(one + ending for one in (*parts[:-1], parts[-1][: among.start()]))
    shared = _ENDING.search(parts[-1])
    if shared is None:
        return tuple(parts)
    ending = parts[-1][shared.start() :]
    core = parts[-1].removesuffix(ending)
    lead = parts[0][: -len(core)] if _SHARES_LEAD.fullmatch(core) else ""
    if parts[0].endswith(ending):
        return tuple(one if one.endswith(ending) else one + ending for one in parts)
    whole = [ending != "增长率" and _BY_ITSELF.search(one) is not None for one in parts]
    return tuple(
        (lead if i else "") + (one if whole[i] else one.removesuffix(ending) + ending)
        for i, one in enumerate(parts)
    )


def _of_places(parts: Sequence[str]) -> str:
    """What is measured in each of some cities or counties, '' where the parts are no such list."""
    if not all(place_name(one) for one in parts[:-1]):
        return ""
    kinds = "".join({one[-1] for one in parts[:-1]})
    last = re.match(rf"[^\W等]{{1,4}}?[{kinds}](?!等)(?=[\u4e00-\u9fff]{{2}})", parts[-1])
    return parts[-1][last.end() :] if last else ""


_PLACES = re.compile(
    r"全[国省市县区](?:城市|城镇|农村|县城)?|小学|初中|(?:普通)?高中|幼儿园|学前|男性|女性|(?:地级)?(?:城市|县城|城镇|农村|乡镇|建制镇|乡村|城区|市区|郊区|村镇|村庄|城乡|镇区|[省市县乡镇村]级?)(?![\u4e00-\u9fff]级)"
)
"""Where something is measured: 县城、城市污水处理率."""
_AMONG = re.compile(
    r"等(?:重点)?(?:区域|地区|城市|省市|省份|流域|领域|行业|产业)(?=[\u4e00-\u9fff]{2})"
)
_SHARES_LEAD = re.compile(
    r"[二三四五六七八九十]|收获|治理|利用|处理|收集|处置|回收|播种|生产|加工|销售|更新|改造|养殖"
)
"""What takes up the words before the first of its list: 第一、二、三产业."""
_ENDING = re.compile(
    r"(?:(?:业务办理|报装|办理|审批|办结)?(?:时间|时限|环节)|(?:重点工程)?(?:减排量|排放(?:总量|量))|产量|总量|人数|数量|"
    r"年?平?均浓度|PM2\.5浓度|浓度|(?:煤炭|能源|用水)?消费量|机械化率|覆盖率|普及率|参保率|利用率|达标率|合格率|处理率|增加值|总产值|增长率|营业收入|产业增加值|(?:种植|播种|栽植|养殖|造林|绿化)?面积|产量|投资|企业|项目|率)$"
)


_BY_ITSELF = re.compile(r"(?:[率额值度入积重]|总量|数量|总数|人数|投资|产量|销量|增速|比例|水平)$")
"""Ends the name of what is measured by itself: 工业增加值、固定资产投资 share no last words."""
_YEARLY = re.compile(r"(?:同比|年均|每年)$")
_LIKE = re.compile(r"^(?:按?(?:同|可比)(?:口径|价格|期)|同比|环比)$")
"""How a change is measured, which names nothing: 同口径比上年增长."""


def _measure(words: str, before: str, unit: str, *, previous: str = "") -> str:
    """The measure whose change is stated: 增加值增长 → 增加值增速, 能耗下降 → 能耗降低率."""
    rate = unit in RATES
    words = _OVER.sub("", words) or previous
    move = next((one for one in _MOVES if words.endswith(one)), "")
    if not move:
        return words
    if words == move:
        words = previous + words
    stem = _ABOUT.sub("", words[: -len(move)]).rstrip("的" + _MARKS)
    stem = _LIKE.sub("", thing(_YEARLY.sub("", stem)))
    stem = (
        stem
        or next(
            (previous.removesuffix(one) for one in ("增速", "降低率") if previous.endswith(one)),
            previous,
        )
        or words
    )
    if move in ("保持", "稳定", "控制"):
        return stem
    whither = before.rstrip(_MARKS).endswith(("至", "到", "在", "为"))
    if not rate and not whither and move in ("增加", "提高", "增长", "递增"):
        money = unit.endswith("元")
        added = money or move == "增加" or re.search(r"[比较]", before)
        return stem + ("增加额" if money else "增加量") if added else stem
    if not rate or whither:
        return stem
    if move in ("增长", "递增"):
        return stem if stem.endswith(("增速", "率")) else stem + "增速"
    return stem + ("降低率" if reduces(move) else "提高幅度")


def kind(quote: str, unit: str, *, listed: bool) -> Kind:
    """count, level, growth or share, from the words of the quote; ``listed`` where the verb of what
    it continues says that something is made."""
    if not unit or unit in ("年", "岁", "周岁", "毫秒", "微秒", "ms"):
        return "level"
    if unit in RATES:
        if SHARE.search(quote) and not GROWTH.search(quote) and not reduces(quote):
            return "share"
        ahead = unit not in ("%", "％") and re.search(r"高于|快于|好于|优于", quote)
        return "growth" if grows(quote) or ahead else "share"
    if re.search(
        r"巩固|稳定在|保持在|达到|保有量|总数|总量|拥有|余额|馀额|超过|突破|控制在|[至到]\d", quote
    ):
        return (
            "count"
            if listed
            or re.match(
                r"(?:力争|全年)?(?:新(?=[建增认培入引签开发创])|净增|组建|培育|认定|完成)", quote
            )
            else "level"
        )
    return "count" if listed or MAKING.search(quote) else "level"
