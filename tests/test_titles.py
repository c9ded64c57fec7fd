import pytest
from hypothesis import given
from hypothesis import strategies as st

from zmddoc.compose.titles import LIMIT, title_lines
from zmddoc.project import Project

PLAN = "驻马店市2021年工业经济高质量发展工作方案"
OFFICE = "驻马店市人民政府办公室"


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        (
            f"{OFFICE}关于印发《{PLAN}》的通知",
            (OFFICE, "关于印发《驻马店市2021年工业经济", "高质量发展工作方案》的通知"),
        ),
        (PLAN, ("驻马店市2021年工业经济", "高质量发展工作方案")),
        (
            "国务院关于促进综合保税区高水平开放高质量发展的若干意见",
            ("国务院关于促进综合保税区", "高水平开放高质量发展的若干意见"),
        ),
        ("市工信局任务清单", ("市工信局任务清单",)),
    ],
)
def test_titles_part_where_their_meaning_parts(title: str, lines: tuple[str, ...]) -> None:
    assert title_lines(title, [OFFICE]) == lines


@given(
    st.text(alphabet="关于印发《驻马店市2021年工业经济高质量的和》通知，", min_size=1, max_size=70)
)
def test_nothing_is_lost_and_no_line_is_too_long(title: str) -> None:
    lines = title_lines(title)
    assert "".join(lines) == title
    assert all(0 < len(line) <= LIMIT for line in lines)


def test_no_name_of_a_body_is_split(real: Project) -> None:
    assert real.registry
    names = [unit.name for unit in real.registry.units]
    for name in names:
        lines = title_lines(f"{OFFICE}关于向{name}通报《{PLAN}》任务情况的函", names)
        assert any(name in line for line in lines), lines
        assert not any(line[0] in "的和》，" for line in lines), lines
        assert len(lines[-1]) > 2
