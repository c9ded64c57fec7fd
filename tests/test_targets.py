"""Targets read out of running text: the seed's hand-made ones, and the shapes of other plans."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from support.sentences import readings

from zmddoc.check.quotes import quote_stands
from zmddoc.check.targets import (
    bound_agrees,
    direction_agrees,
    figure_agrees,
    kind_agrees,
    striving_agrees,
    unit_agrees,
)
from zmddoc.cli import main
from zmddoc.grammar.figures import figures
from zmddoc.grammar.goal import NO_TARGET
from zmddoc.grammar.targets import TargetReading, excused, targets
from zmddoc.model import Target
from zmddoc.numerals import chinese, plain
from zmddoc.project import Project
from zmddoc.read import read_project

HALF_WIDTH = str.maketrans("，；：（）", ",;:()")
NAMED_OTHERWISE = {"T04-2", "T12-2", "T28-3"}
"""Names that say more, or less, than the words of the item do: put by hand."""


def of_the_seed(
    real: Project,
) -> Iterator[tuple[str, tuple[Target, ...], tuple[TargetReading, ...]]]:
    """The items of the real plan: words, hand-made targets, readings."""
    assert real.plan
    for _, _, task in real.plan.tasks():
        text = task.text + "".join(duty.annotation for duty in task.duty)
        yield text, task.targets, targets(text, real.plan.year)


def test_the_seed_has_its_targets_and_no_others(real: Project) -> None:
    read = 0
    for text, wanted, found in of_the_seed(real):
        fields = [
            (one.quote, one.bound, one.value, one.low, one.high, one.unit, one.kind, one.baseline,
             one.direction, one.soft, bool(one.per))
            for one in wanted
        ]  # fmt: skip
        readings = [
            (one.quote.of(text), one.bound, one.value, one.low, one.high, one.unit, one.kind,
             one.baseline, one.direction, one.soft, bool(one.per))
            for one in found
        ]  # fmt: skip
        assert readings == fields
        read += len(readings)
    assert read == 33


def test_the_seed_has_its_names(real: Project) -> None:
    other = {
        one.id
        for _, wanted, found in of_the_seed(real)
        for one, reading in zip(wanted, found, strict=True)
        if one.name != reading.name
    }
    assert other == NAMED_OTHERWISE


def shown(one: TargetReading) -> str:
    """A reading in a line: what is counted, bound, figure and unit, and what else holds."""
    figures = [one.value] if one.value is not None else [one.low, one.high]
    figure = "-".join(plain(number) for number in figures if number is not None)
    rest = [
        "力争" if one.soft else "",
        "降" if one.direction == "down" else "",
        f"每:{one.per}" if one.per else "",
        f"比:{one.baseline}" if one.baseline else "",
        str(one.due or ""),
    ]
    return " ".join([one.name, f"{one.bound}{figure}{one.unit}", *(word for word in rest if word)])


@pytest.mark.parametrize(("text", "wanted"), readings("targets"))
def test_a_sentence_is_read(text: str, wanted: list[str]) -> None:
    found = targets(text, 2021)
    assert [shown(one) for one in found] == wanted
    half = text.translate(HALF_WIDTH)
    figures_of = [(one.value, one.low, one.high, one.unit, one.bound, one.due) for one in found]
    assert figures_of == [
        (one.value, one.low, one.high, one.unit, one.bound, one.due) for one in targets(half, 2021)
    ]
    assert all(text.count(one.quote.of(text)) == 1 for one in found)


@pytest.mark.parametrize(
    ("words", "bounds"),
    [
        ("不低于20%", {">="}),
        ("低于20%", {"<="}),
        ("不超过3家", {"<="}),
        ("不得超过3家", {"<="}),
        ("超过3家", {">="}),
        ("压缩至4个月以内", {"<="}),
        ("压减到4个", {"<="}),
        ("3个工作日内", {"<="}),
        ("控制在5%左右", {"≈"}),
        ("20家", {">=", "="}),
    ],
)
def test_words_set_the_bound(words: str, bounds: set[str]) -> None:
    (figure,) = figures(words)
    assert figure.bounds == bounds


def test_what_is_read_passes_the_check(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A plan made of all the sentences is imported, and its targets agree with its words."""
    head = [
        "示例市2021年工作方案",
        "示例政办〔2021〕1号",
        "为做好工作，制定本方案。",
        "一、主要任务",
    ]
    items = [
        f"（{chinese(i)}）第{chinese(i)}项工作。{text}（责任单位：市工信局）"
        for i, (text, _) in enumerate(readings("targets"), 1)
    ]
    source = tmp_path / "示例.txt"
    source.write_text("\n".join([*head, *items]) + "\n", encoding="utf-8")
    folder = tmp_path / "project"
    folder.mkdir()
    assert main(["-C", str(folder), "import", str(source)]) in (0, 1)
    project, _ = read_project(folder)
    assert project.plan
    assert sum(len(task.targets) for _, _, task in project.plan.tasks()) > 300
    rules = (
        quote_stands, figure_agrees, unit_agrees, bound_agrees, striving_agrees, direction_agrees,
        kind_agrees,
    )  # fmt: skip
    assert [found.message for rule in rules for found in rule(project)] == []


@pytest.mark.parametrize(
    "told",
    [
        "截至2021年6月，全市建成示例站500个，覆盖率达到90%。",
        "截至5月底，示例会员达到3000人，建成站点50个。",
        "2020年交易额突破100亿元。全市网店发展到5000家，培育示例品牌30个。",
        "“十三五”期间，示例事业成绩显著。公路里程达到12000公里；高速公路达到500公里。",
        "五年来，建成示例田100万亩。粮食产量稳定在50亿斤以上。",
        "近年来示例产业快速发展。建成了示例园区10个，先后引进企业30家。",
        "2020年的基础较好。全市示例收入增长8%。示例企业达到500家。",
    ],
)
def test_what_is_told_of_the_past_is_never_a_sure_target(told: str) -> None:
    for one in targets(told, 2021):
        assert one.confidence == "doubtful", one
        assert one.doubts[0].other == NO_TARGET


@pytest.mark.parametrize("text", ["每年开展50家左右。", "实现双倍增，分别超过90家和870家。"])
def test_a_figure_of_which_nothing_is_named_is_never_sure(text: str) -> None:
    assert targets(text, 2021)[-1].confidence == "doubtful"


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        ("对首次认定的企业给予20万元奖励。", 1),
        ("对营业收入2000万元以上的企业，给予5%的补助。", 2),
        ("2020年，全市完成投资100亿元。", 1),
        ("新开工亿元以上项目30个，新建5000万元以上项目50个。", 1),
        ("开展50家“一区多园”建设。", 0),
        ("培育高新技术企业20家。", 0),
    ],
)
def test_a_figure_that_is_no_target_is_excused(text: str, firm: int) -> None:
    assert len(excused(text, 2021)) == firm
