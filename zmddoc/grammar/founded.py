"""A second look at figures with nothing to be done or reached about them: those of which a goal is said
all the same, whatever the thing is called."""

from __future__ import annotations

import re

from zmddoc.grammar.cues import AID, WHOLES
from zmddoc.grammar.excuses import DO_SO, FUND, sort_of
from zmddoc.grammar.past import PAST
from zmddoc.grammar.pieces import Piece
from zmddoc.grammar.reading import Confidence

_STOPS = "，,。；;、：:！!?？）)”和及与\n"
_STRONG = re.compile(
    r"(?:力争|确保|争取|实现)[^，,。；;、]{0,30}$|(?:突破|冲刺|达到?|不[得能]?[低少]于|(?<!不)(?<!不得)超过?|控制在|稳定在|保持在|(?:提高|提升|增加|扩大|上升|下降|降低|降|压减|压缩)(?:[到至])?)\s?约?$"
)
_MEASURE = re.compile(
    r"(?:(?<!建筑)(?<!占地)(?<!总)面积|[^总]产量|总产量?|单产|吞吐量|浓度|里程|人口|(?:总|用|水|储|存|流)量|总数|寿命|学位|泊位|用工|播面)$"
)
_YIELDS = re.compile(r"(?:生产|出栏|存栏|产出|外调|托管|播种|移栽|收储)$")
_SIZE = re.compile(r"^(?:项目)?(?:计划)?(?:总)?(?:投资|规模|面积|金额|价值)$")
_YEARLY = re.compile(r"^(?:全年|本年|今年|年度|确保|力争)")
_ALL = re.compile(
    r"(?:的[^，,。；;、]{2,16}?)?(?:实现|完成|参加|参保|覆盖|达到?|纳入|落实|配备|建有|就业|入学|安置|脱贫|签约|办结|通过|整改|进入|享受|建立|开设|设立|回收|无害化|(?:建设)?达标)"
)
_OPENS = re.compile(r"(?:实现|确保|做到|达到|保证|力争)$")
_DOES = re.compile(r"(?:下达|拨付|支付|开工|完工|竣工|分解|执行|兑现|到位|完成|清零|销号|办结)$")


def second_look(text: str, piece: Piece, words: str) -> tuple[Confidence, str] | None:
    """Return how sure a figure is a target that nothing is done about, and why no surer; None where
    it is none. ``words`` are its own, without dates."""
    figure, sort = piece.figure, sort_of(piece.figure.unit)
    own = words.strip(" ，,：:")
    stops = piece.end >= len(text) or text[piece.end] in _STOPS or piece.end == piece.clause.end
    after = text[piece.end : min(piece.clause.end, piece.end + 30)]
    if PAST.search(own) or AID.search(own) or _SIZE.match(own):
        return None
    bounded = piece.end > figure.end
    if sort == "rate":
        return _rate(own, after, piece, stops=stops, bounded=bounded)
    if sort == "money":
        if not stops or FUND.search(own) or not (_STRONG.search(own) or (bounded and own)):
            return None
        return "likely", "没有写明是产值、投资一类的哪一种"
    if not stops or len(own) < 2:
        return None
    if _YIELDS.search(own) or (bounded and _MEASURE.search(own)):
        return "likely", "没有写要达到"
    if _MEASURE.search(own) and _YEARLY.search(own):
        return "likely", "没有写要达到"
    if _MEASURE.search(own) or bounded:
        return "doubtful", "没有写要做什么，可能只是说明情况"
    return None


_PART_OF = re.compile(r"(?:不[低少]于|超过|达到|占)[^，,。；;、]{2,20}(?:" + WHOLES + ")的$")


def all_of_them(text: str, piece: Piece) -> bool:
    """Whether 100% is said of whom the words stand before it, and what they do behind: 贫困人口100%参保."""
    figure = piece.figure
    whole = sort_of(figure.unit) == "rate" and figure.low == 100 and piece.end == figure.end
    return whole and _ALL.match(text, piece.end, min(piece.clause.end, piece.end + 30)) is not None


def _rate(
    own: str, after: str, piece: Piece, *, stops: bool, bounded: bool
) -> tuple[Confidence, str] | None:
    whole = piece.figure.low == 100 and piece.figure.high is None
    if whole and not bounded:
        opens = not own or _OPENS.search(own) or not own.endswith(("的", "为"))
        if opens and _ALL.match(after):
            return "likely", "“100%”可能只是说全部"
    if DO_SO.match(after):
        return "likely", "没有写明是什么的比率"
    if not stops:
        return None
    if _PART_OF.search(own) or (_STRONG.search(own) and len(own) > 3):
        return "likely", "没有写明是什么的比率"
    if bounded and _DOES.search(own):
        return "likely", "没有写明是什么的比率"
    return None
