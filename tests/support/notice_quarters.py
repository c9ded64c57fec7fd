"""Three made-up quarters on the real plan (示例: no figure is anybody's), as the files of a project
folder: every light and every rung of the ladder is there."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

PERIODS = ("2021Q2", "2021Q3", "2021Q4")
RECEIVED = {"2021Q2": "2021-07-02", "2021Q3": "2021-10-08", "2021Q4": "2022-01-04"}
LATE = {"2021Q2": "2021-07-08", "2021Q3": "2021-10-13", "2021Q4": "2022-01-07"}

Row = tuple[Any, Any, Any]
"""A value for each quarter; None where it was not returned; for a relative target with its baseline."""

FIGURES: Mapping[str, Mapping[str, Mapping[str, Row]]] = {
    "市发改委": {
        "T10": {},
        "T12": {"T12-1": (1600, 2300, 3100), "T12-2": (0, 0, 1)},
        "T15": {},
        "T23": {"T23-1": (7, 9, 13), "T23-2": (48, 70, 96), "T23-3": (50, 75, 100)},
    },
    "市科技局": {
        "T03": {},
        "T04": {"T04-1": (7, 11, 14), "T04-2": (130, 200, 262)},
        "T05": {"T05-1": (16, 24, 31), "T05-2": (3, 4, 5), "T05-3": (2, 3, 3)},
        "T06": {"T06-1": (12.5, 20.4, 21)},
        "T07": {"T07-1": (2, 3, 3), "T07-2": (1.2, 2.1, 3.35), "T07-3": (5, 8, 10)},
        "T08": {"T08-1": (1, 1, 1), "T08-2": (5, 8, 10)},
    },
    "市工信局": {
        "T09": {"T09-1": (3, 3, 3)},
        "T11": {},
        "T13": {"T13-1": (270, 420, 610)},
        "T14": {},
        "T16": {},
        "T17": {"T17-1": (1, 1, 1), "T17-2": (None, 2, 2), "T17-3": (15, 15, 15)},
        "T18": {"T18-1": (1, 2, 2), "T18-2": (3, 4, 5)},
        **{id: {} for id in ("T19", "T20", "T21", "T22", "T24", "T26", "T29", "T31")},
    },
    "市自然资源局": {"T27": {}},
    "市金融工作局": {
        "T28": {
            "T28-1": ((31, 30), (44, 46), (60, 58)),
            "T28-2": ((9.1, 8.7), (8.2, 8.8), (9, 9)),
            "T28-3": ((-1.5, 9.1), (7, 8.2), (9.5, 9)),
        }
    },
}
"""By body, task and target. What is not here was not returned."""

MISSING = {
    ("市工信局", "T11", "2021Q2"),
    ("市工信局", "T11", "2021Q3"),
    ("市工信局", "T14", "2021Q3"),
}
LATE_ONES = {("市金融工作局", "2021Q3")}

SAID: Mapping[str, Mapping[str, Any]] = {
    "T04": {
        "progress": "示例：组织三批申报,入库培育48家。",
        "problems": "示例：部分企业研发投入不足,达不到认定条件。",
        "next_steps": "示例：逐家辅导，九月底前完成第二批申报。",
        "evidence": "示例：认定公示名单",
    },
    "T07": {
        "progress": "示例：登记技术合同86项。",
        "problems": "示例：大额合同集中在第四季度签订。",
        "next_steps": "示例：对接省内高校院所。",
        "request": {"kind": "extension", "until": "2022-03-31", "reason": "示例：两项合同尚在论证"},
    },
    "T08": {"progress": "示例：一个集群营业收入达到96亿元。"},
}

EXTENSIONS = (
    {
        "id": "T08-1",
        "dated": "2021-07-05",
        "until": "2022-03-31",
        "approved_by": "示例市政府常务会议",
        "reason": "示例",
    },
)


RULES = """\
basis: 示例
confirmed: false
periods:
- {id: 2021Q2, cutoff: 2021-06-30, report_by: 2021-07-05}
- {id: 2021Q3, cutoff: 2021-09-30, report_by: 2021-10-11}
- {id: 2021Q4, cutoff: 2021-12-31, report_by: 2022-01-05}
thresholds: {yellow: 10, red: 30, rate_short: yellow, rate_reversed: red}
targets:
- {id: T02-6, judged: year-end, reason: 示例}
- {id: T02-7, judged: year-end, reason: 示例}
ladder:
- step: reminder
  triggers:
  - {lights: [blue, grey]}
