"""Plans of every shape: items without chapters, numbers that start again or leave a gap, measures
two deep, duties anywhere in the text, and what may be missing."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zmddoc.check import check
from zmddoc.check.numbers import told_numbers_in_order
from zmddoc.diagnostics import Diagnostic
from zmddoc.model import Annex, Chapter, Duty, Measure, Plan, Received, Task
from zmddoc.numerals import circled
from zmddoc.project import Project
from zmddoc.prose import as_printed
from zmddoc.read import read_project
from zmddoc.read.nodes import parse
from zmddoc.read.salvage import read_plan
from zmddoc.read.schema import validate
from zmddoc.sections import Section, sections
from zmddoc.text import UnknownField, rebuild
from zmddoc.write import write_yaml

SHAPES = Path(__file__).resolve().parent / "shapes"
NAMES = ("有章", "无章")


def shape(name: str) -> Project:
    project, found = read_project(SHAPES / name)
    assert not found
    return project


def plan_of(name: str) -> Plan:
    plan = shape(name).plan
    assert plan
    return plan


def small(received: dict[str, object], **fields: object) -> Plan:
    """A plan of one's own making, with no more around its items than must be."""
    return Plan.model_validate(
        {
            "title": "示例方案", "issuer": "示例市人民政府", "year": 2022, "lead_basis": "convention",
            "received": {
                "file": "x", "form": "{chapters}", "chapter": "{number}、{title}",
                "task": "（{number}）{title}。{text}", **received,
            },
            **fields,
        }
    )  # fmt: skip


def test_the_text_with_measures_and_annexes_is_rebuilt_character_for_character() -> None:
    project = shape("有章")
    assert project.plan and project.received
    assert rebuild(project.plan).rstrip() == project.received.rstrip()


def test_a_loose_text_is_rebuilt_but_for_its_white_space() -> None:
    project = shape("无章")
    assert project.plan and project.received and project.plan.received.loose
    assert "".join(rebuild(project.plan).split()) == "".join(project.received.split())


@pytest.mark.parametrize("name", NAMES)
def test_a_plan_of_any_shape_is_read_as_it_is_written(name: str) -> None:
    plan = plan_of(name)
    document = parse("plan.yaml", write_yaml(plan))
    assert not document.found
    assert validate(Plan, document) == (plan, [])


def test_unused_fields_leave_the_content_hash_as_it_was(real: Project) -> None:
    """Documents were issued and forms returned under it."""
    assert real.plan
    dumped = real.plan.model_dump()
    assert not {"closing", "annexes"} & set(dumped)
    assert set(dumped["received"]) == {
        "file", "form", "chapter", "task", "title_lines", "catalogue",
    }  # fmt: skip
    task = dumped["chapters"][1]["tasks"][0]
    assert set(task) == {"id", "title", "text", "duty", "targets", "due", "measures"}
    assert set(task["duty"][0]) == {"lead", "support", "annotation", "basis"}


def test_a_field_in_use_is_part_of_the_content_hash() -> None:
    plan = plan_of("有章")
    hashes = {
        plan.content_hash(),
        plan.model_copy(update={"closing": "另行通知。"}).content_hash(),
        plan.model_copy(update={"annexes": ()}).content_hash(),
        plan.model_copy(update={"dated": None}).content_hash(),
    }
    assert len(hashes) == 4


def numbers(plan: Plan) -> list[tuple[int, int | None, str]]:
    return [(one.depth, one.number, one.mark) for top in sections(plan) for one in top.walk()]


def test_numbers_start_again_leave_gaps_and_pass_over_what_is_not_numbered() -> None:
    assert numbers(plan_of("有章")) == [
        (0, 1, "一、"),
        (0, 2, "二、"),
        (1, 1, "（一）"),
        (2, 1, "1."),
        (3, 1, "（1）"),
        (3, 2, "（2）"),
        (2, 2, "2."),
        (1, 2, "（二）"),
        (1, 3, "（三）"),
        (0, 3, "三、"),
        (1, 1, "（一）"),
        (1, 3, "（三）"),
        (1, None, ""),
    ]


