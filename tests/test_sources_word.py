"""Word documents as they come in: our own, and what Word and WPS put in theirs."""

from __future__ import annotations

import cProfile
import io
import random
import zipfile
from itertools import pairwise

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support import real
from tests.support.word_files import field, listed, numbering, p, r, word
from zmddoc.importer.sources import Source, read_source
from zmddoc.prose import as_printed
from zmddoc.refusal import Refusal


def read(content: bytes) -> Source:
    return read_source("来文.docx", content)


def text(body: str, **parts: str) -> str:
    return read(word(body, parts)).text


def squeezed(words: str) -> str:
    return "".join(words.split())


# the plan as the project itself builds it


@pytest.fixture(scope="module")
def built() -> Source:
    return read(real.docx(real.PLAN))


def test_the_built_plan_is_there_word_for_word(built: Source) -> None:
    plan = real.project().plan
    assert plan
    cover, words = built.text.split("2021年3月29日\n")
    assert squeezed(words) == squeezed(as_printed(plan))
    assert cover.split("\n")[0] == plan.number
    assert squeezed(plan.recipients) in squeezed(cover.replace("，", ",").replace("：", ":"))


def test_every_other_word_of_the_built_plan_is_furniture(built: Source) -> None:
    whole = docx.Document(io.BytesIO(real.docx(real.PLAN)))
    printed = {(one.why, squeezed(one.words)) for one in built.furniture}
    assert printed == {
        ("页脚", "—1—"),
        ("版头", "驻马店市人民政府办公室文件"),
        ("版记", "驻马店市人民政府办公室2021年4月1日印发"),
    }
    assert squeezed("".join(one.text for one in whole.paragraphs)) == squeezed(
        "驻马店市人民政府办公室文件" + built.text
    )


def test_lines_are_in_order_and_whole(built: Source) -> None:
    assert built.lines[0].start == 0
    for one, other in pairwise(built.lines):
        assert built.text[other.start - 1] == "\n"
        assert "\n" not in built.text[one.start : other.start - 1]


# numbers that are set by the program

