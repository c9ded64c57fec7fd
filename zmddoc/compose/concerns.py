"""What a notice prints of a matter to one body, as words.

Nobody's data but the addressee's (DOMAIN.md paragraph 6, Wrong recipient): a figure stands beside its
target only for the body whose return it stands in. The others that share the matter see what is asked
and which light it shows.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from zmddoc.compose.views import NONE, name, reporting
from zmddoc.model import Issue, Light, Unit
from zmddoc.supervise import Board, Call, Judgement, Part
from zmddoc.supervise.measure import Aim, is_rate
from zmddoc.supervise.pace import Deadline
from zmddoc.supervise.reasons import due_words, gap_words, value_words, year_figure
from zmddoc.supervise.shares import percent
from zmddoc.supervise.words import REQUESTS, STEPS, light_word
from zmddoc.text import day
from zmddoc.typography import normalise

UNREPORTED = "未报送"


@dataclass(frozen=True)
class Figure:
    """One target as a row of the table; a cell is one or two lines."""

    name: str
    figure: tuple[str, ...]
    """全年目标, and its deadline where that is not the matter's."""
    wanted: tuple[str, ...]
    """What is due by the cut-off, and the pace."""
    value: tuple[str, ...]
    """As the addressee returned it, and its share of the year's figure; or who returns it."""
    gap: str
    """序时差."""
    light: str
    behind: bool


@dataclass(frozen=True)
class Said:
    """Something that the addressee returned."""

    label: str
    words: str


@dataclass(frozen=True)
class Reference:
    """A notice issued before."""

    number: str
    day: str
    step: str


@dataclass(frozen=True)
class Concern:
    """One matter as a notice puts it to one body."""

    number: int
    """Its place in the notice, from 1."""
    id: str
    clause: str
    title: str
    """What it is called: its heading, or its first words."""
    heading: str
    text: str
    """Verbatim, as documents print the plan."""
    lead: tuple[str, ...]
    members: tuple[str, ...]
    """Where a group leads: those of it that have to report."""
    by_convention: bool
    """Whether nobody says that the first-named leads."""
    support: tuple[str, ...]
    light: str
    """绿, 蓝, 黄, 红, 灰."""
    shown: tuple[str, ...]
    """The lights of the periods so far: 第二季度黄灯."""
    due: str
    extended: str
    """Of an approved 延期: who approved it, when, and the deadline before; else ''."""
    figures: tuple[Figure, ...]
    received: str
    """The day of the return; '' where the matter was not reported."""
    late: bool
    said: tuple[Said, ...]
    request: str
    """What the addressee asks for and why: 延期至2021年9月30日（理由：…）; else ''."""
    reported: bool
    blank: tuple[str, ...]
    """Names of the targets whose value it left out."""
    overdue: bool
    """Its day has come and it is not reached."""
    collector: str
    """Of several bodies named to lead: the first, who collects the answers; else ''."""
    collects: bool
    """Whether the addressee is the collector."""
    led: bool
    """Whether the addressee is named to lead, not asked as a member of a group."""
    earlier: tuple[Reference, ...]
    """The notices that it was supervised by before, reminders left out, in the order of issue."""

    @property
    def lagging(self) -> bool:
        """Whether it is behind, overdue or not."""
        return self.overdue or any(figure.behind for figure in self.figures)

    @property
    def severe(self) -> bool:
        """Whether it shows more than a small lag."""
        return self.light in (light_word("yellow"), light_word("red"))


def concern(board: Board, call: Call, number: int) -> Concern:
    """Return the matter of ``call`` as the ``number``-th of a notice to its body."""
    state = board.matter(call.matter.id)
    assert state
    matter, part, unit = call.matter, call.part, call.unit
    owner = unit is matter.owner
    several = len(matter.lead) > 1
    judgements = state.judgements
    overdue = [one for one in judgements if one.why == "overdue"]
    return Concern(
        number=number,
        id=matter.id,
        clause=matter.clause,
        title=matter.title,
        heading=matter.heading,
        text=matter.text,
        lead=tuple(name(one) for one in matter.lead),
        by_convention=matter.by_convention,
        members=_members(matter.lead, matter.reporters),
        support=tuple(name(one) for one in matter.support),
        light=light_word(part.light),
        shown=tuple(_shown(call)),
        due=day(state.deadline.day),
        extended=_extended(state.deadline),
        figures=tuple(_figure(one, state.deadline, owner=owner) for one in judgements),
        received=day(part.returned.received) if part.returned and part.reported else "",
        late=bool(part.returned and part.returned.received > board.period.report_by),
        said=tuple(_said(part)),
        request=_request(part),
        reported=part.reported,
        blank=tuple(j.name for j in judgements if owner and j.why in ("blank", "no-baseline")),
        overdue=bool(overdue) or (not judgements and part.light == "red"),
        collector=name(matter.lead[0]) if several and matter.lead[0].kind != "group" else "",
        collects=several and owner,
        led=unit in matter.lead,
        earlier=tuple(_reference(one) for one in call.earlier if one.step != "reminder"),
    )


