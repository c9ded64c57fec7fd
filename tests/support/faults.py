"""Faulty projects, one thing wrong in each: what is done to the real project, and which code stands
at which line then. Each code that the program prints is here at least once, in the flesh."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.support.filling import filled
from tests.support.returns import a_return, write_progress
from zmddoc.build import Order, build
from zmddoc.catalogue import diagnostic
from zmddoc.check import check
from zmddoc.cli.folder import template_faults
from zmddoc.diagnostics import Diagnostic, Place
from zmddoc.importer.sources import read_source
from zmddoc.read import read_project
from zmddoc.refusal import Refusal

ROOT = Path(__file__).resolve().parents[2]
PLAN, UNITS, RULES = "plan/plan.yaml", "plan/units.yaml", "plan/rules.yaml"
Q2, Q3, DECISIONS = "plan/progress/2021Q2.yaml", "plan/progress/2021Q3.yaml", "plan/decisions.yaml"
SOURCE = "plan/source/驻政办〔2021〕10号.txt"
SHEET = "templates/sheet.html.j2"

Edit = Callable[[Path], object]
Examine = Callable[[Path], Sequence[Diagnostic]]


def sub(file: str, before: str, after: str) -> Edit:
    """Replace the first ``before``."""

    def edit(folder: Path) -> None:
        path = folder / file
        text = path.read_text(encoding="utf-8")
        assert before in text
        path.write_text(text.replace(before, after, 1), encoding="utf-8")

    return edit


def both(before: str, after: str) -> Edit:
    """Replace in the plan (all places) and in the received text, so that the two agree."""

    def edit(folder: Path) -> None:
        for file in (PLAN, SOURCE):
            path = folder / file
            text = path.read_text(encoding="utf-8")
            assert before in text
            path.write_text(text.replace(before, after), encoding="utf-8")

    return edit


def content(file: str, data: bytes) -> Edit:
    """Write the file."""

    def edit(folder: Path) -> None:
        path = folder / file
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)

    return edit


def own(file: str, added: str) -> Edit:
    """Give the project a template of its own: the built-in one with something behind."""
    return lambda folder: content(file, (ROOT / file).read_bytes() + added.encode())(folder)


def in_order(*edits: Edit) -> Edit:
    def edit(folder: Path) -> None:
        for one in edits:
            one(folder)

    return edit


def as_is(folder: Path) -> None:
    """The real plan has it."""


def checked(folder: Path) -> Sequence[Diagnostic]:
    """What ``zmddoc check`` prints."""
    project, found = read_project(folder)
    return sorted({*found, *check(project), *template_faults(folder)})


def built(*formats: str) -> Examine:
    """What ``zmddoc build 方案`` in these formats prints of what failed."""

    def examine(folder: Path) -> Sequence[Diagnostic]:
        project, _ = read_project(folder)
        return build(project, Order(("plan",), "", formats)).failures

    return examine


def received(file: str) -> Examine:
    """Read a document that came in, in the project's folder."""

    def examine(folder: Path) -> Sequence[Diagnostic]:
        try:
            read_source(file, (folder / file).read_bytes())
        except Refusal as refusal:
            return [diagnostic(refusal.code, Place(file), refusal.reason, refusal.hint)]
        return []

    return examine


def macros() -> bytes:
    """A Word document with macros, as far as it is looked at."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        kind = "application/vnd.ms-word.document.macroEnabled.main+xml"
        archive.writestr("[Content_Types].xml", f'<Types><Default ContentType="{kind}"/></Types>')
    return stream.getvalue()


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How .doc, .wps and .xls begin."""

FORM = "build/报送表/2021Q2/市自然资源局.xlsx"


def fill_in(folder: Path) -> None:
    """Build a form and fill it in where it stands."""
    forms_built(folder)
    path = folder / FORM
    path.write_bytes(filled(path.read_bytes(), {("T27", "progress"): "示例"}))


def forms_built(folder: Path) -> Sequence[Diagnostic]:
    """What ``zmddoc build 报送表`` prints of one body's form."""
    project, _ = read_project(folder)
    return build(project, Order(("form",), "市自然资源局", (), "2021Q2")).failures


