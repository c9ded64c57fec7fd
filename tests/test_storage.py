"""Files that are whole or not there; one process at a time."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from zmddoc.storage import drop, locked, put, sweep


@pytest.mark.parametrize("durable", [False, True])
def test_a_file_is_put_and_replaced(tmp_path: Path, durable: bool) -> None:
    file = tmp_path / "甲" / "乙.yaml"
    put(file, b"old", durable=durable)
    put(file, b"new", durable=durable)
    assert file.read_bytes() == b"new"
    assert [path.name for path in file.parent.iterdir()] == ["乙.yaml"]
    assert file.stat().st_mode & 0o777 == 0o644


def test_what_fails_leaves_the_old_file_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a"
    put(file, b"old")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        put(file, b"new", durable=True)
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]


def test_dropping_twice_is_no_error(tmp_path: Path) -> None:
    put(tmp_path / "a", b"x")
    drop(tmp_path / "a")
    drop(tmp_path / "a")
    assert not list(tmp_path.iterdir())


def test_only_what_was_left_half_written_is_swept(tmp_path: Path) -> None:
    for name in (".x.part", "x.part", ".x", "x.yaml"):
        (tmp_path / name).write_bytes(b"")
    sweep(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".x", "x.part", "x.yaml"]


def test_a_second_process_waits_and_says_so(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from zmddoc.storage import locked\n"
        "with locked(Path(sys.argv[1]), lambda: print('waiting', flush=True)):\n"
        "    print('mine', flush=True)\n"
    )
    command = [sys.executable, "-c", script, str(tmp_path / "folder")]
    with locked(tmp_path / "folder"):
        other = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert other.stdout
        assert other.stdout.readline() == "waiting\n"
        time.sleep(0.2)
        assert other.poll() is None
    assert other.communicate(timeout=30)[0] == "mine\n"
    assert not list((tmp_path / "folder").iterdir())
