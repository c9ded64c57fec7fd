"""Which task is which: ids, likeness, the assignment, and what it costs to leave pairs out."""

import itertools
import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.revisions import edition

from zmddoc.revise import likeness as likenesses
from zmddoc.revise.body import Bodies, Body
from zmddoc.revise.edition import Edition
from zmddoc.revise.entry import Entry, entries
from zmddoc.revise.likeness import THRESHOLD, candidates, likeness
from zmddoc.revise.matching import best_matching
from zmddoc.revise.order import out_of_place
from zmddoc.revise.pairing import Pair
from zmddoc.revise.revision import compare

REAL = edition([])


def tasks(one: Edition) -> list[Entry]:
    found = entries(one, Bodies(one.registry, one.registry))
    return [entry for entry in found if entry.level == "task"]


def pairs(*steps: dict[str, Any]) -> dict[str, tuple[str, float | None]]:
    found = compare(REAL, edition(list(steps))).pairs
    return {one.old.id: (one.new.id, one.score) for one in found}


def test_no_two_different_tasks_of_the_plan_are_near_the_threshold() -> None:
    """The figures that decision 101 gives."""
    real = tasks(REAL)
    scores = sorted(
        ((likeness(a, b), a.id, b.id) for a, b in itertools.combinations(real, 2)), reverse=True
    )
    assert len(scores) == 496
    assert [(round(score, 2), a, b) for score, a, b in scores[:2]] == [
        (0.42, "T30", "T32"),
        (0.38, "T17", "T18"),
    ]
    assert all(likeness(one, one) == 1 for one in real)


def test_an_id_is_the_same_task_however_much_it_was_rewritten() -> None:
    step = {"task": "T19", "set": {"title": "另一件事", "text": "完全不同的说法。"}}
    assert pairs(step)["T19"] == ("T19", None)


def test_an_id_is_set_aside_where_its_task_is_found_elsewhere() -> None:
    swapped = pairs(
        {"task": "T19", "rename": "T99"}, {"task": "T20", "rename": "T19"}, {"task": "T99", "rename": "T20"}
    )  # fmt: skip
    assert swapped["T19"] == ("T20", 1.0)
    assert swapped["T20"] == ("T19", 1.0)
    assert swapped["T18"] == ("T18", None)


def test_ids_that_stand_twice_say_nothing() -> None:
    found = compare(REAL, edition([{"task": "T20", "rename": "T19"}]))
    by_id = {one.old.id: (one.new.title, one.basis) for one in found.pairs}
    assert by_id["T19"] == ("推动企业融通发展", "likeness")
    assert by_id["T20"] == ("大力发展品质制造", "likeness")


def test_a_new_id_on_a_task_little_changed_is_still_that_task() -> None:
    steps = (
        {"task": "T13", "rename": "T40"},
        {"task": "T40", "say": "分行业、分步骤", "instead": "分批"},
        {"task": "T40", "lead": ["市发改委"]},
    )
    new, score = pairs(*steps)["T13"]
    assert new == "T40"
    assert score is not None and 0.9 > score > 0.8


def test_below_the_threshold_one_is_gone_and_another_has_come() -> None:
    found = compare(
        REAL,
        edition(
            [
                {"task": "T19", "rename": "T40"},
                {
                    "task": "T40",
                    "set": {"title": "组织对接活动", "text": "每季度举办一次供需见面会。"},
                },
            ]
        ),
    )
    assert [one.id for one in found.removed] == ["T19"]
    assert [one.id for one in found.added] == ["T40"]


@given(
    st.dictionaries(st.tuples(st.integers(0, 4), st.integers(0, 4)), st.floats(0, 1), max_size=14)
)
@settings(max_examples=200)
def test_the_assignment_is_the_best_there_is(allowed: dict[tuple[int, int], float]) -> None:
    """Against every assignment of five to five, tried one by one."""
    found = best_matching(allowed, 0.5, (5, 5))
    assert len({*found.values()}) == len(found)
    assert all(allowed[pair] >= 0.5 for pair in found.items())

    def worth(chosen: list[tuple[int, int]]) -> float:
        kept = [allowed[pair] for pair in chosen if allowed.get(pair, 0) >= 0.5]
        return sum(score - 0.5 for score in kept)

    best = max(worth([*enumerate(order)]) for order in itertools.permutations(range(5)))
    assert worth([*found.items()]) == pytest.approx(best, abs=1e-5)


def test_the_assignment_is_not_greedy() -> None:
    """The best single pair is given up for two that are worth more together."""
    allowed = {(0, 0): 0.90, (0, 1): 0.85, (1, 0): 0.85}
    assert best_matching(allowed, 0.5, (2, 2)) == {0: 1, 1: 0}


