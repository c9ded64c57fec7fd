"""The rules of supervision: when units report, and to whom (DOMAIN.md, paragraph 3)."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from zmddoc.model.base import Day, Model, Text

_PERIOD = re.compile(r"\d{4}Q[1-4]")


def _period_id(value: str) -> str:
    if not _PERIOD.fullmatch(value):
        raise PydanticCustomError("zmddoc_period", "报送期应写作 2021Q2 的样子")
    return value


class Period(Model):
    """One reporting period: data up to ``cutoff``, in the secretariat's hands on ``report_by``."""

    id: Annotated[Text, AfterValidator(_period_id)]
    cutoff: Day
    report_by: Day

    @property
    def quarter(self) -> int:
        """1 to 4."""
        return int(self.id[-1])

    @property
    def year(self) -> int:
        """The period's year."""
        return int(self.id[:4])


class Contact(Model):
    """The secretariat's contact block; what is empty is printed as a blank to be filled in."""

    office: str = ""
    person: str = ""
    phone: str = ""
    email: str = ""


class Rules(Model):
    """When units report, and to whom."""

    basis: Text
    """Who laid the rules down; printed in the build report while unconfirmed."""
    confirmed: bool
    periods: tuple[Period, ...] = Field(min_length=1)
    contact: Contact = Contact()
