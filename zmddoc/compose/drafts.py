"""Which documents there are: one draft each, composed later and one by one."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from zmddoc.assign import Item, Responsibility, items, responsibilities, tallies, unassigned
from zmddoc.compose.titles import title_lines
from zmddoc.compose.views import Head, name, parts, reporting, row
from zmddoc.kinds import KINDS
from zmddoc.model import Plan, Registry, Rules
from zmddoc.stamp import Stamp, stamp
from zmddoc.text import cover, cover_title, day
from zmddoc.typography import normalise, printed

BLANK_DAY = "\u3000\u3000\u3000\u3000年\u3000\u3000月\u3000\u3000日"
"""A draft is not dated: issuing dates it."""

BLANK = "\u3000" * 6
"""Room to write in."""

_NUMBER = re.compile(r"(?P<series>.+)〔(?P<year>\d{4})〕\d+号")


@dataclass(frozen=True)
class Draft:
    """A document to be made: where it goes, which template says it, and from which facts."""

    kind: str
    name: str
    """File name in the kind's folder, without suffix."""
    template: str
    stamp: Stamp
    context: Callable[[], Mapping[str, Any]] = field(compare=False)
    warnings: tuple[str, ...] = ()
    """What the build report has to say of it."""

    @property
    def path(self) -> str:
        """Path below build/ without suffix: 任务清单/市工信局."""
        return f"{KINDS[self.kind]}/{self.name}"


@dataclass(frozen=True)
class Facts:
    """What every document of one build is composed from."""

    plan: Plan
    registry: Registry
    rules: Rules
    items: tuple[Item, ...]

    @property
    def bodies(self) -> tuple[str, ...]:
        """Names never split in a title."""
        return (self.plan.issuer, *(name(unit) for unit in self.registry.units))

    def head(self, title: str, description: str, mark: Stamp) -> Head:
        """The head of a document."""
        footer = f"依据：{self.plan.number}\u3000方案内容校验码：{mark.short}"
        return Head(title, self.plan.issuer, description, str(mark), footer)

    def common(self) -> dict[str, Any]:
        """What every template may use."""
        plan = self.plan
        return {
            "plan_title": printed(plan, plan.title),
            "plan_number": plan.number,
            "issuer": plan.issuer,
            "lead_basis": plan.lead_basis,
            "due": day(plan.due) if plan.due else "",
            "some_due_by_default": any(
                not getattr(item.record, "due", None) for item in self.items
            ),
            "title_lines": lambda text: title_lines(text, self.bodies),
        }


def drafts(
    plan: Plan, registry: Registry, rules: Rules, kinds: tuple[str, ...], unit: str = ""
) -> tuple[Draft, ...]:
    """Return the drafts of the given kinds, in the order of KINDS and of 建制顺序; with ``unit``
    (any name of a body) only that body's. The ledger is no gongwen and has no draft."""
    facts = Facts(plan, registry, rules, items(plan, registry))
    found: list[Draft] = []
    if "plan" in kinds and not unit:
        found.append(_plan(facts))
    if "breakdown" in kinds and not unit:
        found.append(_breakdown(facts))
    if "sheet" in kinds:
        chosen = registry.find(unit) if unit else None
        found += [
            _sheet(facts, one)
            for one in responsibilities(plan, registry)
            if not unit or one.unit is chosen
        ]
    return tuple(found)


def _plan(facts: Facts) -> Draft:
    plan = facts.plan
    title = printed(plan, plan.title)
    mark = stamp(plan, facts.registry, "plan")

    def context() -> Mapping[str, Any]:
        return {
            **facts.common(),
            "head": facts.head(title, f"{plan.issuer}{normalise(cover_title(plan))}", mark),
            "notice_title": plan.issuer + printed(plan, cover_title(plan)),
            "recipients": printed(plan, plan.recipients),
            "cover": printed(plan, cover(plan)),
            "dated": day(plan.dated),
            "published": day(plan.published or plan.dated),
            "preamble": printed(plan, plan.preamble),
            "parts": parts(plan, facts.items),
        }

    return Draft("plan", title, "plan.html.j2", mark, context)


def _breakdown(facts: Facts) -> Draft:
    plan = facts.plan
    title = f"{printed(plan, plan.title)}责任分解表"
    mark = stamp(plan, facts.registry, "breakdown")

    def context() -> Mapping[str, Any]:
        counted = tallies(facts.items, facts.registry)
        return {
            **facts.common(),
            "head": facts.head(title, "责任分解表", mark),
            "title": title,
            "parts": parts(plan, facts.items),
            "tallies": [(name(t.unit), t.lead, t.support, t.total) for t in counted],
            "leads": sum(t.lead for t in counted),
            "supports": sum(t.support for t in counted),
            "chapters": len(plan.chapters),
            "tasks": sum(len(chapter.tasks) for chapter in plan.chapters),
            "assigned": sum(bool(item.bodies) for item in facts.items),
            "targets": sum(len(item.targets) for item in facts.items),
            "unassigned": len(unassigned(facts.items)),
        }

    return Draft("breakdown", "责任分解表", "breakdown.html.j2", mark, context)


def _sheet(facts: Facts, responsibility: Responsibility) -> Draft:
    plan, rules = facts.plan, facts.rules
    unit = responsibility.unit
    called = name(unit)
    title = f"{called}任务清单"
    mark = stamp(plan, facts.registry, "sheet", unit.name)

    def context() -> Mapping[str, Any]:
        lead, support, member = (
            [row(a.item, plan) for a in responsibility.of(role)]
            for role in ("lead", "support", "member")
        )
        groups = dict.fromkeys(
            name(a.group) for a in responsibility.of("member") if a.group is not None
        )
        return {
            **facts.common(),
            "head": facts.head(title, f"《{printed(plan, plan.title)}》{title}", mark),
            "title": title,
            "number": draft_number(plan.number),
            "notice_title": f"{plan.issuer}关于落实《{printed(plan, plan.title)}》任务的通知",
            "unit": called,
            "is_group": unit.kind == "group",
            "lead": lead,
            "support": support,
            "member": member,
            "groups": list(groups),
            "inferred": bool(responsibility.inferred),
            "target_count": len(responsibility.targets),
            "periods": [reporting(period) for period in rules.periods],
            "contact": rules.contact,
            "blank": BLANK,
            "blank_day": BLANK_DAY,
        }

    return Draft("sheet", called, "sheet.html.j2", mark, context, _warnings(responsibility, rules))


def _warnings(responsibility: Responsibility, rules: Rules) -> tuple[str, ...]:
    found = []
    unit = responsibility.unit
    if responsibility.inferred:
        found.append(f"{unit.name}的成员身份系推定，印发前请核对名单")
    if unit.kind == "group" and not unit.members:
        found.append(f"{unit.name}没有成员名单（{unit.source}），各成员单位的清单未生成")
    if not rules.confirmed:
        found.append(f"报送日期未经核定：{rules.basis}")
    return tuple(found)


def draft_number(number: str) -> str:
    """Return the document number a draft carries: the series and year of ``number``, the serial
    left blank until the document is issued."""
    match = _NUMBER.fullmatch(number)
    return f"{match['series']}〔{match['year']}〕\u3000\u3000号" if match else "\u3000"
