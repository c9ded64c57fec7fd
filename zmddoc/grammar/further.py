"""Where in a file a further document begins, and whether that is the plan the first one sends out."""

from __future__ import annotations

from zmddoc.grammar.ending import BODY_END, PUBLIC, annex_heading, signature
from zmddoc.grammar.flow import BREAK, Flow
from zmddoc.grammar.head import annex_label, quoted, read_head
from zmddoc.grammar.headtitle import Titles
from zmddoc.grammar.headwords import COVERS, SENT, STOPS


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
    names = _names(flow, lo, hi) if COVERS.search(flow.words, lo, hi) else []
    return _headed(flow, names, start)


def sent_plan(flow: Flow, lo: int, points: int) -> int | None:
    """Where the plan begins that a notice from ``lo`` on sends out, the first of whose own points
    stands at ``points``: behind its signature or as an annex, with the name it has in the notice or
    at least with a title on a line of its own. None where the notice sends out nothing, or the plan
    begins before ``points``."""
    if not COVERS.search(flow.words, lo, points) or read_head(flow, lo, points)[0].cover:
        return None
    size = len(flow)
    signed = signature(flow, points, size)
    behind = _unlabelled(flow, signed.end) if signed else size
    starts = [behind]
    if heading := annex_heading(flow, points, size):
        starts.append(heading[1])
    names = _names(flow, lo, points)
    named = (start for start in starts if _headed(flow, names, start))
    return next(named, behind if title_behind(flow, behind) else None)


def signed_before(flow: Flow, lo: int, hi: int) -> int | None:
    """Where between ``lo`` and ``hi`` words with a title of their own follow a signature."""
    signed = signature(flow, lo, hi)
    start = _unlabelled(flow, signed.end) if signed else hi
    return start if start < hi and title_behind(flow, start) else None


def title_behind(flow: Flow, start: int) -> bool:
    """Whether at ``start`` lines begin that are the title of a plan and nothing else."""
    hi = min(len(flow), start + LONGEST_TITLE)
    if start >= len(flow) or flow.gaps[start] != BREAK:
        return False
    title = Titles(flow, hi).find_title(start)
    return bool(title and title[2] == start and flow.gaps[title[1]] == BREAK)


LONGEST_TITLE = 90


def _unlabelled(flow: Flow, start: int) -> int:
    """Behind （此件公开发布） and 附件 on lines of their own."""
    public = PUBLIC.match(flow.words, start)
    start = public.end() if public else start
    return annex_label(flow, start, len(flow))


def _names(flow: Flow, lo: int, hi: int) -> list[str]:
    """What the words ``lo`` to ``hi`` call the plan that they send out."""
    sent = [match[1] for match in SENT.finditer(flow.words, lo, hi)]
    return [name for name in (*quoted(flow, lo, hi), *sent) if len(name) > 6]


def _headed(flow: Flow, names: list[str], start: int) -> bool:
    """Whether the line at ``start`` has one of the names in it; a year may stand before it."""
    for name in names:
        at = flow.words.find(name, start, start + len(name) + 16)
        if at >= 0 and not STOPS.intersection(flow.words[start:at]):
            return True
    return False
