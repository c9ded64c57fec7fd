"""Every document says the same in HTML, Word and PDF, word for word and in the same order."""

import pytest
from support import real
from support.docx_text import docx_lines

from zmddoc.gongwen import lines

PARTS = 4
"""Into how many tests the sheets are divided, for the sake of parallel runs."""

GROUPS = ("方案", "责任分解表", *(f"任务清单 {n + 1}/{PARTS}" for n in range(PARTS)))


def group(name: str) -> list[str]:
    """The paths of the documents of one of GROUPS."""
    kind, _, part = name.partition(" ")
    paths = [path for path in real.listed() if path.startswith(f"{kind}/")]
    return paths[int(part[0]) - 1 :: PARTS] if part else paths


def test_no_document_is_left_out() -> None:
    assert sorted(path for name in GROUPS for path in group(name)) == sorted(real.listed())
    assert len(real.listed()) == 38


@pytest.mark.parametrize("name", GROUPS)
def test_the_words_of_word_documents(name: str) -> None:
    for path in group(name):
        assert docx_lines(real.docx(path)) == lines(real.composed()[path]), path


@pytest.mark.parametrize("name", GROUPS)
def test_the_words_of_pdfs(name: str) -> None:
    for path in group(name):
        said = "".join(char.text for char in real.printed(path))
        assert said == "".join(lines(real.composed()[path])).replace(" ", ""), path
