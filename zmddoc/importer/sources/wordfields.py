"""Fields of a Word document: which show words of the document, and which a page number or a list of
contents (ECMA-376-1 paragraph 17.16)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zmddoc.numerals import circled
from zmddoc.package import Package

_PAGES = ("PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF", "SECTION")
_CIRCLED = re.compile(r"\s*eq\s*\\o\s*\\ac\s*\([○〇]\s*[,，;；]\s*([0-9]{1,2})\)\s*", re.I)


@dataclass
class _Field:
    code: str = ""
    shown: bool = False
    """Whether what follows is its result."""
    why: str = ""
    """Why its result is no word of the document; '' where it is one."""


class Fields:
    """The fields that are open where a document is being read; they nest, and run over paragraphs."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._open: list[_Field] = []
        self._codes = 0
        self._dropped = 0

    @property
    def in_code(self) -> bool:
        """Whether what stands here is a field's code, which is not shown."""
        return self._codes > 0

    @property
    def why_dropped(self) -> str:
        """Why what stands here is no word of the document; '' where it is one."""
        if not self._dropped:
            return ""
        return next(one.why for one in self._open if one.why)

    def begin(self) -> None:
        """A field begins, with its code."""
        self._open.append(_Field())
        self._codes += 1

    def code(self, words: str) -> None:
        """A part of the code of the innermost field."""
        if self._open and not self._open[-1].shown:
            self._open[-1].code += words[:1000]

    def separate(self) -> None:
        """The code is over, the result follows. Raises Refusal for a field that fetches things."""
        if self._open and not self._open[-1].shown:
            one = self._open[-1]
            self._package.refuse_fields(one.code)
            one.shown, one.why = True, _why(one.code)
            self._codes -= 1
            self._dropped += bool(one.why)

    def end(self) -> str:
        """The field is over; return what it shows without having it as its result. Raises Refusal
        for a field that fetches things."""
        if not self._open:
            return ""
        bare = not self._open[-1].shown
        self.separate()
        one = self._open.pop()
        self._dropped -= bool(one.why)
        match = _CIRCLED.fullmatch(one.code) if bare else None
        return circled(int(match[1])) if match and 1 <= int(match[1]) <= 50 else ""


def _why(code: str) -> str:
    name = (code.split() or [""])[0].upper()
    if name in _PAGES:
        return "页码"
    return "目录" if name == "TOC" else ""
