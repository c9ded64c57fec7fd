"""The ledger on disk: undone, interrupted at every step, and collected by two at once."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.filling import filled
from tests.support.handed import JULY_3, ROOT, Office, errors, form, good
from zmddoc.collect import Handed, Lost, collect, undo

KILLED = 9


@pytest.fixture
def office(folder: Path) -> Office:
    return Office(folder)


def back(office: Office) -> str | None:
    rules = office.project().rules
    assert rules
    return undo(office.project, office.folder, rules.periods[0])


def test_each_collect_is_undone_in_turn(office: Office) -> None:
    states: list[bytes | None] = [office.ledger_bytes()]
    office.take({"一.xlsx": good()})
    states.append(office.ledger_bytes())
    office.take({"二.xlsx": filled(form("市商务局"), {("T25", "progress"): "示例"})})
    states.append(office.ledger_bytes())
    office.take({"三.xlsx": good({("T04-1", "value"): 15})}, instead=True)
    assert states[0] is None
    originals = {n for n in office.originals() if n.endswith(".xlsx")}
    for state in reversed(states):
        left = office.ledger_bytes()
        assert left
        assert back(office) == hashlib.sha256(left).hexdigest()
        assert office.ledger_bytes() == state
        assert left in office.originals().values()  # not even what was undone is lost
    assert back(office) is None
    assert originals <= set(office.originals())


def test_after_an_undo_the_same_collect_gives_the_same_ledger(office: Office) -> None:
    office.take({"一.xlsx": good()})
    before = office.ledger_bytes()
    back(office)
    office.take({"一.xlsx": good()})
    assert office.ledger_bytes() == before


def test_a_state_that_is_gone_or_changed_is_not_gone_back_to(office: Office) -> None:
    office.take({"一.xlsx": good()})
    office.take({"二.xlsx": filled(form("市商务局"), {("T25", "progress"): "示例"})})
    after = office.ledger_bytes()
    (previous,) = (office.folder / "plan/progress/originals").glob("*.yaml")
    content = previous.read_bytes()
    previous.write_bytes(content + b"# changed\n")
    with pytest.raises(Lost, match=previous.name):
        back(office)
    previous.unlink()
    with pytest.raises(Lost, match=previous.name):
        back(office)
    assert office.ledger_bytes() == after


def test_what_somebody_wrote_by_hand_is_not_lost(office: Office) -> None:
    office.take({"一.xlsx": good()})
    ledger = office.folder / "plan/progress/2021Q2.yaml"
    by_hand = ledger.read_bytes() + "# 已电话核实\n".encode()
    ledger.write_bytes(by_hand)
    office.take({"二.xlsx": filled(form("市商务局"), {("T25", "progress"): "示例"})})
    back(office)
    assert ledger.read_bytes() == by_hand


# --- interrupted

SCRIPT = """
import os, sys
from pathlib import Path
steps = int(sys.argv[2])

def counted(function):
    def step(*args, **options):
        global steps
        if steps == 0:
            os._exit({killed})
        steps -= 1
        return function(*args, **options)
    return step

for name in ("open", "fsync", "replace", "unlink", "chmod", "write", "close", "mkdir"):
    setattr(os, name, counted(getattr(os, name)))
Path.write_bytes = counted(Path.write_bytes)
Path.replace = counted(Path.replace)

from tests.support.handed import Office, JULY_3
from zmddoc.collect import Handed, Options, collect, undo
office = Office(Path(sys.argv[1]))
period = office.project().rules.periods[0]
if sys.argv[3] == "undo":
    undo(office.project, office.folder, period)
else:
    handed = [Handed(Path(p), Path(p).name) for p in sys.argv[3:]]
    collect(office.project, office.folder, period, handed, JULY_3)
