"""Take the pictures of README and manual anew from what ``make build`` has made.

    make build && .venv/bin/python tools/pictures.py

The form's picture needs LibreOffice; without it the old one stays.
"""

import io
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pypdfium2
from PIL import Image, ImageOps

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
NOTICES = "build/示例/build/督办通知/2021Q3"
CIRCULAR = "build/示例/build/季度通报/2021Q3/*.pdf"
COLOURS, GAP, FRAME = 128, 10, "#bbbbbb"


class Page(NamedTuple):
    """A page of a document: the first one with these words on it."""

    document: str
    words: str
    scale: float = 0.85
    """Pixels for a point."""
    part: tuple[float, float] = (0, 1)
    """From where to where, down the page."""


PICTURES = {
    "plan": [Page("build/方案/*.pdf", "关于印发")],
    "breakdown": [Page("build/责任分解表/*.pdf", "布局重大创新平台")],
    "sheet": [Page("build/任务清单/市工信局.pdf", "主攻智能制造")],
    "notice": [
        Page(f"{NOTICES}/市发改委（催办）.pdf", "关于催办"),
        Page(f"{NOTICES}/市发改委（催办）.pdf", "责任单位"),
        Page(f"{NOTICES}/市工信局.pdf", "督办单"),
    ],
    "circular": [Page(CIRCULAR, words) for words in ("通报如下", "图1　各章", "图2　各牵头")],
}
FORM = Page("build/示例/收到的报送表/2021Q2/市科技局.xlsx", "编号", 1.4, (0.03, 0.9))


def main() -> int:
    for name, pages in PICTURES.items():
        write(name, (image(page, found(page)) for page in pages))
    sys.path.insert(0, str(ROOT / "tests"))
    from support.libreoffice import SOFFICE, Office

    if SOFFICE:
        with tempfile.TemporaryDirectory() as folder:
            form = Office(Path(folder)).convert(found(FORM), "pdf", Path(folder))
            write("form", [image(FORM, form)])
    return 0


def found(page: Page) -> Path:
    """The one document that is meant."""
    (document,) = ROOT.glob(page.document)
    return document


def image(wanted: Page, document: Path) -> Image.Image:
    """The page, in a thin frame."""
    for page in pypdfium2.PdfDocument(document):
        if wanted.words in page.get_textpage().get_text_bounded().replace("\r\n", ""):
            picture = page.render(scale=wanted.scale).to_pil().convert("RGB")
            first, last = (round(picture.height * part) for part in wanted.part)
            picture = picture.crop((0, first, picture.width, last))
            return ImageOps.expand(picture, 1, FRAME)
    raise SystemExit(f"{document.name}: no page says {wanted.words}")


def write(name: str, images: Iterable[Image.Image]) -> None:
    """Write the pages side by side as a small PNG."""
    pages = list(images)
    width = sum(page.width + GAP for page in pages) - GAP
    whole = Image.new("RGB", (width, max(page.height for page in pages)), "white")
    at = 0
    for page in pages:
        whole.paste(page, (at, 0))
        at += page.width + GAP
    small = io.BytesIO()
    whole.quantize(COLOURS, dither=Image.Dither.NONE).save(small, "PNG", optimize=True)
    (IMAGES / f"{name}.png").write_bytes(small.getvalue())
    print(f"{name}.png: {len(small.getvalue()) // 1024} KB")


if __name__ == "__main__":
    sys.exit(main())
