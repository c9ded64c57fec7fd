"""What is written reads back the same, and reads well."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zmddoc.model import Closing, Decisions, Progress, Request, Return, TargetReturn, TaskReturn
from zmddoc.model.base import Model
from zmddoc.read.nodes import parse
from zmddoc.read.schema import validate
from zmddoc.read.source import stray
from zmddoc.write import write_yaml

HASH = "0123456789abcdef" * 4


def read(text: str, model: type[Model]) -> Model | None:
    document = parse("x.yaml", text)
    made, found = validate(model, document)
    assert not document.found, document.found
    assert not found, found
    return made


def returned(*tasks: TaskReturn) -> Progress:
    one = Return(
        unit="各县、区人民政府(管委会)", form="2021Q2-0123456789ab", plan=HASH,
        received=date(2021, 7, 3), file="市: 工信局.xlsx", sha256=HASH, tasks=tasks,
    )  # fmt: skip
    return Progress(period="2021Q2", returns=(one,))


def test_it_reads_as_a_clerk_would_write_it() -> None:
    task = TaskReturn(
        id="T04",
        progress="认定 12 家。\n另有 3 家待批。",
        problems="no",
        request=Request(kind="extension", reason="待省里批复", until=date(2022, 3, 31)),
        targets=(TargetReturn(id="T04-1", value=Decimal("12.50"), cell="填报!F7"),),
        cells={"progress": "填报!H7"},
    )
    assert write_yaml(returned(task), "由 zmddoc collect 写入。") == (
        "# 由 zmddoc collect 写入。\n"
        "period: 2021Q2\n"
        "returns:\n"
        "- unit: 各县、区人民政府(管委会)\n"
        "  form: 2021Q2-0123456789ab\n"
        f"  plan: {HASH}\n"
        "  received: 2021-07-03\n"
        "  file: '市: 工信局.xlsx'\n"
        f"  sha256: {HASH}\n"
        "  tasks:\n"
        "  - id: T04\n"
        "    progress: |-\n"
        "      认定 12 家。\n"
        "      另有 3 家待批。\n"
        "    problems: no\n"
        "    request: {kind: extension, reason: 待省里批复, until: 2022-03-31}\n"
        "    targets:\n"
        "    - {id: T04-1, value: 12.5, cell: 填报!F7}\n"
        "    cells: {progress: 填报!H7}\n"
    )


def test_a_record_too_long_for_a_line_stands_on_several() -> None:
    made = Decisions(closings=(
        Closing(id="T04", dated=date(2021, 9, 1), reviewer="示例", evidence="字" * 90),
    ))  # fmt: skip
    text = write_yaml(made)
    assert "- id: T04\n  dated: 2021-09-01\n" in text
    assert read(text, Decisions) == made


def test_a_number_nobody_could_read_back_is_refused() -> None:
    target = TargetReturn(id="T04-1", value=Decimal(10) ** 20, cell="填报!F7")
    with pytest.raises(ValueError, match="too many digits"):
        write_yaml(returned(TaskReturn(id="T04", targets=(target,))))


lines = st.text(st.characters(exclude_categories=["Cs"]).filter(lambda c: not stray(c)))
words = st.lists(
    st.one_of(
        lines,
        st.sampled_from([
            "", " ", "null", "~", "true", "no", "010", "0.5", "-", "- a", "a: b", "a #b", "'", '"',
            "{", "[x", "*a", "&a", "!t", "%", "@", "`", "|", ">", "?", "? a", ":", "---", "...",
            "2021-03-29", "1_000", "a,b", "，", "=1+1", "<<", "\\n",
        ]),
    ),
    min_size=1, max_size=4,
).map("\n".join)  # fmt: skip
numbers = st.decimals(-(10**12), 10**12, places=4)


@settings(max_examples=300)
@given(words, words, words, numbers, st.dates(), words.filter(bool))
def test_reading_gives_back_what_was_written(
    progress: str, problems: str, evidence: str, value: Decimal, day: date, reason: str
) -> None:
    task = TaskReturn(
        id="T04", progress=progress, problems=problems, evidence=evidence,
        request=Request(kind="closing", reason=reason, until=day),
        targets=(TargetReturn(id="T04-1", value=value, cell="填报!F7"),),
        cells={"progress": reason},
    )  # fmt: skip
    made = returned(task, TaskReturn(id="T05"))
    text = write_yaml(made, "示例")
    assert read(text, Progress) == made
    assert write_yaml(made, "示例") == text
