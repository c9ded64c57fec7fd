"""Supervision notices: one for each body and rung of the ladder, as its history calls for.

docs/decisions/080-notices.md says which rung is which paper, and why.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from zmddoc.authority import Paper, by_letter, objections
from zmddoc.compose.concerns import Concern, Reference, concern
from zmddoc.compose.draft import BLANK, Dispatch, Draft, Facts, cited
from zmddoc.compose.slips import fits
from zmddoc.compose.views import name, reporting
from zmddoc.model import Step, Unit
from zmddoc.supervise import Board, Call
from zmddoc.supervise.ladder import ORDER
from zmddoc.supervise.measure import is_rate
from zmddoc.supervise.reasons import light_rule, thresholds
from zmddoc.supervise.words import STEPS
from zmddoc.text import day
from zmddoc.typography import printed
from zmddoc.workdays import announced, workday_after

ABOUT: Mapping[Step, tuple[str, str]] = {
    "reminder": ("关于提醒推进{}有关任务的函", "关于提请关注{}有关任务进展的函"),
    "notice": ("关于督办{}有关任务的通知", "关于商请加快办理{}有关任务的函"),
    "urge": ("关于催办{}有关任务的通知", "关于再次商请加快办理{}有关任务的函"),
    "criticism": ("关于限期整改{}有关任务的通知", "关于商请限期办理{}有关任务的函"),
}
"""What a notice of each rung is called: to whom the government directs, and to whom it does not."""

SLIPS: Mapping[Step, str] = {"notice": "督办单", "urge": "催办单", "criticism": "限期整改督办单"}
"""What a one-page sheet of each rung is called."""

SUFFIXES: Mapping[Step, str] = {
    "reminder": "（提醒）",
    "notice": "",
    "urge": "（催办）",
    "criticism": "（整改）",
}
"""What the file of each rung adds to the body's name."""


_CRITICISED = "下列事项现予通报批评，列入二〇二一年第二季度通报，请限期整改。"
"""About as long as what a sheet of the last rung says above its table."""


@dataclass(frozen=True)
class Notice:
    """What one body is told at one rung."""

    unit: Unit
    step: Step
    calls: tuple[Call, ...]

    @property
    def courteous(self) -> bool:
        """Whether the body is asked, not told."""
        return by_letter(self.unit)

    @property
    def you(self) -> str:
        """How it is addressed."""
        if self.unit.kind == "group":
            return "各单位"
        return "贵单位" if self.courteous else "你单位"


def notices(board: Board) -> tuple[Notice, ...]:
    """Return what the board calls for, by body in 建制顺序 and from the lowest rung to the highest;
    every call is in exactly one of them."""
    return tuple(_notices(board.calls))


def _notices(calls: Sequence[Call]) -> Iterator[Notice]:
    for unit in dict.fromkeys(call.unit for call in calls):
        for step in ORDER:
            mine = tuple(call for call in calls if call.unit is unit and call.step == step)
            if mine:
                yield Notice(unit, step, mine)


def notice_drafts(facts: Facts, board: Board, unit: Unit | None = None) -> tuple[Draft, ...]:
    """Return the drafts of the period's notices, with ``unit`` only that body's."""
    return tuple(
        _Paper(facts, board, one).draft() for one in notices(board) if unit in (None, one.unit)
    )