def test_items_of_a_plan_without_chapters_carry_the_first_numbers() -> None:
    marks = [mark for _, _, mark in numbers(plan_of("无章"))]
    assert marks == ["", "一、", "二、", "（一）", "（二）", "三、"]


def test_the_count_goes_on_from_a_number_out_of_order() -> None:
    tasks = [
        Task(id="T01", text="甲。"),
        Task(id="T02", text="乙。", number=12),
        Task(id="T03", text="丙。"),
    ]
    plan = small({}, chapters=(Chapter(title="一章", tasks=tuple(tasks)), Chapter(title="二章")))
    assert rebuild(plan) == "一、一章\n（一）甲。\n（十二）乙。\n（十三）丙。\n二、二章"


def test_a_title_alone_and_words_alone_need_no_form_of_their_own() -> None:
    received = {"chapter": "{number}、{title}\n{text}", "measure": ("{circled}{title}：{text}",)}
    measures = (
        Measure(id="T01.1", title="甲"),
        Measure(id="T01.2", text="乙。"),
        Measure(id="T01.3", title="丙", text="丁。"),
    )
    task = Task(id="T01", title="条", measures=measures)
    plan = small(received, chapters=(Chapter(title="章", tasks=(task,)),))
    assert rebuild(plan) == "一、章\n（一）条\n①甲\n②乙。\n③丙：丁。"


def test_words_stand_at_the_end_of_a_form_that_has_no_place_for_them() -> None:
    duty = Duty(lead=("市工信局",), annotation="（责任单位：市工信局）", rest="。")
    plan = small({}, chapters=(Chapter(title="章", text="文", duty=(duty,)),))
    assert rebuild(plan) == "一、章文（责任单位：市工信局）。"


def test_a_form_without_its_field_is_said_so() -> None:
    for received in ({"task": "{nummer}"}, {"measure": ("{zahl}",)}):
        task = Task(id="T01", text="甲。", measures=(Measure(id="T01.1", text="乙。"),))
        with pytest.raises(UnknownField):
            rebuild(small(received, chapters=(Chapter(title="章", tasks=(task,)),)))
    with pytest.raises(UnknownField):
        rebuild(small({"form": "{dated}"}, chapters=(Chapter(title="章"),)))


def test_circled_numbers_end_at_fifty() -> None:
    assert [circled(n) for n in (1, 20, 21, 35, 36, 50)] == list("①⑳㉑㉟㊱㊿")
    for number in (0, 51):
        with pytest.raises(ValueError, match="no sign"):
            circled(number)


def test_what_documents_print_has_everything_that_was_received() -> None:
    for name in NAMES:
        project = shape(name)
        assert project.plan
        lines = as_printed(project.plan).split("\n")
        for chapter in sections(project.plan):
            for one in chapter.walk():
                texts = [one.record.title, one.record.text, one.record.tail]
                texts += [t for d in one.record.duty for t in (d.annotation, d.rest)]
                for text in "\n".join(texts).split("\n"):
                    assert any(text in line for line in lines), text


def test_of_a_plan_cut_short_what_is_there_is_read() -> None:
    content = (SHAPES / "有章/plan/plan.yaml").read_bytes()
    cut = content[: content.index("[市商务局]".encode()) + 4]
    found = read_plan("plan.yaml", cut)
    assert found.plan and found.incomplete
    (task,) = (task for _, _, task in found.plan.tasks() if task.id == "T01")
    assert [one.id for one in task.measures[0].measures] == ["T01.1.1", "T01.1.2"]
    assert {"closing", "annexes"} <= found.fields_unread


def test_an_annex_with_a_mistake_leaves_the_rest_to_be_read() -> None:
    text = (SHAPES / "有章/plan/plan.yaml").read_text(encoding="utf-8")
    broken = text.replace("- title: 示例任务进度安排", "- title: [示例]")
    found = read_plan("plan.yaml", broken.encode())
    assert found.plan and not found.plan.annexes
    assert len(list(found.plan.tasks())) == 6


