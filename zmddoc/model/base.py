"""What every model shares: frozen, strict, no unknown keys; the scalar types of the data."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def _to_date(value: object) -> object:
    if isinstance(value, str) and _ISO_DATE.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    elif isinstance(value, date) or value is None:
        return value
    raise PydanticCustomError("zmddoc_date", "日期应写作 2021-03-29 的样子，且须是真实的日期")


def _to_decimal(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, int | Decimal | None):
        raise PydanticCustomError("zmddoc_number", "这里应是一个数")
    return Decimal(value) if isinstance(value, int) else value


Day = Annotated[date, BeforeValidator(_to_date)]
Number = Annotated[Decimal, BeforeValidator(_to_decimal)]
Text = Annotated[str, Field(min_length=1)]


def later(default: Any) -> Any:
    """A field that came after documents had been issued: left out of every dump, and so of the
    content hash, where it holds ``default``. What does not use it keeps its hash."""
    return Field(default=default, exclude_if=lambda value: bool(value == default))


class Model(BaseModel):
    """A frozen, strict record that refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """As pydantic's; what was worked out from the fields is not taken along."""
        copied = super().model_copy(update=update, deep=deep)
        fields = type(self).model_fields
        for name in [name for name in copied.__dict__ if name not in fields]:
            del copied.__dict__[name]
        return copied

    def content_hash(self) -> str:
        """SHA-256 (64 hex digits) of the canonical content: comments, key order and layout of
        the YAML do not change it, any value does."""
        return hashlib.sha256(canonical(self.model_dump(mode="json")).encode()).hexdigest()


def canonical(value: Any) -> str:
    """The one JSON spelling of ``value``: sorted keys, no spaces, no ASCII escapes."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
