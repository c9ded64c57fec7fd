"""How far the thing reaches that stands behind its figure: 3个产业技术创新战略联盟."""

from __future__ import annotations

from zmddoc.grammar.ground import Ground
from zmddoc.grammar.phrases import within
from zmddoc.grammar.pieces import Piece, trailing


def behind(ground: Ground, piece: Piece) -> int:
    """Return the end of the thing behind a piece's figure."""
    text, end = ground.text, piece.end
    while end < piece.limit and text[end] not in "、（(和并":
        quoted = within(ground.cut.quotes, end)
        if quoted and end > piece.end and not trailing(text[piece.end : end]):
            break  # 项目建设“双百行动”
        end = min(quoted.end, piece.limit) if quoted else end + 1
    while end > piece.end and text[end - 1].isspace():
        end -= 1
    return end
