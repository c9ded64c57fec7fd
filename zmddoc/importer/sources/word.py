"""A Word document: its words as they are printed once all changes are accepted."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from zmddoc.importer.sources.official import OFFICIAL
from zmddoc.importer.sources.source import Gathering, Source
from zmddoc.importer.sources.wordfields import Fields
from zmddoc.importer.sources.wordlists import Lists, Styles, attribute, child, switched
from zmddoc.package import Package, local

_SILENT = {
    "pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "annotationRef",
    "footnoteRef", "endnoteRef", "oMathParaPr", "ctrlPr", "rubyPr", "customXmlPr", "smartTagPr",
}  # fmt: skip
"""Elements that say how words look."""
_DRAWN = {"drawing", "pict", "object", "control"}
_CHANGED = {"ins": "插入", "moveTo": "移动"}
_TAKEN_OUT = {"del": "修订中删去的文字", "moveFrom": "修订中移走的文字"}

MARKUP = 1_000_000
"""Tags and attributes; a plan of fifty thousand characters, each run of it touched by several hands, has
some three hundred thousand."""

Lines = Iterator[tuple[str, str]]
"""Places and words."""


def read_word(package: Package) -> Source:
    """Return the words of a Word document. Raises Refusal (Z121 to Z124)."""
    return _Document(package).read()


class _Document:
    def __init__(self, package: Package) -> None:
        self.package = package
        self.parts: dict[str, list[str]] = {}
        for kind, name in package.related(package.main).values():
            self.parts.setdefault(kind, []).append(name)
        self.styles = Styles(package, self._part("styles"))
        self.lists = Lists(package, self._part("numbering"), self.styles)
        self.fields = Fields(package)
        self.out = Gathering()
        self.paragraphs = self.tables = self.numbered = 0
        self.changes: dict[str, int] = {}
        self.notes: list[tuple[str, str]] = []
        """The foot- and endnotes that are referred to: kind and id."""
        self.words: list[str] = []
        self.boxes: list[etree._Element] = []
        self.left_out: dict[str, list[str]] = {}
        """Words of the present paragraph that are left out, by the reason."""
        self.carried = ""
        """The words of a paragraph whose mark was deleted: they go on in the next."""

    def _part(self, kind: str) -> str:
        return next(iter(self.parts.get(kind, ())), "")

    def read(self) -> Source:
        for body in self.package.elements(self.package.main, "body", markup=MARKUP):
            for place, words in self._blocks(body, ""):
                if words.strip():
                    self.out.line(place, words)
            if self.carried:
                self.out.line(f"第{self.paragraphs}段", self.carried)
        for place, words in self._footnotes():
            self.out.line(place, words)
        self._margins()
        self._say()
        return self.out.source("docx", framed=True)

    # what stands below one another

    def _blocks(self, holder: etree._Element, where: str) -> Lines:
        """Yield the lines of what holds paragraphs and tables."""
        for one in holder.iterchildren(tag=etree.Element):
            name = local(one)
            if name == "p":
                yield from self._paragraph(one, where)
            elif name == "tbl":
                yield from self._table(one, where)
            elif name == "altChunk":
                hint = "用 Word 打开，全选复制到新文档，另存为 .docx 再导入"
                raise OFFICIAL.unreadable("文档里嵌着另一份文档，读不出来", hint)
            elif name in _TAKEN_OUT:
                self._take_out(one, _TAKEN_OUT[name])
                self._list_left_out(where or f"第{max(self.paragraphs, 1)}段之后")
            elif name == "AlternateContent":
                yield from self._blocks(_chosen(one), where)
            elif name not in _SILENT:
                if name in _CHANGED:
                    self._count(_CHANGED[name])
                yield from self._blocks(one, where)

    def _paragraph(self, paragraph: etree._Element, where: str) -> Lines:
        properties = child(paragraph, "pPr")
        outer = self.words, self.boxes
        self.words, self.boxes = [], []
        hidden = self.styles.hidden(attribute(child(properties, "pStyle"), "val"))
        self._inline(paragraph, hidden)
        words, boxes = "".join(self.words), self.boxes
        self.words, self.boxes = outer
        if words.strip() and not where:
            self.paragraphs += 1
        place = where or f"第{max(self.paragraphs, 1)}段"
        self._list_left_out(place)
        if child(properties, "rPr", "del") is not None:
            self.carried += words
        else:
            mark = self.lists.mark(properties) if not self.fields.why_dropped else ""
            self.numbered += bool(mark)
            yield place, mark + self.carried + words
            self.carried = ""
        for box in boxes:
            yield from self._blocks(box, f"{place}文本框")

    def _table(self, table: etree._Element, where: str) -> Lines:
        self.tables += 1
        place = where or f"第{self.tables}表"
        for i, row in enumerate(_within(table, "tr"), 1):
            if child(row, "trPr", "del") is not None:
                self._take_out(row, "修订中删去的表格行")
                self._list_left_out(f"{place}第{i}行")
                continue
            here = place if where else f"{place}第{i}行"
            cells = [list(self._blocks(cell, here)) for cell in _within(row, "tc")]
            if all(sum(bool(words.strip()) for _, words in cell) < 2 for cell in cells):
                yield here, "\t".join("".join(words for _, words in cell) for cell in cells)
            else:
                for cell in cells:
                    yield from cell

    def _footnotes(self) -> Lines:
        """Yield the notes in the order in which they are referred to."""
        for kind, called in (("footnote", "脚注"), ("endnote", "尾注")):
            wanted = [id for other, id in self.notes if other == kind]
            if not wanted:
                continue
            found = {
                attribute(one, "id"): list(self._blocks(one, called))
                for part in self.parts.get(f"{kind}s", ())
                for one in self.package.elements_if_there(part, kind)
            }
            for i, id in enumerate(dict.fromkeys(wanted), 1):
                for _, words in found.get(id, ()):
                    yield f"{called}{i}", words
            self.out.note(f"{called}{len(wanted)}处：注文移到全文之后")

    # what stands beside one another

    def _inline(self, holder: etree._Element, hidden: bool) -> None:
        """Gather the words of what holds runs."""
        for one in holder.iterchildren(tag=etree.Element):
            name = local(one)
            if name == "r":
                look = child(one, "rPr")
                own = switched(child(look, "vanish"))
                if own is None:
                    style = attribute(child(look, "rStyle"), "val")
                    own = hidden or self.styles.hidden(style)
                if switched(child(look, "strike")) or switched(child(look, "dstrike")):
                    self.out.note("有加删除线的文字：仍照收，请核对是否已经作废")
                self._inline(one, own)
            elif name in _DRAWN:
                self._draw(one)
            elif name in _TAKEN_OUT:
                self._take_out(one, _TAKEN_OUT[name])
            elif name == "AlternateContent":
                self._inline(_chosen(one), hidden)
            elif name == "fldSimple":
                self.fields.begin()
                self.fields.code(attribute(one, "instr"))
                self.fields.separate()
                self._inline(one, hidden)
                self._put(self.fields.end(), hidden)
            elif name == "fldChar":
                self._field(attribute(one, "fldCharType"), hidden)
            elif name == "instrText":
                self.fields.code(one.text or "")
            elif name in ("footnoteReference", "endnoteReference"):
                self.notes.append((name.removesuffix("Reference"), attribute(one, "id")))
            elif name == "rt":
                self._leave_out(_written(one), "注音")
            elif name == "sdt" and child(one, "sdtPr", "showingPlcHdr") is not None:
                self._leave_out(_written(one), "没有填写的占位文字")
            elif name in _LITERAL:
                self._put(_LITERAL[name], hidden)
            elif name == "t":
                self._put(one.text or "", hidden)
            elif name == "sym":
                self._symbol(one, hidden)
            elif name not in _SILENT:
                if name in _CHANGED:
                    self._count(_CHANGED[name])
                self._inline(one, hidden)

    def _field(self, kind: str, hidden: bool) -> None:
        if kind == "begin":
            self.fields.begin()
        elif kind == "separate":
            self.fields.separate()
        elif kind == "end":
            self._put(self.fields.end(), hidden)

    def _put(self, words: str, hidden: bool) -> None:
        """Take words, unless they are none of the document's."""
        if self.fields.in_code:
            return
        if why := self.fields.why_dropped or ("隐藏的文字，印出来没有" if hidden else ""):
            self._leave_out(words, why)
        else:
            self.words.append(words)

    def _symbol(self, one: etree._Element, hidden: bool) -> None:
        font, code = attribute(one, "font"), attribute(one, "char")
        try:
            char = chr(int(code, 16))
        except (ValueError, OverflowError):
            return
        if "\ue000" <= char <= "\uf8ff":
            self.out.note(f"有只在字体 {font} 里才有的符号 {code}：没有通行的字符，以“□”代替")
            char = "□"
        self._put(char, hidden)

    def _draw(self, drawn: etree._Element) -> None:
        """Set aside the text boxes of a drawing: they come after the paragraph."""
        if next(drawn.iter("{*}blip", "{*}imagedata"), None) is not None:
            self.out.note("有图片：图片里的字没有读")
        for box in drawn.iter("{*}txbxContent"):
            outside = next(box.iterancestors("{*}txbxContent", "{*}Fallback", local_name(drawn)))
            if outside is drawn:
                self.boxes.append(box)

    # what is left out

    def _take_out(self, element: etree._Element, why: str) -> None:
        self._count("删除" if why.startswith("修订中删") else "移动")
        self._leave_out(_written(element), why)

    def _leave_out(self, words: str, why: str) -> None:
        self.left_out.setdefault(why, []).append(words)

    def _list_left_out(self, place: str) -> None:
        for why, left in self.left_out.items():
            self.out.drop(place, "".join(left), why)
        self.left_out.clear()

    def _count(self, change: str) -> None:
        self.changes[change] = self.changes.get(change, 0) + 1

    def _margins(self) -> None:
        """List what stands in the margins and beside the text."""
        for kind, called in (("header", "页眉"), ("footer", "页脚"), ("comments", "批注")):
            seen: set[str] = set()
            for part in sorted(self.parts.get(kind, ())):
                for one in self.package.elements_if_there(part, "p"):
                    words = _written(one)
                    if words not in seen:
                        self.out.drop(called, words, called)
                    seen.add(words)

    def _say(self) -> None:
        if self.changes:
            many = "、".join(f"{change}{count}处" for change, count in self.changes.items())
            self.out.note(f"有修订痕迹，按接受全部修订读：{many}")
        if self.numbered:
            self.out.note(f"有自动编号的段落{self.numbered}段：编号写成了文字")
        for style in sorted(self.lists.odd):
            self.out.note(f"有不认识的编号格式 {style}：写成了阿拉伯数字，请核对")
        if any("/diagrams/" in name or "/charts/" in name for name in self.package.names()):
            self.out.note("有图示或图表：其中的字没有读")


_LITERAL = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def _written(element: etree._Element) -> str:
    """All words below an element, whatever became of them."""
    return "".join(one.text or "" for one in element.iter("{*}t", "{*}delText"))


def local_name(element: etree._Element) -> str:
    """A tag by which lxml finds such elements, whatever their namespace."""
    return f"{{*}}{local(element)}"


def _chosen(alternatives: etree._Element) -> etree._Element:
    """Of several ways to show the same, the first with words; the last where none has any."""
    ways = list(alternatives.iterchildren("{*}Choice", "{*}Fallback"))
    for way in ways:
        if next(way.iter("{*}t"), None) is not None:
            return way
    return ways[-1] if ways else alternatives


def _within(holder: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield the rows of a table or the cells of a row, whatever they are wrapped in; not those of a
    table within."""
    for one in holder.iterchildren(tag=etree.Element):
        if local(one) == name:
            yield one
        elif local(one) in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
            yield from _within(one, name)
