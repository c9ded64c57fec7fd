"""What holds of all notices, over returns made up by the machine."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.notices import bodies, office, papers, said, step_of
from support.supervision import (
    CUTOFFS,
    PERIODS,
    REPORT_BY,
    a_board,
    closing,
    extension,
    notice,
    plan,
    target,
    task,
)

from zmddoc.model import Progress, Return, TargetReturn, TaskReturn
from zmddoc.supervise import Board

PLAN = plan(
    task("T01", [target("T01-1"), target("T01-2", kind="growth", value=8, unit="%")]),
    task("T02", [target("T02-1")], lead=("甲局", "乙局"), support=("丙局",)),
    task("T03", [target("T03-1", per="各县区", value=1)], lead=("各县区",)),
    task("T04", lead=("乙局",), support=("甲局",)),
    task("T05", [target("T05-1")], lead=("示例税务局",)),
    task("T06", [target("T06-1", kind="milestone", bound="=", unit="")], lead=("丙局",)),
)
ASKED = {
    "甲局": ("T01", "T02"), "乙局": ("T02", "T04"), "丙局": ("T06",), "示例税务局": ("T05",),
    "示例县": ("T03",), "示例区": ("T03",),
}  # fmt: skip
OWNED = {
    "甲局": {"T01": ("T01-1", "T01-2"), "T02": ("T02-1",)},
    "丙局": {"T06": ("T06-1",)},
    "示例税务局": {"T05": ("T05-1",)},
}
MARKS = {unit: f"记{chr(0x4E00 + 37 * n)}" for n, unit in enumerate(ASKED, 5)}
"""A word that only this body's return has."""
TAILS = {unit: f"{n}3{n}7" for n, unit in enumerate(ASKED, 1)}
"""How the decimals of this body's figures begin: nobody else's do."""


@st.composite
def boards(draw: st.DrawFn) -> Board:
    last = draw(st.integers(1, 4))
    progresses = [draw(_progress(number)) for number in range(last)]
    issues = [
        notice(number, unit, PERIODS[draw(st.integers(0, last - 1))], step, *ASKED[unit])
        for number, (unit, step) in enumerate(
            draw(
                st.lists(
                    st.tuples(
                        st.sampled_from(list(ASKED)),
                        st.sampled_from(["reminder", "notice", "urge", "criticism"]),
                    ),
                    max_size=3,
                )
            ),
            1,
        )
    ]
    decided = draw(st.sampled_from(["", "closed", "extended"]))
    return a_board(
        PERIODS[last - 1], *progresses, of=PLAN, bodies=bodies(), issues=issues,
        by=office(notices={"slip_up_to": draw(st.integers(0, 3))}),
        closings=[closing("T01", CUTOFFS[0])] if decided == "closed" else [],
        extensions=[extension("T05", CUTOFFS[0], CUTOFFS[3])] if decided == "extended" else [],
    )  # fmt: skip


@st.composite
def _progress(draw: st.DrawFn, number: int) -> Progress:
    units = [unit for unit in ASKED if draw(st.booleans()) or draw(st.booleans())]
    return Progress(
        period=PERIODS[number],
        returns=tuple(draw(_return(unit, number)) for unit in units),
    )


@st.composite
def _return(draw: st.DrawFn, unit: str, number: int) -> Return:
    tasks = [id for id in ASKED[unit] if draw(st.integers(0, 4))]
    return Return(
        unit=unit, form="示例", plan="0" * 64, received=REPORT_BY[number], file="示例.xlsx",
        sha256="0" * 64, tasks=tuple(draw(_task(unit, id)) for id in tasks),
    )  # fmt: skip


@st.composite
def _task(draw: st.DrawFn, unit: str, id: str) -> TaskReturn:
    request: Any = None
    if draw(st.booleans()):
        request = {"kind": "adjustment", "reason": f"{MARKS[unit]}申请"}
    whole = st.sampled_from([0, 1, 3, 5, 8, 10, 15, 20])
    targets = [
        TargetReturn(id=one, value=Decimal(f"{draw(whole)}.{TAILS[unit]}"), cell="填报!F7")
        for one in OWNED.get(unit, {}).get(id, ())
        if draw(st.integers(0, 4))
    ]
    return TaskReturn.model_validate(
        {
            "id": id, "progress": f"{MARKS[unit]}进展", "problems": f"{MARKS[unit]}问题",
            "request": request, "targets": tuple(targets),
        }
    )  # fmt: skip


COMMON = settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], derandomize=True)


@COMMON
@given(boards())
def test_every_call_is_in_the_right_paper_once(board: Board) -> None:
    called = Counter((call.unit.name, call.step, call.matter.id) for call in board.calls)
    made = papers(board)
    found = Counter(
        (unit, step, id)
        for paper in made.values()
        for unit, step, ids in [step_of(paper)]
        for id in ids
    )
    assert found == called
    assert set(found.values()) <= {1}
    assert len({draft.path for draft, _ in made.values()}) == len(made)
    for paper in made.values():
        unit, _, ids = step_of(paper)
        assert paper[0].dispatch and paper[0].dispatch.recipients == (unit,)
        for id in ids:  # its words are there, not just its id in the register
            assert said(paper).count(f"示例任务{id}") >= 1
    for part in (part for one in board.units for part in one.parts):
        if part.light in ("green", None) or part.closing:
            assert not any(u == part.unit.name and id == part.matter.id for u, _, id in found)


@COMMON
@given(boards())
def test_nobody_reads_of_another(board: Board) -> None:
    for paper in papers(board).values():
        unit, _, ids = step_of(paper)
        text = said(paper)
        for other in ASKED:
            if other == unit:
                continue
            assert MARKS[other] not in text
            assert f".{TAILS[other]}" not in text
            shares = any(id in ASKED[other] for id in ids)
            supports = (other, "T02" in ids) == ("丙局", True) or (other, "T04" in ids) == (
                "甲局",
                True,
            )
            assert (other in text) == (
                shares or (supports and paper[0].template != "reminder.html.j2")
            )


@COMMON
@given(boards())
def test_what_it_says_of_itself_adds_up(board: Board) -> None:
    """The counts of the opening are those of its matters."""
    for paper in papers(board).values():
        if paper[0].template == "slip.html.j2":
            continue
        unit, _, ids = step_of(paper)
        parts = {p.matter.id: p for one in board.units if one.unit.name == unit for p in one.parts}
        silent = sum(not parts[id].reported for id in ids)
        text = said(paper)
        assert (f"{silent}项未报送进展情况" in text) == bool(silent)