def test_of_equal_assignments_the_one_in_order_is_taken() -> None:
    allowed = {(i, j): 0.8 for i in range(5) for j in range(5)}
    assert best_matching(allowed, 0.5, (5, 5)) == {i: i for i in range(5)}


def test_leaving_pairs_out_leaves_no_partner_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where every pair would be too many, those looked at hold every pair at the threshold."""
    new = edition(
        [
            {
                "task": "T04",
                "say": "新认定国家高新技术企业20家、",
                "instead": "新认定高新技术企业30家、",
            },
            {"task": "T13", "set": {"title": "推进制造业智能化"}},
            {"task": "T24", "move": [7, 1]},
            {
                "task": "T19",
                "say": "引导企业开展供应链协同、创新能力共享等融通发展模式,",
                "instead": "",
            },
        ]
    )
    old_tasks, new_tasks = tasks(REAL), tasks(new)
    every = candidates(old_tasks, new_tasks)
    assert len(every) == 32 * 32
    monkeypatch.setattr(likenesses, "_SMALL", 0)
    few = candidates(old_tasks, new_tasks)
    assert len(few) <= 2 * 32 * 8
    alike = {(i, j) for i, j in every if likeness(old_tasks[i], new_tasks[j]) >= THRESHOLD}
    assert len(alike) == 32
    assert alike <= few
    assert {(j, i) for i, j in candidates(new_tasks, old_tasks)} == few


def test_texts_that_are_all_alike_are_told_apart_by_their_numbers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(likenesses, "_SMALL", 0)
    text = "按照统一部署，认真组织实施，确保按期完成。"
    record = {"title": "示例", "text": ""}
    add = [
        {"add": {"task": {**record, "id": f"T{i}", "title": f"第{i}项", "text": f"{text}编号{i * 37}。"}}, "to": [1, i]}
        for i in range(100, 220)
    ]  # fmt: skip
    old = edition([*add])
    new = edition([*add, *({"task": f"T{i}", "rename": f"T{i + 300}"} for i in range(100, 220))])
    found = {one.old.id: one.new.id for one in compare(old, new).pairs}
    assert all(found[f"T{i}"] == f"T{i + 300}" for i in range(100, 220))


def row(order: list[int]) -> list[Pair]:
    """Tasks of equal length of which the first stood where ``order`` says."""
    real = tasks(REAL)[2]

    def entry(id: str, place: int) -> Entry:
        record = real.record.model_copy(update={"id": id})
        return Entry("task", id, "", 1, place, record)

    return [Pair(entry(f"T{i}", old), entry(f"T{i}", i), "id") for i, old in enumerate(order)]


def test_the_fewest_that_must_move_have_moved() -> None:
    assert out_of_place(row([0, 1, 2, 3])) == ()
    assert [one.new.id for one in out_of_place(row([3, 0, 1, 2]))] == ["T0"]
    assert [one.new.id for one in out_of_place(row([1, 2, 3, 0]))] == ["T3"]
    assert len(out_of_place(row([3, 2, 1, 0]))) == 3


@given(st.permutations(range(7)))
def test_what_has_not_moved_is_in_order_and_as_much_as_can_be(order: list[int]) -> None:
    pairs = row(order)
    moved = {one.new.order for one in out_of_place(pairs)}
    rest = [old for i, old in enumerate(order) if i not in moved]
    assert rest == sorted(rest)
    longest = max(
        len(kept)
        for size in range(8)
        for kept in itertools.combinations(order, size)
        if list(kept) == sorted(kept)
    )
    assert len(rest) == longest
    back = out_of_place([one.mirrored() for one in pairs])
    assert {one.new.id for one in back} == {one.old.id for one in out_of_place(pairs)}


def test_one_body_under_two_names_is_one() -> None:
    new = edition(
        [{"unit": "市招商局", "set": {"name": "市投资促进局", "aliases": [{"name": "市招商局"}]}}]
    )
    bodies = Bodies(REAL.registry, new.registry)
    one = bodies.find("市招商局")
    assert one == Body(("市招商局",), ("市投资促进局",))
    assert bodies.find("市投资促进局") is one
    assert one.name == "市投资促进局"
    assert bodies.find("无此单位") == Body(("无此单位",), ("无此单位",))
    assert not bodies.known("无此单位")
    shuffled = [*bodies.ranked(bodies.find(unit.name) for unit in new.registry.units)]
    random.Random(1).shuffle(shuffled)
    assert [b.new[0] for b in bodies.ranked(shuffled)] == [u.name for u in new.registry.units]
