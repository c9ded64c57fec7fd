"""What stands before a plan's first section: the publisher's table, issuer, title and number, the
recipients, the covering notice, the plan's own title, its preamble."""

from __future__ import annotations

import re

from zmddoc.grammar.ending import BODY_END, label_end, signature
from zmddoc.grammar.flow import BREAK, NONE, Flow
from zmddoc.grammar.publisher import NUMBER, read_table
from zmddoc.grammar.reading import Doubt, Span
from zmddoc.grammar.tree import Head

_KINDS = (
    "意见", "方案", "措施", "办法", "规定", "细则", "计划", "规划", "纲要", "通知", "通报", "决定", "公告", "通告",
    "批复", "函", "条例", "规则", "要点", "指南", "清单", "分工", "政策", "工作", "若干条", "行动", "目标", "安排", "预案", "分解", "台账",
)  # fmt: skip
_KIND = re.compile("|".join(_KINDS))
_SUFFIX = re.compile(
    r"[（(](?!\d{4}年\d{1,2}月\d{1,2}日[）)])(?:试行|暂行|修订|修订稿|征求意见稿|送审稿|草案|第[一二三四五六七八九十]+批|[^（()）]{0,3}\d{4}[^（()）]{0,10})[）)]"
)
_DATED = re.compile(r"[（(](\d{4}年\d{1,2}月\d{1,2}日)[）)]")
"""The date below the title of a decision: no part of it."""
_OPENERS = (
    "为", "根据", "按照", "依据", "近年", "当前", "党中央", "今年", "近日", "现", "遵照", "围绕", "结合", "在",
)  # fmt: skip
_RECIPIENT = (
    "各",
    "有关",
    "市直",
    "省直",
    "县直",
    "区直",
    "机关",
    "驻市",
    "驻省",
    "驻县",
    "驻区",
    "驻地",
    "驻各",
    "中央",
    "国务院各",
    "市政府各",
    "省政府各",
    "县政府各",
    "区政府各",
    "市委各",
    "县委各",
    "省委各",
)
_SENDING = ("印发", "转发", "批转")
_NOTICE = re.compile(r"(?:印发|转发|批转|公布|下发)")
_COVERS = re.compile(
    r"印发给你们|现予印发|现印发|予以印发|现转发|印发你们|现予公布|现下发|转发给你们"
)


def read_head(flow: Flow, lo: int, hi: int) -> tuple[Head, list[Doubt]]:
    """Read the words ``lo`` to ``hi``."""
    return _HeadReader(flow, lo, hi).read()


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
        if words.endswith(BODY_END) and _HeadReader(flow, start, hi).find_title(start):
            return start
    signed = signature(flow, lo, hi)
    return signed.end if signed and hi - signed.end > 10 else None


_INNER = str.maketrans("〈〉<>", "《》《》")
"""Signs of a title within a title, as they are where it stands alone."""


def annex_label(flow: Flow, lo: int, hi: int) -> int:
    """Behind 附件 or 附件1 on a line before the title of a plan that was sent as an annex; else ``lo``."""
    match = _ANNEX_LABEL.match(flow.words, lo, hi)
    end = label_end(flow, match) if match else hi
    return end if end < hi and flow.gaps[end] == BREAK else lo


def announces(flow: Flow, lo: int, hi: int, start: int) -> bool:
    """Whether the words ``lo`` to ``hi`` send out a plan by name whose title stands at ``start``."""
    reader = _HeadReader(flow, lo, hi)
    names = reader.quoted(lo, hi) if _COVERS.search(flow.words, lo, hi) else []
    return any(len(name) > 6 and flow.words.startswith(name, start) for name in names)


_ANNEX_LABEL = re.compile(r"附件?[一二三四五六七八九十\d]{0,2}[：:]?")
_NO_RECIPIENTS = ("如下", "意见", "措施", "方案", "政策", "是", "为", "目标", "要求", "思路")
"""What ends a sentence that goes on behind a colon."""
_PLACES = ("市", "县", "区", "省", "州", "旗", "镇", "乡", "街道")
_STOPS = frozenset("。：:|号》）)，>")


