"""Bodies that a document names once for every item: 以下均需各县区落实，不再列出."""

from __future__ import annotations

import re

from zmddoc.grammar.bodylist import Mention, mentions
from zmddoc.grammar.bodywords import is_group, looks_like_body, words
from zmddoc.grammar.dutywords import verbs
from zmddoc.grammar.reading import Span

_ALL = re.compile(
    r"(?:以下|以上|上述|下列|各项|本方案)[^。；;\n（()）]{0,24}?(?:均|都|皆|全部)(?:需|须|应|由|要|涉及)?|"
    r"(?:责任单位|责任部门|牵头单位)[^。；;\n]{0,8}?(?:均|都)(?:包括|含|涉及|有)"
)
SHARED_STARTS = words("以下 以上 上述 下列 各项 本方案")
"""How such words begin."""

_NOT_AGAIN = ("不再列出", "不再一一列出", "不再单独列出", "不再逐一列出", "不再逐项列出", "不另列出", "不再重复", "不一一列", "不再赘列", "下同", "不再列举", "不再列明", "不再标注", "不再注明")  # fmt: skip
_SENTENCE = re.compile(r"[^。；;\n]+")


def shared(text: str) -> tuple[tuple[Mention, ...], Span] | None:
    """The bodies that answer for every item though no item names them, and the words that say so
    (without the full stop); None where the text says no such thing."""
    for sentence in _SENTENCE.finditer(text):
        if not any(word in sentence[0] for word in _NOT_AGAIN):
            continue
        begun = _ALL.search(sentence[0])
        again = min(sentence[0].find(w) for w in _NOT_AGAIN if w in sentence[0])
        if not begun or begun.end() >= again:
            continue
        start = sentence.start() + begun.end()
        stop = sentence.start() + again
        end = next((v.start for v in verbs(text, start, stop) if v.start > start), stop)
        found = tuple(
            m for m in mentions(text, start, end) if looks_like_body(m.name) or is_group(m.name)
        )
        if found:
            lead = len(sentence[0]) - len(sentence[0].lstrip("（( \u3000"))
            tail = len(sentence[0].rstrip("）) \u3000"))
            return found, Span(sentence.start() + lead, sentence.start() + tail)
    return None
