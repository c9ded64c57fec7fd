"""YAML text to plain values and the place of each; the one module that imports yaml.

The parser's events are taken one by one, so that neither an alias bomb nor deep nesting can do
harm: aliases are refused where they stand and reading stops below ``DEPTH``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Protocol

import yaml

from zmddoc.catalogue import diagnostic
from zmddoc.diagnostics import Diagnostic, Place, Related
from zmddoc.project import DataPath
from zmddoc.read.scalars import plain
from zmddoc.read.source import name_of, stray
from zmddoc.read.syntax import DEPTH, Mark, syntax_error, too_deep

_YAML_TAGS = "tag:yaml.org,2002:"
_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Value = str | int | Decimal | bool | None | tuple["Value", ...] | dict[str, "Value"]


@dataclass
class Document:
    """One YAML file as read: values, and where each stands."""

    file: str
    text: str
    value: Value = None
    partial: Value = None
    """Of a file that breaks off as YAML: what was read until then."""
    places: dict[DataPath, Place] = field(default_factory=dict)
    """The place of the key for an entry of a mapping, of the value for an item of a list."""
    spans: dict[DataPath, tuple[int, int]] = field(default_factory=dict)
    """Where the value of a scalar begins and ends in ``text``."""
    broken: set[DataPath] = field(default_factory=set)
    """Values already diagnosed: what the schema says of them would be an echo."""
    found: list[Diagnostic] = field(default_factory=list)


@dataclass
class _Frame:
    """A mapping or list being read."""

    path: DataPath
    value: dict[str, Value] | list[Value]
    dropped: bool
    key: str | None = None
    awaits_value: bool = False
    drops_value: bool = False


class _Position(Protocol):
    """A mark of either parser, yaml's own or the one in C."""

    line: int
    column: int


class _Stop(Exception):
    """What follows is not worth reading; why has been diagnosed."""


def parse(file: str, text: str) -> Document:
    """Return the file's document; ``found`` says what is wrong with it (Z104 to Z113). The value
    is None, with a diagnostic, when the text cannot be read as YAML."""
    return _Reader(Document(file, text)).read()


def opened(value: Any) -> Any:
    """Return the value with lists for tuples, to be taken apart."""
    if isinstance(value, dict):
        return {key: opened(one) for key, one in value.items()}
    return [opened(one) for one in value] if isinstance(value, tuple | list) else value


def closed(value: Any) -> Any:
    """Return the value with tuples for lists, as a document has them."""
    if isinstance(value, dict):
        return {key: closed(one) for key, one in value.items()}
    return tuple(closed(one) for one in value) if isinstance(value, list) else value


