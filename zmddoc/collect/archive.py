"""The ledger of a period on disk, and everything it ever was.

A collect writes the originals first, then the ledger as it was, each under its hash, and last the
new ledger, in one move: whenever it is interrupted, what is there is the old ledger or the new one,
and every file that it speaks of. Only for the holder of the lock (``zmddoc.storage.locked``).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from zmddoc.model import Progress
from zmddoc.project import PROGRESS
from zmddoc.storage import drop, put, sweep
from zmddoc.write import write_yaml

ORIGINALS = "originals"


class Lost(Exception):
    """The state to go back to is not there any more, or not as it was: its path."""


@dataclass(frozen=True)
class Original:
    """A file that came back, to be kept."""

    content: bytes
    suffix: str
    """By what it is, not by what it was called: xlsx, docx."""

    @property
    def sha256(self) -> str:
        """What it is kept under."""
        return hashlib.sha256(self.content).hexdigest()


class Archive:
    """``plan/progress/`` of a project."""

    def __init__(self, root: Path) -> None:
        self.folder = root / PROGRESS
        self.originals = self.folder / ORIGINALS

    def file(self, period: str) -> Path:
        """The ledger of a period."""
        return self.folder / f"{period}.yaml"

    def sweep(self) -> None:
        """Take away what interrupted processes left half-written."""
        sweep(self.folder)
        if self.originals.is_dir():
            sweep(self.originals)

    def record(self, progress: Progress, originals: Iterable[Original]) -> None:
        """Keep the originals and the ledger as it was, then put the new one in its place. Raises
        OSError."""
        for one in originals:
            self._keep(one.sha256, one.suffix, one.content)
        previous = self._keep_ledger(progress.period)
        text = write_yaml(progress.model_copy(update={"previous": previous}), _comment(progress))
        put(self.file(progress.period), text.encode(), durable=True)

    def undo(self, progress: Progress) -> str | None:
        """Go back to what was before the last collect, and return the hash under which the state
        that is left behind is kept; None where there is nothing to go back from. Raises Lost, or
        OSError."""
        file = self.file(progress.period)
        if not file.exists():
            return None
        content = None
        if progress.previous:
            before = self.originals / f"{progress.previous}.yaml"
            try:
                content = before.read_bytes()
            except FileNotFoundError:
                raise Lost(f"{PROGRESS}/{ORIGINALS}/{before.name}") from None
            if _hash(content) != progress.previous:
                raise Lost(f"{PROGRESS}/{ORIGINALS}/{before.name}")
        left = self._keep_ledger(progress.period)
        if content is None:
            drop(file)
        else:
            put(file, content, durable=True)
        return left

    def _keep_ledger(self, period: str) -> str | None:
        """Keep the ledger as it is under its hash; None where there is none."""
        file = self.file(period)
        if not file.exists():
            return None
        content = file.read_bytes()
        digest = _hash(content)
        self._keep(digest, "yaml", content)
        return digest

    def _keep(self, digest: str, suffix: str, content: bytes) -> None:
        path = self.originals / f"{digest}.{suffix}"
        if not path.exists():
            put(path, content, durable=True)


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _comment(progress: Progress) -> str:
    return (
        f"{progress.period} 各单位报送的情况。由 zmddoc collect 写入，原件在 {ORIGINALS}/ 里；\n"
        "更正请收更正后的报送表（--replace），不要直接改这里。"
    )
