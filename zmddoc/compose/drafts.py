"""Which documents there are: one draft each, composed later and one by one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from zmddoc.assign import (
    Responsibility,
    Role,
    answered,
    items,
    responsibilities,
    tallies,
    unassigned,
)
from zmddoc.compose.circular import circular_drafts
from zmddoc.compose.draft import BLANK, BLANK_DAY, Dispatch, Draft, Facts
from zmddoc.compose.notices import notice_drafts
from zmddoc.compose.plan_body import annex_pages, body
from zmddoc.compose.views import Row, cited, headings, name, parts, reporting, row
from zmddoc.model import Plan, Registry, Rules
from zmddoc.numbering import Issuance, blank_number
from zmddoc.prose import paragraphs
from zmddoc.supervise import Board
from zmddoc.text import cover, cover_title, day
from zmddoc.typography import normalise, printed


def drafts(
    plan: Plan,
    registry: Registry,
    rules: Rules,
    kinds: tuple[str, ...],
    unit: str = "",
    issuance: Issuance | None = None,
    board: Board | None = None,
) -> tuple[Draft, ...]:
    """Return the drafts of the given kinds, in the order of KINDS and of 建制顺序; with ``unit``
    (any name of a body) only that body's. The ledger is no gongwen and has no draft; what belongs
    to a period has one where its ``board`` is given.

    With ``issuance`` they carry its number and date: who issues takes one of them."""
    facts = Facts(plan, registry, rules, items(plan, registry), issuance)
    found: list[Draft] = []
    if "plan" in kinds and not unit:
        found.append(_plan(facts))
    if "breakdown" in kinds and not unit:
        found.append(_breakdown(facts))
    chosen = registry.find(unit) if unit else None
    if "sheet" in kinds:
        found += [
            _sheet(facts, one)
            for one in responsibilities(facts.items, registry)
            if not unit or one.unit is chosen
        ]
    if "notice" in kinds and board and (chosen or not unit):
        found += notice_drafts(facts, board, chosen)
    if "circular" in kinds and board and not unit:
        found += circular_drafts(facts, board)
    return tuple(found)


def _plan(facts: Facts) -> Draft:
    plan = facts.plan
    title = printed(plan, plan.title)
    mark = facts.stamp("plan")

    def context() -> Mapping[str, Any]:
        printed_on = plan.published or plan.dated
        covered = bool(plan.cover_title or plan.cover)
        notice_title = plan.issuer + printed(plan, cover_title(plan)) if covered else ""
        description = f"{plan.issuer}{normalise(cover_title(plan))}" if covered else title
        return {
            **facts.common(),
            "head": facts.head(title, description, mark, plan.issuer),
            "issuer": plan.issuer,
            "notice_title": notice_title,
            "number": plan.number or blank_number(BLANK[:2], plan.year),
            "recipients": printed(plan, plan.recipients),
            "cover": paragraphs(printed(plan, cover(plan))),
            "dated": day(plan.dated) if plan.dated else BLANK_DAY,
            "published": day(printed_on) if printed_on else BLANK_DAY,
            "preamble": paragraphs(printed(plan, plan.preamble)),
            "blocks": body(plan),
            "annexes": annex_pages(plan),
        }

    return Draft("plan", title, "plan.html.j2", mark, context)


def _breakdown(facts: Facts) -> Draft:
    plan, rules = facts.plan, facts.rules
    title = f"{printed(plan, plan.title)}责任分解表"
    notice_title = f"{facts.issuer}关于印发《{title}》的通知"
    mark = facts.stamp("breakdown")

    def context() -> Mapping[str, Any]:
        counted = tallies(facts.items, facts.registry)
        return {
            **facts.common(),
            "head": facts.head(title, "责任分解表", mark),
            "title": title,
            "number": facts.number("breakdown"),
            "printed_on": f"{facts.dated}印发",
            "notice_title": notice_title,
            "recipients": printed(plan, plan.recipients),
            "parts": parts(plan, facts.items),
            "tallies": [(name(t.unit), t.lead, t.support, t.total) for t in counted],
            "leads": sum(t.lead for t in counted),
            "supports": sum(t.support for t in counted),
            "chapters": headings(plan),
            "tasks": sum(len(chapter.tasks) for chapter in plan.chapters),
            "assigned": answered(facts.items),
            "targets": sum(len(item.targets) for item in facts.items),
            "unassigned": len(unassigned(facts.items)),
            "periods": [reporting(period) for period in rules.periods],
            "contact": rules.contact,
            "blank": BLANK,
        }

    dispatch = Dispatch(notice_title, facts.everyone)
    warnings = _unconfirmed(rules)
    return Draft("breakdown", "责任分解表", "breakdown.html.j2", mark, context, warnings, dispatch)


def _sheet(facts: Facts, responsibility: Responsibility) -> Draft:
    plan, rules = facts.plan, facts.rules
    unit = responsibility.unit
    called = name(unit)
    title = f"{called}任务清单"
    notice_title = f"{facts.issuer}关于印发{title}的通知"
    mark = facts.stamp("sheet", unit.name)

    def context() -> Mapping[str, Any]:
        rows_of = rows_by_role(responsibility, plan)
        groups = dict.fromkeys(
            name(a.group) for a in responsibility.of("member") if a.group is not None
        )
        return {
            **facts.common(),
            "head": facts.head(title, f"《{printed(plan, plan.title)}》{title}", mark),
            "title": title,
            "number": facts.number("sheet"),
            "notice_title": notice_title,
            "unit": called,
            "is_group": unit.kind == "group",
            **rows_of,
            "cited": {role: cited(rows) for role, rows in rows_of.items()},
            "groups": list(groups),
            "inferred": bool(responsibility.inferred),
            "target_count": len(responsibility.targets),
            "periods": [reporting(period) for period in rules.periods],
            "contact": rules.contact,
            "blank": BLANK,
        }

    warnings = (*_membership(responsibility), *_unconfirmed(rules))
    dispatch = Dispatch(notice_title, (unit.name,))
    return Draft("sheet", called, "sheet.html.j2", mark, context, warnings, dispatch)


def rows_by_role(responsibility: Responsibility, plan: Plan) -> dict[str, list[Row]]:
    """Return what falls on a body as the rows of its task list, by its part in it."""
    return {
        str(role): [row(a.item, plan) for a in responsibility.of(role)] for role in get_args(Role)
    }


def _membership(responsibility: Responsibility) -> tuple[str, ...]:
    unit = responsibility.unit
    if responsibility.inferred:
        return (f"{unit.name}的成员身份系推定，印发前请核对名单",)
    if unit.kind == "group" and not unit.members:
        return (f"{unit.name}没有成员名单（{unit.source}），各成员单位的清单未生成",)
    return ()


def _unconfirmed(rules: Rules) -> tuple[str, ...]:
    return () if rules.confirmed else (f"报送日期未经核定：{rules.basis}",)
