"""Returns into the ledger of a period: what is new, what completes, and what contradicts.

The later return does not silently win, and neither does the first (pure functions).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from zmddoc.catalogue import diagnostic
from zmddoc.collect.admit import Admission
from zmddoc.compose.form import FIELDS, REQUESTS
from zmddoc.diagnostics import Diagnostic, Place, Related
from zmddoc.model import Progress, Registry, Request, Return
from zmddoc.numerals import plain

_TITLES: Mapping[str, str] = {field.key: field.label for field in FIELDS}
_ASKED = {kind: word for word, kind in REQUESTS.items()}
_SHOWN = 8


@dataclass(frozen=True)
class Said:
    """One thing that a return says: its worth, as a message shows it, and where it stood."""

    worth: object
    shown: str
    cell: str


@dataclass(frozen=True)
class Merged:
    """The ledger after a collect."""

    progress: Progress
    found: tuple[Diagnostic, ...]
    taken: tuple[str, ...]
    """Hashes of the files whose content is now in it, of those that were handed in."""


def merge(
    before: Progress, admitted: Sequence[Admission], registry: Registry, *, replace: bool = False
) -> Merged:
    """Return the ledger with what was admitted, in 建制顺序. A return that says what is already
    there changes nothing; one that only adds to it completes it; one that says otherwise is refused
    (Z712) unless ``replace``. Two files of one body in one batch that contradict each other are both
    refused, always: nobody knows which holds."""
    returns = {one.unit: one for one in before.returns}
    found: list[Diagnostic] = []
    taken: list[str] = []
    for unit, batch in _by_unit(admitted).items():
        first = returns.get(unit)
        again = first is not None and any(one.sha256 == first.sha256 for _, one in batch)
        # What is in the ledger already stands, and the others are judged against it; but with
        # ``replace`` a second run must not put the first one back.
        clash = [] if again and not replace else _clash_within(batch)
        if clash:
            found += clash
            continue
        for file, new in sorted(batch, key=lambda pair: len(_worths(pair[1]))):
            old = returns.get(unit)
            if old is None:
                returns[unit] = new
            elif _worths(old) == _worths(new) or (again and _within(new, old)):
                pass
            elif replace or _within(old, new):
                revised = new.received if new.sha256 != old.sha256 else old.revised
                kept = {"received": old.received, "revised": revised}
                returns[unit] = new.model_copy(update=kept)
            else:
                found += _contradiction(file, new, old)
                continue
            taken.append(new.sha256)
    known = {unit.name: registry.rank(unit) for unit in registry.units}
    ordered = sorted(returns.values(), key=lambda one: known.get(one.unit, len(known)))
    progress = before.model_copy(update={"returns": tuple(ordered)})
    return Merged(progress, tuple(found), tuple(taken))


def _by_unit(admitted: Iterable[Admission]) -> dict[str, list[tuple[str, Return]]]:
    found: dict[str, list[tuple[str, Return]]] = {}
    for one in admitted:
        if one.returned:
            found.setdefault(one.returned.unit, []).append((one.file, one.returned))
    return found


def _says(returned: Return) -> dict[tuple[str, str], Said]:
    """Everything that a return says, by task or target and field."""
    return dict(_each(returned))


def _each(returned: Return) -> Iterator[tuple[tuple[str, str], Said]]:
    for task in returned.tasks:
        for key in ("progress", "problems", "next_steps", "evidence"):
            if text := getattr(task, key):
                yield (task.id, key), Said(text, _quoted(text), task.cells.get(key, ""))
        if task.request:
            shown = _request(task.request)
            yield (task.id, "request"), Said(task.request, shown, task.cells.get("request", ""))
        for figure in task.targets:
            yield (figure.id, "value"), _figure(figure.value, figure.cell)
            if figure.baseline is not None:
                yield (figure.id, "baseline"), _figure(figure.baseline, figure.cell)


def _figure(value: Decimal, cell: str) -> Said:
    return Said(value, plain(value), cell)


def _request(request: Request) -> str:
    until = f"至 {request.until}" if request.until else ""
    return f"{_ASKED[request.kind]}{until}（{request.reason}）"


def _quoted(text: str) -> str:
    text = " ".join(text.split())
    return f"“{text if len(text) <= 20 else text[:20] + '…'}”"


def _worths(returned: Return) -> dict[tuple[str, str], object]:
    return {key: said.worth for key, said in _each(returned)}


def _within(less: Return, more: Return) -> bool:
    """Whether ``more`` says everything that ``less`` does."""
    return _worths(less).items() <= _worths(more).items()


def _clash_within(batch: Sequence[tuple[str, Return]]) -> list[Diagnostic]:
    """What is wrong where a body's files of one batch contradict each other."""
    ordered = sorted(batch, key=lambda pair: len(_worths(pair[1])))
    for (first, less), (second, more) in pairwise(ordered):
        if not _within(less, more):
            return [
                _twice(first, less, f"与“{second}”报的不一样，两份都没有收", more, second),
                _twice(second, more, f"与“{first}”报的不一样，两份都没有收", less, first),
            ]
    return []


def _twice(file: str, one: Return, how: str, other: Return, elsewhere: str) -> Diagnostic:
    differences = "；".join(_differences(one, other))
    return diagnostic(
        "Z712",
        Place(file),
        f"{one.unit}这一期报了两份，{how}：{differences}",
        "问清以哪一份为准，只收那一份",
        [Related(Place(elsewhere), "另一份在这里")],
    )


def _contradiction(file: str, new: Return, old: Return) -> list[Diagnostic]:
    """Why a return that says otherwise than the ledger is not taken."""
    when = old.revised or old.received
    what = "；".join(_differences(new, old))
    return [
        diagnostic(
            "Z712",
            Place(file),
            f"{new.unit}这一期已经收过一份（{when} 收的“{old.file}”），与这一份不一样：{what}",
            "问清以哪一份为准；以这一份为准的，加 --replace 再收，前一份仍然存着",
        )
    ]


def _differences(new: Return, old: Return) -> Iterator[str]:
    mine, theirs = _says(new), _says(old)
    keys = list(dict.fromkeys([*theirs, *mine]))
    differing = [
        key
        for key in keys
        if (mine[key].worth if key in mine else None)
        != (theirs[key].worth if key in theirs else None)
    ]
    for key in differing[:_SHOWN]:
        id, field = key
        said, before = mine.get(key), theirs.get(key)
        now = f"{said.shown}（{said.cell}）" if said else "空着"
        was = f"{before.shown}（{before.cell}）" if before else "空着"
        yield f"{id} {_TITLES[field]}，那份{was}，这份{now}"
    if len(differing) > _SHOWN:
        yield f"等 {len(differing)} 处"
