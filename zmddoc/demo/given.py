"""What the demo starts from: the plan that comes with the program, marked as sample data.

``plan/`` of the repository is the one source; in a wheel it lies beside the templates.
"""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

from zmddoc.model import Contact, Period, Rules, Rung, Series
from zmddoc.project import PLAN, RULES, UNITS
from zmddoc.read import read_project
from zmddoc.write import write_yaml

SAMPLE = "示例数据"

GIVEN = Path(__file__).resolve().parent.parent
if not (GIVEN / PLAN).is_file():  # a checkout: plan/ at the top is the one source
    GIVEN = GIVEN.parent

EARLY = ("T05", "T13")
"""Tasks that are due with the second period: the plan itself has no deadline before the year ends,
and nothing could be overdue, nor 延期 be had."""

_PLAN_HEAD = f"sample: {SAMPLE}   # 各页页首都印这几个字；文字取自方案，时限有改动处写明“示例”\n"
_RULES_HEAD = (
    "示例规则：报送期、亮灯照原规则；文号另用示例代字；\n"
    "两期里看不到连续三期，改为连续两期红灯即通报批评。各项的写法见使用手册。"
)


class NothingGiven(Exception):
    """The plan that the demo starts from is not there or has errors, or has too few periods."""


def lay_out(root: Path) -> tuple[Period, ...]:
    """Write the sample plan, its registry and rules below ``root`` and return the periods of the
    rules, two or more. Raises NothingGiven, or OSError."""
    project, _ = read_project(GIVEN)
    if project.plan is None or project.registry is None or project.rules is None:
        raise NothingGiven(str(GIVEN / "plan"))
    if len(project.rules.periods) < 2:
        raise NothingGiven(str(GIVEN / RULES))
    folder = root / "plan"
    folder.mkdir()
    shutil.copytree(GIVEN / "plan/source", folder / "source")
    shutil.copyfile(GIVEN / UNITS, root / UNITS)
    _, second, *_ = project.rules.periods
    text = (GIVEN / PLAN).read_text(encoding="utf-8")
    (root / PLAN).write_text(_marked(text, second.cutoff), encoding="utf-8", newline="\n")
    rules = write_yaml(_rules(project.rules), _RULES_HEAD)
    (root / RULES).write_text(rules, encoding="utf-8", newline="\n")
    return project.rules.periods


def _marked(text: str, due: date) -> str:
    """The plan's file with the mark and the invented deadlines; its words and comments stay."""
    for id in EARLY:
        line = rf"\g<0>\n\g<1>  due: {due}      # 示例：方案没有写，为看逾期和延期而设"
        text = re.sub(rf"(?m)^( *)- id: {id}$", line, text, count=1)
    return text if re.search(r"(?m)^sample:", text) else _PLAN_HEAD + text


def _rules(rules: Rules) -> Rules:
    """The rules with their numbers, names and last rung changed."""
    return rules.model_copy(
        update={
            "basis": "示例规则，只供试用",
            "confirmed": True,
            "ladder": tuple(_in_two(rung) for rung in rules.ladder),
            "series": (
                Series(code="示例函", kinds=("notice", "sheet")),
                Series(code="示例", kinds=("circular", "breakdown")),
            ),
            "contact": Contact(
                office="示例督查科", person="示例联系人", phone="示例电话", email="示例邮箱"
            ),
        }
    )


def _in_two(rung: Rung) -> Rung:
    """The rung, within reach of two periods."""
    triggers = tuple(
        trigger.model_copy(update={"periods": min(trigger.periods, 2)}) for trigger in rung.triggers
    )
    return rung.model_copy(update={"triggers": triggers})
