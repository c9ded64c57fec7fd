"""Targets that state a figure and its unit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from zmddoc.grammar.compared import baseline
from zmddoc.grammar.cues import ACTS, AID, CEILING, PAST, STRIVEN, reduces
from zmddoc.grammar.dates import Dated
from zmddoc.grammar.each import EACH, OF_EACH_KIND, each_aside
from zmddoc.grammar.excuses import DONE_BY, excuse, sort_of
from zmddoc.grammar.figures import Figure, bare
from zmddoc.grammar.goal import TargetReading
from zmddoc.grammar.ground import Ground
from zmddoc.grammar.naming import carried_verb, distributed, kind, name, thing
from zmddoc.grammar.phrases import Clause, within
from zmddoc.grammar.pieces import Piece, acts, led, pieces, trailing
from zmddoc.grammar.reading import Doubt
from zmddoc.model.plan import Bound

_PREDICATES = re.compile(
    r"增长|下降|降低|减少|提高|达到|突破|不低于|不少于|超过|控制在|压缩|缩短|稳定在"
)
_OF_MANY = re.compile(r"每(?![年月季日周万千百])|各(?!类|项|种|级|方|界|渠)")
_SAME = re.compile(r"(?:同比|环比|[较比](?:上|去)年(?:同期)?)?")
_PLACE = re.compile(r"^全[市省县区国]")
_PADDING = re.compile(r"[，,、\s]")
_INNER = re.compile(r"完成|利用|实现|达")


def stated(ground: Ground) -> Iterator[TargetReading]:
    """Yield the targets with a figure and a unit, sentence by sentence."""
    governing: Dated | None = None
    for clauses in ground.sentences.values():
        if ground.text[clauses[0].start - 1 : clauses[0].start] == "\n":
            governing = None
        sentence = _Sentence(ground, clauses, governing)
        yield from sentence.read()
        governing = sentence.governing


class _Sentence:
    """What holds from clause to clause of one sentence."""

    def __init__(self, ground: Ground, clauses: Sequence[Clause], governing: Dated | None) -> None:
        self.ground, self.text, self.clauses = ground, ground.text, clauses
        self.governing = governing
        """到2025年: holds for the sentences behind it too."""
        self.ruling: Dated | None = None
        """A date of this sentence."""
        self.own: Dated | None = None
        """A date of this clause."""
        self.topic = ""
        """What the clause before speaks of: 严格控制一般性支出，压减5%."""
        self.offered = self.past = self.soft = False
        self.striven: Clause | None = None
        """The clause of 力争."""
        self.per = self.verb = ""
        self.conditions = self._conditions()
        """The last clause that says for whom aid is: …的，每人补贴1000元; -1 where none does."""
        self.last: TargetReading | None = None
        self.named: list[str] = []
        """What was read so far."""

    def read(self) -> Iterator[TargetReading]:
        """Yield the targets of the sentence."""
        for k, clause in enumerate(self.clauses):
            words = self.text[clause.start : clause.end]
            self._dated(clause)
            each = EACH.search(words) or OF_EACH_KIND.match(words)
            if each:
                self.per = each[0]
            there = [one for one in self.ground.figures_in(clause) if self.ground.counts(one)]
            cut = list(pieces(self.text, clause, there)) if k > self.conditions else []
            if k <= self.conditions:
                self.ground.excused |= {one.start: "享受政策的条件" for one in there}
            for one in self._respectively(cut) or self._one_by_one(cut, k, each=bool(each)):
                self.named.append(one.name)
                yield one
            self.topic = words if len(words) < 20 else ""
            self.offered |= bool(AID.search(words))
            if STRIVEN in words and len(_PADDING.sub("", words)) <= 12:
                self.soft, self.striven = True, clause  # 力争到2025年，

    def _conditions(self) -> int:
        ends = [k for k, one in enumerate(self.clauses) if self.text[one.end - 1] == "的"]
        if not ends:
            return -1
        behind = self.clauses[ends[-1] + 1 :]
        return ends[-1] if any(AID.search(self.text, one.start, one.end) for one in behind) else -1

    def _dated(self, clause: Clause) -> None:
        year = self.ground.year
        if clause.end - clause.start <= 10 and PAST.search(self.text, clause.start, clause.end):
            self.past = True  # 近3年来，
        self.own = None
        for one in self.ground.dates_in(clause):
            before = self.text[max(one.span.start - 1, 0) : one.span.start]
            if before in ("较", "比"):
                continue  # what it is measured from
            if one.explicit or one.whole_year:
                self.own = one
            if one.year is None or before in ("以", "于"):
                continue
            self.past = one.year < year
            if self.past or not one.due:
                continue
            if self.text[one.span.start] == "到":
                self.governing = one
            elif one.explicit or one.whole_year:
                self.ruling = one

    def _one_by_one(self, cut: Sequence[Piece], k: int, *, each: bool) -> Iterator[TargetReading]:
        for i, piece in enumerate(cut):
            if self.text.find(STRIVEN, piece.start, piece.figure.start) >= 0:
                self.soft, self.striven = True, piece.clause
            own = self.text[piece.start : piece.figure.start]
            begun = led(self.text, piece.start, piece.figure.start)
            if piece.first and acts(self.text[begun : piece.figure.start]):
                begun = self._joined(begun, piece)
            core = _PLACE.sub("", thing(each_aside(self.text[begun : piece.figure.start])))
            after = self.text[piece.end : min(piece.limit, piece.end + 30)]
            fresh = (
                acts(core)
                or (piece.first and carried_verb(trailing(core)))
                or _PREDICATES.search(own)
                or (not core and ACTS.search(after))
            )
            carried = self.last is not None and not fresh and _continues(own, piece, self.last)
            why = excuse(
                self.text,
                piece,
                offered=self.offered,
                carried=carried,
                past=self.past,
                last=sort_of(self.last.unit) if self.last else "",
            )
            if why or _upside_down(piece.figure):
                self.last = None
                self._let_go(piece, why)
                continue
            if not carried:
                self.verb = carried_verb(acts(core) or trailing(core))
            read = self._read(piece, begun, shared=self._shared(cut, i, k), carried=carried)
            if read.name == acts(read.name) and i + 1 < len(cut):
                read = replace(
                    read, name=read.name + self.text[cut[-1].end : self._behind(cut[-1])]
                )
            per = self.per if each or acts(read.name) else ""
            self.last = self._judged(read, piece, per)
            if self.soft and self.striven != piece.clause and acts(core):
                self.last = self._loosely_striven(self.last)
            yield self.last

    def _joined(self, begun: int, piece: Piece) -> int:
        """Where the figure's own thing begins behind one that has none: 修订甲和28个乙."""
        own = self.text[begun : piece.figure.start]
        return piece.figure.start if own.endswith(("和", "及", "、", "与")) else begun

    def _loosely_striven(self, read: TargetReading) -> TargetReading:
        """力争 stands in an earlier clause, and this one has a verb of its own."""
        why = Doubt(read.quote, "力争", "“力争”在前面，是否也管到这一项", "不是力争", "likely")
        confidence = "likely" if read.confidence == "sure" else read.confidence
        return replace(read, confidence=confidence, doubts=(*read.doubts, why))

    def _let_go(self, piece: Piece, why: str) -> None:
        self.ground.excused[piece.figure.start] = why
        if piece.origin:
            self.ground.excused[piece.origin.start] = why

    def _judged(self, read: TargetReading, piece: Piece, per: str) -> TargetReading:
        """The reading with what its sentence says of it, and its confidence."""
        first, final = self.clauses[0].start, self.clauses[-1].end
        words = self.text[max(first, read.quote.start - 200) : min(final, read.quote.end + 100)]
        plain = not AID.search(words) and not CEILING.search(words) and not per
        around = self.text[max(first, read.quote.start - 30) : read.quote.end]
        plain = plain and not _OF_MANY.search(around)
        plain = plain and not self.text.startswith("的", read.quote.end)
        sure = plain and piece.origin is None and read.baseline is None
        doubts: tuple[Doubt, ...] = ()
        unsure = _unsure(self.text, read, piece)
        if unsure:
            why = Doubt(read.quote, f"指标：{read.name}", unsure, confidence="doubtful")
            return replace(
                read,
                soft=self.soft,
                per=per or None,
                due=self._due(),
                confidence="doubtful",
                doubts=(why,),
            )
        if self.ground.repeated(read.quote):
            doubts = (Doubt(read.quote, f"指标：{read.name}", "引文在文中不止一处"),)
            sure = False
        return replace(
            read,
            soft=self.soft,
            per=per or None,
            due=self._due(),
            confidence="sure" if sure else "likely",
            doubts=doubts,
        )

    def _due(self) -> date | None:
        own = self.own
        if own and own.due and not own.recurring:
            return own.due if own.year is None or own.year >= self.ground.year else None
        governing = self.ruling or self.governing
        return governing.due if governing else None

    def _shared(self, cut: Sequence[Piece], i: int, k: int) -> bool:
        """Whether what follows has no verb of its own, so that 全年 or 力争 governs it as well."""
        if i + 1 < len(cut):
            following = cut[i + 1]
        elif k + 1 < len(self.clauses):
            there = [
                one
                for one in self.ground.figures_in(self.clauses[k + 1])
                if self.ground.counts(one)
            ]
            found = next(pieces(self.text, self.clauses[k + 1], there), None)
            if found is None:
                return False
            following = found
        else:
            return False
        begun = led(self.text, following.start, following.figure.start)
        words = self.text[begun : following.figure.start]
        return bool(words) and not acts(thing(words)) and not _PREDICATES.search(words)

    def _read(self, piece: Piece, begun: int, *, shared: bool, carried: bool) -> TargetReading:
        text, figure, last = self.text, piece.figure, self.last
        verb = self.verb if carried and sort_of(figure.unit) != "rate" else ""
        start = begun
        for one in self.ground.dates_in(Clause(begun, begun + 2, 0)):
            if start <= one.span.start <= start + 1 and one.span.end < figure.start:
                start = led(text, one.span.end, figure.start)
        if shared:
            for word in (STRIVEN, "全年"):
                if text.startswith(word, start):
                    start = led(text, start + len(word), figure.start)
        before = text[start : figure.start]
        after, end = "", piece.end
        core = thing(before)
        open_ended = (
            trailing(core)
            or core.startswith("对")
            or len(core) == 1  # 为2万名老人提供服务
            or before.endswith(("的", "等"))
            or DONE_BY.match(text, piece.end)
        ) and (
            sort_of(figure.unit) != "rate"
            or text.startswith("的", piece.end)
            or DONE_BY.match(text, piece.end)
        )
        if not core or acts(core) == core or open_ended:
            end = self._behind(piece)
            after = text[piece.end : end]
        quote = self.ground.once(start, end, piece.clause)
        before = each_aside(before)
        named = name(
            before,
            after,
            figure.unit,
            verb=verb,
            previous=last.name if last else self.topic if piece.first else "",
        )
        if last and named == acts(named):
            named = last.name if last.name.startswith(named) else named
        words = text[start:end]
        return TargetReading(
            name=named or words,
            quote=quote,
            bound=_bound(figure),
            kind=kind(words, figure.unit, listed=bool(verb)),
            unit=figure.unit,
            value=figure.low if figure.high is None else None,
            low=figure.low if figure.high is not None else None,
            high=figure.high,
            baseline=baseline(text, piece),
            direction="down" if reduces(words) else "up",
        )

    def _respectively(self, cut: Sequence[Piece]) -> list[TargetReading]:
        """Several figures for several things: A、B分别达到65%和55%."""
        if len(cut) < 2:
            return []
        text, first, final = self.text, cut[0], cut[-1]
        before = text[first.start : first.figure.start]
        stem, mark, _ = before.partition("分别")
        if not mark or any(_upside_down(one.figure) for one in cut):
            return []
        if excuse(text, first, offered=self.offered, carried=False, past=self.past):
            return []
        begun = led(text, first.start, first.figure.start)
        years = self.ground.years(self.clauses[0].start, first.figure.start)
        named = distributed(text[begun : first.start + len(stem)], len(cut))
        if years and text[begun : years[0].span.start].strip():  # 覆盖率2023年、2024年分别达到…
            named = (text[begun : years[0].span.start],) * len(cut)
        head = self._read(first, begun, shared=False, carried=False)
        quote = self.ground.once(head.quote.start, final.end, first.clause)
        move = before[len(stem) :].removeprefix("分别")
        before_it = self.named[-len(cut) :]
        if _SAME.fullmatch(thing(text[begun : first.start + len(stem)])):
            # 游客4000万人次、收入300亿元，同比分别增长20%和25%
            if len(before_it) < len(cut):
                return []
            named = tuple(before_it)
        if len(named) == len(cut):
            units = [piece.figure.unit for piece in cut]
            called = [name(one + move, "", unit) for one, unit in zip(named, units, strict=True)]
        else:
            whole = name(text[begun : first.figure.start], "", first.figure.unit)
            called = [f"{whole}（之{i}）" for i in range(1, len(cut) + 1)]
        self.soft |= STRIVEN in quote.of(text)
        found = [
            replace(
                head,
                name=one,
                quote=quote,
                bound=_bound(piece.figure)
                if piece.end > piece.figure.end
                else _bound(final.figure),
                unit=final.figure.unit if piece.figure.unit == "个" else piece.figure.unit,
                value=piece.figure.low if piece.figure.high is None else None,
                low=piece.figure.low if piece.figure.high is not None else None,
                high=piece.figure.high,
            )
            for one, piece in zip(called, cut, strict=True)
        ]
        judged = [self._judged(one, first, self.per) for one in found]
        if not years:
            return judged
        quote = self.ground.once(min(begun, years[0].span.start), final.end, first.clause)
        if len(years) == len(judged):
            pairs = zip(judged, years, strict=True)
            return [replace(one, quote=quote, due=year.due) for one, year in pairs]
        why = Doubt(quote, "指标：到哪一年", "年份与数不是一一对应")
        return [replace(one, quote=quote, confidence="doubtful", doubts=(why,)) for one in judged]

    def _behind(self, piece: Piece) -> int:
        """The end of a thing that stands behind its figure: 3个产业技术创新战略联盟."""
        end = piece.end
        while end < piece.limit and self.text[end] not in "、（(和并":
            quoted = within(self.ground.cut.quotes, end)
            if quoted and end > piece.end and not trailing(self.text[piece.end : end]):
                break  # 项目建设“双百行动”
            end = min(quoted.end, piece.limit) if quoted else end + 1
        while end > piece.end and self.text[end - 1].isspace():
            end -= 1
        return end


