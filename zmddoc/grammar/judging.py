"""How sure the reading of a stated target is, and what speaks against it."""

from __future__ import annotations

import re
from dataclasses import replace

from zmddoc.grammar.cues import AID, CEILING
from zmddoc.grammar.extent import cut_off
from zmddoc.grammar.figures import bare
from zmddoc.grammar.goal import NO_TARGET, NOT_STRIVEN, TargetReading
from zmddoc.grammar.ground import Ground
from zmddoc.grammar.naming import thing
from zmddoc.grammar.phrases import Clause
from zmddoc.grammar.pieces import Piece, acts
from zmddoc.grammar.reading import Confidence, Doubt, least

_OF_MANY = re.compile(r"每(?![年月季日周万千百])|各(?!类|项|种|级|方|界|渠)")
_SIZE = re.compile(r"(?:项目)?(?:计划)?总(?:投资|规模|面积)")
_LATE = "早于方案的年度，也可能说的是过去"


def judged(
    ground: Ground, sentence: Clause, read: TargetReading, piece: Piece, *, late: bool
) -> TargetReading:
    """Return the reading with its confidence, from what its sentence says besides. ``late``: its year
    is before the plan's."""
    text = ground.text
    unsure = _unsure(text, read, piece)
    if unsure:
        return hesitant(read, unsure, "doubtful")
    words = text[
        max(sentence.start, read.quote.start - 200) : min(sentence.end, read.quote.end + 100)
    ]
    around = text[max(sentence.start, read.quote.start - 30) : read.quote.end]
    besides = (
        (AID.search(words), "这一句还说到补助、优惠"),
        (CEILING.search(words), "这一句还说到上限"),
        (read.per or _OF_MANY.search(around), "是按每个计的数"),
        (text.startswith("的", read.quote.end), "数后面还有话，也可能只是修饰"),
        (piece.origin is not None, "前后两个数，读后一个"),
        (read.baseline is not None and piece.origin is None, f"是与{read.baseline}相比的数"),
    )
    why = "；".join(reason for there, reason in besides if there)
    doubts: list[Doubt] = []
    if why:
        doubts.append(Doubt(read.quote, f"指标：{read.name}", why, NO_TARGET, "likely"))
    if late:
        doubts.append(Doubt(read.quote, f"时限：{read.due}", _LATE, NO_TARGET, "likely"))
    if ground.repeated(read.quote):
        doubts.append(Doubt(read.quote, f"指标：{read.name}", "引文在文中不止一处", NO_TARGET))
    return replace(read, confidence="likely" if doubts else "sure", doubts=tuple(doubts))


def loosely_striven(read: TargetReading) -> TargetReading:
    """力争 stands in an earlier clause, and the reading's own has a verb."""
    why = "“力争”在前面，是否也管到这一项"
    return _less_sure(read, Doubt(read.quote, "力争", why, NOT_STRIVEN, "likely"))


def hesitant(
    read: TargetReading, why: str, sure: Confidence = "likely", other: str = NO_TARGET
) -> TargetReading:
    """The reading with a doubt about it, no surer than ``sure``."""
    doubted = _less_sure(read, Doubt(read.quote, f"指标：{read.name}", why, other, sure))
    return replace(doubted, confidence=least((doubted.confidence, sure)))


def _less_sure(read: TargetReading, why: Doubt) -> TargetReading:
    confidence: Confidence = "likely" if read.confidence == "sure" else read.confidence
    return replace(read, confidence=confidence, doubts=(*read.doubts, why))


_WHERE = re.compile(r"\s?(?:安排在|位于|分布在|地处)")
_PLACE = re.compile(r"^全[市省县区国](?:共|将|各地)?")
_OF_A_PROJECT = re.compile(
    r"(?<=[吨瓦])(?:/年|/日)?[^，,。；;、\d的]{0,10}?(?:项目|工程|装置|生产线|基地)"
)
_AMOUNTS = re.compile(r"新增|净增|淘汰|关停|压减|削减|退出|化解|拆除|完成|累计|整治|并网")
_DOERS = re.compile(
    r"(?:街道|乡镇|区县|县区|县[（(]市、区[)）]|市州|部门)(?:要|均|都|分别)?(?:打造|开展|实施|推进|启动|推行|试行|探索)"
)


def _unsure(text: str, read: TargetReading, piece: Piece) -> str:
    """Why a figure may not be what it looks like, '' where nothing speaks against it."""
    next_one = text[piece.figure.end : piece.figure.end + 1]
    if read.unit and bare(read.unit) and not read.unit.startswith("/"):
        clear = "\u4e00" <= next_one <= "\u9fff" and piece.end == piece.figure.end
        if not clear or next_one in "规的":
            return "计量单位没有写全"
        return f"计量单位可能是“{read.unit}{next_one}”"
    named = _PLACE.sub("", read.name.removeprefix("每年"))
    figured = text[piece.figure.start : piece.figure.end]
    only_acts = named == acts(named) and not named.endswith(("就业", "总量"))
    if only_acts or named.endswith(figured) or named.startswith("分别"):
        return "没有写数的是什么"
    own = text[piece.start : piece.figure.start]
    if cut_off(text, piece, acts(thing(own)) and thing(own)):
        return "两个数连着写，数的是什么不清楚"
    if _OF_A_PROJECT.match(text, piece.figure.end, piece.clause.end) and not _AMOUNTS.search(
        text, piece.start, piece.figure.start
    ):
        return "可能只是说明项目有多大"
    if _DOERS.match(text, piece.figure.end, piece.clause.end):
        return "可能只是说由多少个来做"
    if text[piece.figure.start] in "百千万":
        return "“百”“千”“万”可能只是说很多"
    if _WHERE.match(own):
        return "可能只是说在哪里"
    if _SIZE.match(thing(own)):
        return "可能只是说明项目有多大"
    return ""
