"""Tables that say who does what, as a text has them: cells with white space between.

What stands in one cell cannot be told from what stands in the next, so a table is not read; that it
is there, and that bodies stand in it, must not go unsaid.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from zmddoc.grammar.reading import Span

_BODIES = re.compile(
    r"(?:市|县|区|省)?(?:责任|牵头|配合|主办|承办|协办|主管|实施|落实|参与|参加)(?:责任)?(?:单位|部门|科室|领导)|主体|责任人"
)
_OTHERS = re.compile(
    r"序号|序|编号|类别|(?:重点|工作|主要|具体|目标|改革|年度|任务)*"
    r"(?:任务|事项|目标|内容|措施|举措|项目|指标|要求|名称)(?:名称)?|(?:完成|办理|推进|时间)?(?:时限|时间|节点|期限)|备注|进度安排|分工"
)
_LONGEST = 80
"""Characters of a line of heads."""


def duty_tables(text: str) -> Iterator[Span]:
    """Yield the line of heads of each table with a column of bodies: 序号 任务 牵头单位 配合单位 时限."""
    for line in re.finditer(r"[^\n]+", text):
        if len(line[0]) > _LONGEST:
            continue
        cells = line[0].split()
        bodies = sum(_BODIES.fullmatch(one) is not None for one in cells)
        others = sum(_OTHERS.fullmatch(one) is not None for one in cells)
        if bodies and others and bodies + others > len(cells) / 2:
            yield Span(line.start(), line.end())
