"""What frames a document on paper and is none of its words: the name of the issuing office above the
red line, the colophon at the foot of the last page (GB/T 9704-2012, 7.2 and 7.4)."""

from __future__ import annotations

import re
from collections.abc import Sequence

_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,20}[〔\[［(（][0-9]{4}[〕\]］)）]\s*[0-9]{0,5}\s*号")
_ISSUER = re.compile(r"[\u4e00-\u9fff（）()\s]{0,60}文\s*件")
_GRADES = re.compile(r"[0-9]{6}|(?:绝密|机密|秘密|内部)(?:★\S{0,8})?|特\s*急|加\s*急")
_PRINTED = re.compile(
    r"(?:[\u4e00-\u9fff（）()\s]{1,40}(?:室|厅|处|科|局|委|会|府|部|院)\s{0,40})?"
    r"[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日\s{0,9}印发。?"
)
_COPIES = re.compile(r"[（(]?共印\s*[0-9]{1,6}\s*份[）)]?")
_CARBON = re.compile(r"(?:抄\s*送|抄\s*报|分\s*送|主\s*题\s*词)\s*[：:]")
_OFFICE = re.compile(r"[\u4e00-\u9fff]{2,26}(?:室|厅|处|科|局|委|会|府|部|院)")
_TOP, _FOOT = 8, 12
"""Lines with words that are looked at."""


def masthead(lines: Sequence[str]) -> list[int]:
    """Return which lines are of the masthead: what stands above the number, one line of it ending
    in 文件. The number is a word of the document and stays."""
    top = [i for i, line in enumerate(lines[:60]) if line.strip()][:_TOP]
    found: list[int] = []
    named = False
    for i in top:
        words = lines[i].strip()
        if _NUMBER.match(words):
            return found if named else []
        issuer = bool(_ISSUER.fullmatch(words))
        if not (issuer or _GRADES.fullmatch(words) or _OFFICE.fullmatch(words)):
            break
        named = named or issuer
        found.append(i)
    return []


def colophon(lines: Sequence[str]) -> list[int]:
    """Return which lines are of the colophon: those that end the document, from 抄送 to 印发."""
    foot = [i for i in range(max(0, len(lines) - 60), len(lines)) if lines[i].strip()][-_FOOT:]
    found: list[int] = []
    while foot and _COPIES.fullmatch(lines[foot[-1]].strip()):
        found.append(foot.pop())
    if not foot or not _PRINTED.fullmatch(lines[foot[-1]].strip()):
        return []
    printed = foot.pop()
    found.append(printed)
    if lines[printed].strip()[0].isdigit() and foot and _OFFICE.fullmatch(lines[foot[-1]].strip()):
        found.append(foot.pop())
    carbons = [k for k, i in enumerate(foot) if _CARBON.match(lines[i].strip())]
    if carbons and not any(lines[i].strip().startswith("附件") for i in foot[carbons[0] :]):
        found += foot[carbons[0] :]
    return sorted(found)
