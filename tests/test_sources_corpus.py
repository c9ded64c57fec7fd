"""Real plans, put into every kind of file and read back: every word, and nothing else."""

from __future__ import annotations

import io

import docx
import pytest

from tests.support import press, samples
from tests.support.truth import CORPUS, HELD_OUT
from zmddoc.importer.sources import read_source

FILES = [path for path in sorted(CORPUS.glob("*.txt")) if path.name[:2] not in HELD_OUT]
TEXTS = [pytest.param(path.read_text(encoding="utf-8"), id=path.name[:2]) for path in FILES] or [
    pytest.param("", marks=pytest.mark.skip("../shared/corpus is not there"))
]


def squeezed(words: str) -> str:
    return "".join(words.split())


@pytest.mark.parametrize("text", TEXTS)
def test_as_text(text: str) -> None:
    for encoding in ("utf-8-sig", "gb18030", "utf-16", "utf-16-be"):
        assert read_source("来文.txt", text.encode(encoding)).text == text


@pytest.mark.parametrize("text", TEXTS)
def test_as_word(text: str) -> None:
    document = docx.Document()
    for line in text.split("\n"):
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    source = read_source("来文.docx", stream.getvalue())
    assert squeezed(source.text) == squeezed(text)
    assert source.furniture == ()


@pytest.mark.parametrize("text", TEXTS)
def test_as_pdf(text: str) -> None:
    """In the faces of a build, with page numbers; paragraphs are found again where there are any."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    body = "".join(f"<p>{line}</p>" for line in lines)
    source = read_source("来文.pdf", press.pdf(samples.page(samples.portrait(body))))
    assert squeezed(source.text) == squeezed(text)
    assert {one.why for one in source.furniture} == {"页码"}
    if len(lines) > 5:
        found = {squeezed(line) for line in source.text.split("\n")}
        assert sum(squeezed(line) in found for line in lines) >= 0.9 * len(lines)
