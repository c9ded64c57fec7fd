"""What an item of the outline says: its own words, and what was read in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from zmddoc.grammar.clause import DutyReading, duties
from zmddoc.grammar.deadlines import DeadlineReading, deadlines
from zmddoc.grammar.dutytables import BARS, duty_tables, row_of_cells
from zmddoc.grammar.goal import TargetReading
from zmddoc.grammar.judging import hesitant
from zmddoc.grammar.outline import Section
from zmddoc.grammar.past import tells_only
from zmddoc.grammar.reading import Span
from zmddoc.grammar.targets import targets
from zmddoc.importer.words import tidy


@dataclass(frozen=True)
class Piece:
    """Words between two annotations, with the figures that stand in them."""

    words: str
    targets: tuple[TargetReading, ...]
    """Spans in ``words``."""
    deadlines: tuple[DeadlineReading, ...]


@dataclass(frozen=True)
class Run:
    """Words cut at their annotations: the piece before the first, then each annotation and the
    piece behind it."""

    first: Piece
    annotated: tuple[tuple[DutyReading, str, Piece], ...]
    """The reading, its words, and the piece that follows."""
    dues: tuple[DeadlineReading, ...] = ()
    """Those that stand inside the annotations."""

    @property
    def pieces(self) -> Iterator[Piece]:
        """All pieces, in order."""
        yield self.first
        for _, _, piece in self.annotated:
            yield piece


NOTHING = Run(Piece("", (), ()), ())
"""No words."""


@dataclass(frozen=True)
class ItemFacts:
    """An item as read; ``title`` and ``joint`` without white space around."""

    section: Section
    title: str
    joint: str
    """What divides title and words, such as 。; a line break where they stand on two lines."""
    run: Run
    tail: Run
    children: tuple[ItemFacts, ...]

    @property
    def duties(self) -> tuple[DutyReading, ...]:
        """Its own, those of its tail last."""
        return tuple(one for run in (self.run, self.tail) for one, _, _ in run.annotated)

    @property
    def deadlines(self) -> tuple[DeadlineReading, ...]:
        """All that its words and its annotations set."""
        in_words = (one for piece in self.pieces for one in piece.deadlines)
        return (*in_words, *self.run.dues, *self.tail.dues)

    @property
    def pieces(self) -> Iterator[Piece]:
        """Its own words, those of its tail last."""
        yield from self.run.pieces
        yield from self.tail.pieces

    def walk(self) -> Iterator[ItemFacts]:
        """Yield it and everything below it, in the order of the text."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def words(self) -> str:
        """Its words before anything below it, annotations and all."""
        annotated = (words + piece.words for _, words, piece in self.run.annotated)
        return self.run.first.words + "".join(annotated)

    @property
    def burdened(self) -> bool:
        """Whether somebody must do something that stands in its own words: a duty, a target."""
        return bool(self.duties) or any(piece.targets for piece in self.pieces)


def facts(text: str, section: Section, year: int, *, told: bool = False) -> ItemFacts:
    """Return what the section says. An annotation that stands in the title ends the title. ``told``: a
    title above it says that it tells how things stand."""
    title, body = tidy(section.title.of(text)), tidy(section.body.of(text))
    joint = section.joint.of(text)
    joint = joint.strip() or ("\n" if "\n" in joint else "")
    whole = title + joint + body
    found = duties(whole)
    if found and found[0].span.start < len(title + joint):
        title, joint = whole[: found[0].span.start].rstrip(), ""
    title, joint = _stated(title, joint, whole, found, section, year)
    tail = tidy(section.tail.of(text))
    told |= tells_only(title)
    run = _run(whole, len(title + joint), found, year)
    behind = _run(tail, 0, duties(tail) if tail else (), year)
    return ItemFacts(
        section,
        title,
        joint,
        _doubted(run) if told else run,
        _doubted(behind) if told else behind,
        tuple(facts(text, child, year, told=told) for child in section.children),
    )


def _doubted(run: Run) -> Run:
    """The words of an item of which a title says that it tells how things stand."""
    why = "这一章说的是情况和意义，数也可能只是说明"

    def doubted(piece: Piece) -> Piece:
        return replace(
            piece, targets=tuple(hesitant(one, why, "doubtful") for one in piece.targets)
        )

    annotated = tuple((one, words, doubted(piece)) for one, words, piece in run.annotated)
    return replace(run, first=doubted(run.first), annotated=annotated)


def _stated(
    title: str, joint: str, whole: str, found: Sequence[DutyReading], section: Section, year: int
) -> tuple[str, str]:
    """Title and joint; both empty where the title says all that the item has to say, a figure with
    it, and nothing but who is to do it stands behind."""
    end = found[0].span.start if found else len(whole)
    behind = _PERSON.sub("", whole[len(title + joint) : end]).strip()
    if section.children or behind or not title or not targets(title, year):
        return title, joint
    return "", ""


_PERSON = re.compile(
    r"(?:牵头|主要|分管|联系|负责|责任|配合|包保|市级|县级|[省市县区]){0,3}(?:领导|负责人|责任人)[：:][^\n]{0,60}"
)


def _run(words: str, start: int, found: tuple[DutyReading, ...], year: int) -> Run:
    ends = [one.span.start for one in found[1:]] + [len(words)] * bool(found)
    first = words[start : found[0].span.start] if found else words[start:]
    return Run(
        _piece(first, year),
        tuple(
            (one, one.span.of(words), _piece(words[one.span.end : end], year))
            for one, end in zip(found, ends, strict=True)
        ),
        tuple(
            due
            for one in found
            if one.due
            for due in deadlines(f"完成时限：{one.due.of(words)}", year)
        ),
    )


def _piece(words: str, year: int) -> Piece:
    table = next(duty_tables(words), None)
    found = targets(words, year)
    found = tuple(
        _in_table(one, one.quote.of(words))
        if (table and one.quote.start > table.start) or row_of_cells(_line(words, one.quote))
        else one
        for one in found
    )
    return Piece(words, found, deadlines(words, year))


def _line(words: str, quote: Span) -> str:
    """The line in which the quote begins."""
    end = words.find("\n", quote.start)
    return words[words.rfind("\n", 0, quote.start) + 1 : end if end >= 0 else len(words)]


def _cell(words: str) -> str:
    """The first cell with words in it, without the number of its row."""
    cells = (re.sub(r"^\s*\d+(?:\s+|$)", "", one).strip() for one in re.split(f"[{BARS}]", words))
    return next((cell for cell in cells if cell), "")


def _in_table(read: TargetReading, words: str) -> TargetReading:
    named = _cell(read.name) or _cell(words)
    return replace(hesitant(read, "写在表格里，各栏的字连在一起", "doubtful"), name=named)
