"""Chinese lines made flush on the right.

WeasyPrint stretches spaces only, and Chinese has none: about a fifth of the lines would end short.
Its ``justify_line`` is an internal, so it is replaced here alone, and only in the major version it
was written for; a test fails when upstream changes it (docs/decisions/031-justify.md).
"""

from __future__ import annotations

from typing import Any

import weasyprint
from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.text.line_break import create_layout

WRITTEN_FOR = "70"


def install() -> None:
    """Let justified lines spread over their characters. Raises RuntimeError in another version."""
    if weasyprint.__version__.split(".")[0] != WRITTEN_FOR:
        raise RuntimeError(
            f"WeasyPrint {weasyprint.__version__}：两端对齐只为 {WRITTEN_FOR} 版写过"
        )
    inline.justify_line = _justify_line


def _justify_line(context: Any, line: Any, extra_width: float) -> None:
    gaps = _characters(line) - 1
    if gaps > 0:
        _spread(context, line, extra_width / gaps, 0)


def _characters(box: Any) -> int:
    if isinstance(box, boxes.TextBox):
        return len(box.text)
    if isinstance(box, boxes.LineBox | boxes.InlineBox):
        return sum(map(_characters, box.children))
    return 0


def _spread(context: Any, box: Any, each: float, shift: float) -> float:
    """Move the box by ``shift``, widen it by ``each`` a character; return the shift after it."""
    if isinstance(box, boxes.TextBox):
        box.position_x += shift
        spacing = box.style["letter_spacing"]
        box.style = box.style.copy()
        box.style["letter_spacing"] = (0 if spacing == "normal" else spacing) + each
        box.pango_layout = create_layout(box.text, box.style, context, None, 0)
        box.pango_layout.deactivate()
        box.width += each * len(box.text)
        return shift + each * len(box.text)
    if isinstance(box, boxes.LineBox | boxes.InlineBox):
        box.position_x += shift
        before = shift
        for child in box.children:
            if child.is_in_normal_flow():
                shift = _spread(context, child, each, shift)
        box.width += shift - before
    else:
        box.translate(shift, 0)
    return shift
