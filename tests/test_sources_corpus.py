"""Real plans, put into every kind of file and read back: every word, and nothing else."""

from __future__ import annotations

import io

import docx
import pytest

from tests.support import press, samples, web_pages
from tests.support.truth import CORPUS, HELD_OUT
from zmddoc.importer.head import Given
from zmddoc.importer.run import bring_in
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


def as_word(text: str) -> bytes:
    document = docx.Document()
    for line in text.split("\n"):
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def as_pdf(text: str) -> bytes:
    """In the faces of a build, with page numbers."""
    body = "".join(f"<p>{line.strip()}</p>" for line in text.split("\n") if line.strip())
    return press.pdf(samples.page(samples.portrait(body)))


@pytest.mark.parametrize("text", TEXTS)
def test_as_word(text: str) -> None:
    source = read_source("来文.docx", as_word(text))
    assert squeezed(source.text) == squeezed(text)
    assert source.furniture == ()


@pytest.mark.parametrize("text", TEXTS)
def test_as_pdf(text: str) -> None:
    """Paragraphs are found again where there are any."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    source = read_source("来文.pdf", as_pdf(text))
    assert squeezed(source.text) == squeezed(text)
    assert {one.why for one in source.furniture} == {"页码"}
    if len(lines) > 5:
        found = {squeezed(line) for line in source.text.split("\n")}
        assert sum(squeezed(line) in found for line in lines) >= 0.9 * len(lines)


@pytest.mark.parametrize("text", TEXTS)
def test_the_plan_is_the_same_whatever_file_it_came_in(text: str) -> None:
    """Items, duties, targets and deadlines: rows of a page and lost breaks change nothing."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    files = {
        "来文.docx": as_word(text),
        "来文.pdf": as_pdf(text),
        "来文.html": web_pages.old(lines).encode("gb18030"),
    }
    wanted = items("来文.txt", text.encode())
    assert {name: items(name, content) for name, content in files.items()} == dict.fromkeys(
        files, wanted
    )


def items(name: str, content: bytes) -> str:
    """The chapters of the plan that is read of a file, without white space."""
    plan = bring_in(name, content, Given()).plan
    return squeezed("".join(one.model_dump_json() for one in plan.chapters)).replace("\\n", "")