def _members(lead: tuple[Unit, ...], reporters: tuple[Unit, ...]) -> tuple[str, ...]:
    return tuple(name(one) for one in reporters if one not in lead)


def _shown(call: Call) -> list[str]:
    lights: list[tuple[str, Light]] = [
        (reporting(period).name, light) for period, light in call.history if light
    ]
    return [f"{period}{light_word(light)}灯" for period, light in lights]


def _extended(due: Deadline) -> str:
    """What an approved 延期 says of the deadline; '' where there is none."""
    extension = due.extension
    if extension is None:
        return ""
    by = normalise(extension.approved_by)
    return f"{day(extension.dated)}经{by}批准延期，原时限{day(due.stated)}"


def _year(one: Judgement, asked: Aim | None, due: Deadline) -> tuple[str, ...]:
    """The year's figure; below it the target's own deadline where it has one."""
    words = year_figure(one.target, asked)
    own = one.deadline
    if own.day == due.day:
        return (words,)
    extended = "（延期）" if own.extension else ""
    return words, f"{day(own.day)}前{extended}"


def _figure(one: Judgement, due: Deadline, *, owner: bool) -> Figure:
    """The target's row. What a baseline says was returned as well, so only its owner sees it."""
    asked = one.aim if owner or one.target.bound != "relative" else None
    row = Figure(
        name=one.name,
        figure=_year(one, asked, due),
        wanted=_wanted(one, asked),
        value=(NONE,),
        gap=NONE,
        light=light_word(one.light),
        behind=one.status == "behind",
    )
    if not owner:
        whose = f"由{name(one.owner)}报送" if one.owner else NONE
        light = NONE if one.light == "grey" else row.light
        return replace(row, value=(whose,), light=light)
    if one.value is None:
        return replace(row, value=(UNREPORTED,))
    return replace(row, value=_value(one), gap=_gap(one))


def _wanted(one: Judgement, asked: Aim | None) -> tuple[str, ...]:
    if asked is None or one.why in ("early", "closed", "no-members"):
        return (NONE,)
    words = due_words(one.target, asked)
    pace = f"序时{percent(one.share)}%" if one.mode == "pace" else ""
    return (words, pace) if pace else (words,)


def _value(one: Judgement) -> tuple[str, ...]:
    assert one.value is not None
    target = one.target
    words = value_words(target, one.value)
    if target.kind == "milestone" or is_rate(target) or one.completion is None:
        return (words,)
    return words, f"完成率{one.completion}%"


def _gap(one: Judgement) -> str:
    return NONE if one.target.kind == "milestone" else gap_words(one) or NONE


def _said(part: Part) -> list[Said]:
    task = part.task
    if task is None:
        return []
    fields = (
        ("进展情况", task.progress),
        ("存在问题", task.problems),
        ("下步打算", task.next_steps),
        ("佐证材料", task.evidence),
    )
    return [Said(label, _folded(words)) for label, words in fields if words.strip()]


def _folded(words: str) -> str:
    """What somebody typed, in one paragraph with full-width punctuation."""
    return normalise(" ".join(words.split()))


def _request(part: Part) -> str:
    asked = part.request
    if asked is None:
        return ""
    until = f"至{day(asked.until)}" if asked.until else ""
    return f"{REQUESTS[asked.kind]}{until}（理由：{_folded(asked.reason)}）"


def _reference(issue: Issue) -> Reference:
    return Reference(issue.number, day(issue.dated), STEPS[issue.step] if issue.step else "通知")
