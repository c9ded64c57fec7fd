"""Shapes of official documents, each with its line breaks and without any white space."""

from __future__ import annotations

import pytest

from zmddoc.grammar.outline import Outline, Section, outline

DUTY = "（责任单位：市示例局、市样板局）"
NOTICE = (
    "示例市人民政府办公室\n关于印发《示例市甲工作方案》的通知\n示政办〔2021〕1号\n各县区人民政府：\n"
    "《示例市甲工作方案》已经市政府同意，现印发给你们，请认真贯彻落实。\n"
)
SIGNED = "示例市人民政府办公室\n2021年1月2日\n"
PLAN = f"""示例市甲工作方案
为做好甲工作，制定本方案。
一、总体要求
坚持示例导向，抓好落实。
二、重点任务
（一）建设甲园。建成甲园，投入使用。{DUTY}
（二）培育甲企。培育甲企，扩大规模。{DUTY}
"""


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.fixture(params=["lines", "bare"])
def received(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def as_received(text: str, how: str) -> str:
    return text if how == "lines" else squeezed(text)


def tree(read: Outline | Section, text: str) -> list[tuple[str, str]]:
    rows = []
    for one in read.sections if isinstance(read, Outline) else read.children:
        rows.append((squeezed(one.mark.of(text)), squeezed(one.title.of(text))))
        rows += tree(one, text)
    return rows


def words(text: str, read: Outline, *names: str) -> list[str]:
    spans = [getattr(read.head, name) for name in names]
    return [squeezed(span.of(text)) if span else "" for span in spans]


CHAPTERS = [
    ("一、", "总体要求"), ("二、", "重点任务"), ("（一）", "建设甲园"), ("（二）", "培育甲企"),
]  # fmt: skip


def test_a_notice_and_its_plan(received: str) -> None:
    text = as_received(NOTICE + SIGNED + PLAN, received)
    read = outline(text)
    assert tree(read, text) == CHAPTERS
    assert words(text, read, "cover_title", "title", "number", "issuer", "dated", "recipients") == [
        "关于印发《示例市甲工作方案》的通知", "示例市甲工作方案", "示政办〔2021〕1号",
        "示例市人民政府办公室", "2021年1月2日", "各县区人民政府",
    ]  # fmt: skip
    assert words(text, read, "preamble") == ["为做好甲工作，制定本方案。"]
    assert not read.doubts


def test_the_plan_may_be_the_first_annex_of_its_notice(received: str) -> None:
    listed = "附件：1.示例市甲工作方案\n2.任务分工表\n"
    table = "附件2\n任务分工表\n1.建设甲园 市示例局\n2.培育甲企 市样板局\n"
    text = as_received(f"{NOTICE}{listed}{SIGNED}附件1\n{PLAN}{table}", received)
    read = outline(text)
    assert tree(read, text) == CHAPTERS
    assert words(text, read, "title", "dated") == ["示例市甲工作方案", "2021年1月2日"]
    assert [squeezed(one.title.of(text)) for one in read.annexes] == ["任务分工表"]


def test_annexes_with_numbers_of_their_own(received: str) -> None:
    listed = (
        "附件：1.重点任务分工表\n2.示例企业名单\n示例市人民政府\n2021年3月1日\n（此件公开发布）\n"
    )
    tables = "附件1\n重点任务分工表\n一、建设甲园\n二、培育甲企\n三、强化督查\n附件2\n示例企业名单\n1.甲公司\n"
    text = as_received(PLAN + listed + tables, received)
    read = outline(text)
    assert tree(read, text) == CHAPTERS
    assert [squeezed(one.title.of(text)) for one in read.annexes] == [
        "重点任务分工表",
        "示例企业名单",
    ]
    assert squeezed(read.closing.of(text)).startswith("附件：1.")
    assert words(text, read, "dated") == ["2021年3月1日"]


def test_two_documents_in_one_file(received: str) -> None:
    one = NOTICE + SIGNED + PLAN
    text = as_received(one + one.replace("甲", "乙").replace("1号", "2号"), received)
    read = outline(text)
    assert tree(read, text) == CHAPTERS
    assert words(text, read, "number") == ["示政办〔2021〕1号"]
    (other,) = read.others
    assert tree(outline(other.of(text)), other.of(text))[2] == ("（一）", "建设乙园")


def test_a_table_of_contents_holds_no_sections(received: str) -> None:
    entries = "目录\n一、总体要求\n二、重点任务\n（一）建设甲园\n（二）培育甲企\n"
    text = as_received(PLAN.replace("为做好", f"{entries}为做好", 1), received)
    read = outline(text)
    assert tree(read, text) == CHAPTERS
    assert words(text, read, "title", "preamble") == [
        "示例市甲工作方案",
        "为做好甲工作，制定本方案。",
    ]


def test_a_duty_behind_the_last_measure_is_the_items(received: str) -> None:
    text = as_received(
        f"示例方案\n一、任务\n（一）优化审批。\n1.压减时限。压减至3日。{DUTY}\n2.精简材料。全部公布。{DUTY}\n"
        f"（二）改进服务。\n1.建设大厅。建成大厅。\n2.开展培训。全员参加。\n{DUTY}\n"
        f"（三）强化监管。推行抽查。{DUTY}\n二、保障措施\n加强领导，压实责任。\n本方案自印发之日起施行。",
        received,
    )
    read = outline(text)
    first, second, third = read.sections[0].children
    assert second.tail.of(text) == DUTY
    assert not first.tail.of(text) and not read.sections[0].tail.of(text)
    assert third.body.of(text).endswith(DUTY)
    assert squeezed(read.closing.of(text)) == "本方案自印发之日起施行。"


def test_trailing_lines_of_duty_without_brackets(received: str) -> None:
    text = as_received(
        "示例市关于稳就业的若干措施\n一、加大返还力度。对企业返还。\n责任单位:市人社局、财政局\n"
        "二、扩大招聘规模。组织招聘。\n责任单位:市人社局、教育局\n三、强化培训。全员培训。\n"
        "责任单位:市人社局、教育局\n以上措施自发布之日起施行。",
        received,
    )
    read = outline(text)
    assert [mark for mark, _ in tree(read, text)] == ["一、", "二、", "三、"]
    assert squeezed(read.closing.of(text)) == "以上措施自发布之日起施行。"


def test_a_duty_of_a_whole_chapter_stands_behind_its_title(received: str) -> None:
    text = as_received(
        "示例方案\n一、扩大投资（责任单位：市发改委）\n（一）推进项目。推进示例。加快建设。\n"
        "（二）争取资金。争取示例。加快拨付。\n二、促进消费（责任单位：市商务局）\n"
        "（三）开展活动。开展示例。扩大影响。",
        received,
    )
    read = outline(text)
    assert [title for _, title in tree(read, text)] == [
        "扩大投资", "推进项目", "争取资金", "促进消费", "开展活动",
    ]  # fmt: skip
    assert read.sections[0].body.of(text) == "（责任单位：市发改委）"


@pytest.mark.parametrize(
    ("numbers", "message"),
    [("一二四五", "缺序号3"), ("一二二三", "序号2重复"), ("一二六七", "缺序号3至5")],
)
def test_odd_numbers_are_said_and_lose_nothing(numbers: str, message: str, received: str) -> None:
    text = as_received(
        "示例措施\n" + "".join(f"{n}、推进示例。抓好落实。{DUTY}\n" for n in numbers), received
    )
    read = outline(text)
    assert [mark for mark, _ in tree(read, text)] == [f"{n}、" for n in numbers]
    assert [one.message for one in read.anomalies] == [message]


def test_figures_behind_a_mark_and_decimals(received: str) -> None:
    text = as_received(
        f"示例市重点工作安排\n1.5G建设。建成基站。{DUTY}\n2.2022年示例改造。投入1.5亿元。{DUTY}\n"
        f"3.优化服务。1.5万户享受服务。2.5亿元到位。{DUTY}\n4.强化保障。按1.6%安排。{DUTY}",
        received,
    )
    assert [mark for mark, _ in tree(outline(text), text)] == ["1.", "2.", "3.", "4."]


def test_articles_in_chapters(received: str) -> None:
    text = as_received(
        "示例市扶持办法（试行）\n第一章 总则\n第一条 为规范示例扶持，制定本办法。\n"
        "第二条 本办法适用于符合下列条件之一的企业：（一）注册在本市；（二）信用良好。\n第二章 扶持\n"
        "第三条 按照第二条第（一）项规定执行。\n第四条 支持示例改造。",
        received,
    )
    assert [mark for mark, _ in tree(outline(text), text)] == [
        "第一章", "第一条", "第二条", "（一）", "（二）", "第二章", "第三条", "第四条",
    ]  # fmt: skip


def test_marks_with_spaces_and_full_width_digits() -> None:
    text = "示例方案\n一 、总体要求\n（ 一 ）指导思想。坚持示例。抓好落实。\n（ 二 ）任务。１．培育甲企。扩大规模。２．培育乙企。提升质量。"
    read = outline(text)
    assert [mark for mark, _ in tree(read, text)] == ["一、", "（一）", "（二）", "１．", "２．"]
    assert [one.style for one in read.walk()][-1] == "{wide}．"
    assert read.sections[0].children[0].mark.of(text) == "（ 一 ）"


def test_items_without_titles_beside_chapters_with_them(received: str) -> None:
    text = as_received(
        f"示例措施\n一、生活保障方面\n（一）各单位要结合实际，为一线人员提供必要的休息场所，安排专人服务。{DUTY}\n"
        f"（二）建立轮休制度，科学测算工作负荷，合理安排作息时间，保证休整。{DUTY}\n二、宣传方面\n"
        f"（三）加大宣传力度，深入挖掘先进典型，营造良好氛围。{DUTY}",
        received,
    )
    assert [title for _, title in tree(outline(text), text)] == [
        "生活保障方面", "", "", "宣传方面", "",
    ]  # fmt: skip


def test_a_notice_that_is_itself_the_plan(received: str) -> None:
    text = as_received(
        "示例市人民政府办公室关于做好示例工作的通知\n示政办函〔2021〕3号\n各县区人民政府，市直各单位：\n"
        "为做好示例工作，现就有关事项通知如下：\n一、提高认识。示例工作意义重大，各单位要高度重视。\n"
        "二、严格时限。各单位于每月5日前报送。联系电话：0000。\n附件：示例工作任务表\n"
        "示例市人民政府办公室\n2021年6月1日",
        received,
    )
    read = outline(text)
    assert [title for _, title in tree(read, text)] == ["提高认识", "严格时限"]
    assert words(text, read, "title", "number", "issuer", "cover_title") == [
        "关于做好示例工作的通知", "示政办函〔2021〕3号", "示例市人民政府办公室", "",
    ]  # fmt: skip
    assert squeezed(read.closing.of(text)).startswith("附件：示例工作任务表")
    assert not read.annexes


def test_a_bracket_that_was_never_closed_hides_no_section() -> None:
    text = f"示例方案\n（一）甲任务。抓好甲项。（责任单位：市示例局\n（二）乙任务。抓好乙项。责任单位：市样板局）\n（三）丙任务。抓好丙项。{DUTY}"
    assert [mark for mark, _ in tree(outline(text), text)] == ["（一）", "（二）", "（三）"]


def test_titles_glued_to_their_text_are_doubtful() -> None:
    text = "示例措施一、建设示例园区围绕示例产业，聚焦甲项，突出乙项，建成园区。抓好落实。二、培育示例企业鼓励示例企业做大，支持做强，推动上市，培育龙头。抓好落实。"
    assert [doubt.why for doubt in outline(text).doubts] == [
        "原文没有空白，标题与正文之间也没有标点"
    ] * 2


@pytest.mark.parametrize("title", ["目标任务", "项目建设", "条件保障", "点面结合", "类型划分"])
def test_titles_that_begin_like_a_reference(title: str, received: str) -> None:
    text = as_received(
        f"示例方案\n一、{title}\n（一）{title}。抓好落实。抓紧推进。\n二、{title}\n（一）{title}。抓好落实。抓紧推进。",
        received,
    )
    assert tree(outline(text), text) == [
        ("一、", title), ("（一）", title), ("二、", title), ("（一）", title),
    ]  # fmt: skip


def test_items_with_lines_of_duty_and_deadline(received: str) -> None:
    text = as_received(
        "示例县实施方案\n一、目标任务\n1、新建公路100公里。\n责任单位：县交通运输局\n完成时限：2021年12月底前\n"
        "2、新增学位1000个。\n责任单位：县教育局\n完成时限：2021年8月底前\n二、工作要求\n"
        "（一）提高站位。各单位要重视。抓好落实。",
        received,
    )
    assert [mark for mark, _ in tree(outline(text), text)] == [
        "一、",
        "1、",
        "2、",
        "二、",
        "（一）",
    ]


def test_a_line_of_duty_behind_the_last_measure_is_the_items(received: str) -> None:
    text = as_received(
        "示例方案\n一、任务\n（一）能源行动\n1.推进替代。严控新增。抓好落实。\n2.发展新能源。扩大规模。抓好落实。\n"
        "责任单位：市示例委、市样板局\n（二）工业行动\n1.推动甲业。严禁新增。抓好落实。\n二、要求\n（一）组织实施阶段（5—10月）。全面实施。抓好落实。",
        received,
    )
    read = outline(text)
    assert read.sections[0].children[0].tail.of(text) == "责任单位：市示例委、市样板局"
    assert tree(read, text)[-1] == ("（一）", "组织实施阶段（5—10月）")


def test_issuers_side_by_side_and_a_path_of_navigation() -> None:
    text = (
        "首页 > 政策文件 示例市发展改革委 示例市财政局关于印发示例行动方案的通知 示发改〔2021〕8号 各县区： "
        "现将《示例行动方案》印发给你们，请遵照执行。 示例行动方案 一、甲任务。抓好落实。抓紧推进。"
    )
    assert words(text, outline(text), "issuer", "title") == [
        "示例市发展改革委示例市财政局",
        "示例行动方案",
    ]


def test_numbers_that_changed_places_are_said_and_lose_nothing(received: str) -> None:
    text = as_received(
        "示例措施\n" + "".join(f"{n}、推进示例。抓好落实。{DUTY}\n" for n in "一二四三五"), received
    )
    read = outline(text)
    assert [one.number for one in read.sections] == [1, 2, 4, 3, 5]
    assert read.anomalies


def test_numbers_missing_where_a_chapter_begins_are_said(received: str) -> None:
    text = as_received(
        f"示例措施\n一、甲类\n（一）推进示例。抓好落实。{DUTY}\n（二）推进示例。抓好落实。{DUTY}\n"
        f"二、乙类\n（五）推进示例。抓好落实。{DUTY}\n三、丙类\n（六）推进示例。抓好落实。{DUTY}\n",
        received,
    )
    read = outline(text)
    assert [[one.number for one in chapter.children] for chapter in read.sections] == [
        [1, 2], [5], [6],
    ]  # fmt: skip
    assert [one.message for one in read.anomalies] == ["缺序号3至4"]


def test_a_part_of_a_plan_keeps_the_numbers_it_has() -> None:
    text = f"示例意见\n三、政策措施\n（三）激活主体。\n7.鼓励示例。抓好落实。{DUTY}\n（四）拓展空间。\n1.发展示例。抓好落实。{DUTY}\n"
    read = outline(text)
    assert [mark for mark, _ in tree(read, text)] == ["三、", "（三）", "7.", "（四）", "1."]
    assert [one.message for one in read.anomalies] == [
        f"从{n}开始，前面的序号没有找到" for n in (3, 3, 7)
    ]


def test_numbers_that_begin_again_within_sentences_are_no_sections() -> None:
    lists = "到2026年底：①甲类10个；②乙类20个。\n到2028年底：①甲类30个；②乙类40个。"
    read = outline(f"示例方案\n一、目标\n{lists}\n二、任务\n（一）推进示例。抓好落实。{DUTY}\n")
    assert [len(one.children) for one in read.sections] == [0, 1]


def test_small_stops_behind_numbers() -> None:
    text = "示例措施\n一、甲类\n1﹒推进示例。抓好落实。\n2﹒推进示例。抓好落实。\n"
    read = outline(text)
    assert [mark for mark, _ in tree(read, text)] == ["一、", "1﹒", "2﹒"]
    assert [one.style for one in read.walk()][-1] == "{arabic}﹒"


def test_a_mark_that_fits_nowhere_is_said() -> None:
    text = "示例措施\n一、推进示例。抓好落实。\n二、推进示例。抓好落实。\n一百、推进示例。抓好落实。\n三、推进示例。抓好落实。"
    read = outline(text)
    assert [one.number for one in read.sections][:2] == [1, 2]
    assert any("100" in one.message for one in read.anomalies)
