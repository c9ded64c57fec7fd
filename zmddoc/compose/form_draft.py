"""The form as gongwen, for offices that fill it in with Word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from zmddoc.compose.draft import Draft
from zmddoc.compose.form import FIELDS, REQUESTS, SIGNED, WORDS, Form, headlines
from zmddoc.compose.titles import title_lines


def form_draft(form: Form) -> Draft:
    """Return the draft of a form. Every field is named after its row, its column and the digest of
    what the row asks for: T04-1.value.bf7b3dc6c446."""

    def context() -> Mapping[str, Any]:
        tasks = [row for row in form.rows if row.target is None]
        return {
            "head": form.head,
            "sample": form.head.sample,
            "title_lines": lambda text: title_lines(text, ()),
            "shown": form.shown,
            "headlines": ["\u3000\u3000".join(pair) for pair in _pairs(form)],
            "tasks": [
                (task, [r for r in form.rows if r.target and r.matter.id == task.id])
                for task in tasks
            ],
            "said": [(field.key, field.label) for field in FIELDS if field.key in WORDS],
            "requests": tuple(REQUESTS),
            "signed": SIGNED,
            "notes": form.notes,
            "form_id": form.id,
        }

    return Draft("form", form.called, "form.html.j2", form.stamp, context, period=form.period.id)


def _pairs(form: Form) -> Iterator[tuple[str, ...]]:
    """What stands above the table, in lines that fit an upright page."""
    who, what = headlines(form)
    yield from (who[:2], who[2:], what[:2], what[2:])
