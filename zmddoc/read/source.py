"""Bytes of a project file to text: what cannot be text is diagnosed, never raised."""

from __future__ import annotations

import errno
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from zmddoc.catalogue import diagnostic
from zmddoc.diagnostics import Diagnostic, Place

LIMIT = 64 * 1024 * 1024
"""Bytes. A city's plan is some tens of kilobytes, a whole province's 35 MB; what is above this is not a plan."""
SHOWN = 10
"""How many stray characters of one file are listed before the rest is only counted."""

_ORDINARY = re.compile(r"[\x20-\x7e\n\t\u3001-\u3011\u4e00-\u9fff\uff01-\uff5e]+")
_INVISIBLE = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}
_NAMES = {
    "\0": "空字符", "\t": "制表符", "\r": "回车符", "\x1b": "转义符", "\x7f": "删除符",
    "\xad": "软连字符", "\u061c": "方向标记", "\u200b": "零宽空格", "\u200c": "零宽不连字",
    "\u200d": "零宽连字", "\u200e": "方向标记", "\u200f": "方向标记", "\u2028": "行分隔符",
    "\u2029": "段分隔符", "\u2060": "词连接符", "\ufeff": "字节序标记", "\ufffd": "替代符",
}  # fmt: skip
_SORTS = {"Cc": "控制字符", "Cf": "格式字符", "Co": "专用区字符", "Cs": "半个代理对"}
_REASONS = {
    errno.EACCES: "没有权限",
    errno.ENAMETOOLONG: "文件名过长",
    errno.EIO: "磁盘读写出错",
}
_RESTORE = "从上一版恢复这个文件"


def stray(char: str) -> bool:
    """Whether a character is one that nobody sees and nobody means: a control character, a
    zero-width or direction mark, a line separator, a private code point or no character at all
    (rare Han characters newer than this Python's tables are let through)."""
    code = ord(char)
    nothing = code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
    return nothing or char == "\ufffd" or unicodedata.category(char) in _INVISIBLE


def name_of(char: str) -> str:
    """The character's code point and what it is: U+200B(零宽空格)."""
    sort = _SORTS.get(unicodedata.category(char), "非字符")
    return f"U+{ord(char):04X}({_NAMES.get(char, sort)})"


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
            hint = "写错了名字就改正" if wanted_by else _RESTORE
            return None, [diagnostic("Z101", wanted_by or place, f"没有文件 {_shown(file)}", hint)]
        if not path.is_file():
            message, hint = f"{_shown(file)} 不是文件", "同名的位置上应是一个普通文件"
            return None, [diagnostic("Z102", wanted_by or place, message, hint)]
        if path.stat().st_size > LIMIT:
            message = f"{_shown(file)} 超过 {LIMIT // 1024 // 1024} MB"
            return None, [diagnostic("Z112", place, message, "看是不是放错了文件")]
        content = path.read_bytes()
    except (OSError, ValueError) as error:
        reason = "文件名不合法"
        if isinstance(error, OSError):
            reason = _REASONS.get(error.errno or 0) or f"系统报告“{error.strerror}”"
        message, hint = f"读不了 {_shown(file)}：{reason}", "看文件的名字、权限和所在的磁盘"
        return None, [diagnostic("Z102", wanted_by or place, message, hint)]
    return decode(file, content)


def decode(file: str, content: bytes) -> tuple[str | None, list[Diagnostic]]:
    """As ``read_text``, of a file's bytes."""
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
        message, hint = "文件开头有字节序标记(BOM)，已忽略", "另存为不带 BOM 的 UTF-8"
        found.append(diagnostic("Z114", Place(file, 1, 1), message, hint))
    text = text.replace("\r\n", "\n")
    if not text.strip():
        empty = diagnostic("Z105", Place(file), f"{_shown(file)} 是空的", _RESTORE)
        return None, [*found, empty]
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
            message = f"此后还有 {len(strays) - SHOWN} 个看不见的字符"
            yield diagnostic("Z104", place, message, "改好上面几处再查一遍；多的，从来处重新复制")
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
