"""PDF files put together row by row, in a face that every reader knows by name."""

from __future__ import annotations

from collections.abc import Sequence

Set = tuple[float, float, str]
"""A row: how far from the left and from the foot of the page, in points, and its words."""
SIZE = 16.0


def pdf(
    *pages: Sequence[Set],
    picture: Sequence[int] = (),
    catalogue: str = "",
    level: str = "1 0 0 1",
    mode: int = 0,
) -> bytes:
    """A file with those pages of A4; those of the numbers ``picture`` (from 0) have one on them.
    ``mode`` is the render mode of the text, 3 for text that is not seen."""
    objects = [
        f"<</Type/Catalog/Pages 2 0 R{catalogue}>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{' '.join(f'{7 + 2 * i} 0 R' for i in range(len(pages)))}]>>",
        "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
        "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/FontDescriptor 5 0 R>>",
        "<</Type/FontDescriptor/FontName/STSong-Light/Flags 4/FontBBox[0 -120 1000 880]/ItalicAngle 0"
        "/Ascent 880/Descent -120/CapHeight 880/StemV 80>>",
        "<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>"
        "\nstream\nx\nendstream",
    ]  # fmt: skip
    for i, rows in enumerate(pages):
        drawn = "".join(
            f"BT {mode} Tr /F {SIZE} Tf {level} {x} {y} Tm <{words.encode('utf-16-be').hex()}> Tj ET\n"
            for x, y, words in rows
        )
        if i in picture:
            drawn += "q 400 0 0 700 50 50 cm /P Do Q\n"
        objects += [
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>/XObject<</P 6 0 R>>>>"
            f"/Contents {8 + 2 * i} 0 R>>",
            f"<</Length {len(drawn)}>>\nstream\n{drawn}endstream",
        ]  # fmt: skip
    out, places = b"%PDF-1.5\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{one}\nendobj\n".encode()
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    return out + (
        f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n".encode()
    )


def rows(*words: str, top: float = 740, pitch: float = 29, left: float = 80) -> list[Set]:
    """Rows below one another; ``　　`` before the words sets them in."""
    found = []
    for i, one in enumerate(words):
        bare = one.lstrip("\u3000")
        found.append((left + SIZE * (len(one) - len(bare)), top - i * pitch, bare))
    return found
