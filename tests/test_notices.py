"""Supervision notices on the real plan with three made-up quarters: who gets which paper, and what
it says, against the files it was made from."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import etree
from support import golden, notice_quarters, press
from support.docx_text import docx_lines

from zmddoc.assign import items
from zmddoc.compose import Composer, Draft
from zmddoc.compose.draft import Facts
from zmddoc.compose.notices import notice_drafts
from zmddoc.gongwen import lines
from zmddoc.gongwen.tree import words
from zmddoc.numbering import DocumentNumber, Issuance
from zmddoc.project import Project
from zmddoc.read import read_project
from zmddoc.render.docx import render_docx
from zmddoc.supervise import Board, board

ROOT = Path(__file__).resolve().parent.parent
PERIODS = notice_quarters.PERIODS
Papers = dict[str, tuple[Draft, etree._Element]]


@pytest.fixture(scope="module", params=PERIODS)
def period(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def written(folder: Path, period: str) -> Project:
    """The project as it stands when the papers of ``period`` are due."""
    shutil.copytree(ROOT / "plan", folder / "plan")
    notice_quarters.write(folder, PERIODS[: PERIODS.index(period) + 1])
    project, found = read_project(folder)
    assert not [one for one in found if one.severity == "error"]
    return project


@pytest.fixture(scope="module")
def project(period: str, tmp_path_factory: pytest.TempPathFactory) -> Project:
    return written(tmp_path_factory.mktemp("notices"), period)


def judged(project: Project, period: str) -> Board:
    assert project.plan and project.registry and project.rules
    return board(
        project.plan, project.registry, project.rules, project.progress.values(),
        project.decisions, project.register, period,
    )  # fmt: skip


def facts(project: Project, issuance: Issuance | None = None) -> Facts:
    assert project.plan and project.registry and project.rules
    plan, registry = project.plan, project.registry
    return Facts(plan, registry, project.rules, items(plan, registry), issuance)


def composed(project: Project, period: str, issuance: Issuance | None = None) -> Papers:
    drafts = notice_drafts(facts(project, issuance), judged(project, period))
    composer = Composer()
    return {draft.name: (draft, composer.compose(draft)) for draft in drafts}


@pytest.fixture(scope="module")
def papers(project: Project, period: str) -> Papers:
    return composed(project, period)


GOLDEN = {
    ("2021Q2", "市科技局"): "letter",
    ("2021Q2", "市工信局（提醒）"): "reminder",
    ("2021Q2", "市金融工作局"): "slip",
    ("2021Q3", "市科技局（催办）"): "urge",
    ("2021Q3", "市商务局"): "slip-unreported",
    ("2021Q4", "市科技局（整改）"): "criticism",
}


def test_who_gets_which_paper(papers: Papers, period: str) -> None:
    """Worked by hand from the figures of ``notice_quarters``."""
    expected = {
        "2021Q2": {
            "市发改委（提醒）": ("reminder", ("T23",)),  # 48% where 50% is due
            "市科技局": ("notice", ("T04", "T06", "T07")),  # 35%, 12.5% of 20%, 15%
            "市工信局（提醒）": ("reminder", ("T11", "T13", "T17")),  # silent, 45%, a cell empty
            "市商务局（提醒）": ("reminder", ("T25",)),  # silent
            "市金融工作局": ("notice", ("T28",)),  # a rate of the wrong sign
        },
        "2021Q3": {
            "市发改委": ("notice", ("T23",)),  # blue twice
            "市科技局": ("notice", ("T08",)),  # 50% where 60% is due until March
            "市科技局（催办）": ("urge", ("T04", "T07")),  # noticed in July, no better
            "市工信局（提醒）": ("reminder", ("T14",)),
            "市工信局": ("notice", ("T11", "T13")),
            "市商务局": ("notice", ("T25",)),
            "市金融工作局": ("notice", ("T28",)),
        },
        "2021Q4": {
            "市发改委": ("notice", ("T23",)),
            "市科技局": ("notice", ("T08",)),
            "市科技局（整改）": ("criticism", ("T04", "T07")),
            "市商务局": ("notice", ("T25",)),
        },
    }[period]
    found = {}
    for name, (draft, _) in papers.items():
        assert draft.dispatch and draft.path == f"督办通知/{period}/{name}"
        assert draft.dispatch.recipients == (draft.stamp.unit,)
        found[name] = draft.dispatch.step, draft.dispatch.matters
    assert found == expected


def test_what_they_say(papers: Papers, period: str) -> None:
    for (when, name), file in GOLDEN.items():
        if when == period:
            golden.check(f"notice-{file}.txt", golden.projection(papers[name][1]))


def rows(tree: etree._Element) -> Iterator[tuple[str, list[str]]]:
    """Of every target printed, the id of its matter and its cells."""
    matter = ""
    for tr in tree.iter("tr"):
        cells = [" ".join(words(p) for p in td) if len(td) else words(td) for td in tr]
        text = "".join(cells)
        if found := re.search(r"（[一二三四五六七八九十]+）", text):
            matter = found[0]
        if len(cells) in (6, 7) and tr.find("th") is None and cells[-1] in "绿蓝黄红灰—":
            yield matter, cells[-6:]


def test_every_count_is_reckoned_from_the_files(papers: Papers, period: str) -> None:
    """Value, share, gap and light of every count, from the YAML alone."""
    plan = yaml.safe_load((ROOT / "plan/plan.yaml").read_text(encoding="utf-8"))
    targets = {
        target["name"]: target
        for chapter in plan["chapters"]
        for task in chapter["tasks"]
        for target in task.get("targets", [])
    }
    share = Decimal({"2021Q2": 50, "2021Q3": 75, "2021Q4": 100}[period])
    returned = {
        target["id"]: Decimal(str(target["value"]))
        for one in notice_quarters.returns(period)
        for task in one["tasks"]
        for target in task["targets"]
    }
    seen = 0
    for _, tree in papers.values():
        for _, (name, year, wanted, value, gap, light) in rows(tree):
            target = targets[name]
            plain_count = target["kind"] == "count" and target["bound"] == ">="
            if not plain_count or target["id"] == "T08-1":  # its deadline was moved
                continue
            figure, unit = Decimal(str(target["value"])), target["unit"]
            reached = returned[target["id"]]
            assert year == f"{figure}{unit}"
            due = (figure * share / 100).normalize()
            assert wanted == f"{due:f}{unit} 序时{share}.0%"
            done = (reached / figure * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)
            assert value == f"{reached.normalize():f}{unit} 完成率{done}%"
            lag = (share - reached / figure * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)
            assert gap == (
                f"落后序时{lag}个百分点" if lag > 0
                else "与序时持平" if lag == 0
                else f"超前序时{-lag}个百分点"
            )  # fmt: skip
            assert light == (
                "绿" if lag <= 0
                else "红" if lag > 30 or share == 100
                else "黄" if lag >= 10
                else "蓝"
            )  # fmt: skip
            seen += 1
    assert seen >= 3


def test_matters_are_quoted_verbatim(papers: Papers, project: Project) -> None:
    """With the plan's number and the clause; the numbering is that of the plan."""
    assert project.plan
    from zmddoc.numerals import clause
    from zmddoc.typography import printed

    plan = project.plan
    tasks = {task.id: (i, task) for i, (_, _, task) in enumerate(plan.tasks(), 1)}
    for draft, tree in papers.values():
        assert draft.dispatch
        said = lines(tree)
        assert any(plan.number in line for line in said)
        for id in draft.dispatch.matters:
            number, task = tasks[id]
            title = printed(plan, task.title, id)
            if draft.dispatch.step == "reminder":
                assert clause(number) in said and title in said
                continue
            quoted = f"{clause(number)}{title}。{printed(plan, task.text, id)}"
            assert sum(line.endswith(quoted) for line in said) == 1