- step: notice
  triggers:
  - {lights: [yellow, red]}
  - {lights: [blue, yellow, red, grey], periods: 2}
- step: urge
  triggers:
  - {lights: [yellow, red, grey], after: notice}
- step: criticism
  triggers:
  - {lights: [yellow, red, grey], after: urge}
  - {lights: [red], periods: 3}
series:
- {code: 驻政办函, kinds: [notice, sheet], used: 0, other_years: [{year: 2022, used: 0}]}
- {code: 驻政办, kinds: [circular, breakdown], used: 10}
notices: {slip_up_to: 1, answer_within: 7}
"""
"""As those of the real plan were when these quarters were made up."""


def returns(period: str) -> list[dict[str, Any]]:
    """What the bodies returned for one period."""
    at = PERIODS.index(period)
    found = []
    for unit, tasks in FIGURES.items():
        said = [
            _task(task, figures, at)
            for task, figures in tasks.items()
            if (unit, task, period) not in MISSING
        ]
        received = (LATE if (unit, period) in LATE_ONES else RECEIVED)[period]
        found.append(
            {
                "unit": unit,
                "form": f"{period}-示例",
                "plan": "0" * 64,
                "received": received,
                "file": f"{unit}.xlsx",
                "sha256": "0" * 64,
                "tasks": said,
            }
        )
    return found


def _task(id: str, figures: Mapping[str, Row], at: int) -> dict[str, Any]:
    targets = []
    for row, (target, values) in enumerate(figures.items(), 5):
        given = values[at]
        if given is None:
            continue
        value, baseline = given if isinstance(given, tuple) else (given, None)
        one = {"id": target, "value": value, "cell": f"填报!F{row}"}
        targets.append(one | ({} if baseline is None else {"baseline": baseline}))
    return {"id": id, "progress": "示例：按计划推进。", "targets": targets, **SAID.get(id, {})}


def notice(
    number: int, unit: str, period: str, step: str, dated: str, *matters: str
) -> dict[str, Any]:
    """A notice as it stands in the register."""
    return {
        "number": f"驻政办函〔{dated[:4]}〕{number}号",
        "kind": "notice",
        "title": "示例",
        "dated": dated,
        "recipients": [unit],
        "plan": "0" * 64,
        "files": [],
        "unit": unit,
        "period": period,
        "step": step,
        "matters": list(matters),
    }


ISSUED = (
    notice(1, "市科技局", "2021Q2", "notice", "2021-07-12", "T04", "T07"),
    notice(2, "市工信局", "2021Q2", "reminder", "2021-07-12", "T11"),
    notice(3, "市科技局", "2021Q3", "urge", "2021-10-15", "T04", "T07"),
)
"""What was issued, in the order of the numbers."""


def write(folder: Path, periods: tuple[str, ...] = PERIODS) -> Path:
    """Write the quarters up to the last of ``periods`` into a project folder; what was issued
    before it stands in the register. Returns the folder."""
    plan = folder / "plan"
    (plan / "rules.yaml").write_text(RULES, encoding="utf-8")
    for period in periods:
        _put(plan / "progress" / f"{period}.yaml", {"period": period, "returns": returns(period)})
    _put(plan / "decisions.yaml", {"extensions": list(EXTENSIONS)})
    issued = [one for one in ISSUED if one["period"] < periods[-1]]
    _put(plan / "register.yaml", {"issues": issued})
    return folder


def _put(path: Path, data: object) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
