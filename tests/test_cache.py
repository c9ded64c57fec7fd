"""The cache: shared, bounded, and never believed without a look."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from zmddoc.cache import Cache, cache_folder, digest

KEYS = [digest(str(number)) for number in range(10)]


def files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.is_file())


def test_what_is_put_is_got(tmp_path: Path) -> None:
    Cache(tmp_path).put(KEYS[0], b"content")
    assert Cache(tmp_path).get(KEYS[0]) == b"content"
    assert Cache(tmp_path).get(KEYS[1]) is None


def test_a_thing_is_made_once(tmp_path: Path) -> None:
    made: list[int] = []
    for _ in range(2):
        assert Cache(tmp_path).made(KEYS[0], lambda: made.append(1) or b"a") == b"a"  # type: ignore[func-returns-value]
    assert made == [1]


@pytest.mark.parametrize("damage", ["cut", "empty", "one bit", "another's"])
def test_a_damaged_entry_is_made_again(tmp_path: Path, damage: str) -> None:
    Cache(tmp_path).put(KEYS[0], b"content" * 9)
    (file,) = files(tmp_path)
    entry = bytearray(file.read_bytes())
    if damage == "another's":
        Cache(tmp_path).put(KEYS[1], b"something else")
        (other,) = set(files(tmp_path)) - {file}
        entry = bytearray(other.read_bytes())
    elif damage == "one bit":
        entry[40] ^= 1
    else:
        del entry[50 if damage == "cut" else 0 :]
    file.write_bytes(entry)
    cache = Cache(tmp_path)
    assert cache.get(KEYS[0]) is None
    assert cache.damaged == 1
    cache.put(KEYS[0], b"anew")
    assert Cache(tmp_path).get(KEYS[0]) == b"anew"


def test_what_was_not_used_for_longest_goes_first(tmp_path: Path) -> None:
    cache = Cache(tmp_path, limit=1000)
    for age, key in enumerate(KEYS):
        cache.put(key, bytes(200))
        file = tmp_path / key[:2] / key[2:]
        os.utime(file, (file.stat().st_mtime - 10**6 * (age + 1),) * 2)
    assert cache.get(KEYS[9]) == bytes(200)  # used now
    cache.trim()
    kept = [key for key in KEYS if cache.get(key)]
    assert kept == [KEYS[0], KEYS[1], KEYS[9]]
    assert sum(file.stat().st_size for file in files(tmp_path)) <= 800


def test_a_disk_that_refuses_costs_only_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    cache = Cache(tmp_path / "file" / "cache")
    assert cache.made(KEYS[0], lambda: b"a") == b"a"
    cache.trim()


def test_drafts_are_not_for_other_users(tmp_path: Path) -> None:
    Cache(tmp_path / "cache").put(KEYS[0], b"draft")
    assert (tmp_path / "cache").stat().st_mode & 0o777 == 0o700


def test_where_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZMDDOC_CACHE", "/one")
    assert cache_folder() == Path("/one")
    monkeypatch.delenv("ZMDDOC_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", "/two")
    assert cache_folder() == Path("/two/zmddoc")
    monkeypatch.delenv("XDG_CACHE_HOME")
    assert cache_folder() == Path.home() / ".cache/zmddoc"


def test_many_processes_share_it_while_it_is_trimmed(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from zmddoc.cache import Cache, digest\n"
        "cache = Cache(Path(sys.argv[1]), limit=40_000)\n"
        "for turn in range(4):\n"
        "  for n in range(60):\n"
        "    key = digest(str(n))\n"
        "    assert cache.made(key, lambda: str(n).encode() * 500) == str(n).encode() * 500\n"
        "  cache.trim()\n"
        "assert not cache.damaged"
    )
    running = [subprocess.Popen([sys.executable, "-c", script, str(tmp_path)]) for _ in range(3)]
    assert [one.wait() for one in running] == [0, 0, 0]
    assert not list(tmp_path.rglob("*.part"))


def test_where_a_part_ends_counts() -> None:
    assert len({digest("ab", "c"), digest("a", "bc"), digest("abc"), digest("abc", "")}) == 4
    assert digest("方案") == digest("方案".encode())
