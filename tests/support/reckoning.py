"""The board of a period reckoned a second time, straight from the YAML and the rules of DOMAIN.md
paragraph 3, without a line of ``zmddoc.supervise``: what a circular says has to come to the same.

It knows what the real plan has: no curves, no decisions, no ceilings.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

BAD = ["green", "blue", "grey", "yellow", "red"]


@dataclass
class Reckoned:
    """Everything by id."""

    status: dict[str, str] = field(default_factory=dict)
    """Of targets and of tasks, in Chinese."""
    light: dict[str, str | None] = field(default_factory=dict)
    completion: dict[str, str] = field(default_factory=dict)
    gap: dict[str, Decimal] = field(default_factory=dict)
    degree: dict[str, Fraction] = field(default_factory=dict)
    reporting: dict[str, str] = field(default_factory=dict)
    lead: dict[str, list[str]] = field(default_factory=dict)
    """Of each task: the bodies named to lead."""
    targets: dict[str, list[str]] = field(default_factory=dict)
    """Of each task: its targets."""
    lights: dict[str, list[str | None]] = field(default_factory=dict)
    """Of each body: the light of each task that it reports on."""


def reckon(folder: Path, period: str) -> Reckoned:
    """Reckon the period from the files below ``folder``."""

    def read(name: str) -> Any:
        return yaml.load((folder / "plan" / name).read_text(encoding="utf-8"), yaml.CSafeLoader)

    plan, units, rules = read("plan.yaml"), read("units.yaml")["units"], read("rules.yaml")
    returned = {one["unit"]: one for one in read(f"progress/{period}.yaml").get("returns", ())}
    when = next(one for one in rules["periods"] if one["id"] == period)
    members = {
        u["name"]: [m["unit"] for m in u.get("members", ())] for u in units if u["kind"] == "group"
    }
    own = {one["id"]: one for one in rules.get("targets", ())}
    last = rules["periods"][-1]["id"] == period
    done = Reckoned()
    tasks = [task for chapter in plan["chapters"] for task in chapter["tasks"]]
    reporters: dict[str, list[str]] = {}
    for task in tasks:
        lead = task.get("duty", {}).get("lead", [])
        targets = task.get("targets", [])
        if not lead and not targets:
            continue
        id = task["id"]
        asked = [one for name in lead for one in members.get(name, [name])]
        done.lead[id], reporters[id] = lead, asked
        done.targets[id] = [one["id"] for one in targets]
        for target in targets:
            found = _returned(returned.get(lead[0]) if lead else None, id, target["id"])
            _judge(
                done, target, found, asked, when["cutoff"], own.get(target["id"], {}), last, members
            )
        lights = [done.light[t] for t in done.targets[id]]
        for body in asked:
            said = id in [one["id"] for one in returned.get(body, {}).get("tasks", ())]
            mine = [x for x in lights if x != "grey" or body == lead[0]]
            mine += ["grey"] if not said else [] if targets else ["green"]
            done.lights.setdefault(body, []).append(_worst(mine))
            lights = lights + (["grey"] if not said else [] if targets else ["green"])
        done.light[id] = _worst(lights)
        done.status[id] = _status(done, id, asked)
    for body in done.lights:
        if body not in returned:
            done.reporting[body] = "未报送"
        else:
            late = (returned[body]["received"] - when["report_by"]).days
            done.reporting[body] = f"迟报{late}天" if late > 0 else "按时报送"
    return done


def _returned(one: Any, task: str, target: str) -> Any:
    """None: nothing on the task; {}: the task, but not the target."""
    for said in one.get("tasks", ()) if one else ():
        if said["id"] == task:
            return next((t for t in said.get("targets", ()) if t["id"] == target), {})
    return None


def _judge(
    done: Reckoned, target: Any, found: Any, asked: list[str], cutoff: date, own: Any, last: bool,
    members: dict[str, list[str]],
) -> None:  # fmt: skip
    id, kind, bound = target["id"], target["kind"], target["bound"]
    per = target.get("per")
    pace = kind == "count" and bound != "relative" and own.get("judged") is None
    share = Fraction(cutoff.month, 12) if pace else Fraction(1)  # cut-offs are ends of months
    figure: Fraction | None
    if per:
        figure = Fraction(len(members[per]))
    elif kind == "milestone":
        figure = Fraction(1)
    elif bound == "relative":
        figure = Fraction(str(found["baseline"])) if found else None
    else:
        figure = Fraction(str(target.get("low") if bound == "range" else target["value"]))
    value = Fraction(str(found["value"])) if found else None
    over = cutoff >= date(2021, 12, 31)
    if not asked:
        done.status[id], done.light[id] = "未落实责任单位", None
        return
    if value is not None and figure is not None:
        done.completion[id] = _printed(value / figure * 100, whole=value >= figure)
    early = own.get("judged") == "year-end" and not last
    early = early or (kind == "milestone" and not over and value is not None and value < 1)
    if early:
        done.status[id], done.light[id] = "未到判定期", None
        return
    if value is None or figure is None:
        done.status[id], done.light[id] = "未报送", "grey"
        return
    wanted = figure * share
    rate = kind in ("growth", "share") and not per
    exact = value - wanted if rate else (value - wanted) / figure * 100
    gap = Decimal(_printed(exact).removesuffix("%"))
    if exact < 0 and gap == 0:
        gap = Decimal("-0.1")
    done.gap[id] = gap
    done.degree[id] = Fraction(1) if exact >= 0 else value / wanted
    if exact >= 0:
        lasting = kind == "milestone" or (kind == "count" and bound != "relative")
        whole = value >= figure and (lasting or over)
        done.status[id], done.light[id] = "完成" if whole else "达到序时", "green"
        return
    done.status[id] = "落后"
    if over:
        done.light[id] = "red"
    elif rate:
        done.light[id] = "red" if kind == "growth" and value < 0 else "yellow"
    else:
        done.light[id] = "blue" if gap > -10 else "yellow" if gap >= -30 else "red"


def _printed(value: Fraction, *, whole: bool = True) -> str:
    number = (Decimal(value.numerator) / Decimal(value.denominator)).quantize(
        Decimal("0.1"), ROUND_HALF_UP
    )
    if not whole and number >= 100:
        number = Decimal("99.9")
    return f"{number if number else Decimal('0.0')}%"


def _worst(lights: list[str | None]) -> str | None:
    shown = [one for one in lights if one]
    return max(shown, key=BAD.index) if shown else None


def _status(done: Reckoned, id: str, asked: list[str]) -> str:
    light = done.light[id]
    if light is None:
        return "未到判定期" if asked else "未落实责任单位"
    if light == "grey":
        return "未报送"
    if light != "green":
        return "落后"
    reached = [done.status[t] == "完成" for t in done.targets[id]]
    return "完成" if reached and all(reached) else "达到序时"


def ranked(done: Reckoned) -> dict[str, tuple[int | None, str]]:
    """By body that leads: its place and its score as printed; None and why there is none."""
    scores: dict[str, Fraction | str] = {}
    for body in done.lights:
        mine = [id for id, lead in done.lead.items() if body in lead]
        targets = [t for id in mine for t in done.targets[id]]
        if not mine:
            continue
        if done.reporting[body] == "未报送" or any(done.light[t] == "grey" for t in targets):
            scores[body] = "未报送，不排位次"
            continue
        degrees = [done.degree[t] for t in targets if t in done.degree]
        scores[body] = sum(degrees, Fraction(0)) / len(degrees) if degrees else "无可比指标"
    shown = {
        body: one if isinstance(one, str) else _printed(one * 100, whole=one >= 1)
        for body, one in scores.items()
    }
    order = sorted((Decimal(s[:-1]) for s in shown.values() if s.endswith("%")), reverse=True)
    return {
        body: (order.index(Decimal(one[:-1])) + 1 if one.endswith("%") else None, one)
        for body, one in shown.items()
    }
