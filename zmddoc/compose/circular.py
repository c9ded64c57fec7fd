"""The quarterly circular (季度通报): what stands where at the end of a period, and who is named.

DOMAIN.md paragraph 2.3: 总体情况, 主要问题, 下步要求, and three annexes. Numbers come from the board
and carry their origin; the template only places them (docs/decisions/090-circular.md).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from zmddoc.assign import responsibilities
from zmddoc.compose.counts import FULL, Counter, Group
from zmddoc.compose.draft import BLANK, Dispatch, Draft, Facts
from zmddoc.compose.pictures import body_pictures, pace_pictures
from zmddoc.compose.problems import Problems
from zmddoc.compose.rows import BodyRow, PlaceRow
from zmddoc.compose.standing import Standing
from zmddoc.compose.trace import Input, Trace, Words
from zmddoc.compose.views import name, reporting
from zmddoc.model import Period, Plan
from zmddoc.numerals import clause
from zmddoc.supervise import Board
from zmddoc.supervise.ranking import RULE, Unplaced
from zmddoc.supervise.reasons import thresholds
from zmddoc.supervise.words import LIGHTS, Reporting
from zmddoc.typography import printed

_KIND = re.compile(
    "(若干政策措施|若干措施|政策措施|(实施|行动|工作|专项|总体)?方案|(三年)?(行动|工作|实施)?计划|工作要点|要点|"
    "(实施|若干|指导)?意见|工作安排|安排|规划|措施)$"
)
"""What a plan may be called; its subject is what stands before."""

_COPIED = ("vertical", "organisation")
"""Bodies that the government does not direct: a circular goes to them as a copy."""


def subject(plan: Plan) -> str:
    """What a plan is about, from its title: 驻马店市2021年工业经济高质量发展工作方案 →
    工业经济高质量发展. Place, year and kind are taken off; '' where nothing is left."""
    title = printed(plan, plan.title)
    place = re.match(r"[^省市县区州盟旗年]{1,12}[省市县区州盟旗](?=\d{4}年|[^\d])", title)
    if place and plan.issuer.startswith(place[0]):
        title = title[place.end() :]
    title = re.sub(r"^\d{4}年度?|^关于|[（(][^（()）]*[）)]$", "", title)
    return re.sub(r"^\d{4}年度?|的$", "", _KIND.sub("", title))


def circular_title(plan: Plan, period: Period, issuer: str) -> str:
    """The circular's title with its issuer."""
    about = subject(plan)
    return f"{issuer}关于{reporting(period).name}{about}重点任务进展情况的通报"


def circular_drafts(facts: Facts, board: Board) -> tuple[Draft, ...]:
    """Return the draft of the period's circular; none where nothing was collected for the period:
    nobody was asked, and nobody can be said to have been silent."""
    if not board.now.collected:
        return ()
    return (_Circular(facts, board).draft(),)


