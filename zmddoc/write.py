"""Models to YAML as ``zmddoc.read`` reads it: the one module that writes it.

The same model gives the same text, and reading the text gives the model again. A value stands plain
where it reads back plain and is quoted where it would not; words of several lines stand as a block;
a record of a few short values stands on one line.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import yaml
from pydantic import BaseModel

from zmddoc.read.scalars import plain

WIDTH = 96
"""Characters up to which a record stands on one line."""

_STR, _INT, _MAP, _SEQ = (f"tag:yaml.org,2002:{name}" for name in ("str", "int", "map", "seq"))


def write_yaml(model: BaseModel, comment: str = "") -> str:
    """Return the model as YAML, its fields in their order, those that have their default left out;
    ``comment`` stands above it, a line each. Raises ValueError for a number of more digits than
    ``zmddoc.read`` takes for one."""
    data = model.model_dump(mode="python", by_alias=True, exclude_defaults=True)
    head = "".join(f"# {line}\n" for line in comment.splitlines())
    body: str = yaml.serialize(_node(data), Dumper=_Dumper, allow_unicode=True, width=float("inf"))
    return head + body


class _Dumper(yaml.SafeDumper):
    """A dumper that guesses no types: what is plain has been decided here."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, object]]] = {}

    def resolve(self, kind: type[yaml.Node], value: object, implicit: object) -> str:
        """Every scalar is what its node says."""
        if kind is yaml.MappingNode:
            return _MAP
        return _SEQ if kind is yaml.SequenceNode else _STR


def _node(value: object) -> yaml.Node:
    match value:
        case Mapping():
            pairs = [(_node(str(key)), _node(one)) for key, one in value.items()]
            return yaml.MappingNode(_MAP, pairs, flow_style=_short(pairs))
        case list() | tuple():
            items = [_node(one) for one in value]
            flow = all(isinstance(item, yaml.ScalarNode) for item in items) and _fits(items)
            return yaml.SequenceNode(_SEQ, items, flow_style=flow)
        case None:
            return yaml.ScalarNode(_STR, "null")
        case bool():
            return yaml.ScalarNode(_STR, "true" if value else "false")
        case int() | Decimal():
            return yaml.ScalarNode(_STR, _number(value))
        case date():
            return yaml.ScalarNode(_STR, value.isoformat())
        case str():
            return yaml.ScalarNode(_STR, value, style=_style(value))
        case _:
            raise TypeError(f"no YAML for {type(value).__name__}")


def _number(value: int | Decimal) -> str:
    words = f"{value:f}"
    if "." in words:
        words = words.rstrip("0").rstrip(".")
    words = "0" if words == "-0" else words
    if not isinstance(plain(words), int | Decimal):
        raise ValueError(f"{words} has too many digits")
    return words


def _style(text: str) -> str | None:
    """How a text is set: None (plain where YAML allows it), quoted, or as a block."""
    if any(unicodedata.category(char)[0] == "C" and char != "\n" for char in text):
        return '"'
    lines = text.split("\n")
    if len(lines) > 1:
        tidy = all(line == line.strip() and line for line in lines)
        return "|" if tidy else '"'
    return None if plain(text) == text and text == text.strip() else "'"


def _short(pairs: list[tuple[yaml.Node, yaml.Node]]) -> bool:
    """Whether a record goes on one line: few short values, no list but an empty one."""
    values = [value for _, value in pairs]
    return all(isinstance(value, yaml.ScalarNode) for value in values) and _fits(
        [node for pair in pairs for node in pair]
    )


def _fits(nodes: list[yaml.Node]) -> bool:
    texts = [str(node.value) for node in nodes]
    return all("\n" not in text for text in texts) and sum(len(t) + 2 for t in texts) <= WIDTH
