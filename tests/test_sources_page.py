"""Web pages as they come in: the document, and what stands around it."""

from __future__ import annotations

import cProfile
import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support import real
from tests.support.truth import CORPUS, HELD_OUT
from tests.support.web_pages import NUMBER, TITLE, modern, old
from zmddoc.grammar.outline import outline
from zmddoc.importer.sources import Source, read_source
from zmddoc.prose import as_printed
from zmddoc.refusal import Refusal

FILES = [path for path in sorted(CORPUS.glob("*.txt")) if path.name[:2] not in HELD_OUT]
TEXTS = [pytest.param(path.read_text(encoding="utf-8"), id=path.name[:2]) for path in FILES] or [
    pytest.param("", marks=pytest.mark.skip("../shared/corpus is not there"))
]
RUNNING = "各单位要提高认识，加强领导，落实责任，确保完成全年目标任务。"


def read(page: str, encoding: str = "utf-8") -> Source:
    return read_source("来文.html", page.encode(encoding))


def squeezed(words: str) -> str:
    return "".join(words.split())


def plan() -> list[str]:
    of = real.project().plan
    assert of
    return as_printed(of).split("\n")


def test_a_page_of_today() -> None:
    source = read(modern(plan()))
    table, title, *rest = re.split(f"(?<=10号)\n({TITLE})\n", source.text)
    assert table.startswith("索 引 号 SL-2021-00010 发文机关")
    assert (title, rest) == (TITLE, ["\n".join(plan())])
    assert [(one.why, squeezed(one.words)) for one in source.furniture] == [
        ("页眉页脚", "示例市人民政府首页政务公开搜索"),
        ("导航", "当前位置：首页>政策文件"),
        ("正文以外的网页内容", "发布时间：2021-04-01来源：示例市人民政府办公室字体：大小"),
        ("打印、关闭等按钮", "打印本页关闭窗口"),
        ("分享、二维码", "扫一扫在手机打开当前页"),
        ("相关链接", "相关解读一图读懂示例方案"),
        ("页眉页脚", "主办：示例市人民政府办公室，版权所有，未经允许不得转载。备案号示例。"),
    ]
    assert source.furniture[1].place == "网页第9行"
    assert source.lines[3].place == "第4段"


def test_the_publishers_table_is_read() -> None:
    source = read(modern(plan()))
    head = outline(source.text).head
    assert [(label, span.of(source.text)) for label, span in head.catalogue] == [
        ("索引号", "SL-2021-00010"),
        ("发文机关", "示例市人民政府办公室"),
        ("标题", TITLE),
        ("发文字号", NUMBER),
    ]
    assert head.number and head.number.of(source.text) == NUMBER
    assert head.issuer and head.issuer.of(source.text) == "示例市人民政府办公室"


def test_a_page_of_old() -> None:
    source = read(old(plan()), "gb18030")
    assert source.text == "\n".join([TITLE, *plan()])
    assert source.encoding == "gb18030"
    assert [squeezed(one.words) for one in source.furniture] == [
        "首页公开",
        "栏目一栏目二",
        "【打印】【关闭】",
    ]


@pytest.mark.parametrize("text", TEXTS)
def test_every_word_of_a_real_plan(text: str) -> None:
    lines = [line for line in text.split("\n") if line.strip()]
    assert squeezed(read(modern(lines)).text).endswith(squeezed(text))
    assert squeezed(read(old(lines), "gb18030").text) == squeezed(TITLE + text)


def test_a_page_loses_no_word() -> None:
    """What is not text is furniture, character for character."""
    page = modern(plan(), inside='<div class="share">分享到微信</div><p>尾段。</p>')
    source = read(page)
    body = re.sub(r"<(style|script)>.*?</\1>|<[^>]*>", "", page.split("<body>")[1])
    taken = squeezed(source.text + "".join(one.words for one in source.furniture))
    assert sorted(taken) == sorted(squeezed(body.replace("&gt;", ">")))


@pytest.mark.parametrize(
    ("inside", "left"),
    [
        ('<div class="xgjd"><a href="/1">解读</a></div>', ["解读"]),
        ('<ul><li><a href="/1">解读</a></li><li><a href="/2">图解</a></li></ul>', ["解读 图解"]),
        ('<p style="display: none">看不见</p>', ["看不见"]),
        ('<button>打印</button>', ["打印"]),
        ('<p><a href="javascript:print()">打印</a></p>', ["打印"]),
        ('<nav>上一篇</nav>', ["上一篇"]),
        ('<div id="print">关闭窗口</div>', ["关闭窗口"]),
        (f'<div class="print-area">{RUNNING}附件{RUNNING}</div>', []),
        ('<ul><li><a href="a.docx">附件1</a></li><li><a href="b.pdf">附件2</a></li></ul>', []),
        (f'<p>见<a href="/1">《办法》</a>和<a href="/2">《细则》</a>。{RUNNING}</p>', []),
    ],
)  # fmt: skip
def test_what_is_left_out_within_the_text(inside: str, left: list[str]) -> None:
    source = read(modern([RUNNING] * 9, inside=inside))
    mine = [" ".join(one.words.split()) for one in source.furniture]
    assert [one for one in mine if one in left] == left
    words = squeezed(re.sub("<[^>]*>", "", inside))
    assert (words in squeezed(source.text)) == (not left)


