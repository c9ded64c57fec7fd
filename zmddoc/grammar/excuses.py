"""Why a figure is no target: offers, thresholds, terms, reports of the past."""

from __future__ import annotations

import re

from zmddoc.grammar.cues import (
    ACTS,
    AID,
    BENEFICIARY,
    CASE,
    CEILING,
    DOWN,
    DURATION,
    GROWTH,
    OFFER,
    OUTCOME,
    QUICKER,
    SHARE,
    STRUCTURE,
    grows,
)  # fmt: skip
from zmddoc.grammar.each import EACH
from zmddoc.grammar.figures import unquoted_end
from zmddoc.grammar.past import PAST
from zmddoc.grammar.pieces import Piece

UNFOUNDED = frozenset({"", "没有要做的事", "资金的数额", "没有要达到的比率"})
"""Excuses that only say that nothing speaks for a target; the others say what the figure is."""

RATES = ("%", "％", "‰", "百分点", "个百分点", "基点", "个基点")
_TOTAL = re.compile(r"总(?:收入|产值|产量|额|量|值)\s?$")
"""What is the sum of all, and no threshold for one: 旅游总收入300亿元以上."""
_DAYS = re.compile(r"天数|天气")
_TIMES = ("月", "日", "天", "小时", "分钟", "学时", "课时")
_CONDITION = re.compile(
    r"\s?(?:对(?![^，,。；;]{0,20}(?:贡献|拉动|支撑|带动)率?)|凡|针对|按照?|依照|符合|参照|每(?=新增|增加|引进|培育|认定|建|成功|户|人|家|名|位|吨|亩|台|套|接|培训|完成|吸纳|招用)|如|若|自(?=[^，,。；;]{0,12}(?:起|后|以来)))"
)
_DONE_TO = re.compile(r"(?:开展|实施|实现|进行|落实|组织|完成)")
_OFFER_NEXT = re.compile(
    r"[^，,。；;]{0,6}(?:给予|奖励|补助|补贴|一次性|可享受|可申请|享受|按[^，,。；;]{0,12}[给补奖])"
)
_THING_OF = re.compile(
    r"\s?(?:（含）|\(含\)|含)?及?(?:以上|以下)?(?:的)?(?:企业|项目|单位|工程|贷款|人员|个人|用户|投资项目)"
)
_PREDICATE = re.compile(
    r"达|突破|超|不低于|不少于|不小于|不高于|不多于|不大于|高于|低于|少于|稳定在|保持|控制在|控制|维持在|至少|力争|确保|实现|完成|"
    r"[至到]\s{0,4}$|[为约]\s{0,4}$"
)
_RATE = re.compile(
    r"率|涨幅|存贷比|份额|比重|占比|比例|度|占|增速|增幅|覆盖|指数|成本|余额|馀额|能耗|浓度|排放|天数|面积|产值"
)
_BASE = re.compile(r"[^，,。；;]{0,12}?的?基础(?:之?上|$)")
_SETS_ASIDE = re.compile(r"安排|预留|面向|划出")
_WHO_ALL = re.compile(
    r"[^，,。；;]{0,20}?的[^，,。；;、]{0,8}?(?:村|社区|街道|乡镇|镇|乡|县|区|市|学校|单位|企业|园区)(?:都|均|全部)"
)
"""Of whom something is asked: 10名以上老人的行政村都建有."""
_TEAM = re.compile(r"的?[^，,。；;、]{0,10}?(?:队伍|团队|专班|小组)")
FUND = re.compile(r"资金|经费|基金|预算(?!内投资|收入)")
_BROUGHT = re.compile(r"到位|引进|省外|市外|境内外|内资|利用|争取|招商|债券|撬动|带动|融资")
DO_SO = re.compile(
    r"(?:以上|左右)?的?[^，,。；;、]{2,16}?(?:签订|落户|就业|达标|拥有|享受|使用|接入|普及|覆盖|掌握|取得|开工|竣工|由[^，,。；;、]{2,8}?(?:申请|承担|提供))|(?:以上|左右)?(?:实现|完成|达到|通过)[^，,。；;、]{2,12}$"
)
"""What a part of all is to do: 80%的单位签订协议, 60%以上实现掌上可办."""
_SIZED = re.compile(r"(?:总?规模|总额)(?:力争)?(?:达到?|突破|超过?|不[低少]于)\s?$")
"""How much there is to be in a fund: 基金总规模超30亿元."""
DONE_BY = re.compile(
    r"的?(?:[^，,。；;、（(]|[（(][^（）()\n]{1,8}[)）]){2,14}?(?:实现|完成|达到|通过|建成|开展|纳入|建立|建有|配备|参加)"
)
_GOAL_OF_ITS_OWN = re.compile(
    r"(?:(?:参保|覆盖|普及|巩固|入学|就业|达标|治理|合格|满意|签约|参合|筹资)[率度面]|^人均[^，,。；;]{1,8})(?:力争|稳定|保持)?(?:达到?|在|提高到|扩大到)$"
)
_RAISED = re.compile(
    r"(?:低保|工资|养老金|救助|供养|抚恤|补助|津贴)[^，,。；;、]{0,8}?(?:年均|每年|平均)?增长(?:率|幅度)?(?:不低于|不少于|达到?)?$"
)
"""How fast the standard of an aid is to grow, which is a goal and no aid."""
_COVERED = re.compile(r"费用(?:合规|政策范围内)?(?:补偿|报销)(?:比例)?(?:达到?|提高到)$")
"""What part of costs is to be borne, as a goal: 诊疗费用补偿达90%以上."""
_PER_THOUSAND = re.compile(r"每(?:十万|百万|[百千万])(?:名|人|老|儿童|常住|户)")
"""How a density of people or things begins: 每千人口执业医师数3.2人."""
_EACH_HAS = re.compile(EACH.pattern + r"[^，,。；;]{0,6}有$")
"""每个行政村有1个活动站."""
_RANKED = re.compile(
    r"[^，,。；;、]{2}(?:进入|跻身|位居|位列|列|跃?居|保持在?|排名)(?:全[国省市县区])?前$"
)
"""What stands before a place among all: 综合排名进入全国前10名."""
_EACH_PERSON = re.compile(r"每(?:人|名|位|亩|平方米|吨|台|张|份|套|次|家企业|户企业)")


