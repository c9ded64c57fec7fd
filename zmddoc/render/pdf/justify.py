"""Chinese lines made flush on the right.

WeasyPrint stretches spaces only, and Chinese has none: about a fifth of the lines would end short.
Its ``justify_line`` is an internal: it is replaced here alone (docs/decisions/031-justify.md).
"""

from __future__ import annotations

from math import copysign
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.text.line_break import create_layout

from zmddoc.render.pdf.upstream import guard


def install() -> None:
    """Let justified lines spread over their characters. Raises RuntimeError in another
    WeasyPrint."""
    guard("两端对齐")
    inline.justify_line = _justify_line


def _justify_line(context: Any, line: Any, extra_width: float) -> None:
    gaps = _characters(line) - 1
    if gaps > 0:
        # The width of the line counts the space behind its last character, the margin does not.
        _spread(context, line, (extra_width + _behind(line)) / gaps, 0)


def _characters(box: Any) -> int:
    if isinstance(box, boxes.TextBox):
        return len(box.text)
    if isinstance(box, boxes.LineBox | boxes.InlineBox):
        return sum(map(_characters, box.children))
    return 0


def _behind(box: Any) -> float:
    """The letter spacing behind the last character."""
    if isinstance(box, boxes.TextBox):
        return _spacing(box)
    if isinstance(box, boxes.LineBox | boxes.InlineBox) and box.children:
        return _behind(box.children[-1])
    return 0


def _spacing(box: Any) -> float:
    spacing = box.style["letter_spacing"]
    return 0 if spacing == "normal" else float(spacing)


def _spread(context: Any, box: Any, each: float, shift: float) -> float:
    """Move the box by ``shift``, widen it by ``each`` a character; return the shift after it."""
    if isinstance(box, boxes.TextBox):
        box.position_x += shift
        spacing = _spacing(box) + each
        # What is drawn is cut to whole thousandths of an em: half of one more makes it the nearest.
        spacing += copysign(box.style["font_size"] / 2000, spacing)
        box.style = box.style.copy()
        box.style["letter_spacing"] = spacing
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
