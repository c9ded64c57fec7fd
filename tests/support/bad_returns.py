"""Bad returns: a really built and filled form, damaged in one way, and what is said of it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from typing import NamedTuple

from openpyxl import Workbook

from tests.support.filling import Answer, Answers, cell_of, filled
from tests.support.handed import form, good, part, repacked
from zmddoc.compose.form import FieldKey, form_id

RELS = "xl/_rels/workbook.xml.rels"
SHEET1 = "xl/worksheets/sheet1.xml"
MEGABYTE = 1024 * 1024

Files = Mapping[str, bytes]
Made = Callable[[], bytes]


class Bad(NamedTuple):
    """One bad return: how it is made, and what is said."""

    what: str
    made: Made
    code: str
    cell: str
    """填报!F8; '' where it is about the file."""
    says: str
    kept: bool
    """Whether the rest of the form is taken."""
    lost: tuple[str, ...] = ()
    """Good answers that the damage itself has cost."""


def cell(target: str, typed: Answer, number_format: str = "", key: FieldKey = "value") -> Made:
    """The form with something in one more cell."""
    answers: Answers = {(target, key): typed}
    return lambda: good(answers, number_format)


def other(unit: str, target: str, typed: Answer, key: FieldKey = "value") -> Made:
    """Another body's form with something in one cell, and in another a good word."""
    return lambda: filled(form(unit), {(target, key): typed})


def several(answers: Answers) -> Made:
    """The form with more in it."""
    return lambda: good(answers)


def book(change: Callable[[Workbook], object]) -> Made:
    """The form with something done to the workbook."""
    return lambda: filled(good(), {}, change)


def parts(changes: Mapping[str, Callable[[bytes], bytes] | bytes | None]) -> Made:
    """The form with parts changed, added or taken out."""

    def made() -> bytes:
        content = good()
        return repacked(
            content,
            {
                name: change(part(content, name)) if callable(change) else change
                for name, change in changes.items()
            },
        )

    return made


def sub(before: bytes, after: bytes) -> Callable[[bytes], bytes]:
    """Replace the first ``before``."""

    def change(content: bytes) -> bytes:
        assert before in content
        return content.replace(before, after, 1)

    return change


def another_unit(workbook: Workbook) -> None:
    cell_of(workbook["填报"], "T07-2", "unit").value = "万元"
    cell_of(workbook["填报"], "T07-2", "value").value = 35000


def copied_row(workbook: Workbook) -> None:
    """A row a second time, with another figure."""
    sheet = workbook["填报"]
    sheet.cell(23, 1).value, sheet.cell(23, 6).value = "T05-1", 21


def large_share(workbook: Workbook) -> None:
    """What nobody is responsible for, reported by somebody who knows it."""
    sheet = workbook["填报"]
    sheet.cell(23, 1).value, sheet.cell(23, 6).value = "T02-6", "101%"


def foreign_row(workbook: Workbook) -> None:
    """A row of another body's form."""
    sheet = workbook["填报"]
    sheet.cell(23, 1).value, sheet.cell(23, 6).value = "T13-1", 100


def row_without_id(workbook: Workbook) -> None:
    cell_of(workbook["填报"], "T05-2", "value").value = 3
    cell_of(workbook["填报"], "T05-2", "id").value = None


def another_id(workbook: Workbook) -> None:
    cell_of(workbook["填报"], "T05-2", "value").value = 3
    cell_of(workbook["填报"], "T05-2", "id").value = "T99"


def column_gone(workbook: Workbook) -> None:
    workbook["填报"].delete_cols(9)


def column_twice(workbook: Workbook) -> None:
    workbook["填报"].cell(5, 15).value = "本期累计完成"


def two_tables(workbook: Workbook) -> None:
    copy = workbook.copy_worksheet(workbook["填报"])
    copy.title = "备份"


def other_form(workbook: Workbook) -> None:
    """The hidden sheet of another body's form."""
    for row in workbook["校验"].iter_rows():
        for cell in row:
            if cell.value == "市科技局":
                cell.value = "市工信局"


def other_number_above(workbook: Workbook) -> None:
    """Above the table the number of another form."""
    sheet = workbook["填报"]
    sheet.cell(4, 1).value = re.sub(r"Q2-\w{12}", "Q2-0123456789ab", str(sheet.cell(4, 1).value))


def nothing_to_know_it_by(workbook: Workbook) -> None:
    del workbook["校验"]
    workbook["填报"].cell(4, 1).value = "依据：驻政办〔2021〕10号"


