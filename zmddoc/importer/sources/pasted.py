"""What a text that was copied from a web page has above its words: where the page stands on the site,
buttons, when and from where it was put there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from zmddoc.importer.days import read_day

_TOP = 25
"""Lines with words that are looked at."""
_LEAD = r"[\s\-•·*]{0,9}"
_PATH = re.compile(
    _LEAD
    + r"(?:您?(?:现在|当前|目前)?(?:所在)?的?(?:当前)?位置\s{0,4}[：:]?|(?=.{0,40}首页)|(?=[>»›]{1,2}\s))[^。]{0,120}"
)
_BUTTON = (
    "设为首页|加入收藏|无障碍阅读|无障碍浏览|无障碍|长者版|返回顶部|返回|打印本页|打印本文|打印|关闭窗口|关闭本页|关闭|分享到|分享|微信|微博|收藏|纠错"
    "|字体大小|字体|字号|繁体|简体|扫一扫|在手机打开当前页|视力保护色"
)
_BUTTONS = re.compile(rf"(?:{_BUTTON})(?:{_BUTTON}|[大中小]){{0,12}}")
_SIGNS = str.maketrans("", "", "[]【】（）()|｜:：-—•·*+/、, \t\u3000\u00a0")
_SITE = (
    "信息来源|文章来源|来源|稿源|发布时间|发布日期|更新时间|更新日期|录入时间|时间|日期|发布|浏览次数|浏览量|浏览|点击次数|点击数|点击量|点击率|点击|访问次数|访问量"
    "|阅读次数|阅读量|阅读|人气|字体大小|字体|字号|作者|编译者|责任编辑|编辑|审核|分享|打印"
)
_LABEL = re.compile(rf"(?:^|(?<=[\s\]】次人0-9])){_LEAD}(?:{_SITE})\s{{0,4}}[：:]")
_WEAK = re.compile(rf"{_LEAD}(?:时间|日期|发布|作者|编辑|审核|打印)\s{{0,4}}[：:]")
"""Labels that stand in plans too."""
_ITEM = re.compile(
    r"\s{0,9}(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|\d{1,2}[.．、]|第[一二三四五六七八九十]{1,3}[部章节条件])"
)
_CLOCK = re.compile(r"\d{1,2}[：:]\d{2}(?:[：:]\d{2})?")
_DAY = r"(?:19|20)\d\d[-./年]\d{1,2}[-./月]\d{1,2}日?"
_STAMP = re.compile(
    rf"{_LEAD}{_DAY}\s{{1,9}}\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?:\s{{1,9}}\S{{1,24}})?\s*"
)
_POSTED = re.compile(rf"(?:(?:发布|更新|录入)?(?:时间|日期)|发布)\s{{0,4}}[：:]\s{{0,9}}({_DAY})")
_CATALOGUE = re.compile(
    r"\s*[|｜]?\s*(?:索\s*引\s*号|文\s*号|发文字号|文件编号|主题分类|发布机构|发文机关|发布单位|发布部门|统一编号|信息索引)\s{0,4}(?:[：:|｜]|\s\S)"
)
"""A publisher's table: its dates are read where they stand."""


def pasted(lines: Sequence[str]) -> dict[int, str]:
    """Return which lines above the words of the document are of the page, each with what it is."""
    top: list[int] = []
    for i, line in enumerate(lines[:120]):
        if line.strip():
            if len(top) == _TOP or _text(line):
                break
            top.append(i)
    listed = any(_CATALOGUE.match(lines[i]) for i in top)
    found = {i: _what(lines[i], listed) for i in top}
    return {i: what for i, what in found.items() if what}


def posted(words: str) -> date | None:
    """Return the day on which a page says that it was put on the site."""
    if match := _POSTED.search(words):
        return read_day(match[1])
    return read_day(words) if _STAMP.fullmatch(words) else None


def _text(line: str) -> bool:
    """Whether the words of the document have begun, behind its title."""
    return "。" in line or _ITEM.match(line) is not None or len(line) > 160


def _what(line: str, listed: bool) -> str:
    bare = line.translate(_SIGNS)
    if bare and _BUTTONS.fullmatch(bare):
        return "打印、关闭等按钮"
    if _PATH.fullmatch(line) and (">" in line or "位置" in line or "»" in line or "›" in line):
        return "导航"
    if _STAMP.fullmatch(line) or (not listed and _labelled(line)):
        return "网页上的发布信息"
    return ""


def _labelled(line: str) -> bool:
    """Whether the line is labels of a site with their values and nothing else."""
    labels = list(_LABEL.finditer(line))
    if not labels or labels[0].start() or (len(labels) < 2 and _WEAK.match(line)):
        return False
    ends = [*(one.start() for one in labels[1:]), len(line)]
    values = (line[one.end() : end] for one, end in zip(labels, ends, strict=True))
    return not any(mark in _CLOCK.sub("", value) for value in values for mark in "：:，。")
