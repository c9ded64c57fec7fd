"""How large the streams of a PDF file become when they are unpacked: the library sets no limit."""

from __future__ import annotations

import re
import zlib

from zmddoc.importer.sources.official import OFFICIAL
from zmddoc.package import MEGABYTE

STREAM_LIMIT, TOTAL_LIMIT = 100 * MEGABYTE, 600 * MEGABYTE
"""A photograph on the page may come to tens of megabytes; a page of text comes to tens of kilobytes."""
_STREAM = re.compile(rb"stream\r?\n")
_TWICE = re.compile(rb"/Fl(?:ateDecode)?[\s/\[]{1,20}Fl(?:ateDecode)?\b")
_STEP = 64 * 1024


def refuse_bombs(content: bytes) -> None:
    """Raise Refusal (Z123) for a file whose streams become too large."""
    if _TWICE.search(content):
        raise OFFICIAL.unsafe("PDF 里有压了两层的内容，可能是恶意文件（压缩炸弹）", OFFICIAL.again)
    total = place = 0
    while match := _STREAM.search(content, place):
        size, place = _unpacked(content, match.end())
        total += size
        if size > STREAM_LIMIT or total > TOTAL_LIMIT:
            raise OFFICIAL.unsafe("解压后大得不正常，可能是恶意文件（压缩炸弹）", OFFICIAL.again)


def _unpacked(content: bytes, start: int) -> tuple[int, int]:
    """How large the stream that begins at ``start`` becomes, counted no further than the limit, and
    where it ends; 0 where it is not packed this way."""
    if start >= len(content) or content[start] & 0x0F != 8:
        return 0, start
    unpacker = zlib.decompressobj()
    size, place = 0, start
    while place < len(content) and not unpacker.eof and size <= STREAM_LIMIT:
        packed = content[place : place + _STEP]
        place += len(packed)
        while packed and not unpacker.eof and size <= STREAM_LIMIT:
            try:
                size += len(unpacker.decompress(packed, MEGABYTE))
            except zlib.error:
                return size, start
            packed = unpacker.unconsumed_tail
    return size, place - len(unpacker.unused_data)