def test_the_word_document_says_the_same(papers: Papers) -> None:
    for _, tree in papers.values():
        content = render_docx(tree, press.BASE, None)
        assert docx_lines(content) == lines(tree)


def test_a_notice_names_number_and_date_of_the_one_before(papers: Papers, period: str) -> None:
    def text(name: str) -> str:
        return "\n".join(lines(papers[name][1]))

    if period == "2021Q3":
        assert "此前已以驻政办函〔2021〕1号（2021年7月12日）督办" in text("市科技局（催办）")
        assert text("市科技局（催办）").count("2021年7月12日以驻政办函〔2021〕1号印发督办通知") == 2
    if period == "2021Q4":
        before = "此前已以驻政办函〔2021〕1号（2021年7月12日）、驻政办函〔2021〕3号（2021年10月15日）督办"
        assert before in text("市科技局（整改）")
        assert "现予通报批评，列入2021年第四季度通报" in text("市科技局（整改）")
    for name, (draft, tree) in papers.items():
        if draft.dispatch and draft.dispatch.step in ("reminder", "notice"):
            assert "此前" not in "".join(lines(tree)), name


def test_what_is_not_issued_is_not_followed(tmp_path: Path) -> None:
    """Without a notice in the register, and with one made void, there is no 催办."""
    project = written(tmp_path / "without", "2021Q3")
    register = project.register
    assert "市科技局（催办）" in composed(project, "2021Q3")
    void = [
        issue.model_copy(update={"void": {"dated": date(2021, 7, 20), "reason": "示例"}})
        for issue in register.issues
    ]
    for issues in ((), tuple(void)):
        from dataclasses import replace

        other = replace(project, register=register.model_copy(update={"issues": issues}))
        assert "市科技局（催办）" not in composed(other, "2021Q3")
        assert "市科技局" in composed(other, "2021Q3")


