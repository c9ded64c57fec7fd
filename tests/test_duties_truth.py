"""Duties of real documents against what careful readers found in them (tests/truth)."""

from pathlib import Path

import pytest
import yaml

from zmddoc.grammar.clause import duties

TRUTH = Path(__file__).parent / "truth"
CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"
BUILT_ON = ("02", "04", "06", "08", "16", "17", "20", "22", "34", "36", "39", "41")
"""The documents that were looked at while the grammar was built."""


def test_bodies_and_roles_are_those_that_readers_found(capsys: pytest.CaptureFixture[str]) -> None:
    if not CORPUS.is_dir():
        pytest.skip("the corpus is not here")
    found = expected = right = 0
    wrong_but_sure = []
    table = []
    for path in sorted(path for path in TRUTH.glob("*.yaml") if path.stem in BUILT_ON):
        truth = yaml.safe_load(path.read_text(encoding="utf-8"))
        text = (CORPUS / truth["source"]).read_text(encoding="utf-8")
        readings = duties(text)
        annotations = [duty for item in truth["items"] for duty in item.get("duties", [])]
        assert len(readings) == len(annotations), path.name
        for reading, duty in zip(readings, annotations, strict=True):
            read = [(m.name, "lead") for m in reading.lead]
            read += [(m.name, "support") for m in reading.support]
            said = [(name, "lead") for name in duty["lead"]]
            said += [(name, "support") for name in duty.get("support", [])]
            found += len(read)
            expected += len(said)
            right += len(set(read) & set(said))
            basis = "convention" if duty["basis"] == "rule" else duty["basis"]
            if reading.confidence == "sure" and (read, reading.basis) != (said, basis):
                wrong_but_sure.append((path.name, reading.span.of(text)))
        table.append(f"{path.stem}: {len(annotations)} annotations")
    with capsys.disabled():
        print(f"\n{'; '.join(table)}\nduties: {right} right of {found} found, {expected} expected")
    assert wrong_but_sure == []
    assert expected
    assert right >= 0.99 * found
    assert right >= 0.99 * expected
