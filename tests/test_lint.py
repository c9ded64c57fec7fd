"""Faults of a project's own templates are found by ``check``, before anything is built."""

from pathlib import Path

import pytest

from zmddoc.compose.environment import BUILTIN
from zmddoc.compose.lint import lint


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
        ("\n{% for x in y %}", 2, "语法"),
        ('{% extends "nowhere.j2" %}', 0, "nowhere.j2"),
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
    assert message in found.message


def test_a_file_in_another_encoding(tmp_path: Path) -> None:
    (tmp_path / "sheet.html.j2").write_bytes("<p>好</p>".encode("gb18030"))
    (found,) = lint(tmp_path)
    assert "UTF-8" in found.message
