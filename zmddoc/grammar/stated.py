"""Targets that state a figure and its unit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from zmddoc.grammar.compared import baseline
from zmddoc.grammar.continued import (
    PREDICATES,
    TURNS,
    bound,
    bounding,
    continues,
    in_the_middle,
    upside_down,
)  # fmt: skip
from zmddoc.grammar.cues import ACTS, AID, STRIVEN, reduces
from zmddoc.grammar.dates import Dated
from zmddoc.grammar.each import EACH, OF_EACH_KIND, each_aside
from zmddoc.grammar.excuses import DONE_BY, UNFOUNDED, excuse, sort_of
from zmddoc.grammar.extent import behind, cut_off
from zmddoc.grammar.figures import unquoted_end
from zmddoc.grammar.founded import all_of_them, second_look
from zmddoc.grammar.goal import TargetReading
from zmddoc.grammar.governed import Governed
from zmddoc.grammar.ground import Ground
from zmddoc.grammar.judging import hesitant, judged, loosely_striven
from zmddoc.grammar.naming import carried_verb, kind, measure_of, name, thing
from zmddoc.grammar.phrases import Clause
from zmddoc.grammar.pieces import Piece, acts, led, pieces, trailing
from zmddoc.grammar.reading import Confidence, Doubt
from zmddoc.grammar.rows import row
from zmddoc.grammar.subject import stem, taken_up

_PLACE = re.compile(r"^全[市省县区国]")
_STOPS = tuple("，,。；;、：:！!?？）)”和及与\n")
_PADDING = re.compile(r"[，,、\s]")
_BATCH = re.compile(r"(?:首批|[前第][一二三]批|全[国省市县区]|剩余|其余|余下|全域)$")
_ITS_SHARE = re.compile(r"占[^，,。；;]{2,16}比[重例]$")
_OF_A_LEVEL = re.compile(
    r"(?:国家|省部?|市|县|区|州)级(?:及?以上)?|\d{0,6}[十百千万亿]{1,2}元(?:及?以上)?"
)
_ITS_GROWTH = re.compile(r"同?比?(?:增幅|增速|增长率|降幅)")
_OF_THE_AIM = re.compile(r"的[^，,。；;、]{0,6}目标")
_LEADS_DOWN = re.compile(r"(?:压缩|压减|缩减|精简|合并|减少|[减降缩])[至到为成]$")


def stated(ground: Ground) -> Iterator[TargetReading]:
    """Yield the targets with a figure and a unit, sentence by sentence."""
    governing: Dated | None = None
    before: _Sentence | None = None
    for clauses in ground.sentences.values():
        between = ground.text[clauses[0].start - 1 : clauses[0].start]
        if between == "\n":
            governing = None
        sentence = _Sentence(ground, clauses, governing)
        if between in ("；", ";") and before:
            sentence.before = before.last
            sentence.time.ruling = before.heading
        sentence.time.reported = bool(before and between != "\n" and before.time.reports)
        yield from sentence.read()
        governing, before = sentence.time.governing, sentence


class _Sentence:
    """What holds from clause to clause of one sentence."""

    def __init__(self, ground: Ground, clauses: Sequence[Clause], governing: Dated | None) -> None:
        self.ground, self.text, self.clauses = ground, ground.text, clauses
        self.time = Governed(ground, governing, clauses)
        self.topic = ""
        """What the clause before speaks of: 严格控制一般性支出，压减5%."""
        self.offered = self.soft = False
        self.striven: Clause | None = None
        """The clause of 力争."""
        self.per = self.verb = ""
        self.conditions = self._conditions()
        """The last clause that says for whom aid is: …的，每人补贴1000元; -1 where none does."""
        self.last: TargetReading | None = None
        self.before: TargetReading | None = None
        """What was read last before a semicolon: …控制在12%以内；到2020年，控制在10%以内."""
        self.look: tuple[Confidence, str] | None = None
        """How sure the last was at the second look; what goes on with it is no surer."""
        self.named: list[str] = []
        """What was read so far."""

    def read(self) -> Iterator[TargetReading]:
        """Yield the targets of the sentence."""
        for k, clause in enumerate(self.clauses):
            words = self.text[clause.start : clause.end]
            self.time.enter(clause)
            each = EACH.search(words) or OF_EACH_KIND.match(words)
            if each:
                self.per = each[0]
            there = [one for one in self.ground.figures_in(clause) if self.ground.counts(one)]
            cut = list(pieces(self.text, clause, there)) if k > self.conditions else []
            if k <= self.conditions:
                self.ground.excused |= {one.start: "享受政策的条件" for one in there}
            for one in self._respectively(cut) or self._one_by_one(cut, k, each=bool(each)):
                self.named.append(one.name)
                why = self.time.perhaps_past
                yield hesitant(one, why, "doubtful") if why else one
            self.topic = words if len(words) < 20 else ""
            self.offered |= bool(AID.search(words))
            if STRIVEN in words and len(_PADDING.sub("", words)) <= 12:
                self.soft, self.striven = True, clause  # 力争到2025年，

    @property
    def heading(self) -> Dated | None:
        """The year with which the sentence begins, for what follows a semicolon too."""
        ruling, first = self.time.ruling, self.clauses[0]
        heads = ruling and ruling.whole_year and not ruling.edge and ruling.span.end == first.end
        return ruling if heads and ruling and ruling.span.start <= first.start + 2 else None

    def _conditions(self) -> int:
        ends = [k for k, one in enumerate(self.clauses) if self.text[one.end - 1] == "的"]
        if not ends:
            return -1
        later = self.clauses[ends[-1] + 1 :]
        return ends[-1] if any(AID.search(self.text, one.start, one.end) for one in later) else -1

    def _one_by_one(self, cut: Sequence[Piece], k: int, *, each: bool) -> Iterator[TargetReading]:
        for i, piece in enumerate(cut):
            if self.text.find(STRIVEN, piece.start, piece.figure.start) >= 0:
                self.soft, self.striven = True, piece.clause
            own = self.text[piece.start : piece.figure.start]
            if len(cut) > 1:
                self.time.narrow(piece.start, piece.figure.start)
            begun = led(self.text, piece.start, piece.figure.start)
            if piece.first and acts(self.text[begun : piece.figure.start]):
                begun = self._joined(begun, piece)
            core = _PLACE.sub("", thing(each_aside(self.text[begun : piece.figure.start])))
            after = self.text[piece.end : min(piece.limit, piece.end + 30)]
            fresh = (
                acts(core)
                or (piece.first and carried_verb(trailing(core)))
                or PREDICATES.search(own)
                or (TURNS.match(core) and (piece.first or core.startswith(("惠及", "受益"))))
                or (not core and ACTS.search(after))
            )
            carried = self.last is not None and not fresh and continues(own, piece, self.last)
            middle = (
                not carried
                and not fresh
                and bool(self.verb)
                and in_the_middle(self.text, piece, self.last, self.clauses[k - 1])
            )
            carried |= middle
            subject = self._subject(begun, piece)
            why = excuse(
                self.text,
                piece,
                offered=self.offered,
                carried=carried,
                past=self.time.past,
                last=sort_of(self.last.unit) if self.last else "",
                subject=subject,
            )
            look = None
            if why in UNFOUNDED and why and not upside_down(piece.figure):
                words = subject + self.ground.undated(begun, piece.figure.start)
                look = second_look(self.text, piece, words)
            if (why and not look) or upside_down(piece.figure):
                self.last = None
                self._let_go(piece, why)
                continue
            if not carried:
                self.verb = carried_verb(acts(core) or trailing(core))
            read = self._read(piece, begun, shared=self._shared(cut, i, k), carried=carried)
            if read.name == acts(read.name) and i + 1 < len(cut):
                read = replace(
                    read, name=read.name + self.text[cut[-1].end : behind(self.ground, cut[-1])]
                )
            if subject:
                read = self._of(read, subject)
            per = self.per if each or acts(read.name) else ""
            before, self.last = self.last, self._judged(read, piece, per)
            if carried and before and before.confidence == "doubtful":
                self.last = hesitant(self.last, before.doubts[0].why, "doubtful")
            if subject and self.last.confidence == "sure":
                self.last = hesitant(
                    self.last,
                    f"没有写数的是什么，接着前面的“{subject}”读",
                    other=f"不是“{subject}”",
                )
            self.look = look or (self.look if carried else None)
            if self.look:
                look = self.look
                self.last = hesitant(self.last, look[1], look[0])
            if middle:
                self.last = hesitant(
                    self.last, f"没有动词，是否接着前面的“{self.verb}”", other=f"没有“{self.verb}”"
                )
            if self.soft and self.striven != piece.clause and acts(core):
                self.last = loosely_striven(self.last)
            yield self.last

    def _subject(self, begun: int, piece: Piece) -> str:
        """What a figure is of whose own words name nothing: …；到2020年，控制在10%以内."""
        last, unit = self.last or self.before, piece.figure.unit
        if self.text[piece.start : piece.figure.start].strip() == "/" and self.last:
            return self.last.name  # 储能300万千瓦/600万千瓦时
        if self.text[piece.end : piece.end + 1] not in _STOPS and piece.end < len(self.text):
            return ""  # 力争1家企业上市: the thing is behind
        return taken_up(
            self.ground.undated(begun, piece.figure.start),
            last,
            self.topic,
            same_sort=last is not None
            and sort_of(last.unit) == sort_of(unit)
            and not (last.unit.endswith("百分点") and unit in ("%", "％")),
            same_unit=last is not None and last.unit == unit,
        )

    def _of(self, read: TargetReading, subject: str) -> TargetReading:
        """The reading, of a thing that is named before it; what it goes on with is a change still."""
        last = self.last or self.before
        same = last is not None and last.name == subject and last.unit == read.unit
        kind_of = last.kind if last and same else read.kind
        return replace(
            read,
            name=subject,
            kind=kind_of,
            direction=last.direction if last and same else read.direction,
        )

    def _joined(self, begun: int, piece: Piece) -> int:
        """Where the figure's own thing begins behind one that has none: 修订甲和28个乙."""
        own = self.text[begun : piece.figure.start]
        return piece.figure.start if own.endswith(("和", "及", "、", "与")) else begun

    def _let_go(self, piece: Piece, why: str) -> None:
        self.ground.excused[piece.figure.start] = why
        if piece.origin:
            self.ground.excused[piece.origin.start] = why

    def _judged(self, read: TargetReading, piece: Piece, per: str) -> TargetReading:
        """The reading with what its sentence says of it, and its confidence."""
        whole = Clause(self.clauses[0].start, self.clauses[-1].end, piece.clause.sentence)
        read = replace(read, soft=self.soft, per=per or None, due=self.time.due)
        return judged(self.ground, whole, read, piece, late=self.time.late)

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
        return bool(words) and not acts(thing(words)) and not PREDICATES.search(words)

    def _read(self, piece: Piece, begun: int, *, shared: bool, carried: bool) -> TargetReading:
        text, figure, last = self.text, piece.figure, self.last
        verb = self.verb if carried and sort_of(figure.unit) != "rate" else ""
        start = begun
        for one in self.ground.dates_in(Clause(begun, begun + 2, 0)):
            aside = text[start : one.span.start]
            if (
                len(aside) < 2
                and aside not in ("比", "较")
                and start <= one.span.start < one.span.end < figure.start
            ):
                start = led(text, one.span.end, figure.start)
        if shared:
            for word in (STRIVEN, "全年"):
                if text.startswith(word, start):
                    start = led(text, start + len(word), figure.start)
        before = self.ground.undated(start, figure.start)
        listed = unquoted_end(text, figure.start)
        if listed < figure.start and _LEADS_DOWN.search(text, start, listed):
            before = text[start:listed]  # 减为“甲”“乙”2个环节
        after, end = "", piece.end
        core = thing(each_aside(before))
        whose = _BATCH.sub("", core)
        if acts(whose) == whose and sort_of(figure.unit) != "rate":
            core = before = whose  # 推进全省20个…项目
        open_ended: object = (
            trailing(core)
            or core.startswith("对")
            or len(core) == 1  # 为2万名老人提供服务
            or before.endswith(("的", "等"))
            or DONE_BY.match(text, piece.end)
        ) and (
            sort_of(figure.unit) != "rate"
            or (text.startswith("的", piece.end) and not _OF_THE_AIM.match(text, piece.end))
            or DONE_BY.match(text, piece.end)
        )
        if text[piece.end : piece.end + 1].isspace() and core and acts(core) != core:
            open_ended = False  # the next column of a table
        if not core or acts(core) == core or open_ended or all_of_them(text, piece):
            end = behind(self.ground, piece)
            after = text[piece.end : end]
        quote = self.ground.once(start, end, piece.clause)
        before, after = each_aside(before), after or cut_off(text, piece, core)
        named = name(
            before,
            after,
            figure.unit,
            verb=verb,
            previous=last.name if last else self.topic if piece.first else "",
        )
        if last and named == acts(named):
            same = last.name.startswith(named) or last.name.endswith(named)
            made = last.name.removeprefix(acts(last.name))
            own = made if made != last.name and last.unit == figure.unit and not after else ""
            named = last.name if same else named + own  # 改造棚户区3200套、建成2800套
        if last and _OF_A_LEVEL.fullmatch(named.removeprefix(verb)):  # 其中省级2家
            named += _OF_A_LEVEL.split(last.name.removeprefix(verb))[-1]
        if last and _ITS_GROWTH.fullmatch(named):
            named = stem(last.name) + named  # 收入达到20亿元、增幅12%
        if last and _ITS_SHARE.match(named):
            named = stem(last.name) + named  # 增加值增长8%，占GDP比重达到38%
        words = text[start:end]
        return TargetReading(
            name=named or words,
            quote=quote,
            bound=bound(figure),
            kind=kind(words, figure.unit, listed=bool(verb)),
            unit=measure_of(named, figure),
            value=figure.low if figure.high is None else None,
            low=figure.low if figure.high is not None else None,
            high=figure.high,
            baseline=baseline(text, piece),
            direction="down" if reduces(words) else "up",
        )

    def _respectively(self, cut: Sequence[Piece]) -> list[TargetReading]:
        """Several figures for several things: A、B分别达到65%和55%."""
        found_row = row(self.ground, self.clauses[0].start, cut, self.named, self.topic)
        if found_row is None:
            return []
        text, first, final, years = self.text, cut[0], cut[-1], found_row.years
        if excuse(text, first, offered=self.offered, carried=False, past=self.time.past):
            return []
        head = self._read(first, found_row.start, shared=False, carried=False)
        quote = self.ground.once(head.quote.start, final.end, first.clause)
        self.soft |= STRIVEN in quote.of(text)
        found = [
            replace(
                head,
                name=one,
                quote=quote,
                bound=bound(bounding(piece, cut)),
                kind=head.kind
                if sort_of(piece.figure.unit) == sort_of(first.figure.unit)
                else kind(one, piece.figure.unit, listed=False),
                unit=final.figure.unit if piece.figure.unit == "个" else piece.figure.unit,
                value=piece.figure.low if piece.figure.high is None else None,
                low=piece.figure.low if piece.figure.high is not None else None,
                high=piece.figure.high,
            )
            for one, piece in zip(found_row.names, cut, strict=True)
        ]
        judged = [self._judged(one, first, self.per) for one in found]
        if found_row.unnamed:
            judged = [hesitant(one, "几个数各是什么的，分不清楚", "doubtful") for one in judged]
        if not years:
            return judged
        quote = self.ground.once(min(found_row.start, years[0].span.start), final.end, first.clause)
        if len(years) == len(judged):
            pairs = zip(judged, years, strict=True)
            return [replace(one, quote=quote, due=year.due) for one, year in pairs]
        why = Doubt(quote, "指标：到哪一年", "年份与数不是一一对应", "每年都要达到")
        return [replace(one, quote=quote, confidence="doubtful", doubts=(why,)) for one in judged]
