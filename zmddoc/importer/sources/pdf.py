"""A PDF file with a text layer: its rows joined back to paragraphs."""

from __future__ import annotations

import io
import re
import statistics
import unicodedata
import warnings
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import pypdf
import pypdfium2
import pypdfium2.raw as pdfium

from zmddoc.importer.sources.official import OFFICIAL
from zmddoc.importer.sources.pdfmargins import in_margins
from zmddoc.importer.sources.pdfrows import Page, Row, pages
from zmddoc.importer.sources.pdfsize import refuse_bombs
from zmddoc.importer.sources.source import WORDLESS, Gathering, Source
from zmddoc.refusal import Refusal

PAGES = 1000
_SCANNED = "请来文单位发电子文档（.docx 或导出的 PDF），或识别成文字、逐字核对后存为 .docx"
_FEW = 20
"""Characters: a page with a picture and no more than that is a picture of a page."""
_RADICALS = dict(
    zip(
        "⺟⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳",
        "母民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
        strict=True,
    )
)
_INDENT, _HANGING, _SLACK = 1.0, 6.0, 0.6
"""In characters: what is set in, how far a paragraph may be, and what a full row may lack at its end, beside what begins the next
row and would not have fitted."""
_UNBROKEN = re.compile(r"[!-~]{1,60}[^!-~\s]?|.")
_MARK = re.compile(
    "[（(]?(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})(?:[）)]|[、．]|[.](?![0-9]))|第[一二三四五六七八九十百]{1,4}[章条]"
)
_ENDS = ("。", "）", ")", "：", "；", "！")
_NOT_FIRST = re.compile("[，。、；：！？）》”’〕】％%]*")


def read_pdf(content: bytes) -> Source:
    """Return the words of a PDF file. Raises Refusal (Z121 to Z124)."""
    refuse_bombs(content)
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise OFFICIAL.locked() from error
        raise OFFICIAL.damaged() from error
    try:
        if pdfium.FPDFDoc_GetJavaScriptActionCount(document.raw) > 0:
            hint = "用 WPS 或阅读软件打开，打印成新的 PDF 再导入"
            raise OFFICIAL.unsafe("PDF 里有程序（JavaScript）", hint)
        if not 0 < len(document) <= PAGES:
            raise OFFICIAL.unreadable(
                f"PDF 有 {len(document)} 页，不是一份公文", "只留方案本身的页再导入"
            )
        attached = pdfium.FPDFDoc_GetAttachmentCount(document.raw) > 0
        found = list(pages(document))
    except pypdfium2.PdfiumError as error:
        raise OFFICIAL.damaged() from error
    finally:
        document.close()
    _refuse_unread(content, found)
    out = Gathering()
    if attached:
        out.note("PDF 里附有别的文件：没有读")
    if unseen := [i for i, page in enumerate(found, 1) if page.unseen]:
        out.note(f"文字印出来看不见，多半是扫描后识别的，请逐字核对：{_listed(unseen)}")
    if pictured := [i for i, page in enumerate(found, 1) if page.pictures]:
        out.note(f"有图片，图片里的字没有读：{_listed(pictured)}")
    _gather(found, out)
    return out.source("pdf", framed=True)


def _refuse_unread(content: bytes, found: list[Page]) -> None:
    counts = [sum(len("".join(row.words.split())) for row in page.rows) for page in found]
    scans = [
        i
        for i, (page, count) in enumerate(zip(found, counts, strict=True), 1)
        if page.pictures and count <= _FEW
    ]
    if not sum(counts):
        raise Refusal(
            WORDLESS, "PDF 没有文字层，是扫描的图片" if scans else "PDF 里没有文字", _SCANNED
        )
    if scans:
        raise Refusal(WORDLESS, f"有几页是扫描的图片，没有文字层：{_listed(scans)}", _SCANNED)
    if any(page.skipped for page in found) and not _whole(content, found):
        reason = "PDF 没有嵌入字体，有的字读不出来"
        raise Refusal(WORDLESS, reason, "请来文单位导出 PDF 时嵌入字体，或发 .docx")
    unread = sum(page.unread for page in found)
    if unread > 0.01 * sum(counts):
        reason = "PDF 的字体没有编码对照表，文字读出来是乱码"
        raise Refusal(WORDLESS, reason, _SCANNED)


def _whole(content: bytes, found: list[Page]) -> bool:
    """Whether another reader finds no character that was not found here: this one passes over single
    characters of a face that neither the file nor the machine has."""
    here = Counter(char for page in found for row in page.rows for char in row.words)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            texts = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages]
    except Exception:  # of a damaged file it raises whatever its parts happen to raise
        return False
    there = Counter(char for text in texts for char in text if not char.isspace())
    return all(count <= here[char] for char, count in there.items())


