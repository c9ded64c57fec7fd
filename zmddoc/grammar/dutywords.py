"""The words of duty annotations: labels (责任单位：), verbs (牵头, 配合, 按职责分工负责), deadlines' labels."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Role = Literal["lead", "support", "some", "due", "none"]
"""``some``: named without saying who leads. ``none``: what is no body (责任领导, 联系人)."""

_LEVEL = r"(?:省级|市级|县级|区级|州级|市直|省直|县直|区直|中央|主要|第一|共同|直接|具体|项目|工作|各级|地方|其他|相关|有关)"
_KIND: dict[str, Role] = {
    "牵头责任": "lead", "责任牵头": "lead", "牵头负责": "lead", "牵头": "lead", "主办": "lead", "主责": "lead", "主牵头": "lead", "总牵头": "lead", "组长": "lead", "首要责任": "lead", "牵头抓总": "lead", "主体责任": "some",
    "配合责任": "support", "责任配合": "support", "配合": "support", "协办": "support", "协同": "support", "协助": "support",
    "协作": "support", "参与": "support", "参加": "support", "支持": "support", "指导": "support", "监督": "support", "督导": "support", "督办": "support", "督促": "support", "保障": "support", "会办": "support", "联办": "support",
    "责任": "some", "负责": "some", "实施": "some", "落实": "some", "承办": "some", "承担": "some", "执行": "some", "组织": "some", "成员": "some", "推进": "some", "主管": "some", "职责": "some", "协调": "some", "组织实施": "some", "建设": "some", "完成": "some", "牵头及责任": "some", "牵头和责任": "some", "牵头和配合": "some", "牵头及配合": "some", "牵头、配合": "some", "牵头（责任）": "some", "牵头(责任)": "some", "责任（牵头）": "some", "责任(牵头)": "some", "申报": "some",
}  # fmt: skip
_WHO = r"(?:单位|部门|机构|处室|科室|股室|主体|地区|县区|县市区|区县|市县)"
_SHORT: dict[str, Role] = {
    "牵头": "lead", "主办": "lead", "配合": "support", "协办": "support", "协同": "support", "参与": "support",
    "责任": "some", "负责": "some", "责任分工": "some", "职责分工": "some", "任务分工": "some", "分工": "some", "责任落实": "some",
}  # fmt: skip
_DUE = (
    r"(?:计划|要求|预计|任务|工作|实施|整改|目标)?(?:完成|办结|时间|推进|实施|工作|落实|责任|进度|达成|启动)?"
    r"(?:时限|时间|期限|节点|安排|时间节点|时间要求|时限要求|日期|进度)"
)
_PERSON = r"(?:市级|县级|区级|包联|包抓|分管|牵头|责任|联系|主管|挂钩|市|县|区|配合|主要|直接){0,3}(?:领导|负责人|责任人|联系人|县领导|市领导|区领导|人|同志|电话)"


def _any(words: dict[str, Role]) -> str:
    return "|".join(sorted(map(re.escape, words), key=lambda w: -len(w)))


_COLON = r"[ \t\u3000]{0,8}[:：﹕∶]"
_UNIT_LABEL = re.compile(
    rf"{_LEVEL}{{0,2}}({_any(_KIND)}){_LEVEL}?{_WHO}(?:和(?:部门|单位))?(?:（?[一二三四]）?)?"
)
_SHORT_LABEL = re.compile(rf"({_any(_SHORT)})(?={_COLON})")
_DUE_LABEL = re.compile(rf"{_DUE}(?={_COLON})")
_PERSON_LABEL = re.compile(rf"{_PERSON}(?={_COLON})")
_ENDS = re.compile(rf"{_COLON}|[为是](?=[^\s，。；])|[ \t\u3000]")
_COLON_ONLY = re.compile(_COLON)


@dataclass(frozen=True)
class Label:
    """A label with its colon, up to ``end``; ``colon`` is False for 责任单位为, 责任单位 市科技局."""

    role: Role
    start: int
    end: int
    colon: bool = True


_OTHER_LABELS: tuple[tuple[re.Pattern[str], Role | None], ...] = (
    (_SHORT_LABEL, None),
    (_DUE_LABEL, "due"),
    (_PERSON_LABEL, "none"),
)


def label_at(text: str, at: int, end: int) -> Label | None:
    """The label that begins at ``at``, colon and all; None where none does."""
    unit = _UNIT_LABEL.match(text, at, end)
    if unit:
        stop = _ENDS.match(text, unit.end(), end)
        if not stop:
            return None
        colon = _COLON_ONLY.match(text, unit.end(), end)
        return Label(_KIND[unit[1]], at, (colon or stop).end(), bool(colon))
    for pattern, role in _OTHER_LABELS:
        match = pattern.match(text, at, end)
        if match:
            colon = _COLON_ONLY.match(text, match.end(), end)
            assert colon, "the pattern looked ahead for it"
            said: Role = _SHORT[match[1]] if role is None else role
            return Label(said, at, colon.end())
    return None


_VERB: dict[str, Role] = {
    "牵头负责": "lead", "负责牵头": "lead", "牵头": "lead", "总牵头": "lead", "主办": "lead", "主抓": "lead", "抓总": "lead", "总负责": "lead", "领办": "lead",
    "配合": "support", "协助": "support", "协同": "support", "参与": "support", "参加": "support", "协办": "support", "支持": "support",
    "指导": "support", "督促": "support", "督导": "support", "监督": "support", "协作": "support", "会办": "support", "会签": "support",
    "负责": "some", "落实": "some", "承办": "some", "实施": "some", "组织": "some", "推进": "some", "完成": "some", "抓好": "some", "执行": "some", "承担": "some", "办理": "some", "抓": "some", "推动": "some", "协调": "some",
}  # fmt: skip
_MANNER = (
    "按照各自职责分工", "按照各自职责", "按各自职责分工", "按各自职责", "按照职责分工", "按照职能分工", "按照职责", "按职责分工", "按职能分工",
    "按职责", "按职能", "按照分工", "按分工", "根据职责分工", "根据各自职责", "根据职责", "依据职责分工", "依据职责", "依职责", "依职权", "结合职责", "结合各自职责", "立足职责", "在职责范围内", "在各自职责范围内", "各自职责范围内", "职责范围内", "按责任分工", "按任务分工", "按工作职责", "按照工作职责", "按照工作分工",
    "各司其职", "各负其责", "各自", "分别", "分头", "分工", "共同", "具体", "联合", "联动", "密切", "积极", "统筹", "做好", "抓好", "切实", "认真", "同步", "牢牢", "同时", "主要", "抓紧", "加强", "全力", "协调", "统一", "持续", "按", "工作", "属地", "一并", "分级",
    "相关工作", "有关工作", "相应工作", "此项工作", "该项工作",
)  # fmt: skip
_WITH = ("会同", "会商", "联合", "商")
_RUN = re.compile("|".join(sorted({*_VERB, *_MANNER, "会同", "会商"}, key=lambda w: (-len(w), w))))
_VERB_START = re.compile(
    "|".join(
        sorted(
            {
                *_VERB,
                *(m for m in _MANNER if len(m) > 2),
                "会同",
                "会商",
                "分别",
                "共同",
                "具体",
                "各自",
                "联合",
            }
            - {
                "抓",
                "组织",
                "完成",
                "执行",
                "监督",
                "指导",
                "支持",
                "推进",
                "实施",
                "协调",
                "督导",
                "督促",
                "承担",
                "办理",
                "推动",
            },
            key=lambda w: (-len(w), w),
        )
    )
)


@dataclass(frozen=True)
class Verb:
    """A run of verbs and manners from ``start`` to ``end``: 牵头, 按职责分工负责."""

    role: Role
    start: int
    end: int
    joins: bool
    """会同: whoever comes next supports."""
    manner: bool
    """Only a manner (按职责分工), no verb: the words go on."""


def verbs(text: str, start: int, end: int) -> list[Verb]:
    """The runs of verbs in the piece, in order. A run begins with a word that no name contains, or
    with any verb where the run reaches the end of the piece (抓好落实)."""
    found: list[Verb] = []
    at = start
    while at < end:
        begin = _VERB_START.search(text, at, end)
        if not begin:
            break
        run = _run(text, begin.start(), end)
        found.append(run)
        at = max(run.end, begin.end())
    tail = _tail(text, max(start, found[-1].end if found else start), end)
    if tail:
        found.append(tail)
    return found


def _run(text: str, start: int, end: int) -> Verb:
    """The run that begins at ``start``."""
    words: list[str] = []
    at = start
    while match := _RUN.match(text, at, end):
        words.append(match[0])
        at = match.end()
        while at < end and text[at].isspace():
            at += 1
    said = [_VERB[word] for word in words if word in _VERB]
    joins = bool(words) and words[-1] in _WITH
    role: Role = "lead" if "lead" in said else "support" if "support" in said else "some"
    return Verb(role, start, at, joins, not said and not joins)


def _tail(text: str, start: int, end: int) -> Verb | None:
    """The run that reaches the end of the piece and begins with a word that names may contain."""
    for at in range(max(start, end - 12), end):
        if _RUN.match(text, at, end):
            run = _run(text, at, end)
            if run.end == end and not run.manner:
                return run
    return None


_DATE = re.compile(
    r"(?:(?:20)?\d{2}年|[12]?\d月|每[年月季周]|全年|年内|年底|本年|当年|今年|明年|上半年|下半年|长期|持续|常年|立即|即行|常态化|"
    r"[一二三四]季度|第[一二三四]季度|\d{4}[.\-/]\d{1,2}|“?[一二三四十]{1,3}五”?期间|月底|季度|近期|即时|随时|按期|按时|及时|春节|“?十四五)"
)
_DATE_ONLY = re.compile(
    r"[\d年月日底前后内末初旬上中下半第一二三四五六七八九十季度每全本当今明长期坚持续推进实施常态化完成并取得阶段性效果立即行至到自起止—－\-~～./时间节点随即按近之以落实始终贯穿开展组织启动进度“”各周次报送执行有效春节]+$"
)


def date_start(text: str, start: int, end: int) -> int:
    """Where words of a deadline begin in the piece, -1 where none do."""
    match = _DATE.search(text, start, end)
    return match.start() if match else -1


def is_deadline(text: str, start: int, end: int) -> bool:
    """Whether the words are a deadline and nothing else: 2021年6月底前完成, 长期坚持."""
    words = "".join(text[start:end].split())
    return bool(words) and bool(_DATE.match(words)) and bool(_DATE_ONLY.match(words))
