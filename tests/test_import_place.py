"""Whose government a plan is, which completes the full names of its bodies."""

import pytest

from zmddoc.importer.units import level_of, place_of
from zmddoc.project import Project


@pytest.mark.parametrize(
    ("issuer", "title", "place", "level"),
    [
        ("驻马店市人民政府办公室", "示例方案", "驻马店市", "city"),
        ("泰州市人民政府", "示例方案", "泰州市", "city"),
        ("徐州市铜山区人民政府", "示例方案", "徐州市铜山区", "county"),
        ("广西壮族自治区人民政府", "示例方案", "广西壮族自治区", "province"),
        ("湖北省农业农村厅", "示例方案", "湖北省", "province"),
        ("国务院办公厅", "示例方案", "", "central"),
        ("示例办公室", "关于加强城市管理的意见", "", None),
        ("示例办公室", "沈阳市示例方案", "沈阳市", "city"),
        ("示例办公室", "2023年沈阳市示例方案", "沈阳市", "city"),
        ("示例办公室", "2023年区政府重点工作分解", "", None),
    ],
)
def test_the_place_is_that_of_the_issuer_or_the_title(
    real: Project, issuer: str, title: str, place: str, level: str | None
) -> None:
    assert real.plan
    plan = real.plan.model_copy(update={"issuer": issuer, "title": title})
    assert (place_of(plan), level_of(plan)) == (place, level)
