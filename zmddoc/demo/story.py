"""The two quarters that are invented: what every body writes in its form, row by row.

Nothing here is anybody's: each text says 示例, and no person is named. The figures are chosen so that
every light, every rung of the ladder, a tie, a good, a late and a silent body can be seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zmddoc.compose.form import FieldKey, Form, FormRow
from zmddoc.model import Closing, Decisions, Extension

Written = str | int | Decimal | date
"""What a clerk types into a cell."""

REPORTER = "示例填报人"

FORGETFUL = "市商务局"
"""Who reports nothing in time: its form of the second quarter waits to be collected."""

SILENT = (FORGETFUL, "市制造强市建设工作领导小组各成员单位")
"""Who does not report in either quarter."""

LATE: Mapping[str, tuple[int, int]] = {"市金融工作局": (2, 0), "市发改委": (0, 1)}
"""How many working days after ``report_by`` a form comes in, by quarter."""

FIGURES: Mapping[str, tuple[Written | None, Written | None]] = {
    "T04-1": (8, 13),
    "T04-2": ("142家", 205),
    "T05-1": (20, 25),
    "T05-2": (2, 4),
    "T05-3": (2, 3),
    "T06-1": ("18%", 21),
    "T07-1": (2, 3),
    "T07-2": (Decimal("4.2"), Decimal("5.7")),
    "T07-3": (10, 12),
    "T08-1": (1, 1),
    "T08-2": (1, 3),
    "T09-1": (3, 3),
    "T12-1": ("1,700", "2,500"),
    "T12-2": ("否", "否"),
    "T13-1": (400, 480),
    "T17-1": (0, 1),
    "T17-2": (1, 2),
    "T17-3": (9, 12),
    "T18-1": (1, 2),
    "T18-2": (3, 4),
    "T23-1": (5, 10),
    "T23-2": (45, 60),
    "T23-3": ("６２", 88),
    "T28-1": (Decimal("52.3"), Decimal("74.6")),
    "T28-2": (Decimal("9.1"), Decimal("8.8")),
    "T28-3": (Decimal("10.2"), Decimal("9.4")),
}
"""Cumulative values as they are typed, by target and quarter; None is left empty."""

BASELINES: Mapping[str, tuple[Written, Written]] = {
    "T28-1": (Decimal("48.6"), Decimal("72.5")),
    "T28-2": (Decimal("8.4"), Decimal("8.4")),
    "T28-3": (Decimal("9.1"), Decimal("8.8")),
}

CITY = "市工信局"
"""Who writes the figures of the whole city below its table: nobody is asked for them."""

CITYWIDE: Mapping[str, tuple[Written, Written]] = {
    "T02-1": (Decimal("8.3"), Decimal("8.1")),
    "T02-2": (55, 70),
    "T02-3": (Decimal("8.6"), Decimal("8.4")),
    "T02-4": (Decimal("11.2"), Decimal("9.4")),
    "T02-5": (16, 23),
}

LEFT_OUT = (("T29", 1),)
"""Tasks of which a body that does report says nothing, with the quarter."""


@dataclass(frozen=True)
class Words:
    """What is written of one task in one quarter."""

    progress: str
    problems: str = ""
    next_steps: str = "示例：继续按月调度，按时完成全年目标。"
    evidence: str = ""
    request: str = ""
    reason: str = ""
    until: date | None = None


_USUAL = (
    Words("示例：已印发工作安排，明确责任科室和时间节点，各项工作按计划推进。"),
    Words("示例：会同配合单位召开调度会，逐项建立工作台账，进展正常。"),
    Words("示例：开展专题调研，走访重点企业，梳理问题清单并逐项交办。"),
)

WORDS: Mapping[tuple[str, int], Words] = {
    ("T04", 0): Words(
        "示例：组织两批高新技术企业申报，新认定8家；科技型中小企业入库142家。",
        "示例：部分企业研发费用归集不规范，申报材料退回补正。",
        "示例：7月底前逐户辅导，9月底前完成第三批申报。",
    ),
    ("T04", 1): Words(
        "示例：第三批申报结束，累计新认定高新技术企业13家；科技型中小企业入库205家。",
        "示例：后备企业储备不足，仍落后序时进度。",
        "示例：10月底前完成最后一批申报，逐县区分解缺口。",
    ),
    ("T05", 0): Words(
        "示例：新建工程技术研究中心20家、重点实验室2家，组建联盟2个。",
        "示例：重点实验室场地和设备到位晚于计划。",
        "示例：倒排工期，9月底前再建2家。",
        evidence="示例材料1：建设进度表",
        request="延期",
        reason="示例：进口设备交货推迟两个月，重点实验室不能按时验收。",
        until=date(2021, 11, 30),
    ),
    ("T05", 1): Words(
        "示例：新建工程技术研究中心25家、重点实验室4家，组建联盟3个。",
        next_steps="示例：11月底前完成最后一家重点实验室验收。",
    ),
    ("T06", 0): Words(
        "示例：技改投资增长18%，实施技改项目一批。",
        "示例：个别重点项目开工晚。",
        "示例：对未开工项目逐个销号，三季度补上缺口。",
    ),
    ("T06", 1): Words(
        "示例：重点项目全部开工，技改投资增长21%。",
        request="调整",
        reason="示例：拟把统计口径调整为工业技改投资，请审定。",
    ),
    ("T07", 0): Words(
        "示例：实施示范专项2个，技术合同成交额4.2亿元，转化成果10个。",
        evidence="示例材料2：技术合同登记表",
    ),
    ("T07", 1): Words(
        "示例：实施示范专项3个，技术合同成交额5.7亿元，转化成果12个。",
        "示例：大额技术合同集中在四季度登记。",
    ),
    ("T08", 0): Words(
        "示例：新培育百亿级产业集群1个、“链主”式企业1家。",
        "示例：“链主”企业认定标准尚未印发，进度明显落后。",
        "示例：8月底前印发认定办法，组织首批申报。",
    ),
    ("T08", 1): Words(
        "示例：认定办法已印发，累计认定“链主”式企业3家。",
        "示例：首批申报企业达标的少，第二个百亿级集群尚无着落。",
        "示例：11月底前完成第二批认定。",
    ),
    ("T09", 0): Words("示例：三个战略支柱产业链均已建立链长制和推进专班。"),
    ("T09", 1): Words(
        "示例：三个战略支柱产业链提升方案全部实施到位。",
        evidence="示例材料3：三个产业链提升方案及验收意见",
        request="办结",
        reason="示例：年度任务已全部完成。",
    ),
    ("T12", 0): Words("示例：新建5G基站1700个，县城以上区域连续覆盖。"),
    ("T12", 1): Words(
        "示例：新建5G基站2500个，乡镇热点区域完成勘察设计。",
        "示例：部分农村站址协调难。",
        request="延期",
        reason="示例：农村热点区域站址征用滞后。",
        until=date(2022, 3, 31),
    ),
    ("T13", 0): Words("示例：推动企业上云400家。"),
    ("T13", 1): Words(
        "示例：推动企业上云480家，未能按时完成600家。",
        "示例：小微企业上云意愿不足，补贴资金到位晚。",
        "示例：11月底前兑现补贴，补足120家。",
    ),
    ("T18", 0): Words("示例：推荐专精特新小巨人企业1家获评，省级专精特新中小企业3家。"),
    ("T18", 1): Words("示例：专精特新小巨人企业2家、省级专精特新中小企业4家。"),
    ("T23", 0): Words(
        "示例：5个县区形成百亿级主导产业，培育民营企业45家，优质项目62个。",
        "示例：县区之间不平衡，民营企业培育慢于序时进度。",
        "示例：分县区下达任务，按月通报。",
    ),
    ("T23", 1): Words(
        "示例：10个县区形成百亿级主导产业，培育民营企业60家，优质项目88个。",
        "示例：民营企业培育缺口仍大。",
        "示例：对缺口大的县区驻点督导。",
    ),
    ("T27", 1): Words(
        "示例：“标准地”出让制度已建立，土地利用信息监管平台与省平台对接。",
        evidence="示例材料4：平台对接测试报告",
        request="办结",
        reason="示例：年度任务已完成，请审核。",
    ),
    ("T28", 0): Words("示例：落实融资“白名单”，制造业贷款增量、增速均高于上年同期。"),
    ("T28", 1): Words("示例：制造业贷款增量74.6亿元，比上年同期多2.1亿元，增速高于上年同期。"),
}

DECISIONS = (
    Extension(
        id="T05",
        dated=date(2021, 7, 9),
        until=date(2021, 11, 30),
        approved_by="示例审批人",
        reason="示例：进口设备交货推迟",
    ),
    Closing(
        id="T09",
        dated=date(2021, 10, 15),
        reviewer="示例审核人",
        evidence="示例材料3：三个产业链提升方案及验收意见",
    ),
)
"""What the office decides, one in each quarter: it grants the 延期, and strikes off what is done. The
other requests are left to be decided."""


def decisions(quarter: int) -> Decisions:
    """Return what has been decided by the end of a quarter (0 or 1)."""
    made = DECISIONS[: quarter + 1]
    return Decisions(
        closings=tuple(one for one in made if isinstance(one, Closing)),
        extensions=tuple(one for one in made if isinstance(one, Extension)),
    )


def answers(form: Form, quarter: int) -> Iterator[tuple[str, FieldKey, Written]]:
    """Yield what the form's body types, cell by cell: row, column, content."""
    for number, row in enumerate(form.rows):
        if row.target is None:
            if (row.id, quarter) not in LEFT_OUT:
                yield from _said(row, quarter, number)
        elif row.fills:
            yield from _counted(row, quarter)
    if form.unit == CITY:
        for id, values in CITYWIDE.items():
            yield id, "value", values[quarter]


def forgotten(form: Form, quarter: int) -> Iterator[tuple[str, FieldKey, Written]]:
    """Yield what the forgetful body types, with a request that lacks its date."""
    yield from answers(form, quarter)
    first = form.rows[0].id
    yield first, "request", "延期"
    yield first, "reason", "示例：对接活动推迟举办。"


def _said(row: FormRow, quarter: int, number: int) -> Iterator[tuple[str, FieldKey, Written]]:
    words = WORDS.get((row.id, quarter), _USUAL[(number + quarter) % len(_USUAL)])
    fields: tuple[tuple[FieldKey, str | date | None], ...] = (
        ("progress", words.progress),
        ("problems", words.problems),
        ("next_steps", words.next_steps),
        ("evidence", words.evidence),
        ("request", words.request),
        ("reason", words.reason),
        ("until", words.until),
    )
    for key, content in fields:
        if content:
            yield row.id, key, content


def _counted(row: FormRow, quarter: int) -> Iterator[tuple[str, FieldKey, Written]]:
    value = FIGURES.get(row.id, (None, None))[quarter]
    if value is not None:
        yield row.id, "value", value
    if "baseline" in row.fills and row.id in BASELINES:
        yield row.id, "baseline", BASELINES[row.id][quarter]
