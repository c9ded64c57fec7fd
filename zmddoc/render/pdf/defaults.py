"""The browser's default styles, for what our documents have.

WeasyPrint's own give every element six pseudo-elements (markers of lists, calls of notes), whose
styles are computed for each and used for none but the 版记, which is set as a footnote: a fifteenth of
the time of a document (docs/profile.md).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from weasyprint import CSS, HTML
from weasyprint.html import UA, UA_COUNTER_STYLE

from zmddoc.render.pdf.upstream import guard

_FOR_ALL = {"marker": "li", "footnote-call": "div.colophon", "footnote-marker": "div.colophon"}
"""The pseudo-elements that are of use, and for what."""


def _narrowed(rule: re.Match[str]) -> str:
    owner = _FOR_ALL.get(rule["pseudo"])
    return f"{owner}{rule[0]}" if owner else ""


guard("默认样式")
_SHEET = CSS(
    string=re.sub(r"(?m)^::(?P<pseudo>[a-z-]+)[^}]*\}", _narrowed, UA),
    counter_style=UA_COUNTER_STYLE,
)


class Page(HTML):  # type: ignore[misc]
    """A gongwen document as HTML."""

    def _ua_stylesheets(self, forms: bool = False) -> Sequence[CSS]:
        return [_SHEET, *super()._ua_stylesheets(forms)[1:]]
