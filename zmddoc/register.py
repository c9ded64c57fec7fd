"""The text of plan/register.yaml: entries are added, and what stands there stays as it is.

Comments, order and spelling of a register that somebody has kept by hand survive: an issue is put
behind the last one, a voiding below the entry it voids, and no other byte changes. Both results are
read back before they are returned.
"""

from __future__ import annotations

import re

from zmddoc.model import Issue, Register, Voiding
from zmddoc.model.base import Model
from zmddoc.project import REGISTER, DataPath
from zmddoc.read.nodes import Document, parse
from zmddoc.read.schema import validate
from zmddoc.write import write_yaml

HEAD = "发文登记簿。由 zmddoc issue 逐条追加；印发过的不改不删，作废的也留着，号不再用。"

_EMPTY = re.compile(r"^issues:[ ]*\[[ ]*\][ ]*(#.*)?$", re.MULTILINE)


class UnusualRegister(Exception):
    """The register is written in a way that an entry cannot be put in without rewriting others."""


class _Note(Model):
    """What is put below an entry."""

    void: Voiding


def with_issue(text: str, issue: Issue) -> str:
    """Return the register ``text`` ('' where there is none yet) with ``issue`` as its last entry.
    Raises UnusualRegister."""
    fresh = Register(issues=(issue,))
    if not text.strip():
        return write_yaml(fresh, HEAD)
    before, document = _read(text)
    key, _, entry = write_yaml(fresh).partition("\n")
    if before.issues:
        column = _dash(text, document)
        start = _line_end(text)
        added = _indented(entry, column)
    else:
        match = _EMPTY.search(text)
        if match is None:
            raise UnusualRegister
        note = f"  {match[1]}" if match[1] else ""
        text = text[: match.start()] + key + note + text[match.end() :]
        start, added = _line_end(text), entry
    return _checked(start + added, Register(issues=(*before.issues, issue)))


def with_void(text: str, number: str, voiding: Voiding) -> str:
    """Return the register ``text`` with the entry of ``number`` made void. Raises UnusualRegister,
    and KeyError where there is no such entry."""
    before, document = _read(text)
    numbers = [issue.number for issue in before.issues]
    if number not in numbers:
        raise KeyError(number)
    at = numbers.index(number)
    path: DataPath = ("issues", at)
    column = document.places[(*path, "number")].column - 1
    last = max(end for known, (_, end) in document.spans.items() if known[:2] == path)
    if text[last - 1] != "\n":
        last = text.find("\n", last) + 1 or len(text)
    note = _indented(write_yaml(_Note(void=voiding)), column)
    voided = before.issues[at].model_copy(update={"void": voiding})
    issues = (*before.issues[:at], voided, *before.issues[at + 1 :])
    return _checked(_line_end(text[:last]) + note + text[last:], Register(issues=issues))


def _read(text: str) -> tuple[Register, Document]:
    document = parse(REGISTER, text)
    register, found = validate(Register, document)
    if register is None or found or document.found:
        raise UnusualRegister
    return register, document


def _checked(text: str, wanted: Register) -> str:
    try:
        register, _ = _read(text)
    except UnusualRegister:
        register = None
    if register != wanted:
        raise UnusualRegister
    return text


def _dash(text: str, document: Document) -> int:
    """How far the dash of the first entry is indented."""
    line = text.split("\n")[document.places[("issues", 0)].line - 1]
    if not line.lstrip(" ").startswith("- "):
        raise UnusualRegister
    return len(line) - len(line.lstrip(" "))


def _line_end(text: str) -> str:
    return text if not text or text.endswith("\n") else text + "\n"


def _indented(text: str, column: int) -> str:
    return "".join(f"{'':>{column}}{line}\n" for line in text.splitlines())
