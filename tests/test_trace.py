"""The trace of a circular: every number of it, from the place where it stands to the cell."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

import pytest
from lxml import etree
from support.circulars import COMPOSER, boards, circular, draft
from support.quarters import two_quarters
from support.supervision import a_board, reported

from zmddoc.compose.trace import COLUMNS
from zmddoc.model import Progress
from zmddoc.project import Project
from zmddoc.supervise import Board


@pytest.fixture(scope="module")
def quarters(real: Project) -> tuple[Progress, Progress]:
    assert real.plan and real.registry and real.rules
    return two_quarters(real.plan, real.registry, real.rules)


@pytest.fixture(scope="module")
def third(real: Project, quarters: tuple[Progress, Progress]) -> etree._Element:
    return circular(boards(real, "2021Q3", *quarters))


def traced(board_: Board) -> list[dict[str, str]]:
    content = COMPOSER.trace(draft(board_))
    assert content
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


FORMAL = ("p.issuer", "p.number", "h1", "p.addressee", "p.annex", "p.stamp", "div.signature",
          "div.colophon")  # fmt: skip
"""What is the document's own form, not a figure of it."""
ORDINAL = re.compile(r"(?:附件|图)\d(?!\d)|附件：1\.|^[23]\.")
"""附件1, 图1 and the numbers of the 附件说明."""


def figures(board_: Board) -> Iterator[str]:
    """Every word of the circular with a digit in it that stands outside the marks."""
    one = draft(board_)
    source = COMPOSER._rendered(one.template, one.context())
    root = etree.HTML(source)
    for data in root.iter("data"):
        data.text = ""
    for block in root.iter("p", "h2", "h3", "td", "th", "figcaption"):
        around = [f"{e.tag}.{e.get('class')}" for e in (block, *block.iterancestors())]
        if not any(a.removesuffix(".None") in FORMAL for a in around):
            yield ORDINAL.sub("", " ".join("".join(block.itertext()).split()))


def test_every_number_is_traced(real: Project, quarters: tuple[Progress, Progress]) -> None:
    for period in ("2021Q2", "2021Q3"):
        loose = [one for one in figures(boards(real, period, *quarters)) if re.search("[0-9]", one)]
        assert not loose


def test_the_template_places_words_and_no_numbers() -> None:
    source = (COMPOSER.file("circular.html.j2")).read_text(encoding="utf-8")
    words_ = re.sub(r"(?s)\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<[^>]*>", "", source)
    assert not re.findall(r"[0-9]", ORDINAL.sub("", words_).replace("附件1", ""))


def test_a_figure_leads_to_the_cell_it_came_from(
    real: Project, quarters: tuple[Progress, Progress]
) -> None:
    board_ = boards(real, "2021Q2", *quarters)
    rows = traced(board_)
    assert tuple(rows[0]) == COLUMNS
    values = {
        (one.id): (returned_, one)
        for returned_ in quarters[0].returns
        for task_ in returned_.tasks
        for one in task_.targets
    }
    seen = set()
    for row in rows:
        if row["内容"].endswith("·完成数") and row["单元格"]:
            returned_, one = values[row["依据编号"]]
            assert row["报送单位"] == returned_.unit
            assert row["报送文件"] == returned_.file
            assert row["SHA-256"] == returned_.sha256
            assert row["单元格"] == one.cell
            assert row["收到日期"] == returned_.received.isoformat()
            assert (
                str(one.value.normalize() if one.value else 0) in row["数字"] or one.value >= 1000
            )
            seen.add(row["依据编号"])
    assert seen == {
        one.target.id for one in board_.judgements if one.source and one.target.kind != "milestone"
    }


def test_counts_lead_to_what_was_counted(
    real: Project, quarters: tuple[Progress, Progress]
) -> None:
    board_ = boards(real, "2021Q3", *quarters)
    rows = traced(board_)
    groups: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in rows:
        groups.setdefault((row["序号"], row["内容"]), []).append(row)
    counts = [
        (label, one) for (_, label), one in groups.items() if label.endswith(("个数", "合计", "数"))
    ]
    assert len(counts) > 40
    for label, one in counts:
        if label.endswith(("完成数", "天数")):
            continue
        ids = [row["依据编号"] for row in one if row["依据编号"] != "—"]
        assert int(one[0]["数字"]) == len(ids), label
    (behind,) = ([r["依据编号"] for r in one] for label, one in counts if label == "落后指标数")
    assert behind == [one.target.id for one in board_.judgements if one.status == "behind"]


def test_the_trace_says_where_each_figure_stands(
    real: Project, quarters: tuple[Progress, Progress], third: etree._Element
) -> None:
    rows = traced(boards(real, "2021Q3", *quarters))
    places = list(dict.fromkeys(row["所在位置"].partition(" › ")[0] for row in rows))
    assert places == ["", "一、总体情况", "二、主要问题", "三、下步要求", "附件1", "附件2", "附件3"]
    everything = [
        re.sub(r"\s+", "", one)
        for one in etree.tostring(third, encoding="unicode", method="text").split("\n")
    ]
    flat = "".join(everything)
    for row in rows:
        figure = re.search("【(.+)】", row["所在语句"])
        assert row["所在语句"].startswith("图") or (figure and figure[1] == row["数字"])
        assert "".join(row["数字"].split()) in flat or row["所在语句"].startswith("图")


def test_no_cell_of_the_trace_is_a_formula() -> None:
    one = reported("2021Q2", "甲局", {"T01": {"T01-1": 12}})
    evil = one.model_copy(
        update={"returns": (one.returns[0].model_copy(update={"file": "=cmd|x.xlsx"}),)}
    )
    rows = traced(a_board("2021Q2", evil))
    files = {row["报送文件"] for row in rows}
    assert "'=cmd|x.xlsx" in files
    assert any(row["数字"].startswith("+") for row in rows), "a gap stays a number"
