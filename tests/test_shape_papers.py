"""Every paper of plans of every shape: each duty arrives at its body, nothing is left blank or lost."""

from __future__ import annotations

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree
from openpyxl import load_workbook
from support.docx_text import docx_lines
from support.tracked import shown_after

from zmddoc.assign import items, responsibilities, tallies
from zmddoc.cli import main
from zmddoc.compose import Composer, drafts
from zmddoc.compose.draft import Facts
from zmddoc.compose.ledger import COLUMNS, ledger
from zmddoc.compose.marked_copy import marked_copy
from zmddoc.gongwen import lines
from zmddoc.gongwen.redline import accepted, rejected
from zmddoc.gongwen.tree import words
from zmddoc.model import (
    Chapter,
    Duty,
    Member,
    Plan,
    Progress,
    Registry,
    Return,
    Rules,
    TargetReturn,
    Task,
    TaskReturn,
    Unit,
)  # fmt: skip
from zmddoc.press import Press
from zmddoc.prose import as_printed
from zmddoc.read import read_project
from zmddoc.read.nodes import parse
from zmddoc.read.schema import validate
from zmddoc.revise.edition import Edition
from zmddoc.revise.revision import revise
from zmddoc.sections import sections
from zmddoc.supervise.matters import matters
from zmddoc.typography import normalise
from zmddoc.write import write_yaml

SHAPES = Path(__file__).resolve().parent / "shapes"
NAMES = ("有章", "无章")
NOTHING = ("（）", "（，", "《》", "依据：，", "依据：\u3000")
"""What would be printed around something that is missing."""
by_name = pytest.mark.parametrize("name", NAMES)


def parts(name: str) -> tuple[Plan, Registry, Rules]:
    project, _ = read_project(SHAPES / name)
    assert project.plan and project.registry and project.rules
    return project.plan, project.registry, project.rules


def composed(name: str, *kinds: str) -> dict[str, etree._Element]:
    composer = Composer()
    return {draft.path: composer.compose(draft) for draft in drafts(*parts(name), kinds)}


def rows(tree: etree._Element) -> list[tuple[str, ...]]:
    """The cells of every row of a table that says who does what."""
    return [
        tuple("\n".join(p.text or "" for p in td.iter("p")) or words(td) for td in tr)
        for tr in tree.iter("tr")
        if tr.get("data-task") is not None
    ]


@by_name
def test_the_plan_says_every_word_that_it_is_to_say(name: str) -> None:
    plan, _, _ = parts(name)
    ((_, tree),) = composed(name, "plan").items()
    said = lines(tree)
    text = as_printed(plan).split("\n")
    start = len(said) - 1 - said[::-1].index(text[0])
    body = [line for line in said[start:] if line != "附件"]
    signature = [plan.issuer, "　　　　年　　月　　日"] if not plan.cover else []
    assert body[:-1] == [*text, *signature]


def test_chapters_are_headings_and_items_are_run_in() -> None:
    ((_, tree),) = composed("有章", "plan").items()
    assert [words(one) for one in tree.iter("h2")] == [
        "一、总体要求",
        "二、重点任务",
        "三、保障措施",
    ]
    run_in = [words(one) for one in tree.iter("h3")]
    assert run_in == [
        "（一）建设示例平台。", "（二）开展示例培训。", "（三）发展示例产业。", "（一）加强组织领导。", "（三）强化督促检查。",
    ]  # fmt: skip
    begun = {one.get("data-task"): words(one) for one in tree.iter() if one.get("data-task")}
    assert begun["T01.1.1"].startswith("（1）统一示例标准，")
    assert begun["T06"].startswith("此外，")


def test_without_a_covering_notice_the_plan_has_masthead_and_signature_of_its_own() -> None:
    ((_, tree),) = composed("无章", "plan").items()
    (section,) = tree.iterfind("body/section")
    assert [one.tag for one in section][:2] == ["header", "h1"]
    said = lines(tree)
    assert said[:3] == [
        "示例县人民政府文件",
        "　　〔2022〕　　号",
        "示例县关于促进示例发展的若干措施",
    ]
    assert said[-3:] == [
        "示例县人民政府",
        "　　　　年　　月　　日",
        "示例县人民政府　　　　年　　月　　日印发",
    ]
    assert [words(one) for one in tree.iter("h2")] == [
        "一、支持示例创新",
        "二、优化示例环境。",
        "三、强化示例宣传",
    ]


