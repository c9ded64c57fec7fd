"""Targets read out of running text: the seed's hand-made ones, and the shapes of other plans."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from zmddoc.grammar.figures import figures
from zmddoc.grammar.targets import TargetReading, targets
from zmddoc.model import Target
from zmddoc.numerals import plain
from zmddoc.project import Project

READINGS = Path(__file__).parent / "readings"
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


def readings() -> list[tuple[str, list[str]]]:
    """Sentences of readings/targets.txt, each with what a careful reader finds in it."""
    found: list[tuple[str, list[str]]] = []
    for line in (READINGS / "targets.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("  "):
            found[-1][1].append(line.strip())
        elif line and not line.startswith("#"):
            found.append((line, []))
    return found


@pytest.mark.parametrize(("text", "wanted"), readings())
def test_a_sentence_is_read(text: str, wanted: list[str]) -> None:
    found = targets(text, 2021)
    assert [shown(one) for one in found] == wanted
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
