"""The plan: chapters, tasks, measures, duties and targets (DESIGN.md, "The data").

Text is kept exactly as received; numbers such as 一、 and （十二） are derived from position, and
said only where the received text has another (``number``) or sets an item otherwise (``form``).
Words of several paragraphs hold line breaks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from zmddoc.model.base import Day, Model, Number, Text, later

LeadBasis = Literal["stated", "rule", "convention"]
Bound = Literal[">=", "<=", "=", "≈", "range", "relative"]
Kind = Literal["count", "level", "growth", "share", "milestone"]


def _one_or_many(value: object) -> object:
    """``duty`` is one record or, where an item has several annotations, a list of them."""
    if value is None:
        return ()
    return value if isinstance(value, tuple | list) else (value,)


class Duty(Model):
    """Who answers for an item: the bodies as named in the text, in the order of the text."""

    lead: tuple[Text, ...] = Field(default=(), min_length=1)
    """Not said where the words name supporting bodies only (配合单位：…): who leads is never guessed."""
    support: tuple[Text, ...] = ()
    annotation: Text
    """The clause as received, brackets and all; it stands behind the item's text and the duties
    before it."""
    rest: str = later("")
    """The item's words that stand behind the annotation, up to the next one: 。 or whole sentences."""
    at: Literal["body", "tail"] = later("body")
    """``tail``: it stands behind the item's ``tail``, after its last measure or task."""
    basis: LeadBasis | None = None
    """Overrides the plan's ``lead_basis`` where one duty says more than the rest."""

    @property
    def names(self) -> tuple[str, ...]:
        """Every body named, leads first: the order of the clause."""
        return self.lead + self.support

    @model_validator(mode="after")
    def _somebody(self) -> Duty:
        if not self.names:
            raise PydanticCustomError("zmddoc_nobody", "责任里没有单位，应写 lead 或 support")
        return self


Duties = Annotated[tuple[Duty, ...], BeforeValidator(_one_or_many)]


class Target(Model):
    """One quantified target, with the words that state it."""

    id: Text
    name: Text
    quote: Text
    """Stands in the item's words exactly once, character for character."""
    bound: Bound
    """``>=`` also for a bare figure (20家 is a floor); ``≈`` is 左右."""
    kind: Kind
    unit: str = ""
    """Unit of measure: 家, 个, 亿元, %. Empty for milestones."""
    value: Number | None = None
    low: Number | None = None
    high: Number | None = None
    """Both ends, for ``range``."""
    tolerance: Number | None = None
    """What 左右 allows, in ``unit``, where somebody has laid it down."""
    baseline: Text | None = None
    """What a ``relative`` target is measured against: 上年同期水平."""
    direction: Literal["up", "down"] = "up"
    """``down``: the figure is a reduction (能耗下降3%), less of the thing is better."""
    soft: bool = False
    """力争: striven for, not promised."""
    per: Text | None = None
    """A group each of whose members must reach the figure (引导各县(区)…培育1-2个)."""
    due: Day | None = None

    @model_validator(mode="after")
    def _figures_fit_bound(self) -> Target:
        if self.bound == "range":
            if self.low is None or self.high is None or self.value is not None:
                raise PydanticCustomError("zmddoc_range", "区间指标应写 low 与 high，不写 value")
            if self.low > self.high:
                raise PydanticCustomError("zmddoc_range", "区间指标的 low 大于 high")
        elif self.low is not None or self.high is not None:
            raise PydanticCustomError("zmddoc_range", "只有 bound: range 才写 low 与 high")
        if self.bound == "relative" and self.baseline is None:
            raise PydanticCustomError("zmddoc_baseline", "相对指标应写 baseline(与什么相比)")
        figure_needed = self.bound not in ("range", "relative") and self.kind != "milestone"
        if figure_needed and self.value is None:
            raise PydanticCustomError("zmddoc_value", "这个指标缺 value")
        return self


Serial = Annotated[int, Field(ge=1, le=9999)]


class Measure(Model):
    """A sub-item of a task, with a duty of its own where the plan gives it one; nests as deep as
    the plan does: 1. and its （1）."""

    id: Text
    number: Serial | None = later(None)
    """The number as received, where it is not the one that its place gives; the count goes on
    from it."""
    form: Text | None = later(None)
    """How this item is set, where not as ``received`` says for its level (``zmddoc.text``). One
    without a field for the number is not numbered and does not count."""
    title: str = ""
    text: str = ""
    duty: Duties = ()
    tail: str = later("")
    """Its own words after its last measure."""
    targets: tuple[Target, ...] = ()
    due: Day | None = None
    measures: tuple[Measure, ...] = ()

    def walk(self) -> Iterator[Measure]:
        """Yield it and every measure below it, in the order of the text."""
        yield self
        for one in self.measures:
            yield from one.walk()


