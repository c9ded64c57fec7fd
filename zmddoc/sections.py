"""The items of a plan in their places: numbered, and set as the received text sets them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from zmddoc.model import Chapter, Measure, Plan
from zmddoc.numerals import bracketed, chinese, circled, dotted, enclosed, wide
from zmddoc.once import once
from zmddoc.project import DataPath

NUMBERS: dict[str, Callable[[int], str]] = {
    "number": chinese,
    "arabic": str,
    "wide": wide,
    "circled": circled,
    "bracketed": bracketed,
    "dotted": dotted,
    "enclosed": enclosed,
}
"""The fields of a form that stand for the number, and how each writes it."""

MEASURE_FORMS = (
    "{arabic}.{title}。{text}",
    "（{arabic}）{title}。{text}",
    "{circled}{title}。{text}",
)
"""How measures are set where ``received`` does not say (GB/T 9704: 1. and （1） below （一）)."""

_NUMBER = re.compile(r"\{(" + "|".join(NUMBERS) + r")\}")
_WORDS = re.compile(r"\{(?:title|text)\}")
_JOINT = re.compile(r"\{title\}(.*?)\{text\}", re.DOTALL)


def written(field: str, number: int) -> str:
    """Return a number as a field of a form writes it; in digits where it cannot be written so, of
    which Z506 tells."""
    try:
        return NUMBERS[field](number)
    except ValueError:
        return str(number)


@dataclass(frozen=True)
class Section:
    """A chapter, task or measure in its place."""

    record: Chapter | Measure
    path: DataPath
    depth: int
    """0 for a chapter, 1 for a task, 2 and more for measures."""
    number: int | None
    """As printed; None where it is not numbered."""
    form: str
    """How it is set; '' for a chapter without heading."""
    form_path: DataPath
    """Where the form stands."""
    children: tuple[Section, ...] = ()

    @property
    def fields(self) -> dict[str, str]:
        """The fields of the form that stand for the number. Raises ValueError for a number that
        cannot be written so."""
        used = _NUMBER.findall(self.form) if self.number is not None else ()
        return {name: NUMBERS[name](self.number or 0) for name in used}

    @cached_property
    def mark(self) -> str:
        """What stands before its words, as received: 一、, （十二）, 第三条, 1. or ''."""
        words = _WORDS.search(self.form)
        before = self.form[: words.start()] if words else self.form
        number = self.number
        if number is None:
            return _NUMBER.sub("", before)
        return _NUMBER.sub(lambda match: written(match[1], number), before)

    @property
    def joint(self) -> str:
        """What stands between its title and its words where both are there; a chapter's form need
        not say, and nothing stands there."""
        match = _JOINT.search(self.form)
        return match[1] if match else ""

    def walk(self) -> Iterator[Section]:
        """Yield it and everything below it, in the order of the text."""
        yield self
        for child in self.children:
            yield from child.walk()


@once
def sections(plan: Plan) -> tuple[Section, ...]:
    """Return the chapters with what stands below them."""
    return _Numbering(plan).chapters()


class _Numbering:
    def __init__(self, plan: Plan) -> None:
        self.plan, self.received = plan, plan.received

    def chapters(self) -> tuple[Section, ...]:
        made: list[Section] = []
        last, last_task = 0, 0
        for i, chapter in enumerate(self.plan.chapters):
            path: DataPath = ("chapters", i)
            form, form_path = chapter.form, (*path, "form")
            if form is None:
                form = self.received.chapter if chapter.title else ""
                form_path = ("received", "chapter")
            number = _number(chapter, form, last)
            last = number or last
            tasks, ended = self._below(
                chapter.tasks, (*path, "tasks"), 1, 0 if self.received.restart else last_task
            )
            last_task = ended
            made.append(Section(chapter, path, 0, number, form, form_path, tasks))
        return tuple(made)

    def _below(
        self, records: Sequence[Measure], path: DataPath, depth: int, last: int
    ) -> tuple[tuple[Section, ...], int]:
        """The sections of these records, and the last number used."""
        made: list[Section] = []
        for i, record in enumerate(records):
            at = (*path, i)
            form, form_path = self._form(depth)
            if record.form is not None:
                form, form_path = record.form, (*at, "form")
            number = _number(record, form, last)
            last = number or last
            children, _ = self._below(record.measures, (*at, "measures"), depth + 1, 0)
            made.append(Section(record, at, depth, number, form, form_path, children))
        return tuple(made), last

    def _form(self, depth: int) -> tuple[str, DataPath]:
        if depth == 1:
            return self.received.task, ("received", "task")
        forms = self.received.measure or MEASURE_FORMS
        i = min(depth - 2, len(forms) - 1)
        return forms[i], ("received", "measure", i)


def _number(record: Chapter | Measure, form: str, last: int) -> int | None:
    if not _NUMBER.search(form):
        return None
    return last + 1 if record.number is None else record.number