"""


def killed_at(step: int, folder: Path, *words: str) -> bool:
    """Run a collect in a process that dies before its ``step``-th dealing with the disk; return
    whether it died."""
    script = SCRIPT.format(killed=KILLED)
    command = [sys.executable, "-c", script, str(folder), str(step), *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode in (0, KILLED), done.stderr
    return done.returncode == KILLED


def test_a_collect_killed_at_every_step(office: Office) -> None:
    office.take({"一.xlsx": filled(form("市商务局"), {("T25", "progress"): "示例"})})
    old = office.ledger_bytes()
    inbox = office.folder / "回收"
    inbox.mkdir()
    files = []
    for name, content in (
        ("甲", good()),
        ("乙", filled(form("市发改委"), {("T12-1", "value"): 9})),
    ):
        (inbox / f"{name}.xlsx").write_bytes(content)
        files.append(str(inbox / f"{name}.xlsx"))
    seen = set()
    for step in range(200):
        died = killed_at(step, office.folder, *files)
        state = office.ledger_bytes()
        seen.add(state)
        ledger = office.ledger()  # whole, and readable
        assert ledger
        kept = office.originals()  # each whole, under its hash
        for returned in ledger.returns:
            assert f"{returned.sha256}.xlsx" in kept
        if ledger.previous:
            assert f"{ledger.previous}.yaml" in kept
        if not died:
            break
        if state != old:
            back(office)
        assert office.ledger_bytes() == old
    else:
        pytest.fail("never came to its end")
    assert step > 10
    assert len(seen) == 2, "the old ledger, or the new one"
    assert not list((office.folder / "plan/progress").rglob("*.part"))


def test_an_undo_killed_at_every_step(office: Office) -> None:
    office.take({"一.xlsx": filled(form("市商务局"), {("T25", "progress"): "示例"})})
    old = office.ledger_bytes()
    office.take({"二.xlsx": good()})
    new = office.ledger_bytes()
    for step in range(100):
        died = killed_at(step, office.folder, "undo")
        assert office.ledger_bytes() in (old, new)
        office.originals()
        if not died:
            break
        if office.ledger_bytes() == old:
            office.take({"二.xlsx": good()})
        assert office.ledger_bytes() == new
    assert step > 3
    assert office.ledger_bytes() == old


def test_a_full_disk_leaves_the_old_ledger(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.take({"一.xlsx": filled(form("市商务局"), {("T25", "progress"): "示例"})})
    old = office.ledger_bytes()

    def full(path: Path, content: bytes) -> int:
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(Path, "write_bytes", full)
    inbox = office.folder / "回收9"
    inbox.mkdir()
    with (inbox / "二.xlsx").open("wb") as file:
        file.write(good())
    rules = office.project().rules
    assert rules
    with pytest.raises(OSError, match="No space"):
        collect(
            office.project,
            office.folder,
            rules.periods[0],
            [Handed(inbox / "二.xlsx", "二")],
            JULY_3,
        )
    assert office.ledger_bytes() == old
    assert not list((office.folder / "plan/progress").rglob("*.part"))


# --- two at once


def test_two_processes_at_once_do_not_lose_each_others_returns(office: Office) -> None:
    units = {
        "市科技局": "T04",
        "市发改委": "T12",
        "市工信局": "T13",
        "市商务局": "T25",
        "市金融工作局": "T28",
        "市自然资源局": "T27",
    }
    inbox = office.folder / "回收"
    inbox.mkdir()
    for unit, task in units.items():
        (inbox / f"{unit}.xlsx").write_bytes(filled(form(unit), {(task, "progress"): "示例"}))
    command = [
        sys.executable,
        "-m",
        "zmddoc",
        "collect",
        "--period",
        "2021Q2",
        "--received",
        "2021-07-03",
    ]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    running = [
        subprocess.Popen(
            [*command, f"回收/{unit}.xlsx"],
            cwd=office.folder,
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for unit in units
    ]
    for one in running:
        out, err = one.communicate(timeout=120)
        assert one.returncode == 0, out + err
    ledger = office.ledger()
    assert ledger
    assert {one.unit for one in ledger.returns} == set(units)
    # one after the other: six states, each of which can be gone back to
    for _ in units:
        assert back(office)
    assert office.ledger_bytes() is None


def test_errors_cost_nothing(office: Office) -> None:
    """A collect that takes nothing writes nothing."""
    outcome = office.take({"坏.xlsx": b"PK"})
    assert errors(outcome)
    assert not list((office.folder / "plan/progress").iterdir())
