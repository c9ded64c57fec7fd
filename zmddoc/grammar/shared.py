"""Bodies that a document names once for every item: 以下均需各县区落实，不再列出."""

from __future__ import annotations

import re

from zmddoc.grammar.bodylist import Mention, mentions
from zmddoc.grammar.bodywords import is_generic, words
from zmddoc.grammar.brackets import brackets
from zmddoc.grammar.dutywords import verbs
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
_SENTENCE = re.compile(r"[^。；;\n]+")
_HEREAFTER = words("以下 下文 下面 文中 后文 此处")
_LONGEST = 300


def shared(text: str) -> tuple[tuple[Mention, ...], Span] | None:
    """The bodies that answer for every item though no item names them, and the words that say so
    (without brackets and full stop); None where the text says no such thing."""
    for sentence in _SENTENCE.finditer(text):
        again = min((at for at in map(sentence[0].find, _NOT_AGAIN) if at >= 0), default=-1)
        if again < 0 or again > _LONGEST:
            continue
        start, stop = sentence.start(), sentence.start() + again
        opened = brackets(text, start, stop).unclosed
        start = opened[-1] + 1 if opened else start
        found = _named(text, start, stop)
        if found:
            end = stop + max(len(w) for w in _NOT_AGAIN if text.startswith(w, stop))
            while text[start].isspace():
                start += 1
            return found, Span(start, end)
    return None


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
