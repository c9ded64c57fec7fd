"""PDF files as they come in: our own, and what stands on the pages of others."""

from __future__ import annotations

import io
import random
import re
import zlib
from collections import Counter
from functools import cache

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support import real
from tests.support.pdf_files import pdf, rows
from zmddoc.importer.sources import Source, read_source
from zmddoc.importer.sources.pdfsize import refuse_bombs
from zmddoc.prose import as_printed
from zmddoc.refusal import Refusal

FULL = "关于印发示例市工业经济高质量发展工作方案的通知示"
"""A row from margin to margin."""


def read(content: bytes) -> Source:
    return read_source("来文.pdf", content)


def squeezed(words: str) -> str:
    return "".join(words.split())


@cache
def built() -> bytes:
    return real.renderer().render(real.composed()[real.PLAN])


# the plan as the project itself builds it


def test_the_built_plan_is_there_word_for_word_and_in_paragraphs() -> None:
    plan = real.project().plan
    assert plan
    cover, words = read(built()).text.split("2021年3月29日\n")
    title, *paragraphs = as_printed(plan).split("\n")
    assert squeezed(words) == squeezed(as_printed(plan))
    assert words.split("\n")[2:] == paragraphs
    assert "".join(words.split("\n")[:2]) == title
    assert cover.split("\n")[0] == plan.number


def test_every_other_word_of_the_built_plan_is_furniture() -> None:
    furniture = [(one.why, squeezed(one.words)) for one in read(built()).furniture]
    pages = len(pypdf.PdfReader(io.BytesIO(built())).pages)
    assert furniture == [
        *(("页码", f"—{i}—") for i in range(1, pages + 1)),
        ("版头", "驻马店市人民政府办公室文件"),
        ("版记", "驻马店市人民政府办公室2021年4月1日印发"),
    ]


def test_a_place_is_that_of_the_row() -> None:
    source = read(pdf(rows(f"　　{FULL[2:]}", "通知。"), rows("第二页")))
    assert source.text == f"{FULL[2:]}通知。\n第二页"
    assert [(source.text[one.start :][:2], one.place) for one in source.lines] == [
        (FULL[2:4], "第1页第1行"),
        ("通知", "第1页第2行"),
        ("第二", "第2页第1行"),
    ]


# paragraphs


@pytest.mark.parametrize(
    ("given_rows", "paragraphs"),
    [
        ([f"　　{FULL[2:]}", FULL, "通知。", f"　　{FULL[2:]}"], [FULL[2:] + FULL + "通知。", FULL[2:]]),
        ([FULL, f"　　{FULL[2:]}", "　　短。", "　　又一段。"], [FULL, FULL[2:], "短。", "又一段。"]),
        ([FULL, f"{FULL[:-1]}。", "一、章", FULL], [FULL + FULL[:-1] + "。", "一、章", FULL]),
        ([FULL, f"{FULL[:-1]}。", "（十二）条"], [FULL + FULL[:-1] + "。", "（十二）条"]),
        ([FULL, f"{FULL[:-1]}。", "1.5亿元"], [FULL + FULL[:-1] + "。1.5亿元"]),
        ([FULL, FULL[:-3], "2025年底前"], [FULL + FULL[:-3] + "2025年底前"]),
        ([FULL, FULL[:-3], "二〇二五年"], [FULL + FULL[:-3], "二〇二五年"]),
        ([FULL, FULL[:-2] + "ab", "cd"], [FULL + FULL[:-2] + "ab cd"]),
        ([FULL, FULL[:-2] + "20", "21年"], [FULL + FULL[:-2] + "2021年"]),
    ],
)  # fmt: skip
def test_rows_are_joined_to_paragraphs(given_rows: list[str], paragraphs: list[str]) -> None:
    assert read(pdf(rows(*given_rows))).text.split("\n") == paragraphs


def test_a_paragraph_goes_on_over_the_page() -> None:
    first = [*rows(f"　　{FULL[2:]}", FULL), (285.0, 70.0, "- 1 -")]
    second = [*rows("接着写。", "　　又一段"), (285.0, 70.0, "- 2 -")]
    source = read(pdf(first, second))
    assert source.text == f"{FULL[2:]}{FULL}接着写。\n又一段"


def test_the_cells_of_a_table_stay_together() -> None:
    cells = [
        (80.0, 700.0, "市科"),
        (80.0, 680.0, "技局"),
        (300.0, 700.0, "二十"),
        (300.0, 680.0, "家家"),
    ]
    assert squeezed(read(pdf(cells)).text) == "市科技局二十家家"
    beside = [(80.0, 700.0, "市科技局"), (300.0, 700.0, "二十家")]
    assert read(pdf(beside)).text == "市科技局 二十家"


def test_rows_that_were_drawn_out_of_order() -> None:
    drawn = rows("一、甲", "二、乙", "三、丙")
    assert read(pdf([drawn[2], drawn[0], drawn[1]])).text == "一、甲\n二、乙\n三、丙"


# margins


def test_running_heads_and_numbers_are_left_out_and_listed() -> None:
    def page(number: int, *words: str) -> list[tuple[float, float, str]]:
        head, foot = (
            (200.0, 800.0, f"示例市人民政府公报 第{number + 6}期"),
            (285.0, 50.0, f"{number}"),
        )
        return [head, *rows(*words), foot]

    source = read(pdf(page(1, "一、甲", "2021"), page(2, "二、乙", "2021"), page(3, "三、丙", "4")))
    assert source.text == "一、甲\n2021\n二、乙\n2021\n三、丙\n4"
    assert [one.words for one in source.furniture if one.why == "页码"] == ["1", "2", "3"]
    assert [(one.place, one.words) for one in source.furniture if one.why != "页码"] == [
        (f"第{i}页第1行", f"示例市人民政府公报 第{i + 6}期") for i in (1, 2, 3)
    ]


