"""Charts: as long as their values, whole on the page, legible on a copier."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from zmddoc.compose.charts import WIDTH, Bar, Chart, Fill, split, svg, text_width
from zmddoc.gongwen.figures import size

LEGEND: tuple[tuple[Fill, str], ...] = (
    ("solid", "绿灯"), ("pale", "蓝灯"), ("hatch", "黄灯"), ("black", "红灯"),
)  # fmt: skip


def bar(
    name: str = "示例局", value: float | None = 50.0, fill: Fill = "solid", **more: float
) -> Bar:
    return Bar(name, value, f"{value}%　绿灯" if value is not None else "未报送", fill, **more)


def drawn(*bars: Bar) -> etree._Element:
    return etree.fromstring(svg(Chart(bars, LEGEND, "序时进度50.0%")).encode())


def numbers(element: etree._Element, *names: str) -> tuple[float, ...]:
    return tuple(float(element.get(one, "nan")) for one in names)


def bars_of(picture: etree._Element) -> list[tuple[float, float, float, float]]:
    """The rectangles below the legend."""
    found = [numbers(r, "x", "y", "width", "height") for r in picture.iter("{*}rect")][
        len(LEGEND) :
    ]
    return [(x, y, w, h) for x, y, w, h in found]


def scale(picture: etree._Element) -> tuple[float, float]:
    """Where 0% and 100% stand."""
    places = {
        "".join(map(str, one.itertext())): float(one.get("x", "nan"))
        for one in picture.iter("{*}text")
        if one.get("text-anchor") == "middle"
    }
    return places["0%"], places["100%"]


@given(st.lists(st.integers(0, 1000).map(lambda tenths: tenths / 10), min_size=1, max_size=12))
def test_a_bar_is_as_long_as_its_value(values: list[float]) -> None:
    picture = drawn(*(bar(value=one) for one in values))
    left, right = scale(picture)
    shown = iter(bars_of(picture))
    for value in values:
        if not value:
            continue
        x, _, width, _ = next(shown)
        assert x == pytest.approx(left, abs=0.01)
        assert width == pytest.approx((right - left) * value / 100, abs=0.02)


def test_what_was_not_reported_has_a_word_and_no_bar() -> None:
    picture = drawn(bar(), bar("示例乙局", None))
    assert len(bars_of(picture)) == 1
    assert "未报送" in "".join(map(str, picture.itertext()))


def test_the_schedule_is_a_heavy_line_in_every_row_that_has_one() -> None:
    picture = drawn(bar(line=50.0), bar(line=75.0), bar())
    left, right = scale(picture)
    heavy = [one for one in picture.iter("{*}line") if one.get("stroke-width") == "0.7"][1:]
    xs = [numbers(one, "x1")[0] for one in heavy]
    assert xs == [pytest.approx(left + (right - left) * share, abs=0.01) for share in (0.5, 0.75)]


def test_rows_of_one_schedule_make_one_line() -> None:
    picture = drawn(*(bar(line=50.0) for _ in range(5)))
    heavy = [one for one in picture.iter("{*}line") if one.get("stroke-width") == "0.7"][1:]
    ends = [numbers(one, "y1", "y2") for one in heavy]
    for (_, end), (start, _) in itertools.pairwise(ends):
        assert start == pytest.approx(end, abs=0.02)


FILLS: tuple[Fill, ...] = ("solid", "pale", "hatch", "black")


def test_fills_differ_in_grey_by_what_a_copier_keeps() -> None:
    """Solid fills lie at least 60 of 255 apart; the hatch is the only one with lines in it."""
    shades = {}
    for fill in FILLS:
        picture = drawn(bar(fill=fill))
        rectangle = list(picture.iter("{*}rect"))[len(LEGEND)]
        shades[fill] = int(rectangle.get("fill", "").lstrip("#")[:2].ljust(2, "f"), 16)
        x, y, width, height = numbers(rectangle, "x", "y", "width", "height")
        inside = [
            one
            for one in picture.iter("{*}line")
            if one.get("stroke-width") == "0.35"
            and x - 0.01 <= numbers(one, "x1")[0] <= x + width + 0.01
            and y - 0.01 <= numbers(one, "y1")[0] <= y + height + 0.01
        ]
        assert bool(inside) == (fill == "hatch")
    plain = sorted(shade for fill, shade in shades.items() if fill != "hatch")
    assert all(b - a >= 60 for a, b in itertools.pairwise(plain))


@given(st.floats(0.5, 100), st.integers(1, 20))
def test_hatches_stay_in_their_bar(value: float, rows: int) -> None:
    picture = drawn(*(bar(value=value, fill="hatch") for _ in range(rows)))
    boxes = [numbers(r, "x", "y", "width", "height") for r in picture.iter("{*}rect")]
    for one in picture.iter("{*}line"):
        if one.get("stroke-width") == "0.35":
            ends = (numbers(one, "x1", "y1"), numbers(one, "x2", "y2"))
            assert any(
                all(
                    x - 0.02 <= a <= x + w + 0.02 and y - 0.02 <= b <= y + h + 0.02 for a, b in ends
                )
                for x, y, w, h in boxes
            )


def texts(picture: etree._Element) -> Iterator[tuple[float, float, float, str]]:
    """Left and right end, base line and words of every text."""
    for one in picture.iter("{*}text"):
        words = "".join(map(str, one.itertext()))
        x, y, font = numbers(one, "x", "y", "font-size")
        wide = text_width(words, font)
        start = {"start": x, "middle": x - wide / 2, "end": x - wide}[one.get("text-anchor", "")]
        yield start, start + wide, y, words


NAMES = st.text("示例市县区推进重点工作领导小组办公室，、（）0123456789", min_size=1, max_size=45)


@given(st.lists(NAMES, min_size=1, max_size=70))
def test_every_name_stands_whole_on_the_page(names: list[str]) -> None:
    runs = split([bar(name) for name in names])
    assert [one.name for run in runs for one in run] == names
    assert max(map(len, runs)) - min(map(len, runs)) <= len(runs)
    for run in runs:
        made = svg(Chart(run, LEGEND, "序时进度50.0%"))
        width, height = size(made)
        assert (width, height <= 212) == (WIDTH, True)
        picture = etree.fromstring(made.encode())
        shown = "".join(words for *_, words in texts(picture))
        for one in run:
            assert one.name in shown
        for start, end, base, words in texts(picture):
            assert start >= -0.01, words
            assert end <= WIDTH + 0.01, words
            assert 0 < base <= height


def test_rows_do_not_overlap() -> None:
    picture = drawn(
        *(bar("示例市推进重点工作领导小组办公室联席会议综合协调第一办公室") for _ in range(9))
    )
    edges = [(y, y + h) for _, y, _, h in bars_of(picture)]
    assert all(b < c for (_, b), (c, _) in itertools.pairwise(edges))
    lines = sorted(base for *_, base, words in texts(picture) if words.startswith("示例"))
    assert len(lines) == 9


def test_forty_bodies_stand_in_one_picture() -> None:
    assert [len(run) for run in split([bar(f"示例第{i}局") for i in range(40)])] == [40]
    assert [len(run) for run in split([bar(f"示例第{i}局") for i in range(60)])] == [30, 30]


def test_a_name_is_words_and_no_markup() -> None:
    assert "示例<局>&" in "".join(map(str, drawn(bar("示例<局>&")).itertext()))


def test_the_same_chart_is_the_same_picture() -> None:
    chart = Chart((bar(), bar("示例乙局", 33.3, "hatch")), LEGEND, "序时进度")
    assert svg(chart) == svg(chart)
    assert not re.search(r"\d\.\d{3}", svg(chart)), "hundredths of a millimetre are enough"
