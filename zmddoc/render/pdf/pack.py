"""Streams of a PDF packed at zlib's level 6.

pydyf packs at level 9, which takes four times as long on a cut face (mostly the empty places of the
glyphs it has not) and saves a hundredth of the bytes (docs/profile.md). The level is no option: the
module's zlib is replaced.
"""

from __future__ import annotations

import zlib
from types import SimpleNamespace
from typing import Any

import pydyf

from zmddoc.render.pdf.upstream import guard

LEVEL = 6


def install() -> None:
    """Let every PDF be packed at ``LEVEL``. Raises RuntimeError in another WeasyPrint."""
    guard("压缩")
    pydyf.zlib = SimpleNamespace(compress=zlib.compress, compressobj=_compressor)


def _compressor(level: int) -> Any:
    return zlib.compressobj(LEVEL)
