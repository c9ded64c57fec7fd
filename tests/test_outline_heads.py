"""Heads and endings made from the parts of official documents are read as the parts they were made
from, with their line breaks, on one line, and without any white space."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zmddoc.grammar.outline import outline

ISSUERS = (
    "示例市人民政府", "示例省人民政府办公厅", "国务院办公厅", "示例市工业和信息化局", "示例区管理委员会",
    "中共示例市委办公室 示例市人民政府办公室", "示例自治区发展和改革委员会", "示例市示范工作领导小组办公室",
)  # fmt: skip
PLANS = (
    "示例市2021年营商环境优化工作方案", "示例市“十四五”制造业发展规划", "示例市支持企业发展若干措施",
    "关于加快示例产业高质量发展的实施意见", "示例市信息化发展三年行动计划（2021—2023年）",
    "示例市扶持办法（试行）", "关于促进消费的十条政策措施", "示例市防汛抗旱应急预案",
    "示例县深化“放管服”改革重点任务分工方案",
)  # fmt: skip
NUMBERS = (
    "示政办〔2021〕10号",
    "示发改〔2021〕113号",
    "示政办函〔2022〕3号",
    "示政发[2021]7号",
    "",
)
RECIPIENTS = (
    "各县区人民政府，市直有关单位", "各市、州、县人民政府，省政府各部门", "各区（市）县人民政府，市政府各部门",
    "有关单位", "市政府各部门、各直属机构",
)  # fmt: skip
PREAMBLES = (
    "为贯彻落实《上级方案》（上发〔2020〕17号）精神，结合我市实际，制定本方案。",
    "根据上级部署，现提出如下意见：",
    "近年来，示例产业快速发展，但仍存在短板。为加快发展，经市政府同意，现提出以下措施。",
)
COVERS = (
    "《{}》已经市政府同意，现印发给你们，请认真贯彻落实。", "现将《{}》印发给你们，请结合实际，认真组织实施。",
    "经市政府研究同意，现将《{}》印发给你们，请遵照执行。",
)  # fmt: skip
DATES = ("2021年3月29日", "二〇二一年三月二十九日")
BODY = (
    "一、总体要求\n坚持示例导向，抓好落实。\n二、重点任务\n（一）建设园区。建成示例园区。（责任单位：市甲局）\n"
    "（二）培育企业。培育示例企业。（责任单位：市乙局）\n"
)
TERMS = ("本方案自印发之日起施行，由市甲局负责解释。\n", "")
PUBLIC = ("（此件公开发布）\n", "")


@dataclass(frozen=True)
class Made:
    text: str
    parts: dict[str, str]


@st.composite
def notices(draw: Callable[..., object]) -> Made:
    """A covering notice with the plan behind it."""

    def of(words: tuple[str, ...]) -> str:
        return str(draw(st.sampled_from(words)))

    issuer, plan, number, dated = of(ISSUERS), of(PLANS), of(NUMBERS), of(DATES)
    title = of(("关于印发《{}》的通知", "关于印发{}的通知")).format(plan)
    if plan.startswith("关于"):
        title = of(("关于印发《{}》的通知", "印发《{}》的通知")).format(plan)
    recipients, cover, preamble = of(RECIPIENTS), of(COVERS).format(plan), of(PREAMBLES)
    terms = of(TERMS)
    text = (
        f"{issuer}{of(('', chr(10)))}{title}\n{number}\n{recipients}：\n{cover}\n{issuer}\n{dated}\n"
        f"{of(PUBLIC)}{plan}\n{preamble}\n{BODY}{terms}"
    )
    parts = {
        "issuer": issuer, "cover_title": title, "number": number, "recipients": recipients, "cover": cover,
        "dated": dated, "title": plan, "preamble": preamble, "closing": terms,
    }  # fmt: skip
    return Made(text, parts)


@st.composite
def opinions(draw: Callable[..., object]) -> Made:
    """A document that is the plan itself, signed at its end."""

    def of(words: tuple[str, ...]) -> str:
        return str(draw(st.sampled_from(words)))

    issuer, number, dated = of(ISSUERS), of(NUMBERS), of(DATES)
    title = of(tuple(plan for plan in PLANS if plan.startswith("关于")))
    recipients, preamble = of(RECIPIENTS), of(PREAMBLES)
    closing = f"{of(TERMS)}{issuer}\n{dated}\n{of(PUBLIC)}"
    text = f"{issuer}{title}\n{number}\n{recipients}：\n{preamble}\n{BODY}{closing}"
    parts = {
        "issuer": issuer, "number": number, "recipients": recipients, "dated": dated, "title": title,
        "preamble": preamble, "closing": closing, "cover": "", "cover_title": "",
    }  # fmt: skip
    return Made(text, parts)


@pytest.mark.parametrize("how", ["\n", " ", ""], ids=["lines", "one line", "bare"])
@settings(max_examples=80)
@given(made=st.one_of(notices(), opinions()))
def test_a_head_is_what_it_was_made_from(how: str, made: Made) -> None:
    text = made.text if how == "\n" else how.join(made.text.split())
    read = outline(text)
    spans = {name: getattr(read.head, name, None) for name in made.parts}
    spans["closing"] = read.closing
    found = {name: "".join(span.of(text).split()) if span else "" for name, span in spans.items()}
    assert found == {name: "".join(words.split()) for name, words in made.parts.items()}
    assert [one.mark.of(text) for one in read.walk()] == ["一、", "二、", "（一）", "（二）"]
