"""Fields to be filled in: content controls that Word and WPS show and that are read back by tag."""

from __future__ import annotations

from zmddoc.render.docx.wml import Element, w

BLANK = "\u3000" * 4
"""What an empty field shows, so that there is something to click on."""


def field(tag: str, title: str = "", lines: int = 1) -> Element:
    """Return an empty text field, a run-level content control named ``tag``, ``lines`` high."""
    text = w("t")
    text.text = BLANK
    more = (w("br") for _ in range(lines - 1))
    return w(
        "sdt",
        w(
            "sdtPr",
            w("alias", val=title or tag),
            w("tag", val=tag),
            w("showingPlcHdr"),
            w("text", multiLine=1),
        ),
        w("sdtContent", w("r", text, *more)),
    )
