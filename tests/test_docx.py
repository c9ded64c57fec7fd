"""The Word renderer, on the XML it writes."""

import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import pytest
from lxml import etree
from support import press, samples
from support.docx_text import MC, W, docx_lines, part
from support.samples import landscape, page, portrait, table
from support.wml_order import misplaced

from zmddoc.gongwen import lines, parse
from zmddoc.gongwen.vocabulary import VOCABULARY
from zmddoc.render.docx import DocxError, render_docx
from zmddoc.render.docx.signature import left_indent
from zmddoc.render.widths import ems, issuer_size

ROOT = Path(__file__).resolve().parent.parent
BASE = ROOT / "templates" / "base.docx"


def made(body: str) -> bytes:
    return render_docx(parse(page(body)), press.BASE)


def tree(body: str) -> etree._Element:
    return part(made(body))


@pytest.fixture(scope="module")
def whole() -> bytes:
    return press.docx(samples.WHOLE)


def style_names(content: bytes) -> dict[str, str]:
    return {
        style.get(f"{W}styleId", ""): value(style, "name")
        for style in part(content, "word/styles.xml").iterfind(f"{W}style")
    }


def value(element: etree._Element, *path: str) -> str:
    """The ``w:val`` of a descendant, '' where there is none."""
    found = element.find("/".join(f"{W}{step}" for step in path))
    return "" if found is None else found.get(f"{W}val", "")


def outline(content: bytes) -> list[tuple[str, str]]:
    """Style and words of each paragraph of the body itself."""
    names = style_names(content)
    return [
        (names[value(p, "pPr", "pStyle")], "".join(p.itertext(f"{W}t")))
        for p in part(content).iterfind(f"{W}body/{W}p")
    ]


def inherited(content: bytes, name: str, *path: str) -> str:
    """What a style says, by itself or by the styles it is based on; '' where none says it."""
    sheet = part(content, "word/styles.xml")
    by_id = {style.get(f"{W}styleId", ""): style for style in sheet.iterfind(f"{W}style")}
    style = next((s for s in by_id.values() if value(s, "name") == name), None)
    attribute = path[-1]
    while style is not None:
        found = style.find("/".join(f"{W}{step}" for step in path[:-1]))
        if found is not None and found.get(f"{W}{attribute}") is not None:
            return found.get(f"{W}{attribute}", "")
        style = by_id.get(value(style, "basedOn"))
    return ""


# The document as a whole


def test_words_equal_those_of_the_html(whole: bytes) -> None:
    assert docx_lines(whole) == lines(parse(samples.WHOLE))


def test_the_sample_holds_every_word_of_the_vocabulary() -> None:
    found = {
        f"{e.tag}.{e.get('class')}" if e.get("class") else e.tag
        for e in parse(samples.WHOLE).iter(etree.Element)
    }
    assert set(VOCABULARY) - found == {"ins", "del"}  # of redlines: test_redline.py


def test_each_block_has_its_named_style(whole: bytes) -> None:
    assert [(style, words[:9]) for style, words in outline(whole)] == [
        ("发文机关标志（36.5磅）", "示例市人民政府办公"),
        ("发文字号", "示政办〔2021〕"),
        ("公文标题", "示例市人民政府办公"),
        ("主送机关", "各县区人民政府，市"),
        ("Normal Indent（与落款同页）", "《示例方案》已经市"),
        ("附件说明（与落款同页）", "附件：1.示例方案"),
        ("附件说明（续）（与落款同页）", "2.各单位承担任务"),
        ("署名（左空4449缇）", "示例市人民政府办公"),
        ("成文日期（左空4449缇）", "2021年3月9日"),
        ("附件标识（横排）", "附件1"),
        ("公文标题（横排）", "示例方案任务分解表"),
        ("注（与下段同页）", "注：以首位所列单位"),
        ("底注", "012345678"),
        ("分节", "示例市人民政府办公"),
        ("信函文号（距顶1025缇）", "示政办函〔2021"),
        ("公文标题", "关于示例事项的函"),
        ("主送机关", "示例甲局："),
        ("Normal Indent", "请于十日内答复。"),
        ("图", ""),
        ("caption", "图1　进度"),
        ("署名（左空4449缇）", "示例市人民政府办公"),
        ("成文日期（左空4449缇）", "2021年3月9日"),
        ("裁切线", "沿此线裁开"),
        ("分节", ""),
        ("公文标题（单页）", "示例督办单"),
        ("分节", ""),
        ("公文标题（首行，接副标题）", "示例市2021年工"),
        ("Subtitle", "（征求意见稿）"),
        ("Normal Indent", "为完成年度目标，制"),
        ("heading 1", "一、总体要求"),
        ("条文", "（一）总体目标。规"),
        ("heading 2", "（二）单列标题"),
        ("Normal Indent", "文字。"),
        ("Normal Indent", "新认定20家25家"),
        ("版记位置（高1840缇）", "抄送：示例市委各部"),
    ]


