import re
from pathlib import Path

import pytest

from zmddoc.gongwen import GongwenError, lines, parse
from zmddoc.gongwen.marks import Mark, marked, marks
from zmddoc.gongwen.vocabulary import VOCABULARY

ROOT = Path(__file__).resolve().parent.parent


def page(body: str) -> str:
    return f"<!DOCTYPE html><html><head><title>示例</title></head><body>{body}</body></html>"


def section(body: str) -> str:
    return page(f'<section class="portrait">{body}</section>')


def test_words_are_read_block_by_block() -> None:
    tree = parse(
        section(
            "<h1>示例<br>方案</h1>\n <p> 第一段 \n 文字 </p>"
            "<div class='item'><h3>（一）题。</h3><p>文。</p></div>"
            "<table><colgroup><col style='width:20mm'></colgroup><tbody><tr>"
            "<td>一<br>二</td></tr><tr><td><p class='cell'>甲</p><p class='cell'>乙</p></td></tr>"
            "</tbody></table>"
            "<div class='colophon'><p class='printing'><span class='office'>办公室</span>"
            "<span class='day'>印发</span></p></div>"
        )
    )
    assert lines(tree) == [
        "示例方案", "第一段 文字", "（一）题。文。", "一二", "甲", "乙", "办公室印发",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "word"),
    [
        ("<p><b>粗</b></p>", "b"),
        ("<p class='red'>红</p>", "p.red"),
        ("<p style='color:red'>红</p>", "style"),
        ("<p class='date'>日期</p>", "p.date 不能"),
        ("散落的文字", "section.portrait"),
        ("<table><colgroup><col></colgroup></table>", "col"),
        ("<p><script>alert(1)</script></p>", "script"),
        ("<!-- 注释 -->", "注释"),
        ("<img src='x'>", "img"),
    ],
)
def test_what_the_vocabulary_does_not_hold_is_refused(body: str, word: str) -> None:
    with pytest.raises(GongwenError) as caught:
        parse(section(body))
    assert word in str(caught.value)


def test_a_violation_names_the_task() -> None:
    with pytest.raises(GongwenError) as caught:
        parse(section("<div class='item' data-task='T04'><h3>题</h3><p><i>文</i></p></div>"))
    assert [violation.task for violation in caught.value.violations] == ["T04"]


def test_every_violation_is_collected() -> None:
    with pytest.raises(GongwenError) as caught:
        parse(section("<p><b>一</b></p><p><i>二</i></p>"))
    assert len(caught.value.violations) == 2


def test_the_description_and_the_vocabulary_are_in_step() -> None:
    text = (ROOT / "docs/gongwen-html.md").read_text(encoding="utf-8")
    described = set(re.findall(r"`([a-z][a-z0-9]*(?:\.[a-z]+)?)`", text))
    missing = {
        word
        for word in VOCABULARY
        if word not in described and word not in {"html", "head", "title", "meta", "col", "tr"}
    }
    assert missing == set()


MARKED = section(
    f"<p>共{marked('3', 0)}条。</p><h2>一、情况</h2>"
    f"<div class='item'><h3>（一）进展。</h3><p>完成{marked('<2>', 1)}条</p></div>"
    f"<h2>二、问题</h2><figure><img src='x' alt='' data-marks='0 1'><figcaption>图1</figcaption></figure>"
    "<table><colgroup><col style='width:20mm'></colgroup><tbody>"
    f"<tr><td>甲</td><td><p class='cell'>{marked('7', 2)}</p></td></tr></tbody></table>"
)


def test_marks_leave_nothing_behind() -> None:
    tree = parse(MARKED)
    assert lines(tree) == [
        "共3条。",
        "一、情况",
        "（一）进展。完成<2>条",
        "二、问题",
        "图1",
        "甲",
        "7",
    ]
    assert tree.find(".//data") is None
    assert dict(next(tree.iter("img")).attrib) == {"src": "x", "alt": ""}


def test_marks_say_where_they_stand() -> None:
    assert marks(MARKED) == (
        Mark(0, "", "共【3】条。"),
        Mark(1, "一、情况 › （一）进展。", "完成【<2>】条"),
        Mark(0, "二、问题", "图1"),
        Mark(1, "二、问题", "图1"),
        Mark(2, "二、问题", "甲｜【7】"),
    )


def test_a_long_block_is_cut_around_the_mark() -> None:
    (one,) = marks(section(f"<p>{'前' * 30}{marked('5', 0)}{'后' * 30}</p>"))
    assert one.words == f"…{'前' * 20}【5】{'后' * 8}…"
