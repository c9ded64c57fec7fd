"""How well real plans are read: the table, and the line that it holds (``pytest -s`` shows it)."""

from __future__ import annotations

import pytest
from support.planwords import broken
from support.scores import KINDS, Score, scores, table
from support.truth import CORPUS, HELD_OUT, names, truth

from zmddoc.importer.head import Given
from zmddoc.importer.run import bring_in
from zmddoc.importer.sources import read_source

pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not here")

SEEN = [name for name in names() if name not in HELD_OUT]
UNSEEN = [name for name in names() if name in HELD_OUT]
LINE = {"items": 0.995, "duties": 0.99, "targets": 0.95, "deadlines": 0.95}
"""F1 of each kind, over all texts of a set."""


def read(chosen: list[str]) -> dict[str, dict[str, Score]]:
    rows = {}
    for name in chosen:
        known = truth(name)
        rows[name] = scores(known, known.text_path.read_text(encoding="utf-8"))
    total = {kind: Score() for kind in KINDS}
    for row in rows.values():
        for kind in KINDS:
            total[kind].add(row[kind])
    return {**rows, "all": total}


@pytest.mark.parametrize("chosen", [SEEN, UNSEEN], ids=["seen", "held out"])
def test_real_plans_are_read_as_a_careful_reader_reads_them(chosen: list[str]) -> None:
    if not chosen:
        pytest.skip("no text of this set")
    rows = read(chosen)
    print(f"\n{table(rows)}")
    for kind, line in LINE.items():
        score = rows["all"][kind]
        assert score.f1 >= line, (kind, score.extra, score.missing)


@pytest.mark.parametrize("name", names())
def test_a_text_with_broken_lines_is_read_as_well(name: str) -> None:
    known = truth(name)
    lines = broken(known.text_path.read_text(encoding="utf-8"), 64)
    found = scores(known, read_source("方案.txt", lines.encode()).text)
    for kind in KINDS:
        assert found[kind].f1 >= 0.99, (kind, found[kind].extra, found[kind].missing)


@pytest.mark.parametrize("name", names())
def test_every_reading_that_is_not_sure_has_a_second(name: str) -> None:
    file, dated = truth(name).text_path, truth(name).head.dated
    given = Given(year=dated.year) if dated else Given()
    read = bring_in(file.name, file.read_bytes(), given).imported
    unsure = [one for one in read.readings if one.confidence != "sure"]
    assert [one for one in unsure if not (one.why and one.other)] == []


@pytest.mark.parametrize("name", names())
def test_no_wrong_fact_is_sure(name: str) -> None:
    known = truth(name)
    found = scores(known, known.text_path.read_text(encoding="utf-8"))
    assert {kind: one.sure_and_wrong for kind, one in found.items() if one.sure_and_wrong} == {}
