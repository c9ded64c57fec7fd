"""One renderer for many documents: faces and stylesheet set up once."""

from __future__ import annotations

import copy
import gc
import io
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from lxml import etree, html
from weasyprint import CSS
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from zmddoc.fonts.prepare import ASCENT, Prepared
from zmddoc.gongwen.figures import size, source, svg_of
from zmddoc.gongwen.tree import NUMBERED, name, sample_of, words
from zmddoc.render.pdf import justify, pack, subset
from zmddoc.render.pdf.defaults import Page
from zmddoc.render.rows import may_split, spans
from zmddoc.render.widths import POINTS_PER_MM, ems, issuer_size

_SAMPLE = '@page {{ @top-center {{ content: "{words}"; font: 12pt {face}; white-space: nowrap; width: 80mm; color: #555; }} }}'
"""The mark at the head of every page made of sample data."""

_WIDTH, _TURNED_HEIGHT = 442.2, 442.2
"""Points: the width of an upright 版心, the height of a turned one (156 mm)."""

_EM = 15.79
"""One 3号 character as it is set, in points: 28 of them fill the 版心."""


class PdfRenderer:
    """Renders gongwen documents whose characters its faces have."""

    def __init__(self, prepared: Prepared, stylesheet: str) -> None:
        """``stylesheet`` is gongwen.css; ``prepared`` must have what the documents and their page
        numbers print."""
        justify.install()
        subset.install()
        pack.install()
        self._prepared = prepared
        faces = "\n".join(
            f"@font-face{{font-family:'{family}';src:url('face:{number}')}}"
            for number, family in enumerate(prepared.faces)
        )
        self._families = {
            role: ",".join(f"'{family}'" for family in families)
            for role, families in prepared.families.items()
        }
        for role, families in self._families.items():
            stylesheet = stylesheet.replace(f"var(--{role})", families)
        self._fonts = FontConfiguration()
        shelf = _Shelf(tuple(prepared.faces.values()))
        self._sheet = CSS(string=faces + stylesheet, font_config=self._fonts, url_fetcher=shelf)
        # Only what the document itself holds is drawn.
        self._fetcher = URLFetcher(allowed_protocols=("data",), fail_on_errors=True)

    def render(self, document: etree._Element) -> bytes:
        """Return the document as PDF; the same document and faces give the same bytes."""
        tree = copy.deepcopy(document)
        for element in tree.iter("p", "table", "tr"):
            if style := self._style(element):
                element.set("style", style)
        for colophon in list(tree.iter("div")):
            if name(colophon) == "div.colophon":
                _flatten_call(colophon)
        for image in tree.iter("img"):
            image.set("src", source(self.dressed(svg_of(image))))
        if mark := sample_of(tree):
            sheet = etree.SubElement(next(tree.iter("head")), "style")
            sheet.text = _SAMPLE.format(words=mark, face=self._families["hei"])
        forms = next(tree.iter("input", "select", "textarea"), None) is not None
        return self._pdf(html.tostring(tree, encoding="unicode"), pdf_forms=forms)

    def _style(self, element: etree._Element) -> str:
        """What depends on the words themselves and so cannot stand in the stylesheet."""
        match name(element):
            case "p.issuer":
                # Its place is that of its ink, which begins below the top of the em box.
                blank = ASCENT - self._prepared.rise("xiaobiaosong", words(element))
                size = issuer_size(words(element), _WIDTH)
                return f"font-size:{size:g}pt;margin-top:{-blank * size:.2f}pt"
            case "p.signatory":
                day = element.getnext()
                date_width = ems(words(day)) * _EM if day is not None else 0.0
                right = 4 * _EM + (date_width - ems(words(element)) * _EM) / 2
                return f"margin-right:{max(0.0, right):.2f}pt"
            case "p.attachment" if NUMBERED.match(words(element)):
                return f"text-indent:{-4 * _EM:.2f}pt;padding-left:{6 * _EM:.2f}pt"
            case "table" | "table.form":
                # Without a width WeasyPrint sets every cell twice, though its columns say theirs.
                return f"width:{sum(_widths(element)):.2f}pt"
            case "tr" if any(name(cell) == "td.band" for cell in element) or spans(element):
                return "break-after:avoid"
            case "tr":
                table = next(element.iterancestors("table"))
                if may_split(element, _widths(table), _TURNED_HEIGHT):
                    return "break-inside:auto"
        return ""

    def dressed(self, svg: str) -> str:
        """Return the picture with the prepared faces in place of the roles it names."""
        for role, families in self._families.items():
            svg = svg.replace(f'font-family="{role}"', f'font-family="{families}"')
        return svg

    def picture(self, svg: str, dots: int = 300) -> bytes:
        """Return the picture as PNG with ``dots`` to the inch, for formats that draw no SVG."""
        import pypdfium2

        width, height = size(svg)
        page = (
            f"<style>@page{{size:{width}mm {height}mm;margin:0}}body{{margin:0}}img{{display:block}}"
            f'</style><img alt="图" src="{source(self.dressed(svg))}">'
        )
        document = pypdfium2.PdfDocument(self._pdf(page))
        image = document[0].render(scale=dots / 72).to_pil()
        stream = io.BytesIO()
        image.convert("RGB").save(stream, "PNG", dpi=(dots, dots))
        return stream.getvalue()

    def _pdf(self, source: str, **options: bool) -> bytes:
        with _uncollected():
            page = Page(string=f"<!DOCTYPE html>{source}", url_fetcher=self._fetcher)
            content: bytes = page.write_pdf(
                stylesheets=[self._sheet], font_config=self._fonts, pdf_tags=True, **options
            )
        return content


@contextmanager
def _uncollected() -> Iterator[None]:
    """Look for garbage after a document, not a hundred times while it is drawn: almost all that is
    made for it lives until it is done."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


class _Shelf(URLFetcher):  # type: ignore[misc]
    """Hands out the prepared faces: ``face:0``."""

    def __init__(self, faces: Sequence[bytes]) -> None:
        super().__init__(allowed_protocols=())
        self._faces = faces

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """Return a face. Raises ValueError or IndexError for anything else."""
        return URLFetcherResponse(url, self._faces[int(url.removeprefix("face:"))])


def _flatten_call(colophon: etree._Element) -> None:
    """Let the 版记 take no line in the text: it stands at the foot, as a note does, but the place it
    is called from would be a line of its own, and might not fit where the 版记 does."""
    holder = etree.Element("div", style="line-height:0;break-before:avoid")
    colophon.addprevious(holder)
    holder.append(colophon)


def _widths(table: etree._Element) -> list[float]:
    """The widths of a table's columns, in points."""
    columns = table.iterfind("colgroup/col")
    return [float(re.sub(r"[^0-9.]", "", col.get("style", ""))) * POINTS_PER_MM for col in columns]
