"""The other ways, each a process of its own: ``python -m bench.rivals WAY PAPERS OUT``.

Each is used as its manual says and no worse: the Word template is opened once for each document, as
docxtpl needs; LibreOffice gets all documents in one call; Typst keeps its compiler and fonts.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

_WIDTHS = (10, 21, 22, 84, 30, 19, 19, 20)
"""Millimetres, as the columns of templates/parts.html.j2."""


def docxtpl(papers: Path, out: Path) -> None:
    """A Word template filled."""
    from docxtpl import DocxTemplate

    template = out / "template.docx"
    _word_template(template, json.loads((papers / "faces.json").read_text())["families"])
    (out / "docx").mkdir()
    for file in sorted(papers.glob("[0-9]*.json")):
        document = DocxTemplate(template)
        document.render(json.loads(file.read_text(encoding="utf-8")), autoescape=True)
        document.save(out / "docx" / f"{file.stem}.docx")


def libreoffice(papers: Path, out: Path) -> None:
    """Word files converted, all in one call; those that ``docxtpl`` made."""
    command = [
        "soffice", f"-env:UserInstallation={(out / 'profile').as_uri()}", "--headless",
        "--convert-to", "pdf", "--outdir", str(out / "pdf"),
        *map(str, sorted((out / "docx").glob("*.docx"))),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=600)


def weasyprint(papers: Path, out: Path) -> None:
    """WeasyPrint as its first page shows: each document by itself."""
    from weasyprint import CSS, HTML

    for file in sorted(papers.glob("[0-9]*.html")):
        HTML(filename=file).write_pdf(
            out / f"{file.stem}.pdf", stylesheets=[CSS(filename=papers / "gongwen.css")]
        )


def typst(papers: Path, out: Path) -> None:
    """Typst with one compiler for all documents."""
    from typst import Compiler

    faces = json.loads((papers / "faces.json").read_text())
    template = out / "sheet.typ"
    widths = ", ".join(f"{width}mm" for width in _WIDTHS)
    text = (Path(__file__).parent / "sheet.typ").read_text(encoding="utf-8")
    for role, family in faces["families"].items():
        text = text.replace(f"@{role}@", family)
    template.write_text(text.replace("@widths@", widths), encoding="utf-8")
    compiler = Compiler(
        str(template), root=str(out), font_paths=faces["folders"], ignore_system_fonts=True
    )
    for file in sorted(papers.glob("[0-9]*.json")):
        compiler.compile(
            output=str(out / f"{file.stem}.pdf"),
            sys_inputs={"paper": file.read_text(encoding="utf-8")},
        )


def _word_template(file: Path, families: dict[str, str]) -> None:
    from docx import Document
    from docx.enum.section import WD_ORIENT, WD_SECTION
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    document = Document()

    def paragraph(
        words: str, role: str = "fangsong", size: float = 16, align: str = "JUSTIFY"
    ) -> None:
        made = document.add_paragraph()
        made.alignment = WD_ALIGN_PARAGRAPH[align]
        made.paragraph_format.line_spacing = Pt(size * 1.81)
        made.paragraph_format.space_after = Pt(0)
        dress(made.add_run(words), families[role], size)

    def dress(run, family: str, size: float) -> None:  # type: ignore[no-untyped-def]
        run.font.size, run.font.name = Pt(size), family
        run._r.rPr.rFonts.set(qn("w:eastAsia"), family)
        run.font.bold = family == families["xiaobiaosong"]

    def turn(section, width: float, height: float, margins: tuple[float, ...]) -> None:  # type: ignore[no-untyped-def]
        section.page_width, section.page_height = Mm(width), Mm(height)
        section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = map(
            Mm, margins
        )

    turn(document.sections[0], 210, 297, (37, 26, 35, 28))
    paragraph("{{ issuer }}", "xiaobiaosong", 30, "CENTER")
    paragraph("{{ number }}", align="RIGHT")
    paragraph("{{ title }}", "xiaobiaosong", 22, "CENTER")
    paragraph("{{ addressee }}")
    paragraph("{%p for words in paragraphs %}")
    paragraph("{{ words }}")
    paragraph("{%p endfor %}")
    paragraph("{{ attachment }}")
    paragraph("{{ signatory }}", align="RIGHT")
    paragraph("{{ date }}", align="RIGHT")
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    turn(section, 297, 210, (28, 37, 26, 35))
    paragraph("附件", "hei")
    paragraph("{{ table_title }}", "xiaobiaosong", 22, "CENTER")
    paragraph("{{ subtitle }}", "kai", 16, "CENTER")
    table = document.add_table(rows=8, cols=len(_WIDTHS), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))

    def write(row: int, column: int, words: str, role: str = "fangsong") -> None:
        dress(table.cell(row, column).paragraphs[0].add_run(words), families[role], 10.5)

    for column in range(len(_WIDTHS)):
        write(0, column, f"{{{{ head[{column}] }}}}", "hei")
        write(5, column, f"{{{{ row.cells[{column}] }}}}")
    table.cell(3, 0).merge(table.cell(3, len(_WIDTHS) - 1))
    write(3, 0, "{{ row.band }}", "hei")
    for row, words in {
        1: "for row in rows",
        2: "if row.band",
        4: "else",
        6: "endif",
        7: "endfor",
    }.items():
        write(row, 0, f"{{%tr {words} %}}")
    paragraph("{%p for words in notes %}")
    paragraph("{{ words }}", size=12)
    paragraph("{%p endfor %}")
    document.save(file)


WAYS: dict[str, Callable[[Path, Path], None]] = {
    one.__name__: one for one in (docxtpl, libreoffice, weasyprint, typst)
}

if __name__ == "__main__":
    WAYS[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))
