"""Gongwen HTML to PDF with WeasyPrint; the only place that imports it."""

from zmddoc.render.pdf.renderer import PdfRenderer

__all__ = ["PdfRenderer"]
