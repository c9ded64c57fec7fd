"""Every code that zmddoc can print: title, severity, meaning.

Codes are never reused. docs/diagnostics.md explains each to a clerk; a test keeps it in step.
Z1 YAML and files, Z2 schema, Z3 references, Z4 duties and dates, Z5 text and typography,
Z6 templates and fonts, Z7 returns, Z8 register, Z9 building.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from zmddoc.diagnostics import Diagnostic, Place, Related, Severity


@dataclass(frozen=True)
class Entry:
    """What one code means."""

    code: str
    severity: Severity
    title: str
    meaning: str


def _error(code: str, title: str, meaning: str) -> Entry:
    return Entry(code, "error", title, meaning)


def _warning(code: str, title: str, meaning: str) -> Entry:
    return Entry(code, "warning", title, meaning)


ENTRIES: tuple[Entry, ...] = (
    _error("Z101", "缺少文件", "项目里应有的文件或文件夹不在。"),
    _error("Z102", "文件读不了", "文件不是普通文件、没有权限，或文件名不合法。"),
    _error("Z103", "不是 UTF-8", "文件的编码不是 UTF-8，或在传送中损坏。"),
    _error("Z104", "看不见的字符", "有控制字符、零宽字符、行分隔符等看不见也不该有的字符。"),
    _error("Z105", "空文件", "文件里没有内容。"),
    _error("Z106", "YAML 写法有误", "缩进、引号、括号或冒号不合 YAML 的写法，这一处以后无法读。"),
    _error("Z107", "用了制表符", "YAML 的缩进只能用空格，不能用制表符(Tab)。"),
    _error("Z108", "键重复", "同一组里同一个键写了两次；YAML 本会悄悄只留一个。"),
    _error("Z109", "用了锚点或别名", "&、*、<< 会让一处改动悄悄牵动别处，本项目不用。"),
    _error("Z110", "用了类型标签", "!! 或 ! 开头的标签会改变值的类型，本项目不用。"),
    _error("Z111", "不止一个 YAML 文档", "一个文件里只应有一个文档，“---”只能出现在开头。"),
    _error("Z112", "文件太大或嵌套太深", "超出任何方案所需，多半不是方案的数据。"),
    _error("Z113", "键不是文字", "冒号左边应是一个单独的词。"),
    _warning("Z114", "有字节序标记", "文件开头有 BOM(记事本常加)，已忽略。"),
    _error("Z201", "缺少必需的键", "这一组里少了必须写的一项。"),
    _error("Z202", "不认识的键", "键写错了，或写在了不该写的地方。"),
    _error("Z203", "类型不对", "该写文字的写了数，该写列表的写了文字，等等。"),
    _error("Z204", "取值不在允许之列", "这一项只能从几个词里选。"),
    _error("Z205", "空着", "必须有内容的一项是空的。"),
    _error("Z206", "日期有误", "日期应写作 2021-03-29 的样子，且须是真实的日期。"),
    _error("Z207", "数有误", "应写一个数，如 8、0.9；不写单位、逗号和全角数字。"),
    _error("Z208", "指标的数写得不全", "value、low、high、baseline 与 bound 不配。"),
    _error("Z209", "报送期写法有误", "报送期应写作 2021Q2 的样子。"),
)

CATALOGUE: Mapping[str, Entry] = MappingProxyType({entry.code: entry for entry in ENTRIES})


def diagnostic(
    code: str,
    place: Place,
    message: str,
    hint: str = "",
    related: Iterable[Related] = (),
) -> Diagnostic:
    """Return the diagnostic with the severity that the catalogue gives its code."""
    return Diagnostic(place, code, message, CATALOGUE[code].severity, hint, tuple(related))
