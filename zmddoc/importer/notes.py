"""What is odd about an outline, and what stands in the text and was read as nothing: each a question
to the clerk."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from zmddoc.grammar.brackets import OPENING
from zmddoc.grammar.clause import duties, unread
from zmddoc.grammar.dutylines import in_prose
from zmddoc.grammar.dutytables import duty_tables, only_bodies
from zmddoc.grammar.outline import Outline
from zmddoc.grammar.reading import Confidence, Span
from zmddoc.importer.facts import ItemFacts
from zmddoc.importer.record import Record
from zmddoc.importer.words import tidy

_DUTY = "写明的单位负责"
"""What words that were read as no duty are, where they are one."""


def note_outline(text: str, read: Outline, items: Iterable[ItemFacts], record: Record) -> None:
    """Note what is odd about the outline, and what its items say that was not read."""
    for anomaly in read.anomalies:
        words, at = anomaly.span.of(text), anomaly.span.start
        record.note(
            f"outline.{at}", "编号", at, words, "doubtful", why=anomaly.message, other=anomaly.other
        )
    for doubt in read.doubts:
        at = doubt.span.start
        record.note(f"outline.{at}", "层次", at, doubt.read, doubt.confidence, (doubt,))
    for section in (one for top in read.sections for one in top.walk()):
        for bracket in unread(section.body.of(text)):
            at = section.body.start + bracket.start
            words = text[at : section.body.start + bracket.end]
            why = "括号里写有单位，没有读成责任；是责任的，请补上"
            record.note(f"bracket.{at}", "责任", at, words, "doubtful", why=why, other=_DUTY)
    for item in (one for top in items for one in top.walk()):
        if who := _leads(item):
            why = "标题里写的单位没有读成责任；是责任的，请补上"
            at = item.section.mark.start
            record.note(f"leads.{at}", "责任", at, who, "doubtful", why=why, other=_DUTY)
        for words, at in _lines_of_bodies(text, item):
            why = "这几行写的是单位，没有读成责任；是责任的，请补上"
            record.note(f"bodies.{at}", "责任", at, words, "doubtful", why=why, other=_DUTY)
    for at, words in _in_prose(text, items):
        why = "正文里写明谁来做，没有读成责任；是责任的，请补上"
        record.note(f"prose.{at}", "责任", at, words, "doubtful", why=why, other=_DUTY)
    for at, words in _before_or_behind(text, read, items):
        why = "每条的责任写在条的前面还是后面，看不出来；写在前面的，请逐条改正"
        next_one = "是后面一条的责任"
        record.note(f"order.{at}", "责任", at, words, "doubtful", why=why, other=next_one)
    for table in duty_tables(text):
        why = "表格里写的单位没有读成责任，请对照原文补到各条"
        said = " ".join(table.of(text).split())
        at = table.start
        record.note(f"table.{at}", "责任", at, said, "doubtful", why=why, other=_DUTY)
    closing = read.closing.of(text)
    for duty in duties(closing):
        why = "写在最后一条之后的结尾里，没有读成责任；是责任的，请补上"
        at, words = read.closing.start + duty.span.start, duty.span.of(closing)
        record.note(f"closing.{at}", "责任", at, words, "doubtful", why=why, other=_DUTY)
    for i, annex in enumerate(read.annexes, 1):
        said, start = _said_in(annex.body.of(text))
        if said:
            why = "附件照原文保留，不当作任务；里面写的责任单位没有读进方案，需要的请补成条"
            at = annex.body.start + start
            said = f"附件里写有 {said}"
            record.note(f"annex.{i}", "责任", at, said, "doubtful", why=why, other=_DUTY)
    for i, other in enumerate(read.others, 1):
        why = "文件里还有一份公文，没有当作方案的条文；要导入它，请另存为一个文件"
        said = tidy(other.of(text))[:30]
        trust: Confidence = "doubtful" if duties(other.of(text)) else "likely"
        part = "是方案的一部分"
        record.note(f"other.{i}", "层次", other.start, said, trust, why=why, other=part)


def _in_prose(text: str, items: Iterable[ItemFacts]) -> Iterator[tuple[int, str]]:
    """The words in which items say who does them, of those for which no annotation says it."""
    for item in items:
        if item.duties:
            continue
        words = item.section.body.of(text)
        for span in in_prose(words):
            yield item.section.body.start + span.start, span.of(words)
        yield from _in_prose(text, item.children)


_LEADING = re.compile(
    r"([^，。：:]{2,40}?)(?:牵头|负责|主办|承办|分管)(?:组织)?(?:实施|落实|办理|推进|抓)?的?(?:重点|主要)?(?:工作|任务|事项|项目)?"
)
_PERSON = ("长", "主任", "书记", "同志", "主席")


def _leads(item: ItemFacts) -> str:
    """The heading of an item, where it is a body, or says who leads; else ''."""
    title = item.title.strip()
    leading = _LEADING.fullmatch(title)
    if only_bodies(title) or (
        leading and (only_bodies(leading[1]) or leading[1].endswith(_PERSON))
    ):
        return title
    return ""


_MARKED = re.compile(r"\s{0,20}(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．])?\s{0,20}")
_TIMED = re.compile(r"(?:完成|办结|办理)?(?:时限|期限)(?:要求)?[：:]|完成时间[：:]")


def _said_in(annex: str) -> tuple[str, int]:
    """How often an annex says who is to do something, else until when, and where it does first."""
    if told := duties(annex):
        return f"{len(told)} 处责任单位", told[0].span.start
    found, at = list[int](), 0
    for line in annex.split("\n"):
        words = _MARKED.sub("", line, count=1)
        if _TIMED.search(words) or only_bodies(words):
            found.append(at)
        at += len(line) + 1
    return (f"{len(found)} 处单位或时限", found[0]) if found else ("", 0)


def note_headings(text: str, above: Span | None, between: Sequence[Span], record: Record) -> None:
    """Note headings without a number: the one above the first item, those between items."""
    if above:
        why = "这一行在第一条之前，像是各条的标题"
        other = "引言的最后一句"
        trust: Confidence = "doubtful" if between else "likely"
        said = f"标题：{above.of(text)}"
        record.note(
            f"heading.{above.start}", "层次", above.start, said, trust, why=why, other=other
        )
    for one in between:
        why = "这一行没有编号，像是后面各条的标题，没有读成章；是标题的，请编上号再导入"
        at, words = one.start, one.of(text)
        record.note(f"heading.{at}", "层次", at, words, "doubtful", why=why, other="后面各条的标题")


def note_unlabelled(text: str, quotes: Iterable[Span], record: Record) -> None:
    """Note figures of the preamble that no label calls goals (``goals.unlabelled``)."""
    why = "引言里的数，没有列为指标；是要完成的，请补上"
    for one in quotes:
        at, words = one.start, one.of(text)
        record.note(f"preamble.{at}", "指标", at, words, "doubtful", why=why, other="要完成的指标")


def _lines_of_bodies(text: str, item: ItemFacts) -> Iterator[tuple[str, int]]:
    """Runs of lines in the words of an item that are bodies and nothing else and were read as no duty,
    each with its place in the text. Words that are all of an item say what to do, not who."""
    at = item.section.mark.start
    for i, piece in enumerate(item.pieces):
        told: list[str] = []
        lines = piece.words.split("\n")
        for line in [*lines[not (item.title or i) :], ""]:
            if only_bodies(line, known=not told):
                told.append(line.strip())
            elif told:
                at = max(text.find(told[0], at), at)
                yield "、".join(one.strip("、，,。；; ") for one in told), at
                at += len(told[0])
                told = []


def _before_or_behind(
    text: str, read: Outline, items: Iterable[ItemFacts]
) -> Iterator[tuple[int, str]]:
    """The places and words of lines of duties of which the first stands above the first item and none
    behind the last: each may belong to the item before it or to that behind it."""
    tops = tuple(items)
    above = tidy(read.head.preamble.of(text)) if read.head.preamble else ""
    found = duties(above)
    rows = [(_line_of(above, found[-1].span) if found else "", 0, tops)]
    rows += [
        (_own_line(item), item.section.mark.start, item.children)
        for top in tops
        for item in top.walk()
    ]
    for first, at, row in rows:
        behind = [_own_line(one) for one in row]
        if len(row) < 2 or not first or behind[-1] or row[-1].children or not all(behind[:-1]):
            continue
        for words in (first, *behind[:-1]):
            at = max(text.find(words, at), at)
            yield at, words
            at += 1


def _line_of(words: str, span: Span) -> str:
    """The duty that is the end of the words, where it is a line without brackets, else ''."""
    said = span.of(words)
    return "" if said[:1] in OPENING or words[span.end :].strip() else said


def _own_line(item: ItemFacts) -> str:
    """The same of an item's own words."""
    if not item.run.annotated:
        return ""
    _, words, behind = item.run.annotated[-1]
    return _line_of(words + behind.words, Span(0, len(words)))