class _Reader:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.stack: list[_Frame] = []
        self.documents = 0
        self.quoted: tuple[Mark, int] | None = None
        """Where the last quoted scalar that runs over several lines begins, and its last line."""

    def read(self) -> Document:
        document = self.document
        try:
            for event in yaml.parse(document.text, Loader=_LOADER):
                self._event(event)
        except yaml.MarkedYAMLError as error:
            self._break_off()
            problem, at, context = (
                error.problem or "",
                _mark(error.problem_mark),
                _mark(error.context_mark),
            )
            if at and self.quoted and self.quoted[1] == at[0]:
                problem, context = "found unexpected end of stream", self.quoted[0]
            document.found.append(syntax_error(document.file, document.text, problem, at, context))
        except yaml.YAMLError as error:
            self._break_off()
            document.found.append(
                syntax_error(document.file, document.text, str(error), None, None)
            )
        except _Stop:
            pass
        else:
            if document.value is None and not document.found:
                message, hint = f"{document.file} 里没有内容", "从上一版恢复这个文件"
                document.found.append(diagnostic("Z105", Place(document.file), message, hint))
        return document

    def _break_off(self) -> None:
        while self.stack:
            self._close()
        self.document.partial, self.document.value = self.document.value, None

    def _event(self, event: yaml.Event) -> None:
        match event:
            case yaml.DocumentStartEvent():
                self.documents += 1
                if self.documents == 2:
                    self._find(
                        "Z111", event, "这里又开始了一个 YAML 文档", "一个文件里只留一个文档"
                    )
                    raise _Stop
            case yaml.MappingStartEvent():
                self._open(event, {})
            case yaml.SequenceStartEvent():
                self._open(event, [])
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self._close()
            case yaml.ScalarEvent():
                self._scalar(event)
            case yaml.AliasEvent():
                message = f"用了别名 *{event.anchor}"
                self._find("Z109", event, message, "把内容照写一遍")
                self._put_broken(event)

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        refused = self._refused(event)
        frame = self.stack[-1] if self.stack else None
        text = event.value
        start, end = _mark(event.start_mark), _mark(event.end_mark)
        if event.style in ("'", '"') and start and end and start[0] != end[0]:
            self.quoted = start, end[0]
        self._stray(event, text)
        if frame and isinstance(frame.value, dict) and not frame.awaits_value:
            self._key(frame, event, text, event.implicit[0])
        elif refused:
            self._put_broken(event)
        else:
            self._put(plain(text) if event.implicit[0] else text, event)

    def _key(self, frame: _Frame, event: yaml.ScalarEvent, text: str, is_plain: bool) -> None:
        frame.awaits_value, frame.drops_value, frame.key = True, frame.dropped, text
        if frame.dropped:
            return
        path = (*frame.path, text)
        if is_plain and text == "<<":
            self._find("Z109", event, "用了合并键 <<", "把内容照写一遍")
            frame.drops_value = True
        elif is_plain and not isinstance(plain(text), str):
            self._find("Z113", event, f"键应是文字，这里是“{text}”", "键照说明书写")
            frame.drops_value = True
        elif path in self.document.places:
            first = Related(self.document.places[path], "第一次写在这里")
            message = f"键“{text}”写了两次"
            self._find("Z108", event, message, "留一个，删一个", first)
            frame.drops_value = True
        else:
            self.document.places[path] = self._place(event)

    def _refused(self, event: yaml.NodeEvent) -> bool:
        anchor = getattr(event, "anchor", None)
        tag = getattr(event, "tag", None)
        if anchor:
            self._find("Z109", event, f"用了锚点 &{anchor}", "删去“&…”，需要处照写一遍")
        if tag:
            written = tag.replace(_YAML_TAGS, "!!", 1)
            self._find("Z110", event, f"用了类型标签 {written}", "删去标签；要写成文字就加引号")
        return bool(tag)

    def _open(self, event: yaml.NodeEvent, value: dict[str, Value] | list[Value]) -> None:
        if len(self.stack) >= DEPTH:
            self.document.found.append(too_deep(self._place(event)))
            raise _Stop
        refused = self._refused(event)
        frame = self.stack[-1] if self.stack else None
        if frame and isinstance(frame.value, dict) and not frame.awaits_value:
            self._find(
                "Z113", event, "键应是一个词，这里是一组内容", "花括号、方括号开头的文字要加引号"
            )
            frame.awaits_value, frame.drops_value, frame.key = True, True, None
            self.stack.append(_Frame(frame.path, value, True))
            return
        path = self._path()
        dropped = bool(frame and (frame.dropped or frame.drops_value))
        if not dropped:
            self._note(path, event)
            if refused:
                self.document.broken.add(path)
        self.stack.append(_Frame(path, value, dropped))

    def _close(self) -> None:
        frame = self.stack.pop()
        value: Value = tuple(frame.value) if isinstance(frame.value, list) else frame.value
        parent = self.stack[-1] if self.stack else None
        is_key = parent is not None and parent.awaits_value and parent.key is None
        if is_key and parent is not None:
            parent.key = ""
        else:
            self._store(value)

    def _put(self, value: Value, event: yaml.ScalarEvent) -> None:
        frame = self.stack[-1] if self.stack else None
        if not (frame and (frame.dropped or frame.drops_value)):
            path = self._path()
            self._note(path, event)
            self.document.spans[path] = _span(event)
        self._store(value)

    def _put_broken(self, event: yaml.Event) -> None:
        frame = self.stack[-1] if self.stack else None
        if frame and isinstance(frame.value, dict) and not frame.awaits_value:
            frame.awaits_value, frame.drops_value, frame.key = True, True, ""
            return
        if not (frame and (frame.dropped or frame.drops_value)):
            self._note(self._path(), event)
            self.document.broken.add(self._path())
        self._store(None)

    def _store(self, value: Value) -> None:
        """Put a finished value where it belongs."""
        if not self.stack:
            if self.documents == 1:
                self.document.value = value
            return
        frame = self.stack[-1]
        if isinstance(frame.value, list):
            frame.value.append(value)
            return
        if not (frame.dropped or frame.drops_value):
            frame.value[frame.key or ""] = value
        frame.awaits_value, frame.drops_value, frame.key = False, False, None

    def _path(self) -> DataPath:
        """The path of the value that comes next."""
        if not self.stack:
            return ()
        frame = self.stack[-1]
        step = len(frame.value) if isinstance(frame.value, list) else frame.key or ""
        return (*frame.path, step)

    def _note(self, path: DataPath, event: yaml.Event) -> None:
        self.document.places.setdefault(path, self._place(event))

    def _stray(self, event: yaml.ScalarEvent, text: str) -> None:
        """Stray characters that come in by escapes ("\\0"), and tabs within a value."""
        if "\t" not in text and event.style != '"':
            return
        raw = self.document.text[slice(*_span(event))]
        for char in sorted({c for c in text if stray(c) and c != "\n"}):
            if char == "\t" or char not in raw:
                self._find("Z104", event, f"文字里有看不见的字符 {name_of(char)}", "删去它")

    def _place(self, event: yaml.Event) -> Place:
        return Place(self.document.file, *(_mark(event.start_mark) or (0, 0)))

    def _find(
        self, code: str, event: yaml.Event, message: str, hint: str, *related: Related
    ) -> None:
        self.document.found.append(diagnostic(code, self._place(event), message, hint, related))


def _span(event: yaml.Event) -> tuple[int, int]:
    start, end = event.start_mark, event.end_mark
    return (start.index, end.index) if start and end else (0, 0)


def _mark(mark: _Position | None) -> Mark | None:
    return None if mark is None else (mark.line + 1, mark.column + 1)
