"""The names that stand in a duty's clause: (责任单位:市科技局、市工信局、市发改委).

A body's name may itself hold a 、 and a bracket (各县、区人民政府(管委会)), so known names are matched
first, the longest first, and only what is left is split at the marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

_SEPARATORS = r"\s、，,;；:：。.()（）\[\]【】〔〕"
_LABEL = (
    r"(?:责任|牵头|配合|负责|协办|主办|承办|参加|参与)(?:单位|部门|领导|处室)?"
    r"|按(?:照)?(?:各自)?职责(?:分工)?(?:分别)?(?:负责|落实)?|分别|共同|会同|等|和|及|与"
)
_SKIP = re.compile(rf"(?:[{_SEPARATORS}]|{_LABEL})+")
_TOKEN = re.compile(rf"[^{_SEPARATORS}]+")
_TAIL = re.compile(rf"(?:{_LABEL})+$")
_BOUNDARY = re.compile(rf"$|[{_SEPARATORS}]|{_LABEL}")


@dataclass(frozen=True)
class Named:
    """A name in a clause, and where it begins."""

    name: str
    offset: int


def names_in(clause: str, known: Iterable[str]) -> Iterator[Named]:
    """Yield the names in the order of the clause: known ones whole, others up to the next mark."""
    pattern = _any_of(frozenset(known))
    i = 0
    while i < len(clause):
        skipped = _SKIP.match(clause, i)
        match = pattern.match(clause, i)
        if match and match[0] and _BOUNDARY.match(clause, match.end()):
            yield Named(match[0], i)
            i = match.end()
        elif skipped:
            i = skipped.end()
        else:
            token = _TOKEN.match(clause, i)
            assert token, "what is no mark is a token"
            name = _TAIL.sub("", token[0])
            if name:
                yield Named(name, i)
            i = token.end()


@lru_cache(maxsize=64)
def _any_of(names: frozenset[str]) -> re.Pattern[str]:
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return re.compile("|".join(re.escape(name) for name in longest_first) or "$^")
