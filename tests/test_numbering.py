"""Document numbers, and documents that carry one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zmddoc.compose import Composer, drafts
from zmddoc.gongwen import lines
from zmddoc.numbering import DocumentNumber, Issuance, blank_number, read_number
from zmddoc.project import Project
from zmddoc.stamp import read_stamp

ISSUANCE = Issuance(DocumentNumber("驻政办函", 2021, 3), date(2021, 7, 8))


@given(st.builds(DocumentNumber, st.just("驻政办"), st.integers(1900, 2099), st.integers(1, 99999)))
def test_a_number_is_read_as_it_is_written(number: DocumentNumber) -> None:
    assert read_number(str(number)) == number


@pytest.mark.parametrize(
    "text",
    [
        "驻政办[2021]10号", "驻政办（2021）10号", "驻政办〔21〕10号", "驻政办〔2021〕第10号",
        "驻政办〔2021〕010号", "驻政办〔2021〕0号", "驻政办〔2021〕10", " 驻政办〔2021〕10号",
        "驻政办〔2021〕１０号", "../x〔2021〕1号", "〔2021〕1号", "",
    ],
)  # fmt: skip
def test_what_is_spelt_otherwise_is_no_number(text: str) -> None:
    assert read_number(text) is None


def test_a_draft_leaves_the_serial_blank() -> None:
    assert blank_number("驻政办", 2021) == "驻政办〔2021〕　　号"


@pytest.mark.parametrize("kind", ["breakdown", "sheet"])
def test_number_and_date_are_all_that_issuing_changes(real: Project, kind: str) -> None:
    assert real.plan and real.registry and real.rules
    composer = Composer()
    facts = (real.plan, real.registry, real.rules, (kind,))
    draft, issued = drafts(*facts)[0], drafts(*facts, issuance=ISSUANCE)[0]
    before, after = lines(composer.compose(draft)), lines(composer.compose(issued))
    code = {"breakdown": "驻政办", "sheet": "驻政办函"}[kind]
    changed = [pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]]
    blank = "　　　　年　　月　　日"
    assert changed[:2] == [
        (f"{code}〔2021〕　　号", "驻政办函〔2021〕3号"),
        (blank, "2021年7月8日"),
    ]
    office = real.plan.issuer  # 版记, where there is one
    assert changed[2:] in ([], [(f"{office}{blank}印发", f"{office}2021年7月8日印发")])
    (keywords,) = composer.compose(issued).xpath("//meta[@name='keywords']/@content")
    stamp = read_stamp(keywords)
    (blank_one,) = composer.compose(draft).xpath("//meta[@name='keywords']/@content")
    assert str(stamp) == f"{blank_one} issued=驻政办函〔2021〕3号"
    assert stamp is not None and stamp.issued == "驻政办函〔2021〕3号"
    assert draft.stamp.issued == ""


def test_what_the_register_will_record(real: Project) -> None:
    assert real.plan and real.registry and real.rules
    facts = (real.plan, real.registry, real.rules, ("plan", "breakdown", "sheet"))
    plan, breakdown, *sheets = drafts(*facts)
    assert plan.dispatch is None
    assert breakdown.dispatch is not None
    assert breakdown.dispatch.title == (
        "驻马店市人民政府办公室关于印发《驻马店市2021年工业经济高质量发展工作方案责任分解表》的通知"
    )
    everyone = [sheet.stamp.unit for sheet in sheets]
    groups = [unit.name for unit in real.registry.units if unit.members]
    assert list(breakdown.dispatch.recipients) == [n for n in everyone if n not in groups]
    assert len(breakdown.dispatch.recipients) == 21 + 13 + 1
    assert all(
        sheet.dispatch and sheet.dispatch.recipients == (sheet.stamp.unit,) for sheet in sheets
    )


def test_another_issuer_signs_what_follows_from_the_plan_but_not_the_plan(real: Project) -> None:
    assert real.plan and real.registry and real.rules
    office = "驻马店市制造强市建设工作领导小组办公室"
    rules = real.rules.model_copy(update={"issuer": office, "approval": "经市政府同意"})
    composer = Composer()
    for draft in drafts(real.plan, real.registry, rules, ("plan", "breakdown", "sheet"))[:3]:
        said = "".join(lines(composer.compose(draft)))
        signed = real.plan.issuer if draft.kind == "plan" else office
        assert said.startswith(signed if draft.kind == "sheet" else f"{signed}文件")
        assert ("经市政府同意，现将" in said) == (draft.kind != "plan")
