"""A form that came back as a workbook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zmddoc.collect.cells import Cell, Sheet, read_sheets
from zmddoc.collect.filled import FORM_ID, Answer, Filled, Identity, Row, cleaned, row_id, squeezed
from zmddoc.compose.form import FIELDS, MARK, SIGNED, FieldKey
from zmddoc.package import Package
from zmddoc.refusal import Refusal

_TITLES = {squeezed(field.title): field for field in FIELDS}
_FILLED = {field.key for field in FIELDS if field.prompt}
_ENOUGH = 5
"""So many headings in one row make it the head of the table."""


def read_workbook(package: Package) -> Filled:
    """Return the form as it came back. Raises Refusal (Z700, Z702, Z703)."""
    sheets = read_sheets(package)
    identities = [found for sheet in sheets if (found := _machine(sheet))]
    if len({one.form for one in identities}) > 1:
        raise Refusal("Z703", "里面有不止一份报送表的校验页", "一份文件只报一张表")
    tables = [(sheet, head) for sheet in sheets if (head := _head(sheet))]
    if not tables:
        hint = "请填报单位用发下去的报送表填报，不要另做表格"
        raise Refusal("Z703", "里面没有报送表（找不到“编号”“本期累计完成”等表头）", hint)
    if len(tables) > 1:
        names = "、".join(f"“{sheet.name}”" for sheet, _ in tables)
        hint = "只留要报的一张，其余删去再收"
        raise Refusal("Z703", f"里面有{len(tables)}张报送表：{names}", hint)
    (sheet, head), identity = tables[0], identities[0] if identities else None
    return _Table(sheet, head, identity).read()


def _machine(sheet: Sheet) -> Identity | None:
    """What the hidden sheet says, wherever it has gone; None for any other sheet."""
    lines: dict[int, list[str]] = {}
    for (row, _), cell in sorted(sheet.cells.items()):
        lines.setdefault(row, []).append(cell.text)
    marks = [row for row, words in lines.items() if words[0] == MARK]
    if not marks:
        return None
    said = {words[0]: words[1] for words in lines.values() if len(words) == 2}
    rows = [words[1:] for words in lines.values() if words[0] == "row" and len(words) > 2]
    return Identity(
        form=said.get("form", ""),
        period=said.get("period", ""),
        unit=said.get("unit", ""),
        part=said.get("part", ""),
        digests={words[0]: words[1] for words in rows},
        wording={words[0]: words[2] for words in rows if len(words) > 2},
    )


def _head(sheet: Sheet) -> tuple[int, dict[int, FieldKey]] | None:
    """The row of the headings and the field of each column; None where there is no such row.
    Raises Refusal (Z715) for a heading that stands twice."""
    rows: dict[int, list[Cell]] = {}
    for cell in sheet.cells.values():
        if cell.kind == "text" and squeezed(cell.text) in _TITLES:
            rows.setdefault(cell.row, []).append(cell)
    for at, cells in sorted(rows.items()):
        fields = {cell.column: _TITLES[squeezed(cell.text)] for cell in cells}
        if len(fields) < _ENOUGH or "id" not in {field.key for field in fields.values()}:
            continue
        titles = [field.label for field in fields.values()]
        if twice := next((title for title in titles if titles.count(title) > 1), None):
            reason = f"工作表“{sheet.name}”有两列“{twice}”"
            raise Refusal("Z715", reason, "删去多出的一列，或改掉它的表头")
        return at, {column: field.key for column, field in sorted(fields.items())}
    return None


class _Table:
    def __init__(
        self, sheet: Sheet, head: tuple[int, dict[int, FieldKey]], identity: Identity | None
    ) -> None:
        self.sheet, self.identity = sheet, identity
        self.at, self.fields = head
        (self.id_column,) = (c for c, key in self.fields.items() if key == "id")

    def read(self) -> Filled:
        lines: dict[int, list[Cell]] = {}
        for cell in self.sheet.cells.values():
            lines.setdefault(cell.row, []).append(cell)
        rows: list[Row] = []
        signed: dict[str, str] = {}
        outside: list[Answer] = []
        nameless: list[Answer] = []
        ended = False
        for at in sorted(lines):
            cells = sorted(lines[at], key=lambda cell: cell.column)
            if at <= self.at:
                continue
            found = dict(self._signed(cells))
            signed.update(found)
            ended = ended or bool(found) or squeezed(cells[0].text) == "填表说明"
            name = self.sheet.cells.get((at, self.id_column))
            if name and (called := row_id(name.text)):
                rows.append(Row(called, self._answers(cells)))
                outside += [self._answer(c) for c in cells if c.column not in self.fields]
            elif found:
                continue
            else:
                inside = (
                    [] if ended else [c for c in cells if c.column in self.fields and c != name]
                )
                nameless += [self._answer(c) for c in inside if self.fields[c.column] in _FILLED]
                outside += [self._answer(c) for c in cells if c not in inside]
        known = {field.key for field in FIELDS} - set(self.fields.values())
        return Filled(
            identity=self.identity,
            seen=tuple(self._seen()),
            rows=tuple(rows),
            signed=signed,
            nameless=tuple(nameless),
            outside=tuple(outside),
            missing=tuple(f.label for f in FIELDS if f.key in known),
        )

    def _answers(self, cells: Sequence[Cell]) -> dict[FieldKey, Answer]:
        return {
            self.fields[cell.column]: self._answer(cell)
            for cell in cells
            if cell.column in self.fields and (cell.kind != "text" or cleaned(cell.text))
        }

    def _answer(self, cell: Cell) -> Answer:
        place = f"{self.sheet.name}!{cell.reference}"
        return Answer(place, cell.kind, cell.text, cell.format, self.sheet.since_1904)

    def _seen(self) -> Iterator[Answer]:
        for cell in self.sheet.cells.values():
            for match in FORM_ID.finditer(cell.text):
                yield Answer(f"{self.sheet.name}!{cell.reference}", "text", match[0])

    def _signed(self, cells: Sequence[Cell]) -> Iterator[tuple[str, str]]:
        """Yield what stands behind 填报人： and the like, in the same cell or the next one."""
        for i, cell in enumerate(cells):
            head, colon, words = cleaned(cell.text).replace(":", "：", 1).partition("：")
            called = next((one for one in SIGNED if squeezed(one) == squeezed(head)), None)
            if called and colon:
                after = cells[i + 1] if i + 1 < len(cells) else None
                if not words and after and "：" not in after.text and ":" not in after.text:
                    words = cleaned(after.text)
                yield called, words.strip()
