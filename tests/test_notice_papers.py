"""Which paper a notice is, how it speaks to whom, and that it fits its page."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pypdfium2
import pytest
from lxml import etree
from support import press
from support.notices import GROUP_OFFICE, Papers, bodies, fullest, judged, office, papers, said
from support.supervision import (
    CUTOFFS,
    REPORT_BY,
    a_board,
    extension,
    notice,
    plan,
    progress,
    returned,
    target,
    task,
)

from zmddoc.compose.notices import notices
from zmddoc.compose.slips import height
from zmddoc.fonts import find_fonts
from zmddoc.gongwen.figures import characters


def pages(tree: etree._Element) -> list[str]:
    """The words of each page of the PDF."""
    renderer = press.printer(find_fonts(), characters([tree]))
    document = pypdfium2.PdfDocument(io.BytesIO(renderer.render(tree)))
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


def one_target(id: str = "T01", lead: tuple[str, ...] = ("甲局",), **fields: Any) -> dict[str, Any]:
    return task(id, [target(f"{id}-1")], lead=lead, **fields)


# Which paper


@pytest.mark.parametrize(
    ("count", "slips", "template"),
    [(1, 1, "slip"), (2, 1, "notice"), (2, 2, "slip"), (1, 0, "notice"), (3, 2, "notice")],
)
def test_a_slip_or_a_letter_by_rule(count: int, slips: int, template: str) -> None:
    tasks = [one_target(f"T0{n + 1}") for n in range(count)]
    made = papers(judged(*tasks, by=office(notices={"slip_up_to": slips})))
    assert [draft.template for draft, _ in made.values()] == [f"{template}.html.j2"]


def test_each_matter_has_a_sheet_of_its_own() -> None:
    tasks = [one_target(f"T0{n}") for n in (1, 2, 3)]
    made = papers(judged(*tasks, by=office(notices={"slip_up_to": 3})))
    (paper,) = made.values()
    assert len(paper[1].findall("body/section")) == 3
    text = said(paper)
    numbers = [f"示政办函〔2021〕\u3000\u3000号（之{n}）" for n in (1, 2, 3)]
    assert [text.count(number) for number in numbers] == [2, 2, 2]  # on the sheet and its 回执
    fields = [str(one.get("name")) for one in paper[1].iter("input", "textarea")]
    assert len(fields) == len(set(fields)) == 27
    assert len(pages(paper[1])) == 3


def test_what_does_not_fit_a_sheet_is_a_letter() -> None:
    made = papers(judged(one_target(text="示例文字，" * 200)))
    (paper,) = made.values()
    assert paper[0].template == "notice.html.j2"


@pytest.mark.parametrize("approval", ["", "经市政府同意"])
@pytest.mark.parametrize("targets", [0, 1, 4])
def test_the_fullest_sheet_is_one_page(targets: int, approval: str) -> None:
    """As much text as passes, for a matter without targets and with several."""
    assert len(pages(fullest(targets, approval)[1])) == 1


def test_the_last_rung_on_one_page() -> None:
    issues = [notice(1, "甲局", "2021Q1", "urge", "T01")]
    made = papers(judged(one_target(text="示例文字，" * 30), issues=issues))
    (paper,) = made.values()
    assert paper[0].name == "甲局（整改）"
    (page,) = pages(paper[1])
    assert "下列事项现予通报批评，列入2021年第二季度通报，请限期整改。" in page.replace("\r\n", "")


def test_a_reminder_is_one_page() -> None:
    tasks = [task(f"T{n:02}", lead=("乙局",)) for n in range(1, 5)]
    board = a_board(
        "2021Q2", progress("2021Q2", returned("甲局", {}, REPORT_BY[1])),
        of=plan(*tasks), by=office(), bodies=bodies(),
    )  # fmt: skip
    (paper,) = papers(board).values()
    assert paper[0].template == "reminder.html.j2"
    assert len(pages(paper[1])) == 1


def test_two_rungs_of_one_body_are_two_files() -> None:
    tasks = (one_target("T01"), task("T02", lead=("甲局",)))
    board = a_board(
        "2021Q2",
        progress("2021Q2", returned("甲局", {"T01": {"T01-1": 1}}, REPORT_BY[1])),
        of=plan(*tasks), by=office(), bodies=bodies(),
    )  # fmt: skip
    assert sorted(papers(board)) == ["甲局", "甲局（提醒）"]


# To whom


def test_who_is_not_directed_gets_a_letter() -> None:
    made = papers(judged(one_target("T01", ("示例税务局",)), one_target("T02", ("示例工商联",))))
    assert sorted(made) == ["示例工商联", "示例税务局"]
    for paper in made.values():
        assert paper[0].template == "notice.html.j2"
        assert paper[0].dispatch and paper[0].dispatch.title.endswith("的函")
        text = said(paper)
        assert "贵单位" in text and "你单位" not in text
        assert "商请加快办理" in text and "函复" in text
        for word in ("督办", "通报批评", "予以通报", "通知"):
            assert word not in text
        assert not paper[0].warnings


@pytest.mark.parametrize("step", ["notice", "urge"])
def test_even_at_the_last_rungs(step: str) -> None:
    issues = [notice(1, "示例税务局", "2021Q1", step, "T01")]
    board = judged(one_target("T01", ("示例税务局",)), issues=issues)
    (paper,) = papers(board).values()
    assert paper[0].dispatch and paper[0].dispatch.title.endswith("的函")
    assert "以示政办函〔2021〕1号发函" in said(paper)
    for word in ("督办", "催办", "通报批评", "整改"):
        assert word not in said(paper)


def counties(issuer: str, approval: str = "") -> Papers:
    return papers(judged(one_target("T01", ("示例县",)), by=office(issuer, approval=approval)))


def test_a_county_is_directed_by_the_governments_office() -> None:
    (paper,) = counties("示例市人民政府办公室").values()
    assert not paper[0].warnings
    assert "同意" not in said(paper)


def test_another_office_may_not_direct_a_county() -> None:
    (paper,) = counties(GROUP_OFFICE).values()
    (warning,) = paper[0].warnings
    assert GROUP_OFFICE in warning and "示例县" in warning and "经市政府同意" in warning


def test_but_with_consent_it_says_so() -> None:
    (paper,) = counties(GROUP_OFFICE, "经市政府同意").values()
    assert not paper[0].warnings
    assert any(
        "".join(p.itertext()).startswith("经市政府同意，")
        for p in paper[1].iterfind("body/section/p")
    )


# What it says of a shared matter


def test_two_leads_are_both_named_and_one_has_the_figures() -> None:
    board = judged(one_target("T01", ("甲局", "乙局"), support=("丙局",)))
    made = papers(board)
    assert sorted(made) == ["乙局", "甲局"]
    for paper in made.values():
        assert "甲局、乙局（牵头，系按惯例推定）；丙局（配合）" in said(paper)
    owner, other = said(made["甲局"]), said(made["乙局"])
    assert "1家" in owner and "落后序时45.0个百分点" in owner
    assert "由你单位汇总反馈" in owner
    assert "由甲局报送" in other and "送甲局汇总反馈" in other
    assert "落后序时" not in other and "甲局的进展" not in other
    assert "乙局的进展" in other


def test_members_of_a_group_are_all_named_and_answer_for_themselves() -> None:
    tasks = (task("T01", lead=("各县区",)),)
    board = a_board(
        "2021Q2", progress("2021Q1", returned("甲局", {}, REPORT_BY[0])),
        progress("2021Q2", returned("甲局", {}, REPORT_BY[1])),
        of=plan(*tasks), by=office(), bodies=bodies(),
    )  # fmt: skip
    made = papers(board)
    assert sorted(made) == ["示例区", "示例县"]
    for paper in made.values():
        assert "各县区（示例县、示例区）（牵头，系按惯例推定）" in said(paper)
        assert "各单位分别反馈" in said(paper)


# What it says of deadlines and requests


def test_an_approved_extension_is_shown_as_such() -> None:
    board = judged(
        one_target("T01"), extensions=[extension("T01", date(2021, 6, 1), date(2022, 3, 31))]
    )
    (paper,) = papers(board).values()
    assert "2022年3月31日（2021年6月1日经示例批准延期，原时限2021年12月31日）" in said(paper)


def test_a_targets_own_deadline_stands_beside_its_figure() -> None:
    one = task("T01", [target("T01-1"), target("T01-2", due=CUTOFFS[1])])
    board = judged(one, extensions=[extension("T01-1", date(2021, 6, 1), date(2022, 3, 31))])
    (paper,) = papers(board).values()
    assert "2022年3月31日前（延期）" in said(paper)
    assert "2021年6月30日前" in said(paper)
    assert "立即组织办理" in said(paper)


def test_what_is_asked_for_is_not_granted_by_asking() -> None:
    asked = {"kind": "extension", "until": date(2022, 3, 31), "reason": "示例\n理由,如此"}
    board = a_board(
        "2021Q2",
        progress("2021Q2", returned("甲局", {"T01": {"T01-1": 1}}, REPORT_BY[1], request=asked)),
        of=plan(one_target()), by=office(), bodies=bodies(),
    )  # fmt: skip
    (paper,) = papers(board).values()
    assert (
        "申请延期至2022年3月31日（理由：示例理由，如此），批准之前仍按现定时限和目标办理。"
        in said(paper)
    )
    assert "2021年12月31日" in said(paper)


def test_unreported_is_said_to_be() -> None:
    board = a_board(
        "2021Q2", progress("2021Q1", returned("乙局", {}, REPORT_BY[0])),
        progress("2021Q2", returned("乙局", {}, REPORT_BY[1])),
        of=plan(one_target()), by=office(), bodies=bodies(),
    )  # fmt: skip
    (paper,) = papers(board).values()
    text = said(paper)
    assert "未报送截至2021年6月30日的进展情况（应于2021年7月5日前报送）。" in text
    assert "补报截至2021年6月30日的进展情况，说明未报送的原因。" in text
    assert "2021年第一季度灰灯，2021年第二季度灰灯" in text


def test_a_sheet_is_reckoned_no_lower_than_it_sets() -> None:
    """The estimate errs on the safe side: what it passes has room to spare."""
    board = judged(one_target(text="示例文字，" * 60))
    from zmddoc.compose.concerns import concern

    (call,) = (call for one in notices(board) for call in one.calls)
    low = height(concern(board, call, 1), "《示例方案》（示政办〔2021〕1号）")
    more = judged(one_target(text="示例文字，" * 120))
    (call,) = (call for one in notices(more) for call in one.calls)
    assert height(concern(more, call, 1), "《示例方案》（示政办〔2021〕1号）") > low + 90
