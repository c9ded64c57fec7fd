"""The ledger through the year: the same figures as the board's, in the ledger's columns."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from openpyxl import load_workbook
from support.supervision import HASH

from zmddoc.build import Order, build
from zmddoc.compose.ledger import COLUMNS, Ledger, ledger
from zmddoc.model import (
    Closing,
    Decisions,
    Extension,
    Issue,
    Progress,
    Register,
    Return,
    TargetReturn,
    TaskReturn,
)
from zmddoc.project import Project
from zmddoc.read import read_project
from zmddoc.render.xlsx import render_ledger
from zmddoc.storage import put
from zmddoc.supervise import board
from zmddoc.write import write_yaml

TITLES = [column.title for column in COLUMNS]


def returned(period: str, value: int, received: date) -> Progress:
    """市工信局 on T13 (推动600家企业上云) alone."""
    task = TaskReturn(
        id="T13", progress=f"已推动{value}家（示例）", problems="", next_steps="续推（示例）",
        evidence="示例", targets=(TargetReturn(id="T13-1", value=Decimal(value), cell="填报!F7"),),
    )  # fmt: skip
    one = Return(
        unit="市工信局", form=f"{period}-示例", plan=HASH, received=received,
        file=f"示例{period}.xlsx", sha256=HASH, tasks=(task,),
    )  # fmt: skip
    return Progress(period=period, returns=(one,))


NOTICE = Issue(
    number="驻政办函〔2021〕1号", kind="notice", title="示例", dated=date(2021, 7, 9),
    recipients=("市工信局",), plan=HASH, files=(), unit="市工信局", period="2021Q2", step="notice",
    matters=("T13",),
)  # fmt: skip


def made(real: Project, period: str, decisions: Decisions | None = None) -> Ledger:
    assert real.plan and real.registry and real.rules
    progress = (
        returned("2021Q2", 200, date(2021, 7, 2)),
        returned("2021Q3", 480, date(2021, 10, 9)),
    )
    shown = board(
        real.plan, real.registry, real.rules, progress, decisions or Decisions(),
        Register(issues=(NOTICE,)), period,
    )  # fmt: skip
    return ledger(real.plan, real.registry, real.rules, shown)


def row(made: Ledger, code: str) -> dict[str, object]:
    return next(dict(zip(TITLES, r, strict=True)) for r in made.rows if r[0] == code)


def test_a_target_through_the_year(real: Project) -> None:
    cloud = row(made(real, "2021Q3"), "T13-1")
    # 600 by the year's end, by months: half of it by June, three quarters by September
    assert [cloud[f"Q{n}目标"] for n in (2, 3, 4)] == [300, 450, 600]
    assert (cloud["累计完成"], cloud["本期完成"]) == (480, 280)
    assert (cloud["完成率"], cloud["序时差"]) == (Decimal("0.8"), Decimal("5.0"))
    assert (cloud["预警等级"], cloud["进展情况"]) == ("绿", "已推动480家（示例）")
    assert (cloud["存在问题"], cloud["下步打算"]) == ("—", "续推（示例）")
    assert cloud["数据来源"] == "示例2021Q3.xlsx"
    assert cloud["填报人/时间"] == "市工信局\n2021.10.9"
    assert cloud["是否销号/日期"] == "未销号"


def test_what_lags_names_its_notice(real: Project) -> None:
    cloud = row(made(real, "2021Q2"), "T13-1")
    assert (cloud["累计完成"], cloud["完成率"]) == (200, Decimal("0.333"))
    assert (cloud["序时差"], cloud["预警等级"]) == (Decimal("-16.7"), "黄")
    assert cloud["督办单号"] == "驻政办函〔2021〕1号"


def test_what_was_not_returned_stays_empty_and_grey(real: Project) -> None:
    silent = row(made(real, "2021Q3"), "T04-1")
    assert [silent[t] for t in ("累计完成", "完成率", "序时差", "进展情况")] == [None] * 4
    assert silent["预警等级"] == "灰"
    nobody = row(made(real, "2021Q3"), "T02-1")
    assert nobody["预警等级"] is None, "nobody is responsible"


def test_closing_is_the_offices_decision(real: Project) -> None:
    closing = Closing(id="T13", dated=date(2021, 10, 11), reviewer="示例", evidence="示例")
    cloud = row(made(real, "2021Q3", Decisions(closings=(closing,))), "T13-1")
    assert cloud["是否销号/日期"] == "已销号 2021.10.11"


def test_an_extension_moves_the_deadline_and_says_so(real: Project) -> None:
    moved = Extension(
        id="T13",
        dated=date(2021, 7, 9),
        until=date(2022, 11, 30),
        approved_by="示例",
        reason="示例",
    )
    shown = made(real, "2021Q2", Decisions(extensions=(moved,)))
    cloud = row(shown, "T13-1")
    assert cloud["完成时限"] == date(2022, 11, 30)
    # 6, 9 and 12 of 23 months, as they are printed elsewhere
    due = [Decimal("156.52"), Decimal("234.78"), Decimal("313.04")]
    assert [cloud[f"Q{n}目标"] for n in (2, 3, 4)] == due
    assert shown.notes[-1] == (
        "注：完成时限已计入批准的延期：T13延至2022年11月30日（2021年7月9日批准，原2021年12月31日）。"
    )
    assert row(made(real, "2021Q2"), "T13-1")["完成时限"] == date(2021, 12, 31)


def told(real: Project, unit: str, task: str, *figures: TargetReturn) -> Ledger:
    """The ledger of 2021Q3, where one body returned one task."""
    assert real.plan and real.registry and real.rules
    one = Return(
        unit=unit, form="2021Q3-示例", plan=HASH, received=date(2021, 10, 9), file="示例.xlsx",
        sha256=HASH, tasks=(TaskReturn(id=task, progress="示例", targets=figures),),
    )  # fmt: skip
    progress = (Progress(period="2021Q3", returns=(one,)),)
    facts = (real.plan, real.registry, real.rules)
    return ledger(*facts, board(*facts, progress, Decisions(), Register(), "2021Q3"))


def test_a_baseline_is_that_of_its_own_period(real: Project) -> None:
    loans = TargetReturn(id="T28-1", value=Decimal(70), baseline=Decimal("72.5"), cell="填报!F7")
    shown = row(told(real, "市金融工作局", "T28", loans), "T28-1")
    assert [shown[f"Q{n}目标"] for n in (1, 2, 3, 4)] == [None, None, Decimal("72.5"), None]
    assert shown["累计完成"] == 70


def test_a_milestone_is_told_in_words(real: Project) -> None:
    covered = TargetReturn(id="T12-2", value=Decimal(0), cell="填报!F9")
    shown = row(told(real, "市发改委", "T12", covered), "T12-2")
    assert [shown[f"Q{n}目标"] for n in (2, 3, 4)] == [None, None, "完成"]
    assert (shown["累计完成"], shown["完成率"]) == ("未完成", None)


def test_the_workbook_takes_the_years_values(real: Project) -> None:
    content = render_ledger(made(real, "2021Q3"))
    assert content == render_ledger(made(real, "2021Q3"))
    assert any("进展截至2021年第三季度" in note for note in made(real, "2021Q3").notes)


def test_a_build_writes_the_ledger_as_it_stands(folder: Path) -> None:
    put(
        folder / "plan/progress/2021Q2.yaml",
        write_yaml(returned("2021Q2", 200, date(2021, 7, 2))).encode(),
    )
    project, _ = read_project(folder)
    build(project, Order(kinds=("ledger",)))
    sheet = load_workbook(folder / "build/台账/总台账.xlsx").worksheets[0]
    cloud = next(r for r in sheet.iter_rows(values_only=True) if r[0] == "T13-1")
    assert dict(zip(TITLES, cloud, strict=True))["累计完成"] == 200
