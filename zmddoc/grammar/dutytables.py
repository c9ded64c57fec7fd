"""Tables that say who does what, as a text has them: cells with white space, | or │ between them, or
one below the other.

What stands in one cell cannot be told from what stands in the next, so a table is not read; that it
is there, and that bodies stand in it, must not go unsaid.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from zmddoc.grammar.bodies import may_be_body, recognise
from zmddoc.grammar.bodylist import mentions
from zmddoc.grammar.bodywords import is_group
from zmddoc.grammar.reading import Span

_BODIES = re.compile(
    r"(?:市|县|区|省)?(?:主要|第一|协同|共同)?(?:责任|牵头|配合|主办|承办|协办|主管|实施|组织|落实|参与|参加|负责|协同){1,3}"
    r"(?:单位|部门|科室|处室|股室|机构|机关|领导)|主体|责任人"
)
_OTHERS = re.compile(
    r"序号|序|编号|类别|领域|(?:重点|工作|主要|具体|目标|改革|年度|任务|实事){0,4}"
    r"(?:任务|事项|目标|内容|措施|举措|项目|指标|要求|名称)(?:名称)?|(?:完成|办理|推进|时间)?(?:时限|时间|节点|期限)(?:要求)?|备注|进度安排|分工"
)
_LONGEST = 80
"""Characters of a line of heads."""
_WIDEST = 200
"""Characters of a cell with names in it."""
BARS = "|｜│┃"
_BAR = re.compile(f"[{BARS}]")
_RULE = re.compile(r"[\u2500-\u257f\s|+\-]+")
"""A line that is drawn and says nothing."""


def duty_tables(text: str) -> Iterator[Span]:
    """Yield the line of heads of each table with a column of bodies (序号 任务 牵头单位 配合单位 时限), or the
    first row with bodies of one that has no heads."""
    run: list[tuple[Span, bool, bool]] = []
    """The rows with bars of one table: where, whether it is the heads, whether bodies stand in it."""
    heads: list[re.Match[str]] = []
    """Heads of which each has a line of its own."""
    for line in re.finditer(r"[^\n]+", text):
        if line[0].isspace():
            continue
        drawn = _RULE.fullmatch(line[0]) is not None
        if row_of_cells(line[0]):
            run.append((Span(line.start(), line.end()), _heads(line[0]), _named(line[0])))
        elif not drawn:
            yield from _table(run)
            run = []
            if _heads(line[0]):
                yield Span(line.start(), line.end())
        if drawn:
            continue
        if len(line[0]) <= _LONGEST and _kind(_bare(line[0])):
            heads.append(line)
            continue
        yield from _one_below_the_other(heads)
        heads = []
    yield from _table(run)
    yield from _one_below_the_other(heads)


def row_of_cells(line: str) -> bool:
    """Whether bars part the line into cells."""
    return len(_BAR.findall(line)) > 1 and _RULE.fullmatch(line) is None


def _table(run: list[tuple[Span, bool, bool]]) -> Iterator[Span]:
    """The line that stands for a table with bars, where bodies stand in it."""
    head = next((span for span, heads, _ in run if heads), None)
    named = [span for span, _, bodies in run if bodies]
    if head:
        yield head
    elif len(run) > 1 and named:
        yield named[0]


def _one_below_the_other(heads: list[re.Match[str]]) -> Iterator[Span]:
    kinds = [_kind(_bare(one[0])) for one in heads]
    if len(heads) > 2 and "bodies" in kinds and "other" in kinds:
        yield Span(heads[0].start(), heads[-1].end())


def _heads(line: str) -> bool:
    """Whether the line is one of heads: some column of bodies, some other, most cells known."""
    if len(line) > _LONGEST:
        return False
    kinds = [_kind(one) for one in _cells(line)]
    found = sum(kind != "" for kind in kinds)
    return "bodies" in kinds and "other" in kinds and found > len(kinds) / 2


def _kind(cell: str) -> str:
    """What a cell heads: a column of ``bodies``, an ``other`` one; '' where it heads none."""
    if _BODIES.fullmatch(cell):
        return "bodies"
    return "other" if _OTHERS.fullmatch(cell) else ""


def _cells(line: str) -> list[str]:
    """The cells of a line without the white space in them (工 作 任 务), those with words."""
    if _BAR.search(line):
        return [cell for cell in map(_bare, _BAR.split(line)) if cell]
    cells: list[str] = []
    spread = False
    for word in line.split():
        if spread and len(word) == 1:
            cells[-1] += word
        else:
            cells.append(word)
        spread = len(word) == 1
    return cells


def _bare(cell: str) -> str:
    return "".join(cell.split()).strip(BARS)


def _named(line: str) -> bool:
    """Whether bodies stand in a cell of the row; that of a publisher's table has labels (发布机构：)."""
    cells = _BAR.split(line)
    if any(cell.rstrip().endswith(("：", ":")) for cell in cells):
        return False
    return any(only_bodies(cell) for cell in cells)


def only_bodies(words: str, *, known: bool = True) -> bool:
    """Whether the words are a list of bodies and groups and nothing else; ``known``: one of them is
    in the registry of ordinary bodies."""
    words = words.strip().rstrip("。，,、；;")
    if not 3 <= len(words) <= _WIDEST or not _NAMES.fullmatch(words) or _SAYS.search(words):
        return False
    names = [one.name for one in mentions(words, 0, len(words))]
    if known and not any(recognise(name) for name in names):
        return False
    return bool(names) and all(
        may_be_body(name) or is_group(name) or (len(name) <= 8 and name.startswith(_LEVELS))
        for name in names
    )


_NAMES = re.compile(r"[\u4e00-\u9fff（）()、，,；; \u3000]{3,200}")
_SAYS = re.compile(r"成立|组建|设立|设在|下设|[是由的]")
"""What a sentence about a body has, and a list of bodies has not."""
_LEVELS = ("省", "市", "县", "区", "州")
