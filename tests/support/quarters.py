"""Two invented quarters of returns for a plan: seeded, every figure an example (示例)."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import yaml

from zmddoc.model import (
    Period,
    Plan,
    Progress,
    Registry,
    Return,
    Rules,
    Target,
    TargetReturn,
    TaskReturn,
)
from zmddoc.supervise import Matter, matters
from zmddoc.supervise.pace import months

WHOLE = {"家", "个", "项", "户", "件"}
SAID = ("示例：进展正常", "示例：已落实到具体项目", "示例：正在推进", "示例：新增2项，其余在办")


def quarter(
    plan: Plan,
    registry: Registry,
    period: Period,
    seed: int,
    *,
    silent: Collection[str] = (),
    late: Collection[str] = (),
    omitted: Collection[str] = (),
    blank: Collection[str] = (),
    ahead: bool = False,
    before: Progress | None = None,
) -> Progress:
    """One quarter's returns. ``silent`` and ``late`` are bodies, ``omitted`` tasks that nobody
    reports on, ``blank`` targets left empty; ``ahead``: everything is on schedule or better. No
    count falls below what it was ``before``."""
    chance = random.Random(seed)
    known = {
        one.id: one.value
        for returned in (before.returns if before else ())
        for task in returned.tasks
        for one in task.targets
    }
    asked: dict[str, list[Matter]] = {}
    for matter in matters(plan, registry):
        for unit in matter.reporters:
            asked.setdefault(unit.name, []).append(matter)
    returns = []
    for unit in registry.units:
        if unit.name not in asked or unit.name in silent:
            continue
        days = chance.randint(1, 6) if unit.name in late else -chance.randint(0, 4)
        tasks = []
        for number, matter in enumerate(asked[unit.name], 5):
            if matter.id in omitted:
                continue
            mine = matter.targets if matter.owner is unit else ()
            row = iter(range(number * 10, number * 10 + 10))
            tasks.append(
                TaskReturn(
                    id=matter.id,
                    progress=chance.choice(SAID),
                    cells={"progress": f"填报!H{number}"},
                    targets=tuple(
                        _value(one, period, chance, known.get(one.id), f"填报!F{next(row)}", ahead)
                        for one in mine
                        if one.id not in blank
                    ),
                )
            )
        returns.append(
            Return(
                unit=unit.name, form=f"示例-{unit.name}", plan=plan.content_hash(),
                received=period.report_by + timedelta(days=days), file=f"{unit.name}报送表（示例）.xlsx",
                sha256=f"{chance.getrandbits(256):064x}", tasks=tuple(tasks),
            )
        )  # fmt: skip
    return Progress(period=period.id, returns=tuple(returns))


def _value(
    target: Target,
    period: Period,
    chance: random.Random,
    least: Decimal | None,
    cell: str,
    ahead: bool,
) -> TargetReturn:
    share = float(months(period.cutoff, period.year) / 12)
    if target.kind == "milestone":
        done = ahead or share == 1 or chance.random() < share - 0.4
        return TargetReturn(id=target.id, value=Decimal(int(done)), cell=cell)
    if target.per:
        members = 13
        return _returned(target, members * share * _luck(chance, ahead), least, cell)
    if target.bound == "relative":
        base = Decimal(chance.randint(50, 120)) / 10
        more = Decimal(chance.randint(0 if ahead else -20, 30)) / 10
        return TargetReturn(id=target.id, value=base + more, baseline=base, cell=cell)
    figure = float(target.value if target.value is not None else target.low or 0)
    whole = target.kind != "count" or target.bound == "="
    return _returned(target, figure * (1 if whole else share) * _luck(chance, ahead), least, cell)


def _luck(chance: random.Random, ahead: bool) -> float:
    return chance.uniform(1.0, 1.4) if ahead else chance.choice((0.2, 0.7, 0.9, 1.0, 1.1, 1.6))


def _returned(target: Target, value: float, least: Decimal | None, cell: str) -> TargetReturn:
    whole = target.unit in WHOLE or target.per
    found = Decimal(str(-(-value // 1))) if whole else Decimal(str(round(value + 0.05, 1)))
    if target.kind == "count" and least is not None:
        found = max(found, least)
    return TargetReturn(id=target.id, value=found, cell=cell)


def two_quarters(plan: Plan, registry: Registry, rules: Rules) -> tuple[Progress, Progress]:
    """The second and the third quarter of the real plan: some late, some silent, some left out."""
    periods = {one.id: one for one in rules.periods}
    first = quarter(
        plan, registry, periods["2021Q2"], 21,
        silent=("市金融工作局",), late=("市发改委",), omitted=("T13",), blank=("T05-2",),
    )  # fmt: skip
    second = quarter(
        plan, registry, periods["2021Q3"], 3,
        silent=("市自然资源局",), late=("市商务局", "市金融工作局"), omitted=("T09",), before=first,
    )  # fmt: skip
    return first, second


def write(folder: Path, progress: Iterable[Progress]) -> None:
    """Write returns as ``collect`` does: plan/progress/<period>.yaml."""
    target = folder / "plan/progress"
    target.mkdir(parents=True, exist_ok=True)
    for one in progress:
        text = yaml.safe_dump(_plain(one.model_dump()), allow_unicode=True, sort_keys=False)
        (target / f"{one.period}.yaml").write_text(text, encoding="utf-8")


def _plain(value: object) -> object:
    """The value as YAML writes it: no tuples, no Decimal, nothing that is None."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items() if one not in (None, (), {}, "")}
    if isinstance(value, (tuple, list)):
        return [_plain(one) for one in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral() else float(value)
    return value if isinstance(value, (str, int, date)) else str(value)