CHAPTERS = numbering(
    ("chineseCountingThousand", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3.")
)


def test_automatic_numbers_become_text() -> None:
    body = "".join(
        p(words, properties=listed(level))
        for level, words in (
            (0, "章"),
            (1, "条"),
            (2, "款"),
            (2, "款"),
            (1, "条"),
            (0, "章"),
            (1, "条"),
        )
    )
    source = read(word(body, {"numbering": CHAPTERS}))
    assert source.text.split("\n") == [
        "一、章", "（一）条", "1.款", "2.款", "（二）条", "二、章", "（一）条",
    ]  # fmt: skip
    assert source.notes == ("有自动编号的段落7段：编号写成了文字",)


@pytest.mark.parametrize(
    ("style", "pattern", "expected"),
    [
        ("decimal", "%1", "3 "),
        ("decimalZero", "%1．", "03．"),
        ("decimalEnclosedCircle", "%1", "③"),
        ("decimalEnclosedCircleChinese", "%1", "③"),
        ("decimalFullWidth", "%1．", "３．"),
        ("japaneseCounting", "第%1条", "第三条"),
        ("ideographTraditional", "%1、", "丙、"),
        ("chineseLegalSimplified", "%1、", "叁、"),
        ("upperLetter", "%1、", "C、"),
        ("lowerRoman", "（%1）", "（iii）"),
        ("bullet", "\uf06c", "●"),
        ("bullet", "\uf0ff", "•"),
        ("bullet", "—", "—"),
        ("none", "", ""),
        ("hebrew1", "%1、", "3、"),
    ],
)
def test_the_formats_of_numbers(style: str, pattern: str, expected: str) -> None:
    body = p("甲", properties=listed()) * 3
    source = read(word(body, {"numbering": numbering((style, pattern))}))
    assert source.text.split("\n")[2] == f"{expected}甲"
    assert any("hebrew1" in note for note in source.notes) == (style == "hebrew1")


def test_numbers_over_ten_and_over_a_hundred() -> None:
    body = p("甲", properties=listed()) * 101
    counted = text(body, numbering=numbering(("chineseCounting", "%1、"))).split("\n")
    assert (counted[10], counted[19], counted[100]) == ("十一、甲", "二十、甲", "一○一、甲")


def test_a_list_of_the_paragraphs_style() -> None:
    styles = (
        "<w:style w:styleId='章'><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>"
        "<w:style w:styleId='我的章'><w:basedOn w:val='章'/></w:style>"
    )
    chapter = "<w:pStyle w:val='我的章'/>"
    body = p("甲", properties=chapter) + p(
        "乙", properties=chapter + "<w:numPr><w:numId w:val='0'/></w:numPr>"
    )
    assert text(body, numbering=CHAPTERS, styles=styles) == "一、甲\n乙"


def test_the_level_that_a_list_gives_a_style() -> None:
    levels = CHAPTERS.replace(
        "<w:numFmt w:val='chineseCounting'/>",
        "<w:numFmt w:val='chineseCounting'/><w:pStyle w:val='条'/>",
    )
    styles = (
        "<w:style w:styleId='条'><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>"
    )
    body = p("甲", properties=listed()) + p("乙", properties="<w:pStyle w:val='条'/>")
    assert text(body, numbering=levels, styles=styles) == "一、甲\n（一）乙"


def test_a_list_that_starts_elsewhere_and_one_that_goes_on() -> None:
    again = (
        "<w:num w:numId='2'><w:abstractNumId w:val='7'/><w:lvlOverride w:ilvl='0'>"
        "<w:startOverride w:val='5'/></w:lvlOverride></w:num>"
        "<w:num w:numId='3'><w:abstractNumId w:val='7'/></w:num>"
    )
    body = "".join(p("甲", properties=listed(0, number)) for number in (1, 1, 2, 2, 3))
    marks = text(body, numbering=numbering(("decimal", "%1、"), number=again)).split("\n")
    assert [mark[0] for mark in marks] == ["1", "2", "5", "6", "7"]


def test_levels_that_show_those_above() -> None:
    levels = numbering(("decimal", "%1、"), ("decimal", "%1.%2"))
    body = "".join(p("甲", properties=listed(level)) for level in (0, 1, 1, 0, 1))
    assert text(body, numbering=levels).split("\n") == [
        "1、甲",
        "1.1 甲",
        "1.2 甲",
        "2、甲",
        "2.1 甲",
    ]


# what else stands in a document


def test_tables_in_the_order_of_their_cells() -> None:
    document = docx.Document()
    document.add_paragraph("附件")
    table = document.add_table(2, 3)
    for i, cell in enumerate(table._cells):
        cell.text = f"格{i}"
    table.cell(1, 1).text = "一行\n又一行"
    table.cell(1, 2).add_paragraph("又一段")
    stream = io.BytesIO()
    document.save(stream)
    source = read(stream.getvalue())
    assert source.text == "附件\n格0 格1 格2\n格3\n一行\n又一行\n格5\n又一段"
    assert source.lines[1].place == "第1表第1行"


BOX = "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:wsp><wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"


def test_text_boxes_once_behind_their_paragraph() -> None:
    source = read(word(p("前", BOX.format(p("框里") + p("又")), "后") + p("下一段")))
    assert source.text == "前后\n框里\n又\n下一段"
    assert source.lines[1].place == "第1段文本框"
    old = (
        "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>"
        + p("旧框")
        + "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    assert text(p("前", old)) == "前\n旧框"


def test_changes_are_accepted_and_said() -> None:
    deleted = "<w:del w:id='2'><w:r><w:delText>删去</w:delText></w:r></w:del>"
    body = (
        p(
            "保留",
            f"<w:ins w:id='1'>{r('插入')}</w:ins>",
            deleted,
            f"<w:moveFrom>{r('移走')}</w:moveFrom>",
        )
        + p("没有段末", properties="<w:rPr><w:del w:id='3'/></w:rPr>")
        + p("的一段")
        + f"<w:tbl><w:tr><w:trPr><w:del w:id='4'/></w:trPr><w:tc>{p('删去的行')}</w:tc></w:tr></w:tbl>"
    )
    source = read(word(body))
    assert source.text == "保留插入\n没有段末的一段"
    assert [(one.place, one.words) for one in source.furniture] == [
        ("第1段", "删去"),
        ("第1段", "移走"),
        ("第1表第1行", "删去的行"),
    ]
    assert source.notes == ("有修订痕迹，按接受全部修订读：插入1处、删除2处、移动1处",)


def test_hidden_words_are_left_out_and_listed() -> None:
    styles = "<w:style w:styleId='藏'><w:rPr><w:vanish/></w:rPr></w:style>"
    body = p(
        "看得见",
        r("看不见", "<w:vanish/>"),
        r("也", "<w:rStyle w:val='藏'/>"),
        r("。", "<w:vanish w:val='0'/>"),
    )
    source = read(word(body, {"styles": styles}))
    assert source.text == "看得见。"
    assert [(one.words, one.why) for one in source.furniture] == [
        ("看不见也", "隐藏的文字，印出来没有")
    ]


def test_fields() -> None:
    contents = (
        p("<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>TOC \\o</w:instrText></w:r>"
          "<w:r><w:fldChar w:fldCharType='separate'/></w:r>", "一、章", field("PAGEREF a", "3"))
        + p("二、章", "<w:r><w:fldChar w:fldCharType='end'/></w:r>")
    )  # fmt: skip
    simple = f"<w:fldSimple w:instr='NUMPAGES'>{r('9')}</w:fldSimple>"
    body = contents + p(
        "见", field("REF x", "附件1"), "，第", field("PAGE", "7"), simple, field("eq \\o\\ac(○,2)")
    )
    source = read(word(body))
    assert source.text == "见附件1，第②"
    assert [(one.words, one.why) for one in source.furniture] == [
        ("一、章3", "目录"),
        ("二、章", "目录"),
        ("79", "页码"),
    ]


@pytest.mark.parametrize("code", ["DDEAUTO cmd", 'INCLUDETEXT "\\\\host\\a"', "LINK Excel.Sheet.8"])
@pytest.mark.parametrize("shown", ["", "示例"])
def test_fields_that_fetch_are_refused(code: str, shown: str) -> None:
    with pytest.raises(Refusal, match="DDE") as caught:
        read(word(p("甲", field(code, shown))))
    assert caught.value.code == "Z123"
    with pytest.raises(Refusal, match="DDE"):
        read(word(f"<w:p><w:fldSimple w:instr='{code}'/></w:p>"))


def test_breaks_tabs_hyphens_and_symbols() -> None:
    marks = (
        "<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t>丙</w:t><w:noBreakHyphen/><w:softHyphen/>"
        "<w:sym w:font='Wingdings' w:char='F0FE'/><w:sym w:font='宋体' w:char='2103'/></w:r>"
    )
    source = read(word(p(marks)))
    assert source.text == "甲\n乙 丙-□℃"
    assert source.notes[0].startswith("有只在字体 Wingdings 里才有的符号")


def test_notes_margins_and_comments() -> None:
    reference = "<w:r><w:footnoteReference w:id='2'/></w:r>"
    notes = (
        "<w:footnote w:id='0'>"
        + p("分隔")
        + "</w:footnote><w:footnote w:id='2'>"
        + p("注文")
        + "</w:footnote>"
    )
    parts = {
        "footnotes": notes,
        "header": p("示例市文件"),
        "footer": p("第", field("PAGE", "1"), "页"),
        "comments": "<w:comment>" + p("再核") + "</w:comment>",
    }
    source = read(word(p("正文", reference, "。") + p("末段"), parts))
    assert source.text == "正文。\n末段\n注文"
    assert [(one.place, one.words) for one in source.furniture] == [
        ("页眉", "示例市文件"),
        ("页脚", "第1页"),
        ("批注", "再核"),
    ]
    assert source.notes == ("脚注1处：注文移到全文之后",)
    assert source.lines[-1].place == "脚注1"


def test_wrappers_hide_nothing() -> None:
    inside = f"<w:hyperlink>{r('链接')}</w:hyperlink><w:smartTag>{r('标记')}</w:smartTag><w:sdt><w:sdtPr/><w:sdtContent>{r('控件')}</w:sdtContent></w:sdt>"
    around = (
        f"<w:sdt><w:sdtContent>{p('块')}</w:sdtContent></w:sdt><w:customXml>{p('段')}</w:customXml>"
    )
    ruby = f"<w:r><w:ruby><w:rt>{r('yin')}</w:rt><w:rubyBase>{r('字')}</w:rubyBase></w:ruby></w:r>"
    assert text(p(inside, ruby) + around) == "链接标记控件字\n块\n段"


# what is refused


def test_what_is_unsafe_or_no_document_is_refused() -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", " " * 60_000_000)
    plain = {
        "宏": word(p("甲"), **{"word/vbaProject.bin": "x"}),
        "DTD": word(p("甲"), **{"word/styles.xml": "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>"}),
        "链接": word(
            p("甲"),
            **{
                "word/_rels/a.rels": "<R><Relationship TargetMode='External' Type='a/oleLink'/></R>"
            },
        ),
        "炸弹": bomb.getvalue(),
        "万字": word(
            p("甲", properties=listed()) * 50, {"numbering": numbering(("decimal", "号" * 50_000))}
        ),
        "大得": word("<w:p/>" * 1_000_001),
        "嵌着": word("<w:altChunk/>"),
        "没有文字": word(p("")),
        "Excel": _workbook(),
        ".ofd": _zipped("OFD.xml"),
        "压缩包": _zipped("a.txt"),
        "XML": word("&x;"),
    }
    for says, content in plain.items():
        with pytest.raises(Refusal) as caught:
            read(content)
        assert says in caught.value.reason, caught.value.reason
        assert caught.value.hint


@pytest.mark.parametrize(
    ("target", "taken"),
    [
        ("file:///C:\\Users\\a\\Normal.dot", True),
        ("file:///D:/公文.dotx", True),
        ("file:///\\\\host\\a.dotm", False),
        ("file://host/a.dotm", False),
        ("https://example.org/a.dotm", False),
    ],
)
def test_a_template_on_the_writers_disk_is_no_danger(target: str, taken: bool) -> None:
    rels = (
        f"<R><Relationship TargetMode='External' Type='a/attachedTemplate' Target='{target}'/></R>"
    )
    content = word(p("甲"), **{"word/_rels/settings.xml.rels": rels})
    if taken:
        assert read(content).text == "甲"
    else:
        with pytest.raises(Refusal, match="链接到外面"):
            read(content)


def _zipped(name: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(name, "x")
    return stream.getvalue()


def _workbook() -> bytes:
    import openpyxl

    stream = io.BytesIO()
    openpyxl.Workbook().save(stream)
    return stream.getvalue()


@given(st.integers(0, 2**32))
@settings(max_examples=150)
def test_a_damaged_file_is_read_or_refused(seed: int) -> None:
    """Bytes changed in the archive, and in its parts."""
    rng = random.Random(seed)
    whole = real.docx(real.PLAN)
    cut = bytearray(whole[: rng.randrange(len(whole))] if seed % 3 == 0 else whole)
    for _ in range(rng.randrange(1, 20) if seed % 3 else 0):
        cut[rng.randrange(len(cut))] = rng.randrange(256)
    if seed % 3 == 2:
        cut = bytearray(_changed_inside(whole, rng))
    try:
        read(bytes(cut))
    except Refusal as refusal:
        assert refusal.hint


def _changed_inside(whole: bytes, rng: random.Random) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            content = bytearray(old.read(name))
            for _ in range(rng.randrange(3)):
                at = rng.randrange(len(content))
                content[at : at + rng.randrange(9)] = rng.choice(
                    [b"", b"<w:p>", b"</w:t>", b"w:del", b"9999999999", b"\xff", b"'/>"]
                )
            new.writestr(name, bytes(content))
    return stream.getvalue()


def test_what_is_endless_costs_as_much_more_as_it_is_longer() -> None:
    """Counted in calls: fields that never end, styles based on one another in a ring."""

    def calls(many: int) -> int:
        begin = "<w:r><w:fldChar w:fldCharType='begin'/></w:r>"
        styles = "".join(
            f"<w:style w:styleId='s{i}'><w:basedOn w:val='s{(i + 1) % many}'/></w:style>"
            for i in range(many)
        )
        body = p(*[begin] * many) + p("甲", properties="<w:pStyle w:val='s0'/>") * many
        content = word(body, {"styles": styles})
        profile = cProfile.Profile()
        with pytest.raises(Refusal, match="没有文字"):
            profile.runcall(read, content)
        return sum(entry.callcount for entry in profile.getstats())

    assert calls(2000) < 4.4 * calls(500)
