"""How well an import reads a text: its plan held against what a careful reader found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from support.truth import DutyFact, ItemFact, TargetFact, Truth
from zmddoc.grammar.outline import outline
from zmddoc.importer.assemble import assemble
from zmddoc.importer.facts import ItemFacts, facts
from zmddoc.importer.head import Given
from zmddoc.importer.record import Record
from zmddoc.model import Chapter, Measure, Plan, Target
from zmddoc.sections import Section, sections

KINDS = ("items", "duties", "targets", "deadlines")


@dataclass
class Score:
    """Right, too many and missing, of one kind."""

    right: int = 0
    extra: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    sure_and_wrong: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Share of what was read that is right; 1 where nothing was read."""
        return self.right / (self.right + len(self.extra)) if self.right + len(self.extra) else 1.0

    @property
    def recall(self) -> float:
        """Share of what is there that was read; 1 where nothing is there."""
        there = self.right + len(self.missing)
        return self.right / there if there else 1.0

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0

    def add(self, other: Score) -> None:
        """Add another's counts."""
        self.right += other.right
        self.extra += other.extra
        self.missing += other.missing
        self.sure_and_wrong += other.sure_and_wrong


def scores(truth: Truth, text: str) -> dict[str, Score]:
    """Return the score of each kind for one text, imported as it is."""
    record = Record(lambda at: str(at))
    year = Given(year=truth.head.dated.year) if truth.head.dated else Given()
    plan = assemble(text, record, year, "source/x.txt")
    unsure = {r.id for r in record.readings if r.confidence != "sure"}
    read = dict(_records(plan))
    found = {kind: Score() for kind in KINDS}
    known = {item.path: item for item in truth.items}
    _tally(found["items"], Counter(known.keys()), Counter(read.keys()))
    dues = dict(_dues(text, plan.year))
    for path, item in known.items():
        records = read.get(path, [])
        _duties(found["duties"], item, records, unsure)
        _targets(found["targets"], item, records, unsure)
        _deadlines(found["deadlines"], item, dues.get(path, []))
    for path, records in read.items():
        if path not in known:
            nothing = ItemFact(path=path, titled=False)
            _duties(found["duties"], nothing, records, unsure)
            _targets(found["targets"], nothing, records, unsure)
    return found


def _mark(mark: str) -> str:
    return mark.strip().rstrip("、.．").replace("(", "（").replace(")", "）").rstrip("、.．")


def _records(plan: Plan) -> Iterator[tuple[str, list[Chapter | Measure]]]:
    """Every numbered item with its path, and with it the unnumbered words that are its own."""

    def walk(section: Section, above: str) -> Iterator[tuple[str, list[Chapter | Measure]]]:
        path = above
        if section.number is not None:
            path = f"{above}/{_mark(section.mark)}".strip("/")
            own = [one.record for one in section.children if one.number is None]
            yield path, [section.record, *own]
        for child in section.children:
            if child.number is not None:
                yield from walk(child, path)

    for section in sections(plan):
        yield from walk(section, "")


def _tally(score: Score, there: Counter[str], read: Counter[str]) -> None:
    score.right += (there & read).total()
    score.extra += [str(one) for one in (read - there).elements()]
    score.missing += [str(one) for one in (there - read).elements()]


def _duties(
    score: Score, item: ItemFact, records: list[Chapter | Measure], unsure: set[str]
) -> None:
    read: Counter[tuple[str, str]] = Counter()
    for record in records:
        for duty in record.duty:
            read.update((name, "lead") for name in duty.lead)
            read.update((name, "support") for name in duty.support)
    there: Counter[tuple[str, str]] = Counter()
    for fact in item.duties:
        readings: list[DutyFact | None] = [fact, *fact.either]
        options = [Counter(one.mentions) if one else Counter() for one in readings]
        there += max(options, key=lambda one: (one & read).total() - (one - read).total())
    _tally_named(score, item.path, there, read)
    if there != read and not any(_of(record, unsure, ".duty.") for record in records):
        score.sure_and_wrong.append(item.path)