@pytest.mark.parametrize(
    ("dated", "due"),
    [
        (date(2021, 7, 8), "2021年7月19日"),
        (date(2021, 9, 28), "2021年10月13日"),  # 国庆 1–7 October, 9 October is a working Saturday
        (date(2022, 1, 20), "2022年1月29日"),  # 29 January, a Saturday, is a working day
    ],
)
def test_the_answer_is_due_on_a_working_day(tmp_path: Path, dated: date, due: str) -> None:
    project = written(tmp_path / "dated", "2021Q2")
    draft = composed(project, "2021Q2")
    issued = composed(project, "2021Q2", Issuance(DocumentNumber("驻政办函", dated.year, 5), dated))
    for name, (paper, tree) in issued.items():
        assert paper.dispatch
        relative = re.compile(r"自[^自]{0,4}成文之日起7个工作日内")
        before, after = (
            [re.sub(r"(?<=校验码：)[0-9a-f]{12}", "…", line) for line in lines(one)]
            for one in (draft[name][1], tree)  # the deadline is among what the code is of
        )
        asked = [line for line in before if relative.search(line)]
        assert bool(asked) == bool(paper.dispatch.answer_by) == (name != "市发改委（提醒）")
        if paper.dispatch.answer_by:
            answer_by = paper.dispatch.answer_by
            assert f"{answer_by.year}年{answer_by.month}月{answer_by.day}日" == due
        changed = [(a, b) for a, b in zip(before, after, strict=True) if a != b]
        for old, new in changed:  # number, date and deadline are all that issuing changes
            assert old in ("驻政办函〔2021〕\u3000\u3000号", "\u3000\u3000\u3000\u3000年\u3000\u3000月\u3000\u3000日") or (
                relative.sub(f"于{due}前", old) == new
            )  # fmt: skip


def test_a_draft_says_of_itself_what_is_not_settled(papers: Papers) -> None:
    for draft, _ in papers.values():
        assert any("督查规则未经核定" in warning for warning in draft.warnings)


def test_what_was_issued_already_is_pointed_out(tmp_path: Path) -> None:
    project = written(tmp_path / "issued", "2021Q2")
    record: dict[str, Any] = notice_quarters.notice(
        1, "市科技局", "2021Q2", "notice", "2021-07-08", "T04"
    )
    from dataclasses import replace

    from zmddoc.model import Issue, Register

    record |= {
        "dated": date(2021, 7, 8),
        "recipients": ("市科技局",),
        "files": (),
        "matters": ("T04",),
    }
    issues = (Issue.model_validate(record),)
    project = replace(project, register=Register(issues=issues))
    warnings = composed(project, "2021Q2")["市科技局"][0].warnings
    assert [w for w in warnings if "驻政办函" in w] == [
        f"市科技局的督办通知：（{n}）不在已印发的驻政办函〔2021〕1号之内" for n in "六七"
    ]