@by_name
def test_every_duty_is_on_the_sheet_of_its_bodies(name: str) -> None:
    plan, registry, _ = parts(name)
    sheets = composed(name, "sheet")
    for item in items(plan, registry):
        for unit in item.bodies:
            (row,) = (r for r in rows(sheets[f"任务清单/{unit.name}"]) if r[1] == item.clause)
            assert row[4].split("\n") == [normalise(t.quote) for t in item.targets] or row[4] == "—"
            assert unit.name in f"{row[5]}\n{row[6]}".split("\n")
            for member in unit.members:
                own = rows(sheets[f"任务清单/{member.unit}"])
                assert [r for r in own if r[1] == item.clause]


@by_name
def test_every_mention_is_counted_once(name: str) -> None:
    plan, registry, _ = parts(name)
    mentions = [
        n for top in sections(plan) for s in top.walk() for d in s.record.duty for n in d.names
    ]
    assert sum(one.total for one in tallies(items(plan, registry), registry)) == len(mentions)


@by_name
def test_every_target_is_a_row_of_the_ledger_under_its_body(name: str) -> None:
    plan, registry, rules = parts(name)
    made = ledger(plan, registry, rules)
    lead = next(i for i, column in enumerate(COLUMNS) if column.title == "牵头单位")
    place = next(i for i, column in enumerate(COLUMNS) if column.title == "章节条款")
    by_id = {str(row[0]): row for row in made.rows}
    for top in sections(plan):
        for one in top.walk():
            for target in getattr(one.record, "targets", ()):
                assert str(by_id[target.id][lead]).split("\n") == [
                    n for d in one.record.duty for n in d.lead
                ]
    if name == "有章":
        assert by_id["T01.1.1-1"][place] == "二、（一）1（1）"
        assert by_id["T06-1"][place] == "三、（无编号）"
    else:
        assert by_id["T02.1-1"][place] == "二、（一）"
        assert "章" not in dict(made.totals)


def test_clauses_are_cited_so_that_they_are_plain() -> None:
    cited = {name: [i.clause for i in items(*parts(name)[:2])] for name in NAMES}
    assert cited["有章"] == [
        "二、（一）", "二、（一）1", "二、（一）1（1）", "二、（一）1（2）", "二、（一）2", "二、（二）", "二、（三）",
        "第三章", "三、（一）", "三、（三）", "三、（无编号）",
    ]  # fmt: skip
    assert cited["无章"] == ["一、", "二、", "二、（一）", "二、（二）", "三、"]


DUTY = Duty(lead=("甲局",), annotation="（责任单位：甲局）")
REGISTRY = Registry(
    source="示例",
    units=(
        Unit(name="甲局", full="甲局", kind="department"),
        Unit(name="乙局", full="乙局", kind="department"),
        Unit(name="各局", full="各局", kind="group", members=(Member(unit="乙局"),)),
    ),
)


def small(*chapters: Chapter, **received: object) -> Plan:
    return Plan.model_validate(
        {
            "title": "示例方案", "issuer": "示例市人民政府", "year": 2022, "lead_basis": "convention",
            "received": {
                "file": "x", "form": "{chapters}", "chapter": "{number}、{title}",
                "task": "（{number}）{title}。{text}", **received,
            },
            "chapters": chapters,
        }
    )  # fmt: skip