_WORDS = st.text("甲乙丙。；，（1\n", max_size=8)
_SOME_WORDS = st.text("甲乙丙。；，（1\n", min_size=1, max_size=8)
_FORMS = st.sampled_from([None, "{text}", "第{number}条　{text}", "{arabic}．{title}：{text}"])
_DUTIES = st.lists(
    st.builds(
        Duty,
        lead=st.just(("市工信局",)),
        annotation=_SOME_WORDS,
        rest=_WORDS,
        at=st.sampled_from(["body", "tail"]),
    ),
    max_size=2,
).map(tuple)
_OWN = {"title": _WORDS, "text": _WORDS, "duty": _DUTIES, "tail": _WORDS, "form": _FORMS}
_NUMBERS = st.one_of(st.none(), st.integers(1, 40))


def _below(depth: int) -> st.SearchStrategy[tuple[Measure, ...]]:
    if not depth:
        return st.just(())
    one = st.builds(Measure, id=st.just("x"), number=_NUMBERS, measures=_below(depth - 1), **_OWN)
    return st.lists(one, max_size=2).map(tuple)


_TASKS = st.lists(
    st.builds(Task, id=st.just("x"), number=_NUMBERS, measures=_below(2), **_OWN), max_size=3
)
_PLANS = st.builds(
    Plan,
    title=st.just("示例方案"),
    issuer=st.just("示例市人民政府"),
    year=st.just(2022),
    lead_basis=st.just("convention"),
    received=st.builds(
        Received,
        file=st.just("x"),
        form=st.just("{chapters}\n{closing}\n{annexes}"),
        chapter=st.sampled_from(["{number}、{title}", "第{number}章 {title}\n{text}"]),
        task=st.sampled_from(["（{number}）{title}。{text}", "{number}、{title}\n{text}"]),
        measure=st.sampled_from(
            [(), ("{arabic}.{title}{text}",), ("（{arabic}）{text}", "－{text}")]
        ),
        restart=st.booleans(),
    ),
    chapters=st.lists(
        st.builds(Chapter, tasks=_TASKS.map(tuple), number=_NUMBERS, **_OWN), min_size=1, max_size=3
    ).map(tuple),
    closing=_WORDS,
    annexes=st.lists(st.builds(Annex, title=_SOME_WORDS, text=_WORDS), max_size=2).map(tuple),
)


def _in_order(section: Section) -> Iterator[str]:
    """The words of a section as they follow one another; a title that its form leaves out is none."""
    record = section.record
    if "{title}" in section.form:
        yield record.title
    for own, at in ((record.text, "body"), (record.tail, "tail")):
        if at == "tail":
            for child in section.children:
                yield from _in_order(child)
        yield own
        for duty in record.duty:
            if duty.at == at:
                yield duty.annotation
                yield duty.rest


@given(_PLANS)
def test_every_word_of_any_plan_is_rebuilt_once_and_in_order(plan: Plan) -> None:
    """Between the forms stands nothing but the words, each of them once."""
    built = rebuild(plan)
    position = 0
    for chapter in sections(plan):
        for text in _in_order(chapter):
            position = built.index(text, position) + len(text)
    for text in (plan.closing, *(t for one in plan.annexes for t in (one.title, one.text))):
        position = built.index(text, position) + len(text)


@given(_PLANS)
def test_any_plan_is_read_as_it_is_written(plan: Plan) -> None:
    document = parse("plan.yaml", write_yaml(plan))
    assert not document.found
    assert validate(Plan, document) == (plan, [])


@given(_PLANS)
def test_any_plan_can_be_printed(plan: Plan) -> None:
    assert as_printed(plan)


def codes(project: Project) -> list[tuple[str, str]]:
    return [(one.code, one.message) for one in check(project)]


def test_a_plan_of_any_shape_is_free_of_errors() -> None:
    assert codes(shape("有章")) == [("Z525", "T05 的序号应到“（二）”，照原文写的是“（三）”")]
    assert codes(shape("无章")) == [
        ("Z524", "方案没有发文字号、成文日期、主送、印发通知"),
        ("Z409", "2 条没有完成时限(T02 等)"),
    ]


