"""YAML as clerks write it: what it means, where it stands, and what is said of what is wrong."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from zmddoc.project import PLAN, Project
from zmddoc.read import read_project
from zmddoc.read.nodes import parse


@pytest.mark.parametrize(
    ("written", "means"),
    [
        ("no", "no"),
        ("是", "是"),
        ("on", "on"),
        ("True", "True"),
        ("true", True),
        ("010", "010"),
        ("0x10", "0x10"),
        ("12:30", "12:30"),
        ("1_000", "1_000"),
        ("1e3", "1e3"),
        ("2021-03-29", "2021-03-29"),
        ("8", 8),
        ("-3", -3),
        ("0.9", Decimal("0.9")),
        ("0.10", Decimal("0.10")),
        ("'8'", "8"),
        ("~", None),
        ("", None),
        ("=", "="),
    ],
)
def test_yaml_has_no_surprises(written: str, means: object) -> None:
    document = parse("a.yaml", f"key: {written}\n")
    assert document.found == []
    assert isinstance(document.value, dict)
    value = document.value["key"]
    assert value == means
    assert type(value) is type(means)


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("a: 1\n b: 2\n", 2, "这里不该有“键: 值”"),
        ("a:\n  b: 1\n c: 2\n", 3, "这一行与上下文对不齐"),
        ("a:\n- b: 1\n c: 2\n", 3, "这一行与上下文对不齐"),
        ("a: 1\n- b\n", 2, "这一行与上下文对不齐"),
        ("a: b: c\n", 1, "这里不该有“键: 值”"),
        ("a: - b\n", 1, "这里不该有“- ”"),
        ("a：1\nb: 2\n", 1, "键后面应是半角冒号加一个空格"),
        ("a: 1\nb:2\nc: 3\n", 2, "键后面应是半角冒号加一个空格"),
        ("a: 1\n文字\nb: 2\n", 2, "这一行不是“键: 值”"),
        ("a: '文字\nb: 2\n", 1, "引号没有收尾"),
        ('a: "文字\nb: 2\n', 1, "引号没有收尾"),
        ("a: '文字\nb: '二'\n", 1, "引号没有收尾"),
        ("a: [市工信局, 市发改委\nb: 2\n", 1, "方括号 [ ] 没有收尾"),
        ("a: {b: 1\nc: 2\n", 1, "花括号 { } 没有收尾"),
        ("a: [1, 2]]\n", 1, "这一行与上下文对不齐"),
        ("a: @b\n", 1, "这个符号不能放在值的开头"),
        ("a: `b\n", 1, "这个符号不能放在值的开头"),
        ('a: "\\d"\n', 1, "双引号里有不认识的“\\”写法"),
        ('a: "\\xZZ"\n', 1, "双引号里的“\\”写法有误"),
        ("a: | 文字\n", 1, "“|”或“>”之后只能换行"),
        ("a: & b\n", 1, "“&”“*”开头的文字要加引号"),
        ("%b\na: 1\n", 1, "“%”开头的行有误"),
        ("a: 1\n...\nb: 2\n", 3, "“...”或“---”之后又有内容"),
    ],
)
def test_a_mistake_in_yaml_is_said_where_it_is_put_right(text: str, line: int, says: str) -> None:
    (one,) = parse("a.yaml", text).found
    assert (one.code, one.place.line, one.message) == ("Z106", line, says)
    assert one.hint
    assert one.place.column


@pytest.mark.parametrize("text", ["a:\n\tb: 1\n", "a:\n  b: 1\n\tc: 2\n", "a:\t\n- \tb: 1\n"])
def test_a_tab_in_the_indent(text: str) -> None:
    (one,) = parse("a.yaml", text).found
    assert one.code == "Z107"
    assert text.split("\n")[one.place.line - 1][one.place.column - 1] == "\t"


def test_aliases_cannot_do_harm() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]\n"
        for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    document = parse("a.yaml", bomb)
    assert {one.code for one in document.found} == {"Z109"}
    assert len(str(document.value)) < 2000


def test_equal_keys_are_refused_and_the_first_kept() -> None:
    document = parse("a.yaml", "a: 1\nb: {c: 2, c: 3}\na: 4\n")
    assert document.value == {"a": 1, "b": {"c": 2}}
    assert [(one.code, one.place.line, one.related[0].place.line) for one in document.found] == [
        ("Z108", 2, 2),
        ("Z108", 3, 1),
    ]


@pytest.mark.parametrize(
    "text",
    ["text: 一二三四\n", "text: '一二三四'\n", 'text: "一二三四"\n', "text: |\n  一二三四\n"],
)
def test_a_character_is_found_however_the_text_is_written(text: str) -> None:
    document = parse(PLAN, text)
    project = Project(
        Path(),
        places={PLAN: document.places},
        spans={PLAN: document.spans},
        sources={PLAN: text},
    )
    place = project.place_in(PLAN, ("text",), 2)
    assert text.split("\n")[place.line - 1][place.column - 1] == "三"


def test_line_ends_and_marks_of_windows_change_nothing(folder: Path) -> None:
    before, found = read_project(folder)
    for file in ("plan.yaml", "units.yaml", "rules.yaml"):
        path = folder / "plan" / file
        text = path.read_bytes().replace(b"\n", b"\r\n")
        path.write_bytes(b"\xef\xbb\xbf" + text)
    after, also = read_project(folder)
    assert (after.plan, after.registry, after.rules) == (before.plan, before.registry, before.rules)
    assert [one.code for one in also] == [*(one.code for one in found), "Z114", "Z114", "Z114"]
