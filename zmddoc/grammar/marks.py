"""Marks of sections (一、 （二） 3. ④ 第五条): where one may stand, and how much speaks for it.

A mark is decided by the chain it belongs to (``chain``); here it is only a candidate with a weight
from what stands before and behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from zmddoc.grammar.bodies import recognise
from zmddoc.grammar.bodylist import mentions
from zmddoc.grammar.bodywords import is_group
from zmddoc.grammar.flow import BREAK, SPACE, Flow
from zmddoc.numerals import chinese

FAMILIES = (
    "part", "division", "subdivision", "han", "article", "named",
    "han-bracket", "arabic", "arabic-bracket", "arabic-half", "circled",
)  # fmt: skip
"""Kinds of marks from the highest to the lowest (GB/T 9704-2012, 7.3.3: 一、 （一） 1. （1）)."""

_HAN = "零〇一二三四五六七八九十百"
_MARK = re.compile(
    rf"第(?P<nth>[{_HAN}]{{1,7}}|\d{{1,3}})(?P<what>部分|[编章节条])"
    rf"|[（(](?P<hb>[{_HAN}]{{1,7}})[）)]"
    rf"|(?P<named>(?:行动|专项|工程|举措|任务)(?P<nth2>[{_HAN}]{{1,3}})[：:]"
    rf"|第(?P<nth3>[{_HAN}]{{1,3}}|\d{{1,2}})[件项](?:[实大好]事|工作|任务|行动|工程)?[：:]?)"
    r"|[（(](?P<ab>\d{1,3})[）)]"
    rf"|(?<![{_HAN}])(?P<h>[{_HAN}]{{1,7}})[、．.]"
    r"|(?<![\d.．])(?P<a>\d{1,3})[.．、]"
    r"|(?<![\d.．])(?P<ah>\d{1,2})[）)]"
    r"|(?P<c>[①-⑳㉑-㉟⑴-⒇⒈-⒛㈠-㈩])"
)
_ARABIC = re.compile(r"(?P<a>\d{1,3})[.．、]|(?P<ah>\d{1,2})[）)]")
_FIGURES = re.compile(r"[\d.．]{2,}")
_DIVISIONS = {"部分": "part", "编": "part", "章": "division", "节": "subdivision", "条": "article"}
_SINGLE = (
    ("①", 20, 1, "circled", "{circled}"),
    ("㉑", 15, 21, "circled", "{circled}"),
    ("⑴", 20, 1, "arabic-bracket", "{bracketed}"),
    ("⒈", 20, 1, "arabic", "{dotted}"),
    ("㈠", 10, 1, "han-bracket", "{enclosed}"),
)
"""First character, how many, the first one's number, family, style."""

STRONG, FAIR, WEAK = 3, 2, -1
"""Weights: behind the end of a sentence; behind white space or a colon; in the midst of words."""

_ENDS = frozenset("。！？!?…")
_NEVER_BEFORE = frozenset("第、，,和及与或至到按照见附—–-－~～·/／.．%％‰+＋=＝")
_NEVER_BEHIND = frozenset("，,。；;、）)】〕》”%％‰—～~")
_JOINED = re.compile(r"[和及与至或、](?:第|[（(]|[①-⑳])")
"""Behind a mark that is one of several referred to: （一）和（二）."""
_NO_ONE = frozenset("统单之第唯同专万逐任其每另惟划归合为如不有")
"""Before 一、 these make a word of it (统一、 单一、 唯一、)."""
_REFERRED = re.compile(
    r"项(?!目)|条(?!件|块)|款(?!项)|目(?!标|的|前|录)|点(?!对|位|面)|类(?!型|别)|中的|规定(?!动作)|所列|所述"
)
"""Behind a bracketed number these refer to it: （三）项; but （三）项目建设 is a section."""
_TITLES = (
    "意见", "方案", "措施", "办法", "计划", "规划", "通知", "要点", "规定", "细则", "安排", "责任分解", "任务分解", "分工",
)  # fmt: skip
"""What a document's title ends with; the first mark may follow at once."""
_OWN = re.compile(r"[3-6][GD](?![A-Za-z])|(?:19|20)\d\d(?:年|[—–\-－~～]|[“”])")