class Case(NamedTuple):
    """An edit of the real project, and the code that it gives in the line with ``needle``."""

    code: str
    edit: Edit
    file: str
    needle: str | None
    """None: it is about the file as a whole, which has no line."""
    examine: Examine = checked


def curve(shares: str, target: str = "T04-1") -> Edit:
    """Give a target a curve of its own."""
    rule = f"- {{id: {target}, reason: 示例, curve: {{{shares}}}}}\n"
    return sub(RULES, "ladder:  ", rule + "ladder:  ")


def progress(*returns: str, period: str = "2021Q2", name: str = "2021Q2") -> Edit:
    """Let these returns have been collected for the second quarter."""
    return lambda folder: write_progress(folder, period, *returns, name=name)


def third(value: str) -> Edit:
    """Let T04-1 be 8 in the second quarter and ``value`` in the third."""
    later = a_return("市科技局", "2021-10-08", {"T04-1": value}, ("T04",))
    return in_order(progress(SCIENCE), progress(later, period="2021Q3", name="2021Q3"))


def decided(text: str) -> Edit:
    """Let the office have decided so, after 8家 were returned for T04-1."""
    return in_order(progress(SCIENCE), content(DECISIONS, text.encode()))


SCIENCE = a_return("市科技局", "2021-07-02", {"T04-1": "8", "T04-2": "260"}, ("T04",))
INDUSTRY = a_return("市工信局", "2021-07-02", {"T04-1": "9"}, ("T04",))
LOANS = a_return("市金融工作局", "2021-07-02", {"T28-1": "50"})


def closings(*ids: str, dated: str = "2021-07-10") -> Edit:
    rows = "".join(
        f"- {{id: {id}, dated: {dated}, reviewer: 示例科, evidence: 示例}}\n" for id in ids
    )
    return decided("closings:\n" + rows)


def extensions(id: str, until: str) -> Edit:
    row = f"- {{id: {id}, dated: 2021-07-10, until: {until}, approved_by: 示例, reason: 示例}}\n"
    return decided("extensions:\n" + row)


T03 = "    title: 建设制造业创新高地"
DUTY = "      lead: [市科技局]\n      support: [市工信局, 市发改委]\n"
T04 = "和科技“雏鹰”企业。\n    duty:\n"
TWO_LEADS = "      lead: [市科技局, 市工信局]\n      support: [市发改委]\n"
MEMBER = "  - {unit: 驿城区人民政府}"
ALIAS = "  - {name: 市发展改革委}"
GROUP = "  source: 县区按民政区划(GB/T 2260)九县一区；功能区按驻政办〔2021〕10号主送\n"

