"""Checks that only the whole project can answer; each is one rule, all stand in ``CHECKS``."""

from __future__ import annotations

from zmddoc.check import (
    bodies,
    dates,
    decisions,
    duties,
    errata,
    fidelity,
    forms,
    ids,
    judging,
    marks,
    names,
    numbers,
    quotes,
    register,
    registry,
    returns,
    rules,
    targets,
)
from zmddoc.check.aside import heeded, of_rest
from zmddoc.check.subject import Check
from zmddoc.diagnostics import Diagnostic
from zmddoc.project import Project

CHECKS: tuple[Check, ...] = (
    # Z3 references
    ids.id_shape,
    ids.ids_once,
    ids.ids_complete,
    names.names_known,
    names.names_current,
    names.per_is_group,
    registry.names_unique,
    registry.groups_have_members,
    registry.members_known,
    registry.members_inferred,
    registry.members_in_order,
    registry.short_fits_full,
    registry.alias_dates,
    # Z4 duties and dates
    duties.clause_agrees,
    duties.shared_agrees,
    duties.units_once,
    duties.targets_have_duty,
    duties.lead_basis,
    duties.named_but_not_responsible,
    dates.deadlines,
    dates.deadlines_complete,
    dates.published_after_dated,
    dates.years_agree,
    rules.periods_in_order,
    rules.report_on_workday,
    rules.rules_confirmed,
    judging.thresholds_in_order,
    judging.ladder_rises,
    judging.ruled_targets_known,
    judging.curves_rise,
    judging.rules_fit_targets,
    # Z5 text and typography
    forms.forms_filled,
    fidelity.same_as_received,
    numbers.numbered_in_order,
    numbers.told_numbers_in_order,
    quotes.quote_stands,
    quotes.loose_figures,
    targets.figure_agrees,
    targets.unit_agrees,
    targets.bound_agrees,
    targets.striving_agrees,
    targets.direction_agrees,
    targets.kind_agrees,
    targets.per_given,
    errata.errata_stand,
    marks.lost_plus,
    bodies.one_name_each,
    marks.half_width_marks,
    marks.pairs_close,
    marks.number_shape,
    marks.nothing_lacking,
    # Z7 returns and decisions
    returns.file_is_the_periods,
    returns.units_known,
    returns.items_known,
    returns.leads_only,
    returns.once_each,
    returns.sums_never_fall,
    returns.figures_possible,
    returns.baselines_given,
    returns.received_in_time,
    returns.leads_agree,
    decisions.decided_of_what_is,
    decisions.decided_after_the_plan,
    decisions.extensions_extend,
    decisions.closed_once,
    decisions.closed_when_reached,
    # Z8 register
    register.numbers_spelt,
    register.numbers_once,
    register.numbers_consecutive,
    register.dates_in_order,
    register.files_unchanged,
    register.bodies_known,
    register.dates_sensible,
    register.numbered_in_own_series,
    register.issued_once,
    register.series_in_order,
    register.files_registered,
    register.plan_authorised,
)


def check(project: Project) -> tuple[Diagnostic, ...]:
    """Return everything that is wrong with what could be read of the project, sorted. Of a file
    with mistakes in its fields, what is right is checked as well."""
    found = {one for rule in CHECKS for one in rule(project)}
    if project.rest:
        rest = of_rest(project, project.rest)
        found |= {one for rule in CHECKS for one in rule(rest) if heeded(project, one)}
    return tuple(sorted(found))