def test_formatting_lives_in_named_styles_only(whole: bytes) -> None:
    allowed = {
        "pPr": {"pStyle", "sectPr"},
        "rPr": {"rStyle", "rFonts"},
        "tblPr": {"tblStyle", "tblW", "jc", "tblLayout", "tblLook"},
        "tcPr": {"tcW", "gridSpan", "vMerge", "vAlign"},
        "trPr": {"cantSplit", "tblHeader"},
    }
    for name, children in allowed.items():
        for properties in part(whole).iter(f"{W}{name}"):
            assert {child.tag.removeprefix(W) for child in properties} <= children
    for fonts in part(whole).iter(f"{W}rFonts"):
        assert dict(fonts.attrib) == {f"{W}hint": "eastAsia"}


def test_every_style_that_is_used_exists(whole: bytes) -> None:
    known = style_names(whole)
    used = {
        element.get(f"{W}val")
        for name in ("pStyle", "rStyle", "tblStyle")
        for element in part(whole).iter(f"{W}{name}")
    }
    assert used <= set(known)


@pytest.mark.parametrize(
    "name", ["word/document.xml", "word/styles.xml", "word/settings.xml", "word/footer1.xml"]
)
def test_elements_stand_in_the_order_of_the_schema(whole: bytes, name: str) -> None:
    assert misplaced(part(whole, name)) == []


