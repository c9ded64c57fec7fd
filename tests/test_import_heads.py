"""Heads that officials write, or that a web page left above them, and the year they come to."""

from __future__ import annotations

from datetime import date

import pytest

from zmddoc.importer.head import Given
from zmddoc.importer.run import Bundle, bring_in
from zmddoc.importer.sources.pasted import pasted, posted
from zmddoc.model.imported import Reading

ITEMS = "为抓好落实，制定本方案。\n一、办甲事。（市发改委）\n二、办乙事。（市财政局）\n"


def imported(text: str) -> Bundle:
    return bring_in("示例.txt", text.encode(), Given())


def reading(bundle: Bundle, key: str) -> Reading | None:
    return next((one for one in bundle.imported.readings if one.id == key), None)


# -- the title -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ("示例县2022年度扬尘治理攻坚行动\n实 施 方 案\n", "示例县2022年度扬尘治理攻坚行动实施方案"),
        ("示例县2022年民生实事\n任务分解表\n", "示例县2022年民生实事任务分解表"),
        ("示例县2022年重点工作\n责任分工\n", "示例县2022年重点工作责任分工"),
        ("示例县2022年重点工作要点\n主要目标\n", "示例县2022年重点工作要点"),
        ("示例县2022年重点工作方案\n实施方案要落实到人\n", "示例县2022年重点工作方案"),
    ],
)
def test_a_line_that_is_only_a_kind_of_plan_ends_its_title(lines: str, title: str) -> None:
    assert imported(lines + ITEMS).plan.title == title


@pytest.mark.parametrize(
    "lines",
    [
        "示例市加快建设现代化\n产业体系2022年行动计划",
        "示例县2022年贯彻全省示例大会\n精神重点任务分工方案",
        "示例市深化示例改革\n优化示例环境\n工作方案（2022年）",
    ],
)
def test_a_title_of_several_lines_is_whole_though_the_preamble_cites_a_document(lines: str) -> None:
    cites = "为贯彻省委关于加快示例体系建设的意见和国务院关于示例改革的通知，制定本方案。\n"
    plan = imported(f"{lines}\n{cites}{ITEMS}").plan
    assert plan.title == lines.replace("\n", "")
    assert plan.preamble.startswith("为贯彻省委")


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("2022年市政府主要任务责任分解", "2022年市政府主要任务责任分解"),
        ("示例市2022年市政府主要任务", "示例市2022年市政府主要任务"),
        ("2022年市政府主要任务（节选）", "2022年市政府主要任务"),
    ],
)
def test_a_notice_may_call_a_plan_by_a_part_of_its_title(line: str, title: str) -> None:
    text = (
        "各区人民政府：\n现将《2022年市政府主要任务》印发给你们，请认真落实。\n示例市人民政府\n2022年3月1日\n"
        f"{line}\n{ITEMS}"
    )
    assert imported(text).plan.title == title


NUMBERS = ("示政〔2022〕7号", "示政办发[2022]18号")


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("before", ["\n", ""])
@pytest.mark.parametrize("brackets", ["（）", "()"])
def test_a_number_in_brackets_is_the_number(number: str, before: str, brackets: str) -> None:
    opener, closer = brackets
    title = "示例市人民政府关于加快发展的实施意见"
    plan = imported(f"{title}{before}{opener}{number}{closer}\n各区人民政府：\n{ITEMS}").plan
    assert (plan.title, plan.number) == ("关于加快发展的实施意见", number)
    assert (plan.recipients, plan.preamble) == ("各区人民政府", "为抓好落实，制定本方案。")


def test_the_number_of_another_document_is_not() -> None:
    cited = "根据《上级方案》（上政〔2021〕9号），制定本方案。\n"
    text = f"示例市2022年实施方案（试行）\n{cited}{ITEMS}"
    plan = imported(text).plan
    assert (plan.title, plan.number) == ("示例市2022年实施方案（试行）", "")


# -- the issuer ------------------------------------------------------------------------------------


def signed(issuer: str) -> Bundle:
    return imported(f"示例市2022年实施方案\n{ITEMS}（此件公开发布）\n{issuer}\n2022年3月1日\n")


@pytest.mark.parametrize(
    ("issuer", "trust"),
    [
        ("示例市财政局", "sure"),
        ("示例市财政局    示例市商务局", "doubtful"),
        ("示例市财政局\n示例市商务局", "doubtful"),
        ("中共示例市委 示例市人民政府", "sure"),
    ],
)
def test_bodies_that_sign_together_are_asked_about(issuer: str, trust: str) -> None:
    bundle = signed(issuer)
    told = reading(bundle, "head.issuer")
    assert bundle.plan.issuer.split() == issuer.split()
    assert told and told.confidence == trust


def test_a_seal_for_another_is_not_the_issuer() -> None:
    bundle = signed("示例市工作联席会议办公室\n（示例市商务局代章）")
    assert bundle.plan.issuer == "示例市工作联席会议办公室"
    assert bundle.plan.dated == date(2022, 3, 1)


def test_a_body_on_the_line_above_a_title_issues_it() -> None:
    plan = imported(f"示例市人民政府\n加快工业发展若干政策（2022年）\n{ITEMS}").plan
    assert (plan.issuer, plan.title) == ("示例市人民政府", "加快工业发展若干政策（2022年）")


# -- what a page has above -------------------------------------------------------------------------

