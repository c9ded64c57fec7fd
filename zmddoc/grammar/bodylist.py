"""A list of bodies, taken apart: 市人社局、财政局，各县、区人民政府(管委会) names three.

A group keeps its own 、 and ，; a prefix written once is restored; 等部门 and the like are no names;
和 及 与 part bodies only where a body stands on either side (发展和改革委员会 is one).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from zmddoc.grammar.bodies import certainty, may_be_body, recognise
from zmddoc.grammar.bodywords import (
    GENERIC,
    closes_group,
    is_generic,
    is_group,
    place_name,
    place_type,
    words,
)
from zmddoc.grammar.brackets import CLOSING, OPENING, bare
from zmddoc.grammar.prefix import Restorer
from zmddoc.grammar.reading import Confidence, Span

MARKS = frozenset("、，,；;。.：:／/|｜\u2022•·")
"""What parts names. A full stop and the like end a clause too; here they only part names."""

_LONGEST = 150
"""Characters; longer words between two marks are no list of names."""

_ANDS = ("以及", "会同", "并会同", "联合", "和", "及", "与", "暨", "或")
_FURTHER = re.compile(r"[和及与、并]|以及")
_OTHERS = re.compile(
    r"(?:多个|若干|\d{1,3}[个家]?|[一二三四五六七八九十两]{1,3}[个家])?"
    r"(?:国务院|中央|自治区|[省市县区州盟旗师](?:级|直|属)|全[省市县区州]|驻市|[省市县区州盟旗])?(?:各|其他|其它)?"
    r"(?:有关|相关|各|所属|成员|责任|职能|主管|业务|监管|牵头|配合){0,3}"
    r"(?:部门|单位|机构|地方|地区|企业|院校|高校|方面)"
)


@dataclass(frozen=True)
class Mention:
    """A body named in a list: its name with the prefix that was written once before it."""

    name: str
    span: Span
    """Where it stands, without what was restored."""
    restored: bool = False
    person: str = ""
    """Who stands behind the name and was taken for a person."""
    confidence: Confidence = "sure"
    """That this is a body: known, or only written like one (see ``bodies.certainty``)."""


def moved(mention: Mention, by: int) -> Mention:
    """The mention with its place counted from ``by`` characters earlier."""
    return replace(mention, span=Span(mention.span.start + by, mention.span.end + by))


@dataclass(frozen=True)
class _Piece:
    start: int
    end: int


_CALLED = re.compile(r"[（(](?:以下|下称|简称)[^（）()]{1,40}[）)]$")
"""What a body is called from there on: no part of its name."""


def mentions(
    text: str, start: int, end: int, restorer: Restorer | None = None
) -> tuple[Mention, ...]:
    """The bodies that ``text[start:end]`` lists, in its order. Names are as written but for white
    space inside them, which is taken out, and for the restored prefix (``restorer`` remembers the
    one of a list before)."""
    found: list[Mention] = []
    restorer = restorer or Restorer()
    for piece in _grouped(text, list(_parted(text, start, end))):
        written = _CALLED.sub("", "".join(text[piece.start : piece.end].split()))
        if not bare(written).strip("“”\"'《》…—-－*＊"):
            continue
        whole = restorer.restore(written)
        name = _without_person(whole)
        span = Span(piece.start, piece.end)
        person = whole[len(name) :]
        found.append(Mention(name, span, whole != written, person, certainty(name)))
    return tuple(_ended(text, found))


def mostly_bodies(names: Sequence[str]) -> bool:
    """Whether a list without a label names bodies: more than half of them known or groups, the others
    written as bodies are."""
    known = [recognise(one) is not None or is_group(one) for one in names]
    return 2 * sum(known) > len(names) and all(
        here or may_be_body(one) for one, here in zip(names, known, strict=True)
    )


_SURNAMES = frozenset(
    "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴崔任陆廖姚方金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚"
)


def _without_person(name: str) -> str:
    """The body in a name with a person behind it: 市财政局张某某."""
    for n in (2, 3):
        body, person = name[:-n], name[-n:]
        if person[:1] not in _SURNAMES or may_be_body(person) or place_name(person):
            continue
        known = recognise(body)
        if known and known.level and not recognise(name):
            return body
    return name


_OFFICE = re.compile(
    r"([\u4e00-\u9fff]{1,6}?[市县区旗镇乡])((?:人民政府|政府)(?:（[^（）]{1,12}）)?)"
)


def _ended(text: str, found: list[Mention]) -> list[Mention]:
    """The mentions, the ending of the last of some places given to those of its kind before it:
    甲县、乙县人民政府."""
    office = kind = ""
    for i in range(len(found) - 1, -1, -1):
        one = found[i]
        if match := _OFFICE.fullmatch(one.name):
            office, kind = (match[2], match[1][-1]) if place_name(match[1]) else ("", "")
        elif office and one.name[-1] == kind and place_name(one.name) and not is_group(one.name):
            between = text[one.span.end : found[i + 1].span.start].strip()
            if between not in ("、", "和", "及", "与"):
                office = ""
                continue
            found[i] = replace(
                one, name=one.name + office, restored=True, confidence=certainty(one.name + office)
            )
        else:
            office = ""
    return found


def _parted(text: str, start: int, end: int) -> Iterator[_Piece]:
    """Pieces between marks, white space trimmed, 等部门 cut off, parted again at 和 and 及."""
    for piece in pieces(text, start, end):
        yield from _without_others(text, piece.start, piece.end)


def pieces(text: str, start: int, end: int) -> Iterator[_Piece]:
    """What stands between the marks that are in no bracket. White space parts names only where a
    body ends before it and one ends behind it; elsewhere it is a broken line."""
    depth, begun = 0, start
    for i in range(start, end):
        char = text[i]
        if char in OPENING:
            depth += 1
        elif char in CLOSING:
            depth = max(0, depth - 1)
        elif not depth and char in MARKS:
            yield from _spaced(text, begun, i)
            begun = i + 1
    yield from _spaced(text, begun, end)


def _spaced(text: str, start: int, end: int) -> Iterator[_Piece]:
    """The words between two marks, parted at white space where bodies stand on either side."""
    solid = [
        _Piece(start + m.start(), start + m.end()) for m in re.finditer(r"\S+", text[start:end])
    ]
    if not solid:
        return
    begun, last = solid[0].start, solid[0].end
    for word in solid[1:]:
        before, after = text[begun:last], text[word.start : word.end]
        office = after.startswith(("人民政府", "政府"))  # 各市(州) 人民政府
        if may_be_body(before) and may_be_body(after) and len(before) < 60 and not office:
            yield _Piece(begun, last)
            begun = word.start
        last = word.end
    yield _Piece(begun, last)


def _without_others(text: str, start: int, end: int) -> Iterator[_Piece]:
    """The piece without 等, 等部门, 等20个单位; what 及 joins to that is a piece of its own."""
    at = text.find("等", start, end)
    while at >= 0:
        after = at + 1
        others = _OTHERS.match(text, after, end)
        while others:
            after = others.end()
            and_ = _FURTHER.match(text, after, end)
            if and_ and text.startswith("各", and_.end()):
                break
            others = and_ and _OTHERS.match(text, and_.end(), end)
        joined = _FURTHER.match(text, after, end)
        if (
            after == end
            or joined
            or (at > start and may_be_body(text[start:at]) and after > at + 1)
        ):
            yield from _joined(text, start, at)
            if after < end:
                yield from _without_others(text, joined.end() if joined else after, end)
            return
        at = text.find("等", at + 1, end)
    yield from _joined(text, start, end)


def _joined(text: str, start: int, end: int) -> Iterator[_Piece]:
    """The piece, parted at each 和, 及, 与 that has a body on either side."""
    while start < end and text[start] in "和及与暨、 由":
        start += 1
    depth, i = 0, start + 1
    while i < end and end - start <= _LONGEST:
        if text[i] in OPENING:
            depth += 1
        elif text[i] in CLOSING:
            depth = max(0, depth - 1)
        elif not depth:
            word = next((w for w in _ANDS if text.startswith(w, i, end)), "")
            left, right = text[start:i].strip(), text[i + len(word) : end].strip()
            if word and _parts(left, right) and (word != "联合" or right[:1] in "省市县区州各国"):
                yield _Piece(start, i)
                start = i = i + len(word)
        i += 1
    if start < end:
        yield _Piece(start, end)


def _parts(left: str, right: str) -> bool:
    """Whether 和 between these words parts two bodies."""
    if not right or not (may_be_body(left) or place_type(left)):
        return False
    core = bare(right)
    if place_type(left) and (place_type(right) or closes_group(right)):
        return False
    if core in GENERIC or core in ("其他单位", "其他部门", "政府办公室"):
        return False
    if is_group(left) and (core.startswith(_MORE_OF_GROUP) or closes_group(right)):
        return False
    first = min((at for at in (core.find(word) for word in _ANDS) if at > 0), default=len(core))
    return may_be_body(core) or may_be_body(core[:first])


_MORE_OF_GROUP = words(
    "部门 单位 机构 企业 有关 相关 其他 所属 直属 下属 科研 事业 社会组织 人民团体 高校 院校 企事业 行业 商协会 协会 商会 "
    "国有 金融 重点 街道 乡镇 园区 开发区 主管 职能 个人 平台"
)
"""How the second half of a group's name begins: 各有关部门和单位, 各高校和科研院所."""


