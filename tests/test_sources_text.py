"""Plain text as it comes in: every encoding, and what is no text."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support import real
from tests.support.planwords import broken
from zmddoc.importer.sources import read_source
from zmddoc.prose import as_printed
from zmddoc.refusal import Refusal


def plan() -> str:
    """The real plan as printed."""
    of = real.project().plan
    assert of
    return as_printed(of)


ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gbk", "gb18030")


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_plan_in_every_encoding(encoding: str, end: str) -> None:
    source = read_source("方案.txt", plan().replace("\n", end).encode(encoding))
    assert source.text == plan()
    assert (source.kind, source.furniture, source.notes) == ("text", (), ())
    assert encoding.partition("-sig")[0].replace("gbk", "gb18030") in source.encoding


def test_a_line_has_its_place() -> None:
    source = read_source("方案.txt", "一、甲\n\n二、乙".encode())
    assert [(one.start, one.place) for one in source.lines] == [
        (0, "第1行"),
        (4, "第2行"),
        (5, "第3行"),
    ]


def test_what_nobody_sees_is_taken_out_and_said() -> None:
    source = read_source("方案.txt", "一、加强\u200b领导\ufeff。\f二、抓好\u200b落实。".encode())
    assert source.text == "一、加强领导。\n二、抓好落实。"
    assert [one.words for one in source.furniture] == [
        "U+200B(零宽空格)×2",
        "U+FEFF(字节序标记)×1",
    ]


def test_old_and_rare_characters_are_kept() -> None:
    words = "𬇙水镇、㙍塘村、䶮县（含〇三工程）——“①”℃㎡"
    assert read_source("", (words + plan()).encode("gb18030")).text == words + plan()


REFUSED = {
    "nothing": ("x.txt", b"", "Z121", "空"),
    "zeros": ("x.txt", b"\0" * 100, "Z121", "空"),
    "blank": ("x.txt", "\u3000 \n".encode(), "Z124", "没有文字"),
    "too large": ("x.txt", b"a" * (31 * 1024 * 1024), "Z121", "超过 30 MB"),
    "too long": ("x.txt", "示例".encode() * 1_100_000, "Z121", "万字"),
    "lines": ("x.txt", b"a\n" * 15_000_000, "Z121", "万字"),
    "doc": ("x.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "Z121", "旧版 Word"),
    "wps": ("x.wps", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "Z121", "WPS 文字"),
    "picture": ("x.txt", b"\x89PNG\r\n\x1a\n" + b"\0" * 60, "Z121", "图片"),
    "rtf": ("x.doc", b"{\\rtf1 a}", "Z121", "RTF"),
    "cut off": ("x.txt", plan().encode()[:-1], "Z125", "有损坏"),
    "one byte wrong": ("x.txt", plan().encode()[:99] + b"\xff" + plan().encode()[99:], "Z125", "9"),
    "big5": ("x.txt", "關於印發實施方案的通知，各區縣人民政府".encode("big5"), "Z125", "编码"),
    "utf-16 cut": ("x.txt", codecs.BOM_UTF16_LE + "通知".encode("utf-16-le")[:-1], "Z125", "损坏"),
    "controls": ("x.txt", b"plan\x01\x02\x03", "Z125", "控制字符"),
    "noise": ("x.dat", bytes(range(128, 255)) * 9, "Z125", "乱码"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_not_read(case: str) -> None:
    name, content, code, says = REFUSED[case]
    with pytest.raises(Refusal) as caught:
        read_source(name, content)
    assert caught.value.code == code
    assert says in caught.value.reason
    assert caught.value.hint


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        source = read_source("x", content)
    except Refusal as refusal:
        assert refusal.code in {"Z121", "Z122", "Z123", "Z124", "Z125"}
    else:
        assert source.text.strip()


@given(st.text(st.characters(codec="gb2312"), min_size=1))
def test_any_chinese_text_comes_back(text: str) -> None:
    words = "关于印发方案的通知" + "".join(c for c in text if c.isprintable())
    for encoding in ("utf-8", "gb18030", "utf-16"):
        assert read_source("", words.encode(encoding)).text == words


def test_tabs_are_white_space_and_symbols_of_a_font_are_listed() -> None:
    source = read_source("", "一、甲\t乙\uf06c\uf06c".encode())
    assert source.text == "一、甲 乙"
    assert source.furniture[0].words == "U+F06C(专用区字符)×2"
    assert "字体" in source.furniture[0].why


WORDS = (
    "示例市2021年示例工作方案\n为贯彻落实省委、省政府关于示例工作的决策部署，结合我市实际，制定本工作方案，请各单位认真抓好贯彻落实。\n"
    "一、主要任务\n"
    "（一）推进示例工作。围绕示例产业发展的重点领域和关键环节，加快推进示例园区建设，新建示例园区十个以上，并做好配套服务。"
    "（责任单位：市发展和改革委员会、市工业和信息化局、市人力资源和社会保障局）\n"
    "（二）推进示例改革。深化示例领域的审批制度改革，进一步压缩审批环节和办理时间，切实提高示例事项的办理效率和服务水平。\n"
    "牵头单位：市行政审批服务管理局\n配合单位：市市场监督管理局、市自然资源和规划局、市住房和城乡建设局、市生态环境局、市交通运输局、市水利局\n"
)


@pytest.mark.parametrize("columns", [44, 56, 64])
@pytest.mark.parametrize("indent", ["", "\u3000\u3000"])
def test_lines_that_were_broken_at_a_width_are_put_together(columns: int, indent: str) -> None:
    source = read_source("方案.txt", broken(WORDS, columns, indent).encode())
    assert [line.strip() for line in source.text.split("\n")] == WORDS.split("\n")
    assert any("折行" in note for note in source.notes)


def test_lines_of_their_own_are_left_alone() -> None:
    for text in (WORDS, plan(), "\n".join(f"{n}.推进示例工作第{n}项。" for n in range(1, 40))):
        source = read_source("方案.txt", text.encode())
        assert source.text == text
        assert source.notes == ()
