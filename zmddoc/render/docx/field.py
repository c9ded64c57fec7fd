"""Fields to be filled in: content controls that Word and WPS show and that are read back by tag."""

from __future__ import annotations

from collections.abc import Sequence

from zmddoc.render.docx.wml import Element, w

BLANK = "\u3000" * 4
"""What an empty field shows, so that there is something to click on."""


def field(
    tag: str, title: str = "", lines: int = 1, choices: Sequence[str] = (), *, day: bool = False
) -> Element:
    """Return an empty field, a run-level content control named ``tag``, ``lines`` high: for words,
    or for one of ``choices``, or for a ``day``.

    A field for words takes rich text: LibreOffice multiplies the words of plain-text controls."""
    text = w("t")
    text.text = BLANK
    more = (w("br") for _ in range(lines - 1))
    kind = []
    if choices:
        items = (w("listItem", displayText=word, value=word) for word in choices)
        kind.append(w("dropDownList", *items))
    elif day:
        form = w("dateFormat", val="yyyy-MM-dd"), w("lid", val="zh-CN")
        kind.append(w("date", *form))
    return w(
        "sdt",
        w("sdtPr", w("alias", val=title or tag), w("tag", val=tag), w("showingPlcHdr"), *kind),
        w("sdtContent", w("r", text, *more)),
    )