@dataclass(frozen=True)
class Mark:
    """A candidate: characters ``start`` to ``end`` of the flow."""

    start: int
    end: int
    family: str
    style: str
    number: int
    weight: int


@cache
def _numbers() -> dict[str, int]:
    return {chinese(n): n for n in range(1, 400)} | {"一十": 10}


def marks(flow: Flow) -> list[Mark]:
    """Every place that looks like a mark, in the order of the text."""
    found = []
    for match in _matches(flow):
        if flow.inside[match.start()] and flow.gaps[match.start()] < BREAK:
            continue
        mark = _read(flow, match)
        if mark and (weight := _weight(flow, mark)) is not None:
            found.append(replace(mark, weight=weight))
    return found


def _matches(flow: Flow) -> Iterator[re.Match[str]]:
    """The places that match; a number at the head of a line is one though the line before ends in
    figures (电话：0396)."""
    at = 0
    for match in _MARK.finditer(flow.words):
        yield from _heads_of_lines(flow, at, match.start())
        yield match
        at = match.end()
    yield from _heads_of_lines(flow, at, len(flow))


def _heads_of_lines(flow: Flow, lo: int, hi: int) -> Iterator[re.Match[str]]:
    for match in _FIGURES.finditer(flow.words, lo, hi):
        for i in range(match.start() + 1, match.end()):
            if flow.gaps[i] == BREAK and (found := _ARABIC.match(flow.words, i)):
                yield found


def _read(flow: Flow, match: re.Match[str]) -> Mark | None:
    words, start, end = match[0], match.start(), match.end()
    kind = match.lastgroup
    if kind == "c":
        for first, count, number, family, style in _SINGLE:
            if 0 <= (offset := ord(words) - ord(first)) < count:
                return Mark(start, end, family, style, number + offset, 0)
        return None
    own = {"what": "nth", "named": "nth3"}.get(kind or "", kind or 0)
    numeral = match[own] or match["nth2"]
    number = int(numeral) if numeral.isdigit() else _numbers().get(numeral.replace("〇", "零"), 0)
    if not number:
        return None
    if kind == "what":
        family = _DIVISIONS[match["what"]]
    else:
        family = {
            "named": "named", "hb": "han-bracket", "ab": "arabic-bracket", "h": "han", "a": "arabic", "ah": "arabic-half"
        }[kind or ""]  # fmt: skip
    received = flow.text[flow.place(start + words.index(numeral))]
    zeros = numeral[: len(numeral) - len(str(number))] if numeral.isdigit() else ""  # 01.
    field = "{number}" if not numeral.isdigit() else "{arabic}" if received.isascii() else "{wide}"
    return Mark(start, end, family, _as_received(flow, match, numeral, zeros + field), number, 0)


def _as_received(flow: Flow, match: re.Match[str], numeral: str, field: str) -> str:
    """The mark with ``field`` for its number, its stop as it was printed (1﹒)."""
    printed = "".join(flow.text[flow.place(i)] for i in range(match.start(), match.end()))
    at = match[0].index(numeral)
    return printed[:at] + field + printed[at + len(numeral) :]


