"""The circular's pictures: how far the chapters and the bodies are, against the schedule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from zmddoc.compose.charts import Bar, Chart, Fill, split, svg
from zmddoc.compose.counts import ChapterCounts, Pace
from zmddoc.compose.rows import PlaceRow
from zmddoc.compose.standing import Standing
from zmddoc.compose.trace import Traced, Words
from zmddoc.gongwen.figures import source
from zmddoc.model import Light
from zmddoc.numerals import clause
from zmddoc.supervise.words import LIGHTS

FILLS: Mapping[Light, Fill] = {
    "green": "solid",
    "blue": "pale",
    "yellow": "hatch",
    "red": "black",
    "grey": "none",
}
"""How the lights are told apart on a copier."""


@dataclass(frozen=True)
class Picture:
    """A picture as a template places it."""

    src: str
    alt: str
    caption: str
    """Without its number."""
    marks: str
    """The numbers of the figures it shows (``gongwen.marks``)."""


def pace_pictures(chapters: Sequence[ChapterCounts]) -> tuple[Picture, ...]:
    """How far each chapter is, against the schedule; chapters in which nothing is judged by pace
    say so. None where there is no chapter to show."""
    paces = [one.pace for one in chapters if one.pace]
    if not paces:
        return ()
    schedules = {pace.due.text for pace in paces}
    line = f"序时进度{next(iter(schedules))}" if len(schedules) == 1 else "序时进度"
    legend: list[tuple[Fill, str]] = []
    if any(pace.difference >= 0 for pace in paces):
        legend.append(("solid", "达到序时"))
    if any(pace.difference < 0 for pace in paces):
        legend.append(("hatch", "低于序时"))
    bars = [_chapter_bar(one) for one in chapters]
    figures = [[one.pace.shown, one.pace.due, one.pace.gap] if one.pace else [] for one in chapters]
    return _pictures("各章平均完成率与序时进度", bars, figures, legend, line)


def _chapter_bar(one: ChapterCounts) -> Bar:
    name = f"{one.rows.heading}{one.rows.title}" or one.rows.label
    if one.pace is None:
        return Bar(name, None, "无可比数据", "none")
    fill: Fill = "solid" if one.pace.difference >= 0 else "hatch"
    word = f"{one.pace.shown}　{_difference(one.pace)}"
    return Bar(name, float(one.pace.completion), word, fill, float(one.pace.schedule))


def _difference(pace: Pace) -> str:
    if pace.difference == 0:
        return "持平"
    return f"{'超前' if pace.difference > 0 else '落后'}{abs(pace.difference)}"


def body_pictures(standing: Standing) -> tuple[Picture, ...]:
    """How far each body that leads is, in the order of the ranking, with the worst of its lights;
    who has no place shows no bar. None where nobody leads."""
    rows = standing.places
    if not rows:
        return ()
    bars = [_body_bar(row, standing) for row in rows]
    drawn = {bar.fill for bar in bars if bar.value is not None}
    legend = [
        (FILLS[light], f"{word}灯") for light, word in LIGHTS.items() if FILLS[light] in drawn
    ]
    figures = [[row.score] if isinstance(row.score, Traced) else [] for row in rows]
    return _pictures("各牵头单位平均序时完成度", bars, figures, legend, "达到序时（100%）")


def _body_bar(row: PlaceRow, standing: Standing) -> Bar:
    if row.place.score is None:
        return Bar(row.name, None, row.place.note, "none")
    state = standing.board.unit(row.place.unit.name)
    light = state.light if state else None
    word = f"{row.score}　{LIGHTS[light]}灯" if light else f"{row.score}"
    return Bar(row.name, float(row.place.score), word, FILLS[light or "grey"], 100.0)


def _pictures(
    caption: str,
    bars: Sequence[Bar],
    figures: Sequence[Sequence[Words]],
    legend: Sequence[tuple[Fill, str]],
    line: str,
) -> tuple[Picture, ...]:
    """One picture, or where the rows do not fit a page as many as they need."""
    found: list[Picture] = []
    runs = split(bars)
    start = 0
    for number, run in enumerate(runs, 1):
        shown = figures[start : start + len(run)]
        start += len(run)
        part = clause(number) if len(runs) > 1 else ""
        words = "；".join(f"{bar.name}：{bar.word.replace(chr(0x3000), '，')}" for bar in run)
        marks = [str(one.number) for row in shown for one in row if isinstance(one, Traced)]
        found.append(
            Picture(
                source(svg(Chart(run, tuple(legend), line))),
                f"{caption}{part}（竖线为{line}）：{words}。",
                caption + part,
                " ".join(marks),
            )
        )
    return tuple(found)
