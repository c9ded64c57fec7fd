"""Write templates/base.docx: GB/T 9704-2012 as named styles, page shapes and footers.

The numbers are those of DOMAIN.md paragraph 1, in twips (1/1440 inch) unless a name says otherwise.
The file opens in Word as a specimen: one line in each style. It is stored, not compressed, so that
its bytes do not depend on a zlib. Run: ``python tools/make_base.py``.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from base_parts import package
from base_styles import PARAGRAPHS, styles_xml

BASE = Path(__file__).resolve().parent.parent / "templates" / "base.docx"


def base_bytes() -> bytes:
    """Return the bytes of base.docx."""
    stream = io.BytesIO()
    specimen = [(style.id, style.name) for style in PARAGRAPHS]
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in package(styles_xml(), specimen).items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.create_system = 0  # the same on every system
            archive.writestr(info, content)
    return stream.getvalue()


if __name__ == "__main__":
    BASE.write_bytes(base_bytes())
