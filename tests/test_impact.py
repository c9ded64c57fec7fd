"""What a revision does to the year: the returns, forms and issued documents that it overtakes, each
with the next step, and none besides."""

from collections.abc import Mapping
from datetime import date

import pytest
from support.revisions import Record, edition
from support.supervision import HASH, notice, progress, returned

from zmddoc.model import Issue, Progress, Register
from zmddoc.revise.edition import Edition
from zmddoc.revise.impact import Finding, SentForm, impact
from zmddoc.revise.revision import revise

REAL = edition([])
NEW_TASK = {
    "id": "T33",
    "title": "培育科技“雏鹰”企业",
    "text": "落实科技型企业梯次培育计划,积极培育“瞪羚”企业和科技“雏鹰”企业。",
    "duty": {"lead": ["市工信局"], "annotation": "(责任单位:市工信局)"},
}
RETURNS = {
    "plan/progress/2021Q2.yaml": progress(
        "2021Q2",
        returned("市科技局", {"T04": {"T04-1": 8, "T04-2": 100}, "T05": {"T05-2": 2}}, date(2021, 7, 5)),
        returned("市工信局", {"T13": {"T13-1": 300}, "T16": {}}, date(2021, 7, 5)),
        returned("市金融工作局", {"T28": {"T28-1": (30, 20)}}, date(2021, 7, 5)),
    )
}  # fmt: skip


def found(
    steps: list[Record],
    progresses: Mapping[str, Progress] = RETURNS,
    issues: tuple[Issue, ...] = (),
    forms: tuple[SentForm, ...] = (),
    old: Edition = REAL,
) -> list[Finding]:
    return [*impact(revise(old, edition(steps)), progresses, Register(issues=issues), forms)]


@pytest.mark.parametrize(
    ("steps", "subject", "ids", "reason", "step"),
    [
        (
            [{"remove": "T16"}],
            "2021Q2 市工信局的报送", ("T16",), "T16 （十六）强化软件产业支撑已删去", "照旧留在 plan/progress",
        ),
        (
            [{"task": "T13", "lead": ["市发改委"], "support": ["市工信局"]}],
            "2021Q2 市工信局的报送", ("T13",), "不再由市工信局牵头，改由市发改委牵头", "移交市发改委",
        ),
        (
            [{"target": "T13-1", "set": {"unit": "%"}}],
            "2021Q2 市工信局的报送", ("T13-1",), "计量单位已变", "按新的计量单位重新核报",
        ),
        (
            [{"remove": "T05-2"}],
            "2021Q2 市科技局的报送", ("T05-2",), "指标已删去", "不再收这项指标",
        ),
        (
            [{"target": "T05-2", "move": "T17"}],
            "2021Q2 市科技局的报送", ("T05-2",), "指标已移到别条", "由它接着报",
        ),
        (
            [{"target": "T28-1", "set": {"baseline": "全省平均"}}],
            "2021Q2 市金融工作局的报送", ("T28-1",), "指标口径已变", "按新口径重新核报",
        ),
        (
            [
                {"task": "T04", "say": NEW_TASK["text"], "instead": ""},
                {"add": {"task": NEW_TASK}, "to": [2, 3]},
            ],
            "2021Q2 市科技局的报送", ("T04",), "任务拆分：拆为", "重新分列",
        ),
    ],
)  # fmt: skip
def test_a_return_that_no_longer_fits(
    steps: list[Record], subject: str, ids: tuple[str, ...], reason: str, step: str
) -> None:
    (one,) = found(steps)
    assert (one.kind, one.subject, one.ids) == ("return", subject, ids)
    assert reason in one.reason
    assert step in one.next_step


@pytest.mark.parametrize(
    "steps",
    [
        [],
        [{"target": "T04-1", "set": {"value": 25}}],
        [{"target": "T04-1", "set": {"bound": "≈"}}],
        [{"target": "T04-1", "set": {"name": "高企"}}],
        [{"task": "T13", "set": {"due": "2021-11-30", "title": "推进智能制造"}}],
        [{"task": "T13", "lead": ["市工信局"], "support": ["市财政局"]}],
        [{"task": "T24", "move": [7, 1]}],
        [{"remove": "T05-1"}],
        [{"remove": "T20"}],
        [{"plan": {"number": "驻政办〔2021〕15号"}}],
    ],
)
def test_a_return_that_still_fits_is_not_listed(steps: list[Record]) -> None:
    """A greater figure, a new title, another supporting body: what was returned is still true."""
    assert found(steps) == []


def test_a_return_made_under_the_new_plan_fits() -> None:
    steps: list[Record] = [{"remove": "T16"}]
    new = edition(steps).plan.content_hash()
    (period,) = RETURNS.values()
    moved = tuple(one.model_copy(update={"plan": new}) for one in period.returns)
    assert found(steps, {"a": period.model_copy(update={"returns": moved})}) == []


