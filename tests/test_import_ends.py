"""What stands behind the last annotation of a chapter or of the whole plan."""

from __future__ import annotations

from datetime import date

import pytest

from zmddoc.importer.head import Given
from zmddoc.importer.run import bring_in
from zmddoc.model import Plan
from zmddoc.text import rebuild


def plan_of(text: str) -> Plan:
    plan = bring_in("示例.txt", text.encode(), Given(year=2026)).plan
    assert "".join(rebuild(plan).split()) == "".join(text.split())
    return plan


DUTIES = {
    "labels": "牵头单位：省经信厅\n配合单位：省数据局、省市场监管局（省知识产权局）\n",
    "one label": "牵头责任单位：省市场监管局（省知识产权局）、省数据局\n",
    "a bracket": "（责任单位：省经信厅、省数据局）\n",
    "a bracket and a stop": "（责任单位：省经信厅、省数据局）。\n",
}
LINES = (
    "完成时限：2026年9月",
    "完成时间：2026年9月底",
    "时限要求：2026年9月30日前",
    "办结时限：2026年9月",
)


@pytest.mark.parametrize("duty", DUTIES.values(), ids=DUTIES)
@pytest.mark.parametrize("line", LINES)
def test_a_deadline_on_a_line_behind_the_last_annotation_is_its_items(duty: str, line: str) -> None:
    item = f"做好甲项。抓好落实。\n{duty}{line}\n"
    plan = plan_of(
        f"示例省2026年工作要点\n一、甲\n（一）{item}（二）{item}二、乙\n（三）{item}（四）{item}"
    )
    assert [task.due for _, _, task in plan.tasks()] == [date(2026, 9, 30)] * 4
    assert not plan.closing and not any(chapter.tail for chapter in plan.chapters)


@pytest.mark.parametrize(
    "line", ["责任领导：甲", "联系人：乙 电话：000", "备注：分年实施", "时间节点：年内"]
)
def test_other_labelled_lines_stay_with_the_item_too(line: str) -> None:
    item = f"做好甲项。抓好落实。\n责任单位：省经信厅\n{line}\n"
    plan = plan_of(f"示例省2026年工作要点\n1.{item}2.{item}3.{item}以上事项每月报送进展。\n")
    assert [line in task.text + task.duty[-1].annotation + task.duty[-1].rest for _, _, task in plan.tasks()] == [True] * 3  # fmt: skip
    assert plan.closing == "以上事项每月报送进展。"


def test_words_of_the_whole_plan_behind_such_lines_close_it() -> None:
    item = "做好甲项。抓好落实。\n责任单位：省经信厅\n完成时限：2026年9月\n"
    plan = plan_of(
        f"示例省2026年工作要点\n1.{item}2.{item}本要点自印发之日起施行。\n示例省人民政府\n2026年1月9日\n"
    )
    assert [task.due for _, _, task in plan.tasks()] == [date(2026, 9, 30)] * 2
    assert plan.closing.startswith("本要点自印发之日起施行。")
    assert (plan.issuer, plan.dated) == ("示例省人民政府", date(2026, 1, 9))


def test_a_sentence_about_time_is_no_labelled_line() -> None:
    item = "做好甲项。抓好落实。（省经信厅）\n"
    plan = plan_of(f"示例省2026年工作要点\n1.{item}2.{item}时间紧、任务重，各单位要抓紧落实。\n")
    assert plan.closing == "时间紧、任务重，各单位要抓紧落实。"


@pytest.mark.parametrize(
    ("end", "issuer", "dated"),
    [
        ("示例市安委会\n2026.3.1", "示例市安委会", date(2026, 3, 1)),
        ("示例县农业农村局\n2026年3月", "示例县农业农村局", None),
        ("示例市教育局办公室2026年3月1日印发", None, None),
        ("抄送：市委各部门。\n示例市人民政府办公室 2026年3月1日印发", None, None),
    ],
)
def test_a_signature_is_not_the_last_items(
    end: str, issuer: str | None, dated: date | None
) -> None:
    plan = plan_of(f"示例市工作方案\n一、甲项。抓好落实。\n二、乙项。各单位要抓好落实。\n{end}\n")
    assert plan.chapters[0].tasks[-1].text == "各单位要抓好落实。"
    assert plan.dated == dated
    assert (plan.issuer == issuer) == (issuer is not None)


def test_lines_of_duty_behind_the_last_of_several_measures_are_the_items() -> None:
    measures = "（1）办甲事。（2）办乙事。\n责任领导：某某\n"
    plan = plan_of(
        f"示例市工作方案\n1.甲项。{measures}牵头单位：市住建局\n责任单位：各乡镇\n"
        f"2.乙项。{measures}牵头单位：市交通局、市财政局\n责任单位：有关乡镇\n"
    )
    assert [[(one.lead, one.support) for one in task.duty] for task in plan.chapters[0].tasks] == [
        [(("市住建局",), ("各乡镇",))],
        [(("市交通局", "市财政局"), ("有关乡镇",))],
    ]


def test_a_duty_in_the_closing_words_is_asked_about() -> None:
    text = "示例市工作方案\n一、甲项。抓好落实。（市财政局）\n二、乙项。抓好落实。（市教育局）\n本方案自印发之日起施行。（市司法局负责）\n"
    readings = bring_in("示例.txt", text.encode(), Given(year=2026)).imported.readings
    assert [one.read for one in readings if one.id.startswith("closing.")] == ["（市司法局负责）"]
