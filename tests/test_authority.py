"""Who may direct whom (DOMAIN.md paragraph 2)."""

import pytest

from zmddoc.authority import Paper, may_direct, objections, says_approved
from zmddoc.project import Project
from zmddoc.typography import normalise

OFFICE = "驻马店市制造强市建设工作领导小组办公室"
COUNTIES = "各县、区人民政府(管委会)"


@pytest.mark.parametrize(
    ("issuer", "may"),
    [
        ("驻马店市人民政府", True),
        ("驻马店市人民政府办公室", True),
        ("河南省人民政府办公厅", True),
        (OFFICE, False),
        ("驻马店市工业和信息化局", False),
        ("驻马店市人民政府督查室", False),
        ("驻马店市人民政府国有资产监督管理委员会", False),
        ("驻马店市人民政府金融工作办公室", False),
    ],
)
def test_an_issuer(issuer: str, may: bool) -> None:
    assert may_direct(issuer) is may


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("经市政府同意，现印发给你们。", True),
        ("《方案》已经市政府同意，现印发给你们。", True),
        ("经市委、市政府同意，现通报如下。", True),
        ("经市人民政府批准，", True),
        ("报经市政府主要领导同意，", True),
        ("经市政府第五次常务会议研究同意，", True),
        ("现印发给你们。", False),
        ("未经市政府同意，不得调整。", False),
        ("调整须经市政府同意。", False),
        ("经市政府办公室同意，", False),
        ("经领导小组同意，", False),
        ("经市委同意，按市政府要求，报批准。", False),
    ],
)
def test_a_text(text: str, says: bool) -> None:
    assert says_approved(text) is says


@pytest.mark.parametrize(
    ("issuer", "recipients", "title", "text", "codes"),
    [
        (OFFICE, ["市工信局"], "通知", "", []),
        (OFFICE, ["市工信局", "西平县人民政府"], "通知", "", ["Z813"]),
        (OFFICE, ["市经济开发区管委会"], "函", "", ["Z813"]),
        (OFFICE, [COUNTIES], "通知", "", ["Z813"]),
        (OFFICE, ["各县区人民政府"], "通知", "", ["Z813"]),
        (OFFICE, [COUNTIES], "通知", "经市政府同意，", []),
        ("驻马店市人民政府办公室", [COUNTIES], "通知", "", []),
        ("驻马店市人民政府办公室", ["市税务局"], "通知", "", ["Z814"]),
        ("驻马店市人民政府办公室", ["市工商联", "市税务局"], "函", "", []),
        (OFFICE, ["市工商联", "西平县"], "通知", "", ["Z813", "Z814"]),
    ],
)
def test_what_stands_against_it(
    real: Project, issuer: str, recipients: list[str], title: str, text: str, codes: list[str]
) -> None:
    assert real.registry
    addressee = "、".join(map(normalise, recipients))
    paper = Paper(issuer, tuple(recipients), f"关于示例的{title}", addressee, text)
    found = list(objections(real.registry, paper))
    assert [one.code for one in found] == codes
    assert all(one.message and one.hint for one in found)


def test_a_body_among_others_is_not_addressed(real: Project) -> None:
    assert real.registry
    paper = Paper("驻马店市人民政府办公室", ("市税务局",), "关于示例的通知", "市直有关单位：", "")
    assert list(objections(real.registry, paper)) == []
