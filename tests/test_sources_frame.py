"""Masthead and colophon: what is of them, and what only looks so."""

from __future__ import annotations

import pytest

from zmddoc.importer.sources.frame import colophon, masthead

NUMBER, TITLE = "示政办〔2021〕10号", "关于印发示例方案的通知"


@pytest.mark.parametrize(
    ("above", "taken"),
    [
        (["示例市人民政府办公室文件"], 1),
        (["示 例 市 人 民 政 府 文 件"], 1),
        (["000012", "机密★1年", "特急", "示例市人民政府文件"], 4),
        (["示例市发展和改革委员会", "示例市财政局", "文件", "示例市水利局"], 4),
        (["示例市人民政府办公室"], 0),
        ([TITLE], 0),
        (["示例市人民政府文件", TITLE], 0),
        ([], 0),
    ],
)
def test_the_masthead(above: list[str], taken: int) -> None:
    lines = [*above, "", NUMBER, TITLE]
    assert masthead(lines) == list(range(taken))
    assert masthead([*above, TITLE, "一、示例"]) == []


@pytest.mark.parametrize(
    ("below", "taken"),
    [
        (["示例市人民政府办公室\t2021年4月1日印发"], 1),
        (["示例市人民政府办公室", "2021年4月1日印发"], 2),
        (["抄送：市委各部门，市人大", "常委会办公室。", "", "示例市人民政府办公室 2021年4月1日印发"], 3),
        (["主题词：工业 方案 通知", "抄 送：市委。", "示例市人民政府办公室 2021年4月1日印发", "（共印80份）"], 4),
        (["（此件公开发布）"], 0),
        (["本方案自2021年4月1日印发"], 0),
        (["2021年4月1日"], 0),
        (["抄送：市委各部门。"], 0),
        (["示例市人民政府办公室 2021年4月1日印发", "附件：示例表"], 0),
    ],
)  # fmt: skip
def test_the_colophon(below: list[str], taken: int) -> None:
    lines = [NUMBER, TITLE, "一、示例。", *below]
    filled = [i for i, line in enumerate(lines) if line]
    assert colophon(lines) == filled[len(filled) - taken :]


def test_what_has_neither() -> None:
    assert masthead([]) == colophon([]) == []
    assert masthead(["一、"] * 99) == colophon(["一、"] * 99) == []
