"""What was made before, by the hash of all it was made from.

An entry is written whole and never changed, so that any number of processes may share the folder;
it carries a hash of itself, so that a damaged one is noticed and made again. The folder may be
deleted at any time. Nothing here fails: where the disk refuses, things are made anew.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from zmddoc.storage import PART, put

OWN = "ZMDDOC_CACHE"
"""Environment variable: the folder of the cache, instead of the user's usual one."""

LIMIT = "ZMDDOC_CACHE_MB"
"""Environment variable: how many megabytes (10⁶ bytes) the cache may grow to."""

_USUAL_LIMIT = 2000
_DAY = 86400.0
_SEAL = 32
"""Bytes at the head of an entry: the SHA-256 of its key and of what follows."""


def digest(*parts: str | bytes) -> str:
    """The SHA-256 (64 hex digits) of these parts in this order; where one ends counts."""
    found = hashlib.sha256()
    for part in parts:
        content = part.encode() if isinstance(part, str) else part
        found.update(len(content).to_bytes(8, "big"))
        found.update(content)
    return found.hexdigest()


def cache_folder() -> Path:
    """Where this user's cache is."""
    if own := os.environ.get(OWN):
        return Path(own)
    usual = os.environ.get("XDG_CACHE_HOME")
    return (Path(usual) if usual else Path.home() / ".cache") / "zmddoc"


class Cache:
    """A folder of entries, each under a key of 64 hex digits."""

    def __init__(self, folder: Path | None = None, limit: int | None = None) -> None:
        """``limit``: bytes that are kept when the cache is trimmed."""
        self.folder = folder or cache_folder()
        self._limit = limit
        self._grown = 0
        self.damaged = 0
        """How many entries were found damaged."""

    def get(self, key: str) -> bytes | None:
        """Return what is kept under ``key``; None where there is nothing, or nothing sound."""
        file = self._file(key)
        try:
            entry = file.read_bytes()
        except OSError:
            return None
        content = entry[_SEAL:]
        if entry[:_SEAL] != _seal(key, content):
            self.damaged += 1
            with suppress(OSError):
                file.unlink()
            return None
        with suppress(OSError):
            now = time.time()
            if file.stat().st_mtime < now - _DAY:  # what is used is thrown away last
                os.utime(file, (now, now))
        return content

    def put(self, key: str, content: bytes) -> None:
        """Keep ``content`` under ``key``."""
        with suppress(OSError):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # drafts are not for all
            put(self._file(key), _seal(key, content) + content)
            self._grown += len(content)

    def made(self, key: str, make: Callable[[], bytes]) -> bytes:
        """Return what is kept under ``key``, made now where there is nothing."""
        content = self.get(key)
        if content is None:
            content = make()
            self.put(key, content)
        return content

    def trim(self) -> None:
        """Throw away what has not been used for longest until the folder is within its limit."""
        if not self._grown:
            return
        self._grown = 0
        limit = self._limit if self._limit is not None else _limit()
        found: list[tuple[float, int, Path]] = []
        now = time.time()
        for file in self.folder.glob("*/*"):
            with suppress(OSError):  # another process throws away as well
                stat = file.stat()
                if not file.name.endswith(PART):
                    found.append((stat.st_mtime, stat.st_size, file))
                elif stat.st_mtime < now - _DAY:  # of a process that was killed
                    file.unlink()
        total = sum(size for _, size, _ in found)
        if total <= limit:
            return
        for _, size, file in sorted(found):
            if total <= limit * 0.8:
                break
            with suppress(OSError):
                file.unlink()
            total -= size

    def _file(self, key: str) -> Path:
        return self.folder / key[:2] / key[2:]


def _seal(key: str, content: bytes) -> bytes:
    return hashlib.sha256(key.encode() + content).digest()


def _limit() -> int:
    given = os.environ.get(LIMIT, "")
    return (int(given) if given.isdecimal() else _USUAL_LIMIT) * 10**6