PAGE = {
    "首页 > 政务公开 > 政策文件": "导航",
    "您当前的位置：首页 » 市政府文件": "导航",
    ">> 走进示例 >> 政策": "导航",
    "字体：[大 中 小] 打印本页 关闭窗口": "打印、关闭等按钮",
    "【打印】【关闭】": "打印、关闭等按钮",
    "来源：市政府办 发布时间：2022-03-02 10:00 浏览次数：123": "网页上的发布信息",
    "发布日期：2022-03-02": "网页上的发布信息",
    "2022-03-02 10:00": "网页上的发布信息",
}


@pytest.mark.parametrize("line", PAGE)
def test_furniture_of_a_page_is_listed_and_not_read(line: str) -> None:
    bundle = imported(f"{line}\n示例市2022年实施方案\n{ITEMS}")
    assert bundle.plan.title == "示例市2022年实施方案"
    assert [(one.place, one.why) for one in bundle.imported.furniture] == [("第1行", PAGE[line])]


@pytest.mark.parametrize(
    "line",
    [
        "示例市人民政府",
        "时间：2022年3月",
        "发布机构：示例市人民政府 发布日期：2022-03-02",
        "2022年3月2日",
        "打印行业整治方案",
        "GDP>8%的目标",
        "来源：市政府办。以下是全文。",
    ],
)
def test_words_of_a_document_are_no_furniture(line: str) -> None:
    assert not pasted([line, "示例市2022年实施方案", "一、办甲事。"])


def test_a_publishers_table_keeps_its_dates_and_items_their_lines() -> None:
    assert not pasted(["索引号：000-2022", "发布日期：2022-03-02", "示例方案"])
    assert not pasted(["示例方案", "一、时间", "发布日期：2022-03-02"])


def test_the_day_on_a_page_is_read() -> None:
    assert posted("来源：市政府办 发布时间：2022-03-02 10:00") == date(2022, 3, 2)
    assert posted("2022-03-02 10:00:59 市政府办") == date(2022, 3, 2)
    assert posted("浏览次数：20220302") is None


# -- the year --------------------------------------------------------------------------------------

YEARS = {
    "the first goal": ("到2025年，建成甲馆。到2035年，建成乙馆。", "", 2025),
    "a later one": ("力争2030年达峰，到2027年，建成甲馆。", "", 2027),
    "what is cited": ("按照《上级方案》（上发〔2024〕7号）。到2027年，建成甲馆。", "", 2024),
    "not before what is cited": ("按照《上级方案》（上发〔2024〕7号），比2020年翻一番。", "", 2024),
    "no quoted years": ("落实《行动纲要（2022—2026年）》，2021年起实施。", "", 2021),
    "past": ("截至2019年底，建成甲馆。达到2018年水平。到2025年翻番。", "", 2025),
    "the page": ("建成甲馆。", "发布日期：2022-12-19\n", 2022),
    "a page of later years": ("到2020年，建成甲馆。", "发布日期：2022-12-19\n", 2020),
    "a deadline": ("2022年12月31日前建成甲馆，到2025年建成乙馆。", "", 2022),
    "a goal before the deadline": ("到2022年底，建成甲馆，2023年6月底前建成乙馆。", "", 2022),
}


@pytest.mark.parametrize("case", YEARS)
def test_the_year_of_a_text_without_a_date_is_asked_about(case: str) -> None:
    words, page, year = YEARS[case]
    bundle = imported(
        f"{page}示例市实施方案\n一、办甲事。{words}（市发改委）\n二、办乙事。（市财政局）\n"
    )
    told = reading(bundle, "head.year")
    assert bundle.plan.year == year
    assert told and told.confidence == "doubtful"


def test_goals_behind_the_year_of_the_plan_have_their_days() -> None:
    words = "到2025年，建成甲馆5座。到2030年，建成乙馆8座。"
    plan = imported(
        f"示例市实施方案\n一、办甲事。{words}（市发改委）\n二、办乙事。（市财政局）\n"
    ).plan
    assert [one.due for one in plan.chapters[0].tasks[0].targets] == [
        date(2025, 12, 31),
        date(2030, 12, 31),
    ]


def test_years_of_another_document_in_a_title_are_not_the_plans() -> None:
    plan = imported(f"示例市落实《示例规划（2021—2035年）》2023年实施方案\n{ITEMS}").plan
    assert (plan.year, plan.due) == (2023, date(2023, 12, 31))


# -- the plan's own period -------------------------------------------------------------------------

PERIODS = {
    "2022年2月24日至6月30日。": date(2022, 6, 30),
    "2022年3月—2023年10月": date(2023, 10, 31),
    "即日起至2022年11月底。": date(2022, 11, 30),
    "从3月1日开始，到11月30日结束。": date(2022, 11, 30),
}
ACTION = "2022年示例县攻坚行动方案\n一、{}\n{}\n二、行动任务\n（一）办甲事。（县发改局）\n（二）办乙事。（县财政局）\n"


@pytest.mark.parametrize("words", PERIODS)
@pytest.mark.parametrize("title", ["行动时间", "整治时限", "实施时间安排"])
def test_a_chapter_that_is_a_period_is_the_plans(words: str, title: str) -> None:
    bundle = imported(ACTION.format(title, words))
    told = reading(bundle, "plan.due")
    assert bundle.plan.due == PERIODS[words]
    assert told and told.confidence == "likely" and title in told.why


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("行动目标", "2022年2月24日至6月30日。"),
        ("实施时间", "分三个阶段推进，压茬进行。"),
        (
            "实施时间",
            "3月1日至4月30日动员部署，5月1日至9月30日组织实施，10月1日至11月30日检查验收，12月1日至12月31日总结提高。",
        ),
    ],
)
def test_what_is_no_period_of_the_whole_plan(title: str, words: str) -> None:
    assert imported(ACTION.format(title, words)).plan.due == date(2022, 12, 31)
