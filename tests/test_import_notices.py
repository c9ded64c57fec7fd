"""Notices with points of their own, and the plans that they send out."""

from __future__ import annotations

from datetime import date

import pytest

from zmddoc.importer.head import Given
from zmddoc.importer.run import Bundle, bring_in
from zmddoc.text import rebuild


def imported(text: str) -> Bundle:
    bundle = bring_in("示例.txt", text.encode(), Given(year=2023))
    assert "".join(rebuild(bundle.plan).split()) == "".join(text.split())
    return bundle


NOTICE = (
    "示例区人民政府办公室关于印发2023年全区重点工作责任分解方案的通知\n示政办〔2023〕5号\n各街道办事处，区政府各部门：\n"
    "《全区重点工作责任分解方案》{}，并就有关事项通知如下：\n"
    "一、各单位要细化措施，于2023年2月10日前报送台账。\n二、督查室要跟踪督办，按季通报。\n"
)
SIGNED = "示例区人民政府办公室\n2023年1月9日\n"
SENT = "已经区政府同意，现印发给你们"
CHAPTERS = "一、稳定增长\n{}二、改善民生\n（二）新建学校3所\n责任单位：区教育局\n"
ONE = "（一）新增企业20家\n责任单位：区发改局\n"
PLAN = "2023年全区重点工作责任分解方案\n" + CHAPTERS.format(ONE)


@pytest.mark.parametrize("between", ["", "附件\n", "（此件公开发布）\n"])
def test_a_plan_behind_the_points_of_its_notice(between: str) -> None:
    plan = imported(NOTICE.format(SENT) + SIGNED + between + PLAN).plan
    assert plan.title == "2023年全区重点工作责任分解方案"
    assert [chapter.title for chapter in plan.chapters] == ["稳定增长", "改善民生"]
    assert [task.duty[0].lead for _, _, task in plan.tasks()] == [("区发改局",), ("区教育局",)]
    assert "二、督查室要跟踪督办" in plan.cover
    assert (plan.issuer, plan.dated) == ("示例区人民政府办公室", date(2023, 1, 9))


@pytest.mark.parametrize(
    "items",
    [
        f"一、主要目标\n{ONE}（二）新建学校3所\n责任单位：区教育局\n",
        f"{ONE}（二）新建学校3所\n责任单位：区教育局\n",
        "1.新增企业20家。（区发改局）\n2.新建学校3所。（区教育局）\n",
    ],
)
def test_a_plan_that_numbers_less_than_its_notice_or_otherwise(items: str) -> None:
    text = NOTICE.format(SENT) + SIGNED + "2023年全区重点工作责任分解方案\n" + items
    plan = imported(text).plan
    assert plan.title == "2023年全区重点工作责任分解方案"
    assert len([task for _, _, task in plan.tasks()]) == 2
    assert not plan.closing


def test_a_plan_of_another_name_behind_its_notice_is_asked_about() -> None:
    text = NOTICE.format(SENT) + SIGNED + PLAN.replace("重点工作责任分解", "攻坚行动实施", 1)
    bundle = imported(text)
    assert bundle.plan.title == "2023年全区攻坚行动实施方案"
    (asked,) = (one for one in bundle.imported.readings if "通知所称不同" in one.why)
    assert asked.confidence != "sure"


@pytest.mark.parametrize(
    "items", [CHAPTERS.format(ONE), "（一）甲。抓好甲。\n（二）乙。抓好乙。\n"]
)
def test_a_document_behind_one_that_sends_nothing_out_is_told_of(items: str) -> None:
    text = NOTICE.format("已经区政府审定") + SIGNED + "示例区攻坚行动实施方案\n" + items
    bundle = imported(text)
    assert [task.text[:6] for _, _, task in bundle.plan.tasks()] == ["各单位要细化", "督查室要跟踪"]
    (told,) = (one for one in bundle.imported.readings if one.id == "other.1")
    assert told.confidence == ("doubtful" if "责任单位" in items else "likely")


def test_an_annex_of_a_notice_stays_one() -> None:
    text = NOTICE.format(SENT).replace("《全区重点工作责任分解方案》", "有关事项") + SIGNED
    text = text.replace("印发2023年全区重点工作责任分解方案", "做好重点工作")
    plan = imported(text + "附件\n报送台账样式\n1.名称：甲。\n2.名称：乙。\n").plan
    assert [task.text[:6] for _, _, task in plan.tasks()] == ["各单位要细化", "督查室要跟踪"]
    assert [one.title for one in plan.annexes] == ["报送台账样式"]


def test_the_signature_of_a_plan_with_its_annex_ends_it() -> None:
    text = NOTICE.format(SENT).partition("，并就")[0] + "。\n" + SIGNED + PLAN + SIGNED
    plan = imported(text + "附件\n重点工作分工表\n1.甲。\n2.乙。\n").plan
    assert [chapter.title for chapter in plan.chapters] == ["稳定增长", "改善民生"]
    assert [one.title for one in plan.annexes] == ["重点工作分工表"]
