"""Jinja2 set up for documents: strict, escaping, and every element knows its template line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from lxml import etree

from zmddoc.compose.concerns import Concern
from zmddoc.compose.draft import Draft
from zmddoc.compose.trace import as_csv
from zmddoc.compose.views import Row
from zmddoc.compose.wording import in_chinese
from zmddoc.gongwen import GongwenError, parse
from zmddoc.gongwen.marks import marks
from zmddoc.gongwen.substance import said
from zmddoc.gongwen.tree import SOURCE
from zmddoc.stamp import closed

BUILTIN = Path(__file__).resolve().parent.parent / "templates"
if not BUILTIN.is_dir():  # a checkout: templates/ at the top is the one source
    BUILTIN = BUILTIN.parent.parent / "templates"

_SOURCED = re.compile(rf' {SOURCE}="[^"]*"')
_OPENING = re.compile(r"<[a-z][a-z0-9]*(?=[\s>])")


@dataclass(frozen=True)
class ComposeError(Exception):
    """A document could not be composed; ``template`` and ``line`` say where."""

    message: str
    template: str
    line: int
    task: str = ""

    def __str__(self) -> str:
        place = f"templates/{self.template}:{self.line}" if self.template else ""
        about = f"（{self.task}）" if self.task else ""
        return f"{place}{about}：{self.message}" if place else self.message


class SourceMarks(Extension):
    """Gives every element written in a template the attribute ``data-source="name:line"``."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Yield the template's tokens, marks written into its text."""
        template = stream.name or ""
        for token in stream:
            if token.type == "data":
                token = Token(token.lineno, "data", _marked(token.value, template, token.lineno))
            yield token


def _marked(text: str, template: str, line: int) -> str:
    def mark(match: re.Match[str]) -> str:
        at = line + text.count("\n", 0, match.start())
        return f'{match[0]} {SOURCE}="{template}:{at}"'

    return _OPENING.sub(mark, text)


class Composer:
    """Turns drafts into gongwen trees with the templates of a project, or else the built-in."""

    def __init__(self, own: Path | None = None) -> None:
        """``own`` is the project's templates folder; what is missing there is built in."""
        folders = [folder for folder in (own, BUILTIN) if folder and folder.is_dir()]
        self._folders: Sequence[Path] = folders
        loader: BaseLoader = ChoiceLoader([FileSystemLoader(folder) for folder in folders])
        self._jinja = Environment(
            loader=loader,
            undefined=StrictUndefined,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=False,
            extensions=[SourceMarks],
        )

    def file(self, name: str) -> Path:
        """The path of a file beside the templates (gongwen.css, base.docx): the project's own, or
        the built-in one. Raises FileNotFoundError."""
        for folder in self._folders:
            if (folder / name).is_file():
                return folder / name
        raise FileNotFoundError(name)

    def compose(self, draft: Draft) -> etree._Element:
        """Return the draft as a gongwen tree. Raises ComposeError naming template, line and task
        for a fault of the template or a word outside the vocabulary."""
        return self._parsed(self._rendered(draft.template, draft.context()))

    def page(self, draft: Draft) -> bytes:
        """Return the draft as a page for the browser, whose template is ordinary HTML. Raises
        ComposeError as ``compose``."""
        return _SOURCED.sub("", self._rendered(draft.template, draft.context())).encode()

    def trace(self, draft: Draft) -> bytes | None:
        """Return where the draft's figures come from, as CSV; None where it keeps no account of
        them. Raises ComposeError as ``compose``."""
        context = draft.context()
        if "origins" not in context:
            return None
        return as_csv(context["origins"], marks(self._rendered(draft.template, context)))

    def _rendered(self, template: str, context: Mapping[str, Any]) -> str:
        try:
            return self._jinja.get_template(template).render(context)
        except TemplateNotFound as error:
            raise ComposeError(f"没有模板 {error.name}", template, 0) from error
        except TemplateSyntaxError as error:
            raise ComposeError(
                f"模板语法有误：{in_chinese(error)}", error.name or template, error.lineno
            ) from error
        except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError) as error:
            name, line, task = _frame(error.__traceback__)
            if not name:
                raise
            message = f"模板取值有误：{in_chinese(error)}"
            raise ComposeError(message, name, line, task) from error

    def _parsed(self, source: str) -> etree._Element:
        try:
            return _closed(parse(source))
        except GongwenError as error:
            first = error.violations[0]
            template, _, line = first.source.rpartition(":")
            more = len(error.violations) - 1
            message = first.message + (f"（另有 {more} 处）" if more else "")
            raise ComposeError(message, template, int(line or 0), first.task) from error


def _closed(tree: etree._Element) -> etree._Element:
    """Write the hash of what the document says where its stamp was left open."""
    part = said(tree)
    for meta in tree.iter("meta"):
        meta.set("content", closed(meta.get("content", ""), part))
    for element in tree.iter("p"):
        element.text = closed(element.text or "", part) or None
    return tree


def _frame(traceback: TracebackType | None) -> tuple[str, int, str]:
    """Template, line and task of the innermost template frame; empty where there is none."""
    name, line, task = "", 0, ""
    while traceback is not None:
        frame = traceback.tb_frame
        if frame.f_code.co_filename.endswith(".j2"):
            name, line = Path(frame.f_code.co_filename).name, traceback.tb_lineno
            task = _task(frame.f_locals.values()) or task
        traceback = traceback.tb_next
    return name, line, task


def _task(values: Iterable[object]) -> str:
    return next((value.id for value in values if isinstance(value, Row | Concern)), "")
