"""What is not a change of words: white space, and the width of one mark or letter.

The list of what does not count, with reasons, is docs/decisions/100-what-is-a-change.md.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator


def _widths() -> Iterator[tuple[int, str]]:
    """Every character that is another one in full or half width (Unicode's own list)."""
    for code in (0x3000, *range(0xFF01, 0xFFEF)):
        kind, _, other = unicodedata.decomposition(chr(code)).partition(" ")
        if kind in ("<wide>", "<narrow>"):
            yield code, chr(int(other, 16))


_PLAIN = dict(_widths())


def widened(text: str) -> str:
    """Return the text with one width for each mark, character for character: ％ is %, ， is ,."""
    return text.translate(_PLAIN)


def fold(text: str) -> str:
    """Return the text without white space and with one width for each mark."""
    return "".join(widened(text).split())
