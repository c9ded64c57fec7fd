"""The rules of supervision (DOMAIN.md, paragraph 3): when units report, how progress is judged,
what follows, and how documents are numbered."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from zmddoc.model.base import Day, Model, Number, Text

_PERIOD = re.compile(r"\d{4}Q[1-4]")


def _period_id(value: str) -> str:
    if not _PERIOD.fullmatch(value):
        raise PydanticCustomError("zmddoc_period", "报送期应写作 2021Q2 的样子")
    return value


PeriodId = Annotated[Text, AfterValidator(_period_id)]

Light = Literal["green", "blue", "yellow", "red", "grey"]
"""绿: on or ahead of schedule. 蓝, 黄, 红: behind, more and more. 灰: not reported, never green."""

Step = Literal["reminder", "notice", "urge", "criticism"]
"""The ladder: 提醒, 督办通知, 催办通知, 通报批评."""

IssuedKind = Literal["notice", "circular", "breakdown", "sheet"]
"""The kinds of document that are issued under a number of their own."""

Judged = Literal["pace", "full", "year-end"]
"""How a target is judged within the year. ``pace``: against the share of it that the curve asks for
by the cut-off (counts). ``full``: against the whole figure in every period (growth rates and shares
are never prorated). ``year-end``: not before the last period (annual figures)."""


class Period(Model):
    """One reporting period: data up to ``cutoff``, in the secretariat's hands on ``report_by``."""

    id: PeriodId
    cutoff: Day
    report_by: Day
    decided_by: Day | None = None
    """审核截止日: decisions (销号, 延期) made by this day count in this period. By default
    ``report_by``; in the last period every decision counts."""

    @property
    def quarter(self) -> int:
        """1 to 4."""
        return int(self.id[-1])

    @property
    def year(self) -> int:
        """The period's year."""
        return int(self.id[:4])


class TargetRule(Model):
    """What one target's judgement takes that the plan does not say; each with its reason."""

    id: Text
    reason: Text
    judged: Judged | None = None
    tolerance: Number | None = None
    """How far below the figure 左右 still counts as reached, in the target's unit."""
    curve: Mapping[PeriodId, Number] | None = None
    """Percent of the figure due by each period's cut-off, where it is not linear."""


class Thresholds(Model):
    """How many percentage points behind schedule (序时差) show which light."""

    yellow: Number
    """From this many points behind (inclusive) yellow; less is blue."""
    red: Number
    """More than this many points behind (exclusive) red."""
    rate_short: Light = "yellow"
    """A growth rate or share below its figure but of the right sign."""
    rate_reversed: Light = "red"
    """A growth rate of the wrong sign."""


class Trigger(Model):
    """When a rung of the ladder is reached: a light shown in so many periods running, this one
    included, and, where given, a document of rung ``after`` already issued for the matter."""

    lights: tuple[Light, ...] = Field(min_length=1)
    periods: int = Field(default=1, ge=1)
    after: Step | None = None


class Rung(Model):
    """A rung of the ladder with what leads to it, any one of which is enough."""

    step: Step
    triggers: tuple[Trigger, ...] = Field(min_length=1)


class YearUse(Model):
    """How far a series was used outside zmddoc in one year."""

    year: int
    used: int = Field(ge=0)


class Series(Model):
    """A series of document numbers: 代字, and what is numbered in it."""

    code: Text
    """代字: 驻政办函."""
    kinds: tuple[IssuedKind, ...] = Field(min_length=1)
    used: int = Field(default=0, ge=0)
    """The last number given outside zmddoc in the plan's year."""
    other_years: tuple[YearUse, ...] = ()
    """The same for other years: the last quarter's papers are dated in the next one."""


class Notices(Model):
    """How a supervision notice is set and answered."""

    slip_up_to: int = Field(default=1, ge=0)
    """A notice about at most so many matters is a one-page 督办单 (一事一单); more are a 函."""
    answer_within: int = Field(default=7, ge=1)
    """Working days from 成文日期 to the answer."""


class Contact(Model):
    """The secretariat's contact block; what is empty is printed as a blank to be filled in."""

    office: str = ""
    person: str = ""
    phone: str = ""
    email: str = ""


class Rules(Model):
    """When units report, how they are judged, and what follows."""

    basis: Text
    """Who laid the rules down; printed in the build report while unconfirmed."""
    confirmed: bool
    periods: tuple[Period, ...] = Field(min_length=1)
    thresholds: Thresholds
    targets: tuple[TargetRule, ...] = ()
    ladder: tuple[Rung, ...] = Field(min_length=1)
    """From the lowest rung to the highest; the highest that is reached holds."""
    series: tuple[Series, ...] = ()
    notices: Notices = Notices()
    contact: Contact = Contact()
    issuer: str = ""
    """Who issues the papers that follow from the plan, where that is not the plan's issuer."""
    copies: str = ""
    """抄送 of a circular, without 。: 市委办公室，市人大常委会办公室. Empty: those bodies with a part in
    the plan that the government does not direct."""
    approval: str = ""
    """What these papers say of the government's approval: 经市政府同意. Empty: nothing."""
