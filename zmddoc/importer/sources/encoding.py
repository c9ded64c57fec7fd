"""The characters of a text file, whose encoding nobody says.

Only what a file proves is believed: a byte order mark, then strict UTF-8, then UTF-16, then GB18030,
and of the last two only where Chinese comes out (docs/decisions/111-encodings.md).
"""

from __future__ import annotations

import codecs
import re

from zmddoc.refusal import Refusal

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NO_TEXT = re.compile("[\0-\x08\x0e-\x1b]")
_TRIED = 100_000
"""Bytes that are looked at to tell what others are: enough of any document."""
UNKNOWN = "Z125"
_HINT = "用记事本或 WPS 打开看一看；显示正常的，另存为 UTF-8 编码再导入"


def decoded(content: bytes) -> tuple[str, str]:
    """Return the text and the encoding's name. Raises Refusal (Z125)."""
    for mark, name in _MARKS:
        if content.startswith(mark):
            return _strict(content[len(mark) :], name), f"{name}（有字节序标记）"
    try:
        return _text(content.decode("utf-8")), "utf-8"
    except UnicodeDecodeError as error:
        damage = error.start
    for name in ("utf-16-le", "utf-16-be"):
        if len(content) % 2 == 0 and _chinese(content[:_TRIED], name):
            return _strict(content, name), name
    if _nearly_utf8(content):
        raise Refusal(UNKNOWN, f"是 UTF-8 编码，但第 {damage + 1} 个字节起有损坏", _HINT)
    if not _chinese(content[:_TRIED], "gb18030"):
        raise Refusal(UNKNOWN, "认不出文字的编码，读出来是乱码", _HINT)
    return _strict(content, "gb18030"), "gb18030"


def _strict(content: bytes, name: str) -> str:
    try:
        return _text(content.decode(name))
    except UnicodeDecodeError as error:
        reason = f"是 {name.upper()} 编码，但第 {error.start + 1} 个字节起有损坏"
        raise Refusal(UNKNOWN, reason, _HINT) from None


def _text(text: str) -> str:
    """The text, if it is one. Raises Refusal."""
    if _NO_TEXT.search(text):
        raise Refusal(UNKNOWN, "不是文字：里面有控制字符", _HINT)
    return text


def _chinese(content: bytes, name: str) -> bool:
    """Whether Chinese comes out: nine in ten of the characters beyond ASCII are of the common ones
    (GB 2312), and there are such. A character cut off at the end does not count."""
    text = codecs.getincrementaldecoder(name)("replace").decode(content)
    beyond = [char for char in text if char > "\x7f"]
    common = sum(map(_common, beyond))
    return common > 0 and common >= 0.9 * len(beyond) and not _NO_TEXT.search(text)


def _common(char: str) -> bool:
    try:
        return bool(char.encode("gb2312"))
    except UnicodeEncodeError:
        return char in "—·〔〕\u3000〇"


def _nearly_utf8(content: bytes) -> bool:
    """Whether it is UTF-8 but for a damaged place or two: of another encoding next to nothing would
    come out."""
    text = content[:_TRIED].decode("utf-8", "replace")
    read = sum(char > "\x7f" and char != "\ufffd" for char in text)
    return read > 4 * text.count("\ufffd")
