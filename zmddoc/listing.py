"""Which documents a project gives rise to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from zmddoc.compose import Draft, drafts
from zmddoc.compose.form import Form
from zmddoc.compose.form_draft import form_draft
from zmddoc.compose.forms import forms
from zmddoc.kinds import KINDS, PERIODIC, folder_of, formats_of
from zmddoc.project import Project

if TYPE_CHECKING:
    from zmddoc.compose.ledger import Ledger
    from zmddoc.supervise import Board


@dataclass(frozen=True)
class Order:
    """What to build."""

    kinds: tuple[str, ...] = tuple(kind for kind in KINDS if kind not in PERIODIC)
    unit: str = ""
    formats: tuple[str, ...] = ()
    """Empty: what is usual for each kind."""
    period: str = ""
    """Id of the reporting period, for the kinds that belong to one."""
    trace: bool = False
    """Whether to write beside a circular where each of its figures comes from."""

    def forms(self, kind: str) -> tuple[str, ...]:
        """The formats that a document of ``kind`` is made in."""
        return formats_of(kind, self.formats)


@dataclass(frozen=True)
class Book:
    """A document that is no gongwen: a workbook."""

    kind: str
    path: str
    """Below build/, with its suffix."""
    content: Ledger | Form
    unit: str = ""
    """Whose it is, '' where it is for all."""


class Listing:
    """The documents that are ordered of a project that is free of errors."""

    def __init__(self, project: Project, order: Order) -> None:
        assert project.plan and project.registry and project.rules
        self.project, self.order = project, order
        self.plan, self.registry, self.rules = project.plan, project.registry, project.rules

    @cached_property
    def standing(self) -> Board | None:
        """The board of the period that is built, else of the last one with returns; None before any
        return has come in."""
        from zmddoc.supervise import board, latest

        project = self.project
        returned = tuple(project.progress.values())
        last = latest(self.rules, returned)
        period = self.order.period or (last.id if last else "")
        if not (period and returned):
            return None
        return board(
            self.plan, self.registry, self.rules, returned, project.decisions, project.register,
            period,
        )  # fmt: skip

    @cached_property
    def forms(self) -> tuple[Form, ...]:
        """The forms that are ordered."""
        if "form" not in self.order.kinds:
            return ()
        (period,) = (one for one in self.rules.periods if one.id == self.order.period)
        made = forms(
            self.plan, self.registry, self.rules, self.project.progress.values(), period,
            self.order.unit, self.project.decisions,
        )  # fmt: skip
        return tuple(form for form in made if form.asks)

    @cached_property
    def drafts(self) -> tuple[Draft, ...]:
        """The gongwen that are ordered, in the order of KINDS and of 建制顺序, forms behind them."""
        order = self.order
        board = self.standing if order.period else None
        listed = drafts(self.plan, self.registry, self.rules, order.kinds, order.unit, board=board)
        return (*listed, *(map(form_draft, self.forms) if "docx" in order.forms("form") else ()))

    @cached_property
    def books(self) -> tuple[Book, ...]:
        """The workbooks that are ordered."""
        return tuple(self._books())

    def _books(self) -> Iterator[Book]:
        if "ledger" in self.order.kinds and not self.order.unit:
            from zmddoc.compose.ledger import ledger

            content = ledger(self.plan, self.registry, self.rules, self.standing)
            yield Book("ledger", f"{folder_of('ledger')}/总台账.xlsx", content)
        if "xlsx" in self.order.forms("form"):
            for form in self.forms:
                path = f"{folder_of('form', form.period.id)}/{form.called}.xlsx"
                yield Book("form", path, form, form.unit)
