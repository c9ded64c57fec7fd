"""Files that are whole or not there, and folders that one process writes at a time.

What a killed process leaves behind is the old file or the new one, and at worst a ``.part`` beside
it, which the next holder of the lock sweeps away.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

PART = ".part"
"""Suffix of a file on its way to its place; its name begins with a dot."""


def put(path: Path, content: bytes, *, durable: bool = False) -> None:
    """Write the file whole: beside its place first, then moved there; ``durable``, so that not
    even a power cut undoes it once this returns. Folders are made. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=PART)
    os.close(handle)
    temporary = Path(name)
    try:
        temporary.write_bytes(content)
        temporary.chmod(0o644)
        if durable:
            _settle(temporary)
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        if error.filename is None:  # a full disk does not say where
            error.filename = name
        raise
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    if durable:
        _settle(path.parent)


def drop(path: Path) -> None:
    """Take the file away, durably; nothing where there is none. Raises OSError."""
    path.unlink(missing_ok=True)
    _settle(path.parent)


@contextmanager
def locked(folder: Path, waiting: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Hold ``folder`` (made where missing) for this process alone; one that comes later calls
    ``waiting`` and waits. The lock is on the folder itself, ends with the process and leaves no
    file behind. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waiting()
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def sweep(folder: Path) -> None:
    """Take away what killed processes left half-written in ``folder``. Only for the holder of the
    lock: another's file may be on its way."""
    for left in folder.glob(f".*{PART}"):
        left.unlink(missing_ok=True)


def move(folder: Path, place: Path) -> None:
    """Move a folder to its place on the same disk, durably. Raises OSError."""
    folder.rename(place)
    _settle(place.parent)


def clear(folder: Path) -> None:
    """Take a folder away with all that is in it, durably; nothing where there is none. Raises
    OSError."""
    if folder.exists():
        shutil.rmtree(folder)
        _settle(folder.parent)


def _settle(path: Path) -> None:
    """Make a file's content, or a folder's entries, last."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
