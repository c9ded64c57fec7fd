"""What careful readers found in the corpus (tests/truth): the yardstick of the importer."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from zmddoc.model.plan import Bound, LeadBasis

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "tests/truth"
_BESIDE = [up / "shared/corpus" for up in ROOT.parents[:2]]  # the second: from a worktree
CORPUS = next((folder for folder in _BESIDE if folder.is_dir()), _BESIDE[0])
"""The texts themselves, which stay outside the project; absent on most machines."""

HELD_OUT = ("14", "23", "38")
"""The texts that nobody building the importer reads."""

_DIGITS = "一二三四五六七八九十百"
_MARK = re.compile(rf"[{_DIGITS}]+|[（(](?:[{_DIGITS}]+|\d+)[）)]|\d+|[\u2460-\u2473]")
Counted = Literal["items", "duties", "mentions", "targets", "deadlines"]


class _Fact(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


def _listed(value: object) -> object:
    return value if isinstance(value, list | tuple) else [value]


class DutyFact(_Fact):
    """One annotation's bodies: names as written, a prefix written once restored."""

    lead: tuple[str, ...] = Field(min_length=1)
    support: tuple[str, ...] = ()
    basis: LeadBasis
    either: tuple[DutyFact | None, ...] = ()
    """Other honest readings of the same words; ``None``: no duty at all."""

    @property
    def mentions(self) -> tuple[tuple[str, str], ...]:
        """Each body with its role, leads first."""
        return (*((n, "lead") for n in self.lead), *((n, "support") for n in self.support))


class TargetFact(_Fact):
    """One figure to be reached."""

    bound: Bound
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str = ""
    baseline: str | None = None
    direction: Literal["up", "down"] = "up"
    soft: bool = False
    per: str | None = None
    due: datetime.date | None = None
    either: tuple[TargetFact | tuple[TargetFact, ...] | None, ...] = ()
    """Other honest readings of the same words: another target, several, or (``None``) none."""

    @model_validator(mode="after")
    def _figures_fit_bound(self) -> TargetFact:
        ranged = self.bound == "range"
        if ranged != (self.low is not None) or ranged != (self.high is not None):
            raise ValueError("low and high belong to a range, and a range has both")
        if ranged and self.value is not None:
            raise ValueError("a range has no value")
        if self.bound == "relative" and self.baseline is None:
            raise ValueError("relative to what?")
        if not ranged and self.bound != "relative" and (self.value is None or not self.unit):
            raise ValueError("a figure and its unit are missing")
        return self


class DueFact(_Fact):
    """One deadline an item states."""

    value: datetime.date | Literal["undated"] | None
    """``undated``: a time limit from which no day follows; ``None``: none, beside ``either``."""
    either: tuple[datetime.date | Literal["undated"] | None, ...] = ()


def _dues(value: object) -> object:
    return [v if isinstance(v, dict) else {"value": v} for v in _listed(value)]  # type: ignore[attr-defined]


class ItemFact(_Fact):
    """One numbered item of any level."""

    path: str
    """Its marks from the top as printed, without the 、 or . behind them: 二/（一）/3."""
    titled: bool
    duties: tuple[DutyFact, ...] = ()
    targets: tuple[TargetFact, ...] = ()
    due: Annotated[tuple[DueFact, ...], BeforeValidator(_dues)] = ()


class Either(_Fact):
    """A field of the head that can be read two ways."""

    value: str | None
    either: tuple[str | None, ...] = Field(min_length=1)


class HeadFact(_Fact):
    """What stands before the first item (or at the end: signature and date)."""

    number: str | None
    issuer: str | Either | None
    dated: datetime.date | None
    recipients: bool


class Truth(_Fact):
    """All that was found in one text."""

    source: str
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    head: HeadFact
    lead_rule: bool
    items: tuple[ItemFact, ...] = Field(min_length=1)
    counts: dict[Counted, int]
    """Counted in the text itself, not in this file."""

    @property
    def text_path(self) -> Path:
        """The text that was read."""
        return CORPUS / self.source

    def tally(self) -> dict[str, int]:
        """What the items add up to."""
        duties = [duty for item in self.items for duty in item.duties]
        dues = [due for item in self.items for due in item.due]
        return {
            "items": len(self.items),
            "duties": len(duties),
            "mentions": sum(len(duty.mentions) for duty in duties),
            "targets": sum(len(item.targets) for item in self.items),
            "deadlines": sum(due.value is not None for due in dues),
        }

    @model_validator(mode="after")
    def _paths_lead_down(self) -> Truth:
        seen: set[str] = set()
        for item in self.items:
            *above, mark = item.path.split("/")
            if not _MARK.fullmatch(mark):
                raise ValueError(f"{item.path}: not a number as printed")
            if above and "/".join(above) not in seen:
                raise ValueError(f"{item.path}: what it stands under has not come yet")
            if item.path in seen:
                raise ValueError(f"{item.path}: twice")
            seen.add(item.path)
        return self

    @model_validator(mode="after")
    def _rule_was_stated(self) -> Truth:
        ruled = any(d.basis == "rule" for item in self.items for d in item.duties)
        if ruled and not self.lead_rule:
            raise ValueError("a lead by rule, but no rule is stated")
        return self


def names() -> list[str]:
    """The files there are, as the corpus numbers them: 02, 04, …"""
    return sorted(path.stem for path in FOLDER.glob("*.yaml"))


@cache
def truth(name: str) -> Truth:
    """The facts of one text; raises pydantic's ``ValidationError`` where a file is malformed."""
    found: Any = yaml.load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    return Truth.model_validate(found)