class Task(Measure):
    """条: the unit of distribution. ``id`` is permanent, never reused, never renumbered."""


class Chapter(Model):
    """章: a titled run of tasks; some plans put a duty on a whole chapter. Without a title (and a
    ``form``) it has no heading and does not count: the items of a plan without chapters stand in
    one such."""

    number: Serial | None = later(None)
    form: Text | None = later(None)
    title: str
    text: str = ""
    duty: Duties = ()
    tail: str = later("")
    tasks: tuple[Task, ...] = ()


class Annex(Model):
    """附件: what stands behind the plan under a title of its own."""

    title: Text
    text: str = ""


class Erratum(Model):
    """A defect of the received text, corrected openly on the way out."""

    task: Text | None = None
    """The task it stands in; without one, the covering notice or preamble."""
    wrong: Text = Field(alias="from")
    right: str = Field(alias="to")
    reason: Text


class Received(Model):
    """How the received text was set, so that it can be rebuilt character for character."""

    file: Text
    """The official text as it was received, relative to the plan folder."""
    form: Text
    """The whole text with fields of the plan in braces (see ``zmddoc.text``)."""
    chapter: Text
    """A chapter's heading, with ``{number}`` and ``{title}``; its words stand behind it, or where
    the form says ``{text}``."""
    task: Text
    """A task's line, with ``{number}``, ``{title}`` and ``{text}``; ``{arabic}`` and ``{circled}``
    are other ways to write a number."""
    measure: tuple[Text, ...] = later(())
    """The same of measures: one form for each depth, the last for all below it."""
    restart: bool = later(False)
    """Whether tasks are numbered from 1 again in each chapter."""
    annex: Text = later("{title}\n{text}")
    """The same of an annex."""
    loose: bool = later(False)
    """Whether the source's white space is not kept (published text often has lost its line
    breaks): the rebuilt text then equals it but for white space."""
    title_lines: tuple[Text, ...] = ()
    """The plan's title as set on its own lines, where the source spaces it out."""
    catalogue: dict[str, str] = Field(default_factory=dict)
    """The publisher's catalogue entry (索引号 …), for the fields of ``form``."""


class Plan(Model):
    """A work plan and the notice that covers it."""

    title: Text
    number: str = ""
    issuer: Text
    dated: Day | None = None
    published: Day | None = None
    year: int
    due: Day | None = None
    """When everything without a deadline of its own falls due."""
    recipients: str = ""
    cover_title: str = ""
    """The covering notice's title without its issuer; '' where the plan has no such notice."""
    cover: str = ""
    preamble: str = ""
    lead_basis: LeadBasis
    shared: tuple[Text, ...] = later(())
    """Bodies that the plan names once for every item (以下均需各县区落实，不再列出): each supports every
    task."""
    received: Received
    sample: str = ""
    """What every page says at its head because the data are made up: 示例数据."""
    chapters: tuple[Chapter, ...] = Field(min_length=1)
    closing: str = later("")
    """The paragraphs after the last item: 本方案自印发之日起施行, a signature."""
    annexes: tuple[Annex, ...] = later(())
    errata: tuple[Erratum, ...] = ()

    def items(self) -> Iterator[Measure]:
        """Yield every task and measure, in the order of the plan."""
        for _, _, task in self.tasks():
            yield from task.walk()

    def errata_of(self, task: str | None) -> Sequence[Erratum]:
        """The errata of a task's words; None: of the notice, the preamble and the chapters' titles."""
        return self._errata.get(task, ())

    @cached_property
    def _errata(self) -> dict[str | None, list[Erratum]]:
        found: dict[str | None, list[Erratum]] = {}
        for erratum in self.errata:
            found.setdefault(erratum.task, []).append(erratum)
        return found

    def tasks(self) -> Iterator[tuple[tuple[str | int, ...], Chapter, Task]]:
        """Yield ``(path, chapter, task)`` in the order of the plan; ``path`` is the place in the
        YAML, such as ``("chapters", 1, "tasks", 0)``."""
        for i, chapter in enumerate(self.chapters):
            for j, task in enumerate(chapter.tasks):
                yield ("chapters", i, "tasks", j), chapter, task

    def model_dump(self, **options: Any) -> dict[str, Any]:
        """As pydantic's, by alias, so that the content hash covers the words of the YAML."""
        return super().model_dump(**{"by_alias": True, **options})