def test_every_part_is_declared_and_every_relation_has_its_part(whole: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        names = set(archive.namelist())
        assert archive.testzip() is None
        types = etree.fromstring(archive.read("[Content_Types].xml"))
        relations = etree.fromstring(archive.read("word/_rels/document.xml.rels"))
    assert {o.get("PartName", "")[1:] for o in types.iterfind("{*}Override")} == {
        name
        for name in names
        if name.endswith((".xml", ".png", ".svg")) and not name.startswith("[")
    }
    assert {f"word/{r.get('Target')}" for r in relations} <= names
    ids = {r.get("Id") for r in relations}
    used = {v for e in part(whole).iter() for k, v in e.attrib.items() if k.endswith("}id")}
    assert used <= ids


def test_equal_input_makes_equal_bytes_in_another_process(whole: bytes) -> None:
    code = (
        "import sys; sys.path.insert(0, 'tests')\n"
        "from support import press, samples\n"
        "sys.stdout.buffer.write(press.docx(samples.WHOLE))"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, check=True
    )
    assert run.stdout == whole


def test_a_document_leaves_the_next_one_alone(whole: bytes) -> None:
    made(samples.NOTICE.replace("示例市", "另一个示例市"))
    assert press.docx(samples.WHOLE) == whole


def test_properties_come_from_the_head(whole: bytes) -> None:
    properties = docx.Document(io.BytesIO(whole)).core_properties
    assert properties.title == "示例方案"
    assert properties.author == "示例市人民政府办公室"
    assert properties.subject == "示例市年度工作方案"
    assert properties.keywords == "zmddoc/1 kind=plan unit= number=示政办〔2021〕1号"
    assert properties.language == "zh-CN"
    assert (properties.created, properties.modified, properties.last_modified_by) == (
        None, None, "",
    )  # fmt: skip


def test_a_property_longer_than_word_allows_is_refused() -> None:
    head = f'<meta name="keywords" content="{"长" * 256}">'
    with pytest.raises(DocxError, match="文档属性过长"):
        render_docx(parse(page(portrait("<p>文。</p>"), head)), press.BASE)


def test_sample_data_say_so_at_the_head_of_every_page(whole: bytes) -> None:
    assert not any(part(whole).iter(f"{W}headerReference"))
    marked = press.docx(samples.WHOLE.replace("<head>", f"<head>{samples.SAMPLE}"))
    header = part(marked, "word/header1.xml")
    assert "".join(header.itertext(f"{W}t")) == "示例数据"
    for section in part(marked).iter(f"{W}sectPr"):
        kinds = [h.get(f"{W}type") for h in section.iterfind(f"{W}headerReference")]
        first = section.find(f"{W}titlePg") is not None
        assert kinds == ["default", "even", *(["first"] if first else [])]
    assert docx_lines(marked) == docx_lines(whole)
    assert misplaced(part(marked)) == []


# Pages


def test_page_shapes(whole: bytes) -> None:
    shapes = []
    for section in part(whole).iter(f"{W}sectPr"):
        size, margin = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
        assert size is not None and margin is not None
        shapes.append(
            {k.removeprefix(W): v for k, v in (*size.attrib.items(), *margin.attrib.items())}
        )
    upright = {
        "w": "11906", "h": "16838", "top": "2098", "right": "1474", "bottom": "1984",
        "left": "1588", "header": "851", "footer": "1437", "gutter": "0",
    }  # fmt: skip
    turned = {
        "w": "16838", "h": "11906", "orient": "landscape", "top": "1588", "right": "2098",
        "bottom": "1474", "left": "1984", "header": "851", "footer": "927", "gutter": "0",
    }  # fmt: skip
    slip = upright | {
        "top": "680",
        "right": "1134",
        "bottom": "680",
        "left": "1134",
        "header": "340",
    }
    assert shapes == [upright, turned, upright, slip, upright]


def test_sections_begin_pages_with_footers(whole: bytes) -> None:
    for section in part(whole).iter(f"{W}sectPr"):
        assert value(section, "type") == "nextPage"
        kinds = [f.get(f"{W}type") for f in section.iterfind(f"{W}footerReference")]
        assert kinds == ["default", "even"]
        assert section.find(f"{W}pgNumType") is None, "numbers run on"


def test_upright_pages_have_a_grid_of_22_lines(whole: bytes) -> None:
    grids = [section.find(f"{W}docGrid") for section in part(whole).iter(f"{W}sectPr")]
    assert [dict(grid.attrib) if grid is not None else {} for grid in grids] == [
        {f"{W}type": "lines", f"{W}linePitch": "579"},
        {},
        {f"{W}type": "lines", f"{W}linePitch": "579"},
        {f"{W}type": "lines", f"{W}linePitch": "579"},
        {f"{W}type": "lines", f"{W}linePitch": "579"},
    ]


def test_page_numbers(whole: bytes) -> None:
    assert part(whole, "word/settings.xml").find(f"{W}evenAndOddHeaders") is not None
    for name, style in (("word/footer1.xml", "单页码"), ("word/footer2.xml", "双页码")):
        footer = part(whole, name)
        assert "".join(footer.itertext()) == "— 1 —"
        (field,) = footer.iter(f"{W}fldSimple")
        assert field.get(f"{W}instr") == " PAGE "
        assert style_names(whole)[value(footer, "p", "pPr", "pStyle")] == style
    assert inherited(whole, "单页码", "pPr", "jc", "val") == "right"
    assert inherited(whole, "单页码", "pPr", "ind", "right") == "280"
    assert inherited(whole, "双页码", "pPr", "jc", "val") == "left"
    assert inherited(whole, "双页码", "pPr", "ind", "left") == "280"
    assert inherited(whole, "双页码", "rPr", "sz", "val") == "28"


def test_a_table_at_the_end_of_a_section_is_followed_by_a_paragraph() -> None:
    body = tree(landscape(table(samples.ROWS)) + landscape(table(samples.ROWS)))[0]
    assert [child.tag.removeprefix(W) for child in body] == ["tbl", "p", "tbl", "p", "sectPr"]


# Styles


FACES = {
    "Normal": "仿宋_GB2312",
    "Normal Indent": "仿宋_GB2312",
    "heading 1": "黑体",
    "heading 2": "楷体_GB2312",
    "heading 3": "仿宋_GB2312",
    "二级标题字符": "楷体_GB2312",
    "发文机关标志": "方正小标宋简体",
    "公文标题": "方正小标宋简体",
    "Subtitle": "楷体_GB2312",
    "附件标识": "黑体",
    "表头": "黑体",
    "表格": "仿宋_GB2312",
    "表格分栏": "黑体",
    "抄送": "仿宋_GB2312",
    "单页码": "宋体",
}


@pytest.mark.parametrize(("name", "face"), FACES.items())
def test_each_style_names_its_face_for_every_script(whole: bytes, name: str, face: str) -> None:
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        assert inherited(whole, name, "rPr", "rFonts", script) == face


def test_no_theme_font_is_left(whole: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        assert not [name for name in archive.namelist() if "theme" in name]
    styles = part(whole, "word/styles.xml")
    assert not [k for e in styles.iter() for k in e.attrib if k.endswith("Theme")]


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("Normal", "32"), ("公文标题", "44"), ("heading 1", "32"), ("抄送", "28"), ("印发", "28"),
        ("表格", "21"), ("表头", "21"), ("注", "24"), ("底注", "18"),
    ],
)  # fmt: skip
def test_sizes(whole: bytes, name: str, size: str) -> None:
    assert inherited(whole, name, "rPr", "sz", "val") == size