def sort_of(unit: str) -> str:
    """rate, time, money or count."""
    if unit in RATES:
        return "rate"
    if "/" in unit:
        return "money" if "元" in unit else "count"  # 万元/人, 万吨/日
    if unit.endswith("工作日") or unit.endswith(_TIMES):
        return "time"
    return "money" if unit.endswith("元") else "count"


def excuse(
    text: str,
    piece: Piece,
    *,
    offered: bool,
    carried: bool,
    past: bool,
    last: str = "",
    subject: str = "",
) -> str:
    """Return why the figure of a piece is no target, '' where it may be one. ``offered``: aid was
    spoken of earlier in the sentence; ``carried``: it continues a list of targets; ``past``: the
    sentence tells of a year before the plan's; ``last``: the sort of the target just before;
    ``subject``: what the figure is of where its own words name nothing."""
    figure, clause = piece.figure, piece.clause
    before = text[max(clause.start, figure.start - 90) : figure.start]
    own = subject + text[piece.start : figure.start]
    after = text[figure.end : min(clause.end, figure.end + 40)]
    tail = text[piece.end : min(piece.limit, piece.end + 40)]
    sort = sort_of(figure.unit)
    if past or PAST.search(before):
        return "说的是过去"
    if _BASE.match(text, piece.end, clause.end):
        return "相比的基数"
    why = _threshold(text, piece, before, after, sort)
    if why:
        return why
    why = _aside(text, piece, before)
    if why:
        return why
    if STRUCTURE.search(before):
        return "说明由几部分组成"
    if OFFER.search(before):
        return "可以享受的便利"
    if CEILING.search(before):
        return "最高、最长一类的限额"
    starts_with_act = ACTS.match(own.lstrip()) is not None or carried
    raised = sort == "rate" and (
        _RAISED.search(own) is not None
        or (piece.end > figure.end and _COVERED.search(own) is not None)
    )
    if (_aids(before, figure.unit) and not raised) or (
        _aids(after, figure.unit) and not (sort == "count" and starts_with_act)
    ):
        return "补助、减免、费率一类"
    goes_on = ACTS.match(own.lstrip()) is not None and OUTCOME.search(own) is not None
    if offered and sort != "count" and not grows(before) and not goes_on and not _reached(own):
        return "前面说的是补助"
    condition = sort != "count" or "首次" in before or "每" in before
    goes_on_here = text[clause.end : clause.end + 1] in tuple("，,；;")
    if condition and goes_on_here and _OFFER_NEXT.match(text, clause.end + 1, clause.end + 40):
        return "享受政策的条件"
    share = sort == "rate" and own.rstrip("达到为").endswith(("比例", "比重", "率"))
    if _EACH_PERSON.search(before) and not share:
        return "按人按件的标准"
    if sort == "time":
        asked = last == "time" or DURATION.search(before + after) or _DAYS.search(own)
        if figure.unit.endswith("月"):
            asked = QUICKER.search(before)
        return "" if asked and not CASE.search(before) else "办事的期限"
    if sort == "money":
        if FUND.search(own + tail) and not _BROUGHT.search(own + tail) and not _SIZED.search(own):
            return "资金的数额"
        whole = _TOTAL.search(own) and (
            not after or text[piece.end : piece.end + 1] in "，,。；;、"
        )
        bare_size = piece.end > figure.end and not (
            whole or ACTS.search(own) or _PREDICATE.search(own) or carried
        )
        return "" if not bare_size and (OUTCOME.search(own + tail) or carried) else "资金的数额"
    if raised:
        return ""
    if sort == "rate":
        return _rate(
            before,
            own,
            after,
            carried=carried
            or bool(subject)
            or (last == "rate" and piece.first and figure.unit not in ("%", "％")),
        )
    if carried or ACTS.search(own) or ACTS.search(tail) or _PREDICATE.search(own):
        return ""
    listed = unquoted_end(text, figure.start)
    if listed < figure.start and _PREDICATE.search(text[piece.start : listed]):
        return ""  # 合并为“甲”“乙”2个环节
    if piece.end > figure.end and _TOTAL.search(own):
        return ""
    if _PER_THOUSAND.match(own.strip()) or _RANKED.search(own) or _EACH_HAS.search(own):
        return ""
    return "没有要做的事"


