"""The kinds of document and the formats, by every name a person may call them."""

from collections.abc import Mapping

KINDS: Mapping[str, str] = {
    "plan": "方案",
    "breakdown": "责任分解表",
    "sheet": "任务清单",
    "ledger": "台账",
    "form": "报送表",
    "notice": "督办通知",
    "circular": "季度通报",
}
"""The kinds of document, and what their folder in build/ is called."""

ISSUED = ("notice", "circular", "breakdown", "sheet")
"""The kinds that are issued under a number of their own."""

PERIODIC = frozenset({"form", "notice", "circular"})
"""Kinds that belong to a reporting period: in build/ each period has a folder of its own, and they
are made only when a period is given."""

SINGLE = frozenset({"sheet", "form", "notice"})
"""Kinds with a document for each body: what ``--unit`` can choose from."""

FORMATS = ("docx", "pdf", "xlsx")

FORMATS_OF: Mapping[str, tuple[str, ...]] = {
    "ledger": ("xlsx",),
    "form": ("xlsx", "docx"),
}
"""What a kind can be made in; a kind that is not listed is gongwen and can be DOCX and PDF."""

_GONGWEN = ("docx", "pdf")
_USUAL: Mapping[str, tuple[str, ...]] = {"form": ("xlsx",)}
"""What is made when nothing is asked for, where that is not all: a body that has two forms to fill
in returns both."""


def formats_of(kind: str, asked: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the formats that a document of ``kind`` is made in when those ``asked`` for are wanted
    (none: what is usual). A kind that has one format only is always made in it."""
    possible = FORMATS_OF.get(kind, _GONGWEN)
    if len(possible) == 1:
        return possible
    if not asked:
        return _USUAL.get(kind, possible)
    return tuple(form for form in possible if form in asked)


def folder_of(kind: str, period: str = "") -> str:
    """Return the folder of a kind's documents below build/: 任务清单, 报送表/2021Q2."""
    return f"{KINDS[kind]}/{period}" if kind in PERIODIC else KINDS[kind]