class _Paper:
    def __init__(self, facts: Facts, board: Board, notice: Notice) -> None:
        self.facts, self.board, self.notice = facts, board, notice
        self.concerns = tuple(
            concern(board, call, number) for number, call in enumerate(notice.calls, 1)
        )
        self.is_slip = self._fits_slips()

    def draft(self) -> Draft:
        facts, notice = self.facts, self.notice
        mark = facts.stamp("notice", notice.unit.name, self.board.period.id)
        form = "reminder" if notice.step == "reminder" else "slip" if self.is_slip else "notice"
        dispatch = Dispatch(
            title=self.title + self._subject,
            recipients=(notice.unit.name,),
            period=self.board.period.id,
            step=notice.step,
            matters=tuple(one.id for one in self.concerns),
            answer_by=self.answer_by,
        )

        def context() -> Mapping[str, Any]:
            return self._context(facts.head(self.title, self._about, mark))

        return Draft(
            "notice", f"{name(notice.unit)}{SUFFIXES[notice.step]}", f"{form}.html.j2", mark,
            context, tuple(self._warnings()), dispatch,
        )  # fmt: skip

    @property
    def title(self) -> str:
        """The title with its issuer."""
        facts, notice = self.facts, self.notice
        if self.is_slip:
            return facts.issuer + SLIPS[notice.step]
        plan = f"《{printed(facts.plan, facts.plan.title)}》"
        return facts.issuer + ABOUT[notice.step][notice.courteous].format(plan)

    @property
    def _subject(self) -> str:
        """What the register adds to the title of a sheet, which does not say what it is about."""
        if not self.is_slip:
            return ""
        return "：" + "、".join(one.clause + one.title for one in self.concerns)

    @property
    def answer_by(self) -> date | None:
        """The day of the answer, once it is dated; None where none is asked for."""
        issuance = self.facts.issuance
        if issuance is None or not self._asks_for_answer:
            return None
        return workday_after(issuance.dated, self.facts.rules.notices.answer_within)

    @property
    def _asks_for_answer(self) -> bool:
        """A reminder asks only those for an answer who reported nothing."""
        return self.notice.step != "reminder" or any(
            not c.reported or c.blank for c in self.concerns
        )

    @property
    def _about(self) -> str:
        called = reporting(self.board.period).name
        return f"{called}{STEPS[self.notice.step]}：{name(self.notice.unit)}"

    def _fits_slips(self) -> bool:
        notice, plan = self.notice, self.facts.plan
        opening = self.facts.rules.approval + (_CRITICISED if notice.step == "criticism" else "")
        return (
            notice.step in SLIPS
            and not notice.courteous
            and len(self.concerns) <= self.facts.rules.notices.slip_up_to
            and all(fits(one, cited(plan), opening) for one in self.concerns)
        )

    def _context(self, head: object) -> Mapping[str, Any]:
        facts, notice, period = self.facts, self.notice, self.board.period
        answer_by = self.answer_by
        return {
            **facts.common(),
            "head": head,
            "title": self.title,
            "number": facts.number("notice"),
            "unit": name(notice.unit),
            "you": notice.you,
            "courteous": notice.courteous,
            "step": notice.step,
            "concerns": self.concerns,
            "asks": self._asks_for_answer,
            "references": _references(self.concerns),
            "period": reporting(period),
            "next": self._next(),
            "answer_within": facts.rules.notices.answer_within,
            "answer_by": day(answer_by) if answer_by else "",
            "thresholds": self._thresholds(),
            "contact": facts.rules.contact,
            "blank": BLANK,
        }

    def _next(self) -> object:
        """The reporting period after this one; None after the last."""
        periods = self.board.rules.periods
        after = periods.index(self.board.period) + 1
        return reporting(periods[after]) if after < len(periods) else None

    def _thresholds(self) -> tuple[str, ...]:
        """How the lights shown are judged, in words, the general rule first."""
        rules = self.board.rules
        rules_of = {
            f"增速、占比指标{light_rule(rules, one)}": None
            for call in self.notice.calls
            for one in call.part.judgements
            if one.judged and is_rate(one.target)
        }
        return (thresholds(rules), *rules_of)

    def _warnings(self) -> Iterator[str]:
        facts, notice = self.facts, self.notice
        rules, unit = facts.rules, notice.unit
        whose = f"{name(unit)}的{STEPS[notice.step]}"
        if not rules.confirmed:
            yield f"督查规则未经核定：{rules.basis}"
        if self.answer_by and not announced(self.answer_by.year):
            yield f"{whose}：{self.answer_by.year}年的放假安排尚不知道，答复期限只避开了周末"
        paper = Paper(facts.issuer, (unit.name,), self.title, name(unit), rules.approval)
        for one in objections(facts.registry, paper):
            yield f"{whose}：{one.message}；{one.hint}"
        yield from self._issued(whose)

    def _issued(self, whose: str) -> Iterator[str]:
        """What was issued for the period already and is not what is called for now."""
        calls, step = self.notice.calls, self.notice.step
        same = next((c.issued for c in calls if c.issued and c.issued.step == step), None)
        for call in calls:
            before = call.issued
            if before and before.step and before.step != step:
                yield f"{whose}：{call.matter.clause}本期已以{before.number}印发{STEPS[before.step]}"
            elif same and before is None:
                yield f"{whose}：{call.matter.clause}不在已印发的{same.number}之内"


def _references(concerns: Sequence[Concern]) -> tuple[Reference, ...]:
    """The notices that came before, each once, in the order of the matters."""
    return tuple(dict.fromkeys(one for concern in concerns for one in concern.earlier))
