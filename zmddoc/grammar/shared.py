"""Bodies that a document names once for every item: 以下均需各县区落实，不再列出."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from zmddoc.grammar.bodylist import Mention, mentions
from zmddoc.grammar.bodywords import is_generic, words
from zmddoc.grammar.brackets import CLOSING, brackets
from zmddoc.grammar.dutywords import label_at, verbs
from zmddoc.grammar.leadrule import lead_rule
from zmddoc.grammar.reading import Span

SHARED_STARTS = words("以下 以上 上述 下列 各项 本方案 所有")
"""How such words begin."""

_NOT_AGAIN = words(
    "不再列出 不再一一列出 不再单独列出 不再逐一列出 不再逐项列出 不再逐条列出 不再单列 不另列出 不再重复 不一一列 不再赘列 不再列举 "
    "不再列明 不再标注 不再注明 不再罗列 不再赘述 下同"
)
_ALL = re.compile("[均都皆]")
_BEFORE = re.compile("(?:需要|还需|还须|[需须应由要含为是有]|涉及|包括|包含|列为|作为|会同){1,3}")
_SCOPE = re.compile(
    "(?:除[^，,]{1,30}外[，,]?|以下|以上|上述|下列|各项|本方案|所有|全部|每项|各条|措施|任务|工作|事项|政策|内容|部分|中|的|责任单位|牵头单位)+"
)
_OF_ALL = re.compile(
    r"[为是](?:以上|上述|以下|本方案|各项|所有|全部)[^，,]{0,12}(?:责任|配合|落实|实施|牵头)(?:单位|主体|部门)"
)
_SENTENCE = re.compile(r"[^。；;\n]+")
_HEREAFTER = words("以下 下文 下面 文中 后文 此处")
_ALIKE = "下同"
_EXPLAINS = words("含 包括 包含 不含 指 即 简称 以下 所称 是指")
_LONGEST = 300


@dataclass(frozen=True)
class Shared:
    """Bodies that answer for every item though no item names them."""

    names: tuple[Mention, ...]
    span: Span
    """The words that say so, without brackets and full stop."""
    plain: bool
    """Whether they say it in full; what （A局、B局配合，下同） has in mind, a reader can only guess."""


def shared(text: str) -> Shared | None:
    """The bodies that the text names once for every item; None where it names none so. What says so
    in full goes before what only ends in 下同."""
    found = list(_all(text))
    return next((one for one in found if one.plain), found[0] if found else None)


def _all(text: str) -> Iterator[Shared]:
    for sentence in _SENTENCE.finditer(text):
        again = min((at for at in map(sentence[0].find, _NOT_AGAIN) if at >= 0), default=-1)
        if again > _LONGEST:
            continue
        stop = sentence.start() + again if again >= 0 else sentence.end()
        if again < 0 and not _ALL.search(sentence[0], 0, _LONGEST):
            continue
        start = _opened(text, sentence.start(), stop)
        end = stop + max((len(w) for w in _NOT_AGAIN if text.startswith(w, stop)), default=0)
        span = Span(start, end)
        if again < 0:
            found, span = _answered(text, span), Span(start, _closed(text, start, end))
        else:
            found = _named(text, start, stop)
        if found:
            yield Shared(found, span, True)
        elif (
            text.startswith(_ALIKE, stop)
            and not lead_rule(text[start : span.end])
            and (found := _alike(text, start, stop))
        ):
            yield Shared(found, span, False)


def _opened(text: str, start: int, stop: int) -> int:
    """Where the words begin: behind the last bracket that is open at ``stop``."""
    opened = brackets(text, start, stop).unclosed
    start = opened[-1] + 1 if opened else start
    while start < stop and text[start].isspace():
        start += 1
    return start


def _closed(text: str, start: int, end: int) -> int:
    """Where the words end: before a bracket that closes what was opened before ``start``."""
    while end > start and (text[end - 1] in CLOSING or text[end - 1].isspace()):
        end -= 1
    return end


def _answered(text: str, span: Span) -> tuple[Mention, ...]:
    """The bodies of a sentence that says of all items who does them, and nothing else:
    以上各项任务均需各县区政府配合落实, 各县区政府均为以上任务的责任单位."""
    start, end = span.start, _closed(text, span.start, span.end)
    everyone = _ALL.search(text, start, end)
    if not everyone:
        return ()
    if not text.startswith(SHARED_STARTS, start):
        of_all = _OF_ALL.fullmatch(text, everyone.end(), end)
        return _bodies(text, start, everyone.start()) if of_all else ()
    said = verbs(text, everyone.end(), end)
    return _named(text, start, end) if said and said[-1].end == end and not said[-1].manner else ()


def _alike(text: str, start: int, stop: int) -> tuple[Mention, ...]:
    """The bodies before 下同, where nothing else stands there."""
    while stop > start and text[stop - 1] in "，, \t\u3000":
        stop -= 1
    label = label_at(text, start, stop)
    if text.startswith(_EXPLAINS, start):
        return ()
    found = _bodies(text, label.end if label else start, stop)
    return found if all(one.confidence == "sure" for one in found) else ()


def _named(text: str, start: int, stop: int) -> tuple[Mention, ...]:
    """The bodies behind 均需, or else before 均为."""
    everyone = _ALL.search(text, start, stop)
    if not everyone:
        return ()
    behind = _BEFORE.match(text, everyone.end(), stop)
    found = _bodies(text, behind.end() if behind else everyone.end(), stop)
    if found:
        return found
    scope = _SCOPE.match(text, start, everyone.start())
    return _bodies(text, scope.end() if scope else start, everyone.start())


def _bodies(text: str, start: int, stop: int) -> tuple[Mention, ...]:
    """The bodies of a list, () where one of its names is none."""
    end = next((verb.start for verb in verbs(text, start, stop) if verb.start > start), stop)
    found = tuple(m for m in mentions(text, start, end) if m.name not in _HEREAFTER)
    fit = all(m.confidence != "doubtful" and not is_generic(m.name) for m in found)
    return found if fit else ()
