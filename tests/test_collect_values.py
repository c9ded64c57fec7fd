"""Laws of reading figures: what is taken has one meaning, and everything else is refused."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.handed import plan_as_it_is
from zmddoc.collect.filled import Answer, cleaned, row_id, squeezed
from zmddoc.collect.values import day_of, figure, is_day
from zmddoc.compose.form import FormRow
from zmddoc.compose.forms import forms, open_rows
from zmddoc.read.source import stray
from zmddoc.refusal import Refusal


def rows() -> dict[str, FormRow]:
    project = plan_as_it_is()
    assert project.plan and project.registry and project.rules
    facts = (project.plan, project.registry, project.rules, (), project.rules.periods[0])
    made = [row for form in forms(*facts) for row in form.rows]
    return {row.id: row for row in (*made, *open_rows(*facts)) if row.target}


ROWS = rows()
FIRMS, RATE, MONEY = ROWS["T04-2"], ROWS["T06-1"], ROWS["T07-2"]


def text(words: str) -> Answer:
    return Answer("填报!F9", "text", words)


def number(stored: str, number_format: str = "General") -> Answer:
    return Answer("填报!F9", "number", stored, number_format)


@given(st.integers(0, 10**9))
def test_a_count_is_read_however_it_is_written(count: int) -> None:
    wide = str.maketrans("0123456789,", "０１２３４５６７８９，")
    for words in (
        f"{count}", f"{count}家", f"{count:,}", f"{count:,} 家", f"{count:,}".translate(wide),
        f"{count}.0", f"＋{count}", f"\ufeff {count}\u3000家\n",
    ):  # fmt: skip
        assert figure(text(words), FIRMS) == count, words
    for stored in (f"{count}", f"{float(count)!r}", f"{count}.0", f"{count:.10E}"):
        assert figure(number(stored), FIRMS) == count, stored


@pytest.mark.parametrize("kept", ["1E999", "-1E400", "nan", "inf", "1e", "0x1"])
def test_what_is_no_number_that_a_cell_can_hold_is_refused(kept: str) -> None:
    with pytest.raises(Refusal, match="不是数"):
        figure(number(kept), FIRMS)


@given(st.decimals(1, 90, places=2))
def test_a_rate_is_read_however_it_is_written(rate: Decimal) -> None:
    for words in (f"{rate}%", f"{rate}", f"增长{rate}%", f" {rate} ％"):
        assert figure(text(words), RATE) == rate, words
    assert figure(number(str(rate)), RATE) == rate
    assert figure(number(repr(float(rate) / 100), "0.00%"), RATE) == rate
    assert figure(text(f"下降{rate}%"), RATE) == -rate


@given(st.text(max_size=12))
def test_any_text_is_one_figure_or_refused(words: str) -> None:
    for row in (FIRMS, RATE, MONEY, ROWS["T12-2"], ROWS["T23-1"], ROWS["T02-7"]):
        try:
            value = figure(text(words), row)
        except Refusal as refusal:
            assert refusal.code in ("Z707", "Z708", "Z709")
            assert refusal.reason
            assert refusal.hint
        else:
            if value is None:
                assert not any(char.isalnum() for char in words)
            elif row.entry != "yes-no":  # its digits are those that were written
                written = "".join(c for c in squeezed(words) if c.isdigit())
                shown = "".join(c for c in f"{value:f}" if c.isdigit())
                assert shown.strip("0") in written


@given(
    st.text("0123456789.,eE+-", min_size=1, max_size=24),
    st.sampled_from(["General", "0%", "yyyy-m-d", '0"家"', "h:mm", "0,", "[$-804]0.0", ";;;", '"']),
)
def test_any_stored_number_is_one_figure_or_refused(stored: str, number_format: str) -> None:
    for row in (FIRMS, RATE, MONEY):
        try:
            value = figure(number(stored, number_format), row)
        except Refusal as refusal:
            assert refusal.code in ("Z707", "Z708", "Z709")
        else:
            assert value is not None
            assert value.is_finite()


@given(st.text())
def test_cleaned_text_is_what_the_ledger_can_hold(words: str) -> None:
    clean = cleaned(words)
    assert cleaned(clean) == clean
    assert clean == clean.strip()
    assert not any(stray(char) for char in clean if char != "\n")
    assert squeezed(squeezed(words)) == squeezed(words) or not words.isascii()


@pytest.mark.parametrize(
    ("typed", "id"),
    [
        ("T04", "T04"), (" t04 ", "T04"), ("Ｔ０４－１", "T04-1"), ("T04—1", "T04-1"),
        ("T04–1", "T04-1"), ("T04.1-2", "T04.1-2"), ("T4", ""), ("04-1", ""), ("T04-1家", ""),
        ("合计", ""), ("", ""),
    ],
)  # fmt: skip
def test_ids_however_they_are_typed(typed: str, id: str) -> None:
    assert row_id(typed) == id


@pytest.mark.parametrize(
    ("number_format", "day"),
    [
        ("General", False), ("0.00", False), ("@", False), ("0%", False), ("G/通用格式", False),
        ('0"年"', False), ("yyyy-mm-dd", True), ("m/d/yy", True), ('yyyy"年"m"月"d"日"', True),
        ("yyyy年m月d日", True), ("[$-804]yyyy/m/d;@", True), ("[Red]0", False), ("h:mm", False),
    ],
)  # fmt: skip
def test_which_formats_show_a_day(number_format: str, day: bool) -> None:
    assert is_day(number_format) == day


@pytest.mark.parametrize(
    "words",
    ["2021-13-01", "2021-2-30", "12-31", "2021-12", "21-12-31", "2021年底", "0000-01-01", "x"],
)
def test_no_day(words: str) -> None:
    assert day_of(text(words)) is None


def test_a_reduction_says_which_way() -> None:
    saving = ROWS["T02-7"]  # 能耗下降3%左右
    assert figure(text("3%"), saving) == 3
    assert figure(text("下降3%"), saving) == 3
    assert figure(text("上升1%"), saving) == -1
    with pytest.raises(Refusal, match="说不清是下降还是上升"):
        figure(text("-3%"), saving)


def test_a_fraction_is_refused_only_where_a_percentage_may_be_meant() -> None:
    with pytest.raises(Refusal, match=r"18\.5%"):
        figure(number("0.185"), RATE)
    assert figure(number("0.005"), RATE) == Decimal("0.005")  # 0.5% is nowhere near 20%
    research = ROWS["T02-6"]  # 0.9%
    assert figure(number("0.85"), research) == Decimal("0.85")
    with pytest.raises(Refusal, match=r"0\.85%"):
        figure(number("0.0085"), research)