def _of(record: Chapter | Measure, unsure: set[str], part: str) -> bool:
    """Whether something of that part of the record was noted as not sure."""
    key = getattr(record, "id", "第")
    return any(one.startswith(f"{key}{part}") for one in unsure)


def _tally_named(
    score: Score, path: str, there: Counter[tuple[str, str]], read: Counter[tuple[str, str]]
) -> None:
    score.right += (there & read).total()
    score.extra += [f"{path} {'='.join(one)}" for one in (read - there).elements()]
    score.missing += [f"{path} {'='.join(one)}" for one in (there - read).elements()]


def _figure(one: Target | TargetFact) -> tuple[object, ...]:
    measured = one.bound != "relative" or one.value is not None
    unit = one.unit.replace("％", "%") if measured else ""
    return one.bound, one.value, one.low, one.high, unit, one.direction


def _targets(
    score: Score, item: ItemFact, records: list[Chapter | Measure], unsure: set[str]
) -> None:
    listed = [t for record in records if isinstance(record, Measure) for t in record.targets]
    read = Counter(_figure(one) for one in listed)
    there: Counter[tuple[object, ...]] = Counter()
    for fact in item.targets:
        options: list[Counter[tuple[object, ...]]] = []
        for reading in (fact, *fact.either):
            facts_ = reading if isinstance(reading, tuple) else (reading,) if reading else ()
            options.append(Counter(_figure(one) for one in facts_))
        there += max(options, key=lambda one: (one & read).total() - (one - read).total())
    score.right += (there & read).total()
    extra, missing = read - there, there - read
    score.extra += [f"{item.path} {_said(one)}" for one in extra.elements()]
    score.missing += [f"{item.path} {_said(one)}" for one in missing.elements()]
    for one in listed:
        if extra[_figure(one)] and one.id not in unsure:
            score.sure_and_wrong.append(f"{item.path} {one.quote}")


def _said(figure: tuple[object, ...]) -> str:
    return " ".join(str(one) for one in figure if one not in (None, "", "up"))


def _dues(text: str, year: int) -> Iterator[tuple[str, list[str]]]:
    """Every item with the days that its own words set."""

    def walk(item: ItemFacts, above: str) -> Iterator[tuple[str, list[str]]]:
        path = f"{above}/{_mark(item.section.mark.of(text))}".strip("/")
        found = [one for one in item.deadlines if not one.recurring]
        yield path, [str(one.due) if one.due else "undated" for one in found]
        for child in item.children:
            yield from walk(child, path)

    for section in outline(text).sections:
        yield from walk(facts(text, section, year), "")


def _deadlines(score: Score, item: ItemFact, read: Iterable[str]) -> None:
    """Each day counts once per item: twice the same day is one deadline. Time limits that name no
    day do not count."""
    left = {one for one in read if one != "undated"}
    for fact in item.due:
        options = {str(one) for one in (fact.value, *fact.either) if one not in (None, "undated")}
        silent = None in (fact.value, *fact.either) or "undated" in (fact.value, *fact.either)
        hit = options & left
        if hit:
            score.right += 1
            left -= hit
        elif not silent and not (options & {str(one) for one in read}):
            score.missing.append(f"{item.path} {fact.value}")
    score.extra += [f"{item.path} {one}" for one in sorted(left)]


def table(rows: dict[str, dict[str, Score]]) -> str:
    """The scores as a table: for each text and kind right, extra, missing, and F1 in percent."""
    lines = ["text    " + "".join(f"{kind:>22}" for kind in KINDS)]
    for name, row in rows.items():
        cells = (
            f"{s.right:>6} +{len(s.extra)} -{len(s.missing)} {s.f1:>7.1%}" for s in row.values()
        )
        lines.append(f"{name:<8}" + "".join(f"{cell:>22}" for cell in cells))
    return "\n".join(lines)
