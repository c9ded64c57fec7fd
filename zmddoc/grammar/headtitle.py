"""Where the title in the head of a document stands, and its number."""

from __future__ import annotations

from collections.abc import Iterator

from zmddoc.grammar.ending import BODY_END, ISSUER_END
from zmddoc.grammar.flow import BREAK, NONE, Flow
from zmddoc.grammar.headwords import (
    DATED,
    KIND,
    LAST_LINE,
    OPENERS,
    PLACES,
    RECIPIENT,
    SENDING,
    STOPS,
    SUFFIX,
)
from zmddoc.grammar.publisher import NUMBER


class Titles:
    """Finds titles in a flow before ``hi``."""

    def __init__(self, flow: Flow, hi: int) -> None:
        self.flow, self.hi = flow, hi

    def find_title(self, here: int) -> tuple[int, int, int] | None:
        """The document's title from ``here`` on: start (behind the issuer), end, issuer's start."""
        flow, words = self.flow, self.flow.words
        first = flow.find("。：:", here, self.hi)
        limit = first if first >= 0 else self.hi
        numbered = self.find_number(here, None)
        if numbered and numbered[0] <= here + 1:
            here = self.behind(numbered)
        if self.starts_recipients(here):
            return None
        start = self.title_start(here, limit)
        end = self.title_end(start, limit)
        if end is None:
            return None
        end = self.last_line(end)
        if words.endswith(PLACES, here, start) and not flow.gaps[start]:  # 示例市关于…的措施
            while start > here and words[start - 1] not in STOPS:
                start -= 1
                if flow.gaps[start] != NONE:
                    break
        issuer = i = start
        while i > here and words[i - 1] not in STOPS and not flow.inside[i - 1]:
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
        if end <= here or self.flow.find("，。；：", here, end) >= 0:
            return None
        return self.last_line(end)

    def last_line(self, end: int) -> int:
        """Where the line behind a title that ends at ``end`` ends, where that is nothing but the kind
        of the plan (实施方案); else ``end``."""
        flow = self.flow
        kind = LAST_LINE.match(flow.words, end, self.hi) if flow.gaps[end] == BREAK else None
        if kind is None or flow.gaps[kind.end()] != BREAK:
            return end
        return kind.end() if flow.next_gap(end, kind.end(), BREAK) < 0 else end

    def before_number(self, here: int) -> tuple[int, int, int] | None:
        """A first line with the number below it, of whatever kind it says to be, as ``find_title``
        gives a title."""
        number, line = self.find_number(here, None), self.title_line(here)
        return (here, line, here) if line and number and number[0] == line else None

    def title_start(self, here: int, limit: int) -> int:
        words = self.flow.words
        at = self.flow.words.find("关于", here, limit)
        if at > 0 and any(self.is_title(here, end) for end in self.first_lines(here, at)):
            return here  # 关于…的意见 is cited below it
        if at < 0 or self.flow.inside[at]:
            sent = (words.find(f"{verb}《", here, limit) for verb in SENDING)
            behind = self.behind_issuer(here, limit)
            return next(
                (at for at in sent if at >= 0 and words.endswith(BODY_END, here, at)), behind
            )
        for verb in SENDING:
            if words.endswith(verb, here, at):
                at -= len(verb)
        return at

    def first_lines(self, here: int, limit: int) -> Iterator[int]:
        """Where the first three lines end, of those that are short enough for a title's."""
        end, farthest = here, min(limit, here + 81)
        for _ in range(3):
            end = self.flow.next_gap(end, farthest, BREAK)
            if end < 0:
                return
            yield end

    def is_title(self, start: int, end: int) -> bool:
        """Whether a line is no sentence and ends as titles do."""
        if end <= start or self.flow.find("，。；：、,;:", start, end) >= 0:
            return False
        ends = (match.end() for match in KIND.finditer(self.flow.words, start, end))
        return any(
            at == end or ((more := SUFFIX.match(self.flow.words, at, end)) and more.end() == end)
            for at in ends
        )

    def behind_issuer(self, here: int, limit: int) -> int:
        """Behind a line that is the name of a body, where more follows than a kind of document."""
        line = self.flow.next_gap(here, min(limit, here + 41), BREAK)
        if line < 0 or not self.flow.words.endswith(ISSUER_END, here, line):
            return here
        following = self.flow.next_gap(line, limit, BREAK)
        return line if (following if following > 0 else limit) - line > 8 else here

    def title_end(self, start: int, limit: int) -> int | None:
        """Behind the last word of a title: a kind of document with what may follow one."""
        flow, words = self.flow, self.flow.words
        glued = None
        spaced = None
        named = None
        bracketed = None
        for match in KIND.finditer(words, start, limit):
            end = match.end()
            if flow.inside[match.start()] or NUMBER.match(words, end):  # 示政办函〔2021〕3号
                continue
            if suffix := SUFFIX.match(words, end, self.hi):
                end = suffix.end()
                bracketed = bracketed or end
            if end >= self.hi or DATED.match(words, end):
                return end
            if self.number_at(end):
                return end
            if flow.gaps[end] == BREAK and words[end] not in "及和与暨":  # a title of two lines
                return end
            if flow.gaps[end] != NONE and spaced is None:
                spaced = end
            if words.startswith(RECIPIENT, end):
                named = end
            if words.startswith(OPENERS, end) and glued is None:
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
        return not any(c in "。，：:、；" for c in between) and not KIND.search(
            between.removesuffix("函")
        )

    def find_number(self, here: int, title: tuple[int, int, int] | None) -> tuple[int, int] | None:
        """The document's own number: not in a sentence, and not in brackets, unless these stand on a
        line of their own or behind the title and hold nothing else."""
        flow, words = self.flow, self.flow.words
        for match in NUMBER.finditer(words, here, self.hi):
            if flow.inside[match.start()]:
                first = max(here, match.start() - 24)
                opener = max(words.rfind(one, first, match.start()) for one in "（(")
                if self.alone(opener, match.end(), title):
                    return opener + 1, match.end()
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
            return start, match.end()
        return None

    def alone(self, opener: int, closer: int, title: tuple[int, int, int] | None) -> bool:
        """Whether brackets hold a number that is the document's own."""
        flow = self.flow
        if not 0 <= closer - opener <= 30 or flow.partner.get(opener) != closer:
            return False
        if flow.find("，。；：:、", opener + 1, closer) >= 0 or flow.inside[opener]:
            return False
        behind = closer + 1 == self.hi or flow.gaps[closer + 1] == BREAK
        return behind and (flow.gaps[opener] == BREAK or bool(title and opener == title[1]))

    def behind(self, number: tuple[int, int]) -> int:
        """Where the words behind a number begin."""
        return number[1] + (self.flow.words[number[1] : number[1] + 1] in ("）", ")"))

    def starts_recipients(self, at: int) -> bool:
        return self.flow.words.startswith(RECIPIENT, at)