def _aids(words: str, unit: str) -> bool:
    """Whether the words speak of aid; those who are counted may be aided: 选拔资助100名, 免费培训5000人次."""
    people = unit.endswith(("人", "名", "位", "例", "人次"))
    return any(not (people and one[0] in ("资助", "免费")) for one in AID.finditer(words))


def _reached(own: str) -> bool:
    """Whether a figure is a measure's own goal, behind whatever aid: 补助提高，参保率达到95%以上."""
    return _GOAL_OF_ITS_OWN.search(own) is not None


def _aside(text: str, piece: Piece, before: str) -> str:
    """Why a figure tells of something besides what is to be done, '' where it does not."""
    figure, end = piece.figure, min(piece.clause.end, piece.end + 24)
    own = text[piece.start : figure.start].strip()
    if _BAN.search(before):
        return "禁止的事"
    if _PLANNED.search(own) and _PLANNED_WORKS.match(text, piece.end, end):
        return "工程的名称"
    if figure.unit.endswith(("个", "项")) and _INDICATORS.match(text, piece.end, end):
        return "指标的个数"
    listed = own.endswith("等") and _FIELDS.match(text, piece.end, end)
    if listed or (_ABOUT.match(own) and len(own) < 14 and not ACTS.search(own)):
        return "列举的个数"
    sized = figure.unit.endswith(_CAPACITY) and piece.end > figure.end
    if sized and _CLASS_OF.match(text, piece.end, end):
        return "按大小划的类"
    beyond = figure.unit.endswith(_CAPACITY) and own.endswith(_BEYOND)
    if beyond and text.startswith("的", piece.end) and BENEFICIARY.match(text, piece.end, end):
        return "门槛"
    return ""


