"""The numbers of a revision, counted again in every file that tells of it: the terminal, JSON, the page,
修订对照表 in Word and PDF, the letters, and the rows that Word tracks."""

from __future__ import annotations

import io
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pdfplumber
import pytest
from lxml import etree, html
from support.docx_text import W, docx_lines, part
from support.revisions import FOLDERS, ROOT, editions

from zmddoc.account.data import as_json
from zmddoc.account.terminal import Sides, as_text
from zmddoc.history.papers import FOLDER, make_papers
from zmddoc.read import read_project
from zmddoc.revise.revision import Revision, revise
from zmddoc.revise.words import KIND_WORDS

NAMES = [
    "一次修订里增删移改都有",
    "同一条又改指标又换牵头又改文字",
    "领导小组成员名单增加市财政局和市人社局",
    "重大创新平台一条拆开，指标随文字带走",
    "试点县和区域布局两条合成一条",
    "新增一条，里面有自己责任单位的措施",
]
SIDES = Sides("旧", "新")
PROJECT, _ = read_project(ROOT)
KIND_OF = {word: kind for kind, word in KIND_WORDS.items()}
by_name = pytest.mark.parametrize("name", NAMES)


@dataclass(frozen=True)
class Numbers:
    """What is counted in one output."""

    kinds: Counter[str]
    affected: frozenset[str]
    """The bodies, by the names under which they are told of."""
    said: tuple[int, int, int]
    """The output's own words on it: changes, bodies affected, bodies not affected."""


