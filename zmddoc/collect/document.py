"""A form that came back as a Word document.

Read by what stands in its tables, row by row: the office programs keep the words, but not all of them
keep the names of the controls (docs/decisions/062-word-forms.md). The names, where they are left, carry
the digests that the rows were built with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from lxml import etree

from zmddoc.collect.filled import FORM_ID, Answer, Filled, Identity, Row, cleaned, row_id, squeezed
from zmddoc.compose.form import ASKED, FIELDS, SIGNED, WORDS, FieldKey, form_id
from zmddoc.package import Package, local
from zmddoc.refusal import Refusal
from zmddoc.stamp import read_stamp

_TITLES: dict[str, FieldKey] = {squeezed(field.title): field.key for field in FIELDS}
_SHOWN = {field.key: field.label for field in FIELDS}
_SIGNED = {squeezed(word): word for word in SIGNED}
_LABELLED = {*WORDS, *ASKED}
_TAG = re.compile(r"(?P<row>[^.]+(?:\.\d+)*(?:-\d+)?)\.(?P<key>[a-z_]+)\.(?P<digest>[0-9a-f]{12})")
_CORE = "docProps/core.xml"

MARKUP_LIMIT = 400_000
"""Tags and attributes of a document; a form of twenty tasks has nine thousand as it is built."""

Line = tuple[str, ...]
"""The texts of the cells of one row of a table."""


def read_document(package: Package) -> Filled:
    """Return the form as it came back. Raises Refusal (Z700, Z702, Z703)."""
    return _Document(package).read()


class _Document:
    def __init__(self, package: Package) -> None:
        self.package = package
        self.digests: dict[str, str] = {}
        self.words: list[str] = []
        self.loose: list[str] = []
        """The paragraphs that stand in no table."""
        self.tables: list[list[Line]] = []
        for block in package.elements(package.main, "body", markup=MARKUP_LIMIT):
            _refuse_fields(package, block)
            self.words = [_text(one) for one in block.iter("{*}p")]
            self.loose = [_text(one) for one in block.iter("{*}p") if _nearest(one, "tbl") is None]
            self.tables = [_lines(table) for table in block.iter("{*}tbl")]
            self._names(block)
        self.signed: dict[str, str] = {}

    def read(self) -> Filled:
        known = [table for table in self.tables if any(_head(line) for line in table)]
        if not known:
            hint = "请填报单位用发下去的报送表填报，不要另做表格"
            raise Refusal("Z703", "里面没有报送表（找不到“编号”“本期累计完成”等表头）", hint)
        if len(known) > 1:
            reason = f"里面有{len(known)}张报送表"
            raise Refusal("Z703", reason, "一份文件只报一张表，其余删去再收")
        rows: list[Row] = []
        for table in self.tables:
            rows += self._table(table)
        seen = dict.fromkeys(m[0] for text in self.words for m in FORM_ID.finditer(text))
        return Filled(
            identity=self._identity(list(seen)),
            seen=tuple(Answer("表上", "text", one) for one in seen),
            rows=tuple(rows),
            signed=self.signed,
            outside=tuple(Answer("表外", "text", one) for one in self.loose),
        )

    def _names(self, block: etree._Element) -> None:
        for tag in block.iter("{*}tag"):
            value = next((str(v) for k, v in tag.attrib.items() if str(k).endswith("}val")), "")
            if match := _TAG.fullmatch(value):
                self.digests[match["row"]] = match["digest"]

    def _identity(self, seen: list[str]) -> Identity | None:
        """What the properties say, if they still do; None leaves it to the id in plain sight."""
        for one in self.package.elements_if_there(_CORE, "keywords"):
            stamp = read_stamp(one.text or "")
            if stamp and stamp.kind == "form" and seen:
                period = seen[0].partition("-")[0]
                own = form_id(period, stamp.unit, stamp.part)
                return Identity(own, period, stamp.unit, stamp.part, self.digests)
        return None

    def _table(self, table: list[Line]) -> Iterator[Row]:
        """Yield the rows of a table: a row each for a task, below the line with its id, and for
        every target."""
        heads: Line = ()
        task, answers = "", dict[FieldKey, Answer]()
        for line in table:
            first = row_id(re.split(r"\s", cleaned(line[0]) or " ")[0])
            if _head(line):
                heads = line
            elif first and len(line) == 1:
                if task:
                    yield Row(task, answers)
                task, answers = first, {}
            elif first:
                yield Row(first, dict(self._figures(first, heads, line)))
            else:
                answers.update(self._labelled(task, line))
        if task:
            yield Row(task, answers)

    def _figures(self, id: str, heads: Line, line: Line) -> Iterator[tuple[FieldKey, Answer]]:
        for head, text in zip(heads, line, strict=False):
            key = _TITLES.get(squeezed(head))
            if key and cleaned(text):
                yield key, Answer(f"{id} {_SHOWN[key]}", "text", text)

    def _labelled(self, task: str, line: Line) -> Iterator[tuple[FieldKey, Answer]]:
        """Yield what stands behind the labels of a line."""
        for label, text in pairwise(line):
            key = _TITLES.get(squeezed(label))
            if key in _LABELLED and key and task and cleaned(text):
                yield key, Answer(f"{task} {_SHOWN[key]}", "text", text)
            elif squeezed(label) in _SIGNED and squeezed(text) not in _SIGNED:
                self.signed[_SIGNED[squeezed(label)]] = cleaned(text)


def _head(line: Line) -> bool:
    """Whether a row of a table is the head of the form's."""
    found = {_TITLES.get(squeezed(text)) for text in line}
    return {"id", "words", "value"} <= found


def _lines(table: etree._Element) -> list[Line]:
    """The rows of a table, but not those of a table within it."""
    return [
        tuple(_text(cell) for cell in row.iter("{*}tc") if _nearest(cell, "tr") is row)
        for row in table.iter("{*}tr")
        if _nearest(row, "tbl") is table
    ]


def _nearest(element: etree._Element, name: str) -> etree._Element | None:
    return next((up for up in element.iterancestors() if local(up) == name), None)


def _text(block: etree._Element) -> str:
    """The words of a paragraph or a cell as they stand after all changes are accepted."""
    found: list[str] = []
    for one in block.iter("{*}t", "{*}br", "{*}cr", "{*}tab", "{*}p"):
        if local(one) == "t":
            if not any(local(up) in ("del", "moveFrom") for up in one.iterancestors()):
                found.append(one.text or "")
        elif local(one) == "tab":
            found.append(" ")
        elif one is not block and found:
            found.append("\n")
    return "".join(found)


def _refuse_fields(package: Package, block: etree._Element) -> None:
    """Refuse fields that fetch or start something when the document is opened."""
    for paragraph in block.iter("{*}p"):
        codes = [one.text or "" for one in paragraph.iter("{*}instrText")]
        for simple in paragraph.iter("{*}fldSimple"):
            codes += [str(v) for k, v in simple.attrib.items() if str(k).endswith("}instr")]
        package.refuse_fields("".join(codes))