def test_normal_gives_28_characters_by_22_lines(whole: bytes) -> None:
    assert inherited(whole, "Normal", "pPr", "spacing", "line") == "579"
    assert inherited(whole, "Normal", "pPr", "spacing", "lineRule") == "exact"
    assert inherited(whole, "Normal", "rPr", "spacing", "val") == "-5"
    assert inherited(whole, "Normal", "pPr", "widowControl", "val") == "0"


@pytest.mark.parametrize(
    "name",
    ["发文机关标志", "发文字号", "公文标题", "Subtitle", "表格", "表头", "抄送", "印发", "双页码"],
)
def test_exact_spacing_is_off_the_grid(whole: bytes, name: str) -> None:
    assert inherited(whole, name, "pPr", "snapToGrid", "val") == "0"


def test_headings_make_the_navigation_pane(whole: bytes) -> None:
    for level, alias in enumerate(("一级标题", "二级标题", "三级标题")):
        assert inherited(whole, f"heading {level + 1}", "pPr", "outlineLvl", "val") == str(level)
        assert inherited(whole, f"heading {level + 1}", "aliases", "val") == alias


def test_marks_that_two_scripts_share_take_the_chinese_face() -> None:
    document = tree(portrait("<p>实施“六大专项”。</p><p>实施六大专项。</p>"))
    hints = [p.find(f"{W}r/{W}rPr/{W}rFonts") is not None for p in document.iter(f"{W}p")]
    assert hints == [True, False]


# Blocks


@pytest.mark.parametrize(("text", "size"), [("示" * 13, 34), ("示" * 5, 62), ("示" * 7, 62)])
def test_size_of_the_issuer(text: str, size: float) -> None:
    assert issuer_size(text, 442.2) == size


def test_a_run_in_heading_is_one_paragraph_with_the_headings_face() -> None:
    content = made(portrait('<div class="item"><h3>（一）题。</h3><p>文。</p></div>'))
    (item,) = part(content).iterfind(f"{W}body/{W}p")
    runs = [(value(r, "rPr", "rStyle"), "".join(r.itertext())) for r in item.iter(f"{W}r")]
    assert runs == [("Heading2Char", "（一）题。"), ("", "文。")]
    sheet = part(content, "word/styles.xml")
    (heading,) = sheet.iterfind(f"{W}style[@{W}styleId='Heading2']")
    (character,) = sheet.iterfind(f"{W}style[@{W}styleId='Heading2Char']")
    assert value(heading, "link") == "Heading2Char"
    assert value(character, "link") == "Heading2"


def test_a_title_breaks_where_its_meaning_parts() -> None:
    (title,) = tree(portrait("<h1>关于印发<br>方案的通知</h1>")).iter(f"{W}p")
    assert [e.tag.removeprefix(W) for e in title.iter(f"{W}t", f"{W}br")] == ["t", "br", "t"]


