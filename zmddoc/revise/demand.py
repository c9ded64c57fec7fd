"""What one target asks for, before and after: more or less, more or less strictly, of what."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from zmddoc.grammar.figures import same_measure, same_unit
from zmddoc.model import Target
from zmddoc.revise.fold import fold

Shift = Literal["raised", "lowered", "tightened", "loosened", "remeasured", "restated"]
Sense = Literal["more", "less", "other"]

_STRICT = {"≈": 0, "range": 1, ">=": 2, "<=": 2, "=": 3}
"""How much freedom a bound leaves: 左右 the most, a fixed figure none. ``relative`` is of another
kind, and a floor is not to be compared with a ceiling."""


def shifts(old: Target, new: Target) -> Iterator[tuple[Shift, Sense]]:
    """Yield how what a target asks for has changed, and whether it is more or less to do. A figure
    and its bound are two things: 8%左右 to 10%以上 is raised and tightened."""
    if not _one_measure(old.unit, new.unit):
        yield "remeasured", "other"
    elif fold(old.unit) != fold(new.unit):
        yield "remeasured", "other"
        yield from _figure(old, new)
    else:
        yield from _figure(old, new)
    yield from _bound(old, new)
    if restated(old, new):
        yield "restated", "other"


def _one_measure(old: str, new: str) -> bool:
    """Whether two units count the same thing: 亿元 and 万元, not 家 and 个."""
    return fold(old) == fold(new) or bool(old and new and same_unit(fold(old), fold(new)))


def _figure(old: Target, new: Target) -> Iterator[tuple[Shift, Sense]]:
    before, after = _ends(old), _ends(new)
    if before is None or after is None:
        return
    if old.direction != new.direction:
        if before != after:
            yield ("raised" if after > before else "lowered"), "other"
        return
    low, high = (_compared(a, b, old.unit, new.unit) for a, b in zip(before, after, strict=True))
    if old.bound != new.bound and "range" in (old.bound, new.bound):
        high = low  # one of them has no upper end
    if (low, high) == (0, 0):
        return
    if low == high:
        yield (
            ("raised", _sense(old, new, "more"))
            if low > 0
            else ("lowered", _sense(old, new, "less"))
        )
    elif low >= high:  # a range within, or beyond, the old one
        yield "tightened", "more"
    else:
        yield "loosened", "less"


def _ends(target: Target) -> tuple[Decimal, Decimal] | None:
    """Both ends of its figure; None where it has none."""
    if target.low is not None and target.high is not None:
        return target.low, target.high
    return (target.value, target.value) if target.value is not None else None


def _compared(old: Decimal, new: Decimal, old_unit: str, new_unit: str) -> int:
    """-1, 0 or 1: whether the new figure is less, the same or more, in whatever unit."""
    old_unit, new_unit = fold(old_unit), fold(new_unit)
    if old_unit == new_unit:
        return (new > old) - (new < old)
    if same_measure(old, old_unit, new, new_unit):
        return 0
    # The ratio of the two units is found by asking which power of ten makes them one quantity.
    scale = next(
        (
            n
            for n in range(-12, 13)
            if same_measure(Decimal(1).scaleb(n), old_unit, Decimal(1), new_unit)
        ),
        0,
    )
    return (new.scaleb(scale) > old) - (new.scaleb(scale) < old)


def _sense(old: Target, new: Target, upwards: Sense) -> Sense:
    """Whether a change of the figure is more to do: for a ceiling it is the other way about."""
    if "<=" not in (old.bound, new.bound):
        return upwards
    if old.bound != new.bound:
        return "other"
    return "less" if upwards == "more" else "more"


def _bound(old: Target, new: Target) -> Iterator[tuple[Shift, Sense]]:
    strictness = [0, 0]
    if _comparable(old, new):
        strictness[0] = _STRICT[new.bound] - _STRICT[old.bound]
    strictness[1] = old.soft - new.soft
    if old.tolerance is not None and new.tolerance is not None:
        strictness.append((new.tolerance < old.tolerance) - (new.tolerance > old.tolerance))
    if any(step > 0 for step in strictness):
        yield "tightened", "more"
    if any(step < 0 for step in strictness):
        yield "loosened", "less"


def _comparable(old: Target, new: Target) -> bool:
    return "relative" not in (old.bound, new.bound) and {old.bound, new.bound} != {">=", "<="}


def restated(old: Target, new: Target) -> tuple[str, ...]:
    """Return what else of a target is otherwise, by the name of its field in the YAML."""
    facets = {
        "name": fold(old.name) != fold(new.name),
        "bound": old.bound != new.bound and not _comparable(old, new),
        "kind": old.kind != new.kind,
        "direction": old.direction != new.direction,
        "baseline": fold(old.baseline or "") != fold(new.baseline or ""),
        "value": (_ends(old) is None) != (_ends(new) is None),
        "tolerance": (old.tolerance is None) != (new.tolerance is None),
    }
    return tuple(name for name, changed in facets.items() if changed)