def _weight(flow: Flow, mark: Mark) -> int | None:
    """How much speaks for the mark; None: it is none."""
    words, start, end = flow.words, mark.start, mark.end
    before, gap = words[start - 1 : start], flow.gaps[start]
    behind = words[end : end + 1]
    if behind in _NEVER_BEHIND or not behind:
        return None
    if mark.family.endswith("bracket") and flow.gaps[start] < BREAK and _REFERRED.match(words, end):
        return None
    if _JOINED.match(words, end):
        return None
    if mark.family == "han" and behind in _HAN and _listed(words, end):
        return None
    if before in _NEVER_BEFORE and gap < BREAK:
        return None
    if before and before.isascii() and before.isalnum() and not gap:
        return None
    weight = _left(flow, start)
    if mark.family == "named" and (
        gap < BREAK or (words[end - 1] not in "：:" and not flow.gaps[end])
    ):
        return None  # 实施行动一：…, 第一项任务是…
    if mark.number == 1 and mark.family == "han" and not gap and before in _NO_ONE:
        return None
    if weight == WEAK and mark.number == 1 and words.endswith(_TITLES, 0, start):
        weight = FAIR
    if mark.family == "arabic" and behind.isdigit():
        if words[end - 1] == "、" and not _OWN.match(words, end):
            return None
        if not _OWN.match(words, end) and flow.gaps[end] == 0:
            weight -= 3  # 1.6%: a decimal, unless the chain needs it (1.5G网络)
    return weight


def _left(flow: Flow, start: int) -> int:
    before, gap = flow.words[start - 1 : start], flow.gaps[start]
    if not start or before in _ENDS:
        return STRONG + (gap == BREAK)
    if gap == BREAK:
        return STRONG + (before not in "，,、")
    if before in "）)】〕]”》":
        return STRONG if _annotation(flow, start - 1) or gap == SPACE else FAIR
    if before in "；;：:" or gap == SPACE or _duty_line(flow, start):
        return FAIR
    return WEAK


def _duty_line(flow: Flow, start: int) -> bool:
    """Whether bodies named without brackets end here: 责任单位：市人社局、财政局."""
    if not flow.words.endswith(_BODY, 0, start):
        return False
    label = max(flow.words.rfind(word, max(0, start - 160), start) for word in _LABELLED)
    return label >= 0 and not flow.inside[label] and flow.find("。；", label, start) < 0


_BODY = (
    "前",
    "局",
    "厅",
    "委",
    "办",
    "府",
    "会",
    "部",
    "行",
    "院",
    "处",
    "单位",
    "部门",
    "中心",
    "公司",
    "街道",
)
_LABELLED = (
    "完成时限：",
    "完成时限:",
    "责任单位：",
    "责任单位:",
    "牵头单位：",
    "牵头单位:",
    "配合单位：",
    "配合单位:",
    "责任部门：",
    "责任部门:",
)


def _annotation(flow: Flow, closer: int) -> bool:
    opener = flow.partner.get(closer)
    return opener is not None and is_annotation(flow.words[opener + 1 : closer])


_DUTY = ("责任", "牵头", "负责", "配合", "单位", "部门", "落实", "参与", "主办", "协办")


def is_annotation(words: str) -> bool:
    """Whether the words in a bracket say who is to do it."""
    if words.startswith(("以下", "下称", "简称")):
        return False
    return any(word in words for word in _DUTY) or _only_bodies(words)


@lru_cache(maxsize=1024)
def _only_bodies(words: str) -> bool:
    """Whether the words are a list of known bodies and groups, one of them with its level:
    市应急管理局、各县（市、区）."""
    if len(words) > 200:
        return False
    names = [one.name for one in mentions(words, 0, len(words))]
    known = [recognise(name) is not None for name in names]
    return any(
        here and len(name) > 2 and name.startswith(("省", "市", "县", "区", "州"))
        for name, here in zip(names, known, strict=True)
    ) and all(here or is_group(name) for name, here in zip(names, known, strict=True))


def _listed(words: str, end: int) -> bool:
    """Whether 一、 goes on as a list of numbers: 一、二、三产业, 三、四线."""
    after = end
    while after < end + 4 and words[after : after + 1] in _HAN and words[after : after + 1]:
        after += 1
    return after - end >= 1 and words[after : after + 1] in tuple("、季产线批类级次五六期")