def _listed(numbers: list[int]) -> str:
    shown = "、".join(f"第{number}页" for number in numbers[:8])
    return shown + (f"等{len(numbers)}页" if len(numbers) > 8 else "")


def _gather(found: list[Page], out: Gathering) -> None:
    margins = in_margins(found)
    rows: list[Row] = []
    radicals = 0
    for page in found:
        for row in page.rows:
            words = _plain(row.words)
            radicals += words != row.words
            row.words = words
            if id(row) in margins:
                out.drop(row.place, row.words, margins[id(row)])
            else:
                rows.append(row)
    if radicals:
        out.note(f"有 {radicals} 行里的部首字符（如“⼯”“⽅”）改成了通用的汉字")
    if any(page.unread for page in found):
        out.note(
            f"有 {sum(page.unread for page in found)} 个字认不出，显示为“\ufffd”的请对照原件补上"
        )
    for paragraph in _paragraphs(rows, found, margins):
        parts = [(row.place, words) for row, words in _joined(paragraph)]
        out.line(*parts[0], *parts[1:])


def _plain(words: str) -> str:
    """The words with the signs of radicals, which some fonts give for the characters that look the
    same, made those characters."""
    if words.isascii():
        return words
    return "".join(
        unicodedata.normalize("NFKC", char)
        if "\u2f00" <= char <= "\u2fd5" or "\uf900" <= char <= "\ufad9"
        else _RADICALS.get(char, char)
        for char in words
    )


def _paragraphs(rows: list[Row], found: list[Page], margins: dict[int, str]) -> Iterator[list[Row]]:
    """Yield the rows of each paragraph: one that reaches the right margin goes on in the next, unless
    that is set in."""
    measures = _measures(found, margins)
    paragraph: list[Row] = []
    for row in rows:
        if paragraph and not _goes_on(paragraph[-1], row, measures):
            yield paragraph
            paragraph = []
        paragraph.append(row)
    if paragraph:
        yield paragraph


Measure = tuple[float, float, float]
"""Of a page: where text begins and ends, how far its rows are from one another."""


def _measures(found: list[Page], margins: dict[int, str]) -> list[Measure]:
    """The measures of the pages; one with short rows only is as wide as the others of its size."""
    measures: list[Measure] = []
    widest: dict[float, float] = {}
    for page in found:
        rows = [row for row in page.rows if row.level and id(row) not in margins]
        gaps = [one.base - other.base for one, other in pairwise(rows) if one.base > other.base]
        pitch = statistics.median(gaps) if gaps else page.height
        left = min((row.left for row in rows), default=0.0)
        right = max((row.right for row in rows), default=0.0)
        measures.append((left, right, pitch))
        widest[page.width] = max(widest.get(page.width, 0.5 * page.width), right - left)
    return [
        (left, max(right, left + 0.95 * widest[page.width]), pitch)
        for page, (left, right, pitch) in zip(found, measures, strict=True)
    ]


def _goes_on(row: Row, other: Row, measures: list[Measure]) -> bool:
    if not (row.level and other.level) or abs(row.font - other.font) > 0.1 * row.font:
        return False
    left, right, pitch = measures[row.page]
    if row.left > left + _HANGING * row.size or "\t" in row.words:  # a cell of a table
        return False
    begins = measures[other.page][0]
    if row.page == other.page and not 0 < row.base - other.base < 1.6 * pitch:
        return False
    if other.left > begins + _INDENT * other.size:
        return False
    if row.words.strip().endswith(_ENDS) and _MARK.match(other.words.strip()):
        return False
    return row.right > right - _SLACK * row.size - _first(other)


def _first(row: Row) -> float:
    """About how wide is what begins a row and may not be divided."""
    words = row.words.strip()
    match = _UNBROKEN.match(words)
    end = match.end() if match else 0
    closing = _NOT_FIRST.match(words, end)
    end = closing.end() if closing else end
    return sum(0.55 if char.isascii() else 1.0 for char in words[:end]) * row.size


def _joined(rows: list[Row]) -> Iterator[tuple[Row, str]]:
    """Yield the rows' words so that one may be set behind the other."""
    before = ""
    for row in rows:
        words = row.words.strip()
        latin = before[-1:].isascii() and before[-1:].isalpha() and words[:1].isascii()
        yield row, (" " if latin and words[:1].isalpha() else "") + words
        before = words