CASES = (
    Case("Z101", lambda folder: (folder / UNITS).unlink(), UNITS, None),
    Case("Z101", lambda folder: shutil.rmtree(folder / "plan"), "plan", None),
    Case("Z101", sub(PLAN, "source/驻", "source/"), PLAN, "file: source/"),
    Case("Z102", lambda f: ((f / RULES).unlink(), (f / RULES).mkdir()), RULES, None),
    Case("Z102", sub(PLAN, "file: source/", "file: ../"), PLAN, "file: ../"),
    Case("Z102", sub(PLAN, "file: source/", f"file: {'长' * 100}"), PLAN, "file: 长"),
    Case("Z103", content(RULES, "basis: 初设\nconfirmed: 否".encode("gbk")), RULES, "basis"),
    Case("Z103", content(RULES, "basis: 初设".encode("utf-16")), RULES, ""),
    Case("Z103", content(RULES, "basis: 初设".encode()[:-1]), RULES, "basis"),
    Case("Z104", sub(PLAN, T03, T03 + "\u200b"), PLAN, T03),
    Case("Z104", sub(PLAN, T03, f'{T03[:11]}"建设\\0高地"'), PLAN, "\\0"),
    Case("Z104", sub(PLAN, T03, f"{T03}\t高地"), PLAN, T03),
    Case("Z104", sub(PLAN, T03, T03 + "\u200b" * 12), PLAN, T03),
    Case("Z105", content(RULES, b"\n"), RULES, None),
    Case("Z105", content(RULES, b"# nothing\n"), RULES, None),
    Case("Z106", sub(PLAN, T03, " " + T03), PLAN, T03),
    Case("Z107", sub(PLAN, T03, "\t" + T03.strip()), PLAN, T03.strip()),
    Case("Z108", sub(PLAN, T03, T03 + "\n    title: 又一个"), PLAN, "又一个"),
    Case("Z109", sub(PLAN, "lead: [市科技局]", "lead: &a [市科技局]"), PLAN, "&a"),
    Case("Z109", sub(PLAN, "lead: [市科技局]", "lead: *a"), PLAN, "*a"),
    Case("Z109", sub(PLAN, "year: 2021", "<<: {}\nyear: 2021"), PLAN, "<<"),
    Case("Z110", sub(PLAN, "year: 2021", "year: !!int 2021"), PLAN, "!!int"),
    Case("Z111", sub(PLAN, "errata:", "---\nerrata:"), PLAN, "---"),
    Case("Z112", content(RULES, b"basis: " + b"[" * 41 + b"]" * 41), RULES, "basis"),
    Case("Z112", content(RULES, b"basis: " + b"[" * 5000), RULES, "basis"),
    Case("Z112", content(RULES, b"#" * 64 * 1024 * 1024 + b"\n"), RULES, None),
    Case("Z113", sub(PLAN, "year: 2021", "year: 2021\n2021: year"), PLAN, "2021: year"),
    Case("Z113", sub(PLAN, "year: 2021", "year: 2021\n[a]: year"), PLAN, "[a]: year"),
    Case("Z114", sub(RULES, "#", "\ufeff#"), RULES, "#"),
    Case("Z121", content("来文.doc", OLD + b"\0" * 600), "来文.doc", None, received("来文.doc")),
    Case(
        "Z122",
        content("来文.docx", OLD + "EncryptedPackage".encode("utf-16-le")),
        "来文.docx",
        None,
        received("来文.docx"),
    ),
    Case("Z123", content("来文.docx", macros()), "来文.docx", None, received("来文.docx")),
    Case("Z124", content("来文.txt", "\u3000\n".encode()), "来文.txt", None, received("来文.txt")),
    Case(
        "Z125",
        content("来文.txt", "关于印发方案的通知".encode()[:-1]),
        "来文.txt",
        None,
        received("来文.txt"),
    ),
    Case("Z201", sub(PLAN, "    - id: T02-1\n      name: ", "    - name: "), PLAN, "- name: 规模"),
    Case("Z202", sub(PLAN, T03, T03.replace("title", "tilte")), PLAN, "tilte"),
    Case("Z203", sub(PLAN, "lead: [市科技局]", "lead: 市科技局"), PLAN, "lead: 市科技局"),
    Case("Z203", sub(PLAN, "soft: true", "soft: yes"), PLAN, "soft: yes"),
    Case("Z204", sub(PLAN, "kind: growth", "kind: grow"), PLAN, "kind: grow"),
    Case("Z205", sub(PLAN, "lead: [市科技局]", "lead: []"), PLAN, "lead: []"),
    Case("Z205", sub(PLAN, T03, "    title:"), PLAN, "    title:"),
    Case("Z206", sub(PLAN, "2021-03-29", "2021-02-29"), PLAN, "2021-02-29"),
    Case("Z207", sub(PLAN, "value: 8", "value: 8%"), PLAN, "value: 8%"),
    Case("Z208", sub(PLAN, "      low: 1\n", "      low: 3\n"), PLAN, "low: 3"),
    Case("Z209", sub(RULES, "2021Q2", "2021-2"), RULES, "2021-2"),
    Case("Z301", sub(PLAN, "id: T03", "id: 条3"), PLAN, "id: 条3"),
    Case("Z301", sub(PLAN, "id: T03", "id: T00"), PLAN, "id: T00"),
    Case("Z301", sub(PLAN, "id: T02-1", "id: T02.1"), PLAN, "id: T02.1"),
    Case("Z302", sub(PLAN, "id: T03", "id: T01"), PLAN, "id: T01"),
    Case("Z302", sub(PLAN, "id: T03", "id: T05"), PLAN, "id: T05"),
    Case("Z303", sub(PLAN, "id: T04-1", "id: T05-9"), PLAN, "id: T05-9"),
    Case("Z303", sub(PLAN, "id: T04", "id: T03"), PLAN, "- id: T03"),
    Case("Z304", sub(PLAN, "id: T03", "id: T33"), PLAN, "id: T33"),
    Case("Z304", sub(PLAN, "id: T04-1", "id: T04-5"), PLAN, "id: T04-5"),
    Case("Z305", sub(PLAN, "[市科技局]", "[市科枝局]"), PLAN, "市科枝局"),
    Case("Z305", sub(PLAN, "per: '各县、区", "per: '各县、乡"), PLAN, "各县、乡"),
    Case("Z306", in_order(sub(UNITS, ALIAS, ALIAS.replace("}", ", since: 2022-01-01}")), both("市发改委", "市发展改革委")), PLAN, "support: [市工信局, 市发展改革委]"),
    Case("Z307", sub(UNITS, "name: 市教育局", "name: 市发改委"), UNITS, "name: 市发改委"),
    Case("Z308", as_is, UNITS, "name: 市制造强市建设工作领导小组各成员单位"),
    Case("Z309", sub(UNITS, MEMBER, "  - {unit: 驿城人民政府}"), UNITS, "驿城人民政府"),
    Case("Z310", as_is, UNITS, "{unit: 市城乡一体化示范区管委会"),
    Case("Z311", sub(UNITS, MEMBER, f"{MEMBER}\n{MEMBER}"), UNITS, MEMBER),
    Case("Z311", sub(UNITS, GROUP, ""), UNITS, "  members:"),
    Case("Z311", sub(UNITS, "  kind: department\n", f"  kind: department\n  members:\n{MEMBER}\n"), UNITS, "  members:"),
    Case("Z311", sub(UNITS, MEMBER, "  - {unit: 市制造强市建设工作领导小组各成员单位}"), UNITS, "{unit: 市制造强市"),
    Case("Z312", sub(UNITS, "full: 驻马店市财政局", "full: 驻马康市财政局"), UNITS, "驻马康"),
    Case("Z312", sub(UNITS, "{name: 上蔡县}", "{name: 上菜县}"), UNITS, "上菜县"),
    Case("Z312", sub(UNITS, "full: 驻马店市教育局", "full: 驻马店市教肓局"), UNITS, "教肓局"),
    Case("Z313", sub(UNITS, ALIAS, ALIAS.replace("}", ", since: 2022-01-01, until: 2021-01-01}")), UNITS, "until"),
    Case("Z314", sub(PLAN, "per: '各县、区人民政府(管委会)'", "per: 西平县"), PLAN, "per: 西平县"),
    Case("Z315", sub(PLAN, "{task: T14, from: 制造", "{task: T41, from: 制造"), PLAN, "T41"),
    Case("Z401", sub(PLAN, "support: [市工信局, 市发改委]", "support: [市工信局]"), PLAN, "support: [市工信局]"),
    Case("Z401", sub(PLAN, "support: [市工信局, 市发改委]", "support: [市发改委, 市工信局]"), PLAN, "[市发改委, 市工信局]"),
    Case("Z401", sub(PLAN, "support: [市工信局, 市发改委]", "support: [市工信局, 市发改委, 市财政局]"), PLAN, "发改委, 市财政局"),
    Case("Z401", both("市科技局、市工信局、市发改委)", "市科技局、市工信局、市工信局、市发改委)"), PLAN, "support: [市工信局, 市发改委]"),
    Case("Z401", sub(PLAN, "lead_basis: convention", "lead_basis: convention\nshared: [市财政局]"), PLAN, "shared"),
    Case("Z402", sub(PLAN, "市工信局, 市发改委]", "市工信局, 市发改委, 市发展改革委]"), PLAN, "市发展改革委"),
    Case("Z403", sub(PLAN, "市工信局, 市发改委]", "市工信局, 市发改委, 市科技局]"), PLAN, "市发改委, 市科技局]"),
    Case("Z404", as_is, PLAN, "- id: T02"),
    Case("Z405", sub(PLAN, "convention", "stated"), PLAN, "lead_basis: stated"),
    Case("Z405", sub(PLAN, DUTY, DUTY + "      basis: stated\n"), PLAN, "basis: stated"),
    Case("Z405", sub(PLAN, DUTY, "      lead: [市科技局, 市工信局]\n      support: [市发改委]\n"), PLAN, "lead: [市科技局, 市工信局]"),
    Case("Z405", both("(责任单位:市工信局)", "(牵头单位:市工信局)"), PLAN, "annotation: (牵头单位:市工信局)"),
    Case("Z406", as_is, PLAN, "以遂平县、平舆县"),
    Case("Z407", sub(PLAN, "due: 2021-12-31", "due: 2021-03-28"), PLAN, "due: 2021-03-28"),
    Case("Z407", sub(PLAN, T03, f"{T03}\n    due: 2021-01-31"), PLAN, "due: 2021-01-31"),
    Case("Z407", sub(PLAN, "    - id: T04-1", "    - id: T04-1\n      due: 2021-02-28"), PLAN, "due: 2021-02-28"),
    Case("Z408", sub(PLAN, "due: 2021-12-31", "due: 2022-12-31"), PLAN, "due: 2022-12-31"),
    Case("Z409", sub(PLAN, "due: 2021-12-31", "# "), PLAN, "year: 2021"),
    Case("Z410", sub(PLAN, "published: 2021-04-01", "published: 2021-03-01"), PLAN, "2021-03-01"),
    Case("Z411", sub(PLAN, "year: 2021", "year: 2012"), PLAN, "year: 2012"),
    Case("Z411", sub(PLAN, "〔2021〕", "〔2020〕"), PLAN, "number: 驻政办〔2020〕"),
    Case("Z412", sub(RULES, "2021Q3", "2021Q2"), RULES, "2021-10-11"),
    Case("Z412", sub(RULES, "cutoff: 2021-06-30", "cutoff: 2021-07-30"), RULES, "2021-07-30"),
    Case("Z412", sub(RULES, "report_by: 2021-07-05", "report_by: 2021-02-05"), RULES, "2021-02-05"),
    Case("Z412", sub(RULES, "report_by: 2021-10-11", "report_by: 2021-07-05"), RULES, "2021Q3"),
    Case("Z413", sub(RULES, "report_by: 2021-07-05", "report_by: 2021-07-04"), RULES, "2021-07-04"),
    Case("Z413", sub(RULES, "report_by: 2021-10-11", "report_by: 2021-10-05"), RULES, "2021-10-05"),
    Case("Z413", sub(RULES, "report_by: 2022-01-05", "report_by: 2096-01-05"), RULES, "2096-01-05"),
    Case("Z412", sub(RULES, "decided_by: 2021-07-12", "decided_by: 2021-07-02"), RULES, "2021-07-02"),
    Case("Z412", sub(RULES, "decided_by: 2021-07-12", "decided_by: 2021-10-12"), RULES, "2021-10-12"),
    Case("Z414", as_is, RULES, "confirmed: false"),
    Case("Z415", sub(RULES, "  red: 30", "  red: 5"), RULES, "red: 5"),
    Case("Z415", sub(RULES, "  yellow: 10", "  yellow: 0"), RULES, "yellow: 0"),
    Case("Z415", sub(RULES, "rate_short: yellow", "rate_short: green"), RULES, "rate_short"),
    Case("Z416", sub(RULES, "- step: notice", "- step: reminder"), RULES, "- step: reminder"),
    Case("Z416", sub(RULES, "grey], after: notice", "grey], after: urge"), RULES, "after: urge}"),
    Case("Z416", sub(RULES, "- step: notice", "- step: urge"), RULES, "after: notice}"),
    Case("Z416", sub(RULES, "lights: [red], periods: 3", "lights: [red], periods: 4"), RULES, "periods: 4"),
    Case("Z416", sub(RULES, "[blue, grey]", "[green, blue, grey]"), RULES, "[green"),
    Case("Z417", sub(RULES, "id: T02-7", "id: T02-9"), RULES, "id: T02-9"),
    Case("Z417", sub(RULES, "id: T02-7", "id: T02-6"), RULES, "能耗降低率"),
    Case("Z418", curve("2021Q2: 20, 2021Q3: 60, 2021Q4: 90"), RULES, "2021Q4: 90"),
    Case("Z418", curve("2021Q2: 60, 2021Q3: 20, 2021Q4: 100"), RULES, "2021Q3: 20"),
    Case("Z418", curve("2021Q2: 60, 2021Q4: 100"), RULES, "curve:"),
    Case("Z418", curve("2021Q1: 10, 2021Q2: 60, 2021Q3: 60, 2021Q4: 100"), RULES, "curve:"),
    Case("Z418", curve("2021Q2: -1, 2021Q3: 60, 2021Q4: 100"), RULES, "2021Q2: -1"),
    Case("Z419", sub(RULES, "id: T02-6, judged: year-end", "id: T02-6, judged: pace"), RULES, "judged: pace"),
    Case("Z419", sub(RULES, "id: T02-6", "id: T12-2"), RULES, "id: T12-2"),
    Case("Z419", sub(RULES, "id: T17-1, judged", "id: T17-1, tolerance: 1, judged"), RULES, "tolerance"),
    Case("Z419", sub(RULES, "id: T02-7, judged", "id: T02-7, tolerance: 3, judged"), RULES, "tolerance"),
    Case("Z419", curve("2021Q2: 20, 2021Q3: 60, 2021Q4: 100", "T06-1"), RULES, "curve:"),
    Case("Z501", sub(PLAN, "加快优质创新资源集聚", "加快优质资源集聚"), PLAN, "加快优质资源集聚"),
    Case("Z501", sub(PLAN, "task: '({number})", "task: '（{number})"), PLAN, "task: '（"),
    Case("Z502", sub(SOURCE, "四、深化数字", "多出的一行。\n四、深化数字"), PLAN, "- title: 深化数字"),
    Case("Z503", sub(SOURCE, "一、总体要求和主要目标\n", ""), PLAN, "- title: 总体要求和主要目标"),
    Case("Z504", in_order(sub(SOURCE, "二、构建制造业创新体系,增强自立自强能力\n", ""), sub(SOURCE, "三、培育", "二、构建制造业创新体系,增强自立自强能力\n三、培育")), PLAN, "- title: 构建制造业"),
    Case("Z505", sub(SOURCE, "(十二)", "(十三)"), SOURCE, "(十三)建设新型"),
    Case("Z506", sub(PLAN, "{preamble}", "{premble}"), PLAN, "{premble}"),
    Case("Z506", sub(PLAN, "published: 2021-04-01", "# "), PLAN, "{published:0}"),
    Case("Z506", sub(PLAN, "{index: S0001", "{indx: S0001"), PLAN, "{catalogue.index}"),
    Case("Z506", sub(PLAN, "cover: 《{title}》", "cover: 《{tilte}》"), PLAN, "{tilte}"),
    Case("Z506", sub(PLAN, "{issuer}\n", "{issuer\n"), PLAN, "{issuer"),
    Case("Z506", sub(PLAN, "{preamble}", "{pre amble}"), PLAN, "{pre amble}"),
    Case("Z507", sub(PLAN, "quote: 新认定国家高新技术企业20家", "quote: 新认定国家级高新技术企业20家"), PLAN, "国家级高新技术企业20家"),
    Case("Z508", sub(PLAN, "quote: 培育1-2个百亿级主导产业", "quote: 百亿级"), PLAN, "quote: 百亿级"),
    Case("Z509", sub(PLAN, "value: 8\n", "value: 80\n"), PLAN, "value: 80"),
    Case("Z509", sub(PLAN, "      high: 2\n", "      high: 5\n"), PLAN, "high: 5"),
    Case("Z509", sub(PLAN, "quote: 全年新建5G基站3000个", "quote: 全年新建5G基站"), PLAN, "value: 3000"),
    Case("Z509", both("新认定国家高新技术企业20家", "新认定国家高新技术企业20家(含3家)"), PLAN, "quote: 新认定国家高新技术企业20家(含3家)"),
    Case("Z510", sub(PLAN, "unit: 亿元", "unit: 万元"), PLAN, "unit: 万元"),
    Case("Z510", sub(PLAN, "unit: 家", "unit: 个"), PLAN, "unit: 个"),
    Case("Z510", sub(PLAN, "quote: 100强民营企业培育\n      bound: \">=\"\n      value: 100\n      unit: 家", "quote: 100强民营企业培育\n      bound: \">=\"\n      value: 100\n      unit: 丁"), PLAN, "unit: 丁"),
    Case("Z511", sub(PLAN, "bound: ≈", 'bound: ">="'), PLAN, 'bound: ">="'),
    Case("Z511", sub(PLAN, "baseline: 上年同期水平", "baseline: 上年同期水准"), PLAN, "上年同期水准"),
    Case("Z511", sub(PLAN, "      bound: ≈\n", "      bound: relative\n      baseline: 增加值\n"), PLAN, "bound: relative"),
    Case("Z512", sub(PLAN, "      soft: true            # 力争\n", ""), PLAN, "- id: T06-1"),
    Case("Z512", sub(PLAN, "      value: 8\n", "      value: 8\n      soft: true\n"), PLAN, "soft: true"),
    Case("Z513", sub(PLAN, "      low: 1\n      high: 2\n      unit: 家\n      kind: level\n      soft: true ", "      low: 1\n      high: 2\n      unit: 家\n      kind: level\n"), PLAN, "- id: T17-1"),
    Case("Z514", sub(PLAN, "      direction: down ", ""), PLAN, "- id: T02-7"),
    Case("Z515", sub(PLAN, "kind: growth", "kind: count"), PLAN, "kind: count"),
    Case("Z515", sub(PLAN, "      unit: 家\n      kind: count", "      unit: 家\n      kind: growth"), PLAN, "kind: growth"),
    Case("Z515", sub(PLAN, "kind: share", "kind: level"), PLAN, "kind: level"),
    Case("Z515", sub(PLAN, "kind: growth", "kind: level"), PLAN, "kind: level"),
    Case("Z515", sub(PLAN, "kind: growth", "kind: milestone"), PLAN, "kind: milestone"),
    Case("Z516", both("开展“一区多园”建设", "开展50家“一区多园”建设"), PLAN, "开展50家"),
    Case("Z517", sub(PLAN, "      per: '各县、区人民政府(管委会)'\n", ""), PLAN, "- id: T23-1"),
    Case("Z518", sub(PLAN, "from: 制造 服务", "from: 智造 服务"), PLAN, "智造 服务"),
    Case("Z518", sub(PLAN, "from: 制造 服务", "from: 制造"), PLAN, "from: 制造,"),
    Case("Z518", sub(PLAN, "to: 制造+服务", "to: 制造 服务"), PLAN, "to: 制造 服务"),
    Case("Z519", both("伙伴园区等", "伙伴 园区等"), PLAN, "伙伴 园区等"),
    Case("Z520", as_is, PLAN, "text: 市制造强市建设领导小组"),
    Case("Z521", as_is, PLAN, "recipients:"),
    Case("Z522", both("开展“一区多园”建设", "开展“一区多园建设"), PLAN, "开展“一区多园建设"),
    Case("Z522", both("开展“一区多园”建设", "开展一区多园”建设"), PLAN, "开展一区多园”"),
    Case("Z522", both("开展“一区多园”建设", "开展“一区(多园”建设"), PLAN, "开展“一区(多园”"),
    Case("Z523", both("驻政办〔2021〕10号", "驻政办[2021]10号"), PLAN, "number: 驻政办[2021]10号"),
    Case("Z524", sub(PLAN, "dated: 2021-03-29            # 成文日期\n", ""), PLAN, "title: 驻马店市2021年"),
    Case("Z525", in_order(sub(PLAN, "  - id: T12\n", "  - id: T12\n    number: 13\n"), sub(SOURCE, "(十二)", "(十三)")), PLAN, "number: 13"),
    Case("Z601", own(SHEET, "<b>注意</b>\n"), SHEET, "<b>注意</b>"),
    Case("Z601", own(SHEET, "{% if x %}\n"), SHEET, "{% if x %}"),
    Case("Z601", content("templates/plan.html.j2", b"<p>1</p>\n<p>{{ nobody }}</p>"), "templates/plan.html.j2", "{{ nobody }}", built("docx")),
    Case("Z602", both("培育技术创新企业", "培育\u0f00企业"), "templates/plan.html.j2", None, built("pdf")),
    Case("Z603", content("templates/sheets.html.j2", b"<p>1</p>"), "templates/sheets.html.j2", None),
    Case("Z751", progress(SCIENCE, period="2021Q3"), Q2, "period: 2021Q3"),
    Case("Z752", progress(SCIENCE, period="2021Q1"), Q2, "period: 2021Q1"),
    Case("Z753", progress(SCIENCE.replace("unit: 市科技局", "unit: 市科枝局")), Q2, "unit: 市科枝局"),
    Case("Z754", progress(SCIENCE.replace("id: T04-1", "id: T05-1")), Q2, "id: T05-1"),
    Case("Z754", progress(SCIENCE.replace("id: T04\n", "id: T01\n")), Q2, "- id: T01"),
    Case("Z755", progress(a_return("市科技局", "2021-07-02", {}, ("T13",))), Q2, "id: T13"),
    Case("Z756", progress(SCIENCE, SCIENCE), Q2, "unit: 市科技局"),
    Case("Z756", progress(a_return("市科技局", "2021-07-02", {}, ("T04", "T04"))), Q2, "- id: T04"),
    Case("Z756", progress(SCIENCE.replace("id: T04-2", "id: T04-1")), Q2, "260"),
    Case("Z757", third("3"), Q3, "value: 3"),
    Case("Z758", progress(SCIENCE.replace("value: 8,", "value: 8.5,")), Q2, "value: 8.5"),
    Case("Z758", progress(SCIENCE.replace("value: 8,", "value: -8,")), Q2, "value: -8"),
    Case("Z758", progress(a_return("市发改委", "2021-07-02", {"T12-2": "2"}, ("T12",))), Q2, "value: 2"),
    Case("Z758", progress(a_return("市发改委", "2021-07-02", {"T23-1": "14"}, ("T23",))), Q2, "value: 14"),
    Case("Z758", progress(a_return("市发改委", "2021-07-02", {"T23-1": "0.5"}, ("T23",))), Q2, "value: 0.5"),
    Case("Z758", progress(a_return("市工信局", "2021-07-02", {"T02-6": "101"}, ("T02",))), Q2, "value: 101"),
    Case("Z759", progress(LOANS), Q2, "id: T28-1"),
    Case("Z759", progress(SCIENCE.replace("value: 8,", "value: 8, baseline: 3,")), Q2, "baseline: 3"),
    Case("Z760", progress(SCIENCE.replace("2021-07-02", "2021-01-02")), Q2, "2021-01-02"),
    Case(
        "Z761",
        in_order(sub(PLAN, T04 + DUTY, T04 + TWO_LEADS), progress(SCIENCE, INDUSTRY)),
        Q2,
        "value: 9",
    ),
    Case("Z771", closings("T44"), DECISIONS, "id: T44"),
    Case("Z771", extensions("T01", "2022-03-31"), DECISIONS, "id: T01"),
    Case("Z772", closings("T04-2", dated="2021-03-01"), DECISIONS, "2021-03-01"),
    Case("Z773", extensions("T05", "2021-12-31"), DECISIONS, "2021-12-31"),
    Case("Z774", closings("T04-2", "T04-2"), DECISIONS, "id: T04-2"),
    Case("Z775", closings("T04-1"), DECISIONS, "id: T04-1"),
    Case("Z775", closings("T05"), DECISIONS, "id: T05"),
    Case("Z901", content("templates/base.docx", b"PK"), "templates/plan.html.j2", None, built("docx")),
    Case("Z902", fill_in, FORM, None, forms_built),
)  # fmt: skip