def test_the_signatory_is_centred_over_a_date_four_characters_from_the_right() -> None:
    assert ems("2021年3月29日") == 6.5  # the digits are half as wide as a character
    left = left_indent(["示例局"], ["2021年3月29日"], 8844)
    axis = left + (8844 - left) / 2
    width = 6.5 * 320 - 10 * 5
    assert axis + width / 2 == pytest.approx(8844 - 4 * 315, abs=1)


def test_a_long_signatory_moves_the_axis_and_stays_within_the_page() -> None:
    assert left_indent(["示" * 20], ["2021年3月9日"], 8844) == 8844 - 20 * 315
    assert left_indent(["示" * 40], ["2021年3月9日"], 8844) == 0


def test_a_signature_never_stands_alone() -> None:
    content = made(portrait("<p>甲。</p><p>乙。</p>" + samples.SIGNATURE))
    assert [_keeps(content, style) for style, _ in outline(content)] == [False, True, True, False]


def _keeps(content: bytes, name: str) -> bool:
    names = {v: k for k, v in style_names(content).items()}
    sheet = part(content, "word/styles.xml")
    style = sheet.find(f"{W}style[@{W}styleId='{names[name]}']")
    while style is not None:
        if style.find(f"{W}pPr/{W}keepNext") is not None:
            return True
        style = sheet.find(f"{W}style[@{W}styleId='{value(style, 'basedOn')}']")
    return False


def test_attachments_hang_under_the_first_name() -> None:
    single = made(portrait('<p class="attachment">附件：任务分解表</p>'))
    assert [style for style, _ in outline(single)] == ["附件说明（单件）"]
    assert inherited(single, "附件说明（单件）", "pPr", "ind", "left") == str(5 * 315)
    assert inherited(single, "附件说明（单件）", "pPr", "ind", "hanging") == str(3 * 315)


# Tables


def test_table_columns_have_the_widths_of_the_html() -> None:
    (grid,) = tree(landscape(table(samples.ROWS))).iter(f"{W}tblGrid")
    widths = [int(column.get(f"{W}w", "0")) for column in grid]
    assert widths == [850, 2268, 7370, 2268]
    assert sum(widths) == 12756  # 225 mm


def test_table_rows() -> None:
    rows = list(tree(landscape(table(samples.ROWS))).iter(f"{W}tr"))
    marks = [[e.tag.removeprefix(W) for e in row.iterfind(f"{W}trPr/*")] for row in rows]
    assert marks == [["cantSplit", "tblHeader"], ["cantSplit"], ["cantSplit"], ["cantSplit"]]


def test_merged_cells_fill_the_grid() -> None:
    rows = list(tree(landscape(table(samples.ROWS))).iter(f"{W}tr"))
    assert [[_cell(cell) for cell in row.iterfind(f"{W}tc")] for row in rows[1:]] == [
        [("4", "", "12756")],
        [("", "restart", "850"), ("", "", "2268"), ("", "", "7370"), ("", "", "2268")],
        [("", "continue", "850"), ("2", "", "9638"), ("", "", "2268")],
    ]


def _cell(cell: etree._Element) -> tuple[str, str, str]:
    """How many columns it spans, how it is merged with others, and its width."""
    width = cell.find(f"{W}tcPr/{W}tcW")
    assert width is not None
    assert value(cell, "tcPr", "vAlign") == "center"
    return value(cell, "tcPr", "gridSpan"), value(cell, "tcPr", "vMerge"), width.get(f"{W}w", "")


def test_a_row_higher_than_half_a_page_may_split() -> None:
    long = "文" * 2000
    row = f"<tr><td>1</td><td>题</td><td>{long}</td><td>局</td></tr>"
    rows = list(tree(landscape(table(row))).iter(f"{W}tr"))
    assert rows[1].find(f"{W}trPr") is None


def test_a_band_keeps_to_the_next_row(whole: bytes) -> None:
    assert _keeps(whole, "表格分栏")
    assert _keeps(whole, "表头")


