"""Whether a figure goes on with the list before it, and what several figures share."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zmddoc.grammar.cues import ACTS
from zmddoc.grammar.excuses import sort_of
from zmddoc.grammar.figures import Figure
from zmddoc.grammar.goal import TargetReading
from zmddoc.grammar.phrases import Clause
from zmddoc.grammar.pieces import Piece
from zmddoc.model.plan import Bound

PREDICATES = re.compile(
    r"增长|下降|降低|减少|提高|达到|突破|不低于|不少于|超过|控制在|压缩|缩短|稳定在"
)
_INNER = re.compile(r"完成|(?<![全合化])利用(?![类率])|实现|达")
TURNS = re.compile(
    r"惠及|受益|加强|深化|强化|鼓励|健全|完善|优化|拓展|构建|营造|严格|为|对|与|让|向"
)
"""Begins something else than what goes on with a list."""
_SAYS_MORE = re.compile(
    r"[总共占约涉惠带现长宽深高日年月]|投资|覆盖|面积|规模|容积|库容|其中|建筑|服务|参与|人口|群众|超|以上"
)
"""What tells more of the thing before (总建筑面积3万平方米), and is no further one (桥梁10座)."""


def continues(own: str, piece: Piece, last: TargetReading) -> bool:
    """Whether words without a verb go on with the list before: 、市级重点实验室5家."""
    listed = not piece.first or piece.figure.unit == last.unit
    return (
        listed
        and len(own) < 40
        and not _INNER.search(own)
        and sort_of(piece.figure.unit) == sort_of(last.unit)
    )


def in_the_middle(text: str, piece: Piece, last: TargetReading | None, before: Clause) -> bool:
    """Whether a clause that is but a noun and its number goes on with the one ``before``, in another
    unit: 改造道路40公里，桥梁10座，修建…."""
    own = text[piece.start : piece.figure.start]
    return (
        last is not None
        and piece.first
        and 2 <= len(own.strip()) <= 10
        and before.start <= last.quote.start < before.end
        and sort_of(piece.figure.unit) == sort_of(last.unit) == "count"
        and piece.end == piece.clause.end
        and not ACTS.search(own)
        and not _SAYS_MORE.search(own)
    )


def upside_down(figure: Figure) -> bool:
    """Whether the second of two numbers is the smaller: 5-3家 is no range."""
    return figure.high is not None and figure.high < figure.low


def joined_only(text: str, piece: Piece) -> bool:
    """Whether nothing but a joint stands before a figure."""
    return not text[piece.start : piece.figure.start].strip("、和及与，, ")


def bounding(piece: Piece, cut: Sequence[Piece]) -> Figure:
    """The figure whose words bound one of several: 分别低于7%和5%, 分别达到7%、5%以上."""
    if piece.end > piece.figure.end or piece.figure.high is not None:
        return piece.figure
    final = cut[-1]
    return final.figure if final.end > final.figure.end else cut[0].figure


def bound(figure: Figure) -> Bound:
    return next(one for one in ("range", "≈", "<=", ">=") if one in figure.bounds)