class _Circular:
    def __init__(self, facts: Facts, board: Board) -> None:
        self.facts, self.board, self.period = facts, board, board.period
        self.called = reporting(board.period).name
        self.title = circular_title(facts.plan, board.period, facts.issuer)
        self.annexes = (
            f"{self.called}重点任务和量化指标进展情况表",
            f"{self.called}牵头单位平均序时完成度排名表",
            f"{self.called}各单位亮灯情况表",
        )

    def draft(self) -> Draft:
        facts = self.facts
        mark = facts.stamp("circular", period=self.period.id)
        return Draft(
            kind="circular",
            name=f"{self.called}通报",
            template="circular.html.j2",
            stamp=mark,
            context=lambda: self._context(facts.head(self.title, f"{self.called}通报", mark)),
            warnings=tuple(self._warnings()),
            dispatch=Dispatch(self.title, facts.everyone, period=self.period.id),
        )

    def _warnings(self) -> list[str]:
        rules = self.facts.rules
        found = [] if rules.confirmed else [f"报送日期、亮灯门槛和督办台阶未经核定：{rules.basis}"]
        silent = [one for one in self.board.units if one.reporting == "missing"]
        if silent:
            names = "、".join(name(one.unit) for one in silent)
            found.append(
                f"{self.period.id} 通报点名未报送的单位：{names}；印发前请核对是否确未收到"
            )
        return found

    def _context(self, head: object) -> Mapping[str, Any]:
        facts, plan, trace = self.facts, self.facts.plan, Trace()
        standing = Standing(self.board, trace)
        counter = Counter(self.board, trace)
        chapters = [counter.chapter(rows) for rows in standing.chapters]
        title = printed(plan, plan.title)
        source = (Input("plan/plan.yaml", title, plan.number),)
        within = str(facts.rules.notices.answer_within)
        return {
            **facts.common(),
            "head": head,
            "origins": trace.origins,
            "title": self.title,
            "number": facts.number("circular"),
            "recipients": printed(plan, plan.recipients),
            "plan_title": trace.words(title, "方案名称", "方案原文", source),
            "plan_number": trace.words(plan.number, "方案文号", "方案原文", source),
            "period": self._period(self.period, trace),
            "next": self._next(trace),
            "annexes": [
                trace.words(title, f"附件{number}标题", "报送期")
                for number, title in enumerate(self.annexes, 1)
            ],
            "annex_titles": self.annexes,
            "clause": clause,
            "standing": standing,
            "lights": [*(f"{word}灯" for word in LIGHTS.values()), "未判定"],
            "matters": counter.matters(),
            "targets": counter.targets(standing.targets),
            "reporting": counter.reporting(),
            "chapters": counter.group(
                "有督查任务的章数",
                "逐个计数",
                chapters,
                lambda one: Input(one.rows.label, str(one.rows.title), f"{one.matters}条"),
            ),
            "pace_pictures": pace_pictures(chapters),
            "body_pictures": body_pictures(standing),
            **self._bodies(standing, counter),
            **self._decided(standing, counter),
            **self._named(Problems(standing, trace), counter),
            "rank_rule": trace.words(RULE, "排名规则", "排名规则"),
            "light_rule": self._light_rule(trace),
            "answer_within": trace(
                within, "补报时限", "规则", (_rule("notices.answer_within", within),)
            ),
            "copies": self._copies(),
            "contact": facts.rules.contact,
            "blank": BLANK,
        }

    def _period(self, period: Period, trace: Trace) -> Mapping[str, Words]:
        said = reporting(period)
        cutoff = (_rule(f"periods {period.id}", period.cutoff.isoformat()),)
        report_by = (_rule(f"periods {period.id}", period.report_by.isoformat()),)
        return {
            "name": trace.words(said.name, f"{period.id}·报送期", "规则", cutoff),
            "cutoff": trace.words(said.cutoff, f"{period.id}·数据截止日", "规则", cutoff),
            "report_by": trace.words(said.report_by, f"{period.id}·报送截止日", "规则", report_by),
        }

    def _next(self, trace: Trace) -> Mapping[str, Words] | None:
        """The period after this one; None after the last."""
        periods = self.facts.rules.periods
        after = periods[periods.index(self.period) + 1 :]
        return self._period(after[0], trace) if after else None

    def _bodies(self, standing: Standing, counter: Counter) -> Mapping[str, Any]:
        """Who reported how, and who has which place."""

        def reported(label: str, kind: Reporting) -> Group[BodyRow]:
            rows = (row for row in standing.bodies if row.state.reporting == kind)
            return counter.body_group(label, "逐个计数", rows)

        def unplaced(label: str, why: Unplaced) -> Group[PlaceRow]:
            return counter.place_group(label, (r for r in rows if r.place.unplaced == why))

        rows = standing.places
        placed = [row for row in rows if row.place.place is not None]
        first = [row for row in placed if row.place.place == 1]
        last = [row for row in placed if row.place.place == placed[-1].place.place != 1]
        return {
            "silent": reported("未报送单位数", "missing"),
            "late": reported("迟报单位数", "late"),
            "exempt": reported("无须报送单位数", "not_required"),
            "ranked": counter.place_group("牵头单位数", rows),
            "placed": counter.place_group("参加排名单位数", placed),
            "full": counter.place_group(
                "平均序时完成度100%的单位数", (r for r in placed if r.place.score == FULL)
            ),
            "first": counter.place_group("首位单位数", first),
            "last": counter.place_group("末位单位数", last),
            "unplaced": unplaced("因未报送不排位次单位数", "unreported"),
            "incomparable": unplaced("无可比指标单位数", "nothing"),
        }

    def _decided(self, standing: Standing, counter: Counter) -> Mapping[str, Any]:
        """What the office decided or has to decide; and the targets that no body answers for."""
        rows = standing.matters
        headline = [row for row in standing.targets if not row.judgement.matter.lead]
        return {
            "closed": counter.matter_group(
                "已销号任务数", "销号决定", (r for r in rows if r.state.closing)
            ),
            "moved": counter.matter_group(
                "批准延期任务数", "延期决定", (r for r in rows if r.state.deadline.extension)
            ),
            "waiting": counter.matter_group(
                "待审核销号任务数",
                "各项已达到，或时限已到而无落后，尚未销号",
                (r for r in rows if r.state.awaits_closing),
            ),
            "headline": counter.target_group(
                "未写明责任单位的指标数", "方案没有写明责任单位", headline
            ),
            "headline_clauses": list(
                dict.fromkeys(row.clause + row.judgement.matter.title for row in headline)
            ),
            "headline_known": counter.target_group(
                "未写明责任单位而有数据的指标数",
                "有报送数",
                (row for row in headline if row.judgement.reported),
            ),
        }

    def _named(self, problems: Problems, counter: Counter) -> Mapping[str, Any]:
        """Who is named and for what."""
        groups = problems.by_body()
        named = dict.fromkeys(unit for group in groups for unit in group.names)
        open_, unlisted = problems.unassigned()
        rows = problems.standing.targets
        return {
            "good": counter.body_group(
                "全部亮绿灯且按时报送的单位数", "参加排名，按时足项报送，各任务均亮绿灯", problems.exemplary()
            ),
            "examples": problems.examples(),
            "behind": counter.target_group("落后指标数", "指标状态为落后", problems.behind),
            "overdue": counter.target_group(
                "到期未完成指标数", "时限已到而未达到", (r for r in problems.behind if r.overdue)
            ),
            "overdue_matters": counter.matter_group(
                "到期未销号任务数", "没有落后指标而过了时限", problems.overdue_matters
            ),
            "behind_bodies": counter.group(
                "有落后事项的单位数", "各落后事项的牵头单位，每个计一次", named,
                lambda unit: Input(unit, unit, "落后"),
            ),
            "groups": groups,
            "gaps": problems.gaps(),
            "unreported": counter.target_group(
                "未报送指标数",
                "指标状态为未报送",
                (row for row in rows if row.judgement.status == "unreported"),
            ),
            "open": counter.matter_group("未写明责任单位任务数", "方案没有写明责任单位", open_),
            "unlisted": counter.matter_group(
                "牵头集合没有成员名单任务数", "集合没有成员名单", unlisted
            ),
            "criticised": problems.criticised(),
            "steps": problems.steps(),
            "called": bool(self.board.calls),
        }  # fmt: skip

    def _light_rule(self, trace: Trace) -> Words:
        rules = self.facts.rules
        asked = rules.thresholds
        words = (
            f"{thresholds(rules)}；增速、占比达到目标为绿，未达到为{LIGHTS[asked.rate_short]}，"
            f"增速方向相反为{LIGHTS[asked.rate_reversed]}"
        )
        source = _rule("thresholds", f"{asked.yellow}、{asked.red}")
        return trace.words(words, "亮灯规则", "规则", (source,))

    def _copies(self) -> str:
        """抄送: what the rules say, or else the bodies that the government does not direct."""
        facts = self.facts
        if facts.rules.copies:
            return facts.rules.copies.rstrip("。")
        found = responsibilities(facts.items, facts.registry)
        return "，".join(name(one.unit) for one in found if one.unit.kind in _COPIED)


def _rule(where: str, value: str) -> Input:
    return Input("plan/rules.yaml", where, value)
