"""Sample data: every page says that it is made up."""

import pypdfium2
from support import press, samples


def heads(content: bytes) -> list[bool]:
    """Whether each page of a PDF says 示例数据 above its text."""
    found = []
    for page in pypdfium2.PdfDocument(content):
        width, height = page.get_size()
        text = page.get_textpage().get_text_bounded(0, height - 70, width, height)
        found.append("示例数据" in text)
    return found


def test_every_page_of_a_pdf_says_so() -> None:
    marked = press.pdf(samples.WHOLE.replace("<head>", f"<head>{samples.SAMPLE}"))
    assert heads(marked) == [True] * 4
    assert heads(press.pdf(samples.WHOLE)) == [False] * 4
