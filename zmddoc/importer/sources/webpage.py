"""A web page as a document was published on it.

What belongs to the document is told by the structure of the page (docs/decisions/112-pages.md): the
part that holds the running text, with the publisher's table, the title and the number above it. All
else is listed as left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from lxml import html as lxml_html

from zmddoc.importer.sources.official import OFFICIAL
from zmddoc.importer.sources.pageparts import (
    ATTACHED,
    SKIPPED,
    Held,
    furniture,
    main_part,
    meta,
    whole_text,
)
from zmddoc.importer.sources.source import Gathering, Source

MARKUP = 300_000
"""Tags; a long plan pasted from an office program has some ten thousand."""
DEPTH = 200
"""Elements within one another; pages of the worst kind have some sixty."""
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_NUMBERED = re.compile(r"[（(]?[0-9一二三四五六七八九十]{1,3}[）)、.．]|[\u2460-\u2473]")
_NUMBER = re.compile(
    r"[\u4e00-\u9fff]{1,20}[〔\[［(（][0-9]{4}[〕\]］)）]\s*(?:第\s*)?[0-9]{1,5}\s*号"
)
_HEAD = 10_000
"""Characters within which a document type would stand."""
_TITLE = 8
"""Characters: what the window's title begins with is the document's title if it is as long."""
_OUTSIDE = "正文以外的网页内容"


def read_page(text: str, encoding: str) -> Source:
    """Return the words of the document on a page. Raises Refusal (Z121, Z124)."""
    if text.count("<") > MARKUP:
        raise OFFICIAL.unsafe("网页大得不正常", OFFICIAL.tidy)
    if "<!ENTITY" in text[:_HEAD].upper():
        raise OFFICIAL.unsafe("网页里有外部实体，不安全", OFFICIAL.tidy)
    parser = lxml_html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise OFFICIAL.damaged("网页已损坏，读不出来") from error
    if root is None:
        raise OFFICIAL.damaged("网页里没有内容")
    for _, depth in _deep(root):
        if depth > DEPTH:
            raise OFFICIAL.unsafe("网页的层次多得不正常", OFFICIAL.tidy)
    return _Page(root).read(encoding)


def _deep(root: etree._Element) -> Iterator[tuple[etree._Element, int]]:
    """Yield the elements with how many they are within."""
    depth = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        yield element, depth


class _Page:
    def __init__(self, root: etree._Element) -> None:
        self.root = root
        self.out = Gathering()
        self.words: list[str] = []
        """Of the block that is being read."""
        self.rows: list[str] = []
        """The blocks that were read."""
        self.held = Held(root)
        body = root.find("body")
        self.body = root if body is None else body
        self.main = main_part(self.body, self.held)

    def read(self, encoding: str) -> Source:
        if self.main is self.body:
            self._take(self.body)
        else:
            self._around(self.body, self._above())
        for i, row in enumerate(self.rows, 1):
            self.out.line(f"第{i}段", row)
        return self.out.source("html", encoding, framed=True)

    # what stands around the running text

    def _above(self) -> set[etree._Element]:
        """The elements above the running text that are of the document: the publisher's table, the
        title, the number."""
        inside = "".join(whole_text(self.main).split())[:3000]
        title = "".join(meta(self.root, "ArticleTitle").split())
        window = "".join((self.root.findtext(".//title") or "").split())
        found: set[etree._Element] = set()
        for one in self._before_main():
            words = "".join(whole_text(one).split()) if self.held.length(one) < 1500 else ""
            if not words or any(up in found for up in one.iterancestors()):
                continue
            if one.tag == "table" and "索引号" in words:
                found.add(one)
            elif words in inside:
                continue  # the same stands in the running text
            elif (
                one.tag == "h1"
                or _NUMBER.fullmatch(words)
                or words == title
                or (len(words) >= _TITLE and window.startswith(words))
            ):
                found.add(one)
        return found

    def _before_main(self) -> Iterator[etree._Element]:
        for one in self.body.iter(tag=etree.Element):
            if one is self.main:
                return
            if self.held.around(one, self.main) or furniture(one, self.held):
                continue
            yield one

    def _around(self, holder: etree._Element, above: set[etree._Element]) -> None:
        """Read what holds the running text."""
        self._drop_words(holder.text, holder)
        for one in holder.iterchildren(tag=etree.Element):
            if one is self.main or one in above:
                self._take(one)
            elif self.held.around(one, self.main) or any(up in above for up in one.iter()):
                self._around(one, above)
            else:
                self._drop(one, furniture(one, self.held) or _OUTSIDE)
            self._drop_words(one.tail, one)

    def _drop(self, element: etree._Element, why: str) -> None:
        if element.tag not in SKIPPED:
            self.out.drop(f"网页第{element.sourceline}行", whole_text(element), why)
            if any(ATTACHED.search(one.get("href", "")) for one in element.iter("a")):
                self.out.note("网页另有附件可以下载：没有读，需要的请另行导入")

    def _drop_words(self, words: str | None, near: etree._Element) -> None:
        self.out.drop(f"网页第{near.sourceline}行", words or "", _OUTSIDE)

    # the running text

    def _take(self, element: etree._Element) -> None:
        self._flush()
        self._read(element)
        self._flush()

    def _read(self, element: etree._Element) -> None:
        """Read an element and what stands in it."""
        tag = str(element.tag)
        if tag in SKIPPED:
            return
        if element is not self.main and (why := furniture(element, self.held, inside=self.main)):
            self._drop(element, why)
            return
        if tag == "br":
            self.words.append("\n")
            return
        if tag == "tr":
            self._row(element)
            return
        if tag in _BLOCKS:
            self._flush()
        if tag == "li":
            self._number(element)
        self._say(element.text, element)
        for one in element.iterchildren(tag=etree.Element):
            self._read(one)
            self._say(one.tail, element)
        if tag in _BLOCKS:
            self._flush()

    def _say(self, words: str | None, within: etree._Element) -> None:
        if words:
            kept = within.tag == "pre"
            self.words.append(words if kept else _SPACE.sub(" ", words))

    def _flush(self) -> None:
        for line in "".join(self.words).split("\n"):
            if line.strip():
                self.rows.append(line.strip())
        self.words.clear()

    def _row(self, row: etree._Element) -> None:
        """Read a row of a table: a line, unless a cell has several."""
        self._flush()
        outer, cells = self.rows, list[list[str]]()
        for cell in row.iterchildren(tag=etree.Element):
            self.rows = []
            self._take(cell)
            cells.append(self.rows)
        self.rows = outer
        if all(len(cell) < 2 for cell in cells):
            line = "\t".join("".join(cell) for cell in cells)
            self.rows += [line] if line.strip() else []
        else:
            self.rows += [line for cell in cells for line in cell]

    def _number(self, item: etree._Element) -> None:
        """Set the number that a browser sets before an item of a numbered list."""
        holder = item.getparent()
        if holder is None or holder.tag != "ol" or _NUMBERED.match(whole_text(item).strip()):
            return
        start = holder.get("start", "1")
        place = sum(1 for _ in item.itersiblings("li", preceding=True))
        self.words.append(f"{(int(start) if start.isdecimal() and len(start) < 5 else 1) + place}.")
        self.out.note("有自动编号的列表：编号写成了文字")