def test_tasks_that_name_nobody_take_the_duty_of_their_chapter() -> None:
    other = Duty(lead=("乙局",), annotation="（责任单位：乙局）")
    plan = small(
        Chapter(
            title="章",
            duty=(DUTY,),
            tasks=(
                Task(id="T01", text="甲事。"),
                Task(id="T02", text="乙事。", duty=(other,)),
            ),
        )
    )
    listed = items(plan, REGISTRY)
    assert [(i.clause, [u.name for u in i.lead]) for i in listed] == [
        ("第一章", ["甲局"]), ("（一）", ["甲局"]), ("（二）", ["乙局"]),
    ]  # fmt: skip
    found = {one.unit.name: one for one in responsibilities(items(plan, REGISTRY), REGISTRY)}
    assert [a.item.clause for a in found["甲局"].of("lead")] == ["（一）"]
    assert [(t.unit.name, t.total) for t in tallies(listed, REGISTRY)] == [("甲局", 1), ("乙局", 1)]
    assert [(m.id, [u.name for u in m.lead]) for m in matters(plan, REGISTRY)] == [
        ("T01", ["甲局"]), ("T02", ["乙局"]),
    ]  # fmt: skip


def test_measures_without_a_duty_are_part_of_what_is_to_be_done() -> None:
    task = Task.model_validate(
        {
            "id": "T01", "title": "条", "tail": "收尾。", "duty": ({**DUTY.model_dump(), "at": "tail"},),
            "measures": (
                {"id": "T01.1", "title": "甲", "text": "一事。"},
                {"id": "T01.2", "text": "二事。", "duty": DUTY.model_dump()},
                {"id": "T01.3", "text": "三事。\n又一事。"},
            ),
        }
    )  # fmt: skip
    plan = small(Chapter(title="章", tasks=(task,)))
    first, second = matters(plan, REGISTRY)
    assert first.text == "1.甲。一事。\n3.三事。\n又一事。\n收尾。"
    assert second.text == "二事。"


def test_straight_numbers_that_stand_twice_are_told_apart_by_their_chapters() -> None:
    plan = small(
        Chapter(title="甲", tasks=(Task(id="T01", text="甲。"), Task(id="T02", text="乙。"))),
        Chapter(
            title="乙", tasks=(Task(id="T03", text="丙。", number=2), Task(id="T04", text="丁。"))
        ),
    )
    clauses = [item.clause for item in items(plan, REGISTRY)]
    assert clauses == ["（一）", "一、（二）", "二、（二）", "（三）"]


def test_articles_are_cited_as_articles() -> None:
    plan = small(
        Chapter(title="", tasks=(Task(id="T01", text="甲。"), Task(id="T02", text="乙。"))),
        task="第{number}条　{text}",
    )
    assert [item.clause for item in items(plan, REGISTRY)] == ["第一条", "第二条"]


def folder_of(name: str, tmp_path: Path) -> Path:
    shutil.copytree(SHAPES / name, tmp_path / name)
    return tmp_path / name


