"""A circular composed from a board, and its tables read as a reader with a pencil would."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from support.supervision import REPORT_BY, a_board, plan, progress, returned, target, task
from zmddoc.assign import items
from zmddoc.compose import Composer, Draft
from zmddoc.compose.circular import circular_drafts
from zmddoc.compose.draft import Facts
from zmddoc.gongwen import lines
from zmddoc.gongwen.tree import name, words
from zmddoc.model import Decisions, Progress, Register, Registry
from zmddoc.numbering import Issuance
from zmddoc.project import Project
from zmddoc.supervise import Board, board

COMPOSER = Composer()


def boards(real: Project, period: str, *returns: Progress) -> Board:
    """The board of the real plan with these returns."""
    assert real.plan and real.registry and real.rules
    return board(real.plan, real.registry, real.rules, returns, Decisions(), Register(), period)


def draft(board: Board, issuance: Issuance | None = None) -> Draft:
    """The draft of the board's circular."""
    facts = Facts(
        board.plan, board.registry, board.rules, items(board.plan, board.registry), issuance
    )
    (one,) = circular_drafts(facts, board)
    return one


def circular(board: Board, issuance: Issuance | None = None) -> etree._Element:
    """The circular as a tree."""
    return COMPOSER.compose(draft(board, issuance))


@dataclass(frozen=True)
class Target:
    """A row of annex 1 that holds a target."""

    chapter: str
    matter: str
    name: str
    year: str
    wanted: str
    pace: str
    """'' or 50.0."""
    value: str
    completion: str
    gap: str
    light: str
    """'' where there is none."""
    status: str
    lead: str


@dataclass(frozen=True)
class Matter:
    """A task of annex 1."""

    chapter: str
    title: str
    light: str
    status: str
    lead: str
    targets: tuple[Target, ...]


class Annexes:
    """The three annexes of a circular, read from its tree alone."""

    def __init__(self, tree: etree._Element) -> None:
        sections = [
            one for one in tree.iterfind("body/*") if one.find("p[@class='annex']") is not None
        ]
        assert [words(one[0]) for one in sections] == ["附件1", "附件2", "附件3"]
        self.titles = [words(one.find("h1")) for one in sections if one.find("h1") is not None]
        tables = [next(one.iter("table")) for one in sections]
        self.matters = tuple(_matters(tables[0]))
        self.ranking = [_row(row) for row in tables[1].iterfind("tbody/tr")]
        *self.bodies, self.total = (_row(row) for row in tables[2].iterfind("tbody/tr"))

    @property
    def targets(self) -> tuple[Target, ...]:
        return tuple(target for matter in self.matters for target in matter.targets)


def _row(row: etree._Element) -> list[str]:
    return [words(cell) for cell in row]


def _cells(cell: etree._Element) -> list[str]:
    return [words(one) for one in cell] or [words(cell)]


def _lit(cell: etree._Element) -> tuple[str, str]:
    light, *status = _cells(cell)
    return (light, status[0]) if status else ("", light)


def _matters(table: etree._Element) -> Iterator[Matter]:
    chapter = ""
    rows = list(table.iterfind("tbody/tr"))
    while rows:
        first = rows.pop(0)
        if name(first[0]) == "td.band":
            chapter = words(first[0])
            continue
        span = int(first[0].get("rowspan", "1"))
        title, lead = _cells(first[0])[0], "、".join(_cells(first[-1]))
        light, status = _lit(first[1])
        bodies = [list(first)[2:-1], *(list(rows.pop(0)) for _ in range(span - 1))]
        targets = tuple(
            _target(chapter, title, lead, cells) for cells in bodies if words(cells[0]) != "—"
        )
        yield Matter(chapter, title, light, status, lead, targets)


def _target(chapter: str, matter: str, lead: str, cells: list[etree._Element]) -> Target:
    title, year, due, value, completion, gap, lit = cells
    wanted, *pace = _cells(due)
    light, status = _lit(lit)
    return Target(
        chapter, matter, _cells(title)[0], words(year), wanted,
        pace[0].removeprefix("序时").removesuffix("%") if pace else "", words(value),
        words(completion), words(gap), light, status, lead,
    )  # fmt: skip


def prose(tree: etree._Element) -> list[str]:
    """The paragraphs of the text, without its tables and annexes."""
    section = tree.find("body/section")
    assert section is not None
    return [
        words(block) for block in section if name(block) in ("p", "h2", "div.item") and words(block)
    ]


def paragraph(tree: etree._Element, heading: str) -> str:
    """The words of the item of the text that is called so, '' where there is none."""
    found = (
        re.fullmatch(rf"（[一二三四五六七八九十]+）{heading}。(.*)", one) for one in prose(tree)
    )
    return next((match[1] for match in found if match), "")


def under(tree: etree._Element, heading: str) -> list[str]:
    """The plain paragraphs that follow that item."""
    section = tree.find("body/section")
    assert section is not None
    found: list[str] = []
    inside = False
    for block in section:
        if name(block) == "div.item" or name(block) == "h2":
            inside = f"）{heading}。" in words(block)
        elif inside and name(block) == "p":
            found.append(words(block))
    return found


def text(tree: etree._Element) -> str:
    """The whole document, one block a line."""
    return "\n".join(lines(tree)) + "\n"


def many(number: int) -> tuple[etree._Element, Registry]:
    """A circular of ``number`` bodies, each with a task that is behind."""
    names = [
        f"示例第{i}局" if i % 4 else f"示例市推进重点工作第{i}领导小组办公室" for i in range(number)
    ]
    registry = Registry.model_validate(
        {
            "source": "示例",
            "units": tuple({"name": n, "full": n, "kind": "department"} for n in names),
        }
    )
    tasks = [task(f"T{i:02}", [target(f"T{i:02}-1")], lead=(n,)) for i, n in enumerate(names, 1)]
    values = (
        returned(n, {f"T{i:02}": {f"T{i:02}-1": i % 10}}, REPORT_BY[1])
        for i, n in enumerate(names, 1)
    )
    own = plan(*tasks, recipients="各有关单位")
    return circular(
        a_board("2021Q2", progress("2021Q2", *values), of=own, bodies=registry)
    ), registry


def first_section(tree: etree._Element) -> etree._Element:
    """The document without its annexes."""
    body = tree.find("body")
    assert body is not None
    for section in list(body)[1:]:
        body.remove(section)
    return tree
