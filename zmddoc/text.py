"""The official text, rebuilt from the plan: as received, or as documents print it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from zmddoc.model import Chapter, Measure, Plan
from zmddoc.numerals import chinese
from zmddoc.typography import printed

FIELD = re.compile(r"\{([a-z_.]+)(:0)?\}")
"""A field of a form: ``{name}``, or ``{name:0}`` for a date with zero padding."""


class UnknownField(Exception):
    """A form of ``received`` names a field that the plan does not have."""


def day(value: date, *, padded: bool = False) -> str:
    """Return 2021年3月9日; padded, 2021年03月09日 (DOMAIN.md paragraph 1: no zero padding)."""
    return f"{value:%Y年%m月%d日}" if padded else f"{value.year}年{value.month}月{value.day}日"


def fill(form: str, fields: Mapping[str, str | date]) -> str:
    """Return ``form`` with ``{name}`` replaced by the field; ``{name:0}`` gives a date with zero
    padding. Raises UnknownField."""

    def value(match: re.Match[str]) -> str:
        try:
            found = fields[match[1]]
        except KeyError:
            raise UnknownField(match[0]) from None
        return day(found, padded=bool(match[2])) if isinstance(found, date) else found

    return FIELD.sub(value, form)


def cover_title(plan: Plan) -> str:
    """The covering notice's title without its issuer: 关于印发《…》的通知."""
    return fill(plan.cover_title, {"title": plan.title})


def cover(plan: Plan) -> str:
    """The covering notice's text."""
    return fill(plan.cover, {"title": plan.title})


def item_text(item: Measure | Chapter) -> str:
    """An item's words with its annotations behind them, as received."""
    return item.text + "".join(duty.annotation for duty in item.duty)


def chapter_lines(plan: Plan) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield every line of the body as received, with the path of what it was made from."""
    number = 0
    for i, chapter in enumerate(plan.chapters):
        path: tuple[str | int, ...] = ("chapters", i)
        heading = {"number": chinese(i + 1), "title": chapter.title}
        yield (*path, "title"), fill(plan.received.chapter, heading) + item_text(chapter)
        for j, task in enumerate(chapter.tasks):
            number += 1
            yield (
                (*path, "tasks", j),
                fill(
                    plan.received.task,
                    {"number": chinese(number), "title": task.title, "text": item_text(task)},
                ),
            )


def rebuild(plan: Plan) -> str:
    """Return the official text as it was received, rebuilt from the plan's fields, before errata.

    Equals the file ``received.file`` character for character but for trailing white space.
    Raises UnknownField when a form names what the plan does not have.
    """
    fields: dict[str, str | date] = {
        "title": plan.title,
        "number": plan.number,
        "issuer": plan.issuer,
        "dated": plan.dated,
        "recipients": plan.recipients,
        "cover_title": cover_title(plan),
        "cover": cover(plan),
        "preamble": plan.preamble,
        "title_lines": "\n".join(plan.received.title_lines or (plan.title,)),
        "chapters": "\n".join(line for _, line in chapter_lines(plan)),
        **{f"catalogue.{key}": value for key, value in plan.received.catalogue.items()},
    }
    if plan.published:
        fields["published"] = plan.published
    return fill(plan.received.form, fields)


def as_printed(plan: Plan) -> str:
    """Return the plan as documents print it: errata applied, punctuation full-width, one
    paragraph a line, from the title on."""
    lines = [printed(plan, plan.title), printed(plan, plan.preamble)]
    number = 0
    for i, chapter in enumerate(plan.chapters):
        lines.append(f"{chinese(i + 1)}、{printed(plan, chapter.title + item_text(chapter))}")
        for task in chapter.tasks:
            number += 1
            words = printed(plan, item_text(task), task.id)
            title = f"{printed(plan, task.title, task.id)}。" if task.title else ""
            lines.append(f"（{chinese(number)}）{title}{words}")
    return "\n".join(line for line in lines if line)
