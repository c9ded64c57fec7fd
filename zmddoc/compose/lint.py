"""Faults of templates that can be seen without composing: syntax, names, words of the vocabulary."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError, meta, nodes

from zmddoc.compose.environment import BUILTIN
from zmddoc.diagnostics import Diagnostic, Place
from zmddoc.gongwen.vocabulary import VOCABULARY

_OPENING = re.compile(r"<([a-zA-Z][a-zA-Z0-9]*)([^<>]*)")
_CLASS = re.compile(r"""\bclass=(["'])([^"'{}]*)\1""")
_HINT = "可用的元素和 class 见 docs/gongwen-html.md"


def lint(own: Path) -> tuple[Diagnostic, ...]:
    """Diagnose (Z601) what can be seen to be wrong with a project's own templates; none where
    the folder does not exist. A fault that depends on the data shows when a document is composed."""
    if not own.is_dir():
        return ()
    known = {file.name for folder in (own, BUILTIN) for file in folder.glob("*.j2")}
    return tuple(
        diagnostic for file in sorted(own.glob("*.j2")) for diagnostic in _faults(file, known)
    )


def _faults(file: Path, known: set[str]) -> Iterator[Diagnostic]:
    name = f"templates/{file.name}"
    try:
        tree = Environment(autoescape=True).parse(file.read_text(encoding="utf-8"))
    except TemplateSyntaxError as error:
        message = f"模板语法有误：{error.message}"
        yield Diagnostic(Place(name, error.lineno), "Z601", message)
        return
    except UnicodeDecodeError:
        yield Diagnostic(Place(name), "Z601", "模板不是 UTF-8 编码", hint="另存为 UTF-8")
        return
    for wanted in meta.find_referenced_templates(tree):
        if wanted and wanted not in known:
            yield Diagnostic(Place(name), "Z601", f"引用的模板 {wanted} 不存在")
    for data in tree.find_all(nodes.TemplateData):
        yield from _foreign_words(name, data)


def _foreign_words(name: str, data: nodes.TemplateData) -> Iterator[Diagnostic]:
    for match in _OPENING.finditer(data.data):
        css = _CLASS.search(match[2])
        if css is None and "class=" in match[2]:
            continue  # the template computes it; seen when a document is composed
        word = f"{match[1]}.{css[2]}" if css and css[2] else match[1]
        if word not in VOCABULARY:
            line = data.lineno + data.data.count("\n", 0, match.start())
            message = f"公文词汇表中没有 {word}"
            yield Diagnostic(Place(name, line), "Z601", message, hint=_HINT)