@by_name
def test_a_build_makes_every_paper_and_words_agree(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = folder_of(name, tmp_path)
    assert main(["-C", str(folder), "build", "--format", "docx"]) == 0
    assert main(["-C", str(folder), "build", "ledger"]) == 0
    assert not capsys.readouterr().err
    for path, tree in composed(name, "plan", "breakdown", "sheet").items():
        assert docx_lines((folder / "build" / f"{path}.docx").read_bytes()) == lines(tree)
        assert not [line for line in lines(tree) if any(one in line for one in NOTHING)]
    book = load_workbook(folder / "build/台账/总台账.xlsx")
    assert not [c.value for row in book.worksheets[0] for c in row if str(c.value)[:2] == "（）"]
    assert book.worksheets[0].max_row > len(items(*parts(name)[:2]))


REPORTED = {
    "有章": ("市工信局", {"T01.1": {"T01.1-1": 4}, "T01.2": {"T01.2-1": 5}}),
    "无章": ("县政务服务局", {"T02.1": {"T02.1-1": 5}, "T02.2": {}}),
}


@by_name
def test_returns_notices_and_circulars_go_on_from_there(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan, _, _ = parts(name)
    folder = folder_of(name, tmp_path)
    unit, values = REPORTED[name]
    tasks = tuple(
        TaskReturn(
            id=id,
            progress="示例进展。",
            targets=tuple(
                TargetReturn(id=t, value=Decimal(n), cell="填报!F7") for t, n in of.items()
            ),
        )
        for id, of in values.items()
    )
    returned = Return(
        unit=unit, form="2022Q2-0123456789ab", plan=plan.content_hash(),
        received=date(2022, 7, 4), file="示例.xlsx", sha256="0" * 64, tasks=tasks,
    )  # fmt: skip
    (folder / "plan/progress").mkdir()
    written = write_yaml(Progress(period="2022Q2", returns=(returned,)))
    (folder / "plan/progress/2022Q2.yaml").write_text(written, encoding="utf-8")
    for kind in ("circular", "notice", "form"):
        code = main(["-C", str(folder), "build", kind, "--period", "2022Q2", "--format", "docx"])
        said = capsys.readouterr()
        assert code == 0, said
    made = [path.name for path in (folder / "build").rglob("*.docx")]
    assert [one for one in made if "通报" in one]
    assert [one for one in made if unit in one]
    circular = next((folder / "build").rglob("*通报*.docx")).read_bytes()
    said_there = "\n".join(docx_lines(circular))
    assert ("第二章“重点任务”" in said_there) == (name == "有章")
    assert "搭建平台" in said_there if name == "有章" else "全文：任务" in said_there


@by_name
@pytest.mark.parametrize("kind", ["plan", "breakdown"])
def test_changes_anywhere_are_tracked(name: str, kind: str) -> None:
    old, registry, rules = parts(name)
    text = write_yaml(old)
    for before, after in (
        ("示例宣传", "示例宣传工作"),
        ("统一示例目录", "统一示例目录和清单"),
        ("公开示例清单", "公开示例清单和指南"),
        ("以上", "上述"),
    ):
        text = text.replace(before, after)
    new, _ = validate(Plan, parse("plan.yaml", text))
    assert new
    found = revise(Edition(old, registry), Edition(new, registry))
    facts = Facts(new, registry, rules, items(new, registry))
    composer = Composer()
    made = marked_copy(facts, found, kind, composer.compose)
    (was,), (new_draft,) = (drafts(plan, registry, rules, (kind,)) for plan in (old, new))
    before, after = composer.compose(was), composer.compose(new_draft)
    assert lines(accepted(made)) == lines(after)
    assert lines(rejected(made)) == lines(before)
    assert next(made.iter("ins"), None) is not None
    press = Press(composer)
    content = press.docx(made)
    assert shown_after(content, accept=True) == shown_after(press.docx(after))
    assert shown_after(content, accept=False) == shown_after(press.docx(before))


def test_a_change_in_the_closing_or_an_annex_is_told() -> None:
    old, registry, _ = parts("有章")
    new = old.model_copy(
        update={
            "closing": "本方案自发布之日起施行。",
            "annexes": (old.annexes[0].model_copy(update={"text": "另行通知。"}),),
        }
    )
    found = revise(Edition(old, registry), Edition(new, registry))
    assert [getattr(one, "field", "") for one in found.changes] == ["closing", "annexes"]


def test_a_registry_of_bodies_with_one_name_can_be_compared() -> None:
    plan = small(Chapter(title="章", tasks=(Task(id="T01", text="甲。", duty=(DUTY,)),)))
    found = revise(Edition(plan, REGISTRY), Edition(plan, REGISTRY))
    assert not found.changes


def test_a_number_that_cannot_be_written_is_said_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = folder_of("有章", tmp_path)
    path = folder / "plan/plan.yaml"
    text = path.read_text(encoding="utf-8").replace("'（{arabic}）{title}", "'{circled}{title}")
    text = text.replace("- id: T01.1.2\n", "- id: T01.1.2\n        number: 51\n")
    path.write_text(text, encoding="utf-8")
    for command in ("check", "text", "build"):
        assert main(["-C", str(folder), command]) == 1
        assert "程序内部出错" not in "".join(capsys.readouterr())


def test_what_has_no_title_is_called_by_its_first_words_or_by_its_task() -> None:
    found = {one.id: one for one in matters(*parts("有章")[:2])}
    assert found["T06"].title == "此外，要做好示例宣传，全年刊发示…"
    assert found["T06"].heading == ""
    assert found["T01.1.2"].title == "建设示例平台"
    assert found["T02"].title == "开展示例培训"