def test_a_number_and_a_title_above_the_text_stay() -> None:
    page = f"<html><body><h1>{TITLE}</h1><div>{NUMBER}</div><div>来源</div><div>{f'<p>{RUNNING}</p>' * 5}</div></body></html>"
    source = read(page)
    assert source.text.split("\n")[:3] == [TITLE, NUMBER, RUNNING]
    assert [one.words for one in source.furniture] == ["来源"]


def test_a_title_that_stands_in_the_text_too_is_there_once() -> None:
    body = f"<p>{TITLE}</p>" + f"<p>{RUNNING}</p>" * 5
    source = read(f"<html><body><h1>{TITLE}</h1><div>{body}</div></body></html>")
    assert source.text.count(TITLE) == 1
    assert [one.words for one in source.furniture] == [TITLE]


def test_tables_lists_and_breaks() -> None:
    inside = (
        "<table><tr><th>序号</th><th>任务</th></tr><tr><td>1</td><td>甲<br>乙</td></tr></table>"
        "<ol start=3><li>丙</li><li>丁</li></ol><ol><li>1.戊</li></ol><pre>己\n庚</pre>辛&nbsp;壬<br/>癸"
    )
    source = read(modern([RUNNING] * 5, inside=inside))
    assert source.text.split("\n")[8:] == [
        "序号 任务", "1", "甲", "乙", "3.丙", "4.丁", "1.戊", "己", "庚", "辛\u00a0壬", "癸",
    ]  # fmt: skip
    assert source.notes == ("有自动编号的列表：编号写成了文字",)


@pytest.mark.parametrize(
    ("name", "content", "code", "says"),
    [
        ("x.html", "<html><body><script>var a;</script></body></html>", "Z124", "没有文字"),
        ("x.html", "<html>" + "<div>" * 300 + "甲", "Z123", "层次"),
        ("x.html", "<html>" + "<p>" * 300_000, "Z123", "大得"),
        ("x.mht", "MIME-Version: 1.0\n\n<html>", "Z121", "打包的网页"),
        (
            "x.xml",
            "<?xml version='1.0'?><?mso-application progid='Word.Document'?><w/>",
            "Z121",
            "XML",
        ),
    ],
)
def test_what_is_not_read(name: str, content: str, code: str, says: str) -> None:
    with pytest.raises(Refusal) as caught:
        read_source(name, content.encode())
    assert (caught.value.code, says in caught.value.reason) == (code, True), caught.value.reason
    assert caught.value.hint


def test_entities_of_a_page_are_refused() -> None:
    page = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]><html><body>甲&x;乙</body></html>'
    with pytest.raises(Refusal, match="外部实体"):
        read(page)


def test_a_page_of_next_to_nothing() -> None:
    assert read("<html><body>甲<b>乙</b><p>丙").text == "甲乙\n丙"


@given(st.integers(0, 2**32))
@settings(max_examples=80)
def test_a_damaged_page_is_read_or_refused(seed: int) -> None:
    rng = random.Random(seed)
    page = bytearray((modern if seed % 2 else old)([RUNNING] * 4).encode())
    for _ in range(rng.randrange(1, 12)):
        at = rng.randrange(len(page))
        page[at : at + rng.randrange(30)] = rng.choice(
            [b"", b"<", b">", b"<table>", b"</div>", b"<a href='"]
        )
    del page[rng.randrange(len(page)) if seed % 3 == 0 else len(page) :]
    try:
        read_source("来文.html", bytes(page))
    except Refusal as refusal:
        assert refusal.hint


def test_a_long_page_costs_as_much_more_as_it_is_longer() -> None:
    def calls(many: int) -> int:
        inside = f'<div class="share"><a href="/1">甲</a></div><p>{RUNNING}</p>' * many
        page = modern([RUNNING], inside=inside) + "<span>乙" * 100
        profile = cProfile.Profile()
        profile.runcall(read, page)
        return sum(entry.callcount for entry in profile.getstats())

    assert calls(800) < 4.4 * calls(200)
