"""The words of a file, each line with its place, and what was left out of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from zmddoc.importer.sources.frame import colophon, masthead
from zmddoc.importer.sources.official import OFFICIAL
from zmddoc.importer.sources.pasted import pasted
from zmddoc.read.source import name_of, stray
from zmddoc.refusal import Refusal

Kind = Literal["docx", "pdf", "html", "text"]

WORDLESS = "Z124"

LIMIT = 2_000_000
"""Characters: a plan has some ten thousand."""
_BREAKS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_ORDINARY = re.compile("[\x20-\x7e\n\u00a0\u2002-\u200a\u3000-\u3011\u4e00-\u9fff\uff01-\uff5e]+")
_KEPT = "\ufffd"
"""Stands for a character that could not be read; taking it out would hide that."""


@dataclass(frozen=True)
class Line:
    """What stands together in the file: a line of the text, or a part of one."""

    start: int
    """Its first character in the text."""
    place: str
    """Where it is in the file: 第3页第5行."""


@dataclass(frozen=True)
class Furniture:
    """Words of the file that are not of the document."""

    place: str
    words: str
    why: str


@dataclass(frozen=True)
class Source:
    """A document as it was received."""

    kind: Kind
    text: str
    """Its paragraphs, one a line."""
    lines: tuple[Line, ...]
    furniture: tuple[Furniture, ...]
    encoding: str
    """How characters were written in the file: utf-8, gb18030; '' where the kind says it."""
    notes: tuple[str, ...]
    """What was done to the file's words, and what could not be read in it."""


def too_long() -> Refusal:
    """The refusal of what has too many words."""
    reason = f"文字超过 {LIMIT // 10000} 万字，不是一份公文"
    return OFFICIAL.unreadable(reason, "只留方案本身，另存为一个文件再导入")


class Gathering:
    """The words of a file while they are being read."""

    def __init__(self) -> None:
        self._lines: list[tuple[tuple[str, str], ...]] = []
        self._furniture: list[Furniture] = []
        self._notes: dict[str, None] = {}
        self._length = 0

    def line(self, place: str, words: str, *more: tuple[str, str]) -> None:
        """Add a line; ``more`` are the places and words that it goes on with. Raises Refusal when
        there are too many words."""
        self._length += len(words) + sum(len(one) for _, one in more)
        if self._length > LIMIT:
            raise too_long()
        self._lines.append(((place, words), *more))

    def drop(self, place: str, words: str, why: str) -> None:
        """Leave words out; white space alone needs no mention."""
        words = " ".join(words.split())
        if words:
            self._furniture.append(Furniture(place, words, why))

    def note(self, words: str) -> None:
        """Say something once."""
        self._notes.setdefault(words)

    def source(self, kind: Kind, encoding: str = "", *, framed: bool = False) -> Source:
        """Return what was gathered, without what a web page has above its words; ``framed``, without
        the masthead and the colophon. Raises Refusal where there are no words."""
        self._leave(pasted)
        if framed:
            self._leave(lambda lines: dict.fromkeys(masthead(lines), "版头"))
            self._leave(lambda lines: dict.fromkeys(colophon(lines), "版记"))
        lines: list[Line] = []
        pieces: list[str] = []
        length = 0
        for parts in self._lines:
            for place, words in parts:
                for i, one in enumerate(self._cleaned(place, words).split("\n")):
                    if i:
                        pieces.append("\n")
                        length += 1
                    lines.append(Line(length, place))
                    pieces.append(one)
                    length += len(one)
            pieces.append("\n")
            length += 1
        text = "".join(pieces)[:-1]
        if not text.strip():
            raise Refusal(WORDLESS, "文件里没有文字", "看是不是发错了文件；图片要先识别成文字")
        return Source(
            kind, text, tuple(lines), tuple(self._furniture), encoding, tuple(self._notes)
        )

    def _leave(self, out: Callable[[Sequence[str]], Mapping[int, str]]) -> None:
        """Leave out the lines that ``out`` names, and says why."""
        words = ["".join(words for _, words in parts) for parts in self._lines]
        left = out(words)
        for i, why in left.items():
            self.drop(self._lines[i][0][0], words[i], why)
        self._lines = [line for i, line in enumerate(self._lines) if i not in left]

    def _cleaned(self, place: str, words: str) -> str:
        """The words with ``\\n`` for every line break, a space for a tab, and without what nobody
        sees or means."""
        if _ORDINARY.fullmatch(words) or not words:
            return words
        words = _BREAKS.sub("\n", words).replace("\t", " ")
        strays = Counter(
            char for char in _ORDINARY.sub("", words) if char not in _KEPT and stray(char)
        )
        for char, count in sorted(strays.items()):
            own = "\ue000" <= char <= "\uf8ff"
            why = "字体自造的符号，别处显示不出" if own else "看不见的字符，不属于公文"
            self.drop(place, f"{name_of(char)}×{count}", why)
        return words.translate({ord(char): None for char in strays})
