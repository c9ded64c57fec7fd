"""A whole quarter: every cell of every form filled in, as a workbook or as a Word document, and every
answer in the ledger as it was given, with the cell that it stood in."""

from __future__ import annotations

import random
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.support.filling import Answer, filled, written
from tests.support.handed import Office, form, plan_as_it_is, word_form
from zmddoc.check import check
from zmddoc.compose.form import REQUESTS, FieldKey, Form, FormRow
from zmddoc.compose.forms import forms
from zmddoc.model import Return
from zmddoc.numerals import plain

Given = dict[tuple[str, FieldKey], Answer]


def all_forms(period: int) -> tuple[Form, ...]:
    project = plan_as_it_is()
    assert project.plan and project.registry and project.rules
    return forms(project.plan, project.registry, project.rules, (), project.rules.periods[period])


def figure(row: FormRow, period: int, dice: random.Random) -> tuple[Answer, Decimal]:
    """A figure as a clerk types it, and what it is; those that add up grow from period to
    period."""
    if row.entry == "yes-no":
        return ("是", Decimal(1)) if period else ("否", Decimal(0))
    if row.unit == "%":
        rate = Decimal(dice.randint(120, 900)) / 100 if row.id != "T06-1" else Decimal("18.25")
        return dice.choice([f"{rate}%", float(rate)]), rate
    count = (
        Decimal(10 * (period + 1) + dice.randint(0, 3))
        if row.entry == "number"
        else Decimal(period + 1)
    )
    return dice.choice(
        [int(count), f"{count}{row.unit}" if row.entry == "number" else f"{count}个"]
    ), count


def answers(
    made: Form, period: int, dice: random.Random
) -> tuple[Given, dict[tuple[str, str], object]]:
    """What is typed into a form, and what it means."""
    typed: Given = {}
    meant: dict[tuple[str, str], object] = {}
    for row in made.rows:
        for key in row.fills:
            if key in ("value", "baseline"):
                typed[row.id, key], meant[row.id, key] = figure(row, period, dice)
            elif key not in ("request", "reason", "until"):
                words = f"示例{dice.randint(0, 999)}：{row.id} {key}"
                typed[row.id, key] = meant[row.id, key] = words
        if row.target is None and dice.random() < 0.5:
            word = dice.choice(list(REQUESTS))
            typed[row.id, "request"], typed[row.id, "reason"] = word, "示例理由"
            until = date(2022, 6, 30) if word == "延期" else None
            if until:
                typed[row.id, "until"] = until.isoformat()
            meant[row.id, "request"] = (REQUESTS[word], "示例理由", until)
    return typed, meant


def said(returned: Return) -> dict[tuple[str, str], object]:
    """What the ledger says of one body, in the same words."""
    found: dict[tuple[str, str], object] = {}
    for task in returned.tasks:
        for key in ("progress", "problems", "next_steps", "evidence"):
            if text := getattr(task, key):
                found[task.id, key] = text
        if task.request:
            found[task.id, "request"] = (task.request.kind, task.request.reason, task.request.until)
        for one in task.targets:
            found[one.id, "value"] = one.value
            if one.baseline is not None:
                found[one.id, "baseline"] = one.baseline
    return found


@pytest.mark.parametrize("seed", [1])
def test_three_quarters_come_back_whole(folder: Path, seed: int) -> None:
    dice = random.Random(seed)
    office = Office(folder)
    for period in range(3):
        files, expected = {}, {}
        for made in all_forms(period):
            typed, meant = answers(made, period, dice)
            expected[made.unit] = meant
            if dice.random() < 0.4:
                on_paper = {
                    key: plain(Decimal(str(v))) if isinstance(v, int | float) else str(v)
                    for key, v in typed.items()
                }
                files[f"{made.called}.docx"] = written(word_form(made.unit, period), on_paper)
            else:
                files[f"{made.called}.xlsx"] = filled(form(made.unit, period), typed)
        outcome = office.take(files, period=period, received=made.period.report_by)
        assert outcome.found == ()
        assert len(outcome.taken) == len(files) == 7
        assert all(one.returned and not one.blanks for one in outcome.standings)
        ledger = office.ledger(made.period.id)
        assert ledger
        assert {one.unit: said(one) for one in ledger.returns} == expected
    # and nothing in it is wrong
    wrong = [one for one in check(office.project()) if one.place.file.startswith("plan/progress")]
    assert wrong == []
