"""Shapes of plans that officials write and that a corpus may lack: each as a small text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from zmddoc.grammar.clausereader import annotation
from zmddoc.grammar.dutytables import duty_tables
from zmddoc.grammar.figures import figures
from zmddoc.grammar.pieces import qualifying
from zmddoc.importer.head import Given
from zmddoc.importer.run import bring_in
from zmddoc.model import Plan
from zmddoc.text import rebuild


def plan_of(text: str, year: int = 2023) -> Plan:
    plan = bring_in("示例.txt", text.encode(), Given(year=year)).plan
    assert "".join(rebuild(plan).split()) == "".join(text.split())
    return plan


_MARKS = (
    "㈠㈡",
    "⑴⑵",
    "⒈⒉",
    "①②",
    ("１．", "２．"),
    ("（１）", "（２）"),
    ("01.", "02."),
    ("1)", "2)"),
)


@pytest.mark.parametrize("marks", _MARKS, ids=lambda one: one[0])
def test_every_way_to_number_items_is_read_and_written_again(marks: Sequence[str]) -> None:
    items = "".join(f"{mark}发展示例业。抓好落实。（市工信局）\n" for mark in marks)
    plan = plan_of(f"示例市工作方案\n一、总体要求\n{items}二、保障措施\n{items}")
    assert [[one.title for one in chapter.tasks] for chapter in plan.chapters] == [
        ["发展示例业", "发展示例业"],
        ["发展示例业", "发展示例业"],
    ]


def test_a_heading_with_nothing_below_it_is_kept() -> None:
    plan = plan_of("示例市工作方案\n一、目标要求\n抓好以下工作:\n1、排查。抓好落实。\n2、整治。抓好落实。\n二、组织领导\n")  # fmt: skip
    assert [len(one.tasks) for one in plan.chapters] == [2, 0]


def test_goals_before_the_first_item_are_the_first_task() -> None:
    plan = plan_of(
        "示例县污染防治工作方案\n为加强污染防治，制定本方案。\n主要指标：到2025年，利用率达到94%，办结率90%以上。\n"
        "一、开展调查\n（一）详查。查明面积。（县农业局牵头）\n（二）监测。建成网络。（县环保局牵头）\n"
    )
    assert plan.preamble == "为加强污染防治，制定本方案。"
    first = plan.chapters[0].tasks[0]
    assert [(one.name, one.value, one.due) for one in first.targets] == [
        ("利用率", 94, date(2025, 12, 31)),
        ("办结率", 90, date(2025, 12, 31)),
    ]
    assert [one.title for one in plan.chapters[1].tasks] == ["详查", "监测"]


def test_figures_of_the_preamble_without_a_label_are_asked_about() -> None:
    text = "示例县工作方案\n为加强防治，力争到2025年办结率达到94%，制定本方案。\n一、详查。查明面积。（县农业局）\n二、监测。建成网络。（县环保局）\n"
    bundle = bring_in("示例.txt", text.encode(), Given(year=2023))
    asked = [one for one in bundle.imported.readings if one.id.startswith("preamble.")]
    assert [one.confidence for one in asked] == ["doubtful"] and "94%" in asked[0].read


def test_a_duty_behind_a_heading_answers_for_its_chapter_and_its_words_are_an_item() -> None:
    plan = plan_of(
        "示例市工作要点\n为做好工作，制定本要点。\n"
        "一、示例一（市商务局牵头，市财政局配合）\n2023年，零售额增长8%。\n（一）做法甲。办好甲。\n（二）做法乙。办好乙。\n"
    )
    chapter = plan.chapters[0]
    assert [one.lead for one in chapter.duty] == [("市商务局",)]
    own, *rest = chapter.tasks
    assert (own.text, len(own.targets), own.duty) == ("2023年，零售额增长8%。", 1, ())
    assert [one.title for one in rest] == ["做法甲", "做法乙"]


def test_points_of_a_notice_are_not_the_plan_it_sends_out() -> None:
    plan = plan_of(
        "各区人民政府：\n《示例市〈政府工作报告〉任务分解方案》已经市政府同意，现印发给你们，并就有关事项通知如下。\n"
        "一、加强统筹。各单位要抓紧。\n二、加强督办。按季报送。\n示例市人民政府办公厅\n2023年1月22日\n"
        "示例市《政府工作报告》任务\n分解方案\n一、主要目标\n（一）办成甲事。（责任单位：市发改委）\n"
        "（二）办成乙事。（责任单位：市财政局）\n二、其他工作\n（三）办成丙事。（责任单位：市民政局）\n"
    )
    assert plan.title == "示例市《政府工作报告》任务分解方案"
    assert (plan.issuer, plan.dated) == ("示例市人民政府办公厅", date(2023, 1, 22))
    assert [chapter.title for chapter in plan.chapters] == ["主要目标", "其他工作"]
    assert "二、加强督办" in plan.cover


def test_a_title_as_the_press_writes_it() -> None:
    plan = plan_of(
        "中共示例市委办公室 示例市人民政府办公室印发《关于示例工作的实施方案》\n示办发〔2022〕6号\n为做好工作，制定本方案。\n"
        "一、办甲事\n（一）做法甲。（责任单位：市发改委）\n（二）做法乙。（责任单位：市财政局）\n"
    )
    assert plan.title == "关于示例工作的实施方案"
    assert (plan.number, plan.issuer) == (
        "示办发〔2022〕6号",
        "中共示例市委办公室 示例市人民政府办公室",
    )


def test_a_plan_sent_as_an_annex_is_not_called_annex() -> None:
    plan = plan_of("附件1\n示例市工作计划\n一、办甲事。（市发改委）\n二、办乙事。（市财政局）\n")
    assert plan.title == "示例市工作计划"


def test_actions_with_numbers_of_their_own_are_items() -> None:
    plan = plan_of(
        "示例区行动计划\n一、重点任务\n行动一：甲行动\n（1）做法甲。（责任单位：区发改委）\n（2）做法乙。（责任单位：区财政局）\n"
        "行动二：乙行动\n（3）做法丙。（责任单位：区教育局）\n（4）做法丁。（责任单位：区民政局）\n"
    )
    tasks = plan.chapters[0].tasks
    assert [(one.title, len(one.measures)) for one in tasks] == [("甲行动", 2), ("乙行动", 2)]


def test_a_duty_behind_the_last_item_is_its_own_where_all_have_one_above() -> None:
    plan = plan_of(
        "示例市工作计划\n一、任务\n（一）办甲事（市发改委牵头，市财政局配合）\n1、做法甲。办好甲。\n2、做法乙。办好乙。（市能源局负责）\n"
        "（二）办乙事（市工信局牵头）\n1、做法丙。办好丙。\n2、做法丁。办好丁。\n"
    )
    first = plan.chapters[0].tasks[0]
    assert [one.lead for one in first.duty] == [("市发改委",)]
    assert [one.lead for one in first.measures[1].duty] == [("市能源局",)]


def test_labelled_lines_that_end_with_a_stop_are_one_duty() -> None:
    plan = plan_of(
        "示例市任务分解\n一、目标\n1.做好甲事。\n牵头责任单位：市发改委。\n协同责任单位：市财政局、市教育局。\n"
        "2.做好乙事。\n牵头责任单位：市财政局。\n协同责任单位：市民政局。\n"
    )
    duties = [task.duty for task in plan.chapters[0].tasks]
    assert [[(one.lead, one.support) for one in each] for each in duties] == [
        [(("市发改委",), ("市财政局", "市教育局"))],
        [(("市财政局",), ("市民政局",))],
    ]


def test_terms_behind_the_last_item_close_the_plan() -> None:
    plan = plan_of(
        "示例市若干措施\n1.做法甲。办好甲。责任单位：市发改委。\n2.做法乙。办好乙。责任单位：市财政局。\n"
        "以上措施除有明确期限规定外，有效期至2023年12月31日。\n"
    )
    assert plan.closing == "以上措施除有明确期限规定外，有效期至2023年12月31日。"


@pytest.mark.parametrize(
    ("since", "due"), [("2023年起", None), ("2023年起5年内", date(2027, 12, 31))]
)
def test_a_year_in_which_something_begins_is_no_deadline(since: str, due: date | None) -> None:
    """Years counted from it end with the last of them."""
    plan = plan_of(f"示例市工作方案\n一、办甲事。{since}，培养人才达到2000名。（市人社局）\n二、办乙事。（市财政局）\n")  # fmt: skip
    (target,) = plan.chapters[0].tasks[0].targets
    assert target.due == due


def test_figures_of_several_years_have_their_own_years() -> None:
    plan = plan_of("示例市工作方案\n一、办甲事。2023年、2024年分别新增托位1万个和2万个。（市卫健委）\n二、办乙事。（市财政局）\n")  # fmt: skip
    targets = plan.chapters[0].tasks[0].targets
    assert [(one.value, one.due) for one in targets] == [
        (1, date(2023, 12, 31)),
        (2, date(2024, 12, 31)),
    ]


def test_years_that_are_not_as_many_as_the_figures_are_doubtful() -> None:
    bundle = bring_in(
        "示例.txt",
        "示例市工作方案\n一、办甲事。2023年、2024年、2025年分别新增托位1万个和2万个。（市卫健委）\n二、办乙事。（市财政局）\n".encode(),
        Given(year=2023),
    )
    noted = [one.confidence for one in bundle.imported.readings if one.what == "指标"]
    assert noted == ["doubtful", "doubtful"]


def test_a_sentence_with_a_figure_and_nothing_behind_it_is_no_title() -> None:
    plan = plan_of("示例市任务分解\n一、目标\n1.生产总值增长8%。\n牵头领导：甲。\n牵头单位：市发改委。\n2.新增就业3万人。（市人社局、市财政局）\n")  # fmt: skip
    tasks = plan.chapters[0].tasks
    assert [(one.title, len(one.targets)) for one in tasks] == [("", 1), ("", 1)]


def test_an_age_says_whose_places_are_counted() -> None:
    text = "每千人口拥有3岁以下婴幼儿托位数达到4.6个"
    assert qualifying(text, figures(text)) == {text.index("3")}


def test_a_title_that_is_a_figure_alone_is_the_words_of_its_item() -> None:
    plan = plan_of(
        "示例县重点工作任务分解表\n一、主要目标\n1.生产总值增长6%左右\n牵头领导：甲\n牵头单位：县发改局\n责任单位：县财政局\n"
        "2.新增就业3000人、培训2000人\n牵头领导：乙\n牵头单位：县人社局\n责任单位：县财政局\n"
    )
    tasks = plan.chapters[0].tasks
    assert [(one.title, len(one.targets)) for one in tasks] == [("", 1), ("", 2)]
    assert [one.quote for one in tasks[1].targets] == ["新增就业3000人", "培训2000人"]


def test_a_year_that_is_measured_from_is_not_the_year_to_reach_it() -> None:
    plan = plan_of("示例市工作方案\n一、办甲事。到2025年，甲地、乙地及周边地区煤炭消费量较2020年分别下降10%和5%。（市能源局）\n二、办乙事。（市财政局）\n")  # fmt: skip
    targets = plan.chapters[0].tasks[0].targets
    assert [(one.name, one.value, one.due) for one in targets] == [
        ("甲地煤炭消费量降低率", 10, date(2025, 12, 31)),
        ("乙地及周边地区煤炭消费量降低率", 5, date(2025, 12, 31)),
    ]


def test_those_who_share_every_item_are_counted_once() -> None:
    clause = annotation("（市发改委负责，各县区人民政府负责落实。以下均需各县区人民政府落实，不再列出）")  # fmt: skip
    assert [one.name for one in clause.every] == ["市发改委", "各县区人民政府"]


def test_a_hotline_is_a_name() -> None:
    (figure, _) = figures("12315投诉按期办结率100%")
    assert figure.decoy == "电话"
    assert not figures("新增12315人")[0].decoy


def test_a_plan_of_several_years_begins_with_the_first() -> None:
    text = "示例市行动方案（2024—2026年）\n一、办甲事。2024年底前，覆盖率达到60%。（市发改委）\n二、办乙事。比例2024年、2025年分别不低于60%、80%。（市财政局）\n"
    plan = bring_in("示例.txt", text.encode(), Given()).plan
    first, second = plan.chapters[0].tasks
    assert (plan.year, plan.due) == (2024, date(2026, 12, 31))
    assert (first.due, first.targets[0].due) == (date(2024, 12, 31), date(2024, 12, 31))
    assert [(one.name, one.due.year) for one in second.targets if one.due] == [
        ("比例", 2024),
        ("比例", 2025),
    ]


def test_without_a_date_the_first_deadline_says_of_which_year_a_plan_is() -> None:
    text = "示例市行动方案\n一、办甲事。到2025年，覆盖率达到60%。（市发改委）\n二、办乙事。2022年12月31日前制定方案。（市财政局）\n"
    plan = bring_in("示例.txt", text.encode(), Given()).plan
    assert plan.year == 2022
    assert plan.chapters[0].tasks[1].due == date(2022, 12, 31)


def test_an_item_is_due_when_its_last_figure_is() -> None:
    plan = plan_of("示例市工作方案\n一、办甲事。2023年、2024年分别新增托位1万个和2万个。（市卫健委）\n二、办乙事。（市财政局）\n")  # fmt: skip
    assert plan.chapters[0].tasks[0].due == date(2024, 12, 31)


def test_a_date_below_the_title_is_the_date_of_the_document() -> None:
    text = "中共示例县委 示例县人民政府\n关于示例工作的实施意见\n（2021年4月20日）\n为做好工作，提出如下意见。\n一、办甲事。（县发改局）\n二、办乙事。（县财政局）\n"
    plan = bring_in("示例.txt", text.encode(), Given()).plan
    assert (plan.title, plan.dated, plan.year) == (
        "关于示例工作的实施意见",
        date(2021, 4, 20),
        2021,
    )
    assert plan.due is None


def test_most_points_are_tasks_where_one_of_them_has_points_below() -> None:
    plan = plan_of(
        "示例市2023年民生实事分工\n"
        "一、办好甲。新建甲馆3座。（市民政局）\n二、办好乙。（一）改造乙路12条。（市住建局）（二）新增乙位8万个。（市城管局）\n"
        "三、办好丙。新建丙园20所。（市教育局）\n责任单位：市残联\n以上事项由各单位每月报送进展。\n"
    )
    (whole,) = plan.chapters
    assert [task.title for task in whole.tasks] == ["办好甲", "办好乙", "办好丙"]
    assert [[one.lead for one in m.duty] for m in whole.tasks[1].measures] == [
        [("市住建局",)],
        [("市城管局",)],
    ]
    assert plan.closing == "以上事项由各单位每月报送进展。"


def test_a_point_with_a_title_among_chapters() -> None:
    plan = plan_of(
        "示例市2023年工作要点\n一、办甲事\n（一）做法甲。（市发改委）\n（二）做法乙。（市财政局）\n"
        "二、办乙事。新建乙馆3座。（市民政局）\n三、办丙事\n（三）做法丙。（市教育局）\n"
    )
    first, second, third = plan.chapters
    assert (second.title, second.form) == ("办乙事", "{number}、{title}。")
    (own,) = second.tasks
    assert (own.text, own.duty[0].lead) == ("新建乙馆3座。", ("市民政局",))
    assert (len(first.tasks), len(third.tasks)) == (2, 1)


def test_the_year_at_the_head_of_an_annex_is_no_number_of_it() -> None:
    items = "一、办甲事。（市发改委）\n二、办乙事。（市财政局）\n附件"
    for label, title in (("", "2023年任务表"), ("1", "2023年任务表"), ("", "任务表")):
        plan = plan_of(f"示例市2023年工作要点\n{items}{label}\n{title}\n甲事、乙事。\n")
        assert [one.title for one in plan.annexes] == [title]


def doubts_of(text: str) -> list[tuple[str, str, str]]:
    bundle = bring_in("示例.txt", text.encode(), Given(year=2023))
    return [
        (one.what, one.place, one.read)
        for one in bundle.imported.readings
        if one.confidence == "doubtful"
    ]


def test_bodies_in_a_table_are_told_of() -> None:
    text = (
        "示例市2023年工作要点\n一、工作任务\n任务如下表。\n"
        "序号\t工作任务\t牵头单位\t配合单位\t完成时限\n"
        "1\t新建书房10座\t市文旅局\t市财政局\t10月底前\n2\t改造小区50个\t市住建局\t各县区\t12月底前\n"
        "二、工作要求\n各单位要抓紧。\n"
    )
    found = doubts_of(text)
    assert ("责任", "第4行", "序号 工作任务 牵头单位 配合单位 完成时限") in found
    assert [read for what, _, read in found if what == "指标"] == [
        "新建书房 >= 10座",
        "改造小区 >= 50个",
    ]


def test_a_line_that_speaks_of_bodies_is_no_table() -> None:
    text = (
        "示例市2023年工作要点\n一、办甲事。\n责任单位 市发改委\n二、办乙事。\n牵头单位：市财政局 配合单位：市统计局\n"
        "三、工作要求\n明确 责任单位 和 时限 要求，逐项 落实。\n"
    )
    assert not [read for what, _, read in doubts_of(text) if "表" in read or what == "编号"]
    assert not list(duty_tables(text))


def test_duties_in_an_annex_are_told_of() -> None:
    text = (
        "示例市2023年工作要点\n一、办甲事。（市发改委）\n二、办乙事。（市财政局）\n附件\n2023年任务表\n"
        "1. 办丙事。（责任单位：市大数据局；完成时限：9月底）\n2. 办丁事。（责任单位：市商务局）\n"
    )
    assert ("责任", "第6行", "附件里写有 2 处责任单位") in doubts_of(text)


def test_the_last_of_several_keeps_its_duty_whatever_groups_the_others_name() -> None:
    plan = plan_of(
        "示例市2023年重点任务\n一、任务分工\n（一）扩大投资\n1.实施项目800个。（市发展改革委，各县（市、区））\n"
        "2.举办活动100场次。（市商务局、市财政局）\n（二）推进创新\n3.办好甲。（市科技局）\n"
    )
    first, second = plan.chapters[0].tasks
    assert [m.duty[0].lead for m in first.measures] == [("市发展改革委",), ("市商务局",)]
    assert not first.duty and second.measures[0].duty[0].lead == ("市科技局",)


def test_a_sentence_that_ends_in_a_colon_addresses_nobody() -> None:
    plan = plan_of(
        "示例县2020年工作要点\n2020年全县工作的总体思路是：坚持标准，确保完成。\n一、办甲事。（县农业农村局）\n二、办乙事。（县人社局）\n",
        2020,
    )
    assert not plan.recipients
    assert plan.preamble.startswith("2020年全县工作的总体思路是：")


def test_a_title_is_not_broken_off_before_its_line_ends() -> None:
    plan = plan_of(
        "示例市落实就业规划2022年工作任务书\n示就发〔2022〕1号\n各县（市、区）人民政府：\n现将工作任务明确如下。\n"
        "1.办好甲。（市人社局）\n2.办好乙。（市财政局）\n示例市人民政府\n2022年2月10日\n"
    )
    assert plan.title == "示例市落实就业规划2022年工作任务书"
    assert plan.number == "示就发〔2022〕1号"


def test_words_behind_the_last_body_do_not_cost_the_duty() -> None:
    text = (
        "示例县2021年工作要点\n一、办甲事。（县气象局、县水利局按职责分工负责，汛期坚持）\n"
        "二、办乙事。（县民政局牵头、县财政局配合，按月推进）\n三、办丙事。（县教育局，分年实施）\n"
    )
    (whole,) = plan_of(text, 2021).chapters
    assert [(one.lead, one.support) for task in whole.tasks for one in task.duty] == [
        (("县气象局",), ("县水利局",)),
        (("县民政局",), ("县财政局",)),
        (("县教育局",), ()),
    ]
    readings = bring_in("示例.txt", text.encode(), Given(year=2021)).imported.readings
    doubted = [one for one in readings if "没有读成单位" in one.why]
    assert len(doubted) == 3
    assert all(one.confidence != "sure" for one in doubted)


def test_a_bracket_with_a_body_that_is_read_as_no_duty_is_told_of() -> None:
    found = doubts_of(
        "示例市2023年工作要点\n一、办甲事。（市发改委，示例集团）\n二、办乙事。（市财政局）\n三、办丙事（试行）。（市教育局）\n"
    )
    assert [read for _, _, read in found if "（" in read] == ["（市发改委，示例集团）"]


def test_a_heading_of_one_figure_is_a_target_whoever_leads() -> None:
    (whole,) = plan_of(
        "示例市2024年工作要点\n一、地区生产总值增长6%左右。牵头市领导：示例；牵头部门：市发改委；配合部门：市统计局\n"
        "二、零售额增长8%。牵头市领导：示例；牵头部门：市商务局\n",
        2024,
    ).chapters
    assert [len(task.targets) for task in whole.tasks] == [1, 1]


@pytest.mark.parametrize(
    "mark", ["第{}件实事：", "第{}件:", "第{}项 ", "第{}项任务：", "第{}件大事\n"]
)
def test_affairs_that_are_counted_are_items(mark: str) -> None:
    first, second = (mark.format(one) for one in "一二")
    plan = plan_of(
        f"示例市2023年实事分工\n一、实事内容\n{first}新建甲馆3座。（市民政局）\n{second}改造乙路12条。（市住建局）\n"
        "二、工作要求\n各单位要抓紧。\n"
    )
    tasks = plan.chapters[0].tasks
    assert [one.duty[0].lead for one in tasks] == [("市民政局",), ("市住建局",)]
    assert [one.targets[0].value for one in tasks] == [3, 12]


def test_what_is_said_of_an_affair_is_no_item() -> None:
    plan = plan_of(
        "示例市2023年实事分工\n一、办甲事。第一件实事要抓紧，第二项任务：列出清单。（市民政局）\n第三项工作由各单位抓好。\n"
        "二、办乙事。（市住建局）\n"
    )
    assert [len(one.measures) for _, _, one in plan.tasks()] == [0, 0]


def test_who_does_it_in_a_sentence_is_asked_about_where_no_annotation_says_it() -> None:
    text = (
        "示例市工作方案\n一、做好示例。由市财政局会同市发改委、各县区牵头推进，年底前完成。\n"
        "二、推进示例。由市工信局负责抓好。（责任单位：市商务局）\n三、加强示例。企业由自己负责。\n"
    )
    bundle = bring_in("示例.txt", text.encode(), Given(year=2023))
    asked = [one.read for one in bundle.imported.readings if one.id.startswith("prose.")]
    assert asked == ["由市财政局会同市发改委、各县区牵头"]


def test_a_plan_may_have_more_annexes_than_there_are_signs() -> None:
    annexes = "".join(f"附件{i}\n示例表\n一栏二栏\n" for i in range(1, 13))
    plan = plan_of(
        f"示例市工作方案\n一、示例。抓好落实。（市财政局）\n二、推进。抓好落实。（市工信局）\n\n{annexes}"
    )
    assert len(plan.annexes) == 12


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (
            "示例市改善环境2023年工作方案\n为落实国务院关于深入打好示例攻坚战的意见,结合实际,制定本方案。\n",
            "示例市改善环境2023年工作方案",
        ),
        (
            "《示例报告》2023年重点工作\n及民生项目任务分解方案\n",
            "《示例报告》2023年重点工作及民生项目任务分解方案",
        ),
    ],
)
def test_the_title_is_the_line_of_it(head: str, title: str) -> None:
    plan = plan_of(f"{head}一、办好甲事。抓紧。（市财政局）\n二、办好乙事。抓紧。（市工信局）\n")
    assert plan.title == title


def test_numbers_on_top_are_tasks_where_as_many_duties_stand_below() -> None:
    plan = plan_of(
        "示例省若干措施\n1.发展甲业。抓好落实。（省甲厅牵头，省财政厅配合）\n"
        "2.发展乙业。（1）做甲事。抓紧。（省商务厅牵头）（2）做乙事。抓紧。抓好。\n3.发展丙业。抓好落实。\n"
    )
    (only,) = plan.chapters
    assert [one.title for one in only.tasks] == ["发展甲业", "发展乙业", "发展丙业"]
