"""Whether anything has changed since the last build, told without reading the plan.

What a build came to is kept with the hashes of all that it was made from, and with the signatures of
what it made. A file that carries another date is read; one that carries the same signature is not.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from zmddoc.cache import Cache, digest
from zmddoc.facefolders import face_folders
from zmddoc.record import Signature, signature
from zmddoc.toolbox import system

_PACKAGE = Path(__file__).resolve().parent
_FRESH = 2 * 10**9
"""Nanoseconds: a file written so recently may be written again without a trace in its signature."""


class Glance:
    """What one order came to, the last time."""

    def __init__(self, root: Path, order: Sequence[object], cache: Cache) -> None:
        """``order``: what was typed. The inputs are looked at now, before they are read."""
        self._root, self._cache = root, cache
        self._key = digest("glance", str(root.resolve()), repr(tuple(order)))
        self._last: dict[str, Any] = {}
        with suppress(ValueError):
            self._last = json.loads(cache.get(self._key) or b"{}")
        self._known: Mapping[str, list[Any]] = self._last.get("inputs", {})
        self._inputs = dict(self._hashed())
        self._around = digest(repr(sorted(_around())))

    def said(self) -> dict[str, Any] | None:
        """Return what was said of the last build, where it would come to the same; else None."""
        last = self._last
        same = (
            bool(last)
            and last["around"] == self._around
            and {name: known[1] for name, known in last["inputs"].items()}
            == {name: known[1] for name, known in self._inputs.items()}
            and all(signature(self._root / path) == seen for path, seen in last["made"].items())
            and all(_names(self._root / folder) == names for folder, names in last["names"].items())
        )
        if not same:
            return None
        if last["inputs"] != self._inputs:  # touched, or settled meanwhile
            self._cache.put(self._key, json.dumps({**last, "inputs": self._inputs}).encode())
        said: dict[str, Any] = last["said"]
        return said

    def keep(self, made: Sequence[str], said: Mapping[str, Any]) -> None:
        """Keep what the order came to: the files it ``made`` (relative to the project folder) and
        what was ``said`` of them."""
        folders = sorted({str(Path(path).parent) for path in made})
        found = {
            "around": self._around,
            "inputs": self._inputs,
            "made": {path: signature(self._root / path) for path in made},
            "names": {folder: _names(self._root / folder) for folder in folders},
            "said": dict(said),
        }
        self._cache.put(self._key, json.dumps(found).encode())

    def _hashed(self) -> Iterator[tuple[str, list[Any]]]:
        """Yield every input with its signature and its hash."""
        now = time.time_ns()
        for folder in (self._root / "plan", self._root / "templates", _PACKAGE, _templates()):
            for path in _files(folder):
                seen = signature(Path(path))
                known = self._known.get(path)
                if known and known[0] == seen:
                    yield path, known
                    continue
                with suppress(OSError):
                    found = hashlib.sha256(Path(path).read_bytes()).hexdigest()
                    fresh = seen is None or max(seen[2:]) > now - _FRESH
                    yield path, [None if fresh else seen, found]


def _templates() -> Path:
    """The built-in templates: in the package, or beside it in a checkout."""
    own = _PACKAGE / "templates"
    return own if own.is_dir() else _PACKAGE.parent / "templates"


def _files(folder: str | Path) -> Iterator[str]:
    """Yield the files below a folder, those that Python writes for itself left out."""
    with suppress(OSError):
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda one: one.name)
        for entry in entries:
            if entry.is_dir():
                if entry.name != "__pycache__":
                    yield from _files(entry.path)
            elif not entry.name.endswith(".pyc"):
                yield entry.path


def _names(folder: Path) -> list[str]:
    try:
        with os.scandir(folder) as found:
            return sorted(entry.name for entry in found)
    except OSError:
        return []


def _around() -> Iterator[tuple[str, object]]:
    """Yield what else a build depends on: interpreter, libraries and faces."""
    yield "Python", sys.version
    yield "system", system()
    for place in sys.path:
        yield place, [name for name in _names(Path(place)) if name.endswith(".dist-info")]
    for folder in (*face_folders(), Path(sys.prefix) / "share/zmddoc/fonts"):
        for path in _files(folder):
            seen: Signature | None = signature(Path(path))
            yield path, seen
