"""The words of duty annotations: labels (责任单位：), verbs (牵头, 配合, 按职责分工负责), deadlines' labels."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from zmddoc.grammar.bodies import recognise
from zmddoc.grammar.bodywords import words

Role = Literal["lead", "support", "some", "due", "none"]
"""``some``: named without saying who leads. ``none``: what is no body (责任领导, 联系人)."""

_LEVEL = r"(?:省级|市级|县级|区级|州级|市直|省直|县直|区直|中央|主要|第一|共同|直接|具体|项目|工作|各级|地方|其他|相关|有关)"


def _roles(lead: str, support: str, some: str) -> dict[str, Role]:
    """Words by the role that they give."""
    return {
        **dict.fromkeys(words(lead), "lead"),
        **dict.fromkeys(words(support), "support"),
        **dict.fromkeys(words(some), "some"),
    }


_KIND = _roles(
    lead="牵头责任 责任牵头 牵头负责 牵头 主办 主责 主牵头 总牵头 首要责任 牵头抓总",
    support="配合责任 责任配合 协同责任 协办责任 参与责任 协助责任 协作责任 支持责任 配合 协办 协同 协助 协作 协管 参与 参加 支持 指导 监督 督导 督办 督促 保障 会办 联办",
    some="责任 负责 实施 落实 承办 承担 执行 组织 成员 推进 主管 职责 协调 组织实施 主体责任 完成 牵头及责任 牵头和责任 "
    "牵头和配合 牵头及配合 牵头、配合 牵头（责任） 牵头(责任) 责任（牵头） 责任(牵头) 牵头、责任 牵头/责任 责任落实",
)
"""What a label calls the bodies behind it: 牵头单位, 配合部门, 责任单位."""

_WHO = r"(?:单位|部门|机构|处室|科室|股室|主体|地区|县区|县市区|区县|市县)"
_SHORT = _roles(
    lead="牵头 主办",
    support="配合 协办 协同 参与",
    some="责任 负责 责任分工 职责分工 任务分工 部门分工 单位分工 工作分工 工作职责 分工 责任落实",
)
"""Labels without 单位, with their colon."""

_DUE = (
    r"(?:计划|要求|预计|任务|工作|实施|整改|目标)?(?:完成|办结|时间|推进|实施|工作|落实|责任|进度|达成|启动)?"
    r"(?:时限|时间|期限|节点|安排|时间节点|时间要求|时限要求|日期|进度)"
)
_PERSON = (
    r"(?:市级|县级|区级|包联|包抓|分管|牵头|责任|联系|主管|挂钩|市|县|区|配合|主要|直接){0,3}"
    r"(?:领导|负责人|责任人|联系人|县领导|市领导|区领导|人|同志|电话)"
)


def _any(choice: dict[str, Role]) -> str:
    return "|".join(sorted(map(re.escape, choice), key=lambda w: -len(w)))


_COLON = r"[ \t\u3000]{0,8}[:：﹕∶]"
_UNIT_LABEL = re.compile(
    rf"{_LEVEL}{{0,2}}({_any(_KIND)}){_LEVEL}?{_WHO}(?:和(?:部门|单位))?"
    r"(?:[及和、](?:完成|责任)?(?:时限|时间|分工|人))?"
)
_SHORT_LABEL = re.compile(rf"({_any(_SHORT)})(?={_COLON})")
_DUE_LABEL = re.compile(rf"{_DUE}(?={_COLON})")
_DUE_ALONE = re.compile(_DUE)
_PERSON_LABEL = re.compile(rf"{_PERSON}(?={_COLON})")
_NOTE = r"(?:[（(][^（(）)：:\n]{1,30}[）)]|[，,](?=[^：:\n]{0,12}(?:第一|首位))[^（(）)：:；;\n]{1,30})?"
_ENDS = re.compile(
    rf"{_NOTE}{_COLON}|[为是](?=[^\s，。；])|[ \t\u3000;；](?=\S)|(?=[省市县区州各])"
)
_ASIDE = re.compile(rf"(?:{_DUE}|{_PERSON}){_COLON}")
_COLON_ONLY = re.compile(_NOTE + _COLON)


@dataclass(frozen=True)
class Label:
    """A label with its colon, up to ``end``; ``colon`` is False for 责任单位为, 责任单位 市科技局."""

    role: Role
    start: int
    end: int
    colon: bool = True


_FURTHER = re.compile(
    rf"[\u4e00-\u9fff（）()/、]{{0,10}}?(?:{_WHO}|行业主管|行业监管|业务主管|业务指导)(?={_COLON})"
)
_SUPPORTS = words("配合 协 参与 参加 支持 指导 监督 督 保障 相关 有关 其他 其它 涉及")


def further_label(text: str, at: int, end: int) -> Label | None:
    """A label that no list has, behind one that is known: 行业监管部门：, 协同配合责任单位：, 相关部门：; by its
    words those behind it lead, support or are just named."""
    match = _FURTHER.match(text, at, end)
    if not match or recognise(match[0]):
        return None
    colon = _COLON_ONLY.match(text, match.end(), end)
    assert colon, "the pattern looked ahead for it"
    role: Role = "some"
    if "牵头" in match[0] or "主办" in match[0]:
        role = "lead"
    elif any(word in match[0] for word in _SUPPORTS):
        role = "support"
    return Label(role, at, colon.end())


def other_colon(text: str) -> bool:
    """Whether the words have a colon that stands behind no label of a deadline or a person."""
    rest = _ASIDE.sub("", text)
    return "：" in rest or ":" in rest


_OTHER_LABELS: tuple[tuple[re.Pattern[str], Role | None], ...] = (
    (_SHORT_LABEL, None),
    (_DUE_LABEL, "due"),
    (_PERSON_LABEL, "none"),
)


def bracket_label(text: str, start: int, end: int) -> Label | None:
    """The label that a bracket holds and nothing else: 【责任单位】."""
    unit = _UNIT_LABEL.fullmatch(text, start + 1, end - 1)
    if unit:
        return Label(_KIND[unit[1]], start, end)
    if _DUE_ALONE.fullmatch(text, start + 1, end - 1):
        return Label("due", start, end)
    return None


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


_VERB = _roles(
    lead="牵头负责 负责牵头 牵头 总牵头 主办 主抓 抓总 总负责 负总责 领办 为牵头单位 为牵头部门 为主",
    support="配合 协助 协同 参与 参加 协办 协管 支持 指导 督促 督导 监督 协作 会办 会签 为配合单位 为配合部门 为成员单位",
    some="负责 分工负责 分工落实 分头负责 分头落实 落实 承办 实施 组织 推进 完成 抓好 执行 承担 办理 抓 推动 协调 主管 研究 制定 出台 编制 提出 开展 建立 完善 修订 保障 部署 为责任单位 为责任部门 为责任主体",
)
_MANNER = words(
    "按照各自职责分工 按照各自职责 按各自职责分工 按各自职责 按照职责分工 按照职能分工 按照职责 按职责分工 按职能分工 按职责 按职能 "
    "按照分工 按分工 根据职责分工 根据各自职责 根据职责 依据职责分工 依据职责 依职责 依职权 结合职责 结合各自职责 立足职责 "
    "在职责范围内 在各自职责范围内 各自职责范围内 职责范围内 按责任分工 按任务分工 按工作职责 按照工作职责 按照工作分工 "
    "各司其职 各负其责 各自 分别 分头 分工 共同 具体 联合 联动 密切 积极 统筹 做好 抓好 切实 认真 同步 同时 主要 抓紧 加强 全力 "
    "结合本地实际 结合各地实际 结合当地实际 结合实际 因地制宜 根据实际 参照 "
    "协调 统一 持续 按 工作 属地 一并 分级 分领域 分行业 分类 分片 分条线 相关工作 有关工作 相应工作 此项工作 该项工作"
)
_WITH = words("会同 会商 联合 商")
_IN_NAMES = frozenset(
    words(
        "抓 组织 完成 执行 监督 指导 支持 推进 实施 协调 督导 督促 承担 办理 推动 主管 为主 研究 制定 出台 编制 提出 开展 建立 完善 修订 保障 部署 会办 协办 联合 协作 协调"
    )
)
"""Verbs that names contain (市重点项目推进办): they count where a run of them ends the piece."""

_STARTS = (
    set(_VERB)
    | {manner for manner in _MANNER if len(manner) > 2}
    | set(words("会同 会商 分别 共同 具体 各自 联合"))
) - _IN_NAMES


def _longest_first(choice: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(choice, key=lambda w: (-len(w), w))))


_IN_NAME_AT_END = re.compile(f"(?:{'|'.join(sorted(w for w in _IN_NAMES if len(w) == 2))})$")
_RUN = _longest_first({*_VERB, *_MANNER, "会同", "会商"})
_VERB_START = _longest_first(_STARTS)


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


def only_verbs(text: str, start: int, end: int) -> bool:
    """Whether the words are verbs and manners and nothing else: 按职责分工."""
    return start < end and bool(_RUN.match(text, start, end)) and _run(text, start, end).end == end


def verbs(text: str, start: int, end: int) -> list[Verb]:
    """The runs of verbs in the piece, in order. A run begins with a word that no name contains, or
    with any verb where the run reaches the end of the piece (抓好落实)."""
    found: list[Verb] = []
    at = start
    while at < end:
        begin = _VERB_START.search(text, at, end)
        if not begin:
            break
        if recognise(text[start : begin.end()]) and not recognise(text[start : begin.start()]):
            at = begin.end()  # 市政协办 is a body
            continue
        first = _IN_NAME_AT_END.search(text, max(start, begin.start() - 2), begin.start())
        if first and recognise(text[start : first.start()]):  # 市安委办督促落实
            begin = first
        run = _run(text, begin.start(), end)
        found.append(run)
        at = max(run.end, begin.end())
    tail = _tail(text, max(start, found[-1].end if found else start), end)
    if tail:
        found.append(tail)
    return found


def _run(text: str, start: int, end: int) -> Verb:
    """The run that begins at ``start``."""
    run: list[str] = []
    at = start
    while match := _RUN.match(text, at, end):
        run.append(match[0])
        at = match.end()
        while at < end and text[at].isspace():
            at += 1
    said = [_VERB[word] for word in run if word in _VERB]
    joins = bool(run) and run[-1] in _WITH
    role: Role = "lead" if "lead" in said else "support" if "support" in said else "some"
    return Verb(role, start, at, joins, not said and not joins)


def _tail(text: str, start: int, end: int) -> Verb | None:
    """The run that reaches the end of the piece and begins with a word that names may contain."""
    if recognise(text[start:end]):
        return None
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
    said = "".join(text[start:end].split())
    return bool(said) and bool(_DATE.match(said)) and bool(_DATE_ONLY.match(said))