def another_table(workbook: Workbook) -> None:
    """A table that the bureau made itself."""
    for sheet in list(workbook):
        workbook.remove(sheet)
    sheet = workbook.create_sheet("进度")
    for row in (("任务", "完成"), ("高新技术企业", 12)):
        sheet.append(row)


def empty_form() -> bytes:
    return filled(form(), {})


def older(workbook: Workbook) -> None:
    """A form of a plan that was another, and put one of its tasks otherwise."""
    sheet, before = workbook["校验"], "0" * 64
    own = form_id("2021Q2", "市科技局", before)
    for row in sheet.iter_rows():
        if row[0].value == "form":
            seen, row[1].value = str(row[1].value), own
        if row[0].value == "part":
            row[1].value = before
        if row[1].value == "T04-1":
            row[2].value, row[3].value = "0" * 12, "新认定国家高新技术企业10家"
    cell = workbook["填报"].cell(4, 1)
    cell.value = str(cell.value).replace(seen, own)


def bomb() -> bytes:
    """A part of 400 MB that packs to 400 KB."""
    return _with_zeros("xl/media/image1.png", 400)


def bomb_in_a_sheet() -> bytes:
    return _with_zeros("xl/worksheets/sheet9.xml", 40)


def _with_zeros(name: str, megabytes: int) -> bytes:
    content = io.BytesIO(good())
    with (
        zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open(name, "w", force_zip64=True) as stream,
    ):
        for _ in range(megabytes):
            stream.write(b"\0" * MEGABYTE)
    return content.getvalue()


def lying_bomb() -> bytes:
    """A sheet that says it is small, and is not."""
    content = good()
    blown_up = part(content, SHEET1) + b" " * (8 * MEGABYTE)
    packed = bytearray(repacked(content, {SHEET1: blown_up}))
    at = packed.rfind(b"PK\x01\x02", 0, packed.rfind(SHEET1.encode()))
    packed[at + 24 : at + 28] = (100).to_bytes(4, "little")
    return bytes(packed)


def many_parts() -> bytes:
    return repacked(good(), {f"xl/media/{n}.png": b"" for n in range(3100)})


def same_name_twice() -> bytes:
    import warnings

    content = io.BytesIO(good())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with zipfile.ZipFile(content, "a") as archive:
            archive.writestr(SHEET1, b"<worksheet/>")
    return content.getvalue()


def encrypted_member() -> bytes:
    content = bytearray(good())
    at = 0
    while (at := content.find(b"PK\x01\x02", at)) >= 0:
        content[at + 8] |= 1
        at += 4
    return bytes(content)


def too_many_cells() -> bytes:
    rows = "".join(
        f'<row r="{n}">' + "".join('<c t="b"><v>1</v></c>' for _ in range(100)) + "</row>"
        for n in range(100, 2200)
    )
    content = good()
    sheet = part(content, SHEET1).replace(b"</sheetData>", rows.encode() + b"</sheetData>")
    return repacked(content, {SHEET1: sheet})


def shared_string() -> bytes:
    """A string of 30,000 characters that is 100,000 times referred to."""
    content = good()
    strings = b'<sst xmlns="x"><si><t>' + b"x" * 30_000 + b"</t></si></sst>"
    rows = b"".join(b"<row>" + b'<c t="s"><v>0</v></c>' * 100 + b"</row>" for _ in range(1000))
    sheet = part(content, SHEET1).replace(b"</sheetData>", rows + b"</sheetData>")
    relation = (
        b'<Relationship Id="rId98" Target="sharedStrings.xml" Type="http://schemas.openxmlformats'
        b'.org/officeDocument/2006/relationships/sharedStrings"/></Relationships>'
    )
    relations = part(content, RELS).replace(b"</Relationships>", relation)
    return repacked(content, {SHEET1: sheet, "xl/sharedStrings.xml": strings, RELS: relations})


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DTD = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;">]>'
)
EXTERNAL = b'<?xml version="1.0"?><!DOCTYPE x SYSTEM "file:///etc/passwd">'
RELATION = (
    b'<Relationship Id="rId99" TargetMode="External" Target="http://example.invalid/x.dotm" '
    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s"/>'
    b"</Relationships>"
)


def with_dtd(declaration: bytes) -> Callable[[bytes], bytes]:
    """A part with a document type declaration before its root."""
    return lambda content: declaration + re.sub(rb"^<\?xml[^>]*\?>", b"", content)


