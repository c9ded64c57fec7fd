"""Gongwen HTML to PDF with WeasyPrint; the only place that imports it."""

# ``upstream`` first: it is what loads WeasyPrint.
from zmddoc.render.pdf import upstream
from zmddoc.render.pdf.renderer import PdfRenderer

__all__ = ["PdfRenderer", "upstream"]
