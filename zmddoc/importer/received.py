"""How the text as received was set: the form from which ``zmddoc.text`` rebuilds it."""

from __future__ import annotations

from collections.abc import Iterator

from zmddoc.grammar.outline import Outline
from zmddoc.grammar.reading import Span
from zmddoc.importer.head import Front
from zmddoc.importer.layout import Layout
from zmddoc.importer.words import tidy
from zmddoc.model import Annex, Received
from zmddoc.text import day

_OWN_LINES = {"{chapters}", "{closing}", "{annexes}"}


def received(
    text: str, read: Outline, front: Front, above: Span | None, layout: Layout, file: str
) -> Received:
    """Return the form: the fields of the plan in the order of the text, and between them what is
    no field, to the word. ``above``: words before the first item that stand in a chapter."""
    fields = {name: _field(name, front, span.of(text)) for name, span in front.spans.items()}
    marked = [(front.spans[name], words) for name, words in fields.items() if words]
    items = body(read)
    start = above.start if above else items.start
    marked.append((Span(start, items.end), "{chapters}"))
    if read.closing.start < read.closing.end:
        marked.append((read.closing, "{closing}"))
    if read.annexes:
        marked.append((Span(read.annexes[0].title.start, read.annexes[-1].body.end), "{annexes}"))
    return Received(
        file=file,
        loose=True,
        form="".join(_form(text, _outermost(marked))),
        chapter=layout.chapter,
        task=layout.task,
        measure=layout.measure,
        restart=layout.restart,
    )


def body(read: Outline) -> Span:
    """From the first item's mark to the end of the last one's words."""
    last = read.sections[-1].walk()
    ends = (span.end for one in last for span in (one.mark, one.title, one.body, one.tail))
    return Span(read.sections[0].mark.start, max(ends))


def annexes(text: str, read: Outline) -> Iterator[Annex]:
    """Yield the annexes; a label between two of them (附件2) is part of the later one's title."""
    start = read.annexes[0].title.start if read.annexes else 0
    for one in read.annexes:
        title = tidy(text[start : one.title.end]).replace("\n", " ")
        yield Annex(title=title, text=tidy(one.body.of(text)))
        start = max(one.title.end, one.body.end)


def _outermost(marked: list[tuple[Span, str]]) -> list[tuple[Span, str]]:
    """In the order of the text, without what stands inside another: a date in the signature."""
    kept: list[tuple[Span, str]] = []
    for span, words in sorted(marked, key=lambda one: (one[0].start, -one[0].end)):
        if not kept or span.start >= kept[-1][0].end:
            kept.append((span, words))
    return kept


def _field(name: str, front: Front, words: str) -> str:
    """The field as a form names it; '' where the text writes its value in another way."""
    if name not in ("dated", "published"):
        return f"{{{name}}}"
    bare = "".join(words.split())
    value = front.fields[name]
    if bare == day(value):
        return f"{{{name}}}"
    return f"{{{name}:0}}" if bare == day(value, padded=True) else ""


def _form(text: str, marked: list[tuple[Span, str]]) -> Iterator[str]:
    """Fields and the words between them, on lines of their own where the text has any space, and
    before and behind the items always."""
    at, last = 0, ""
    for span, words in [*marked, (Span(len(text), len(text)), "")]:
        between = text[at : span.start]
        for one, apart in ((tidy(between), between[:1]), (words, between[-1:])):
            if not one:
                continue
            if last and (apart.isspace() or not _OWN_LINES.isdisjoint((last, one))):
                yield "\n"
            yield one
            last = one
        at = span.end
