"""Titles broken into lines where the meaning parts.

GB/T 9704-2012, 7.3.1 (DOMAIN.md paragraph 1, 标题): 2号小标宋 holds 20 characters a line; the lines
form a trapezoid or a diamond; a word, name, number or 《》 is not split where that can be helped; no
line starts with 的, 和 or a mark, and the last line is not one or two characters.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from itertools import pairwise

LIMIT = 20
"""Characters a line: 442.2 pt of 22 pt characters."""

_LISTED = (
    "若干政策措施 责任分解表 任务分解表 高质量发展 高水平开放 领导小组 工作方案 实施方案 行动方案 "
    "行动计划 第一季度 第二季度 第三季度 第四季度 进展情况 亮灯情况 量化指标 牵头单位 "
    "平均序时完成度 各单位 排名表 情况表 工作要点 工作计划 实施意见 若干意见 若干措施 政策措施 "
    "任务清单 季度通报 重点任务 目标任务 责任清单 管理办法 人民政府 办公室 委员会 工业经济 "
    "数字经济 县域经济 民营经济 营商环境 乡村振兴 中小企业 制造业 服务业 开发区 示范区 综合保税区 "
    "关于 印发 转发 批转 进一步 促进 推动 推进 加快 加强 支持 落实 做好 优化 开展 完善 深化 "
    "提升 改革 创新 发展 建设 工作 管理 通知 意见 通报 清单 方案 计划 措施 经济 工业 农业 "
    "服务 产业 企业 就业 贸易 外贸 投资 消费 环境 情况 责任 分解 任务"
)
_WORDS = frozenset(_LISTED.split())
_OTHER = re.compile(r"\d+年?|[A-Za-z]+|.", re.DOTALL)
_BAD_START = "的和与及等、，。；：！？）》〉”’"
_BAD_END = "（《〈“‘"


def title_lines(title: str, names: Container[str] = (), limit: int = LIMIT) -> tuple[str, ...]:
    """Return the title in as few lines of at most ``limit`` characters as its meaning allows.

    ``names`` are names of bodies, never split where a line can hold them.
    """
    if len(title) <= limit:
        return (title,)
    tokens = [
        piece
        for token in _tokens(title, names)
        for piece in ([token] if len(token) <= limit else list(token))
    ]
    fewest = -(-len(title) // limit)
    options = (_best(tokens, count, limit) for count in range(fewest, fewest + 2))
    found = [option for option in options if option]
    if not found:
        return tuple(title[i : i + limit] for i in range(0, len(title), limit))
    return min(found)[1]


def _tokens(title: str, names: Container[str]) -> Iterator[str]:
    """Yield what a line should hold whole, from left to right: the longest name or word that begins
    there, a number, a foreign word, a character."""
    while other := _OTHER.match(title):
        held = (title[:end] for end in range(len(title), 0, -1))
        token = next((one for one in held if one in names or one in _WORDS), other[0])
        yield token
        title = title[len(token) :]


def _best(tokens: Sequence[str], count: int, limit: int) -> tuple[float, tuple[str, ...]] | None:
    """The cheapest way to set ``tokens`` in ``count`` lines, with its cost; None where there is
    none."""
    ideal = sum(map(len, tokens)) / count
    ends = [0]
    for token in tokens:
        ends.append(ends[-1] + len(token))
    text = "".join(tokens)
    # cheapest[k]: (cost, breaks) to set the first k tokens in so many lines
    cheapest: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for line in range(count):
        longer: dict[int, tuple[float, tuple[int, ...]]] = {}
        for start, (cost, breaks) in cheapest.items():
            for end in range(start + 1, len(tokens) + 1):
                width = ends[end] - ends[start]
                if width > limit:
                    break
                if (end == len(tokens)) != (line == count - 1):
                    continue
                total = cost + _cost(text, ends[start], ends[end], ideal)
                if end not in longer or (total, breaks) < (longer[end][0], longer[end][1][:-1]):
                    longer[end] = (total, (*breaks, ends[end]))
        cheapest = longer
    if len(tokens) not in cheapest:
        return None
    cost, breaks = cheapest[len(tokens)]
    lines = tuple(text[a:b] for a, b in zip((0, *breaks), breaks, strict=False))
    return cost + 12 * count + _shape_cost([len(line) for line in lines]), lines


def _cost(text: str, start: int, end: int, ideal: float) -> float:
    """What one line costs: its distance from the even length, and where it breaks off."""
    line = text[start:end]
    cost = ((len(line) - ideal) / 4) ** 2
    if line[0] in _BAD_START or line[-1] in _BAD_END:
        cost += 1000
    if end == len(text):
        return cost + (1000 if len(line) < 3 else 0)
    inside_book = text[:end].count("《") > text[:end].count("》")
    rest = text[end:]
    if inside_book:
        cost += 6
    if rest.startswith("关于"):
        cost -= 12
    elif rest[0] == "《" or line[-1] in "》，、":
        cost -= 4
    elif rest[0].isdigit() or line.endswith("年"):
        cost += 1
    return cost


def _shape_cost(widths: Sequence[int]) -> float:
    """Trapezoids (rising or falling) and diamonds (widest in the middle) cost nothing."""
    peak = widths.index(max(widths))
    rising = all(a <= b for a, b in pairwise(widths[: peak + 1]))
    falling = all(a >= b for a, b in pairwise(widths[peak:]))
    return 0 if rising and falling else 5
