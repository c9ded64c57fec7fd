"""The words of supervision as they are printed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from zmddoc.model import Light, Step
from zmddoc.model.progress import RequestKind

Status = Literal["done", "on", "behind", "unreported", "not_due", "unassigned"]
"""What a target or a matter is counted as; each is exactly one of them."""

Reporting = Literal["on_time", "late", "missing", "not_required"]
"""How a body has reported for one period."""

LIGHTS: Mapping[Light, str] = {
    "green": "绿",
    "blue": "蓝",
    "yellow": "黄",
    "red": "红",
    "grey": "灰",
}

WORSE: tuple[Light, ...] = ("green", "blue", "grey", "yellow", "red")
"""From the best light to the worst. What is not known (grey) is worse than a small lag and does not
hide a large one; it stands with blue on the lowest rung of the ladder."""

STATUSES: Mapping[Status, str] = {
    "done": "完成",
    "on": "达到序时",
    "behind": "落后",
    "unreported": "未报送",
    "not_due": "未到判定期",
    "unassigned": "未落实责任单位",
}
"""In the order in which they are printed."""

STEPS: Mapping[Step, str] = {
    "reminder": "提醒",
    "notice": "督办通知",
    "urge": "催办通知",
    "criticism": "通报批评",
}

REPORTING: Mapping[Reporting, str] = {
    "on_time": "按时报送",
    "late": "迟报",
    "missing": "未报送",
    "not_required": "无须报送",
}

REQUESTS: Mapping[RequestKind, str] = {
    "extension": "延期",
    "adjustment": "调整",
    "closing": "办结",
}


def light_word(light: Light | None) -> str:
    """绿, 蓝, 黄, 红, 灰; — where nothing was judged."""
    return LIGHTS[light] if light else "—"


def worst(lights: Iterable[Light | None]) -> Light | None:
    """The worst of the lights; None where none was shown."""
    shown = [light for light in lights if light]
    return max(shown, key=WORSE.index) if shown else None
