"""The text of the register: what stands in it stays, whatever is issued and made void."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zmddoc.model import Issue, IssuedFile, Register, Voiding
from zmddoc.numbering import DocumentNumber, next_number, read_number, serials
from zmddoc.project import REGISTER
from zmddoc.read.nodes import parse
from zmddoc.read.schema import validate
from zmddoc.register import UnusualRegister, with_issue, with_void

DIGEST = "0123456789abcdef" * 4
VOID = Voiding(dated=date(2021, 7, 9), reason="附件有误: #1\n重印")


def issue(number: str, title: str = "示例通知", unit: str = "市工信局") -> Issue:
    return Issue(
        number=number,
        kind="sheet",
        title=title,
        dated=date(2021, 7, 8),
        recipients=(unit,),
        plan=DIGEST,
        files=(IssuedFile(name=f"{number}/{number}.docx", sha256=DIGEST),),
        unit=unit,
    )


def read(text: str) -> Register:
    register, found = validate(Register, parse(REGISTER, text))
    assert register is not None and not found
    return register


def is_kept(before: str, after: str) -> bool:
    """Whether every line of ``before`` stands in ``after``, in the same order."""
    rest = iter(after.splitlines(keepends=True))
    return all(line in rest for line in before.splitlines(keepends=True))


ONE, TWO = issue("驻政办函〔2021〕1号"), issue("驻政办函〔2021〕2号", unit="市科技局")
BY_HAND = f"""\
# 手工记的
issues:
  # 第一份
  - number: 驻政办函〔2021〕1号   # 主任签
    dated: "2021-07-08"
    kind: sheet
    title: >
      示例
      通知
    recipients:
    - 市工信局
    plan: '{DIGEST}'
    files: [{{name: a, sha256: {DIGEST}}}]  # 盖章件在档案室
    unit: 市工信局
  # 第二份的说明
  - {{number: 驻政办函〔2021〕2号, dated: 2021-07-08, kind: sheet, title: 示例, recipients: [市科技局], plan: '{DIGEST}', files: [], unit: 市科技局}}
# 完
"""


def test_the_first_entry_makes_the_register() -> None:
    text = with_issue("", ONE)
    assert text.startswith("# 发文登记簿")
    assert read(text).issues == (ONE,)


@pytest.mark.parametrize("empty", ["issues: []\n", "# 头\nissues: []  # 还没有\n# 尾", "\n\n"])
def test_an_empty_register_is_filled(empty: str) -> None:
    text = with_issue(empty, ONE)
    assert read(text).issues == (ONE,)
    assert all(line in text for line in ("# 头", "# 还没有", "# 尾") if line in empty)


def test_what_somebody_wrote_by_hand_survives() -> None:
    three = issue("驻政办函〔2021〕3号", unit="市教育局")
    added = with_issue(BY_HAND, three)
    assert added.startswith(BY_HAND)
    assert read(added).issues[2] == three
    voided = with_void(added, "驻政办函〔2021〕1号", VOID)
    assert is_kept(added, voided)
    assert [one.void for one in read(voided).issues] == [VOID, None, None]
    lines = voided.splitlines()
    assert lines.index("    void:") == lines.index("    unit: 市工信局") + 1


def test_line_ends_of_windows_survive() -> None:
    before = with_issue("", ONE).replace("\n", "\r\n")
    after = with_void(with_issue(before, TWO), ONE.number, VOID)
    assert is_kept(before, after)
    assert read(after).issues == (ONE.model_copy(update={"void": VOID}), TWO)


@pytest.mark.parametrize(
    "text",
    ["issues: [{number: 甲}]\n", "issues: {}\n", "- a\n", "issues:\n- number: [\n", "其他: 1\n"],
)
def test_a_register_that_is_none_is_left_alone(text: str) -> None:
    with pytest.raises(UnusualRegister):
        with_issue(text, ONE)


def test_an_entry_on_one_line_takes_no_note() -> None:
    """Nothing is rewritten to make room; the clerk is told."""
    with pytest.raises(UnusualRegister):
        with_void(BY_HAND, "驻政办函〔2021〕2号", VOID)


def test_a_list_on_one_line_takes_no_entry() -> None:
    flow = "issues: [{number: 驻政办函〔2021〕1号, kind: sheet, title: 示例, dated: 2021-07-08, "
    flow += f"recipients: [市工信局], plan: '{DIGEST}', files: [], unit: 市工信局}}]\n"
    assert len(read(flow).issues) == 1
    with pytest.raises(UnusualRegister):
        with_issue(flow, TWO)


def test_nothing_is_voided_that_is_not_there() -> None:
    with pytest.raises(KeyError):
        with_void(BY_HAND, "驻政办函〔2021〕9号", VOID)


WORDS = st.text(
    st.characters(exclude_categories=["C", "Zl", "Zp"], exclude_characters="\ufffd"), min_size=1
).filter(str.strip)


@given(WORDS, WORDS)
def test_any_words_come_back(title: str, reason: str) -> None:
    voiding = Voiding(dated=date(2021, 7, 9), reason=reason)
    one = ONE.model_copy(update={"title": title})
    text = with_void(with_issue(with_issue("", one), TWO), one.number, voiding)
    assert read(text).issues == (one.model_copy(update={"void": voiding}), TWO)


SERIES = st.sampled_from(["驻政办", "驻政办函"])
# An act: issue in a series and year, or make void the entry at a place (modulo their number).
ACTS = st.lists(
    st.one_of(st.tuples(SERIES, st.sampled_from([2021, 2022])), st.integers(0, 20)), max_size=14
)
USED = {("驻政办", 2021): 10, ("驻政办", 2022): 3, ("驻政办函", 2021): 0, ("驻政办函", 2022): 0}


@given(ACTS)
def test_numbers_run_on_and_are_never_used_again(acts: list[tuple[str, int] | int]) -> None:
    """Under any sequence of issuing and voiding."""
    text = ""
    given_out: list[DocumentNumber] = []
    for act in acts:
        register = read(text) if text else Register()
        if isinstance(act, tuple):
            number = next_number(register, *act, USED[act])
            after = with_issue(text, issue(str(number)))
            assert after.startswith(text)
            given_out.append(number)
        elif register.issues:
            entry = register.issues[act % len(register.issues)]
            if entry.void:
                continue
            after = with_void(text, entry.number, VOID)
            assert is_kept(text, after)
        else:
            continue
        text = after
    numbers = [read_number(one.number) for one in read(text).issues] if text else []
    assert numbers == given_out
    for (code, year), used in USED.items():
        mine = serials(read(text), code, year) if text else ()
        assert list(mine) == list(range(used + 1, used + 1 + len(mine)))
