"""Faults of templates that can be seen without composing: syntax, names, words of the vocabulary."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError, meta, nodes

from zmddoc.catalogue import diagnostic
from zmddoc.compose.environment import BUILTIN
from zmddoc.compose.wording import in_chinese
from zmddoc.diagnostics import Diagnostic, Place
from zmddoc.gongwen.vocabulary import VOCABULARY
from zmddoc.nearest import nearest

_OPENING = re.compile(r"<([a-zA-Z][a-zA-Z0-9]*)([^<>]*)")
_CLASS = re.compile(r"""\bclass=(["'])([^"'{}]*)\1""")
_SUFFIXES = {".j2", ".css", ".docx"}
GONGWEN = ".html.j2"
"""How the names of templates end that are held to the vocabulary; a page for the browser is none."""

_HINT = "可用的元素和 class 见 docs/gongwen-html.md"


def lint(own: Path) -> tuple[Diagnostic, ...]:
    """Diagnose what can be seen to be wrong with a project's own templates: Z601 faults in them,
    Z603 files that nothing uses; none where the folder does not exist. A fault that depends on the
    data shows when a document is composed."""
    files = sorted(file for file in own.glob("*") if file.is_file() and file.name[0] != ".")
    builtin = sorted(file.name for file in BUILTIN.glob("*") if file.suffix in _SUFFIXES)
    known = {file.name for file in files} | set(builtin)
    wanted: set[str | None] = set(builtin)
    found: list[Diagnostic] = []
    for file in files:
        if file.suffix == ".j2":
            template = _Template(file, known)
            found += template.faults()
            wanted |= template.referenced
    if None not in wanted:
        found += (_unused(file.name, builtin) for file in files if file.name not in wanted)
    return tuple(sorted(found))


def _unused(name: str, builtin: list[str]) -> Diagnostic:
    near = nearest(name, builtin)
    hint = f"想写的是“{near}”吗？" if near else f"自带的文件有：{'、'.join(builtin)}"
    return diagnostic("Z603", Place(f"templates/{name}"), f"没有文件用到 {name}", hint)


class _Template:
    """One template of a project."""

    def __init__(self, file: Path, known: set[str]) -> None:
        self.file, self.known = file, known
        self.name = f"templates/{file.name}"
        self.referenced: set[str | None] = set()
        """Templates that this one extends, includes or imports; None for one that it computes."""

    def faults(self) -> Iterator[Diagnostic]:
        """Yield what is wrong with it."""
        jinja = Environment(autoescape=True)
        try:
            text = self.file.read_text(encoding="utf-8")
            tree = jinja.parse(text)
            jinja.compile(text)  # filters and blocks are looked up only here
        except TemplateSyntaxError as error:
            yield self._fault(f"模板语法有误：{in_chinese(error)}", "", error.lineno)
            return
        except UnicodeDecodeError:
            yield self._fault("模板不是 UTF-8 编码", "用编辑器另存为 UTF-8")
            return
        self.referenced = set(meta.find_referenced_templates(tree))
        for kind in (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport):
            for reference in tree.find_all(kind):
                yield from self._dangling(reference)
        if self.file.name.endswith(GONGWEN):
            for data in tree.find_all(nodes.TemplateData):
                yield from self._foreign_words(data)

    def _dangling(self, reference: nodes.Node) -> Iterator[Diagnostic]:
        wanted = getattr(reference, "template", None)
        if not isinstance(wanted, nodes.Const) or wanted.value in self.known:
            return
        near = nearest(str(wanted.value), sorted(self.known))
        hint = f"想写的是“{near}”吗？" if near else "看名字是否写错"
        yield self._fault(f"引用的模板 {wanted.value} 不存在", hint, reference.lineno)

    def _foreign_words(self, data: nodes.TemplateData) -> Iterator[Diagnostic]:
        for match in _OPENING.finditer(data.data):
            css = _CLASS.search(match[2])
            if css is None and "class=" in match[2]:
                continue  # the template computes it; seen when a document is composed
            word = f"{match[1]}.{css[2]}" if css and css[2] else match[1]
            if word not in VOCABULARY:
                line = data.lineno + data.data.count("\n", 0, match.start())
                yield self._fault(f"公文词汇表中没有 {word}", _HINT, line)

    def _fault(self, message: str, hint: str, line: int = 0) -> Diagnostic:
        hint = hint or "改好这一行；写法见 docs/gongwen-html.md 和自带的模板"
        return diagnostic("Z601", Place(self.name, line), message, hint)
