"""The words of a revision as they are printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from zmddoc.grammar.figures import figures
from zmddoc.model import Target
from zmddoc.revise.body import Body
from zmddoc.revise.effects import Kind, Role
from zmddoc.typography import normalise

KIND_WORDS: Mapping[str, str] = {
    "document-changed": "文件信息变动",
    "chapter-added": "新增章",
    "chapter-removed": "删去章",
    "chapter-moved": "章次调整",
    "task-added": "新增任务",
    "task-removed": "删去任务",
    "task-moved": "任务移位",
    "task-split": "任务拆分",
    "task-merged": "任务合并",
    "retitled": "标题改动",
    "reworded": "文字改动",
    "lead-gained": "增加牵头",
    "lead-lost": "减少牵头",
    "lead-swapped": "更换牵头",
    "lead-reordered": "牵头次序变动",
    "support-gained": "增加配合",
    "support-lost": "减少配合",
    "duty-reworded": "责任表述变动",
    "group-changed": "成员变动",
    "target-added": "新增指标",
    "target-removed": "删去指标",
    "target-moved": "指标移位",
    "target-raised": "指标上调",
    "target-lowered": "指标下调",
    "target-tightened": "要求收紧",
    "target-loosened": "要求放宽",
    "target-remeasured": "计量单位变动",
    "target-restated": "指标表述变动",
    "deadline-forward": "时限提前",
    "deadline-back": "时限推后",
}

EFFECT_WORDS: Mapping[Kind, str] = {
    "gains": "新承担",
    "loses": "不再承担",
    "more": "要求提高",
    "less": "要求降低",
    "sooner": "时限提前",
    "later": "时限推后",
    "other": "内容变动",
}
"""What a change means to a body, in the order in which it is told."""

ROLE_WORDS: Mapping[Role, str] = {"lead": "牵头", "support": "配合", "member": "成员", "": "无"}

FIELD_WORDS: Mapping[str, str] = {
    "title": "标题",
    "number": "发文字号",
    "issuer": "印发机关",
    "dated": "成文日期",
    "published": "发文日期",
    "year": "年度",
    "recipients": "主送",
    "cover_title": "通知标题",
    "cover": "通知正文",
    "preamble": "引言",
    "closing": "结尾",
    "annexes": "附件",
    "lead_basis": "牵头依据",
    "shared": "每一条都涉及的单位",
}

FACET_WORDS: Mapping[str, str] = {
    "name": "名称",
    "bound": "比较方式",
    "kind": "类别",
    "direction": "增减方向",
    "baseline": "比较基准",
    "value": "数值",
    "tolerance": "允许偏差",
    "per": "分解对象",
}

LEAD_BASIS_WORDS: Mapping[str, str] = {
    "stated": "原文写明牵头单位",
    "rule": "按原文规则定牵头单位",
    "convention": "按惯例以首位为牵头单位",
}

UNASSIGNED = "未落实责任单位"

_BEFORE = re.compile(
    r"(?:力争|不低于|不少于|不小于|不超过|不高于|不多于|不大于|控制在|超过|突破|约)$"
)
_BEHIND = re.compile(r"\s*(?:及|\(含\)|（含）|含)?(?:以上|以下|以内|之内|左右|上下)")


def stated(target: Target) -> str:
    """A target's figure as the text states it: 20家, 8%左右, 不低于3%; the whole quote where it has
    no figure of its own."""
    quote = normalise(target.quote)
    wanted = (target.value,) if target.value is not None else (target.low, target.high)
    for one in figures(quote):
        if one.numbers == wanted:
            before = _BEFORE.search(quote[: one.start])
            behind = _BEHIND.match(quote, one.end)
            start = before.start() if before else one.start
            words = quote[start : behind.end() if behind else one.end]
            if not one.unit and not behind:
                words += target.unit
            return f"力争{words}" if target.soft and "力争" not in words else words
    return quote


def names(bodies: Iterable[Body]) -> str:
    """Bodies in a row, as documents print them."""
    return "、".join(name(body) for body in bodies)


def name(body: Body) -> str:
    """A body as documents print it: full-width brackets."""
    return normalise(body.name)
