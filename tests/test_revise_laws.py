"""Laws of the comparison, on revisions of the real plan made up by chance: every step is one that a
secretariat might take, several at a time."""

from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.revisions import edition
from support.steps import PROJECT, REAL, Step, made, revisions

from zmddoc.model import Plan
from zmddoc.revise.bybody import by_body
from zmddoc.revise.changes import KINDS, Change, mirrored
from zmddoc.revise.edition import Edition
from zmddoc.revise.edits import apply, reverse
from zmddoc.revise.effects import roles
from zmddoc.revise.revision import Revision, revise
from zmddoc.revise.summary import summary

several = settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])


def between(old: list[Step], new: list[Step]) -> Revision:
    return revise(made(old), made(new))


@given(revisions, revisions)
@several
def test_the_way_back_is_the_way_read_backwards(old: list[Step], new: list[Step]) -> None:
    there, back = between(old, new), between(new, old)
    assert {mirrored(one) for one in there.changes} == {*back.changes}
    assert {(p.old.id, p.new.id) for p in there.compared.pairs} == {
        (p.new.id, p.old.id) for p in back.compared.pairs
    }


@given(revisions)
@several
def test_nothing_has_changed_in_itself(done: list[Step]) -> None:
    one = made(done)
    assert revise(one, one).changes == ()
    again = Edition(Plan.model_validate(one.plan.model_dump()), one.registry)
    assert revise(one, again).changes == ()


@given(revisions, revisions)
@several
def test_every_change_says_on_whom_it_falls(old: list[Step], new: list[Step]) -> None:
    found = between(old, new)
    for change in found.changes:
        parts = [
            roles(e, side, found.compared.bodies) for side, e in enumerate((change.old, change.new))
        ]
        assert change.effects or not any(parts), change
        assert KINDS[change.kind] is type(change)


@given(revisions, revisions)
@several
def test_marked_texts_give_the_new_text_from_the_old(old: list[Step], new: list[Step]) -> None:
    for change in between(old, new).changes:
        changes = getattr(change, "edits", None)
        if changes is None or change.entry is None:
            continue
        assert change.old and change.new
        side = {"retitled": "title", "reworded": "text", "duty-reworded": "annotation"}[change.kind]
        before, after = getattr(change.old, side), getattr(change.new, side)
        assert apply(changes, before) == after
        assert apply(reverse(changes), after) == before
        assert any(one.real for one in changes)


@given(revisions, revisions)
@several
def test_nothing_is_lost(old: list[Step], new: list[Step]) -> None:
    """Every task and measure of either side is paired, added, removed, or part of a split or
    merger; every one is told of at most once as that."""
    compared = between(old, new).compared
    for side, entries, loose, divisions, others in (
        (0, compared.old_entries, compared.removed, compared.merges, compared.splits),
        (1, compared.new_entries, compared.added, compared.splits, compared.merges),
    ):
        paired = {(one.old, one.new)[side].order for one in compared.pairs}
        parts = {part.order for one in divisions for part in one.parts}
        wholes = {one.whole.order for one in others}
        single = {one.order for one in loose}
        every = {one.order for one in entries if one.level != "chapter"}
        assert paired | parts | wholes | single == every
        assert not paired & single
        assert not parts & single
    assert len({one.old.order for one in compared.pairs}) == len(compared.pairs)
    assert len({one.new.order for one in compared.pairs}) == len(compared.pairs)


@given(revisions, revisions)
@several
def test_the_numbers_are_those_of_what_is_listed(old: list[Step], new: list[Step]) -> None:
    found = between(old, new)
    counted, shares = summary(found), by_body(found)
    assert counted.total == len(found.changes)
    affected = {body for change in found.changes for body in change.bodies}
    assert affected == {share.body for share in shares.affected}
    assert counted.affected == len(affected)
    assert not affected & {*shares.unaffected}


@given(revisions, revisions)
@several
def test_scores_are_shown_and_none_is_below_the_threshold(old: list[Step], new: list[Step]) -> None:
    found = between(old, new)
    for one in found.compared.pairs:
        assert (one.score is None) == (one.basis == "id")
        assert one.score is None or 0.5 <= one.score <= 1
        assert one.basis == "likeness" or one.old.id == one.new.id


def figures(found: Revision) -> list[tuple[str, Decimal, Decimal]]:
    def value(change: Change, side: str) -> Decimal:
        target = getattr(change, side)
        return target.value if target.value is not None else target.low

    return [
        (one.kind, value(one, "before"), value(one, "after"))
        for one in found.changes
        if one.kind in ("target-raised", "target-lowered")
    ]


FIGURES = {
    one.id: one.value for _, _, task in PROJECT.plan.tasks() for one in task.targets if one.value
}


@given(st.sampled_from([*FIGURES]), st.integers(1, 9999))
@settings(max_examples=40)
def test_a_greater_figure_is_raised_and_a_smaller_one_lowered(id: str, value: int) -> None:
    was, new = FIGURES[id], edition([{"target": id, "set": {"value": value}}])
    kind = "target-raised" if value > was else "target-lowered"
    assert figures(revise(REAL, new)) == ([] if value == was else [(kind, was, value)])
