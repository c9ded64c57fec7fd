"""Returns as plan/progress/ keeps them, for the real plan; every figure in them is made up."""

from __future__ import annotations

from pathlib import Path

HASH = "0123456789abcdef" * 4

_HEAD = """\
- unit: {unit}
  form: 示例-{unit}
  plan: {hash}
  received: {received}
  file: {file}
  sha256: {hash}
  tasks:
"""
_TASK = "  - id: {id}\n    progress: 示例\n"
_TARGETS = "    targets:\n"
_TARGET = "    - {{id: {id}, value: {value}, cell: 填报!F7}}\n"

TASKS = {
    "市科技局": ("T03", "T04", "T05", "T06", "T07", "T08"),
    "市金融工作局": ("T28",),
    "市商务局": ("T25",),
}


def a_return(
    unit: str, received: str, values: dict[str, str], tasks: tuple[str, ...] = (), file: str = ""
) -> str:
    """One body's return with the given values, on all tasks that it leads or on ``tasks``."""
    text = _HEAD.format(unit=unit, received=received, hash=HASH, file=file or f"{unit}.xlsx")
    for task in tasks or TASKS[unit]:
        text += _TASK.format(id=task)
        mine = {id: value for id, value in values.items() if id.startswith(f"{task}-")}
        text += _TARGETS if mine else ""
        text += "".join(_TARGET.format(id=id, value=value) for id, value in mine.items())
    return text


def write_progress(folder: Path, period: str, *returns: str, name: str = "") -> Path:
    """Write plan/progress/<period>.yaml and return its path."""
    path = folder / "plan/progress" / f"{name or period}.yaml"
    path.parent.mkdir(exist_ok=True)
    listed = "returns:\n" + "".join(returns) if returns else ""
    path.write_text(f"period: {period}\n{listed}", encoding="utf-8")
    return path


SECOND = (
    a_return(
        "市科技局",
        "2021-07-02",
        {"T04-1": "8", "T04-2": "140", "T05-1": "15", "T05-2": "1", "T05-3": "2", "T06-1": "18",
         "T07-1": "2", "T07-2": "4.5", "T07-3": "10", "T08-1": "1", "T08-2": "0"},
    ),
    a_return("市商务局", "2021-07-08", {}),
)  # fmt: skip
"""2021Q2: 市科技局 on time, 市商务局 three days late, everybody else silent.

Half the year is due: T04-1 8 of 20 is 10 points behind (yellow), T04-2 140 of 260 is 3.8 ahead,
T05-2 1 of 5 is 30 behind (yellow), T06-1 18% is 2 short of 20% (yellow), T07-3 is reached, T08-2
0 of 10 is 50 behind (red), the rest on or ahead of schedule."""
