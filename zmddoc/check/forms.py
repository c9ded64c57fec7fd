"""The forms of the received text: their fields in braces are ones that the plan has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from zmddoc.catalogue import diagnostic
from zmddoc.check.subject import at
from zmddoc.diagnostics import Diagnostic, Related
from zmddoc.model import Plan
from zmddoc.nearest import nearest
from zmddoc.project import DataPath, Project
from zmddoc.sections import NUMBERS, sections
from zmddoc.text import FIELD

WHOLE = (
    "title", "number", "issuer", "dated", "published", "recipients", "cover_title", "cover",
    "preamble", "title_lines", "chapters", "closing", "annexes",
)  # fmt: skip
"""What ``received.form`` may name, besides ``catalogue.…`` (see ``zmddoc.text.pieces``)."""

_BRACED = re.compile(r"\{[^{}]*\}?|\}")
_CATALOGUE = "catalogue."


@dataclass(frozen=True)
class _Form:
    """A form, and the fields it may name with the place of what stands for them."""

    path: DataPath
    text: str
    fields: dict[str, DataPath]


def _forms(plan: Plan) -> Iterator[_Form]:
    received = plan.received
    whole: dict[str, DataPath] = {
        name: ("received", name) if name == "title_lines" else (name,)
        for name in WHOLE
        if name not in ("dated", "published") or getattr(plan, name)
    }
    for key in received.catalogue:
        whole[_CATALOGUE + key] = ("received", "catalogue", key)
    of_item: dict[str, DataPath] = dict.fromkeys((*NUMBERS, "title", "text"), ("chapters",))
    yield _Form(("received", "form"), received.form, whole)
    yield _Form(("received", "chapter"), received.chapter, of_item)
    yield _Form(("received", "task"), received.task, of_item)
    for i, form in enumerate(received.measure):
        yield _Form(("received", "measure", i), form, of_item)
    yield _Form(("received", "annex"), received.annex, dict.fromkeys(of_item, ("annexes",)))
    for chapter in sections(plan):
        for one in chapter.walk():
            if one.record.form is not None:
                yield _Form(one.form_path, one.form, of_item)
    yield _Form(("cover",), plan.cover, {"title": ("title",)})
    yield _Form(("cover_title",), plan.cover_title, {"title": ("title",)})


def forms_filled(project: Project) -> Iterator[Diagnostic]:
    """Z506: a field in braces that the plan does not have, or a brace without its other half."""
    for form in _forms(project.plan) if project.plan else ():
        for braced in _BRACED.finditer(form.text):
            match = FIELD.fullmatch(braced[0])
            if match and match[1] in form.fields:
                continue
            place = at(project, form.path, braced.start())
            if len(braced[0]) == 1 or braced[0][-1] != "}":
                message = f"样式里的 {braced[0][:12]} 少了另一半括号"
                yield diagnostic("Z506", place, message, "写成 {名字} 的样子")
                continue
            near = nearest(braced[0].strip("{}").removesuffix(":0"), form.fields)
            hint = "方案里没有这一项，或名字写错了"
            if near:
                hint += f"；想写的是“{{{near}}}”吗？"
            related = [Related(at(project, form.fields[near]), f"“{near}”在这里")] if near else []
            message = f"样式里的 {braced[0]} 没有对应的内容"
            yield diagnostic("Z506", place, message, hint, related)
