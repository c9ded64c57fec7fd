"""Typography of the received text: lost “+”, half-width marks, quotes and brackets in pairs.

Only what errata do not correct already is diagnosed (DOMAIN.md §6, 错别字/标点)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from zmddoc.catalogue import diagnostic
from zmddoc.check.errata import corrected, open_at
from zmddoc.check.subject import at, passages
from zmddoc.diagnostics import Diagnostic, Place, Related
from zmddoc.project import Project
from zmddoc.typography import HAN, half_width

_LOST = re.compile(
    rf"(?<=[{HAN}])[ \u00a0\u3000]+(?=[{HAN}])|(?<=[{HAN}A-Za-z0-9])[ \u00a0\u3000]+(?=[”’》])"
)
_PAIRS = {"“": "”", "‘": "’", "《": "》", "〈": "〉", "（": "）", "(": ")", "〔": "〕", "【": "】"}
_CLOSING = {close: open_ for open_, close in _PAIRS.items()}
_COUNTING = re.compile(r"[0-9一二三四五六七八九十a-zA-Z]$")
_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,12}〔(?:19|20)\d{2}〕[1-9]\d*号")


def lost_plus(project: Project) -> Iterator[Diagnostic]:
    """Z519: a space between two Chinese characters, or before a closing quote: web pages lose the
    “+” of 互联网+ in that way."""
    for passage in passages(project):
        spans = corrected(project, passage)
        for match in _LOST.finditer(passage.text):
            if open_at(spans, match.start(), match.end()):
                around = passage.text[max(match.start() - 4, 0) : match.end() + 4]
                yield diagnostic(
                    "Z519",
                    at(project, passage.path, match.start()),
                    f"{passage.label}：…{around}…里有空格，疑似丢了“+”",
                    "与印发的原件核对；确是缺字，写进 errata",
                )


def half_width_marks(project: Project) -> Iterator[Diagnostic]:
    """Z521: half-width marks among Chinese; one diagnostic for the plan, since documents print
    them full-width (``zmddoc.typography``) and the received text is kept as it is."""
    count: Counter[str] = Counter()
    where: list[tuple[str, Place]] = []
    for passage in passages(project):
        found = half_width(passage.text)
        if found:
            count.update(passage.text[i] for i in found)
            where.append((passage.label, at(project, passage.path, found[0])))
    if not where:
        return
    kinds = "、".join(f"“{mark}”{n} 处" for mark, n in count.most_common())
    labels = len({label for label, _ in where})
    yield diagnostic(
        "Z521",
        where[0][1],
        f"汉字间有半角标点 {count.total()} 处({kinds})，涉及 {labels} 处标题或条文",
        "不必改：plan.yaml 照收到的原样，文件印出时自动改为全角",
        [Related(place, f"{label}的第一处") for label, place in where[1:3]],
    )


def pairs_close(project: Project) -> Iterator[Diagnostic]:
    """Z522: a quote or bracket that is not closed, or was not opened."""
    for passage in passages(project):
        spans = corrected(project, passage)
        for i, message in _unpaired(passage.text):
            if open_at(spans, i, i + 1):
                place = at(project, passage.path, i)
                hint = "与印发的原件核对；确是缺字，写进 errata"
                yield diagnostic("Z522", place, f"{passage.label}：{message}", hint)


def _unpaired(text: str) -> Iterator[tuple[int, str]]:
    open_: list[int] = []
    for i, char in enumerate(text):
        if char in _PAIRS:
            open_.append(i)
        elif char in _CLOSING:
            if open_ and _PAIRS[text[open_[-1]]] == char:
                open_.pop()
            elif char in ")）" and _COUNTING.search(text[max(i - 2, 0) : i]):
                continue  # 1) and a）count, they do not close
            elif any(_PAIRS[text[j]] == char for j in open_):
                while _PAIRS[text[open_[-1]]] != char:
                    lost = open_.pop()
                    yield lost, f"{text[lost]} 没有收尾：{_around(text, lost)}"
                open_.pop()
            else:
                yield i, f"{char} 没有开头：{_around(text, i)}"
    for lost in open_:
        yield lost, f"{text[lost]} 没有收尾：{_around(text, lost)}"


def _around(text: str, i: int) -> str:
    return f"…{text[max(i - 6, 0) : i + 7]}…"


def nothing_lacking(project: Project) -> Iterator[Diagnostic]:
    """Z524: what an official document has and this plan has not: printed as a blank, or left out."""
    plan = project.plan
    if plan is None:
        return
    has = {
        "发文字号": plan.number,
        "成文日期": plan.dated,
        "主送": plan.recipients,
        "印发通知": plan.cover_title or plan.cover,
    }
    lacking = [what for what, value in has.items() if not value]
    if lacking:
        message = f"方案没有{'、'.join(lacking)}"
        hint = "原文有的补上；确实没有的，文件里略去或留白待填"
        yield diagnostic("Z524", at(project, ("title",)), message, hint)


def number_shape(project: Project) -> Iterator[Diagnostic]:
    """Z523: a document number is 机关代字〔2021〕10号: six-corner brackets, no zero, no 第
    (DOMAIN.md §1)."""
    if project.plan and project.plan.number and not _NUMBER.fullmatch(project.plan.number):
        message = f"发文字号“{project.plan.number}”应写作 驻政办〔2021〕10号 的样子"
        hint = "年份用六角括号〔〕，序号前不加“第”、不补零"
        yield diagnostic("Z523", at(project, ("number",)), message, hint)
