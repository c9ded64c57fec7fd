"""The importer's yardstick (tests/truth): well-formed, and true to the texts it speaks of."""

from __future__ import annotations

import hashlib
import re

import pytest
from pydantic import ValidationError

from tests.support.truth import CORPUS, DutyFact, TargetFact, Truth, names, truth


@pytest.fixture(params=names())
def facts(request: pytest.FixtureRequest) -> Truth:
    return truth(request.param)


@pytest.fixture
def text(facts: Truth) -> str:
    if not CORPUS.is_dir():
        pytest.skip(f"no corpus beside the project: {facts.source} not compared")
    return facts.text_path.read_bytes().decode("utf-8")


def test_counts_add_up(facts: Truth) -> None:
    assert facts.tally() == facts.counts


def test_files_are_named_for_their_source() -> None:
    assert names()
    assert [truth(name).source.split("_")[0] for name in names()] == names()


def test_the_text_is_the_one_that_was_read(facts: Truth, text: str) -> None:
    assert hashlib.sha256(facts.text_path.read_bytes()).hexdigest() == facts.sha256


def test_every_body_is_named_in_the_text(facts: Truth, text: str) -> None:
    """A restored prefix (市财政局 for 财政局) is of two characters at most."""
    for item in facts.items:
        for duty in item.duties:
            for name, _ in duty.mentions:
                assert any(name[cut:] in text for cut in range(3)), f"{item.path} {name}"


def test_every_figure_stands_in_the_text(facts: Truth, text: str) -> None:
    figures = {number.lstrip("0") or "0" for number in re.findall(r"\d+(?:\.\d+)?", text)}
    for item in facts.items:
        for target in item.targets:
            for figure in (target.value, target.low, target.high):
                written = figure is None or f"{figure:f}".lstrip("0") in figures
                assert written or _in_words(target, text), f"{item.path} {figure}"
            if target.baseline is not None:
                assert target.baseline in text


def _in_words(target: TargetFact, text: str) -> bool:
    """A figure written in Chinese numerals with its unit: 一个."""
    return bool(target.unit) and bool(
        re.search(rf"[一二三四五六七八九十百千万两]+{re.escape(target.unit)}", text)
    )


def test_numbers_stand_in_the_order_of_the_text(facts: Truth, text: str) -> None:
    """Each item's mark is found after the one before it."""
    place = 0
    for item in facts.items:
        mark = item.path.split("/")[-1]
        tail = r"[、.．，]?" if mark[0] in "（(①②③④⑤⑥⑦⑧⑨" else r"[、.．]"
        found = re.compile(rf"(?<!\d){re.escape(mark)}{tail}").search(text, place)
        assert found, item.path
        place = found.end()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"items": [{"path": "一/1", "titled": True}]}, "has not come yet"),
        ({"items": [{"path": "甲", "titled": True}]}, "not a number as printed"),
        ({"items": [{"path": "一", "titled": True}] * 2}, "twice"),
        (
            {
                "items": [
                    {"path": "一", "titled": True, "duties": [{"lead": ["甲局"], "basis": "rule"}]}
                ]
            },
            "no rule is stated",
        ),
        ({"sha256": "0"}, "sha256"),
        ({"note": "a sentence"}, "note"),
    ],
)
def test_what_is_malformed_is_refused(change: dict[str, object], says: str) -> None:
    sound: dict[str, object] = {
        "source": "00_sample.txt",
        "sha256": "0" * 64,
        "head": {"number": None, "issuer": None, "dated": None, "recipients": False},
        "lead_rule": False,
        "items": [{"path": "一", "titled": True}],
        "counts": {},
    }
    Truth.model_validate(sound)
    with pytest.raises(ValidationError, match=says):
        Truth.model_validate(sound | change)


@pytest.mark.parametrize(
    ("target", "says"),
    [
        ({"bound": ">="}, "missing"),
        ({"bound": ">=", "value": 1}, "missing"),
        ({"bound": "range", "low": 1, "unit": "个"}, "has both"),
        ({"bound": "range", "low": 1, "high": 2, "value": 1, "unit": "个"}, "no value"),
        ({"bound": "relative"}, "relative to what"),
        ({"bound": ">", "value": 1, "unit": "个"}, "bound"),
        ({"bound": ">=", "value": 1, "unit": "个", "due": "2021-09-31"}, "due"),
    ],
)
def test_a_target_without_what_it_needs_is_refused(target: dict[str, object], says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        TargetFact.model_validate(target)


def test_a_duty_has_a_lead() -> None:
    with pytest.raises(ValidationError):
        DutyFact.model_validate({"lead": [], "basis": "stated"})
