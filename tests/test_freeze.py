"""A document and its entry: both there or neither, wherever the run is killed."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import pytest
from support.killed import killed_at

from zmddoc import storage
from zmddoc.freeze import freeze, recover

NUMBER, EARLIER = "驻政办函〔2021〕2号", "驻政办函〔2021〕1号"
FILES = {f"{NUMBER}.docx": b"docx" * 1000, f"{NUMBER}.pdf": b"pdf" * 1000}
BEFORE, AFTER = "issues: [one]\n", "issues: [one, two]\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project folder in which one document is issued."""
    there = tmp_path / "plan/issued" / EARLIER / f"{EARLIER}.docx"
    there.parent.mkdir(parents=True)
    there.write_bytes(b"one")
    (tmp_path / "plan/register.yaml").write_text(BEFORE, encoding="utf-8")
    return tmp_path


def state(root: Path) -> dict[str, bytes]:
    return {
        str(file.relative_to(root)): file.read_bytes()
        for file in sorted(root.rglob("*"))
        if file.is_file()
    }


def finished(root: Path) -> dict[str, bytes]:
    """The state of ``root`` once the document is issued."""
    new = {f"plan/issued/{NUMBER}/{name}": content for name, content in FILES.items()}
    return dict(sorted({**state(root), "plan/register.yaml": AFTER.encode(), **new}.items()))


def test_it_is_frozen(root: Path) -> None:
    wanted = finished(root)
    freeze(root, NUMBER, FILES, AFTER)
    assert state(root) == wanted
    assert not list(root.rglob(".*"))
    for name in FILES:
        assert (root / "plan/issued" / NUMBER / name).stat().st_mode & 0o777 == 0o444


def test_killed_anywhere_it_is_issued_or_it_is_not(root: Path) -> None:
    """After every kill: the register is the old or the new one and never half; where it is the new
    one the files are there and whole; the next run finds the one state or the other, cleaned."""
    before, after = state(root), finished(root)
    outcomes = []
    for step in count(1):
        killed = killed_at(step, root, lambda: freeze(root, NUMBER, FILES, AFTER))
        seen = state(root)
        issued = seen["plan/register.yaml"] == AFTER.encode()
        assert issued or seen["plan/register.yaml"] == BEFORE.encode()
        if issued:
            assert {**seen, **after} == seen
        recover(root, (EARLIER, NUMBER) if issued else (EARLIER,))
        assert state(root) == (after if issued else before), step
        assert not list(root.rglob(".*"))
        if not killed:
            break
        outcomes.append(issued)
        if issued:
            storage.clear(root / "plan/issued" / NUMBER)
            (root / "plan/register.yaml").write_text(BEFORE, encoding="utf-8")
    assert issued
    assert len(outcomes) > 25
    assert outcomes == sorted(outcomes)  # one moment divides them
    assert outcomes[-1]


def test_killed_while_cleaning_up(root: Path) -> None:
    before = state(root)

    def leave() -> None:  # killed when the folder is in its place and the register is not
        for step in count(1):
            assert killed_at(step, root, lambda: freeze(root, NUMBER, FILES, AFTER))
            if (root / "plan/issued" / NUMBER).exists():
                return
            recover(root, (EARLIER,))

    leave()
    for step in count(1):
        if not killed_at(step, root, lambda: recover(root, (EARLIER,))):
            break
        if state(root) == before and not list(root.rglob(".*")):
            leave()
    assert step > 3
    assert state(root) == before


@pytest.mark.parametrize("failing", range(1, 12))
def test_a_full_disk_leaves_nothing_or_all(
    root: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    before, after = state(root), finished(root)
    calls = count(1)
    fsync = storage.os.fsync

    def full(handle: int) -> None:
        if next(calls) == failing:
            raise OSError(28, "No space left on device")
        fsync(handle)

    monkeypatch.setattr(storage.os, "fsync", full)
    try:
        freeze(root, NUMBER, FILES, AFTER)
    except OSError:
        assert state(root) in (before, after)
    else:
        assert state(root) == after
    if (root / "plan/register.yaml").read_text(encoding="utf-8") == AFTER:
        assert state(root) == after
    assert not list(root.rglob(".*"))


@pytest.mark.parametrize("note", [b"", b"../..", b"\xff", "驻政办函〔2021〕".encode()])
def test_a_note_that_names_no_number_costs_nothing_else(root: Path, note: bytes) -> None:
    before = state(root)
    (root / "plan/issued/.pending").mkdir()
    (root / "plan/issued/.pending/number").write_bytes(note)
    assert recover(root, (EARLIER,))
    assert state(root) == before


def test_nothing_to_clean(root: Path) -> None:
    assert not recover(root, ())
