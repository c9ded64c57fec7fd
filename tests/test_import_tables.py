"""Tables that a text has lost its lines of, and names without a label: not read, but told of."""

from __future__ import annotations

import pytest

from zmddoc.grammar.dutytables import duty_tables, only_bodies
from zmddoc.importer.head import Given
from zmddoc.importer.run import bring_in
from zmddoc.importer.trouble import NotImported
from zmddoc.model.imported import Reading

TEXT = "示例市2023年任务分解\n一、稳定增长\n办好以下事项。\n{}二、工作要求\n各单位要抓紧。\n"


def doubts(text: str) -> list[Reading]:
    readings = bring_in("示例.txt", text.encode(), Given(year=2023)).imported.readings
    return [one for one in readings if one.confidence == "doubtful"]


def told(text: str) -> list[str]:
    return [one.place for one in doubts(text) if one.id.startswith("table.")]


TABLES = {
    "bars": "序号 | 工作任务 | 牵头负责部门 |\n1 | 新建书房10座 | 文旅局 |\n2 | 改造小区50个 | 住建局 |\n",
    "narrow bars": "序号|工作任务|责任科室|时限要求\n1|新建书房10座|办公室|年底前\n",
    "box": "┌──┬───┬──┐\n│ 工 作 任 务 │承办单位│完成时限│\n├──┼───┼──┤\n│新建书房10座│市文旅│年底│\n│ │局 │ │\n└──┴───┴──┘\n",
    "spread heads": "序号 工 作 任 务 牵头组织实施单位\n1 新建书房10座 市文旅局\n",
    "one below the other": "序号\n工作任务\n责任单位\n备注\n1\n新建书房10座\n市文旅局\n无\n",
    "without heads": "1 | 新建书房10座 | 市文旅局 | 10月底 |\n2 | 改造小区50个 | 市住建局 | 12月底 |\n",
}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_a_table_of_duties_is_told_of_once(table: str) -> None:
    line = "第5行" if table.startswith("┌") else "第4行"
    assert told(TEXT.format(table)) == [line]
    behind = TEXT.format("") + f"示例市人民政府\n2023年2月1日\n{table}"
    assert len(told(behind)) == 1


NONE = {
    "no bodies": "序号 | 项目 | 规模 |\n1 | 书房 | 10座 |\n2 | 小区 | 50个 |\n",
    "a row alone": "书房 | 小区 | 市文旅局 |\n",
    "a way": "首页 | 政务公开 | 政策文件 |\n",
    "a publisher's table": "发布单位： | 市政府办公室 | 有效性： | 有效 |\n文号： | 示政〔2023〕1号 | 日期： | 无 |\n",
    "two labels": "责任单位\n市文旅局\n",
    "words": "任务 分解 落实 到位，责任单位 抓紧。\n",
}


@pytest.mark.parametrize("words", NONE.values(), ids=NONE)
def test_what_is_no_table_of_duties(words: str) -> None:
    assert not list(duty_tables(words))


@pytest.mark.parametrize("head", ["", "序号 | 工作任务 | 责任单位 |\n"])
def test_figures_in_a_row_are_doubtful_and_their_names_end_with_the_cell(head: str) -> None:
    rows = "1 | 新建书房10座 | 市文旅局 |\n2 | 改造小区50个 | 市住建局 |\n"
    plan = bring_in("示例.txt", TEXT.format(head + rows).encode(), Given(year=2023)).plan
    targets = plan.chapters[0].tasks[0].targets
    assert [one.name for one in targets] == ["新建书房", "改造小区"]
    noted = [one for one in doubts(TEXT.format(head + rows)) if one.what == "指标"]
    assert len(noted) == 2


def test_a_figure_beside_no_table_is_as_sure_as_before() -> None:
    assert not [one for one in doubts(TEXT.format("新建书房10座。\n")) if one.what == "指标"]


def test_a_table_alone_is_refused_with_what_to_do() -> None:
    with pytest.raises(NotImported, match="任务表（第2行），表格还不能读，请") as refused:
        bring_in("示例.txt", f"示例市2023年任务分解表\n{TABLES['bars']}".encode(), Given())
    assert "另存后再导入" in str(refused.value)
    with pytest.raises(NotImported) as refused:
        bring_in("示例.txt", "示例市2023年工作要点\n抓好落实。\n".encode(), Given())
    assert "任务表" not in str(refused.value)


def test_lines_of_names_without_a_label_are_told_of() -> None:
    items = "1.新建书房。\n市文旅局\n市财政局、市住建局，各县区人民政府\n2.改造小区。\n市住建局\n"
    found = [one for one in doubts(TEXT.format(items)) if one.id.startswith("bodies.")]
    assert [(one.place, one.read) for one in found] == [
        ("第5行", "市文旅局、市财政局、市住建局，各县区人民政府"),
        ("第8行", "市住建局"),
    ]


@pytest.mark.parametrize(
    "items",
    [
        "1.新建书房。\n责任单位：\n市文旅局\n市财政局\n2.改造小区。\n责任单位：市住建局\n",
        "1.新建书房。\n方便市民。\n2.改造小区。\n各小区都要改造，市住建局抓好落实。\n",
        "1.市文旅局、市住建局。\n2.市住建局。\n",
    ],
)
def test_lines_that_are_read_or_say_more_are_not(items: str) -> None:
    assert not [one for one in doubts(TEXT.format(items)) if one.id.startswith("bodies.")]


def test_a_list_of_bodies_has_nothing_else_in_it() -> None:
    assert only_bodies("市发改委、市财政局，各县（市、区）人民政府。")
    assert not only_bodies("加强调度，抓好落实")
    assert not only_bodies("请市发改委3日内报送")
