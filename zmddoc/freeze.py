"""A document and its entry in the register: both there, or neither.

The files are gathered in a folder on its way, the folder is moved to its place, then the register is
replaced: at that moment the document is issued. What a killed run leaves before it is taken away by
the next one, which knows from the note which folder was not finished. Only the holder of the lock on
plan/ may call these.
"""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Mapping
from pathlib import Path

from zmddoc.numbering import read_number
from zmddoc.project import ISSUED, REGISTER, UNDER_WAY
from zmddoc.storage import clear, move, put, sweep


def freeze(root: Path, number: str, files: Mapping[str, bytes], register: str) -> None:
    """Put the ``files`` below plan/issued/``number`` and ``register`` in place of the register.
    Raises OSError; then nothing is issued."""
    issued = root / ISSUED
    note = root / UNDER_WAY
    pending = note.parent
    try:
        put(note, number.encode(), durable=True)
        for name, content in files.items():
            put(pending / number / name, content, durable=True)
            (pending / number / name).chmod(0o444)
        move(pending / number, issued / number)
        put(root / REGISTER, register.encode(), durable=True)
    except BaseException:  # Ctrl-C as well
        recover(root, (number,) if _is(root / REGISTER, register) else ())
        raise
    with contextlib.suppress(OSError):  # it is issued; the next run cleans up
        clear(pending)


def _is(file: Path, content: str) -> bool:
    return file.is_file() and file.read_bytes() == content.encode()


def recover(root: Path, registered: Collection[str]) -> bool:
    """Take away what a run that was killed before its document was ``registered`` has left, and
    return whether there was anything."""
    issued = root / ISSUED
    note = root / UNDER_WAY
    pending = note.parent
    sweep((root / REGISTER).parent)
    if not pending.exists():
        return False
    number = note.read_bytes().decode("utf-8", "replace") if note.is_file() else ""
    if read_number(number) and number not in registered:
        clear(issued / number)
    clear(pending)
    return True
