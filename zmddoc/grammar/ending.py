"""How a document ends: closing paragraphs, signature and date, （此件公开发布）, annexes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zmddoc.grammar.flow import BREAK, NONE, Flow
from zmddoc.grammar.headwords import ANNEX_LABEL
from zmddoc.grammar.titles import duty_brackets

DATE = re.compile(
    r"(?:\d{4}|[一二][〇○零OＯ一二三四五六七八九]{3})年"
    r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:\d{1,2}|[一二三四五六七八九十]{1,3})日"
)
_SIGNED_ON = re.compile(
    rf"(?:{DATE.pattern})|(?P<loose>\d{{4}}(?:[.．]\d{{1,2}}[.．]\d{{1,2}}|年\d{{1,2}}月))(?!\d)"
)
"""``loose``: 2022.3.1 and 2022年3月, a date only on a line of its own below a body."""
BODY_END = (
    "政府", "办公室", "办公厅", "委员会", "管委会", "领导小组", "指挥部", "国务院", "委", "局", "厅", "部",
    "署", "会", "院", "银行", "支行", "中心", "公司", "海关", "总社", "办", "党组",
)  # fmt: skip
"""How the names of bodies that sign end."""
ISSUER_END = (
    "人民政府", "办公室", "办公厅", "委员会", "管委会", "领导小组", "指挥部", "国务院", "市委", "县委", "区委", "省委", "局", "厅",
)  # fmt: skip
"""How the names of bodies end that stand alone above a title."""
_NOT_SIGNED = (
    "起",
    "前",
    "至",
    "之",
    "以",
    "印发的",
    "发布",
    "，",
    "。",
    "、",
    "—",
    "-",
    "后",
    "到",
    "的",
)
PUBLIC = re.compile(r"[（(]此件[^）)]{0,12}[）)]")
_LIST = re.compile(r"附件?[：:]")
_CARBON = re.compile(r"(?:抄送|抄报|主题词)[：:]")
_TERMS = re.compile(
    r"(?:本|以上|上述|此)(?:实施|政策|若干|工作|行动|暂行|相关){0,3}"
    r"(?:意见|措施|政策|方案|办法|通知|规定|细则|条款|计划|规划)[^，。；]{0,12}"
    r"(?:自|由|有效期|执行期|施行期|所称|所指|未尽|解释|印发之日|发布之日|另有规定|除有|除另有|除已|除明确|除国家)"
)
_LEFT = frozenset("。！？!?）)】〕”》日")


@dataclass(frozen=True)
class Signature:
    """Who signed (may be empty) and when: ``start`` to ``signed`` and ``date`` to ``end``."""

    start: int
    signed: int
    date: int
    end: int


def begins(flow: Flow, i: int) -> bool:
    """Whether something new may begin here: a line, words behind white space or a sentence."""
    return flow.gaps[i] != NONE or flow.words[i - 1] in _LEFT


def signature(flow: Flow, lo: int, hi: int, title: int = -1) -> Signature | None:
    """The first signature with its date; title: where a title is known to follow."""
    for match in _SIGNED_ON.finditer(flow.words, lo, hi):
        if flow.inside[match.start()] or not _signed(flow, match.end(), hi, title):
            continue
        date = match.start()
        start = signed = _sealed(flow, date)
        while (piece := _piece(flow, start, lo)) < start:
            words = flow.words[piece:start]
            if not words.endswith(BODY_END) or len(words) > 40 or not begins(flow, piece):
                break
            start = piece
        if start == signed:
            start = signed = date
        alone = flow.gaps[date] == BREAK and flow.gaps[match.end()] == BREAK
        if match["loose"] and not (alone and start < date):
            continue
        glued = start == date and flow.words.endswith(BODY_END, lo, date)
        if start < date or glued or alone:
            return Signature(start, signed, date, match.end())
        if begins(flow, date) and (
            match.end() in (hi, title) or PUBLIC.match(flow.words, match.end())
        ):
            return Signature(start, signed, date, match.end())
    return None


def _sealed(flow: Flow, date: int) -> int:
    """Before a bracket that says whose seal stands for that of the signer (示例局代章)."""
    opener = flow.partner.get(date - 1, date)
    return opener if opener < date - 3 and flow.words.endswith("代章", 0, date - 1) else date


def _signed(flow: Flow, end: int, hi: int, title: int) -> bool:
    if end in (hi, title):
        return True
    if flow.words.startswith(_NOT_SIGNED, end):
        return False
    printed = flow.words.startswith("印发", end) and flow.gaps[end + 2] == BREAK
    return (
        printed or flow.gaps[end] != NONE or flow.words.startswith(("（", "(", "附", "抄送"), end)
    )


def _piece(flow: Flow, end: int, lo: int) -> int:
    """Where the words before ``end`` begin that no mark and no white space divides."""
    i = end
    while i > lo and i > end - 60:
        if i < end and (flow.gaps[i] != NONE):
            break
        if flow.words[i - 1] in "。！？!?；;：:，,、）)】〕”》":
            break
        i -= 1
    return i


def ends(flow: Flow, lo: int, hi: int) -> int:
    """Where the sections surely are at an end: a signature, （此件公开发布）, 附件：, 抄送：; or
    ``hi``."""
    places = [hi]
    if signed := signature(flow, lo, hi):
        places.append(signed.start)
    for pattern in (PUBLIC, _LIST, _CARBON):
        places += [
            m.start()
            for m in pattern.finditer(flow.words, lo, hi)
            if not flow.inside[m.start()] and begins(flow, m.start())
        ][:1]
    if (heading := annex_heading(flow, lo, hi)) is not None:
        places.append(heading[0])
    return min(places)


def closing_words(flow: Flow, lo: int, hi: int) -> int:
    """Where in the last section's words, ``lo`` to ``hi``, terms of the whole document begin
    (本意见自…起施行); or ``hi``."""
    for match in _TERMS.finditer(flow.words, lo + 1, hi):
        at = match.start()
        if (begins(flow, at) or flow.words[at - 1] in "局厅委办部府") and not flow.inside[
            match.start()
        ]:
            return match.start()
    return hi


def duty_labels(flow: Flow, lo: int, hi: int) -> list[int]:
    """Where annotations without brackets begin."""
    return [
        match.start()
        for match in _LABEL.finditer(flow.words, lo, hi)
        if not flow.inside[match.start()] and begins(flow, match.start())
    ]


_LABEL = re.compile(
    r"(?:牵头|协同|主要|配合)?(?:责任|牵头|配合|主办|承办|协办|负责)(?:单位|部门|科室|处室)[：:]"
)
_FURTHER = re.compile(
    r"(?:完成|办结|办理|整改|实施|推进)?(?:时限|时间|期限)(?:要求|节点|进度|安排)?[：:]"
    r"|(?:进度|时序)(?:安排|要求)[：:]|(?:责任|牵头|主要|分管|包保|联系|负责|市级|县级|区级){0,3}(?:领导|责任人|负责人|联系人|联系电话)[：:]|备注[：:]"
)
"""Labels of lines that belong to an annotation as well."""


def behind_annotation(flow: Flow, lo: int, hi: int) -> int:
    """The place behind the last annotation and its 。, or behind its line where it has a label and no
    brackets; ``hi`` where there is none, or nothing behind it."""
    labels = duty_labels(flow, lo, hi)
    line = flow.next_gap(labels[-1], hi, BREAK) if labels else -1
    named = range(labels[-1], line) if line >= 0 else range(0)  # 责任单位：市场监管局（知识产权局）
    last = max((end for at, end in duty_brackets(flow, lo, hi) if at not in named), default=-1)
    if line >= 0:
        further = _behind_further(flow, line, hi)
        if further > line or flow.find("。", line, hi) >= 0:  # else names that go on
            last = max(last, further)
    if last < 0:
        return hi
    return _behind_further(flow, _behind_stop(flow, last, hi), hi)


def _behind_stop(flow: Flow, at: int, hi: int) -> int:
    while at < hi and flow.words[at] in "。；;.":
        at += 1
    return at


def _behind_further(flow: Flow, at: int, hi: int) -> int:
    """Behind the lines from ``at`` on that say until when, who leads, whom to ask."""
    while at < hi and flow.gaps[at] == BREAK and _FURTHER.match(flow.words, at, hi):
        line = flow.next_gap(at, hi, BREAK)
        at = line if line >= 0 else hi
    return at


def label_end(flow: Flow, match: re.Match[str]) -> int:
    """Where the label of an annex ends: a title behind it may begin with a year."""
    end = match.end()
    if not flow.words[end : end + 1].isdigit() or flow.words[end - 1] not in _DIGITS:
        return end
    number = match.start() + len(match[0].rstrip(_DIGITS))
    line = flow.next_gap(number, end, BREAK)
    return line if line > 0 else number


_DIGITS = "0123456789"


def annex_heading(
    flow: Flow, lo: int, hi: int, names: tuple[str, ...] = ()
) -> tuple[int, int] | None:
    """The first heading 附件 or 附件1 between ``lo`` and ``hi``: its start and end. names: titles
    of annexes that a list gave."""
    for match in ANNEX_LABEL.finditer(flow.words, lo, hi):
        start, end = match.start(), label_end(flow, match)
        label = flow.words[start:end].rstrip("：:")
        if flow.inside[start] or label == "附":
            continue
        whole = flow.words[start:end] == label
        heads = whole or label[-1].isdigit()  # 附件：… begins the list itself
        if heads and flow.words.startswith(tuple(name[:4] for name in names), end):
            return start, end
        if not begins(flow, start):
            continue
        if flow.gaps[start] == BREAK and (flow.gaps[end] == BREAK or label[-1].isdigit()):
            return start, end
        if label != "附件" and whole:
            return start, end
    return None


@dataclass(frozen=True)
class AnnexList:
    """附件：1.… 2.…: where it stands, and the titles that it names."""

    start: int
    end: int
    names: tuple[str, ...]


def annex_list(flow: Flow, lo: int, hi: int) -> AnnexList | None:
    """The first list of annexes between ``lo`` and ``hi``."""
    for match in _LIST.finditer(flow.words, lo, hi):
        start = match.start()
        if flow.inside[start] or not begins(flow, start):
            continue
        farthest = min(hi, start + LONGEST_LIST)
        stops = [farthest]
        if signed := signature(flow, start, farthest):
            stops.append(signed.start)
        if heading := annex_heading(flow, match.end(), farthest):
            stops.append(heading[0])
        stops += [m.start() for m in PUBLIC.finditer(flow.words, start, farthest)]
        if (stop := flow.find("。", start, farthest)) >= 0:
            stops.append(stop)
        end = min(stops)
        names = _ENTRY.split(flow.words[match.end() : end])
        return AnnexList(start, end, tuple(name for name in names if len(name) >= 4))
    return None


LONGEST_LIST = 800
_ENTRY = re.compile(r"\d{1,2}[.．、]")
