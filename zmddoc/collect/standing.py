"""Who has reported, who has not, who late: the list that a collect ends with (pure)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from zmddoc.compose.form import Form
from zmddoc.model import Period, Progress, Return


@dataclass(frozen=True)
class Standing:
    """One body's standing in a period."""

    called: str
    """The name as documents print it."""
    returned: Return | None
    days_late: int
    """Days after ``report_by``; 0 where it is not late or not there."""
    blanks: tuple[str, ...]
    """Ids of the figures that it left out, and of the tasks of which it said nothing."""
    silent: bool = False
    """A group that nobody has listed the members of: it may report, but nobody can be asked."""

    @property
    def received(self) -> date | None:
        """When it first came in."""
        return self.returned.received if self.returned else None


def standings(forms: Iterable[Form], progress: Progress, period: Period) -> tuple[Standing, ...]:
    """Return the standing of every body that has a form, in 建制顺序."""
    returns = {one.unit: one for one in progress.returns}
    return tuple(_standing(form, returns.get(form.unit), period) for form in forms)


def _standing(form: Form, returned: Return | None, period: Period) -> Standing:
    if returned is None:
        return Standing(form.called, None, 0, (), form.group)
    tasks = {task.id for task in returned.tasks}
    figures = {figure.id for task in returned.tasks for figure in task.targets}
    blanks = tuple(
        row.id
        for row in form.rows
        if row.fills and row.id not in (figures if row.target else tasks)
    )
    late = max((returned.received - period.report_by).days, 0)
    return Standing(form.called, returned, late, blanks)
