"""The outline of a document: its head, its sections, what follows them. All of it spans."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

from zmddoc.grammar.reading import Doubt, Span


@dataclass(frozen=True)
class Section:
    """A numbered part of a plan: 一、…, （二）…, 3.…, with the parts below it."""

    level: int
    """Its depth, 1 = top."""
    style: str
    """The form of its mark: ``{number}、`` (一), ``{arabic}.`` (1), ``{wide}．`` (full-width digits),
    ``{circled}`` (①), ``{bracketed}`` (⑴), ``{dotted}`` (⒈), ``{enclosed}`` (㈠)."""
    number: int
    """As printed in the source, right or wrong."""
    mark: Span
    title: Span
    """May be empty."""
    joint: Span
    """What divides title and body: 。 or ： with the white space behind it, or white space alone."""
    body: Span
    """Own words up to the first child, annotations among them."""
    children: tuple[Section, ...]
    tail: Span
    """Own words after the last child; may be empty."""

    def walk(self) -> Iterator[Section]:
        """This section and all below it, in the order of the text."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True)
class Head:
    """What stands before the first section."""

    title: Span | None = None
    """Of the plan; without the issuer where it goes on with 关于."""
    number: Span | None = None
    issuer: Span | None = None
    dated: Span | None = None
    """May stand inside ``closing`` (a signature at the end)."""
    published: Span | None = None
    """Stands inside ``catalogue``."""
    recipients: Span | None = None
    """Without the colon."""
    cover_title: Span | None = None
    cover: Span | None = None
    preamble: Span | None = None
    catalogue: tuple[tuple[str, Span], ...] = ()
    """Labels (索引号) and values of a publisher's table."""

    def spans(self) -> Iterator[Span]:
        """Every span of the head."""
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, Span):
                yield value
        yield from (span for _, span in self.catalogue)


@dataclass(frozen=True)
class Annex:
    """What follows a heading 附件."""

    title: Span
    body: Span


@dataclass(frozen=True)
class Anomaly:
    """A number that does not follow from the one before; nothing was repaired."""

    span: Span
    message: str
    other: str
    """What else the number could be."""


@dataclass(frozen=True)
class Outline:
    """A whole text, read."""

    head: Head
    sections: tuple[Section, ...]
    closing: Span
    """Words after the last section: 本意见自…起施行, the signature, （此件公开发布）."""
    annexes: tuple[Annex, ...]
    others: tuple[Span, ...]
    """Further whole documents in the same file."""
    gaps: tuple[Span, ...]
    """Words that belong to nothing above: labels, furniture, a table of contents."""
    doubts: tuple[Doubt, ...]
    anomalies: tuple[Anomaly, ...]

    def walk(self) -> Iterator[Section]:
        """Every section of every level, in the order of the text."""
        for section in self.sections:
            yield from section.walk()

    def leaves(self) -> list[Span]:
        """The spans that the text is made of, in its order, none inside another: each character
        that is no white space stands in exactly one of them."""
        return _outermost(self.pieces())

    def pieces(self) -> Iterator[Span]:
        """Every span of the outline that is not empty; a field of the head may stand inside
        another or inside the closing."""
        for section in self.walk():
            yield from (section.mark, section.title, section.joint, section.body, section.tail)
        yield from self.head.spans()
        yield self.closing
        for annex in self.annexes:
            yield from (annex.title, annex.body)
        yield from (*self.others, *self.gaps)


def _outermost(spans: Iterator[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in sorted({s for s in spans if s.end > s.start}, key=lambda s: (s.start, -s.end)):
        if not kept or span.end > kept[-1].end:
            kept.append(span)
    return kept
