"""Plain values to models: pydantic's findings, in Chinese and at the line they belong to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from zmddoc.catalogue import diagnostic
from zmddoc.diagnostics import Diagnostic, Place, Related
from zmddoc.nearest import nearest
from zmddoc.project import DataPath
from zmddoc.read.nodes import Document, Value

M = TypeVar("M", bound=BaseModel)

_TYPES: dict[str, str] = {
    "string_type": "文字",
    "int_type": "整数",
    "bool_type": " true 或 false",
    "tuple_type": "列表(各项以“- ”开头，或写在方括号里)",
    "model_type": "一组“键: 值”",
    "model_attributes_type": "一组“键: 值”",
    "dict_type": "一组“键: 值”",
    "decimal_type": "数",
    "date_type": "日期",
}
_HOW: dict[str, str] = {
    "bool_type": "写 true 或 false，不加引号",
    "model_type": "另起一行，缩进两格，逐行写“键: 值”",
    "model_attributes_type": "另起一行，缩进两格，逐行写“键: 值”",
    "dict_type": "另起一行，缩进两格，逐行写“键: 值”",
    "int_type": "只写阿拉伯数字，不加单位和引号",
    "decimal_type": "只写阿拉伯数字，不加单位和引号",
}
_CUSTOM: dict[str, str] = {
    "zmddoc_date": "Z206",
    "zmddoc_number": "Z207",
    "zmddoc_nobody": "Z205",
    "zmddoc_range": "Z208",
    "zmddoc_baseline": "Z208",
    "zmddoc_value": "Z208",
    "zmddoc_period": "Z209",
}
_AS_WRITTEN: dict[str, str] = {
    "Z206": "写真实的日期，月和日补足两位，不加引号",
    "Z207": "只写阿拉伯数字；单位写在 unit 里",
    "Z209": "年份、Q、第几季度，中间没有空格",
}
_QUOTED = re.compile(r"'([^']*)'")


def validate(model: type[M], document: Document) -> tuple[M | None, list[Diagnostic]]:
    """Return the model made of the document's values, or None with Z201 to Z209. A document that
    could not be read as YAML, or some value of which is broken, gives None; of one that breaks
    off, only unknown keys are diagnosed: one that slipped to the left margin is why it does."""
    value = document.value if document.partial is None else document.partial
    if value is None:
        return None, []
    try:
        made = model.model_validate(value)
    except ValidationError as error:
        details = error.errors(include_url=False)
        if document.partial is not None:
            details = [one for one in details if one["type"] == "extra_forbidden"]
        return None, list(_Findings(model, document, details).diagnostics())
    return (None if document.broken or document.partial is not None else made), []


class _Findings:
    """The findings about one document."""

    def __init__(
        self, model: type[BaseModel], document: Document, details: Sequence[ErrorDetails]
    ) -> None:
        self.model, self.document, self.details = model, document, details
        self.value = document.value if document.partial is None else document.partial

    def diagnostics(self) -> Iterator[Diagnostic]:
        """Yield one diagnostic for each finding; a key misspelt and so missing is one."""
        paths = [yaml_path(self.value, d["loc"]) for d in self.details]
        missing = {p for p, d in zip(paths, self.details, strict=True) if d["type"] == "missing"}
        explained: set[DataPath] = set()
        for path, detail in zip(paths, self.details, strict=True):
            if self._echo(path) or detail["type"] == "missing":
                continue
            if detail["type"] == "extra_forbidden":
                meant, one = self._unknown(path, detail["loc"], missing)
                explained.add((*path[:-1], meant))
                yield one
            else:
                yield self._one(path, detail)
        lacking: dict[DataPath, list[str]] = {}
        for path in paths:
            if path in missing and path not in explained and not self._echo(path):
                lacking.setdefault(path[:-1], []).append(f"“{path[-1]}”")
        for parent, keys in lacking.items():
            message = f"{self._where((*parent, ''))}缺少{'、'.join(dict.fromkeys(keys))}"
            yield self._at(parent, "Z201", message, "照同类各项的写法补上")

    def _echo(self, path: DataPath) -> bool:
        return any(path[: i + 1] in self.document.broken for i in range(len(path)))

    def _unknown(
        self, path: DataPath, loc: tuple[str | int, ...], missing: set[DataPath]
    ) -> tuple[str, Diagnostic]:
        key = str(path[-1]) if path else ""
        known = _fields(self.model, loc[:-1])
        meant = meant_key(self.model, loc, path, missing)
        hint = f"想写的是“{meant}”吗？" if meant else f"这里可用的键：{'、'.join(known)}"
        return meant, self._at(path, "Z202", f"{self._where(path)}不认识的键“{key}”", hint)

    def _one(self, path: DataPath, detail: ErrorDetails) -> Diagnostic:
        kind = detail["type"]
        where = self._where(path)
        if kind in _CUSTOM:
            code = _CUSTOM[kind]
            if code == "Z208":
                return self._figures(path, f"{self._where((*path, ''))}{detail['msg']}")
            message = f"{where}{detail['msg']}，现在是{_shown(detail['input'])}"
            return self._at(path, code, message, _AS_WRITTEN[code])
        if kind in ("string_too_short", "too_short") or detail["input"] is None:
            return self._at(path, "Z205", f"{where}“{_key(path)}”是空的", "写上内容，不能空着")
        if kind == "literal_error":
            allowed = _QUOTED.findall(detail.get("ctx", {}).get("expected", ""))
            meant = nearest(str(detail["input"]), allowed)
            hint = f"可以写：{'、'.join(allowed)}" + (f"；想写的是“{meant}”吗？" if meant else "")
            message = f"{where}“{_key(path)}”不能是{_shown(detail['input'])}"
            return self._at(path, "Z204", message, hint)
        wanted = _TYPES.get(kind)
        if wanted is None:
            message = f"{where}“{_key(path)}”的内容{_shown(detail['input'])}不合要求"
            return self._at(path, "Z203", message, "对照同类的写法改正")
        message = f"{where}这里应是{wanted}，现在是{_shown(detail['input'])}"
        hint = _HOW.get(kind, "对照同类的写法改正")
        if kind == "string_type" and isinstance(detail["input"], int | Decimal | bool):
            hint = "要写成文字，加上引号"
        elif kind == "tuple_type" and isinstance(detail["input"], str):
            hint = f"只有一项也写成 [{detail['input']}]"
        return self._at(path, "Z203", message, hint)

    def _figures(self, path: DataPath, message: str) -> Diagnostic:
        """Of a target whose figures do not fit its bound: at the first of its figures."""
        keys = [k for k in ("low", "value", "bound", "high") if (*path, k) in self.document.places]
        first, *others = [self.document.places[(*path, key)] for key in keys] or [
            self.document.places.get(path, Place(self.document.file))
        ]
        related = [Related(place, "与这里不配") for place in others]
        return diagnostic("Z208", first, message, "照引文改正数或 bound", related)

    def _where(self, path: DataPath) -> str:
        """Which record it is about: 「T04-1：」."""
        value: Value = self.value
        name = ""
        for step in path[:-1]:
            if isinstance(value, dict):
                value = value.get(str(step))
            elif isinstance(value, tuple) and isinstance(step, int) and step < len(value):
                value = value[step]
            if isinstance(value, dict):
                label = value.get("id") or value.get("name") or name
                name = label if isinstance(label, str) else name
        return f"{name}：" if name else ""

    def _at(self, path: DataPath, code: str, message: str, hint: str = "") -> Diagnostic:
        places = self.document.places
        while path and path not in places:
            path = path[:-1]
        return diagnostic(code, places.get(path, Place(self.document.file)), message, hint)


def yaml_path(value: Any, loc: Sequence[str | int]) -> DataPath:
    """Return the place in the YAML that pydantic means: without the index that a single record
    gets where one or many may stand."""
    path: DataPath = ()
    for step in loc:
        if step == "[key]":
            break
        if isinstance(step, int) and not isinstance(value, tuple):
            continue
        path = (*path, step)
        if isinstance(value, Mapping):
            value = value.get(step)
        elif isinstance(value, tuple) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            value = None
    return path


def meant_key(
    model: type[BaseModel], loc: Sequence[str | int], path: DataPath, missing: set[DataPath]
) -> str:
    """Return the key that the unknown one at ``path`` (pydantic's ``loc``) likely stands for: one
    that is missing there before one that is not; '' where none is near."""
    key = str(path[-1]) if path else ""
    lacking = sorted(str(p[-1]) for p in missing if p[:-1] == path[:-1])
    return nearest(key, lacking) or nearest(key, _fields(model, loc[:-1])) or ""


def _fields(model: type[BaseModel], loc: Sequence[str | int]) -> list[str]:
    """The keys of the record at ``loc``, as the YAML spells them."""
    for step in loc:
        if isinstance(step, str):
            annotation = next(
                (
                    info.annotation
                    for name, info in model.model_fields.items()
                    if step in (name, info.alias)
                ),
                None,
            )
            model = _record(annotation) or model
    return [info.alias or name for name, info in model.model_fields.items()]


def _record(annotation: object) -> type[BaseModel] | None:
    """The record that an annotation such as ``tuple[Task, ...]`` is about."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for arg in get_args(annotation) if (found := _record(arg))), None)


def _key(path: DataPath) -> str:
    """How a message calls the value: by its key, or as one of a list's items."""
    last = path[-1] if path else ""
    return last if isinstance(last, str) else f"{_key(path[:-1])}第 {last + 1} 项"


def _shown(value: object) -> str:
    match value:
        case None:
            return "空"
        case bool():
            return "true" if value else "false"
        case int() | Decimal():
            return f"数 {value}"
        case str():
            return f"“{value if len(value) <= 20 else value[:20] + '…'}”"
        case tuple() | list():
            return "列表"
        case _:
            return "一组“键: 值”"
