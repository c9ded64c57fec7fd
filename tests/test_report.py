"""Diagnostics as they are printed: text for people, JSON for programs; both of the whole project."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.faults import (
    PLAN,
    ROOT,
    RULES,
    SOURCE,
    UNITS,
    Edit,
    both,
    checked,
    content,
    in_order,
    sub,
)
from zmddoc.catalogue import diagnostic
from zmddoc.cli import main
from zmddoc.diagnostics import Diagnostic, Place, Related, has_errors
from zmddoc.report import as_text, window

# --- one diagnostic


def test_text_shows_the_line_the_caret_the_hint_and_the_related_place(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("一二三: 值\n", encoding="utf-8")
    one = diagnostic(
        "Z305", Place("a.yaml", 1, 4), "没有", "想写的是“值”吗？", [Related(Place("b", 2), "在此")]
    )
    assert as_text([one], tmp_path, colour=False).splitlines() == [
        "a.yaml:1:4: 错误 Z305: 没有",
        "     1 | 一二三: 值",
        "       |       ^",
        "  提示：想写的是“值”吗？",
        "  另见 b:2：在此",
        "",
        "共 1 处错误、0 处警告。",
    ]


def test_a_place_without_line_or_file_has_no_excerpt(tmp_path: Path) -> None:
    for place in (Place("a.yaml"), Place("gone.yaml", 3, 1), Place("a.yaml", 9, 9)):
        (tmp_path / "a.yaml").write_text("一: 二\n", encoding="utf-8")
        printed = as_text([diagnostic("Z101", place, "没有")], tmp_path, colour=False)
        assert printed.splitlines()[0] == f"{place}: 错误 Z101: 没有"
        assert printed.splitlines()[1] == ""


def test_text_without_findings(tmp_path: Path) -> None:
    assert as_text([], tmp_path) == "没有发现问题。\n"


def test_colour_is_for_terminals(tmp_path: Path) -> None:
    one = diagnostic("Z404", Place("a.yaml", 1, 1), "某条")
    assert "\x1b[" not in as_text([one], tmp_path)
    assert "\x1b[33;1m警告 Z404\x1b[0m" in as_text([one], tmp_path, colour=True)


def test_nothing_a_terminal_would_act_on_is_printed(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"\x1b[31mkey\xff: \x07\n")
    one = diagnostic("Z202", Place("a.yaml", 1, 1), "不认识的键“\x1b[2J”")
    assert not re.search(r"[\x00-\x09\x0b-\x1f]", as_text([one], tmp_path, colour=False))


@pytest.mark.parametrize("column", [0, 1, 40, 399, 400, 999])
def test_a_long_line_is_cut_around_the_place(column: int) -> None:
    line = "".join(chr(0x4E00 + i) for i in range(400))
    text, caret = window(line, column)
    assert len(text) <= 40
    if 1 <= column <= 400:
        shown = text[(caret - text.startswith("…")) // 2 + text.startswith("…")]
        assert shown == line[column - 1]


def test_errors_always_count_and_warnings_when_strict() -> None:
    error = diagnostic("Z305", Place(PLAN, 1), "没有")
    warning = diagnostic("Z404", Place(PLAN, 1), "没有")
    assert has_errors([warning, error])
    assert not has_errors([warning])
    assert has_errors([warning], strict=True)
    assert not has_errors([], strict=True)


# --- a project


@pytest.fixture(scope="module")
def real_found() -> list[Diagnostic]:
    return list(checked(ROOT))


def test_the_real_plan_has_only_true_warnings(real_found: list[Diagnostic]) -> None:
    """Each was looked at; a new one is either a mistake in the data or a rule gone wrong."""
    assert [(one.code, one.message[:12]) for one in real_found] == [
        ("Z521", "汉字间有半角标点 392"),
        ("Z520", "主送：“高新技术开发区”"),
        ("Z404", "T02 有 7 项指标未"),
        ("Z406", "T21 的正文点到“遂平"),
        ("Z406", "T22 的正文点到“遂平"),
        ("Z406", "T23 的正文点到“各县"),
        ("Z520", "T30：“制造强市建设领"),
        ("Z414", "报送与督查规则尚未核定："),
        ("Z308", "“市制造强市建设工作领导"),
        ("Z310", "“各县、区人民政府(管委"),
    ]
    assert {one.severity for one in real_found} == {"warning"}


def test_the_lost_plus_signs_are_found_by_rule(folder: Path) -> None:
    """The four that DOMAIN.md names, in the received text without its errata."""
    text = (folder / PLAN).read_text(encoding="utf-8")
    (folder / PLAN).write_text(text[: text.index("errata:")], encoding="utf-8")
    found = [one for one in checked(folder) if one.code == "Z519"]
    rows = (folder / PLAN).read_text(encoding="utf-8").split("\n")
    lost = [rows[d.place.line - 1][d.place.column - 3 : d.place.column + 1] for d in found]
    assert lost == ["制造 服", "5G ”", "智能 ”", "联网 安"]


FAULTS = in_order(
    sub(PLAN, "lead: [市科技局]", "lead: [市科枝局]"),
    sub(PLAN, "value: 8\n", "value: 80\n"),
    sub(PLAN, "due: 2021-12-31", "due: 2021-01-31"),
    both("伙伴园区等", "伙伴 园区等"),
    sub(SOURCE, "(十二)", "(十三)"),
    sub(UNITS, "{unit: 驿城区人民政府}", "{unit: 驿城人民政府}"),
    sub(RULES, "cutoff: 2021-06-30", "cutof: 2021-06-30"),
    sub(RULES, "confirmed: false", "confirmed: no"),
    content("templates/sheet.html.j2", b"<p>1</p>\n<b>2</b>\n{{ x|nofilter }}"),
)
"""One of each sort, and two in files that cannot be read for them."""


@pytest.mark.parametrize(
    "mistake",
    [
        sub(PLAN, "    title: 建设制造业创新高地", "    tilte: 建设制造业创新高地"),
        sub(PLAN, "value: 20\n", "value: 二十\n"),
        sub(PLAN, "lead: [市科技局]", "lead: 市科技局"),
        sub(PLAN, "lead: [市科技局]", "lead: &a [市科技局]"),
        sub(PLAN, "dated: 2021-03-29", "dated: 2021-02-30"),
        sub(PLAN, "due: 2021-12-31", "due: 年底"),
        sub(PLAN, "lead_basis: convention", "lead_basis: 惯例"),
        sub(PLAN, "year: 2021", "year: 2021\nremark: 草稿"),
        sub(PLAN, "{task: T14, from: 制造", "{task: 14, from: 制造"),
        sub(UNITS, "  kind: department", "  kind: bureau"),
        sub(UNITS, "  - {name: 市发展改革委}", "  - {nam: 市发展改革委}"),
        sub(UNITS, "inferred: true", "inferred: yes"),
    ],
)
def test_a_mistake_in_a_field_does_not_hide_those_of_other_records(
    mistake: Edit, folder: Path
) -> None:
    mistake(folder)
    before = {one.code for one in checked(folder) if one.severity == "error"}
    assert len(before) == 1
    in_order(
        sub(
            PLAN,
            "support: [市应急局, 市市场监管局, 市发改委]",
            "support: [市应急局, 市市监局, 市发改委]",
        ),
        sub(PLAN, "quote: 推动600家企业上云", "quote: 推动601家企业上云"),
        sub(UNITS, "{unit: 驿城区人民政府}", "{unit: 驿城人民政府}"),
    )(folder)
    found = {one.code for one in checked(folder) if one.severity == "error"}
    assert found == before | {"Z305", "Z401", "Z507", "Z309"}


def test_it_does_not_stop_at_the_first(folder: Path) -> None:
    FAULTS(folder)
    found = checked(folder)
    assert {
        ("Z305", PLAN), ("Z401", PLAN), ("Z509", PLAN), ("Z407", PLAN), ("Z519", PLAN),
        ("Z501", PLAN), ("Z505", SOURCE), ("Z309", UNITS), ("Z202", RULES), ("Z203", RULES),
        ("Z601", "templates/sheet.html.j2"),
    } <= {(one.code, one.place.file) for one in found}  # fmt: skip
    assert list(found) == sorted(set(found))


# --- as it is typed


Type = Callable[..., tuple[int, str]]


@pytest.fixture
def typed(folder: Path, capfd: pytest.CaptureFixture[str]) -> Type:
    """Types a command for the project: the exit code and what is printed."""

    def type_(*words: str) -> tuple[int, str]:
        capfd.readouterr()
        code = main(["-C", str(folder), *words])
        out, err = capfd.readouterr()
        assert err == ""
        return code, out

    return type_


HEADING = re.compile(r"(\S+?)(?::(\d+))?(?::(\d+))?: (错误|警告) (Z\d{3}): (.*)")


def test_text_and_json_say_the_same(folder: Path, typed: Type) -> None:
    FAULTS(folder)
    found = checked(folder)
    code, text = typed("check")
    assert code == 1
    *blocks, last = text.rstrip("\n").split("\n\n")
    code, printed = typed("check", "--format", "json")
    assert code == 1
    document = json.loads(printed)
    assert len(blocks) == len(document["diagnostics"]) == len(found) > 15
    assert last == f"共 {document['errors']} 处错误、{document['warnings']} 处警告。"
    words = {"错误": "error", "警告": "warning"}
    for block, one, diagnosed in zip(blocks, document["diagnostics"], found, strict=True):
        heading, *rest = block.split("\n")
        match = HEADING.fullmatch(heading)
        assert match
        file, line, column, severity, code, message = match.groups()
        assert one == {
            "file": file,
            "line": int(line or 0),
            "column": int(column or 0),
            "code": code,
            "severity": words[severity],
            "message": message,
            "hint": next((row[5:] for row in rest if row.startswith("  提示：")), ""),
            "related": [
                {
                    "file": other.place.file,
                    "line": other.place.line,
                    "column": other.place.column,
                    "note": other.note,
                }
                for other in diagnosed.related
            ],
        }
        also = [row for row in rest if row.startswith("  另见 ")]
        assert also == [f"  另见 {other.place}：{other.note}" for other in diagnosed.related]


def test_the_caret_stands_under_the_character(folder: Path, typed: Type) -> None:
    FAULTS(folder)
    pointed = 0
    for block in typed("check")[1].split("\n\n"):
        match = HEADING.match(block)
        if match is None or not match[3]:
            continue
        source, caret = block.split("\n")[1:3]
        margin = f"{match[2]:>6} | "
        assert source.startswith(margin)
        assert re.fullmatch(r" {6} \| *\^", caret)
        before = source[: _index(source, len(caret) - 1)]
        line = (folder / match[1]).read_text(encoding="utf-8").split("\n")[int(match[2]) - 1]
        written = line[: int(match[3]) - 1]
        assert written.endswith(before.removeprefix(margin).removeprefix("…")), block
        pointed += 1
    assert pointed > 15


def _index(text: str, columns: int) -> int:
    """How many characters of the text take so many columns of a terminal."""
    taken = 0
    for i, char in enumerate(text):
        if taken >= columns:
            return i
        taken += 2 if unicodedata.east_asian_width(char) in "WF" else 1
    return len(text)


def test_strict_makes_a_warning_count(folder: Path, typed: Type) -> None:
    code, text = typed("check")
    assert code == 0
    assert text.endswith("共 0 处错误、10 处警告。\n")
    assert typed("check", "--strict") == (1, text)
    code, printed = typed("check", "--strict", "--format", "json")
    assert (code, json.loads(printed)["warnings"]) == (1, 10)


def test_a_fault_of_a_template_costs_only_its_documents(
    folder: Path, typed: Type, capfd: pytest.CaptureFixture[str]
) -> None:
    content("templates/sheet.html.j2", b"<p>1</p>\n{% if x %}")(folder)
    code, text = typed("check")
    assert code == 1
    assert "templates/sheet.html.j2:2: 错误 Z601: 模板语法有误：“if”没有收尾" in text
    assert "\n     2 | {% if x %}\n" in text
    assert typed("build", "方案", "--format", "docx")[0] == 0
    assert main(["-C", str(folder), "build", "任务清单", "--format", "docx"]) == 1
    assert "templates/sheet.html.j2:2: 错误 Z601" in capfd.readouterr().err