def _grouped(text: str, parts: list[_Piece]) -> Iterator[_Piece]:
    """Pieces, those that are one group's put together again: 各市、州、县人民政府."""
    i = 0
    while i < len(parts):
        last = _group_end(text, parts, i)
        yield _Piece(parts[i].start, parts[last].end)
        i = last + 1


def _group_end(text: str, parts: list[_Piece], i: int) -> int:
    """Index of the last piece of the group that begins with piece ``i``, ``i`` where none does."""
    first = text[parts[i].start : parts[i].end]
    quantified = first.startswith(("各", "全", "有关", "相关"))
    last = i
    if i + 1 < len(parts) and _next_to(text, parts, i + 1):
        second = text[parts[i + 1].start : parts[i + 1].end].strip()
        if _party_and_government(first.strip(), second):
            return i + 1
    if place_type(first):
        j = i + 1
        while j < len(parts) and _next_to(text, parts, j):
            name = text[parts[j].start : parts[j].end].strip()
            if name.startswith("各"):
                break
            if place_type(name):
                last = j if quantified else last
            elif closes_group(name) or (not quantified and _of_place(name)):
                last = j
                break
            else:
                break
            j += 1
        first = text[parts[last].start : parts[last].end].strip()
    if quantified or last > i or is_group(first):
        while (
            last + 1 < len(parts)
            and _next_to(text, parts, last + 1)
            and is_generic(text[parts[last + 1].start : parts[last + 1].end])
        ):
            last += 1
    return last


def _of_place(name: str) -> bool:
    """Whether a name begins with a kind of place: 县财政部门 behind 市、."""
    return name[:1] in "省市县区州盟旗" and len(name) > 1


def _party_and_government(first: str, second: str) -> bool:
    """Whether two names are one office of both: 市委、市政府督查室."""
    return (
        len(first) == 2
        and first[1] == "委"
        and second.startswith(first[0] + "政府")
        and len(second) > 3
    )


def _next_to(text: str, parts: list[_Piece], j: int) -> bool:
    """Whether only a 、 or ， stands between piece ``j`` and the one before it."""
    return text[parts[j - 1].end : parts[j].start].strip() in ("、", "，", ",")
