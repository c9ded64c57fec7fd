"""Who leads and who supports, from the runs of names in one clause and what is said of each.

Where nobody is said to lead, the first-named does by convention.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from zmddoc.grammar.bodylist import Mention, mentions
from zmddoc.grammar.dutywords import Role
from zmddoc.grammar.prefix import Restorer
from zmddoc.grammar.reading import Span


@dataclass
class Run:
    """Names one after another with the role that the words give them."""

    start: int
    end: int
    label: Role | None = None
    verb: Role | None = None
    joined: bool = False
    """Behind 会同."""
    names: tuple[Mention, ...] = ()

    @property
    def role(self) -> Role:
        if self.joined and self.verb != "lead":
            return "support"
        if self.verb in ("lead", "support"):
            return self.verb
        return self.label or self.verb or "some"


@dataclass
class Clause:
    """What one clause says."""

    lead: tuple[Mention, ...] = ()
    support: tuple[Mention, ...] = ()
    basis: Literal["stated", "convention"] = "convention"
    due: Span | None = None
    labelled: bool = False
    verbal: bool = False
    object: bool = False
    """A verb has an object (市工信局负责企业摸排): more than roles is said."""
    several: bool = False
    """More than one lead clause: A牵头，B配合；C牵头，D配合."""
    guessed: bool = False
    """A，B、C配合: what those before the ， do is not said."""
    shared: tuple[Mention, ...] = ()
    """Bodies that the clause names for this item and all that follow."""
    every: tuple[Mention, ...] = ()
    """Each mention in the order of leads and others, those that name a body again too."""
    dues: int = 0
    """How many deadlines it writes; ``due`` is the first."""

    @property
    def names(self) -> tuple[Mention, ...]:
        return self.lead + self.support


def resolve(text: str, runs: Iterable[Run], clause: Clause) -> Clause:
    """Fill in who leads and supports; a body named twice counts where it is named first, as a lead
    before anything else."""
    said = [run for run in runs if run.start < run.end]
    restorer = Restorer()
    for run in said:
        found = mentions(text, run.start, run.end, restorer)
        run.names = tuple(one for one in found if not _NOBODY.fullmatch(one.name))
    leads = [m for run in said if run.role == "lead" for m in run.names]
    some = [m for run in said if run.role == "some" for m in run.names]
    support = [m for run in said if run.role == "support" for m in run.names]
    others = [m for run in said if run.role != "lead" for m in run.names]
    named = {one.name for one in (*leads, *others)}
    leads = leads or _before_others(text, said)
    common = [one for one in clause.shared if one.name not in named]
    if leads and {m.name for m in leads} <= {m.name for m in others}:
        clause.guessed = False  # 责任单位：A、B，A牵头
    if leads:
        clause.basis = "stated"
        clause.several = len([r for r in said if r.verb == "lead" and r.names]) > 1
        clause.every = (*leads, *others, *common)
        clause.lead = _once(leads)
        clause.support = _once([*clause.lead, *others, *common])[len(clause.lead) :]
    else:
        clause.every = (*some, *support, *common)
        names = _once(clause.every)
        first = 1 if some else 0
        clause.lead, clause.support = names[:first], names[first:]
    return clause


_NOBODY = re.compile(
    r"无|暂无|下同|(?:市|县|区|省|州|盟|旗|市级|县级|区级|省级)?(?:分管|协管|联系|挂钩|包保|主要|有关|相关|牵头|市|县|区|省|州|常务|党政){0,3}"
    r"(?:领导(?:同志)?[\u4e00-\u9fff]{0,4}|副?(?:省长|市长|县长|区长|州长|盟长|旗长|镇长|乡长|书记|秘书长|主任|常委|局长|厅长|部长|主席)|负责同志|同志|负责人)"
)
"""What stands in a list and is no body: persons by their office, 无."""


def _before_others(text: str, said: list[Run]) -> list[Mention]:
    """Those of several who act together with others: 甲部、乙部会同丙局负责. Of one alone, of 甲部、乙部等部门
    and of those who divide the work nothing more is said than that one is named first."""
    for run, behind in pairwise(said):
        if not behind.joined or run.label or run.role != "some" or len(run.names) < 2:
            continue
        between = text[run.names[-1].span.end : behind.start].strip()
        if len(between) == 2 and "分工" not in text[behind.end : behind.end + 6]:
            return list(run.names)
    return []


def _once(names: Iterable[Mention]) -> tuple[Mention, ...]:
    """Each body at its first mention."""
    found: dict[str, Mention] = {}
    for mention in names:
        found.setdefault(mention.name, mention)
    return tuple(found.values())
