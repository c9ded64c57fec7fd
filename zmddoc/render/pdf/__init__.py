"""Gongwen HTML to PDF with WeasyPrint; the only place that imports it."""

import os
import warnings
from pathlib import Path

# No face of the machine and no rule of it: a rule that puts one family first, whatever is asked for,
# would set other faces than those prepared.
os.environ["FONTCONFIG_FILE"] = str(Path(__file__).with_name("fonts.conf"))

with warnings.catch_warnings():
    warnings.filterwarnings("ignore", "No fonts configured")  # so it is meant
    # ``upstream`` first: it is what loads WeasyPrint.
    from zmddoc.render.pdf import upstream
    from zmddoc.render.pdf.renderer import PdfRenderer

__all__ = ["PdfRenderer", "upstream"]
