"""Pictures in gongwen HTML: SVG held in the ``src`` of an ``img``, so that a document is one string.

Faces are named by role (``font-family="hei"``): what is installed is the renderers' business.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote, unquote

from lxml import etree

from zmddoc.gongwen.tree import sample_of, words

_PREFIX = "data:image/svg+xml,"
_SIZE = re.compile(r"([\d.]+)mm")


def source(svg: str) -> str:
    """Return what stands in the ``src`` of a picture."""
    return _PREFIX + quote(svg)


def svg_of(image: etree._Element) -> str:
    """Return the SVG of an ``img``. Raises ValueError if it holds no SVG."""
    src = image.get("src", "")
    if not src.startswith(_PREFIX):
        raise ValueError("图片应是 SVG")
    return unquote(src.removeprefix(_PREFIX))


def size(svg: str) -> tuple[float, float]:
    """Return width and height in mm. Raises ValueError where the SVG does not say them so."""
    root = etree.fromstring(svg.encode())
    found = [_SIZE.fullmatch(root.get(side, "")) for side in ("width", "height")]
    if not (found[0] and found[1]):
        raise ValueError("图片应写明宽和高（毫米）")
    return float(found[0][1]), float(found[1][1])


def pictured_words(document: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield the role of the face and the words of every text in the pictures of a document."""
    for image in document.iter("img"):
        for text in etree.fromstring(svg_of(image).encode()).iter("{*}text"):
            yield text.get("font-family", ""), "".join(map(str, text.itertext()))


def characters(documents: Iterable[etree._Element]) -> frozenset[str]:
    """Return every character that the documents print, in words and in pictures."""
    found: set[str] = set()
    for document in documents:
        found.update(words(document), sample_of(document))
        for _, text in pictured_words(document):
            found.update(text)
    return frozenset(found)
