"""Forms as a clerk fills them in, with openpyxl in the office program's place."""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Callable, Mapping
from datetime import date

from lxml import etree
from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from zmddoc.compose.form import FIELDS, FieldKey
from zmddoc.render.xlsx.form import HEADER_ROW, SHEET

Answer = str | int | float | bool | date | None
Answers = Mapping[tuple[str, FieldKey], Answer]
"""By row and column: ("T04-1", "value")."""


def cell_of(sheet: Worksheet, row: str, key: FieldKey) -> Cell:
    """The cell of a row, which is known by its id, in a column, which is known by its place."""
    (at,) = [
        number
        for number in range(HEADER_ROW + 1, sheet.max_row + 1)
        if sheet.cell(number, 1).value == row
    ]
    cell = sheet.cell(at, [field.key for field in FIELDS].index(key) + 1)
    assert isinstance(cell, Cell)
    return cell


def filled(
    form: bytes,
    answers: Answers,
    *further: Callable[[Workbook], object],
    formats: Mapping[tuple[str, FieldKey], str] | None = None,
) -> bytes:
    """The form with its cells filled in, ``formats`` changed, and whatever ``further`` does to the
    workbook."""
    book = load_workbook(io.BytesIO(form))
    for (row, key), answer in answers.items():
        cell = cell_of(book[SHEET], row, key)
        keep = cell.number_format
        cell.value = answer
        cell.number_format = (formats or {}).get((row, key), keep)
    for change in further:
        change(book)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def written(form: bytes, answers: Mapping[tuple[str, str], str]) -> bytes:
    """A Word form with its controls filled in, as Word does: by row and column, or ("signed",
    "填报人")."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(form)) as source, zipfile.ZipFile(packed, "w") as new:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                content = _written(content, answers)
            new.writestr(name, content)
    return packed.getvalue()


def _written(document: bytes, answers: Mapping[tuple[str, str], str]) -> bytes:
    root = etree.fromstring(document)
    controls: dict[tuple[str, str], etree._Element] = {}
    for control in root.iter(f"{W}sdt"):
        tag = control.find(f"{W}sdtPr/{W}tag")
        assert tag is not None
        row, _, key = str(tag.get(f"{W}val")).partition(".")
        while key.partition(".")[0].isdigit():  # T04.1.progress
            more, _, key = key.partition(".")
            row = f"{row}.{more}"
        controls[row, key.partition(".")[0]] = control
    for key, words in answers.items():
        control = controls[key]
        properties, content = control[0], control[1]
        placeholder = properties.find(f"{W}showingPlcHdr")
        if placeholder is not None:
            properties.remove(placeholder)
        run = copy.deepcopy(content[0])
        for part in [one for one in run if one.tag in (f"{W}t", f"{W}br")]:
            run.remove(part)
        for number, line in enumerate(words.split("\n")):
            if number:
                etree.SubElement(run, f"{W}br")
            etree.SubElement(run, f"{W}t").text = line
        content[:] = [run]
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
