"""Bytes of a project file to text: what cannot be text is diagnosed, never raised."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from zmddoc.catalogue import diagnostic
from zmddoc.diagnostics import Diagnostic, Place

LIMIT = 8 * 1024 * 1024
"""A plan is some tens of kilobytes; anything above this is not a plan."""
SHOWN = 10
"""How many stray characters of one file are listed before the rest is only counted."""

_ORDINARY = re.compile(r"[\x20-\x7e\n\t\u3001-\u3011\u4e00-\u9fff\uff01-\uff5e]+")
_INVISIBLE = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}


def stray(char: str) -> bool:
    """Whether a character is one that nobody sees and nobody means: a control character, a
    zero-width or direction mark, a line separator, a private code point or no character at all
    (rare Han characters newer than this Python's tables are let through)."""
    code = ord(char)
    nothing = code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
    return nothing or char == "\ufffd" or unicodedata.category(char) in _INVISIBLE


def name_of(char: str) -> str:
    """The character's code point and, where it has one, its name: U+200B ZERO WIDTH SPACE."""
    return f"U+{ord(char):04X} {unicodedata.name(char, '')}".rstrip()


def place_at(file: str, text: str, index: int) -> Place:
    """The place of the character at ``index``."""
    before = text.rfind("\n", 0, index)
    return Place(file, text.count("\n", 0, index) + 1, index - before)


def read_text(
    root: Path, file: str, wanted_by: Place | None = None
) -> tuple[str | None, list[Diagnostic]]:
    """Return the text of ``root``/``file`` with ``\\n`` line ends, without a byte order mark and
    with U+FFFD for each stray character; None when there is no text to be had.

    Diagnosed: Z101 to Z105 and Z114. ``wanted_by`` is the place that names the file.
    """
    place = Place(file)
    try:
        path = root / file
        if not path.exists():
            return None, [diagnostic("Z101", wanted_by or place, f"没有文件 {_shown(file)}")]
        if not path.is_file():
            return None, [diagnostic("Z102", wanted_by or place, f"{_shown(file)} 不是文件")]
        if path.stat().st_size > LIMIT:
            return None, [
                diagnostic("Z112", place, f"{_shown(file)} 超过 {LIMIT // 1024 // 1024} MB")
            ]
        content = path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "文件名不合法"
        return None, [diagnostic("Z102", wanted_by or place, f"读不了 {_shown(file)}：{reason}")]
    return _decode(file, content)


def _decode(file: str, content: bytes) -> tuple[str | None, list[Diagnostic]]:
    found: list[Diagnostic] = []
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8").removeprefix("\ufeff")
        line = before.count("\n") + 1
        place = Place(file, line, len(before) - before.rfind("\n"))
        message = f"不是 UTF-8 编码：第 {error.start + 1} 个字节 0x{content[error.start]:02X} 有误"
        return None, [diagnostic("Z103", place, message, _encoding_hint(content))]
    if text.startswith("\ufeff"):
        text = text[1:]
        found.append(diagnostic("Z114", Place(file, 1, 1), "文件开头有字节序标记(BOM)，已忽略"))
    text = text.replace("\r\n", "\n")
    if not text.strip():
        return None, [*found, diagnostic("Z105", Place(file), f"{_shown(file)} 是空的")]
    strays = [i for i in _unusual(text) if stray(text[i])]
    found += _strays(file, text, strays)
    if strays:
        chars = list(text)
        for i in strays:
            chars[i] = "\ufffd"
        text = "".join(chars)
    return text, found


def _unusual(text: str) -> Iterator[int]:
    """The indexes of the characters that are worth a look."""
    end = 0
    for ordinary in _ORDINARY.finditer(text):
        yield from range(end, ordinary.start())
        end = ordinary.end()
    yield from range(end, len(text))


def _strays(file: str, text: str, strays: list[int]) -> Iterator[Diagnostic]:
    for count, i in enumerate(strays):
        place = place_at(file, text, i)
        if count == SHOWN:
            yield diagnostic("Z104", place, f"此后还有 {len(strays) - SHOWN} 个看不见的字符")
            return
        yield diagnostic(
            "Z104",
            place,
            f"看不见的字符 {name_of(text[i])}",
            "删去它；多半是从网页或 PDF 粘贴带来的",
        )


def _encoding_hint(content: bytes) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "文件像是 UTF-16；用编辑器另存为 UTF-8"
    try:
        content.decode("gb18030")
    except UnicodeDecodeError:
        return "文件可能在传送中损坏；从上一版恢复"
    return "文件像是 GBK；用编辑器另存为 UTF-8"


def _shown(file: str) -> str:
    return "".join("\ufffd" if stray(char) else char for char in file[:80])
