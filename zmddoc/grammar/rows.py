"""Several figures for several things in one row: A、B分别达到65%和55%."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from zmddoc.grammar.continued import joined_only, upside_down
from zmddoc.grammar.dates import Dated
from zmddoc.grammar.ground import Ground
from zmddoc.grammar.naming import distributed, name, thing
from zmddoc.grammar.pieces import Piece, led

_SAME = re.compile(
    r"(?:同比|环比|[较比](?:(?:上|去)年(?:同期)?|20\d\d年(?:的[\d.][^，,。；;]{0,40})?))?"
)
"""What stands for things that were named before: 游客4000万人次、收入300亿元，同比分别增长20%和25%."""


@dataclass(frozen=True)
class Row:
    """What the figures of a row are of."""

    start: int
    """Where its words begin."""
    names: tuple[str, ...]
    """One for each figure."""
    years: Sequence[Dated]
    """The years listed in it: 2023年、2024年分别达到2个和3个."""
    unnamed: bool
    """Whether the words name another number of things than there are figures."""


def row(
    ground: Ground, start: int, cut: Sequence[Piece], before: Sequence[str], topic: str
) -> Row | None:
    """Return the row that the pieces of a clause are, None where they are none. ``start``: of the
    sentence; ``before``: the names of what was read in it so far; ``topic``: what the clause before
    speaks of."""
    if len(cut) < 2 or any(upside_down(one.figure) for one in cut):
        return None
    text, first = ground.text, cut[0]
    words = text[first.start : first.figure.start]
    stem, mark, _ = words.partition("分别")
    years = ground.years(start, first.figure.start)
    if not mark and len(years) == len(cut) and all(joined_only(text, one) for one in cut[1:]):
        stem, mark = words, "，"  # 到2022年和2030年，比例达到37%和40%
    if not mark:
        return None
    begun, end = led(text, first.start, first.figure.start), first.start + len(stem)
    named = distributed(text[begun:end], len(cut))
    if years and text[begun : years[0].span.start].strip():  # 覆盖率2023年、2024年分别达到…
        named = (text[begun : years[0].span.start],) * len(cut)
    elif len(years) == len(cut) and (
        len(named) == 1 or "城乡居民" in stem or years[0].span.start <= begun
    ):  # 到2022年和2030年，死亡率分别低于7%和5%
        named = (text[max(begun, years[-1].span.end) : end],) * len(cut)
    if _SAME.fullmatch(thing(text[begun:end])):
        named = tuple(before[-len(cut) :])
    move = words[len(stem) :].removeprefix("分别")
    if len(named) != len(cut):
        whole = (
            name(text[begun : first.figure.start], "", first.figure.unit, previous=topic) or "指标"
        )
        return Row(begun, tuple(f"{whole}（之{i}）" for i in range(1, len(cut) + 1)), years, True)
    pairs = zip(named, cut, strict=True)
    called = tuple(name(one + move, "", piece.figure.unit) for one, piece in pairs)
    return Row(begun, called, years, False)
