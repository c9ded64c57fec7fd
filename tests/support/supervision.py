"""A small plan, its bodies, its rules and its returns, made up for tests of supervision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from zmddoc.model import (
    Closing,
    Decisions,
    Extension,
    Issue,
    Plan,
    Progress,
    Register,
    Registry,
    Return,
    Rules,
    TargetReturn,
    TaskReturn,
)
from zmddoc.supervise import Board, Judgement, board

HASH = "0" * 64
PERIODS = ("2021Q1", "2021Q2", "2021Q3", "2021Q4")
CUTOFFS = (date(2021, 3, 31), date(2021, 6, 30), date(2021, 9, 30), date(2021, 12, 31))
REPORT_BY = (date(2021, 4, 6), date(2021, 7, 5), date(2021, 10, 11), date(2022, 1, 5))


def units(*, members: Sequence[str] = ("示例县", "示例区")) -> Registry:
    """甲局, 乙局, 丙局, two counties, the group of them, and a group nobody has listed."""
    names = [(f"{one}局", "department") for one in "甲乙丙"]
    names += [(name, "county") for name in ("示例县", "示例区")]
    records: list[dict[str, Any]] = [{"name": n, "full": n, "kind": kind} for n, kind in names]
    group = tuple({"unit": one} for one in members)
    records.append(
        {"name": "各县区", "full": "各县区", "kind": "group", "members": group, "source": "示例"}
    )
    records.append({"name": "各成员单位", "full": "各成员单位", "kind": "group"})
    for record in records:
        record["members"] = tuple(record.get("members", ()))
    return Registry.model_validate({"source": "示例", "units": tuple(records)})


def target(id: str = "T01-1", **fields: Any) -> dict[str, Any]:
    """A target: by default 不少于20家, a count."""
    for key in ("value", "low", "high", "tolerance"):
        if key in fields:
            fields[key] = Decimal(str(fields[key]))
    made = {"id": id, "name": f"示例指标{id}", "quote": "示例", "bound": ">=", "kind": "count"}
    made |= {"unit": "家"} | fields
    if not {"value", "low", "baseline"} & set(fields) and made["kind"] != "milestone":
        made["value"] = Decimal(20)
    return made


def task(
    id: str = "T01", targets: Sequence[dict[str, Any]] = (), lead: Sequence[str] = ("甲局",),
    support: Sequence[str] = (), **fields: Any,
) -> dict[str, Any]:  # fmt: skip
    """A task led by 甲局."""
    duty = {"lead": tuple(lead), "support": tuple(support), "annotation": "(示例)"}
    made = {"id": id, "title": f"示例任务{id}", "text": "示例", "targets": tuple(targets)}
    return made | ({"duty": duty} if lead else {}) | fields


def plan(*tasks: dict[str, Any], **fields: Any) -> Plan:
    """A plan of one chapter."""
    return Plan.model_validate(
        {
            "title": "示例方案", "number": "示政办〔2021〕1号", "issuer": "示例市人民政府办公室",
            "dated": date(2021, 1, 20), "year": 2021, "due": date(2021, 12, 31),
            "recipients": "示例", "cover_title": "示例", "cover": "示例", "lead_basis": "convention",
            "received": {"file": "source/a.txt", "form": "{title}", "chapter": "{number}、{title}", "task": "（{number}）{title}。{text}"},
            "chapters": ({"title": "示例章", "tasks": tasks or (task(targets=[target()]),)},),
        }
        | fields
    )  # fmt: skip


LADDER = (
    {"step": "reminder", "triggers": ({"lights": ("blue", "grey")},)},
    {
        "step": "notice",
        "triggers": (
            {"lights": ("yellow", "red")},
            {"lights": ("blue", "yellow", "red", "grey"), "periods": 2},
        ),
    },
    {"step": "urge", "triggers": ({"lights": ("yellow", "red", "grey"), "after": "notice"},)},
    {
        "step": "criticism",
        "triggers": (
            {"lights": ("yellow", "red", "grey"), "after": "urge"},
            {"lights": ("red",), "periods": 3},
        ),
    },
)


def rules(*targets: dict[str, Any], **fields: Any) -> Rules:
    """Four quarters; yellow from 10 points behind, red beyond 30; the ladder of plan/rules.yaml."""
    periods = tuple(
        {"id": id, "cutoff": cutoff, "report_by": day}
        for id, cutoff, day in zip(PERIODS, CUTOFFS, REPORT_BY, strict=True)
    )
    own = tuple({"reason": "示例", **one} for one in targets)
    return Rules.model_validate(
        {
            "basis": "示例",
            "confirmed": True,
            "periods": periods,
            "thresholds": {"yellow": Decimal(10), "red": Decimal(30)},
            "targets": own,
            "ladder": LADDER,
        }
        | fields
    )


Values = Mapping[str, Any]
"""What a body returns: task id to its values by target id, ``(value, baseline)`` for a relative."""


def returned(unit: str, tasks: Mapping[str, Values], received: date, **said: Any) -> Return:
    """One body's return."""

    def one(id: str, given: Any) -> TargetReturn:
        value, baseline = given if isinstance(given, tuple) else (given, None)
        known = None if baseline is None else Decimal(str(baseline))
        return TargetReturn(id=id, value=Decimal(str(value)), baseline=known, cell="填报!F7")

    return Return(
        unit=unit, form=f"form-{unit}", plan=HASH, received=received, file=f"{unit}.xlsx",
        sha256=HASH,
        tasks=tuple(
            TaskReturn(id=id, targets=tuple(one(t, v) for t, v in values.items()), **said)
            for id, values in tasks.items()
        ),
    )  # fmt: skip


