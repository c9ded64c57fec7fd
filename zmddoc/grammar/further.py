"""Where in a file a further document begins, and whether that is the plan the first one sends out."""

from __future__ import annotations

from zmddoc.grammar.ending import BODY_END, signature
from zmddoc.grammar.flow import BREAK, Flow
from zmddoc.grammar.head import quoted
from zmddoc.grammar.headtitle import Titles
from zmddoc.grammar.headwords import COVERS


def document_start(flow: Flow, lo: int, hi: int) -> int | None:
    """Where between ``lo`` and ``hi`` (the first mark of its sections) a further document begins:
    with an issuer and 关于…的通知, or behind the signature of the one before."""
    at = hi
    while (at := flow.words.rfind("关于", lo, at)) >= 0:
        if flow.inside[at]:
            continue
        start = at
        while start > lo and at - start < 40 and flow.words[start - 1] not in "。）)：:；":
            start -= 1
            if flow.gaps[start] == BREAK and flow.words.endswith(BODY_END, start, at):
                break
        words = flow.words[start:at].removesuffix("印发")
        if words.endswith(BODY_END) and Titles(flow, hi).find_title(start):
            return start
    signed = signature(flow, lo, hi)
    return signed.end if signed and hi - signed.end > 10 else None


def announces(flow: Flow, lo: int, hi: int, start: int) -> bool:
    """Whether the words ``lo`` to ``hi`` send out a plan by name whose title stands at ``start``."""
    names = quoted(flow, lo, hi) if COVERS.search(flow.words, lo, hi) else []
    return any(len(name) > 6 and flow.words.startswith(name, start) for name in names)