def changed(tmp_path: Path, name: str, file: str, before: str, after: str) -> list[Diagnostic]:
    """What is found in a shape one of whose files says something else once."""
    shutil.copytree(SHAPES / name, tmp_path / name)
    path = tmp_path / name / "plan" / file
    text = path.read_text(encoding="utf-8")
    assert text.count(before) == 1
    path.write_text(text.replace(before, after), encoding="utf-8")
    project, found = read_project(tmp_path / name)
    return [*found, *check(project)]


@pytest.mark.parametrize(
    ("file", "before", "after", "code", "says"),
    [
        # words behind an annotation, in a tail, in an annex, in the closing, of a measure
        ("plan.yaml", "rest: 全年培训", "rest: 全年轮训", "Z501", "T02 与原文不同"),
        ("plan.yaml", "tail: 以上各项任务", "tail: 各项任务", "Z501", "与原文不同"),
        ("plan.yaml", "text: 统一示例目录。", "text: 统一目录。", "Z501", "T01.1.2 与原文不同"),
        ("plan.yaml", "第一季度完成平台设计", "一季度完成平台设计", "Z501", "与原文不同"),
        ("plan.yaml", "closing: 本方案自印发", "closing: 方案自印发", "Z501", "与原文不同"),
        # quotes there
        ("plan.yaml", "quote: 引进示例项目5个", "quote: 引进项目5个", "Z507", "T03-2"),
        ("plan.yaml", "quote: 每个县区建成示例站点1个", "quote: 站点1个。以上", "Z507", "T01-1"),
        # the clause of a duty in a tail
        ("plan.yaml", "lead: [市委宣传部]", "lead: [市教育局]", "Z401", "T06"),
        # marks in what stands behind an annotation
        ("plan.yaml", "rest: 全年培训", "rest: （全年培训", "Z522", "T02"),
        # a form
        ("plan.yaml", "form: '{number}、{title}{text}'", "form: '{nummer}、{title}'", "Z506", "nummer"),
        ("plan.yaml", "'（{arabic}）{title}。{text}'", "'（{arabisch}）{text}'", "Z506", "arabisch"),
    ],
)  # fmt: skip
def test_a_mistake_anywhere_is_found(
    tmp_path: Path, file: str, before: str, after: str, code: str, says: str
) -> None:
    found = changed(tmp_path, "有章", file, before, after)
    assert [one for one in found if one.code == code and says in one.message], found


def test_a_loose_text_differs_only_in_words(tmp_path: Path) -> None:
    broken = changed(
        tmp_path / "a", "无章", "source/原文.txt", "推动成果转化。\n", "推动 成果\n转化。"
    )
    assert {one.code for one in broken} == {"Z524", "Z409"}
    (one,) = (
        one
        for one in changed(tmp_path / "b", "无章", "source/原文.txt", "公开示例清单", "公开清单")
        if one.code not in ("Z524", "Z409")
    )
    assert (one.code, one.place.file, one.place.line) == ("Z501", "plan/plan.yaml", 58)
    assert one.related[0].place.line == 8


def test_measures_may_be_numbered_through_all_tasks(tmp_path: Path) -> None:
    """What goes on from the row before it is in order; what leaves a number out is not."""

    def told(*numbers: int | None) -> list[str]:
        tasks = tuple(
            Task(
                id=f"T0{i}",
                text="甲。",
                measures=(
                    Measure(id=f"T0{i}.1", text="乙。", number=number),
                    Measure(id=f"T0{i}.2", text="丙。"),
                ),
            )
            for i, number in enumerate(numbers, 1)
        )
        plan = small({}, chapters=(Chapter(title="章", tasks=tasks),))
        project = Project(tmp_path, plan=plan)
        return [one.message for one in told_numbers_in_order(project)]

    assert told(None, None) == []
    assert told(None, 3, 5) == []
    assert told(None, 1) == []
    assert told(None, 3, 6) == ["T03.1 的序号应到“5”，照原文写的是“6”"]
    assert told(None, 2) == ["T02.1 的序号应到“1”，照原文写的是“2”"]
