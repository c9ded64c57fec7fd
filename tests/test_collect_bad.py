"""Bad returns: each refused with its reason and its cell, the rest taken, nothing lost."""

from __future__ import annotations

import hashlib
import resource
import time
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.bad_returns import BAD, Bad
from tests.support.filling import filled
from tests.support.handed import (
    GOOD,
    JULY_3,
    Office,
    errors,
    form,
    good,
    led_by,
    plan_as_it_is,
)
from zmddoc.catalogue import CATALOGUE
from zmddoc.collect import Handed, collect
from zmddoc.compose.forms import forms
from zmddoc.render.xlsx import render_form

BEFORE = {("T25", "progress"): "示例"}


@pytest.fixture
def office(folder: Path) -> Office:
    """A project that another body has already reported to."""
    office = Office(folder)
    assert not errors(office.take({"市商务局.xlsx": filled(form("市商务局"), BEFORE)}))
    return office


@pytest.mark.parametrize("bad", [pytest.param(bad, id=bad.what) for bad in BAD])
def test_a_bad_return(office: Office, bad: Bad) -> None:
    content = bad.made()
    before, kept_before = office.ledger_bytes(), office.originals()
    outcome = office.take({"坏表.xlsx": content})
    # refused, with its reason and its cell
    found = errors(outcome)
    assert [(one.code, one.place.file, one.place.cell) for one in found] == [
        (bad.code, "坏表.xlsx", bad.cell)
    ]
    assert bad.says in found[0].message + found[0].hint
    assert found[0].hint
    assert outcome.refused
    # the rest is taken
    if bad.kept:
        expected = {id: f"{value}" for (id, key), value in GOOD.items() if key == "value"}
        for id in bad.lost:
            expected.pop(id, None)
        assert office.figures() == expected
        assert office.task("T04").progress == GOOD["T04", "progress"]
        assert outcome.taken == ("坏表.xlsx",)
    else:
        assert outcome.taken == ()
        assert not outcome.changed
        assert office.ledger_bytes() == before
    # and nothing is lost
    inbox = office.folder / f"回收{office.number}"
    assert (inbox / "坏表.xlsx").read_bytes() == content
    assert office.task("T25", "市商务局").progress == "示例"
    kept = office.originals()
    assert kept_before.items() <= kept.items()
    if bad.kept:
        assert kept[f"{hashlib.sha256(content).hexdigest()}.xlsx"] == content
    # again, the same
    after = office.ledger_bytes()
    again = office.take({"坏表.xlsx": content})
    assert (again.found, again.changed) == (outcome.found, False)
    assert office.ledger_bytes() == after


def test_the_table_is_long_enough_and_has_every_code() -> None:
    assert len(BAD) >= 40
    codes = {bad.code for bad in BAD}
    elsewhere = {"Z710", "Z712", "Z717", "Z718"}  # about several files, or no refusal
    assert codes | elsewhere == {code for code in CATALOGUE if "Z700" <= code <= "Z719"}


def test_one_bad_file_does_not_cost_the_others(office: Office) -> None:
    files = {bad.what.replace("/", "") + ".xlsx": bad.made() for bad in BAD if not bad.kept}
    outcome = office.take(
        {**files, "市工信局.xlsx": filled(form("市工信局"), {("T13-1", "value"): 300})}
    )
    assert outcome.taken == ("市工信局.xlsx",)
    assert office.figures("市工信局") == {"T13-1": "300"}


@pytest.mark.parametrize(
    "what",
    [
        "a bomb",
        "a bomb in a sheet",
        "thousands of cells",
        "too large",
        "one long string in every cell",
        "a sheet of nothing but tags",
    ],
)
def test_what_is_hostile_costs_little(office: Office, what: str) -> None:
    (content,) = (bad.made() for bad in BAD if bad.what == what)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    office.take({"坏表.xlsx": content})
    assert time.perf_counter() - start < 10
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - peak < 200 * 1024


def test_a_cumulative_figure_that_fell(office: Office) -> None:
    assert not errors(office.take({"二季度.xlsx": good({("T06-1", "value"): 18})}))
    third = filled(
        form(period=1),
        {("T04-1", "value"): 8, ("T05-1", "value"): 20, ("T06-1", "value"): 9},
    )
    outcome = office.take({"三季度.xlsx": third}, period=1)
    (one,) = errors(outcome)
    assert (one.code, one.place.cell) == ("Z710", "填报!F8")
    assert "“8”比 2021Q2 报的 12（plan/progress/2021Q2.yaml 里 填报!F8） 还小" in one.message
    # a rate may fall, and what stayed the same has not fallen
    assert office.figures(period="2021Q3") == {"T05-1": "20", "T06-1": "9"}


def test_a_figure_above_what_was_reported_later(office: Office) -> None:
    third = filled(form(period=1), {("T04-1", "value"): 10})
    assert not errors(office.take({"三季度.xlsx": third}, period=1))
    (one,) = errors(office.take({"二季度.xlsx": good()}))
    assert (one.code, one.place.cell) == ("Z710", "填报!F8")
    assert "比后来 2021Q3 报的 10" in one.message
    assert office.figures() == {"T05-1": "20"}


def test_a_milestone_once_reached_stays_reached(office: Office) -> None:
    yes = filled(form("市发改委"), {("T12-2", "value"): "是"})
    assert not errors(office.take({"二季度.xlsx": yes}))
    no = filled(form("市发改委", 1), {("T12-2", "value"): "否"})
    (one,) = errors(office.take({"三季度.xlsx": no}, period=1))
    assert one.code == "Z710"
    assert "报的 是" in one.message


@pytest.mark.parametrize(
    "bad", [bad for bad in BAD if bad.code == "Z705"], ids=lambda bad: bad.what
)
def test_a_form_of_an_older_plan_may_be_taken_but_for_what_changed(
    office: Office, bad: Bad
) -> None:
    outcome = office.take({"旧表.xlsx": bad.made()}, older=True)
    (one,) = errors(outcome)
    assert (one.code, one.place.cell) == ("Z705", "填报!F8")
    assert "T04-1 的方案文字已改" in one.message
    assert office.figures() == {"T05-1": "20"}
    returned = office.returned()
    assert returned
    assert returned.plan == "0" * 64


def test_a_figure_that_another_lead_owns(folder: Path) -> None:
    real = plan_as_it_is()
    assert real.plan and real.registry and real.rules
    plan = led_by(real.plan, "T04", "市科技局", "市财政局")
    changed = replace(real, root=folder, plan=plan)
    period = real.rules.periods[0]
    (made,) = forms(plan, real.registry, real.rules, (), period, "市财政局")
    answers = {("T04", "progress"): "示例", ("T04-1", "value"): 3}
    (folder / "表.xlsx").write_bytes(filled(render_form(made), answers))
    handed = [Handed(folder / "表.xlsx", "表.xlsx")]
    outcome = collect(lambda: changed, folder, period, handed, JULY_3)
    (one,) = errors(outcome)
    assert (one.code, one.place.cell) == ("Z706", "填报!F7")
    assert "T04-1 的数由市科技局报，“3”没有收" in one.message
    assert outcome.taken == ("表.xlsx",)
