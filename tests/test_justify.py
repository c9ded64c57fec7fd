"""Lines spread over their characters, and the internals of WeasyPrint that this leans on."""

import ast
import hashlib
import inspect
from collections.abc import Callable
from types import ModuleType

import pytest
import weasyprint
from hypothesis import given, settings
from hypothesis import strategies as st
from support import press, samples
from support.paper import LEFT, RIGHT, Line, Paper
from weasyprint.draw import text as draw
from weasyprint.layout import inline
from weasyprint.pdf import fonts
from weasyprint.text import line_break

from zmddoc.gongwen import parse
from zmddoc.render.pdf import justify, subset

UPSTREAM: tuple[tuple[ModuleType, str, str, str], ...] = (
    (inline, "justify_line", "cbba344b3c57ef10", "is replaced by justify._justify_line"),
    (inline, "text_align", "79372fc12c3602fd", "calls it with the free width of the line"),
    (inline, "add_word_spacing", "9a16bf0652ccb78c", "moves boxes the way justify._spread does"),
    (line_break, "line_size", "186816fcede28485", "counts the space behind the last character"),
    (line_break, "create_layout", "5d4b11726a68d0a4", "is called by justify._spread"),
    (draw, "draw_first_line", "df38b8753e86c3ba", "cuts kerning to thousandths of an em"),
    (fonts, "Font.subset", "e0eb0ac08f81585e", "is replaced by subset._subset"),
    (fonts, "Font.clean", "3db83c9cee49a40f", "calls it and wants font.file_content changed"),
    (fonts, "build_fonts_dictionary", "934910c919b576e9", "embeds it under its glyph numbers"),
)
"""Where it stands, its hash, and why it matters: what upstream does that is replaced or relied on."""


@pytest.mark.parametrize(("module", "called", "known", "why"), UPSTREAM)
def test_upstream_is_what_the_replacements_were_written_for(
    module: ModuleType, called: str, known: str, why: str
) -> None:
    found = hashlib.sha256(source(module, called).encode()).hexdigest()[:16]
    assert found == known, (
        f"WeasyPrint {weasyprint.__version__} has another {module.__name__}.{called}, which {why}: "
        f"read what changed, mend zmddoc/render/pdf, then write {found} here"
    )


def source(module: ModuleType, called: str) -> str:
    """The source of a function as it stands in the file of its module, replaced or not."""
    text = inspect.getsource(module)
    names = called.split(".")
    body: list[ast.stmt] = ast.parse(text).body
    for name in names:
        node = next(
            n for n in body if isinstance(n, ast.FunctionDef | ast.ClassDef) and n.name == name
        )
        body = node.body
    return ast.get_source_segment(text, node) or ""


@pytest.mark.parametrize("install", [justify.install, subset.install])
def test_another_version_is_refused(
    monkeypatch: pytest.MonkeyPatch, install: Callable[[], None]
) -> None:
    monkeypatch.setattr(weasyprint, "__version__", "71.0")
    with pytest.raises(RuntimeError, match=r"WeasyPrint 71\.0：.*只为 70 版写过"):
        install()


def lines(body: str, letters: str) -> list[Line]:
    """The lines of a text set by a renderer that has these letters."""
    renderer = press.renderer(samples.page(samples.portrait(f"<p>{letters}</p>")))
    document = parse(samples.page(samples.portrait(body)))
    return [line for s in Paper(renderer.render(document)).sheets for line in s.lines]


LETTERS = "示例文字方案，。、；：！？（）《》“”—…〔〕％2021%5GAb+-"


@settings(max_examples=30)
@given(st.text(LETTERS, min_size=1, max_size=160))
def test_every_text_is_kept_and_ends_at_the_margin(text: str) -> None:
    found = lines(f"<p>{text}</p>", LETTERS)
    assert "".join(line.text for line in found) == text
    for line in found[:-1]:
        assert line.right == pytest.approx(RIGHT, abs=0.5)
    assert found[-1].right <= RIGHT + 0.5
    assert all(line.left == pytest.approx(LEFT, abs=0.1) for line in found[1:])


def test_the_space_is_spread_evenly() -> None:
    first, _ = lines(f"<p>{'示例' * 12}示（文</p>", LETTERS)
    steps = [b.left - a.left for a, b in zip(first.chars, first.chars[1:], strict=False)]
    assert len(first.chars) == 25  # （ may not end it
    assert max(steps) - min(steps) < 0.05
    assert max(steps) > 16.3


def test_a_heading_and_its_text_are_spread_alike() -> None:
    """They are two boxes on one line."""
    first, *_ = lines(f'<div class="item"><h3>示例。</h3><p>{"文字" * 30}</p></div>', LETTERS)
    assert len(first.faces) == 2
    steps = [b.left - a.left for a, b in zip(first.chars, first.chars[1:], strict=False)]
    assert max(steps) - min(steps) < 0.05
    assert first.right == pytest.approx(RIGHT, abs=0.3)


def test_the_last_line_is_not_spread() -> None:
    *_, last = lines(f"<p>{'文字' * 15}</p>", LETTERS)
    assert len(last.chars) == 4
    assert last.right - last.left == pytest.approx(4 * 15.79 + 0.21, abs=0.3)


@pytest.mark.parametrize("pair", ["。（", "”，", "）、", "》（", "（《", "”“", "：“", "！”"])
def test_half_an_em_is_taken_out_between_two_marks(pair: str) -> None:
    (line,) = lines(f"<p>示{pair}例</p>", LETTERS)
    start, first, second, end = line.chars
    assert second.left - first.left == pytest.approx(8 - 0.21, abs=0.1)
    assert end.left - start.left == pytest.approx(16 + 8 + 16 - 3 * 0.21, abs=0.2)


@pytest.mark.parametrize("pair", ["（示", "示（", "——", "……", "“示", "，示"])
def test_nothing_else_is_narrowed(pair: str) -> None:
    (line,) = lines(f"<p>示{pair}例</p>", LETTERS)
    steps = [b.left - a.left for a, b in zip(line.chars, line.chars[1:], strict=False)]
    assert steps == pytest.approx([15.79] * 3, abs=0.1)