def test_a_member_of_a_group_that_leads_still_reports() -> None:
    old = edition([{"task": "T32", "lead": ["各县、区人民政府(管委会)"]}])
    returns = {"a": progress("2021Q2", returned("西平县人民政府", {"T32": {}}, date(2021, 7, 5)))}
    lead: Record = {"task": "T32", "lead": ["各县、区人民政府(管委会)"]}
    kept = [lead, {"task": "T32", "set": {"title": "督导"}}]
    assert found(kept, returns, old=old) == []
    let_go = [lead, {"group": "各县、区人民政府(管委会)", "leave": ["西平县人民政府"]}]
    (one,) = found(let_go, returns, old=old)
    assert "不再由西平县人民政府牵头" in one.reason


def form(unit: str, plan: str = HASH, period: str = "2021Q3") -> SentForm:
    return SentForm(f"build/报送表/{period}/{unit}.xlsx", unit, period, plan)


def test_a_form_made_from_the_old_plan_is_listed_with_what_changed_in_it() -> None:
    steps: list[Record] = [{"target": "T04-1", "set": {"value": 25}}]
    changed, same = found(steps, {}, forms=(form("市科技局"), form("市招商局")))
    assert (changed.kind, changed.ids) == ("form", ("T04",))
    assert "指标上调" in changed.reason
    assert "zmddoc build 报送表 --period 2021Q3 --unit 市科技局" in changed.next_step
    assert same.ids == ()
    assert "没有变" in same.reason


def test_a_form_only_shows_what_its_body_leads() -> None:
    """市工信局 supports T04: its form does not have it."""
    steps: list[Record] = [{"target": "T04-1", "set": {"value": 25}}]
    (one,) = found(steps, {}, forms=(form("市工信局"),))
    assert one.ids == ()


def test_forms_that_are_new_or_have_been_returned_are_not_listed() -> None:
    steps: list[Record] = [{"target": "T04-1", "set": {"value": 25}}]
    new = edition(steps).plan.content_hash()
    assert found(steps, {}, forms=(form("市科技局", new),)) == []
    assert found(steps, forms=(form("市科技局", period="2021Q2"),)) == []


def issue(kind: str, unit: str = "", **fields: object) -> Issue:
    record = {
        "number": "示政办〔2021〕7号", "kind": kind, "title": "示例", "dated": date(2021, 7, 9),
        "recipients": (unit or "示例",), "plan": HASH, "files": (), "unit": unit,
    }  # fmt: skip
    return Issue.model_validate(record | fields)


RAISE: list[Record] = [{"target": "T04-1", "set": {"value": 25}}]


@pytest.mark.parametrize(
    ("steps", "issued", "step"),
    [
        (RAISE, issue("breakdown"), "重新生成分解表"),
        (RAISE, issue("sheet", "市科技局"), "重新生成市科技局的任务清单"),
        (RAISE, issue("sheet", "市工信局"), "重新生成市工信局的任务清单"),
        (RAISE, issue("circular", period="2021Q2"), "下一期通报写明"),
        (RAISE, notice(3, "市科技局", "2021Q2", "notice", "T04", "T05"), "更正函"),
        ([{"remove": "T04"}], notice(3, "市科技局", "2021Q2", "notice", "T04"), "终止办理"),
        (
            [{"task": "T04", "lead": ["市工信局"]}],
            notice(3, "市科技局", "2021Q2", "notice", "T04"),
            "改向市工信局另行督办",
        ),
        (
            [{"plan": {"number": "驻政办〔2021〕15号"}}],
            issue("sheet", "市招商局"),
            "重新生成市招商局",
        ),
    ],
)
def test_an_issued_document_that_misstates_the_plan(
    steps: list[Record], issued: Issue, step: str
) -> None:
    (one,) = found(steps, {}, (issued,))
    assert one.kind == "issue"
    assert one.subject.startswith(issued.number)
    assert step in one.next_step


@pytest.mark.parametrize(
    ("steps", "issued"),
    [
        ([], issue("breakdown")),
        (RAISE, issue("sheet", "市招商局")),
        (RAISE, notice(3, "市工信局", "2021Q2", "notice", "T13")),
        (RAISE, issue("breakdown", void={"dated": date(2021, 8, 1), "reason": "示例"})),
        (RAISE, issue("breakdown", plan=edition(RAISE).plan.content_hash())),
        ([{"plan": {"preamble": "另一段引言。"}}], issue("breakdown")),
    ],
)
def test_an_issued_document_that_is_still_right_is_not_listed(
    steps: list[Record], issued: Issue
) -> None:
    assert found(steps, {}, (issued,)) == []


def test_returns_come_first_then_forms_then_documents() -> None:
    steps: list[Record] = [{"remove": "T16"}]
    kinds = [
        one.kind for one in found(steps, issues=(issue("breakdown"),), forms=(form("市工信局"),))
    ]
    assert kinds == ["return", "form", "issue"]
