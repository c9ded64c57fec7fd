"""A year of four quarters, invented with dice: what every body fills in, and what is then true.

What is expected is written from the dice, never from what zmddoc has read: the ledger as it ought to
be goes to a folder of its own, for ``support.reckoning`` to reckon from.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from support.filling import Answer
from zmddoc.compose.form import FieldKey

PERIODS = {
    "2021Q1": ("2021-03-31", "2021-04-06"),
    "2021Q2": ("2021-06-30", "2021-07-05"),
    "2021Q3": ("2021-09-30", "2021-10-11"),
    "2021Q4": ("2021-12-31", "2022-01-05"),
}
"""By period: cut-off and day of the report."""

FULL_WIDTH = str.maketrans("0123456789.%", "０１２３４５６７８９．％")


@dataclass(frozen=True)
class Filled:
    """One body's form of one quarter as it comes back."""

    unit: str
    received: date
    answers: Mapping[tuple[str, FieldKey], Answer]
    """What was typed, in a clerk's many ways."""
    tasks: tuple[Mapping[str, Any], ...]
    """What that means, as the ledger ought to have it."""


def with_four_periods(folder: Path) -> None:
    """Let the project report on all four quarters."""
    path = folder / "plan/rules.yaml"
    text = path.read_text(encoding="utf-8")
    first = "- {id: 2021Q1, cutoff: 2021-03-31, report_by: 2021-04-06}\n"
    assert text.count("- {id: 2021Q2,") == 1
    path.write_text(text.replace("- {id: 2021Q2,", first + "- {id: 2021Q2,"), encoding="utf-8")


def year(folder: Path, seed: int) -> dict[str, list[Filled]]:
    """Throw the dice for a year of the plan below ``folder``: by period, what comes back."""
    text = (folder / "plan/plan.yaml").read_text(encoding="utf-8")
    plan = yaml.load(text, yaml.CSafeLoader)
    dice = random.Random(seed)
    tasks = [task for chapter in plan["chapters"] for task in chapter["tasks"] if "duty" in task]
    mine: dict[str, list[Any]] = {}
    for task in tasks:
        (lead,) = task["duty"]["lead"]
        if not lead.endswith("各成员单位"):
            mine.setdefault(lead, []).append(task)
    sums: dict[str, Decimal] = {}
    made: dict[str, list[Filled]] = {}
    for quarter, (period, (_, report_by)) in enumerate(PERIODS.items(), start=1):
        made[period] = []
        for unit, led in mine.items():
            if dice.random() < 0.12:
                continue  # silent
            came = date.fromisoformat(report_by)
            came += timedelta(days=dice.choice([-2, -1, 0, 0, 0, 0, 3]))
            answers, said = _Body(dice, sums, quarter).fill_in(led)
            if said:
                made[period].append(Filled(unit, came, answers, said))
    return made


def expected(folder: Path, period: str, returned: list[Filled]) -> None:
    """Write the ledger as it ought to be."""
    content = {
        "period": period,
        "returns": [
            {"unit": one.unit, "received": one.received, "tasks": list(one.tasks)}
            for one in returned
        ],
    }
    path = folder / "plan/progress" / f"{period}.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(yaml.dump(content, allow_unicode=True), encoding="utf-8")


class _Body:
    def __init__(self, dice: random.Random, sums: dict[str, Decimal], quarter: int) -> None:
        self.dice, self.sums, self.quarter = dice, sums, quarter

    def fill_in(self, led: list[Any]) -> tuple[dict[Any, Answer], tuple[Mapping[str, Any], ...]]:
        answers: dict[Any, Answer] = {}
        said: list[Mapping[str, Any]] = []
        for task in led:
            if self.dice.random() < 0.05:
                continue  # nothing on this task
            words = f"示例：第{self.quarter}季度进展"
            answers[task["id"], "progress"] = f"  {words}\u3000"
            figures = []
            for target in task.get("targets", ()):
                value, against = self._figure(target)
                if self.dice.random() < 0.06:
                    continue  # left empty
                answers[target["id"], "value"] = self._spelt(value, target)
                figure = {"id": target["id"], "value": _plain(value)}
                if against is not None:
                    answers[target["id"], "baseline"] = self._spelt(against, target)
                    figure["baseline"] = _plain(against)
                figures.append(figure)
            said.append({"id": task["id"], "progress": words, "targets": figures})
        return answers, tuple(said)

    def _figure(self, target: Any) -> tuple[Decimal, Decimal | None]:
        """A figure as far as the year is, more or less, and what it is compared with."""
        dice, kind, bound = self.dice, target["kind"], target["bound"]
        if kind == "milestone":
            return self._sum(target, Decimal(self.quarter == 4 and dice.random() < 0.7)), None
        if bound == "relative":
            against = Decimal(dice.randint(40, 120)) / 10
            return against + Decimal(dice.randint(-9, 14)) / 10, against
        whole = Decimal(target.get("low") or target.get("value"))
        if target.get("per"):
            whole = Decimal(13)
        if kind in ("growth", "share"):
            return whole + Decimal(dice.randint(-20, 20)) / 10, None
        if kind == "level":
            return Decimal(dice.randint(int(whole) - 1, int(whole) + 1)), None
        step = whole * Decimal(dice.choice([0, 10, 20, 25, 26, 30, 35])) / 100
        if target["unit"] == "亿元":
            return self._sum(target, step.quantize(Decimal("0.01"))), None
        return self._sum(target, step.to_integral_value("ROUND_HALF_UP")), None

    def _sum(self, target: Any, step: Decimal) -> Decimal:
        top = Decimal(13) if target.get("per") else Decimal("Infinity")
        self.sums[target["id"]] = min(self.sums.get(target["id"], Decimal(0)) + step, top)
        return self.sums[target["id"]]

    def _spelt(self, value: Decimal, target: Any) -> Answer:
        """The figure as one clerk or another types it."""
        if target["kind"] == "milestone":
            return "是" if value else "否"
        number = f"{value.normalize():f}"
        ways: list[Answer] = [float(value), number, number.translate(FULL_WIDTH), f" {number}\xa0"]
        ways += [f"{number}{target['unit']}", f"{value:,}"]
        return self.dice.choice(ways)


def _plain(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