def test_rows_that_a_cell_holds_together_are_kept_together() -> None:
    group = '<tr><td rowspan="3">甲</td><td>一</td></tr><tr><td>二</td></tr><tr><td>三</td></tr>'
    columns = '<colgroup><col style="width:20mm"><col style="width:100mm"></colgroup>'
    after = "<tr><td>乙</td><td>四</td></tr>"
    content = made(portrait(f"<table>{columns}<tbody>{group}{after}</tbody></table><p>文。</p>"))
    assert _kept_rows(content) == [True, True, False, False]


def test_the_last_row_stays_with_the_note_under_the_table() -> None:
    rows = samples.ROWS + "<tr><td>1</td><td>二</td><td>三</td><td>四</td></tr>"
    content = made(landscape(table(rows) + '<p class="note">注：示例</p><p class="stamp">0</p>'))
    assert _kept_rows(content)[-2:] == [False, True]
    assert [style for style, _ in outline(content)[:2]] == ["注（与下段同页）", "底注"]


def _kept_rows(content: bytes) -> list[bool]:
    """Of each row, whether all its paragraphs keep to the next."""
    names = style_names(content)
    return [
        all(_keeps(content, names[value(p, "pPr", "pStyle")]) for p in row.iter(f"{W}p"))
        for row in part(content).iter(f"{W}tr")
    ]


def test_fields_are_content_controls_as_high_as_they_are_long() -> None:
    columns = '<colgroup><col style="width:50mm"></colgroup>'
    fields = '<input name="a" title="甲">', '<textarea name="b"></textarea>'
    rows = "".join(f"<tr><td>{one}</td></tr>" for one in fields)
    document = tree(portrait(f"<table>{columns}<tbody>{rows}</tbody></table>"))
    found = [
        (
            value(control, "sdtPr", "tag"),
            value(control, "sdtPr", "alias"),
            len(list(control.iter(f"{W}br"))),
        )
        for control in document.iter(f"{W}sdt")
    ]
    assert found == [("a", "甲", 0), ("b", "b", 1)]


def test_cells_hold_paragraphs_or_lines() -> None:
    document = tree(landscape(table(samples.ROWS)))
    cells = list(document.iter(f"{W}tc"))
    assert all(cell.find(f"{W}p") is not None for cell in cells)
    texts = [["".join(p.itertext()) for p in cell.iterfind(f"{W}p")] for cell in cells]
    assert ["示例甲局", "示例乙局"] in texts
    assert [""] in texts


# 版记


def test_the_colophon_stands_on_the_bottom_margin() -> None:
    document = tree(portrait("<p>文。</p>" + samples.COLOPHON))
    (anchor,) = document.iter("{*}anchor")
    position = anchor.find("{*}positionV")
    assert position is not None
    assert position.get("relativeFrom") == "margin"
    assert position.findtext("{*}align") == "bottom"
    extent = anchor.find("{*}extent")
    assert extent is not None
    assert extent.get("cx") == str(8844 * 635)


def test_the_colophons_paragraph_is_as_high_as_the_colophon() -> None:
    content = made(portrait("<p>文。</p>" + samples.COLOPHON))
    style, _ = outline(content)[-1]
    line = int(inherited(content, style, "pPr", "spacing", "line"))
    extent = next(part(content).iter("{*}extent"))
    assert extent.get("cy") == str(line * 635)


def test_the_colophon_is_there_for_readers_without_drawingml() -> None:
    (choice,) = tree(portrait(samples.COLOPHON)).iter(f"{MC}AlternateContent")
    first, second = (["".join(p.itertext()) for p in half.iter(f"{W}p")] for half in choice)
    assert first == second
    assert choice[0].get("Requires") == "wps"
    assert "wps" in choice[0].nsmap


def test_colophon_lines(whole: bytes) -> None:
    borders = next(
        style.find(f"{W}tblPr/{W}tblBorders")
        for style in part(whole, "word/styles.xml").iterfind(f"{W}style")
        if value(style, "name") == "版记表"
    )
    assert borders is not None
    assert {b.tag.removeprefix(W): b.get(f"{W}sz") for b in borders} == {
        "top": "8", "bottom": "8", "insideH": "6",
    }  # fmt: skip


# What cannot be rendered


