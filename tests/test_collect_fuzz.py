"""Whatever comes back, a collect ends with a verdict: never an exception, never a damaged ledger."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.support.filling import written
from tests.support.handed import Office, good, part, repacked, word_form

ROUNDS = 20
PARTS = {
    "xlsx": (
        "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/workbook.xml",
        "xl/styles.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml",
    ),
    "docx": ("word/document.xml", "docProps/core.xml", "[Content_Types].xml"),
}  # fmt: skip


def form_of(kind: str) -> bytes:
    return good() if kind == "xlsx" else written(word_form(), {("T04-1", "value"): "12"})


@pytest.mark.parametrize("seed", range(ROUNDS))
@pytest.mark.parametrize("kind", PARTS)
def test_bytes_changed_anywhere(folder: Path, kind: str, seed: int) -> None:
    """A byte changed, a stretch taken out or doubled, in the file as it lies on the disk."""
    dice = random.Random(seed)
    content = bytearray(form_of(kind))
    for _ in range(dice.randint(1, 4)):
        at = dice.randrange(len(content))
        match dice.randrange(3):
            case 0:
                content[at] ^= 1 << dice.randrange(8)
            case 1:
                del content[at : at + dice.randint(1, 200)]
            case _:
                content[at:at] = content[at : at + dice.randint(1, 200)]
    office = Office(folder)
    office.take({f"表.{kind}": bytes(content)})
    office.project()


@pytest.mark.parametrize("seed", range(ROUNDS))
@pytest.mark.parametrize("kind", PARTS)
def test_markup_changed_anywhere(folder: Path, kind: str, seed: int) -> None:
    """A stretch of a part taken out, doubled or put elsewhere, and the file packed again: values,
    attributes and tags that no program writes."""
    dice = random.Random(seed)
    content = form_of(kind)
    name = dice.choice(PARTS[kind])
    text = part(content, name).decode()
    pieces = text.replace(">", ">\0").replace('="', '="\0').split("\0")
    for _ in range(dice.randint(1, 6)):
        at = dice.randrange(len(pieces))
        match dice.randrange(4):
            case 0:
                del pieces[at]
            case 1:
                pieces.insert(at, pieces[dice.randrange(len(pieces))])
            case 2:
                pieces[at] = dice.choice(["", "9" * 40, "-1", "NaN", "\ufffd", "<x/>", "A1:B2"]) + (
                    pieces[at][-1:] or ""
                )
            case _:
                other = dice.randrange(len(pieces))
                pieces[at], pieces[other] = pieces[other], pieces[at]
    office = Office(folder)
    office.take({f"表.{kind}": repacked(content, {name: "".join(pieces).encode()})})
    office.project()


def test_what_a_compressed_part_breaks_off_in(folder: Path) -> None:
    """Every place where the packed sheet may break."""
    office = Office(folder)
    content = good()
    files = {}
    for at in range(0, len(content), 499):
        files[f"断{at}.xlsx"] = content[:at] + b"\0" * 16 + content[at + 16 :]
    outcome = office.take(files)
    assert (
        len({one.place.file for one in outcome.found if one.severity == "error"}) > len(files) / 2
    )
    assert set(office.figures().items()) <= {("T04-1", "12"), ("T05-1", "20")}
