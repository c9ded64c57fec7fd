"""Plans made from shapes and decoys: the outline is what they were made from, with their line breaks,
on one line, and without any white space."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zmddoc.grammar.outline import outline
from zmddoc.numerals import chinese

VERBS = (
    "加强", "推进", "优化", "建立健全", "项目化推进", "及时开展", "目标化管理", "点对点服务", "条块结合推进",
    "至上而下推动", "和谐共建",
)  # fmt: skip
NOUNS = (
    "示例产业建设", "营商环境", "“多规合一”改革", "“5G+工业互联网”", "组织领导", "数据共享（试点）",
    "农村一二三产业融合", "第三方评估", "统一监管", "十四五规划编制",
)  # fmt: skip
DECOYS = (
    "2021年底前完成1.6%的任务", "二、三季度开展一次督查", "按照第（三）条要求办理",
    "推进“336”工程，3—4月集中攻坚", "一是建台账，二是抓调度", "统一、规范开展", "建设项目1.5万个",
    "支持第一、二、三产业发展", "达到2.0版标准", "参照《意见》（示发〔2020〕5号）执行",
    "单一、分散的予以整合", "压减至3个工作日以内", "十一、五一期间加强值守",
)  # fmt: skip
DUTIES = (
    "（责任单位：市甲局、市乙局）", "（市甲局牵头，市乙局、市丙局配合）",
    "(责任单位:市甲局,各县、区人民政府(管委会))", "（市甲局等有关部门按职责分工负责）",
    "〔牵头单位：市甲局；责任单位：市乙局〕", "",
)  # fmt: skip
ENDS = ("", "本方案自印发之日起施行，有效期2年。", "示例市人民政府办公室\n2021年3月5日")
HAN = ("（{}）", "({})")


@dataclass
class Made:
    """A plan with the marks and titles it was made from."""

    draw: Callable[..., object]
    setting: str
    duty: str
    lines: list[str] = field(default_factory=list)
    rows: list[tuple[str, str]] = field(default_factory=list)

    def pick(self, words: tuple[str, ...]) -> str:
        return str(self.draw(st.sampled_from(words)))

    def chance(self) -> bool:
        return bool(self.draw(st.booleans()))

    def title(self) -> str:
        return self.pick(VERBS) + self.pick(NOUNS)

    def sentence(self) -> str:
        return f"{self.title()}，{self.pick(DECOYS)}，{self.pick(DECOYS)}。"

    def chapter(self, mark: str) -> None:
        title = self.title() + (f"，{self.title()}" if self.chance() else "")
        self.rows.append((mark, title))
        self.lines.append(mark + title)

    def item(self, mark: str) -> None:
        body = self.sentence() + (self.sentence() if self.chance() else "") + self.duty
        title = "" if self.setting == "none" else self.title()
        self.rows.append((mark, title))
        if self.setting == "own line":
            self.lines += [mark + title, body]
        else:
            long = f"{self.title()}，{self.pick(DECOYS)}，{self.pick(DECOYS)}，{self.pick(DECOYS)}"
            self.lines.append(f"{mark}{title or long}。{body}")


@st.composite
def plans(draw: Callable[..., object]) -> Made:
    """Chapters with items straight through or from 1 again, items without chapters, measures."""

    def of(*words: str) -> str:
        return str(draw(st.sampled_from(words)))

    made = Made(draw, of("run in", "own line", "none"), of(*DUTIES))
    made.lines += ["示例市示例工作方案", "为做好示例工作，根据上级要求，制定本方案。"]
    top, form = of("chapters", "一、", "（一）"), of("（{}）", "({})", "{}.", "{}．", "{}、")
    straight, number = draw(st.booleans()), 0
    for i in range(1, int(str(draw(st.integers(3, 12))))):
        if top != "chapters":
            made.item(f"{chinese(i)}、" if top == "一、" else f"（{chinese(i)}）")
            continue
        made.chapter(f"{chinese(i)}、")
        number = number if straight else 0
        for _ in range(int(str(draw(st.integers(1, 3))))):
            number += 1
            mark = form.format(chinese(number) if form in HAN else number)
            if form in HAN and draw(st.integers(0, 6)) == 0:
                made.chapter(mark)
                for j in (1, 2):
                    made.item(f"{j}.")
            else:
                made.item(mark)
    made.lines.append(of(*ENDS))
    return made


@pytest.mark.parametrize("how", ["\n", " ", ""], ids=["lines", "one line", "bare"])
@settings(max_examples=60)
@given(made=plans())
def test_the_outline_is_what_the_plan_was_made_from(how: str, made: Made) -> None:
    text = "\n".join(made.lines)
    text = text if how == "\n" else how.join(text.split())
    read = list(outline(text).walk())
    assert [one.mark.of(text) for one in read] == [mark for mark, _ in made.rows]
    if how == "\n" or made.setting != "own line":
        assert [one.title.of(text) for one in read] == [title for _, title in made.rows]
    assert not outline(text).anomalies