@pytest.mark.parametrize("number", ["— 3 —", "-3-", "第3页", "第 3 页 共 9 页", "3/9", "· 3 ·"])
def test_a_dressed_page_number_on_one_page(number: str) -> None:
    source = read(pdf([*rows("一、甲"), (285.0, 60.0, number)]))
    assert (source.text, source.furniture[0].why) == ("一、甲", "页码")


def test_what_comes_again_within_the_text_stays() -> None:
    heads = [rows("序号　任务", "1　甲"), rows("序号　任务", "2　乙")]
    assert squeezed(read(pdf(*heads)).text) == "序号任务1甲序号任务2乙"


def test_a_number_that_does_not_count_pages_stays() -> None:
    pages = [[*rows(words), (285.0, 60.0, words[:2])] for words in ("20户", "99户", "35户")]
    assert squeezed(read(pdf(*pages)).text) == "20户2099户9935户35"


def test_a_table_on_landscape_pages_with_turned_numbers() -> None:
    """Word for word as in the Word document, but for the head of the table on every page."""
    source = read(real.renderer().render(real.composed()[real.BREAKDOWN]))
    other = read_source("", real.docx(real.BREAKDOWN))
    head = "序号条款任务工作内容量化指标牵头单位配合单位完成时限"
    words = [char for char in source.text if not char.isspace()]
    again = [line for line in source.text.split("\n") if squeezed(line) == head]
    assert len(again) > 10
    more = Counter(words) - Counter(squeezed(other.text))
    assert more == Counter(head * (len(again) - 1))
    assert not Counter(squeezed(other.text)) - Counter(words)


# characters


def test_radicals_become_the_characters_that_look_so() -> None:
    source = read(pdf(rows("⼀、⼯作⽅案", "⻓效机制")))
    assert source.text == "一、工作方案\n长效机制"
    assert "部首" in source.notes[0]


# what is refused


def _locked() -> bytes:
    writer = pypdf.PdfWriter(io.BytesIO(built()))
    writer.encrypt("示例", algorithm="AES-128")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def test_a_large_stream_is_no_bomb() -> None:
    """One of several megabytes, which is counted in several steps, with more behind it."""
    packed = zlib.compress(bytes(3 * 1024 * 1024))
    refuse_bombs(b"stream\n" + packed + b"\nendstream\nstream\n" + packed[:99] + b"\nendstream")
    with pytest.raises(Refusal, match="炸弹"):
        refuse_bombs((b"stream\n" + zlib.compress(bytes(90 * 1024 * 1024)) + b"\nendstream\n") * 7)


def _bomb() -> bytes:
    packer = zlib.compressobj()
    packed = b"".join(packer.compress(bytes(1024 * 1024)) for _ in range(101)) + packer.flush()
    return b"%PDF-1.5\n1 0 obj<</Filter/FlateDecode>>\nstream\n" + packed + b"\nendstream"


SCRIPT = "/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS(app.alert\\(1\\))>>]>>>>"
REFUSED = {
    "扫描": ("Z124", lambda: pdf([], picture=[0])),
    "第2页": ("Z124", lambda: pdf(rows("甲乙"), [(285.0, 60.0, "— 2 —")], picture=[1])),
    "没有文字": ("Z124", lambda: pdf([])),
    "嵌入字体": ("Z124", lambda: pdf(rows("甲乙", "丙"))),
    "密码": ("Z122", _locked),
    "炸弹": ("Z123", _bomb),
    "两层": ("Z123", lambda: b"%PDF-1.5\n1 0 obj<</Filter [ /FlateDecode /FlateDecode ]>>"),
    "JavaScript": ("Z123", lambda: pdf(rows("甲乙"), catalogue=SCRIPT)),
    "损坏": ("Z121", lambda: b"%PDF-1.7\nxxx"),
    "1001 页": ("Z121", lambda: pdf(*[rows("甲乙")] * 1001)),
}


@pytest.mark.parametrize("says", REFUSED)
def test_what_is_not_read(says: str) -> None:
    code, made = REFUSED[says]
    with pytest.raises(Refusal) as caught:
        read(made())
    assert (caught.value.code, says in caught.value.reason) == (code, True), caught.value.reason
    assert caught.value.hint


def test_text_that_is_not_seen_is_said() -> None:
    source = read(pdf(rows(FULL), picture=[0], mode=3))
    assert source.text == FULL
    assert source.notes[0] == "文字印出来看不见，多半是扫描后识别的，请逐字核对：第1页"


def test_a_picture_beside_text_is_said() -> None:
    source = read(pdf(rows("甲乙"), rows(FULL), picture=[1]))
    assert source.notes == ("有图片，图片里的字没有读：第2页",)


@given(st.integers(0, 2**32))
@settings(max_examples=100)
def test_a_damaged_file_is_read_or_refused(seed: int) -> None:
    rng = random.Random(seed)
    whole = built() if seed % 2 else pdf(rows(*[FULL] * 9), rows("二、乙"), picture=[0])
    cut = bytearray(whole[: rng.randrange(len(whole))] if seed % 3 == 0 else whole)
    for _ in range(rng.randrange(1, 30) if seed % 3 else 0):
        at = rng.randrange(len(cut))
        cut[at : at + rng.randrange(3)] = rng.choice([b"", b"9", b"<<", b">>", b"\xff\0", b" 0 R"])
    try:
        read(bytes(cut))
    except Refusal as refusal:
        assert re.search("[\u4e00-\u9fff]", refusal.hint)