def _unsure(text: str, read: TargetReading, piece: Piece) -> str:
    """Why a figure may not be what it looks like, '' where nothing speaks against it."""
    behind = text[piece.figure.end : piece.figure.end + 1]
    if bare(read.unit) and "\u4e00" <= behind <= "\u9fff" and piece.end == piece.figure.end:
        return f"计量单位可能是“{read.unit}{behind}”"
    if _SIZE.match(thing(text[piece.start : piece.figure.start])):
        return "可能只是说明项目有多大"
    return ""


_SIZE = re.compile(r"(?:项目)?(?:计划)?总(?:投资|规模|面积)")


def _upside_down(figure: Figure) -> bool:
    """Whether the second of two numbers is the smaller: 5-3家 is no range."""
    return figure.high is not None and figure.high < figure.low


def _bound(figure: Figure) -> Bound:
    return next(one for one in ("range", "≈", "<=", ">=") if one in figure.bounds)


def _continues(own: str, piece: Piece, last: TargetReading) -> bool:
    """Whether words without a verb go on with the list before: 、市级重点实验室5家."""
    listed = not piece.first or piece.figure.unit == last.unit
    return (
        listed
        and len(own) < 40
        and not _INNER.search(own)
        and sort_of(piece.figure.unit) == sort_of(last.unit)
    )
