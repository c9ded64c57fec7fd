"""Returned twice: what completes is taken, what contradicts is not, and nobody wins silently."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.support.filling import Answers, filled
from tests.support.handed import JULY_3, Office, errors, form, good

JULY_8 = date(2021, 7, 8)
MORE: Answers = {("T04-2", "value"): 130, ("T05", "progress"): "示例"}
OTHER: Answers = {("T04-1", "value"): 15}


@pytest.fixture
def office(folder: Path) -> Office:
    return Office(folder)


def test_the_same_file_again_changes_nothing(office: Office) -> None:
    assert office.take({"一.xlsx": good()}).changed
    before = office.ledger_bytes()
    again = office.take({"改了名字.xlsx": good()}, received=JULY_8)
    assert not again.changed
    assert not again.found
    assert again.taken == ("改了名字.xlsx",)
    assert office.ledger_bytes() == before


def test_the_same_answers_in_another_file_change_nothing(office: Office) -> None:
    office.take({"一.xlsx": good()})
    before, kept = office.ledger_bytes(), office.originals()
    resaved = filled(good(), {})
    widened = filled(
        good(), {}, lambda b: b["填报"].column_dimensions["B"].__setattr__("width", 60)
    )
    assert widened != good()
    for content in (resaved, widened):
        assert not office.take({"二.xlsx": content}, received=JULY_8).found
    assert (office.ledger_bytes(), office.originals()) == (before, kept)


def test_what_only_adds_completes(office: Office) -> None:
    office.take({"一.xlsx": good()})
    outcome = office.take({"二.xlsx": good(MORE)}, received=JULY_8)
    assert not outcome.found
    assert office.figures() == {"T04-1": "12", "T04-2": "130", "T05-1": "20"}
    returned = office.returned()
    assert returned
    # it was in time, and was completed later
    assert (returned.received, returned.revised) == (JULY_3, JULY_8)
    assert returned.file == "二.xlsx"
    assert not [one for one in outcome.standings if one.days_late]
    assert len([n for n in office.originals() if n.endswith(".xlsx")]) == 2


def test_what_says_otherwise_is_refused_and_named(office: Office) -> None:
    office.take({"一.xlsx": good()})
    before = office.ledger_bytes()
    outcome = office.take({"二.xlsx": good({**MORE, **OTHER})}, received=JULY_8)
    (one,) = errors(outcome)
    assert (one.code, one.place.file) == ("Z712", "二.xlsx")
    assert "2021-07-03 收的“一.xlsx”" in one.message
    assert "T04-1 本期累计完成，那份12（填报!F8），这份15（填报!F8）" in one.message
    assert "--replace" in one.hint
    assert (outcome.taken, outcome.changed) == ((), False)
    assert office.ledger_bytes() == before


def test_what_leaves_out_something_is_no_repetition(office: Office) -> None:
    office.take({"一.xlsx": good(MORE)})
    (one,) = errors(office.take({"二.xlsx": good()}))
    assert one.code == "Z712"
    assert "T04-2 本期累计完成，那份130（填报!F9），这份空着" in one.message
    assert office.figures()["T04-2"] == "130"


def test_the_office_says_which_holds(office: Office) -> None:
    office.take({"一.xlsx": good(MORE)})
    before = office.ledger_bytes()
    outcome = office.take({"二.xlsx": good(OTHER)}, received=JULY_8, instead=True)
    assert not outcome.found
    assert office.figures() == {"T04-1": "15", "T05-1": "20"}
    returned = office.returned()
    assert returned
    assert (returned.received, returned.revised) == (JULY_3, JULY_8)
    # the first one is kept, and so is the ledger that it stood in
    assert before in office.originals().values()
    assert good(MORE) in office.originals().values()
    # a second time the same
    after = office.ledger_bytes()
    assert not office.take(
        {"二.xlsx": good(OTHER)}, received=date(2021, 7, 9), instead=True
    ).changed
    assert office.ledger_bytes() == after


@pytest.mark.parametrize("instead", [False, True])
def test_two_at_once_that_contradict_each_other_are_both_refused(
    office: Office, instead: bool
) -> None:
    files = {
        "甲.xlsx": good(),
        "乙.xlsx": good(OTHER),
        "市商务局.xlsx": filled(form("市商务局"), {("T25", "progress"): "示例"}),
    }
    outcome = office.take(files, instead=instead)
    assert [(one.code, one.place.file) for one in errors(outcome)] == [
        ("Z712", "甲.xlsx"), ("Z712", "乙.xlsx"),
    ]  # fmt: skip
    assert all("两份都没有收" in one.message for one in errors(outcome))
    assert outcome.taken == ("市商务局.xlsx",)
    assert office.returned() is None
    assert office.returned("市商务局")


def test_two_at_once_of_which_one_completes_the_other(office: Office) -> None:
    assert not office.take({"甲.xlsx": good(MORE), "乙.xlsx": good()}).found
    assert office.figures()["T04-2"] == "130"
    before = office.ledger_bytes()
    assert not office.take({"甲.xlsx": good(MORE), "乙.xlsx": good()}).found
    assert office.ledger_bytes() == before


def test_the_one_in_the_ledger_stands_beside_one_that_contradicts_it(office: Office) -> None:
    office.take({"甲.xlsx": good()})
    before = office.ledger_bytes()
    for _ in range(2):
        (one,) = errors(office.take({"甲.xlsx": good(), "乙.xlsx": good(OTHER)}))
        assert (one.code, one.place.file) == ("Z712", "乙.xlsx")
        assert office.ledger_bytes() == before
    # replaced by both at once: nobody knows by which
    both = errors(office.take({"甲.xlsx": good(), "乙.xlsx": good(OTHER)}, instead=True))
    assert [one.place.file for one in both] == ["甲.xlsx", "乙.xlsx"]
    assert office.ledger_bytes() == before


def test_a_refused_cell_sent_again_rightly_needs_no_replacing(office: Office) -> None:
    assert errors(office.take({"一.xlsx": good({("T04-2", "value"): "约130"})}))
    assert not office.take({"二.xlsx": good({("T04-2", "value"): 130})}, received=JULY_8).found
    assert office.figures()["T04-2"] == "130"


def test_returns_stand_in_the_order_of_the_registry(office: Office) -> None:
    for unit, task in (("市金融工作局", "T28"), ("市科技局", "T04"), ("市发改委", "T12")):
        office.take({f"{unit}.xlsx": filled(form(unit), {(task, "progress"): "示例"})})
    ledger = office.ledger()
    assert ledger
    assert [one.unit for one in ledger.returns] == ["市发改委", "市科技局", "市金融工作局"]


def test_who_reported_who_did_not_who_late(office: Office) -> None:
    office.take({"市商务局.xlsx": filled(form("市商务局"), {("T25", "progress"): "示例"})})
    outcome = office.take({"表.xlsx": good()}, received=JULY_8)
    standings = {one.called: one for one in outcome.standings}
    assert len(standings) == 7
    assert (standings["市商务局"].days_late, standings["市商务局"].blanks) == (0, ())
    assert (standings["市科技局"].days_late, standings["市科技局"].received) == (3, JULY_8)
    assert "T04-2" in standings["市科技局"].blanks
    assert "T03" in standings["市科技局"].blanks
    assert "T04-1" not in standings["市科技局"].blanks
    assert standings["市工信局"].returned is None
