"""What happens to received text on its way out: errata, then full-width punctuation.

The YAML keeps the text as received; a document prints ``corrected``. Both steps are open: errata
stand in plan.yaml with their reason, the typographic rule is the one below (GB/T 15834-2011: marks
between Chinese characters are full-width; DOMAIN.md paragraph 6, 错别字/标点).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from zmddoc.model import Erratum, Plan

HALF = ",;:!?()"
FULL = "，；：！？（）"
_WIDER = dict(zip(HALF, FULL, strict=True))
_HALF = re.compile(f"[{re.escape(HALF)}]")

HAN = r"\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_MARKS = r"\u2014\u2018\u2019\u201c\u201d\u2026\u3001-\u303f\uff01-\uff5e"
_WIDE = re.compile(f"[{HAN}{_MARKS}]")
_STRAY_SPACE = re.compile(f"(?<=[{HAN}{_MARKS}]) +(?=[{HAN}{_MARKS}])")


def half_width(text: str) -> list[int]:
    """Offsets of half-width marks that stand beside a Chinese character or full-width mark and so
    ought to be full-width: ``,`` in 创新,开展 but not in 1,200; ``:`` in 单位:市 but not in 4:3."""
    found: list[int] = []
    open_brackets: list[tuple[int, bool]] = []
    for match in _HALF.finditer(text):
        i, char = match.start(), match[0]
        if char == "(":
            open_brackets.append((i, _beside_wide(text, i)))
        elif char == ")":
            start, wide = open_brackets.pop() if open_brackets else (None, False)
            if wide or _beside_wide(text, i):
                found.append(i)
                if start is not None:
                    found.append(start)
        elif _beside_wide(text, i):
            found.append(i)
    found += [i for i, wide in open_brackets if wide]
    return sorted(set(found))


def _beside_wide(text: str, i: int) -> bool:
    before, after = text[i - 1 : i], text[i + 1 : i + 2]
    if before.isdigit() and after.isdigit():
        return False
    return bool(_WIDE.match(before) or _WIDE.match(after)) or before in {")"} or after in {"("}


def normalise(text: str) -> str:
    """Return the text with half-width marks among Chinese made full-width and the spaces between
    Chinese characters (line-break leftovers) taken out; nothing else changes."""
    while True:  # a mark made full-width may stand beside another half-width one
        chars = list(text)
        for i in half_width(text):
            chars[i] = _WIDER[chars[i]]
        changed = _STRAY_SPACE.sub("", "".join(chars))
        if changed == text:
            return text
        text = changed


def correct(text: str, errata: Iterable[Erratum]) -> str:
    """Return the text with the errata applied."""
    for erratum in errata:
        text = text.replace(erratum.wrong, erratum.right)
    return text


def printed(plan: Plan, text: str, task: str | None = None) -> str:
    """The words of the plan as documents print them: errata of the task (or, without one, of the
    notice and preamble) applied, then ``normalise``."""
    return normalise(correct(text, plan.errata_of(task)))