def test_a_control_character_is_refused_with_its_task() -> None:
    document = parse(
        page(portrait('<div class="item" data-task="T04"><h3>题</h3><p>文字</p></div>'))
    )
    (text,) = document.iterfind(".//div/p")
    text.text = "增长\x858%左右"
    with pytest.raises(DocxError, match=r"U\+0085：增长□8%左右") as caught:
        render_docx(document, press.BASE)
    assert caught.value.task == "T04"


@pytest.mark.parametrize(
    ("old", "new"),
    [("h2", "h4"), ("p", "dl"), ("table", "ul"), ("header", "aside"), ("br", "hr")],
)
def test_an_unknown_element_is_refused(old: str, new: str) -> None:
    document = parse(samples.WHOLE)
    element = next(e for e in document.iter(old) if old != "p" or not e.get("class"))
    element.tag = new
    element.set("data-task", "T09")
    with pytest.raises(DocxError, match=new) as caught:
        render_docx(document, press.BASE)
    assert caught.value.task == "T09"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("<tr><td>1</td></tr>", "格数与4列不符"),
        ("<tr><td>1</td><td>2</td><td>3</td><td>4</td><td>5</td></tr>", "格数与4列不符"),
        ('<tr><td colspan="0">1</td></tr>', "colspan 应是正整数"),
        ("<tr><td>散<p class='cell'>段</p></td><td>2</td><td>3</td><td>4</td></tr>", "散落的文字"),
    ],
)
def test_a_broken_table_is_refused(row: str, message: str) -> None:
    with pytest.raises(DocxError, match=message) as caught:
        made(landscape(table(row.replace("<tr>", '<tr data-task="T02">'))))
    assert caught.value.task == "T02"


def test_a_base_without_a_style_is_refused(tmp_path: Path) -> None:
    base = tmp_path / "base.docx"
    _without(base, "word/styles.xml", "条文".encode())
    with pytest.raises(DocxError, match="没有样式“条文”"):
        render_docx(parse(samples.WHOLE), base.read_bytes(), press.renderer().picture)


def test_a_base_that_is_no_word_document_is_refused(tmp_path: Path) -> None:
    base = tmp_path / "base.docx"
    base.write_bytes(b"PK")
    with pytest.raises(DocxError, match="不是完整的 Word 文档"):
        render_docx(parse(samples.WHOLE), base.read_bytes(), press.renderer().picture)


def test_styles_are_found_by_name_since_word_renames_ids(tmp_path: Path) -> None:
    base = tmp_path / "base.docx"
    with zipfile.ZipFile(BASE) as archive, zipfile.ZipFile(base, "w") as copy:
        for member in archive.namelist():
            content = archive.read(member)
            copy.writestr(member, content.replace(b'"Heading1"', b'"1"'))
    content = render_docx(parse(samples.WHOLE), base.read_bytes(), press.renderer().picture)
    assert ("heading 1", "一、总体要求") in outline(content)
    assert [p for p in part(content).iter(f"{W}p") if value(p, "pPr", "pStyle") == "1"]


def _without(base: Path, name: str, words: bytes) -> None:
    """Write the base with ``words`` put out of one of its parts."""
    with zipfile.ZipFile(BASE) as archive, zipfile.ZipFile(base, "w") as copy:
        for member in archive.namelist():
            content = archive.read(member)
            copy.writestr(member, content.replace(words, b"x") if member == name else content)


# base.docx


def test_the_committed_base_is_what_its_tool_makes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    from make_base import base_bytes

    assert BASE.read_bytes() == base_bytes()


def test_the_base_has_nothing_of_another_template() -> None:
    with zipfile.ZipFile(BASE) as archive:
        names = archive.namelist()
        core = archive.read("docProps/core.xml").decode()
    assert not [name for name in names if "thumbnail" in name or "custom" in name]
    assert "python-docx" not in core
    assert "2013" not in core


def test_the_base_shows_a_line_in_each_paragraph_style() -> None:
    content = BASE.read_bytes()
    shown = {style for style, _ in outline(content)}
    sheet = part(content, "word/styles.xml")
    known = {value(s, "name") for s in sheet.iterfind(f"{W}style[@{W}type='paragraph']")}
    assert shown == known
