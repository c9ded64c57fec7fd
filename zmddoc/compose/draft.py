"""What a draft is, and the facts that all documents of one build are composed from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from zmddoc.assign import Item, responsibilities
from zmddoc.compose.titles import title_lines
from zmddoc.compose.views import Head, lead_note, name, shared_note
from zmddoc.kinds import folder_of
from zmddoc.model import Plan, Registry, Rules, Step
from zmddoc.numbering import Issuance, blank_number, read_number
from zmddoc.stamp import OPEN, Stamp
from zmddoc.text import day
from zmddoc.typography import printed

BLANK_DAY = "\u3000\u3000\u3000\u3000年\u3000\u3000月\u3000\u3000日"
"""A draft is not dated: issuing dates it."""

BLANK = "\u3000" * 6
"""Room to write in."""


def cited(plan: Plan, as_well: str = "") -> str:
    """Return how a text names the plan: 《…》（驻政办〔2021〕10号）, with more in the bracket or, of a
    plan without a number, less."""
    inside = "，".join(filter(None, (plan.number, as_well)))
    return f"《{printed(plan, plan.title)}》" + (f"（{inside}）" if inside else "")


@dataclass(frozen=True)
class Dispatch:
    """What the register records of a document when it is issued."""

    title: str
    recipients: tuple[str, ...]
    """Canonical names of the bodies it goes to."""
    period: str | None = None
    step: Step | None = None
    matters: tuple[str, ...] = ()
    """Ids of the tasks that a notice is about."""
    answer_by: date | None = None
    """Depends on the 成文日期: None while there is none, or where no answer is asked for."""


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
    dispatch: Dispatch | None = None
    """None for what is not issued under a number of its own: the plan, the ledger, a form."""
    period: str = ""
    """Of a form: the id of its period."""

    @property
    def path(self) -> str:
        """Path below build/ without suffix: 任务清单/市工信局, 督办通知/2021Q2/市工信局."""
        period = self.dispatch.period if self.dispatch else self.period
        return f"{folder_of(self.kind, period or '')}/{self.name}"


@dataclass(frozen=True)
class Facts:
    """What every document of one build is composed from."""

    plan: Plan
    registry: Registry
    rules: Rules
    items: tuple[Item, ...]
    issuance: Issuance | None = None
    """Number and date of the one document that is issued; None for drafts."""

    @property
    def issuer(self) -> str:
        """Who issues the papers that follow from the plan."""
        return self.rules.issuer or self.plan.issuer

    @cached_property
    def bodies(self) -> frozenset[str]:
        """Names never split in a title."""
        units = (name(unit) for unit in self.registry.units)
        return frozenset((self.plan.issuer, self.issuer, *units))

    @cached_property
    def some_due_by_default(self) -> bool:
        """Whether some item has no deadline of its own."""
        return any(not getattr(item.record, "due", None) for item in self.items)

    @cached_property
    def everyone(self) -> tuple[str, ...]:
        """Every body on which something falls; of a group its members, unless nobody lists them."""
        return tuple(
            one.unit.name
            for one in responsibilities(self.items, self.registry)
            if not one.unit.members
        )

    def stamp(self, kind: str, unit: str = "", period: str = "", part: str = OPEN) -> Stamp:
        """The stamp of a document; unless the hash ``part`` is given, composing finds it."""
        issued = str(self.issuance.number) if self.issuance else ""
        return Stamp(kind, unit, self.plan.number, part, period, issued)

    def edition_stamp(self, kind: str, unit: str = "") -> Stamp:
        """The stamp of a paper about a whole edition of the plan."""
        return self.stamp(kind, unit, part=self.plan.content_hash())

    def head(self, title: str, description: str, mark: Stamp, author: str = "") -> Head:
        """The head of a document; its author is, unless given, the ``issuer``."""
        source = f"依据：{self.plan.number}\u3000" if self.plan.number else ""
        footer = f"{source}内容校验码：{mark.short}"
        sample = self.plan.sample
        return Head(title, author or self.issuer, description, str(mark), footer, sample)

    def number(self, kind: str) -> str:
        """The number as printed: that of the issuance, or the series with a blank serial."""
        if self.issuance:
            return str(self.issuance.number)
        own = read_number(self.plan.number)
        codes = [series.code for series in self.rules.series if kind in series.kinds]
        code = codes[0] if codes else own.code if own else ""
        return blank_number(code, own.year if own else self.plan.year)

    @property
    def dated(self) -> str:
        """The 成文日期 as printed, blank in a draft."""
        return day(self.issuance.dated) if self.issuance else BLANK_DAY

    def common(self) -> dict[str, Any]:
        """What every template may use."""
        plan = self.plan
        return {
            "plan_title": printed(plan, plan.title),
            "plan_number": plan.number,
            "plan_cited": cited(plan),
            "plan_named": cited(plan, "以下简称《方案》"),
            "sample": plan.sample,
            "issuer": self.issuer,
            "approval": self.rules.approval,
            "dated": self.dated,
            "lead_note": lead_note(plan),
            "shared_note": shared_note(plan),
            "due": day(plan.due) if plan.due else "",
            "some_due_by_default": self.some_due_by_default,
            "title_lines": lambda text: title_lines(text, self.bodies),
        }
