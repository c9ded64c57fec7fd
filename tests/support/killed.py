"""Killing an act at each of the steps it takes on the disk, in a process of its own."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

_CHANGES = {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.chmod"}
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def killed_at(step: int, folder: Path, act: Callable[[], object]) -> bool:
    """Carry out ``act`` in a child that is killed (SIGKILL) just before its ``step``-th change
    below ``folder``, from 1, and return whether it came to that; else it ended by itself.

    A change is what the interpreter announces of files and folders (audit events), and every
    fsync."""
    child = os.fork()
    if child == 0:
        _die_at(step, folder)
        code = 1
        try:
            act()
            code = 0
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return True
    assert os.waitstatus_to_exitcode(status) == 0, "the act failed"
    return False


def _die_at(step: int, folder: Path) -> None:
    left = step
    below = str(folder)

    def count() -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if event not in _CHANGES:
            return
        if event == "open" and not (isinstance(arguments[2], int) and arguments[2] & _WRITES):
            return
        named = [os.fspath(a) for a in arguments if isinstance(a, str | os.PathLike)]
        # rmtree names what is in a folder without the folder
        if any(str(name).startswith(below) or "/" not in str(name) for name in named):
            count()

    fsync = os.fsync

    def counted(handle: int) -> None:
        count()
        fsync(handle)

    os.fsync = counted
    sys.addaudithook(hook)
