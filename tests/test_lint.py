"""Faults of a project's own templates are found by ``check``, before anything is built."""

import re
from pathlib import Path

import pytest
from jinja2 import Environment, StrictUndefined, TemplateSyntaxError

from zmddoc.compose.environment import BUILTIN
from zmddoc.compose.lint import lint
from zmddoc.compose.wording import in_chinese


def test_the_built_in_templates_are_clean() -> None:
    assert lint(BUILTIN) == ()


def test_no_folder_no_faults(tmp_path: Path) -> None:
    assert lint(tmp_path / "templates") == ()


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("<p>好</p>\n\n<b>粗</b>\n", 3, "没有 b"),
        ("{% if x %}\n<p class='red'>红</p>\n{% endif %}", 2, "没有 p.red"),
        ("<p>{{ x }</p>", 1, "语法"),
        ("\n{% for x in y %}", 2, "“for”没有收尾"),
        ("<p>\n{{ x|chinese }}</p>", 2, "没有“chinese”这个过滤器"),
        ('\n{% extends "nowhere.j2" %}', 2, "nowhere.j2"),
        ('<p>{% include "part.html.j2" %}</p>', 1, "part.html.j2"),
        ("{{ a }}\n<section>\n</section>", 2, "没有 section"),
    ],
)
def test_a_fault_is_named_with_its_line(tmp_path: Path, text: str, line: int, message: str) -> None:
    (tmp_path / "sheet.html.j2").write_text(text, encoding="utf-8")
    (found,) = lint(tmp_path)
    assert (found.code, found.place.file, found.place.line) == (
        "Z601",
        "templates/sheet.html.j2",
        line,
    )
    assert found.severity == "error"
    assert message in found.message
    assert found.hint


def test_a_file_in_another_encoding(tmp_path: Path) -> None:
    (tmp_path / "sheet.html.j2").write_bytes("<p>好</p>".encode("gb18030"))
    (found,) = lint(tmp_path)
    assert "UTF-8" in found.message


def test_a_file_that_nothing_uses(tmp_path: Path) -> None:
    for name in ("sheets.html.j2", "own.html.j2", "sheet.html.j2", ".sheet.swp"):
        (tmp_path / name).write_text("<p>好</p>", encoding="utf-8")
    (tmp_path / "sheet.html.j2").write_text('<p>{% include "own.html.j2" %}</p>', encoding="utf-8")
    (tmp_path / "gongwen.css").touch()
    (found,) = lint(tmp_path)
    assert (found.code, found.severity) == ("Z603", "warning")
    assert found.place.file == "templates/sheets.html.j2"
    assert found.hint == "想写的是“sheet.html.j2”吗？"


def test_a_name_that_a_template_computes_may_be_any(tmp_path: Path) -> None:
    (tmp_path / "own.html.j2").write_text("<p>好</p>", encoding="utf-8")
    (tmp_path / "sheet.html.j2").write_text("<p>{% include x %}</p>", encoding="utf-8")
    assert lint(tmp_path) == ()


# What Jinja complains of.


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{% iff x %}", "没有“iff”这种标签"),
        ("{% if x %}", "“if”没有收尾，补上 endif"),
        ("{% endif %}", "这里的“endif”没有对应的开头"),
        ("{% if x %}{% endfor %}", "“if”还没有收尾就写了“endfor”；补上 endif，或看嵌套的次序"),
        ("{% for x in y %}{% if z %}{% endfor %}", "“if”还没有收尾就写了“endfor”"),
        ("{{ x }", "这里不该有“}”"),
        ("{{ x", "写到末尾还缺“}}”"),
        ("{{ a b }}", "这里应是“}}”，写的是“b”"),
        ("{{ (a }}", "这里应是“)”，写的是“}”"),
        ("{% if x = 1 %}{% endif %}", "这里应是“%}”，写的是“=”"),
        ("{% macro a( %}{% endmacro %}", "这里应是“名字”，写的是“%”"),
        ("{{ }}", "大括号里没有内容"),
        ("{{ 'abc }}", "这里不该有“'”，或引号没有收尾"),
        ("{# c", "注释没有收尾，补上“#}”"),
        ("{% raw %}x", "“raw”没有收尾，补上 endraw"),
        ("{% %}", "“{%”后面缺标签的名字"),
        ("{{ x|nofilter }}", "没有“nofilter”这个过滤器"),
        ("{{ x is notest }}", "没有“notest”这种判断"),
        ("{% block a %}{% block a %}{% endblock %}{% endblock %}", "“a”这一块写了两次"),
    ],
)
def test_syntax_is_complained_of_in_chinese(text: str, says: str) -> None:
    with pytest.raises(TemplateSyntaxError) as caught:
        Environment().compile(text)
    assert in_chinese(caught.value).startswith(says)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{{ nobody }}", "没有“nobody”这个名字"),
        ("{{ one.lead }}", "没有“lead”这一项"),
        ("{{ none.lead }}", "没有“lead”这一项"),
        ("{{ empty|first|length }}", "列表是空的，取不出来"),
        ("{{ one() }}", "这个名字后面不能加括号"),
        ("{% for x in 5 %}{% endfor %}", "这里不是列表，不能逐项取"),
        ("{% for a, b in [5] %}{% endfor %}", "这里不是列表，不能逐项取"),
        ("{{ 1 // 0 }}", "原话“integer division or modulo by zero”"),
    ],
)
def test_values_are_complained_of_in_chinese(text: str, says: str) -> None:
    template = Environment(undefined=StrictUndefined).from_string(text)
    with pytest.raises(Exception, match=r".") as caught:
        template.render(one={}, empty=[])
    assert re.sub(r"modulo by.*zero", "modulo by zero", in_chinese(caught.value)) == says