def utf16(content: bytes) -> bytes:
    """The same part in another encoding, with a declaration that a search for bytes misses."""
    text = re.sub(r"^<\?xml[^>]*\?>", "", content.decode())
    return ('<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x>' + text).encode("utf-16")


def f(target: str, key: FieldKey = "value") -> str:
    """The cell of a row of 市科技局's form."""
    rows = (
        "T03", "T04", "T04-1", "T04-2", "T05", "T05-1", "T05-2", "T05-3", "T06", "T06-1", "T07",
        "T07-1", "T07-2", "T07-3", "T08", "T08-1",
    )  # fmt: skip
    letter = {"value": "F", "progress": "H", "request": "L", "reason": "M", "until": "N"}[key]
    return f"填报!{letter}{6 + rows.index(target)}"


ASK_LATER: Answers = {("T05", "request"): "延期", ("T05", "reason"): "待批"}

BAD: tuple[Bad, ...] = (
    # no number
    Bad("words", cell("T04-2", "正在统计"), "Z707", f("T04-2"), "“正在统计”不是一个数", True),
    Bad("about", cell("T04-2", "约130家"), "Z707", f("T04-2"), "“约130家”不是准数", True),
    Bad("more or less", cell("T04-2", "130左右"), "Z707", f("T04-2"), "不是准数", True),
    Bad("more than", cell("T04-2", "130余家"), "Z707", f("T04-2"), "不是准数", True),
    Bad("expected", cell("T04-2", "预计130"), "Z707", f("T04-2"), "不是准数", True),
    Bad("a range", cell("T05-2", "1-2"), "Z707", f("T05-2"), "“1-2”不是准数", True),
    Bad("a range that became a day", cell("T05-2", 44198, "m月d日"), "Z707", f("T05-2"), "这里是日期或时间（2021-01-02），不是数", True),
    Bad("a time", cell("T05-2", 0.5, "h:mm"), "Z707", f("T05-2"), "这里是日期或时间", True),
    Bad("Chinese numerals", cell("T05-2", "三家"), "Z707", f("T05-2"), "不是一个数", True),
    Bad("none in words", cell("T05-2", "无"), "Z707", f("T05-2"), "没有数的留空，是零的填0", True),
    Bad("two numbers", cell("T05-2", "1 2"), "Z707", f("T05-2"), "不是一个数", True),
    Bad("commas in the wrong place", cell("T04-2", "1,20"), "Z707", f("T04-2"), "不是一个数", True),
    Bad("a sum in words", cell("T04-2", "100+30"), "Z707", f("T04-2"), "不是一个数", True),
    Bad("true", cell("T05-2", True), "Z707", f("T05-2"), "“TRUE”不是一个数", True),
    Bad("neither yes nor no", other("市发改委", "T12-2", "基本实现"), "Z707", "填报!F9", "“基本实现”不是“是”或“否”", False),
    Bad("a baseline alone", other("市金融工作局", "T28-1", 30, "baseline"), "Z707", "填报!G7", "没有本期累计完成", False),
    # formulas
    Bad("a formula", cell("T04-2", "=100+30"), "Z711", f("T04-2"), "这里是公式 “=100+30”", True),
    Bad("a formula that calls a program", cell("T04-2", "=cmd|'/c calc'!A0"), "Z711", f("T04-2"), "这里是公式", True),
    Bad("a formula among the words", cell("T05", "=HYPERLINK(\"http://example.invalid\")", "General", "progress"), "Z711", f("T05", "progress"), "这里是公式", True),
    Bad("a formula's error", parts({SHEET1: lambda xml: re.sub(rb'(<c r="F9"[^>]*?) t="n"></c>', rb'\1 t="e"><v>#REF!</v></c>', xml)}), "Z711", f("T04-2"), "公式出错的结果 “#REF!”", True),
    # figures that cannot be
    Bad("a share over 100%", book(large_share), "Z708", "填报!F23", "“101%”超过100%", True),
    Bad("less than none", cell("T05-2", -1), "Z708", f("T05-2"), "是负数", True),
    Bad("half a laboratory", cell("T05-2", 1.5), "Z708", f("T05-2"), "不是整数", True),
    Bad("more members than there are", other("市发改委", "T23-1", 14), "Z708", "填报!F12", "总共只有13个", False),
    Bad("8.5% as a fraction", cell("T06-1", 0.185), "Z708", f("T06-1"), "0.185 可能是把 18.5% 写成了小数", True),
    Bad("18.5 made a percentage", cell("T06-1", 18.5, "0%"), "Z708", f("T06-1"), "1850% 可能是把 18.5 改成了百分数", True),
    Bad("more than there can be", cell("T07-2", "9" * 17), "Z708", f("T07-2"), "大得或细得不可能", True),
    # units of measure
    Bad("another unit", cell("T07-2", "35000万元"), "Z709", f("T07-2"), "单位是“万元”，应为“亿元”", True),
    Bad("households for firms", cell("T04-2", "130户"), "Z709", f("T04-2"), "单位是“户”，应为“家”", True),
    Bad("another unit in the format", cell("T07-2", 35000, '0"万元"'), "Z709", f("T07-2"), "单位是“万元”", True),
    Bad("a percentage of firms", cell("T04-2", 0.5, "0%"), "Z709", f("T04-2"), "50%带百分号，单位不符", True),
    Bad("shown in thousands", cell("T07-2", 35000, "0,"), "Z709", f("T07-2"), "把数缩小了显示", True),
    Bad("the unit overwritten", book(another_unit), "Z709", f("T07-2"), "旁边的单位被改成了“万元”", True),
    # whose and which
    Bad("another body's task", book(foreign_row), "Z706", "填报!F23", "T13-1 由市工信局牵头，不归这个单位报，“100”没有收", True),
    Bad("no such task", book(another_id), "Z706", f("T05-2"), "方案里没有 T99", True),
    Bad("another period", lambda: filled(form(period=1), {("T04-1", "value"): 15}), "Z704", "", "这是 2021Q3 的报送表，现在收的是 2021Q2", False),
    Bad("an older plan", book(older), "Z705", "", "改过的：T04-1", False),
    Bad("a table of their own", book(another_table), "Z703", "", "里面没有报送表", False),
    Bad("two tables", book(two_tables), "Z703", "", "里面有2张报送表：“填报”、“备份”", False),
    Bad("the hidden sheet overwritten", book(other_form), "Z703", "", "校验页被改动过", False),
    Bad("another form's number above", book(other_number_above), "Z703", "", "两份表混在了一起", False),
    Bad("nothing to know it by", book(nothing_to_know_it_by), "Z703", "", "没有校验页", False),
    # requests
    Bad("no such request", cell("T05", "缓办", key="request"), "Z713", f("T05", "request"), "没有“缓办”这种申请事项", True),
    Bad("without a reason", cell("T05", "调整", key="request"), "Z713", f("T05", "request"), "没有写理由", True),
    Bad("a reason for nothing", cell("T05", "资金没到位", key="reason"), "Z713", f("T05", "reason"), "没有选申请事项", True),
    Bad("until when", several(ASK_LATER), "Z713", f("T05", "request"), "没有写延期到哪一天", True),
    Bad("done without evidence", several({("T05", "request"): "办结", ("T05", "reason"): "已完成"}), "Z713", f("T05", "request"), "没有佐证材料", True),
    Bad("adjusted until", several({("T05", "request"): "调整", ("T05", "reason"): "口径", ("T05", "until"): "2022-03-31"}), "Z713", f("T05", "until"), "却写了延期至", True),
    Bad("no day", several({**ASK_LATER, ("T05", "until"): "明年一季度"}), "Z714", f("T05", "until"), "“明年一季度”不是日期", True),
    Bad("no such day", several({**ASK_LATER, ("T05", "until"): "2022-02-30"}), "Z714", f("T05", "until"), "不是日期", True),
    Bad("no year", several({**ASK_LATER, ("T05", "until"): "3月31日"}), "Z714", f("T05", "until"), "不是日期", True),
    Bad("earlier than due", several({**ASK_LATER, ("T05", "until"): "2021-12-31"}), "Z714", f("T05", "until"), "不晚于现在的时限 2021年12月31日", True),
    # the table
    Bad("a row twice", book(copied_row), "Z715", "填报!F23", "T05-1 有两行", True, ("T05-1",)),
    Bad("a row without an id", book(row_without_id), "Z715", f("T05-2"), "这一行没有编号，“3”没有收", True),
    Bad("a column gone", book(column_gone), "Z715", "", "少了“存在问题”一列", True),
    Bad("a column twice", book(column_twice), "Z715", "", "有两列“本期累计完成”", False),
    Bad("a figure for a task", cell("T05", 5), "Z715", f("T05"), "T05 这一行的这一格不用填", True),
    Bad("words for a figure", cell("T05-1", "示例", key="progress"), "Z715", f("T05-1", "progress"), "写在 T05 那一行", True),
    Bad("too many words", cell("T05", "字" * 5001, key="progress"), "Z719", f("T05", "progress"), "有5001字", True),
    Bad("an empty form", empty_form, "Z716", "", "是空的，什么也没有填", False),
    # files
    Bad("no content", lambda: b"", "Z700", "", "文件是空的", False),
    Bad("cut off", lambda: good()[:-500], "Z700", "", "没有传完", False),
    Bad("cut in half", lambda: good()[: len(good()) // 2], "Z700", "", "没有传完", False),
    Bad("a sheet that breaks off", parts({SHEET1: lambda xml: xml[:2000]}), "Z700", "", "已损坏", False),
    Bad("a byte changed", lambda: good().replace(b"PK\x01\x02", b"PK\x01\x03", 1), "Z700", "", "已损坏", False),
    Bad("a PDF", lambda: b"%PDF-1.7 ...", "Z700", "", "是PDF 文件", False),
    Bad("a picture", lambda: b"\x89PNG\r\n", "Z700", "", "是图片", False),
    Bad("an archive of forms", lambda: repacked(good(), {"[Content_Types].xml": None}), "Z700", "", "是压缩包", False),
    Bad("the old format", lambda: OLE + b"\0" * 600, "Z700", "", "旧版 XLS", False),
    Bad("too large", lambda: b"PK" + b"\0" * (31 * MEGABYTE), "Z700", "", "超过 30 MB", False),
    Bad("a part missing", parts({"xl/sharedStrings.xml": None, SHEET1: None}), "Z703", "", "里面没有报送表", False),
    Bad("one name twice", same_name_twice, "Z700", "", "两个同名的部件", False),
    # passwords
    Bad("a password to open it", lambda: OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "Z701", "", "有密码保护", False),
    Bad("a password on the archive", encrypted_member, "Z701", "", "有密码保护", False),
    # hostile
    Bad("a bomb", bomb, "Z702", "", "压缩炸弹", False),
    Bad("a bomb in a sheet", bomb_in_a_sheet, "Z702", "", "压缩炸弹", False),
    Bad("a bomb that lies", lying_bomb, "Z700", "", "已损坏", False),
    Bad("thousands of parts", many_parts, "Z702", "", "压缩炸弹", False),
    Bad("thousands of cells", too_many_cells, "Z702", "", "内容多得不正常", False),
    Bad("one long string in every cell", shared_string, "Z702", "", "内容多得不正常", False),
    Bad("a sheet of nothing but tags", parts({SHEET1: sub(b"<sheetData>", b"<sheetData>" + b"<row/>" * 2_000_001)}), "Z702", "", "大得不正常", False),
    Bad("entities that multiply", parts({SHEET1: with_dtd(DTD)}), "Z702", "", "DTD 或外部实体", False),
    Bad("an entity from outside", parts({"xl/styles.xml": with_dtd(EXTERNAL)}), "Z702", "", "DTD 或外部实体", False),
    Bad("a DTD in another encoding", parts({"docProps/app.xml": utf16}), "Z702", "", "DTD 或外部实体", False),
    Bad("a macro", parts({"xl/vbaProject.bin": b"x"}), "Z702", "", "文件带宏", False),
    Bad("a workbook for macros", parts({"[Content_Types].xml": sub(b"spreadsheetml.sheet.main", b"sheet.macroEnabled.main")}), "Z702", "", "文件带宏", False),
    Bad("a macro sheet", parts({"xl/macrosheets/sheet1.xml": b"<x/>"}), "Z702", "", "文件带宏", False),
    Bad("links to another workbook", parts({"xl/externalLinks/externalLink1.xml": b"<externalLink/>"}), "Z702", "", "外部链接、DDE", False),
    Bad("a data connection", parts({"xl/connections.xml": b"<connections/>"}), "Z702", "", "外部链接、DDE", False),
    Bad("a control", parts({"xl/activeX/activeX1.xml": b"<x/>"}), "Z702", "", "嵌有控件", False),
    Bad("a program inside", parts({"xl/embeddings/oleObject1.bin": b"MZ"}), "Z702", "", "嵌有控件", False),
    Bad("a template from outside", parts({RELS: sub(b"</Relationships>", RELATION % b"attachedTemplate")}), "Z702", "", "链接到外面", False),
)  # fmt: skip