class _HeadReader:
    def __init__(self, flow: Flow, lo: int, hi: int) -> None:
        self.flow, self.lo, self.hi = flow, lo, hi
        self.doubts: list[Doubt] = []
        self.parts: dict[str, Span] = {}

    def read(self) -> tuple[Head, list[Doubt]]:
        flow = self.flow
        table = read_table(flow, self.lo, self.hi)
        here = annex_label(flow, table.end, self.hi)
        self.parts |= {
            name: span
            for name, span in (("number", table.number), ("published", table.published))
            if span
        }
        title = self.find_title(here)
        after = here
        if not title and (reported := self.reported(here)):
            issuer_end, title = reported
            self.set("issuer", here, issuer_end)
            after = title[1] + 1
        elif title := title or self.before_number(here):
            start, end, issuer = title
            self.set("issuer", issuer, start)
            after = end
            if dated := _DATED.match(flow.words, end):
                self.set("dated", *dated.span(1))
                after = dated.end()
        number = self.find_number(here, title)
        if number and number[0] >= after:
            after = number[1]
        colon = self.find_recipients(after)
        if colon:
            self.set("recipients", after, colon)
            after = colon + 1
        plan = self.find_plan_title(title, after)
        if plan:
            if title:
                self.set("cover_title", title[0], title[1])
            self.read_cover(after, plan[0])
            self.set("title", *plan)
            after = plan[1]
        elif title:
            self.set("title", title[0], title[1])
        elif line := self.title_line(after):
            self.set("title", after, line)
            after = line
        else:
            words = flow.words[self.lo : min(self.hi, self.lo + 20)]
            self.doubts.append(Doubt(flow.span(self.lo, self.hi), words, "没有找到标题"))
        named = "title" in self.parts and "".join(self.parts["title"].of(flow.text).split())
        if named and flow.words.startswith(named, after):  # once more behind a table of contents
            after += len(named)
        self.set("preamble", after, self.hi)
        return Head(**self.parts, catalogue=table.entries), self.doubts

    def set(self, name: str, start: int, end: int) -> None:
        if end > start:
            self.parts[name] = self.flow.span(start, end)

    def find_title(self, here: int) -> tuple[int, int, int] | None:
        """The document's title from ``here`` on: start (behind the issuer), end, issuer's start."""
        flow, words = self.flow, self.flow.words
        first = flow.find("。：:", here, self.hi)
        limit = first if first >= 0 else self.hi
        numbered = self.find_number(here, None)
        if numbered and numbered[0] <= here + 1:
            here = numbered[1]
        if self.starts_recipients(here):
            return None
        start = self.title_start(here, limit)
        end = self.title_end(start, limit)
        if end is None:
            return None
        if words.endswith(_PLACES, here, start) and not flow.gaps[start]:  # 示例市关于…的措施
            while start > here and words[start - 1] not in _STOPS:
                start -= 1
                if flow.gaps[start] != NONE:
                    break
        issuer = i = start
        while i > here and words[i - 1] not in _STOPS and not flow.inside[i - 1]:
            i -= 1
            if flow.gaps[i] != NONE or i == here:
                if not words.endswith(BODY_END, i, issuer):
                    break
                issuer = i
        return start, end, issuer

    def reported(self, here: int) -> tuple[int, tuple[int, int, int]] | None:
        """The title in 示例市人民政府办公室印发《…》, as the press heads a plan: where the issuer ends,
        and the title, as ``find_title`` gives one."""
        flow = self.flow
        at = flow.words.find("印发《", here, min(self.hi, here + 80))
        closer = flow.partner.get(at + 2, -1)
        if at <= here or closer < 0 or not flow.words.endswith(BODY_END, here, at):
            return None
        if flow.find("。：:，", here, at) >= 0:
            return None
        end = closer + 1
        if end < self.hi and flow.gaps[end] != BREAK and not self.number_at(end):
            return None
        return at, (at + 3, closer, at + 3)

    def title_line(self, here: int) -> int | None:
        """Where a first line ends that is no sentence."""
        farthest = min(self.hi, here + 61)
        end = self.flow.next_gap(here, farthest, BREAK)
        end = self.flow.next_gap(here, farthest) if end < 0 else end
        end = self.hi if end < 0 and self.hi - here <= 60 else end
        return end if end > here and self.flow.find("，。；：", here, end) < 0 else None

    def before_number(self, here: int) -> tuple[int, int, int] | None:
        """A first line with the number below it, of whatever kind it says to be, as ``find_title``
        gives a title."""
        number, line = self.find_number(here, None), self.title_line(here)
        return (here, line, here) if line and number and number[0] == line else None

    def title_start(self, here: int, limit: int) -> int:
        words = self.flow.words
        at = self.flow.words.find("关于", here, limit)
        if at < 0 or self.flow.inside[at]:
            sent = (words.find(f"{verb}《", here, limit) for verb in _SENDING)
            return next((at for at in sent if at >= 0 and words.endswith(BODY_END, here, at)), here)
        for verb in _SENDING:
            if words.endswith(verb, here, at):
                at -= len(verb)
        return at

    def title_end(self, start: int, limit: int) -> int | None:
        """Behind the last word of a title: a kind of document with what may follow one."""
        flow, words = self.flow, self.flow.words
        glued = None
        spaced = None
        named = None
        bracketed = None
        for match in _KIND.finditer(words, start, limit):
            end = match.end()
            if flow.inside[match.start()] or NUMBER.match(words, end):  # 示政办函〔2021〕3号
                continue
            if suffix := _SUFFIX.match(words, end, self.hi):
                end = suffix.end()
                bracketed = bracketed or end
            if end >= self.hi or _DATED.match(words, end):
                return end
            if self.number_at(end):
                return end
            if flow.gaps[end] == BREAK:
                return end
            if flow.gaps[end] != NONE and spaced is None:
                spaced = end
            if words.startswith(_RECIPIENT, end):
                named = end
            if words.startswith(_OPENERS, end) and glued is None:
                glued = end
        if spaced is not None:
            return spaced
        return named or glued or bracketed

    def number_at(self, end: int) -> bool:
        match = NUMBER.search(self.flow.words, end, min(self.hi, end + 24))
        if not match:
            return False
        between = self.flow.words[end : match.start()]
        line = self.flow.next_gap(end, match.start(), BREAK)
        if line > 0 and not self.flow.gaps[end] and not between.endswith(BODY_END, 0, line - end):
            return False  # the line of the title goes on
        return not any(c in "。，：:、；" for c in between) and not _KIND.search(
            between.removesuffix("函")
        )

    def find_number(self, here: int, title: tuple[int, int, int] | None) -> tuple[int, int] | None:
        """The document's own number: not in brackets, not in a sentence."""
        flow, words = self.flow, self.flow.words
        for match in NUMBER.finditer(words, here, self.hi):
            if flow.inside[match.start()]:
                continue
            start = match.start()
            floor = title[1] if title and title[1] <= start else here
            while (
                start > floor
                and start > match.start() - 12
                and words[start - 1] not in "。，：:、；|）》"
            ):
                start -= 1
                if flow.gaps[start] != NONE:
                    break
            if any(c in "。，；" for c in words[here : match.start()]):
                return None
            self.set("number", start, match.end())
            return start, match.end()
        return None

    def starts_recipients(self, at: int) -> bool:
        return self.flow.words.startswith(_RECIPIENT, at)

    def find_recipients(self, after: int) -> int | None:
        """Where the colon behind the recipients stands."""
        flow = self.flow
        colon = flow.find("：:", after, self.hi)
        stop = flow.find("。；", after, self.hi)
        if colon < 0 or (0 <= stop < colon) or colon + 1 >= self.hi:
            return None
        words = flow.words[after:colon]
        if words.startswith(_OPENERS) or words.endswith(_NO_RECIPIENTS):
            return None
        return colon

    def find_plan_title(
        self, title: tuple[int, int, int] | None, after: int
    ) -> tuple[int, int] | None:
        """The title of the plan behind a covering notice."""
        flow, words = self.flow, self.flow.words
        notice = bool(title and _NOTICE.search(words, title[0], title[1]))
        covers = _COVERS.search(words, after, min(self.hi, after + 400))
        if not notice and not covers:
            return None
        names = self.quoted(after, min(self.hi, after + 300))
        if title:
            names += self.quoted(title[0], title[1]) + self.named(title)
        behind = flow.find("。", after, self.hi)
        behind = behind + 1 if behind >= 0 else after
        for name in names:
            at = words.rfind(name, behind, self.hi)
            while at >= 0 and flow.inside[at]:
                at = words.rfind(name, behind, at + len(name) - 1)
            if at >= 0:
                end = at + len(name)
                if suffix := _SUFFIX.match(words, end, self.hi):
                    end = suffix.end()
                return at, end
        if not covers:
            return None
        signed = signature(flow, covers.end(), self.hi)
        start = signed.end if signed else behind
        limit = flow.find("。：:", start, self.hi)
        end_ = self.title_end(start, limit if limit >= 0 else self.hi)
        if end_ is None or end_ <= start:
            return None
        self.doubts.append(
            Doubt(
                flow.span(start, end_),
                words[start:end_],
                "方案的标题与通知所称不同",
                confidence="likely",
            )
        )
        return start, end_

    def quoted(self, lo: int, hi: int) -> list[str]:
        found: list[str] = []
        i = lo
        while (i := self.flow.words.find("《", i, hi)) >= 0:
            closer = self.flow.partner.get(i, -1)
            if closer > 0:
                inner = self.flow.words[i + 1 : closer]
                found += dict.fromkeys((inner, inner.translate(_INNER)))
            i += 1
        return found

    def named(self, title: tuple[int, int, int]) -> list[str]:
        words = self.flow.words[title[0] : title[1]]
        for verb in ("关于印发", "关于转发", "印发", "转发"):
            if words.startswith(verb):
                words = words.removeprefix(verb)
                break
        name = words.removesuffix("的通知")
        return [name] if len(name) > 6 else []

    def read_cover(self, after: int, title: int) -> None:
        """The covering notice's words, signature and date before the plan's title."""
        flow = self.flow
        signed = signature(flow, after, title, title)
        end = title
        if signed:
            end = signed.start
            self.set("dated", signed.date, signed.end)
            if "issuer" not in self.parts:
                self.set("issuer", signed.start, signed.date)
        else:
            last = flow.words.rfind("。", after, title)
            end = last + 1 if last >= 0 else title
        self.set("cover", after, end)
