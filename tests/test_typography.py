import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zmddoc.project import Project
from zmddoc.prose import as_printed
from zmddoc.typography import half_width, normalise

CASES = [
    ("创新,开展;推进:落实", "创新，开展；推进：落实"),
    ("(责任单位:市科技局)", "（责任单位：市科技局）"),
    ("共1,200家,新增4:3", "共1,200家，新增4:3"),
    ("方案(豫办〔2020〕17号),完成", "方案（豫办〔2020〕17号），完成"),
    ("首台(套)设备(A)级", "首台（套）设备（A）级"),
    ("各县、区人民政府(管委会))", "各县、区人民政府（管委会））"),
    ("“双百行动”, 扶持", "“双百行动”，扶持"),
    ("PDF (A4) only, really", "PDF (A4) only, really"),
]


@pytest.mark.parametrize(("received", "printed"), CASES)
def test_half_width_marks_among_chinese_become_full_width(received: str, printed: str) -> None:
    assert normalise(received) == printed


@given(st.text(alphabet="创新，。,;:()（）“” 0129A%家", max_size=40))
def test_normalising_twice_is_normalising_once(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


@given(st.text(alphabet="创新，。,;:()“” 0129A%家", max_size=40))
def test_only_marks_and_spaces_change(text: str) -> None:
    def letters(words: str) -> str:
        return re.sub(r"[,;:()，；：（） ]", "", words)

    assert letters(normalise(text)) == letters(text)


def test_the_printed_plan_has_no_half_width_mark_among_chinese(real: Project) -> None:
    assert real.plan
    text = as_printed(real.plan)
    assert half_width(text) == []
    assert "制造+服务" in text
    assert "“5G+”“人工智能+”" in text
    assert "互联网+安全生产" in text
    assert " " not in text