def progress(period: str, *returns: Return) -> Progress:
    return Progress(period=period, returns=returns)


def reported(period: str, unit: str, tasks: Mapping[str, Values], *, late: int = 0) -> Progress:
    """A period for which one body has returned, on the day or ``late`` days after."""
    day = REPORT_BY[PERIODS.index(period)]
    return progress(period, returned(unit, tasks, date.fromordinal(day.toordinal() + late)))


def closing(id: str, dated: date) -> Closing:
    return Closing(id=id, dated=dated, reviewer="示例科", evidence="示例材料")


def extension(id: str, dated: date, until: date) -> Extension:
    return Extension(id=id, dated=dated, until=until, approved_by="示例", reason="示例")


def notice(number: int, unit: str, of: str, step: str, *matters: str, **fields: Any) -> Issue:
    """A notice in the register."""
    record = {
        "number": f"示政办函〔2021〕{number}号", "kind": "notice", "title": "示例", "dated": CUTOFFS[PERIODS.index(of)],
        "recipients": (unit,), "plan": HASH, "files": (), "unit": unit, "period": of,
        "step": step, "matters": matters,
    }  # fmt: skip
    return Issue.model_validate(record | fields)


def a_board(
    period: str,
    *progresses: Progress,
    of: Plan | None = None,
    by: Rules | None = None,
    bodies: Registry | None = None,
    closings: Sequence[Closing] = (),
    extensions: Sequence[Extension] = (),
    issues: Sequence[Issue] = (),
) -> Board:
    """The board of a period, with everything not given as in the small plan."""
    decisions = Decisions(closings=tuple(closings), extensions=tuple(extensions))
    register = Register(issues=tuple(issues))
    return board(
        of or plan(), bodies or units(), by or rules(), progresses, decisions, register, period
    )


def judged(
    period: str, value: Any, fields: dict[str, Any], rule: dict[str, Any] | None = None, **more: Any
) -> Judgement:
    """The judgement of one target for which 甲局 returned ``value`` (None: left the cell empty)."""
    values = {} if value is None else {"T01-1": value}
    own = ({"id": "T01-1", **rule},) if rule else ()
    one = a_board(
        period,
        reported(period, "甲局", {"T01": values}),
        of=plan(task(targets=[target(**fields)])),
        by=rules(*own),
        **more,
    ).target("T01-1")
    assert one
    return one