@cache
def revision(name: str) -> Revision:
    return revise(*editions(next(one for one in FOLDERS if one.name == name)))


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The folder of papers of each revision, made as ``zmddoc diff --papers`` makes them."""
    made = {}
    for name in NAMES:
        root = tmp_path_factory.mktemp("修订")
        (root / "templates").symlink_to(ROOT / "templates")
        make_papers(replace(PROJECT, root=root), revision(name))
        made[name] = root / FOLDER
    return made


def of_json(found: Revision) -> Numbers:
    data = json.loads(as_json(found, SIDES))
    summary, changes = data["summary"], data["changes"]
    assert Counter(summary["counts"]) == Counter(one["kind"] for one in changes)
    assert len(data["unaffected"]) == summary["unaffected"]
    affected = {effect["unit"] for one in changes for effect in one["effects"]}
    assert affected == {one["unit"] for one in data["bodies"]}
    return Numbers(
        Counter(one["kind"] for one in changes),
        frozenset(affected),
        (summary["total"], summary["affected"], summary["unaffected"]),
    )


def of_terminal(found: Revision) -> Numbers:
    text = as_text(found, SIDES)
    told, _, bodies = text.partition("\n按单位\n")
    total, affected, rest = (int(one) for one in re.findall(r"\d+", text.splitlines()[3])[:3])
    head = dict(re.findall(r"(\S+?) (\d+)(?:，|$)", text.splitlines()[4].strip()))
    kinds = Counter(
        KIND_OF[word]
        for line in told.splitlines()[5:]
        if line.startswith("    ") and (word := line.split()[0]) in KIND_OF and line[4] != " "
    )
    assert {KIND_OF[word]: int(count) for word, count in head.items()} == kinds
    names = re.findall(r"^  (\S+)：", bodies, re.M)
    return Numbers(kinds, frozenset(names), (total, affected, rest))


def of_page(folder: Path) -> Numbers:
    page = html.document_fromstring((folder / "修订.html").read_bytes())
    rows = {row.get("data-unit"): row[0].text for row in page.xpath("//tr[@data-unit]")}
    items = page.xpath("//li[@data-kind]")
    affected = {rows[unit] for one in items for unit in one.get("data-units").split()}
    assert affected == {*rows.values()}
    total, touched, rest = (
        int(page.get_element_by_id(one).text) for one in ("total", "affected", "unaffected")
    )
    return Numbers(
        Counter(one.get("data-kind") for one in items),
        frozenset(affected),
        (total, touched, rest),
    )


def of_table(folder: Path) -> Numbers:
    content = (folder / "修订对照表.docx").read_bytes()
    rows = [[_paragraphs(cell) for cell in row.iter(f"{W}tc")] for row in _rows(content)]
    lines = [row for row in rows if len(row) == 5 and row[0] != ["条款"]]
    kinds = Counter(KIND_OF[one.partition("：")[0]] for row in lines for one in row[3])
    said = next(one for one in docx_lines(content) if one.startswith("本次修订共"))
    counted = dict(re.findall(r"(?:：|，)(\w+?)(\d+)处", said.partition("其中")[2]))
    assert {KIND_OF[word]: int(count) for word, count in counted.items()} == kinds
    return Numbers(
        kinds,
        frozenset(body for row in lines for one in row[4] for body in _bodies(one)),
        _three(said),
    )


def of_letters(folder: Path) -> frozenset[str]:
    """Whom letters are to; every one counts its own changes right, in Word and in PDF."""
    letters = folder / "变更告知"
    names = {file.stem for file in letters.glob("*.docx")}
    assert names == {file.stem for file in letters.glob("*.pdf")}
    for name in names:
        said = docx_lines((letters / f"{name}.docx").read_bytes())
        count = next(m.group(1) for one in said if (m := re.search(r"单位的(\d+)处变化", one)))
        told = {one.partition(".")[2].partition("。")[0] for one in said if _is_matter(one)}
        assert len(told) == int(count), name
        assert f"单位的{count}处变化" in _pdf_text(letters / f"{name}.pdf")
    return frozenset(names)


@by_name
def test_numbers_counted_in_every_file_are_the_same(papers: dict[str, Path], name: str) -> None:
    found, folder = revision(name), papers[name]
    of_data = of_json(found)
    assert of_data.said[:2] == (of_data.kinds.total(), len(of_data.affected))
    assert of_terminal(found) == of_data
    assert of_page(folder) == of_data
    assert of_table(folder) == of_data
    assert of_letters(folder) == of_data.affected


@by_name
def test_the_pdf_of_the_table_tells_what_the_word_file_tells(
    papers: dict[str, Path], name: str
) -> None:
    folder = papers[name]
    content = (folder / "修订对照表.docx").read_bytes()
    columns: list[list[str]] = [[], []]
    for row in _rows(content):
        cells = ["".join(_paragraphs(cell)) for cell in row.iter(f"{W}tc")]
        if len(cells) == 5 and cells[0] != "条款":
            for column, cell in zip(columns, cells[3:], strict=True):
                column.append(cell)
    shown = ["".join(column) for column in zip(*_pdf_rows(folder / "修订对照表.pdf"), strict=True)]
    assert shown == [_bare("".join(column)) for column in columns]
    said = next(one for one in docx_lines(content) if one.startswith("本次修订共"))
    assert said in _pdf_text(folder / "修订对照表.pdf")


@by_name
def test_rows_that_word_tracks_are_the_tasks_that_came_and_went(
    papers: dict[str, Path], name: str
) -> None:
    """In the breakdown a task that moved is a row taken out and a row put in, one that was split
    leaves as many rows more, one that was merged as many less."""
    kinds = Counter(one.kind for one in revision(name).changes)
    rows = list(_rows((papers[name] / "责任分解表修订稿.docx").read_bytes()))
    parts = Counter(
        {one.kind: len(one.parts) for one in revision(name).changes if hasattr(one, "parts")}
    )
    put_in = sum(_tracked(row, "ins") for row in rows)
    taken_out = sum(_tracked(row, "del") for row in rows)
    added, removed = kinds["task-added"], kinds["task-removed"]
    assert put_in - taken_out == added + parts["task-split"] - removed - parts["task-merged"]
    assert put_in >= added + parts["task-split"]
    assert taken_out >= removed + parts["task-merged"]


def _rows(content: bytes) -> Iterator[etree._Element]:
    yield from part(content).iter(f"{W}tr")


def _tracked(row: etree._Element, mark: str) -> bool:
    return row.find(f"{W}trPr/{W}{mark}") is not None


def _paragraphs(cell: etree._Element) -> list[str]:
    found = ["".join(t.text or "" for t in p.iter(f"{W}t")) for p in cell.iter(f"{W}p")]
    return [one for one in found if one]


def _bodies(line: str) -> list[str]:
    """Whom a line such as 新承担：市科技局（牵头）、市财政局（配合） names."""
    _, colon, names = line.partition("：")
    return [one.partition("（")[0] for one in names.split("、")] if colon else []


def _is_matter(line: str) -> bool:
    return bool(re.match(r"\d+\.(（|第|全文)", line))


def _three(said: str) -> tuple[int, int, int]:
    total, affected, rest = re.findall(r"\d+", said)[:3]
    return int(total), int(affected), int(rest)


def _bare(words: str) -> str:
    return re.sub(r"\s", "", words)


@cache
def _pdf_text(file: Path) -> str:
    with pdfplumber.open(io.BytesIO(file.read_bytes())) as pdf:
        return _bare("".join(page.extract_text() for page in pdf.pages))


def _pdf_rows(file: Path) -> Iterator[tuple[str, str]]:
    """The last two cells of every row of the table, as the sheets show them."""
    with pdfplumber.open(io.BytesIO(file.read_bytes())) as pdf:
        for page in pdf.pages:
            for table in page.extract_tables():
                for row in table:
                    if row[0] != "条款" and row[-1] is not None:
                        yield _bare(row[-2] or ""), _bare(row[-1])
