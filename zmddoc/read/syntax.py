"""What the YAML parser complains of, said in Chinese and at the line that has to be changed."""

from __future__ import annotations

import re

from zmddoc.catalogue import diagnostic
from zmddoc.diagnostics import Diagnostic, Place, Related

DEPTH = 40
"""How deep a file may nest; a plan needs a dozen levels."""

Mark = tuple[int, int]
"""Line and column, from 1."""

_PROBLEMS: tuple[tuple[str, str, str], ...] = (
    (
        "mapping values are not allowed",
        "这里不该有“键: 值”",
        "多半是这一行的缩进多了或少了，或文字里有“: ”而没有加引号",
    ),
    ("could not find expected ':'", "这一行不是“键: 值”", "键后面要有半角冒号和一个空格"),
    ("found unexpected end of stream", "引号没有收尾", "补上收尾的引号"),
    ("end of stream", "文件在半中间断了", "补上收尾的引号或括号"),
    ("found unexpected document indicator", "引号没有收尾", "补上收尾的引号"),
    ("expected ',' or ']'", "方括号 [ ] 没有收尾", "补上“]”，各项之间用半角逗号"),
    ("expected ',' or '}'", "花括号 { } 没有收尾", "补上“}”，各项之间用半角逗号"),
    ("expected key", "这一行与上下文对不齐", "与同一组的其他键对齐；同一组的键缩进须相同"),
    ("expected '-' indicator", "这一行与上下文对不齐", "与同一列表的“- ”对齐，或与本项的键对齐"),
    ("expected <block end>", "这一行与上下文对不齐", "与同一组的其他键对齐"),
    ("sequence entries are not allowed", "这里不该有“- ”", "“- ”应另起一行"),
    ("unknown escape character", "双引号里有不认识的“\\”写法", "改用单引号，或把“\\”写成“\\\\”"),
    ("escape", "双引号里的“\\”写法有误", "改用单引号，或把“\\”写成“\\\\”"),
    ("decimal number", "双引号里的“\\”写法有误", "改用单引号，或把“\\”写成“\\\\”"),
    ("expected node content", "这里缺一个值，或多了一个括号", "有括号、逗号等符号的文字要加引号"),
    (
        "expected the node content",
        "这里缺一个值，或多了一个括号",
        "有括号、逗号等符号的文字要加引号",
    ),
    ("expected alphabetic", "“&”“*”开头的文字要加引号", "给整个值加上引号"),
    ("cannot start any token", "这个符号不能放在值的开头", "给整个值加上引号"),
    ("comment or line break", "“|”或“>”之后只能换行", "文字从下一行写起，缩进两格"),
    ("chomping or indentation", "“|”或“>”之后只能换行", "文字从下一行写起，缩进两格"),
    ("directive", "“%”开头的行有误", "删去这一行，或给文字加上引号"),
    ("document start", "“...”或“---”之后又有内容", "一个文件里只应有一个文档"),
    ("tag", "“!”开头的文字要加引号", "给整个值加上引号"),
)

_AT_CONTEXT = ("could not find expected ':'", "end of stream", "document indicator")
_UNCLOSED = ("',' or ']'", "',' or '}'")
_KEY = re.compile(r"\s*(?:- +)?[A-Za-z_]+(?P<colon>：|:(?=\S))")


def syntax_error(
    file: str, text: str, problem: str, mark: Mark | None, context: Mark | None
) -> Diagnostic:
    """Return Z106 (Z107 for a tab, Z112 for brackets beyond counting) for the parser's ``problem``, found at ``mark`` while
    reading what begins at ``context``."""
    lines = text.split("\n")
    at = mark or context or (0, 0)
    if "nesting depth" in problem:
        return too_deep(Place(file, *at))
    if _tab(lines, at, problem):
        return diagnostic(
            "Z107", Place(file, at[0], _indent_tab(lines, at)), "缩进用了制表符(Tab)", "改用空格"
        )
    begun = context is not None and (
        any(p in problem for p in _AT_CONTEXT)
        or (any(p in problem for p in _UNCLOSED) and context[0] != at[0])
    )
    noticed = at
    if begun and context:
        at = context
    glued = _glued(lines, at)
    if glued:
        message, hint = "键后面应是半角冒号加一个空格", f"把“{glued[1]}”改成“: ”"
        return diagnostic("Z106", Place(file, *glued[0]), message, hint)
    message, hint = next(
        (entry[1:] for entry in _PROBLEMS if entry[0] in problem),
        ("不合 YAML 的写法", "看这一行的缩进、引号、括号和冒号"),
    )
    related = []
    if begun and noticed[0] != at[0]:
        related = [Related(Place(file, *noticed), "读到这里才发现")]
    elif context and context[0] not in (0, at[0]):
        related = [Related(Place(file, *context), "这一组从这里开始")]
    return diagnostic("Z106", Place(file, *at), message, hint, related)


def too_deep(place: Place) -> Diagnostic:
    """Return Z112 for nesting that no plan needs."""
    return diagnostic("Z112", place, f"嵌套超过 {DEPTH} 层", "看括号和缩进是否写错")


def _tab(lines: list[str], at: Mark, problem: str) -> bool:
    if "tab character" in problem:
        return True
    if not ("start any token" in problem and 1 <= at[0] <= len(lines)):
        return False
    line = lines[at[0] - 1]
    return "\t" in line[: len(line) - len(line.lstrip())] or line[at[1] - 1 : at[1]] == "\t"


def _indent_tab(lines: list[str], at: Mark) -> int:
    return lines[at[0] - 1].find("\t") + 1 or at[1] if 1 <= at[0] <= len(lines) else at[1]


def _glued(lines: list[str], at: Mark) -> tuple[Mark, str] | None:
    """The nearest line, this or the one before, whose key has a full-width colon or none with a
    space behind it: the parser notices only when the next key comes."""
    for number in (at[0], at[0] - 1):
        if 1 <= number <= len(lines):
            match = _KEY.match(lines[number - 1])
            if match:
                return (number, match.start("colon") + 1), match["colon"]
    return None
