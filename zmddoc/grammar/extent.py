"""How far the thing reaches that stands behind its figure: 3个产业技术创新战略联盟."""

from __future__ import annotations

import re

from zmddoc.grammar.ground import Ground
from zmddoc.grammar.phrases import within
from zmddoc.grammar.pieces import Piece, acts, trailing

_LONGEST = 40
"""Characters of a list of things behind a figure."""


def behind(ground: Ground, piece: Piece) -> int:
    """Return the end of the thing behind a piece's figure."""
    text, end = ground.text, piece.end
    while end < piece.limit:
        quoted = within(ground.cut.quotes, end)
        aside = within(ground.cut.brackets, end)
        span = quoted or aside
        if span is not None:
            named = span.end < piece.limit and "\u4e00" <= text[span.end] <= "\u9fff"
            if aside and not quoted and not named:
                break
            if quoted and end > piece.end and not (named or trailing(text[piece.end : end])):
                break  # 项目建设“双百行动”
            end = min(span.end, piece.limit)
        elif _stops(text, piece, end):
            break
        else:
            end += 1
    while end > piece.end and text[end - 1].isspace():
        end -= 1
    return end


def cut_off(text: str, piece: Piece, core: str) -> str:
    """The thing behind a figure that another figure ends: 8件实事项目30个指标; '' where none is. ``core``:
    what stands before the figure."""
    if piece.limit > piece.end or acts(core) != core or piece.end >= piece.clause.end:
        return ""
    match = _NOUN.match(text, piece.end, piece.clause.end)
    return match[0] if match else ""


_NOUN = re.compile(r"[\u4e00-\u9fff]{2,20}(?=\d)")


def _stops(text: str, piece: Piece, end: int) -> bool:
    """Whether the thing ends at this character."""
    if text[end].isspace():
        return end > piece.end + 1  # the next column of a table
    return text[end] in "并（(" or (text[end] in "、和" and not _lists(text, piece, end))


def _lists(text: str, piece: Piece, joint: int) -> bool:
    """Whether what is joined there is a further name of what the figure counts, and nothing else to be
    done: 200名优秀学生、青年人才; 13所学校新建、改扩建工程."""
    if piece.limit < piece.clause.end or joint - piece.end > _LONGEST or joint == piece.end:
        return False
    before = text[piece.end : joint]
    following = text[joint + 1 : min(joint + 9, piece.limit)]
    if trailing(before):
        return True
    return bool(following) and not acts(following) and not following.startswith(_OTHERS)


_OTHERS = ("对", "为", "在", "一批", "一大批", "若干", "多")
"""With what something else begins."""
