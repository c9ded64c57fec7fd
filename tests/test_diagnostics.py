"""Every code: in the catalogue, once at least in the flesh at the line where it belongs, and in
docs/diagnostics.md with an example that is true."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from tests.support.faults import CASES, ROOT, Case
from zmddoc.catalogue import CATALOGUE, ENTRIES
from zmddoc.diagnostics import Diagnostic
from zmddoc.report import as_text

PAPER = (ROOT / "docs/diagnostics.md").read_text(encoding="utf-8")
WORDS = {"error": "错误", "warning": "警告"}
HERE = {case.code for case in CASES}
IN_A_BUILD = {"Z601", "Z602", "Z901"}
"""What a build says of documents that failed has no hint."""


@dataclass(frozen=True)
class Faulty:
    """A faulty project, and what is found in it."""

    folder: Path
    found: tuple[Diagnostic, ...]

    def rows(self, file: str) -> list[str]:
        """The lines of a file of it."""
        text = (self.folder / file).read_bytes().decode("utf-8", errors="replace")
        return text.replace("\r\n", "\n").split("\n")

    def says(self, words: str) -> bool:
        """Whether the words stand in one of its files."""
        files = [file for file in self.folder.rglob("*.*") if file.is_file()]
        return any(words in file.read_text("utf-8", errors="replace") for file in files)


Make = Callable[[Case], Faulty]


@pytest.fixture(scope="module")
def make(tmp_path_factory: pytest.TempPathFactory) -> Make:
    """Makes the project of a case, once."""

    @cache
    def made(case: Case) -> Faulty:
        folder = tmp_path_factory.mktemp(case.code)
        shutil.copytree(ROOT / "plan", folder / "plan")
        case.edit(folder)
        return Faulty(folder, tuple(case.examine(folder)))

    return made


# --- the program


@pytest.mark.parametrize("case", [pytest.param(c, id=f"{c.code}-{i}") for i, c in enumerate(CASES)])
def test_a_code_is_found_where_it_belongs(case: Case, make: Make) -> None:
    faulty = make(case)
    mine = [one for one in faulty.found if (one.code, one.place.file) == (case.code, case.file)]
    assert mine, faulty.found[:5]
    if case.needle is None:
        assert 0 in {one.place.line for one in mine}
    else:
        rows = faulty.rows(case.file)
        assert any(case.needle in rows[one.place.line - 1] for one in mine), mine
        assert all(0 < one.place.column <= len(rows[one.place.line - 1]) + 1 for one in mine) or (
            case.file.startswith("templates/")  # a template engine knows lines only
        )


@pytest.mark.parametrize("case", [pytest.param(c, id=f"{c.code}-{i}") for i, c in enumerate(CASES)])
def test_what_is_found_is_chinese_and_says_what_to_do(case: Case, make: Make) -> None:
    for one in make(case).found:
        assert one.severity == CATALOGUE[one.code].severity
        assert re.search("[\u4e00-\u9fff]", one.message)
        assert one.hint or one.code in IN_A_BUILD, one
        english = re.findall(r"[A-Za-z]{2,}(?: [A-Za-z]+){2,}", one.message + one.hint)
        assert not english or "base.docx" in one.message, english


@pytest.mark.parametrize(
    ("needle", "code", "hint", "beside"),
    [
        ("又一个", "Z108", "留一个，删一个", "title: 建设制造业创新高地"),
        ("tilte", "Z202", "想写的是“title”吗？", ""),
        ("kind: grow", "Z204", "想写的是“growth”吗？", ""),
        ("low: 3", "Z208", "bound", "bound: range"),
        ("id: T01", "Z302", "下一个没用过的号", "id: T01"),
        ("市科枝局", "Z305", "想写的是“市科技局”吗？", "name: 市科技局"),
        ("各县、乡", "Z305", "想写的是“各县、区人民政府(管委会)”吗？", "name: '各县、区"),
        (
            "support: [市工信局, 市发展改革委]",
            "Z306",
            "规范简称是“市发改委”",
            "市发展改革委, since",
        ),
        ("驿城人民政府", "Z309", "想写的是“驿城区人民政府”吗？", ""),
        ("T41", "Z315", "想写的是“T14”吗？", ""),
        ("support: [市工信局]", "Z401", "漏了单位就补上", "annotation: (责任单位:市科技局"),
        ("市发展改革委", "Z402", "留一处", "市发展改革委"),
        ("due: 2021-03-28", "Z407", "哪个写错", "dated: 2021-03-29"),
        ("加快优质资源集聚", "Z501", "errata", "加快优质创新资源集聚"),
        ("{premble}", "Z506", "想写的是“{preamble}”吗？", "preamble: "),
        (
            "国家级高新技术企业20家",
            "Z507",
            "最接近的是“新认定国家高新技术企业20家”",
            "text: 强化企业",
        ),
        ("quote: 百亿级", "Z508", "写长些", "百亿级主导产业"),
        ("value: 80", "Z509", "以原文为准", "增长8%左右"),
        (
            "text: 市制造强市建设领导小组",
            "Z520",
            "名录里登记为别名",
            "name: 市制造强市建设工作领导",
        ),
    ],
)
def test_the_hint_and_the_related_place(
    needle: str, code: str, hint: str, beside: str, make: Make
) -> None:
    faulty = make(next(one for one in CASES if (one.code, one.needle) == (code, needle)))
    found = [one for one in faulty.found if one.code == code]
    assert any(hint in one.hint for one in found), found
    lines = [faulty.rows(r.place.file)[r.place.line - 1] for one in found for r in one.related]
    assert any(beside in line for line in lines) or not beside, lines


def test_every_code_is_tested() -> None:
    """Those of issuing and of returns (Z7, Z8) have tables of their own."""
    others = "".join(
        path.read_text(encoding="utf-8")
        for path in sorted((ROOT / "tests").rglob("*.py"))
        if path.name not in ("faults.py", Path(__file__).name)
    )
    for code in CATALOGUE:
        assert code in HERE or (code[:2] in ("Z7", "Z8") and code in others), code


def test_every_code_in_the_program_is_in_the_catalogue() -> None:
    for path in sorted((ROOT / "zmddoc").rglob("*.py")):
        for code in re.findall(r'"(Z\d{3})"', path.read_text(encoding="utf-8")):
            assert code in CATALOGUE, f"{path.name}: {code}"


def test_codes_are_in_order_and_unique() -> None:
    codes = [entry.code for entry in ENTRIES]
    assert codes == sorted(set(codes))


# --- the paper


def sections() -> dict[str, str]:
    """Each entry of the paper by its code, heading left out."""
    found = re.split(r"^### (Z\d{3}) .*\n|^## .*\n", PAPER, flags=re.MULTILINE)[1:]
    return {code: text for code, text in zip(found[::2], found[1::2], strict=True) if code}


def test_the_paper_is_in_step_with_the_catalogue() -> None:
    headings = re.findall(r"^### (.*)$", PAPER, re.MULTILINE)
    assert headings == [f"{e.code} {e.title}（{WORDS[e.severity]}）" for e in ENTRIES]
    for entry in ENTRIES:
        shape = rf"\n{re.escape(entry.meaning)}\n\n\*\*例\*\* \S.*\n\n\*\*怎么办\*\* \S.*\n"
        assert re.fullmatch(shape, sections()[entry.code].rstrip() + "\n"), entry.code


@pytest.mark.parametrize("code", sorted(HERE))
def test_an_example_of_the_paper_is_true(code: str, make: Make) -> None:
    """What it says is printed is printed, of a project in which stands what it says was written."""
    example = sections()[code].split("**例** ")[1].split("\n")[0]
    written: list[str] = []
    printed = 0
    for words in re.findall(r"`([^`]+)`", example):
        says = re.fullmatch(rf"{WORDS[CATALOGUE[code].severity]} {code}: (.+?)(…?)", words)
        if says is None:
            written.append(words)
            continue
        assert any(
            all(map(faulty.says, written))
            and any(
                d.code == code
                and (d.message.startswith(says[1]) if says[2] else d.message == says[1])
                for d in faulty.found
            )
            for faulty in map(make, (case for case in CASES if case.code == code))
        ), words
        written, printed = [], printed + 1
    assert printed and not written, example


@pytest.mark.parametrize("paper", ["docs/diagnostics.md", "docs/使用手册.md"])
def test_the_papers_show_how_one_is_printed(paper: str, make: Make) -> None:
    """Line numbers aside, which change with the plan."""
    text = (ROOT / paper).read_text(encoding="utf-8")
    shown = re.search(r"```text\n(plan/plan\.yaml.*?)```", text, re.DOTALL)
    assert shown
    (faulty,) = (make(case) for case in CASES if case.needle == "市科枝局")
    one = next(d for d in faulty.found if d.code == "Z305")
    printed = as_text([one], faulty.folder, colour=False).split("\n\n")[0] + "\n"
    assert re.sub(r"\d+", "0", shown[1]) == re.sub(r"\d+", "0", printed)