_BAN = re.compile(r"禁止|严禁|(?:不再|不得|不准|不予|停止|暂停)(?:新|审|批|建|核|备|安排|布局|增)")
_PLANNED = re.compile(r"(?:规划|纲要|计划|方案)[”》]?(?:确定的?|明确的?)?$")
_PLANNED_WORKS = re.compile(r"(?:国家|省|市)?(?:重大|重点)?(?:工程|项目)")
_INDICATORS = re.compile(r"(?:约束性|预期性|主要|核心|具体|一级|二级)?指标")
_FIELDS = re.compile(
    r"[^，,。；;、\d]{0,6}?(?:领域|方面|行业|部门|部委|委(?=[^员])|单位|环节|学科|门类|区县|县区)"
)
_ABOUT = re.compile(r"(?:聚焦|围绕|依托|联合|联动|携手|会同|立足|瞄准|锚定)")
_CAPACITY = ("吨", "千瓦", "兆瓦", "立方米", "千伏安", "标准煤")
_CLASS_OF = re.compile(
    r"的?[^，,。；;、\d]{0,10}?(?:企业|单位|项目|用户|工程|装置|机组|锅炉|窑炉|船舶|货车|车辆|水库|电站|电厂|水厂)"
)
_BEYOND = ("大于", "超过", "达到", "高于", "不低于", "不少于", "小于", "低于")


def _threshold(text: str, piece: Piece, before: str, after: str, sort: str) -> str:
    clause = piece.clause
    if text[clause.end - 1 : clause.end] == "的":
        return "享受政策的条件"
    suffix = text[piece.figure.end : piece.end]
    behind = text[piece.end : min(clause.end, piece.end + 24)]
    if sort == "rate" and DONE_BY.match(behind) and suffix and not _SETS_ASIDE.search(before):
        return ""
    led = text[piece.start : piece.figure.start].strip()
    if sort == "rate" and not led and DO_SO.match(behind):
        return ""
    if sort == "rate" and piece.figure.low == 100 and DONE_BY.match(behind):
        return ""  # 100%的合作社实现覆盖
    if sort != "count" and BENEFICIARY.match(behind) and not _SETS_ASIDE.search(before):
        return "门槛"
    rank = text[piece.figure.start - 1 : piece.figure.start] in ("前", "后")
    if rank and behind.startswith("的"):
        return "门槛"
    if sort != "count" and suffix and _THING_OF.match(behind):
        return "门槛"
    if suffix and sort == "count" and _WHO_ALL.match(behind):
        return "门槛"
    if suffix and sort == "count" and _TEAM.match(behind):
        return "规模"
    if sort == "count" and behind.startswith("的") and BENEFICIARY.match(behind) and suffix:
        return "门槛"
    if _CONDITION.match(text, clause.start, clause.end):
        near = piece.figure.start - clause.start <= 6
        if not (sort == "count" and near and _DONE_TO.search(after)):
            return "对象或条件"
    return ""


def _rate(before: str, own: str, after: str, *, carried: bool) -> str:
    says = _PREDICATE.search(before) or GROWTH.search(before) or DOWN.search(own)
    lifted = re.search(r"提高|提升|上升|增加|扩大", own)
    if lifted and _RATE.search(own):
        return ""
    if DONE_BY.match(re.sub(r"^\s?(?:以上|左右)", "", after)) and not after.startswith("的比例"):
        return ""
    if carried or (
        says and (_RATE.search(own) or GROWTH.search(own) or DOWN.search(own) or lifted)
    ):
        return ""
    if says and (SHARE.search(before) or _RATE.search(before + after) or _SETS_ASIDE.search(own)):
        return ""
    if own.endswith(("率", "占比", "比重", "满意度")):
        return ""
    if _RATE.search(own) and after.startswith(("以上", "左右", "以内", "以下")):
        return ""
    return "没有要达到的比率"
